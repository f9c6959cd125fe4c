#pragma once

#include "ui/signatures/comparisonrow.h"

#include <QWidget>

class QLabel;
class QTabWidget;
class QToolButton;

namespace paydesk {

class BytesCard;
class Card;
struct Examination;
class StepTrace;

/// The steps and the bytes below the table: two cards side by side, and in a low window two tabs of
/// one strip that folds away.
class LowerCards final : public QWidget {
    Q_OBJECT

public:
    explicit LowerCards(QWidget* parent = nullptr);

    void show(const Examination& examination);
    void showRow(const ComparisonRow* row);
    void setBytesShown(bool shown);
    /// `folded`: whether a low strip begins folded.
    void setLow(bool low, bool folded);
    /// A low strip is out of the way for as long as something else needs the room.
    void giveRoom(bool give);
    /// The steps, one a line, for a report.
    QString report() const;

signals:
    /// A person has opened the strip.
    void opened();

protected:
    void changeEvent(QEvent* event) override;

private:
    void open();
    void fold(bool folded);
    void arrange();
    void retranslateUi();

    QTabWidget* m_tabs;
    QToolButton* m_fold;
    Card* m_stepsCard;
    QLabel* m_summary;
    StepTrace* m_steps;
    BytesCard* m_bytes;
    bool m_low = false;
    bool m_folded = false; ///< the strip of a low window
    bool m_givesRoom = false; ///< and is therefore folded, whatever was chosen
    bool m_tight = false; ///< so low that the strip folds by itself
    bool m_bytesShown = true;
};

} // namespace paydesk

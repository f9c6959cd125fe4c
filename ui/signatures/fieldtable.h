#pragma once

#include "ui/signatures/comparisonmodel.h"

#include <QWidget>

class QAction;
class QHBoxLayout;
class QLabel;
class QKeySequence;
class QStackedWidget;
class QTableView;
class QToolButton;

namespace paydesk {

class Chip;
class Pill;
class Ruler;
class WholeString;

/// Field by field: how many differ, the table with its overview ruler, and in the table's place the
/// two strings as a whole. F8 and Shift+F8 walk through the differences.
class FieldTable final : public QWidget {
    Q_OBJECT

public:
    /// `prefix` begins the object names: "signatures", "signaturesPair".
    FieldTable(const QString& prefix, QWidget* parent = nullptr);

    void setRows(const QList<ComparisonRow>& rows, ComparisonModel::Sides sides);
    /// The strings as a whole; both empty: there are none.
    void setStrings(const QByteArray& yours, const QByteArray& right);
    const ComparisonModel& model() const { return *m_model; }
    /// The row that is looked at; null: none.
    const ComparisonRow* current() const;
    /// Puts the differing rows first, even where all would fit.
    void setLow(bool low);
    /// Of the heading line, at its right.
    void addHeadingWidget(QWidget* widget);
    void step(int direction);

signals:
    void currentChanged();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    QWidget* buildHeading(const QString& prefix);
    void buildTable(const QString& prefix);
    void join();
    QAction* keyAction(const QString& name, const QKeySequence& keys);
    void nameStrings();
    void showCounts();
    void showRuler();
    void pinWhatDiffers();
    void fitNames();
    void goTo(int row);
    void copyRow();
    void copyRaw();
    void retranslateUi();

    bool m_low = false;
    ComparisonModel* m_model;
    QHBoxLayout* m_line = nullptr;
    QLabel* m_heading = nullptr;
    Pill* m_differences = nullptr;
    Pill* m_agreements = nullptr;
    Chip* m_only = nullptr;
    Chip* m_invisible = nullptr;
    Chip* m_whole = nullptr;
    QToolButton* m_previous = nullptr;
    QToolButton* m_next = nullptr;
    QAction* m_previousKey = nullptr;
    QAction* m_nextKey = nullptr;
    QAction* m_copyRow = nullptr;
    QAction* m_copyRaw = nullptr;
    QStackedWidget* m_stack;
    QTableView* m_table;
    Ruler* m_ruler;
    WholeString* m_strings;
};

} // namespace paydesk

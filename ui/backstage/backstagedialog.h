#pragma once

#include "core/gateway/backstage.h"

#include <QDialog>
#include <QPointer>

class QLabel;
class QPushButton;
class QTableView;

namespace paydesk {

class Card;
class FaultForm;
class FaultModel;
class FaultWatch;
class HintLabel;
class NoticeBar;
class Workbench;

/// Behind the scenes of the sandbox: the faults that lie in wait, planting and clearing them, and
/// its time, which can be moved forward. Beside the window, so that what was planted is met there.
/// Closes when another merchant is chosen that has no sandbox.
class BackstageDialog final : public QDialog {
    Q_OBJECT

public:
    explicit BackstageDialog(Workbench& bench, QWidget* parent = nullptr);

protected:
    void changeEvent(QEvent* event) override;

private:
    void buildFaults();
    void buildTime();
    /// Where the faults are; null when the merchant is no sandbox's.
    FaultWatch* watch() const;
    void join();
    void showFaults();
    void showTime(const Answer& answer);
    void clearChosen();
    void move(std::chrono::seconds forward);
    /// What an answer about faults says, or why it says nothing.
    void tell(Call* call);
    void tellTime(Call* call);
    void retranslateUi();

    Workbench& m_bench;
    QPointer<FaultWatch> m_watch; ///< the one joined
    HintLabel* m_meaning;
    NoticeBar* m_notice;
    Card* m_faultCard;
    FaultModel* m_model;
    QTableView* m_faults;
    HintLabel* m_none;
    QPushButton* m_clear;
    QPushButton* m_clearAll;
    Card* m_plantCard;
    FaultForm* m_form;
    Card* m_timeCard;
    QLabel* m_now;
    HintLabel* m_timeMeaning;
    QList<QPushButton*> m_moves;
    QPushButton* m_close;
    QString m_nowText; ///< of the last answer: ISO 8601
};

/// "2 h 5 min": how far the sandbox's time is ahead; empty for none.
QString aheadText(std::chrono::seconds ahead);

} // namespace paydesk

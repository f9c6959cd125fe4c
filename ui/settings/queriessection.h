#pragma once

#include <QWidget>

class QLabel;
class QPushButton;

namespace paydesk {

class Card;
class HintLabel;
class NoticeBar;
class Option;
class Pill;
class Preferences;
class Workbench;

/// Settings: the query job, its plan, and running it now.
class QueriesSection final : public QWidget {
    Q_OBJECT

public:
    QueriesSection(Workbench& bench, Preferences& preferences, QWidget* parent = nullptr);

    void refresh();

protected:
    void changeEvent(QEvent* event) override;

private:
    void build();
    void join();
    void runNow();
    void showNext();
    void retranslateUi();
    void showPlan();

    Workbench& m_bench;
    Preferences& m_preferences;
    Card* m_job;
    Pill* m_pill;
    Option* m_bySchedule;
    QLabel* m_next;
    QPushButton* m_run;
    NoticeBar* m_notice;
    Card* m_plan;
    QList<Pill*> m_delays;
    HintLabel* m_meaning;
};

} // namespace paydesk

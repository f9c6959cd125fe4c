#pragma once

#include "ui/checkout/journey.h"
#include "ui/reference/errorname.h"
#include "ui/widgets/card.h"

#include <QTimer>

class QLabel;
class QPushButton;

namespace paydesk {

class LookupButton;
class NoticeBar;
class Pill;
class StepList;

/// The middle card: the journey's legs with their times, what went wrong, and the end.
class ProgressCard final : public Card {
    Q_OBJECT

public:
    explicit ProgressCard(Journey& journey, QWidget* parent = nullptr);

    /// Reads the journey again.
    void refresh();
    /// What stopped the journey, if the reference explains it.
    const std::optional<ErrorName>& error() const;

signals:
    /// The order of a step that has happened.
    void orderRequested();
    void queryRequested();
    void againRequested();
    /// The notice's button: what it does depends on what went wrong.
    void remedyRequested();
    void referenceRequested(const paydesk::ErrorName& error);

protected:
    void changeEvent(QEvent* event) override;

private:
    void buildEnd();
    void showSteps();
    void showPill();
    void showNotice();
    void showLookup();
    void showEnd();
    QString timeOf(const Journey::Leg& leg) const;
    QString titleOf(Journey::Leg::Kind kind) const;
    QString subtitleOf(Journey::Leg::Kind kind) const;
    void retranslateUi();

    Journey& m_journey;
    Pill* m_pill;
    StepList* m_steps;
    NoticeBar* m_notice;
    LookupButton* m_lookup;
    QPushButton* m_query;
    QPushButton* m_stop;
    Card* m_end;
    QLabel* m_paid = nullptr;
    QPushButton* m_open = nullptr;
    QPushButton* m_again = nullptr;
    QTimer m_tick;
    QString m_shownNotice; ///< so that a dismissed notice stays dismissed
};

} // namespace paydesk

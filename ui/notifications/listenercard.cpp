#include "ui/notifications/listenercard.h"

#include "ui/style/buttons.h"
#include "ui/style/glyph.h"
#include "ui/widgets/card.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/noticebar.h"
#include "ui/widgets/pill.h"

#include <QCheckBox>
#include <QEvent>
#include <QPushButton>
#include <QVBoxLayout>

namespace paydesk {

ListenerCard::ListenerCard(QWidget* parent)
    : QWidget(parent)
    , m_card(new Card(this))
    , m_pill(new Pill(this))
    , m_outside(secondaryButton("globe", this))
    , m_toggle(secondaryButton("radio", this))
    , m_notice(new NoticeBar(this))
    , m_where(new HintLabel(this))
    , m_url(new CopyField(this))
    , m_adopt(new QCheckBox(this))
{
    auto* whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->addWidget(m_card);
    m_card->addHeadingWidget(m_pill);
    m_card->addHeadingWidget(m_outside);
    m_card->addHeadingWidget(m_toggle);
    m_card->body()->addWidget(m_notice);
    buildRow();
    m_pill->setObjectName(QStringLiteral("notificationsListening"));
    m_outside->setObjectName(QStringLiteral("notificationsOutside"));
    m_toggle->setObjectName(QStringLiteral("notificationsToggle"));
    m_notice->setObjectName(QStringLiteral("notificationsListenerNotice"));
    m_where->setObjectName(QStringLiteral("notificationsWhere"));
    m_url->setObjectName(QStringLiteral("notificationsUrl"));
    m_adopt->setObjectName(QStringLiteral("notificationsAdopt"));
    connect(m_outside, &QPushButton::clicked, this, &ListenerCard::outsideRequested);
    connect(m_toggle, &QPushButton::clicked, this, &ListenerCard::toggle);
    connect(m_notice, &NoticeBar::actionTriggered, this, &ListenerCard::act);
    connect(m_adopt, &QCheckBox::clicked, this, &ListenerCard::adoptChosen);
    retranslateUi();
}

void ListenerCard::buildRow()
{
    auto* row = new QHBoxLayout;
    row->setSpacing(16);
    row->addWidget(m_where, 1);
    row->addWidget(m_url, 1);
    row->addWidget(m_adopt);
    m_card->body()->addLayout(row);
}

void ListenerCard::show(const State& state)
{
    if (state == m_state)
        return;
    if (!state.url.isEmpty())
        showFailure(std::nullopt);
    m_state = state;
    retranslateUi();
}

void ListenerCard::showFailure(const std::optional<Failure>& failure)
{
    if (failure == m_failure && !failure)
        return;
    m_failure = failure;
    retranslateUi();
}

void ListenerCard::toggle()
{
    if (!m_state.url.isEmpty())
        emit stopRequested();
    else if (m_state.possible)
        emit startRequested(false);
}

void ListenerCard::act()
{
    if (m_state.possible)
        emit startRequested(true);
    else
        emit keyRequested();
}

void ListenerCard::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslateUi();
}

void ListenerCard::retranslateUi()
{
    const bool on = !m_state.url.isEmpty();
    m_card->setHeading(tr("Listener"));
    m_pill->show(on ? tr("Listening") : tr("Stopped"), on ? Tone::Ok : Tone::Neutral);
    m_toggle->setText(on ? tr("Stop listening") : tr("Start listening"));
    m_toggle->setIcon(glyph(on ? "stop" : "radio"));
    m_toggle->setEnabled(m_state.possible);
    m_outside->setText(tr("From outside…"));
    m_outside->setToolTip(tr("Self-test of the public address, reverse proxy, tunnels"));
    m_url->setName(tr("Address for notifications"));
    m_url->setValue(QString::fromUtf8(m_state.url));
    m_url->setVisible(on);
    m_where->setVisible(!on);
    m_where->setText(tr("Would listen at port %1 of this computer.").arg(m_state.port));
    m_adopt->setText(tr("Record orders that are not known here"));
    m_adopt->setToolTip(tr("A rightly signed notification of an order that Paydesk did not place"
                           " is booked instead of refused."));
    m_adopt->setChecked(m_state.adoptsUnknown);
    if (!m_state.possible) {
        m_notice->show({tr("Notifications cannot be checked now."),
                           tr("The merchant's API key is not at hand: it is missing, or the vault"
                              " is locked."),
                           tr("Unlock the vault or enter the key in the settings.")},
            Tone::Warn, tr("Open settings"));
    } else if (m_failure) {
        m_notice->show(*m_failure, tr("Use a free port"));
    } else {
        m_notice->dismiss();
    }
}

} // namespace paydesk

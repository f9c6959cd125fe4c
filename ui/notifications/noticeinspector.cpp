#include "ui/notifications/noticeinspector.h"

#include "ui/exchanges/exchangerow.h"
#include "ui/orders/checksteps.h"
#include "ui/reference/lookupbutton.h"
#include "ui/replay/replaydialog.h"
#include "ui/style/buttons.h"
#include "ui/style/fonts.h"
#include "ui/widgets/card.h"
#include "ui/widgets/flowlayout.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/messagesides.h"
#include "ui/widgets/pill.h"
#include "ui/widgets/steplist.h"

#include <QEvent>
#include <QPushButton>
#include <QSplitter>
#include <QVBoxLayout>

namespace paydesk {

namespace {

    constexpr qsizetype longestClaim = 80;

} // namespace

NoticeInspector::NoticeInspector(QWidget* parent)
    : QWidget(parent)
    , m_card(new Card(this))
    , m_title(new ElidedLabel(this))
    , m_verdict(new Pill(this))
    , m_moment(new ElidedLabel(this))
    , m_reason(new HintLabel(this))
    , m_checks(new StepList(StepList::Look::Checklist, this))
    , m_messages(new MessageSides(QStringLiteral("notifications"), this))
    , m_lookup(new LookupButton(this))
    , m_signature(secondaryButton("signature", this))
    , m_exchange(secondaryButton("activity", this))
    , m_order(secondaryButton("external", this))
    , m_replay(secondaryButton("refresh", this))
    , m_edit(secondaryButton("edit", this))
{
    auto* whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->addWidget(m_card);
    buildHead();
    auto* both = new QSplitter(Qt::Horizontal, m_card);
    both->setChildrenCollapsible(false);
    both->setHandleWidth(12);
    both->addWidget(m_checks);
    both->addWidget(m_messages);
    both->setSizes({270, 420});
    both->setStretchFactor(1, 1);
    m_checks->setObjectName(QStringLiteral("notificationsChecks"));
    m_card->body()->addWidget(both, 1);
    buildActions();
    retranslateUi();
}

void NoticeInspector::buildHead()
{
    auto* head = new QHBoxLayout;
    head->setSpacing(8);
    head->addWidget(m_title, 1);
    head->addWidget(m_verdict);
    m_card->body()->addLayout(head);
    m_card->body()->addWidget(m_moment);
    m_card->body()->addWidget(m_reason);
    m_title->setObjectName(QStringLiteral("notificationsTitle"));
    m_title->setElideMode(Qt::ElideMiddle);
    setFontRole(m_title, FontRole::Heading);
    m_verdict->setObjectName(QStringLiteral("notificationsVerdict"));
    m_moment->setObjectName(QStringLiteral("notificationsMoment"));
    m_moment->setSecondary(true);
    setFontRole(m_moment, FontRole::TechnicalSmall);
    m_reason->setObjectName(QStringLiteral("notificationsReason"));
}

void NoticeInspector::buildActions()
{
    auto* row = new FlowLayout;
    row->addWidget(m_lookup);
    row->addWidget(m_signature);
    row->addWidget(m_exchange);
    row->addWidget(m_order);
    row->addWidget(m_replay);
    row->addWidget(m_edit);
    m_card->body()->addLayout(row);
    m_lookup->setObjectName(QStringLiteral("notificationsLookup"));
    connect(
        m_lookup, &LookupButton::referenceRequested, this, &NoticeInspector::referenceRequested);
    m_signature->setObjectName(QStringLiteral("notificationsSignature"));
    m_exchange->setObjectName(QStringLiteral("notificationsExchange"));
    m_order->setObjectName(QStringLiteral("notificationsOrder"));
    m_replay->setObjectName(QStringLiteral("notificationsReplay"));
    m_edit->setObjectName(QStringLiteral("notificationsEdit"));
    connect(m_replay, &QPushButton::clicked, this, [this] {
        if (m_notice)
            emit replayRequested(*m_notice, MessageEditor::AsItCame);
    });
    connect(m_edit, &QPushButton::clicked, this, [this] {
        if (m_notice)
            emit replayRequested(*m_notice, MessageEditor::Fields);
    });
    connect(m_signature, &QPushButton::clicked, this, [this] {
        if (m_notice)
            emit messageSignatureRequested(m_notice->requestBody, m_notice->outTradeNo);
    });
    connect(m_exchange, &QPushButton::clicked, this, [this] {
        if (m_notice)
            emit exchangeRequested(m_notice->id);
    });
    connect(m_order, &QPushButton::clicked, this, [this] {
        if (m_notice)
            emit orderRequested(m_notice->outTradeNo);
    });
}

const std::optional<ErrorName>& NoticeInspector::error() const
{
    return m_lookup->error();
}

void NoticeInspector::show(const std::optional<Exchange>& notice)
{
    m_notice = notice;
    m_card->setVisible(notice.has_value());
    m_lookup->setError(notice ? errorNameOf(*notice) : std::nullopt);
    if (notice)
        showNotice(*notice);
}

void NoticeInspector::showNotice(const Exchange& notice)
{
    const ExchangeRow row = rowOf(notice);
    const ToneWords verdict = verdictWords(row);
    const ToneWords reason = reasonWords(row);
    m_title->setFullText(row.amount ? tr("Payment notification, %1").arg(amountText(*row.amount))
                                    : tr("Payment notification"));
    m_verdict->show(verdict.text, verdict.tone);
    m_moment->setFullText(momentText(notice.startedAt, notice.startedAt.toLocalTime().date()) + u' '
        + senderText(notice) + u' ' + QChar(0x2192) + u' ' + pathText(row));
    m_reason->setTone(reason.tone);
    m_reason->setText(outcomeSign(reason.tone) + QStringLiteral(" ") + reason.text);
    m_checks->steps()->setSteps(checkSteps(notice.checks));
    m_messages->show(notice);
    m_order->setVisible(!notice.outTradeNo.isEmpty());
    m_signature->setVisible(!notice.requestBody.isEmpty());
    m_replay->setVisible(ReplayDialog::fits(notice));
    m_edit->setVisible(ReplayDialog::fits(notice));
}

void NoticeInspector::setTrustedProxies(const TrustedProxies& proxies)
{
    if (proxies == m_proxies)
        return;
    m_proxies = proxies;
    show(m_notice);
}

QString NoticeInspector::senderText(const Exchange& notice) const
{
    const Sender sender = senderOf(notice.peer, notice.requestHeaders, m_proxies);
    QString peer = oneLine(notice.peer);
    switch (sender.source) {
    case Sender::Source::Connection:
        break;
    case Sender::Source::Proxy:
        return tr("%1 (through %2)").arg(oneLine(sender.address), peer);
    case Sender::Source::Claim:
        return tr("%1 (says for itself: %2)").arg(peer, oneLine(sender.claimed.left(longestClaim)));
    }
    return peer;
}

void NoticeInspector::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslateUi();
}

void NoticeInspector::retranslateUi()
{
    m_checks->setAccessibleName(tr("Checks of the notification"));
    m_messages->setNames(tr("Request received"), tr("Paydesk's answer"));
    m_signature->setText(tr("See its signature"));
    m_exchange->setText(tr("Open exchange"));
    m_order->setText(tr("Open its order"));
    m_replay->setText(tr("Send again…"));
    m_edit->setText(tr("Change and sign…"));
    show(m_notice);
}

} // namespace paydesk

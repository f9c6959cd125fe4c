#include "ui/orders/eventinspector.h"

#include "ui/orders/checksteps.h"
#include "ui/orders/orderexchangemodel.h"
#include "ui/orders/orderwords.h"
#include "ui/reference/lookupbutton.h"
#include "ui/style/buttons.h"
#include "ui/style/fonts.h"
#include "ui/widgets/card.h"
#include "ui/widgets/flowlayout.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/messagesides.h"
#include "ui/widgets/pill.h"
#include "ui/widgets/steplist.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

namespace paydesk {

namespace {

    /// Which endpoint an event without a recorded exchange was about.
    QByteArray endpointOf(OrderEvent::Kind kind)
    {
        switch (kind) {
        case OrderEvent::Kind::Login:
            return "jscode2session";
        case OrderEvent::Kind::UnifiedOrder:
            return "unifiedorder";
        case OrderEvent::Kind::Query:
            return "orderquery";
        case OrderEvent::Kind::Close:
            return "closeorder";
        default:
            return {};
        }
    }

    std::optional<ErrorName> errorOf(
        const OrderEvent& event, const std::optional<Exchange>& exchange)
    {
        const auto told = exchange ? errorNameOf(*exchange) : std::nullopt;
        return told ? told : errorNameOf(event.outcome, endpointOf(event.kind));
    }

} // namespace

EventInspector::EventInspector(QWidget* parent)
    : QWidget(parent)
    , m_card(new Card(this))
    , m_back(iconButton("arrow-left", this))
    , m_title(new ElidedLabel(this))
    , m_outcome(new Pill(this))
    , m_moment(new ElidedLabel(this))
    , m_why(new HintLabel(this))
    , m_checks(new StepList(StepList::Look::Checklist, this))
    , m_messages(new MessageSides(QStringLiteral("ordersEvent"), this))
    , m_none(new HintLabel(this))
    , m_actions(new QWidget(this))
    , m_lookup(new LookupButton(m_actions))
    , m_open(secondaryButton("activity", m_actions))
    , m_check(secondaryButton("signature", m_actions))
{
    auto* whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->addWidget(m_card);
    buildHead();
    m_card->body()->addWidget(m_why);
    m_why->setObjectName(QStringLiteral("ordersEventWhy"));
    m_checks->setObjectName(QStringLiteral("ordersEventChecks"));
    m_checks->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    m_card->body()->addWidget(m_checks);
    m_card->body()->addWidget(m_messages, 1);
    m_none->setObjectName(QStringLiteral("ordersEventNone"));
    m_card->body()->addWidget(m_none);
    m_card->body()->addStretch(0);
    buildActions();
    setBackShown(false);
    clear();
    retranslateUi();
}

void EventInspector::buildHead()
{
    auto* head = new QHBoxLayout;
    head->setSpacing(8);
    head->addWidget(m_back);
    head->addWidget(m_title, 1);
    head->addWidget(m_outcome);
    m_card->body()->addLayout(head);
    m_card->body()->addWidget(m_moment);
    m_back->setObjectName(QStringLiteral("ordersEventBack"));
    m_title->setObjectName(QStringLiteral("ordersEventTitle"));
    setFontRole(m_title, FontRole::Heading);
    m_outcome->setObjectName(QStringLiteral("ordersEventOutcome"));
    m_moment->setObjectName(QStringLiteral("ordersEventMoment"));
    m_moment->setSecondary(true);
    setFontRole(m_moment, FontRole::TechnicalSmall);
    connect(m_back, &QToolButton::clicked, this, &EventInspector::backRequested);
}

void EventInspector::buildActions()
{
    auto* row = new FlowLayout(m_actions);
    row->addWidget(m_lookup);
    row->addWidget(m_open);
    row->addWidget(m_check);
    m_lookup->setObjectName(QStringLiteral("ordersEventLookup"));
    connect(m_lookup, &LookupButton::referenceRequested, this, &EventInspector::referenceRequested);
    m_open->setObjectName(QStringLiteral("ordersEventOpen"));
    m_check->setObjectName(QStringLiteral("ordersEventSignature"));
    m_card->body()->addWidget(m_actions);
    connect(m_open, &QPushButton::clicked, this, [this] {
        if (m_exchange)
            emit exchangeRequested(m_exchange->id);
    });
    connect(m_check, &QPushButton::clicked, this,
        [this] { emit messageSignatureRequested(chosenBody(), m_event.outTradeNo); });
    connect(m_messages, &MessageSides::sideChosen, this,
        [this] { m_check->setVisible(!chosenBody().isEmpty()); });
}

void EventInspector::inspect(
    const QString& title, const OrderEvent& event, const std::optional<Exchange>& exchange)
{
    m_event = event;
    m_exchange = exchange;
    m_title->setFullText(title);
    showMoment();
    showExchange();
}

void EventInspector::clear()
{
    m_event = {};
    m_exchange.reset();
    m_title->setFullText({});
    m_outcome->show({}, Tone::Neutral);
    m_moment->setFullText({});
    showExchange();
}

void EventInspector::setBackShown(bool shown)
{
    m_back->setVisible(shown);
}

void EventInspector::showMoment()
{
    const ToneWords outcome = outcomeWords(m_event);
    m_outcome->show(verdict(), outcome.tone);
    QStringList parts{momentText(m_event.at, m_event.at.toLocalTime().date())};
    if (m_exchange && m_exchange->direction == Exchange::Direction::Incoming)
        parts << oneLine(m_exchange->peer) << QString(QChar(0x2192)) << pathOf(*m_exchange);
    else if (m_exchange)
        parts << QString(QChar(0x2192)) << oneLine(m_exchange->peer) << pathOf(*m_exchange);
    parts.removeAll(QString());
    m_moment->setFullText(parts.join(u' '));
    QString why = outcomeSign(outcome.tone) + QStringLiteral(" ") + outcome.text;
    if (m_exchange && !m_exchange->why.isEmpty())
        why += u'\n' + oneLine(m_exchange->why.left(1024));
    m_why->setTone(outcome.tone);
    m_why->setText(why);
    m_why->show();
}

/// Whether we took the notification; other events say it all in their outcome.
QString EventInspector::verdict() const
{
    if (m_event.kind != OrderEvent::Kind::Notification)
        return {};
    if (m_event.outcome == "ok")
        return tr("Accepted");
    return m_event.outcome == "duplicate" ? tr("Duplicate") : tr("Rejected");
}

void EventInspector::showExchange()
{
    const QList<Step> steps = m_exchange ? checkSteps(m_exchange->checks) : QList<Step>();
    m_checks->steps()->setSteps(steps);
    m_checks->setVisible(!steps.isEmpty());
    m_messages->setVisible(m_exchange.has_value());
    m_lookup->setError(errorOf(m_event, m_exchange));
    m_open->setVisible(m_exchange.has_value());
    m_check->setVisible(m_exchange.has_value());
    m_actions->setVisible(m_exchange || m_lookup->error());
    m_none->setVisible(!m_exchange && m_event.id != 0);
    m_why->setVisible(m_event.id != 0);
    if (!m_exchange) {
        m_messages->clear();
        return;
    }
    m_messages->show(*m_exchange);
    m_check->setVisible(!chosenBody().isEmpty());
}

const std::optional<ErrorName>& EventInspector::error() const
{
    return m_lookup->error();
}

const QByteArray& EventInspector::chosenBody() const
{
    static const QByteArray none;
    if (!m_exchange)
        return none;
    return m_messages->showsAnswer() ? m_exchange->answerBody : m_exchange->requestBody;
}

void EventInspector::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslateUi();
}

void EventInspector::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape && m_back->isVisible())
        emit backRequested();
    else
        QWidget::keyPressEvent(event);
}

void EventInspector::retranslateUi()
{
    setToolButtonName(m_back, tr("Back to the order (Esc)"));
    m_messages->setNames(tr("Request"), tr("Answer"));
    m_checks->setAccessibleName(tr("Checks of the notification"));
    m_none->setText(tr("Nothing was sent or received for this step."));
    m_open->setText(tr("Open exchange"));
    m_check->setText(tr("Check its signature"));
    if (m_event.id != 0) {
        showMoment();
        showExchange();
    }
}

} // namespace paydesk

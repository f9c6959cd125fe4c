#include "ui/checkout/progresscard.h"

#include "core/base/wording.h"
#include "ui/checkout/remedy.h"
#include "ui/reference/lookupbutton.h"
#include "ui/style/buttons.h"
#include "ui/style/fonts.h"
#include "ui/widgets/flowlayout.h"
#include "ui/widgets/noticebar.h"
#include "ui/widgets/pill.h"
#include "ui/widgets/steplist.h"

#include <QEvent>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace paydesk {

namespace {

    constexpr int tickMs = 100;

    double millisecondsOf(std::chrono::microseconds time)
    {
        return double(time.count()) / 1000;
    }

    /// Which endpoint a leg is about.
    QByteArray endpointOf(Journey::Leg::Kind kind)
    {
        switch (kind) {
        case Journey::Leg::Kind::Login:
            return "jscode2session";
        case Journey::Leg::Kind::UnifiedOrder:
            return "unifiedorder";
        case Journey::Leg::Kind::Query:
            return "orderquery";
        case Journey::Leg::Kind::Charge:
            return "micropay";
        case Journey::Leg::Kind::Reverse:
            return "reverse";
        default:
            return {};
        }
    }

    /// What opens the payment.
    QString paymentName(const OrderDraft& draft)
    {
        if (draft.tradeType == "NATIVE")
            return QStringLiteral("code_url");
        if (draft.tradeType == "MWEB")
            return QStringLiteral("mweb_url");
        if (draft.tradeType == "APP")
            return QStringLiteral("Sign=WXPay");
        switch (draft.frontEnd) {
        case FrontEnd::OfficialAccount:
            return QStringLiteral("getBrandWCPayRequest");
        case FrontEnd::ChooseWxPay:
            return QStringLiteral("wx.chooseWXPay");
        default:
            return QStringLiteral("wx.requestPayment");
        }
    }

    Step::State stateOf(Journey::Leg::State state)
    {
        switch (state) {
        case Journey::Leg::State::Ahead:
            return Step::State::Waiting;
        case Journey::Leg::State::Active:
            return Step::State::Active;
        case Journey::Leg::State::Done:
            return Step::State::Done;
        case Journey::Leg::State::Failed:
            break;
        }
        return Step::State::Failed;
    }

} // namespace

ProgressCard::ProgressCard(Journey& journey, QWidget* parent)
    : Card(parent)
    , m_journey(journey)
    , m_pill(new Pill(this))
    , m_steps(new StepList(StepList::Look::Journey, this))
    , m_notice(new NoticeBar(this))
    , m_lookup(new LookupButton(this))
    , m_query(secondaryButton("refresh", this))
    , m_stop(secondaryButton("stop", this))
    , m_end(new Card(this))
{
    m_pill->setObjectName(QStringLiteral("checkoutStage"));
    addHeadingWidget(m_pill);
    m_steps->setObjectName(QStringLiteral("checkoutSteps"));
    connect(m_steps, &QListView::activated, this, [this](const QModelIndex& index) {
        if (m_journey.legs().at(index.row()).state != Journey::Leg::State::Ahead)
            emit orderRequested();
    });
    m_notice->setObjectName(QStringLiteral("checkoutNotice"));
    connect(m_notice, &NoticeBar::actionTriggered, this, &ProgressCard::remedyRequested);
    m_query->setObjectName(QStringLiteral("checkoutQuery"));
    connect(m_query, &QPushButton::clicked, this, &ProgressCard::queryRequested);
    body()->addWidget(m_steps, 1);
    body()->addWidget(m_notice);
    auto* next = new FlowLayout;
    next->addWidget(m_lookup);
    next->addWidget(m_query);
    next->addWidget(m_stop);
    m_stop->setObjectName(QStringLiteral("checkoutStop"));
    connect(m_stop, &QPushButton::clicked, &m_journey, [this] {
        m_stop->setEnabled(false);
        m_journey.stopWaiting();
    });
    body()->addLayout(next);
    m_lookup->setObjectName(QStringLiteral("checkoutLookup"));
    connect(m_lookup, &LookupButton::referenceRequested, this, &ProgressCard::referenceRequested);
    buildEnd();
    m_tick.setInterval(tickMs);
    connect(&m_tick, &QTimer::timeout, this, &ProgressCard::showSteps);
    connect(&m_journey, &Journey::changed, this, &ProgressCard::refresh);
    retranslateUi();
}

void ProgressCard::buildEnd()
{
    m_end->setObjectName(QStringLiteral("checkoutPaid"));
    m_end->setTone(Tone::Ok);
    m_paid = new QLabel(m_end);
    m_paid->setObjectName(QStringLiteral("checkoutPaidText"));
    m_paid->setTextFormat(Qt::PlainText);
    m_paid->setWordWrap(true);
    setFontRole(m_paid, FontRole::Label);
    m_open = secondaryButton("receipt", m_end);
    m_open->setObjectName(QStringLiteral("checkoutOpenOrder"));
    m_again = secondaryButton("plus", m_end);
    m_again->setObjectName(QStringLiteral("checkoutAgain"));
    connect(m_open, &QPushButton::clicked, this, &ProgressCard::orderRequested);
    connect(m_again, &QPushButton::clicked, this, &ProgressCard::againRequested);
    m_end->body()->addWidget(m_paid);
    auto* row = new FlowLayout;
    row->addWidget(m_open);
    row->addWidget(m_again);
    m_end->body()->addLayout(row);
    m_end->hide();
    body()->addWidget(m_end);
}

void ProgressCard::refresh()
{
    showSteps();
    showPill();
    showNotice();
    showLookup();
    showEnd();
    const bool waits = m_journey.canQuery() && m_journey.stage() != Journey::Stage::Paying;
    m_query->setVisible(waits);
    const bool scans = m_journey.stage() == Journey::Stage::Scanning;
    if (!scans)
        m_stop->setEnabled(true);
    m_stop->setVisible(scans);
    if (m_journey.isUnderWay())
        m_tick.start();
    else
        m_tick.stop();
}

void ProgressCard::showSteps()
{
    const QList<Journey::Leg>& legs = m_journey.legs();
    QList<Step> steps;
    for (const Journey::Leg& leg : legs)
        steps << Step{titleOf(leg.kind), subtitleOf(leg.kind), timeOf(leg), stateOf(leg.state)};
    if (steps.size() != m_steps->steps()->rowCount())
        return m_steps->steps()->setSteps(steps);
    for (int row = 0; row < steps.size(); ++row)
        m_steps->steps()->setStep(row, steps.at(row));
}

QString ProgressCard::timeOf(const Journey::Leg& leg) const
{
    const QLocale locale;
    if (leg.state == Journey::Leg::State::Active)
        return tr("waiting for %1 s")
            .arg(locale.toString(millisecondsOf(m_journey.waited()) / 1000, 'f', 1));
    if (!leg.took || leg.state == Journey::Leg::State::Ahead)
        return {};
    const double took = millisecondsOf(*leg.took);
    if (took >= 1000)
        return tr("%1 s").arg(locale.toString(took / 1000, 'f', 1));
    return tr("%1 ms").arg(locale.toString(took, 'f', took < 10 ? 1 : 0));
}

QString ProgressCard::titleOf(Journey::Leg::Kind kind) const
{
    switch (kind) {
    case Journey::Leg::Kind::Login:
        return tr("Get the openid");
    case Journey::Leg::Kind::UnifiedOrder:
        return tr("Unified order");
    case Journey::Leg::Kind::PaySign:
        return tr("Second signature");
    case Journey::Leg::Kind::Payment:
        return tr("The customer pays");
    case Journey::Leg::Kind::Notification:
        return tr("Receive the payment notification");
    case Journey::Leg::Kind::Charge:
        return tr("Charge the payment code");
    case Journey::Leg::Kind::Reverse:
        return tr("Reverse");
    case Journey::Leg::Kind::Query:
        break;
    }
    return tr("Confirm by a query");
}

QString ProgressCard::subtitleOf(Journey::Leg::Kind kind) const
{
    switch (kind) {
    case Journey::Leg::Kind::Login:
        return QStringLiteral("GET /sns/jscode2session");
    case Journey::Leg::Kind::UnifiedOrder:
        return QStringLiteral("POST /pay/unifiedorder");
    case Journey::Leg::Kind::PaySign:
        return m_journey.draft().tradeType == "APP"
            ? QStringLiteral("appid noncestr package partnerid prepayid timestamp")
            : QStringLiteral("appId nonceStr package signType timeStamp");
    case Journey::Leg::Kind::Payment:
        return paymentName(m_journey.draft());
    case Journey::Leg::Kind::Notification:
        return QStringLiteral("POST /notify");
    case Journey::Leg::Kind::Charge:
        return QStringLiteral("POST /pay/micropay");
    case Journey::Leg::Kind::Reverse:
        return QStringLiteral("POST /secapi/pay/reverse");
    case Journey::Leg::Kind::Query:
        break;
    }
    return QStringLiteral("POST /pay/orderquery");
}

void ProgressCard::showPill()
{
    switch (m_journey.stage()) {
    case Journey::Stage::Idle:
        return m_pill->show({}, Tone::Neutral);
    case Journey::Stage::Paid:
        return m_pill->show(tr("Done"), Tone::Ok);
    case Journey::Stage::Failed:
        return m_pill->show(tr("Failed"), Tone::Bad);
    case Journey::Stage::Abandoned:
        return m_pill->show(tr("Broken off"), Tone::Warn);
    default:
        return m_pill->show(tr("Under way"), Tone::Info);
    }
}

void ProgressCard::showNotice()
{
    Wording wording;
    Tone tone = Tone::Warn;
    QString action;
    if (const std::optional<Failure>& failure = m_journey.failure()) {
        wording = wordingOf(*failure);
        tone = Tone::Bad;
        action = remedyText(remedyFor(*failure, m_journey.isSandbox()));
    } else if (m_journey.stage() == Journey::Stage::Abandoned) {
        wording = {
            tr("The merchant in use, or its settings, changed while this order was under way."),
            tr("The order %1 is in the history of its merchant; nothing was lost.")
                .arg(QString::fromUtf8(m_journey.draft().outTradeNo)),
            tr("Open it there, or begin a new one.")};
    } else if (!m_journey.rejection().isEmpty()) {
        wording = {tr("A notification of this order was rejected: %1.")
                       .arg(QString::fromUtf8(m_journey.rejection())),
            {}, tr("The checklist on the notifications page says why.")};
        action = remedyText(Remedy::Notifications);
    } else if (!m_journey.answeredState().isEmpty()) {
        wording = {
            tr("WeChat says: trade_state is %1.").arg(QString::fromUtf8(m_journey.answeredState())),
            {}, {}};
        tone = Tone::Info;
    }
    if (wording.what.isEmpty()) {
        m_shownNotice.clear();
        return m_notice->dismiss();
    }
    if (wording.sentence() == m_shownNotice)
        return;
    m_shownNotice = wording.sentence();
    m_notice->show(wording, tone, action);
}

void ProgressCard::showLookup()
{
    const std::optional<Failure>& failure = m_journey.failure();
    if (!failure)
        return m_lookup->setError(errorNameOf(m_journey.rejection(), {}));
    const QList<Journey::Leg>& legs = m_journey.legs();
    const auto failed = std::find_if(legs.begin(), legs.end(),
        [](const Journey::Leg& leg) { return leg.state == Journey::Leg::State::Failed; });
    m_lookup->setError(
        errorNameOf(*failure, failed == legs.end() ? QByteArray() : endpointOf(failed->kind)));
}

const std::optional<ErrorName>& ProgressCard::error() const
{
    return m_lookup->error();
}

void ProgressCard::showEnd()
{
    const bool paid = m_journey.stage() == Journey::Stage::Paid;
    const bool arrives = paid && m_end->isHidden();
    m_end->setVisible(paid);
    if (arrives && isVisible())
        m_again->setFocus();
    if (!paid)
        return;
    const double seconds = millisecondsOf(m_journey.total()) / 1000;
    m_paid->setText(tr("Paid ¥%1, confirmed after %2 s.")
            .arg(QString::fromLatin1(yuan(m_journey.draft().totalFee)),
                QLocale().toString(seconds, 'f', 1)));
}

void ProgressCard::changeEvent(QEvent* event)
{
    Card::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslateUi();
}

void ProgressCard::retranslateUi()
{
    setHeading(tr("Progress"));
    m_steps->setAccessibleName(tr("Progress"));
    m_query->setText(tr("Query now"));
    m_stop->setText(tr("Stop waiting and reverse"));
    m_open->setText(tr("Open the order"));
    m_again->setText(tr("Another one"));
    m_shownNotice.clear();
    refresh();
}

} // namespace paydesk

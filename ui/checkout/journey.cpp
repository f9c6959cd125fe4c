#include "ui/checkout/journey.h"

#include "core/workbench.h"

namespace paydesk {

namespace {

    Journey::Leg::Kind kindOfStep(PlaceOrder::Step step)
    {
        switch (step) {
        case PlaceOrder::Step::Login:
            return Journey::Leg::Kind::Login;
        case PlaceOrder::Step::UnifiedOrder:
            return Journey::Leg::Kind::UnifiedOrder;
        case PlaceOrder::Step::PaySign:
            break;
        }
        return Journey::Leg::Kind::PaySign;
    }

    Journey::Leg::Kind kindOfStep(Micropay::Step step)
    {
        switch (step) {
        case Micropay::Step::Charge:
            return Journey::Leg::Kind::Charge;
        case Micropay::Step::Query:
            return Journey::Leg::Kind::Query;
        case Micropay::Step::Reverse:
            break;
        }
        return Journey::Leg::Kind::Reverse;
    }

    bool isPaid(TradeState state)
    {
        return state == TradeState::Success || state == TradeState::Refund;
    }

} // namespace

Journey::Journey(Workbench& bench, QObject* parent)
    : QObject(parent)
    , m_bench(bench)
{
    connect(&m_bench, &Workbench::counterChanged, this, &Journey::counterChanged);
    plan({});
}

Journey::~Journey() = default;

void Journey::plan(const OrderDraft& draft)
{
    if (m_stage != Stage::Idle)
        return;
    const bool jsapi = draft.tradeType == "JSAPI";
    m_draft = draft;
    m_legs.clear();
    if (draft.tradeType == "MICROPAY") {
        m_legs << Leg{Leg::Kind::Charge} << Leg{Leg::Kind::Query};
        return emit changed();
    }
    if (jsapi && draft.openid.isEmpty())
        m_legs << Leg{Leg::Kind::Login};
    m_legs << Leg{Leg::Kind::UnifiedOrder};
    if (jsapi || draft.tradeType == "APP")
        m_legs << Leg{Leg::Kind::PaySign};
    m_legs << Leg{Leg::Kind::Payment} << Leg{Leg::Kind::Notification} << Leg{Leg::Kind::Query};
    emit changed();
}

void Journey::place(const OrderDraft& draft, bool sendAnyway, bool payAtOnce)
{
    Counter* counter = m_bench.counter();
    if (!counter)
        return;
    forget();
    plan(draft);
    m_run = std::make_unique<QObject>();
    m_sendAnyway = sendAnyway;
    m_payAtOnce = payAtOnce;
    m_profile = counter->profile().name;
    m_isSandbox = counter->profile().isSandbox();
    m_began = m_bench.clock().steady();
    if (draft.tradeType == "MICROPAY")
        return scan();
    begin(m_legs.first().kind);
    enter(Stage::Placing);
    const bool needsCode = m_legs.first().kind == Leg::Kind::Login && draft.code.isEmpty();
    if (needsCode && counter->phone())
        login();
    else
        start();
}

void Journey::scan()
{
    Micropay* till = m_bench.counter()->micropay();
    m_scan = till;
    QObject* run = m_run.get();
    connect(till, &Micropay::began, run, [this](Micropay::Step step) { scanStep(step); });
    connect(till, &Micropay::ended, run,
        [this](Micropay::Step step, const Result<void>& outcome, std::chrono::microseconds) {
            // "The payer is typing" is an answer, too.
            const bool open = step == Micropay::Step::Charge && !outcome;
            end(kindOfStep(step), outcome || open ? Leg::State::Done : Leg::State::Failed);
            emit changed();
        });
    connect(till, &Micropay::waits, run, [this] {
        if (leg(Leg::Kind::Reverse))
            return;
        if (Leg* query = leg(Leg::Kind::Query); query && query->state == Leg::State::Ahead)
            begin(Leg::Kind::Query); // the time of all queries and what lies between them
        leg(Leg::Kind::Query)->state = Leg::State::Active;
        emit changed();
    });
    connect(till, &Micropay::finished, run,
        [this](const Result<ScannedPayment>& payment) { scanned(payment); });
    enter(Stage::Scanning);
    till->start(m_draft, m_sendAnyway);
}

void Journey::scanStep(Micropay::Step step)
{
    const Leg::Kind kind = kindOfStep(step);
    if (!leg(kind))
        m_legs << Leg{kind};
    if (leg(kind)->state == Leg::State::Ahead)
        begin(kind);
    else
        leg(kind)->state = Leg::State::Active;
    emit changed();
}

void Journey::scanned(const Result<ScannedPayment>& payment)
{
    if (!payment) {
        if (Leg* charge = leg(Leg::Kind::Charge); leg(Leg::Kind::Query)->state == Leg::State::Ahead)
            charge->state = Leg::State::Failed;
        return failWith(payment.error());
    }
    m_placed = PlacedOrder{payment->order, payment->trace, {}};
    m_legs.removeIf([](const Leg& each) { return each.state == Leg::State::Ahead; });
    if (payment->end == ScannedPayment::End::Paid) {
        m_total = m_bench.clock().steady() - m_began;
        return enter(Stage::Paid);
    }
    m_answeredState = tradeStateName(payment->order.state);
    enter(Stage::Failed);
}

void Journey::stopWaiting()
{
    if (m_scan)
        m_scan->stopWaiting();
}

void Journey::login()
{
    connect(m_bench.counter()->phone()->login(), &Call::finished, m_run.get(),
        [this](const Answer& answer) {
            if (!answer.fields)
                return failWith(answer.fields.error());
            m_draft.code = answer.fields->value("code");
            start();
        });
}

void Journey::start()
{
    Counter* counter = m_bench.counter();
    if (!counter)
        return;
    PlaceOrder* order = counter->placeOrder();
    QObject* run = m_run.get();
    connect(order, &PlaceOrder::began, run, [this](PlaceOrder::Step step) { legBegan(step); });
    connect(order, &PlaceOrder::ended, run,
        [this](PlaceOrder::Step step, const Result<void>& outcome, std::chrono::microseconds took) {
            legEnded(step, outcome, took);
        });
    connect(order, &PlaceOrder::finished, run,
        [this](const Result<PlacedOrder>& placed) { placedAs(placed); });
    listen();
    order->start(m_draft, m_sendAnyway);
}

void Journey::legBegan(PlaceOrder::Step step)
{
    begin(kindOfStep(step));
    emit changed();
}

void Journey::legEnded(
    PlaceOrder::Step step, const Result<void>& outcome, std::chrono::microseconds took)
{
    if (Leg* ended = leg(kindOfStep(step))) {
        ended->state = outcome ? Leg::State::Done : Leg::State::Failed;
        ended->took = took;
    }
    emit changed();
}

void Journey::placedAs(const Result<PlacedOrder>& placed)
{
    if (!placed)
        return failWith(placed.error());
    m_placed = *placed;
    begin(Leg::Kind::Payment);
    enter(Stage::Waiting);
    // Another attempt had been taken and paid in the meantime: only the confirmation is left.
    if (isPaid(placed->order.state))
        stateFound(placed->order.state);
    else if (m_payAtOnce)
        act(Phone::Action::Pay);
}

/// Follows what the listener judges and what others (the query job, another process) book.
void Journey::listen()
{
    QObject* run = m_run.get();
    connect(&m_bench.counter()->desk(), &NotificationDesk::judged, run,
        [this](const Judgement& judgement) { judged(judgement); });
    connect(&m_bench.store(), &OrderStore::changed, run,
        [this](const QByteArray& profile, const QByteArray& outTradeNo) {
            if (profile == m_profile && outTradeNo == m_draft.outTradeNo)
                lookUp();
        });
    connect(&m_bench.store(), &OrderStore::changedElsewhere, run, [this] { lookUp(); });
}

bool Journey::canPay() const
{
    Counter* counter = m_bench.counter();
    return m_stage == Stage::Waiting && counter && counter->phone() && m_placed
        && (m_placed->pay || !m_placed->order.codeUrl.isEmpty()
            || !m_placed->order.mwebUrl.isEmpty());
}

void Journey::act(Phone::Action action)
{
    if (!canPay() || !m_placed)
        return;
    Phone* phone = m_bench.counter()->phone();
    const Order& order = m_placed->order;
    const std::optional<PayRequest>& pay = m_placed->pay;
    m_phoneSays.clear();
    m_failure.reset();
    enter(Stage::Paying);
    const Profile& profile = m_bench.counter()->profile();
    Call* call = pay
        ? phone->requestPayment(pay->call, payingAppidOf(order.tradeType, order.request, profile),
              action, order.openid)
        : order.codeUrl.isEmpty() ? phone->open(order.mwebUrl, action)
                                  : phone->scan(order.codeUrl, action);
    connect(call, &Call::finished, m_run.get(),
        [this](const Answer& answer) { phoneAnswered(answer); });
}

void Journey::phoneAnswered(const Answer& answer)
{
    if (answer.fields) {
        m_phoneSays = answer.fields->value("errMsg");
    } else {
        const Failure& why = answer.fields.error();
        m_phoneSays = why.details.value(QStringLiteral("errMsg")).toByteArray();
        // A customer who cancels or lacks money is no failure of ours; anything with a reason is.
        if (why.id != FailureId::PaymentRefused
            || !why.details.value(QStringLiteral("why")).toString().isEmpty())
            m_failure = why;
    }
    // The notification may have overtaken this answer.
    if (m_stage != Stage::Paying)
        return emit changed();
    if (!answer.fields)
        return enter(Stage::Waiting);
    end(Leg::Kind::Payment);
    begin(Leg::Kind::Notification);
    enter(Stage::Confirming);
}

void Journey::judged(const Judgement& judgement)
{
    if (judgement.aboutRefund || judgement.outTradeNo != m_draft.outTradeNo)
        return;
    if (judgement.verdict == Verdict::Rejected) {
        m_rejection = judgement.reason;
        if (!judgement.hold || !canQuery())
            return emit changed();
        return query();
    }
    m_rejection.clear();
    const Leg* notification = leg(Leg::Kind::Notification);
    if (notification->state == Leg::State::Done)
        return;
    if (leg(Leg::Kind::Payment)->state != Leg::State::Done) {
        end(Leg::Kind::Payment);
        begin(Leg::Kind::Notification);
    }
    end(Leg::Kind::Notification);
    if (canQuery())
        query();
    else
        emit changed();
}

void Journey::lookUp()
{
    if (!canQuery())
        return;
    m_bench.store().read<std::optional<Order>>(
        m_run.get(),
        [profile = m_profile, number = m_draft.outTradeNo](
            const OrderReader& reader) { return reader.find(profile, number); },
        [this](const Result<std::optional<Order>>& order) {
            if (order && *order && canQuery())
                stateFound((*order)->state);
        });
}

/// The history knows more than this journey was told.
void Journey::stateFound(TradeState state)
{
    if (isPaid(state)) {
        if (leg(Leg::Kind::Payment)->state != Leg::State::Done)
            end(Leg::Kind::Payment);
        query();
    } else if (isFinal(state)) {
        m_answeredState = tradeStateName(state);
        end(Leg::Kind::Payment, Leg::State::Failed);
        enter(Stage::Failed);
    }
}

bool Journey::canQuery() const
{
    return m_bench.counter()
        && (m_stage == Stage::Waiting || m_stage == Stage::Paying || m_stage == Stage::Confirming);
}

void Journey::query()
{
    if (!canQuery())
        return;
    m_before = m_stage == Stage::Paying ? Stage::Confirming : m_stage;
    m_failure.reset();
    m_answeredState.clear();
    begin(Leg::Kind::Query);
    enter(Stage::Querying);
    QueryOrder* query = m_bench.counter()->queryOrder();
    connect(query, &QueryOrder::finished, m_run.get(),
        [this](const Result<QueryOutcome>& outcome) { answered(outcome); });
    query->start(m_draft.outTradeNo);
}

void Journey::answered(const Result<QueryOutcome>& outcome)
{
    if (!outcome) {
        m_failure = outcome.error();
        end(Leg::Kind::Query, Leg::State::Failed);
        return enter(m_before);
    }
    if (isPaid(outcome->order.state)) {
        if (leg(Leg::Kind::Payment)->state != Leg::State::Done)
            end(Leg::Kind::Payment);
        end(Leg::Kind::Query);
        m_total = m_bench.clock().steady() - m_began;
        return enter(Stage::Paid);
    }
    leg(Leg::Kind::Query)->state = Leg::State::Ahead;
    const TradeState state = outcome->order.state;
    enter(m_before);
    if (isFinal(state))
        return stateFound(state);
    m_answeredState = tradeStateName(state);
    emit changed();
}

void Journey::counterChanged()
{
    if (!isUnderWay())
        return;
    m_run.reset();
    for (Leg& leg : m_legs) {
        if (leg.state == Leg::State::Active)
            leg.state = Leg::State::Ahead;
    }
    enter(Stage::Abandoned);
}

void Journey::failWith(const Failure& failure)
{
    m_failure = failure;
    for (Leg& leg : m_legs) {
        if (leg.state == Leg::State::Active)
            leg.state = Leg::State::Failed;
    }
    enter(Stage::Failed);
}

bool Journey::isUnderWay() const
{
    return m_stage != Stage::Idle && m_stage != Stage::Paid && m_stage != Stage::Failed
        && m_stage != Stage::Abandoned;
}

std::chrono::microseconds Journey::waited() const
{
    return m_bench.clock().steady() - m_legBegan;
}

Journey::Leg* Journey::leg(Leg::Kind kind)
{
    for (Leg& leg : m_legs) {
        if (leg.kind == kind)
            return &leg;
    }
    return nullptr;
}

void Journey::begin(Leg::Kind kind)
{
    if (Leg* begun = leg(kind)) {
        begun->state = Leg::State::Active;
        begun->took.reset();
        m_legBegan = m_bench.clock().steady();
    }
}

void Journey::end(Leg::Kind kind, Leg::State state)
{
    if (Leg* ended = leg(kind)) {
        ended->state = state;
        ended->took = waited();
    }
}

void Journey::enter(Stage stage)
{
    m_stage = stage;
    emit changed();
}

void Journey::forget()
{
    m_run.reset();
    m_stage = Stage::Idle;
    m_placed.reset();
    m_failure.reset();
    m_rejection.clear();
    m_phoneSays.clear();
    m_answeredState.clear();
}

void Journey::reset()
{
    forget();
    plan(m_draft);
}

} // namespace paydesk

#include "core/checkout/micropay.h"

#include "core/checkout/booking.h"
#include "core/checkout/reverseorder.h"
#include "core/orders/queryanswer.h"
#include "core/protocol/endpoints.h"
#include "core/protocol/errorcode.h"

namespace paydesk {

namespace {

    /// The query job leaves the order to this journey for so long.
    constexpr std::chrono::minutes journeyTime{2};

    Order scannedOrder(const OrderDraft& draft, const Profile& profile, const QDateTime& now)
    {
        Order order = newOrder(draft, profile, now);
        order.notifyUrl.clear(); // nothing is notified
        order.openid.clear();
        order.nextQueryAt = now.addSecs(std::chrono::seconds(journeyTime).count());
        return order;
    }

    /// Whether the payer may have been charged although the gateway says no.
    bool mayBePaid(const Failure& why)
    {
        if (isUnsent(why))
            return false;
        if (leavesOutcomeOpen(why))
            return true;
        const ErrorCode* const row = errorCode(errCodeOf(why), endpoints::micropay.name);
        return row && row->textAt(endpoints::micropay.name) && row->reaction == Reaction::Query;
    }

    /// This attempt is over under its number, as WeChat sees it.
    bool endsAttempt(const Failure& why)
    {
        const ErrorCode* const row = errorCode(errCodeOf(why), endpoints::micropay.name);
        return row && row->textAt(endpoints::micropay.name) && row->reaction == Reaction::NewNumber;
    }

    /// An answer that says paid is to be believed like a query's: its signature, number and amount
    /// were verified.
    Result<StateReport> paidReport(
        const Result<Parameters>& fields, const Order& order, const QDateTime& now)
    {
        return fields.and_then([&](Parameters paid) {
            paid.set("trade_state", "SUCCESS");
            return readQueryAnswer(paid, order, now);
        });
    }

    Result<Order> bookPaid(OrderWriter& writer, const Booking& booking, const Answer& answer,
        const StateReport& report)
    {
        return booking.record(writer, answer, report.transactionId)
            .and_then([&] { return writer.report(report); })
            .and_then([&](Applied) { return booking.order(writer); });
    }

    Result<Order> bookRefused(
        OrderWriter& writer, const Booking& booking, const Answer& answer, const Failure& why)
    {
        StateReport report;
        report.profile = booking.profile;
        report.outTradeNo = booking.outTradeNo;
        report.state = TradeState::PayError;
        const bool ended = endsAttempt(why);
        // A no that is not documented may mean anything: the query job looks after it.
        const bool known = ended || isUnsent(why)
            || errorCode(errCodeOf(why), endpoints::micropay.name) != nullptr;
        return booking.record(writer, answer)
            .and_then([&] { return booking.trouble(writer, answer.exchange.outcome); })
            .and_then(
                [&] { return ended ? writer.report(report).map([](Applied) {}) : Result<void>(); })
            .and_then([&] { return known ? booking.plan(writer, {}) : Result<void>(); })
            .and_then([&] { return booking.order(writer); });
    }

    Result<Order> bookOpen(OrderWriter& writer, const Booking& booking, const Answer& answer)
    {
        StateReport report;
        report.profile = booking.profile;
        report.outTradeNo = booking.outTradeNo;
        report.state = TradeState::UserPaying;
        const bool typing = !answer.fields && errCodeOf(answer.fields.error()) == "USERPAYING";
        return booking.record(writer, answer)
            .and_then([&] {
                return typing ? writer.report(report).map([](Applied) {})
                              : booking.trouble(writer, answer.exchange.outcome);
            })
            .and_then([&] { return booking.order(writer); });
    }

    bool isPaidState(TradeState state)
    {
        return state == TradeState::Success || state == TradeState::Refund;
    }

} // namespace

Micropay::Micropay(GatewayClient& gateway, OrderStore& store, Clock& clock, QObject* parent)
    : QObject(parent)
    , m_gateway(gateway)
    , m_store(store)
    , m_clock(clock)
{
}

void Micropay::start(const OrderDraft& draft, bool sendAnyway)
{
    m_authCode = draft.authCode;
    m_order = scannedOrder(draft, m_gateway.profile(), m_clock.now());
    QList<Failure> obstacles;
    if (!sendAnyway) {
        obstacles = brokenRules(draft, m_gateway.profile());
        if (const std::optional<Failure> obstacle = m_gateway.obstacleTo(endpoints::reverse))
            obstacles.append(*obstacle);
    }
    if (!obstacles.isEmpty()) { // later: nobody has connected yet, perhaps
        QMetaObject::invokeMethod(
            this, [this, why = obstacles.first()] { finish(fail(why)); }, Qt::QueuedConnection);
        return;
    }
    write(
        [order = m_order, placed = booking(OrderEvent::Kind::Placed)](OrderWriter& writer) {
            return writer.add(order)
                .and_then([&] { return writer.note(placed.event("ok", yuan(order.totalFee))); })
                .map([&] { return order; });
        },
        [this] { charge(); });
}

void Micropay::charge()
{
    begin(Step::Charge);
    m_chargedAt = m_clock.steady();
    Parameters request = m_order.request;
    request.append("auth_code", m_authCode);
    m_authCode.clear();
    connect(m_gateway.call(endpoints::micropay, request,
                m_order.signType.value_or(m_gateway.profile().signType)),
        &Call::finished, this, &Micropay::charged);
}

void Micropay::charged(const Answer& answer)
{
    m_trace = answer.requestTrace;
    const Result<StateReport> report = paidReport(answer.fields, m_order, m_clock.now());
    if (report)
        return paid(answer, *report);
    m_doubt = report.error();
    mayBePaid(m_doubt) ? leftOpen(answer) : refused(answer);
}

void Micropay::paid(const Answer& answer, const StateReport& report)
{
    end({});
    write([charge = booking(OrderEvent::Kind::Charge), answer, report](
              OrderWriter& writer) { return bookPaid(writer, charge, answer, report); },
        [this] { conclude(ScannedPayment::End::Paid); });
}

void Micropay::refused(const Answer& answer)
{
    end(fail(m_doubt));
    write([charge = booking(OrderEvent::Kind::Charge), answer, why = m_doubt](
              OrderWriter& writer) { return bookRefused(writer, charge, answer, why); },
        [this] { finish(fail(m_doubt)); });
}

void Micropay::leftOpen(const Answer& answer)
{
    end(fail(m_doubt));
    const QByteArray code = errCodeOf(m_doubt);
    // "Paid already" may speak of another sale under this number, whose money is not to be
    // returned.
    m_mayReverse = code != "ORDERPAID";
    write([charge = booking(OrderEvent::Kind::Charge), answer](
              OrderWriter& writer) { return bookOpen(writer, charge, answer); },
        [this, code] { code == "USERPAYING" ? sleep() : query(); });
}

void Micropay::sleep()
{
    if (m_impatient)
        return query();
    m_alarm = m_clock.after(micropayPollDelay, this, [this] { query(); });
    emit waits(micropayPollDelay);
}

void Micropay::stopWaiting()
{
    m_impatient = true;
    if (!m_alarm)
        return;
    m_clock.cancel(*m_alarm);
    query();
}

void Micropay::query()
{
    m_alarm.reset();
    begin(Step::Query);
    connect(m_gateway.orderQuery(
                m_order.outTradeNo, m_order.signType.value_or(m_gateway.profile().signType)),
        &Call::finished, this, &Micropay::asked);
}

void Micropay::asked(const Answer& answer)
{
    const Result<StateReport> report = answer.fields.and_then([this](const Parameters& fields) {
        return readQueryAnswer(fields, m_order, m_clock.now());
    });
    // Another amount under our number: whoever's payment that is, it is not ours to reverse.
    const bool foreign = answer.fields && !report && report.error().id == FailureId::AnswerForeign;
    end(report ? Result<void>() : fail(report.error()));
    write([query = booking(OrderEvent::Kind::Query), answer, report](
              OrderWriter& writer) { return bookQueryAnswer(writer, query, answer, report); },
        [this, report, foreign] {
            if (foreign)
                return giveUp(report.error());
            if (report && isPaidState(report->state))
                return conclude(ScannedPayment::End::Paid);
            if (report && isFinal(report->state))
                return conclude(ScannedPayment::End::Failed);
            if (!m_impatient && !isOverdue())
                return sleep();
            m_mayReverse ? reverse() : giveUp(m_doubt);
        });
}

bool Micropay::isOverdue() const
{
    return m_clock.steady() - m_chargedAt >= micropayPatience;
}

void Micropay::reverse()
{
    begin(Step::Reverse);
    auto* reversal = new ReverseOrder(m_gateway, m_store, m_clock, this);
    connect(reversal, &ReverseOrder::waits, this, &Micropay::waits);
    connect(reversal, &ReverseOrder::finished, this, [this](const Result<Order>& reversed) {
        end(reversed ? Result<void>() : fail(reversed.error()));
        if (!reversed)
            return finish(fail(reversed.error()));
        m_order = *reversed;
        conclude(ScannedPayment::End::Reversed);
    });
    reversal->start(m_order.outTradeNo);
}

void Micropay::begin(Step step)
{
    m_step = step;
    m_stepBegan = m_clock.steady();
    emit began(step);
}

void Micropay::end(const Result<void>& outcome)
{
    emit ended(m_step, outcome, m_clock.steady() - m_stepBegan);
}

void Micropay::conclude(ScannedPayment::End end)
{
    finish(ScannedPayment{end, m_order, m_trace});
}

/// The outcome stays unknown here; the query job goes on at once.
void Micropay::giveUp(const Failure& why)
{
    write(
        [query = booking(OrderEvent::Kind::Query)](OrderWriter& writer) {
            return query.plan(writer, query.now).and_then([&] { return query.order(writer); });
        },
        [this, why] { finish(fail(why)); });
}

void Micropay::finish(const Result<ScannedPayment>& payment)
{
    emit finished(payment);
    deleteLater();
}

Booking Micropay::booking(OrderEvent::Kind kind) const
{
    return {m_order.profile, m_order.outTradeNo, m_clock.now(), kind};
}

void Micropay::write(std::function<Result<Order>(OrderWriter&)> change, std::function<void()> then)
{
    m_store.write<Order>(
        this, std::move(change), [this, then = std::move(then)](const Result<Order>& order) {
            if (!order)
                return finish(fail(order.error()));
            m_order = *order;
            then();
        });
}

} // namespace paydesk

#include "core/reconcile/queryorder.h"

#include "core/base/wording.h"
#include "core/orders/queryanswer.h"

#include <chrono>

namespace paydesk {

namespace {

    constexpr std::chrono::hours prepayLife{2}; // protocol-v2.md §4.1.1

    tl::unexpected<Failure> unknownOrder(const QByteArray& outTradeNo)
    {
        return fail(FailureId::OrderUnknown,
            {{QStringLiteral("out_trade_no"), QString::fromUtf8(outTradeNo)}});
    }

    /// An err_code where the gateway gave one, else the failure's name.
    QByteArray wordOf(const Failure& failure)
    {
        const QByteArray code =
            failure.details.value(QStringLiteral("err_code")).toString().toUtf8();
        return failure.id == FailureId::BusinessRefused && !code.isEmpty()
            ? code
            : failureName(failure.id);
    }

    QByteArray wordOf(Applied applied)
    {
        switch (applied) {
        case Applied::Fresh:
        case Applied::Duplicate:
            return "ok";
        case Applied::Stale:
            return "stale";
        case Applied::TransactionReused:
            return "transaction-reused";
        case Applied::SecondTransaction:
            return "second-transaction";
        case Applied::UnknownOrder:
            break;
        }
        return "unknown-order";
    }

    /// One answer on its way into the history.
    struct Asked {
        QByteArray profile;
        QByteArray outTradeNo;
        Answer answer;
        QDateTime now;
    };

    /// A refused query is a result to be kept, so it must not roll back: the failure travels as a
    /// value.
    struct Booked {
        Result<QueryOutcome> outcome;
    };

    /// WeChat knows nothing of an order that was being placed: normal while placing may still be
    /// under way, the end of hope once its prepay_id would be dead.
    bool neverArrived(const Order& order, const Result<QueryOutcome>& outcome)
    {
        return !outcome && order.state == TradeState::Placing
            && wordOf(outcome.error()) == "ORDERNOTEXIST";
    }

    bool isPastPrepay(const Order& order, const QDateTime& now)
    {
        return order.createdAt.addSecs(std::chrono::seconds(prepayLife).count()) <= now;
    }

    /// The order's trouble after this query; a network that failed is not the order's.
    QByteArray troubleAfter(
        const Order& order, const Result<QueryOutcome>& outcome, const QDateTime& now)
    {
        if (outcome) {
            QByteArray word = wordOf(outcome->applied);
            if (isAlarm(word))
                return word;
            return isAlarm(order.trouble) ? order.trouble : QByteArray();
        }
        const Failure::Kind kind = outcome.error().kind;
        const bool passing = kind == Failure::Kind::Transport || kind == Failure::Kind::Cancelled;
        if (passing || isAlarm(order.trouble)
            || (neverArrived(order, outcome) && !isPastPrepay(order, now)))
            return order.trouble;
        return wordOf(outcome.error());
    }

    /// A final state needs no more queries, unless a held payment still waits for its confirmation.
    bool endsPlan(const Order& order, const Result<QueryOutcome>& outcome, const QDateTime& now)
    {
        return (isFinal(order.state) && !order.held)
            || (neverArrived(order, outcome) && isPastPrepay(order, now));
    }

    Result<void> keepUp(OrderWriter& writer, const Order& order,
        const Result<QueryOutcome>& outcome, const QDateTime& now)
    {
        Order amended = order;
        amended.trouble = troubleAfter(order, outcome, now);
        Result<void> kept =
            amended.trouble == order.trouble ? Result<void>() : writer.amend(amended);
        if (!kept || !order.nextQueryAt.isValid() || !endsPlan(order, outcome, now))
            return kept;
        return writer.plan(order.profile, order.outTradeNo, order.asked, {});
    }

    Result<qint64> recordExchange(
        OrderWriter& writer, const Asked& asked, const Result<StateReport>& report)
    {
        Exchange exchange = asked.answer.exchange;
        exchange.outTradeNo = asked.outTradeNo;
        if (!report)
            exchange.outcome = wordOf(report.error());
        return writer.record(asked.profile, exchange);
    }

    Result<void> noteQuery(OrderWriter& writer, const Asked& asked,
        const Result<QueryOutcome>& outcome, qint64 exchangeId)
    {
        OrderEvent event;
        event.profile = asked.profile;
        event.outTradeNo = asked.outTradeNo;
        event.at = asked.now;
        event.kind = OrderEvent::Kind::Query;
        event.outcome = outcome ? wordOf(outcome->applied) : wordOf(outcome.error());
        event.detail = outcome ? outcome->fields.value("trade_state") : QByteArray();
        event.exchangeId = exchangeId;
        return writer.note(event);
    }

    Result<Order> existing(OrderWriter& writer, const Asked& asked)
    {
        return writer.find(asked.profile, asked.outTradeNo)
            .and_then([&](const std::optional<Order>& order) -> Result<Order> {
                if (!order)
                    return unknownOrder(asked.outTradeNo);
                return *order;
            });
    }

    /// Everything one answer leaves in the history. The failure of the result is a failure to keep
    /// it.
    Result<Booked> bookAnswer(OrderWriter& writer, const Asked& asked)
    {
        Result<Order> order = existing(writer, asked);
        if (!order)
            return fail(order.error());
        const Result<StateReport> report = asked.answer.fields.and_then(
            [&](const Parameters& fields) { return readQueryAnswer(fields, *order, asked.now); });
        const Result<qint64> exchange = recordExchange(writer, asked, report);
        if (!exchange)
            return fail(exchange.error());
        Booked booked{report ? Result<QueryOutcome>(QueryOutcome{*order, *asked.answer.fields})
                             : fail(report.error())};
        if (report) {
            const Result<Applied> applied = writer.report(*report);
            if (!applied)
                return fail(applied.error());
            booked.outcome->applied = *applied;
            order = existing(writer, asked);
        }
        return order
            .and_then(
                [&](const Order& now) { return keepUp(writer, now, booked.outcome, asked.now); })
            .and_then([&] { return noteQuery(writer, asked, booked.outcome, *exchange); })
            .and_then([&] { return existing(writer, asked); })
            .map([&](const Order& now) {
                if (booked.outcome)
                    booked.outcome->order = now;
                return booked;
            });
    }

} // namespace

QueryOrder::QueryOrder(GatewayClient& gateway, OrderStore& store, Clock& clock, QObject* parent)
    : QObject(parent)
    , m_gateway(gateway)
    , m_store(store)
    , m_clock(clock)
{
}

void QueryOrder::start(const QByteArray& outTradeNo)
{
    m_outTradeNo = outTradeNo;
    m_store.read<std::optional<Order>>(
        this,
        [profile = m_gateway.profile().name, outTradeNo](
            const OrderReader& reader) { return reader.find(profile, outTradeNo); },
        [this](const Result<std::optional<Order>>& order) { ask(order); });
}

void QueryOrder::ask(const Result<std::optional<Order>>& order)
{
    if (!order)
        finish(fail(order.error()));
    else if (const std::optional<Order>& found = *order; !found)
        finish(unknownOrder(m_outTradeNo));
    else
        connect(m_gateway.orderQuery(
                    m_outTradeNo, found->signType.value_or(m_gateway.profile().signType)),
            &Call::finished, this, &QueryOrder::book);
}

void QueryOrder::book(const Answer& answer)
{
    const Asked asked{m_gateway.profile().name, m_outTradeNo, answer, m_clock.now()};
    m_store.write<Booked>(
        this, [asked](OrderWriter& writer) { return bookAnswer(writer, asked); },
        [this](const Result<Booked>& booked) {
            finish(booked ? booked->outcome : Result<QueryOutcome>(fail(booked.error())));
        });
}

void QueryOrder::finish(const Result<QueryOutcome>& outcome)
{
    emit finished(outcome);
    deleteLater();
}

} // namespace paydesk

#include "core/notify/booking.h"

#include "core/notify/refundbooking.h"
#include "core/notify/refundnotice.h"

namespace paydesk {

namespace {

    /// A judgement that reports nothing stays as it is.
    Result<Judgement> report(OrderWriter& writer, Judgement judgement, const QDateTime& now)
    {
        std::optional<StateReport>& said = judgement.report;
        if (!said)
            return judgement;
        if (!said->paidAt.isValid())
            said->paidAt =
                now; // signed, but no readable time_end: the money counts, the minute is ours
        const Result<Applied> applied = writer.report(*said);
        if (!applied)
            return fail(applied.error());
        return settled(std::move(judgement), *applied);
    }

    /// Puts an unknown order into the history so that the report finds it.
    Result<void> adopt(OrderWriter& writer, const Arrival& arrival, const StateReport& report)
    {
        const Order order = adoptedOrder(arrival.notice, report, arrival.now);
        if (const Result<void> added = writer.add(order); !added)
            return added;
        return writer.note({0, order.profile, order.outTradeNo, arrival.now,
            OrderEvent::Kind::Adopted, "ok", {}, 0});
    }

    /// What the verdict leaves on the order itself, beside its state.
    Result<void> mark(OrderWriter& writer, const Arrival& arrival, const Judgement& judgement)
    {
        const QByteArray number = arrival.notice.exactOutTradeNo();
        if (judgement.hold)
            return holdOrder(writer, arrival.profile.name, number, arrival.now);
        if (isAlarm(judgement.reason))
            return setTrouble(writer, arrival.profile.name, number, judgement.reason);
        return {};
    }

    Result<void> note(OrderWriter& writer, const Arrival& arrival, const Booked& booked)
    {
        OrderEvent event;
        event.profile = arrival.profile.name;
        event.outTradeNo = arrival.notice.exactOutTradeNo();
        event.at = arrival.now;
        event.kind = OrderEvent::Kind::Notification;
        event.outcome = booked.judgement.verdict == Verdict::Duplicate ? QByteArray("duplicate")
                                                                       : booked.judgement.reason;
        event.detail = presentable(arrival.notice.fields->value("transaction_id"));
        event.exchangeId = booked.exchange.id;
        return writer.note(event);
    }

    /// The marks on the order, the exchange and the event; the latter only for an order that is in
    /// the history.
    Result<Booked> keepVerdict(
        OrderWriter& writer, const Arrival& arrival, const Judgement& judgement, bool known)
    {
        Booked booked{judgement, judgedExchange(arrival.exchange, judgement)};
        const Result<void> marked = known ? mark(writer, arrival, judgement) : Result<void>();
        return marked.and_then([&] { return writer.record(arrival.profile.name, booked.exchange); })
            .and_then([&](qint64 id) -> Result<Booked> {
                booked.exchange.id = id;
                if (!known)
                    return booked;
                return note(writer, arrival, booked).map([&] { return booked; });
            });
    }

    Result<std::optional<Order>> orderOf(OrderWriter& writer, const Arrival& arrival)
    {
        const QByteArray number = arrival.notice.exactOutTradeNo();
        if (number.isEmpty())
            return std::optional<Order>();
        return writer.find(arrival.profile.name, number);
    }

} // namespace

Result<void> holdOrder(
    OrderWriter& writer, const QByteArray& profile, const QByteArray& number, const QDateTime& now)
{
    if (const Result<void> held = writer.hold(profile, number); !held)
        return held;
    return writer.plan(profile, number, 0, now);
}

Result<void> setTrouble(OrderWriter& writer, const QByteArray& profile, const QByteArray& number,
    const QByteArray& trouble)
{
    const Result<std::optional<Order>> order = writer.find(profile, number);
    if (!order)
        return fail(order.error());
    const std::optional<Order>& found = *order;
    if (!found || found->trouble == trouble)
        return {};
    Order amended = *found;
    amended.trouble = trouble;
    return writer.amend(amended);
}

Exchange judgedExchange(Exchange exchange, const Judgement& judgement)
{
    exchange.answerBody = noticeAnswer(judgement);
    exchange.outcome = judgement.reason;
    exchange.checks = checksToJson(judgement.checks);
    return exchange;
}

Result<Booked> book(OrderWriter& writer, const Arrival& arrival)
{
    if (isRefundNotice(arrival.notice))
        return bookRefundNotice(writer, arrival);
    const Result<std::optional<Order>> order = orderOf(writer, arrival);
    if (!order)
        return fail(order.error());
    Judgement judgement = judge(arrival.notice, *order, arrival.profile, arrival.adoptUnknown);
    const bool known = *order || judgement.report;
    if (!*order && judgement.report) {
        if (const Result<void> adopted = adopt(writer, arrival, *judgement.report); !adopted)
            return fail(adopted.error());
    }
    const auto keep = [&](const Judgement& verdict) {
        return keepVerdict(writer, arrival, verdict, known);
    };
    return report(writer, std::move(judgement), arrival.now).and_then(keep);
}

} // namespace paydesk

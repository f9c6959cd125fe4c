#include "core/notify/booking.h"

namespace paydesk {

namespace {

    Result<Judgement> report(OrderWriter& writer, Judgement judgement, const QDateTime& now)
    {
        if (!judgement.report->paidAt.isValid())
            judgement.report->paidAt =
                now; // signed, but no readable time_end: the money counts, the minute is ours
        const Result<Applied> applied = writer.report(*judgement.report);
        if (!applied)
            return fail(applied.error());
        return settled(std::move(judgement), *applied);
    }

    /// Puts an unknown order into the history so that the report finds it.
    Result<void> adopt(OrderWriter& writer, const Booking& booking, const StateReport& report)
    {
        const Order order = adoptedOrder(booking.notice, report, booking.now);
        if (const Result<void> added = writer.add(order); !added)
            return added;
        return writer.note({0, order.profile, order.outTradeNo, booking.now,
            OrderEvent::Kind::Adopted, "ok", {}, 0});
    }

    Result<void> hold(OrderWriter& writer, const QByteArray& profile, const QByteArray& number,
        const QDateTime& now)
    {
        if (const Result<void> held = writer.hold(profile, number); !held)
            return held;
        return writer.plan(profile, number, 0, now);
    }

    Result<void> setTrouble(OrderWriter& writer, const QByteArray& profile,
        const QByteArray& number, const QByteArray& trouble)
    {
        const Result<std::optional<Order>> order = writer.find(profile, number);
        if (!order)
            return fail(order.error());
        if (!*order || (*order)->trouble == trouble)
            return {};
        Order amended = **order;
        amended.trouble = trouble;
        return writer.amend(amended);
    }

    /// What the verdict leaves on the order itself, beside its state.
    Result<void> mark(OrderWriter& writer, const Booking& booking, const Judgement& judgement)
    {
        const QByteArray number = booking.notice.exactOutTradeNo();
        if (judgement.hold)
            return hold(writer, booking.profile.name, number, booking.now);
        if (isAlarm(judgement.reason))
            return setTrouble(writer, booking.profile.name, number, judgement.reason);
        return {};
    }

    Result<void> note(OrderWriter& writer, const Booking& booking, const Booked& booked)
    {
        OrderEvent event;
        event.profile = booking.profile.name;
        event.outTradeNo = booking.notice.exactOutTradeNo();
        event.at = booking.now;
        event.kind = OrderEvent::Kind::Notification;
        event.outcome = booked.judgement.verdict == Verdict::Duplicate ? QByteArray("duplicate")
                                                                       : booked.judgement.reason;
        event.detail = presentable(booking.notice.fields->value("transaction_id"));
        event.exchangeId = booked.exchange.id;
        return writer.note(event);
    }

    /// The marks on the order, the exchange and the event; the latter only for an order that is in
    /// the history.
    Result<Booked> keepVerdict(
        OrderWriter& writer, const Booking& booking, const Judgement& judgement, bool known)
    {
        Booked booked{judgement, judgedExchange(booking.exchange, judgement)};
        const Result<void> marked = known ? mark(writer, booking, judgement) : Result<void>();
        return marked.and_then([&] { return writer.record(booking.profile.name, booked.exchange); })
            .and_then([&](qint64 id) -> Result<Booked> {
                booked.exchange.id = id;
                if (!known)
                    return booked;
                return note(writer, booking, booked).map([&] { return booked; });
            });
    }

    Result<std::optional<Order>> orderOf(OrderWriter& writer, const Booking& booking)
    {
        const QByteArray number = booking.notice.exactOutTradeNo();
        if (number.isEmpty())
            return std::optional<Order>();
        return writer.find(booking.profile.name, number);
    }

} // namespace

Exchange judgedExchange(Exchange exchange, const Judgement& judgement)
{
    exchange.answerBody = noticeAnswer(judgement);
    exchange.outcome = judgement.reason;
    exchange.checks = checksToJson(judgement.checks);
    return exchange;
}

Result<Booked> book(OrderWriter& writer, const Booking& booking)
{
    const Result<std::optional<Order>> order = orderOf(writer, booking);
    if (!order)
        return fail(order.error());
    Judgement judgement = judge(booking.notice, *order, booking.profile, booking.adoptUnknown);
    const bool known = *order || judgement.report;
    if (!*order && judgement.report) {
        if (const Result<void> adopted = adopt(writer, booking, *judgement.report); !adopted)
            return fail(adopted.error());
    }
    const auto keep = [&](const Judgement& verdict) {
        return keepVerdict(writer, booking, verdict, known);
    };
    if (!judgement.report)
        return keep(judgement);
    return report(writer, std::move(judgement), booking.now).and_then(keep);
}

} // namespace paydesk

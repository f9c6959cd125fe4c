#include "core/notify/refundbooking.h"

#include "core/notify/refundnotice.h"

namespace paydesk {

namespace {

    Result<RefundKnowledge> knowledgeOf(OrderWriter& writer, const Arrival& arrival)
    {
        RefundKnowledge known;
        const QByteArray number = arrival.notice.exactOutTradeNo();
        if (number.isEmpty())
            return known;
        const auto order = writer.find(arrival.profile.name, number);
        const auto refund =
            writer.findRefund(arrival.profile.name, arrival.notice.exactOutRefundNo());
        if (!order || !refund)
            return fail(!order ? order.error() : refund.error());
        known.order = *order;
        known.refund = *refund;
        return known;
    }

    /// What the verdict leaves on order and refund, beside their states.
    Result<void> markRefund(OrderWriter& writer, const Arrival& arrival, const Judgement& judgement)
    {
        const QByteArray& profile = arrival.profile.name;
        if (judgement.holdsRefund)
            return writer.holdRefund(profile, arrival.notice.exactOutRefundNo(), arrival.now);
        if (judgement.hold)
            return holdOrder(writer, profile, arrival.notice.exactOutTradeNo(), arrival.now);
        if (!isAlarm(judgement.reason))
            return {};
        const bool aboutAmount = judgement.reason == "amount-mismatch";
        return setTrouble(writer, profile, arrival.notice.exactOutTradeNo(), judgement.reason)
            .and_then([&]() -> Result<void> {
                if (!aboutAmount)
                    return {};
                return writer.troubleRefund(
                    profile, arrival.notice.exactOutRefundNo(), judgement.reason);
            });
    }

    Result<void> noteRefund(OrderWriter& writer, const Arrival& arrival, const Booked& booked)
    {
        const Result<Parameters> inner = arrival.notice.inner.value_or(fail(FailureId::Cancelled));
        OrderEvent event;
        event.profile = arrival.profile.name;
        event.outTradeNo = arrival.notice.exactOutTradeNo();
        event.at = arrival.now;
        event.kind = OrderEvent::Kind::RefundNotification;
        event.outcome = booked.judgement.verdict == Verdict::Duplicate ? QByteArray("duplicate")
                                                                       : booked.judgement.reason;
        event.detail = presentable(inner->value("out_refund_no")) + ' '
            + presentable(inner->value("refund_status"));
        event.exchangeId = booked.exchange.id;
        return writer.note(event);
    }

} // namespace

Result<Booked> bookRefundNotice(OrderWriter& writer, const Arrival& arrival)
{
    const Result<RefundKnowledge> known = knowledgeOf(writer, arrival);
    if (!known)
        return fail(known.error());
    const Judgement judgement = judgeRefund(arrival.notice, *known, arrival.profile);
    Booked booked{judgement, judgedExchange(arrival.exchange, judgement)};
    return markRefund(writer, arrival, judgement)
        .and_then([&] { return writer.record(arrival.profile.name, booked.exchange); })
        .and_then([&](qint64 id) -> Result<Booked> {
            booked.exchange.id = id;
            if (!known->order)
                return booked;
            return noteRefund(writer, arrival, booked).map([&] { return booked; });
        });
}

} // namespace paydesk

#include "core/checkout/booking.h"

namespace paydesk {

OrderEvent Booking::event(
    const QByteArray& outcome, const QByteArray& detail, qint64 exchangeId) const
{
    OrderEvent event;
    event.profile = profile;
    event.outTradeNo = outTradeNo;
    event.at = now;
    event.kind = kind;
    event.outcome = outcome;
    event.detail = detail;
    event.exchangeId = exchangeId;
    return event;
}

Result<void> Booking::record(
    OrderWriter& writer, const Answer& answer, const QByteArray& detail) const
{
    Exchange exchange = answer.exchange;
    exchange.outTradeNo = outTradeNo;
    return writer.record(profile, exchange).and_then([&](qint64 id) {
        return writer.note(event(exchange.outcome, detail, id));
    });
}

Result<Order> Booking::order(OrderWriter& writer) const
{
    return writer.find(profile, outTradeNo)
        .and_then([&](const std::optional<Order>& order) -> Result<Order> {
            if (!order)
                return fail(FailureId::OrderUnknown,
                    {{QStringLiteral("out_trade_no"), QString::fromUtf8(outTradeNo)}});
            return *order;
        });
}

Result<void> Booking::trouble(OrderWriter& writer, const QByteArray& trouble) const
{
    return order(writer).and_then([&](Order order) {
        order.trouble = trouble;
        return writer.amend(order);
    });
}

Result<void> Booking::plan(OrderWriter& writer, const QDateTime& nextQueryAt) const
{
    return writer.plan(profile, outTradeNo, 0, nextQueryAt);
}

QByteArray errCodeOf(const Failure& failure)
{
    return failure.details.value(QStringLiteral("err_code")).toString().toUtf8();
}

bool isLost(const Failure& failure)
{
    return failure.id == FailureId::ConnectionLost || failure.id == FailureId::NoAnswerInTime;
}

} // namespace paydesk

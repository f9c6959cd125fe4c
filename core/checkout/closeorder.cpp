#include "core/checkout/closeorder.h"

#include "core/checkout/booking.h"

namespace paydesk {

namespace {

    bool isClosed(const Answer& answer)
    {
        return answer.fields || errCodeOf(answer.fields.error()) == "ORDERCLOSED";
    }

    Result<void> bookClosed(OrderWriter& writer, const Booking& booking)
    {
        StateReport report;
        report.profile = booking.profile;
        report.outTradeNo = booking.outTradeNo;
        report.state = TradeState::Closed;
        return writer.report(report).map([](Applied) {});
    }

    /// Only a query tells what is true now.
    Result<void> bookRefusal(OrderWriter& writer, const Booking& booking, const Failure& failure)
    {
        if (isLost(failure) || errCodeOf(failure) == "ORDERPAID")
            return booking.plan(writer, booking.now);
        return {};
    }

    Result<Order> bookClose(OrderWriter& writer, const Booking& booking, const Answer& answer)
    {
        return booking.record(writer, answer)
            .and_then([&] {
                return isClosed(answer) ? bookClosed(writer, booking)
                                        : bookRefusal(writer, booking, answer.fields.error());
            })
            .and_then([&] { return booking.order(writer); });
    }

} // namespace

CloseOrder::CloseOrder(GatewayClient& gateway, OrderStore& store, Clock& clock, QObject* parent)
    : QObject(parent)
    , m_gateway(gateway)
    , m_store(store)
    , m_clock(clock)
{
}

void CloseOrder::start(const QByteArray& outTradeNo)
{
    m_outTradeNo = outTradeNo;
    m_store.read<std::optional<Order>>(
        this,
        [profile = m_gateway.profile().name, outTradeNo](
            const OrderReader& reader) { return reader.find(profile, outTradeNo); },
        [this](const Result<std::optional<Order>>& order) { ask(order); });
}

void CloseOrder::ask(const Result<std::optional<Order>>& order)
{
    if (!order)
        finish(fail(order.error()));
    else if (const std::optional<Order>& found = *order; !found)
        finish(fail(FailureId::OrderUnknown,
            {{QStringLiteral("out_trade_no"), QString::fromUtf8(m_outTradeNo)}}));
    else
        connect(m_gateway.closeOrder(
                    m_outTradeNo, found->signType.value_or(m_gateway.profile().signType)),
            &Call::finished, this, &CloseOrder::book);
}

void CloseOrder::book(const Answer& answer)
{
    const Booking booking{
        m_gateway.profile().name, m_outTradeNo, m_clock.now(), OrderEvent::Kind::Close};
    m_store.write<Order>(
        this, [booking, answer](OrderWriter& writer) { return bookClose(writer, booking, answer); },
        [this, answer](const Result<Order>& order) {
            finish(order && !isClosed(answer) ? fail(answer.fields.error()) : order);
        });
}

void CloseOrder::finish(const Result<Order>& order)
{
    emit finished(order);
    deleteLater();
}

} // namespace paydesk

#include "core/checkout/reverseorder.h"

#include "core/checkout/booking.h"
#include "core/protocol/endpoints.h"

namespace paydesk {

namespace {

    using namespace std::chrono_literals;

    constexpr std::chrono::seconds recallPause{5};
    constexpr int mostReversals = 10;

    enum class Reversal { Done, Again, Refused };

    Reversal reversalIn(const Answer& answer)
    {
        if (answer.fields)
            return answer.fields->value("recall") == "Y" ? Reversal::Again : Reversal::Done;
        const Failure& why = answer.fields.error();
        if (isUnsent(why))
            return Reversal::Refused;
        return leavesOutcomeOpen(why) || errCodeOf(why) == "SYSTEMERROR" ? Reversal::Again
                                                                         : Reversal::Refused;
    }

    Result<void> bookReversed(OrderWriter& writer, const Booking& booking)
    {
        return booking.order(writer).and_then([&](const Order& order) {
            const bool paid = order.state == TradeState::Success;
            StateReport report;
            report.profile = booking.profile;
            report.outTradeNo = booking.outTradeNo;
            report.state = paid ? TradeState::Refund : TradeState::Revoked;
            return writer.report(report).map([](Applied) {}).and_then([&] {
                return booking.trouble(writer, {});
            });
        });
    }

    /// Only a query tells what is true now.
    Result<void> bookUnknown(OrderWriter& writer, const Booking& booking, const Answer& answer)
    {
        const QByteArray word = answer.fields ? "recall" : answer.exchange.outcome;
        return booking.trouble(writer, word).and_then([&] {
            return booking.plan(writer, booking.now);
        });
    }

    Result<Order> bookReversal(
        OrderWriter& writer, const Booking& booking, const Answer& answer, bool last)
    {
        const Reversal outcome = reversalIn(answer);
        const QByteArray recall =
            answer.fields ? "recall=" + answer.fields->value("recall") : QByteArray();
        return booking.record(writer, answer, recall)
            .and_then([&]() -> Result<void> {
                if (outcome == Reversal::Done)
                    return bookReversed(writer, booking);
                return last ? bookUnknown(writer, booking, answer) : Result<void>();
            })
            .and_then([&] { return booking.order(writer); });
    }

} // namespace

ReverseOrder::ReverseOrder(GatewayClient& gateway, OrderStore& store, Clock& clock, QObject* parent)
    : QObject(parent)
    , m_gateway(gateway)
    , m_store(store)
    , m_clock(clock)
{
}

void ReverseOrder::start(const QByteArray& outTradeNo)
{
    m_outTradeNo = outTradeNo;
    m_store.read<std::optional<Order>>(
        this,
        [profile = m_gateway.profile().name, outTradeNo](
            const OrderReader& reader) { return reader.find(profile, outTradeNo); },
        [this](const Result<std::optional<Order>>& found) { prepare(found); });
}

void ReverseOrder::prepare(const Result<std::optional<Order>>& found)
{
    if (!found)
        return finish(fail(found.error()));
    const std::optional<Order>& order = *found;
    if (!order)
        return finish(fail(FailureId::OrderUnknown,
            {{QStringLiteral("out_trade_no"), QString::fromUtf8(m_outTradeNo)}}));
    // An imported order does not always say how it was paid.
    if (!order->tradeType.isEmpty() && order->tradeType != "MICROPAY")
        return finish(fail(FailureId::FieldMalformed,
            {{QStringLiteral("field"), QStringLiteral("trade_type")},
                {QStringLiteral("rule"),
                    QStringLiteral(QT_TRANSLATE_NOOP("Reason",
                        "only MICROPAY orders are reversed; others are closed or refunded"))}}));
    if (const std::optional<Failure> obstacle = m_gateway.obstacleTo(endpoints::reverse))
        return finish(fail(*obstacle));
    m_signType = order->signType.value_or(m_gateway.profile().signType);
    const QDateTime earliest = order->createdAt.addSecs(earliestReversal.count());
    const Clock::Milliseconds left(m_clock.now().msecsTo(earliest));
    left > 0ms ? wait(left) : ask();
}

void ReverseOrder::wait(Clock::Milliseconds time)
{
    m_clock.after(time, this, [this] { ask(); });
    emit waits(time);
}

void ReverseOrder::ask()
{
    ++m_attempts;
    connect(m_gateway.call(endpoints::reverse, {{"out_trade_no", m_outTradeNo}}, m_signType),
        &Call::finished, this, &ReverseOrder::book);
}

void ReverseOrder::book(const Answer& answer)
{
    const bool again = reversalIn(answer) == Reversal::Again && m_attempts < mostReversals;
    const Booking booking{
        m_gateway.profile().name, m_outTradeNo, m_clock.now(), OrderEvent::Kind::Reverse};
    m_store.write<Order>(
        this,
        [booking, answer, last = !again](
            OrderWriter& writer) { return bookReversal(writer, booking, answer, last); },
        [this, answer, again](const Result<Order>& booked) {
            if (!booked)
                return finish(booked);
            if (again)
                return wait(recallPause);
            if (reversalIn(answer) == Reversal::Done)
                return finish(booked);
            // Ten times "call again" is no answer.
            finish(fail(answer.fields
                    ? failure(FailureId::TimedOut,
                          {{QStringLiteral("seconds"), int(recallPause.count()) * mostReversals}})
                    : answer.fields.error()));
        });
}

void ReverseOrder::finish(const Result<Order>& order)
{
    emit finished(order);
    deleteLater();
}

} // namespace paydesk

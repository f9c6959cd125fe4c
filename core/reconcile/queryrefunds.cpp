#include "core/reconcile/queryrefunds.h"

#include "core/orders/refundanswer.h"

namespace paydesk {

namespace {
    constexpr int refundsOnAPage = 10; // protocol-v2.md §4.5
} // namespace

QueryRefunds::QueryRefunds(GatewayClient& gateway, OrderStore& store, Clock& clock, QObject* parent)
    : QObject(parent)
    , m_gateway(gateway)
    , m_store(store)
    , m_clock(clock)
{
}

void QueryRefunds::start(const QByteArray& outTradeNo, const QByteArray& outRefundNo)
{
    m_outTradeNo = outTradeNo;
    m_outRefundNo = outRefundNo;
    m_store.read<std::optional<Order>>(
        this,
        [profile = m_gateway.profile().name, outTradeNo](
            const OrderReader& reader) { return reader.find(profile, outTradeNo); },
        [this](const Result<std::optional<Order>>& found) { prepare(found); });
}

void QueryRefunds::prepare(const Result<std::optional<Order>>& found)
{
    if (!found)
        return finish(fail(found.error()));
    const std::optional<Order>& order = *found;
    if (!order)
        return finish(fail(FailureId::OrderUnknown,
            {{QStringLiteral("out_trade_no"), QString::fromUtf8(m_outTradeNo)}}));
    m_signType = order->signType.value_or(m_gateway.profile().signType);
    ask();
}

void QueryRefunds::ask()
{
    Parameters which{{"out_trade_no", m_outTradeNo}};
    if (!m_outRefundNo.isEmpty())
        which = {{"out_refund_no", m_outRefundNo}};
    if (m_offset > 0)
        which.append("offset", QByteArray::number(m_offset));
    connect(m_gateway.refundQuery(which, m_signType), &Call::finished, this, &QueryRefunds::book);
}

void QueryRefunds::book(const Answer& answer)
{
    const RefundAnswer said{m_gateway.profile().name, m_outTradeNo, m_outRefundNo, answer.exchange,
        answer.fields, m_clock.now()};
    m_store.write<BookedRefunds>(
        this, [said](OrderWriter& writer) { return bookRefundAnswer(writer, said); },
        [this, answer](const Result<BookedRefunds>& booked) {
            goOn(answer, booked ? booked->refunds : fail(booked.error()));
        });
}

void QueryRefunds::goOn(const Answer& answer, const Result<QList<Refund>>& listed)
{
    if (!listed)
        return finish(fail(listed.error()));
    const bool more = m_outRefundNo.isEmpty() && listed->size() >= refundsOnAPage
        && m_offset + refundsOnAPage < mostRefunds;
    if (!more)
        return conclude(*answer.fields);
    m_offset += refundsOnAPage;
    ask();
}

void QueryRefunds::conclude(const Parameters& fields)
{
    m_store.read<RefundsOutcome>(
        this,
        [profile = m_gateway.profile().name, number = m_outTradeNo, fields](
            const OrderReader& reader) {
            return reader.find(profile, number).and_then([&](const std::optional<Order>& order) {
                return reader.refunds(profile, number).map([&](const QList<Refund>& refunds) {
                    return RefundsOutcome{order.value_or(Order()), refunds, fields};
                });
            });
        },
        [this](const Result<RefundsOutcome>& outcome) { finish(outcome); });
}

void QueryRefunds::finish(const Result<RefundsOutcome>& outcome)
{
    emit finished(outcome);
    deleteLater();
}

} // namespace paydesk

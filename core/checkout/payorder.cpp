#include "core/checkout/payorder.h"

#include "core/checkout/booking.h"

namespace paydesk {

namespace {

    /// A prepay_id lives two hours (protocol-v2.md §4.1); a customer needs some of that time.
    constexpr std::chrono::minutes prepayUse{110};

    bool isPayable(const Order& order)
    {
        return order.state == TradeState::Placing || order.state == TradeState::NotPay
            || order.state == TradeState::UserPaying;
    }

    Failure notPayable(const Order& order)
    {
        return failure(FailureId::OrderNotPayable,
            {{QStringLiteral("out_trade_no"), QString::fromUtf8(order.outTradeNo)},
                {QStringLiteral("state"), QString::fromLatin1(tradeStateName(order.state))}});
    }

    /// What an imported order lacks: the fields it would have been placed with.
    Parameters requestOf(const Order& order, const QByteArray& notifyUrl, const QByteArray& payerIp)
    {
        if (!order.request.isEmpty())
            return order.request;
        OrderDraft draft;
        draft.outTradeNo = order.outTradeNo;
        draft.body = order.body;
        draft.totalFee = order.totalFee;
        draft.notifyUrl = order.notifyUrl.isEmpty() ? notifyUrl : order.notifyUrl;
        draft.spbillCreateIp = payerIp;
        if (!order.attach.isEmpty())
            draft.more.set("attach", order.attach);
        return businessFields(draft);
    }

    Result<std::optional<Order>> onlyJsapi(const std::optional<Order>& order)
    {
        if (order && !order->tradeType.isEmpty() && order->tradeType != "JSAPI")
            return fail(failure(FailureId::OrderNotPayable,
                {{QStringLiteral("out_trade_no"), QString::fromUtf8(order->outTradeNo)},
                    {QStringLiteral("state"), QString::fromUtf8(order->tradeType)}}));
        return order;
    }

} // namespace

PayOrder::PayOrder(GatewayClient& gateway, OrderStore& store, Clock& clock, QObject* parent)
    : QObject(parent)
    , m_gateway(gateway)
    , m_store(store)
    , m_clock(clock)
{
}

void PayOrder::start(const QByteArray& outTradeNo, const QByteArray& code,
    const QByteArray& notifyUrl, const QByteArray& payerIp)
{
    m_notifyUrl = notifyUrl;
    m_payerIp = payerIp;
    m_store.read<std::optional<Order>>(
        this,
        [profile = m_gateway.profile().name, outTradeNo](const OrderReader& reader) {
            return reader.find(profile, outTradeNo).and_then(onlyJsapi);
        },
        [this, outTradeNo, code](const Result<std::optional<Order>>& found) {
            if (!found)
                return finish(fail(found.error()));
            const std::optional<Order>& order = *found;
            if (!order)
                return finish(fail(FailureId::OrderUnknown,
                    {{QStringLiteral("out_trade_no"), QString::fromUtf8(outTradeNo)}}));
            if (!isPayable(*order) || order->held)
                return finish(fail(notPayable(*order)));
            logIn(*order, code);
        });
}

void PayOrder::logIn(const Order& order, const QByteArray& code)
{
    connect(m_gateway.session(code), &Call::finished, this,
        [this, order](const Answer& answer) { loggedIn(order, answer); });
}

void PayOrder::loggedIn(const Order& order, const Answer& answer)
{
    m_store.write<Order>(
        this,
        [booking = Booking{order.profile, order.outTradeNo, m_clock.now(), OrderEvent::Kind::Login},
            answer, notifyUrl = m_notifyUrl, payerIp = m_payerIp,
            payerField = QByteArray(payerFieldOf(m_gateway.profile()))](
            OrderWriter& writer) -> Result<Order> {
            const QByteArray openid = answer.fields ? answer.fields->value("openid") : QByteArray();
            return booking.record(writer, answer, openid)
                .and_then([&] { return booking.order(writer); })
                .and_then([&](Order known) -> Result<Order> {
                    if (openid.isEmpty() || (!known.openid.isEmpty() && known.openid != openid))
                        return known;
                    known.openid = openid;
                    known.tradeType = "JSAPI";
                    known.request = requestOf(known, notifyUrl, payerIp);
                    known.request.set(payerField, openid);
                    return writer.amend(known).map([&] { return known; });
                });
        },
        [this, answer](const Result<Order>& booked) {
            if (!booked)
                return finish(fail(booked.error()));
            if (!answer.fields)
                return finish(fail(answer.fields.error()));
            if (booked->openid != answer.fields->value("openid"))
                return finish(fail(FailureId::PayerForeign,
                    {{QStringLiteral("out_trade_no"), QString::fromUtf8(booked->outTradeNo)}}));
            sign(*booked);
        });
}

void PayOrder::sign(const Order& order)
{
    auto* place = new PlaceOrder(m_gateway, m_store, m_clock, this);
    connect(place, &PlaceOrder::finished, this, [this](const Result<PlacedOrder>& placed) {
        if (!placed)
            finish(fail(placed.error()));
        else if (!placed->pay) // paid in the meantime, as a query has told
            finish(fail(notPayable(placed->order)));
        else
            finish(*placed->pay);
    });
    const bool fresh = !order.prepayId.isEmpty()
        && order.createdAt.secsTo(m_clock.now())
            < std::chrono::duration_cast<std::chrono::seconds>(prepayUse).count();
    place->resume(order, fresh ? PlaceOrder::Step::PaySign : PlaceOrder::Step::UnifiedOrder);
}

void PayOrder::finish(const Result<PayRequest>& pay)
{
    emit finished(pay);
    deleteLater();
}

} // namespace paydesk

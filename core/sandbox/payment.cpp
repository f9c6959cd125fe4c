#include "core/sandbox/payment.h"

#include "core/sandbox/logins.h"

#include <QRandomGenerator>

#include <utility>

namespace paydesk {

namespace {

    QByteArray digits(quint64 number, int count)
    {
        return QByteArray::number(number).rightJustified(count, '0');
    }

} // namespace

Till::Till(const SandboxIdentity& identity, SandboxBooks& books, DeliveryDesk& desk, Clock& clock)
    : m_identity(identity)
    , m_books(books)
    , m_desk(desk)
    , m_clock(clock)
{
}

Reply Till::pay(const SandboxOrder& order, const Payer& payer)
{
    switch (order.stateAt(m_clock.now())) {
    case SandboxOrder::State::Success:
        return phoneRefusal(otherErrCode, "该订单已支付", whyOf(RefusalCause::OrderPaid));
    case SandboxOrder::State::Closed:
        return order.closed
            ? phoneRefusal(otherErrCode, "订单已关闭", whyOf(RefusalCause::OrderClosed))
            : phoneRefusal(otherErrCode, "支付已过期", whyOf(RefusalCause::OrderExpired));
    case SandboxOrder::State::NotPay:
        break;
    }
    const bool placedForOne = order.tradeType == "JSAPI";
    const QByteArray usual = placedForOne ? order.openid : openidOf(m_identity.appid, testCustomer);
    const QByteArray openid = payer.openid.isEmpty() ? usual : payer.openid;
    if (placedForOne && openid != order.openid)
        return phoneRefusal(otherErrCode, "下单账号与支付账号不一致，请核实后再支付",
            whyOf(RefusalCause::PayerMismatch));
    switch (payer.action) {
    case Payer::Action::Cancel:
        return phoneRefusal(otherErrCode, "cancel", {});
    case Payer::Action::NoFunds:
        return phoneRefusal(otherErrCode, "余额不足", {});
    case Payer::Action::Pay:
        break;
    }
    return settle(order, openid);
}

Reply Till::settle(SandboxOrder order, const QByteArray& openid)
{
    order.transactionId = newTransactionId();
    order.payer = openid;
    order.paidAt = m_clock.now();
    order.delivery.dueAt = order.paidAt;
    const QByteArray outTradeNo = order.outTradeNo;
    m_books.put(std::move(order));
    m_desk.add(outTradeNo);
    Reply reply = jsonReply({{QStringLiteral("errMsg"), QStringLiteral("requestPayment:ok")}});
    reply.outTradeNo = outTradeNo;
    return reply;
}

/// 28 digits as WeChat's: 42000, five more, the day, ten more.
QByteArray Till::newTransactionId() const
{
    for (;;) {
        const quint64 random = QRandomGenerator::global()->generate64();
        const QByteArray id = "42000" + digits(random % 100'000, 5)
            + beijingStamp(m_clock.now()).first(8) + digits((random >> 20) % 10'000'000'000, 10);
        if (!m_books.byTransactionId(id))
            return id;
    }
}

} // namespace paydesk

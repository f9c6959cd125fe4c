#include "core/sandbox/payment.h"

#include "core/sandbox/logins.h"
#include "core/sandbox/numbers.h"

#include <utility>

namespace paydesk {

Till::Till(const SandboxIdentity& identity, SandboxBooks& books, DeliveryDesk& desk, Clock& clock)
    : m_identity(identity)
    , m_books(books)
    , m_desk(desk)
    , m_clock(clock)
{
}

Reply Till::pay(const SandboxOrder& order, const Payer& payer)
{
    if (order.isPaid())
        return phoneRefusal(otherErrCode, "该订单已支付", whyOf(RefusalCause::OrderPaid));
    if (order.stateAt(m_clock.now()) == SandboxOrder::State::Closed)
        return order.closed
            ? phoneRefusal(otherErrCode, "订单已关闭", whyOf(RefusalCause::OrderClosed))
            : phoneRefusal(otherErrCode, "支付已过期", whyOf(RefusalCause::OrderExpired));
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
    order.transactionId = newTransactionId(m_books, m_clock.now());
    order.payer = openid;
    order.paidAt = m_clock.now();
    order.delivery.dueAt = order.paidAt;
    const QByteArray outTradeNo = order.outTradeNo;
    m_books.put(std::move(order));
    m_desk.add({NoticeKind::Payment, outTradeNo});
    Reply reply = jsonReply({{QStringLiteral("errMsg"), QStringLiteral("requestPayment:ok")}});
    reply.outTradeNo = outTradeNo;
    return reply;
}

} // namespace paydesk

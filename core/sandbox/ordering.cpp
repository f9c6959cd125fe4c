#include "core/sandbox/ordering.h"

#include "core/sandbox/numbers.h"
#include "core/sandbox/placingrules.h"

namespace paydesk {

namespace {

    constexpr std::chrono::minutes shortestTime{1};
    constexpr int prepayRandomDigits = 20;
    constexpr int codeUrlLetters = 10;

    void appendIfThere(Parameters& fields, const char* name, const QByteArray& value)
    {
        if (!value.isEmpty())
            fields.append(name, value);
    }

    QByteArray mwebUrl(const QByteArray& prepayId)
    {
        return "https://wx.tenpay.com/cgi-bin/mmpayweb-bin/checkmweb?prepay_id=" + prepayId
            + "&package=" + randomText(10, "0123456789");
    }

} // namespace

OrderDesk::OrderDesk(SandboxBooks& books, Clock& clock)
    : m_books(books)
    , m_clock(clock)
{
}

Accepted<Parameters> OrderDesk::unifiedOrder(const Caller& caller)
{
    if (auto rules = checkPlacing(caller.fields); !rules)
        return tl::unexpected(std::move(rules.error()));
    auto order = placed(caller);
    if (!order)
        return tl::unexpected(std::move(order.error()));
    Parameters answer;
    appendIfThere(answer, "device_info", order->deviceInfo);
    answer.append("trade_type", order->tradeType);
    answer.append("prepay_id", order->prepayId);
    appendIfThere(answer, "code_url", order->codeUrl);
    if (order->tradeType == "MWEB")
        answer.append("mweb_url", mwebUrl(order->prepayId));
    m_books.put(*std::move(order));
    return answer;
}

Accepted<SandboxOrder> OrderDesk::placed(const Caller& caller)
{
    SandboxOrder asked = orderFrom(caller.fields);
    asked.signType = caller.type;
    if (const SandboxOrder* const before = m_books.byOutTradeNo(asked.outTradeNo))
        return again(*before, asked);
    asked.createdAt = m_clock.now();
    if (auto time = giveTime(asked); !time)
        return tl::unexpected(std::move(time.error()));
    givePrepayId(asked);
    return asked;
}

/// The same out_trade_no once more (protocol-v2.md §4.1.1).
Accepted<SandboxOrder> OrderDesk::again(const SandboxOrder& before, const SandboxOrder& asked) const
{
    if (before.isMicropay())
        return refused("OUT_TRADE_NO_USED", "商户订单号重复", whyOf(RefusalCause::NumberUsed));
    if (before.isPaid())
        return refused("ORDERPAID", "该订单已支付", whyOf(RefusalCause::OrderPaid));
    if (before.stateAt(m_clock.now()) == SandboxOrder::State::Closed)
        return refused("ORDERCLOSED", "订单已关闭",
            whyOf(before.closed ? RefusalCause::OrderClosed : RefusalCause::OrderExpired));
    if (const QByteArray field = changedField(before, asked); !field.isEmpty())
        return refused(
            "INVALID_REQUEST", "201 商户订单号重复", whyOf(RefusalCause::OrderChanged, field));
    SandboxOrder order = before;
    order.signType = asked.signType;
    if (order.prepayExpiredAt(m_clock.now()))
        givePrepayId(order);
    return order;
}

Accepted<void> OrderDesk::giveTime(SandboxOrder& order) const
{
    order.expiresAt = order.createdAt.addMSecs(std::chrono::milliseconds(unpaidOrderLife).count());
    if (order.timeExpire.isEmpty())
        return {};
    order.expiresAt = fromBeijingStamp(order.timeExpire);
    if (order.createdAt.msecsTo(order.expiresAt) < std::chrono::milliseconds(shortestTime).count())
        return notUnderstood("参数格式校验错误", whyOf(RefusalCause::TimeExpireTooEarly));
    return {};
}

void OrderDesk::givePrepayId(SandboxOrder& order) const
{
    order.prepaidAt = m_clock.now();
    order.prepayId =
        "wx" + beijingStamp(order.prepaidAt) + randomText(prepayRandomDigits, "0123456789abcdef");
    if (order.tradeType == "NATIVE") {
        order.codeUrl = "weixin://wxpay/bizpayurl?pr="
            + randomText(
                codeUrlLetters, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");
    }
}

Accepted<Parameters> OrderDesk::orderQuery(const Caller& caller)
{
    const QByteArray transactionId = caller.fields.value("transaction_id");
    const QByteArray outTradeNo = caller.fields.value("out_trade_no");
    const SandboxOrder* const order = transactionId.isEmpty()
        ? m_books.byOutTradeNo(outTradeNo)
        : m_books.byTransactionId(transactionId);
    if (!order)
        return refused("ORDERNOTEXIST", "此交易订单号不存在", whyOf(RefusalCause::OrderUnknown));
    const auto state = order->stateAt(m_clock.now());
    Parameters answer;
    if (order->isPaid()) {
        answer = paidFields(*order);
    } else {
        appendIfThere(answer, "device_info", order->deviceInfo);
        answer.append("trade_type", order->tradeType);
        answer.append("total_fee", order->totalFee);
        answer.append("out_trade_no", order->outTradeNo);
    }
    answer.append("trade_state", tradeStateName(state));
    answer.append("trade_state_desc", tradeStateText(state));
    return answer;
}

Accepted<Parameters> OrderDesk::closeOrder(const Caller& caller)
{
    const SandboxOrder* const order = m_books.byOutTradeNo(caller.fields.value("out_trade_no"));
    if (!order)
        return refused("ORDERNOTEXIST", "订单不存在", whyOf(RefusalCause::OrderUnknown));
    if (order->isMicropay())
        return refused("TRADE_STATE_ERROR", "订单状态错误", whyOf(RefusalCause::NotClosable));
    if (order->isPaid())
        return refused("ORDERPAID", "订单已支付", whyOf(RefusalCause::OrderPaid));
    if (order->stateAt(m_clock.now()) == SandboxOrder::State::Closed)
        return refused("ORDERCLOSED", "订单已关闭",
            whyOf(order->closed ? RefusalCause::OrderClosed : RefusalCause::OrderExpired));
    SandboxOrder closed = *order;
    closed.closed = true;
    m_books.put(std::move(closed));
    return Parameters{{"result_msg", "OK"}};
}

} // namespace paydesk

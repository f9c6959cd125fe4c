#include "core/sandbox/order.h"

#include "core/base/clock.h"
#include "core/sandbox/packing.h"

#include <array>
#include <utility>

namespace paydesk {

namespace {

    /// 1: without what stands behind the delivery.
    constexpr quint8 orderPacking = 2;

    using TextField = std::pair<const char*, QByteArray SandboxOrder::*>;

    /// What the merchant sends, by the names of the interface; the ones that must not change stand
    /// first.
    constexpr std::array<TextField, 12> sentFields{{{"body", &SandboxOrder::body},
        {"detail", &SandboxOrder::detail}, {"attach", &SandboxOrder::attach},
        {"total_fee", &SandboxOrder::totalFee}, {"fee_type", &SandboxOrder::feeType},
        {"notify_url", &SandboxOrder::notifyUrl}, {"trade_type", &SandboxOrder::tradeType},
        {"openid", &SandboxOrder::openid}, {"product_id", &SandboxOrder::productId},
        {"time_expire", &SandboxOrder::timeExpire}, {"out_trade_no", &SandboxOrder::outTradeNo},
        {"device_info", &SandboxOrder::deviceInfo}}};
    constexpr std::size_t fixedFields = 10;

    constexpr std::array ownFields{&SandboxOrder::prepayId, &SandboxOrder::codeUrl,
        &SandboxOrder::transactionId, &SandboxOrder::payer};
    constexpr std::array times{&SandboxOrder::prepaidAt, &SandboxOrder::createdAt,
        &SandboxOrder::expiresAt, &SandboxOrder::paidAt};
    constexpr std::array laterTimes{
        &SandboxOrder::refundedAt, &SandboxOrder::revokedAt, &SandboxOrder::payingUntil};

} // namespace

SandboxOrder::State SandboxOrder::stateAt(const QDateTime& now) const
{
    if (revokedAt.isValid())
        return State::Revoked;
    if (isPaid())
        return refundedAt.isValid() ? State::Refund : State::Success;
    if (payError)
        return State::PayError;
    if (payingUntil.isValid())
        return State::UserPaying;
    return closed || now >= expiresAt ? State::Closed : State::NotPay;
}

bool SandboxOrder::prepayExpiredAt(const QDateTime& now) const
{
    return now >= prepaidAt.addMSecs(std::chrono::milliseconds(prepayLife).count());
}

QByteArray tradeStateName(SandboxOrder::State state)
{
    switch (state) {
    case SandboxOrder::State::NotPay:
        return "NOTPAY";
    case SandboxOrder::State::Success:
        return "SUCCESS";
    case SandboxOrder::State::Closed:
        return "CLOSED";
    case SandboxOrder::State::Refund:
        return "REFUND";
    case SandboxOrder::State::Revoked:
        return "REVOKED";
    case SandboxOrder::State::UserPaying:
        return "USERPAYING";
    case SandboxOrder::State::PayError:
        return "PAYERROR";
    }
    return {};
}

QByteArray tradeStateText(SandboxOrder::State state)
{
    switch (state) {
    case SandboxOrder::State::NotPay:
        return "订单未支付";
    case SandboxOrder::State::Success:
        return "支付成功";
    case SandboxOrder::State::Closed:
        return "订单已关闭";
    case SandboxOrder::State::Refund:
        return "订单发生过退款，退款详情请查询退款单";
    case SandboxOrder::State::Revoked:
        return "订单已撤销";
    case SandboxOrder::State::UserPaying:
        return "用户支付中，需要输入密码";
    case SandboxOrder::State::PayError:
        return "支付失败，请撤销订单";
    }
    return {};
}

SandboxOrder orderFrom(const Parameters& fields)
{
    SandboxOrder order;
    for (const auto& [name, member] : sentFields)
        order.*member = fields.value(name);
    if (order.feeType.isEmpty())
        order.feeType = "CNY";
    return order;
}

QByteArray changedField(const SandboxOrder& before, const SandboxOrder& after)
{
    for (std::size_t i = 0; i < fixedFields; ++i) {
        const auto& [name, member] = sentFields[i];
        if (before.*member != after.*member)
            return name;
    }
    return {};
}

Parameters paidFields(const SandboxOrder& order)
{
    Parameters fields;
    if (!order.deviceInfo.isEmpty())
        fields.append("device_info", order.deviceInfo);
    fields.append("openid", order.payer);
    fields.append("is_subscribe", "N");
    fields.append("trade_type", order.tradeType);
    fields.append("bank_type", "OTHERS");
    fields.append("total_fee", order.totalFee);
    fields.append("fee_type", order.feeType);
    fields.append("cash_fee", order.totalFee);
    fields.append("cash_fee_type", order.feeType);
    fields.append("transaction_id", order.transactionId);
    fields.append("out_trade_no", order.outTradeNo);
    if (!order.attach.isEmpty())
        fields.append("attach", order.attach);
    fields.append("time_end", beijingStamp(order.paidAt));
    return fields;
}

QByteArray packed(const SandboxOrder& order)
{
    Packing packing;
    packing << orderPacking << quint8(order.signType) << order.closed;
    for (const auto& [name, member] : sentFields)
        packing << order.*member;
    for (const auto member : ownFields)
        packing << order.*member;
    for (const auto member : times)
        packing << order.*member;
    packing << order.delivery << order.authCode << order.payError;
    for (const auto member : laterTimes)
        packing << order.*member;
    return packing.bytes();
}

std::optional<SandboxOrder> unpackedOrder(const QByteArray& bytes)
{
    Unpacking unpacking(bytes);
    SandboxOrder order;
    quint8 version = 0;
    quint8 signType = 0;
    unpacking >> version >> signType >> order.closed;
    for (const auto& [name, member] : sentFields)
        unpacking >> order.*member;
    for (const auto member : ownFields)
        unpacking >> order.*member;
    for (const auto member : times)
        unpacking >> order.*member;
    unpacking >> order.delivery;
    if (version > 1) {
        unpacking >> order.authCode >> order.payError;
        for (const auto member : laterTimes)
            unpacking >> order.*member;
    }
    if (!unpacking.isWhole() || version < 1 || version > orderPacking
        || signType > quint8(SignType::HmacSha256))
        return std::nullopt;
    order.signType = SignType(signType);
    return order;
}

} // namespace paydesk

#include "core/sandbox/order.h"

#include "core/base/clock.h"

#include <QDataStream>
#include <QIODevice>

#include <array>
#include <utility>

namespace paydesk {

namespace {

    constexpr quint8 packingVersion = 1;

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

    qint64 toNumber(const QDateTime& time)
    {
        return time.isValid() ? time.toMSecsSinceEpoch() : -1;
    }

    QDateTime toTime(qint64 number)
    {
        return number < 0 ? QDateTime() : QDateTime::fromMSecsSinceEpoch(number, Qt::UTC);
    }

} // namespace

SandboxOrder::State SandboxOrder::stateAt(const QDateTime& now) const
{
    if (!transactionId.isEmpty())
        return State::Success;
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
    QByteArray bytes;
    QDataStream stream(&bytes, QIODevice::WriteOnly);
    stream.setVersion(QDataStream::Qt_6_0);
    stream << packingVersion << quint8(order.signType) << order.closed;
    for (const auto& [name, member] : sentFields)
        stream << order.*member;
    for (const auto member : ownFields)
        stream << order.*member;
    for (const auto member : times)
        stream << toNumber(order.*member);
    stream << qint32(order.delivery.attempts) << toNumber(order.delivery.dueAt)
           << order.delivery.outcome;
    return bytes;
}

std::optional<SandboxOrder> unpackedOrder(const QByteArray& bytes)
{
    QDataStream stream(bytes);
    stream.setVersion(QDataStream::Qt_6_0);
    SandboxOrder order;
    quint8 version = 0;
    quint8 signType = 0;
    qint64 number = 0;
    qint32 attempts = 0;
    stream >> version >> signType >> order.closed;
    for (const auto& [name, member] : sentFields)
        stream >> order.*member;
    for (const auto member : ownFields)
        stream >> order.*member;
    for (const auto member : times) {
        stream >> number;
        order.*member = toTime(number);
    }
    stream >> attempts >> number >> order.delivery.outcome;
    if (stream.status() != QDataStream::Ok || version != packingVersion
        || signType > quint8(SignType::HmacSha256))
        return std::nullopt;
    order.signType = SignType(signType);
    order.delivery.attempts = attempts;
    order.delivery.dueAt = toTime(number);
    return order;
}

} // namespace paydesk

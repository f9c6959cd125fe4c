#include "core/checkout/booking.h"

#include <algorithm>
#include <array>

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

bool isUnsent(const Failure& failure)
{
    constexpr std::array unsent{FailureId::HostNotFound, FailureId::ConnectionRefused,
        FailureId::ProxyFailed, FailureId::TlsFailed, FailureId::KeyMissing,
        FailureId::SecretAbsent, FailureId::FieldMalformed, FailureId::CertificateAbsent,
        FailureId::CertificateUnfit};
    return std::find(unsent.begin(), unsent.end(), failure.id) != unsent.end();
}

bool leavesOutcomeOpen(const Failure& failure)
{
    switch (failure.kind) {
    case Failure::Kind::Transport:
        return !isUnsent(failure);
    case Failure::Kind::Protocol:
    case Failure::Kind::Cancelled:
        return true;
    case Failure::Kind::Input:
    case Failure::Kind::Gateway:
    case Failure::Kind::Storage:
        break;
    }
    return false;
}

Order newOrder(const OrderDraft& draft, const Profile& profile, const QDateTime& now)
{
    Order order;
    order.profile = profile.name;
    order.outTradeNo = draft.outTradeNo;
    order.totalFee = draft.totalFee;
    order.body = draft.body;
    order.attach = draft.more.value("attach");
    order.tradeType = draft.tradeType;
    order.signType = draft.signType;
    order.openid = draft.openid.isEmpty() ? draft.subOpenid : draft.openid;
    order.notifyUrl = draft.notifyUrl;
    order.createdAt = now;
    order.nextQueryAt = now.addSecs(firstQueryDelay.count());
    order.request = businessFields(draft);
    return order;
}

Result<Order> bookQueryAnswer(OrderWriter& writer, const Booking& booking, const Answer& answer,
    const Result<StateReport>& report)
{
    return booking
        .record(writer, answer, answer.fields ? answer.fields->value("trade_state") : QByteArray())
        .and_then([&]() -> Result<void> {
            if (!report || report->state == TradeState::NotPay)
                return {};
            return writer.report(*report).map([](Applied) {});
        })
        .and_then([&] { return booking.order(writer); });
}

} // namespace paydesk

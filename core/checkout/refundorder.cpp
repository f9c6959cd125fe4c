#include "core/checkout/refundorder.h"

#include "core/checkout/booking.h"
#include "core/orders/refundanswer.h"
#include "core/protocol/endpoints.h"

#include <memory>

namespace paydesk {

namespace {

    constexpr int mostSendings = 3; // the first, and the identical request after a query, twice

    /// A no that only says: ask, and send the same again.
    bool wantsRepetition(const Failure& failure)
    {
        const QByteArray code = errCodeOf(failure);
        return code == "SYSTEMERROR" || code == "BIZERR_NEED_RETRY";
    }

    Result<Refund> storedRefund(OrderWriter& writer, const Refund& refund)
    {
        return writer.findRefund(refund.profile, refund.outRefundNo)
            .and_then([&](const std::optional<Refund>& found) -> Result<Refund> {
                if (!found)
                    return fail(FailureId::RefundUnknown,
                        {{QStringLiteral("out_refund_no"), QString::fromUtf8(refund.outRefundNo)}});
                return *found;
            });
    }

    RefundReport reportFor(const Refund& refund, RefundState state)
    {
        RefundReport report;
        report.profile = refund.profile;
        report.outTradeNo = refund.outTradeNo;
        report.outRefundNo = refund.outRefundNo;
        report.fee = refund.fee;
        report.state = state;
        return report;
    }

    QByteArray lineOf(const Refund& refund)
    {
        return refund.outRefundNo + ' ' + yuan(refund.fee);
    }

    Result<Refund> bookAccepted(
        OrderWriter& writer, const Booking& booking, const Refund& refund, const Answer& answer)
    {
        RefundReport report = reportFor(refund, RefundState::Processing);
        report.refundId = answer.fields->value("refund_id");
        StateReport state;
        state.profile = booking.profile;
        state.outTradeNo = booking.outTradeNo;
        state.state = TradeState::Refund;
        return booking.record(writer, answer, lineOf(refund))
            .and_then([&] { return writer.reportRefund(report); })
            .and_then([&](Applied) { return writer.report(state); })
            .and_then([&](Applied) {
                return writer.planRefund(refund.profile, refund.outRefundNo, 0,
                    booking.now.addSecs(firstRefundQueryDelay.count()));
            })
            .and_then([&] { return storedRefund(writer, refund); });
    }

    Result<Refund> bookTrouble(
        OrderWriter& writer, const Booking& booking, const Refund& refund, const Answer& answer)
    {
        return booking.record(writer, answer, lineOf(refund))
            .and_then([&] {
                return writer.troubleRefund(
                    refund.profile, refund.outRefundNo, answer.exchange.outcome);
            })
            .and_then([&] { return storedRefund(writer, refund); });
    }

    /// No money moves under this number; its amount is free again.
    Result<Refund> bookNo(OrderWriter& writer, const Refund& refund)
    {
        return writer.reportRefund(reportFor(refund, RefundState::Refused))
            .and_then([&](Applied) {
                return writer.planRefund(refund.profile, refund.outRefundNo, refund.asked, {});
            })
            .and_then([&] { return storedRefund(writer, refund); });
    }

} // namespace

RefundOrder::RefundOrder(GatewayClient& gateway, OrderStore& store, Clock& clock, QObject* parent)
    : QObject(parent)
    , m_gateway(gateway)
    , m_store(store)
    , m_clock(clock)
{
}

void RefundOrder::start(const RefundDraft& draft)
{
    m_draft = draft;
    m_store.read<std::optional<Order>>(
        this,
        [profile = m_gateway.profile().name, number = draft.outTradeNo](
            const OrderReader& reader) { return reader.find(profile, number); },
        [this](const Result<std::optional<Order>>& found) { prepare(found); });
}

void RefundOrder::prepare(const Result<std::optional<Order>>& found)
{
    if (!found)
        return finish(fail(found.error()));
    const std::optional<Order>& order = *found;
    if (!order)
        return finish(fail(FailureId::OrderUnknown,
            {{QStringLiteral("out_trade_no"), QString::fromUtf8(m_draft.outTradeNo)}}));
    const QList<Failure> broken = brokenRules(m_draft, *order);
    if (!broken.isEmpty())
        return finish(fail(broken.first()));
    if (const std::optional<Failure> obstacle = m_gateway.obstacleTo(endpoints::refund))
        return finish(fail(*obstacle));
    m_signType = order->signType.value_or(m_gateway.profile().signType);
    store(*order);
}

void RefundOrder::store(const Order& order)
{
    const QDateTime now = m_clock.now();
    m_refund.profile = m_gateway.profile().name;
    m_refund.outTradeNo = m_draft.outTradeNo;
    m_refund.outRefundNo = m_draft.outRefundNo;
    m_refund.fee = m_draft.fee;
    m_refund.reason = m_draft.reason;
    m_refund.createdAt = now;
    m_refund.nextQueryAt = now.addSecs(firstRefundQueryDelay.count());
    m_refund.request = businessFields(m_draft, order);
    auto wasOpen = std::make_shared<bool>(false);
    write(
        [refund = m_refund, wasOpen](OrderWriter& writer) {
            return writer.findRefund(refund.profile, refund.outRefundNo)
                .and_then([&](const std::optional<Refund>& before) {
                    *wasOpen = before && before->state != RefundState::Refused;
                    return writer.openRefund(refund);
                });
        },
        [this, wasOpen] {
            m_mayHaveArrived = *wasOpen;
            m_loss = failure(FailureId::RefundUnknown,
                {{QStringLiteral("out_refund_no"), QString::fromUtf8(m_refund.outRefundNo)}});
            m_refund.state == RefundState::Placing ? send() : query();
        });
}

void RefundOrder::send()
{
    ++m_attempts;
    connect(m_gateway.call(endpoints::refund, m_refund.request, m_signType), &Call::finished, this,
        &RefundOrder::answered);
}

void RefundOrder::answered(const Answer& answer)
{
    if (answer.fields)
        return taken(answer);
    const Failure& why = answer.fields.error();
    m_loss = why;
    const bool open = leavesOutcomeOpen(why) || wantsRepetition(why);
    m_refusedForGood = !open && !isUnsent(why);
    m_mayHaveArrived = m_mayHaveArrived || open;
    if (m_mayHaveArrived)
        doubted(answer);
    else
        refused(answer);
}

void RefundOrder::taken(const Answer& answer)
{
    write([booking = booking(), refund = m_refund, answer](
              OrderWriter& writer) { return bookAccepted(writer, booking, refund, answer); },
        [this] { conclude(); });
}

/// Only a refundquery tells whether WeChat has the refund.
void RefundOrder::doubted(const Answer& answer)
{
    write([booking = booking(), refund = m_refund, answer](
              OrderWriter& writer) { return bookTrouble(writer, booking, refund, answer); },
        [this] { query(); });
}

void RefundOrder::refused(const Answer& answer)
{
    write(
        [booking = booking(), refund = m_refund, answer](OrderWriter& writer) {
            return bookTrouble(writer, booking, refund, answer).and_then([&](const Refund& kept) {
                return bookNo(writer, kept);
            });
        },
        [this] { finish(fail(m_loss)); });
}

void RefundOrder::query()
{
    connect(m_gateway.refundQuery({{"out_refund_no", m_refund.outRefundNo}}, m_signType),
        &Call::finished, this, &RefundOrder::asked);
}

void RefundOrder::asked(const Answer& answer)
{
    const RefundAnswer said{m_refund.profile, m_refund.outTradeNo, m_refund.outRefundNo,
        answer.exchange, answer.fields, m_clock.now()};
    auto booked = std::make_shared<BookedRefunds>(BookedRefunds{fail(FailureId::Cancelled)});
    const bool unknown = !answer.fields && errCodeOf(answer.fields.error()) == "REFUNDNOTEXIST";
    const bool never = unknown && m_refusedForGood;
    write(
        [said, refund = m_refund, booked, never](OrderWriter& writer) -> Result<Refund> {
            const auto kept = bookRefundAnswer(writer, said);
            if (!kept)
                return fail(kept.error());
            *booked = *kept;
            return never ? bookNo(writer, refund) : storedRefund(writer, refund);
        },
        [this, booked, unknown, never] {
            if (booked->refunds && m_refund.state != RefundState::Placing)
                return conclude();
            if (unknown && !never && m_refund.state == RefundState::Placing
                && m_attempts < mostSendings)
                return send();
            if (m_attempts == 0 && !booked->refunds)
                m_loss = booked->refunds.error();
            finish(fail(m_loss));
        });
}

/// With the order as it stands now.
void RefundOrder::conclude()
{
    m_store.read<std::optional<Order>>(
        this,
        [profile = m_refund.profile, number = m_refund.outTradeNo](
            const OrderReader& reader) { return reader.find(profile, number); },
        [this](const Result<std::optional<Order>>& order) {
            if (!order)
                finish(fail(order.error()));
            else
                finish(RefundedOrder{order->value_or(Order()), m_refund});
        });
}

Booking RefundOrder::booking() const
{
    return {m_refund.profile, m_refund.outTradeNo, m_clock.now(), OrderEvent::Kind::Refund};
}

void RefundOrder::write(
    std::function<Result<Refund>(OrderWriter&)> change, std::function<void()> then)
{
    m_store.write<Refund>(
        this, std::move(change), [this, then = std::move(then)](const Result<Refund>& refund) {
            if (!refund)
                return finish(fail(refund.error()));
            m_refund = *refund;
            then();
        });
}

void RefundOrder::finish(const Result<RefundedOrder>& refunded)
{
    emit finished(refunded);
    deleteLater();
}

} // namespace paydesk

#include "core/sandbox/refunds.h"

#include "core/protocol/endpoints.h"
#include "core/sandbox/fieldrules.h"
#include "core/sandbox/noticewriter.h"
#include "core/sandbox/numbers.h"

#include <algorithm>

namespace paydesk {

namespace {

    constexpr qsizetype mostRefunds = 50;
    constexpr qsizetype mostShown = 10;

    tl::unexpected<Refusal> refundRefused(const char* code, RefusalCause cause)
    {
        return refusedAs(code, endpoints::refund, whyOf(cause));
    }

    qint64 refundedOf(const std::vector<const SandboxRefund*>& refunds)
    {
        qint64 sum = 0;
        for (const SandboxRefund* refund : refunds) {
            if (refund->ending != SandboxRefund::State::Closed)
                sum += refund->fee;
        }
        return sum;
    }

    QByteArray accountOf(const Caller& caller)
    {
        const QByteArray account = caller.fields.value("refund_account");
        return account.isEmpty() ? QByteArray(unsettledFunds) : account;
    }

    Parameters refundAnswer(const SandboxRefund& refund, const SandboxOrder& order)
    {
        const QByteArray fee = QByteArray::number(refund.fee);
        return {{"transaction_id", order.transactionId}, {"out_trade_no", order.outTradeNo},
            {"out_refund_no", refund.outRefundNo}, {"refund_id", refund.refundId},
            {"refund_fee", fee}, {"total_fee", order.totalFee}, {"fee_type", order.feeType},
            {"cash_fee", order.totalFee}, {"cash_fee_type", order.feeType},
            {"cash_refund_fee", fee}};
    }

    void appendRefund(
        Parameters& answer, const SandboxRefund& refund, qsizetype index, const QDateTime& now)
    {
        const QByteArray n = '_' + QByteArray::number(index);
        const SandboxRefund::State state = refund.stateAt(now);
        answer.append("out_refund_no" + n, refund.outRefundNo);
        answer.append("refund_id" + n, refund.refundId);
        answer.append("refund_channel" + n, "ORIGINAL");
        answer.append("refund_fee" + n, QByteArray::number(refund.fee));
        answer.append("refund_status" + n, refundStatusName(state));
        answer.append("refund_account" + n, refund.account);
        answer.append("refund_recv_accout" + n, moneyReceiver);
        if (state == SandboxRefund::State::Success)
            answer.append("refund_success_time" + n, beijingText(refund.finishedAt));
    }

} // namespace

RefundDesk::RefundDesk(
    SandboxBooks& books, DeliveryDesk& desk, Clock& clock, std::chrono::milliseconds processing)
    : m_books(books)
    , m_desk(desk)
    , m_clock(clock)
    , m_processing(processing)
{
}

Accepted<const SandboxOrder*> RefundDesk::orderFor(const Caller& caller) const
{
    const QByteArray transactionId = caller.fields.value("transaction_id");
    const SandboxOrder* const order = transactionId.isEmpty()
        ? m_books.byOutTradeNo(caller.fields.value("out_trade_no"))
        : m_books.byTransactionId(transactionId);
    if (order)
        return order;
    return refundRefused(transactionId.isEmpty() ? "ORDERNOTEXIST" : "INVALID_TRANSACTIONID",
        RefusalCause::OrderUnknown);
}

Accepted<Parameters> RefundDesk::refund(const Caller& caller)
{
    const auto order = orderFor(caller);
    if (!order)
        return tl::unexpected(order.error());
    if (const auto* before = m_books.byOutRefundNo(caller.fields.value("out_refund_no")))
        return again(*before, **order, caller);
    if (auto refundable = checkRefundable(**order, caller); !refundable)
        return tl::unexpected(std::move(refundable.error()));
    return refundAnswer(accepted(**order, caller), **order);
}

/// The same out_refund_no once more.
Accepted<Parameters> RefundDesk::again(
    const SandboxRefund& before, const SandboxOrder& order, const Caller& caller) const
{
    if (before.outTradeNo != order.outTradeNo)
        return refundRefused("INVALID_REQUEST", RefusalCause::RefundNumberUsed);
    if (caller.fields.value("refund_fee").toLongLong() != before.fee
        || caller.fields.value("total_fee") != order.totalFee)
        return refundRefused("REFUND_FEE_MISMATCH", RefusalCause::RefundChanged);
    return refundAnswer(before, order);
}

Accepted<void> RefundDesk::checkRefundable(const SandboxOrder& order, const Caller& caller) const
{
    const QDateTime now = m_clock.now();
    const SandboxOrder::State state = order.stateAt(now);
    if (state == SandboxOrder::State::NotPay)
        return refundRefused("ORDERNOTEXIST", RefusalCause::NotPaid);
    if (state != SandboxOrder::State::Success && state != SandboxOrder::State::Refund)
        return refundRefused("TRADE_STATE_ERROR", RefusalCause::NotRefundable);
    if (caller.fields.value("total_fee") != order.totalFee)
        return refundRefused("REFUND_FEE_MISMATCH", RefusalCause::RefundTotalWrong);
    if (order.paidAt.addYears(1) < now)
        return refundRefused("TRADE_OVERDUE", RefusalCause::RefundOverdue);
    const auto& refunds = m_books.refundsOf(order.outTradeNo);
    const qint64 refunded = refundedOf(refunds);
    const qint64 fee = caller.fields.value("refund_fee").toLongLong();
    if (refunded >= order.fee())
        return refundRefused("ERROR", RefusalCause::RefundedWholly);
    if (refunded + fee > order.fee())
        return refundRefused("REFUND_FEE_INVALID", RefusalCause::RefundTooMuch);
    if (qsizetype(refunds.size()) >= mostRefunds)
        return refundRefused("INVALID_REQUEST", RefusalCause::TooManyRefunds);
    return checkFunds(accountOf(caller), fee);
}

Accepted<void> RefundDesk::checkFunds(const QByteArray& account, qint64 fee) const
{
    const QDate today = beijingDay(m_clock.now());
    const BooksDay* const day = m_books.day(today);
    const qint64 unsettled = day ? day->unsettled() : 0;
    if (fee > (account == availableBalance ? m_books.balanceAt(today) : unsettled))
        return refundRefused("NOTENOUGH", RefusalCause::FundsTooLow);
    return {};
}

SandboxRefund RefundDesk::accepted(const SandboxOrder& order, const Caller& caller)
{
    SandboxRefund refund;
    refund.outRefundNo = caller.fields.value("out_refund_no");
    refund.outTradeNo = order.outTradeNo;
    refund.fee = caller.fields.value("refund_fee").toLongLong();
    refund.account = accountOf(caller);
    refund.notifyUrl = caller.fields.value("notify_url");
    refund.acceptedAt = m_clock.now();
    refund.finishedAt = refund.acceptedAt.addMSecs(m_processing.count());
    refund.refundId = newRefundId(m_books, refund.acceptedAt);
    if (caller.struckBy(FaultKind::RefundAbnormal))
        refund.ending = SandboxRefund::State::Change;
    if (caller.struckBy(FaultKind::RefundClosed))
        refund.ending = SandboxRefund::State::Closed;
    if (!refund.notifyUrl.isEmpty())
        refund.delivery.dueAt = refund.finishedAt;
    m_books.put(refund);
    if (!order.refundedAt.isValid()) {
        SandboxOrder touched = order;
        touched.refundedAt = refund.acceptedAt;
        m_books.put(std::move(touched));
    }
    m_desk.add({NoticeKind::Refund, refund.outRefundNo});
    return refund;
}

Accepted<Parameters> RefundDesk::refundQuery(const Caller& caller) const
{
    const auto notFound = [](const char* code) {
        return refusedAs(code, endpoints::refundQuery, whyOf(RefusalCause::RefundUnknown));
    };
    const QByteArray refundId = caller.fields.value("refund_id");
    const QByteArray outRefundNo = caller.fields.value("out_refund_no");
    if (!refundId.isEmpty() || !outRefundNo.isEmpty()) {
        const SandboxRefund* const refund =
            refundId.isEmpty() ? m_books.byOutRefundNo(outRefundNo) : m_books.byRefundId(refundId);
        if (!refund)
            return notFound("REFUNDNOTEXIST");
        return queryAnswer(*m_books.byOutTradeNo(refund->outTradeNo), {refund}, caller);
    }
    const QByteArray transactionId = caller.fields.value("transaction_id");
    const SandboxOrder* const order = transactionId.isEmpty()
        ? m_books.byOutTradeNo(caller.fields.value("out_trade_no"))
        : m_books.byTransactionId(transactionId);
    if (!order)
        return notFound(transactionId.isEmpty() ? "REFUNDNOTEXIST" : "INVALID_TRANSACTIONID");
    const auto& refunds = m_books.refundsOf(order->outTradeNo);
    if (qsizetype(refunds.size()) <= caller.fields.value("offset").toLongLong())
        return notFound("REFUNDNOTEXIST");
    return queryAnswer(*order, refunds, caller);
}

Parameters RefundDesk::queryAnswer(const SandboxOrder& order,
    const std::vector<const SandboxRefund*>& refunds, const Caller& caller) const
{
    const auto total = qsizetype(refunds.size());
    const bool whole = caller.fields.value("refund_id").isEmpty()
        && caller.fields.value("out_refund_no").isEmpty();
    const qsizetype offset = whole ? caller.fields.value("offset").toLongLong() : 0;
    const qsizetype count = std::min(total - offset, mostShown);
    Parameters answer;
    if (caller.fields.contains("offset"))
        answer.append("total_refund_count", QByteArray::number(total));
    answer.append("transaction_id", order.transactionId);
    answer.append("out_trade_no", order.outTradeNo);
    answer.append("total_fee", order.totalFee);
    answer.append("fee_type", order.feeType);
    answer.append("cash_fee", order.totalFee);
    answer.append("refund_count", QByteArray::number(count));
    for (qsizetype i = 0; i < count; ++i)
        appendRefund(answer, *refunds.at(std::size_t(offset + i)), i, m_clock.now());
    return answer;
}

} // namespace paydesk

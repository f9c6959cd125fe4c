// What SqlOrderWriter does with refunds.

#include "core/orders/refundrows.h"
#include "core/orders/rows.h"
#include "core/orders/writer.h"

#include <algorithm>
#include <array>

namespace paydesk {

namespace {

    constexpr std::array allRefundStates{RefundState::Placing, RefundState::Processing,
        RefundState::Success, RefundState::Change, RefundState::Closed, RefundState::Refused};

    /// The states from which this report may be taken, as an SQL list.
    QString refundSources(const RefundReport& report)
    {
        QStringList from;
        for (const RefundState state : allRefundStates) {
            if (mayMove(state, report))
                from.append(QString::number(int(state)));
        }
        return from.join(u',');
    }

    tl::unexpected<Failure> unknownRefund(const QByteArray& outRefundNo)
    {
        return fail(FailureId::RefundUnknown,
            {{QStringLiteral("out_refund_no"), QString::fromUtf8(outRefundNo)}});
    }

    tl::unexpected<Failure> takenRefund(const QByteArray& outRefundNo)
    {
        return fail(FailureId::RefundExists,
            {{QStringLiteral("out_refund_no"), QString::fromUtf8(outRefundNo)}});
    }

    /// Whether one more refund fits beside those that count already.
    Result<void> checkRoom(const Order& order, const QList<Refund>& others, const Refund& refund)
    {
        const RefundTotals totals = totalsOf(others);
        const Fen left{std::max<qint64>(order.totalFee.value - totals.committed.value, 0)};
        if (refund.fee.value <= 0)
            return fail(FailureId::AmountOutOfRange,
                {{QStringLiteral("text"), QString::fromUtf8(yuan(refund.fee))}});
        if (refund.fee > left)
            return fail(FailureId::RefundTooLarge,
                {{QStringLiteral("amount"), QString::fromUtf8(yuan(refund.fee))},
                    {QStringLiteral("left"), QString::fromUtf8(yuan(left))}});
        if (totals.count >= mostRefunds)
            return fail(FailureId::RefundsUsedUp, {{QStringLiteral("limit"), mostRefunds}});
        return {};
    }

    /// The same refund once more: nothing about it may differ, and what WeChat closed is over.
    bool isSameRefund(const Refund& stored, const Refund& wanted)
    {
        return stored.outTradeNo == wanted.outTradeNo && stored.fee == wanted.fee
            && stored.request == wanted.request && stored.state != RefundState::Closed;
    }

} // namespace

Result<std::optional<Refund>> SqlOrderWriter::findRefund(
    const QByteArray& profile, const QByteArray& outRefundNo)
{
    return paydesk::findRefund(m_connection, profile, outRefundNo);
}

Result<QList<Refund>> SqlOrderWriter::refunds(
    const QByteArray& profile, const QByteArray& outTradeNo)
{
    return refundsOf(m_connection, profile, outTradeNo);
}

/// BEGIN IMMEDIATE is held around this: between the sum and the row no other process gets in.
Result<Refund> SqlOrderWriter::openRefund(const Refund& refund)
{
    const auto found = find(refund.profile, refund.outTradeNo);
    if (!found)
        return fail(found.error());
    const std::optional<Order>& order = *found;
    if (!order)
        return fail(FailureId::OrderUnknown,
            {{QStringLiteral("out_trade_no"), QString::fromUtf8(refund.outTradeNo)}});
    const Order& paid = *order;
    if (paid.state != TradeState::Success && paid.state != TradeState::Refund)
        return fail(FailureId::OrderUnpaid,
            {{QStringLiteral("out_trade_no"), QString::fromUtf8(refund.outTradeNo)},
                {QStringLiteral("state"), QString::fromUtf8(tradeStateName(paid.state))}});
    const auto stored = findRefund(refund.profile, refund.outRefundNo);
    auto others = refunds(refund.profile, refund.outTradeNo);
    if (!stored || !others)
        return fail(!stored ? stored.error() : others.error());
    const std::optional<Refund>& before = *stored;
    if (before && !isSameRefund(*before, refund))
        return takenRefund(refund.outRefundNo);
    if (before && before->state != RefundState::Refused)
        return *before;
    if (const auto fits = checkRoom(paid, *others, refund); !fits)
        return fail(fits.error());
    return (before ? reopenRefund(refund) : insertRefund(refund)).map([&] {
        Refund opened = before.value_or(refund);
        opened.state = RefundState::Placing;
        opened.trouble.clear();
        return opened;
    });
}

Result<void> SqlOrderWriter::insertRefund(const Refund& refund)
{
    const SqlValues values = refundValues(refund);
    static const QString statement = QStringLiteral("INSERT INTO refunds (%1) VALUES (%2)")
                                         .arg(refundColumns(), placeholders(values.size()));
    if (const auto added = m_connection.change(statement, values); !added) {
        if (m_connection.brokeUniqueness())
            return takenRefund(refund.outRefundNo);
        return fail(added.error());
    }
    m_touched.order(refund.profile, refund.outTradeNo);
    return {};
}

Result<void> SqlOrderWriter::reopenRefund(const Refund& refund)
{
    return m_connection
        .change(QStringLiteral("UPDATE refunds SET state = 0, confirmed = 0, trouble = '',"
                               " asked = 0, next_query_at = :3"
                               " WHERE profile = :1 AND out_refund_no = :2 AND state = 5"),
            {textValue(refund.profile), textValue(refund.outRefundNo),
                timeValue(refund.nextQueryAt)})
        .and_then([&](int rows) { return settleRefund(rows, refund.profile, refund.outRefundNo); });
}

Result<void> SqlOrderWriter::adoptRefund(const Refund& refund)
{
    return insertRefund(refund);
}

/// No changed row means: nothing to change, or no such refund.
Result<void> SqlOrderWriter::settleRefund(
    int rows, const QByteArray& profile, const QByteArray& outRefundNo)
{
    const auto found = findRefund(profile, outRefundNo);
    if (!found)
        return fail(found.error());
    const std::optional<Refund>& refund = *found;
    if (!refund)
        return unknownRefund(outRefundNo);
    if (rows > 0)
        m_touched.order(profile, refund->outTradeNo);
    return {};
}

Result<Applied> SqlOrderWriter::reportRefund(const RefundReport& report)
{
    const auto found = findRefund(report.profile, report.outRefundNo);
    if (!found)
        return fail(found.error());
    const std::optional<Refund>& before = *found;
    if (!before || before->outTradeNo != report.outTradeNo)
        return Applied::UnknownOrder;
    // An IN list that is empty matches nothing, which is what is meant.
    const auto moved = m_connection.change(
        QStringLiteral("UPDATE refunds SET state = :3, refund_id = coalesce(refund_id, :4),"
                       " succeeded_at = coalesce(succeeded_at, :5), confirmed = :6,"
                       " held = CASE WHEN :6 THEN 0 ELSE held END,"
                       " trouble = CASE WHEN :3 = 5 THEN trouble ELSE '' END"
                       " WHERE profile = :1 AND out_refund_no = :2 AND state IN (%1)")
            .arg(refundSources(report)),
        {textValue(report.profile), textValue(report.outRefundNo), int(report.state),
            textOrNull(report.refundId), timeValue(report.succeededAt), int(report.confirmed)});
    if (!moved)
        return fail(moved.error());
    if (*moved > 0) {
        m_touched.order(report.profile, report.outTradeNo);
        return Applied::Fresh;
    }
    if (before->state != report.state)
        return Applied::Stale;
    return confirmRefund(report).map([] { return Applied::Duplicate; });
}

/// A query that says what we have ends the doubt, and may bring what was missing.
Result<void> SqlOrderWriter::confirmRefund(const RefundReport& report)
{
    return m_connection
        .change(QStringLiteral("UPDATE refunds SET held = CASE WHEN :3 THEN 0 ELSE held END,"
                               " confirmed = max(confirmed, :3),"
                               " refund_id = coalesce(refund_id, :4),"
                               " trouble = CASE WHEN :3 THEN '' ELSE trouble END"
                               " WHERE profile = :1 AND out_refund_no = :2"),
            {textValue(report.profile), textValue(report.outRefundNo), int(report.confirmed),
                textOrNull(report.refundId)})
        .and_then([&](int rows) { return settleRefund(rows, report.profile, report.outRefundNo); });
}

Result<void> SqlOrderWriter::holdRefund(
    const QByteArray& profile, const QByteArray& outRefundNo, const QDateTime& nextQueryAt)
{
    return m_connection
        .change(QStringLiteral("UPDATE refunds SET held = 1, asked = 0, next_query_at = :3"
                               " WHERE profile = :1 AND out_refund_no = :2"),
            {textValue(profile), textValue(outRefundNo), timeValue(nextQueryAt)})
        .and_then([&](int rows) { return settleRefund(rows, profile, outRefundNo); });
}

Result<void> SqlOrderWriter::planRefund(const QByteArray& profile, const QByteArray& outRefundNo,
    int asked, const QDateTime& nextQueryAt)
{
    return m_connection
        .change(QStringLiteral("UPDATE refunds SET asked = :3, next_query_at = :4"
                               " WHERE profile = :1 AND out_refund_no = :2"
                               " AND (asked IS NOT :3 OR next_query_at IS NOT :4)"),
            {textValue(profile), textValue(outRefundNo), asked, timeValue(nextQueryAt)})
        .and_then([&](int rows) { return settleRefund(rows, profile, outRefundNo); });
}

Result<void> SqlOrderWriter::troubleRefund(
    const QByteArray& profile, const QByteArray& outRefundNo, const QByteArray& trouble)
{
    return m_connection
        .change(QStringLiteral("UPDATE refunds SET trouble = :3"
                               " WHERE profile = :1 AND out_refund_no = :2 AND trouble <> :3"),
            {textValue(profile), textValue(outRefundNo), textValue(trouble)})
        .and_then([&](int rows) { return settleRefund(rows, profile, outRefundNo); });
}

} // namespace paydesk

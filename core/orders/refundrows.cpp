#include "core/orders/refundrows.h"

#include "core/orders/connection.h"
#include "core/orders/rows.h"

namespace paydesk {

QString refundColumns()
{
    return QStringLiteral(
        "profile, out_trade_no, out_refund_no, refund_id, refund_fee, state, held, confirmed,"
        " reason, created_at, succeeded_at, asked, next_query_at, trouble, request");
}

Refund readRefund(const Statement& row)
{
    Refund refund;
    refund.profile = row.text(0);
    refund.outTradeNo = row.text(1);
    refund.outRefundNo = row.text(2);
    refund.refundId = row.text(3);
    refund.fee = Fen{row.number(4)};
    refund.state = RefundState(row.number(5));
    refund.held = row.number(6) != 0;
    refund.confirmed = row.number(7) != 0;
    refund.reason = row.text(8);
    refund.createdAt = timeFrom(row, 9);
    refund.succeededAt = timeFrom(row, 10);
    refund.asked = int(row.number(11));
    refund.nextQueryAt = timeFrom(row, 12);
    refund.trouble = row.text(13);
    refund.request = fieldsFrom(row, 14);
    return refund;
}

SqlValues refundValues(const Refund& refund)
{
    return {
        textValue(refund.profile),
        textValue(refund.outTradeNo),
        textValue(refund.outRefundNo),
        textOrNull(refund.refundId),
        refund.fee.value,
        int(refund.state),
        int(refund.held),
        int(refund.confirmed),
        textValue(refund.reason),
        timeValue(refund.createdAt),
        timeValue(refund.succeededAt),
        refund.asked,
        timeValue(refund.nextQueryAt),
        textValue(refund.trouble),
        fieldsValue(refund.request),
    };
}

Result<std::optional<Refund>> findRefund(
    Connection& connection, const QByteArray& profile, const QByteArray& outRefundNo)
{
    static const QString question =
        QStringLiteral("SELECT %1 FROM refunds WHERE profile = :1 AND out_refund_no = :2")
            .arg(refundColumns());
    std::optional<Refund> found;
    return connection
        .each(question, {textValue(profile), textValue(outRefundNo)},
            [&found](const Statement& row) { found = readRefund(row); })
        .map([&found] { return std::move(found); });
}

Result<QList<Refund>> refundsOf(
    Connection& connection, const QByteArray& profile, const QByteArray& outTradeNo)
{
    static const QString question =
        QStringLiteral("SELECT %1 FROM refunds WHERE profile = :1 AND out_trade_no = :2"
                       " ORDER BY id")
            .arg(refundColumns());
    QList<Refund> refunds;
    return connection
        .each(question, {textValue(profile), textValue(outTradeNo)},
            [&refunds](const Statement& row) { refunds.append(readRefund(row)); })
        .map([&refunds] { return std::move(refunds); });
}

} // namespace paydesk

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

Refund readRefund(const QSqlQuery& row)
{
    Refund refund;
    refund.profile = textFrom(row.value(0));
    refund.outTradeNo = textFrom(row.value(1));
    refund.outRefundNo = textFrom(row.value(2));
    refund.refundId = textFrom(row.value(3));
    refund.fee = Fen{row.value(4).toLongLong()};
    refund.state = RefundState(row.value(5).toInt());
    refund.held = row.value(6).toInt() != 0;
    refund.confirmed = row.value(7).toInt() != 0;
    refund.reason = textFrom(row.value(8));
    refund.createdAt = timeFrom(row.value(9));
    refund.succeededAt = timeFrom(row.value(10));
    refund.asked = row.value(11).toInt();
    refund.nextQueryAt = timeFrom(row.value(12));
    refund.trouble = textFrom(row.value(13));
    refund.request = fieldsFrom(row.value(14));
    return refund;
}

QVariantList refundValues(const Refund& refund)
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
    return connection.ask(question, {textValue(profile), textValue(outRefundNo)})
        .map([](QSqlQuery* query) {
            std::optional<Refund> found;
            if (query->next())
                found = readRefund(*query);
            query->finish();
            return found;
        });
}

Result<QList<Refund>> refundsOf(
    Connection& connection, const QByteArray& profile, const QByteArray& outTradeNo)
{
    static const QString question =
        QStringLiteral("SELECT %1 FROM refunds WHERE profile = :1 AND out_trade_no = :2"
                       " ORDER BY id")
            .arg(refundColumns());
    return connection.ask(question, {textValue(profile), textValue(outTradeNo)})
        .map([](QSqlQuery* rows) {
            QList<Refund> refunds;
            while (rows->next())
                refunds.append(readRefund(*rows));
            rows->finish();
            return refunds;
        });
}

} // namespace paydesk

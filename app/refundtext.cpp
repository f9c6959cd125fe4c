#include "app/refundtext.h"

#include <algorithm>

namespace paydesk {

namespace {

    QByteArray refundJson(const Refund& refund)
    {
        const auto moment = [](const QDateTime& at) {
            return at.isValid() ? at.toString(Qt::ISODateWithMs).toLatin1() : QByteArray();
        };
        return JsonLine()
            .text("out_refund_no", refund.outRefundNo)
            .textOrNull("refund_id", refund.refundId)
            .number("refund_fee", refund.fee.value)
            .text("refund_status", refundStateName(refund.state))
            .flag("confirmed", refund.confirmed)
            .flag("held", refund.held)
            .textOrNull("refund_desc", refund.reason)
            .text("created_at", moment(refund.createdAt))
            .textOrNull("success_time", moment(refund.succeededAt))
            .textOrNull("trouble", refund.trouble)
            .object();
    }

} // namespace

QByteArray refundsJson(const QList<Refund>& refunds)
{
    QByteArray list;
    for (const Refund& refund : refunds)
        list += (list.isEmpty() ? QByteArray() : QByteArray(",")) + refundJson(refund);
    return '[' + list + ']';
}

JsonLine& addRefundTotals(JsonLine& line, const QList<Refund>& refunds, Fen total)
{
    const RefundTotals totals = totalsOf(refunds);
    return line.number("refunded_fee", totals.refunded.value)
        .number("refundable_fee", std::max<qint64>(total.value - totals.committed.value, 0));
}

void printRefunds(const QList<Refund>& refunds)
{
    for (const Refund& refund : refunds)
        printLine(QByteArray("refund").leftJustified(16) + ' ' + forTerminal(refund.outRefundNo)
            + ' ' + yuan(refund.fee).rightJustified(10) + ' '
            + refundStateName(refund.state).leftJustified(11)
            + (refund.confirmed ? " confirmed " : " ") + forTerminal(refund.trouble));
}

} // namespace paydesk

#include "core/checkout/refunddraft.h"

#include "core/checkout/draft.h"
#include "core/gateway/requestrules.h"
#include "core/protocol/endpoints.h"

namespace paydesk {

QByteArray newOutRefundNo(const Clock& clock)
{
    return "RF" + newOutTradeNo(clock).mid(2);
}

Parameters businessFields(const RefundDraft& draft, const Order& order)
{
    Parameters fields{{"out_trade_no", draft.outTradeNo}, {"out_refund_no", draft.outRefundNo},
        {"total_fee", QByteArray::number(order.totalFee.value)},
        {"refund_fee", QByteArray::number(draft.fee.value)}};
    const auto add = [&](const char* name, const QByteArray& value) {
        if (!value.isEmpty())
            fields.append(name, value);
    };
    add("refund_desc", draft.reason);
    add("notify_url", draft.notifyUrl);
    return fields;
}

QList<Failure> brokenRules(const RefundDraft& draft, const Order& order)
{
    QList<Failure> broken;
    if (draft.fee.value <= 0 || draft.fee.value > largestFen)
        broken.append(failure(FailureId::AmountOutOfRange,
            {{QStringLiteral("text"), QString::fromUtf8(yuan(draft.fee))}}));
    else
        broken = brokenRules(endpoints::refund, businessFields(draft, order));
    return broken;
}

} // namespace paydesk

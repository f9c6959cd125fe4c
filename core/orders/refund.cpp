#include "core/orders/refund.h"

#include <algorithm>
#include <array>

namespace paydesk {

namespace {

    struct RefundStateName {
        RefundState state;
        const char* name;
        bool ours; // no word of WeChat's
    };

    constexpr std::array refundStates{
        RefundStateName{RefundState::Placing, "placing", true},
        RefundStateName{RefundState::Processing, "PROCESSING", false},
        RefundStateName{RefundState::Success, "SUCCESS", false},
        RefundStateName{RefundState::Change, "CHANGE", false},
        RefundStateName{RefundState::Closed, "REFUNDCLOSE", false},
        RefundStateName{RefundState::Refused, "refused", true},
    };

} // namespace

QByteArray refundStateName(RefundState state)
{
    const auto* const found = std::find_if(refundStates.begin(), refundStates.end(),
        [state](const RefundStateName& row) { return row.state == state; });
    return found->name;
}

Result<RefundState> refundStateFromName(QByteArrayView name)
{
    const auto* const found = std::find_if(refundStates.begin(), refundStates.end(),
        [name](const RefundStateName& row) { return !row.ours && name == row.name; });
    if (found == refundStates.end()) {
        return fail(FailureId::FieldMalformed,
            {{QStringLiteral("field"), QStringLiteral("refund_status")},
                {QStringLiteral("rule"),
                    QStringLiteral("PROCESSING, SUCCESS, CHANGE, REFUNDCLOSE")}});
    }
    return found->state;
}

bool countsAgainstOrder(const Refund& refund)
{
    return refund.state != RefundState::Closed && refund.state != RefundState::Refused;
}

bool isOver(const Refund& refund)
{
    if (refund.held)
        return false;
    if (refund.state == RefundState::Refused)
        return true;
    return refund.confirmed
        && (refund.state == RefundState::Success || refund.state == RefundState::Closed);
}

RefundTotals totalsOf(const QList<Refund>& refunds)
{
    RefundTotals totals;
    for (const Refund& refund : refunds) {
        if (!countsAgainstOrder(refund))
            continue;
        ++totals.count;
        totals.committed.value += refund.fee.value;
        if (refund.state == RefundState::Success && refund.confirmed)
            totals.refunded.value += refund.fee.value;
    }
    return totals;
}

bool mayMove(RefundState from, const RefundReport& report)
{
    if (!report.confirmed)
        return from == RefundState::Placing
            && (report.state == RefundState::Processing || report.state == RefundState::Refused);
    if (from == RefundState::Success || from == RefundState::Closed)
        return false;
    // CHANGE waits for the merchant, and goes on from there.
    return from != report.state
        && (from != RefundState::Change || report.state != RefundState::Processing);
}

} // namespace paydesk

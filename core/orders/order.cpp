#include "core/orders/order.h"

#include <algorithm>
#include <array>

namespace paydesk {

namespace {

    struct StateName {
        TradeState state;
        const char* name;
    };

    // NotPay stands before Placing so that reading NOTPAY gives NotPay.
    constexpr std::array stateNames{
        StateName{TradeState::NotPay, "NOTPAY"},
        StateName{TradeState::Placing, "NOTPAY"},
        StateName{TradeState::UserPaying, "USERPAYING"},
        StateName{TradeState::Success, "SUCCESS"},
        StateName{TradeState::Refund, "REFUND"},
        StateName{TradeState::Closed, "CLOSED"},
        StateName{TradeState::Revoked, "REVOKED"},
        StateName{TradeState::PayError, "PAYERROR"},
    };

    bool isUnpaidEnd(TradeState state)
    {
        return state == TradeState::Closed || state == TradeState::Revoked
            || state == TradeState::PayError;
    }

    bool isOpen(TradeState state)
    {
        return state == TradeState::Placing || state == TradeState::NotPay
            || state == TradeState::UserPaying;
    }

} // namespace

QByteArray tradeStateName(TradeState state)
{
    const auto* const found = std::find_if(stateNames.begin(), stateNames.end(),
        [state](const StateName& s) { return s.state == state; });
    return found->name;
}

Result<TradeState> tradeStateFromName(QByteArrayView name)
{
    const auto* const found = std::find_if(stateNames.begin(), stateNames.end(),
        [name](const StateName& s) { return name == s.name; });
    if (found == stateNames.end()) {
        return fail(FailureId::FieldMalformed,
            {{QStringLiteral("field"), QStringLiteral("trade_state")},
                {QStringLiteral("rule"),
                    QStringLiteral(
                        "NOTPAY, USERPAYING, SUCCESS, REFUND, CLOSED, REVOKED, PAYERROR")}});
    }
    return found->state;
}

bool isFinal(TradeState state)
{
    return !isOpen(state);
}

StateStep stepBetween(TradeState from, TradeState to)
{
    if (from == to)
        return StateStep::Same;
    if (isUnpaidEnd(from))
        return StateStep::Stale;
    if (isUnpaidEnd(to))
        return isOpen(from) ? StateStep::Forward : StateStep::Stale;
    return from < to ? StateStep::Forward : StateStep::Stale;
}

bool isAlarm(QByteArrayView trouble)
{
    constexpr std::array alarms{
        "amount-mismatch", "currency-mismatch", "second-transaction", "transaction-reused"};
    return std::any_of(
        alarms.begin(), alarms.end(), [trouble](const char* alarm) { return trouble == alarm; });
}

QByteArray originName(Origin origin)
{
    switch (origin) {
    case Origin::Placed:
        return "placed";
    case Origin::Imported:
        return "imported";
    case Origin::Adopted:
        return "adopted";
    }
    return {};
}

QByteArray eventKindName(OrderEvent::Kind kind)
{
    using Kind = OrderEvent::Kind;
    switch (kind) {
    case Kind::Placed:
        return "placed";
    case Kind::Login:
        return "login";
    case Kind::UnifiedOrder:
        return "unified-order";
    case Kind::PaySign:
        return "pay-sign";
    case Kind::Payment:
        return "payment";
    case Kind::Notification:
        return "notification";
    case Kind::Query:
        return "query";
    case Kind::Close:
        return "close";
    case Kind::Imported:
        return "imported";
    case Kind::Adopted:
        return "adopted";
    case Kind::StateChanged:
        return "state-changed";
    case Kind::Charge:
        return "micropay";
    case Kind::Reverse:
        return "reverse";
    case Kind::Refund:
        return "refund";
    case Kind::RefundQuery:
        return "refund-query";
    case Kind::RefundNotification:
        return "refund-notification";
    case Kind::Fault:
        return "fault";
    case Kind::Forward:
        return "forward";
    }
    return {};
}

} // namespace paydesk

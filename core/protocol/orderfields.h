#pragma once

#include "core/protocol/commonfields.h"

/// What several messages say of an order (protocol-v2.md §4.2, §6).
namespace paydesk::orderfields {

inline constexpr const char* tradeTypes[] = {
    "JSAPI", "NATIVE", "APP", "MWEB", "MICROPAY", "FACEPAY", "FACE"};

inline constexpr std::array<DocumentedField, 1> device{{
    {"device_info", FieldType::Text, 32, needs::optional},
}};
/// How it was paid. The documents promise the first ones; an unpaid order has none.
inline constexpr std::array<DocumentedField, 4> payer{{
    {"openid", FieldType::Text, 128, needs::sometimes},
    {"is_subscribe", FieldType::Choice, 1, needs::sometimes, commonfields::yesOrNo},
    {"trade_type", FieldType::Choice, 16, needs::sometimes, tradeTypes},
    {"bank_type", FieldType::Text, 32, needs::sometimes},
}};
inline constexpr std::array<DocumentedField, 10> money{{
    {"total_fee", FieldType::Fen, 0, needs::sometimes},
    {"settlement_total_fee", FieldType::Fen, 0, needs::optional},
    {"fee_type", FieldType::Text, 8, needs::optional},
    {"cash_fee", FieldType::Fen, 0, needs::sometimes},
    {"cash_fee_type", FieldType::Text, 16, needs::optional},
    {"coupon_fee", FieldType::Fen, 0, needs::optional},
    {"coupon_count", FieldType::Number, 0, needs::optional},
    {"coupon_type_$n", FieldType::Choice, 8, needs::optional, commonfields::couponTypes},
    {"coupon_id_$n", FieldType::Text, 20, needs::optional},
    {"coupon_fee_$n", FieldType::Fen, 0, needs::optional},
}};
inline constexpr std::array<DocumentedField, 4> numbers{{
    {"transaction_id", FieldType::Text, 32, needs::sometimes},
    {"out_trade_no", FieldType::TradeNumber, 32, needs::always},
    {"attach", FieldType::Text, 128, needs::optional},
    {"time_end", FieldType::Stamp, 14, needs::sometimes},
}};
inline constexpr std::array<DocumentedField, 1> promotion{{
    {"promotion_detail", FieldType::Json, 6000, needs::optional},
}};

/// The order in question; where both are sent, the first row counts.
inline constexpr std::array<DocumentedField, 2> either{{
    {"transaction_id", FieldType::Text, 32, needs::oneOf},
    {"out_trade_no", FieldType::TradeNumber, 32, needs::oneOf},
}};

} // namespace paydesk::orderfields

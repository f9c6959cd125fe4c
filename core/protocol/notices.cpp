#include "core/protocol/endpoints.h"
#include "core/protocol/orderfields.h"

namespace paydesk {

namespace {

    using needs::joined;
    using namespace std::chrono_literals;

    constexpr std::chrono::seconds documentedPauses[] = {
        15s, 15s, 30s, 3min, 10min, 20min, 30min, 30min, 30min, 60min, 3h, 3h, 3h, 6h, 6h};

    /// Only payments that succeeded are told, so what an answer may lack is promised here.
    constexpr std::array<DocumentedField, 9> paid{{
        {"openid", FieldType::Text, 128, needs::always},
        {"is_subscribe", FieldType::Choice, 1, needs::always, commonfields::yesOrNo},
        {"trade_type", FieldType::Choice, 16, needs::always, orderfields::tradeTypes},
        {"bank_type", FieldType::Text, 32, needs::always},
        {"total_fee", FieldType::Fen, 0, needs::always},
        {"cash_fee", FieldType::Fen, 0, needs::always},
        {"transaction_id", FieldType::Text, 32, needs::always},
        {"time_end", FieldType::Stamp, 14, needs::always},
        {"out_trade_no", FieldType::TradeNumber, 32, needs::always},
    }};
    constexpr std::array<DocumentedField, 9> beside{{
        {"device_info", FieldType::Text, 32, needs::optional},
        {"settlement_total_fee", FieldType::Fen, 0, needs::optional},
        {"fee_type", FieldType::Text, 8, needs::optional},
        {"cash_fee_type", FieldType::Text, 16, needs::optional},
        {"coupon_fee", FieldType::Fen, 0, needs::optional},
        {"coupon_count", FieldType::Number, 0, needs::optional},
        {"coupon_type_$n", FieldType::Choice, 8, needs::optional, commonfields::couponTypes},
        {"coupon_id_$n", FieldType::Text, 20, needs::optional},
        {"coupon_fee_$n", FieldType::Fen, 0, needs::optional},
    }};
    constexpr std::array<DocumentedField, 1> attach{{
        {"attach", FieldType::Text, 128, needs::optional},
    }};
    constexpr auto paymentFields =
        joined(commonfields::answer, commonfields::signType, paid, beside, attach);

    constexpr std::array<DocumentedField, 2> sealed{{
        {"nonce_str", FieldType::Text, 32, needs::always},
        {"req_info", FieldType::Text, 1024, needs::always},
    }};
    constexpr auto refundFields = joined(commonfields::returned, commonfields::merchant, sealed);

    constexpr const char* requestSources[] = {"API", "VENDOR_PLATFORM"};
    constexpr std::array<DocumentedField, 13> insideFields{{
        {"transaction_id", FieldType::Text, 32, needs::always},
        {"out_trade_no", FieldType::TradeNumber, 32, needs::always},
        {"refund_id", FieldType::Text, 32, needs::always},
        {"out_refund_no", FieldType::RefundNumber, 64, needs::always},
        {"total_fee", FieldType::Fen, 0, needs::always},
        {"settlement_total_fee", FieldType::Fen, 0, needs::optional},
        {"refund_fee", FieldType::Fen, 0, needs::always},
        {"settlement_refund_fee", FieldType::Fen, 0, needs::always},
        {"refund_status", FieldType::Choice, 16, needs::always, commonfields::refundStates},
        {"success_time", FieldType::SpacedTime, 20, needs::optional},
        {"refund_recv_accout", FieldType::Text, 64, needs::always},
        {"refund_account", FieldType::Text, 30, needs::always},
        {"refund_request_source", FieldType::Text, 30, needs::always, requestSources},
    }};

} // namespace

namespace notices {
    const std::span<const DocumentedField> payment = paymentFields;
    const std::span<const DocumentedField> refund = refundFields;
    const std::span<const DocumentedField> refundInside = insideFields;
    const std::span<const std::chrono::seconds> pauses = documentedPauses;
} // namespace notices

} // namespace paydesk

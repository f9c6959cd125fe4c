#include "core/protocol/endpoints.h"
#include "core/protocol/orderfields.h"

namespace paydesk {

namespace {

    using needs::joined;

    constexpr const char* accounts[] = {
        "REFUND_SOURCE_UNSETTLED_FUNDS", "REFUND_SOURCE_RECHARGE_FUNDS"};
    constexpr std::array<DocumentedField, 7> asked{{
        {"out_refund_no", FieldType::RefundNumber, 64, needs::always},
        {"total_fee", FieldType::Fen, 0, needs::always},
        {"refund_fee", FieldType::Fen, 0, needs::always},
        {"refund_fee_type", FieldType::Text, 8, needs::optional, commonfields::onlyYuan},
        {"refund_desc", FieldType::Text, 80, needs::optional},
        {"refund_account", FieldType::Text, 30, needs::optional, accounts},
        {"notify_url", FieldType::Url, 256, needs::optional},
    }};
    constexpr auto refundRequest = joined(commonfields::request, orderfields::either, asked);

    constexpr std::array<DocumentedField, 17> accepted{{
        {"transaction_id", FieldType::Text, 32, needs::always},
        {"out_trade_no", FieldType::TradeNumber, 32, needs::always},
        {"out_refund_no", FieldType::RefundNumber, 64, needs::always},
        {"refund_id", FieldType::Text, 32, needs::always},
        {"refund_fee", FieldType::Fen, 0, needs::always},
        {"settlement_refund_fee", FieldType::Fen, 0, needs::optional},
        {"total_fee", FieldType::Fen, 0, needs::always},
        {"settlement_total_fee", FieldType::Fen, 0, needs::optional},
        {"fee_type", FieldType::Text, 8, needs::optional},
        {"cash_fee", FieldType::Fen, 0, needs::always},
        {"cash_fee_type", FieldType::Text, 16, needs::optional},
        {"cash_refund_fee", FieldType::Fen, 0, needs::optional},
        {"coupon_refund_fee", FieldType::Fen, 0, needs::optional},
        {"coupon_refund_count", FieldType::Number, 0, needs::optional},
        {"coupon_type_$n", FieldType::Choice, 8, needs::optional, commonfields::couponTypes},
        {"coupon_refund_id_$n", FieldType::Text, 20, needs::optional},
        {"coupon_refund_fee_$n", FieldType::Fen, 0, needs::optional},
    }};
    constexpr auto refundAnswer = joined(commonfields::answer, accepted);
    constexpr RequiredField refundRequired[] = {
        {"out_refund_no"}, {"refund_id"}, {"refund_fee"}, {"total_fee"}};
    constexpr const char* refundEchoed[] = {
        "out_refund_no", "refund_fee", "total_fee", "out_trade_no", "transaction_id"};

    constexpr std::array<DocumentedField, 5> whichRefund{{
        {"refund_id", FieldType::Text, 32, needs::oneOf},
        {"out_refund_no", FieldType::RefundNumber, 64, needs::oneOf},
        {"transaction_id", FieldType::Text, 32, needs::oneOf},
        {"out_trade_no", FieldType::TradeNumber, 32, needs::oneOf},
        {"offset", FieldType::Number, 0, needs::optional},
    }};
    constexpr auto refundQueryRequest = joined(commonfields::request, whichRefund);

    constexpr const char* channels[] = {"ORIGINAL", "BALANCE", "OTHER_BALANCE", "OTHER_BANKCARD"};
    constexpr std::array<DocumentedField, 8> refunds{{
        {"total_refund_count", FieldType::Number, 0, needs::optional},
        {"transaction_id", FieldType::Text, 32, needs::always},
        {"out_trade_no", FieldType::TradeNumber, 32, needs::always},
        {"total_fee", FieldType::Fen, 0, needs::always},
        {"settlement_total_fee", FieldType::Fen, 0, needs::optional},
        {"fee_type", FieldType::Text, 8, needs::optional},
        {"cash_fee", FieldType::Fen, 0, needs::always},
        {"refund_count", FieldType::Number, 0, needs::always},
    }};
    constexpr std::array<DocumentedField, 14> eachRefund{{
        {"out_refund_no_$n", FieldType::RefundNumber, 64, needs::always},
        {"refund_id_$n", FieldType::Text, 32, needs::always},
        {"refund_channel_$n", FieldType::Choice, 16, needs::optional, channels},
        {"refund_fee_$n", FieldType::Fen, 0, needs::always},
        {"settlement_refund_fee_$n", FieldType::Fen, 0, needs::optional},
        {"coupon_refund_fee_$n", FieldType::Fen, 0, needs::optional},
        {"coupon_refund_count_$n", FieldType::Number, 0, needs::optional},
        {"coupon_type_$n_$m", FieldType::Choice, 8, needs::optional, commonfields::couponTypes},
        {"coupon_refund_id_$n_$m", FieldType::Text, 20, needs::optional},
        {"coupon_refund_fee_$n_$m", FieldType::Fen, 0, needs::optional},
        {"refund_status_$n", FieldType::Choice, 16, needs::always, commonfields::refundStates},
        {"refund_account_$n", FieldType::Text, 30, needs::optional, accounts},
        // Spelt like this by WeChat.
        {"refund_recv_accout_$n", FieldType::Text, 64, needs::always},
        {"refund_success_time_$n", FieldType::SpacedTime, 20, needs::optional},
    }};
    constexpr auto refundQueryAnswer = joined(commonfields::answer, refunds, eachRefund);
    constexpr RequiredField refundQueryRequired[] = {
        {"out_trade_no"}, {"total_fee"}, {"refund_count"}};
    constexpr const char* refundQueryEchoed[] = {"out_trade_no", "transaction_id"};

} // namespace

namespace endpoints {
    const Endpoint refund{
        .name = "refund",
        .path = "/secapi/pay/refund",
        .certificate = true,
        .request = refundRequest,
        .partnerRequest = commonfields::partner,
        .answer = refundAnswer,
        .partnerAnswer = commonfields::partner,
        .required = refundRequired,
        .echoed = refundEchoed,
    };
    const Endpoint refundQuery{
        .name = "refundquery",
        .path = "/pay/refundquery",
        .request = refundQueryRequest,
        .partnerRequest = commonfields::partner,
        .answer = refundQueryAnswer,
        .partnerAnswer = commonfields::partner,
        .required = refundQueryRequired,
        .echoed = refundQueryEchoed,
    };
} // namespace endpoints

} // namespace paydesk

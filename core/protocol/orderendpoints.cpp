#include "core/protocol/endpoints.h"
#include "core/protocol/orderfields.h"

namespace paydesk {

namespace {

    using needs::joined;

    constexpr const char* placedTradeTypes[] = {"JSAPI", "NATIVE", "APP", "MWEB"};

    /// What an order and a payment at a till have in common.
    constexpr std::array<DocumentedField, 13> goods{{
        {"device_info", FieldType::Text, 32, needs::optional},
        {"detail", FieldType::Json, 6000, needs::optional},
        {"attach", FieldType::Text, 127, needs::optional},
        {"out_trade_no", FieldType::TradeNumber, 32, needs::always},
        {"fee_type", FieldType::Text, 16, needs::optional, commonfields::onlyYuan},
        {"total_fee", FieldType::Fen, 0, needs::always},
        {"spbill_create_ip", FieldType::Address, 64, needs::always},
        {"time_start", FieldType::Stamp, 14, needs::optional},
        {"time_expire", FieldType::Stamp, 14, needs::optional},
        {"goods_tag", FieldType::Text, 32, needs::optional},
        {"limit_pay", FieldType::Text, 32, needs::optional, commonfields::onlyNoCredit},
        {"receipt", FieldType::Text, 8, needs::optional, commonfields::onlyYes},
        {"profit_sharing", FieldType::Text, 16, needs::optional, commonfields::yesOrNo},
    }};

    constexpr std::array<DocumentedField, 7> placing{{
        {"body", FieldType::Text, 127, needs::always},
        {"notify_url", FieldType::Url, 256, needs::always},
        {"trade_type", FieldType::Choice, 16, needs::always, placedTradeTypes},
        {"product_id", FieldType::Text, 32, needs::when("trade_type", "NATIVE")},
        // A service provider may name the payer by sub_openid instead.
        {"openid", FieldType::Text, 128, needs::when("trade_type", "JSAPI")},
        {"scene_info", FieldType::Json, 256, needs::when("trade_type", "MWEB")},
        {"version", FieldType::Text, 32, needs::optional},
    }};
    constexpr auto unifiedOrderRequest = joined(commonfields::request, goods, placing);
    constexpr std::array<DocumentedField, 4> prepared{{
        {"trade_type", FieldType::Choice, 16, needs::always, placedTradeTypes},
        {"prepay_id", FieldType::Text, 64, needs::always},
        {"code_url", FieldType::Text, 64, needs::when("trade_type", "NATIVE")},
        {"mweb_url", FieldType::Url, 0, needs::when("trade_type", "MWEB")},
    }};
    constexpr auto unifiedOrderAnswer = joined(commonfields::answer, orderfields::device, prepared);
    constexpr RequiredField unifiedOrderRequired[] = {
        {"trade_type"},
        {"prepay_id"},
        {"code_url", "trade_type", "NATIVE"},
        {"mweb_url", "trade_type", "MWEB"},
    };
    constexpr const char* unifiedOrderEchoed[] = {"trade_type"};

    constexpr auto partnerPayment = joined(commonfields::partner, commonfields::partnerPayer);
    constexpr auto partnerPaid =
        joined(commonfields::partner, commonfields::partnerPayer, commonfields::partnerFollower);

    constexpr auto eitherRequest = joined(commonfields::request, orderfields::either);
    constexpr const char* tradeStates[] = {
        "SUCCESS", "REFUND", "NOTPAY", "CLOSED", "REVOKED", "USERPAYING", "PAYERROR", "ACCEPT"};
    constexpr std::array<DocumentedField, 2> state{{
        {"trade_state", FieldType::Choice, 32, needs::always, tradeStates},
        {"trade_state_desc", FieldType::Text, 256, needs::always},
    }};
    constexpr auto orderQueryAnswer =
        joined(commonfields::answer, orderfields::device, orderfields::payer, orderfields::money,
            orderfields::numbers, orderfields::promotion, state);
    constexpr RequiredField orderQueryRequired[] = {
        {"out_trade_no"},
        {"trade_state"},
        {"transaction_id", "trade_state", "SUCCESS"},
        {"total_fee", "trade_state", "SUCCESS"},
        {"time_end", "trade_state", "SUCCESS"},
    };
    constexpr const char* orderEchoed[] = {"out_trade_no", "transaction_id"};

    constexpr std::array<DocumentedField, 1> orderNumber{{
        {"out_trade_no", FieldType::TradeNumber, 32, needs::always},
    }};
    constexpr auto closeOrderRequest = joined(commonfields::request, orderNumber);
    constexpr std::array<DocumentedField, 1> resultMsg{{
        {"result_msg", FieldType::Text, 32, needs::optional},
    }};
    constexpr auto closeOrderAnswer = joined(commonfields::answer, resultMsg);

    constexpr std::array<DocumentedField, 3> scanned{{
        {"body", FieldType::Text, 128, needs::always},
        {"auth_code", FieldType::AuthCode, 128, needs::always, {}, true},
        {"scene_info", FieldType::Json, 256, needs::optional},
    }};
    constexpr auto micropayRequest = joined(commonfields::request, goods, scanned);
    constexpr auto micropayAnswer = joined(commonfields::answer, orderfields::device,
        orderfields::payer, orderfields::money, orderfields::numbers, orderfields::promotion);
    constexpr RequiredField micropayRequired[] = {
        {"out_trade_no"}, {"transaction_id"}, {"total_fee"}, {"time_end"}};
    constexpr const char* micropayEchoed[] = {"out_trade_no", "total_fee"};

    constexpr std::array<DocumentedField, 1> recall{{
        {"recall", FieldType::Choice, 1, needs::always, commonfields::yesOrNo},
    }};
    constexpr auto reverseAnswer = joined(commonfields::answer, recall);
    constexpr RequiredField reverseRequired[] = {{"recall"}};

} // namespace

namespace endpoints {
    const Endpoint unifiedOrder{
        .name = "unifiedorder",
        .path = "/pay/unifiedorder",
        .request = unifiedOrderRequest,
        .partnerRequest = partnerPayment,
        .answer = unifiedOrderAnswer,
        .partnerAnswer = commonfields::partner,
        .required = unifiedOrderRequired,
        .echoed = unifiedOrderEchoed,
    };
    const Endpoint orderQuery{
        .name = "orderquery",
        .path = "/pay/orderquery",
        .request = eitherRequest,
        .partnerRequest = commonfields::partner,
        .answer = orderQueryAnswer,
        .partnerAnswer = partnerPaid,
        .required = orderQueryRequired,
        .echoed = orderEchoed,
    };
    const Endpoint closeOrder{
        .name = "closeorder",
        .path = "/pay/closeorder",
        .request = closeOrderRequest,
        .partnerRequest = commonfields::partner,
        .answer = closeOrderAnswer,
        .partnerAnswer = commonfields::partner,
    };
    const Endpoint micropay{
        .name = "micropay",
        .path = "/pay/micropay",
        .request = micropayRequest,
        .partnerRequest = commonfields::partner,
        .answer = micropayAnswer,
        .partnerAnswer = partnerPaid,
        .required = micropayRequired,
        .echoed = micropayEchoed,
    };
    const Endpoint reverse{
        .name = "reverse",
        .path = "/secapi/pay/reverse",
        .certificate = true,
        .request = eitherRequest,
        .partnerRequest = commonfields::partner,
        .answer = reverseAnswer,
        .partnerAnswer = commonfields::partner,
        .required = reverseRequired,
    };
} // namespace endpoints

} // namespace paydesk

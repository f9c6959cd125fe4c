#include "core/protocol/commonfields.h"
#include "core/protocol/endpoints.h"

namespace paydesk {

namespace {

    using needs::joined;

    constexpr const char* billTypes[] = {"ALL", "SUCCESS", "REFUND", "RECHARGE_REFUND"};
    constexpr std::array<DocumentedField, 3> bill{{
        {"bill_date", FieldType::Date, 8, needs::always},
        {"bill_type", FieldType::Choice, 8, needs::always, billTypes},
        {"tar_type", FieldType::Choice, 8, needs::optional, commonfields::onlyGzip},
    }};
    constexpr auto billRequest = joined(commonfields::request, bill);
    constexpr std::array<DocumentedField, 3> billRefusal{{
        {"return_code", FieldType::Choice, 16, needs::always, commonfields::success},
        {"return_msg", FieldType::Text, 128, needs::always},
        {"error_code", FieldType::Text, 16, needs::optional},
    }};

    constexpr const char* onlyHmac[] = {"HMAC-SHA256"};
    constexpr const char* fundAccounts[] = {"Basic", "Operation", "Fees"};
    constexpr std::array<DocumentedField, 4> fundFlow{{
        {"sign_type", FieldType::Choice, 32, needs::always, onlyHmac},
        {"bill_date", FieldType::Date, 8, needs::always},
        {"account_type", FieldType::Choice, 8, needs::always, fundAccounts},
        {"tar_type", FieldType::Choice, 8, needs::optional, commonfields::onlyGzip},
    }};
    constexpr auto fundFlowRequest =
        joined(commonfields::merchant, commonfields::signature, fundFlow);
    constexpr std::array<DocumentedField, 3> fundFlowResult{{
        {"result_code", FieldType::Choice, 16, needs::always, commonfields::success},
        {"err_code", FieldType::Text, 32, needs::always},
        {"err_code_des", FieldType::Text, 128, needs::optional},
    }};
    constexpr auto fundFlowRefusal = joined(commonfields::returned, fundFlowResult);

} // namespace

namespace endpoints {
    const Endpoint downloadBill{
        .name = "downloadbill",
        .path = "/pay/downloadbill",
        .answerForm = AnswerForm::File,
        .request = billRequest,
        .partnerRequest = commonfields::partner,
        .refusal = billRefusal,
    };
    const Endpoint downloadFundFlow{
        .name = "downloadfundflow",
        .path = "/pay/downloadfundflow",
        .certificate = true,
        .signing = SignRule::HmacSha256Only,
        .answerForm = AnswerForm::File,
        .request = fundFlowRequest,
        .refusal = fundFlowRefusal,
    };
} // namespace endpoints

} // namespace paydesk

#include "core/protocol/commonfields.h"
#include "core/protocol/endpoints.h"

namespace paydesk {

namespace {

    using needs::joined;

    constexpr std::array<DocumentedField, 1> longUrl{{
        {"long_url", FieldType::Text, 512, needs::always},
    }};
    constexpr auto shortUrlRequest = joined(commonfields::request, longUrl);
    constexpr std::array<DocumentedField, 1> shorter{{
        {"short_url", FieldType::Text, 64, needs::always},
    }};
    constexpr auto shortUrlAnswer = joined(commonfields::answer, shorter);
    constexpr RequiredField shortUrlRequired[] = {{"short_url"}};

    constexpr std::array<DocumentedField, 1> authCode{{
        {"auth_code", FieldType::AuthCode, 128, needs::always, {}, true},
    }};
    constexpr auto authCodeRequest =
        joined(commonfields::merchant, commonfields::signature, authCode);
    constexpr std::array<DocumentedField, 1> openid{{
        {"openid", FieldType::Text, 128, needs::always},
    }};
    constexpr auto authCodeAnswer = joined(commonfields::answer, openid);
    constexpr auto partnerPayer = joined(commonfields::partner, commonfields::partnerPayer);
    constexpr RequiredField authCodeRequired[] = {{"openid"}};

    constexpr std::array<DocumentedField, 11> reported{{
        {"device_info", FieldType::Text, 32, needs::optional},
        {"interface_url", FieldType::Url, 127, needs::always},
        // The underscore at the end is the interface's own.
        {"execute_time_", FieldType::Number, 0, needs::without("trades")},
        {"return_code", FieldType::Choice, 16, needs::without("trades"), commonfields::success},
        {"return_msg", FieldType::Text, 128, needs::sometimes},
        {"result_code", FieldType::Choice, 16, needs::without("trades"), commonfields::success},
        {"err_code", FieldType::Text, 32, needs::sometimes},
        {"err_code_des", FieldType::Text, 128, needs::sometimes},
        {"out_trade_no", FieldType::TradeNumber, 32, needs::sometimes},
        {"user_ip", FieldType::Address, 16, needs::always},
        {"time", FieldType::Stamp, 14, needs::optional},
    }};
    constexpr std::array<DocumentedField, 1> trades{{
        {"trades", FieldType::Json, 1024, needs::without("execute_time_")},
    }};
    constexpr auto reportRequest = joined(commonfields::request, reported, trades);
    constexpr std::array<DocumentedField, 1> received{{
        {"result_code", FieldType::Choice, 16, needs::optional, commonfields::success},
    }};
    constexpr auto reportAnswer = joined(commonfields::returned, received);

    constexpr std::array<DocumentedField, 3> keyRequest{{
        {"mch_id", FieldType::Text, 32, needs::always},
        {"nonce_str", FieldType::Text, 32, needs::always},
        {"sign", FieldType::Text, 32, needs::always},
    }};
    constexpr std::array<DocumentedField, 2> signKey{{
        {"mch_id", FieldType::Text, 32, needs::optional},
        {"sandbox_signkey", FieldType::Text, 32, needs::always, {}, true},
    }};
    constexpr auto keyAnswer = joined(commonfields::returned, signKey);
    constexpr RequiredField keyRequired[] = {{"sandbox_signkey"}};

    constexpr const char* grantTypes[] = {"authorization_code"};
    constexpr std::array<DocumentedField, 4> sessionRequest{{
        {"appid", FieldType::Text, 0, needs::always},
        {"secret", FieldType::Text, 0, needs::always, {}, true},
        {"js_code", FieldType::Text, 0, needs::always},
        {"grant_type", FieldType::Text, 0, needs::always, grantTypes},
    }};
    constexpr std::array<DocumentedField, 5> sessionAnswer{{
        {"openid", FieldType::Text, 0, needs::without("errcode")},
        {"session_key", FieldType::Text, 0, needs::without("errcode"), {}, true},
        {"unionid", FieldType::Text, 0, needs::sometimes},
        {"errcode", FieldType::Number, 0, needs::sometimes},
        {"errmsg", FieldType::Text, 0, needs::sometimes},
    }};
    constexpr RequiredField sessionRequired[] = {{"openid"}};

} // namespace

namespace endpoints {
    const Endpoint shortUrl{
        .name = "shorturl",
        .path = "/tools/shorturl",
        .request = shortUrlRequest,
        .partnerRequest = commonfields::partner,
        .answer = shortUrlAnswer,
        .partnerAnswer = commonfields::partner,
        .required = shortUrlRequired,
    };
    const Endpoint authCodeToOpenid{
        .name = "authcodetoopenid",
        .path = "/tools/authcodetoopenid",
        .request = authCodeRequest,
        .partnerRequest = commonfields::partner,
        .answer = authCodeAnswer,
        .partnerAnswer = partnerPayer,
        .required = authCodeRequired,
    };
    const Endpoint report{
        .name = "report",
        .path = "/payitil/report",
        .answerForm = AnswerForm::UnsignedXml,
        .request = reportRequest,
        .partnerRequest = commonfields::partner,
        .answer = reportAnswer,
    };
    const Endpoint getSignKey{
        .name = "getsignkey",
        .path = "/sandboxnew/pay/getsignkey",
        .spareHost = false,
        .signing = SignRule::Md5Only,
        .answerForm = AnswerForm::UnsignedXml,
        .request = keyRequest,
        .answer = keyAnswer,
        .required = keyRequired,
    };
    const Endpoint getSignKeyOfMicropay{
        .name = "getsignkey",
        .path = "/xdc/apiv2getsignkey/sign/getsignkey",
        .spareHost = false,
        .signing = SignRule::Md5Only,
        .answerForm = AnswerForm::UnsignedXml,
        .request = keyRequest,
        .answer = keyAnswer,
        .required = keyRequired,
    };
    const Endpoint session{
        .name = "jscode2session",
        .path = "/sns/jscode2session",
        .method = "GET",
        .host = ApiHost::Sns,
        .spareHost = false,
        .signing = SignRule::Unsigned,
        .answerForm = AnswerForm::Json,
        .request = sessionRequest,
        .answer = sessionAnswer,
        .required = sessionRequired,
    };
} // namespace endpoints

} // namespace paydesk

#pragma once

#include "core/protocol/needs.h"

/// What most messages of API v2 have in common (protocol-v2.md §4.1).
namespace paydesk::commonfields {

inline constexpr const char* success[] = {"SUCCESS", "FAIL"};
inline constexpr const char* signTypes[] = {"MD5", "HMAC-SHA256"};
inline constexpr const char* yesOrNo[] = {"Y", "N"};
inline constexpr const char* onlyYes[] = {"Y"};
inline constexpr const char* onlyYuan[] = {"CNY"};
inline constexpr const char* onlyNoCredit[] = {"no_credit"};
inline constexpr const char* onlyGzip[] = {"GZIP"};
inline constexpr const char* couponTypes[] = {"CASH", "NO_CASH"};
inline constexpr const char* refundStates[] = {"SUCCESS", "REFUNDCLOSE", "PROCESSING", "CHANGE"};

inline constexpr std::array<DocumentedField, 2> merchant{{
    {"appid", FieldType::Text, 32, needs::always},
    {"mch_id", FieldType::Text, 32, needs::always},
}};
inline constexpr std::array<DocumentedField, 2> signature{{
    {"nonce_str", FieldType::Text, 32, needs::always},
    {"sign", FieldType::Text, 64, needs::always},
}};
inline constexpr std::array<DocumentedField, 1> signType{{
    {"sign_type", FieldType::Choice, 32, needs::optional, signTypes},
}};
/// What every signed request begins with.
inline constexpr auto request = needs::joined(merchant, signature, signType);

inline constexpr std::array<DocumentedField, 2> returned{{
    {"return_code", FieldType::Choice, 16, needs::always, success},
    {"return_msg", FieldType::Text, 128, needs::optional},
}};
inline constexpr std::array<DocumentedField, 3> result{{
    {"result_code", FieldType::Choice, 16, needs::always, success},
    {"err_code", FieldType::Text, 32, needs::when("result_code", "FAIL")},
    {"err_code_des", FieldType::Text, 128, needs::when("result_code", "FAIL")},
}};
/// What every signed answer has.
inline constexpr auto answer = needs::joined(returned, merchant, signature, result);

/// A service provider's further fields, in requests and in the answers to them.
inline constexpr std::array<DocumentedField, 2> partner{{
    {"sub_appid", FieldType::Text, 32, needs::optional},
    {"sub_mch_id", FieldType::Text, 32, needs::always},
}};
inline constexpr std::array<DocumentedField, 1> partnerPayer{{
    {"sub_openid", FieldType::Text, 128, needs::optional},
}};
inline constexpr std::array<DocumentedField, 1> partnerFollower{{
    {"sub_is_subscribe", FieldType::Choice, 1, needs::optional, yesOrNo},
}};

} // namespace paydesk::commonfields

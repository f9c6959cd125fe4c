#pragma once

#include "core/protocol/documentedfield.h"

namespace paydesk {

/// A field that an answer must carry for Paydesk to believe it, always or only when another field
/// of the answer has a certain value. Less than the documents promise: a refund that is told
/// without its cash_fee has been made all the same.
struct RequiredField {
    const char* name = nullptr;
    const char* whenField = nullptr;
    const char* whenValue = nullptr;
};

/// The machines behind API v2.
enum class ApiHost {
    Merchant, ///< api.mch.weixin.qq.com
    Sns, ///< api.weixin.qq.com
};

/// What a successful answer is made of (protocol-v2.md §3.6).
enum class AnswerForm {
    SignedXml,
    UnsignedXml,
    File, ///< text or gzip; XML only when there is none
    Json,
};

/// Which digests a request may be signed with (protocol-v2.md §3.3).
enum class SignRule { Any, Md5Only, HmacSha256Only, Unsigned };

/// One endpoint of API v2 as the documents describe it (protocol-v2.md §4): data, no behaviour, so
/// that the client, the sandbox and the window may all read it without sharing code.
struct Endpoint {
    const char* name = nullptr; ///< as the documents call it, "unifiedorder"
    const char* path = nullptr;
    const char* method = "POST";
    ApiHost host = ApiHost::Merchant;
    bool spareHost = true; ///< may be asked at the spare host, too
    bool certificate = false; ///< asks for the merchant's client certificate
    SignRule signing = SignRule::Any;
    AnswerForm answerForm = AnswerForm::SignedXml;
    std::span<const DocumentedField> request{};
    std::span<const DocumentedField>
        partnerRequest{}; ///< further fields of a service provider's request
    std::span<const DocumentedField> answer{}; ///< of an answer that says SUCCESS; a file has none
    std::span<const DocumentedField> partnerAnswer{};
    std::span<const DocumentedField> refusal{}; ///< of the XML that comes instead of a file
    std::span<const RequiredField> required{}; ///< Paydesk's own demand, see RequiredField
    std::span<const char* const> echoed{}; ///< must say what the request said, where it said it
};

} // namespace paydesk

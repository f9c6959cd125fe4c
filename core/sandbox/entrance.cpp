#include "core/sandbox/entrance.h"

#include "core/base/wording.h"
#include "core/sandbox/issuing.h"
#include "core/sandbox/signcause.h"
#include "core/sandbox/wire.h"

#include <algorithm>

namespace paydesk {

namespace {

    constexpr qsizetype appidLength = 18;

    RefusalCause causeOf(ShownFault fault)
    {
        switch (fault) {
        case ShownFault::Ended:
            return RefusalCause::CertificateEnded;
        case ShownFault::NotYet:
            return RefusalCause::CertificateNotYet;
        case ShownFault::Foreign:
            return RefusalCause::CertificateForeign;
        case ShownFault::Untrusted:
            break;
        }
        return RefusalCause::CertificateUntrusted;
    }

    /// Plain HTTP has no place to show one in, so it is let through: whoever develops without TLS
    /// can still refund.
    Accepted<void> checkCertificate(
        const HttpRequest& request, const Endpoint& endpoint, const SandboxIdentity& identity)
    {
        constexpr const char* words = "证书验证失败";
        if (!endpoint.certificate || !request.encrypted)
            return {};
        if (request.certificate.isEmpty())
            return notUnderstood(words, whyOf(RefusalCause::CertificateMissing));
        const auto fault =
            faultOf(request.certificate, identity.authority, identity.mchId, request.receivedAt);
        if (fault)
            return notUnderstood(words, whyOf(causeOf(*fault), commonNameIn(request.certificate)));
        return {};
    }

    Accepted<Parameters> readRequest(const HttpRequest& request)
    {
        if (request.method != "POST")
            return notUnderstood("请使用post方法", whyOf(RefusalCause::MethodNotPost));
        if (request.body.isEmpty())
            return notUnderstood("post数据为空", whyOf(RefusalCause::BodyEmpty));
        if (!request.body.isValidUtf8())
            return notUnderstood("编码格式错误", whyOf(RefusalCause::BodyNotUtf8));
        auto fields = readWire(request.body);
        if (!fields)
            return notUnderstood("XML格式错误",
                whyOf(RefusalCause::XmlMalformed, wordingOf(fields.error()).why.toUtf8()));
        return *std::move(fields);
    }

    bool asksForAppid(const Endpoint& endpoint)
    {
        return std::any_of(endpoint.request.begin(), endpoint.request.end(),
            [](const DocumentedField& field) { return QByteArrayView(field.name) == "appid"; });
    }

    Accepted<void> checkParties(
        const Parameters& fields, const Endpoint& endpoint, const SandboxIdentity& identity)
    {
        const bool hasAppid = asksForAppid(endpoint);
        for (const char* name : {"appid", "mch_id", "nonce_str", "sign"}) {
            const bool needed = hasAppid || QByteArrayView(name) != "appid";
            if (needed && fields.value(name).isEmpty())
                return notUnderstood("缺少参数", whyOf(RefusalCause::FieldMissing, name));
        }
        if (fields.value("mch_id") != identity.mchId)
            return notUnderstood(
                "商户号mch_id或sub_mch_id不存在", whyOf(RefusalCause::MchIdUnknown));
        const QByteArray appid = fields.value("appid");
        if (!hasAppid)
            return {};
        if (appid.size() != appidLength)
            return notUnderstood("appid参数长度有误", whyOf(RefusalCause::AppidLength));
        if (appid == unboundAppid)
            return notUnderstood(
                "商户号mch_id与appid不匹配", whyOf(RefusalCause::MchAppidNotBound));
        if (appid != identity.appid)
            return notUnderstood("appid不存在", whyOf(RefusalCause::AppidUnknown));
        return {};
    }

    Accepted<SignType> checkSignature(const Parameters& fields, const SandboxIdentity& identity)
    {
        const QByteArray name = fields.value("sign_type");
        const auto type = name.isEmpty() ? Result<SignType>(SignType::Md5) : signTypeFromName(name);
        if (!type)
            return notUnderstood("签名错误", whyOf(RefusalCause::SignTypeSpelling));
        if (!verifies(fields, identity.apiKey, *type))
            return notUnderstood("签名错误", requestSignWhy(fields, identity, *type));
        return *type;
    }

} // namespace

Accepted<Caller> admit(
    const HttpRequest& request, const Endpoint& endpoint, const SandboxIdentity& identity)
{
    if (auto shown = checkCertificate(request, endpoint, identity); !shown)
        return tl::unexpected(std::move(shown.error()));
    auto fields = readRequest(request);
    if (!fields)
        return tl::unexpected(std::move(fields.error()));
    if (auto known = checkParties(*fields, endpoint, identity); !known)
        return tl::unexpected(std::move(known.error()));
    const auto type = checkSignature(*fields, identity);
    if (!type)
        return tl::unexpected(type.error());
    return Caller{*std::move(fields), *type, {}};
}

} // namespace paydesk

#include "core/sandbox/signcause.h"

#include <QCryptographicHash>
#include <QMessageAuthenticationCode>

#include <algorithm>

namespace paydesk {

namespace {

    constexpr qsizetype md5Length = 32;
    constexpr qsizetype hmacLength = 64;

    /// The wrong signature and what it is held against.
    struct Suspect {
        const Parameters& fields;
        QByteArrayView sign;
        const SandboxIdentity& identity;
        SignType type = SignType::Md5;
        QByteArrayView typeField; ///< sign_type or signType

        bool isSignatureOf(const Parameters& others, const Secret& key, SignType digest) const
        {
            return sameSignature(sign, signatureOf(others, key, digest));
        }
    };

    QByteArray digestHex(const QByteArray& text, QByteArrayView hmacKey, SignType type)
    {
        const QByteArray digest = type == SignType::Md5
            ? QCryptographicHash::hash(text, QCryptographicHash::Md5)
            : QMessageAuthenticationCode::hash(
                  text, hmacKey.toByteArray(), QCryptographicHash::Sha256);
        return digest.toHex().toUpper();
    }

    bool withoutTypeField(const Suspect& suspect)
    {
        Parameters fewer = suspect.fields;
        fewer.remove(suspect.typeField);
        return fewer.size() != suspect.fields.size()
            && suspect.isSignatureOf(fewer, suspect.identity.apiKey, suspect.type);
    }

    bool withEmptyValues(const Suspect& suspect)
    {
        QList<Parameter> sorted;
        for (const Parameter& field : suspect.fields) {
            if (field.name != "sign")
                sorted.append(field);
        }
        std::sort(sorted.begin(), sorted.end(),
            [](const Parameter& a, const Parameter& b) { return a.name < b.name; });
        if (std::none_of(sorted.cbegin(), sorted.cend(),
                [](const Parameter& field) { return field.value.isEmpty(); }))
            return false;
        QByteArray text;
        for (const Parameter& field : std::as_const(sorted))
            text += field.name + '=' + field.value + '&';
        return suspect.identity.apiKey.reveal([&](QByteArrayView key) {
            return sameSignature(
                suspect.sign, digestHex(text + "key=" + key.toByteArray(), key, suspect.type));
        });
    }

    bool withoutKey(const Suspect& suspect)
    {
        const QByteArray base =
            traceSignature(suspect.fields, suspect.identity.apiKey, suspect.type).base;
        return suspect.identity.apiKey.reveal([&](QByteArrayView key) {
            return sameSignature(suspect.sign, digestHex(base, key, suspect.type));
        });
    }

    /// The exact match was ruled out before.
    RefusalCause causeOf(const Suspect& suspect)
    {
        const SignType other = suspect.type == SignType::Md5 ? SignType::HmacSha256 : SignType::Md5;
        const Secret& key = suspect.identity.apiKey;
        if (suspect.sign.size() != md5Length && suspect.sign.size() != hmacLength)
            return RefusalCause::SignLength;
        if (sameSignature(suspect.sign.toByteArray().toUpper(),
                signatureOf(suspect.fields, key, suspect.type)))
            return RefusalCause::DigestLowercase;
        if (suspect.isSignatureOf(suspect.fields, key, other))
            return other == SignType::Md5 ? RefusalCause::Md5InsteadOfHmac
                                          : RefusalCause::HmacInsteadOfMd5;
        if (withoutTypeField(suspect))
            return RefusalCause::SignTypeOmitted;
        if (withEmptyValues(suspect))
            return RefusalCause::EmptyValuesIncluded;
        if (suspect.isSignatureOf(suspect.fields, suspect.identity.appSecret, suspect.type))
            return RefusalCause::AppSecretAsKey;
        if (withoutKey(suspect))
            return RefusalCause::KeyNotAppended;
        return RefusalCause::SignatureMismatch;
    }

} // namespace

RefusalCause requestSignCause(
    const Parameters& fields, const SandboxIdentity& identity, SignType type)
{
    const QByteArray sign = fields.value("sign");
    return causeOf(Suspect{fields, sign, identity, type, "sign_type"});
}

RefusalCause paySignCause(const Parameters& fields, const QByteArray& paySign,
    const SandboxIdentity& identity, SignType type)
{
    Parameters withoutAppid = fields;
    withoutAppid.remove("appId");
    if (sameSignature(paySign, signatureOf(withoutAppid, identity.apiKey, type)))
        return RefusalCause::PaysignAppidOmitted;
    return causeOf(Suspect{fields, paySign, identity, type, "signType"});
}

} // namespace paydesk

#include "core/profile/profile.h"

#include <QUrl>

#include <algorithm>

namespace paydesk {

namespace {

    constexpr const char* sandboxName = "sandbox";
    constexpr qsizetype keyLength = 32;

    bool isDigit(char c)
    {
        return c >= '0' && c <= '9';
    }

    bool isLower(char c)
    {
        return c >= 'a' && c <= 'z';
    }

    bool isUpper(char c)
    {
        return c >= 'A' && c <= 'Z';
    }

    template <typename Rule> bool every(QByteArrayView text, Rule rule)
    {
        return std::all_of(text.begin(), text.end(), rule);
    }

    template <typename Rule> bool some(QByteArrayView text, Rule rule)
    {
        return std::any_of(text.begin(), text.end(), rule);
    }

    tl::unexpected<Failure> malformed(const char* field, const char* rule, qsizetype length)
    {
        return fail(FailureId::FieldMalformed,
            {{QStringLiteral("field"), QString::fromLatin1(field)},
                {QStringLiteral("rule"), QString::fromLatin1(rule)},
                {QStringLiteral("length"), length}});
    }

    Result<void> checked(bool right, const char* field, const char* rule, QByteArrayView text)
    {
        if (right)
            return {};
        return malformed(field, rule, text.size());
    }

    bool isPlainTitle(QByteArrayView title)
    {
        const QString text = QString::fromUtf8(title);
        return !title.isEmpty() && title.size() <= 128
            && !text.contains(QChar::ReplacementCharacter)
            && std::all_of(
                text.cbegin(), text.cend(), [](QChar c) { return c.isPrint() || c.isSurrogate(); });
    }

    bool isThisMachine(const QString& host)
    {
        return host == QLatin1String("127.0.0.1") || host == QLatin1String("localhost")
            || host == QLatin1String("::1");
    }

    /// The rules all our addresses share. Plain http is for this machine only: anywhere else it
    /// would carry the AppSecret readably.
    bool isPlainUrl(QByteArrayView text)
    {
        const QUrl url(QString::fromLatin1(text), QUrl::StrictMode);
        const bool ascii = every(text, [](char c) { return c > 0x20 && c < 0x7f; });
        const bool safe = url.scheme() == QLatin1String("https")
            || (url.scheme() == QLatin1String("http") && isThisMachine(url.host()));
        return ascii && url.isValid() && safe && !url.host().isEmpty() && url.userInfo().isEmpty()
            && !url.hasQuery() && !url.hasFragment();
    }

    Result<void> checkBase(const char* field, QByteArrayView base)
    {
        return checked(isPlainUrl(base) && !base.endsWith('/'), field,
            QT_TRANSLATE_NOOP("Reason",
                "an https address without query and without a slash at the end (http only on this "
                "machine)."),
            base);
    }

    /// The slips people make with the two 32-character secrets, in the order in which they explain
    /// each other.
    const char* slipIn(QByteArrayView text)
    {
        if (text.startsWith("\xEF\xBB\xBF"))
            return QT_TRANSLATE_NOOP(
                "Reason", "letters and digits only; this begins with a byte order mark.");
        if (text.endsWith('\n') || text.endsWith('\r'))
            return QT_TRANSLATE_NOOP(
                "Reason", "letters and digits only; this ends with a line break.");
        if (some(text, [](char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }))
            return QT_TRANSLATE_NOOP(
                "Reason", "letters and digits only; this contains a blank or a line break.");
        // Full-width forms, U+FF01 to U+FF5E, are EF BC xx or EF BD xx.
        if (text.contains("\xEF\xBC") || text.contains("\xEF\xBD"))
            return QT_TRANSLATE_NOOP(
                "Reason", "letters and digits only; this contains full-width characters.");
        if (some(text, [](char c) { return (c & 0x80) != 0; }))
            return QT_TRANSLATE_NOOP("Reason",
                "letters and digits only; this contains characters outside ASCII, perhaps "
                "invisible ones.");
        if (!every(text, [](char c) { return isDigit(c) || isLower(c) || isUpper(c); }))
            return QT_TRANSLATE_NOOP(
                "Reason", "letters and digits only; this contains other characters.");
        if (text.size() != keyLength)
            return QT_TRANSLATE_NOOP("Reason", "exactly 32 characters; this has %1.");
        return nullptr;
    }

    Result<void> checkSecretText(
        const char* field, const Secret& secret, const char* (*slip)(QByteArrayView))
    {
        if (secret.isEmpty())
            return fail(
                FailureId::FieldMissing, {{QStringLiteral("field"), QString::fromLatin1(field)}});
        if (const char* rule = secret.reveal(slip))
            return malformed(field, rule, secret.size());
        return {};
    }

    const char* slipInAppSecret(QByteArrayView text)
    {
        if (const char* slip = slipIn(text))
            return slip;
        if (every(text, [](char c) { return isDigit(c) || (c >= 'a' && c <= 'f'); }))
            return nullptr;
        if (every(text, [](char c) {
                return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
            }))
            return QT_TRANSLATE_NOOP(
                "Reason", "digits and the letters a to f, in lower case; this contains capitals.");
        return QT_TRANSLATE_NOOP("Reason",
            "digits and the letters a to f; this contains other letters and may be the API key.");
    }

} // namespace

QByteArray spareOf(const Endpoints& endpoints)
{
    if (!endpoints.spare.isEmpty() || endpoints.api != Endpoints().api)
        return endpoints.spare;
    return "https://api2.mch.weixin.qq.com";
}

QByteArray secretFieldName(SecretField field)
{
    switch (field) {
    case SecretField::ApiKey:
        return "api_key";
    case SecretField::AppSecret:
        return "app_secret";
    case SecretField::Certificate:
        return "certificate";
    case SecretField::CertificatePassword:
        return "certificate_password";
    }
    return {};
}

Profile sandboxProfile()
{
    Profile sandbox;
    sandbox.name = sandboxName;
    sandbox.title = "沙箱商户";
    sandbox.kind = Profile::Kind::Sandbox;
    sandbox.appid = "wx8888888888888888";
    sandbox.mchId = "1900000109";
    sandbox.endpoints = {"http://127.0.0.1:18080", "http://127.0.0.1:18080"};
    return sandbox;
}

Credentials sandboxCredentials()
{
    return {Secret(QByteArray("PaydeskSandboxPublishedTestKey01")),
        Secret(QByteArray("5a9db0c0ffee00face1234567890abcd"))};
}

Result<void> checkProfileName(QByteArrayView name)
{
    const bool right = !name.isEmpty() && name.size() <= 32
        && every(name, [](char c) { return isDigit(c) || isLower(c) || c == '_' || c == '-'; });
    return checked(
        right, "name", QT_TRANSLATE_NOOP("Reason", "1 to 32 of a-z, 0-9, _ and -."), name);
}

namespace {

    bool isAppid(const QByteArray& text)
    {
        return text.size() == 18 && text.startsWith("wx")
            && every(text, [](char c) { return isDigit(c) || isLower(c); });
    }

    bool isMchId(const QByteArray& text)
    {
        return text.size() >= 8 && text.size() <= 32 && every(text, isDigit);
    }

    constexpr const char* appidRule =
        QT_TRANSLATE_NOOP("Reason", "wx and 16 lower-case letters or digits.");
    constexpr const char* mchIdRule = QT_TRANSLATE_NOOP("Reason", "8 to 32 digits.");

    /// No user and password: what profiles.json holds is no secret.
    bool isProxy(const QByteArray& text)
    {
        const QUrl url(QString::fromLatin1(text), QUrl::StrictMode);
        return url.isValid() && url.scheme() == QLatin1String("http") && !url.host().isEmpty()
            && url.port() > 0 && url.userInfo().isEmpty() && url.path().isEmpty() && !url.hasQuery()
            && !url.hasFragment();
    }

    Result<void> checkProxy(const QByteArray& proxy)
    {
        return checked(proxy.isEmpty() || proxy == directConnection || isProxy(proxy),
            "endpoints.proxy",
            QT_TRANSLATE_NOOP("Reason",
                "http://host:port without user and password, or “direct”, or nothing for the "
                "system's."),
            proxy);
    }

    Result<void> checkSubMerchant(const SubMerchant& sub)
    {
        return checked(sub.appid.isEmpty() || isAppid(sub.appid), "sub_appid", appidRule, sub.appid)
            .and_then([&] {
                // A sub_appid alone says nothing: it is the sub merchant's.
                return checked(isMchId(sub.mchId) || (sub.isEmpty() && sub.appid.isEmpty()),
                    "sub_mch_id", mchIdRule, sub.mchId);
            });
    }

} // namespace

Result<void> checkProfile(const Profile& profile)
{
    const bool sandboxNamed = profile.name == sandboxName;
    const bool notifyRight = profile.notifyUrl.isEmpty()
        || (profile.notifyUrl.size() <= 256 && isPlainUrl(profile.notifyUrl));
    return checkProfileName(profile.name)
        .and_then([&] {
            return checked(sandboxNamed == profile.isSandbox(), "name",
                QT_TRANSLATE_NOOP(
                    "Reason", "“sandbox” is the sandbox's own name, and only it is of that kind."),
                profile.name);
        })
        .and_then([&] {
            return checked(isPlainTitle(profile.title), "title",
                QT_TRANSLATE_NOOP("Reason", "1 to 128 bytes of printable UTF-8."), profile.title);
        })
        .and_then(
            [&] { return checked(isAppid(profile.appid), "appid", appidRule, profile.appid); })
        .and_then(
            [&] { return checked(isMchId(profile.mchId), "mch_id", mchIdRule, profile.mchId); })
        .and_then([&] {
            return checked(notifyRight, "notify_url",
                QT_TRANSLATE_NOOP("Reason",
                    "an https address of at most 256 bytes without query (http only on this "
                    "machine)."),
                profile.notifyUrl);
        })
        .and_then([&] { return checkBase("endpoints.api", profile.endpoints.api); })
        .and_then([&] { return checkBase("endpoints.sns", profile.endpoints.sns); })
        .and_then([&]() -> Result<void> {
            return profile.endpoints.spare.isEmpty()
                ? Result<void>()
                : checkBase("endpoints.spare", profile.endpoints.spare);
        })
        .and_then([&] { return checkProxy(profile.endpoints.proxy); })
        .and_then([&] { return checkSubMerchant(profile.sub); });
}

Result<void> checkApiKey(const Secret& key)
{
    return checkSecretText("api_key", key, slipIn);
}

Result<void> checkAppSecret(const Secret& secret)
{
    return checkSecretText("app_secret", secret, slipInAppSecret);
}

} // namespace paydesk

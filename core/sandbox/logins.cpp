#include "core/sandbox/logins.h"

#include <QCryptographicHash>
#include <QJsonDocument>
#include <QRandomGenerator>
#include <QUrlQuery>

#include <algorithm>

namespace paydesk {

namespace {

    constexpr qsizetype openidLength = 28;
    constexpr qsizetype appidPartLength = 6;
    constexpr qsizetype sessionKeyBytes = 16;

    QByteArray shortHash(const QByteArray& text)
    {
        return QCryptographicHash::hash(text, QCryptographicHash::Sha256)
            .toBase64(QByteArray::Base64UrlEncoding);
    }

    QByteArray appidPart(const QByteArray& appid)
    {
        return 'o' + shortHash(appid).first(appidPartLength - 1);
    }

    QByteArray hex32(quint32 number)
    {
        return QByteArray::number(number, 16).rightJustified(8, '0');
    }

    QByteArray newSessionKey()
    {
        quint32 words[sessionKeyBytes / sizeof(quint32)];
        QRandomGenerator::system()->fillRange(words);
        return QByteArray(reinterpret_cast<const char*>(words), sessionKeyBytes).toBase64();
    }

    /// What nothing but a fault brings about here.
    const char* plantedErrmsg(const QByteArray& errcode)
    {
        if (errcode == "45011")
            return "api minute-quota reach limit";
        return errcode == "40226" ? "code blocked" : "system error";
    }

    Reply snsReply(const QJsonObject& body, QByteArray outcome)
    {
        return plainReply(QJsonDocument(body).toJson(QJsonDocument::Compact), std::move(outcome));
    }

} // namespace

QByteArray openidOf(const QByteArray& appid, const QByteArray& user)
{
    return appidPart(appid) + shortHash(appid + '\n' + user).first(openidLength - appidPartLength);
}

bool isOpenid(const QByteArray& text)
{
    const auto allowed = [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z')
            || c == '-' || c == '_';
    };
    return text.size() == openidLength && text.startsWith('o')
        && std::all_of(text.begin(), text.end(), allowed);
}

bool belongsTo(const QByteArray& openid, const QByteArray& appid)
{
    return openid.startsWith(appidPart(appid));
}

Logins::Logins(const SandboxIdentity& identity, SandboxBooks& books, Clock& clock)
    : m_identity(identity)
    , m_books(books)
    , m_clock(clock)
{
}

Reply Logins::login(const QByteArray& body)
{
    const QJsonObject asked = QJsonDocument::fromJson(body).object();
    const QByteArray user =
        asked.value(QStringLiteral("user")).toString(QString::fromLatin1(testCustomer)).toUtf8();
    const QByteArray appid =
        asked.value(QStringLiteral("appId")).toString(QString::fromUtf8(m_identity.appid)).toUtf8();
    const QByteArray code = newNonce();
    m_books.put({code, appid, openidOf(appid, user), m_clock.now(), false});
    return jsonReply({{QStringLiteral("errMsg"), QStringLiteral("login:ok")},
        {QStringLiteral("code"), QString::fromLatin1(code)}});
}

Reply Logins::session(const QByteArray& query, const MaybeFault& fault)
{
    const QUrlQuery asked(QString::fromUtf8(query));
    const auto value = [&asked](const char* name) {
        return asked.queryItemValue(QString::fromLatin1(name), QUrl::FullyDecoded).toUtf8();
    };
    const auto refuse = [this](int errcode, const char* errmsg) {
        const auto seconds = quint32(m_clock.now().toSecsSinceEpoch());
        const QByteArray rid = hex32(seconds) + '-' + hex32(QRandomGenerator::global()->generate())
            + '-' + hex32(QRandomGenerator::global()->generate());
        return snsReply({{QStringLiteral("errcode"), errcode},
                            {QStringLiteral("errmsg"),
                                QString::fromLatin1(errmsg + QByteArray(", rid: ") + rid)}},
            QByteArray::number(errcode));
    };
    if (fault && fault->kind == FaultKind::SystemError)
        return refuse(-1, "system error");
    if (fault && fault->kind == FaultKind::ErrCode)
        return refuse(fault->errCode.toInt(), plantedErrmsg(fault->errCode));
    if (value("appid").isEmpty())
        return refuse(41002, "appid missing");
    if (value("secret").isEmpty())
        return refuse(41004, "appsecret missing");
    if (value("js_code").isEmpty())
        return refuse(41008, "missing code");
    if (value("grant_type") != "authorization_code")
        return refuse(40002, "invalid grant_type");
    if (value("appid") != m_identity.appid)
        return refuse(40013, "invalid appid");
    if (!m_identity.appSecret.sameAs(Secret(value("secret"))))
        return refuse(40125, "invalid appsecret");
    const LoginCode* const code = m_books.code(value("js_code"));
    const auto age = std::chrono::milliseconds(code ? code->issuedAt.msecsTo(m_clock.now()) : 0);
    if (code && code->used)
        return refuse(40163, "code been used");
    if (!code || code->appid != m_identity.appid || age >= loginCodeLife)
        return refuse(40029, "invalid code");
    return redeem(code->code);
}

Reply Logins::redeem(const QByteArray& code)
{
    LoginCode used = *m_books.code(code);
    used.used = true;
    m_books.put(used);
    return snsReply({{QStringLiteral("session_key"), QString::fromLatin1(newSessionKey())},
                        {QStringLiteral("openid"), QString::fromLatin1(used.openid)}},
        "ok");
}

} // namespace paydesk

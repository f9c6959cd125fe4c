#include "core/profile/vaultjson.h"

#include <QJsonDocument>

#include <cmath>
#include <utility>

namespace paydesk {

namespace {

    constexpr double largestCount = 9007199254740992.0; // 2^53: whole in JSON

} // namespace

QString base64Text(const QByteArray& bytes)
{
    return QString::fromLatin1(bytes.toBase64());
}

QByteArray compactJson(const QJsonObject& object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

QJsonObject sealedJson(const Sealed& sealed)
{
    return {{QStringLiteral("iv"), base64Text(sealed.iv)},
        {QStringLiteral("ct"), base64Text(sealed.text)},
        {QStringLiteral("tag"), base64Text(sealed.tag)}};
}

VaultMembers::VaultMembers(QJsonObject object)
    : m_object(std::move(object))
{
}

QJsonValue VaultMembers::take(const char* name)
{
    const QJsonValue value = m_object.take(QLatin1String(name));
    m_right = m_right && !value.isUndefined();
    return value;
}

QByteArray VaultMembers::bytes(const char* name, qsizetype size)
{
    const auto decoded = QByteArray::fromBase64Encoding(take(name).toString().toLatin1());
    m_right = m_right && decoded && (size < 0 || decoded.decoded.size() == size);
    return decoded.decoded;
}

QByteArray VaultMembers::word(const char* name)
{
    const QByteArray value = take(name).toString().toLatin1();
    m_right = m_right && !value.isEmpty();
    return value;
}

qint64 VaultMembers::count(const char* name)
{
    const double value = take(name).toDouble(-1);
    const bool whole = value >= 0 && value < largestCount && std::floor(value) == value;
    m_right = m_right && whole;
    return whole ? qint64(value) : 0;
}

Sealed VaultMembers::sealed(const char* name, qsizetype size)
{
    VaultMembers inner(take(name).toObject());
    Sealed result{
        inner.bytes("iv", ivBytes), inner.bytes("ct", size), inner.bytes("tag", tagBytes)};
    m_right = m_right && inner.allRight();
    return result;
}

} // namespace paydesk

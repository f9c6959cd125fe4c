#include "core/doctor/shapes.h"

#include "core/base/clock.h"

#include <QDateTime>
#include <QRegularExpression>
#include <QString>
#include <QUrl>

#include <algorithm>

namespace paydesk {

namespace {

    constexpr qsizetype rsaBase64Length = 344;

    bool isDigit(char c)
    {
        return c >= '0' && c <= '9';
    }

    bool isLetter(char c)
    {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    bool isHexDigit(char c)
    {
        return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    }

    bool isBase64Digit(char c)
    {
        return isDigit(c) || isLetter(c) || c == '+' || c == '/' || c == '=';
    }

    /// An address of RFC 1918 or of this machine.
    bool isPrivateHost(const QString& host)
    {
        static const QRegularExpression blocks(
            QStringLiteral("^(10|127|169\\.254|192\\.168|172\\.(1[6-9]|2\\d|3[01]))\\."));
        return blocks.match(host).hasMatch() || host.endsWith(u".local");
    }

    template <typename Test> bool all(QByteArrayView text, Test test)
    {
        return std::all_of(text.begin(), text.end(), test);
    }

} // namespace

SignatureShape shapeOf(QByteArrayView signature)
{
    if (signature.isEmpty())
        return SignatureShape::Empty;
    if (signature.size() == rsaBase64Length && all(signature, isBase64Digit))
        return SignatureShape::Rsa;
    if (!all(signature, isHexDigit))
        return SignatureShape::Unknown;
    return signature.size() == 32 ? SignatureShape::Md5
        : signature.size() == 64  ? SignatureShape::HmacSha256
                                  : SignatureShape::Unknown;
}

bool looksLikeApiKey(const Secret& key)
{
    return key.reveal([](QByteArrayView bytes) {
        return bytes.size() == 32 && all(bytes, [](char c) { return isDigit(c) || isLetter(c); });
    });
}

std::optional<qint64> secondsIn(QByteArrayView timestamp)
{
    if ((timestamp.size() != 10 && timestamp.size() != 13) || !all(timestamp, isDigit))
        return {};
    return timestamp.first(10).toByteArray().toLongLong();
}

std::optional<qint64> orderedAtIn(QByteArrayView package)
{
    constexpr QByteArrayView prefix("prepay_id=wx");
    constexpr qsizetype stampLength = 14;
    if (!package.startsWith(prefix) || package.size() < prefix.size() + stampLength)
        return {};
    const QByteArrayView stamp = package.sliced(prefix.size(), stampLength);
    QDateTime time =
        QDateTime::fromString(QString::fromLatin1(stamp), QStringLiteral("yyyyMMddHHmmss"));
    if (!all(stamp, isDigit) || !time.isValid())
        return {};
    time.setOffsetFromUtc(secondsEastInBeijing);
    return time.toSecsSinceEpoch();
}

bool looksMisread(QByteArrayView value)
{
    // U+FFFD; and what its bytes become when they are read as GBK.
    for (const QByteArrayView sign : {"??", "\xEF\xBF\xBD", "锟斤", "烫烫"}) {
        if (value.contains(sign))
            return true;
    }
    // Two bytes of UTF-8 as Latin-1 letters: "Ã" to "ô", then one of U+0080 to U+00BF.
    for (qsizetype i = 0; i + 3 < value.size(); ++i) {
        const auto byteAt = [&](qsizetype at) { return static_cast<unsigned char>(value[at]); };
        if (byteAt(i) == 0xC3 && byteAt(i + 1) >= 0x83 && byteAt(i + 1) <= 0xB4
            && byteAt(i + 2) == 0xC2 && byteAt(i + 3) >= 0x80 && byteAt(i + 3) <= 0xBF)
            return true;
    }
    return false;
}

bool breaksXml(QByteArrayView value)
{
    return std::any_of(value.begin(), value.end(), [](char c) {
        const bool blank = c == '\t' || c == '\n' || c == '\r';
        return (static_cast<unsigned char>(c) < 0x20 && !blank) || c == '&' || c == '<';
    });
}

bool isPlainPublicUrl(QByteArrayView url)
{
    const QUrl parsed(QString::fromUtf8(url), QUrl::StrictMode);
    const QString host = parsed.host();
    return parsed.isValid() && parsed.scheme() == u"https" && host.contains(u'.')
        && !isPrivateHost(host) && parsed.port() < 0 && !parsed.hasQuery() && !parsed.hasFragment();
}

} // namespace paydesk

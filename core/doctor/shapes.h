#pragma once

#include "core/base/secret.h"

#include <QByteArrayView>

#include <optional>

namespace paydesk {

/// What a signature is by its look alone.
enum class SignatureShape {
    Empty,
    Md5, ///< 32 hexadecimal digits in either case
    HmacSha256, ///< 64
    Rsa, ///< Base64 of 256 bytes: API v3
    Unknown,
};
SignatureShape shapeOf(QByteArrayView signature);

/// 32 letters and digits.
bool looksLikeApiKey(const Secret& key);

/// Ten digits, or thirteen: seconds, or milliseconds, since 1970; in seconds.
std::optional<qint64> secondsIn(QByteArrayView timestamp);
/// When the order of a "prepay_id=wx20170330102422…" was placed: WeChat's numbers begin with the
/// Beijing time. Nothing when there is no such time in it.
std::optional<qint64> orderedAtIn(QByteArrayView package);

/// Question marks in a row, U+FFFD, or the letters that UTF-8 turns into when it is read as GBK or
/// Latin-1.
bool looksMisread(QByteArrayView value);
/// Control characters that XML cannot carry, or "&" and "<", which break XML that is put together
/// by hand.
bool breaksXml(QByteArrayView value);
/// https, a public host, no port, no query.
bool isPlainPublicUrl(QByteArrayView url);

} // namespace paydesk

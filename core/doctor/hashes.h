#pragma once

#include <QByteArray>

namespace paydesk {

/// Raw digests of whole texts by OpenSSL, for what is computed seldom: a finding, a rare algorithm.
/// Empty when the crypto library refuses. Any thread.
QByteArray md5Bytes(const QByteArray& text);
QByteArray sha1Bytes(const QByteArray& text);
QByteArray sha256Bytes(const QByteArray& text);

enum class HmacKind { Md5, Sha1, Sha256, Sha512 };
QByteArray hmacBytes(HmacKind kind, const QByteArray& text, const QByteArray& key);

} // namespace paydesk

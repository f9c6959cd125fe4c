#pragma once

#include <QByteArray>
#include <QString>

namespace paydesk::judge {

// Texts in other clothes, as the makers of wrong signatures need them.

/// As UTF-16, a byte order mark in front included (QString::fromUtf8() takes it away).
QString utf16Of(const QByteArray& utf8);
/// Percent-encoding as five platforms do it: component, rfc3986, form-php, form-java, dotnet-lower.
QByteArray percentEncoded(const QByteArray& text, const QByteArray& flavour);
/// A JSON string literal; non-ASCII as \uxxxx when `ascii`.
QByteArray jsonLiteral(const QByteArray& text, bool ascii);
bool looksLikeJson(const QByteArray& value);
/// \uxxxx for every UTF-16 unit beyond ASCII.
QByteArray unicodeEscaped(const QByteArray& text, bool upper);
/// In another charset, `unencodable` in the place of what it does not have.
QByteArray inCharset(const QByteArray& utf8, const char* charset, const QByteArray& unencodable);
/// From another charset to UTF-8; empty when the bytes are not of that charset.
QByteArray fromCharset(const QByteArray& bytes, const char* charset);

} // namespace paydesk::judge

#pragma once

#include <QByteArray>

namespace paydesk {

/// How a JSON text is printed again.
struct JsonStyle {
    bool spaced = false; ///< ", " and ": " as Python does by default
    bool sorted = false; ///< members by name
    bool ascii = false; ///< \uXXXX for everything beyond
};

/// Whether the text is a JSON object or array.
bool isJsonDocument(const QByteArray& text);
/// Parsed and printed again: white space and escapes go, numbers keep their digits, order stays.
/// The text itself when it is no JSON document.
QByteArray reprintedJson(const QByteArray& text, const JsonStyle& style);
/// The text as a JSON string with its quotes.
QByteArray quotedJson(const QByteArray& text, bool ascii);
/// \uXXXX for every character beyond ASCII, in two halves above U+FFFF.
QByteArray unicodeEscaped(const QByteArray& text, bool upperCase);

} // namespace paydesk

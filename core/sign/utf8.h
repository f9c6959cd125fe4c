#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace paydesk {

/// Where the first byte stands that is no strict UTF-8 (overlong forms, surrogates, cut sequences
/// and code points above U+10FFFF are none); -1 if there is none.
qsizetype firstInvalidUtf8(QByteArrayView bytes);

/// Appends one code point, which must not be a surrogate.
void appendUtf8(QByteArray& text, char32_t codePoint);

} // namespace paydesk

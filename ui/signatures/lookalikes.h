#pragma once

#include <QByteArrayView>
#include <QString>

namespace paydesk {

/// Whether the text is written in Latin letters but for a few characters: an id, a URL, a number.
/// In such a text a Greek or Cyrillic letter is hardly meant.
bool isLatinText(QByteArrayView utf8);

/// A character that passes for a letter or digit of ASCII: full-width forms everywhere, letters of
/// other alphabets only amid Latin ones.
bool isLookAlike(char32_t character, bool amidLatin);

/// The character and its number: "а U+0430".
QString lookAlikeName(char32_t character);

} // namespace paydesk

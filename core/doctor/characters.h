#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

namespace paydesk {

/// Whether every byte is below 0x80.
bool isAscii(QByteArrayView text);
QByteArray utf8Of(char32_t character);
/// The text as UTF-16. A byte order mark in front is a character like any other here:
/// QString::fromUtf8() would drop it.
QString unitsOf(const QByteArray& text);
/// A character and the bytes it stands in; a byte that is no UTF-8 stands for itself.
struct Character {
    char32_t code = 0;
    QByteArrayView bytes;
    bool stray = false; ///< no UTF-8
};
Character characterAt(QByteArrayView text, qsizetype at);
/// The text with each character replaced by what the map gives for it (code, bytes). Bytes that are
/// not UTF-8 stay as they are.
template <typename Map> QByteArray mappedCharacters(const QByteArray& text, Map map)
{
    QByteArray mapped;
    mapped.reserve(text.size() + (text.size() / 2));
    for (qsizetype at = 0; at < text.size();) {
        const Character character = characterAt(text, at);
        if (character.stray)
            mapped += character.bytes;
        else
            mapped += map(character.code, character.bytes);
        at += character.bytes.size();
    }
    return mapped;
}
/// The same for the characters beyond ASCII; the others stay.
template <typename Map> QByteArray mappedBeyondAscii(const QByteArray& text, Map map)
{
    QByteArray mapped;
    mapped.reserve(text.size() + (text.size() / 2));
    qsizetype taken = 0;
    for (qsizetype at = 0; at < text.size();) {
        if ((text.at(at) & 0x80) == 0) {
            ++at;
            continue;
        }
        const Character character = characterAt(text, at);
        at += character.bytes.size();
        if (character.stray)
            continue;
        mapped += QByteArrayView(text).sliced(taken, at - taken - character.bytes.size());
        mapped += map(character.code, character.bytes);
        taken = at;
    }
    mapped += QByteArrayView(text).sliced(taken);
    return mapped;
}
/// Characters, not bytes.
qsizetype characterCount(QByteArrayView text);
/// The first so many characters.
QByteArray firstCharacters(const QByteArray& text, qsizetype count);
/// Blank, TAB, CR, LF at both ends taken away.
QByteArray stripped(const QByteArray& text);
bool allDigits(QByteArrayView text);

/// The text in a legacy charset ("GBK", "Big5"); what does not fit becomes `substitute`, once for
/// each UTF-16 unit if `perUnit`. The text itself where the platform lacks the charset.
QByteArray encodedAs(const char* charset, const QByteArray& text, const QByteArray& substitute,
    bool perUnit = false);
/// The bytes read in a legacy charset, as UTF-8; a null array where they are none of it.
QByteArray decodedAs(const char* charset, const QByteArray& bytes);
/// windows-1252 as browsers read it: 0x80 to 0x9F are letters, five of them unassigned.
char32_t windows1252Character(unsigned char byte);
/// The byte of a character in ISO-8859-1 or windows-1252; -1: none.
int latin1Byte(char32_t character);
int windows1252Byte(char32_t character);

/// Percent-encoding: letters, digits and `kept` stay, blanks become `blank`.
QByteArray percentEncoded(
    const QByteArray& text, QByteArrayView kept, const char* blank = "%20", bool lowerCase = false);
QByteArray percentDecoded(const QByteArray& text, bool plusIsBlank);

} // namespace paydesk

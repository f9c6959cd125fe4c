#include "core/doctor/characters.h"

#include <QString>
#include <QStringDecoder>
#include <QStringEncoder>

#include <algorithm>
#include <array>
#include <bitset>
#include <cstdint>
#include <cstring>
#include <initializer_list>

namespace paydesk {

namespace {

    /// Length of the UTF-8 sequence that begins here, 1 for a stray byte.
    qsizetype sequenceLength(QByteArrayView text, qsizetype at)
    {
        const auto lead = static_cast<unsigned char>(text[at]);
        const qsizetype length = lead < 0xC2 ? 1
            : lead < 0xE0                    ? 2
            : lead < 0xF0                    ? 3
            : lead < 0xF5                    ? 4
                                             : 1;
        if (at + length > text.size())
            return 1;
        for (qsizetype i = 1; i < length; ++i) {
            if ((static_cast<unsigned char>(text[at + i]) & 0xC0U) != 0x80U)
                return 1;
        }
        return length;
    }

    char32_t codeOf(QByteArrayView sequence)
    {
        const auto byte = [&](qsizetype i) { return static_cast<unsigned char>(sequence[i]); };
        switch (sequence.size()) {
        case 2:
            return char32_t((byte(0) & 0x1FU) << 6 | (byte(1) & 0x3FU));
        case 3:
            return char32_t((byte(0) & 0x0FU) << 12 | (byte(1) & 0x3FU) << 6 | (byte(2) & 0x3FU));
        case 4:
            return char32_t((byte(0) & 0x07U) << 18 | (byte(1) & 0x3FU) << 12
                | (byte(2) & 0x3FU) << 6 | (byte(3) & 0x3FU));
        default:
            return byte(0);
        }
    }

    // What windows-1252 has between 0x80 and 0x9F; 0: unassigned.
    constexpr std::array<char16_t, 32> windowsLetters = {0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026,
        0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D, 0, 0, 0x2018, 0x2019,
        0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E,
        0x0178};

    int hexDigit(char c)
    {
        return c >= '0' && c <= '9' ? c - '0'
            : c >= 'a' && c <= 'f'  ? c - 'a' + 10
            : c >= 'A' && c <= 'F'  ? c - 'A' + 10
                                    : -1;
    }

    constexpr QByteArrayView lettersAndDigits(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789");

    std::bitset<256> setOf(std::initializer_list<QByteArrayView> characters)
    {
        std::bitset<256> all;
        for (const QByteArrayView some : characters) {
            for (const char c : some)
                all.set(static_cast<unsigned char>(c));
        }
        return all;
    }

} // namespace

bool isAscii(QByteArrayView text)
{
    constexpr std::uint64_t high = 0x8080808080808080U;
    std::uint64_t seen = 0;
    qsizetype at = 0;
    for (; at + 8 <= text.size(); at += 8) {
        std::uint64_t eight;
        std::memcpy(&eight, text.data() + at, sizeof eight);
        seen |= eight;
    }
    for (; at < text.size(); ++at)
        seen |= std::uint64_t(text[at] & 0x80);
    return (seen & high) == 0;
}

QByteArray utf8Of(char32_t character)
{
    return QString::fromUcs4(&character, 1).toUtf8();
}

QString unitsOf(const QByteArray& text)
{
    if (isAscii(text))
        return QString::fromLatin1(text);
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::ConvertInitialBom);
    return decoder.decode(text);
}

Character characterAt(QByteArrayView text, qsizetype at)
{
    const QByteArrayView bytes = text.sliced(at, sequenceLength(text, at));
    return {codeOf(bytes), bytes, bytes.size() == 1 && (bytes.front() & 0x80) != 0};
}

qsizetype characterCount(QByteArrayView text)
{
    return std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; });
}

QByteArray firstCharacters(const QByteArray& text, qsizetype count)
{
    qsizetype at = 0;
    for (; count > 0 && at < text.size(); --count)
        at += sequenceLength(text, at);
    return text.first(std::min(at, text.size()));
}

QByteArray stripped(const QByteArray& text)
{
    const auto blank = [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; };
    qsizetype start = 0;
    qsizetype end = text.size();
    while (start < end && blank(text.at(start)))
        ++start;
    while (end > start && blank(text.at(end - 1)))
        --end;
    return text.sliced(start, end - start);
}

bool allDigits(QByteArrayView text)
{
    return !text.isEmpty()
        && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

QByteArray encodedAs(
    const char* charset, const QByteArray& text, const QByteArray& substitute, bool perUnit)
{
    if (isAscii(text))
        return text;
    QStringEncoder encoder(charset);
    if (!encoder.isValid())
        return text;
    return mappedBeyondAscii(text, [&](char32_t character, QByteArrayView) {
        QByteArray bytes = encoder.encode(QString::fromUcs4(&character, 1));
        if (!encoder.hasError() && !bytes.isEmpty() && bytes != "?" && bytes != "\x1A")
            return bytes;
        encoder = QStringEncoder(charset); // resetState() keeps the error
        return perUnit && character > 0xFFFF ? substitute + substitute : substitute;
    });
}

QByteArray decodedAs(const char* charset, const QByteArray& bytes)
{
    if (isAscii(bytes))
        return bytes;
    QStringDecoder decoder(charset);
    if (!decoder.isValid())
        return {};
    const QString text = decoder.decode(bytes);
    if (decoder.hasError() || text.contains(QChar::ReplacementCharacter))
        return {};
    return text.toUtf8();
}

char32_t windows1252Character(unsigned char byte)
{
    if (byte < 0x80 || byte > 0x9F)
        return byte;
    const char16_t letter = windowsLetters.at(byte - 0x80U);
    return letter == 0 ? byte : letter;
}

int latin1Byte(char32_t character)
{
    return character <= 0xFF ? int(character) : -1;
}

int windows1252Byte(char32_t character)
{
    if (character < 0x80 || (character >= 0xA0 && character <= 0xFF))
        return int(character);
    const auto* const found = character > 0xFFFF
        ? windowsLetters.end()
        : std::find(windowsLetters.begin(), windowsLetters.end(), char16_t(character));
    return found == windowsLetters.end() ? -1 : 0x80 + int(found - windowsLetters.begin());
}

QByteArray percentEncoded(
    const QByteArray& text, QByteArrayView kept, const char* blank, bool lowerCase)
{
    const char* const digits = lowerCase ? "0123456789abcdef" : "0123456789ABCDEF";
    static const std::bitset<256> always = setOf({lettersAndDigits});
    const std::bitset<256> stays = always | setOf({kept});
    const QByteArrayView blanks(blank);
    constexpr qsizetype longest = 3; // bytes for one
    QByteArray encoded(text.size() * longest, Qt::Uninitialized);
    char* out = encoded.data();
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (stays.test(byte)) {
            *out++ = c;
        } else if (c == ' ') {
            out = std::copy(blanks.begin(), blanks.end(), out);
        } else {
            *out++ = '%';
            *out++ = digits[byte >> 4];
            *out++ = digits[byte & 15];
        }
    }
    encoded.truncate(out - encoded.constData());
    return encoded;
}

QByteArray percentDecoded(const QByteArray& text, bool plusIsBlank)
{
    QByteArray decoded;
    decoded.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char c = text.at(i);
        const bool two = c == '%' && i + 2 < text.size() && hexDigit(text.at(i + 1)) >= 0
            && hexDigit(text.at(i + 2)) >= 0;
        if (two) {
            decoded += char((hexDigit(text.at(i + 1)) << 4) | hexDigit(text.at(i + 2)));
            i += 2;
        } else {
            decoded += plusIsBlank && c == '+' ? ' ' : c;
        }
    }
    return decoded;
}

} // namespace paydesk

#include "core/sign/utf8.h"

#include <QByteArray>

#include <cstring>

namespace paydesk {

namespace {

    /// The length of the sequence at the start of `bytes`, which is not empty; 0 when it is wrong
    /// (Unicode standard, table 3-7).
    qsizetype sequenceLength(QByteArrayView bytes)
    {
        const auto byteAt = [bytes](qsizetype i) {
            return i < bytes.size() ? static_cast<unsigned char>(bytes[i]) : 0U;
        };
        const auto continues = [&byteAt](qsizetype i) { return (byteAt(i) & 0xC0U) == 0x80U; };
        const unsigned int first = byteAt(0);
        const unsigned int second = byteAt(1);
        if (first < 0x80)
            return 1;
        if (first < 0xC2 || first > 0xF4 || !continues(1))
            return 0;
        if (first < 0xE0)
            return 2;
        if (first < 0xF0) {
            const bool overlong = first == 0xE0 && second < 0xA0;
            const bool surrogate = first == 0xED && second > 0x9F;
            return !overlong && !surrogate && continues(2) ? 3 : 0;
        }
        const bool overlong = first == 0xF0 && second < 0x90;
        const bool tooLarge = first == 0xF4 && second > 0x8F;
        return !overlong && !tooLarge && continues(2) && continues(3) ? 4 : 0;
    }

    bool eightAsciiAt(const char* bytes)
    {
        quint64 word;
        std::memcpy(&word, bytes, sizeof word);
        return (word & 0x8080808080808080U) == 0;
    }

} // namespace

qsizetype firstInvalidUtf8(QByteArrayView bytes)
{
    qsizetype at = 0;
    while (at < bytes.size()) {
        if (at + 8 <= bytes.size() && eightAsciiAt(bytes.data() + at)) {
            at += 8;
            continue;
        }
        const qsizetype length = sequenceLength(bytes.sliced(at));
        if (length == 0)
            return at;
        at += length;
    }
    return -1;
}

void appendUtf8(QByteArray& text, char32_t codePoint)
{
    const auto put = [&text](char32_t byte) { text.append(char(byte)); };
    if (codePoint < 0x80)
        return put(codePoint);
    if (codePoint < 0x800) {
        put(0xC0 | (codePoint >> 6));
    } else {
        if (codePoint < 0x10000) {
            put(0xE0 | (codePoint >> 12));
        } else {
            put(0xF0 | (codePoint >> 18));
            put(0x80 | ((codePoint >> 12) & 0x3F));
        }
        put(0x80 | ((codePoint >> 6) & 0x3F));
    }
    put(0x80 | (codePoint & 0x3F));
}

} // namespace paydesk

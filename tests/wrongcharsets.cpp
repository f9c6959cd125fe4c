#include "tests/textforms.h"
#include "tests/wrongsignature.h"

#include <QString>

#include <array>

namespace paydesk::judge {

namespace {

    void hashAs(Making& making, const QByteArray& bytes)
    {
        making.bytes = bytes;
        making.encoded = true;
    }

    void useGbk(Making& making, const QByteArray& variant)
    {
        hashAs(making,
            inCharset(making.text, "GBK",
                variant == "sub"      ? "\x1a"
                    : variant == "qq" ? "??"
                                      : "?"));
    }

    void useBig5(Making& making, const QByteArray&)
    {
        hashAs(making, inCharset(making.text, "BIG5", "?"));
    }

    void useLatin1(Making& making, const QByteArray& variant)
    {
        const char32_t last = variant.startsWith("latin1") ? 0xff : 0x7f;
        QByteArray bytes;
        for (const char32_t point : utf16Of(making.text).toUcs4()) {
            if (point <= last)
                bytes += char(point);
            else
                bytes += point > 0xffff && variant.endsWith("utf16") ? "??" : "?";
        }
        hashAs(making, bytes);
    }

    void useLowBytes(Making& making, const QByteArray&)
    {
        QByteArray bytes;
        for (const QChar unit : utf16Of(making.text))
            bytes += char(unit.unicode() & 0xff);
        hashAs(making, bytes);
    }

    void useUtf16(Making& making, const QByteArray& variant)
    {
        QByteArray bytes = variant == "le-bom" ? QByteArray("\xff\xfe") : QByteArray();
        for (const QChar unit : utf16Of(making.text)) {
            const char low = char(unit.unicode() & 0xff);
            const char high = char(unit.unicode() >> 8);
            bytes += variant == "be" ? high : low;
            bytes += variant == "be" ? low : high;
        }
        hashAs(making, bytes);
    }

    void useUtf8Twice(Making& making, const QByteArray& variant)
    {
        // windows-1252 where it differs from ISO-8859-1; five bytes stand for nothing and stay.
        static const std::array<char16_t, 32> windows{0x20ac, 0x81, 0x201a, 0x0192, 0x201e, 0x2026,
            0x2020, 0x2021, 0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8d, 0x017d, 0x8f, 0x90,
            0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a,
            0x0153, 0x9d, 0x017e, 0x0178};
        QString misread;
        for (const char c : making.text) {
            const auto byte = static_cast<unsigned char>(c);
            const bool differs = variant == "cp1252" && byte >= 0x80 && byte < 0xa0;
            misread += differs ? QChar(windows[byte - 0x80u]) : QChar(char16_t(byte));
        }
        hashAs(making, misread.toUtf8());
    }

    void readUtf8AsGbk(Making& making, const QByteArray&)
    {
        const QByteArray misread = fromCharset(making.text, "GBK");
        hashAs(making, misread.isEmpty() ? making.text : misread);
    }

    void useCesu8(Making& making, const QByteArray&)
    {
        QByteArray bytes;
        for (const QChar unit : utf16Of(making.text)) {
            const char16_t code = unit.unicode();
            if (!unit.isSurrogate()) {
                bytes += QString(unit).toUtf8();
                continue;
            }
            bytes += char(0xe0 | (code >> 12));
            bytes += char(0x80 | ((code >> 6) & 0x3f));
            bytes += char(0x80 | (code & 0x3f));
        }
        hashAs(making, bytes);
    }

    QList<QByteArray> justOnce(const JudgedCase&)
    {
        return {""};
    }

    using Step = MakingStep;

    const std::array<WrongWay, 8> charsetWays{{
        {"charset-gbk", "RVP", Step::Charset, useGbk,
            [](const JudgedCase&) { return QList<QByteArray>{"q", "qq", "sub"}; }},
        {"charset-big5", "RVP", Step::Charset, useBig5, justOnce},
        {"charset-latin1-question", "RVP", Step::Charset, useLatin1,
            [](const JudgedCase&) {
                return QList<QByteArray>{"latin1", "latin1-utf16", "ascii", "ascii-utf16"};
            }},
        {"charset-binary-low-byte", "RVP", Step::Charset, useLowBytes, justOnce},
        {"charset-utf16", "RVP", Step::Charset, useUtf16,
            [](const JudgedCase&) { return QList<QByteArray>{"le", "be", "le-bom"}; }},
        {"charset-double-utf8", "RVP", Step::Charset, useUtf8Twice,
            [](const JudgedCase&) { return QList<QByteArray>{"latin1", "cp1252"}; }},
        {"utf8-read-as-gbk", "RVP", Step::Charset, readUtf8AsGbk, justOnce},
        {"charset-cesu8", "RVP", Step::Charset, useCesu8, justOnce},
    }};

} // namespace

std::span<const WrongWay> wrongCharsets()
{
    return charsetWays;
}

} // namespace paydesk::judge

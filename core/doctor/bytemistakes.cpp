#include "core/doctor/catalogue.h"
#include "core/doctor/characters.h"
#include "core/sign/utf8.h"

#include <algorithm>
#include <utility>

namespace paydesk {

namespace {

    /// What an HTML reader takes for a character though the semicolon is missing.
    constexpr std::pair<const char*, const char*> entities[] = {{"&not", "\xC2\xAC"},
        {"&times", "\xC3\x97"}, {"&para", "\xC2\xB6"}, {"&sect", "\xC2\xA7"}, {"&reg", "\xC2\xAE"},
        {"&copy", "\xC2\xA9"}, {"&deg", "\xC2\xB0"}, {"&micro", "\xC2\xB5"}, {"&cent", "\xC2\xA2"},
        {"&curren", "\xC2\xA4"}};

    QByteArray readAsHtml(QByteArray text, bool all)
    {
        if (!all)
            return text.replace("&not", "\xC2\xAC");
        for (const auto& [entity, character] : entities)
            text.replace(entity, character);
        return text;
    }

    void htmlEntities(const Setting&, Variants& out)
    {
        out.text(
            "not", 1, {[](const QByteArray& t) { return readAsHtml(t, false); }, false, {}, {}});
        out.text(
            "all", 1, {[](const QByteArray& t) { return readAsHtml(t, true); }, false, {}, {}});
    }

    QByteArray withoutBlanks(const QByteArray& text)
    {
        const auto blank = [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; };
        if (std::none_of(text.begin(), text.end(), blank))
            return text;
        QByteArray result = text;
        return result.removeIf(blank);
    }

    void letterCase(const Setting&, Variants& out)
    {
        out.text("lower", 1,
            {[](const QByteArray& t) {
                 return isAscii(t) ? t.toLower() : unitsOf(t).toLower().toUtf8();
             },
                true, {}, {}});
        out.text("upper", 1,
            {[](const QByteArray& t) {
                 return isAscii(t) ? t.toUpper() : unitsOf(t).toUpper().toUtf8();
             },
                true, {}, {}});
    }

    void wholeUrlEncoded(const Setting&, Variants& out)
    {
        out.text("component", 1,
            {[](const QByteArray& t) { return percentEncoded(t, "-_.!~*'()"); }, true, {}, {}});
        out.text("form-java", 1,
            {[](const QByteArray& t) { return percentEncoded(t, "-_.*", "+"); }, true, {}, {}});
        out.text("dotnet-lower", 1,
            {[](const QByteArray& t) { return percentEncoded(t, "-_.!*()", "+", true); }, true, {},
                {}});
    }

    void trailing(const Setting&, Variants& out)
    {
        const std::pair<const char*, QByteArray> tails[] = {{"lf", "\n"}, {"crlf", "\r\n"},
            {"sp", " "}, {"amp", "&"}, {"nul", QByteArray(1, '\0')}};
        for (const auto& [label, tail] : tails)
            out.text(label, 1, {{}, true, {}, tail});
    }

    void gbk(const Setting&, Variants& out)
    {
        out.text("q", 1,
            {[](const QByteArray& t) { return encodedAs("GBK", t, "?"); }, true, {}, {}}, "GBK");
        out.text("qq", 1,
            {[](const QByteArray& t) { return encodedAs("GBK", t, "?", true); }, true, {}, {}},
            "GBK");
        out.text("sub", 1,
            {[](const QByteArray& t) { return encodedAs("GBK", t, "\x1A"); }, true, {}, {}}, "GBK");
    }

    /// Every character within the limit as one byte, the others as "?".
    QByteArray narrowed(const QByteArray& text, char32_t limit, bool perUnit)
    {
        if (isAscii(text))
            return text;
        return mappedBeyondAscii(text, [limit, perUnit](char32_t c, QByteArrayView) {
            if (c <= limit)
                return QByteArray(1, char(c));
            return QByteArray(perUnit && c > 0xFFFF ? 2 : 1, '?');
        });
    }

    void questionMarks(const Setting&, Variants& out)
    {
        for (const auto& [label, limit, perUnit] : {std::tuple("latin1", char32_t(0xFF), false),
                 std::tuple("latin1-utf16", char32_t(0xFF), true),
                 std::tuple("ascii", char32_t(0x7F), false),
                 std::tuple("ascii-utf16", char32_t(0x7F), true)})
            out.text(label, 1,
                {[last = limit, byUnit = perUnit](
                     const QByteArray& t) { return narrowed(t, last, byUnit); },
                    true, {}, {}},
                limit == 0xFF ? "ISO-8859-1" : "US-ASCII");
    }

    /// The UTF-16 units of the text, each given to `put`.
    template <typename Put> QByteArray fromUnits(const QByteArray& text, Put put)
    {
        const QString units = unitsOf(text);
        QByteArray result;
        result.reserve(units.size() * 3);
        for (const QChar unit : units)
            put(result, unit.unicode());
        return result;
    }

    QByteArray lowBytes(const QByteArray& text)
    {
        if (isAscii(text))
            return text;
        return fromUnits(text, [](QByteArray& out, char16_t unit) { out += char(unit & 0xFF); });
    }

    QByteArray asUtf16(const QByteArray& text, bool bigEndian)
    {
        const QString units = unitsOf(text);
        QByteArray result(units.size() * 2, Qt::Uninitialized);
        char* out = result.data();
        for (const QChar unit : units) {
            const char low = char(unit.unicode() & 0xFF);
            const char high = char(unit.unicode() >> 8);
            *out++ = bigEndian ? high : low;
            *out++ = bigEndian ? low : high;
        }
        return result;
    }

    QByteArray asCesu8(const QByteArray& text)
    {
        if (isAscii(text))
            return text;
        return fromUnits(text, [](QByteArray& out, char16_t unit) {
            if (unit < 0x80) {
                out += char(unit);
            } else if (unit < 0x800) {
                out += char(0xC0 | (unit >> 6));
                out += char(0x80 | (unit & 0x3F));
            } else {
                out += char(0xE0 | (unit >> 12));
                out += char(0x80 | ((unit >> 6) & 0x3F));
                out += char(0x80 | (unit & 0x3F));
            }
        });
    }

    QByteArray utf8Twice(const QByteArray& text, bool windows)
    {
        if (isAscii(text))
            return text;
        QByteArray result;
        result.reserve(text.size() * 2);
        for (const char c : text) {
            const auto byte = static_cast<unsigned char>(c);
            appendUtf8(result, windows ? windows1252Character(byte) : byte);
        }
        return result;
    }

    QByteArray readAsGbk(const QByteArray& text)
    {
        const QByteArray read = decodedAs("GBK", text);
        return read.isNull() ? text : read;
    }

    std::vector<Mistake> stringMistakes()
    {
        constexpr Slot slot = Slot::String;
        return {
            {"html-entity-corruption", 31, slot, anyStage,
                {"The string passed through HTML: &notify became ¬ify and the like.",
                    "签名串经过了网页：&not 变成了 ¬ 之类。"},
                {"Never pass the string through an HTML page or editor; rebuild it in code.",
                    "签名串不要经过网页或富文本，&not 会变成 ¬。"},
                htmlEntities, "a=1&notify_url=b", "a=1\xC2\xACify_url=b&key=KEY"},
            {"bom-in-string", 93, slot, ownSignatures,
                {"A byte order mark stands before the string.", "签名串前面有 BOM。"},
                {"Save sources and templates without BOM.", "文件保存为无 BOM 的 UTF-8。"},
                [](const Setting&, Variants& out) {
                    out.text({}, 1, {{}, true, "\xEF\xBB\xBF", {}});
                },
                "a=1",
                "\xEF\xBB\xBF"
                "a=1&key=KEY"},
            {"spaces-removed", 146, slot, messages,
                {"All blanks were removed.", "空白全部被删掉了。"},
                {"Keep blanks inside values.", "不要删除值中的空格。"},
                [](const Setting&, Variants& out) {
                    out.text("all", 1, {withoutBlanks, true, {}, {}});
                },
                "a=1 2", "a=12&key=KEY"},
            {"string-letter-case", 147, slot, ownSignatures,
                {"The whole string changed its letter case before hashing.",
                    "整个签名串在摘要前转了大小写。"},
                {"Change the case of the digest only.", "只对摘要转大写，不要对签名串转。"},
                letterCase, "a=B", "a=b&key=key"},
            {"string-url-encoded", 148, slot, ownSignatures,
                {"The whole string was URL-encoded.", "整个签名串做了 URL 编码。"},
                {"Hash the plain string.", "签名串整体也不要 URL 编码。"}, wholeUrlEncoded, "a=1",
                "a%3D1%26key%3DKEY"},
            {"trailing-newline-in-string", 149, slot, anyStage,
                {"Something stands behind the key.", "密钥后面多了字符。"},
                {"End the string with the key (printf, not echo).",
                    "签名串以密钥结尾，不要带换行。"},
                trailing, "a=1", "a=1&key=KEY\n"},
        };
    }

} // namespace

std::vector<Mistake> byteMistakes()
{
    constexpr Slot slot = Slot::Charset;
    std::vector<Mistake> all = stringMistakes();
    const std::vector<Mistake> charsets = {
        {"charset-gbk", 25, slot, anyStage,
            {"The string was hashed in GBK.", "签名串按 GBK 取了字节。"},
            {"Take the bytes as UTF-8 explicitly.", "显式用 UTF-8 取字节再做摘要。"}, gbk,
            "a=\xE4\xB8\xAD", "DBD2CDCFD3BB565E96F7FF32D05B6170"},
        {"charset-binary-low-byte", 58, slot, anyStage,
            {"Only the low byte of each character was hashed.", "每个字符只取了低 8 位。"},
            {"Pass 'utf8' to update().", "update() 指定 'utf8' 编码。"},
            [](const Setting&, Variants& out) {
                out.text({}, 1, {lowBytes, true, {}, {}}, "low byte");
            },
            "a=\xE4\xB8\xAD", "BADB90C5F8F6C89BA8D0AEA12F7F6C5D"},
        {"charset-latin1-question", 62, slot, anyStage,
            {"The string was hashed in ISO-8859-1 or ASCII.",
                "签名串按 ISO-8859-1 或 ASCII 取了字节。"},
            {"Take the bytes as UTF-8 explicitly.", "显式用 UTF-8 取字节再做摘要。"}, questionMarks,
            "a=\xE4\xB8\xAD", "1DE40895F89D371EB797581BF099DF52"},
        {"utf8-read-as-gbk", 84, slot, anyStage,
            {"UTF-8 text was converted 'from GBK'.", "UTF-8 文本又按 GBK 转换了一次。"},
            {"Remove the GBK conversion: the text is UTF-8 already.",
                "文本已是 UTF-8，去掉 GBK 转换。"},
            [](const Setting&, Variants& out) {
                out.text({}, 1, {readAsGbk, false, {}, {}}, "GBK read as UTF-8");
            }},
        {"charset-big5", 94, slot, anyStage,
            {"The string was hashed in Big5.", "签名串按 Big5 取了字节。"},
            {"Use UTF-8.", "使用 UTF-8。"},
            [](const Setting&, Variants& out) {
                out.text({}, 1,
                    {[](const QByteArray& t) { return encodedAs("Big5", t, "?"); }, true, {}, {}},
                    "Big5");
            },
            "a=\xE4\xB8\xAD", "20892E8F55764F68A18A0ADB85DB4C35"},
        {"charset-cesu8", 95, slot, anyStage,
            {"Surrogates were encoded separately.", "四字节字符被拆成两半编码（CESU-8）。"},
            {"Use a real UTF-8 encoder.", "使用标准 UTF-8 编码器。"},
            [](const Setting&, Variants& out) {
                out.text({}, 1, {asCesu8, true, {}, {}}, "CESU-8");
            },
            "a=\xF0\x9F\x8D\x9C", "1FDECDA644BDB91AFB2213FA7A57E59E"},
        {"charset-double-utf8", 96, slot, anyStage,
            {"UTF-8 was encoded twice.", "UTF-8 编码了两次。"},
            {"Convert once only.", "只编码一次，避免重复 UTF-8 转换。"},
            [](const Setting&, Variants& out) {
                out.text("latin1", 1,
                    {[](const QByteArray& t) { return utf8Twice(t, false); }, true, {}, {}},
                    "UTF-8 twice");
                out.text("cp1252", 1,
                    {[](const QByteArray& t) { return utf8Twice(t, true); }, true, {}, {}},
                    "UTF-8 twice");
            },
            "a=\xE4\xB8\xAD", "1D68AE194806D3E7314D35883EE10FA7"},
        {"charset-utf16", 97, slot, anyStage,
            {"The string was hashed as UTF-16.", "签名串按 UTF-16 取了字节。"},
            {"Use UTF-8 (.NET: Encoding.UTF8).", "使用 UTF-8（.NET 用 Encoding.UTF8）。"},
            [](const Setting&, Variants& out) {
                out.text("le", 1,
                    {[](const QByteArray& t) { return asUtf16(t, false); }, true, {}, {}},
                    "UTF-16LE");
                out.text("be", 1,
                    {[](const QByteArray& t) { return asUtf16(t, true); }, true, {}, {}},
                    "UTF-16BE");
                out.text("le-bom", 1,
                    {[](const QByteArray& t) { return asUtf16(t, false); }, true, "\xFF\xFE", {}},
                    "UTF-16LE");
            },
            "a=\xE4\xB8\xAD", "52FA1366A21EA191B7D0BF2BAE7EB4AF"},
    };
    all.insert(all.end(), charsets.begin(), charsets.end());
    return all;
}

} // namespace paydesk

#include "core/doctor/catalogue.h"
#include "core/doctor/characters.h"
#include "core/doctor/jsontext.h"

#include <algorithm>
#include <initializer_list>
#include <utility>

namespace paydesk {

namespace {

    /// The map on every value that is JSON.
    Variants::ValueMap onJson(const Variants::ValueMap& map)
    {
        return
            [map](const QByteArray& value) { return isJsonDocument(value) ? map(value) : value; };
    }

    using Replacements = std::initializer_list<std::pair<const char*, const char*>>;

    /// One pass: what was put in is not looked at again.
    Variants::ValueMap replacing(Replacements pairs)
    {
        return [copy = std::vector(pairs)](const QByteArray& value) {
            QByteArray result;
            qsizetype taken = 0;
            for (qsizetype at = 0; at < value.size();) {
                const QByteArrayView rest = QByteArrayView(value).sliced(at);
                const auto found = std::find_if(copy.begin(), copy.end(),
                    [rest](const auto& pair) { return rest.startsWith(pair.first); });
                if (found == copy.end()) {
                    ++at;
                    continue;
                }
                result += QByteArrayView(value).sliced(taken, at - taken);
                result += found->second;
                at += QByteArrayView(found->first).size();
                taken = at;
            }
            return taken == 0 ? value : result + QByteArrayView(value).sliced(taken).toByteArray();
        };
    }

    void urlEncoded(const Setting& setting, Variants& out)
    {
        const std::pair<const char*, Variants::ValueMap> flavours[] = {
            {"component", [](const QByteArray& v) { return percentEncoded(v, "-_.!~*'()"); }},
            {"rfc3986", [](const QByteArray& v) { return percentEncoded(v, "-_.~"); }},
            {"form-php", [](const QByteArray& v) { return percentEncoded(v, "-_.", "+"); }},
            {"form-java", [](const QByteArray& v) { return percentEncoded(v, "-_.*", "+"); }},
            {"dotnet-lower",
                [](const QByteArray& v) { return percentEncoded(v, "-_.!*()", "+", true); }},
        };
        for (const auto& [name, map] : flavours)
            out.values(QByteArray(name) + "|*", 1, map);
        for (const auto& [name, map] : flavours) {
            eachSignedField(setting,
                [&, flavour = name, &encode = map](std::size_t i, const DraftField& field) {
                    out.value(i, setting.fields, QByteArray(flavour) + '|' + field.name, 2, encode);
                });
        }
    }

    QByteArray inCdata(const QByteArray& value)
    {
        return "<![CDATA[" + value + "]]>";
    }

    void cdata(const Setting& setting, Variants& out)
    {
        out.values("wrap|*", 1, inCdata);
        out.values("wrap-nonnumeric|*", 1,
            [](const QByteArray& value) { return allDigits(value) ? value : inCdata(value); });
        out.values("unwrap", 1, replacing({{"<![CDATA[", ""}, {"]]>", ""}}));
        eachSignedField(setting, [&](std::size_t i, const DraftField& field) {
            out.value(i, setting.fields, "wrap|" + field.name, 2, inCdata);
        });
    }

    /// Both for JSON values alone and for every value.
    void jsonAndAll(Variants& out, const Variants::ValueMap& map)
    {
        out.values("json", 1, onJson(map));
        out.values("all", 1, map);
    }

    void xmlEscaped(const Setting&, Variants& out)
    {
        out.values("min", 1, replacing({{"&", "&amp;"}, {"<", "&lt;"}, {">", "&gt;"}}));
        out.values(
            "quot", 1, replacing({{"&", "&amp;"}, {"<", "&lt;"}, {">", "&gt;"}, {"\"", "&quot;"}}));
        for (const auto& [label, apostrophe] :
            {std::pair("apos", "&apos;"), std::pair("num", "&#39;"), std::pair("num-php", "&#039;"),
                std::pair("num-hex", "&#x27;")})
            out.values(label, 1,
                replacing({{"&", "&amp;"}, {"<", "&lt;"}, {">", "&gt;"}, {"\"", "&quot;"},
                    {"'", apostrophe}}));
        out.values("num-both", 1,
            replacing(
                {{"&", "&amp;"}, {"<", "&lt;"}, {">", "&gt;"}, {"\"", "&#34;"}, {"'", "&#39;"}}));
        out.values("unescape", 1,
            replacing({{"&amp;", "&"}, {"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""},
                {"&apos;", "'"}, {"&#39;", "'"}, {"&#039;", "'"}, {"&#x27;", "'"}, {"&#34;", "\""},
                {"&#x22;", "\""}, {"&nbsp;", "\xC2\xA0"}}));
    }

    void reserialized(const Setting&, Variants& out)
    {
        const std::pair<const char*, JsonStyle> styles[] = {
            {"compact", {}},
            {"spaced", {true, false, false}},
            {"sorted-compact", {false, true, false}},
            {"sorted-spaced", {true, true, false}},
            {"compact-ascii", {false, false, true}},
            {"spaced-ascii", {true, false, true}},
        };
        for (const auto& [label, style] : styles)
            out.values(
                label, 1, [print = style](const QByteArray& v) { return reprintedJson(v, print); });
    }

    void unicodeEscapes(const Setting&, Variants& out)
    {
        const auto lower = [](const QByteArray& value) { return unicodeEscaped(value, false); };
        const auto upper = [](const QByteArray& value) { return unicodeEscaped(value, true); };
        out.values("lower|all", 1, lower);
        out.values("lower|json", 1, onJson(lower));
        out.values("upper|all", 1, upper);
        out.values("upper|json", 1, onJson(upper));
    }

    QByteArray nginxEscaped(const QByteArray& value, bool quotesOnly)
    {
        QByteArray result;
        for (const char c : value) {
            const auto byte = static_cast<unsigned char>(c);
            if (c == '"' || c == '\\' || (!quotesOnly && (byte < 0x20 || byte > 0x7E)))
                result += "\\x" + QByteArray(1, c).toHex().toUpper();
            else
                result += c;
        }
        return result;
    }

    QByteArray nginxUnescaped(const QByteArray& value)
    {
        QByteArray result;
        for (qsizetype i = 0; i < value.size(); ++i) {
            const QByteArray digits = value.mid(i + 2, 2);
            const QByteArray byte = QByteArray::fromHex(digits);
            if (value.at(i) == '\\' && i + 3 < value.size() && value.at(i + 1) == 'x'
                && byte.toHex() == digits.toLower()) {
                result += byte;
                i += 3;
            } else {
                result += value.at(i);
            }
        }
        return result;
    }

    bool isUtf8(const QByteArray& bytes)
    {
        return unitsOf(bytes).toUtf8() == bytes;
    }

    QByteArray latin1AsUtf8(const QByteArray& value, int (*byteOf)(char32_t))
    {
        QByteArray bytes;
        bool fits = true;
        mappedCharacters(value, [&](char32_t character, QByteArrayView) {
            const int byte = byteOf(character);
            fits = fits && byte >= 0;
            bytes += char(byte);
            return QByteArray();
        });
        return fits && isUtf8(bytes) ? bytes : value;
    }

    QByteArray gbkAsUtf8(const QByteArray& value)
    {
        const QByteArray bytes = encodedAs("GBK", value, {});
        return isUtf8(bytes) && decodedAs("GBK", bytes) == value ? bytes : value;
    }

} // namespace

std::vector<Mistake> escapeMistakes()
{
    constexpr Slot slot = Slot::Escape;
    return {
        {"values-url-encoded", 21, slot, anyStage,
            {"Values were URL-encoded before hashing.", "值在签名前做了 URL 编码。"},
            {"Hash the raw values; nothing in the string is URL-encoded.",
                "签名串使用原始值，不要做 URL 编码。"},
            urlEncoded, "notify_url=https://a.cn", "notify_url=https%3A%2F%2Fa.cn&key=KEY"},
        {"cdata-markers-hashed", 48, slot, messages,
            {"CDATA markers became part of the value.", "CDATA 标记成了值的一部分。"},
            {"Sign the text without markers; add CDATA only while writing the XML.",
                "先用裸值签名，CDATA 只在组装 XML 时添加。"},
            cdata, "body=a", "body=<![CDATA[a]]>&key=KEY"},
        {"json-html-escaped", 67, slot, messages,
            {"The JSON encoder escaped & < >.", "JSON 编码器转义了 & < >。"},
            {"Turn HTML escaping of the JSON encoder off, or use its text for both steps.",
                "关闭 JSON 编码器的 HTML 转义，或两处用同一文本。"},
            [](const Setting&, Variants& out) {
                jsonAndAll(out, replacing({{"&", "\\u0026"}, {"<", "\\u003c"}, {">", "\\u003e"}}));
            },
            "body=a<b", "body=a\\u003cb&key=KEY"},
        {"json-slashes-escaped", 69, slot, messages,
            {"Slashes were escaped as JSON encoders do.", "斜杠被 JSON 编码器转义了。"},
            {"Serialise once and sign the identical text (PHP: JSON_UNESCAPED_SLASHES).",
                "JSON 只序列化一次（PHP 用 JSON_UNESCAPED_SLASHES）。"},
            [](const Setting&, Variants& out) { jsonAndAll(out, replacing({{"/", "\\/"}})); },
            "notify_url=https://a.cn", "notify_url=https:\\/\\/a.cn&key=KEY"},
        {"nginx-escaped-quotes", 73, slot, messages,
            {"The text was taken from an access log.", "文本取自访问日志，已被转义。"},
            {"Take the raw request body, not the log line.",
                "用请求原文验签，不要从 nginx 日志复制。"},
            [](const Setting&, Variants& out) {
                out.values("escape", 1, [](const QByteArray& v) { return nginxEscaped(v, false); });
                out.values(
                    "quotes-only", 1, [](const QByteArray& v) { return nginxEscaped(v, true); });
                out.values("unescape", 1, nginxUnescaped);
            },
            "body=a\"b", "body=a\\x22b&key=KEY"},
        {"values-xml-escaped", 85, slot, messages,
            {"XML escapes and plain text were confused.", "XML 转义文本与明文混用了。"},
            {"Sign the plain text; escape only when writing XML, decode when reading it.",
                "签名用明文；仅在写 XML 时转义、读 XML 时还原。"},
            xmlEscaped, "body=a<b", "body=a&lt;b&key=KEY"},
        {"json-reserialized", 113, slot, messages,
            {"A JSON value was serialised a second time.", "JSON 值被再次序列化了。"},
            {"Keep the JSON text as it is; never parse and print it again before hashing.",
                "attach、detail 的 JSON 当字符串保存，不要再次序列化。"},
            reserialized, "attach={\"a\":1}", "attach={\"a\": 1}&key=KEY"},
        {"json-unicode-escaped", 114, slot, messages,
            {"Characters beyond ASCII were written as \\uXXXX.", "非 ASCII 字符写成了 \\uXXXX。"},
            {"Serialise JSON values once, without ASCII escapes, and use that text for both.",
                "JSON 只序列化一次且不转义中文，两处用同一文本。"},
            unicodeEscapes, "body=\xE4\xB8\xAD", "body=\\u4e2d&key=KEY"},
        {"quotes-backslashed", 133, slot, messages,
            {"Backslashes were added before quotes.", "引号前被自动加了反斜杠。"},
            {"Remove automatic quote escaping (addslashes and friends).",
                "去掉自动加反斜杠的处理（如 addslashes）。"},
            [](const Setting&, Variants& out) {
                out.values("both", 1, replacing({{"\"", "\\\""}, {"'", "\\'"}, {"\\", "\\\\"}}));
                out.values("double", 1, replacing({{"\"", "\\\""}, {"\\", "\\\\"}}));
            },
            "body=a\"b", "body=a\\\"b&key=KEY"},
        {"received-utf8-as-gbk", 134, slot, messages,
            {"The receiver read the UTF-8 body as GBK.", "接收方把 UTF-8 报文当作 GBK 读了。"},
            {"Read the request body as UTF-8.", "请求体按 UTF-8 读取。"},
            [](const Setting&, Variants& out) { out.values({}, 1, gbkAsUtf8); },
            "body=\xE9\x97\x82\xE3\x84\xA5\xE7\xB0\xB5", "body=\xE9\x97\xA8\xE5\xBA\x97&key=KEY"},
        {"received-utf8-as-latin1", 135, slot, messages,
            {"The receiver read the UTF-8 body as ISO-8859-1.",
                "接收方把 UTF-8 报文当作 ISO-8859-1 读了。"},
            {"Read the request body as bytes and decode UTF-8.",
                "按字节读取请求体并以 UTF-8 解码。"},
            [](const Setting&, Variants& out) {
                out.values(
                    "latin1", 1, [](const QByteArray& v) { return latin1AsUtf8(v, latin1Byte); });
                out.values("cp1252", 1,
                    [](const QByteArray& v) { return latin1AsUtf8(v, windows1252Byte); });
            },
            "body=\xC3\xA4\xC2\xB8\xC2\xAD", "body=\xE4\xB8\xAD&key=KEY"},
        {"space-as-plus", 145, slot, messages,
            {"Blanks were replaced.", "空格被替换成了 + 或 %20。"},
            {"Do not use a query-string builder for the sign string.",
                "不要用 http_build_query 之类函数拼签名串。"},
            [](const Setting&, Variants& out) {
                out.values("plus", 1, replacing({{" ", "+"}}));
                out.values("pct20", 1, replacing({{" ", "%20"}}));
            },
            "body=a b", "body=a+b&key=KEY"},
        {"values-quoted", 153, slot, ownSignatures,
            {"Values were put in quotes.", "值被加上了引号。"},
            {"WeChat's string has no quotes: name=value.", "微信签名串不加引号：name=value。"},
            [](const Setting&, Variants& out) {
                for (const char* quote : {"\"", "'"})
                    out.values(
                        quote, 1, [quote](const QByteArray& v) { return quote + v + quote; });
            },
            "body=a", "body=\"a\"&key=KEY"},
        {"values-url-decoded", 154, slot, messages,
            {"Values were sent encoded and hashed decoded.",
                "发送的是编码后的值，签名却用了解码后的。"},
            {"Hash exactly what stands in the XML.", "签名用 XML 里的原文，不要先解码。"},
            [](const Setting&, Variants& out) {
                out.values(
                    "percent", 1, [](const QByteArray& v) { return percentDecoded(v, false); });
                out.values("plus", 1, [](const QByteArray& v) { return percentDecoded(v, true); });
            },
            "notify_url=https%3A//a.cn", "notify_url=https://a.cn&key=KEY"},
    };
}

} // namespace paydesk

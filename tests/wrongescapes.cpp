#include "tests/jsontree.h"
#include "tests/textforms.h"
#include "tests/wrongsignature.h"

#include <QString>

#include <algorithm>
#include <array>

namespace paydesk::judge {

namespace {

    // A variant of one field or of all ('*') is "how|field".
    QByteArray flavourOf(const QByteArray& variant)
    {
        return variant.left(variant.indexOf('|'));
    }

    void changeOneOrAll(Making& making, const QByteArray& variant,
        const std::function<QByteArray(const QByteArray&)>& change)
    {
        const QByteArray field = variant.mid(variant.indexOf('|') + 1);
        if (field == "*") {
            making.changeValues(change);
        } else if (Piece* piece = making.piece(field)) {
            piece->value = change(piece->value);
        }
    }

    QList<QByteArray> hows(const JudgedCase& judged, std::initializer_list<const char*> flavours)
    {
        QList<QByteArray> variants;
        for (const char* flavour : flavours) {
            variants.append(QByteArray(flavour) + "|*");
            for (const Parameter& field : judged.params) {
                if (!field.value.isEmpty() && field.name != judged.signField())
                    variants.append(QByteArray(flavour) + '|' + field.name);
            }
        }
        return variants;
    }

    void encodeUrl(Making& making, const QByteArray& variant)
    {
        changeOneOrAll(making, variant,
            [&](const QByteArray& value) { return percentEncoded(value, flavourOf(variant)); });
    }

    // What is no %HH stays as it is.
    QByteArray percentDecoded(const QByteArray& value)
    {
        QByteArray plain;
        for (qsizetype i = 0; i < value.size(); ++i) {
            const QByteArray byte = QByteArray::fromHex(value.mid(i + 1, 2));
            if (value[i] == '%' && byte.toHex() == value.mid(i + 1, 2).toLower()
                && !byte.isEmpty()) {
                plain += byte;
                i += 2;
            } else {
                plain += value[i];
            }
        }
        return plain;
    }

    void decodeUrl(Making& making, const QByteArray& variant)
    {
        making.changeValues([&](QByteArray value) {
            if (variant == "plus")
                value.replace('+', ' ');
            return percentDecoded(value);
        });
    }

    void blankAsPlus(Making& making, const QByteArray& variant)
    {
        making.changeValues(
            [&](QByteArray value) { return value.replace(" ", variant == "plus" ? "+" : "%20"); });
    }

    void escapeXml(Making& making, const QByteArray& variant)
    {
        making.changeValues([&](QByteArray value) {
            if (variant == "unescape")
                return value.replace("&lt;", "<")
                    .replace("&gt;", ">")
                    .replace("&quot;", "\"")
                    .replace("&apos;", "'")
                    .replace("&amp;", "&");
            value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
            if (variant == "num")
                value.replace("\"", "&#34;").replace("'", "&#39;");
            if (variant == "quot" || variant == "apos")
                value.replace("\"", "&quot;");
            if (variant == "apos")
                value.replace("'", "&apos;");
            return value;
        });
    }

    void hashCdata(Making& making, const QByteArray& variant)
    {
        const QByteArray head = "<![CDATA[";
        const QByteArray tail = "]]>";
        if (variant == "unwrap") {
            making.changeValues([&](const QByteArray& value) {
                return value.startsWith(head) && value.endsWith(tail)
                    ? value.mid(head.size(), value.size() - head.size() - tail.size())
                    : value;
            });
            return;
        }
        const bool digitsStay = variant.startsWith("wrap-nonnumeric|");
        changeOneOrAll(making, variant, [&](const QByteArray& value) {
            const bool digits = std::all_of(
                value.begin(), value.end(), [](char c) { return c >= '0' && c <= '9'; });
            return digitsStay && digits ? value : head + value + tail;
        });
    }

    // "json" touches the values that are JSON, "all" every value.
    void changeJsonOrAll(
        Making& making, bool jsonOnly, const std::function<QByteArray(const QByteArray&)>& change)
    {
        making.changeValues([&](const QByteArray& value) {
            return jsonOnly && !looksLikeJson(value) ? value : change(value);
        });
    }

    void escapeUnicode(Making& making, const QByteArray& variant)
    {
        changeJsonOrAll(making, variant.endsWith("|json"), [&](const QByteArray& value) {
            return unicodeEscaped(value, variant.startsWith("upper"));
        });
    }

    void escapeSlashes(Making& making, const QByteArray& variant)
    {
        changeJsonOrAll(
            making, variant == "json", [](QByteArray value) { return value.replace("/", "\\/"); });
    }

    void escapeHtmlInJson(Making& making, const QByteArray& variant)
    {
        changeJsonOrAll(making, variant == "json", [](QByteArray value) {
            return value.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e");
        });
    }

    void printJsonAgain(Making& making, const QByteArray& variant)
    {
        changeJsonOrAll(making, true, [&](const QByteArray& value) {
            return jsonPrinted(value,
                {.spaced = variant.endsWith("spaced"),
                    .sorted = variant.startsWith("sorted"),
                    .ascii = variant.endsWith("ascii")});
        });
    }

    QByteArray accessLogEscaped(const QByteArray& value, bool quotesOnly)
    {
        QByteArray escaped;
        for (const char c : value) {
            const bool quote = c == '"' || (c == '\\' && !quotesOnly);
            const bool wide = static_cast<unsigned char>(c) > 0x7f && !quotesOnly;
            if (quote || wide)
                escaped += "\\x" + QByteArray(1, c).toHex().toUpper();
            else
                escaped += c;
        }
        return escaped;
    }

    QByteArray accessLogUnescaped(const QByteArray& value)
    {
        QByteArray plain;
        for (qsizetype i = 0; i < value.size(); ++i) {
            if (value.mid(i, 2) == "\\x" && i + 4 <= value.size()) {
                plain += QByteArray::fromHex(value.mid(i + 2, 2));
                i += 3;
            } else {
                plain += value[i];
            }
        }
        return plain;
    }

    void takeFromAccessLog(Making& making, const QByteArray& variant)
    {
        making.changeValues([&](const QByteArray& value) {
            return variant == "unescape" ? accessLogUnescaped(value)
                                         : accessLogEscaped(value, variant == "quotes-only");
        });
    }

    void addSlashes(Making& making, const QByteArray& variant)
    {
        making.changeValues([&](QByteArray value) {
            value.replace("\\", "\\\\").replace("\"", "\\\"");
            return variant == "both" ? value.replace("'", "\\'") : value;
        });
    }

    void quoteValues(Making& making, const QByteArray& variant)
    {
        making.changeValues([&](const QByteArray& value) { return variant + value + variant; });
    }

    void readAsLatin1(Making& making, const QByteArray&)
    {
        making.changeValues([](const QByteArray& value) {
            const QByteArray bytes = inCharset(value, "ISO-8859-1", "");
            return QString::fromUtf8(value).toLatin1() == bytes ? bytes : value;
        });
    }

    void readAsGbk(Making& making, const QByteArray&)
    {
        making.changeValues([](const QByteArray& value) { return inCharset(value, "GBK", "?"); });
    }

    using Step = MakingStep;

    const std::array<WrongWay, 14> escapeWays{{
        {"values-url-encoded", "RPV", Step::Escape, encodeUrl,
            [](const JudgedCase& judged) {
                return hows(
                    judged, {"component", "rfc3986", "form-php", "form-java", "dotnet-lower"});
            }},
        {"values-url-decoded", "RV", Step::Escape, decodeUrl,
            [](const JudgedCase&) { return QList<QByteArray>{"plus", "percent"}; }},
        {"space-as-plus", "RV", Step::Escape, blankAsPlus,
            [](const JudgedCase&) { return QList<QByteArray>{"plus", "pct20"}; }},
        {"values-xml-escaped", "RV", Step::Escape, escapeXml,
            [](const JudgedCase&) {
                return QList<QByteArray>{"min", "quot", "apos", "num", "unescape"};
            }},
        {"cdata-markers-hashed", "RV", Step::Escape, hashCdata,
            [](const JudgedCase& judged) {
                return QList<QByteArray>{"wrap-nonnumeric|*", "unwrap"} + hows(judged, {"wrap"});
            }},
        {"json-unicode-escaped", "RV", Step::Escape, escapeUnicode,
            [](const JudgedCase&) {
                return QList<QByteArray>{"lower|all", "lower|json", "upper|all", "upper|json"};
            }},
        {"json-slashes-escaped", "RV", Step::Escape, escapeSlashes,
            [](const JudgedCase&) { return QList<QByteArray>{"json", "all"}; }},
        {"json-html-escaped", "RV", Step::Escape, escapeHtmlInJson,
            [](const JudgedCase&) { return QList<QByteArray>{"json", "all"}; }},
        {"json-reserialized", "RV", Step::Escape, printJsonAgain,
            [](const JudgedCase&) {
                return QList<QByteArray>{
                    "compact", "spaced", "sorted-compact", "sorted-spaced", "compact-ascii"};
            }},
        {"nginx-escaped-quotes", "RV", Step::Escape, takeFromAccessLog,
            [](const JudgedCase&) {
                return QList<QByteArray>{"escape", "quotes-only", "unescape"};
            }},
        {"quotes-backslashed", "RV", Step::Escape, addSlashes,
            [](const JudgedCase&) { return QList<QByteArray>{"both", "double"}; }},
        {"values-quoted", "RP", Step::Escape, quoteValues,
            [](const JudgedCase&) { return QList<QByteArray>{"\"", "'"}; }},
        {"received-utf8-as-gbk", "RV", Step::Escape, readAsGbk,
            [](const JudgedCase&) { return QList<QByteArray>{""}; }},
        {"received-utf8-as-latin1", "RV", Step::Escape, readAsLatin1,
            [](const JudgedCase&) { return QList<QByteArray>{"latin1"}; }},
    }};

} // namespace

std::span<const WrongWay> wrongEscapes()
{
    return escapeWays;
}

} // namespace paydesk::judge

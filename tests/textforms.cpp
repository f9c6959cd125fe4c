#include "tests/textforms.h"

#include <QMap>
#include <QStringDecoder>

#include <iconv.h>

namespace paydesk::judge {

namespace {

    // One character, or all of a text, through the C library's own tables; empty when it refuses.
    QByteArray converted(const QByteArray& text, const char* from, const char* to)
    {
        iconv_t door = iconv_open(to, from);
        if (door == iconv_t(-1)) // NOLINT(performance-no-int-to-ptr): POSIX has it so
            qFatal("this C library has no %s or %s", from, to);
        QByteArray input = text;
        QByteArray output(text.size() * 4 + 8, '\0');
        char* in = input.data();
        char* out = output.data();
        auto inLeft = size_t(input.size());
        auto outLeft = size_t(output.size());
        const size_t result = iconv(door, &in, &inLeft, &out, &outLeft);
        iconv_close(door);
        output.truncate(output.size() - qsizetype(outLeft));
        return result == 0 ? output : QByteArray();
    }

} // namespace

QString utf16Of(const QByteArray& utf8)
{
    QStringDecoder decoder(QStringConverter::Utf8, QStringConverter::Flag::ConvertInitialBom);
    return decoder(utf8);
}

QByteArray percentEncoded(const QByteArray& text, const QByteArray& flavour)
{
    static const QMap<QByteArray, QByteArray> plain{{"component", "-_.!~*'()"}, {"rfc3986", "-_.~"},
        {"form-php", "-_."}, {"form-java", "-_.*"}, {"dotnet-lower", "-_.!*()"}};
    const bool form = flavour != "component" && flavour != "rfc3986";
    QByteArray encoded;
    for (const char c : text) {
        const bool letter = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z')
            || (c >= 'a' && c <= 'z') || plain.value(flavour).contains(c);
        if (letter)
            encoded += c;
        else if (form && c == ' ')
            encoded += '+';
        else if (flavour == "dotnet-lower")
            encoded += '%' + QByteArray(1, c).toHex();
        else
            encoded += '%' + QByteArray(1, c).toHex().toUpper();
    }
    return encoded;
}

QByteArray unicodeEscaped(const QByteArray& text, bool upper)
{
    QByteArray escaped;
    for (const QChar unit : utf16Of(text)) {
        if (unit.unicode() < 0x80) {
            escaped += char(unit.unicode());
            continue;
        }
        const QByteArray hex = QByteArray::number(unit.unicode(), 16).rightJustified(4, '0');
        escaped += "\\u" + (upper ? hex.toUpper() : hex);
    }
    return escaped;
}

bool looksLikeJson(const QByteArray& value)
{
    return (value.startsWith('{') && value.endsWith('}'))
        || (value.startsWith('[') && value.endsWith(']'));
}

QByteArray jsonLiteral(const QByteArray& text, bool ascii)
{
    QByteArray literal = text;
    literal.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n").replace("\r", "\\r");
    literal.replace("\t", "\\t");
    return '"' + (ascii ? unicodeEscaped(literal, false) : literal) + '"';
}

QByteArray inCharset(const QByteArray& utf8, const char* charset, const QByteArray& unencodable)
{
    QByteArray bytes;
    for (const char32_t point : utf16Of(utf8).toUcs4()) {
        if (point < 0x80) {
            bytes += char(point);
            continue;
        }
        const QByteArray one = converted(QString::fromUcs4(&point, 1).toUtf8(), "UTF-8", charset);
        bytes += one.isEmpty() ? unencodable : one;
    }
    return bytes;
}

QByteArray fromCharset(const QByteArray& bytes, const char* charset)
{
    return converted(bytes, charset, "UTF-8");
}

} // namespace paydesk::judge

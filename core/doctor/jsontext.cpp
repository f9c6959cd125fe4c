#include "core/doctor/jsontext.h"

#include "core/doctor/characters.h"
#include "core/sign/bytecursor.h"
#include "core/sign/utf8.h"

#include <QJsonDocument>

#include <algorithm>
#include <utility>
#include <vector>

namespace paydesk {

namespace {

    QByteArray escapedUnit(unsigned int unit, bool upperCase)
    {
        const QByteArray digits = QByteArray::number(unit, 16).rightJustified(4, '0');
        return "\\u" + (upperCase ? digits.toUpper() : digits);
    }

    QByteArray escapedCharacter(char32_t character, bool upperCase)
    {
        if (character <= 0xFFFF)
            return escapedUnit(character, upperCase);
        const unsigned int rest = character - 0x10000U;
        return escapedUnit(0xD800U + (rest >> 10), upperCase)
            + escapedUnit(0xDC00U + (rest & 0x3FFU), upperCase);
    }

    /// Prints a valid JSON text anew, value by value.
    class Reprinter {
    public:
        Reprinter(QByteArrayView text, const JsonStyle& style)
            : m_cursor(text)
            , m_style(style)
        {
        }

        QByteArray value()
        {
            m_cursor.skipBlanks();
            if (m_cursor.take('{'))
                return '{' + members() + '}';
            if (m_cursor.take('['))
                return '[' + elements() + ']';
            if (m_cursor.peek() == '"')
                return quotedJson(string(), m_style.ascii);
            const qsizetype start = m_cursor.position();
            while (!m_cursor.atEnd() && !QByteArrayView(",]} \t\r\n").contains(m_cursor.peek()))
                m_cursor.advance(1);
            return m_cursor.from(start).toByteArray();
        }

    private:
        QByteArray separator() const { return m_style.spaced ? ", " : ","; }

        QByteArray elements()
        {
            QByteArray printed;
            for (m_cursor.skipBlanks(); !m_cursor.take(']'); m_cursor.skipBlanks()) {
                m_cursor.take(',');
                if (!printed.isEmpty())
                    printed += separator();
                printed += value();
            }
            return printed;
        }

        QByteArray members()
        {
            std::vector<std::pair<QByteArray, QByteArray>> members;
            for (m_cursor.skipBlanks(); !m_cursor.take('}'); m_cursor.skipBlanks()) {
                m_cursor.take(',');
                m_cursor.skipBlanks();
                QByteArray name = string();
                m_cursor.skipBlanks();
                m_cursor.take(':');
                members.emplace_back(std::move(name), value());
            }
            if (m_style.sorted)
                std::stable_sort(members.begin(), members.end(),
                    [](const auto& a, const auto& b) { return a.first < b.first; });
            QByteArray printed;
            for (const auto& [name, text] : members) {
                if (!printed.isEmpty())
                    printed += separator();
                printed += quotedJson(name, m_style.ascii) + (m_style.spaced ? ": " : ":") + text;
            }
            return printed;
        }

        QByteArray string()
        {
            QByteArray text;
            m_cursor.take('"');
            while (!m_cursor.atEnd() && !m_cursor.take('"')) {
                if (!m_cursor.take('\\')) {
                    text += m_cursor.next();
                    continue;
                }
                constexpr QByteArrayView names("bfnrt");
                constexpr QByteArrayView meanings("\b\f\n\r\t");
                const char escape = m_cursor.next();
                const qsizetype which = names.indexOf(escape);
                if (escape != 'u')
                    text += which < 0 ? escape : meanings[which];
                else if (const auto character = m_cursor.takeUtf16Escape())
                    appendUtf8(text, *character);
            }
            return text;
        }

        ByteCursor m_cursor;
        JsonStyle m_style;
    };

} // namespace

bool isJsonDocument(const QByteArray& text)
{
    const QByteArrayView inside = QByteArrayView(text).trimmed();
    return (inside.startsWith('{') || inside.startsWith('['))
        && !QJsonDocument::fromJson(text).isNull();
}

QByteArray reprintedJson(const QByteArray& text, const JsonStyle& style)
{
    return isJsonDocument(text) ? Reprinter(text, style).value() : text;
}

namespace {

    bool staysInJson(const QByteArray& text, bool ascii)
    {
        return std::all_of(text.begin(), text.end(), [ascii](char c) {
            const auto byte = static_cast<unsigned char>(c);
            return byte >= 0x20 && c != '"' && c != '\\' && (!ascii || byte <= 0x7E);
        });
    }

} // namespace

QByteArray quotedJson(const QByteArray& text, bool ascii)
{
    if (staysInJson(text, ascii))
        return '"' + text + '"';
    QByteArray quoted = "\"";
    quoted += mappedCharacters(text, [ascii](char32_t character, QByteArrayView sequence) {
        switch (character) {
        case '"':
            return QByteArray("\\\"");
        case '\\':
            return QByteArray("\\\\");
        case '\b':
            return QByteArray("\\b");
        case '\f':
            return QByteArray("\\f");
        case '\n':
            return QByteArray("\\n");
        case '\r':
            return QByteArray("\\r");
        case '\t':
            return QByteArray("\\t");
        default:
            return character < 0x20 || (ascii && character > 0x7E)
                ? escapedCharacter(character, false)
                : sequence.toByteArray();
        }
    });
    return quoted + '"';
}

QByteArray unicodeEscaped(const QByteArray& text, bool upperCase)
{
    if (isAscii(text))
        return text;
    return mappedBeyondAscii(text, [upperCase](char32_t character, QByteArrayView) {
        return escapedCharacter(character, upperCase);
    });
}

} // namespace paydesk

#include "core/sign/scriptinput.h"

#include "core/sign/bytecursor.h"
#include "core/sign/utf8.h"

#include <QChar>
#include <QCoreApplication>

#include <algorithm>
#include <optional>
#include <utility>

namespace paydesk {

namespace {

    bool isNameByte(char c)
    {
        const auto byte = static_cast<unsigned char>(c);
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
            || c == '_' || c == '$' || byte >= 0x80;
    }

    bool isQuote(char c)
    {
        return c == '"' || c == '\'' || c == '`';
    }

    void skipComment(ByteCursor& cursor, QByteArrayView end)
    {
        const qsizetype found = cursor.rest().indexOf(end);
        cursor.advance(found < 0 ? cursor.rest().size() : found + end.size());
    }

    void skipBlanksAndComments(ByteCursor& cursor)
    {
        for (;;) {
            cursor.skipBlanks();
            if (cursor.take("//"))
                skipComment(cursor, "\n");
            else if (cursor.take("/*"))
                skipComment(cursor, "*/");
            else
                return;
        }
    }

    /// The character an escape stands for; nothing when it is malformed. A line break behind the
    /// backslash stands for nothing.
    bool appendEscape(ByteCursor& cursor, QByteArray& text)
    {
        constexpr QByteArrayView names("bfnrtv0");
        constexpr QByteArrayView meanings("\b\f\n\r\t\v\0", 7);
        std::optional<char32_t> codePoint;
        if (cursor.take("u{")) {
            codePoint = cursor.takeHex(1, 6);
            if (!cursor.take('}') || !codePoint || *codePoint > 0x10FFFF
                || QChar::isSurrogate(*codePoint))
                return false;
        } else if (cursor.take('u')) {
            codePoint = cursor.takeUtf16Escape();
            if (!codePoint)
                return false;
        } else if (cursor.take('x')) {
            codePoint = cursor.takeHex(2, 2);
            if (!codePoint)
                return false;
        }
        if (codePoint) {
            appendUtf8(text, *codePoint);
            return true;
        }
        if (cursor.take("\r\n") || cursor.take('\n'))
            return true;
        const char c = cursor.next();
        const qsizetype which = names.indexOf(c);
        text += which < 0 ? c : meanings[which];
        return true;
    }

    /// The text in quotes that `expression` is, if it is nothing but that.
    std::optional<QByteArray> quotedText(QByteArrayView expression)
    {
        ByteCursor cursor(expression);
        const char quote = cursor.next();
        QByteArray text;
        if (!isQuote(quote))
            return {};
        while (!cursor.take(quote)) {
            const bool computed = quote == '`' && cursor.rest().startsWith("${");
            if (cursor.atEnd() || computed)
                return {};
            if (!cursor.take('\\'))
                text += cursor.next();
            else if (!appendEscape(cursor, text))
                return {};
        }
        return cursor.atEnd() ? std::optional(text) : std::nullopt;
    }

    bool isNumber(QByteArrayView text)
    {
        const auto inNumber = [](char c) { return (c >= '0' && c <= '9') || c == '.'; };
        const bool onePoint = std::count(text.begin(), text.end(), '.') <= 1;
        if (text.startsWith('-'))
            text = text.sliced(1);
        return onePoint && !text.isEmpty() && text[0] != '.'
            && std::all_of(text.begin(), text.end(), inNumber);
    }

    /// Of an expression that is a value but no text; nothing when it must be computed.
    std::optional<ValueKind> kindOf(QByteArrayView expression)
    {
        if (expression == "null")
            return ValueKind::Null;
        if (expression == "undefined")
            return ValueKind::Undefined;
        if (expression == "true" || expression == "false")
            return ValueKind::Flag;
        if (isNumber(expression))
            return ValueKind::Number;
        if (expression.startsWith('{'))
            return ValueKind::Object;
        if (expression.startsWith('['))
            return ValueKind::Array;
        return {};
    }

    class ScriptReader {
        Q_DECLARE_TR_FUNCTIONS(TextInput)

    public:
        explicit ScriptReader(QByteArrayView text)
            : m_cursor(text)
        {
        }

        Result<QList<JsonMember>> read(AfterObject after);

    private:
        bool readMember();
        bool readName(QByteArray& name);
        bool takeValue(const QByteArray& name, QByteArrayView expression);
        QByteArrayView readExpression();
        bool skipQuoted();
        bool refuse(const QString& reason);

        ByteCursor m_cursor;
        QList<JsonMember> m_members;
        QString m_problem;
    };

    Result<QList<JsonMember>> ScriptReader::read(AfterObject after)
    {
        skipBlanksAndComments(m_cursor);
        if (!m_cursor.take('{'))
            refuse(tr("An opening brace is missing."));
        while (m_problem.isEmpty()) {
            skipBlanksAndComments(m_cursor);
            if (m_cursor.take('}'))
                break;
            if (readMember() && !m_cursor.take(',') && m_cursor.peek() != '}')
                refuse(tr("A comma or a closing brace is missing."));
        }
        m_cursor.take(';');
        skipBlanksAndComments(m_cursor);
        if (after == AfterObject::Refused && !m_cursor.atEnd())
            refuse(tr("More text follows the object."));
        if (m_problem.isEmpty())
            return std::move(m_members);
        return fail(FailureId::InputUnreadable, {{QStringLiteral("reason"), m_problem}});
    }

    bool ScriptReader::readMember()
    {
        QByteArray name;
        if (!readName(name))
            return false;
        skipBlanksAndComments(m_cursor);
        if (m_cursor.take(':')) {
            skipBlanksAndComments(m_cursor);
            return takeValue(name, readExpression());
        }
        // `success(res) { … }` is a function; `timeStamp,` says no more than the name of a
        // variable.
        if (m_cursor.peek() != '(' && name != "async")
            return refuse(tr("The value of %1 is not in the text.").arg(QString::fromUtf8(name)));
        readExpression();
        return true;
    }

    bool ScriptReader::readName(QByteArray& name)
    {
        const qsizetype start = m_cursor.position();
        if (isQuote(m_cursor.peek())) {
            if (!skipQuoted())
                return false;
            name = quotedText(m_cursor.from(start)).value_or(QByteArray());
        } else {
            while (isNameByte(m_cursor.peek()))
                m_cursor.advance(1);
            name = m_cursor.from(start).toByteArray();
        }
        return !name.isEmpty() || refuse(tr("A name is missing."));
    }

    bool ScriptReader::takeValue(const QByteArray& name, QByteArrayView expression)
    {
        const auto keep = [&](ValueKind kind, QByteArray value) {
            m_members.append({name, {kind, std::move(value)}});
            return true;
        };
        if (!m_problem.isEmpty())
            return false;
        if (const std::optional<QByteArray> text = quotedText(expression))
            return keep(ValueKind::Text, *text);
        if (const std::optional<ValueKind> kind = kindOf(expression)) {
            const bool nothing = *kind == ValueKind::Null || *kind == ValueKind::Undefined;
            return keep(*kind, nothing ? QByteArray() : expression.toByteArray());
        }
        const bool callback = name == "success" || name == "fail" || name == "complete";
        if (callback || expression.startsWith("function") || expression.contains("=>"))
            return true;
        return refuse(
            tr("The value of %1 is an expression, not a text.").arg(QString::fromUtf8(name)));
    }

    /// Up to the comma or the brace that ends this member, without the blanks and comments before
    /// it. Comments may hold quotes and braces, so they are passed over first.
    QByteArrayView ScriptReader::readExpression()
    {
        const qsizetype start = m_cursor.position();
        qsizetype end = start;
        int depth = 0;
        for (skipBlanksAndComments(m_cursor); !m_cursor.atEnd(); skipBlanksAndComments(m_cursor)) {
            const char c = m_cursor.peek();
            if (depth == 0 && (c == ',' || c == '}'))
                return m_cursor.from(start).first(end - start);
            if (isQuote(c) && !skipQuoted())
                return {};
            if (!isQuote(c))
                m_cursor.advance(1);
            depth += c == '(' || c == '[' || c == '{' ? 1
                : c == ')' || c == ']' || c == '}'    ? -1
                                                      : 0;
            end = m_cursor.position();
        }
        refuse(tr("The object does not end."));
        return {};
    }

    bool ScriptReader::skipQuoted()
    {
        const char quote = m_cursor.next();
        while (!m_cursor.take(quote)) {
            if (m_cursor.atEnd())
                return refuse(tr("A quote does not end."));
            m_cursor.advance(m_cursor.peek() == '\\' ? 2 : 1);
        }
        return true;
    }

    bool ScriptReader::refuse(const QString& reason)
    {
        if (m_problem.isEmpty())
            m_problem = reason;
        return false;
    }

} // namespace

Result<QList<JsonMember>> readScriptObject(QByteArrayView text, AfterObject after)
{
    return ScriptReader(text).read(after);
}

} // namespace paydesk

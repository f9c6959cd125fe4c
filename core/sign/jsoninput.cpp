#include "core/sign/jsoninput.h"

#include "core/sign/bytecursor.h"
#include "core/sign/utf8.h"

#include <QCoreApplication>

#include <algorithm>
#include <utility>

namespace paydesk {

namespace {

    constexpr int deepestNesting = 64;

    /// Of a value that is neither text nor null.
    ValueKind kindAt(char first)
    {
        switch (first) {
        case '{':
            return ValueKind::Object;
        case '[':
            return ValueKind::Array;
        case 't':
        case 'f':
            return ValueKind::Flag;
        default:
            return ValueKind::Number;
        }
    }

    /// Every read… returns whether it could; the first problem is kept with its place.
    class JsonReader {
        Q_DECLARE_TR_FUNCTIONS(TextInput)

    public:
        explicit JsonReader(QByteArrayView text)
            : m_text(text)
            , m_cursor(text)
        {
        }

        Result<QList<JsonMember>> readObject();
        Result<QList<JsonValue>> readArray();

    private:
        template <typename Member> bool readMembers(Member member);
        template <typename Element> bool readElements(Element element);
        bool readMember(JsonMember& member);
        bool readValue(JsonValue& value);
        bool nothingFollows();
        tl::unexpected<Failure> rejected() const;
        bool readString(QByteArray& text);
        bool readEscape(QByteArray& text);
        bool readNumber();
        bool readDigits();
        bool skipValue(int depth);
        bool skipNested(int depth);
        bool refuse(const QString& reason);

        QByteArrayView m_text;
        ByteCursor m_cursor;
        QString m_problem;
        qsizetype m_problemAt = 0;
    };

    Result<QList<JsonMember>> JsonReader::readObject()
    {
        QList<JsonMember> members;
        const auto keep = [&] { return readMember(members.emplace_back()); };
        m_cursor.skipBlanks();
        if (!m_cursor.take('{'))
            refuse(tr("The outermost value must be an object."));
        else if (readMembers(keep) && nothingFollows())
            return members;
        return rejected();
    }

    Result<QList<JsonValue>> JsonReader::readArray()
    {
        QList<JsonValue> elements;
        const auto keep = [&] { return readValue(elements.emplace_back()); };
        m_cursor.skipBlanks();
        if (!m_cursor.take('['))
            refuse(tr("The outermost value must be an array."));
        else if (readElements(keep) && nothingFollows())
            return elements;
        return rejected();
    }

    bool JsonReader::nothingFollows()
    {
        m_cursor.skipBlanks();
        return m_cursor.atEnd() || refuse(tr("More text follows the object."));
    }

    tl::unexpected<Failure> JsonReader::rejected() const
    {
        const QByteArrayView before = m_text.first(m_problemAt);
        const auto characters =
            std::count_if(before.begin(), before.end(), [](char c) { return (c & 0xC0) != 0x80; });
        return fail(FailureId::JsonRejected,
            {{QStringLiteral("reason"), m_problem},
                {QStringLiteral("offset"), qlonglong(characters) + 1}});
    }

    /// What stands between "{" and "}", both the outermost object's and an inner one's.
    template <typename Member> bool JsonReader::readMembers(Member member)
    {
        m_cursor.skipBlanks();
        if (m_cursor.take('}'))
            return true;
        do {
            m_cursor.skipBlanks();
            if (!member())
                return false;
            m_cursor.skipBlanks();
        } while (m_cursor.take(','));
        return m_cursor.take('}') || refuse(tr("A comma or a closing brace is missing."));
    }

    /// What stands between "[" and "]".
    template <typename Element> bool JsonReader::readElements(Element element)
    {
        m_cursor.skipBlanks();
        if (m_cursor.take(']'))
            return true;
        do {
            m_cursor.skipBlanks();
            if (!element())
                return false;
            m_cursor.skipBlanks();
        } while (m_cursor.take(','));
        return m_cursor.take(']') || refuse(tr("A comma or a closing bracket is missing."));
    }

    bool JsonReader::readMember(JsonMember& member)
    {
        if (!readString(member.name))
            return false;
        m_cursor.skipBlanks();
        if (!m_cursor.take(':'))
            return refuse(tr("A colon is missing."));
        m_cursor.skipBlanks();
        return readValue(member.value);
    }

    bool JsonReader::readValue(JsonValue& value)
    {
        if (m_cursor.peek() == '"')
            return readString(value.text);
        if (m_cursor.take("null")) {
            value.kind = ValueKind::Null;
            return true;
        }
        const qsizetype start = m_cursor.position();
        value.kind = kindAt(m_cursor.peek());
        if (!skipValue(1))
            return false;
        value.text = m_cursor.from(start).toByteArray();
        return true;
    }

    bool JsonReader::readString(QByteArray& text)
    {
        if (!m_cursor.take('"'))
            return refuse(tr("A text in double quotes is missing."));
        while (!m_cursor.take('"')) {
            if (m_cursor.atEnd())
                return refuse(tr("A quote does not end."));
            if (static_cast<unsigned char>(m_cursor.peek()) < 0x20)
                return refuse(tr("A control character stands in a text."));
            if (m_cursor.peek() != '\\')
                text += m_cursor.next();
            else if (!readEscape(text))
                return false;
        }
        return true;
    }

    bool JsonReader::readEscape(QByteArray& text)
    {
        constexpr QByteArrayView names("\"\\/bfnrt");
        constexpr QByteArrayView meanings("\"\\/\b\f\n\r\t");
        m_cursor.advance(1);
        if (m_cursor.take('u')) {
            const std::optional<char32_t> codePoint = m_cursor.takeUtf16Escape();
            if (!codePoint)
                return refuse(tr("A \\u escape is malformed."));
            appendUtf8(text, *codePoint);
            return true;
        }
        const qsizetype which = m_cursor.atEnd() ? -1 : names.indexOf(m_cursor.peek());
        if (which < 0)
            return refuse(tr("An escape is unknown."));
        text += meanings[which];
        m_cursor.advance(1);
        return true;
    }

    bool JsonReader::readDigits()
    {
        const auto isDigit = [](char c) { return c >= '0' && c <= '9'; };
        if (!isDigit(m_cursor.peek()))
            return refuse(tr("A number is malformed."));
        while (isDigit(m_cursor.peek()))
            m_cursor.advance(1);
        return true;
    }

    bool JsonReader::readNumber()
    {
        m_cursor.take('-');
        // No digits may follow a leading zero; what comes then is no comma, and so refused.
        if (!m_cursor.take('0') && !readDigits())
            return false;
        if (m_cursor.take('.') && !readDigits())
            return false;
        if (!m_cursor.take('e') && !m_cursor.take('E'))
            return true;
        if (!m_cursor.take('+'))
            m_cursor.take('-');
        return readDigits();
    }

    bool JsonReader::skipValue(int depth)
    {
        const char first = m_cursor.peek();
        if (first == '{' || first == '[')
            return skipNested(depth);
        if (first == '"') {
            QByteArray ignored;
            return readString(ignored);
        }
        if (first == '-' || (first >= '0' && first <= '9'))
            return readNumber();
        return m_cursor.take("true") || m_cursor.take("false") || m_cursor.take("null")
            || refuse(tr("A value is missing."));
    }

    bool JsonReader::skipNested(int depth)
    {
        if (depth > deepestNesting)
            return refuse(tr("Values are nested too deeply."));
        if (m_cursor.take('{')) {
            return readMembers([this, depth] {
                QByteArray ignored;
                if (!readString(ignored))
                    return false;
                m_cursor.skipBlanks();
                if (!m_cursor.take(':'))
                    return refuse(tr("A colon is missing."));
                m_cursor.skipBlanks();
                return skipValue(depth + 1);
            });
        }
        m_cursor.advance(1);
        return readElements([this, depth] { return skipValue(depth + 1); });
    }

    bool JsonReader::refuse(const QString& reason)
    {
        if (m_problem.isEmpty()) {
            m_problem = reason;
            m_problemAt = m_cursor.position();
        }
        return false;
    }

} // namespace

Result<QList<JsonMember>> readJsonMembers(QByteArrayView text)
{
    return JsonReader(text).readObject();
}

Result<QList<JsonValue>> readJsonElements(QByteArrayView text)
{
    return JsonReader(text).readArray();
}

Result<Parameters> readJsonObject(QByteArrayView text)
{
    return readJsonMembers(text).map([](QList<JsonMember>&& members) {
        Parameters fields;
        for (JsonMember& member : members)
            fields.append(std::move(member.name), std::move(member.value.text));
        return fields;
    });
}

} // namespace paydesk

#include "tests/jsontree.h"

#include "tests/textforms.h"

#include <QList>

#include <algorithm>

namespace paydesk::judge {

namespace {

    class JsonPrinter {
    public:
        JsonPrinter(const QByteArray& text, const JsonStyle& style)
            : m_text(text)
            , m_style(style)
        {
        }

        QByteArray print()
        {
            const QByteArray printed = value();
            skipBlanks();
            return m_failed || m_at != m_text.size() ? m_text : printed;
        }

    private:
        struct Member {
            QByteArray name;
            QByteArray text;
        };

        char peek()
        {
            skipBlanks();
            return m_at < m_text.size() ? m_text[m_at] : '\0';
        }

        void skipBlanks()
        {
            while (m_at < m_text.size() && QByteArray(" \t\r\n").contains(m_text[m_at]))
                ++m_at;
        }

        QByteArray value()
        {
            switch (peek()) {
            case '{':
                return members('{', '}');
            case '[':
                return members('[', ']');
            case '"':
                return string();
            default:
                return literal();
            }
        }

        QByteArray members(char open, char close)
        {
            QList<Member> found;
            ++m_at;
            while (!m_failed && peek() != close) {
                Member member;
                if (open == '{') {
                    member.name = peek() == '"' ? string() : QByteArray();
                    expect(':');
                    member.text = member.name + (m_style.spaced ? ": " : ":");
                }
                member.text += value();
                found.append(member);
                if (peek() != close)
                    expect(',');
            }
            expect(close);
            if (m_style.sorted && open == '{')
                std::stable_sort(found.begin(), found.end(),
                    [](const Member& a, const Member& b) { return a.name < b.name; });
            QList<QByteArray> texts;
            for (const Member& member : found)
                texts.append(member.text);
            return open + texts.join(m_style.spaced ? ", " : ",") + close;
        }

        QByteArray string()
        {
            const qsizetype start = m_at++;
            while (m_at < m_text.size() && m_text[m_at] != '"')
                m_at += m_text[m_at] == '\\' ? 2 : 1;
            m_failed = m_failed || m_at >= m_text.size();
            const QByteArray written = m_text.mid(start, ++m_at - start);
            return m_style.ascii ? unicodeEscaped(written, false) : written;
        }

        QByteArray literal()
        {
            const qsizetype start = m_at;
            while (m_at < m_text.size() && !QByteArray(",:{}[]\" \t\r\n").contains(m_text[m_at]))
                ++m_at;
            m_failed = m_failed || m_at == start;
            return m_text.mid(start, m_at - start);
        }

        void expect(char wanted)
        {
            m_failed = m_failed || peek() != wanted;
            ++m_at;
        }

        const QByteArray& m_text;
        JsonStyle m_style;
        qsizetype m_at = 0;
        bool m_failed = false;
    };

} // namespace

QByteArray jsonPrinted(const QByteArray& text, const JsonStyle& style)
{
    return JsonPrinter(text, style).print();
}

} // namespace paydesk::judge

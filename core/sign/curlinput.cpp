#include "core/sign/curlinput.h"

#include "core/sign/bytecursor.h"
#include "core/sign/utf8.h"

#include <QCoreApplication>
#include <QList>

#include <algorithm>
#include <optional>

namespace paydesk {

namespace {

    bool isShellBlank(char c)
    {
        return c == ' ' || c == '\t' || c == '\r';
    }

    /// The words of one shell command.
    class ShellReader {
    public:
        explicit ShellReader(QByteArrayView text)
            : m_cursor(text)
        {
        }

        /// Nothing when a quote does not end.
        std::optional<QList<QByteArray>> words();

    private:
        bool endsCommand() const;
        bool readWord();
        bool readPart();
        bool readSingle();
        bool readDouble();
        bool readDollar();
        void readAnsiEscape();
        void joinLines();

        ByteCursor m_cursor;
        QByteArray m_word;
    };

    std::optional<QList<QByteArray>> ShellReader::words()
    {
        QList<QByteArray> words;
        for (;;) {
            joinLines();
            if (m_cursor.atEnd() || endsCommand())
                return words;
            if (!readWord())
                return {};
            words.append(m_word);
        }
    }

    /// Passes blanks and line ends behind a backslash. A caret at a line's end is what Windows
    /// writes.
    void ShellReader::joinLines()
    {
        for (;;) {
            while (isShellBlank(m_cursor.peek()))
                m_cursor.advance(1);
            const bool joined = m_cursor.take("\\\n") || m_cursor.take("\\\r\n")
                || m_cursor.take("^\n") || m_cursor.take("^\r\n");
            if (!joined)
                return;
        }
    }

    bool ShellReader::endsCommand() const
    {
        const char c = m_cursor.peek();
        // An ampersand inside of an unquoted URL was meant as part of it.
        return c == '\n' || c == '|' || c == ';'
            || (c == '&' && (isShellBlank(m_cursor.peek(1)) || m_cursor.peek(1) == '&'));
    }

    bool ShellReader::readWord()
    {
        m_word.clear();
        while (!m_cursor.atEnd() && !isShellBlank(m_cursor.peek()) && !endsCommand()) {
            if (!readPart())
                return false;
        }
        return true;
    }

    bool ShellReader::readPart()
    {
        if (m_cursor.take("\\\n") || m_cursor.take("\\\r\n"))
            return true;
        if (m_cursor.take("$'"))
            return readDollar();
        if (m_cursor.take('\''))
            return readSingle();
        if (m_cursor.take('"'))
            return readDouble();
        m_cursor.take('\\');
        if (!m_cursor.atEnd())
            m_word += m_cursor.next();
        return true;
    }

    bool ShellReader::readSingle()
    {
        const qsizetype end = m_cursor.rest().indexOf('\'');
        if (end < 0)
            return false;
        m_word += m_cursor.rest().first(end);
        m_cursor.advance(end + 1);
        return true;
    }

    bool ShellReader::readDouble()
    {
        while (!m_cursor.take('"')) {
            if (m_cursor.atEnd())
                return false;
            if (m_cursor.take("\\\n") || m_cursor.take("\\\r\n"))
                continue;
            if (m_cursor.peek() == '\\' && QByteArrayView("\"\\$`").contains(m_cursor.peek(1)))
                m_cursor.advance(1);
            m_word += m_cursor.next();
        }
        return true;
    }

    bool ShellReader::readDollar()
    {
        while (!m_cursor.take('\'')) {
            if (m_cursor.atEnd())
                return false;
            if (m_cursor.take('\\'))
                readAnsiEscape();
            else
                m_word += m_cursor.next();
        }
        return true;
    }

    void ShellReader::readAnsiEscape()
    {
        constexpr QByteArrayView names("abefnrtv");
        constexpr QByteArrayView meanings("\a\b\x1b\f\n\r\t\v");
        if (m_cursor.peek() == 'u' || m_cursor.peek() == 'x') {
            const bool codePoint = m_cursor.next() == 'u';
            // Browsers write characters beyond the first plane as two escapes.
            const auto value = codePoint ? m_cursor.takeUtf16Escape() : m_cursor.takeHex(1, 2);
            if (value && codePoint)
                appendUtf8(m_word, *value);
            else if (value)
                m_word += char(*value);
            return;
        }
        const char c = m_cursor.next();
        const qsizetype which = names.indexOf(c);
        m_word += which < 0 ? c : meanings[which];
    }

    /// What the options mean, as far as data goes.
    class CurlReader {
        Q_DECLARE_TR_FUNCTIONS(TextInput)

    public:
        explicit CurlReader(const QList<QByteArray>& words)
            : m_words(words)
        {
        }

        Result<CurlRequest> read();

    private:
        void readLong(QByteArrayView option);
        void readShort(QByteArrayView letters);
        QByteArray argument();
        void addData(const QByteArray& data, bool literal);

        const QList<QByteArray>& m_words;
        qsizetype m_next = 1;
        CurlRequest m_request;
        QString m_problem;
    };

    Result<CurlRequest> CurlReader::read()
    {
        while (m_next < m_words.size() && m_problem.isEmpty()) {
            const QByteArray word = argument();
            if (word.startsWith("--"))
                readLong(word);
            else if (word.startsWith('-') && word.size() > 1)
                readShort(QByteArrayView(word).sliced(1));
            else if (m_request.url.isEmpty())
                m_request.url = word;
        }
        if (!m_problem.isEmpty())
            return fail(FailureId::InputUnreadable, {{QStringLiteral("reason"), m_problem}});
        return m_request;
    }

    QByteArray CurlReader::argument()
    {
        return m_next < m_words.size() ? m_words.at(m_next++) : QByteArray();
    }

    void CurlReader::readLong(QByteArrayView option)
    {
        if (option == "--data-raw")
            addData(argument(), true);
        else if (option == "--data" || option == "--data-binary" || option == "--data-ascii"
            || option == "--json")
            addData(argument(), false);
        else if (option == "--data-urlencode")
            m_problem = tr("The option --data-urlencode is not read. Give the data as it is sent.");
        else if (option == "--url")
            m_request.url = argument();
        else if (option == "--header" || option == "--request" || option == "--user-agent"
            || option == "--cookie" || option == "--output" || option == "--cert"
            || option == "--key" || option == "--cacert" || option == "--proxy"
            || option == "--user" || option == "--max-time" || option == "--connect-timeout"
            || option == "--referer")
            argument();
    }

    /// A cluster such as -sSd: the first letter that takes an argument takes the rest of the word,
    /// or the next word.
    void CurlReader::readShort(QByteArrayView letters)
    {
        const auto takesArgument = [](char c) {
            return QByteArrayView("AbcCdDeEFHKmoPQrtTuUwxXyYz").contains(c);
        };
        const auto* const letter = std::find_if(letters.begin(), letters.end(), takesArgument);
        if (letter == letters.end())
            return;
        const QByteArrayView attached(letter + 1, letters.end());
        const QByteArray value = attached.isEmpty() ? argument() : attached.toByteArray();
        if (*letter == 'd')
            addData(value, false);
    }

    void CurlReader::addData(const QByteArray& data, bool literal)
    {
        if (!literal && data.startsWith('@'))
            m_problem = tr("The data comes from the file %1. Paste the file's text instead.")
                            .arg(QString::fromUtf8(data.sliced(1)));
        if (m_request.hasBody)
            m_request.body += '&';
        m_request.body += data;
        m_request.hasBody = true;
    }

} // namespace

bool looksLikeCurl(QByteArrayView text)
{
    for (const QByteArrayView prompt :
        {QByteArrayView("$ "), QByteArrayView("# "), QByteArrayView("> ")}) {
        if (text.startsWith(prompt))
            text = text.sliced(prompt.size()).trimmed();
    }
    const bool named = text.startsWith("curl");
    const QByteArrayView behind = named ? text.sliced(text.startsWith("curl.exe") ? 8 : 4) : text;
    return named && !behind.isEmpty()
        && (isShellBlank(behind[0]) || behind[0] == '\\' || behind[0] == '^' || behind[0] == '\n');
}

Result<CurlRequest> readCurl(QByteArrayView text)
{
    const auto words = ShellReader(text.sliced(qMax<qsizetype>(text.indexOf("curl"), 0))).words();
    if (!words) {
        return fail(FailureId::InputUnreadable,
            {{QStringLiteral("reason"),
                QCoreApplication::translate("TextInput", "A quote does not end.")}});
    }
    return CurlReader(*words).read();
}

} // namespace paydesk

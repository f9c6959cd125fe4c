#include "core/sign/flatxml.h"

#include "core/sign/utf8.h"
#include "core/sign/xmlgate.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <optional>

namespace paydesk {

namespace {

    constexpr QByteArrayView cdataStart = "<![CDATA[";
    constexpr std::string_view cdataEnd = "]]>";
    constexpr char32_t beyondUnicode = 0x110000;

    bool startsName(char c)
    {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    }

    bool continuesName(char c)
    {
        return startsName(c) || (c >= '0' && c <= '9') || c == '-' || c == '.';
    }

    /// The length of a Chinese letter (U+4E00 to U+9FA5, which every edition of XML takes for one)
    /// at the start of this valid UTF-8, 0 if there is none.
    qsizetype chineseLetter(QByteArrayView name)
    {
        if (name.size() < 3)
            return 0;
        const QByteArrayView letter = name.first(3);
        return letter >= QByteArrayView("\xE4\xB8\x80") && letter <= QByteArrayView("\xE9\xBE\xA5")
            ? 3
            : 0;
    }

    bool isName(QByteArrayView name)
    {
        qsizetype at = 0;
        while (at < name.size()) {
            const bool plain = at == 0 ? startsName(name[at]) : continuesName(name[at]);
            const qsizetype length = plain ? 1 : chineseLetter(name.sliced(at));
            if (length == 0)
                return false;
            at += length;
        }
        return at > 0;
    }

    bool isXmlCharacter(char32_t c)
    {
        return c == '\t' || c == '\n' || c == '\r' || (c >= 0x20 && c < 0xD800)
            || (c >= 0xE000 && c < 0xFFFE) || (c >= 0x10000 && c < beyondUnicode);
    }

    /// What is between "&#" and ";".
    std::optional<char32_t> numberedCharacter(QByteArrayView digits)
    {
        const bool hexadecimal = digits.startsWith('x');
        if (hexadecimal)
            digits = digits.sliced(1);
        const char32_t base = hexadecimal ? 16 : 10;
        if (digits.isEmpty())
            return {};
        char32_t number = 0;
        for (const char c : digits) {
            const int digit = c >= '0' && c <= '9' ? c - '0'
                : c >= 'a' && c <= 'f'             ? c - 'a' + 10
                : c >= 'A' && c <= 'F'             ? c - 'A' + 10
                                                   : -1;
            if (digit < 0 || char32_t(digit) >= base)
                return {};
            // What is beyond Unicode stays there.
            number = std::min<char32_t>(number * base + char32_t(digit), beyondUnicode);
        }
        return isXmlCharacter(number) ? std::optional(number) : std::nullopt;
    }

    std::optional<char32_t> entity(QByteArrayView name)
    {
        struct Named {
            QByteArrayView name;
            char32_t character = 0;
        };
        static constexpr std::array named{Named{"amp", '&'}, Named{"lt", '<'}, Named{"gt", '>'},
            Named{"quot", '"'}, Named{"apos", '\''}};
        if (name.startsWith('#'))
            return numberedCharacter(name.sliced(1));
        const auto* const found = std::find_if(
            named.begin(), named.end(), [name](const Named& known) { return known.name == name; });
        return found == named.end() ? std::nullopt : std::optional(found->character);
    }

    /// One flat document, from markup to markup. Every function that reads something leaves m_at
    /// behind it and says whether it was right.
    class FlatReader {
        Q_DECLARE_TR_FUNCTIONS(XmlGate)

    public:
        FlatReader(QByteArrayView bytes, QByteArrayView rootName)
            : m_bytes(bytes)
            , m_rootName(rootName)
        {
        }

        Result<Parameters> read();

    private:
        struct Tag {
            QByteArrayView name;
            bool empty = false; ///< "<a/>"
        };

        bool readDocument();
        bool readFields();
        bool readField();
        bool readValue(QByteArrayView name);
        std::optional<Tag> readStartTag();
        bool readEndTag(QByteArrayView name);
        bool readComment();
        bool readCdata();
        bool readText(qsizetype end);
        /// Blanks and comments.
        bool skipBetween();
        void skipBlanks();
        void appendFolded(QByteArrayView text);

        /// NUL behind the end.
        char byteAt(qsizetype at) const { return at < m_bytes.size() ? m_bytes[at] : '\0'; }
        bool isEndTag() const { return byteAt(m_at) == '<' && byteAt(m_at + 1) == '/'; }
        bool isComment() const
        {
            return byteAt(m_at) == '<' && byteAt(m_at + 1) == '!' && byteAt(m_at + 2) == '-';
        }
        bool atEnd() const { return m_at >= m_bytes.size(); }
        bool startsWith(QByteArrayView text) const { return m_bytes.sliced(m_at).startsWith(text); }
        bool refuse(const QString& reason, qsizetype at)
        {
            m_failure = xmlRejected(m_bytes, at, reason);
            return false;
        }
        bool endsTooEarly() { return refuse(tr("The document ends too early."), m_bytes.size()); }

        QByteArrayView m_bytes;
        QByteArrayView m_rootName;
        qsizetype m_at = 0;
        Parameters m_fields;
        QByteArray m_value;
        Failure m_failure;
    };

    Result<Parameters> FlatReader::read()
    {
        if (!readDocument())
            return fail(m_failure);
        return std::move(m_fields);
    }

    bool FlatReader::readDocument()
    {
        if (startsWith("<?xml"))
            m_at = m_bytes.indexOf("?>") + 2; // the gate has read it
        if (!skipBetween())
            return false;
        const qsizetype start = m_at;
        const std::optional<Tag> root = readStartTag();
        if (!root)
            return false;
        if (root->name != m_rootName)
            return refuse(tr("The root element has another name."), start);
        if (!root->empty && !readFields())
            return false;
        return skipBetween()
            && (atEnd() || refuse(tr("Something stands behind the root element."), m_at));
    }

    bool FlatReader::readFields()
    {
        while (true) {
            if (!skipBetween())
                return false;
            if (atEnd())
                return endsTooEarly();
            if (isEndTag())
                return readEndTag(m_rootName);
            if (m_bytes[m_at] != '<' || startsWith(cdataStart))
                return refuse(tr("Text stands outside of the fields."), m_at);
            if (!readField())
                return false;
        }
    }

    bool FlatReader::readField()
    {
        const qsizetype start = m_at;
        const std::optional<Tag> tag = readStartTag();
        if (!tag)
            return false;
        if (m_fields.contains(tag->name))
            return refuse(tr("A field occurs twice."), start);
        m_value.clear();
        if (!tag->empty && !readValue(tag->name))
            return false;
        m_fields.append(tag->name.toByteArray(), std::exchange(m_value, {}));
        return true;
    }

    bool FlatReader::readValue(QByteArrayView name)
    {
        while (true) {
            const qsizetype markup = m_bytes.indexOf('<', m_at);
            if (markup < 0)
                return endsTooEarly();
            if (markup > m_at && !readText(markup))
                return false;
            if (isEndTag())
                return readEndTag(name);
            const bool cdata = startsWith(cdataStart);
            if (!cdata && !isComment())
                return refuse(tr("A field contains another element."), m_at);
            if (!(cdata ? readCdata() : readComment()))
                return false;
        }
    }

    std::optional<FlatReader::Tag> FlatReader::readStartTag()
    {
        const qsizetype start = m_at;
        const auto endsName = [](char c) { return isXmlBlank(c) || c == '>' || c == '/'; };
        const auto* const from = m_bytes.begin() + std::min(start + 1, m_bytes.size());
        const auto* const end = std::find_if(from, m_bytes.end(), endsName);
        const QByteArrayView name(from, end);
        m_at = end - m_bytes.begin();
        skipBlanks();
        const bool empty = byteAt(m_at) == '/' && byteAt(m_at + 1) == '>';
        if (!empty && byteAt(m_at) != '>') {
            endsTooEarly();
            return {};
        }
        m_at += empty ? 2 : 1;
        if (!isName(name)) {
            refuse(tr("An element's name has a character that is not allowed there."), start);
            return {};
        }
        return Tag{name, empty};
    }

    bool FlatReader::readEndTag(QByteArrayView name)
    {
        const qsizetype start = m_at;
        m_at += 2;
        const bool fits = startsWith(name);
        m_at += fits ? name.size() : 0;
        skipBlanks();
        if (!fits || byteAt(m_at) != '>')
            return refuse(tr("An end tag does not fit its start tag."), start);
        ++m_at;
        return true;
    }

    bool FlatReader::readComment()
    {
        const qsizetype hyphens = placeOf(m_bytes, "--", m_at + 4);
        if (hyphens < 0)
            return endsTooEarly();
        if (!m_bytes.sliced(hyphens).startsWith("-->"))
            return refuse(tr("A comment contains two hyphens."), hyphens);
        m_at = hyphens + 3;
        return true;
    }

    bool FlatReader::readCdata()
    {
        const qsizetype start = m_at + cdataStart.size();
        const qsizetype end = placeOf(m_bytes, cdataEnd, start);
        if (end < 0)
            return endsTooEarly();
        appendFolded(m_bytes.sliced(start, end - start));
        m_at = end + qsizetype(cdataEnd.size());
        return true;
    }

    bool FlatReader::readText(qsizetype end)
    {
        const QByteArrayView text = m_bytes.sliced(m_at, end - m_at);
        if (const qsizetype stray = placeOf(text, cdataEnd, 0); stray >= 0)
            return refuse(tr("“]]>” stands outside of a CDATA section."), m_at + stray);
        while (m_at < end) {
            const qsizetype ampersand = m_bytes.first(end).indexOf('&', m_at);
            const qsizetype stop = ampersand < 0 ? end : ampersand;
            appendFolded(m_bytes.sliced(m_at, stop - m_at));
            m_at = stop;
            if (ampersand < 0)
                break;
            const qsizetype semicolon = m_bytes.first(end).indexOf(';', m_at);
            const std::optional<char32_t> character = semicolon < 0
                ? std::nullopt
                : entity(m_bytes.sliced(m_at + 1, semicolon - m_at - 1));
            if (!character)
                return refuse(
                    tr("An entity is unknown, or numbers a character that XML forbids."), m_at);
            appendUtf8(m_value, *character);
            m_at = semicolon + 1;
        }
        return true;
    }

    bool FlatReader::skipBetween()
    {
        while (skipBlanks(), isComment()) {
            if (!readComment())
                return false;
        }
        return true;
    }

    void FlatReader::skipBlanks()
    {
        while (!atEnd() && isXmlBlank(m_bytes[m_at]))
            ++m_at;
    }

    /// As XML readers do: CRLF and CR alone are one line feed.
    void FlatReader::appendFolded(QByteArrayView text)
    {
        if (m_value.isEmpty() && !text.contains('\r')) {
            m_value = text.toByteArray();
            return;
        }
        qsizetype from = 0;
        for (qsizetype cr = text.indexOf('\r'); cr >= 0; cr = text.indexOf('\r', from)) {
            m_value.append(text.sliced(from, cr - from));
            m_value.append('\n');
            from = cr + 1;
            if (text.sliced(from).startsWith('\n'))
                ++from;
        }
        m_value.append(text.sliced(from));
    }

} // namespace

Result<Parameters> readFlatXml(QByteArrayView document, QByteArrayView rootName)
{
    return FlatReader(document, rootName).read();
}

} // namespace paydesk

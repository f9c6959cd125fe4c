#include "core/sign/xmlgate.h"

#include "core/sign/utf8.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <optional>

namespace paydesk {

namespace {

    constexpr char byteOrderMark[] = "\xEF\xBB\xBF";

    bool matchesInAnyCase(QByteArrayView text, QByteArrayView lowerCase)
    {
        return text.compare(lowerCase, Qt::CaseInsensitive) == 0;
    }

    /// One pass over the bytes, from markup to markup. It knows just enough of XML to tell markup
    /// from text.
    class GateScanner {
        Q_DECLARE_TR_FUNCTIONS(XmlGate)

    public:
        struct Refusal {
            QString reason;
            qsizetype at = 0;
        };

        GateScanner(QByteArrayView bytes, const XmlLimits& limits)
            : m_bytes(bytes)
            , m_limits(limits)
        {
        }

        std::optional<Refusal> scan();

    private:
        void checkCharacters();
        void checkBeginning();
        void readDeclaration();
        void readMarkup();
        /// `fields`: which of version, encoding and standalone, in this order, are passed.
        void readDeclarationField(qsizetype end, int& fields);
        void readStartTag();
        void readEndTag();
        void skipPast(std::string_view end, qsizetype from, const char* otherwise);
        /// The name at `from`, refused when it is too long or has a prefix.
        QByteArrayView nameAt(qsizetype from);
        void skipBlanks();

        /// NUL behind the end.
        char byteAt(qsizetype at) const { return at < m_bytes.size() ? m_bytes[at] : '\0'; }
        bool failed() const { return m_refusal.has_value(); }
        bool startsWith(QByteArrayView text) const { return m_bytes.sliced(m_at).startsWith(text); }
        void refuse(const QString& reason, qsizetype at)
        {
            if (!failed())
                m_refusal = Refusal{reason, at};
        }

        QByteArrayView m_bytes;
        const XmlLimits& m_limits;
        qsizetype m_at = 0;
        int m_depth = 0;
        int m_elements = 0;
        std::optional<Refusal> m_refusal;
    };

    std::optional<GateScanner::Refusal> GateScanner::scan()
    {
        checkCharacters();
        checkBeginning();
        readDeclaration();
        while (!failed()) {
            m_at = m_bytes.indexOf('<', m_at);
            if (m_at < 0)
                break;
            readMarkup();
        }
        return m_refusal;
    }

    void GateScanner::checkCharacters()
    {
        const qsizetype wrongUtf8 = firstInvalidUtf8(m_bytes);
        if (wrongUtf8 >= 0)
            refuse(tr("The text is not valid UTF-8."), wrongUtf8);
        for (qsizetype i = 0; i < m_bytes.size() && !failed(); ++i) {
            const auto byte = static_cast<unsigned char>(m_bytes[i]);
            if (byte < 0x20 && !isXmlBlank(m_bytes[i]))
                refuse(tr("A control character (code %1) is forbidden in XML.").arg(int(byte)), i);
            // U+FFFE and U+FFFF are valid UTF-8 and no XML.
            if (byte == 0xEF && m_bytes.sliced(i, 3) >= QByteArrayView("\xEF\xBF\xBE"))
                refuse(tr("The characters U+FFFE and U+FFFF are forbidden in XML."), i);
        }
    }

    void GateScanner::checkBeginning()
    {
        const QByteArrayView text = m_bytes.trimmed();
        if (!text.startsWith('<'))
            refuse(tr("This is no XML: it does not begin with “<”."), 0);
    }

    void GateScanner::readDeclaration()
    {
        if (failed() || !startsWith("<?xml") || m_bytes.size() < 6 || !isXmlBlank(m_bytes[5]))
            return;
        const qsizetype end = m_bytes.indexOf("?>");
        if (end < 0)
            return refuse(tr("The XML declaration does not end."), 0);
        m_at = 5;
        int fields = 0;
        while (!failed() && m_at < end) {
            const qsizetype before = m_at;
            skipBlanks();
            if (m_at == end)
                break;
            if (m_at == before)
                return refuse(tr("The XML declaration is malformed."), m_at);
            readDeclarationField(end, fields);
        }
        if (fields == 0)
            refuse(tr("The XML declaration is malformed."), 0);
        m_at = end + 2;
    }

    void GateScanner::readDeclarationField(qsizetype end, int& fields)
    {
        const qsizetype equals = m_bytes.sliced(0, end).indexOf('=', m_at);
        const qsizetype open = equals + 1;
        const char quote = equals > 0 && open < end ? m_bytes[open] : '\0';
        const qsizetype close =
            quote == '"' || quote == '\'' ? m_bytes.sliced(0, end).indexOf(quote, open + 1) : -1;
        if (close < 0)
            return refuse(tr("The XML declaration is malformed."), m_at);
        const QByteArrayView name = m_bytes.sliced(m_at, equals - m_at).trimmed();
        const QByteArrayView value = m_bytes.sliced(open + 1, close - open - 1);
        constexpr std::array<QByteArrayView, 3> known{"version", "encoding", "standalone"};
        const auto* const which = std::find(known.begin() + fields, known.end(), name);
        const bool isVersion = name == known[0];
        if (name == "encoding" && !matchesInAnyCase(value, "utf-8"))
            refuse(tr("The XML declaration names another encoding than UTF-8."), m_at);
        else if (isVersion && value != "1.0")
            refuse(tr("The XML declaration names another version than 1.0."), m_at);
        else if (which == known.end() || isVersion != (fields == 0)
            || (name == "standalone" && value != "yes" && value != "no"))
            refuse(tr("The XML declaration is malformed."), m_at);
        fields = int(which - known.begin()) + 1;
        m_at = close + 1;
    }

    void GateScanner::readMarkup()
    {
        switch (byteAt(m_at + 1)) {
        case '/':
            return readEndTag();
        case '?':
            return refuse(tr("Processing instructions are refused."), m_at);
        case '!':
            break;
        default:
            return readStartTag();
        }
        if (startsWith("<![CDATA["))
            skipPast(
                "]]>", m_at + 9, QT_TRANSLATE_NOOP("XmlGate", "A CDATA section does not end."));
        else if (startsWith("<!--"))
            skipPast("-->", m_at + 4, QT_TRANSLATE_NOOP("XmlGate", "A comment does not end."));
        else
            refuse(tr("Document type and entity declarations (<!DOCTYPE, <!ENTITY) are refused."),
                m_at);
    }

    void GateScanner::skipPast(std::string_view end, qsizetype from, const char* otherwise)
    {
        const qsizetype found = placeOf(m_bytes, end, from);
        if (found < 0)
            return refuse(tr(otherwise), m_at);
        m_at = found + qsizetype(end.size());
    }

    QByteArrayView GateScanner::nameAt(qsizetype from)
    {
        const auto endsName = [](char c) {
            return isXmlBlank(c) || c == '>' || c == '/' || c == '<';
        };
        const auto* const end = std::find_if(m_bytes.begin() + from, m_bytes.end(), endsName);
        const QByteArrayView name(m_bytes.begin() + from, end);
        if (name.isEmpty())
            refuse(tr("An element has no name."), m_at);
        else if (name.size() > m_limits.nameBytes)
            refuse(tr("An element's name is longer than %1 bytes.").arg(m_limits.nameBytes), m_at);
        else if (name.contains(':'))
            refuse(tr("Names with a namespace prefix are refused."), m_at);
        return name;
    }

    void GateScanner::skipBlanks()
    {
        while (m_at < m_bytes.size() && isXmlBlank(m_bytes[m_at]))
            ++m_at;
    }

    void GateScanner::readStartTag()
    {
        const qsizetype start = m_at;
        m_at += 1 + nameAt(m_at + 1).size();
        skipBlanks();
        const bool empty = byteAt(m_at) == '/' && byteAt(m_at + 1) == '>';
        if (!empty && byteAt(m_at) != '>')
            return refuse(
                m_at < m_bytes.size() ? tr("Attributes are refused.") : tr("A tag does not end."),
                m_at);
        if (++m_elements > m_limits.elements)
            refuse(tr("There are more than %1 elements.").arg(m_limits.elements), start);
        if (m_depth + 1 > m_limits.depth)
            refuse(tr("Elements are nested deeper than %1 levels.").arg(m_limits.depth), start);
        if (!empty)
            ++m_depth;
        m_at += empty ? 2 : 1;
    }

    void GateScanner::readEndTag()
    {
        const qsizetype start = m_at;
        m_at += 2 + nameAt(m_at + 2).size();
        skipBlanks();
        if (byteAt(m_at) != '>')
            return refuse(tr("A tag does not end."), start);
        if (--m_depth < 0)
            refuse(tr("An end tag has no start tag."), start);
        ++m_at;
    }

} // namespace

Failure xmlRejected(QByteArrayView document, qsizetype at, const QString& reason)
{
    const QByteArrayView before = document.first(qMin(at, document.size()));
    const qsizetype lineStart = before.lastIndexOf('\n') + 1;
    const auto startsCharacter = [](char c) { return (c & 0xC0) != 0x80; };
    const auto line = std::count(before.begin(), before.end(), '\n') + 1;
    const auto column =
        std::count_if(before.begin() + lineStart, before.end(), startsCharacter) + 1;
    return failure(FailureId::XmlRejected,
        {{QStringLiteral("reason"), reason}, {QStringLiteral("line"), qlonglong(line)},
            {QStringLiteral("column"), qlonglong(column)}});
}

Result<QByteArrayView> passXmlGate(QByteArrayView bytes, const XmlLimits& limits)
{
    if (bytes.size() > limits.bytes)
        return fail(xmlRejected(
            {}, 0, GateScanner::tr("The message is larger than %1 bytes.").arg(limits.bytes)));
    if (bytes.startsWith(byteOrderMark))
        bytes = bytes.sliced(3);
    if (const auto refusal = GateScanner(bytes, limits).scan())
        return fail(xmlRejected(bytes, refusal->at, refusal->reason));
    return bytes;
}

} // namespace paydesk

#include "ui/widgets/messagetext.h"

#include <QStringDecoder>

#include <algorithm>

namespace paydesk {

namespace {

    constexpr qsizetype longestLine = 4000;
    constexpr int deepestIndent = 20;
    constexpr char32_t openMark = 0x2039;
    constexpr char32_t closeMark = 0x203A;

    struct Named {
        char32_t character;
        const char* name;
    };

    constexpr Named invisibles[] = {{0x00, "NUL"}, {0x07, "BEL"}, {0x08, "BS"}, {0x09, "TAB"},
        {0x0A, "LF"}, {0x0D, "CR"}, {0x1B, "ESC"}, {0x7F, "DEL"}, {0x85, "NEL"}, {0xA0, "NBSP"},
        {0xAD, "SHY"}, {0x061C, "ALM"}, {0x180E, "MVS"}, {0x200B, "ZWSP"}, {0x200C, "ZWNJ"},
        {0x200D, "ZWJ"}, {0x200E, "LRM"}, {0x200F, "RLM"}, {0x2028, "LS"}, {0x2029, "PS"},
        {0x202A, "LRE"}, {0x202B, "RLE"}, {0x202C, "PDF"}, {0x202D, "LRO"}, {0x202E, "RLO"},
        {0x202F, "NNBSP"}, {0x2060, "WJ"}, {0x2066, "LRI"}, {0x2067, "RLI"}, {0x2068, "FSI"},
        {0x2069, "PDI"}, {0x3000, "IDSP"}, {0xFEFF, "BOM"}, {0xFFFD, "?"}};

    QString codePoint(char32_t character)
    {
        return QStringLiteral("U+%1").arg(quint32(character), 4, 16, QLatin1Char('0')).toUpper();
    }

    QString indent(int depth)
    {
        return QString(2 * std::clamp(depth, 0, deepestIndent), QLatin1Char(' '));
    }

    /// Sets out XML by its brackets alone; a hostile message is shown, not parsed.
    class XmlSetter {
    public:
        explicit XmlSetter(const QString& source)
            : m_source(source)
        {
        }

        QString result()
        {
            while (m_at < m_source.size()) {
                if (m_source.at(m_at) == QLatin1Char('<')
                    && !startsWith(QStringLiteral("<![CDATA[")))
                    tag();
                else
                    text();
            }
            return m_out;
        }

    private:
        bool startsWith(const QString& what) const
        {
            return QStringView(m_source).mid(m_at, what.size()) == what;
        }

        qsizetype endOf(const QString& mark) const
        {
            const qsizetype end = m_source.indexOf(mark, m_at);
            return end < 0 ? m_source.size() : end + mark.size();
        }

        void newLine()
        {
            while (!m_out.isEmpty() && m_out.back().isSpace())
                m_out.chop(1);
            if (!m_out.isEmpty())
                m_out += QLatin1Char('\n') + indent(m_depth);
        }

        void tag()
        {
            const qsizetype end = startsWith(QStringLiteral("<!--")) ? endOf(QStringLiteral("-->"))
                                                                     : endOf(QStringLiteral(">"));
            const QString tag = m_source.mid(m_at, end - m_at);
            m_at = end;
            if (tag.startsWith(QStringLiteral("</"))) {
                --m_depth;
                if (!m_leaf)
                    newLine();
                m_leaf = false;
            } else {
                newLine();
                m_leaf = !tag.endsWith(QStringLiteral("/>"))
                    && !tag.startsWith(QStringLiteral("<?"))
                    && !tag.startsWith(QStringLiteral("<!"));
                m_depth += m_leaf ? 1 : 0;
            }
            m_out += tag;
        }

        // Blanks between tags are the sender's own setting out and are replaced by ours.
        void text()
        {
            const bool data = startsWith(QStringLiteral("<![CDATA["));
            const qsizetype next = m_source.indexOf(QLatin1Char('<'), m_at);
            const qsizetype end =
                data ? endOf(QStringLiteral("]]>")) : (next < 0 ? m_source.size() : next);
            const QString text = m_source.mid(m_at, end - m_at);
            m_at = end;
            if (m_leaf || !text.trimmed().isEmpty())
                m_out += !m_leaf && !data ? text.trimmed() : text;
        }

        const QString& m_source;
        qsizetype m_at = 0;
        int m_depth = 0;
        bool m_leaf = false; ///< the last thing written was an opening tag or its text
        QString m_out;
    };

    /// Sets out JSON by its punctuation; the order of the members is the sender's.
    QString setOutJson(const QString& source)
    {
        QString out;
        int depth = 0;
        bool quoted = false;
        for (qsizetype i = 0; i < source.size(); ++i) {
            const QChar c = source.at(i);
            if (quoted) {
                out += c;
                if (c == QLatin1Char('\\') && i + 1 < source.size())
                    out += source.at(++i);
                else if (c == QLatin1Char('"'))
                    quoted = false;
                continue;
            }
            switch (c.unicode()) {
            case u'"':
                quoted = true;
                out += c;
                break;
            case u'{':
            case u'[':
                out += c + QStringLiteral("\n") + indent(++depth);
                break;
            case u'}':
            case u']':
                out += QLatin1Char('\n') + indent(--depth) + c;
                break;
            case u',':
                out += c + QStringLiteral("\n") + indent(depth);
                break;
            case u':':
                out += QStringLiteral(": ");
                break;
            case u' ':
            case u'\t':
            case u'\r':
            case u'\n':
                break;
            default:
                out += c;
            }
        }
        return out;
    }

    bool isBinary(const QByteArray& body)
    {
        QStringDecoder utf8(QStringDecoder::Utf8);
        const QString text = utf8(body);
        return utf8.hasError() || text.contains(QChar(0));
    }

} // namespace

BodyKind bodyKind(const QByteArray& body)
{
    const QByteArray start = body.left(512).trimmed();
    if (body.isEmpty())
        return BodyKind::Empty;
    if (start.startsWith('<'))
        return BodyKind::Xml;
    if (start.startsWith('{') || start.startsWith('['))
        return BodyKind::Json;
    if (isBinary(body))
        return BodyKind::Binary;
    const bool form = start.contains('=') && !start.contains(' ') && !start.contains('\n');
    return form ? BodyKind::Form : BodyKind::Text;
}

QString formatted(const QByteArray& body)
{
    QString text = QString::fromUtf8(body);
    switch (bodyKind(body)) {
    case BodyKind::Xml:
        return XmlSetter(text).result();
    case BodyKind::Json:
        return setOutJson(text);
    case BodyKind::Form:
        return text.replace(QLatin1Char('&'), QStringLiteral("\n&"));
    case BodyKind::Empty:
    case BodyKind::Text:
    case BodyKind::Binary:
        break;
    }
    return text;
}

QString invisibleName(char32_t character)
{
    for (const Named& named : invisibles) {
        if (named.character == character)
            return QString::fromLatin1(named.name);
    }
    const QChar::Category category = QChar::category(character);
    const bool hidden = category == QChar::Other_Control || category == QChar::Other_Format
        || category == QChar::Other_Surrogate || category == QChar::Other_PrivateUse
        || (category == QChar::Separator_Space && character != U' ');
    const bool mark = character == openMark || character == closeMark;
    return hidden || mark ? codePoint(character) : QString();
}

QString visible(const QString& text, bool spellLineEnds)
{
    QString out;
    out.reserve(text.size() + (text.size() / 8));
    qsizetype lineLength = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text.at(i);
        const bool pair =
            c.isHighSurrogate() && i + 1 < text.size() && text.at(i + 1).isLowSurrogate();
        const char32_t character = pair ? QChar::surrogateToUcs4(c, text.at(i + 1)) : c.unicode();
        const bool plainAscii = character >= 0x20 && character < 0x7F;
        const bool lineFeed = character == U'\n';
        const bool kept = lineFeed && !spellLineEnds;
        const QString name = plainAscii || kept ? QString() : invisibleName(character);
        if (!name.isEmpty())
            out += QChar(openMark) + name + QChar(closeMark);
        else if (!lineFeed)
            out += QStringView(text).mid(i, pair ? 2 : 1);
        if (pair)
            ++i;
        if (lineFeed || ++lineLength >= longestLine) {
            out += QLatin1Char('\n');
            lineLength = 0;
        }
    }
    return out;
}

} // namespace paydesk

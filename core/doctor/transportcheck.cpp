#include "core/doctor/checkup.h"
#include "core/doctor/shapes.h"
#include "core/sign/utf8.h"

#include <algorithm>
#include <utility>

namespace paydesk {

namespace {

    constexpr auto broken = CheckFinding::Severity::Error;
    constexpr auto doubtful = CheckFinding::Severity::Warning;
    constexpr QByteArrayView cdataStart("<![CDATA[");
    constexpr QByteArrayView cdataEnd("]]>");

    bool isBlankByte(char c)
    {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r';
    }

    /// Whether the bytes from the first that is no UTF-8 on read as GBK: pairs of a leading and a
    /// trailing byte among ASCII.
    bool readsAsGbk(QByteArrayView bytes)
    {
        for (qsizetype i = 0; i < bytes.size(); ++i) {
            const auto lead = static_cast<unsigned char>(bytes[i]);
            if (lead < 0x80)
                continue;
            const auto trail = i + 1 < bytes.size() ? static_cast<unsigned char>(bytes[++i]) : 0U;
            if (lead == 0x80 || lead == 0xFF || trail < 0x40 || trail == 0x7F || trail == 0xFF)
                return false;
        }
        return true;
    }

    /// "gbk" of "text/xml; charset=GBK"; empty if none is named.
    QByteArray charsetIn(QByteArrayView contentType)
    {
        const QByteArray lower = contentType.toByteArray().toLower();
        const qsizetype found = lower.indexOf("charset=");
        if (found < 0)
            return {};
        QByteArray name = lower.sliced(found + 8);
        name = name.first(name.indexOf(';') < 0 ? name.size() : name.indexOf(';')).trimmed();
        return name.replace('"', "").replace('\'', "");
    }

    class TransportCheck {
    public:
        explicit TransportCheck(const TransportedBody& sent)
            : m_body(sent.body)
            , m_charset(charsetIn(sent.contentType))
        {
        }

        QList<CheckFinding> run();

    private:
        bool checkEncoding();
        void checkContentType();
        void checkDeclaration();
        void checkControls();
        void checkMarkup();
        void checkText(qsizetype start, qsizetype end);
        void checkAmpersand(qsizetype at, qsizetype end);
        void checkCdata(qsizetype start, qsizetype end);
        void takeTag(qsizetype start, qsizetype end);
        void checkValue();
        QByteArrayView slice(qsizetype start, qsizetype end) const
        {
            return m_body.sliced(start, end - start);
        }
        void find(const char* id, qsizetype position, CheckFinding::Severity severity,
            const Bilingual& what);

        QByteArrayView m_body;
        QByteArray m_charset;
        QByteArray m_field; ///< the element whose value is being read
        QByteArray m_value; ///< its characters as they stand, CDATA markers left out
        qsizetype m_valueAt = -1;
        QList<CheckFinding> m_found;
    };

    void TransportCheck::find(
        const char* id, qsizetype position, CheckFinding::Severity severity, const Bilingual& what)
    {
        const bool known = std::any_of(m_found.cbegin(), m_found.cend(),
            [&](const CheckFinding& other) { return other.id == id && other.field == m_field; });
        // One of a kind in a value is enough.
        if (!known)
            m_found.append({id, m_field, severity, what, position});
    }

    QList<CheckFinding> TransportCheck::run()
    {
        if (m_body.trimmed().isEmpty()) {
            find("body-empty", 0, broken,
                {"The body is empty: it was consumed, or never sent.",
                    "请求体为空：已被读走，或根本没有发送。"});
            return std::move(m_found);
        }
        if (checkEncoding()) {
            checkContentType();
            checkDeclaration();
            checkControls();
            checkMarkup();
        }
        std::stable_sort(m_found.begin(), m_found.end(),
            [](const CheckFinding& a, const CheckFinding& b) { return a.position < b.position; });
        return std::move(m_found);
    }

    /// Whether the rest can be read at all.
    bool TransportCheck::checkEncoding()
    {
        const bool utf16 = m_body.startsWith("\xFF\xFE") || m_body.startsWith("\xFE\xFF")
            || (m_body.size() > 1 && (m_body[0] == '\0') != (m_body[1] == '\0'));
        if (utf16) {
            find("body-utf16", 0, broken,
                {"The bytes are UTF-16; WeChat takes UTF-8 only.",
                    "这些字节是 UTF-16，微信只接受 UTF-8。"});
            return false;
        }
        if (m_body.startsWith("\xEF\xBB\xBF"))
            find("bom-in-body", 0, doubtful,
                {"A byte order mark stands before the document. It is no part of what is signed.",
                    "文档前有 BOM，它不参与签名。"});
        const qsizetype wrong = firstInvalidUtf8(m_body);
        if (wrong < 0)
            return true;
        if (readsAsGbk(m_body.sliced(wrong)))
            find("body-gbk", wrong, broken,
                {"The bytes are GBK, not UTF-8. What is hashed as UTF-8 must be sent as UTF-8.",
                    "这些字节是 GBK 而不是 UTF-8；按 UTF-8 签名就必须按 UTF-8 发送。"});
        else
            find("body-not-utf8", wrong, broken,
                {"The bytes are no UTF-8.", "这些字节不是 UTF-8。"});
        return true;
    }

    void TransportCheck::checkContentType()
    {
        if (m_charset.isEmpty() || m_charset == "utf-8" || m_charset == "utf8")
            return;
        const bool ascii = std::all_of(m_body.begin(), m_body.end(),
            [](char c) { return static_cast<unsigned char>(c) < 0x80; });
        find("content-type-charset", 0, ascii ? doubtful : broken,
            {"The Content-Type names another charset than UTF-8.",
                "Content-Type 声明的字符集不是 UTF-8。"});
    }

    void TransportCheck::checkDeclaration()
    {
        const QByteArray lower =
            m_body.first(qMin<qsizetype>(m_body.size(), 200)).toByteArray().toLower();
        const qsizetype end = lower.indexOf("?>");
        const qsizetype found = lower.indexOf("encoding=");
        if (!lower.contains("<?xml") || found < 0 || found > end)
            return;
        const QByteArray name = lower.sliced(found + 10, 5);
        if (name != "utf-8")
            find("declaration-charset", found, broken,
                {"The XML declaration names another encoding than UTF-8.",
                    "XML 声明的编码不是 UTF-8。"});
    }

    void TransportCheck::checkControls()
    {
        for (qsizetype i = 0; i < m_body.size(); ++i) {
            if (static_cast<unsigned char>(m_body[i]) < 0x20 && !isBlankByte(m_body[i]))
                return find("control-character", i, broken,
                    {"A control character stands here, which XML cannot carry.",
                        "此处有 XML 不允许的控制字符。"});
        }
    }

    /// Element after element, without asking whether they are nested well: that is the gate's.
    void TransportCheck::checkMarkup()
    {
        qsizetype at = 0;
        while (at < m_body.size()) {
            const qsizetype open = m_body.indexOf('<', at);
            checkText(at, open < 0 ? m_body.size() : open);
            if (open < 0)
                return;
            if (m_body.sliced(open).startsWith(cdataStart)) {
                const qsizetype inside = open + cdataStart.size();
                const qsizetype close = m_body.indexOf(cdataEnd, inside);
                if (close < 0)
                    return find("cdata-open", open, broken,
                        {"A CDATA section does not end.", "CDATA 没有结束。"});
                checkCdata(inside, close);
                at = close + cdataEnd.size();
                continue;
            }
            const qsizetype close = m_body.indexOf('>', open);
            takeTag(open + 1, close < 0 ? m_body.size() : close);
            at = close < 0 ? m_body.size() : close + 1;
        }
    }

    void TransportCheck::takeTag(qsizetype start, qsizetype end)
    {
        const QByteArrayView tag = slice(start, end);
        if (tag.startsWith("!DOCTYPE") || tag.startsWith("!ENTITY"))
            return find("xml-doctype", start - 1, broken,
                {"The document has a DOCTYPE or an entity declaration, the door of XXE attacks.",
                    "文档含有 DOCTYPE 或实体声明，这是 XXE 攻击的入口。"});
        if (tag.startsWith('?') || tag.startsWith('!'))
            return;
        const bool named = !tag.isEmpty()
            && (tag[0] == '/' || tag[0] == '_' || (tag[0] >= 'a' && tag[0] <= 'z')
                || (tag[0] >= 'A' && tag[0] <= 'Z'));
        if (!named) {
            m_value.clear(); // where it ends cannot be told any more
            return find("raw-less-than", start - 1, broken,
                {"A raw “<” stands in a value: write &lt; or use CDATA.",
                    "值里有未转义的“<”：请写成 &lt; 或使用 CDATA。"});
        }
        if (tag[0] == '/')
            checkValue();
        m_value.clear();
        m_valueAt = -1;
        m_field = tag[0] == '/' || tag == "xml" ? QByteArray() : tag.trimmed().toByteArray();
    }

    void TransportCheck::checkText(qsizetype start, qsizetype end)
    {
        const QByteArrayView text = slice(start, end);
        if (m_field.isEmpty() || text.isEmpty())
            return;
        if (m_valueAt < 0)
            m_valueAt = start;
        m_value += text;
        if (const qsizetype mark = text.indexOf("&lt;![CDATA["); mark >= 0)
            find("cdata-escaped", start + mark, doubtful,
                {"The CDATA markers themselves were escaped and so became part of the value.",
                    "CDATA 标记本身被转义，变成了值的一部分。"});
        for (qsizetype at = text.indexOf('&'); at >= 0; at = text.indexOf('&', at + 1))
            checkAmpersand(start + at, end);
    }

    void TransportCheck::checkAmpersand(qsizetype at, qsizetype end)
    {
        const QByteArrayView rest = slice(at, end);
        for (const QByteArrayView twice :
            {"&amp;amp;", "&amp;lt;", "&amp;gt;", "&amp;quot;", "&amp;apos;", "&amp;#"}) {
            if (rest.startsWith(twice))
                return find("escaped-twice", at, doubtful,
                    {"The text was escaped twice; once belongs to XML, the second time it changes "
                     "the "
                     "value.",
                        "文本被转义了两次：一次属于 XML，第二次就改变了值。"});
        }
        const bool entity = rest.startsWith("&#") || rest.startsWith("&amp;")
            || rest.startsWith("&lt;") || rest.startsWith("&gt;") || rest.startsWith("&quot;")
            || rest.startsWith("&apos;");
        if (!entity)
            find("raw-ampersand", at, broken,
                {"A raw “&” stands in a value: write &amp; or use CDATA.",
                    "值里有未转义的“&”：请写成 &amp; 或使用 CDATA。"});
    }

    void TransportCheck::checkCdata(qsizetype start, qsizetype end)
    {
        const QByteArrayView text = slice(start, end);
        if (m_valueAt < 0)
            m_valueAt = start;
        m_value += text;
        if (const qsizetype mark = text.indexOf(cdataStart); mark >= 0)
            find("cdata-twice", start + mark, broken,
                {"CDATA stands inside CDATA: the value was wrapped twice.",
                    "CDATA 里又有 CDATA：值被包裹了两次。"});
        for (const QByteArrayView entity : {"&amp;", "&lt;", "&gt;", "&quot;"}) {
            if (const qsizetype mark = text.indexOf(entity); mark >= 0)
                return find("escaped-in-cdata", start + mark, doubtful,
                    {"Inside CDATA nothing is escaped: these characters are the value as they "
                     "stand.",
                        "CDATA 内不需要转义，这些字符会原样成为值。"});
        }
    }

    /// A value that is complete.
    void TransportCheck::checkValue()
    {
        if (m_field.isEmpty() || m_value.isEmpty())
            return;
        if (isBlankByte(m_value.front()) || isBlankByte(m_value.back()))
            find("blanks-around-value", m_valueAt, doubtful,
                {"Blanks stand around the value. They are part of it: sign them, or do not send "
                 "them.",
                    "值的前后有空白，它们是值的一部分：要么一起签名，要么不要发送。"});
        if (looksMisread(m_value))
            find("characters-lost", m_valueAt, doubtful,
                {"Characters seem to have been lost: question marks or wrongly decoded text.",
                    "字符似乎已丢失：出现问号或错误解码的文字。"});
        const bool json = m_value.trimmed().startsWith('{') || m_value.trimmed().startsWith('[');
        if (json && m_value.contains("\\/"))
            find("json-slashes-escaped", m_valueAt, doubtful,
                {"The JSON text writes \\/ for a slash. Sign exactly this text.",
                    "JSON 文本把斜杠写成 \\/，签名时必须用完全相同的文本。"});
        if (json && m_value.contains("\\u"))
            find("json-unicode-escaped", m_valueAt, doubtful,
                {"The JSON text has \\u escapes. Sign exactly this text.",
                    "JSON 文本含有 \\u 转义，签名时必须用完全相同的文本。"});
    }

} // namespace

QList<CheckFinding> checkTransport(const TransportedBody& sent)
{
    return TransportCheck(sent).run();
}

} // namespace paydesk

#include "core/sandbox/wire.h"

#include "core/sign/xmlgate.h"

#include <QCoreApplication>
#include <QDomDocument>

#include <algorithm>

namespace paydesk {

namespace {

    /// A noncharacter that no message carries. QDomDocument passes over text of nothing but blanks,
    /// and blanks are a value (protocol-v2.md §3.1): where there may be such a value, each piece of
    /// a value gets this mark in front, and loses it again after reading.
    constexpr char16_t mark = u'\uFDD0';

    class SandboxXml {
        Q_DECLARE_TR_FUNCTIONS(SandboxXml)
    };

    tl::unexpected<Failure> rejected(const QString& reason, int line, int column)
    {
        return fail(FailureId::XmlRejected,
            {{QStringLiteral("reason"), reason}, {QStringLiteral("line"), line},
                {QStringLiteral("column"), column}});
    }

    tl::unexpected<Failure> rejectedAt(const QString& reason, const QDomNode& node)
    {
        return rejected(reason, node.lineNumber(), node.columnNumber());
    }

    /// Where the markup that starts at `open` ends. The gate saw to it that comments and CDATA
    /// sections do end.
    qsizetype endOfMarkup(const QString& text, qsizetype open)
    {
        const QStringView rest = QStringView(text).sliced(open);
        const QStringView close = rest.startsWith(u"<![CDATA[") ? QStringView(u"]]>")
            : rest.startsWith(u"<!--")                          ? QStringView(u"-->")
                                                                : QStringView(u">");
        const qsizetype end = text.indexOf(close, open + 1);
        return end < 0 ? text.size() : end + close.size();
    }

    int depthChange(QStringView markup)
    {
        if (markup.startsWith(u"<!") || markup.startsWith(u"<?") || markup.endsWith(u"/>"))
            return 0;
        return markup.startsWith(u"</") ? -1 : 1;
    }

    /// Whether a piece of a value may be nothing but blanks: written as numbers, or standing in
    /// front of a comment, a CDATA section or an end tag that is not the last.
    bool mayHaveBlankValue(QStringView text)
    {
        if (text.contains(u"&#"))
            return true;
        const qsizetype last = text.lastIndexOf(u"</");
        for (qsizetype open = text.indexOf(u'<'); open >= 0 && open < last;
            open = text.indexOf(u'<', open + 1)) {
            const bool inside = text[open + 1] == u'/' || text[open + 1] == u'!';
            if (inside && open > 0 && text[open - 1].isSpace())
                return true;
        }
        return false;
    }

    QString withValuesMarked(const QString& text)
    {
        if (!mayHaveBlankValue(text))
            return text;
        QString marked;
        marked.reserve(text.size() + 64);
        int depth = 0;
        for (qsizetype at = 0; at < text.size();) {
            const qsizetype open = text.indexOf(u'<', at);
            const qsizetype end = open < 0 ? text.size() : endOfMarkup(text, open);
            if (depth == 2 && open > at)
                marked += mark;
            marked += QStringView(text).sliced(at, end - at);
            if (open >= 0)
                depth += depthChange(QStringView(text).sliced(open, end - open));
            at = end;
        }
        return marked;
    }

    Result<QByteArray> valueOf(const QDomElement& field)
    {
        QString value;
        for (QDomNode piece = field.firstChild(); !piece.isNull(); piece = piece.nextSibling()) {
            if (piece.isText() || piece.isCDATASection())
                value += piece.nodeValue();
            else if (!piece.isComment())
                return rejectedAt(SandboxXml::tr("Only text may stand inside a field."), piece);
        }
        value.remove(mark);
        return value.toUtf8();
    }

    Result<Parameters> fieldsOf(const QDomElement& root)
    {
        Parameters fields;
        for (QDomNode node = root.firstChild(); !node.isNull(); node = node.nextSibling()) {
            if (node.isComment())
                continue;
            if (!node.isElement())
                return rejectedAt(SandboxXml::tr("Text stands outside the fields."), node);
            const QDomElement field = node.toElement();
            auto value = valueOf(field);
            if (!value)
                return fail(std::move(value.error()));
            const QByteArray name = field.tagName().toUtf8();
            if (fields.contains(name))
                return rejectedAt(
                    SandboxXml::tr("The field %1 appears twice.").arg(field.tagName()), field);
            fields.append(name, *std::move(value));
        }
        return fields;
    }

    bool isCount(const QByteArray& name)
    {
        return name.endsWith("_fee") || name.endsWith("_count");
    }

    void appendText(QDomDocument& document, QDomElement& element, const QByteArray& name,
        const QByteArray& value)
    {
        const QString text = QString::fromUtf8(value);
        // Only an escaped CR survives reading, and CDATA cannot escape.
        if (isCount(name) || text.contains(u'\r')) {
            element.appendChild(document.createTextNode(text));
            return;
        }
        qsizetype at = 0;
        for (qsizetype end = text.indexOf(u"]]>"); end >= 0; end = text.indexOf(u"]]>", at)) {
            element.appendChild(document.createCDATASection(text.mid(at, end + 2 - at)));
            at = end + 2;
        }
        element.appendChild(document.createCDATASection(text.mid(at)));
    }

} // namespace

Result<Parameters> readWire(QByteArrayView bytes)
{
    const auto passed = passXmlGate(bytes);
    if (!passed)
        return fail(passed.error());
    const QString text = QString::fromUtf8(*passed);
    if (text.contains(mark))
        return rejected(SandboxXml::tr("A character is not allowed in XML."), 1, 1);
    QDomDocument document;
    QString reason;
    int line = 0;
    int column = 0;
    if (!document.setContent(withValuesMarked(text), false, &reason, &line, &column))
        return rejected(reason, line, column);
    const QDomElement root = document.documentElement();
    if (root.tagName() != u"xml")
        return rejectedAt(SandboxXml::tr("The root element is not xml."), root);
    return fieldsOf(root);
}

QByteArray writeWire(const Parameters& fields, QLatin1StringView rootName)
{
    QDomDocument document;
    QDomElement root = document.createElement(rootName);
    document.appendChild(root);
    for (const Parameter& field : fields) {
        QDomElement element = document.createElement(QString::fromUtf8(field.name));
        appendText(document, element, field.name, field.value);
        root.appendChild(element);
        root.appendChild(document.createTextNode(QStringLiteral("\n")));
    }
    QByteArray bytes = document.toByteArray(-1);
    if (bytes.endsWith('\n'))
        bytes.chop(1);
    return bytes;
}

} // namespace paydesk

#include "core/sign/xmlcodec.h"

#include <QCoreApplication>
#include <QXmlStreamReader>

#include <algorithm>
#include <utility>

namespace paydesk {

namespace {

    /// One flat document, token by token. Attributes and prefixes did not pass the gate.
    class FlatReader {
        Q_DECLARE_TR_FUNCTIONS(XmlGate)

    public:
        FlatReader(const QString& text, QByteArrayView rootName)
            : m_xml(text)
            , m_rootName(rootName)
        {
            m_xml.setEntityExpansionLimit(0);
        }

        Result<Parameters> read();

    private:
        void take(QXmlStreamReader::TokenType token);
        void startElement();
        void endElement();
        void takeText();
        void refuse(const QString& sentence);
        QString problem() const;

        QXmlStreamReader m_xml;
        QByteArrayView m_rootName;
        Parameters m_fields;
        QByteArray m_name;
        QByteArray m_value;
        int m_depth = 0;
    };

    Result<Parameters> FlatReader::read()
    {
        while (!m_xml.atEnd())
            take(m_xml.readNext());
        if (!m_xml.hasError())
            return std::move(m_fields);
        return fail(FailureId::XmlRejected,
            {{QStringLiteral("reason"), problem()}, {QStringLiteral("line"), m_xml.lineNumber()},
                {QStringLiteral("column"), m_xml.columnNumber() + 1}});
    }

    void FlatReader::take(QXmlStreamReader::TokenType token)
    {
        switch (token) {
        case QXmlStreamReader::StartElement:
            return startElement();
        case QXmlStreamReader::EndElement:
            return endElement();
        case QXmlStreamReader::Characters:
            return takeText();
        case QXmlStreamReader::DTD:
        case QXmlStreamReader::EntityReference:
        case QXmlStreamReader::ProcessingInstruction:
            return refuse(tr("Entities, document types and processing instructions are refused."));
        default:
            return; // comments, the declaration, the ends; errors are asked for once, at the end
        }
    }

    void FlatReader::startElement()
    {
        const QStringView name = m_xml.name();
        ++m_depth;
        if (m_depth == 1) {
            if (name.toUtf8() != m_rootName)
                refuse(tr("The root element has another name."));
            return;
        }
        if (m_depth > 2)
            return refuse(tr("A field contains another element."));
        m_name = name.toUtf8();
        m_value.clear();
        if (m_fields.contains(m_name))
            refuse(tr("A field occurs twice."));
    }

    void FlatReader::endElement()
    {
        if (--m_depth == 1)
            m_fields.append(std::exchange(m_name, {}), std::exchange(m_value, {}));
    }

    void FlatReader::takeText()
    {
        if (m_depth == 2) {
            if (m_value.isEmpty())
                m_value = m_xml.text().toUtf8();
            else
                m_value += m_xml.text().toUtf8();
        } else if (!m_xml.isWhitespace() || m_xml.isCDATA()) {
            refuse(tr("Text stands outside of the fields."));
        }
    }

    void FlatReader::refuse(const QString& sentence)
    {
        m_xml.raiseError(sentence);
    }

    QString FlatReader::problem() const
    {
        switch (m_xml.error()) {
        case QXmlStreamReader::PrematureEndOfDocumentError:
            return tr("The document ends too early.");
        case QXmlStreamReader::CustomError:
            return m_xml.errorString();
        default:
            return tr("The document is not well-formed (%1).").arg(m_xml.errorString());
        }
    }

    /// The value as character data: only so a carriage return survives, which every XML reader
    /// turns into a line feed when it
    /// stands there itself.
    QByteArray escaped(QByteArray value)
    {
        value.replace('&', "&amp;")
            .replace('<', "&lt;")
            .replace('>', "&gt;")
            .replace('\r', "&#13;");
        return value;
    }

    void appendValue(QByteArray& xml, const QByteArray& value)
    {
        if (value.contains('\r')) {
            xml += escaped(value);
            return;
        }
        xml += "<![CDATA[";
        xml += value.contains("]]>") ? QByteArray(value).replace("]]>", "]]]]><![CDATA[>") : value;
        xml += "]]>";
    }

} // namespace

QByteArray toXml(const Parameters& fields, QByteArrayView rootName)
{
    qsizetype size = 2 * rootName.size() + 5;
    for (const Parameter& field : fields)
        size += 2 * field.name.size() + field.value.size() + 17;
    QByteArray xml;
    xml.reserve(size);
    xml += '<';
    xml += rootName;
    xml += '>';
    for (const Parameter& field : fields) {
        xml += '<';
        xml += field.name;
        xml += '>';
        appendValue(xml, field.value);
        xml += "</";
        xml += field.name;
        xml += '>';
    }
    xml += "</";
    xml += rootName;
    xml += '>';
    return xml;
}

bool isElementName(QByteArrayView name)
{
    static constexpr XmlLimits limits;
    const auto isLetter = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    };
    return !name.isEmpty() && name.size() <= limits.nameBytes && isLetter(name.front())
        && std::all_of(name.begin(), name.end(),
            [&](char c) { return isLetter(c) || (c >= '0' && c <= '9') || c == '-' || c == '.'; });
}

Result<Parameters> fromXml(QByteArrayView bytes, const XmlLimits& limits, QByteArrayView rootName)
{
    return passXmlGate(bytes, limits).and_then([rootName](const QString& text) {
        return FlatReader(text, rootName).read();
    });
}

} // namespace paydesk

#include "core/sign/xmlcodec.h"

#include "core/sign/flatxml.h"

#include <algorithm>

namespace paydesk {

namespace {

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
    return passXmlGate(bytes, limits).and_then([rootName](QByteArrayView document) {
        return readFlatXml(document, rootName);
    });
}

} // namespace paydesk

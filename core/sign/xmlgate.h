#pragma once

#include "core/base/result.h"

#include <QByteArrayView>
#include <QString>

#include <string_view>

namespace paydesk {

/// Limits of a message, checked on bytes before any XML parser sees them (security/threats.md R3).
struct XmlLimits {
    qsizetype bytes = 64 * 1024;
    int depth = 2;
    int elements = 200;
    qsizetype nameBytes = 64;
};

/// Lets through strict UTF-8 without NUL and forbidden control characters, without any
/// "<!DOCTYPE"/"<!ENTITY", processing instruction (a leading XML declaration naming UTF-8 or
/// nothing excepted), attribute, prefixed or too long name, and within the limits of size, depth
/// and number. The same bytes come back, without a byte order mark. XmlRejected with reason, line
/// and column otherwise. Well-formedness beyond that is the parser's business.
Result<QByteArrayView> passXmlGate(QByteArrayView bytes, const XmlLimits& limits = {});

/// XmlRejected with the line and the column of this place in the document.
Failure xmlRejected(QByteArrayView document, qsizetype at, const QString& reason);

/// As QByteArrayView::indexOf(), which prepares more for a search than a short message is worth.
inline qsizetype placeOf(QByteArrayView bytes, std::string_view what, qsizetype from)
{
    const auto found =
        std::string_view(bytes.data(), std::size_t(bytes.size())).find(what, std::size_t(from));
    return found == std::string_view::npos ? -1 : qsizetype(found);
}

/// The four that XML knows.
constexpr bool isXmlBlank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

} // namespace paydesk

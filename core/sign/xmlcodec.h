#pragma once

#include "core/sign/parameters.h"
#include "core/sign/xmlgate.h"

namespace paydesk {

/// WeChat's XML (protocol-v2.md §2.1): `<xml>`, one CDATA child per field, a "]]>" inside a value
/// split in two.
QByteArray toXml(const Parameters& fields);

/// Reads one flat document through the gate: root `rootName`, CDATA and text alike, CRLF folded to
/// LF, comments passed over; refuses DTDs, unresolved entities, nesting, attributes, duplicates,
/// other roots, trailing bytes. XmlRejected otherwise.
Result<Parameters> fromXml(
    QByteArrayView bytes, const XmlLimits& limits = {}, QByteArrayView rootName = "xml");

} // namespace paydesk

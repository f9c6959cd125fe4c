#pragma once

#include "core/sign/parameters.h"
#include "core/sign/xmlgate.h"

namespace paydesk {

/// WeChat's XML (protocol-v2.md §2.1): `<xml>` or another root, one CDATA child per field, a "]]>"
/// inside a value split in two.
QByteArray toXml(const Parameters& fields, QByteArrayView rootName = "xml");

/// Whether a field may be called so: an ASCII letter or "_", then letters, digits, "_", "-" and
/// ".", at most 64 bytes; every name of the documents is.
bool isElementName(QByteArrayView name);

/// Reads one flat document through the gate: root `rootName`, CDATA and text alike, CRLF folded to
/// LF, comments passed over; refuses DTDs, unresolved entities, nesting, attributes, duplicates,
/// other roots, trailing bytes. XmlRejected otherwise.
Result<Parameters> fromXml(
    QByteArrayView bytes, const XmlLimits& limits = {}, QByteArrayView rootName = "xml");

} // namespace paydesk

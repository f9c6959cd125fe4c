#pragma once

#include "core/base/result.h"
#include "core/sign/parameters.h"

#include <QByteArrayView>

namespace paydesk {

/// The fields of a flat document that has passed the gate (xmlgate.h): a root of this name, fields
/// without attributes in it, CDATA and text alike, CRLF folded to LF, comments passed over. Refuses
/// what is not well-formed XML 1.0, entities but the five of XML, a field twice or in a field, text
/// beside the fields, anything behind the root. Names are of ASCII or Chinese letters. XmlRejected
/// otherwise. Pure.
Result<Parameters> readFlatXml(QByteArrayView document, QByteArrayView rootName);

} // namespace paydesk

#pragma once

#include "core/base/result.h"
#include "core/sign/parameters.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QLatin1StringView>

namespace paydesk {

/// The imitation's own XML, read and written with QDomDocument behind the shared byte gate: two
/// independent implementations meet on the wire (architecture rule 3).

/// One flat document with the root `xml`; values exactly as XML means them, blanks included.
/// XmlRejected otherwise.
Result<Parameters> readWire(QByteArrayView bytes);

/// `<xml>` and one element a line, as recorded from WeChat: texts in CDATA, amounts and counts
/// bare. The root of what a refund notification hides is `root`.
QByteArray writeWire(const Parameters& fields, QLatin1StringView root = QLatin1StringView("xml"));

} // namespace paydesk

#pragma once

#include <QByteArray>

namespace paydesk {

/// Appends UTF-8 text to JSON as a quoted string. For the few places that write JSON with every
/// notification: QJsonDocument was a tenth of what one costs.
void appendJsonString(QByteArray& json, QByteArrayView utf8);

} // namespace paydesk

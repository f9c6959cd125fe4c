#pragma once

#include "core/base/result.h"
#include "core/sign/parameters.h"

#include <QByteArrayView>

namespace paydesk {

/// The members of one strict JSON object (RFC 8259) in their order, duplicates included: strings
/// decoded, numbers with the digits they have, true and false by name, null as the empty value,
/// objects and arrays as their text. JsonRejected otherwise. The text must be valid UTF-8.
Result<Parameters> readJsonObject(QByteArrayView text);

} // namespace paydesk

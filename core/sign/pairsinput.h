#pragma once

#include "core/base/result.h"
#include "core/sign/parameters.h"

#include <QByteArrayView>

namespace paydesk {

/// How the values of "a=1&b=2" are written: as they are (a string to sign), or percent-encoded (a
/// query of a URL, a form).
enum class PairsCoding { Raw, Percent };

/// The pairs in their order. A key at the end ("…&key=…", as in every string to sign) is dropped.
/// In raw text an ampersand that is not followed by "name=" belongs to the value before it.
/// InputUnreadable when there are no pairs, or when the values are no UTF-8 once decoded.
Result<Parameters> readPairs(QByteArrayView text, PairsCoding coding);

} // namespace paydesk

#pragma once

#include "core/base/exchange.h"

namespace paydesk {

/// The request as a command for a POSIX shell that sends the same bytes again. What was redacted
/// when the exchange was recorded stays so. Nothing from outside can end the quoting or act on the
/// terminal it is pasted into. `base`: scheme and authority for incoming requests, which were
/// recorded without ("http://127.0.0.1:18081"); their Host header is not believed.
QByteArray curlCommand(const Exchange& exchange, const QByteArray& base);

} // namespace paydesk

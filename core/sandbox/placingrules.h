#pragma once

#include "core/sandbox/reply.h"

namespace paydesk {

/// What unifiedorder asks of the fields of a correctly signed request, in WeChat's order: required
/// fields, formats, rules of the trade type, the openid (protocol-v2.md §4.1, §4.1.3). Not yet the
/// out_trade_no's state.
Accepted<void> checkPlacing(const Parameters& fields);

/// The first of these fields that is longer than documented refuses the request, as does an
/// ill-formed out_trade_no.
Accepted<void> checkNumbers(const Parameters& fields);

} // namespace paydesk

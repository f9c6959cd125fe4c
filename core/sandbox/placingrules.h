#pragma once

#include "core/sandbox/reply.h"

namespace paydesk {

/// What unifiedorder asks beyond the documented form of each field: no field of another endpoint,
/// an amount within the limit, the openid of this appid (protocol-v2.md §4.1.3). Not yet the
/// out_trade_no's state.
Accepted<void> checkPlacing(const Parameters& fields);

/// The gateway's own limit: ten million yuan.
Accepted<void> checkLargestFee(const Parameters& fields);

} // namespace paydesk

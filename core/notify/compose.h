#pragma once

#include "core/base/clock.h"
#include "core/orders/order.h"
#include "core/profile/profile.h"

namespace paydesk {

/// The payment notification WeChat would send for this order (protocol-v2.md §6), signed with the
/// order's algorithm. An unpaid order gets an invented transaction_id and the present time; a paid
/// one its own.
Parameters paymentNotice(
    const Order& order, const Profile& profile, const Secret& key, const Clock& clock);

} // namespace paydesk

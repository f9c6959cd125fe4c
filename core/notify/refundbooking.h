#pragma once

#include "core/notify/booking.h"

namespace paydesk {

/// What book() does for a notice about a refund: the refund's being held and its plan, the exchange
/// with its checklist, the event.
Result<Booked> bookRefundNotice(OrderWriter& writer, const Arrival& arrival);

} // namespace paydesk

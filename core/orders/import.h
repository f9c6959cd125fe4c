#pragma once

#include "core/base/clock.h"
#include "core/orders/order.h"

namespace paydesk {

/// Orders placed elsewhere, out of JSON lines ({"out_trade_no","total_fee","body",…}) or CSV with a
/// header of the same names; which of the two is told by the first character. out_trade_no and
/// total_fee (whole fen) are required; body, attach, fee_type, trade_type, sign_type, openid,
/// notify_url and created_at (ISO 8601) are taken; everything else is passed over. A byte order
/// mark and empty lines do no harm. ImportRejected with the line (from 1), field and rule; then
/// none is taken.
Result<QList<Order>> readImport(QByteArrayView text, const QByteArray& profile, const Clock& clock);

} // namespace paydesk

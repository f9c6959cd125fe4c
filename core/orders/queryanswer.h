#pragma once

#include "core/orders/order.h"

namespace paydesk {

/// What an orderquery answer says about the order, once signature, appid and mch_id are known to be
/// right: the state (trade_state alone decides, ACCEPT counts as unpaid, protocol-v2.md §4.2.1) as
/// a confirmed report. AnswerForeign when out_trade_no, total_fee or fee_type are not the order's;
/// AnswerIncomplete when a paid order lacks transaction_id or total_fee; nothing may be booked
/// then. `now` stands in for an unreadable time_end. Pure.
Result<StateReport> readQueryAnswer(
    const Parameters& fields, const Order& order, const QDateTime& now);

} // namespace paydesk

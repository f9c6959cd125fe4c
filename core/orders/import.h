#pragma once

#include "core/base/clock.h"
#include "core/orders/order.h"

namespace paydesk {

class OrderWriter;

/// Orders placed elsewhere, out of JSON lines ({"out_trade_no","total_fee","body",…}) or CSV with a
/// header of the same names; which of the two is told by the first character. out_trade_no and
/// total_fee (whole fen) are required; body, attach, fee_type, trade_type, sign_type, openid,
/// notify_url and created_at (ISO 8601) are taken; everything else is passed over. A byte order
/// mark and empty lines do no harm. ImportRejected with the line (from 1), field and rule; then
/// none is taken.
Result<QList<Order>> readImport(QByteArrayView text, const QByteArray& profile, const Clock& clock);

/// What became of the orders of an import.
struct Imported {
    qint64 fresh = 0;
    qint64 known = 0; ///< their numbers were in the history already; those orders stay as they are

    friend bool operator==(const Imported&, const Imported&) = default;
};

/// Takes the orders into the history, each with its event. Inside one write, so all or none.
Result<Imported> importOrders(
    OrderWriter& writer, const QList<Order>& orders, const QDateTime& now);

} // namespace paydesk

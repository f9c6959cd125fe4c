#pragma once

#include "core/orders/refund.h"
#include "core/orders/statement.h"

#include <QString>

namespace paydesk {

class Connection;

// How refunds stand in their table (schema.cpp).

/// The columns readRefund() expects, in its order.
QString refundColumns();
Refund readRefund(const Statement& row);
/// The values of refundColumns().
SqlValues refundValues(const Refund& refund);

/// One refund by its number; reading and writing thread ask alike.
Result<std::optional<Refund>> findRefund(
    Connection& connection, const QByteArray& profile, const QByteArray& outRefundNo);
/// All refunds of one order, oldest first.
Result<QList<Refund>> refundsOf(
    Connection& connection, const QByteArray& profile, const QByteArray& outTradeNo);

} // namespace paydesk

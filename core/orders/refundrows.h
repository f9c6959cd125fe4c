#pragma once

#include "core/orders/refund.h"

#include <QSqlQuery>
#include <QString>
#include <QVariantList>

namespace paydesk {

class Connection;

// How refunds stand in their table (schema.cpp).

/// The columns readRefund() expects, in its order.
QString refundColumns();
Refund readRefund(const QSqlQuery& row);
/// The values of refundColumns().
QVariantList refundValues(const Refund& refund);

/// One refund by its number; reading and writing thread ask alike.
Result<std::optional<Refund>> findRefund(
    Connection& connection, const QByteArray& profile, const QByteArray& outRefundNo);
/// All refunds of one order, oldest first.
Result<QList<Refund>> refundsOf(
    Connection& connection, const QByteArray& profile, const QByteArray& outTradeNo);

} // namespace paydesk

#pragma once

#include "app/output.h"
#include "core/orders/refund.h"

namespace paydesk {

class Invocation;

/// The refunds as one JSON array.
QByteArray refundsJson(const QList<Refund>& refunds);
/// What they add up to: refunded_fee and refundable_fee of an order over `total`.
JsonLine& addRefundTotals(JsonLine& line, const QList<Refund>& refunds, Fen total);
/// One line each, for people.
void printRefunds(const QList<Refund>& refunds);

} // namespace paydesk

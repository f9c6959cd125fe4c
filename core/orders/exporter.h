#pragma once

#include "core/orders/order.h"

namespace paydesk {

/// One order as a JSON object in one line: WeChat's field names, amounts in fen, times in ISO 8601
/// with Beijing's offset, null for what is not known.
QByteArray orderJson(const Order& order);
/// One array, an order a line.
QByteArray ordersJson(const QList<Order>& orders);

/// The line of column names, without its line end.
QByteArray csvHeader();
/// One order as RFC 4180 asks, without its line end. A text that a spreadsheet would take for a
/// formula gets an apostrophe in front; numbers stay numbers.
QByteArray csvLine(const Order& order);
/// One text as a CSV cell, safe to open in a spreadsheet.
QByteArray csvCell(const QByteArray& text);

} // namespace paydesk

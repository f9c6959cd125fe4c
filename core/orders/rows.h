#pragma once

#include "core/orders/order.h"
#include "core/orders/statement.h"

#include <QString>
#include <QStringList>

namespace paydesk {

// How orders, events and exchanges stand in the tables (schema.cpp). Text is kept as text, bodies
// as bytes.

/// The columns readOrder() expects, in its order.
QString orderColumns();
/// The order in the present row.
Order readOrder(const Statement& row);
/// The values of orderColumns().
SqlValues orderValues(const Order& order);

QString eventColumns();
OrderEvent readEvent(const Statement& row);
/// The values of eventColumns() behind the id.
SqlValues eventValues(const OrderEvent& event);

QString exchangeColumns();
Exchange readExchange(const Statement& row);
/// The values of exchangeColumns() behind the id, in front of them the profile and the path.
SqlValues exchangeValues(const QByteArray& profile, const Exchange& exchange);

/// ":1, :2, … :n"
QString placeholders(qsizetype count);
/// Text for a column; never NULL.
SqlValue textValue(const QByteArray& text);
/// NULL when empty.
SqlValue textOrNull(const QByteArray& text);
/// Milliseconds; NULL when invalid.
SqlValue timeValue(const QDateTime& time);
QDateTime timeFrom(const Statement& row, int column);
/// Names and values, in their order.
SqlValue fieldsValue(const Parameters& fields);
Parameters fieldsFrom(const Statement& row, int column);

/// Questions that only a file with every column can answer.
QStringList everyColumn();

} // namespace paydesk

#pragma once

#include "core/orders/order.h"

#include <QSqlQuery>
#include <QString>
#include <QStringList>
#include <QVariant>
#include <QVariantList>

namespace paydesk {

// How orders, events and exchanges stand in the tables (schema.cpp). Text is kept as text, bodies
// as bytes.

/// The columns readOrder() expects, in its order.
QString orderColumns();
/// The order in the query's current row.
Order readOrder(const QSqlQuery& row);
/// The values of orderColumns().
QVariantList orderValues(const Order& order);

QString eventColumns();
OrderEvent readEvent(const QSqlQuery& row);
/// The values of eventColumns() behind the id.
QVariantList eventValues(const OrderEvent& event);

QString exchangeColumns();
Exchange readExchange(const QSqlQuery& row);
/// The values of exchangeColumns() behind the id, in front of them the profile and the path.
QVariantList exchangeValues(const QByteArray& profile, const Exchange& exchange);

/// ":1, :2, … :n"
QString placeholders(qsizetype count);
/// Text for a column; never NULL.
QVariant textValue(const QByteArray& text);
/// NULL when empty.
QVariant textOrNull(const QByteArray& text);
/// Milliseconds; NULL when invalid.
QVariant timeValue(const QDateTime& time);
QDateTime timeFrom(const QVariant& milliseconds);
/// Bytes as UTF-8.
QByteArray textFrom(const QVariant& text);
/// Names and values, in their order.
QVariant fieldsValue(const Parameters& fields);
Parameters fieldsFrom(const QVariant& value);

/// Questions that only a file with every column can answer.
QStringList everyColumn();

} // namespace paydesk

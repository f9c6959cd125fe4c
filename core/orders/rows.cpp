#include "core/orders/rows.h"

#include "core/base/jsonstring.h"
#include "core/orders/refundrows.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QUrl>

namespace paydesk {

namespace {

    /// Most lists are empty, and most of what is read is a list of orders.
    QJsonArray array(const Statement& row, int column)
    {
        const QByteArray json = row.text(column);
        return json == "[]" ? QJsonArray() : QJsonDocument::fromJson(json).array();
    }

    /// Header bytes need not be UTF-8: one character a byte brings them back unchanged.
    SqlValue headersValue(const QList<Header>& headers)
    {
        QByteArray json = "[";
        for (const Header& header : headers) {
            json += json.size() == 1 ? "[" : ",[";
            appendJsonString(json, QString::fromLatin1(header.name).toUtf8());
            json += ',';
            appendJsonString(json, QString::fromLatin1(header.value).toUtf8());
            json += ']';
        }
        return SqlValue::text(json + ']');
    }

    QList<Header> headersFromJson(const QJsonArray& pairs)
    {
        QList<Header> headers;
        for (const auto& pair : pairs)
            headers.append({pair[0].toString().toLatin1(), pair[1].toString().toLatin1()});
        return headers;
    }

    QByteArray pathOf(const Exchange& exchange)
    {
        if (exchange.direction == Exchange::Direction::Incoming)
            return exchange.url;
        return QUrl(QString::fromUtf8(exchange.url)).path(QUrl::FullyEncoded).toUtf8();
    }

    std::optional<SignType> signTypeFrom(const Statement& row, int column)
    {
        if (row.isNull(column))
            return std::nullopt;
        return SignType(row.number(column));
    }

} // namespace

QString placeholders(qsizetype count)
{
    QStringList marks;
    for (qsizetype i = 1; i <= count; ++i)
        marks.append(u':' + QString::number(i));
    return marks.join(QStringLiteral(", "));
}

SqlValue textValue(const QByteArray& text)
{
    return SqlValue::text(text);
}

SqlValue textOrNull(const QByteArray& text)
{
    return text.isEmpty() ? SqlValue() : SqlValue::text(text);
}

SqlValue timeValue(const QDateTime& time)
{
    return time.isValid() ? SqlValue(time.toMSecsSinceEpoch()) : SqlValue();
}

QDateTime timeFrom(const Statement& row, int column)
{
    if (row.isNull(column))
        return {};
    return QDateTime::fromMSecsSinceEpoch(row.number(column), Qt::UTC);
}

SqlValue fieldsValue(const Parameters& fields)
{
    QByteArray json = "[";
    for (const Parameter& field : fields) {
        json += json.size() == 1 ? "[" : ",[";
        appendJsonString(json, field.name);
        json += ',';
        appendJsonString(json, field.value);
        json += ']';
    }
    return SqlValue::text(json + ']');
}

Parameters fieldsFrom(const Statement& row, int column)
{
    Parameters fields;
    const QJsonArray pairs = array(row, column);
    for (const auto& pair : pairs)
        fields.append(pair[0].toString().toUtf8(), pair[1].toString().toUtf8());
    return fields;
}

QString orderColumns()
{
    return QStringLiteral(
        "profile, out_trade_no, state, held, origin, total_fee, fee_type, body, attach, trade_type,"
        " sign_type, openid, notify_url, prepay_id, code_url, mweb_url, transaction_id, bank_type,"
        " created_at, paid_at, asked, next_query_at, trouble, request");
}

Order readOrder(const Statement& row)
{
    Order order;
    order.profile = row.text(0);
    order.outTradeNo = row.text(1);
    order.state = TradeState(row.number(2));
    order.held = row.number(3) != 0;
    order.origin = Origin(row.number(4));
    order.totalFee = Fen{row.number(5)};
    order.feeType = row.text(6);
    order.body = row.text(7);
    order.attach = row.text(8);
    order.tradeType = row.text(9);
    order.signType = signTypeFrom(row, 10);
    order.openid = row.text(11);
    order.notifyUrl = row.text(12);
    order.prepayId = row.text(13);
    order.codeUrl = row.text(14);
    order.mwebUrl = row.text(15);
    order.transactionId = row.text(16);
    order.bankType = row.text(17);
    order.createdAt = timeFrom(row, 18);
    order.paidAt = timeFrom(row, 19);
    order.asked = int(row.number(20));
    order.nextQueryAt = timeFrom(row, 21);
    order.trouble = row.text(22);
    order.request = fieldsFrom(row, 23);
    return order;
}

SqlValues orderValues(const Order& order)
{
    return {
        textValue(order.profile),
        textValue(order.outTradeNo),
        int(order.state),
        int(order.held),
        int(order.origin),
        order.totalFee.value,
        textValue(order.feeType),
        textValue(order.body),
        textValue(order.attach),
        textValue(order.tradeType),
        order.signType ? SqlValue(int(*order.signType)) : SqlValue(),
        textValue(order.openid),
        textValue(order.notifyUrl),
        textValue(order.prepayId),
        textValue(order.codeUrl),
        textValue(order.mwebUrl),
        textOrNull(order.transactionId),
        textValue(order.bankType),
        timeValue(order.createdAt),
        timeValue(order.paidAt),
        order.asked,
        timeValue(order.nextQueryAt),
        textValue(order.trouble),
        fieldsValue(order.request),
    };
}

QString eventColumns()
{
    return QStringLiteral("id, profile, out_trade_no, at, kind, outcome, detail, exchange_id");
}

OrderEvent readEvent(const Statement& row)
{
    OrderEvent event;
    event.id = row.number(0);
    event.profile = row.text(1);
    event.outTradeNo = row.text(2);
    event.at = timeFrom(row, 3);
    event.kind = OrderEvent::Kind(row.number(4));
    event.outcome = row.text(5);
    event.detail = row.text(6);
    event.exchangeId = row.number(7);
    return event;
}

SqlValues eventValues(const OrderEvent& event)
{
    return {textValue(event.profile), textValue(event.outTradeNo), timeValue(event.at),
        int(event.kind), textValue(event.outcome), textValue(event.detail), event.exchangeId};
}

QString exchangeColumns()
{
    return QStringLiteral(
        "id, direction, method, url, peer, request_headers, request_body, status, answer_headers,"
        " answer_body, started_at, took, out_trade_no, outcome, checks, why");
}

Exchange readExchange(const Statement& row)
{
    Exchange exchange;
    exchange.id = row.number(0);
    exchange.direction = Exchange::Direction(row.number(1));
    exchange.method = row.text(2);
    exchange.url = row.text(3);
    exchange.peer = row.text(4);
    exchange.requestHeaders = headersFromJson(array(row, 5));
    exchange.requestBody = row.bytes(6);
    exchange.status = int(row.number(7));
    exchange.answerHeaders = headersFromJson(array(row, 8));
    exchange.answerBody = row.bytes(9);
    exchange.startedAt = timeFrom(row, 10);
    exchange.took = std::chrono::microseconds(row.number(11));
    exchange.outTradeNo = row.text(12);
    exchange.outcome = row.text(13);
    exchange.checks = row.text(14);
    exchange.why = row.text(15);
    return exchange;
}

SqlValues exchangeValues(const QByteArray& profile, const Exchange& exchange)
{
    return {
        textValue(profile),
        textValue(pathOf(exchange)),
        int(exchange.direction),
        textValue(exchange.method),
        textValue(exchange.url),
        textValue(exchange.peer),
        headersValue(exchange.requestHeaders),
        SqlValue::bytes(exchange.requestBody),
        exchange.status,
        headersValue(exchange.answerHeaders),
        SqlValue::bytes(exchange.answerBody),
        timeValue(exchange.startedAt),
        qint64(exchange.took.count()),
        textValue(exchange.outTradeNo),
        textValue(exchange.outcome),
        textValue(exchange.checks),
        textValue(exchange.why),
    };
}

QStringList everyColumn()
{
    return {
        QStringLiteral("SELECT id, %1 FROM orders LIMIT 1").arg(orderColumns()),
        QStringLiteral("SELECT %1 FROM events LIMIT 1").arg(eventColumns()),
        QStringLiteral("SELECT path, profile, %1 FROM exchanges LIMIT 1").arg(exchangeColumns()),
        QStringLiteral("SELECT profile, quarter, orders, paid, open, trouble FROM summary LIMIT 1"),
        QStringLiteral("SELECT id, %1 FROM refunds LIMIT 1").arg(refundColumns()),
    };
}

} // namespace paydesk

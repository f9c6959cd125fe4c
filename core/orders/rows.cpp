#include "core/orders/rows.h"

#include "core/orders/refundrows.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QUrl>

namespace paydesk {

namespace {

    QByteArray text(const QSqlQuery& row, int column)
    {
        return textFrom(row.value(column));
    }

    QVariant blobValue(const QByteArray& bytes)
    {
        return bytes.isNull() ? QByteArray("") : bytes;
    }

    QString json(const QJsonArray& array)
    {
        return QString::fromUtf8(QJsonDocument(array).toJson(QJsonDocument::Compact));
    }

    QJsonArray array(const QSqlQuery& row, int column)
    {
        return QJsonDocument::fromJson(text(row, column)).array();
    }

    QString pairsAsJson(const Parameters& fields)
    {
        QJsonArray pairs;
        for (const Parameter& field : fields)
            pairs.append(QJsonArray{QString::fromUtf8(field.name), QString::fromUtf8(field.value)});
        return json(pairs);
    }

    Parameters pairsFromJson(const QJsonArray& pairs)
    {
        Parameters fields;
        for (const auto& pair : pairs)
            fields.append(pair[0].toString().toUtf8(), pair[1].toString().toUtf8());
        return fields;
    }

    /// Header bytes need not be UTF-8: one character a byte brings them back unchanged.
    QString headersAsJson(const QList<Header>& headers)
    {
        QJsonArray pairs;
        for (const Header& header : headers)
            pairs.append(
                QJsonArray{QString::fromLatin1(header.name), QString::fromLatin1(header.value)});
        return json(pairs);
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

    std::optional<SignType> signTypeFrom(const QVariant& value)
    {
        if (value.isNull())
            return std::nullopt;
        return SignType(value.toInt());
    }

} // namespace

QString placeholders(qsizetype count)
{
    QStringList marks;
    for (qsizetype i = 1; i <= count; ++i)
        marks.append(u':' + QString::number(i));
    return marks.join(QStringLiteral(", "));
}

QVariant textValue(const QByteArray& text)
{
    return text.isEmpty() ? QStringLiteral("") : QString::fromUtf8(text);
}

QVariant textOrNull(const QByteArray& text)
{
    return text.isEmpty() ? QVariant() : QString::fromUtf8(text);
}

QVariant timeValue(const QDateTime& time)
{
    return time.isValid() ? QVariant(time.toMSecsSinceEpoch()) : QVariant();
}

QDateTime timeFrom(const QVariant& milliseconds)
{
    if (milliseconds.isNull())
        return {};
    return QDateTime::fromMSecsSinceEpoch(milliseconds.toLongLong(), Qt::UTC);
}

QByteArray textFrom(const QVariant& text)
{
    return text.toString().toUtf8();
}

QVariant fieldsValue(const Parameters& fields)
{
    return pairsAsJson(fields);
}

Parameters fieldsFrom(const QVariant& value)
{
    return pairsFromJson(QJsonDocument::fromJson(textFrom(value)).array());
}

QString orderColumns()
{
    return QStringLiteral(
        "profile, out_trade_no, state, held, origin, total_fee, fee_type, body, attach, trade_type,"
        " sign_type, openid, notify_url, prepay_id, code_url, mweb_url, transaction_id, bank_type,"
        " created_at, paid_at, asked, next_query_at, trouble, request");
}

Order readOrder(const QSqlQuery& row)
{
    Order order;
    order.profile = text(row, 0);
    order.outTradeNo = text(row, 1);
    order.state = TradeState(row.value(2).toInt());
    order.held = row.value(3).toInt() != 0;
    order.origin = Origin(row.value(4).toInt());
    order.totalFee = Fen{row.value(5).toLongLong()};
    order.feeType = text(row, 6);
    order.body = text(row, 7);
    order.attach = text(row, 8);
    order.tradeType = text(row, 9);
    order.signType = signTypeFrom(row.value(10));
    order.openid = text(row, 11);
    order.notifyUrl = text(row, 12);
    order.prepayId = text(row, 13);
    order.codeUrl = text(row, 14);
    order.mwebUrl = text(row, 15);
    order.transactionId = text(row, 16);
    order.bankType = text(row, 17);
    order.createdAt = timeFrom(row.value(18));
    order.paidAt = timeFrom(row.value(19));
    order.asked = row.value(20).toInt();
    order.nextQueryAt = timeFrom(row.value(21));
    order.trouble = text(row, 22);
    order.request = fieldsFrom(row.value(23));
    return order;
}

QVariantList orderValues(const Order& order)
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
        order.signType ? QVariant(int(*order.signType)) : QVariant(),
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

OrderEvent readEvent(const QSqlQuery& row)
{
    OrderEvent event;
    event.id = row.value(0).toLongLong();
    event.profile = text(row, 1);
    event.outTradeNo = text(row, 2);
    event.at = timeFrom(row.value(3));
    event.kind = OrderEvent::Kind(row.value(4).toInt());
    event.outcome = text(row, 5);
    event.detail = text(row, 6);
    event.exchangeId = row.value(7).toLongLong();
    return event;
}

QVariantList eventValues(const OrderEvent& event)
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

Exchange readExchange(const QSqlQuery& row)
{
    Exchange exchange;
    exchange.id = row.value(0).toLongLong();
    exchange.direction = Exchange::Direction(row.value(1).toInt());
    exchange.method = text(row, 2);
    exchange.url = text(row, 3);
    exchange.peer = text(row, 4);
    exchange.requestHeaders = headersFromJson(array(row, 5));
    exchange.requestBody = row.value(6).toByteArray();
    exchange.status = row.value(7).toInt();
    exchange.answerHeaders = headersFromJson(array(row, 8));
    exchange.answerBody = row.value(9).toByteArray();
    exchange.startedAt = timeFrom(row.value(10));
    exchange.took = std::chrono::microseconds(row.value(11).toLongLong());
    exchange.outTradeNo = text(row, 12);
    exchange.outcome = text(row, 13);
    exchange.checks = text(row, 14);
    exchange.why = text(row, 15);
    return exchange;
}

QVariantList exchangeValues(const QByteArray& profile, const Exchange& exchange)
{
    return {
        textValue(profile),
        textValue(pathOf(exchange)),
        int(exchange.direction),
        textValue(exchange.method),
        textValue(exchange.url),
        textValue(exchange.peer),
        headersAsJson(exchange.requestHeaders),
        blobValue(exchange.requestBody),
        exchange.status,
        headersAsJson(exchange.answerHeaders),
        blobValue(exchange.answerBody),
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

#include "core/orders/exporter.h"

#include "core/base/clock.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace paydesk {

namespace {

    QJsonValue textOrNothing(const QByteArray& text)
    {
        return text.isEmpty() ? QJsonValue() : QJsonValue(QString::fromUtf8(text));
    }

    QByteArray isoTime(const QDateTime& time)
    {
        if (!time.isValid())
            return {};
        return inBeijing(time).toString(Qt::ISODate).toLatin1();
    }

    QByteArray signTypeText(const Order& order)
    {
        return order.signType ? signTypeName(*order.signType) : QByteArray();
    }

    bool looksLikeFormula(const QByteArray& text)
    {
        return !text.isEmpty() && QByteArrayView("=+-@\t\r").contains(text.front());
    }

    bool needsQuotes(const QByteArray& text)
    {
        return std::any_of(text.begin(), text.end(),
            [](char c) { return c == ',' || c == '"' || c == '\r' || c == '\n'; });
    }

} // namespace

QByteArray orderJson(const Order& order)
{
    const QJsonObject object{
        {QStringLiteral("profile"), textOrNothing(order.profile)},
        {QStringLiteral("out_trade_no"), textOrNothing(order.outTradeNo)},
        {QStringLiteral("transaction_id"), textOrNothing(order.transactionId)},
        {QStringLiteral("trade_state"), QString::fromLatin1(tradeStateName(order.state))},
        {QStringLiteral("held"), order.held},
        {QStringLiteral("origin"), QString::fromLatin1(originName(order.origin))},
        {QStringLiteral("total_fee"), order.totalFee.value},
        {QStringLiteral("fee_type"), textOrNothing(order.feeType)},
        {QStringLiteral("body"), textOrNothing(order.body)},
        {QStringLiteral("attach"), textOrNothing(order.attach)},
        {QStringLiteral("trade_type"), textOrNothing(order.tradeType)},
        {QStringLiteral("sign_type"), textOrNothing(signTypeText(order))},
        {QStringLiteral("openid"), textOrNothing(order.openid)},
        {QStringLiteral("bank_type"), textOrNothing(order.bankType)},
        {QStringLiteral("notify_url"), textOrNothing(order.notifyUrl)},
        {QStringLiteral("prepay_id"), textOrNothing(order.prepayId)},
        {QStringLiteral("code_url"), textOrNothing(order.codeUrl)},
        {QStringLiteral("mweb_url"), textOrNothing(order.mwebUrl)},
        {QStringLiteral("created_at"), textOrNothing(isoTime(order.createdAt))},
        {QStringLiteral("paid_at"), textOrNothing(isoTime(order.paidAt))},
        {QStringLiteral("trouble"), textOrNothing(order.trouble)},
    };
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

QByteArray ordersJson(const QList<Order>& orders)
{
    QByteArray json = "[";
    for (const Order& order : orders)
        json += (json.size() > 1 ? ",\n" : "\n") + orderJson(order);
    return json + (orders.isEmpty() ? "]" : "\n]");
}

QByteArray csvHeader()
{
    return "out_trade_no,transaction_id,trade_state,total_fee,body,created_at,paid_at,profile,"
           "trade_type,openid,origin,held,"
           "trouble";
}

QByteArray csvCell(const QByteArray& text)
{
    const bool formula = looksLikeFormula(text);
    if (!formula && !needsQuotes(text))
        return text;
    QByteArray quoted = text;
    quoted.replace('"', "\"\"");
    return (formula ? "\"'" : "\"") + quoted + '"';
}

QByteArray csvLine(const Order& order)
{
    return csvCell(order.outTradeNo) + ',' + csvCell(order.transactionId) + ','
        + tradeStateName(order.state) + ',' + QByteArray::number(order.totalFee.value) + ','
        + csvCell(order.body) + ',' + isoTime(order.createdAt) + ',' + isoTime(order.paidAt) + ','
        + csvCell(order.profile) + ',' + csvCell(order.tradeType) + ',' + csvCell(order.openid)
        + ',' + originName(order.origin) + ',' + (order.held ? "1" : "0") + ','
        + csvCell(order.trouble);
}

} // namespace paydesk

#include "core/orders/reader.h"

#include "core/orders/refundrows.h"
#include "core/orders/rows.h"

#include <algorithm>
#include <limits>

namespace paydesk {

namespace {

    constexpr qint64 quarterHour = 900'000; // milliseconds, as in the summary's triggers

    /// % and _ in what people look for are not wildcards.
    QString likePattern(const QByteArray& search)
    {
        QString text = QString::fromUtf8(search);
        text.replace(u'\\', QStringLiteral("\\\\"));
        text.replace(u'%', QStringLiteral("\\%"));
        text.replace(u'_', QStringLiteral("\\_"));
        return u'%' + text + u'%';
    }

    /// :1 profile, :2 :3 the row behind which to begin, :4 since, :5 limit, :6 the pattern, :7 the
    /// amount.
    QString conditions(const OrderQuery& query)
    {
        QString sql =
            QStringLiteral("profile = :1 AND (created_at, id) < (:2, :3) AND created_at >= :4");
        if (query.troubleOnly)
            sql += QStringLiteral(" AND (held = 1 OR trouble <> '')");
        if (!query.search.isEmpty()) {
            sql += QStringLiteral(
                " AND (out_trade_no LIKE :6 ESCAPE '\\' OR transaction_id LIKE :6 ESCAPE '\\'"
                " OR openid LIKE :6 ESCAPE '\\' OR body LIKE :6 ESCAPE '\\' OR total_fee = :7)");
        }
        return sql;
    }

    QList<TradeState> storedStates(const OrderQuery& query)
    {
        QList<TradeState> states = query.states;
        if (states.contains(TradeState::NotPay) && !states.contains(TradeState::Placing))
            states.append(TradeState::Placing);
        std::sort(states.begin(), states.end());
        states.erase(std::unique(states.begin(), states.end()), states.end());
        return states;
    }

    /// With states, each one's newest rows come from its own index and are merged: the cost is the
    /// page's, not the table's.
    QString pageQuestion(const OrderQuery& query)
    {
        const QString end = QStringLiteral(" ORDER BY created_at DESC, id DESC LIMIT :5");
        const QString head = QStringLiteral("SELECT %1, id FROM orders WHERE ").arg(orderColumns());
        const QString where = conditions(query);
        const auto states = storedStates(query);
        if (states.isEmpty())
            return head + where + end;
        QStringList parts;
        for (const TradeState state : states) {
            parts.append(
                QStringLiteral("SELECT id FROM (SELECT id FROM orders WHERE state = %1 AND ")
                    .arg(int(state))
                + where + end + u')');
        }
        return head + QStringLiteral("id IN (") + parts.join(QStringLiteral(" UNION ALL ")) + u')'
            + end;
    }

    SqlValues pageValues(const OrderQuery& query, const OrderCursor& after, qint64 limit)
    {
        constexpr qint64 last = std::numeric_limits<qint64>::max();
        const bool fromStart = after.row == 0;
        SqlValues values{
            textValue(query.profile),
            fromStart ? last : after.createdAt.toMSecsSinceEpoch(),
            fromStart ? last : after.row,
            query.since.isValid() ? query.since.toMSecsSinceEpoch() : -last,
            limit,
        };
        if (!query.search.isEmpty()) {
            const auto amount = fenFromYuan(query.search);
            values << likePattern(query.search) << (amount ? SqlValue(amount->value) : SqlValue());
        }
        return values;
    }

    template <typename Row, typename Read>
    Result<QList<Row>> allRows(
        Connection& connection, const QString& question, const SqlValues& values, Read read)
    {
        QList<Row> rows;
        return connection
            .each(question, values, [&](const Statement& row) { rows.append(read(row)); })
            .map([&rows] { return std::move(rows); });
    }

    template <typename Row, typename Read>
    Result<std::optional<Row>> oneRow(
        Connection& connection, const QString& question, const SqlValues& values, Read read)
    {
        std::optional<Row> found;
        return connection.each(question, values, [&](const Statement& row) { found = read(row); })
            .map([&found] { return std::move(found); });
    }

    /// :1 profile, :2 after, :3 limit, :4 direction, :5 out_trade_no, :6 path.
    QString exchangesQuestion(const ExchangeQuery& query)
    {
        QString sql = QStringLiteral("SELECT %1 FROM exchanges WHERE profile = :1 AND id > :2")
                          .arg(exchangeColumns());
        if (query.direction)
            sql += QStringLiteral(" AND direction = :4");
        if (!query.outTradeNo.isEmpty())
            sql += QStringLiteral(" AND out_trade_no = :5");
        if (!query.pathPrefix.isEmpty())
            sql += QStringLiteral(" AND substr(path, 1, length(:6)) = :6");
        // Without a place to go on from, the newest ones.
        return sql
            + (query.after == 0 ? QStringLiteral(" ORDER BY id DESC LIMIT :3")
                                : QStringLiteral(" ORDER BY id LIMIT :3"));
    }

} // namespace

Result<std::optional<Order>> findOrder(
    Connection& connection, const QByteArray& profile, const QByteArray& outTradeNo)
{
    static const QString question =
        QStringLiteral("SELECT %1 FROM orders WHERE profile = :1 AND out_trade_no = :2")
            .arg(orderColumns());
    return oneRow<Order>(
        connection, question, {textValue(profile), textValue(outTradeNo)}, readOrder);
}

Result<std::optional<Order>> SqlOrderReader::find(
    const QByteArray& profile, const QByteArray& outTradeNo) const
{
    return findOrder(m_connection, profile, outTradeNo);
}

Result<OrderPage> SqlOrderReader::page(const OrderQuery& query, const OrderCursor& after) const
{
    const int limit = std::max(query.limit, 1);
    const int idColumn = int(orderColumns().count(u',')) + 1;
    OrderPage found;
    qint64 lastRow = 0;
    // One row more than the page holds tells whether there is a next one.
    return m_connection
        .each(pageQuestion(query), pageValues(query, after, qint64(limit) + 1),
            [&](const Statement& row) {
                if (found.orders.size() == limit) {
                    found.next = {found.orders.constLast().createdAt, lastRow};
                    return;
                }
                found.orders.append(readOrder(row));
                lastRow = row.number(idColumn);
            })
        .map([&found] { return std::move(found); });
}

Result<DayFigures> SqlOrderReader::figures(
    const QByteArray& profile, const QDateTime& dayStart) const
{
    const qint64 quarter = dayStart.toMSecsSinceEpoch() / quarterHour;
    DayFigures figures;
    return m_connection
        .each(QStringLiteral("SELECT sum(orders), sum(paid), sum(open), sum(trouble) FROM summary"
                             " WHERE profile = :1 AND quarter >= :2"),
            {textValue(profile), quarter},
            [&figures](const Statement& row) {
                figures =
                    DayFigures{row.number(0), Fen{row.number(1)}, row.number(2), row.number(3)};
            })
        .map([&figures] { return figures; });
}

Result<QList<OrderEvent>> SqlOrderReader::events(
    const QByteArray& profile, const QByteArray& outTradeNo) const
{
    static const QString question =
        QStringLiteral("SELECT %1 FROM events WHERE profile = :1 AND out_trade_no = :2 ORDER BY id")
            .arg(eventColumns());
    return allRows<OrderEvent>(
        m_connection, question, {textValue(profile), textValue(outTradeNo)}, readEvent);
}

Result<QList<Exchange>> SqlOrderReader::exchanges(const ExchangeQuery& query) const
{
    const SqlValues values{textValue(query.profile), query.after, std::max(query.limit, 1),
        query.direction ? SqlValue(int(*query.direction)) : SqlValue(), textValue(query.outTradeNo),
        textValue(query.pathPrefix)};
    return allRows<Exchange>(m_connection, exchangesQuestion(query), values, readExchange)
        .map([&query](QList<Exchange> found) {
            if (query.after == 0)
                std::reverse(found.begin(), found.end());
            return found;
        });
}

Result<std::optional<Exchange>> SqlOrderReader::exchange(qint64 id) const
{
    static const QString question =
        QStringLiteral("SELECT %1 FROM exchanges WHERE id = :1").arg(exchangeColumns());
    return oneRow<Exchange>(m_connection, question, {id}, readExchange);
}

Result<QList<Order>> SqlOrderReader::planned(const QByteArray& profile, int limit) const
{
    static const QString question =
        QStringLiteral("SELECT %1 FROM orders WHERE profile = :1 AND next_query_at IS NOT NULL"
                       " ORDER BY next_query_at, id LIMIT :2")
            .arg(orderColumns());
    return allRows<Order>(m_connection, question, {textValue(profile), limit}, readOrder);
}

Result<std::optional<Refund>> SqlOrderReader::findRefund(
    const QByteArray& profile, const QByteArray& outRefundNo) const
{
    return paydesk::findRefund(m_connection, profile, outRefundNo);
}

Result<QList<Refund>> SqlOrderReader::refunds(
    const QByteArray& profile, const QByteArray& outTradeNo) const
{
    return refundsOf(m_connection, profile, outTradeNo);
}

Result<QList<Refund>> SqlOrderReader::plannedRefunds(const QByteArray& profile, int limit) const
{
    static const QString question =
        QStringLiteral("SELECT %1 FROM refunds WHERE profile = :1 AND next_query_at IS NOT NULL"
                       " ORDER BY next_query_at, id LIMIT :2")
            .arg(refundColumns());
    return allRows<Refund>(m_connection, question, {textValue(profile), limit}, readRefund);
}

} // namespace paydesk

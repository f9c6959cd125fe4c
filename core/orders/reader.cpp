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

    QVariantList pageValues(const OrderQuery& query, const OrderCursor& after, qint64 limit)
    {
        constexpr qint64 last = std::numeric_limits<qint64>::max();
        const bool fromStart = after.row == 0;
        QVariantList values{
            textValue(query.profile),
            fromStart ? last : after.createdAt.toMSecsSinceEpoch(),
            fromStart ? last : after.row,
            query.since.isValid() ? query.since.toMSecsSinceEpoch() : -last,
            limit,
        };
        if (!query.search.isEmpty()) {
            const auto amount = fenFromYuan(query.search);
            values << likePattern(query.search) << (amount ? QVariant(amount->value) : QVariant());
        }
        return values;
    }

    template <typename Row, typename Read> QList<Row> allRows(QSqlQuery* query, Read read)
    {
        QList<Row> rows;
        while (query->next())
            rows.append(read(*query));
        query->finish();
        return rows;
    }

    /// One row more than the page holds tells whether there is a next one.
    OrderPage cutPage(QSqlQuery* rows, int limit)
    {
        const int idColumn = int(orderColumns().count(u',')) + 1;
        OrderPage page;
        qint64 lastRow = 0;
        while (rows->next()) {
            if (page.orders.size() == limit) {
                page.next = {page.orders.constLast().createdAt, lastRow};
                break;
            }
            page.orders.append(readOrder(*rows));
            lastRow = rows->value(idColumn).toLongLong();
        }
        rows->finish();
        return page;
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
    return connection.ask(question, {textValue(profile), textValue(outTradeNo)})
        .map([](QSqlQuery* query) {
            std::optional<Order> found;
            if (query->next())
                found = readOrder(*query);
            query->finish();
            return found;
        });
}

Result<std::optional<Order>> SqlOrderReader::find(
    const QByteArray& profile, const QByteArray& outTradeNo) const
{
    return findOrder(m_connection, profile, outTradeNo);
}

Result<OrderPage> SqlOrderReader::page(const OrderQuery& query, const OrderCursor& after) const
{
    const int limit = std::max(query.limit, 1);
    return m_connection.ask(pageQuestion(query), pageValues(query, after, qint64(limit) + 1))
        .map([limit](QSqlQuery* rows) { return cutPage(rows, limit); });
}

Result<DayFigures> SqlOrderReader::figures(
    const QByteArray& profile, const QDateTime& dayStart) const
{
    const qint64 quarter = dayStart.toMSecsSinceEpoch() / quarterHour;
    return m_connection
        .ask(QStringLiteral("SELECT sum(orders), sum(paid), sum(open), sum(trouble) FROM summary"
                            " WHERE profile = :1 AND quarter >= :2"),
            {textValue(profile), quarter})
        .map([](QSqlQuery* row) {
            row->next();
            const DayFigures figures{row->value(0).toLongLong(), Fen{row->value(1).toLongLong()},
                row->value(2).toLongLong(), row->value(3).toLongLong()};
            row->finish();
            return figures;
        });
}

Result<QList<OrderEvent>> SqlOrderReader::events(
    const QByteArray& profile, const QByteArray& outTradeNo) const
{
    static const QString question =
        QStringLiteral("SELECT %1 FROM events WHERE profile = :1 AND out_trade_no = :2 ORDER BY id")
            .arg(eventColumns());
    return m_connection.ask(question, {textValue(profile), textValue(outTradeNo)})
        .map([](QSqlQuery* rows) { return allRows<OrderEvent>(rows, readEvent); });
}

Result<QList<Exchange>> SqlOrderReader::exchanges(const ExchangeQuery& query) const
{
    const QVariantList values{textValue(query.profile), query.after, std::max(query.limit, 1),
        query.direction ? QVariant(int(*query.direction)) : QVariant(), textValue(query.outTradeNo),
        textValue(query.pathPrefix)};
    return m_connection.ask(exchangesQuestion(query), values).map([&query](QSqlQuery* rows) {
        auto found = allRows<Exchange>(rows, readExchange);
        if (query.after == 0)
            std::reverse(found.begin(), found.end());
        return found;
    });
}

Result<std::optional<Exchange>> SqlOrderReader::exchange(qint64 id) const
{
    static const QString question =
        QStringLiteral("SELECT %1 FROM exchanges WHERE id = :1").arg(exchangeColumns());
    return m_connection.ask(question, {id}).map([](QSqlQuery* query) {
        std::optional<Exchange> found;
        if (query->next())
            found = readExchange(*query);
        query->finish();
        return found;
    });
}

Result<QList<Order>> SqlOrderReader::planned(const QByteArray& profile, int limit) const
{
    static const QString question =
        QStringLiteral("SELECT %1 FROM orders WHERE profile = :1 AND next_query_at IS NOT NULL"
                       " ORDER BY next_query_at, id LIMIT :2")
            .arg(orderColumns());
    return m_connection.ask(question, {textValue(profile), limit}).map([](QSqlQuery* rows) {
        return allRows<Order>(rows, readOrder);
    });
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
    return m_connection.ask(question, {textValue(profile), limit}).map([](QSqlQuery* rows) {
        return allRows<Refund>(rows, readRefund);
    });
}

} // namespace paydesk

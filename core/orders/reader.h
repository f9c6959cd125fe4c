#pragma once

#include "core/orders/connection.h"
#include "core/orders/store.h"

namespace paydesk {

/// OrderReader over SQLite: bound values only, pages by key, never a scan that a page's size does
/// not bound (searching for text excepted).
class SqlOrderReader final : public OrderReader {
public:
    explicit SqlOrderReader(Connection& connection)
        : m_connection(connection)
    {
    }

    Result<std::optional<Order>> find(
        const QByteArray& profile, const QByteArray& outTradeNo) const override;
    Result<OrderPage> page(const OrderQuery& query, const OrderCursor& after) const override;
    Result<DayFigures> figures(const QByteArray& profile, const QDateTime& dayStart) const override;
    Result<QList<OrderEvent>> events(
        const QByteArray& profile, const QByteArray& outTradeNo) const override;
    Result<QList<Exchange>> exchanges(const ExchangeQuery& query) const override;
    Result<std::optional<Exchange>> exchange(qint64 id) const override;
    Result<QList<Order>> planned(const QByteArray& profile, int limit) const override;
    Result<std::optional<Refund>> findRefund(
        const QByteArray& profile, const QByteArray& outRefundNo) const override;
    Result<QList<Refund>> refunds(
        const QByteArray& profile, const QByteArray& outTradeNo) const override;
    Result<QList<Refund>> plannedRefunds(const QByteArray& profile, int limit) const override;

private:
    Connection& m_connection;
};

/// One order by its number; reading and writing thread ask alike.
Result<std::optional<Order>> findOrder(
    Connection& connection, const QByteArray& profile, const QByteArray& outTradeNo);

} // namespace paydesk

#pragma once

#include "core/orders/connection.h"
#include "core/orders/store.h"

#include <QList>

#include <utility>

namespace paydesk {

/// What a change touched, to be told after COMMIT.
struct Touched {
    QList<std::pair<QByteArray, QByteArray>> orders; ///< profile, out_trade_no; perhaps repeated
    QList<std::pair<QByteArray, Exchange>> exchanges;

    void order(const QByteArray& profile, const QByteArray& outTradeNo);
    void add(const Touched& other);
};

/// OrderWriter over SQLite, for one change; the transaction around it belongs to the writing
/// thread.
class SqlOrderWriter final : public OrderWriter {
public:
    explicit SqlOrderWriter(Connection& connection)
        : m_connection(connection)
    {
    }

    Result<std::optional<Order>> find(
        const QByteArray& profile, const QByteArray& outTradeNo) override;
    Result<void> add(const Order& order) override;
    Result<void> amend(const Order& order) override;
    Result<Applied> report(const StateReport& report) override;
    Result<void> hold(const QByteArray& profile, const QByteArray& outTradeNo) override;
    Result<void> plan(const QByteArray& profile, const QByteArray& outTradeNo, int asked,
        const QDateTime& nextQueryAt) override;
    Result<qint64> record(const QByteArray& profile, const Exchange& exchange) override;
    Result<void> note(const OrderEvent& event) override;
    Result<bool> noteOnce(const OrderEvent& event) override;

    // writerrefunds.cpp
    Result<std::optional<Refund>> findRefund(
        const QByteArray& profile, const QByteArray& outRefundNo) override;
    Result<QList<Refund>> refunds(const QByteArray& profile, const QByteArray& outTradeNo) override;
    Result<Refund> openRefund(const Refund& refund) override;
    Result<void> adoptRefund(const Refund& refund) override;
    Result<Applied> reportRefund(const RefundReport& report) override;
    Result<void> holdRefund(const QByteArray& profile, const QByteArray& outRefundNo,
        const QDateTime& nextQueryAt) override;
    Result<void> planRefund(const QByteArray& profile, const QByteArray& outRefundNo, int asked,
        const QDateTime& nextQueryAt) override;
    Result<void> troubleRefund(const QByteArray& profile, const QByteArray& outRefundNo,
        const QByteArray& trouble) override;

    const Touched& touched() const { return m_touched; }

private:
    Result<int> advance(const StateReport& report);
    Result<Applied> explain(const StateReport& report);
    Result<bool> transactionElsewhere(const StateReport& report);
    Result<void> release(const StateReport& report, const Order& order);
    Result<void> settle(int rows, const QByteArray& profile, const QByteArray& outTradeNo);
    Result<void> insertRefund(const Refund& refund);
    Result<void> reopenRefund(const Refund& refund);
    Result<void> confirmRefund(const RefundReport& report);
    Result<void> settleRefund(int rows, const QByteArray& profile, const QByteArray& outRefundNo);

    Connection& m_connection;
    Touched m_touched;
};

} // namespace paydesk

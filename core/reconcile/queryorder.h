#pragma once

#include "core/gateway/client.h"
#include "core/orders/store.h"

#include <QObject>

namespace paydesk {

/// What a query of one order brought.
struct QueryOutcome {
    Order order; ///< as it stands afterwards
    Parameters fields; ///< what WeChat said
    Applied applied = Applied::Duplicate;

    friend bool operator==(const QueryOutcome&, const QueryOutcome&) = default;
};

/// One orderquery, verified, compared (total_fee, fee_type) and booked as a confirmed report; its
/// exchange and event are recorded in the same transaction, which also ends the order's plan when
/// nothing is left to ask. Deletes itself after finished(). A mismatch of the amount books nothing
/// and is an AnswerForeign failure.
class QueryOrder : public QObject {
    Q_OBJECT

public:
    QueryOrder(GatewayClient& gateway, OrderStore& store, Clock& clock, QObject* parent = nullptr);
    void start(const QByteArray& outTradeNo);

signals:
    void finished(const paydesk::Result<paydesk::QueryOutcome>& outcome);

private:
    void ask(const Result<std::optional<Order>>& order);
    void book(const Answer& answer);
    void finish(const Result<QueryOutcome>& outcome);

    GatewayClient& m_gateway;
    OrderStore& m_store;
    Clock& m_clock;
    QByteArray m_outTradeNo;
};

} // namespace paydesk

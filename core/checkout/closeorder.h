#pragma once

#include "core/gateway/client.h"
#include "core/orders/store.h"

#include <QObject>

namespace paydesk {

/// closeorder, its event and the new state; an order that was closed before counts as closed. When
/// the answer was lost or says that the order is paid, the query job is told to ask at once.
/// Deletes itself after finished().
class CloseOrder : public QObject {
    Q_OBJECT

public:
    CloseOrder(GatewayClient& gateway, OrderStore& store, Clock& clock, QObject* parent = nullptr);
    /// OrderUnknown when the history has no such order; the gateway's failures otherwise.
    void start(const QByteArray& outTradeNo);

signals:
    void finished(const paydesk::Result<paydesk::Order>& order);

private:
    void ask(const Result<std::optional<Order>>& order);
    void book(const Answer& answer);
    void finish(const Result<Order>& order);

    GatewayClient& m_gateway;
    OrderStore& m_store;
    Clock& m_clock;
    QByteArray m_outTradeNo;
};

} // namespace paydesk

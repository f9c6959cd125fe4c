#pragma once

#include "core/forward/delivery.h"
#include "core/forward/forwardoutcome.h"
#include "core/gateway/client.h"
#include "core/notify/desk.h"

#include <QObject>

#include <deque>

namespace paydesk {

/// Passes what the desk has answered on to the merchant's own backend: the same bytes, the same
/// header fields but those of the connection, one attempt each, begun after WeChat has its answer.
/// A backend that is slow or dead holds nothing up: a few are under way at once, a thousand wait,
/// what comes then is dropped and said to be. Each is recorded: an exchange, and an event of the
/// order where there is one. A message that was passed on once already (by the field
/// X-Paydesk-Forwarded) ends here. Lives on the desk's thread.
class Forwarder : public QObject {
    Q_OBJECT

public:
    Forwarder(GatewayClient& gateway, NotificationDesk& desk, OrderStore& store, Clock& clock,
        QObject* parent = nullptr);

    /// Empty: nothing is passed on. FieldMalformed as checkForwardUrl() says.
    Result<void> setTarget(const QByteArray& url);
    const QByteArray& target() const { return m_target; }

signals:
    void forwarded(const paydesk::Forwarded& result);

private:
    struct Message {
        HttpRequest request;
        QByteArray outTradeNo;
    };
    void take(const HttpRequest& request, const QByteArray& outTradeNo);
    void next();
    void send(const Message& message);
    void record(const Forwarded& result);

    GatewayClient& m_gateway;
    NotificationDesk& m_desk;
    OrderStore& m_store;
    Clock& m_clock;
    QByteArray m_target;
    std::deque<Message> m_waiting;
    int m_underWay = 0;
};

} // namespace paydesk

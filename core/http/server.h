#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/http/message.h"
#include "core/http/requestreader.h"

#include <QHostAddress>
#include <QObject>

#include <functional>
#include <memory>

class QSslConfiguration;

namespace paydesk {

class HttpConnection;
class HttpListener;

/// The right to answer one request, now or later, once. Copies share the right; when the last copy
/// goes without an answer, the server answers 500. Answering a connection that is gone is a no-op.
/// Same thread as the server.
class Responder {
public:
    explicit Responder(HttpConnection* connection);
    void send(const HttpAnswer& answer) const;
    /// Ends the connection without an answer.
    void drop() const;

private:
    struct Right;
    std::shared_ptr<Right> m_right;
};

/// The server side of HTTP/1.1 on QTcpServer: reads requests within the limits, refuses everything
/// else itself, evicts the oldest unfinished connection when full, hands whole requests to the
/// handler. The same over TLS: a handshake counts as the beginning of a request, for the deadline
/// and for the eviction.
class HttpServer : public QObject {
    Q_OBJECT

public:
    using Handler = std::function<void(const HttpRequest&, const Responder&)>;

    HttpServer(Clock& clock, HttpLimits limits, Handler handler, QObject* parent = nullptr);
    ~HttpServer() override;

    /// Speaks TLS with everybody who connects from now on: certificate, key and whom it asks for a
    /// certificate as configured. A certificate that a client shows is handed on in the request,
    /// unjudged when the configuration only asks (QSslSocket::QueryPeer).
    void setTls(const QSslConfiguration& tls);

    /// Port 0 takes a free one; the port that was taken comes back. PortInUse or ListenFailed
    /// otherwise.
    Result<quint16> listen(const QHostAddress& address, quint16 port);
    /// Stops listening and drops every connection.
    void close();
    bool isListening() const;
    quint16 port() const;
    int connections() const;

signals:
    /// A request the server answered itself, as far as it was read.
    void refused(const paydesk::HttpRequest& request, const paydesk::HttpRefusal& refusal);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    friend class HttpConnection;
    void accept();
    bool evict(bool onlyUnfinished);
    void forget(HttpConnection* connection);
    void pauseAccepting();
    void resumeAccepting();
    void watch(std::chrono::microseconds due);
    void sweep();

    Clock& m_clock;
    const HttpLimits m_limits;
    const Handler m_handler;
    const int m_capacity; // the limit, or less where descriptors are short
    HttpListener* m_server;
    QList<HttpConnection*> m_connections; // oldest first
    Clock::Alarm m_alarm = 0; // rings at the earliest deadline of all connections
    std::chrono::microseconds m_alarmDue = std::chrono::microseconds::max();
    bool m_paused = false;
};

} // namespace paydesk

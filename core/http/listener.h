#pragma once

#include <QSslConfiguration>
#include <QTcpServer>

#include <optional>

namespace paydesk {

/// Accepts connections for an HttpServer; sockets that are to speak TLS come as QSslSocket, their
/// handshake not begun, so that whoever takes them sees all of it.
class HttpListener : public QTcpServer {
    Q_OBJECT

public:
    using QTcpServer::QTcpServer;

    void setTls(const QSslConfiguration& tls) { m_tls = tls; }

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    std::optional<QSslConfiguration> m_tls;
};

} // namespace paydesk

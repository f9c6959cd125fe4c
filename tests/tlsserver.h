#pragma once

#include "tests/fakeserver.h"

#include <QHash>
#include <QTcpServer>

#include <openssl/ssl.h>

#include <memory>

class QTcpSocket;

namespace paydesk {

/// How a TLS server behaves that no server of today should be.
struct TlsManner {
    int leastVersion = TLS1_2_VERSION;
    int mostVersion = TLS1_3_VERSION;
    bool demandsCertificate = false; ///< and takes none
};

/// A TLS server on 127.0.0.1 straight on OpenSSL, at a security level that lets it show weak
/// certificates and speak old protocols. Counts what was delivered above TLS.
class TlsServer : public QTcpServer {
    Q_OBJECT

public:
    TlsServer(const TestIdentity& identity, TlsManner manner, QByteArray answer);
    ~TlsServer() override;

    int connections = 0;
    qsizetype delivered = 0; ///< bytes of requests, as an application would read them

protected:
    void incomingConnection(qintptr handle) override;

private:
    struct Session;
    void serve(Session& session);

    const QByteArray m_answer;
    SSL_CTX* m_context;
    QHash<QTcpSocket*, std::shared_ptr<Session>> m_sessions;
};

} // namespace paydesk

#pragma once

#include "core/base/exchange.h"

#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>
#include <QTcpServer>

#include <functional>
#include <optional>

class QTcpSocket;

namespace paydesk {

/// What a client sent, as it stood on the wire.
struct SeenRequest {
    QByteArray method;
    QByteArray target;
    QList<Header> headers;
    QByteArray body;

    QByteArray header(const QByteArray& name) const;
};

/// A certificate and its key, made for one test run.
struct TestIdentity {
    QSslCertificate certificate;
    QSslKey key;
};

/// What a test certificate says; by default what a well-meant server on 127.0.0.1 shows.
struct TestCertificate {
    QByteArray name = "IP:127.0.0.1"; ///< subjectAltName; empty: an authority
    QByteArray subject{}; ///< common name; empty: one made from `name`
    int validFromDays = -1;
    int validToDays = 30;
    int rsaBits = 0; ///< 0: an elliptic curve key
    bool sha1 = false;
    const TestIdentity* issuer = nullptr; ///< null: self-signed

    TestIdentity make() const;
};

/// A server on 127.0.0.1 that keeps every request it was sent and lets the test write the answer,
/// byte for byte. The handler may close the socket, write nothing, or write later.
class FakeServer : public QTcpServer {
    Q_OBJECT

public:
    using Handler = std::function<void(const SeenRequest&, QTcpSocket&)>;

    explicit FakeServer(
        Handler handler, std::optional<TestIdentity> identity = {}, QObject* parent = nullptr);

    /// "http://127.0.0.1:40123".
    QByteArray url() const;
    QList<SeenRequest> seen;
    int connections = 0;
    /// Asks for a client certificate of this authority, from the next connection on; null: for
    /// none.
    QSslCertificate clientAuthority;
    /// The certificate that came with the last request; null: none.
    QSslCertificate shown;

protected:
    void incomingConnection(qintptr handle) override;

private:
    void read(QTcpSocket& socket, QByteArray& buffer);

    const Handler m_handler;
    const std::optional<TestIdentity> m_identity;
};

/// A whole answer with Content-Length.
QByteArray httpAnswer(const QByteArray& body, const QByteArray& status = "200 OK",
    const QByteArray& moreHeaders = "Content-Type: text/plain\r\n");

} // namespace paydesk

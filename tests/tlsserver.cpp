#include "tests/tlsserver.h"

#include <QHostAddress>
#include <QTcpSocket>

#include <openssl/pem.h>

#include <array>

namespace paydesk {

/// One connection: TLS between two memory buffers, and the socket they are emptied into.
struct TlsServer::Session {
    Session(SSL_CTX* context, QTcpSocket* its)
        : tls(SSL_new(context))
        , in(BIO_new(BIO_s_mem()))
        , out(BIO_new(BIO_s_mem()))
        , socket(its)
    {
        SSL_set_bio(tls, in, out);
        SSL_set_accept_state(tls);
    }
    ~Session() { SSL_free(tls); }
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;

    SSL* tls;
    BIO* in; // owned by tls
    BIO* out; // owned by tls
    QTcpSocket* socket;
    QByteArray request;
};

TlsServer::TlsServer(const TestIdentity& identity, TlsManner manner, QByteArray answer)
    : m_answer(std::move(answer))
    , m_context(SSL_CTX_new(TLS_server_method()))
{
    SSL_CTX_set_cipher_list(m_context, "ALL:@SECLEVEL=0");
    SSL_CTX_set_min_proto_version(m_context, manner.leastVersion);
    SSL_CTX_set_max_proto_version(m_context, manner.mostVersion);
    if (manner.demandsCertificate)
        SSL_CTX_set_verify(m_context, SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, nullptr);
    const QByteArray certificate = identity.certificate.toPem();
    const QByteArray key = identity.key.toPem();
    const std::unique_ptr<BIO, int (*)(BIO*)> certificateText(
        BIO_new_mem_buf(certificate.constData(), int(certificate.size())), BIO_free);
    const std::unique_ptr<BIO, int (*)(BIO*)> keyText(
        BIO_new_mem_buf(key.constData(), int(key.size())), BIO_free);
    const std::unique_ptr<X509, void (*)(X509*)> x509(
        PEM_read_bio_X509(certificateText.get(), nullptr, nullptr, nullptr), X509_free);
    const std::unique_ptr<EVP_PKEY, void (*)(EVP_PKEY*)> privateKey(
        PEM_read_bio_PrivateKey(keyText.get(), nullptr, nullptr, nullptr), EVP_PKEY_free);
    const bool usable = SSL_CTX_use_certificate(m_context, x509.get()) == 1
        && SSL_CTX_use_PrivateKey(m_context, privateKey.get()) == 1;
    if (usable)
        listen(QHostAddress::LocalHost, 0);
}

TlsServer::~TlsServer()
{
    m_sessions.clear();
    SSL_CTX_free(m_context);
}

void TlsServer::incomingConnection(qintptr handle)
{
    ++connections;
    auto* socket = new QTcpSocket(this);
    socket->setSocketDescriptor(handle);
    const auto session = std::make_shared<Session>(m_context, socket);
    m_sessions.insert(socket, session);
    connect(socket, &QTcpSocket::readyRead, this, [this, session] { serve(*session); });
    connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
}

void TlsServer::serve(Session& session)
{
    const QByteArray arrived = session.socket->readAll();
    BIO_write(session.in, arrived.constData(), int(arrived.size()));
    std::array<char, 4096> bytes{};
    int count = 0;
    while ((count = SSL_read(session.tls, bytes.data(), int(bytes.size()))) > 0) {
        delivered += count;
        session.request.append(bytes.data(), count);
    }
    const bool over = SSL_get_error(session.tls, count) != SSL_ERROR_WANT_READ;
    if (session.request.endsWith("</xml>") || session.request.endsWith("</xml>\n")) {
        SSL_write(session.tls, m_answer.constData(), int(m_answer.size()));
        session.request.clear();
    }
    while ((count = BIO_read(session.out, bytes.data(), int(bytes.size()))) > 0)
        session.socket->write(bytes.data(), count);
    if (over)
        session.socket->disconnectFromHost();
}

} // namespace paydesk

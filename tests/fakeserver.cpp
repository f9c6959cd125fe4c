#include "tests/fakeserver.h"

#include <QHostAddress>
#include <QSslSocket>

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <algorithm>
#include <memory>

namespace paydesk {

namespace {

    template <typename T> using Owned = std::unique_ptr<T, void (*)(T*)>;

    QByteArray written(const std::function<int(BIO*)>& write)
    {
        const Owned<BIO> bio(BIO_new(BIO_s_mem()), BIO_free_all);
        write(bio.get());
        char* bytes = nullptr;
        const long size = BIO_get_mem_data(bio.get(), &bytes);
        return {bytes, size};
    }

    Owned<EVP_PKEY> keyOf(const QByteArray& pem)
    {
        const Owned<BIO> bio(BIO_new_mem_buf(pem.constData(), int(pem.size())), BIO_free_all);
        return {PEM_read_bio_PrivateKey(bio.get(), nullptr, nullptr, nullptr), EVP_PKEY_free};
    }

    void addExtension(X509* certificate, int id, const QByteArray& value)
    {
        X509V3_CTX context;
        X509V3_set_ctx(&context, certificate, certificate, nullptr, nullptr, 0);
        const Owned<X509_EXTENSION> extension(
            X509V3_EXT_conf_nid(nullptr, &context, id, value.constData()), X509_EXTENSION_free);
        X509_add_ext(certificate, extension.get(), -1);
    }

    X509_NAME* namedAs(X509_NAME* name, const QByteArray& text)
    {
        X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC,
            reinterpret_cast<const unsigned char*>(text.constData()), -1, -1, 0);
        return name;
    }

} // namespace

QByteArray SeenRequest::header(const QByteArray& name) const
{
    const auto found =
        std::find_if(headers.cbegin(), headers.cend(), [&name](const Header& header) {
            return header.name.compare(name, Qt::CaseInsensitive) == 0;
        });
    return found == headers.cend() ? QByteArray() : found->value;
}

TestIdentity TestCertificate::make() const
{
    constexpr int secondsADay = 86400;
    const Owned<EVP_PKEY> key(
        rsaBits ? EVP_RSA_gen(unsigned(rsaBits)) : EVP_EC_gen("P-256"), EVP_PKEY_free);
    const Owned<X509> certificate(X509_new(), X509_free);
    static int serial = 0;
    ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), ++serial);
    X509_set_version(certificate.get(), 2);
    X509_gmtime_adj(X509_getm_notBefore(certificate.get()), validFromDays * secondsADay);
    X509_gmtime_adj(X509_getm_notAfter(certificate.get()), validToDays * secondsADay);
    X509_set_pubkey(certificate.get(), key.get());
    const QByteArray title = !subject.isEmpty() ? subject
        : name.isEmpty()                        ? QByteArray("Test authority")
                                                : QByteArray("test server ") + name;
    namedAs(X509_get_subject_name(certificate.get()), title);
    const QByteArray issuerName = issuer
        ? issuer->certificate.subjectInfo(QSslCertificate::CommonName).join(QString()).toUtf8()
        : title;
    namedAs(X509_get_issuer_name(certificate.get()), issuerName);
    addExtension(
        certificate.get(), NID_basic_constraints, name.isEmpty() ? "critical,CA:TRUE" : "CA:FALSE");
    if (!name.isEmpty())
        addExtension(certificate.get(), NID_subject_alt_name, name);
    const Owned<EVP_PKEY> issuerKey =
        issuer ? keyOf(issuer->key.toPem()) : keyOf(written([&key](BIO* bio) {
            return PEM_write_bio_PrivateKey(bio, key.get(), nullptr, nullptr, 0, nullptr, nullptr);
        }));
    X509_sign(certificate.get(), issuerKey.get(), sha1 ? EVP_sha1() : EVP_sha256());
    const QByteArray pem =
        written([&certificate](BIO* bio) { return PEM_write_bio_X509(bio, certificate.get()); });
    const QByteArray keyPem = written([&key](BIO* bio) {
        return PEM_write_bio_PrivateKey_traditional(
            bio, key.get(), nullptr, nullptr, 0, nullptr, nullptr);
    });
    return {QSslCertificate(pem), QSslKey(keyPem, rsaBits ? QSsl::Rsa : QSsl::Ec)};
}

FakeServer::FakeServer(Handler handler, std::optional<TestIdentity> identity, QObject* parent)
    : QTcpServer(parent)
    , m_handler(std::move(handler))
    , m_identity(std::move(identity))
{
    listen(QHostAddress::LocalHost, 0);
}

QByteArray FakeServer::url() const
{
    return (m_identity ? "https" : "http") + QByteArray("://127.0.0.1:")
        + QByteArray::number(serverPort());
}

void FakeServer::incomingConnection(qintptr handle)
{
    ++connections;
    QTcpSocket* socket = nullptr;
    if (m_identity) {
        auto* tls = new QSslSocket(this);
        tls->setSocketDescriptor(handle);
        tls->setLocalCertificate(m_identity->certificate);
        tls->setPrivateKey(m_identity->key);
        if (!clientAuthority.isNull()) {
            QSslConfiguration configuration = tls->sslConfiguration();
            configuration.setCaCertificates({clientAuthority});
            configuration.setPeerVerifyMode(QSslSocket::VerifyPeer);
            tls->setSslConfiguration(configuration);
        }
        tls->startServerEncryption();
        socket = tls;
    } else {
        socket = new QTcpSocket(this);
        socket->setSocketDescriptor(handle);
    }
    auto buffer = std::make_shared<QByteArray>();
    connect(
        socket, &QTcpSocket::readyRead, this, [this, socket, buffer] { read(*socket, *buffer); });
    connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
}

void FakeServer::read(QTcpSocket& socket, QByteArray& buffer)
{
    buffer += socket.readAll();
    const qsizetype end = buffer.indexOf("\r\n\r\n");
    if (end < 0)
        return;
    SeenRequest request;
    QList<QByteArray> lines = buffer.first(end).replace("\r\n", "\n").split('\n');
    const QList<QByteArray> start = lines.takeFirst().split(' ');
    request.method = start.value(0);
    request.target = start.value(1);
    for (const QByteArray& line : std::as_const(lines)) {
        const qsizetype colon = line.indexOf(':');
        request.headers.append({line.first(colon), line.sliced(colon + 1).trimmed()});
    }
    const qsizetype size = request.header("Content-Length").toLongLong();
    if (buffer.size() < end + 4 + size)
        return;
    request.body = buffer.sliced(end + 4, size);
    buffer.remove(0, end + 4 + size);
    seen.append(request);
    if (const auto* tls = qobject_cast<const QSslSocket*>(&socket))
        shown = tls->peerCertificate();
    m_handler(request, socket);
}

QByteArray httpAnswer(
    const QByteArray& body, const QByteArray& status, const QByteArray& moreHeaders)
{
    return "HTTP/1.1 " + status + "\r\n" + moreHeaders
        + "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

} // namespace paydesk

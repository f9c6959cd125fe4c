#include "core/gateway/client.h"
#include "core/gateway/transmission.h"
#include "core/sign/xmlcodec.h"
#include "tests/fakeserver.h"
#include "tests/support.h"

#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

#include <memory>

using namespace paydesk;

namespace {

/// A host that no name server knows: only the proxy leads there.
const QByteArray gatewayHost = "gateway.invalid";

/// A proxy that makes tunnels, all to one port of this machine.
class TunnelProxy : public QTcpServer {
public:
    explicit TunnelProxy(quint16 target, QByteArray refusal = {})
        : m_target(target)
        , m_refusal(std::move(refusal))
    {
        connect(this, &QTcpServer::newConnection, this, [this] { serve(nextPendingConnection()); });
        listen(QHostAddress::LocalHost);
    }

    QByteArray url() const { return "http://127.0.0.1:" + QByteArray::number(serverPort()); }

    QByteArrayList requests; ///< the first lines
    QByteArray carried; ///< what the client sent through the tunnels

private:
    void serve(QTcpSocket* client)
    {
        client->setParent(this);
        connect(
            client, &QTcpSocket::readyRead, client, [this, client, head = QByteArray()]() mutable {
                if (client->property("tunnel").toBool())
                    return;
                head += client->readAll();
                if (!head.contains("\r\n\r\n"))
                    return;
                requests << head.left(head.indexOf('\r'));
                if (!m_refusal.isEmpty()) {
                    client->write(m_refusal);
                    client->disconnectFromHost();
                    return;
                }
                client->setProperty("tunnel", true);
                joinTo(client);
            });
    }

    void joinTo(QTcpSocket* client)
    {
        auto* target = new QTcpSocket(client);
        connect(target, &QTcpSocket::connected, client,
            [client] { client->write("HTTP/1.1 200 Connection established\r\n\r\n"); });
        connect(target, &QTcpSocket::readyRead, client,
            [client, target] { client->write(target->readAll()); });
        connect(client, &QTcpSocket::readyRead, target, [this, client, target] {
            const QByteArray bytes = client->readAll();
            carried += bytes;
            target->write(bytes);
        });
        connect(target, &QTcpSocket::disconnected, client, &QTcpSocket::disconnectFromHost);
        target->connectToHost(QHostAddress(QHostAddress::LocalHost), m_target);
    }

    quint16 m_target;
    QByteArray m_refusal;
};

std::unique_ptr<GatewayClient> clientBy(
    const QByteArray& proxy, Clock& clock, const QByteArray& url = "https://" + gatewayHost)
{
    Profile profile = sandboxProfile();
    profile.endpoints = {url, url, {}, proxy};
    return std::make_unique<GatewayClient>(profile, sandboxCredentials(), clock);
}

QSslConfiguration trusting(const QSslCertificate& certificate)
{
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.addCaCertificate(certificate);
    return tls;
}

Answer answerTo(GatewayClient& client)
{
    Answer answer;
    bool done = false;
    Call* call = client.orderQuery("PD20260101000001", SignType::Md5);
    QObject::connect(call, &Call::finished, call, [&](const Answer& heard) {
        answer = heard;
        done = true;
    });
    if (!waitUntil([&done] { return done; }))
        qWarning("the call did not finish");
    return answer;
}

QByteArray unpaid()
{
    const Parameters fields{{"return_code", "SUCCESS"}, {"appid", sandboxProfile().appid},
        {"mch_id", sandboxProfile().mchId}, {"nonce_str", "n0nce"}, {"result_code", "SUCCESS"},
        {"out_trade_no", "PD20260101000001"}, {"trade_state", "NOTPAY"}};
    return httpAnswer(toXml(signedRequest(fields, sandboxCredentials().apiKey, SignType::Md5)));
}

/// The environment names a proxy while this object lives.
class SystemProxy {
public:
    explicit SystemProxy(const QByteArray& url) { qputenv("https_proxy", url); }
    SystemProxy(const SystemProxy&) = delete;
    SystemProxy& operator=(const SystemProxy&) = delete;
    ~SystemProxy() { qunsetenv("https_proxy"); }
};

} // namespace

/// A merchant's calls through a proxy.
class TestProxy : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void theTunnelCarriesNothingInClear();
    void theCertificateIsCheckedAsEver();
    void aProxyThatRefusesIsNamed_data();
    void aProxyThatRefusesIsNamed();
    void aProxyThatIsNotThereIsNamed();
    void theSystemsProxyIsTakenUnlessAnotherIsSaid();
    void nothingForThisMachineGoesByAProxy();

private:
    SystemClock m_clock;
};

void TestProxy::initTestCase()
{
    for (const char* name : {"https_proxy", "HTTPS_PROXY", "http_proxy", "HTTP_PROXY", "all_proxy",
             "ALL_PROXY", "no_proxy", "NO_PROXY"})
        qunsetenv(name);
}

void TestProxy::theTunnelCarriesNothingInClear()
{
    TestCertificate wanted;
    wanted.name = "DNS:" + gatewayHost;
    const TestIdentity identity = wanted.make();
    const QByteArray wire = unpaid();
    const FakeServer gateway(
        [&wire](const SeenRequest&, QTcpSocket& socket) { socket.write(wire); }, identity);
    const TunnelProxy proxy(gateway.serverPort());
    const auto client = clientBy(proxy.url(), m_clock);
    client->setTls(trusting(identity.certificate));
    const Answer answer = answerTo(*client);
    QVERIFY(answer.fields);
    QCOMPARE(answer.fields->value("trade_state"), "NOTPAY");
    QCOMPARE(proxy.requests, (QByteArrayList{"CONNECT " + gatewayHost + ":443 HTTP/1.1"}));
    QCOMPARE(gateway.seen.size(), 1);
    QVERIFY(gateway.seen.constFirst().body.contains("PD20260101000001"));
    QVERIFY(!proxy.carried.isEmpty());
    QVERIFY(!proxy.carried.contains("PD20260101000001"));
    // What the proxy is told is not passed on.
    for (const Header& header : gateway.seen.constFirst().headers)
        QVERIFY2(!header.name.toLower().startsWith("proxy"), header.name.constData());
}

void TestProxy::theCertificateIsCheckedAsEver()
{
    const TestIdentity identity = TestCertificate().make(); // 127.0.0.1's
    const FakeServer gateway([](const SeenRequest&, QTcpSocket&) {}, identity);
    const TunnelProxy proxy(gateway.serverPort());
    const auto client = clientBy(proxy.url(), m_clock);
    client->setTls(trusting(identity.certificate));
    const Answer answer = answerTo(*client);
    QVERIFY(!answer.fields);
    QCOMPARE(answer.fields.error().id, FailureId::TlsFailed);
    QVERIFY(gateway.seen.isEmpty());
}

void TestProxy::aProxyThatRefusesIsNamed_data()
{
    QTest::addColumn<QByteArray>("refusal");
    QTest::addColumn<QString>("reason");
    QTest::newRow("no tunnel") << QByteArray("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n")
                               << QStringLiteral("makes no tunnel");
    QTest::newRow("a password") << QByteArray("HTTP/1.1 407 Proxy Authentication Required\r\n"
                                              "Proxy-Authenticate: Basic realm=\"x\"\r\n"
                                              "Content-Length: 0\r\n\r\n")
                                << QStringLiteral("asks for a password");
}

void TestProxy::aProxyThatRefusesIsNamed()
{
    QFETCH(const QByteArray, refusal);
    QFETCH(const QString, reason);
    const TunnelProxy proxy(0, refusal);
    const auto client = clientBy(proxy.url(), m_clock);
    const Answer answer = answerTo(*client);
    QVERIFY(!answer.fields);
    const Failure& failure = answer.fields.error();
    QCOMPARE(failure.id, FailureId::ProxyFailed);
    QCOMPARE(failure.details.value(QStringLiteral("proxy")).toString().toUtf8(),
        proxy.url().mid(qsizetype(qstrlen("http://"))));
    QVERIFY(failure.details.value(QStringLiteral("reason")).toString().contains(reason));
}

void TestProxy::aProxyThatIsNotThereIsNamed()
{
    QByteArray url;
    {
        const TunnelProxy gone(0);
        url = gone.url();
    }
    const auto client = clientBy(url, m_clock);
    QCOMPARE(answerTo(*client).fields.error().id, FailureId::ProxyFailed);
}

void TestProxy::theSystemsProxyIsTakenUnlessAnotherIsSaid()
{
    const QByteArray forbidden = "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n";
    const TunnelProxy ofTheSystem(0, forbidden);
    const TunnelProxy own(0, forbidden);
    const SystemProxy system(ofTheSystem.url());
    QCOMPARE(systemProxyFor("https://" + gatewayHost),
        ofTheSystem.url().mid(qsizetype(qstrlen("http://"))));
    QCOMPARE(answerTo(*clientBy({}, m_clock)).fields.error().id, FailureId::ProxyFailed);
    QCOMPARE(ofTheSystem.requests.size(), 1);
    answerTo(*clientBy(own.url(), m_clock));
    QCOMPARE(own.requests.size(), 1);
    QCOMPARE(
        answerTo(*clientBy(directConnection, m_clock)).fields.error().id, FailureId::HostNotFound);
    QCOMPARE(ofTheSystem.requests.size(), 1);
}

void TestProxy::nothingForThisMachineGoesByAProxy()
{
    const QByteArray wire = unpaid();
    const FakeServer gateway(
        [&wire](const SeenRequest&, QTcpSocket& socket) { socket.write(wire); });
    const TunnelProxy proxy(0, "\r\n");
    const SystemProxy system(proxy.url());
    QVERIFY(answerTo(*clientBy({}, m_clock, gateway.url())).fields);
    QVERIFY(answerTo(*clientBy(proxy.url(), m_clock, gateway.url())).fields);
    QVERIFY(proxy.requests.isEmpty());
}

QTEST_GUILESS_MAIN(TestProxy)
#include "tst_proxy.moc"

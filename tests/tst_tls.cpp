#include "core/base/wording.h"
#include "core/gateway/client.h"
#include "core/protocol/endpoints.h"
#include "core/sign/signer.h"
#include "core/sign/xmlcodec.h"
#include "tests/fakeserver.h"
#include "tests/support.h"
#include "tests/tlsserver.h"

#include <QCoreApplication>
#include <QHostAddress>
#include <QTcpSocket>
#include <QTest>
#include <QTranslator>

#include <optional>

using namespace paydesk;

namespace {

constexpr auto patience = 10'000; // milliseconds until a test gives up

Parameters order()
{
    return {{"body", "Coffee"}, {"out_trade_no", "PD20260101000001"}, {"total_fee", "1"},
        {"spbill_create_ip", "127.0.0.1"}, {"notify_url", "http://127.0.0.1:9/notify"},
        {"trade_type", "NATIVE"}, {"product_id", "p-1"}};
}

QByteArray goodAnswer()
{
    Parameters answer{{"return_code", "SUCCESS"}, {"return_msg", "OK"},
        {"appid", sandboxProfile().appid}, {"mch_id", sandboxProfile().mchId},
        {"nonce_str", newNonce()}, {"result_code", "SUCCESS"}, {"trade_type", "NATIVE"},
        {"prepay_id", "wx20260101120000"}, {"code_url", "weixin://wxpay/bizpayurl?pr=1"}};
    answer.append("sign", signatureOf(answer, sandboxCredentials().apiKey, SignType::Md5));
    return httpAnswer(toXml(answer));
}

std::unique_ptr<GatewayClient> clientOf(const QByteArray& url, Clock& clock)
{
    Profile profile = sandboxProfile();
    profile.endpoints = {url, url};
    return std::make_unique<GatewayClient>(profile, sandboxCredentials(), clock);
}

Answer answerTo(Call* call)
{
    std::optional<Answer> heard;
    QObject::connect(
        call, &Call::finished, call, [&heard](const Answer& answer) { heard = answer; });
    if (!QTest::qWaitFor([&heard] { return heard.has_value(); }, patience))
        qFatal("the call did not finish");
    return *heard;
}

QSslConfiguration trustIn(const QSslCertificate& authority)
{
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.addCaCertificate(authority);
    return tls;
}

TestIdentity newAuthority()
{
    return TestCertificate{.name = {}, .validFromDays = -60}.make();
}

/// What is wrong with a server, and the words that have to name it.
struct Flaw {
    TestCertificate certificate{};
    TlsManner manner{};
    bool issued = true; ///< by an authority, not by itself
    bool trusted = true; ///< that authority
    const char* host = "127.0.0.1";
    const char* english = nullptr;
    QString chinese{};
};

} // namespace

/// Servers over TLS that must not get a byte of a request, and one that may.
class TestTls : public QObject {
    Q_OBJECT

private slots:
    void aBadServerReadsNothingOfTheRequest_data();
    void aBadServerReadsNothingOfTheRequest();
    void aPlainHttpServerReadsNothingOfTheRequest();
    void withoutACertificateARefundOpensNoConnection();
    void aGoodServerReadsTheRequestOnce();
};

void TestTls::aBadServerReadsNothingOfTheRequest_data()
{
    QTest::addColumn<Flaw>("flaw");
    const auto row = [](const char* name, const Flaw& flaw) { QTest::newRow(name) << flaw; };
    row("self-signed",
        {.issued = false,
            .trusted = false,
            .english = "is self-signed",
            .chinese = QStringLiteral("自签名")});
    row("expired",
        {.certificate = {.validFromDays = -30, .validToDays = -1},
            .english = "has expired",
            .chinese = QStringLiteral("过期")});
    row("not yet valid",
        {.certificate = {.validFromDays = 1},
            .english = "is not valid yet",
            .chinese = QStringLiteral("尚未生效")});
    row("wrong host",
        {.certificate = {.name = "DNS:elsewhere.example"},
            .host = "localhost",
            .english = "was issued for another host",
            .chinese = QStringLiteral("另一台主机")});
    row("IP mismatch",
        {.certificate = {.name = "IP:127.0.0.2"},
            .english = "another IP address or name",
            .chinese = QStringLiteral("另一个 IP 地址")});
    row("wrong authority",
        {.trusted = false, .english = "unknown authority", .chinese = QStringLiteral("未知")});
    row("SHA-1 signature",
        {.certificate = {.sha1 = true},
            .english = "weak digest (SHA-1",
            .chinese = QStringLiteral("SHA-1")});
    row("weak key",
        {.certificate = {.rsaBits = 1024},
            .english = "has a weak key",
            .chinese = QStringLiteral("密钥强度不足")});
    row("TLS 1.0",
        {.manner = {.leastVersion = TLS1_VERSION, .mostVersion = TLS1_VERSION},
            .english = "speaks no TLS 1.2 or newer",
            .chinese = QStringLiteral("TLS 1.2")});
    row("TLS 1.1",
        {.manner = {.leastVersion = TLS1_1_VERSION, .mostVersion = TLS1_1_VERSION},
            .english = "speaks no TLS 1.2 or newer",
            .chinese = QStringLiteral("TLS 1.2")});
    row("missing client certificate",
        {.manner = {.demandsCertificate = true},
            .english = "wants a client certificate",
            .chinese = QStringLiteral("要求客户端证书")});
}

void TestTls::aBadServerReadsNothingOfTheRequest()
{
    QFETCH(const Flaw, flaw);
    const TestIdentity root = newAuthority();
    TestCertificate certificate = flaw.certificate;
    if (flaw.issued)
        certificate.issuer = &root;
    const TlsServer server(certificate.make(), flaw.manner, goodAnswer());
    QVERIFY(server.isListening());
    SystemClock clock;
    const auto client = clientOf(
        QByteArray("https://") + flaw.host + ':' + QByteArray::number(server.serverPort()), clock);
    if (flaw.trusted)
        client->setTls(trustIn(root.certificate));

    const Answer answer = answerTo(client->unifiedOrder(order(), SignType::Md5));

    QVERIFY(!answer.fields);
    const Failure& failure = answer.fields.error();
    const QString sentence = wordingOf(failure).sentence();
    QVERIFY2(failure.id == FailureId::TlsFailed, qPrintable(sentence));
    QVERIFY2(sentence.contains(QLatin1String(flaw.english)), qPrintable(sentence));
    QCOMPARE(server.connections, 1);
    QCOMPARE(server.delivered, 0);
    QTranslator chinese;
    QVERIFY(chinese.load(QStringLiteral(":/translations/paydesk_zh_CN.qm")));
    QCoreApplication::installTranslator(&chinese);
    const QString said = wordingOf(failure).sentence();
    QVERIFY2(said.contains(flaw.chinese), qPrintable(said));
}

void TestTls::aPlainHttpServerReadsNothingOfTheRequest()
{
    QByteArray read;
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost, 0));
    connect(&server, &QTcpServer::newConnection, &server, [&] {
        QTcpSocket* socket = server.nextPendingConnection();
        connect(socket, &QTcpSocket::readyRead, socket, [&read, socket] {
            read += socket->readAll();
            socket->write("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
            socket->disconnectFromHost();
        });
    });
    SystemClock clock;
    const auto client =
        clientOf("https://127.0.0.1:" + QByteArray::number(server.serverPort()), clock);

    const Answer answer = answerTo(client->unifiedOrder(order(), SignType::Md5));

    QVERIFY(!answer.fields);
    const QString sentence = wordingOf(answer.fields.error()).sentence();
    QCOMPARE(answer.fields.error().id, FailureId::TlsFailed);
    QVERIFY2(sentence.contains(u"plain HTTP"), qPrintable(sentence));
    QVERIFY(read.startsWith("\x16\x03")); // a handshake, and nothing of HTTP in it
    for (const char* word : {"POST", "xml", "sign", "PD20260101000001"})
        QVERIFY(!read.contains(word));
    QTranslator chinese;
    QVERIFY(chinese.load(QStringLiteral(":/translations/paydesk_zh_CN.qm")));
    QCoreApplication::installTranslator(&chinese);
    QVERIFY(wordingOf(answer.fields.error()).sentence().contains(QStringLiteral("明文 HTTP")));
}

void TestTls::withoutACertificateARefundOpensNoConnection()
{
    const TestIdentity root = newAuthority();
    const TlsServer server(
        TestCertificate{.issuer = &root}.make(), {.demandsCertificate = true}, goodAnswer());
    SystemClock clock;
    const auto client =
        clientOf("https://127.0.0.1:" + QByteArray::number(server.serverPort()), clock);
    client->setTls(trustIn(root.certificate));
    const Answer answer = answerTo(
        client->call(endpoints::refund, {{"out_trade_no", "PD20260101000001"}}, SignType::Md5));
    QVERIFY(!answer.fields);
    QCOMPARE(answer.fields.error().id, FailureId::CertificateAbsent);
    QCOMPARE(server.connections, 0);
}

void TestTls::aGoodServerReadsTheRequestOnce()
{
    const TestIdentity root = newAuthority();
    const TlsServer server(TestCertificate{.issuer = &root}.make(), {}, goodAnswer());
    SystemClock clock;
    const auto client =
        clientOf("https://127.0.0.1:" + QByteArray::number(server.serverPort()), clock);
    client->setTls(trustIn(root.certificate));
    const Answer answer = answerTo(client->unifiedOrder(order(), SignType::Md5));
    QVERIFY2(answer.fields,
        qPrintable(answer.fields ? QString() : wordingOf(answer.fields.error()).sentence()));
    QCOMPARE(server.connections, 1);
    QVERIFY(server.delivered > answer.exchange.requestBody.size());
}

QTEST_GUILESS_MAIN(TestTls)
#include "tst_tls.moc"

#include "core/http/forwarded.h"
#include "core/notify/compose.h"
#include "core/notify/desk.h"
#include "core/reach/echo.h"
#include "core/reach/proxytext.h"
#include "core/reach/reachcheck.h"
#include "core/sign/xmlcodec.h"
#include "tests/fakeserver.h"
#include "tests/ordersupport.h"
#include "tests/support.h"

#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QProcess>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTest>
#include <QUrl>

using namespace paydesk;

namespace {

using Part = ReachStep::Part;
using State = ReachStep::State;

QString nginxProgram()
{
    const QString found = QStandardPaths::findExecutable(QStringLiteral("nginx"));
    return found.isEmpty()
        ? QStandardPaths::findExecutable(QStringLiteral("nginx"), {QStringLiteral("/usr/sbin")})
        : found;
}

/// nginx cannot say which port it took, so one that was just free is named to it.
quint16 freePort()
{
    QTcpServer server;
    return server.listen(QHostAddress(QHostAddress::LocalHost), 0) ? server.serverPort()
                                                                   : quint16(0);
}

bool writeFile(const QString& path, const QByteArray& text)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(text) == text.size();
}

/// The listener of the sandbox merchant, and a real nginx in front of it that runs the very block
/// that Paydesk writes.
class Shop {
public:
    /// What differs from how it should be.
    struct Mistake {
        TestCertificate certificate{.name = "DNS:localhost"};
        bool leafAlone = false; ///< issued by an authority between, which is not shown
        QByteArray instead{}; ///< a part of the block, and what stands there instead
        QByteArray by{};
    };

    Shop()
        : Shop(Mistake())
    {
    }
    explicit Shop(const Mistake& mistake)
        : authority(TestCertificate{.name = {}, .subject = "Root of the test"}.make())
        , m_between(TestCertificate{.name = {}, .subject = "Between", .issuer = &authority}.make())
        , desk(sandboxProfile(), sandboxCredentials().apiKey, *fixture.store, clock)
    {
        desk.setSelfTest([this](QByteArrayView body) { return echoes.answerTo(body); });
        const auto listening = desk.listen(QHostAddress(QHostAddress::LocalHost), 0);
        m_listenerPort = listening.value_or(0);
        if (fixture.add(sampleOrder("PD1")) && listening)
            m_runs = start(mistake);
    }
    Shop(const Shop&) = delete;
    Shop& operator=(const Shop&) = delete;
    ~Shop()
    {
        m_nginx.terminate();
        if (!m_nginx.waitForFinished(5000))
            m_nginx.kill();
    }

    bool runs() const { return m_runs; }
    QByteArray complaint() { return m_nginx.readAllStandardError(); }
    QByteArray url(const QByteArray& path = "/pay/notify") const
    {
        return "https://localhost:" + QByteArray::number(m_port) + path;
    }

    QSslConfiguration tls() const
    {
        QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
        tls.setCaCertificates({authority.certificate});
        return tls;
    }

    /// What came back, as WeChat would get it.
    struct Reply {
        int status = 0;
        QByteArray body;
    };
    Reply post(const QByteArray& body, const QByteArray& claimed = {})
    {
        QNetworkRequest request(QUrl::fromEncoded(url()));
        request.setSslConfiguration(tls());
        request.setRawHeader("Content-Type", "text/xml");
        if (!claimed.isEmpty())
            request.setRawHeader("X-Forwarded-For", claimed);
        std::unique_ptr<QNetworkReply> reply(m_network.post(request, body));
        (void)waitUntil([&] { return reply->isFinished(); });
        return {
            reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(), reply->readAll()};
    }

    QByteArray notice() const
    {
        Order order = sampleOrder("PD1");
        order.transactionId = "4200000001202601011234567890";
        order.paidAt = sampleNoon;
        return toXml(paymentNotice(order, sandboxProfile(), sandboxCredentials().apiKey, clock));
    }

    Exchange onlyExchange() const
    {
        const auto found = fixture.store->readNow<QList<Exchange>>(
            [](const OrderReader& reader) { return reader.exchanges({sampleMerchant}); });
        return found && found->size() == 1 ? found->constFirst() : Exchange();
    }

    QList<ReachStep> walk(const QByteArray& address)
    {
        QList<ReachStep> steps;
        bool ended = false;
        auto* check = new ReachCheck(echoes, clock, tls(), &desk);
        QObject::connect(
            check, &ReachCheck::stepped, &desk, [&](const ReachStep& step) { steps << step; });
        QObject::connect(check, &ReachCheck::finished, &desk, [&] { ended = true; });
        check->start(address);
        return waitUntil([&] { return ended; }) ? steps : QList<ReachStep>();
    }

    SystemClock clock;
    StoreFixture fixture;
    TestIdentity authority;

private:
    TestIdentity m_between;

public:
    EchoBook echoes;
    NotificationDesk desk;

private:
    bool start(const Mistake& mistake)
    {
        TestCertificate certificate = mistake.certificate;
        certificate.issuer = &m_between;
        const TestIdentity identity = certificate.make();
        const QString folder = m_folder.path();
        QByteArray chain = identity.certificate.toPem();
        if (!mistake.leafAlone)
            chain += m_between.certificate.toPem();
        m_port = freePort();
        const ProxySite site{publicAddress(url()).value_or(PublicAddress()), m_listenerPort,
            folder.toUtf8() + "/chain.pem", folder.toUtf8() + "/key.pem"};
        QByteArray block = nginxText(site).value_or(QByteArray());
        if (!mistake.instead.isEmpty()) {
            if (!block.contains(mistake.instead))
                return false;
            block.replace(mistake.instead, mistake.by);
        }
        QByteArray paths;
        for (const char* kind : {"client_body", "proxy", "fastcgi", "uwsgi", "scgi"})
            paths +=
                QByteArray("    ") + kind + "_temp_path " + folder.toUtf8() + '/' + kind + ";\n";
        const QByteArray configuration = "daemon off;\nmaster_process off;\npid " + folder.toUtf8()
            + "/pid;\nerror_log stderr;\nevents {}\nhttp {\n    access_log off;\n" + paths + block
            + "}\n";
        if (!writeFile(folder + QStringLiteral("/chain.pem"), chain)
            || !writeFile(folder + QStringLiteral("/key.pem"), identity.key.toPem())
            || !writeFile(folder + QStringLiteral("/nginx.conf"), configuration))
            return false;
        m_nginx.start(nginxProgram(),
            {QStringLiteral("-p"), folder, QStringLiteral("-e"), QStringLiteral("stderr"),
                QStringLiteral("-c"), folder + QStringLiteral("/nginx.conf")});
        return m_nginx.waitForStarted() && waitUntil([this] {
            QTcpSocket socket;
            socket.connectToHost(QHostAddress(QHostAddress::LocalHost), m_port);
            return socket.waitForConnected(100) || m_nginx.state() == QProcess::NotRunning;
        }) && m_nginx.state() == QProcess::Running;
    }

    QTemporaryDir m_folder;
    QNetworkAccessManager m_network;
    QProcess m_nginx;
    quint16 m_port = 0;
    quint16 m_listenerPort = 0;
    bool m_runs = false;
};

ReachStep stepAt(const QList<ReachStep>& steps, Part part)
{
    const auto found = std::find_if(
        steps.begin(), steps.end(), [part](const ReachStep& step) { return step.part == part; });
    return found == steps.end() ? ReachStep() : *found;
}

QByteArray told(const ReachStep& step)
{
    return partName(step.part) + ": " + step.finding + ' ' + step.detail;
}

} // namespace

Q_DECLARE_METATYPE(Shop::Mistake)

/// The way from outside with a real nginx on it.
class TestNginx : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void aNotificationArrivesByteForByte();
    void theSenderIsWhoNginxSaw();
    void whatTheListenerWouldRefuseEndsAtNginx();
    void theSelfTestPasses();
    void theSelfTestNamesTheMistake_data();
    void theSelfTestNamesTheMistake();
    void aStoppedListenerIsNamed();
};

void TestNginx::initTestCase()
{
    if (nginxProgram().isEmpty())
        QSKIP("nginx is not installed.");
}

void TestNginx::aNotificationArrivesByteForByte()
{
    Shop shop;
    QVERIFY2(shop.runs(), shop.complaint().constData());
    const QByteArray body = shop.notice() + "\r\n \t\n";
    const Shop::Reply reply = shop.post(body);
    QCOMPARE(reply.status, 200);
    QVERIFY2(reply.body.contains("SUCCESS"), reply.body.constData());
    QCOMPARE(shop.onlyExchange().requestBody, body);
    QCOMPARE(shop.onlyExchange().url, "/notify");
    QCOMPARE(shop.fixture.order("PD1").state, TradeState::Success);
}

void TestNginx::theSenderIsWhoNginxSaw()
{
    Shop shop;
    QVERIFY2(shop.runs(), shop.complaint().constData());
    QCOMPARE(shop.post(shop.notice(), "203.0.113.7").status, 200);
    const Exchange exchange = shop.onlyExchange();
    const auto trusted = TrustedProxies::read("127.0.0.1");
    QVERIFY(trusted);
    const Sender sender = senderOf(exchange.peer, exchange.requestHeaders, *trusted);
    // The sender's own claim was overwritten; it came from this machine, too.
    QVERIFY2(!sender.claimed.contains("203.0.113.7"), sender.claimed.constData());
    QVERIFY(!sender.claimed.isEmpty());
}

void TestNginx::whatTheListenerWouldRefuseEndsAtNginx()
{
    Shop shop;
    QVERIFY2(shop.runs(), shop.complaint().constData());
    QCOMPARE(shop.post(QByteArray(64 * 1024 + 1, 'x')).status, 413);
    QCOMPARE(shop.onlyExchange(), Exchange());
    // As much as the listener takes comes through, and is judged there.
    QCOMPARE(shop.post(QByteArray(64 * 1024, 'x')).status, 200);
    QCOMPARE(shop.onlyExchange().outcome, "malformed");
}

void TestNginx::theSelfTestPasses()
{
    Shop shop;
    QVERIFY2(shop.runs(), shop.complaint().constData());
    const QList<ReachStep> steps = shop.walk(shop.url());
    QCOMPARE(steps.size(), reachParts().size());
    for (const ReachStep& step : steps) {
        // A rehearsal on this machine, on a port of its own.
        const State expected = step.part == Part::Address ? State::Warned : State::Passed;
        QVERIFY2(step.state == expected, told(step).constData());
    }
    QCOMPARE(shop.onlyExchange(), Exchange());
}

void TestNginx::theSelfTestNamesTheMistake_data()
{
    QTest::addColumn<Shop::Mistake>("mistake");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("part");
    QTest::addColumn<QByteArray>("finding");
    const auto row = [](const char* name, const Shop::Mistake& mistake, const char* part,
                         const char* finding, const QByteArray& path = "/pay/notify") {
        QTest::newRow(name) << mistake << path << QByteArray(part) << QByteArray(finding);
    };
    using Mistake = Shop::Mistake;
    row("the certificate has expired",
        Mistake{.certificate = {.name = "DNS:localhost", .validFromDays = -9, .validToDays = -1}},
        "tls", "tls-failed");
    row("the certificate is another host's", Mistake{.certificate = {.name = "DNS:shop.example"}},
        "tls", "tls-failed");
    row("the chain is not shown", Mistake{.leafAlone = true}, "tls", "chain-incomplete");
    row("the body may be 8 KiB long",
        Mistake{.instead = "client_max_body_size    64k", .by = "client_max_body_size 8k"}, "size",
        "body-too-large");
    row("the path is another", {}, "answer", "not-found", "/pay/notice");
    row("a slash too many", {}, "answer", "not-found", "/pay/notify/");
    row("the path is redirected",
        Mistake{.instead = "proxy_http_version      1.1;", .by = "return 301 https://localhost/;"},
        "answer", "redirected");
    row("a login is wanted", Mistake{.instead = "gzip                    off;", .by = "deny all;"},
        "answer", "forbidden");
    row("the listener's port is another",
        Mistake{.instead = "proxy_pass              http://127.0.0.1:",
            .by = "proxy_pass http://127.0.0.1:1;#"},
        "answer", "listener-unreachable");
    row("another page is there",
        Mistake{.instead = "proxy_http_version      1.1;", .by = "return 200 welcome;"}, "answer",
        "somebody-else");
}

void TestNginx::theSelfTestNamesTheMistake()
{
    QFETCH(const Shop::Mistake, mistake);
    QFETCH(const QByteArray, path);
    QFETCH(const QByteArray, part);
    QFETCH(const QByteArray, finding);
    Shop shop(mistake);
    QVERIFY2(shop.runs(), shop.complaint().constData());
    const QList<ReachStep> steps = shop.walk(shop.url(path));
    QCOMPARE(steps.size(), reachParts().size());
    for (const ReachStep& step : steps) {
        if (partName(step.part) == part) {
            QCOMPARE(step.finding, finding);
            QCOMPARE(step.state, State::Failed);
            QVERIFY(*findingSentence(step.finding).zh != '\0');
        } else {
            QVERIFY2(step.state != State::Failed, told(step).constData());
        }
    }
}

void TestNginx::aStoppedListenerIsNamed()
{
    Shop shop;
    QVERIFY2(shop.runs(), shop.complaint().constData());
    shop.desk.close();
    QCOMPARE(stepAt(shop.walk(shop.url()), Part::Answer).finding, "listener-unreachable");
}

QTEST_GUILESS_MAIN(TestNginx)
#include "tst_nginx.moc"

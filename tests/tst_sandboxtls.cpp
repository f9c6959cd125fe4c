#include "core/http/message.h"
#include "core/protocol/endpoints.h"
#include "core/sandbox/tlsfiles.h"
#include "tests/sandboxsupport.h"

#include <QFile>
#include <QSslConfiguration>
#include <QSslSocket>
#include <QTemporaryDir>

using namespace paydesk;
using namespace std::chrono_literals;

namespace {

QByteArray bytesAt(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// A sandbox over HTTPS in a folder of its own, and a client that trusts its authority.
struct SecureSandbox {
    explicit SecureSandbox(const QString& folder, QDateTime now = QDateTime::currentDateTimeUtc())
        : clock(std::move(now))
        , paths(folder)
        , sandbox(clock, folder)
    {
        port = sandbox.server.listenTls(QHostAddress(QHostAddress::LocalHost), 0).value_or(0);
    }

    QSslConfiguration trust() const
    {
        QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
        tls.setCaCertificates({QSslCertificate(bytesAt(paths.authority))});
        return tls;
    }

    /// The authority with its key, to issue what the sandbox itself would not.
    TestIdentity authority() const
    {
        return {QSslCertificate(bytesAt(paths.authority)),
            QSslKey(bytesAt(paths.authorityKey), QSsl::Ec)};
    }
    TestIdentity merchant() const
    {
        return {QSslCertificate(bytesAt(paths.merchant)),
            QSslKey(bytesAt(paths.merchantKey), QSsl::Rsa)};
    }

    SandboxAnswer post(const QByteArray& path, const QByteArray& body,
        const std::optional<TestIdentity>& shown = {}) const
    {
        QSslSocket socket;
        QSslConfiguration tls = trust();
        if (shown) {
            tls.setLocalCertificate(shown->certificate);
            tls.setPrivateKey(shown->key);
        }
        socket.setSslConfiguration(tls);
        QSignalSpy closed(&socket, &QTcpSocket::disconnected);
        socket.connectToHostEncrypted(QStringLiteral("127.0.0.1"), port);
        socket.write("POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
            + "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body);
        if (!closed.wait(5000))
            return {};
        const QByteArray all = socket.readAll();
        const qsizetype end = all.indexOf("\r\n\r\n");
        return {all.mid(9, 3).toInt(), all.left(end + 2), all.mid(end + 4)};
    }

    ManualClock clock;
    const SandboxTlsPaths paths;
    SandboxUnderTest sandbox;
    quint16 port = 0;
};

/// Signed with every field that the refunding interfaces require.
QByteArray moneyRequest()
{
    return toXml(SandboxUnderTest::request({{"out_trade_no", "T1"}, {"out_refund_no", "R1"},
        {"total_fee", "100"}, {"refund_fee", "30"}}));
}

} // namespace

/// The sandbox over HTTPS: its own authority, and client certificates where WeChat asks for them.
class TestSandboxTls : public QObject {
    Q_OBJECT

private slots:
    void init() { QVERIFY(m_folder.isValid()); }
    void keysAreForTheirOwnerOnly();
    void aRestartKeepsAuthorityAndCertificate();
    void certificatesAreMadeAnewBeforeTheyEnd_data();
    void certificatesAreMadeAnewBeforeTheyEnd();
    void damagedFilesAreMadeAnew();
    void theSameBooksAnswerOverBoth();
    void certificatesAreDemandedWhereWeChatDoes_data();
    void certificatesAreDemandedWhereWeChatDoes();
    void aWrongCertificateIsRefusedWithItsReason_data();
    void aWrongCertificateIsRefusedWithItsReason();
    void plainHttpHasNoCertificateToShow();
    void olderTlsIsRefused();
    void whoNeverSpeaksIsDropped();
    void theAuthorityVouchesForThisMachineOnly();
    void longAnswersArriveWhole();

private:
    QTemporaryDir m_folder;
    QString folder(const char* name) const { return m_folder.filePath(QString::fromLatin1(name)); }
};

void TestSandboxTls::keysAreForTheirOwnerOnly()
{
    const SecureSandbox secure(folder("owner"));
    QVERIFY(secure.port);
    for (const QString& path : {secure.paths.authority, secure.paths.authorityKey,
             secure.paths.merchantP12, secure.paths.merchant, secure.paths.merchantKey}) {
        const auto others = QFileDevice::ReadGroup | QFileDevice::WriteGroup
            | QFileDevice::ReadOther | QFileDevice::WriteOther;
        QVERIFY2(QFile::exists(path), qPrintable(path));
        QVERIFY2(!(QFile::permissions(path) & others), qPrintable(path));
    }
}

void TestSandboxTls::aRestartKeepsAuthorityAndCertificate()
{
    const SandboxTlsPaths paths(folder("restart"));
    const auto files = [&paths] {
        return QList<QByteArray>{bytesAt(paths.authority), bytesAt(paths.authorityKey),
            bytesAt(paths.merchantP12), bytesAt(paths.merchant), bytesAt(paths.merchantKey)};
    };
    {
        const SecureSandbox first(folder("restart"));
    }
    const auto before = files();
    QVERIFY(!before.contains(QByteArray()));
    const SecureSandbox second(folder("restart"));
    QCOMPARE(files(), before);
    QCOMPARE(second.post("/pay/orderquery", moneyRequest()).status, 200);
}

void TestSandboxTls::certificatesAreMadeAnewBeforeTheyEnd_data()
{
    QTest::addColumn<int>("years");
    QTest::addColumn<bool>("newMerchant");
    QTest::addColumn<bool>("newAuthority");
    QTest::newRow("after a year") << 1 << false << false;
    QTest::newRow("when the merchant's ends") << 5 << true << false;
    QTest::newRow("when the authority's would end before the server's") << 9 << true << true;
}

void TestSandboxTls::certificatesAreMadeAnewBeforeTheyEnd()
{
    QFETCH(const int, years);
    QFETCH(const bool, newMerchant);
    QFETCH(const bool, newAuthority);
    const QTemporaryDir own;
    const SandboxTlsPaths paths(own.path());
    const QDateTime now = QDateTime::currentDateTimeUtc();
    QVERIFY(openSandboxTls(own.path(), testMerchant().mchId, now));
    const QByteArray authority = bytesAt(paths.authority);
    const QByteArray merchant = bytesAt(paths.merchant);
    const auto later = openSandboxTls(own.path(), testMerchant().mchId, now.addYears(years));
    QVERIFY(later);
    QCOMPARE(bytesAt(paths.authority) != authority, newAuthority);
    QCOMPARE(bytesAt(paths.merchant) != merchant, newMerchant);
    QCOMPARE(later->authority, bytesAt(paths.authority));
    QVERIFY(QSslCertificate(later->server.certificate).expiryDate() > now.addYears(years));
    QVERIFY(QSslCertificate(bytesAt(paths.merchant)).expiryDate() > now.addYears(years));
}

void TestSandboxTls::damagedFilesAreMadeAnew()
{
    const SandboxTlsPaths paths(folder("damaged"));
    const QDateTime now = QDateTime::currentDateTimeUtc();
    QVERIFY(openSandboxTls(folder("damaged"), testMerchant().mchId, now));
    QFile key(paths.authorityKey);
    QVERIFY(key.resize(20));
    const SecureSandbox secure(folder("damaged"));
    const SandboxAnswer answer =
        secure.post("/secapi/pay/refund", moneyRequest(), secure.merchant());
    QCOMPARE(answer.cause(), "order-unknown");
}

void TestSandboxTls::theSameBooksAnswerOverBoth()
{
    const SecureSandbox secure(folder("both"));
    QCOMPARE(
        secure.sandbox.server.httpsUrl(), "https://127.0.0.1:" + QByteArray::number(secure.port));
    const auto placed = secure.sandbox.place(secure.sandbox.draft("BOTH1", "APP"));
    QCOMPARE(placed.value("result_code"), "SUCCESS");
    const SandboxAnswer asked = secure.post(
        "/pay/orderquery", toXml(SandboxUnderTest::request({{"out_trade_no", "BOTH1"}})));
    QCOMPARE(asked.xml().value("trade_state"), "NOTPAY");
}

void TestSandboxTls::certificatesAreDemandedWhereWeChatDoes_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<bool>("demanded");
    QTest::newRow("refund") << QByteArray("/secapi/pay/refund") << true;
    QTest::newRow("reverse") << QByteArray("/secapi/pay/reverse") << true;
    QTest::newRow("downloadfundflow") << QByteArray("/pay/downloadfundflow") << true;
    for (const char* path : {"/pay/unifiedorder", "/pay/orderquery", "/pay/closeorder",
             "/pay/refundquery", "/pay/downloadbill", "/pay/micropay", "/tools/shorturl",
             "/tools/authcodetoopenid", "/payitil/report", "/sandboxnew/pay/getsignkey"})
        QTest::newRow(path) << QByteArray(path) << false;
}

void TestSandboxTls::certificatesAreDemandedWhereWeChatDoes()
{
    QFETCH(const QByteArray, path);
    QFETCH(const bool, demanded);
    const SecureSandbox secure(folder("demand"));
    const SandboxAnswer without = secure.post(path, moneyRequest());
    QCOMPARE(without.cause() == "certificate-missing", demanded);
    QCOMPARE(without.xml().value("return_msg") == "证书验证失败", demanded);
    const SandboxAnswer with = secure.post(path, moneyRequest(), secure.merchant());
    QCOMPARE(with.status, without.status);
    QVERIFY2(!with.cause().startsWith("certificate"), with.cause().constData());
}

void TestSandboxTls::aWrongCertificateIsRefusedWithItsReason_data()
{
    QTest::addColumn<TestCertificate>("certificate");
    QTest::addColumn<bool>("known");
    QTest::addColumn<QByteArray>("cause");
    const TestCertificate right{.subject = testMerchant().mchId};
    TestCertificate expired = right;
    expired.validFromDays = -30;
    expired.validToDays = -1;
    TestCertificate early = right;
    early.validFromDays = 2;
    TestCertificate foreign = right;
    foreign.subject = "1900000108";
    QTest::newRow("the right one") << right << true << QByteArray("order-unknown");
    QTest::newRow("self-signed") << right << false << QByteArray("certificate-untrusted");
    QTest::newRow("expired") << expired << true << QByteArray("certificate-expired");
    QTest::newRow("not yet valid") << early << true << QByteArray("certificate-not-yet-valid");
    QTest::newRow("another merchant's") << foreign << true << QByteArray("certificate-foreign");
}

void TestSandboxTls::aWrongCertificateIsRefusedWithItsReason()
{
    QFETCH(TestCertificate, certificate);
    QFETCH(const bool, known);
    QFETCH(const QByteArray, cause);
    const SecureSandbox secure(folder("wrong"));
    const TestIdentity authority = secure.authority();
    certificate.issuer = known ? &authority : nullptr;
    const SandboxAnswer answer =
        secure.post("/secapi/pay/refund", moneyRequest(), certificate.make());
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.cause(), cause);
    if (cause.startsWith("certificate")) {
        QCOMPARE(answer.body.left(5), "<xml>");
        QCOMPARE(answer.xml().value("return_code"), "FAIL");
        QVERIFY(!answer.xml().contains("sign"));
    }
}

void TestSandboxTls::plainHttpHasNoCertificateToShow()
{
    const SecureSandbox secure(folder("plain"));
    QCOMPARE(secure.sandbox.post("/secapi/pay/refund", moneyRequest()).cause(), "order-unknown");
}

void TestSandboxTls::olderTlsIsRefused()
{
    const SecureSandbox secure(folder("older"));
    QSslSocket socket;
    QSslConfiguration tls = secure.trust();
    QT_WARNING_PUSH
    QT_WARNING_DISABLE_DEPRECATED
    tls.setProtocol(QSsl::TlsV1_1);
    QT_WARNING_POP
    socket.setSslConfiguration(tls);
    QSignalSpy failed(&socket, &QSslSocket::errorOccurred);
    const QSignalSpy encrypted(&socket, &QSslSocket::encrypted);
    socket.connectToHostEncrypted(QStringLiteral("127.0.0.1"), secure.port);
    QVERIFY(!failed.isEmpty() || failed.wait());
    QVERIFY(encrypted.isEmpty());
}

void TestSandboxTls::whoNeverSpeaksIsDropped()
{
    SecureSandbox secure(folder("silent"));
    QTcpSocket socket;
    QSignalSpy connected(&socket, &QTcpSocket::connected);
    QSignalSpy closed(&socket, &QTcpSocket::disconnected);
    socket.connectToHost(QHostAddress(QHostAddress::LocalHost), secure.port);
    QVERIFY(connected.wait());
    socket.write("\x16\x03\x01"); // a handshake that ends in its first header
    QVERIFY(socket.waitForBytesWritten());
    QTRY_VERIFY(secure.clock.pending() > 0);
    secure.clock.advance(HttpLimits().headTime + 1ms);
    QVERIFY(!closed.isEmpty() || closed.wait());
    QVERIFY(socket.readAll().isEmpty());
}

void TestSandboxTls::theAuthorityVouchesForThisMachineOnly()
{
    const SecureSandbox secure(folder("constraint"));
    const TestIdentity authority = secure.authority();
    const TestIdentity wechat =
        TestCertificate{.name = "DNS:api.mch.weixin.qq.com", .issuer = &authority}.make();
    const FakeServer server([](const SeenRequest&, QTcpSocket&) {}, wechat);
    QSslSocket socket;
    socket.setSslConfiguration(secure.trust());
    socket.setPeerVerifyName(QStringLiteral("api.mch.weixin.qq.com"));
    QSignalSpy failed(&socket, &QSslSocket::sslErrors);
    socket.connectToHostEncrypted(QStringLiteral("127.0.0.1"), server.serverPort());
    QVERIFY(failed.wait());
    // Name and dates are right and the authority is trusted: Qt has no word for what is left.
    const auto errors = failed.constFirst().constFirst().value<QList<QSslError>>();
    QCOMPARE(errors.size(), 1);
    QCOMPARE(errors.constFirst().error(), QSslError::UnspecifiedError);
}

void TestSandboxTls::longAnswersArriveWhole()
{
    const SecureSandbox secure(folder("long"));
    for (int i = 0; i < 300; ++i)
        secure.sandbox.place(secure.sandbox.draft("LONG" + QByteArray::number(i), "APP"));
    QSslSocket socket;
    socket.setSslConfiguration(secure.trust());
    QSignalSpy closed(&socket, &QTcpSocket::disconnected);
    socket.connectToHostEncrypted(QStringLiteral("localhost"), secure.port);
    socket.write("GET /sandbox/orders HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    QVERIFY(closed.wait());
    const QByteArray all = socket.readAll();
    const QByteArray body = all.mid(all.indexOf("\r\n\r\n") + 4);
    QVERIFY(body.size() > qsizetype(100) * 1024);
    QVERIFY(all.contains("Content-Length: " + QByteArray::number(body.size()) + "\r\n"));
}

QTEST_GUILESS_MAIN(TestSandboxTls)
#include "tst_sandboxtls.moc"

#include "core/gateway/client.h"
#include "core/profile/certificate.h"
#include "core/protocol/endpoints.h"
#include "core/sign/xmlcodec.h"
#include "tests/fakeserver.h"
#include "tests/support.h"

#include <QSslSocket>
#include <QTest>

#include <openssl/pem.h>
#include <openssl/pkcs12.h>
#include <openssl/provider.h>

#include <memory>

using namespace paydesk;

namespace {

constexpr auto patience = 10'000; // milliseconds until a test gives up
const QString fileName = QStringLiteral("apiclient_cert.p12");

template <typename T> using Owned = std::unique_ptr<T, void (*)(T*)>;

Secret secret(QByteArray bytes)
{
    return Secret(std::move(bytes));
}

QByteArray mchId()
{
    return sandboxProfile().mchId;
}

Owned<BIO> reading(const QByteArray& bytes)
{
    return {BIO_new_mem_buf(bytes.constData(), int(bytes.size())), BIO_free_all};
}

/// apiclient_cert.p12 as today's tools write it, or as the old ones did: certificates under RC2-40,
/// which only the legacy provider knows.
QByteArray pkcs12(const TestIdentity& who, const QByteArray& password, bool old = false)
{
    const Owned<OSSL_LIB_CTX> context(OSSL_LIB_CTX_new(), OSSL_LIB_CTX_free);
    OSSL_PROVIDER* legacy = OSSL_PROVIDER_load(context.get(), "legacy");
    OSSL_PROVIDER* usual = OSSL_PROVIDER_load(context.get(), "default");
    const Owned<EVP_PKEY> key(
        PEM_read_bio_PrivateKey(reading(who.key.toPem()).get(), nullptr, nullptr, nullptr),
        EVP_PKEY_free);
    const Owned<X509> certificate(
        PEM_read_bio_X509(reading(who.certificate.toPem()).get(), nullptr, nullptr, nullptr),
        X509_free);
    const Owned<PKCS12> file(
        PKCS12_create_ex(password.constData(), "merchant", key.get(), certificate.get(), nullptr,
            old ? NID_pbe_WithSHA1And3_Key_TripleDES_CBC : 0,
            old ? NID_pbe_WithSHA1And40BitRC2_CBC : 0, 0, 0, 0, context.get(), nullptr),
        PKCS12_free);
    const Owned<BIO> out(BIO_new(BIO_s_mem()), BIO_free_all);
    i2d_PKCS12_bio(out.get(), file.get());
    char* bytes = nullptr;
    const long size = BIO_get_mem_data(out.get(), &bytes);
    QByteArray written(bytes, size);
    OSSL_PROVIDER_unload(legacy);
    OSSL_PROVIDER_unload(usual);
    return written;
}

TestIdentity merchant(TestCertificate say = {})
{
    say.subject = mchId();
    say.rsaBits = 2048;
    return say.make();
}

ClientCertificate opened(const TestIdentity& who)
{
    return openCertificate(secret(pkcs12(who, mchId())), secret(mchId())).value();
}

QString reasonOf(const Failure& failure)
{
    return failure.details.value(QStringLiteral("reason")).toString();
}

Answer answerOf(Call* call)
{
    const QObject context;
    std::optional<Answer> heard;
    QObject::connect(
        call, &Call::finished, &context, [&heard](const Answer& answer) { heard = answer; });
    if (!QTest::qWaitFor([&heard] { return heard.has_value(); }, patience))
        qWarning("the call did not finish");
    return heard.value_or(Answer{{}, fail(FailureId::TimedOut)});
}

Parameters refundFields()
{
    return {{"out_trade_no", "PD20260101000001"}, {"out_refund_no", "R1"}, {"total_fee", "100"},
        {"refund_fee", "30"}};
}

QByteArray refunded()
{
    Parameters answer{{"return_code", "SUCCESS"}, {"return_msg", "OK"},
        {"appid", sandboxProfile().appid}, {"mch_id", mchId()}, {"nonce_str", newNonce()},
        {"result_code", "SUCCESS"}, {"out_trade_no", "PD20260101000001"}, {"out_refund_no", "R1"},
        {"refund_id", "50000000000000000000000000001"}, {"total_fee", "100"}, {"refund_fee", "30"},
        {"a_field_of_tomorrow", "kept"}};
    answer.append("sign", signatureOf(answer, sandboxCredentials().apiKey, SignType::Md5));
    return toXml(answer);
}

/// A server that asks for the certificates of its authority, and a client that trusts it.
struct Meeting {
    Meeting()
        : authority(TestCertificate{.name = {}}.make())
        , server(
              [](const SeenRequest&, QTcpSocket& socket) { socket.write(httpAnswer(refunded())); },
              TestCertificate{.issuer = &authority}.make())
    {
        server.clientAuthority = authority.certificate;
    }

    std::unique_ptr<GatewayClient> client(std::optional<ClientCertificate> certificate)
    {
        Profile profile = sandboxProfile();
        profile.endpoints.api = server.url();
        Credentials credentials = sandboxCredentials();
        credentials.certificate = std::move(certificate);
        auto made = std::make_unique<GatewayClient>(profile, std::move(credentials), clock);
        QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
        tls.addCaCertificate(authority.certificate);
        made->setTls(tls);
        return made;
    }

    TestIdentity authority;
    FakeServer server;
    ManualClock clock{QDateTime::currentDateTimeUtc()};
};

} // namespace

/// The merchant's client certificate: imported, judged, and shown to whom it belongs.
class TestCertificateFiles : public QObject {
    Q_OBJECT

private slots:
    void aP12SaysWhoseItIs_data();
    void aP12SaysWhoseItIs();
    void anOldFileIsKeptUnderTodaysCipher();
    void whatIsNoCertificateIsRefused_data();
    void whatIsNoCertificateIsRefused();
    void aPemPairBecomesOneFile();
    void aKeyOfAnotherCertificateIsSeen();
    void healthIsJudgedByMerchantAndDay_data();
    void healthIsJudgedByMerchantAndDay();
    void refundShowsTheCertificate();
    void aQueryDoesNotShowIt();
    void withoutAFitCertificateNothingIsSent_data();
    void withoutAFitCertificateNothingIsSent();
    void aServerThatWantsAnotherCertificateIsAnError();
};

void TestCertificateFiles::aP12SaysWhoseItIs_data()
{
    QTest::addColumn<bool>("old");
    QTest::newRow("today's cipher") << false;
    QTest::newRow("RC2-40") << true;
}

void TestCertificateFiles::aP12SaysWhoseItIs()
{
    QFETCH(const bool, old);
    const TestIdentity who = merchant();
    const auto imported =
        importPkcs12(fileName, secret(pkcs12(who, mchId(), old)), secret(mchId()));
    QVERIFY(imported);
    QCOMPARE(imported->facts.merchant, mchId());
    QCOMPARE(imported->facts.serial, who.certificate.serialNumber().replace(":", "").toUpper());
    QCOMPARE(imported->facts.validTo, who.certificate.expiryDate());
    QCOMPARE(imported->facts.validFrom, who.certificate.effectiveDate());
    QCOMPARE(imported->oldCipher, old);
    const auto open = openCertificate(imported->file, imported->password);
    QVERIFY(open);
    QCOMPARE(open->facts, imported->facts);
    QCOMPARE(QSslCertificate(open->pem), who.certificate);
}

void TestCertificateFiles::anOldFileIsKeptUnderTodaysCipher()
{
    const auto imported =
        importPkcs12(fileName, secret(pkcs12(merchant(), mchId(), true)), secret(mchId()));
    QVERIFY(imported);
    // Imported again, it needs no legacy algorithms any more.
    const auto again = importPkcs12(fileName, imported->file, imported->password);
    QVERIFY(again);
    QVERIFY(!again->oldCipher);
    QCOMPARE(again->facts, imported->facts);
}

void TestCertificateFiles::whatIsNoCertificateIsRefused_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<QByteArray>("password");
    QTest::addColumn<QString>("reason");
    const QByteArray right = pkcs12(merchant(), mchId());
    const QByteArray old = pkcs12(merchant(), mchId(), true);
    QTest::newRow("empty") << QByteArray() << mchId() << QStringLiteral("not a PKCS #12");
    QTest::newRow("text") << QByteArray("-----BEGIN CERTIFICATE-----") << mchId()
                          << QStringLiteral("not a PKCS #12");
    QTest::newRow("cut short") << right.chopped(100) << mchId() << QStringLiteral("PKCS #12");
    QTest::newRow("wrong password")
        << right << QByteArray("1900000108") << QStringLiteral("password");
    QTest::newRow("no password") << right << QByteArray() << QStringLiteral("password");
    QTest::newRow("wrong password, old")
        << old << QByteArray("1900000108") << QStringLiteral("password");
}

void TestCertificateFiles::whatIsNoCertificateIsRefused()
{
    QFETCH(const QByteArray, file);
    QFETCH(const QByteArray, password);
    QFETCH(const QString, reason);
    const auto imported = importPkcs12(fileName, secret(file), secret(password));
    QVERIFY(!imported);
    QCOMPARE(imported.error().id, FailureId::CertificateUnreadable);
    QVERIFY2(reasonOf(imported.error()).contains(reason), qPrintable(reasonOf(imported.error())));
}

void TestCertificateFiles::aPemPairBecomesOneFile()
{
    const TestIdentity who = merchant();
    const auto imported = importPem(QStringLiteral("apiclient_cert.pem"),
        secret(who.certificate.toPem()), secret(who.key.toPem()), secret(mchId()));
    QVERIFY(imported);
    QCOMPARE(imported->facts.merchant, mchId());
    const auto open = openCertificate(imported->file, imported->password);
    QVERIFY(open);
    QCOMPARE(QSslCertificate(open->pem), who.certificate);
    open->keyPem.reveal([&who](QByteArrayView pem) {
        QCOMPARE(QSslKey(pem.toByteArray(), QSsl::Rsa).toDer(), who.key.toDer());
    });
}

void TestCertificateFiles::aKeyOfAnotherCertificateIsSeen()
{
    const TestIdentity who = merchant();
    const TestIdentity other = merchant();
    const auto pair = importPem(
        fileName, secret(who.certificate.toPem()), secret(other.key.toPem()), secret(mchId()));
    QVERIFY(!pair);
    QVERIFY(reasonOf(pair.error()).contains(QStringLiteral("another certificate")));
    const auto swapped = importPem(
        fileName, secret(who.key.toPem()), secret(who.certificate.toPem()), secret(mchId()));
    QVERIFY(!swapped);
    QVERIFY(reasonOf(swapped.error()).contains(QStringLiteral("PEM pair")));
}

void TestCertificateFiles::healthIsJudgedByMerchantAndDay_data()
{
    QTest::addColumn<QByteArray>("merchant");
    QTest::addColumn<int>("fromDays");
    QTest::addColumn<int>("toDays");
    QTest::addColumn<QByteArray>("health");
    QTest::newRow("good") << mchId() << -1 << 300 << QByteArray("good");
    QTest::newRow("a month left") << mchId() << -1 << 30 << QByteArray("ends-soon");
    QTest::newRow("over") << mchId() << -400 << 0 << QByteArray("ended");
    QTest::newRow("tomorrow") << mchId() << 1 << 300 << QByteArray("not-yet");
    QTest::newRow("of another") << QByteArray("1900000108") << -1 << 300 << QByteArray("foreign");
    QTest::newRow("of another, over")
        << QByteArray("1900000108") << -400 << -1 << QByteArray("foreign");
}

void TestCertificateFiles::healthIsJudgedByMerchantAndDay()
{
    QFETCH(const QByteArray, merchant);
    QFETCH(const int, fromDays);
    QFETCH(const int, toDays);
    QFETCH(const QByteArray, health);
    const QDateTime now = ManualClock().now();
    const CertificateFacts facts{merchant, "1D", now.addDays(fromDays), now.addDays(toDays)};
    QCOMPARE(certificateHealthName(healthOf(facts, mchId(), now)), health);
    const bool useful = health == "good" || health == "ends-soon";
    QCOMPARE(checkHealth(facts, mchId(), now).has_value(), useful);
    QCOMPARE(certificateHealthName(healthOf({}, mchId(), now)), QByteArray("absent"));
}

void TestCertificateFiles::refundShowsTheCertificate()
{
    Meeting meeting;
    const TestIdentity who = merchant({.issuer = &meeting.authority});
    const auto client = meeting.client(opened(who));
    const Answer answer = answerOf(client->call(endpoints::refund, refundFields(), SignType::Md5));
    QVERIFY2(
        answer.fields, qPrintable(reasonOf(answer.fields ? Failure() : answer.fields.error())));
    QCOMPARE(meeting.server.shown, who.certificate);
    QCOMPARE(meeting.server.seen.constFirst().target, QByteArray("/secapi/pay/refund"));
    QCOMPARE(answer.fields->value("a_field_of_tomorrow"), QByteArray("kept"));
}

void TestCertificateFiles::aQueryDoesNotShowIt()
{
    Meeting meeting;
    meeting.server.clientAuthority = QSslCertificate();
    const auto client = meeting.client(opened(merchant({.issuer = &meeting.authority})));
    answerOf(client->orderQuery("PD20260101000001", SignType::Md5));
    QCOMPARE(meeting.server.seen.size(), 1);
    QVERIFY(meeting.server.shown.isNull());
}

void TestCertificateFiles::withoutAFitCertificateNothingIsSent_data()
{
    QTest::addColumn<QByteArray>("state");
    QTest::addColumn<FailureId>("failure");
    QTest::newRow("absent") << QByteArray("absent") << FailureId::CertificateAbsent;
    QTest::newRow("ended") << QByteArray("ended") << FailureId::CertificateUnfit;
    QTest::newRow("not yet") << QByteArray("not-yet") << FailureId::CertificateUnfit;
    QTest::newRow("another merchant's") << QByteArray("foreign") << FailureId::CertificateUnfit;
}

void TestCertificateFiles::withoutAFitCertificateNothingIsSent()
{
    QFETCH(const QByteArray, state);
    QFETCH(const FailureId, failure);
    Meeting meeting;
    TestCertificate say{.subject = state == "foreign" ? QByteArray("1900000108") : mchId(),
        .issuer = &meeting.authority};
    if (state == "ended")
        say.validToDays = 0;
    if (state == "not-yet")
        say.validFromDays = 2;
    const auto client =
        meeting.client(state == "absent" ? std::nullopt : std::optional(opened(say.make())));
    for (const Endpoint* endpoint : {&endpoints::refund, &endpoints::reverse}) {
        const Answer answer = answerOf(client->call(*endpoint, refundFields(), SignType::Md5));
        QVERIFY(!answer.fields);
        QCOMPARE(answer.fields.error().id, failure);
    }
    QCOMPARE(meeting.server.connections, 0);
}

void TestCertificateFiles::aServerThatWantsAnotherCertificateIsAnError()
{
    Meeting meeting;
    const TestIdentity strangers = TestCertificate{.name = {}}.make();
    const auto client = meeting.client(opened(merchant({.issuer = &strangers})));
    const Answer answer = answerOf(client->call(endpoints::refund, refundFields(), SignType::Md5));
    QVERIFY(!answer.fields);
    QCOMPARE(answer.fields.error().kind, Failure::Kind::Transport);
    QVERIFY(meeting.server.seen.isEmpty());
}

QTEST_GUILESS_MAIN(TestCertificateFiles)
#include "tst_certificate.moc"

#include "core/base/wording.h"
#include "core/gateway/client.h"
#include "core/gateway/phone.h"
#include "core/gateway/requestrules.h"
#include "core/protocol/endpoints.h"
#include "core/sign/xmlcodec.h"
#include "tests/fakeserver.h"
#include "tests/support.h"

#include <QTcpSocket>
#include <QTest>
#include <QUrlQuery>

#include <algorithm>
#include <memory>
#include <optional>

using namespace paydesk;
using namespace std::chrono_literals;

namespace {

/// The sandbox's merchant, whose calls go to `url`.
std::unique_ptr<GatewayClient> clientFor(const QByteArray& url, Clock& clock)
{
    Profile profile = sandboxProfile();
    profile.endpoints = {url, url};
    return std::make_unique<GatewayClient>(profile, sandboxCredentials(), clock);
}

QSslConfiguration trusting(const QSslCertificate& certificate)
{
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.addCaCertificate(certificate);
    return tls;
}

/// Counts how often a call finishes and keeps the last answer.
struct Ear {
    explicit Ear(Call* call)
    {
        QObject::connect(call, &Call::finished, &context, [this](const Answer& heard) {
            answer = heard;
            ++count;
        });
    }

    bool wait() const
    {
        return waitUntil([this] { return count > 0; });
    }

    QObject context;
    Answer answer;
    int count = 0;
};

Answer answerOf(Call* call)
{
    const Ear ear(call);
    if (!ear.wait())
        qWarning("the call did not finish");
    QCoreApplication::sendPostedEvents();
    return ear.answer;
}

Parameters business()
{
    return {{"body", "Coffee"}, {"out_trade_no", "PD20260101000001"}, {"total_fee", "1"},
        {"spbill_create_ip", "127.0.0.1"}, {"notify_url", "http://127.0.0.1/notify"},
        {"trade_type", "JSAPI"}, {"openid", "oUpF8uMuAJO_M2pxb1Q9zNjWeS6o"}};
}

/// What a well-meant gateway answers to unifiedorder, before it is signed.
Parameters goodAnswer()
{
    return {{"return_code", "SUCCESS"}, {"return_msg", "OK"}, {"appid", sandboxProfile().appid},
        {"mch_id", sandboxProfile().mchId}, {"nonce_str", newNonce()}, {"result_code", "SUCCESS"},
        {"trade_type", "JSAPI"}, {"prepay_id", "wx20260101120000"}};
}

QByteArray signedXml(const Parameters& fields, SignType type = SignType::Md5)
{
    Parameters message = fields;
    message.append("sign", signatureOf(fields, sandboxCredentials().apiKey, type));
    return toXml(message);
}

FakeServer::Handler answering(const QByteArray& wire)
{
    return [wire](const SeenRequest&, QTcpSocket& socket) { socket.write(wire); };
}

void closing(const SeenRequest&, QTcpSocket& socket)
{
    socket.disconnectFromHost();
}

QString detail(const Answer& answer, const char* name)
{
    return answer.fields
        ? QString()
        : answer.fields.error().details.value(QString::fromLatin1(name)).toString();
}

} // namespace

class TestClient : public QObject {
    Q_OBJECT

private slots:
    void oneAttemptIsOneRequest_data();
    void oneAttemptIsOneRequest();
    void everyCallHasAConnectionOfItsOwn();
    void theRequestIsSignedAndRecordedAsItWentOut();
    void anAnswerIsBelievedOnlyWhenEverythingHolds_data();
    void anAnswerIsBelievedOnlyWhenEverythingHolds();
    void theContentTypeIsNotLookedAt_data();
    void theContentTypeIsNotLookedAt();
    void anHmacAnswerIsVerifiedAsHmac();
    void theSandboxSaysWhy();
    void answersOfTheHttpLayerAreNamed_data();
    void answersOfTheHttpLayerAreNamed();
    void redirectsAreRefused_data();
    void redirectsAreRefused();
    void aBodyCutShortIsNoAnswer();
    void anAnswerWithoutEndIsCutOff();
    void aCompressedAnswerIsNotUnpacked();
    void whoDoesNotAnswerIsGivenUp();
    void aHostThatIsNotThereIsNamed();
    void aClosedPortIsNamed();
    void theSpareHostIsAskedWhenNobodyAnswers_data();
    void theSpareHostIsAskedWhenNobodyAnswers();
    void onlyWeChatsOwnHostHasASpareByItself();
    void everyEndpointIsCalledAsTheTableSays_data();
    void everyEndpointIsCalledAsTheTableSays();
    void aRefusalBringsItsMeaningAndRemedy();
    void aServiceProviderNamesItsSubMerchant();
    void abortEndsTheCallOnceAndLater();
    void theClientsEndCancelsWhatIsUnderWay();
    void aMissingKeySendsNothing();
    void aLoginCodeBecomesAnOpenid();
    void aRefusedLoginSaysWhy();
    void secretsAreNeverRecorded_data();
    void secretsAreNeverRecorded();
    void thePhonePays();
    void aRefusedPaymentIsAFailure();
};

void TestClient::oneAttemptIsOneRequest_data()
{
    QTest::addColumn<bool>("tls");
    QTest::addColumn<bool>("post");
    QTest::newRow("POST over HTTP") << false << true;
    QTest::newRow("POST over TLS") << true << true;
    QTest::newRow("GET over HTTP") << false << false;
    QTest::newRow("GET over TLS") << true << false;
}

void TestClient::oneAttemptIsOneRequest()
{
    QFETCH(const bool, tls);
    QFETCH(const bool, post);
    const TestIdentity identity = TestCertificate().make();
    FakeServer server(closing, tls ? std::optional(identity) : std::nullopt);
    SystemClock clock;
    const auto client = clientFor(server.url(), clock);
    client->setTls(trusting(identity.certificate));

    const Answer answer = answerOf(
        post ? client->unifiedOrder(business(), SignType::Md5) : client->session("a-code"));

    QVERIFY(!answer.fields);
    QCOMPARE(failureName(answer.fields.error().id), "connection-lost");
    QTest::qWait(50); // a second request would come at once
    QCOMPARE(server.seen.size(), 1);
    QCOMPARE(server.seen.first().method, post ? "POST" : "GET");
}

void TestClient::everyCallHasAConnectionOfItsOwn()
{
    const FakeServer server(answering(httpAnswer(signedXml(goodAnswer()))));
    SystemClock clock;
    const auto client = clientFor(server.url(), clock);
    for (int round = 0; round < 3; ++round)
        QVERIFY(answerOf(client->unifiedOrder(business(), SignType::Md5)).fields);
    QCOMPARE(server.connections, 3);
    QCOMPARE(server.seen.size(), 3);
}

void TestClient::theRequestIsSignedAndRecordedAsItWentOut()
{
    FakeServer server(answering(httpAnswer(signedXml(goodAnswer()))));
    SystemClock clock;
    const auto client = clientFor(server.url(), clock);
    const Answer answer = answerOf(client->unifiedOrder(business(), SignType::Md5));

    const SeenRequest& seen = server.seen.first();
    QCOMPARE(seen.target, "/pay/unifiedorder");
    const Parameters sent = fromXml(seen.body).value();
    QVERIFY(verifies(sent, sandboxCredentials().apiKey, SignType::Md5));
    QCOMPARE(sent.value("sign"), answer.requestTrace.signature);
    QVERIFY(!sent.contains("sign_type"));
    QCOMPARE(answer.exchange.requestBody, seen.body);
    QCOMPARE(answer.exchange.outTradeNo, "PD20260101000001");
    QCOMPARE(answer.exchange.outcome, "ok");
    QCOMPARE(answer.exchange.status, 200);
    QCOMPARE(answer.fields.value().value("prepay_id"), "wx20260101120000");
    for (const Header& header : seen.headers)
        QVERIFY2(answer.exchange.requestHeaders.contains(header), header.name.constData());
    QCOMPARE(seen.headers.size(), answer.exchange.requestHeaders.size());
    for (const char* name : {"Cookie", "Upgrade", "HTTP2-Settings", "Authorization"})
        QVERIFY2(seen.header(name).isEmpty(), name);
}

void TestClient::anAnswerIsBelievedOnlyWhenEverythingHolds_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("name");
    const Parameters good = goodAnswer();
    const auto with = [&good](const QByteArray& field, const QByteArray& value) {
        Parameters changed = good;
        changed.set(field, value);
        return changed;
    };
    const auto without = [&good](const QByteArray& field) {
        Parameters changed = good;
        changed.remove(field);
        return changed;
    };
    QTest::newRow("everything holds") << signedXml(good) << QByteArray("ok");
    QTest::newRow("byte order mark and blanks")
        << "\xEF\xBB\xBF" + signedXml(good) << QByteArray("ok");
    QTest::newRow("unsigned success") << toXml(good) << QByteArray("answer-unsigned");
    QTest::newRow("signed with another key") << toXml([&good] {
        Parameters message = good;
        message.append("sign",
            signatureOf(
                good, Secret(QByteArray("another-key-another-key-another!")), SignType::Md5));
        return message;
    }()) << QByteArray("answer-signature-wrong");
    QTest::newRow("changed on the way")
        << signedXml(good).replace("wx2026", "wx2027") << QByteArray("answer-signature-wrong");
    QTest::newRow("a field added on the way")
        << signedXml(good).replace("</xml>", "<code_url>weixin://evil</code_url></xml>")
        << QByteArray("answer-signature-wrong");
    QTest::newRow("lower-case signature") << [&good] {
        Parameters message = good;
        message.append(
            "sign", signatureOf(good, sandboxCredentials().apiKey, SignType::Md5).toLower());
        return toXml(message);
    }() << QByteArray("answer-signature-wrong");
    QTest::newRow("HMAC answer to an MD5 request")
        << signedXml(good, SignType::HmacSha256) << QByteArray("answer-signature-wrong");
    QTest::newRow("another merchant's mch_id")
        << signedXml(with("mch_id", "1900009999")) << QByteArray("answer-foreign");
    QTest::newRow("another appid")
        << signedXml(with("appid", "wx0000000000000000")) << QByteArray("answer-foreign");
    QTest::newRow("another trade_type")
        << signedXml(with("trade_type", "APP")) << QByteArray("answer-foreign");
    QTest::newRow("no mch_id") << signedXml(without("mch_id")) << QByteArray("answer-incomplete");
    QTest::newRow("no prepay_id") << signedXml(without("prepay_id"))
                                  << QByteArray("answer-incomplete");
    QTest::newRow("NATIVE without code_url")
        << signedXml(with("trade_type", "NATIVE")) << QByteArray("answer-incomplete");
    QTest::newRow("no result_code")
        << signedXml(without("result_code")) << QByteArray("answer-incomplete");
    QTest::newRow("no return_code")
        << signedXml(without("return_code")) << QByteArray("answer-incomplete");
    QTest::newRow("return_code FAIL, unsigned") << QByteArray(
        "<xml><return_code><![CDATA[FAIL]]></return_code>\n<return_msg><![CDATA[签名错误]]></"
        "return_msg>\n</xml>") << QByteArray("gateway-refused");
    QTest::newRow("result_code FAIL") << signedXml({{"return_code", "SUCCESS"},
        {"appid", sandboxProfile().appid}, {"mch_id", sandboxProfile().mchId},
        {"result_code", "FAIL"}, {"err_code", "ORDERPAID"}, {"err_code_des", "该订单已支付"}})
                                      << QByteArray("ORDERPAID");
    QTest::newRow("result_code FAIL, unsigned")
        << toXml({{"return_code", "SUCCESS"}, {"result_code", "FAIL"}, {"err_code", "ORDERPAID"}})
        << QByteArray("answer-unsigned");
    QTest::newRow("empty") << QByteArray() << QByteArray("answer-not-xml");
    QTest::newRow("HTML page") << QByteArray(
        "<!DOCTYPE html><html><body>502 Bad Gateway</body></html>")
                               << QByteArray("answer-not-xml");
    QTest::newRow("JSON") << QByteArray(R"({"code":"SIGN_ERROR"})") << QByteArray("answer-not-xml");
    QTest::newRow("DTD")
        << R"(<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>)"
            + signedXml(good)
        << QByteArray("xml-rejected");
    QTest::newRow("the same field twice") << signedXml(good).replace("</xml>",
        "<mch_id>1</mch_id></xml>") << QByteArray("xml-rejected");
    QTest::newRow("not UTF-8") << signedXml(good).replace("OK", "\xBA\xC3")
                               << QByteArray("xml-rejected");
    QTest::newRow("something behind it")
        << signedXml(good) + "<xml/>" << QByteArray("xml-rejected");
    QTest::newRow("70 KiB") << signedXml(with("attach", QByteArray(70 * 1024, 'a')))
                            << QByteArray("xml-rejected");
}

void TestClient::anAnswerIsBelievedOnlyWhenEverythingHolds()
{
    QFETCH(const QByteArray, body);
    QFETCH(const QByteArray, name);
    const FakeServer server(answering(httpAnswer(body)));
    SystemClock clock;
    const auto client = clientFor(server.url(), clock);
    const Answer answer = answerOf(client->unifiedOrder(business(), SignType::Md5));
    QCOMPARE(answer.exchange.outcome, name);
    QCOMPARE(answer.fields.has_value(), name == "ok");
    QCOMPARE(answer.exchange.answerBody, body);
    if (!answer.fields) {
        const Failure::Kind kind = answer.fields.error().kind;
        QVERIFY(kind == Failure::Kind::Protocol || kind == Failure::Kind::Gateway);
    }
}

void TestClient::theContentTypeIsNotLookedAt_data()
{
    QTest::addColumn<QByteArray>("header");
    QTest::newRow("gbk page") << QByteArray("Content-Type: text/html; charset=gbk\r\n");
    QTest::newRow("plain text") << QByteArray("Content-Type: text/plain;charset=utf-8\r\n");
    QTest::newRow("picture") << QByteArray("Content-Type: image/png\r\n");
    QTest::newRow("none") << QByteArray();
}

void TestClient::theContentTypeIsNotLookedAt()
{
    QFETCH(const QByteArray, header);
    Parameters fields = goodAnswer();
    fields.set("return_msg", "好的");
    const FakeServer server(answering(httpAnswer(signedXml(fields), "200 OK", header)));
    SystemClock clock;
    const auto client = clientFor(server.url(), clock);
    const Answer answer = answerOf(client->unifiedOrder(business(), SignType::Md5));
    QVERIFY(answer.fields);
    QCOMPARE(answer.fields->value("return_msg"), "好的");
}

void TestClient::anHmacAnswerIsVerifiedAsHmac()
{
    FakeServer server(answering(httpAnswer(signedXml(goodAnswer(), SignType::HmacSha256))));
    SystemClock clock;
    const auto client = clientFor(server.url(), clock);
    QVERIFY(answerOf(client->unifiedOrder(business(), SignType::HmacSha256)).fields);
    const Parameters sent = fromXml(server.seen.first().body).value();
    QCOMPARE(sent.value("sign_type"), "HMAC-SHA256");
    QVERIFY(verifies(sent, sandboxCredentials().apiKey, SignType::HmacSha256));
}

void TestClient::theSandboxSaysWhy()
{
    const QByteArray sentence = "键值 key was lower-cased";
    const FakeServer server(answering(
        httpAnswer("<xml><return_code>FAIL</return_code><return_msg>签名错误</return_msg></xml>",
            "200 OK", "X-Paydesk-Why: key-lowercase " + sentence.toPercentEncoding() + "\r\n")));
    SystemClock clock;
    const auto client = clientFor(server.url(), clock);
    const Answer answer = answerOf(client->orderQuery("PD1", SignType::Md5));
    QCOMPARE(answer.exchange.why, sentence);
    QCOMPARE(detail(answer, "why"), QString::fromUtf8(sentence));
    QCOMPARE(detail(answer, "return_msg"), QStringLiteral("签名错误"));
}

void TestClient::answersOfTheHttpLayerAreNamed_data()
{
    QTest::addColumn<QByteArray>("status");
    QTest::newRow("400") << QByteArray("400 Bad Request");
    QTest::newRow("401") << QByteArray("401 Unauthorized");
    QTest::newRow("403") << QByteArray("403 Forbidden");
    QTest::newRow("404") << QByteArray("404 Not Found");
    QTest::newRow("500") << QByteArray("500 Internal Server Error");
    QTest::newRow("502") << QByteArray("502 Bad Gateway");
    QTest::newRow("204") << QByteArray("204 No Content");
}

void TestClient::answersOfTheHttpLayerAreNamed()
{
    QFETCH(const QByteArray, status);
    const FakeServer server(answering(
        httpAnswer(status.startsWith("204") ? QByteArray() : "<html>page</html>", status)));
    SystemClock clock;
    const auto client = clientFor(server.url(), clock);
    const Answer answer = answerOf(client->orderQuery("PD1", SignType::Md5));
    QCOMPARE(answer.exchange.outcome, "http-status-unexpected");
    QCOMPARE(answer.exchange.status, status.first(3).toInt());
    QCOMPARE(server.seen.size(), 1);
}

void TestClient::redirectsAreRefused_data()
{
    QTest::addColumn<QByteArray>("status");
    QTest::addColumn<QByteArray>("target");
    QTest::newRow("301 other host")
        << QByteArray("301 Moved Permanently") << QByteArray("https://elsewhere.example/pay");
    QTest::newRow("302 same host") << QByteArray("302 Found") << QByteArray("/elsewhere");
    QTest::newRow("303") << QByteArray("303 See Other") << QByteArray("/elsewhere");
    QTest::newRow("307 resend") << QByteArray("307 Temporary Redirect") << QByteArray("/elsewhere");
    QTest::newRow("308 resend") << QByteArray("308 Permanent Redirect") << QByteArray("/elsewhere");
    QTest::newRow("to a file") << QByteArray("302 Found") << QByteArray("file:///etc/passwd");
    QTest::newRow("to plain HTTP") << QByteArray("302 Found") << QByteArray("http://127.0.0.1:9/");
    QTest::newRow("to nowhere") << QByteArray("302 Found") << QByteArray();
}

void TestClient::redirectsAreRefused()
{
    QFETCH(const QByteArray, status);
    QFETCH(const QByteArray, target);
    const FakeServer server(answering(
        httpAnswer({}, status, target.isEmpty() ? QByteArray() : "Location: " + target + "\r\n")));
    SystemClock clock;
    const auto client = clientFor(server.url(), clock);
    const Answer answer = answerOf(client->unifiedOrder(business(), SignType::Md5));
    QCOMPARE(answer.exchange.outcome, "redirect-refused");
    QCOMPARE(detail(answer, "target"), QString::fromUtf8(target));
    QCOMPARE(server.seen.size(), 1);
    QCOMPARE(server.connections, 1);
}

void TestClient::aBodyCutShortIsNoAnswer()
{
    const QByteArray body = signedXml(goodAnswer());
    const FakeServer server([&body](const SeenRequest&, QTcpSocket& socket) {
        socket.write("HTTP/1.1 200 OK\r\nContent-Length: " + QByteArray::number(body.size() + 10)
            + "\r\n\r\n" + body);
        socket.disconnectFromHost();
    });
    SystemClock clock;
    const auto client = clientFor(server.url(), clock);
    QCOMPARE(answerOf(client->unifiedOrder(business(), SignType::Md5)).exchange.outcome,
        "connection-lost");
    QCOMPARE(server.seen.size(), 1);
}

void TestClient::anAnswerWithoutEndIsCutOff()
{
    const FakeServer server([](const SeenRequest&, QTcpSocket& socket) {
        socket.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
        const auto more = [&socket] {
            if (socket.bytesToWrite() < 64 * 1024)
                socket.write("10000\r\n" + QByteArray(0x10000, 'x') + "\r\n");
        };
        QObject::connect(&socket, &QTcpSocket::bytesWritten, &socket, more);
        more();
    });
    SystemClock clock;
    const auto client = clientFor(server.url(), clock);
    const Answer answer = answerOf(client->unifiedOrder(business(), SignType::Md5));
    QCOMPARE(answer.exchange.outcome, "answer-too-large");
    QVERIFY(answer.exchange.answerBody.size() <= 1024 * 1024);
}

void TestClient::aCompressedAnswerIsNotUnpacked()
{
    // 20 bytes of gzip head and tail around nothing: what counts is that they come through as they
    // are.
    const QByteArray gzip =
        QByteArray::fromHex("1f8b0800000000000003030000000000") + QByteArray(4, '\0');
    FakeServer server(answering(httpAnswer(gzip, "200 OK", "Content-Encoding: gzip\r\n")));
    SystemClock clock;
    const auto client = clientFor(server.url(), clock);
    const Answer answer = answerOf(client->unifiedOrder(business(), SignType::Md5));
    QCOMPARE(answer.exchange.outcome, "answer-not-xml");
    QCOMPARE(answer.exchange.answerBody, gzip);
    QCOMPARE(server.seen.first().header("Accept-Encoding"), "identity");
}

void TestClient::whoDoesNotAnswerIsGivenUp()
{
    const FakeServer server([](const SeenRequest&, QTcpSocket& socket) {
        socket.write("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n<xml>");
    });
    ManualClock clock;
    const auto client = clientFor(server.url(), clock);
    const Ear ear(client->unifiedOrder(business(), SignType::Md5));
    QTRY_COMPARE(server.seen.size(), 1);
    clock.advance(14'999ms);
    QCOMPARE(ear.count, 0);
    clock.advance(1ms);
    QCOMPARE(ear.count, 1);
    QCOMPARE(ear.answer.exchange.outcome, "no-answer-in-time");
    QCOMPARE(detail(ear.answer, "seconds"), QStringLiteral("15"));
    QCOMPARE(ear.answer.exchange.took, 15s);
    QCOMPARE(clock.pending(), 0);
}

void TestClient::aHostThatIsNotThereIsNamed()
{
    SystemClock clock;
    const auto client = clientFor("http://no-such-host.invalid", clock);
    const Answer answer = answerOf(client->orderQuery("PD1", SignType::Md5));
    QCOMPARE(answer.exchange.outcome, "host-not-found");
    QCOMPARE(detail(answer, "host"), QStringLiteral("no-such-host.invalid"));
}

void TestClient::aClosedPortIsNamed()
{
    QTcpServer closed;
    closed.listen(QHostAddress::LocalHost, 0);
    const quint16 port = closed.serverPort();
    closed.close();
    SystemClock clock;
    const auto client = clientFor("http://127.0.0.1:" + QByteArray::number(port), clock);
    const Answer answer = answerOf(client->orderQuery("PD1", SignType::Md5));
    QCOMPARE(answer.exchange.outcome, "connection-refused");
    QCOMPARE(detail(answer, "port"), QString::number(port));
}

void TestClient::theSpareHostIsAskedWhenNobodyAnswers_data()
{
    QTest::addColumn<QByteArray>("first");
    QTest::addColumn<bool>("spareIsAsked");
    FakeServer gone({});
    const QByteArray closedPort = gone.url();
    gone.close();
    QTest::newRow("a closed port") << closedPort << true;
    QTest::newRow("no such host") << QByteArray("http://gateway.invalid") << true;
    // What may have been read must not be said twice.
    QTest::newRow("hung up") << QByteArray() << false;
}

void TestClient::theSpareHostIsAskedWhenNobodyAnswers()
{
    QFETCH(const QByteArray, first);
    QFETCH(const bool, spareIsAsked);
    ManualClock clock;
    const FakeServer hangingUp(closing);
    const FakeServer spare(answering(httpAnswer(signedXml(goodAnswer()))));
    Profile profile = sandboxProfile();
    profile.endpoints.api = first.isEmpty() ? hangingUp.url() : first;
    profile.endpoints.spare = spare.url();
    GatewayClient client(profile, sandboxCredentials(), clock);
    const Answer answer = answerOf(client.unifiedOrder(business(), SignType::Md5));
    QCOMPARE(answer.fields.has_value(), spareIsAsked);
    QCOMPARE(spare.seen.size(), spareIsAsked ? 1 : 0);
    QCOMPARE(answer.exchange.url.startsWith(spare.url()), spareIsAsked);
}

void TestClient::onlyWeChatsOwnHostHasASpareByItself()
{
    QCOMPARE(spareOf(Endpoints()), QByteArray("https://api2.mch.weixin.qq.com"));
    QCOMPARE(spareOf({"http://127.0.0.1:1", "http://127.0.0.1:1"}), QByteArray());
    QCOMPARE(spareOf({"http://127.0.0.1:1", "http://127.0.0.1:1", "http://127.0.0.1:2"}),
        QByteArray("http://127.0.0.1:2"));
}

void TestClient::everyEndpointIsCalledAsTheTableSays_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<Parameters>("answer");
    const auto row = [](const char* path, const Parameters& answer) {
        QTest::newRow(path) << QByteArray(path) << answer;
    };
    row("/pay/unifiedorder", {{"trade_type", "JSAPI"}, {"prepay_id", "wx1"}});
    row("/pay/orderquery", {{"out_trade_no", "PD1"}, {"trade_state", "NOTPAY"}});
    row("/pay/closeorder", {});
    row("/secapi/pay/refund",
        {{"out_trade_no", "PD1"}, {"out_refund_no", "R1"}, {"refund_id", "5"}, {"refund_fee", "1"},
            {"total_fee", "1"}});
    row("/pay/refundquery", {{"out_trade_no", "PD1"}, {"total_fee", "1"}, {"refund_count", "0"}});
    row("/pay/micropay",
        {{"out_trade_no", "PD1"}, {"transaction_id", "4"}, {"total_fee", "1"},
            {"time_end", "20260101120000"}});
    row("/secapi/pay/reverse", {{"recall", "N"}});
    row("/tools/shorturl", {{"short_url", "weixin://wxpay/s/X"}});
    row("/tools/authcodetoopenid", {{"openid", "o1"}});
    row("/payitil/report", {});
    row("/sandboxnew/pay/getsignkey", {{"sandbox_signkey", "0123456789"}});
    row("/xdc/apiv2getsignkey/sign/getsignkey", {{"sandbox_signkey", "0123456789"}});
}

void TestClient::everyEndpointIsCalledAsTheTableSays()
{
    QFETCH(const QByteArray, path);
    QFETCH(const Parameters, answer);
    const Endpoint& endpoint = *endpointAt(path);
    const bool isSigned = endpoint.answerForm == AnswerForm::SignedXml;
    const bool mayBeHmac = documentedField(endpoint.request, "sign_type") != nullptr;
    Parameters business;
    Parameters good{{"return_code", "SUCCESS"}, {"appid", sandboxProfile().appid},
        {"mch_id", sandboxProfile().mchId}, {"result_code", "SUCCESS"},
        {"a_field_of_tomorrow", "kept"}};
    for (const Parameter& field : answer) {
        good.append(field.name, field.value);
        if (documentedField(endpoint.request, field.name))
            business.append(field.name, field.value);
    }
    ManualClock clock;
    const FakeServer server(answering(
        httpAnswer(isSigned ? signedXml(good, mayBeHmac ? SignType::HmacSha256 : SignType::Md5)
                            : toXml(good))));
    const auto client = clientFor(server.url(), clock);
    const Answer got = answerOf(client->call(endpoint, business, SignType::HmacSha256));
    QVERIFY(got.fields);
    QCOMPARE(got.fields->value("a_field_of_tomorrow"), QByteArray("kept"));
    QCOMPARE(server.seen.constFirst().target, path);
    const Parameters sent = *fromXml(server.seen.constFirst().body);
    QVERIFY(verifies(
        sent, sandboxCredentials().apiKey, mayBeHmac ? SignType::HmacSha256 : SignType::Md5));
    QCOMPARE(sent.contains("sign_type"), mayBeHmac);
    for (const Parameter& field : sent)
        QVERIFY2(documentedField(endpoint.request, field.name), field.name.constData());
    // A secret of the answer does not come into the record.
    QVERIFY(!got.exchange.answerBody.contains("0123456789"));
}

void TestClient::aRefusalBringsItsMeaningAndRemedy()
{
    ManualClock clock;
    Parameters no = goodAnswer();
    no.set("result_code", "FAIL");
    no.append("err_code", "ORDERPAID");
    const FakeServer server(answering(httpAnswer(signedXml(no))));
    const auto client = clientFor(server.url(), clock);
    const Answer answer = answerOf(client->unifiedOrder(business(), SignType::Md5));
    QVERIFY(!answer.fields);
    const Wording wording = wordingOf(answer.fields.error());
    QCOMPARE(wording.why, QStringLiteral("The order is paid already."));
    QVERIFY(wording.remedy.startsWith(QStringLiteral("Query it")));
}

void TestClient::aServiceProviderNamesItsSubMerchant()
{
    ManualClock clock;
    const FakeServer server(answering(httpAnswer(signedXml(goodAnswer()))));
    Profile profile = sandboxProfile();
    profile.endpoints.api = server.url();
    profile.sub = {"wx1111111111111111", "1900000108"};
    GatewayClient client(profile, sandboxCredentials(), clock);
    answerOf(client.unifiedOrder(business(), SignType::Md5));
    answerOf(client.call(endpoints::getSignKey, {}, SignType::Md5));
    const Parameters order = *fromXml(server.seen.at(0).body);
    QCOMPARE(order.value("sub_appid"), QByteArray("wx1111111111111111"));
    QCOMPARE(order.value("sub_mch_id"), QByteArray("1900000108"));
    QVERIFY(verifies(order, sandboxCredentials().apiKey, SignType::Md5));
    // Where the documents know no sub merchant, none is named.
    QVERIFY(!fromXml(server.seen.at(1).body)->contains("sub_mch_id"));
}

void TestClient::abortEndsTheCallOnceAndLater()
{
    const FakeServer server([](const SeenRequest&, QTcpSocket&) {});
    SystemClock clock;
    const auto client = clientFor(server.url(), clock);
    Call* call = client->unifiedOrder(business(), SignType::Md5);
    const Ear ear(call);
    QTRY_COMPARE(server.seen.size(), 1);
    call->abort();
    call->abort();
    QCOMPARE(ear.count, 0);
    QVERIFY(ear.wait());
    QCOMPARE(ear.answer.exchange.outcome, "cancelled");
    QTest::qWait(20);
    QCOMPARE(ear.count, 1);
}

void TestClient::theClientsEndCancelsWhatIsUnderWay()
{
    const FakeServer server([](const SeenRequest&, QTcpSocket&) {});
    SystemClock clock;
    auto client = clientFor(server.url(), clock);
    const Ear waiting(client->unifiedOrder(business(), SignType::Md5));
    QTRY_COMPARE(server.seen.size(), 1);
    const Ear unsent(client->session("a-code"));
    client.reset();
    QCOMPARE(waiting.count, 1);
    QCOMPARE(unsent.count, 1);
    QCOMPARE(waiting.answer.exchange.outcome, "cancelled");
    QTest::qWait(20);
    QCOMPARE(waiting.count, 1);
    QCOMPARE(server.seen.size(), 1);
}

void TestClient::aMissingKeySendsNothing()
{
    const FakeServer server(closing);
    SystemClock clock;
    Profile profile = sandboxProfile();
    profile.endpoints = {server.url(), server.url()};
    GatewayClient client(profile, {}, clock);
    const Ear order(client.unifiedOrder(business(), SignType::Md5));
    QCOMPARE(order.count, 0);
    QVERIFY(order.wait());
    QCOMPARE(order.answer.exchange.outcome, "key-missing");
    QCOMPARE(answerOf(client.session("a-code")).exchange.outcome, "secret-absent");
    QCOMPARE(server.connections, 0);
}

void TestClient::aLoginCodeBecomesAnOpenid()
{
    FakeServer server(answering(httpAnswer(
        R"({"session_key":"tiihtNczf5v6AKRyjwEUhQ==","openid":"oUpF8uMuAJO","errcode":0})")));
    SystemClock clock;
    const auto client = clientFor(server.url(), clock);
    const Answer answer = answerOf(client->session("a code&more"));
    QVERIFY(answer.fields);
    QCOMPARE(answer.fields.value(), (Parameters{{"openid", "oUpF8uMuAJO"}}));
    const QUrlQuery query(QUrl::fromEncoded(server.seen.first().target));
    QCOMPARE(query.queryItemValue(QStringLiteral("js_code"), QUrl::FullyDecoded),
        QStringLiteral("a code&more"));
    QCOMPARE(
        query.queryItemValue(QStringLiteral("grant_type")), QStringLiteral("authorization_code"));
    sandboxCredentials().appSecret.reveal([&query](QByteArrayView secret) {
        QCOMPARE(query.queryItemValue(QStringLiteral("secret")), QString::fromLatin1(secret));
    });
}

void TestClient::aRefusedLoginSaysWhy()
{
    const FakeServer server(
        answering(httpAnswer(R"({"errcode":40163,"errmsg":"code been used, rid: 1"})")));
    SystemClock clock;
    const auto client = clientFor(server.url(), clock);
    const Answer answer = answerOf(client->session("a-code"));
    QCOMPARE(failureName(answer.fields.error().id), "login-refused");
    QCOMPARE(detail(answer, "errcode"), QStringLiteral("40163"));
    QCOMPARE(detail(answer, "errmsg"), QStringLiteral("code been used, rid: 1"));
    QCOMPARE(answer.exchange.outcome, "40163");
}

void TestClient::secretsAreNeverRecorded_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("as documented")
        << QByteArray(R"({"session_key":"tiihtNczf5v6AKRyjwEUhQ==","openid":"o1"})");
    QTest::newRow("escaped name") << QByteArray(
        R"({"session\u005fkey":"tiihtNczf5v6AKRyjwEUhQ==","openid":"o1"})");
    QTest::newRow("escaped value")
        << QByteArray(R"({"session\u005fkey":"tiihtNczf5v6AKRyjwEUhQ\u003d=","openid":"o1"})");
    QTest::newRow("repeated elsewhere") << QByteArray(
        R"({"session_key":"tiihtNczf5v6AKRyjwEUhQ==","hint":"tiihtNczf5v6AKRyjwEUhQ==","openid":"o1"})");
}

void TestClient::secretsAreNeverRecorded()
{
    QFETCH(const QByteArray, body);
    const FakeServer server(answering(httpAnswer(body)));
    SystemClock clock;
    const auto client = clientFor(server.url(), clock);
    const Answer answer = answerOf(client->session("a-code"));
    QCOMPARE(answer.fields.value().value("openid"), "o1");
    QVERIFY(!answer.exchange.answerBody.contains("tiihtNcz"));
    QVERIFY(answer.exchange.url.contains("secret=***"));
    sandboxCredentials().appSecret.reveal(
        [&answer](QByteArrayView secret) { QVERIFY(!answer.exchange.url.contains(secret)); });
}

void TestClient::thePhonePays()
{
    FakeServer server([](const SeenRequest& request, QTcpSocket& socket) {
        socket.write(
            httpAnswer(request.target == "/sandbox/login" ? R"({"errMsg":"login:ok","code":"c1"})"
                                                          : R"({"errMsg":"requestPayment:ok"})"));
    });
    SystemClock clock;
    Phone phone(server.url(), clock);
    QCOMPARE(answerOf(phone.login()).fields.value().value("code"), "c1");
    const PayRequest pay =
        payRequest("wx1", "wx2", SignType::Md5, sandboxCredentials().apiKey, clock);
    QVERIFY(answerOf(phone.requestPayment(pay.call, "wx1", Phone::Action::Pay)).fields);
    QVERIFY(server.seen.last().body.contains("\"package\":\"prepay_id=wx2\""));
    QVERIFY(server.seen.last().body.contains("\"payer\":{\"action\":\"pay\"}"));
}

void TestClient::aRefusedPaymentIsAFailure()
{
    const FakeServer server(answering(httpAnswer(
        R"({"errMsg":"requestPayment:fail 支付验证签名失败","errCode":2,"errDesc":"支付验证签名失败","why":"another key"})")));
    SystemClock clock;
    Phone phone(server.url(), clock);
    const Answer answer = answerOf(phone.requestPayment({}, "wx1", Phone::Action::Pay));
    QCOMPARE(failureName(answer.fields.error().id), "payment-refused");
    QCOMPARE(detail(answer, "errDesc"), QStringLiteral("支付验证签名失败"));
    QCOMPARE(detail(answer, "why"), QStringLiteral("another key"));
    QCOMPARE(answer.exchange.why, "another key");
}

QTEST_GUILESS_MAIN(TestClient)

#include "tst_client.moc"

#include "core/sign/frontend.h"
#include "tests/sandboxsupport.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

#include <functional>
#include <optional>

using namespace paydesk;
using namespace std::chrono_literals;

namespace {

using CallChange = std::function<void(QJsonObject&)>;

CallChange set(const char* name, const QJsonValue& value)
{
    return [=](QJsonObject& call) { call.insert(QString::fromLatin1(name), value); };
}

CallChange setText(const char* name, const QByteArray& value)
{
    return set(name, QString::fromUtf8(value));
}

CallChange drop(const char* name)
{
    return [=](QJsonObject& call) { call.remove(QString::fromLatin1(name)); };
}

} // namespace

Q_DECLARE_METATYPE(CallChange)

/// The customer's side of the pretend WeChat: the phone, the notifications that follow, the books
/// behind both.
class TestSandboxPhone : public QObject {
    Q_OBJECT

private slots:
    void init() { m_clock.emplace(); }
    void thePhoneRefusesInWeChatsWords_data();
    void thePhoneRefusesInWeChatsWords();
    void payingTwiceIsRefused();
    void hmacOrdersWantHmacPaySigns();
    void scanningPaysNativeOrders();
    void everyFrontEndPaysWithItsOwnObject_data();
    void everyFrontEndPaysWithItsOwnObject();
    void aPageHearsOfItsOwnNames();
    void aBrowserPaysWithinFiveMinutes();
    void aNotificationIsSignedLikeItsOrder_data();
    void aNotificationIsSignedLikeItsOrder();
    void aNotificationIsRepeatedUntilSuccess();
    void theScheduleEnds();
    void onlySuccessCounts_data();
    void onlySuccessCounts();
    void aSilentMerchantIsGivenFiveSeconds();
    void oneAttemptIsOneRequest();
    void foreignAddressesAreNotCalled();
    void aRestartFindsOrdersAndGoesOnDelivering();
    void whatWasAnsweredIsInTheBooks();
    void damagedBooksAreSetAside();
    void twoSandboxesMayShareAFolder();
    void aTakenPortIsNamed();

private:
    QByteArray placeAndPay(
        SandboxUnderTest& sandbox, const QByteArray& notifyUrl, SignType type = SignType::Md5);

    std::optional<ManualClock> m_clock;
};

QByteArray TestSandboxPhone::placeAndPay(
    SandboxUnderTest& sandbox, const QByteArray& notifyUrl, SignType type)
{
    sandbox.notifyUrl = notifyUrl;
    const QByteArray prepayId = sandbox.place(sandbox.draft("A1"), type).value("prepay_id");
    return sandbox.pay(prepayId, type).text("errMsg").toUtf8();
}

void TestSandboxPhone::thePhoneRefusesInWeChatsWords_data()
{
    QTest::addColumn<CallChange>("change");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("errCode");
    QTest::addColumn<QByteArray>("cause");
    const QByteArray badSign = "支付验证签名失败";
    const QByteArray badPackage = "调用支付JSAPI缺少参数：total_fee";
    const auto row = [](const char* name, const CallChange& change, const QByteArray& text,
                         int errCode, const QByteArray& cause) {
        QTest::newRow(name) << change << text << errCode << cause;
    };
    row("no package", drop("package"),
        "parameter error: parameter.package should be String instead of Undefined;", -1, "");
    row("timeStamp a number", set("timeStamp", 1490840662),
        "parameter error: parameter.timeStamp should be String instead of Number;", -1, "");
    row("paySign null", set("paySign", QJsonValue::Null),
        "parameter error: parameter.paySign should be String instead of Null;", -1, "");
    row("no appId", drop("appId"), "调用支付JSAPI缺少参数：appId", -1, "field-missing");
    row("package without prefix", setText("package", "wx1"), badPackage, -1,
        "paysign-package-without-prefix");
    row("prepay_id undefined", setText("package", "prepay_id=undefined"), badPackage, -1,
        "paysign-prepay-undefined");
    row("appId of another", setText("appId", "wx0000000000000000"), badSign, 2,
        "paysign-appid-mismatch");
    row("signType of another", setText("signType", "HMAC-SHA256"), badSign, 2,
        "sign-type-order-mismatch");
    row("signType misspelt", setText("signType", "md5"), badSign, 2, "sign-type-spelling");
    row("another timeStamp signed", setText("timeStamp", "1"), badSign, 2, "signature-mismatch");
    row("paySign cut", setText("paySign", "ABC"), badSign, 2, "sign-length");
    row(
        "lower case",
        [](QJsonObject& call) {
            call[QStringLiteral("paySign")] = call[QStringLiteral("paySign")].toString().toLower();
        },
        badSign, 2, "digest-lowercase");
    const auto payer = [](const char* name, const char* value) {
        return set("payer", QJsonObject{{QString::fromLatin1(name), QString::fromLatin1(value)}});
    };
    row("another payer", payer("openid", "oUpF8uMuAJO_M2pxb1Q9zNjWeS6o"),
        "下单账号与支付账号不一致，请核实后再支付", -1, "payer-mismatch");
    row("cancel", payer("action", "cancel"), "cancel", -1, "");
    row("no funds", payer("action", "no-funds"), "余额不足", -1, "");
}

void TestSandboxPhone::thePhoneRefusesInWeChatsWords()
{
    QFETCH(const CallChange, change);
    QFETCH(const QByteArray, text);
    QFETCH(const int, errCode);
    QFETCH(const QByteArray, cause);
    const SandboxUnderTest sandbox(*m_clock);
    QJsonObject call = sandbox.paymentCall(sandbox.place(sandbox.draft("A1")).value("prepay_id"));
    change(call);
    const SandboxAnswer answer = sandbox.control("/sandbox/requestPayment", call);
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.text("errMsg").toUtf8(), "requestPayment:fail " + text);
    QCOMPARE(answer.text("errDesc").toUtf8(), text);
    QCOMPARE(answer.json().value(QStringLiteral("errCode")).toInt(), errCode);
    QCOMPARE(answer.cause(), cause);
    QVERIFY(answer.text("why").toUtf8().startsWith(cause));
    QCOMPARE(sandbox.stateOf("A1"), QByteArray("NOTPAY"));
}

void TestSandboxPhone::payingTwiceIsRefused()
{
    const SandboxUnderTest sandbox(*m_clock);
    const QByteArray prepayId = sandbox.place(sandbox.draft("A1")).value("prepay_id");
    QCOMPARE(sandbox.pay(prepayId).text("errMsg"), QStringLiteral("requestPayment:ok"));
    QCOMPARE(sandbox.pay(prepayId).text("errDesc"), QStringLiteral("该订单已支付"));
}

void TestSandboxPhone::hmacOrdersWantHmacPaySigns()
{
    const SandboxUnderTest sandbox(*m_clock);
    const QByteArray prepayId =
        sandbox.place(sandbox.draft("A1"), SignType::HmacSha256).value("prepay_id");
    QCOMPARE(sandbox.pay(prepayId).cause(), QByteArray("sign-type-order-mismatch"));
    QCOMPARE(sandbox.pay(prepayId, SignType::HmacSha256).text("errMsg"),
        QStringLiteral("requestPayment:ok"));
}

void TestSandboxPhone::scanningPaysNativeOrders()
{
    const SandboxUnderTest sandbox(*m_clock);
    const auto scan = [&](const QByteArray& url) {
        return sandbox
            .control("/sandbox/scan", {{QStringLiteral("code_url"), QString::fromLatin1(url)}})
            .text("errMsg");
    };
    const QByteArray first = sandbox.place(sandbox.draft("A1", "NATIVE")).value("code_url");
    const QByteArray second = sandbox.place(sandbox.draft("A2", "NATIVE")).value("code_url");
    QCOMPARE(scan(first), QStringLiteral("requestPayment:ok"));
    QCOMPARE(scan(first), QStringLiteral("requestPayment:fail 该订单已支付"));
    QCOMPARE(
        scan("weixin://wxpay/bizpayurl?pr=none"), QStringLiteral("requestPayment:fail 二维码无效"));
    m_clock->advance(2h);
    QCOMPARE(scan(second), QStringLiteral("requestPayment:fail 支付已过期"));
    QCOMPARE(sandbox.stateOf("A1"), QByteArray("SUCCESS"));
}

void TestSandboxPhone::everyFrontEndPaysWithItsOwnObject_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("tradeType"); // of the order
    QTest::addColumn<QByteArray>("spoilt"); // a field that is changed behind the signature
    QTest::addColumn<QByteArray>("errMsg");
    QTest::addColumn<QByteArray>("cause");
    const auto row = [](const char* title, const char* name, const char* tradeType,
                         const char* spoilt, const char* errMsg, const char* cause) {
        QTest::newRow(title) << QByteArray(name) << QByteArray(tradeType) << QByteArray(spoilt)
                             << QByteArray(errMsg) << QByteArray(cause);
    };
    const char* const ok = "requestPayment:ok";
    const char* const badSign = "requestPayment:fail 支付验证签名失败";
    row("mini program", "mini-program", "JSAPI", "", ok, "");
    row("official account", "official-account", "JSAPI", "", "get_brand_wcpay_request:ok", "");
    row("JSSDK", "choose-wxpay", "JSAPI", "", ok, "");
    row("application", "app", "APP", "", ok, "");
    row("official account, other time", "official-account", "JSAPI", "timeStamp",
        "get_brand_wcpay_request:fail 支付验证签名失败", "signature-mismatch");
    row("JSSDK, other time", "choose-wxpay", "JSAPI", "timestamp", badSign, "signature-mismatch");
    row("application, other time", "app", "APP", "timestamp", badSign, "signature-mismatch");
    row("application, other merchant", "app", "APP", "partnerid", badSign,
        "paysign-partnerid-mismatch");
    row("application, other appid", "app", "APP", "appid", badSign, "paysign-appid-mismatch");
    row("application, other package", "app", "APP", "package",
        "requestPayment:fail 调用支付JSAPI缺少参数：total_fee", "paysign-app-package");
    row("application, other prepay_id", "app", "APP", "prepayid",
        "requestPayment:fail 调用支付JSAPI缺少参数：total_fee", "paysign-prepay-undefined");
    row("a page's order in an application", "app", "JSAPI", "",
        "requestPayment:fail 调用支付JSAPI缺少参数：total_fee", "trade-type-front-end");
    row("an application's order in a mini program", "mini-program", "APP", "",
        "requestPayment:fail 调用支付JSAPI缺少参数：total_fee", "trade-type-front-end");
}

void TestSandboxPhone::everyFrontEndPaysWithItsOwnObject()
{
    QFETCH(const QByteArray, name);
    QFETCH(const QByteArray, tradeType);
    QFETCH(const QByteArray, spoilt);
    QFETCH(const QByteArray, errMsg);
    QFETCH(const QByteArray, cause);
    const SandboxUnderTest sandbox(*m_clock);
    const FrontEnd frontEnd = frontEndFromName(name).value();
    for (const SignType type : {SignType::Md5, SignType::HmacSha256}) {
        const QByteArray number = "A" + signTypeName(type);
        const PaySource source{testMerchant().appid, testMerchant().mchId,
            sandbox.place(sandbox.draft(number, tradeType), type).value("prepay_id"), {}};
        const PayRequest pay = payRequest(frontEnd, source, type, testKey(), *m_clock);
        QJsonObject call{{QStringLiteral("frontEnd"), QString::fromLatin1(name)},
            {QStringLiteral("appId"), QString::fromLatin1(source.appId)}};
        for (const Parameter& field : pay.call)
            call.insert(QString::fromLatin1(field.name), QString::fromLatin1(field.value));
        if (!spoilt.isEmpty())
            call[QString::fromLatin1(spoilt)] = QStringLiteral("1");
        const SandboxAnswer answer = sandbox.control("/sandbox/requestPayment", call);
        QCOMPARE(answer.text("errMsg").toUtf8(), errMsg);
        QCOMPARE(answer.cause(), cause);
        QCOMPARE(sandbox.stateOf(number), QByteArray(cause.isEmpty() ? "SUCCESS" : "NOTPAY"));
    }
}

void TestSandboxPhone::aPageHearsOfItsOwnNames()
{
    const SandboxUnderTest sandbox(*m_clock);
    QJsonObject call = sandbox.paymentCall("wx1");
    call[QStringLiteral("frontEnd")] = QStringLiteral("choose-wxpay");
    QCOMPARE(sandbox.control("/sandbox/requestPayment", call).text("errMsg"),
        QStringLiteral("requestPayment:fail parameter error: parameter.timestamp should be String "
                       "instead of Undefined;"));
    call[QStringLiteral("frontEnd")] = QStringLiteral("telephone");
    QCOMPARE(sandbox.control("/sandbox/requestPayment", call).status, 400);
    const QByteArray prepayId = sandbox.place(sandbox.draft("A1")).value("prepay_id");
    call = sandbox.paymentCall(prepayId);
    call[QStringLiteral("frontEnd")] = QStringLiteral("official-account");
    call[QStringLiteral("payer")] =
        QJsonObject{{QStringLiteral("action"), QStringLiteral("cancel")}};
    QCOMPARE(sandbox.control("/sandbox/requestPayment", call).text("errMsg"),
        QStringLiteral("get_brand_wcpay_request:cancel"));
}

void TestSandboxPhone::aBrowserPaysWithinFiveMinutes()
{
    const SandboxUnderTest sandbox(*m_clock);
    const auto open = [&](const QByteArray& url) {
        return sandbox.control(
            "/sandbox/scan", {{QStringLiteral("mweb_url"), QString::fromLatin1(url)}});
    };
    const QByteArray first = sandbox.place(sandbox.draft("A1", "MWEB")).value("mweb_url");
    const QByteArray second = sandbox.place(sandbox.draft("A2", "MWEB")).value("mweb_url");
    QCOMPARE(open(mwebLink(first, "https://shop.example/done")).text("errMsg"),
        QStringLiteral("requestPayment:ok"));
    QCOMPARE(open("https://wx.tenpay.com/?prepay_id=wx0").cause(),
        QByteArray("paysign-prepay-undefined"));
    m_clock->advance(5min);
    QCOMPARE(open(second).cause(), QByteArray("mweb-url-expired"));
    QCOMPARE(sandbox.stateOf("A1"), QByteArray("SUCCESS"));
}

void TestSandboxPhone::aNotificationIsSignedLikeItsOrder_data()
{
    QTest::addColumn<SignType>("type");
    QTest::newRow("MD5") << SignType::Md5;
    QTest::newRow("HMAC-SHA256") << SignType::HmacSha256;
}

void TestSandboxPhone::aNotificationIsSignedLikeItsOrder()
{
    QFETCH(const SignType, type);
    const Merchant merchant;
    SandboxUnderTest sandbox(*m_clock);
    QSignalSpy delivered(&sandbox.server, &SandboxServer::delivered);
    QCOMPARE(placeAndPay(sandbox, merchant.url(), type), QByteArray("requestPayment:ok"));
    QTRY_COMPARE(delivered.size(), 1);
    QCOMPARE(reportIn(delivered.first()).outcome, QByteArray("ok"));
    QCOMPARE(merchant.server.seen.first().header("Content-Type"), QByteArray("text/xml"));
    const Parameters notice = merchant.notice(0);
    QVERIFY(verifies(notice, testKey(), type));
    QCOMPARE(notice.value("sign_type"), QByteArray(type == SignType::Md5 ? "" : "HMAC-SHA256"));
    QCOMPARE(notice.value("total_fee"), QByteArray("88"));
    QCOMPARE(notice.value("attach"), QByteArray("a&b <]]> \" '"));
    const QSet<QByteArray> documented{"return_code", "return_msg", "appid", "mch_id", "device_info",
        "nonce_str", "sign", "sign_type", "result_code", "openid", "is_subscribe", "trade_type",
        "bank_type", "total_fee", "fee_type", "cash_fee", "cash_fee_type", "transaction_id",
        "out_trade_no", "attach", "time_end"};
    for (const Parameter& field : notice)
        QVERIFY2(documented.contains(field.name), field.name.constData());
}

void TestSandboxPhone::aNotificationIsRepeatedUntilSuccess()
{
    const Merchant merchant(2);
    SandboxUnderTest sandbox(*m_clock);
    const QSignalSpy delivered(&sandbox.server, &SandboxServer::delivered);
    placeAndPay(sandbox, merchant.url());
    QTRY_COMPARE(delivered.size(), 1);
    m_clock->advance(14s);
    QCOMPARE(delivered.size(), 1);
    m_clock->advance(1s);
    QTRY_COMPARE(delivered.size(), 2);
    m_clock->advance(15s);
    QTRY_COMPARE(delivered.size(), 3);
    QCOMPARE(reportIn(delivered.at(1)).outcome, QByteArray("answered-fail"));
    QCOMPARE(reportIn(delivered.at(2)).attempt, 3);
    QCOMPARE(reportIn(delivered.at(2)).outcome, QByteArray("ok"));
    QVERIFY(merchant.notice(0).value("nonce_str") != merchant.notice(1).value("nonce_str"));
    QCOMPARE(
        merchant.notice(0).value("transaction_id"), merchant.notice(2).value("transaction_id"));
    m_clock->advance(24h);
    QTest::qWait(0);
    QCOMPARE(merchant.server.seen.size(), 3);
}

void TestSandboxPhone::theScheduleEnds()
{
    const Merchant merchant(100);
    SandboxUnderTest sandbox(*m_clock, {}, {1s, 2s});
    const QSignalSpy delivered(&sandbox.server, &SandboxServer::delivered);
    placeAndPay(sandbox, merchant.url());
    for (int attempt = 1; attempt <= 3; ++attempt) {
        QTRY_COMPARE(delivered.size(), attempt);
        m_clock->advance(2s);
    }
    m_clock->advance(24h);
    QTest::qWait(0);
    QCOMPARE(merchant.server.seen.size(), 3);
}

void TestSandboxPhone::onlySuccessCounts_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<QByteArray>("outcome");
    QTest::newRow("empty") << rawAnswer("") << QByteArray("answer-not-xml");
    QTest::newRow("the word") << rawAnswer("success") << QByteArray("answer-not-xml");
    QTest::newRow("JSON") << rawAnswer(R"({"code":"SUCCESS"})") << QByteArray("answer-not-xml");
    QTest::newRow("500") << rawAnswer(noticeTaken, "500 Oops") << QByteArray("http-status-500");
    QTest::newRow("redirect") << QByteArray(
        "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n")
                              << QByteArray("http-status-302");
    QTest::newRow("too large") << rawAnswer(QByteArray(100'000, ' ') + noticeTaken)
                               << QByteArray("answer-too-large");
    QTest::newRow("bare text") << rawAnswer("<xml><return_code>SUCCESS</return_code></xml>")
                               << QByteArray("ok");
}

void TestSandboxPhone::onlySuccessCounts()
{
    QFETCH(QByteArray, answer);
    QFETCH(const QByteArray, outcome);
    const FakeServer merchant([&](const SeenRequest&, QTcpSocket& socket) {
        socket.write(answer);
        socket.disconnectFromHost();
    });
    SandboxUnderTest sandbox(*m_clock);
    QSignalSpy delivered(&sandbox.server, &SandboxServer::delivered);
    placeAndPay(sandbox, merchant.url() + "/notify");
    QTRY_COMPARE(delivered.size(), 1);
    QCOMPARE(reportIn(delivered.first()).outcome, outcome);
}

void TestSandboxPhone::aSilentMerchantIsGivenFiveSeconds()
{
    const FakeServer merchant([](const SeenRequest&, QTcpSocket&) {});
    SandboxUnderTest sandbox(*m_clock);
    QSignalSpy delivered(&sandbox.server, &SandboxServer::delivered);
    placeAndPay(sandbox, merchant.url());
    QTRY_COMPARE(merchant.seen.size(), 1);
    m_clock->advance(4999ms);
    QCOMPARE(delivered.size(), 0);
    m_clock->advance(1ms);
    QCOMPARE(delivered.size(), 1);
    QCOMPARE(reportIn(delivered.first()).outcome, QByteArray("timed-out"));
}

void TestSandboxPhone::oneAttemptIsOneRequest()
{
    const FakeServer merchant([](const SeenRequest&, QTcpSocket& socket) { socket.abort(); });
    SandboxUnderTest sandbox(*m_clock);
    QSignalSpy delivered(&sandbox.server, &SandboxServer::delivered);
    placeAndPay(sandbox, merchant.url());
    QTRY_COMPARE(delivered.size(), 1);
    QCOMPARE(reportIn(delivered.first()).outcome, QByteArray("no-answer"));
    m_clock->advance(15s);
    QTRY_COMPARE(delivered.size(), 2);
    QCOMPARE(merchant.seen.size(), 2);
}

void TestSandboxPhone::foreignAddressesAreNotCalled()
{
    SandboxUnderTest sandbox(*m_clock);
    QSignalSpy delivered(&sandbox.server, &SandboxServer::delivered);
    placeAndPay(sandbox, "https://shop.example/notify");
    QTRY_COMPARE(delivered.size(), 1);
    QCOMPARE(reportIn(delivered.first()).outcome, QByteArray("notify-url-not-local"));
    m_clock->advance(24h);
    QTest::qWait(0);
    QCOMPARE(delivered.size(), 1);
}

void TestSandboxPhone::aRestartFindsOrdersAndGoesOnDelivering()
{
    const QTemporaryDir folder;
    const Merchant merchant(1);
    QByteArray transactionId;
    {
        SandboxUnderTest sandbox(*m_clock, folder.path());
        const QSignalSpy delivered(&sandbox.server, &SandboxServer::delivered);
        placeAndPay(sandbox, merchant.url());
        QTRY_COMPARE(delivered.size(), 1);
        transactionId = merchant.notice(0).value("transaction_id");
    }
    m_clock->advance(20s);
    const SandboxUnderTest sandbox(*m_clock, folder.path());
    QSignalSpy delivered(&sandbox.server, &SandboxServer::delivered);
    QTRY_COMPARE(delivered.size(), 1);
    QCOMPARE(reportIn(delivered.first()).attempt, 2);
    QCOMPARE(reportIn(delivered.first()).outcome, QByteArray("ok"));
    const Parameters paid =
        sandbox.api("/pay/orderquery", {{"transaction_id", transactionId}}).xml();
    QCOMPARE(paid.value("out_trade_no"), QByteArray("A1"));
    QCOMPARE(paid.value("trade_state"), QByteArray("SUCCESS"));
}

void TestSandboxPhone::whatWasAnsweredIsInTheBooks()
{
    const QTemporaryDir folder;
    const SandboxUnderTest sandbox(*m_clock, folder.path());
    const QString code = sandbox.control("/sandbox/login", {}).text("code");
    const QByteArray prepayId = sandbox.place(sandbox.draft("A1")).value("prepay_id");
    // Another process reads the same file while the first one still runs, as after a kill.
    const SandboxUnderTest later(*m_clock, folder.path());
    QCOMPARE(later.session(code.toLatin1()).text("openid").size(), 28);
    QCOMPARE(later.pay(prepayId).text("errMsg"), QStringLiteral("requestPayment:ok"));
}

void TestSandboxPhone::damagedBooksAreSetAside()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("sandbox.db"));
    QFile damaged(path);
    QVERIFY(damaged.open(QIODevice::WriteOnly));
    damaged.write(QByteArray(8192, 'x'));
    damaged.close();
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("books were damaged")));
    const SandboxUnderTest sandbox(*m_clock, folder.path());
    QCOMPARE(sandbox.place(sandbox.draft("A1")).value("result_code"), QByteArray("SUCCESS"));
    QFile kept(path + QStringLiteral(".damaged-20260101120000"));
    QVERIFY(kept.open(QIODevice::ReadOnly));
    QCOMPARE(kept.readAll(), QByteArray(8192, 'x'));
#ifdef Q_OS_UNIX
    QCOMPARE(
        QFile::permissions(path) & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
#endif
}

void TestSandboxPhone::twoSandboxesMayShareAFolder()
{
    const QTemporaryDir folder;
    {
        const SandboxUnderTest first(*m_clock, folder.path());
        const SandboxUnderTest second(*m_clock, folder.path());
        for (int i = 0; i < 10; ++i) {
            first.place(first.draft("F" + QByteArray::number(i)));
            second.place(second.draft("S" + QByteArray::number(i)));
        }
    }
    const SandboxUnderTest later(*m_clock, folder.path());
    for (int i = 0; i < 10; ++i) {
        QCOMPARE(later.stateOf("F" + QByteArray::number(i)), QByteArray("NOTPAY"));
        QCOMPARE(later.stateOf("S" + QByteArray::number(i)), QByteArray("NOTPAY"));
    }
}

void TestSandboxPhone::aTakenPortIsNamed()
{
    const SandboxUnderTest sandbox(*m_clock);
    QCOMPARE(sandbox.server.url(), "http://127.0.0.1:" + QByteArray::number(sandbox.port));
    SandboxServer second({testMerchant(), {}, {}}, *m_clock);
    const auto taken = second.listen(QHostAddress(QHostAddress::LocalHost), sandbox.port);
    QVERIFY(!taken);
    QCOMPARE(taken.error().id, FailureId::PortInUse);
    QCOMPARE(second.url(), QByteArray());
}

QTEST_GUILESS_MAIN(TestSandboxPhone)
#include "tst_sandboxphone.moc"

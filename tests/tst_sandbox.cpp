#include "tests/sandboxsupport.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QRegularExpression>
#include <QUrl>

#include <functional>
#include <optional>

using namespace paydesk;
using namespace std::chrono_literals;

namespace {

using Change = std::function<void(Parameters&)>;

Change with(const char* name, const QByteArray& value)
{
    return [=](Parameters& fields) { fields.set(name, value); };
}

Change without(const char* name)
{
    return [=](Parameters& fields) { fields.remove(name); };
}

QByteArray recordedFailure(const QByteArray& text)
{
    return "<xml><return_code><![CDATA[FAIL]]></return_code>\n<return_msg><![CDATA[" + text
        + "]]></return_msg>\n</xml>";
}

QByteArray md5Of(const QByteArray& text)
{
    return QCryptographicHash::hash(text, QCryptographicHash::Md5).toHex().toUpper();
}

} // namespace

/// The interfaces of the pretend WeChat: every documented refusal by its trigger, and what a
/// merchant gets otherwise.
class TestSandbox : public QObject {
    Q_OBJECT

private slots:
    void init() { m_clock.emplace(); }
    void requestsAreCheckedInTheDocumentedOrder_data();
    void requestsAreCheckedInTheDocumentedOrder();
    void aWrongSignatureIsExplained_data();
    void aWrongSignatureIsExplained();
    void placingFollowsTheFieldTable_data();
    void placingFollowsTheFieldTable();
    void foreignOpenidsAreRefusedSigned_data();
    void foreignOpenidsAreRefusedSigned();
    void everyTradeTypeGetsWhatItNeeds_data();
    void everyTradeTypeGetsWhatItNeeds();
    void answersAreSignedAsTheRequestWas_data();
    void answersAreSignedAsTheRequestWas();
    void blanksAndCommentsAreReadAsXmlMeansThem();
    void aValueOfBlanksIsAValue_data();
    void aValueOfBlanksIsAValue();
    void theSameOrderAgainGivesAUsablePrepayId();
    void aChangedOrderAgainIsRefused_data();
    void aChangedOrderAgainIsRefused();
    void aPaidOrClosedOrderIsNotPlacedAgain();
    void ordersExpire();
    void queriesTellTheState();
    void closingWorksOnce();
    void loginCodesFollowTheirRules();
    void jscode2sessionRefusesByTheTable_data();
    void jscode2sessionRefusesByTheTable();
    void pagesAndForeignHostsAreShutOut_data();
    void pagesAndForeignHostsAreShutOut();
    void recordsCarryNoSecret();

private:
    std::optional<ManualClock> m_clock; // noon in Beijing when a test begins
};

void TestSandbox::requestsAreCheckedInTheDocumentedOrder_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("text");
    const auto xml = [](const Change& change) {
        Parameters fields = SandboxUnderTest::request({{"out_trade_no", "A1"}});
        change(fields);
        return toXml(fields);
    };
    const QByteArray missing = "缺少参数";
    QTest::newRow("GET") << QByteArray("GET") << QByteArray() << QByteArray("请使用post方法");
    QTest::newRow("no body") << QByteArray("POST") << QByteArray() << QByteArray("post数据为空");
    QTest::newRow("not UTF-8") << QByteArray("POST") << QByteArray("<xml><a>\xC4\xE3</a></xml>")
                               << QByteArray("编码格式错误");
    QTest::newRow("not XML") << QByteArray("POST") << QByteArray("{}") << QByteArray("XML格式错误");
    QTest::newRow("cut") << QByteArray("POST") << QByteArray("<xml><a>1</a>")
                         << QByteArray("XML格式错误");
    QTest::newRow("DOCTYPE") << QByteArray("POST")
                             << QByteArray("<!DOCTYPE xml><xml><a>1</a></xml>")
                             << QByteArray("XML格式错误");
    QTest::newRow("entity") << QByteArray("POST") << QByteArray("<xml><a>&x;</a></xml>")
                            << QByteArray("XML格式错误");
    QTest::newRow("twice") << QByteArray("POST") << QByteArray("<xml><a>1</a><a>1</a></xml>")
                           << QByteArray("XML格式错误");
    QTest::newRow("nested") << QByteArray("POST") << QByteArray("<xml><a><b/></a></xml>")
                            << QByteArray("XML格式错误");
    QTest::newRow("other root") << QByteArray("POST") << QByteArray("<root><a>1</a></root>")
                                << QByteArray("XML格式错误");
    QTest::newRow("text outside") << QByteArray("POST") << QByteArray("<xml>a<a>1</a></xml>")
                                  << QByteArray("XML格式错误");
    QTest::newRow("too large") << QByteArray("POST")
                               << "<xml><a>" + QByteArray(70'000, 'x') + "</a></xml>"
                               << QByteArray("XML格式错误");
    for (const char* name : {"appid", "mch_id", "nonce_str", "sign"})
        QTest::newRow(name) << QByteArray("POST") << xml(without(name)) << missing;
    QTest::newRow("empty sign") << QByteArray("POST") << xml(with("sign", "")) << missing;
    QTest::newRow("mch_id") << QByteArray("POST") << xml(with("mch_id", "10000101"))
                            << QByteArray("商户号mch_id或sub_mch_id不存在");
    QTest::newRow("appid length") << QByteArray("POST")
                                  << xml(with("appid", testMerchant().appid + ' '))
                                  << QByteArray("appid参数长度有误");
    QTest::newRow("appid unknown") << QByteArray("POST") << xml(with("appid", "wx0000000000000000"))
                                   << QByteArray("appid不存在");
    QTest::newRow("not bound") << QByteArray("POST") << xml(with("appid", unboundAppid))
                               << QByteArray("商户号mch_id与appid不匹配");
    QTest::newRow("sign") << QByteArray("POST") << xml(with("out_trade_no", "A2"))
                          << QByteArray("签名错误");
    QTest::newRow("sign_type") << QByteArray("POST") << xml(with("sign_type", "md5"))
                               << QByteArray("签名错误");
}

void TestSandbox::requestsAreCheckedInTheDocumentedOrder()
{
    QFETCH(const QByteArray, method);
    QFETCH(const QByteArray, body);
    QFETCH(const QByteArray, text);
    const SandboxUnderTest sandbox(*m_clock);
    for (const char* path : {"/pay/unifiedorder", "/pay/orderquery", "/pay/closeorder"}) {
        const SandboxAnswer answer = sandbox.call(method, path, body);
        QCOMPARE(answer.status, 200);
        QCOMPARE(answer.header("Content-Type"), QByteArray("text/plain"));
        QCOMPARE(answer.body, recordedFailure(text));
        QVERIFY(!answer.cause().isEmpty());
    }
}

void TestSandbox::aWrongSignatureIsExplained_data()
{
    QTest::addColumn<Parameters>("fields");
    QTest::addColumn<QByteArray>("sign");
    QTest::addColumn<QByteArray>("cause");
    const Parameters plain = SandboxUnderTest::request({{"out_trade_no", "A1"}});
    const Parameters hmac =
        SandboxUnderTest::request({{"out_trade_no", "A1"}}, SignType::HmacSha256);
    const auto base = [](const Parameters& fields) {
        return traceSignature(fields, testKey(), SignType::Md5).base;
    };
    QTest::newRow("lower case") << plain << plain.value("sign").toLower()
                                << QByteArray("digest-lowercase");
    QTest::newRow("cut") << plain << plain.value("sign").left(31) << QByteArray("digest-truncated");
    QTest::newRow("HMAC, not said") << plain << signatureOf(plain, testKey(), SignType::HmacSha256)
                                    << QByteArray("hmac-instead-of-md5");
    QTest::newRow("MD5, HMAC said")
        << hmac << signatureOf(hmac, testKey(), SignType::Md5) << QByteArray("md5-instead-of-hmac");
    Parameters unsignedType = hmac;
    unsignedType.remove("sign_type");
    QTest::newRow("sign_type not signed")
        << hmac << signatureOf(unsignedType, testKey(), SignType::HmacSha256)
        << QByteArray("sign-type-omitted");
    Parameters empty = plain;
    empty.append("zz", "");
    QTest::newRow("empty value signed")
        << empty << md5Of(base(plain) + "&zz=&key=" + testMerchant().apiKey)
        << QByteArray("empty-values-included");
    QTest::newRow("two mistakes")
        << empty << md5Of(base(plain) + "&zz=&key=" + testMerchant().apiKey).toLower()
        << QByteArray("empty-values-included");
    QTest::newRow("AppSecret") << plain << md5Of(base(plain) + "&key=" + testMerchant().appSecret)
                               << QByteArray("app-secret-as-key");
    QTest::newRow("no key") << plain << md5Of(base(plain)) << QByteArray("key-not-appended");
    QTest::newRow("anything else")
        << plain << QByteArray(32, 'A') << QByteArray("signature-mismatch");
}

void TestSandbox::aWrongSignatureIsExplained()
{
    QFETCH(Parameters, fields);
    QFETCH(const QByteArray, sign);
    QFETCH(const QByteArray, cause);
    const SandboxUnderTest sandbox(*m_clock);
    fields.set("sign", sign);
    const SandboxAnswer answer = sandbox.post("/pay/orderquery", toXml(fields));
    QCOMPARE(answer.body, recordedFailure("签名错误"));
    QCOMPARE(answer.cause(), cause);
    const QByteArray why = answer.header("X-Paydesk-Why");
    QVERIFY(QRegularExpression(QStringLiteral("^[a-z0-9-]+ [A-Za-z0-9%._~-]+$"))
            .match(QString::fromLatin1(why))
            .hasMatch());
    QVERIFY(!why.contains(testMerchant().apiKey.left(6)));
}

void TestSandbox::placingFollowsTheFieldTable_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QByteArray>("text"); // empty: accepted
    const QByteArray format = "参数格式校验错误";
    const auto row = [](const char* name, const QByteArray& value, const QByteArray& text) {
        QTest::addRow("%s=%s", name, value.left(40).constData())
            << QByteArray(name) << value << text;
    };
    for (const char* name :
        {"body", "out_trade_no", "total_fee", "spbill_create_ip", "notify_url", "trade_type"})
        row(name, "", "缺少参数");
    for (const char* fee :
        {"0", "-1", "1.0", "0.01", "1e2", "+1", " 1", "01", "１", "1000000001", "99999999999"})
        row("total_fee", fee, "invalid total_fee");
    row("total_fee", "1000000000", "");
    row("body", QByteArray("字").repeated(127), "");
    row("body", QByteArray("字").repeated(128), "body参数长度有误");
    row("attach", QByteArray(128, 'a'), "attach参数长度有误");
    row("out_trade_no", QByteArray(32, 'a'), "");
    row("out_trade_no", QByteArray(33, 'a'), "out_trade_no参数长度有误");
    row("out_trade_no", "A_-|*z", "");
    row("out_trade_no", "A 1", format);
    row("out_trade_no", "订单", format);
    row("spbill_create_ip", "::1", "");
    row("spbill_create_ip", "300.1.1.1", "invalid spbill_create_ip");
    row("spbill_create_ip", "localhost", "invalid spbill_create_ip");
    row("spbill_create_ip", QByteArray(65, '1'), "spbill_create_ip参数长度有误");
    row("notify_url", "https://shop.example/notify", "");
    row("notify_url", "http://127.0.0.1:1/notify?a=1", format);
    row("notify_url", "file:///etc/passwd", format);
    row("notify_url", "gopher://127.0.0.1/x", format);
    row("notify_url", "notify", format);
    row("trade_type", "WXA", format);
    row("trade_type", "MICROPAY", format);
    row("fee_type", "USD", format);
    row("fee_type", "CNY", "");
    row("time_start", "2026010112000", format);
    row("time_expire", "20260230120000", format);
    row("time_expire", "20260101120059", format); // the tests' clock stands at noon in Beijing
    row("time_expire", "20260101120100", "");
    row("time_expire", "20260101040500", format); // UTC in place of Beijing time
    row("openid", "", "JSAPI支付必须传openid");
    row("auth_code", "120061098828009406", "不识别的参数auth_code");
    row("sub_mch_id", "1900000109", "");
}

void TestSandbox::placingFollowsTheFieldTable()
{
    QFETCH(const QByteArray, name);
    QFETCH(const QByteArray, value);
    QFETCH(const QByteArray, text);
    const SandboxUnderTest sandbox(*m_clock);
    Parameters fields = sandbox.draft("A1");
    fields.set(name, value);
    const SandboxAnswer answer = sandbox.api("/pay/unifiedorder", fields);
    if (!text.isEmpty()) {
        QCOMPARE(answer.body, recordedFailure(text));
        QVERIFY(!answer.cause().isEmpty());
    } else {
        QCOMPARE(answer.xml().value("result_code"), QByteArray("SUCCESS"));
    }
}

void TestSandbox::foreignOpenidsAreRefusedSigned_data()
{
    QTest::addColumn<QByteArray>("openid");
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("another appid's")
        << QByteArray("oUpF8uMuAJO_M2pxb1Q9zNjWeS6o") << QByteArray("appid和openid不匹配");
    QTest::newRow("too short") << QByteArray("oUpF8uMuAJO") << QByteArray("无效的openid");
}

void TestSandbox::foreignOpenidsAreRefusedSigned()
{
    QFETCH(const QByteArray, openid);
    QFETCH(const QByteArray, text);
    const SandboxUnderTest sandbox(*m_clock);
    Parameters fields = sandbox.draft("A1");
    fields.set("openid", openid);
    const Parameters answer = sandbox.place(fields);
    QCOMPARE(answer.value("err_code"), QByteArray("PARAM_ERROR"));
    QCOMPARE(answer.value("err_code_des"), text);
    QVERIFY(verifies(answer, testKey(), SignType::Md5));
}

void TestSandbox::everyTradeTypeGetsWhatItNeeds_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QString>("codeUrl");
    QTest::addColumn<QString>("mwebUrl");
    const QString none = QStringLiteral("^$");
    QTest::newRow("JSAPI") << QByteArray("JSAPI") << none << none;
    QTest::newRow("APP") << QByteArray("APP") << none << none;
    QTest::newRow("NATIVE") << QByteArray("NATIVE")
                            << QStringLiteral("^weixin://wxpay/bizpayurl\\?pr=\\w+$") << none;
    QTest::newRow("MWEB") << QByteArray("MWEB") << none
                          << QStringLiteral("^https://wx.tenpay.com/cgi-bin/mmpayweb-bin/"
                                            "checkmweb\\?prepay_id=wx\\w+&package=\\d+$");
}

void TestSandbox::everyTradeTypeGetsWhatItNeeds()
{
    QFETCH(const QByteArray, type);
    QFETCH(const QString, codeUrl);
    QFETCH(const QString, mwebUrl);
    const SandboxUnderTest sandbox(*m_clock);
    const Parameters answer = sandbox.place(sandbox.draft("A1", type));
    QCOMPARE(answer.value("trade_type"), type);
    QVERIFY(QRegularExpression(QStringLiteral("^wx20260101120000[0-9a-f]{20}$"))
            .match(QString::fromLatin1(answer.value("prepay_id")))
            .hasMatch());
    QVERIFY(QRegularExpression(codeUrl)
            .match(QString::fromLatin1(answer.value("code_url")))
            .hasMatch());
    QVERIFY(QRegularExpression(mwebUrl)
            .match(QString::fromLatin1(answer.value("mweb_url")))
            .hasMatch());
    Parameters lacking = sandbox.draft("A2", type);
    for (const char* needed : {"openid", "product_id", "scene_info"})
        lacking.remove(needed);
    QCOMPARE(sandbox.place(lacking).value("return_code"),
        QByteArray(type == "APP" ? "SUCCESS" : "FAIL"));
}

void TestSandbox::answersAreSignedAsTheRequestWas_data()
{
    QTest::addColumn<SignType>("type");
    QTest::newRow("MD5") << SignType::Md5;
    QTest::newRow("HMAC-SHA256") << SignType::HmacSha256;
}

void TestSandbox::answersAreSignedAsTheRequestWas()
{
    QFETCH(const SignType, type);
    const SandboxUnderTest sandbox(*m_clock);
    const Parameters draft = sandbox.draft("A1");
    const SandboxAnswer placed = sandbox.api("/pay/unifiedorder", draft, type);
    QVERIFY(placed.body.startsWith("<xml><return_code><![CDATA[SUCCESS]]></"
                                   "return_code>\n<return_msg><![CDATA[OK]]></return_msg>\n"));
    const SandboxAnswer queried = sandbox.api("/pay/orderquery", {{"out_trade_no", "A1"}}, type);
    const SandboxAnswer refused = sandbox.api("/pay/orderquery", {{"out_trade_no", "A2"}}, type);
    QSet<QByteArray> nonces;
    for (const SandboxAnswer& answer : {placed, queried, refused}) {
        QVERIFY(verifies(answer.xml(), testKey(), type));
        QVERIFY(!answer.xml().contains("sign_type"));
        nonces.insert(answer.xml().value("nonce_str"));
    }
    QCOMPARE(nonces.size(), 3);
    QCOMPARE(refused.xml().value("err_code"), QByteArray("ORDERNOTEXIST"));
    QCOMPARE(refused.xml().value("err_code_des"), QByteArray("此交易订单号不存在"));
}

void TestSandbox::blanksAndCommentsAreReadAsXmlMeansThem()
{
    const SandboxUnderTest sandbox(*m_clock);
    Parameters fields = sandbox.draft("A1");
    fields.set("attach", " ");
    fields.set("body", " x \n");
    const Parameters request = SandboxUnderTest::request(fields);
    QByteArray xml =
        "\xEF\xBB\xBF<?xml version=\"1.0\" encoding=\"utf-8\"?>\r\n<!-- <a> -->\n<xml>\n";
    for (const Parameter& field : request) {
        const QByteArray value = field.value == " " ? QByteArray("&#x20;")
            : field.name == "body"                  ? QByteArray(" <!-- > --><![CDATA[x]]> &#10;")
                                   : field.value.toPercentEncoding("/:{}\"").replace('%', "&#x");
        if (value.contains("&#x") && field.name != "attach")
            xml += '<' + field.name + "><![CDATA[" + field.value + "]]></" + field.name + ">\r\n  ";
        else
            xml += '<' + field.name + '>' + value + "</" + field.name + " >\r\n  ";
    }
    xml += "</xml>\n";
    QCOMPARE(
        sandbox.post("/pay/unifiedorder", xml).xml().value("result_code"), QByteArray("SUCCESS"));
}

void TestSandbox::aValueOfBlanksIsAValue_data()
{
    QTest::addColumn<QByteArray>("written");
    QTest::addColumn<QByteArray>("value");
    QTest::newRow("as they are") << QByteArray(" ") << QByteArray(" ");
    QTest::newRow("a line end") << QByteArray("\n") << QByteArray("\n");
    QTest::newRow("as a number") << QByteArray("&#x20;") << QByteArray(" ");
    QTest::newRow("in CDATA") << QByteArray("<![CDATA[ ]]>") << QByteArray(" ");
    QTest::newRow("before a comment") << QByteArray(" <!-- -->x") << QByteArray(" x");
    QTest::newRow("behind a comment") << QByteArray("x<!-- --> ") << QByteArray("x ");
    QTest::newRow("before CDATA") << QByteArray(" <![CDATA[x]]>") << QByteArray(" x");
    QTest::newRow("between CDATA")
        << QByteArray("<![CDATA[x]]> <![CDATA[y]]>") << QByteArray("x y");
}

void TestSandbox::aValueOfBlanksIsAValue()
{
    QFETCH(const QByteArray, written);
    QFETCH(const QByteArray, value);
    const SandboxUnderTest sandbox(*m_clock);
    Parameters fields = sandbox.draft("A1");
    fields.set("attach", value);
    QByteArray xml = "<xml>";
    for (const Parameter& field : SandboxUnderTest::request(fields))
        xml += '<' + field.name + '>'
            + (field.name == "attach" ? written : "<![CDATA[" + field.value + "]]>") + "</"
            + field.name + '>';
    // The signature fits the value only if the value was read as it is.
    QCOMPARE(sandbox.post("/pay/unifiedorder", xml + "</xml>").xml().value("result_code"),
        QByteArray("SUCCESS"));
}

void TestSandbox::theSameOrderAgainGivesAUsablePrepayId()
{
    const SandboxUnderTest sandbox(*m_clock);
    const Parameters draft = sandbox.draft("A1");
    const QByteArray first = sandbox.place(draft).value("prepay_id");
    QCOMPARE(sandbox.place(draft).value("prepay_id"), first);
    m_clock->advance(2h);
    QCOMPARE(
        sandbox.pay(first).text("errDesc"), QStringLiteral("调用支付JSAPI缺少参数：total_fee"));
    const QByteArray second = sandbox.place(draft).value("prepay_id");
    QVERIFY(second != first);
    QCOMPARE(sandbox.pay(first).cause(), QByteArray("prepay-expired"));
    QCOMPARE(sandbox.pay(second).text("errMsg"), QStringLiteral("requestPayment:ok"));
}

void TestSandbox::aChangedOrderAgainIsRefused_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<bool>("allowed");
    const auto row = [](const char* name, const QByteArray& value, bool allowed) {
        QTest::newRow(name) << QByteArray(name) << value << allowed;
    };
    row("body", "other", false);
    row("total_fee", "89", false);
    row("attach", "other", false);
    row("detail", "{}", false);
    row("notify_url", "http://127.0.0.1:9/other", false);
    row("trade_type", "APP", false);
    row("product_id", "1", false);
    row("time_expire", "20260101130000", false);
    row("fee_type", "CNY", true);
    row("spbill_create_ip", "127.0.0.2", true);
    row("device_info", "WEB", true);
}

void TestSandbox::aChangedOrderAgainIsRefused()
{
    QFETCH(const QByteArray, name);
    QFETCH(const QByteArray, value);
    QFETCH(const bool, allowed);
    const SandboxUnderTest sandbox(*m_clock);
    Parameters draft = sandbox.draft("A1");
    sandbox.place(draft);
    draft.set(name, value);
    const Parameters answer = sandbox.place(draft);
    QCOMPARE(answer.value("result_code"), QByteArray(allowed ? "SUCCESS" : "FAIL"));
    if (!allowed) {
        QCOMPARE(answer.value("err_code"), QByteArray("INVALID_REQUEST"));
        QCOMPARE(answer.value("err_code_des"), QByteArray("201 商户订单号重复"));
    }
}

void TestSandbox::aPaidOrClosedOrderIsNotPlacedAgain()
{
    const SandboxUnderTest sandbox(*m_clock);
    const Parameters paid = sandbox.draft("PAID");
    sandbox.pay(sandbox.place(paid).value("prepay_id"));
    QCOMPARE(sandbox.place(paid).value("err_code"), QByteArray("ORDERPAID"));
    const Parameters closed = sandbox.draft("CLOSED");
    sandbox.place(closed);
    sandbox.api("/pay/closeorder", {{"out_trade_no", "CLOSED"}});
    QCOMPARE(sandbox.place(closed).value("err_code"), QByteArray("ORDERCLOSED"));
}

void TestSandbox::ordersExpire()
{
    const SandboxUnderTest sandbox(*m_clock);
    Parameters draft = sandbox.draft("A1");
    draft.set("time_expire", beijingStamp(m_clock->now().addSecs(60)));
    const QByteArray prepayId = sandbox.place(draft).value("prepay_id");
    sandbox.place(sandbox.draft("A2"));
    m_clock->advance(60s);
    QCOMPARE(sandbox.stateOf("A1"), QByteArray("CLOSED"));
    QCOMPARE(sandbox.pay(prepayId).text("errDesc"), QStringLiteral("支付已过期"));
    QCOMPARE(sandbox.place(draft).value("err_code"), QByteArray("ORDERCLOSED"));
    m_clock->advance(std::chrono::hours(7 * 24) - 61s);
    QCOMPARE(sandbox.stateOf("A2"), QByteArray("NOTPAY"));
    m_clock->advance(1s);
    QCOMPARE(sandbox.stateOf("A2"), QByteArray("CLOSED"));
}

void TestSandbox::queriesTellTheState()
{
    const SandboxUnderTest sandbox(*m_clock);
    const Parameters draft = sandbox.draft("A1");
    const QByteArray prepayId = sandbox.place(draft).value("prepay_id");
    const Parameters unpaid = sandbox.api("/pay/orderquery", {{"out_trade_no", "A1"}}).xml();
    QCOMPARE(unpaid.value("trade_state"), QByteArray("NOTPAY"));
    QCOMPARE(unpaid.value("trade_state_desc"), QByteArray("订单未支付"));
    for (const char* absent : {"openid", "transaction_id", "bank_type", "time_end"})
        QVERIFY(!unpaid.contains(absent));
    QCOMPARE(sandbox.pay(prepayId).text("errMsg"), QStringLiteral("requestPayment:ok"));
    const Parameters paid = sandbox.api("/pay/orderquery", {{"out_trade_no", "A1"}}).xml();
    QCOMPARE(paid.value("trade_state"), QByteArray("SUCCESS"));
    QCOMPARE(paid.value("total_fee"), QByteArray("88"));
    QCOMPARE(paid.value("openid"), draft.value("openid"));
    QCOMPARE(paid.value("attach"), draft.value("attach"));
    QCOMPARE(paid.value("time_end"), QByteArray("20260101120000"));
    const QByteArray id = paid.value("transaction_id");
    QVERIFY(QRegularExpression(QStringLiteral("^42000\\d{23}$"))
            .match(QString::fromLatin1(id))
            .hasMatch());
    // The transaction_id wins over the out_trade_no.
    const Parameters both =
        sandbox.api("/pay/orderquery", {{"out_trade_no", "other"}, {"transaction_id", id}}).xml();
    QCOMPARE(both.value("out_trade_no"), QByteArray("A1"));
    QCOMPARE(sandbox.api("/pay/orderquery", {}).body, recordedFailure("缺少参数"));
    const QJsonArray listed =
        QJsonDocument::fromJson(sandbox.call("GET", "/sandbox/orders?out_trade_no=A1").body)
            .array();
    QCOMPARE(listed.size(), 1);
    QCOMPARE(listed.first()[QStringLiteral("transaction_id")].toString().toLatin1(), id);
}

void TestSandbox::closingWorksOnce()
{
    const SandboxUnderTest sandbox(*m_clock);
    const auto close = [&](const QByteArray& number) {
        return sandbox.api("/pay/closeorder", {{"out_trade_no", number}}).xml();
    };
    QCOMPARE(close("A1").value("err_code"), QByteArray("ORDERNOTEXIST"));
    const QByteArray prepayId = sandbox.place(sandbox.draft("A1")).value("prepay_id");
    const Parameters closed = close("A1");
    QCOMPARE(closed.value("result_code"), QByteArray("SUCCESS"));
    QCOMPARE(closed.value("result_msg"), QByteArray("OK"));
    QVERIFY(verifies(closed, testKey(), SignType::Md5));
    QCOMPARE(close("A1").value("err_code"), QByteArray("ORDERCLOSED"));
    QCOMPARE(sandbox.stateOf("A1"), QByteArray("CLOSED"));
    QCOMPARE(sandbox.pay(prepayId).text("errDesc"), QStringLiteral("订单已关闭"));
    sandbox.pay(sandbox.place(sandbox.draft("A2")).value("prepay_id"));
    const Parameters paid = close("A2");
    QCOMPARE(paid.value("err_code"), QByteArray("ORDERPAID"));
    QCOMPARE(paid.value("err_code_des"), QByteArray("订单已支付"));
}

void TestSandbox::loginCodesFollowTheirRules()
{
    const SandboxUnderTest sandbox(*m_clock);
    const auto code = [&](const QJsonObject& who = {}) {
        return sandbox.control("/sandbox/login", who).text("code").toLatin1();
    };
    const QByteArray used = code();
    const SandboxAnswer session = sandbox.session(used);
    QVERIFY(QRegularExpression(QStringLiteral("^o[\\w-]{27}$"))
            .match(session.text("openid"))
            .hasMatch());
    QCOMPARE(QByteArray::fromBase64(session.text("session_key").toLatin1()).size(), 16);
    QCOMPARE(sandbox.session(used).json().value(QStringLiteral("errcode")).toInt(), 40163);
    const QByteArray old = code();
    m_clock->advance(5min);
    QCOMPARE(sandbox.session(old).json().value(QStringLiteral("errcode")).toInt(), 40029);
    QCOMPARE(
        sandbox.session(code({{QStringLiteral("appId"), QStringLiteral("wx0000000000000000")}}))
            .json()
            .value(QStringLiteral("errcode"))
            .toInt(),
        40029);
    QCOMPARE(sandbox.openid(), session.text("openid").toLatin1());
    QVERIFY(sandbox.openid({{QStringLiteral("user"), QStringLiteral("another")}})
        != session.text("openid").toLatin1());
}

void TestSandbox::jscode2sessionRefusesByTheTable_data()
{
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<int>("errcode");
    QTest::addColumn<QByteArray>("errmsg");
    const QByteArray appid = "appid=" + testMerchant().appid;
    const QByteArray secret = "&secret=" + testMerchant().appSecret;
    const QByteArray grant = "&grant_type=authorization_code";
    QTest::newRow("no appid") << QByteArray("a=1") << 41002 << QByteArray("appid missing");
    QTest::newRow("no secret") << appid << 41004 << QByteArray("appsecret missing");
    QTest::newRow("no code") << appid + secret << 41008 << QByteArray("missing code");
    QTest::newRow("no grant") << appid + secret + "&js_code=1" << 40002
                              << QByteArray("invalid grant_type");
    QTest::newRow("appid") << "appid=wx1" + secret + "&js_code=1" + grant << 40013
                           << QByteArray("invalid appid");
    QTest::newRow("secret") << appid + "&secret=wrong&js_code=1" + grant << 40125
                            << QByteArray("invalid appsecret");
    QTest::newRow("code") << appid + secret + "&js_code=1" + grant << 40029
                          << QByteArray("invalid code");
}

void TestSandbox::jscode2sessionRefusesByTheTable()
{
    QFETCH(const QByteArray, query);
    QFETCH(const int, errcode);
    QFETCH(const QByteArray, errmsg);
    const SandboxUnderTest sandbox(*m_clock);
    const SandboxAnswer answer = sandbox.call("GET", "/sns/jscode2session?" + query);
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.json().value(QStringLiteral("errcode")).toInt(), errcode);
    const QRegularExpression shape(QStringLiteral("^%1, rid: [0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{8}$")
            .arg(QString::fromLatin1(errmsg)));
    QVERIFY(shape.match(answer.text("errmsg")).hasMatch());
}

void TestSandbox::pagesAndForeignHostsAreShutOut_data()
{
    QTest::addColumn<QByteArray>("headers");
    QTest::addColumn<int>("status");
    QTest::newRow("own host") << QByteArray("Host: localhost:1\r\n") << 200;
    QTest::newRow("foreign host") << QByteArray("Host: evil.example\r\n") << 403;
    QTest::newRow("origin") << QByteArray("Host: 127.0.0.1\r\nOrigin: http://127.0.0.1\r\n") << 403;
    QTest::newRow("cross-site") << QByteArray("Host: 127.0.0.1\r\nSec-Fetch-Site: cross-site\r\n")
                                << 403;
}

void TestSandbox::pagesAndForeignHostsAreShutOut()
{
    QFETCH(const QByteArray, headers);
    QFETCH(const int, status);
    const SandboxUnderTest sandbox(*m_clock);
    QCOMPARE(sandbox.call("POST", "/sandbox/login", {}, headers).status, status);
    QCOMPARE(sandbox.call("POST", "/pay/orderquery", "x", headers).status, status);
    QCOMPARE(sandbox.call("GET", "/sns/jscode2session", {}, headers).status, status);
}

void TestSandbox::recordsCarryNoSecret()
{
    const SandboxUnderTest sandbox(*m_clock);
    QSignalSpy served(&sandbox.server, &SandboxServer::served);
    sandbox.openid();
    Parameters leaking = sandbox.draft("A1");
    leaking.set("attach", testMerchant().apiKey);
    sandbox.place(leaking);
    sandbox.api("/pay/orderquery", {{"out_trade_no", "nobody"}});
    QTRY_VERIFY(served.size() >= 6);
    QList<QByteArray> outcomes;
    for (const QList<QVariant>& signal : std::as_const(served)) {
        const auto exchange = signal.first().value<Exchange>();
        outcomes.append(exchange.outcome);
        for (const QByteArray& text :
            {exchange.url, exchange.requestBody, exchange.answerBody, exchange.why}) {
            QVERIFY(!text.contains(testMerchant().apiKey));
            QVERIFY(!text.contains(testMerchant().appSecret));
        }
    }
    QVERIFY(outcomes.contains("ok"));
    QCOMPARE(outcomes.last(), QByteArray("ORDERNOTEXIST"));
}

QTEST_GUILESS_MAIN(TestSandbox)
#include "tst_sandbox.moc"

#include "core/doctor/advice.h"
#include "core/doctor/advicecards.h"
#include "core/doctor/shapes.h"

#include <QSet>
#include <QTest>

using namespace paydesk;

namespace {

using Verdict = Diagnosis::Verdict;

const QByteArray goodKey = "192006250b4c09247ec02edce69f6a2d";
const QByteArray md5 = "9A0A8659F005D6984697E2CA0A9CF3B7";
const Parameters order{{"appid", "wx1"}, {"mch_id", "1"}, {"body", "test"}};
const Parameters notice{{"return_code", "SUCCESS"}, {"result_code", "SUCCESS"},
    {"transaction_id", "42"}, {"time_end", "20260101120000"}};
const Parameters pay{{"appId", "wx1"}, {"timeStamp", "1490840662"}, {"nonceStr", "n"},
    {"package", "prepay_id=wx2017033010242291fcfe0db70013231072"}, {"signType", "MD5"}};

Question questionOf(Parameters fields, SigningStage stage)
{
    Question question;
    question.fields = std::move(fields);
    question.stage = stage;
    question.received = md5;
    question.key = Secret(QByteArray(goodKey));
    return question;
}

QByteArrayList idsOf(const Question& question, Verdict verdict)
{
    Diagnosis diagnosis;
    diagnosis.verdict = verdict;
    QByteArrayList ids;
    for (const Advice& advice : adviceFor(question, diagnosis))
        ids << advice.id;
    return ids;
}

QByteArray idsIn(QByteArrayView text)
{
    QByteArrayList ids;
    for (const Advice& advice : adviceForText(text))
        ids << advice.id;
    return ids.join(' ');
}

} // namespace

Q_DECLARE_METATYPE(paydesk::Parameters)
Q_DECLARE_METATYPE(paydesk::SigningStage)
Q_DECLARE_METATYPE(paydesk::Diagnosis::Verdict)

class TestAdvice : public QObject {
    Q_OBJECT

private slots:
    void theContextPointsToIt_data();
    void theContextPointsToIt()
    {
        QFETCH(const Parameters, fields);
        QFETCH(const SigningStage, stage);
        QFETCH(const Verdict, verdict);
        QTEST(idsOf(questionOf(fields, stage), verdict).join(' '), "ids");
    }

    void theSignatureTellsByItsShape_data();
    void theSignatureTellsByItsShape()
    {
        QFETCH(const QByteArray, received);
        Question question = questionOf(order, SigningStage::Request);
        question.received = received;
        QTEST(idsOf(question, Verdict::Unexplained).join(' '), "ids");
    }

    void textsAreKnown_data();
    void textsAreKnown()
    {
        QFETCH(const QByteArray, text);
        QTEST(idsIn(text), "ids");
    }

    void messagesWithoutASignatureAreToldApart_data()
    {
        QTest::addColumn<Parameters>("fields");
        QTest::addColumn<QByteArray>("ids");
        QTest::newRow("success") << notice << QByteArray("verification-missing");
        QTest::newRow("failure") << Parameters{{"return_code", "FAIL"}}
                                 << QByteArray("failure-unsigned");
        QTest::newRow("refund") << Parameters{{"return_code", "SUCCESS"}, {"req_info", "x"}}
                                << QByteArray("refund-notify-decrypt");
        QTest::newRow("nothing at all")
            << Parameters() << QByteArray("notify-body-parser notify-body-filtered");
    }
    void messagesWithoutASignatureAreToldApart()
    {
        QFETCH(const Parameters, fields);
        Question question = questionOf(fields, SigningStage::Verify);
        question.received.clear();
        QTEST(idsOf(question, Verdict::Unexplained).join(' '), "ids");
    }

    void aSearchThatWasCutStillTellsTheKindOfSignature()
    {
        Question question = questionOf(order, SigningStage::Request);
        question.received = QByteArray(342, 'x') + "==";
        QCOMPARE(idsOf(question, Verdict::Cancelled), QByteArrayList{"rsa-signature-received"});
    }

    void anEmptyKeyIsSaidFirst()
    {
        Question question = questionOf(order, SigningStage::Request);
        question.key = Secret();
        QCOMPARE(idsOf(question, Verdict::Unexplained), QByteArrayList{"key-missing"});
    }

    void twoSecretsThatAreOneAreNamed_data()
    {
        QTest::addColumn<int>("which");
        QTest::addColumn<QByteArray>("id");
        QTest::newRow("AppSecret") << 0 << QByteArray("equal-app-secret");
        QTest::newRow("APIv3 key") << 1 << QByteArray("equal-apiv3-key");
        QTest::newRow("sandbox key") << 2 << QByteArray("equal-sandbox-key");
        QTest::newRow("earlier key") << 3 << QByteArray("equal-previous-key");
        QTest::newRow("another merchant's") << 4 << QByteArray("equal-other-key");
    }
    void twoSecretsThatAreOneAreNamed()
    {
        QFETCH(const int, which);
        QFETCH(const QByteArray, id);
        Question question = questionOf(order, SigningStage::Request);
        QVERIFY(!idsOf(question, Verdict::Unexplained).contains(id));
        OtherSecrets& secrets = question.secrets;
        Secret same(QByteArray{goodKey});
        switch (which) {
        case 0:
            secrets.appSecret = std::move(same);
            break;
        case 1:
            secrets.apiV3Key = std::move(same);
            break;
        case 2:
            secrets.sandboxKey = std::move(same);
            break;
        case 3:
            secrets.previousKeys.push_back(std::move(same));
            break;
        default:
            secrets.otherKeys.emplace_back("19", std::move(same));
        }
        QCOMPARE(idsOf(question, Verdict::Unexplained).constFirst(), id);
    }

    void aKeyThatIsNoneIsDoubtedUnlessItIsProved()
    {
        const auto doubted = [](SigningStage stage, Verdict verdict) {
            Question question = questionOf(stage == SigningStage::Verify ? notice : order, stage);
            question.key = Secret(QByteArray("888888"));
            return idsOf(question, verdict).contains("login-password-as-key");
        };
        QVERIFY(doubted(SigningStage::Request, Verdict::Correct));
        QVERIFY(doubted(SigningStage::Verify, Verdict::Unexplained));
        QVERIFY(!doubted(SigningStage::Verify, Verdict::Correct));
        QVERIFY(!doubted(SigningStage::Request, Verdict::Explained));
    }

    void anExplanationByAnOldKeyPointsToProcessesThatStillRun()
    {
        Diagnosis diagnosis;
        diagnosis.verdict = Verdict::Explained;
        diagnosis.explanations.append(Explanation{{Cause{"old-key", {}, {}}}, {}});
        const QList<Advice> advice = adviceFor(questionOf(order, SigningStage::Request), diagnosis);
        QCOMPARE(advice.size(), 1);
        QCOMPARE(advice.constFirst().id, QByteArray("stale-process-or-cache"));
    }

    void everyAdviceIsWhole()
    {
        QSet<QByteArray> ids;
        for (const Advice& card : adviceCards()) {
            for (const char* text : {card.what.en, card.what.zh, card.fix.en, card.fix.zh})
                QVERIFY2(QByteArray(text).size() > 10, card.id.constData());
            QVERIFY2(!ids.contains(card.id), card.id.constData());
            ids.insert(card.id);
        }
    }

    /// The catalogue's mistakes that cannot be recomputed.
    void everyMistakeThatCannotBeRecomputedHasItsAdvice()
    {
        const QByteArrayList ids{"request-body-charset", "wrong-key-unknown",
            "notify-reply-invalid", "xml-malformed", "notify-url-rejected", "platform-key-changed",
            "notify-not-received", "no-permission", "refund-notify-decrypt", "notify-body-parser",
            "openid-appid-mismatch", "platform-key-not-set", "mch-appid-not-bound",
            "notify-not-idempotent", "cert-format", "notify-body-filtered", "verification-missing",
            "xml-doctype", "cert-missing", "cert-password", "cert-wrong", "client-hides-reason",
            "probe-signature", "response-charset", "rsa-signature-received",
            "stale-process-or-cache", "timestamp-type", "verify-code-typo", "login-password-as-key",
            "clock-skew", "prepay-expired"};
        QCOMPARE(ids.size(), 31);
        for (const QByteArray& id : ids)
            QVERIFY2(adviceCard(id), id.constData());
    }
};

void TestAdvice::theContextPointsToIt_data()
{
    QTest::addColumn<Parameters>("fields");
    QTest::addColumn<SigningStage>("stage");
    QTest::addColumn<Verdict>("verdict");
    QTest::addColumn<QByteArray>("ids");
    const auto row = [](const char* name, const Parameters& fields, SigningStage stage,
                         Verdict verdict, const char* ids) {
        QTest::newRow(name) << fields << stage << verdict << QByteArray(ids);
    };
    const auto with = [](Parameters fields, const QByteArray& name, const QByteArray& value) {
        fields.set(name, value);
        return fields;
    };
    const SigningStage request = SigningStage::Request;
    const SigningStage paySign = SigningStage::PaySign;
    const SigningStage verify = SigningStage::Verify;
    const Verdict right = Verdict::Correct;
    const Verdict open = Verdict::Unexplained;

    row("right request", order, request, right, "platform-key-changed platform-key-not-set");
    row("right refund", with(order, "refund_fee", "1"), request, right,
        "platform-key-changed platform-key-not-set cert-missing");
    for (const char* url : {"http://shop.example/notify", "https://shop.example/notify?a=1",
             "https://shop.example:8443/notify", "https://192.168.1.7/notify",
             "https://localhost/notify", "notify"})
        row(url, with(order, "notify_url", url), request, right,
            "platform-key-changed platform-key-not-set notify-url-rejected");
    row("public address", with(order, "notify_url", "https://shop.example/notify"), request, right,
        "platform-key-changed platform-key-not-set");
    row("unexplained request", order, request, open,
        "wrong-key-unknown platform-key-changed stale-process-or-cache");
    row("explained request", order, request, Verdict::Explained, "");
    row("cancelled", order, request, Verdict::Cancelled, "");

    row("right notification", notice, verify, right,
        "verify-code-typo notify-reply-invalid notify-not-idempotent");
    row("paid, by query", with(notice, "trade_state", "SUCCESS"), verify, right,
        "notify-not-received");
    row("right answer", {{"return_code", "SUCCESS"}, {"prepay_id", "wx1"}}, verify, right,
        "verify-code-typo");
    row("err_code", with(notice, "err_code", "NOAUTH"), verify, open,
        "no-permission wrong-key-unknown platform-key-changed stale-process-or-cache");
    row("return_msg", {{"return_msg", "mch_id与appid不匹配"}}, verify, right,
        "mch-appid-not-bound verify-code-typo");

    row("right paySign", pay, paySign, right, "client-hides-reason openid-appid-mismatch");
    row("timeStamp as a decimal", with(pay, "timeStamp", "1490840662.0"), paySign, right,
        "timestamp-type client-hides-reason openid-appid-mismatch");
    row("two hours after the order", with(pay, "timeStamp", "1490847863"), paySign,
        Verdict::Explained, "prepay-expired");
    row("just before the two hours are over", with(pay, "timeStamp", "1490847862"), paySign,
        Verdict::Explained, "");
    row("milliseconds", with(pay, "timeStamp", "1490840662000"), paySign, Verdict::Explained, "");
    row("before the order", with(pay, "timeStamp", "1490840361"), paySign, Verdict::Explained,
        "clock-skew");
    row("a prepay_id without a time", with(pay, "package", "prepay_id=wx68214117028943200b50"),
        paySign, Verdict::Explained, "");

    row("lost characters in a request", with(order, "body", "?????"), request, open,
        "wrong-key-unknown platform-key-changed stale-process-or-cache request-body-charset");
    row("replacement character", with(notice, "attach", "\xEF\xBF\xBD"), verify, open,
        "wrong-key-unknown platform-key-changed stale-process-or-cache response-charset");
    row("lost before it was signed", with(notice, "attach", "锟斤拷"), verify, right,
        "verify-code-typo notify-reply-invalid notify-not-idempotent request-body-charset");
    row("Latin-1", with(order, "body", "\xC3\xA4\xC2\xB8\xC2\xAD"), request, open,
        "wrong-key-unknown platform-key-changed stale-process-or-cache request-body-charset");
    row("French", with(order, "body", "Café è bello?"), request, open,
        "wrong-key-unknown platform-key-changed stale-process-or-cache");
    row("detail too long", with(order, "detail", QByteArray(6001, 'd')), request,
        Verdict::Explained, "value-too-long");
    row("ampersand", with(order, "body", "A&B"), request, right,
        "platform-key-changed platform-key-not-set xml-malformed");
    row("control character", with(order, "body", "A\x08"), request, right,
        "platform-key-changed platform-key-not-set xml-malformed");
}

void TestAdvice::theSignatureTellsByItsShape_data()
{
    QTest::addColumn<QByteArray>("received");
    QTest::addColumn<QByteArray>("ids");
    const QByteArray open = "wrong-key-unknown platform-key-changed stale-process-or-cache";
    QTest::newRow("MD5") << md5 << open;
    QTest::newRow("HMAC-SHA256") << QByteArray(64, 'A') << open;
    QTest::newRow("lower case") << md5.toLower() << open;
    QTest::newRow("RSA") << QByteArray(342, 'x') + "==" << QByteArray("rsa-signature-received");
    QTest::newRow("probe") << "WECHATPAY/SIGNTEST/" + QByteArray(325, 'x')
                           << QByteArray("probe-signature");
    QTest::newRow("none") << QByteArray() << QByteArray("signature-missing");
    for (const QByteArray& odd :
        {md5.first(31), md5 + '0', QByteArray("hello"), QByteArray("\0\xFF", 2)})
        QTest::newRow(odd.toHex().constData()) << odd << QByteArray("signature-shape");
}

void TestAdvice::textsAreKnown_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("ids");
    const auto row = [](const char* text, const char* ids) {
        QTest::newRow(text) << QByteArray(text) << QByteArray(ids);
    };
    row("", "notify-body-parser notify-body-filtered");
    row("hello", "");
    row("商户无此接口权限", "no-permission");
    row("商户号mch_id与appid不匹配", "mch-appid-not-bound");
    row("appid和openid不匹配", "openid-appid-mismatch");
    row("error: PKCS12 MAC verify failure", "cert-password");
    row("certificate not match", "cert-wrong");
    row("400 No required SSL certificate was sent", "cert-missing");
    row("error:0909006C:PEM routines:get_name:no start line", "cert-format");
    row(R"({"errMsg":"requestPayment:fail cancel"})", "client-hides-reason");
    row("parameter.timeStamp should be String instead of Number;", "timestamp-type");
    row("调用支付JSAPI缺少参数：total_fee", "prepay-expired");
    row("<!DOCTYPE xml [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><xml/>", "xml-doctype");
    row("XML格式错误", "xml-malformed");
    row("NOT_UTF8", "request-body-charset");
    row("HTTP/1.1 302 Found", "notify-body-filtered");
    row("invalid notify_url", "notify-url-rejected");
}

QTEST_GUILESS_MAIN(TestAdvice)
#include "tst_advice.moc"

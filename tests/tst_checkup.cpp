#include "core/doctor/checkup.h"

#include <QTest>

using namespace paydesk;

namespace {

const QByteArray sign = "22D9B4E54AB1950F51E0649E8810ACD6";

/// The call of the official example, one line replaced.
QByteArray callWith(const QByteArray& from = {}, const QByteArray& to = {})
{
    QByteArray text = "{timeStamp: '1490840662', nonceStr: '5K8264ILTKCH16CQ2502SI8ZNMTM67VS', "
                      "package: 'prepay_id=wx2017033010242291fcfe0db70013231072', signType: 'MD5', "
                      "paySign: '"
        + sign + "'}";
    return from.isEmpty() ? text : text.replace(from, to);
}

/// "id(field)" of each finding; warnings in lower case with a question mark.
QByteArray shown(const QList<CheckFinding>& found, bool withPositions)
{
    QByteArrayList words;
    for (const CheckFinding& finding : found) {
        QByteArray word = finding.id;
        if (!finding.field.isEmpty())
            word += '(' + finding.field + ')';
        if (finding.severity == CheckFinding::Severity::Warning)
            word += '?';
        if (withPositions)
            word += '@' + QByteArray::number(finding.position);
        words << word;
    }
    return words.join(' ');
}

QByteArray checked(const QByteArray& call, std::optional<SignType> orderType = std::nullopt)
{
    const Result<ReadInput> read = readInput(call);
    return read ? shown(checkPaymentCall(*read, orderType), false) : QByteArray("unreadable");
}

} // namespace

class TestCheckup : public QObject {
    Q_OBJECT

private slots:
    void paymentCallsAreChecked_data();
    void paymentCallsAreChecked()
    {
        QFETCH(const QByteArray, call);
        QTEST(checked(call), "found");
    }

    void theOrdersTypeIsCompared_data()
    {
        QTest::addColumn<QByteArray>("call");
        QTest::addColumn<bool>("hmac");
        QTest::addColumn<QByteArray>("found");
        const QByteArray mismatch = "sign-type-order-mismatch(signType)";
        QTest::newRow("equal") << callWith() << false << QByteArray();
        QTest::newRow("differs") << callWith() << true << mismatch;
        QTest::newRow("absent, order with HMAC") << callWith("signType: 'MD5', ", "") << true
                                                 << "signtype-missing(signType)? " + mismatch;
        QTest::newRow("absent, order with MD5") << callWith("signType: 'MD5', ", "") << false
                                                << QByteArray("signtype-missing(signType)?");
    }
    void theOrdersTypeIsCompared()
    {
        QFETCH(const QByteArray, call);
        QFETCH(const bool, hmac);
        QTEST(checked(call, hmac ? SignType::HmacSha256 : SignType::Md5), "found");
    }

    void bodiesAreChecked_data();
    void bodiesAreChecked()
    {
        QFETCH(const QByteArray, body);
        QFETCH(const QByteArray, contentType);
        QTEST(shown(checkTransport({body, contentType}), true), "found");
    }

    void everySentenceIsInBothLanguages()
    {
        const Result<ReadInput> read = readInput("wx.requestPayment({appId: 'wx1', foo: 1})");
        QVERIFY(read);
        QList<CheckFinding> found = checkPaymentCall(*read);
        found += checkTransport({"<xml><a>&</a></xml>", "text/xml;charset=gbk"});
        QCOMPARE(found.size(), 9);
        for (const CheckFinding& finding : found) {
            QVERIFY2(QByteArray(finding.what.en).endsWith('.'), finding.id.constData());
            QVERIFY2(QByteArray(finding.what.zh).endsWith("。"), finding.id.constData());
        }
    }

    /// Whatever the bytes, there is an end, and no position lies outside.
    void cutBodiesNeverCrash()
    {
        const QByteArray body =
            "\xEF\xBB\xBF<?xml version=\"1.0\" encoding=\"gbk\"?><xml><a><![CDATA[ "
            "&amp;]]> </a><b>&amp;amp;\xD6\xD0</b><c>{\"a\":\"\\u4e2d\\/\"}</c></xml>";
        for (qsizetype start = 0; start < body.size(); ++start) {
            for (qsizetype length = 0; length <= body.size() - start; ++length) {
                const QList<CheckFinding> found = checkTransport({body.mid(start, length), {}});
                for (const CheckFinding& finding : found)
                    QVERIFY(finding.position >= 0 && finding.position <= length);
            }
        }
    }
};

void TestCheckup::paymentCallsAreChecked_data()
{
    QTest::addColumn<QByteArray>("call");
    QTest::addColumn<QByteArray>("found");
    const auto row = [](const char* name, const QByteArray& call, const char* found) {
        QTest::newRow(name) << call << QByteArray(found);
    };
    const QByteArray call = callWith();
    row("nothing wrong", call, "");
    row("HMAC-SHA256", callWith("'MD5'", "'HMAC-SHA256'").replace(sign, sign + sign), "");

    row("time as a number", callWith("'1490840662'", "1490840662"), "timestamp-type(timeStamp)");
    row("time as a number in JSON",
        R"({"timeStamp":1490840662,"nonceStr":"n","package":"prepay_id=wx1","signType":"MD5","paySign":")"
            + sign + "\"}",
        "timestamp-type(timeStamp)");
    row("milliseconds", callWith("1490840662", "1490840662000"),
        "timestamp-milliseconds(timeStamp)");
    row("milliseconds as a number", callWith("'1490840662'", "1490840662000"),
        "timestamp-type(timeStamp) timestamp-milliseconds(timeStamp)");
    row("a date", callWith("1490840662", "2017-03-30"), "timestamp-malformed(timeStamp)");
    row("a time below ten digits", callWith("1490840662", "149084066"),
        "timestamp-malformed(timeStamp)");
    row("timestamp in a mini program", callWith("timeStamp", "timestamp"),
        "paysign-timestamp-case(timestamp)");
    row("timestamp for chooseWXPay", "wx.chooseWXPay(" + callWith("timeStamp", "timestamp") + ')',
        "");
    row("timeStamp for chooseWXPay", "wx.chooseWXPay(" + call + ')',
        "paysign-names-case(timeStamp)");

    row("nonce of 33", callWith("5K8264", "x5K8264"), "nonce-too-long(nonceStr)");
    row("nonce misspelt", callWith("nonceStr", "noncestr"),
        "paysign-names-case(noncestr) paysign-app-fields(noncestr)");
    row("no nonce", callWith("nonceStr: '5K8264ILTKCH16CQ2502SI8ZNMTM67VS', ", ""),
        "field-missing(nonceStr)");

    row("no prefix", callWith("prepay_id=wx", "wx"), "paysign-package-without-prefix(package)");
    row("prefix misspelt", callWith("prepay_id=wx", "prepayid=wx"),
        "paysign-package-prefix-typo(package)");
    row("prefix with a blank", callWith("prepay_id=wx", "prepay_id= wx"), "prepay-id-odd(package)");
    row("prefix twice", callWith("prepay_id=wx", "prepay_id=prepay_id=wx"),
        "prepay-id-odd(package)");
    for (const char* lost : {"", "undefined", "null"})
        row(lost, callWith("wx2017033010242291fcfe0db70013231072", lost),
            "paysign-prepay-undefined(package)");
    row("package undefined",
        callWith("'prepay_id=wx2017033010242291fcfe0db70013231072'", "undefined"),
        "value-undefined(package)");
    row("package empty", callWith("prepay_id=wx2017033010242291fcfe0db70013231072", ""),
        "value-empty(package)");
    row("package of the APP",
        callWith("prepay_id=wx2017033010242291fcfe0db70013231072", "Sign=WXPay"),
        "paysign-app-fields(package)");

    row("type in lower case", callWith("'MD5'", "'md5'"), "sign-type-spelling(signType)");
    row("type without hyphen", callWith("'MD5'", "'HMACSHA256'").replace(sign, sign + sign),
        "sign-type-spelling(signType) paysign-length(paySign)");
    row("RSA", callWith("'MD5'", "'RSA'"), "signtype-rsa(signType)");
    row("type as a flag", callWith("'MD5'", "true"),
        "value-not-text(signType) sign-type-spelling(signType)");

    row("lower case", callWith(sign, sign.toLower()), "digest-lowercase(paySign)");
    row("64 digits with MD5", callWith(sign, sign + sign), "paysign-length(paySign)");
    row("32 digits with HMAC", callWith("'MD5'", "'HMAC-SHA256'"), "paysign-length(paySign)");
    row("31 digits", callWith(sign, sign.first(31)), "paysign-shape(paySign)");
    row("API v3", callWith(sign, QByteArray(342, 'x') + "=="), "rsa-signature-received(paySign)");
    row("no paySign", callWith(", paySign: '" + sign + '\'', ""), "field-missing(paySign)");
    row("sign instead", callWith("paySign", "sign"), "paysign-names-case(sign)");

    row("appId passed", "wx.requestPayment(" + callWith("{", "{appId: 'wx1', ") + ')',
        "appid-passed(appId)?");
    row("appId in a bare object", callWith("{", "{appId: 'wx1', "), "");
    row("appid", callWith("{", "{appid: 'wx1', "), "paysign-appid-case(appid)?");
    row("official account without appId", "getBrandWCPayRequest(" + call + ')',
        "appid-missing(appId)");
    row("official account", "getBrandWCPayRequest(" + callWith("{", "{appId: 'wx1', ") + ')', "");
    row("official account with appid",
        "getBrandWCPayRequest(" + callWith("{", "{appid: 'wx1', ") + ')',
        "paysign-appid-case(appid)");
    row("fields of the APP",
        "wx.requestPayment({appid: 'wx1', noncestr: 'n', package: 'Sign=WXPay', partnerid: '1', "
        "prepayid: 'wx2', timestamp: '1490840662', sign: '"
            + sign + "'})",
        "paysign-timestamp-case(timestamp) paysign-names-case(noncestr) "
        "signtype-missing(signType)? paysign-names-case(sign) paysign-app-fields(package) "
        "paysign-appid-case(appid)? paysign-app-fields(noncestr) paysign-app-fields(partnerid) "
        "paysign-app-fields(prepayid)");
    row("snake case",
        callWith("timeStamp", "time_stamp")
            .replace("nonceStr", "nonce_str")
            .replace("signType", "sign_type")
            .replace("paySign", "pay_sign"),
        "paysign-names-case(time_stamp) paysign-names-case(nonce_str) "
        "paysign-names-case(sign_type) paysign-names-case(pay_sign)");
    row("field of the order", callWith("{", "{total_fee: '1', "), "order-field-in-call(total_fee)");
    row("unknown name", callWith("{", "{foo: '1', "), "name-unknown(foo)?");
    row("name twice", callWith("{", "{signType: 'MD5', "), "name-twice(signType)");
}

void TestCheckup::bodiesAreChecked_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("contentType");
    QTest::addColumn<QByteArray>("found");
    const auto row = [](const char* name, const QByteArray& body, const char* found,
                         const char* contentType = "") {
        QTest::newRow(name) << body << QByteArray(contentType) << QByteArray(found);
    };
    const QByteArray sound = "<xml><a><![CDATA[中 & <文>]]></a><b>1</b></xml>";
    row("nothing wrong", sound, "");
    row("nothing wrong with its type", sound, "", "text/xml; charset=UTF-8");
    row("escaped once", "<xml><a>A &amp; B &lt; &#20013;</a></xml>", "");
    row("over several lines", "<?xml version='1.0' encoding='UTF-8'?>\n<xml>\n  <a>1</a>\n</xml>\n",
        "");

    row("empty", " \r\n", "body-empty@0");
    row("byte order mark", "\xEF\xBB\xBF" + sound, "bom-in-body?@0");
    row("UTF-16", QByteArray("<\0x\0m\0l\0", 8), "body-utf16@0");
    row("GBK", "<xml><a>\xD6\xD0\xB8\xB6</a></xml>", "body-gbk@8");
    row("broken UTF-8", "<xml><a>\xE4\xB8\xFF</a></xml>", "body-not-utf8@8");
    row("another charset named", sound, "content-type-charset@0", "text/xml; charset=\"GBK\"");
    row("another charset named, ASCII", "<xml><a>1</a></xml>", "content-type-charset?@0",
        "text/html;charset=iso-8859-1; x=y");
    row("declaration", R"(<?xml version="1.0" encoding="GBK"?><xml><a>1</a></xml>)",
        "declaration-charset@20");

    row("raw ampersand", "<xml><a>A&B</a></xml>", "raw-ampersand(a)@9");
    row("address with ampersand", "<xml><u>https://h/?a=1&amp=2</u></xml>", "raw-ampersand(u)@22");
    row("escaped twice", "<xml><a>A&amp;amp;B</a></xml>", "escaped-twice(a)?@9");
    row("escaped within CDATA", "<xml><a><![CDATA[A&amp;B]]></a></xml>", "escaped-in-cdata(a)?@18");
    row("raw less-than", "<xml><a>1 < 2</a></xml>", "raw-less-than(a)@10");
    row("CDATA twice", "<xml><a><![CDATA[<![CDATA[1]]>]]></a></xml>", "cdata-twice(a)@17");
    row("CDATA escaped", "<xml><a>&lt;![CDATA[1]]&gt;</a></xml>", "cdata-escaped(a)?@8");
    row("CDATA that does not end", "<xml><a><![CDATA[1</a></xml>", "cdata-open(a)@8");
    row("control character", "<xml><a>\x08</a></xml>", "control-character@8");
    row("document type", "<!DOCTYPE xml [<!ENTITY x \"y\">]><xml><a>1</a></xml>", "xml-doctype@0");

    row("blank behind", "<xml><a>1 </a></xml>", "blanks-around-value(a)?@8");
    row("line end within CDATA", "<xml><a><![CDATA[\n1]]></a></xml>", "blanks-around-value(a)?@17");
    row("blank before CDATA", "<xml><a> <![CDATA[1]]></a></xml>", "blanks-around-value(a)?@8");
    row("lost characters", "<xml><a>?? ?</a></xml>", "characters-lost(a)?@8");
    row("slashes in JSON", R"(<xml><d>{"u":"http:\/\/h"}</d></xml>)", "json-slashes-escaped(d)?@8");
    row("escapes in JSON", R"(<xml><d><![CDATA[{"n":"\u4e2d"}]]></d></xml>)",
        "json-unicode-escaped(d)?@17");
    row("a backslash in another value", R"(<xml><d>a\/b</d></xml>)", "");
    row("two at once, in order", "<xml><a>1 </a><b>&</b></xml>",
        "blanks-around-value(a)?@8 raw-ampersand(b)@17");
}

QTEST_GUILESS_MAIN(TestCheckup)
#include "tst_checkup.moc"

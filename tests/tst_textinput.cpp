#include "core/sign/textinput.h"
#include "tests/support.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QTest>

using namespace paydesk;

namespace {

QByteArray reasonOf(const Result<ReadInput>& read)
{
    return read ? QByteArray("it was read")
                : read.error().details.value(QStringLiteral("reason")).toString().toUtf8();
}

} // namespace

Q_DECLARE_METATYPE(paydesk::Parameters)
Q_DECLARE_METATYPE(paydesk::FailureId)
Q_DECLARE_METATYPE(paydesk::InputKind)

class TestTextInput : public QObject {
    Q_OBJECT

    void columns()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<Parameters>("fields");
    }
    void isRead(InputKind kind)
    {
        QFETCH(const QByteArray, text);
        QFETCH(const Parameters, fields);
        const Result<ReadInput> read = readInput(text);
        QVERIFY2(read, reasonOf(read).constData());
        QVERIFY(read->kind == kind);
        for (qsizetype i = 0; i < qMin(fields.size(), read->fields.size()); ++i) {
            QCOMPARE(read->fields.at(i).name, fields.at(i).name);
            QCOMPARE(read->fields.at(i).value, fields.at(i).value);
        }
        QCOMPARE(read->fields.size(), fields.size());
    }

private slots:
    void xmlIsRead_data();
    void xmlIsRead() { isRead(InputKind::Xml); }

    void jsonIsRead_data();
    void jsonIsRead() { isRead(InputKind::Json); }

    void pairsAreRead_data();
    void pairsAreRead() { isRead(InputKind::Query); }

    void curlIsRead_data();
    void curlIsRead() { isRead(InputKind::Curl); }

    void paymentCallsAreRead_data();
    void paymentCallsAreRead() { isRead(InputKind::RequestPayment); }

    void whatCannotBeReadIsRefused_data();
    void whatCannotBeReadIsRefused()
    {
        QFETCH(const QByteArray, text);
        QFETCH(const FailureId, id);
        const Result<ReadInput> read = readInput(text);
        QVERIFY(!read);
        QCOMPARE(int(read.error().id), int(id));
        QVERIFY(!reasonOf(read).isEmpty());
    }

    void howAValueIsWrittenIsKept_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("JSON") << QByteArray(
            R"({"a":"1","b":1,"c":true,"d":null,"f":{},"g":[],"paySign":""})");
        QTest::newRow("JavaScript") << QByteArray(
            "wx.requestPayment({a: '1', b: 1, c: true, d: null, f: {}, g: [], paySign: ''})");
    }
    void howAValueIsWrittenIsKept()
    {
        QFETCH(const QByteArray, text);
        const Result<ReadInput> read = readInput(text);
        QVERIFY(read);
        QCOMPARE(read->kinds,
            (QList<ValueKind>{ValueKind::Text, ValueKind::Number, ValueKind::Flag, ValueKind::Null,
                ValueKind::Object, ValueKind::Array, ValueKind::Text}));
    }

    void whatIsUndefinedIsTold()
    {
        const Result<ReadInput> read = readInput("getBrandWCPayRequest({a: undefined})");
        QVERIFY(read);
        QVERIFY(read->kindAt(0) == ValueKind::Undefined);
        QVERIFY(read->kindAt(7) == ValueKind::Text);
        QCOMPARE(read->callee, QByteArray("getBrandWCPayRequest"));
    }

    void jsonRefusalsSayWhere()
    {
        const Result<ReadInput> read = readInput("{\"中文\":01}");
        QVERIFY(!read);
        QCOMPARE(read.error().details.value(QStringLiteral("offset")).toInt(), 8);
    }

    void stringsToSignOfTheVectorsAreReadBack()
    {
        const QJsonArray vectors = testData("vectors.json")[QStringLiteral("vectors")].toArray();
        int read = 0;
        for (const QJsonValue vector : vectors) {
            const QString kind = vector[QStringLiteral("kind")].toString();
            if (kind != QStringLiteral("sign") && kind != QStringLiteral("paysign"))
                continue;
            const QByteArray text = vector[QStringLiteral("string_to_sign")].toString().toUtf8();
            const Result<ReadInput> input = readInput(text);
            QVERIFY2(input, text.constData());
            QVERIFY(!input->fields.contains("key"));
            QByteArray again;
            for (const Parameter& field : input->fields)
                again += field.name + '=' + field.value + '&';
            QCOMPARE(again + "key=" + vector[QStringLiteral("key")].toString().toUtf8(), text);
            ++read;
        }
        QVERIFY(read > 20);
    }

    void cutTextNeverCrashes();
};

void TestTextInput::xmlIsRead_data()
{
    columns();
    const Parameters fields{{"b", "2"}, {"a", "1"}};
    const QByteArray xml = "<xml><b>2</b><a><![CDATA[1]]></a></xml>";
    QTest::newRow("document") << xml << fields;
    QTest::newRow("blanks around") << "\r\n  " + xml + " \n" << fields;
    QTest::newRow("declaration behind blanks") << "\n<?xml version=\"1.0\"?>" + xml << fields;
    QTest::newRow("byte order mark") << "\xEF\xBB\xBF" + xml << fields;
    QTest::newRow("in a log line")
        << "[2026-01-01 12:00:00] INFO body: " + xml + " took 12 ms" << fields;
    QTest::newRow("in a log line, with declaration")
        << "INFO <?xml version=\"1.0\"?>\n" + xml + "\nINFO done" << fields;
}

void TestTextInput::jsonIsRead_data()
{
    columns();
    const auto row = [](const char* name, const QByteArray& text, const Parameters& fields) {
        QTest::newRow(name) << text << fields;
    };
    row("order kept", R"({"b":"1","a":"2"})", {{"b", "1"}, {"a", "2"}});
    row("duplicates kept", R"({"a":"1","a":"2"})", {{"a", "1"}, {"a", "2"}});
    row("digits kept", R"({"a":1,"b":1.0,"c":-0,"d":1e5,"e":12345678901234567890,"f":0.10})",
        {{"a", "1"}, {"b", "1.0"}, {"c", "-0"}, {"d", "1e5"}, {"e", "12345678901234567890"},
            {"f", "0.10"}});
    row("null, true, false", R"({"a":null,"b":true,"c":false})",
        {{"a", ""}, {"b", "true"}, {"c", "false"}});
    row("escapes", R"({"a":"\"\\\/\b\f\n\r\t\u4e2d\ud83d\ude00"})", {{"a", "\"\\/\b\f\n\r\t中😀"}});
    row("escaped name", R"({"\u0061":"1"})", {{"a", "1"}});
    row("nested text kept", R"({"detail":{ "goods_detail" : [ {"price":1.0} ] },"b":[1, "]"] })",
        {{"detail", R"({ "goods_detail" : [ {"price":1.0} ] })"}, {"b", R"([1, "]"])"}});
    row("blanks", " {\r\n\t\"a\" : \"1\" , \"b\" : 2 } \n", {{"a", "1"}, {"b", "2"}});
    row("empty object", "{}", {});
    row("in a log line", R"(12:00:01 INFO request {"a":"1","b":{"c":[2]}} took 12 ms)",
        {{"a", "1"}, {"b", R"({"c":[2]})"}});
    row("below the head of a request", "POST /pay HTTP/1.1\r\nHost: h\r\n\r\n{\"a\":\"1\"}",
        {{"a", "1"}});
    row("markup in a value", R"({"a":"<xml></xml> requestPayment({"})",
        {{"a", "<xml></xml> requestPayment({"}});
}

void TestTextInput::pairsAreRead_data()
{
    columns();
    const auto row = [](const char* name, const QByteArray& text, const Parameters& fields) {
        QTest::newRow(name) << text << fields;
    };
    row("string to sign", "b=2&a=1", {{"b", "2"}, {"a", "1"}});
    row("the key is dropped", "a=1&b=2&key=192006250b4c09247ec02edce69f6a2d",
        {{"a", "1"}, {"b", "2"}});
    row("a key in the middle is a field", "a=1&key=2&zebra=3",
        {{"a", "1"}, {"key", "2"}, {"zebra", "3"}});
    row("raw values stay raw", "a=%41+b&c=中", {{"a", "%41+b"}, {"c", "中"}});
    row("an equals sign in a value",
        "package=prepay_id=wx1&a=b==", {{"package", "prepay_id=wx1"}, {"a", "b=="}});
    row("an ampersand in a value", "body=A&B & C&d=1", {{"body", "A&B & C"}, {"d", "1"}});
    row("empty value", "a=&b=1", {{"a", ""}, {"b", "1"}});
    row("a blank at the end stays", "a=1&b=2 \n", {{"a", "1"}, {"b", "2 "}});
    row("in a log line", "12:00:01 level=info string to sign: a=1&b=x y&key=secret",
        {{"a", "1"}, {"b", "x y"}});
    row("in a log line, quoted", "INFO stringSignTemp=\"a=1&b=x\" (12 ms)",
        {{"a", "1"}, {"b", "x"}});
    row("in a line of several", "INFO one\nINFO sign a=1&b=2\nINFO three",
        {{"a", "1"}, {"b", "2"}});
    row("query of a URL", "https://example.com/pay?a=%E4%B8%AD&b=x+y&c=1%2B1#top",
        {{"a", "中"}, {"b", "x y"}, {"c", "1+1"}});
    row("query with its mark", "?a=%41&b&c=100%", {{"a", "A"}, {"b", ""}, {"c", "100%"}});
    row("the key of a query is dropped", "?a=1&key=secret", {{"a", "1"}});
}

void TestTextInput::curlIsRead_data()
{
    columns();
    const Parameters fields{{"a", "1"}, {"b", "it's"}};
    const auto row = [](const char* name, const QByteArray& text, const Parameters& expected) {
        QTest::newRow(name) << text << expected;
    };
    row("single quotes", R"(curl http://h/ -d '<xml><a>1</a><b>it'\''s</b></xml>')", fields);
    row("double quotes", R"(curl http://h/ -d "<xml><a>1</a><b>it's</b></xml>")", fields);
    row("escapes in double quotes", R"(curl h -d "{\"a\":\"1\",\"b\":\"it's\"}")", fields);
    row("ANSI quotes", R"(curl h -d $'{"a":"1",\n"b":"it\'s"}')", fields);
    row("ANSI code points", R"(curl h -d $'a=\u4e2d\x41\ud83d\ude00')", {{"a", "中A😀"}});
    row("over several lines",
        "curl -X POST \\\n  'http://h/' \\\r\n -H 'Content-Type: text/xml' \\\n --data-raw "
        "'<xml><a>1</a></xml>'",
        {{"a", "1"}});
    row("data-binary", "curl h --data-binary '{\"a\":1}'", {{"a", "1"}});
    row("data-ascii", "curl h --data-ascii a=1", {{"a", "1"}});
    row("two data options are joined", "curl h -d a=1 -d b=2", {{"a", "1"}, {"b", "2"}});
    row("attached", "curl h -da=1", {{"a", "1"}});
    row("clustered", "curl -sSd a=1 h", {{"a", "1"}});
    row("form values are decoded", "curl h -d 'a=%E4%B8%AD+1'", {{"a", "中 1"}});
    row("an at sign after --data-raw is data", "curl h --data-raw '@a=1'", {{"@a", "1"}});
    row("another option's value is not data", "curl -H '-d x=1' -A -d h -d a=1", {{"a", "1"}});
    row("query of the URL", "curl 'http://h/x?a=1&b=%20'", {{"a", "1"}, {"b", " "}});
    row("unquoted URL", "curl http://h/x?a=1&b=2", {{"a", "1"}, {"b", "2"}});
    row("pipe", "curl h -d a=1 | jq .x=y", {{"a", "1"}});
    row("next command", "curl h -d a=1\ncurl h -d a=2", {{"a", "1"}});
    row("prompt", "$ curl h -d a=1", {{"a", "1"}});
    row("the key is dropped", "curl h -d 'a=1&key=secret'", {{"a", "1"}});
}

void TestTextInput::paymentCallsAreRead_data()
{
    columns();
    const Parameters fields{{"timeStamp", "1490840662"}, {"nonceStr", "5K82"},
        {"package", "prepay_id=wx1"}, {"signType", "MD5"}, {"paySign", "22D9"}};
    QTest::newRow("call") << QByteArray(R"(wx.requestPayment({
  timeStamp: '1490840662', // seconds
  "nonceStr": "5K82",
  package: `prepay_id=wx1`,
  /* the digest, } */
  signType: 'MD5',
  paySign: '22D9', // it's here }
  success(res) { console.log('paid', { res }) },
  fail: function (res) { if (res.errMsg) { alert("}") } },
  async complete(res) { await later(res) }
}))") << fields;
    QTest::newRow("call with a promise")
        << QByteArray("await "
                      "wx.requestPayment({timeStamp:'1490840662',nonceStr:'5K82',package:'"
                      "prepay_id=wx1',signType:'MD5',paySign:'22D9'})"
                      ".then(res => { done({a: 1}) });")
        << fields;
    QTest::newRow("object") << QByteArray(
        "{ timeStamp: '1490840662', nonceStr: '5K82', package: 'prepay_id=wx1', signType: "
        "'MD5', paySign: '22D9' // last\n }")
                            << fields;
    QTest::newRow("object with arrows") << QByteArray(
        "{timeStamp:'1490840662',nonceStr:'5K82',package:'prepay_id=wx1',signType:'MD5',"
        "paySign:'22D9',success: (a, b) => 1, "
        "fail: that.failed,};") << fields;
    QTest::newRow("JSON with a paySign") << QByteArray(
        R"({"timeStamp":"1490840662","nonceStr":"5K82","package":"prepay_id=wx1","signType":"MD5","paySign":"22D9"})")
                                         << fields;
    QTest::newRow("quoted names, other quotes") << QByteArray(
        R"({"timeStamp":'1490840662',"nonceStr":'5K82',"package":'prepay_id=wx1',"signType":'MD5',"paySign":'22D9'})")
                                                << fields;
    QTest::newRow("official account") << QByteArray(
        "WeixinJSBridge.invoke('getBrandWCPayRequest', {appId:'wx1', timeStamp:1490840662}, "
        "function(res){})") << Parameters{{"appId", "wx1"}, {"timeStamp", "1490840662"}};
    QTest::newRow("official account's library")
        << QByteArray("wx.chooseWXPay({timestamp: 1490840662, paySign: '22D9'})")
        << Parameters{{"timestamp", "1490840662"}, {"paySign", "22D9"}};
    QTest::newRow("values that are none")
        << QByteArray("{a: null, b: undefined, c: -1.5, d: true, e: {x: [1, '}']}, f: ''}")
        << Parameters{{"a", ""}, {"b", ""}, {"c", "-1.5"}, {"d", "true"}, {"e", "{x: [1, '}']}"},
               {"f", ""}};
    QTest::newRow("escapes") << QByteArray(
        R"({a: '\x41\u4e2d\u{1F600}\ud83d\ude00\n\'\q', 'b-c': "\"", })")
                             << Parameters{{"a", "A中😀😀\n'q"}, {"b-c", "\""}};
}

void TestTextInput::whatCannotBeReadIsRefused_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<FailureId>("id");
    const auto row = [](const char* name, const QByteArray& text, FailureId id) {
        QTest::newRow(name) << text << id;
    };
    const FailureId unreadable = FailureId::InputUnreadable;
    row("nothing", "", unreadable);
    row("blanks", " \r\n\t", unreadable);
    row("prose", "hello world", unreadable);
    row("only a key", "key=192006250b4c09247ec02edce69f6a2d", unreadable);
    row("no name", "=1&a=2", unreadable);
    row("blank in the first name", "some words = 1", unreadable);
    row("NUL", QByteArray("a=1\0", 4), unreadable);
    row("GBK", "a=\xD6\xA7\xB8\xB6", unreadable);
    row("percent-encoded GBK", "?a=%D6%A7%B8%B6", unreadable);
    row("UTF-16", QByteArray("\xFF\xFE{\0}\0", 6), unreadable);
    row("URL without query", "https://example.com/", unreadable);
    row("larger than a mebibyte", QByteArray("a=") + QByteArray(1024 * 1024, 'x'), unreadable);

    for (const char* text : {"{", "{\"a\"", "{\"a\":", "{\"a\":}", "{\"a\":1", "{\"a\":1,}",
             "{\"a\":1}}", "{\"a\":1} x", "{\"a\":01}", "{\"a\":1.}", "{\"a\":.5}", "{\"a\":+1}",
             "{\"a\":1e}", "{\"a\":-}", "{\"a\":NaN}", R"({"a":"x})", R"({"a":"\x"})",
             R"({"a":"\u12"})", R"({"a":"\ud800"})", R"({"a":"\udc00"})", R"({"a":"\ud800\u0041"})",
             R"({"a" "b"})", R"({"a":1 "b":2})", "{\"a\":[1,]}", R"({"a":{"b"}})", "[]",
             "[{\"a\":1}]", "{\"a\":tru}", "{\"a\":'1'}", "{\"a\":nullx}"})
        row(text, text, FailureId::JsonRejected);
    row("line feed in a text", "{\"a\":\"\n\"}", FailureId::JsonRejected);
    row("nested too deeply", "{\"a\":" + QByteArray("[").repeated(100000), FailureId::JsonRejected);

    row("expression", "wx.requestPayment({timeStamp: '1', package: 'prepay_id=' + id})",
        unreadable);
    row("variable", "wx.requestPayment({timeStamp: res.timeStamp})", unreadable);
    row("shorthand", "wx.requestPayment({timeStamp, nonceStr: '1'})", unreadable);
    row("template", "wx.requestPayment({package: `prepay_id=${id}`})", unreadable);
    row("open object", "wx.requestPayment({a: '1'", unreadable);
    row("open function", "wx.requestPayment({a: '1', success() {", unreadable);
    row("open quote", "wx.requestPayment({a: '1", unreadable);
    row("spread", "wx.requestPayment({...pay})", unreadable);
    row("more text behind", "{a: '1'} {b: '2'}", unreadable);
    row("half a pair", "{a: '\\ud800'}", unreadable);

    row("data from a file", "curl h -d @body.xml", unreadable);
    row("data from the input", "curl h --data-binary @-", unreadable);
    row("data to encode", "curl h --data-urlencode a=1", unreadable);
    row("no data", "curl https://example.com/", unreadable);
    row("open single quote", "curl h -d 'a=1", unreadable);
    row("open double quote", "curl h -d \"a=1", unreadable);
    row("open ANSI quote", "curl h -d $'a=1", unreadable);
    row("empty data", "curl h -d ''", unreadable);
    row("curl with bad XML", "curl h -d '<xml a=\"1\"/>'", FailureId::XmlRejected);
    row("curl with bad JSON", "curl h -d '{\"a\"}'", FailureId::JsonRejected);

    row("bytes behind a document", "<xml><a>1</a></xml> took 12 ms", FailureId::XmlRejected);
    row("two documents", "<xml><a>1</a></xml><xml><a>1</a></xml>", FailureId::XmlRejected);
    row("two documents in a log line", "INFO <xml><a>1</a></xml><xml><a>1</a></xml>",
        FailureId::XmlRejected);
    row("document type", "<!DOCTYPE xml><xml><a>1</a></xml>", FailureId::XmlRejected);
    row("UTF-16 XML", QByteArray("<\0x\0m\0l\0/\0>\0", 12), FailureId::XmlRejected);
}

void TestTextInput::cutTextNeverCrashes()
{
    const QList<QByteArray> samples{
        "wx.requestPayment({timeStamp: '1', \"a\": `x`, /* c */ success(r) { } })",
        QByteArray("curl -sd $'\\u4e2d\\x41' \"a\\\"b\" 'c' \\\n --data-raw ")
            + R"('{"a":[1,{"b":"\ud83d\ude00"}]}')",
        R"({"a":[1,{"b":"\ud83d\ude00"}],"c":-1.5e+3})", "https://h/?a=%E4%B8%AD&b=%",
        "INFO <?xml version=\"1.0\"?><xml><a>1</a></xml>"};
    for (const QByteArray& sample : samples) {
        for (qsizetype start = 0; start < sample.size(); ++start) {
            for (qsizetype length = 0; length <= sample.size() - start; ++length) {
                const Result<ReadInput> read = readInput(sample.mid(start, length));
                QVERIFY(read || !reasonOf(read).isEmpty());
            }
        }
    }
}

QTEST_GUILESS_MAIN(TestTextInput)
#include "tst_textinput.moc"

#include "core/doctor/casefile.h"
#include "core/doctor/casestream.h"

#include <QBuffer>
#include <QTest>

using namespace paydesk;

namespace {

const QByteArray sampleCase =
    R"({"case_id":"S","params":[["a","1"]],"key":"k","received_sign":"X"})";

QByteArray shown(const Secret& secret)
{
    return secret.reveal([](QByteArrayView bytes) { return bytes.toByteArray(); });
}

/// The ids of the cases in a text; "?" for what is no case.
QByteArray idsIn(QByteArray text)
{
    QBuffer source(&text);
    source.open(QIODevice::ReadOnly);
    CaseStream cases(source);
    QByteArrayList ids;
    for (auto read = cases.next(); read; read = cases.next())
        ids << (read->question ? read->id : QByteArray("?"));
    return ids.join(' ');
}

} // namespace

Q_DECLARE_METATYPE(paydesk::FailureId)

class TestCaseFile : public QObject {
    Q_OBJECT

private slots:
    void aCaseBecomesAQuestion()
    {
        const DoctorCase read = readCase(R"({"case_id": "D-001", "class": "single",
            "stage": "pay-sign", "sign_type": "HMAC-SHA256",
            "params": [["b", "2"], ["a", "1"], ["b", "3"], ["paySign", "old"]],
            "key": "the key", "received_sign": "ABC",
            "profile": {"appid": "wx1", "app_secret": "s", "apiv3_key": "3", "sandbox_key": "b",
                "previous_keys": ["p1", "p2"], "other_keys": {"19": "o"}, "mp_appid": "wx2"},
            "context": {"order_sign_type": "MD5", "openid": "o1", "total_fee": 101,
                "other_nonces": ["n1", "n2"], "related_signs": {"order_request": "R1",
                "order_reply": "R2"}, "other_timestamps": ["17"]},
            "expected": ["x"]})");
        QVERIFY(read.question);
        const Question& question = *read.question;
        QCOMPARE(read.id, QByteArray("D-001"));
        QVERIFY(question.stage == SigningStage::PaySign);
        QVERIFY(question.type == SignType::HmacSha256);
        QVERIFY(question.fields
            == (Parameters{{"b", "2"}, {"a", "1"}, {"b", "3"}, {"paySign", "old"}}));
        QCOMPARE(question.received, QByteArray("ABC"));
        QCOMPARE(shown(question.key), QByteArray("the key"));
        QCOMPARE(shown(question.secrets.appSecret), QByteArray("s"));
        QCOMPARE(shown(question.secrets.apiV3Key), QByteArray("3"));
        QCOMPARE(shown(question.secrets.sandboxKey), QByteArray("b"));
        QCOMPARE(question.secrets.previousKeys.size(), std::size_t(2));
        QCOMPARE(shown(question.secrets.previousKeys.at(1)), QByteArray("p2"));
        QCOMPARE(question.secrets.otherKeys.size(), std::size_t(1));
        QCOMPARE(question.secrets.otherKeys.front().first, QByteArray("19"));
        QCOMPARE(shown(question.secrets.otherKeys.front().second), QByteArray("o"));
        QVERIFY(question.identifiers == (Parameters{{"appid", "wx1"}, {"mp_appid", "wx2"}}));
        QVERIFY(question.order.signType == SignType::Md5);
        QCOMPARE(question.order.openid, QByteArray("o1"));
        QCOMPARE(question.order.totalFee, QByteArray("101"));
        QCOMPARE(question.order.otherNonces, (QList<QByteArray>{"n1", "n2"}));
        QCOMPARE(question.order.relatedSigns, (QList<QByteArray>{"R1", "R2"}));
        QCOMPARE(question.order.otherTimestamps, (QList<QByteArray>{"17"}));
    }

    void bytesAreKept_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("NUL") << QByteArray(R"(a\u0000b)") << QByteArray("a\0b", 3);
        QTest::newRow("byte order mark") << QByteArray(R"(\ufeffa)")
                                         << QByteArray("\xEF\xBB\xBF"
                                                       "a");
        QTest::newRow("line ends") << QByteArray(R"(a\r\n)") << QByteArray("a\r\n");
        QTest::newRow("no-break space") << QByteArray("\xC2\xA0 ") << QByteArray("\xC2\xA0 ");
        QTest::newRow("emoji, escaped") << QByteArray(R"(\ud83d\ude00)") << QByteArray("😀");
        QTest::newRow("emoji") << QByteArray("😀") << QByteArray("😀");
        QTest::newRow("brackets and quotes") << QByteArray(R"([{\"}]\\)") << QByteArray("[{\"}]\\");
    }
    void bytesAreKept()
    {
        QFETCH(const QByteArray, json);
        QFETCH(const QByteArray, bytes);
        const DoctorCase read =
            readCase(QByteArray(R"({"params":[["@","@"]],"key":"@","received_sign":"@"})")
                    .replace("@", json));
        QVERIFY(read.question);
        QCOMPARE(read.question->fields.at(0).name, bytes);
        QCOMPARE(read.question->fields.at(0).value, bytes);
        QCOMPARE(read.question->received, bytes);
        QCOMPARE(shown(read.question->key), bytes);
    }

    void whatIsAbsentIsTakenFromTheParams_data()
    {
        QTest::addColumn<QByteArray>("params");
        QTest::addColumn<QByteArray>("stage");
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<QByteArray>("received");
        QTest::newRow("request") << QByteArray(R"({"mch_id":"1","sign":"A"})")
                                 << QByteArray("request-sign") << QByteArray("MD5")
                                 << QByteArray("A");
        QTest::newRow("labelled") << QByteArray(R"([["sign_type","HMAC-SHA256"],["total_fee",1]])")
                                  << QByteArray("request-sign") << QByteArray("HMAC-SHA256")
                                  << QByteArray();
        QTest::newRow("pay") << QByteArray(R"([["signType","HMAC-SHA256"],["paySign","B"]])")
                             << QByteArray("pay-sign") << QByteArray("HMAC-SHA256")
                             << QByteArray("B");
        QTest::newRow("message") << QByteArray(R"([["return_code","SUCCESS"],["sign","C"]])")
                                 << QByteArray("notify-verify") << QByteArray("MD5")
                                 << QByteArray("C");
    }
    void whatIsAbsentIsTakenFromTheParams()
    {
        QFETCH(const QByteArray, params);
        const DoctorCase read =
            readCase(QByteArray(R"({"case_id":7,"params":@})").replace("@", params));
        QVERIFY(read.question);
        QCOMPARE(read.id, QByteArray("7"));
        QTEST(stageName(read.question->stage), "stage");
        QTEST(signTypeName(read.question->type), "type");
        QTEST(read.question->received, "received");
        QVERIFY(read.question->key.isEmpty());
    }

    void whatIsNoCaseSaysWhy_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<FailureId>("id");
        QTest::addColumn<QString>("field");
        const auto row = [](const char* name, const QByteArray& text, const char* field) {
            QTest::newRow(name) << text << FailureId::FieldMalformed << QString::fromLatin1(field);
        };
        row("no params", R"({"case_id":"x"})", "params");
        row("params as text", R"({"params":"a=1"})", "params");
        row("three in a pair", R"({"params":[["a","b","c"]]})", "params");
        row("a pair that is an object", R"({"params":[{"a":"b","c":"d"}]})", "params");
        row("nested value", R"({"params":[["a",["b"]]]})", "params");
        row("key", R"({"params":[],"key":["k"]})", "key");
        row("stage", R"({"params":[],"stage":"paysign"})", "stage");
        row("type", R"({"params":[],"sign_type":"SHA1"})", "sign_type");
        row("order's type", R"({"params":[],"context":{"order_sign_type":"md5"}})", "sign_type");
        row("profile", R"({"params":[],"profile":[]})", "profile");
        row("previous keys", R"({"params":[],"profile":{"previous_keys":"k"}})", "previous_keys");
        row("context", R"({"params":[],"context":"x"})", "context");
        row("nonces", R"({"params":[],"context":{"other_nonces":[[]]}})", "other_nonces");
        QTest::newRow("no JSON") << QByteArray("{\"params\":") << FailureId::JsonRejected
                                 << QString();
        QTest::newRow("no object") << QByteArray("[]") << FailureId::JsonRejected << QString();
        QTest::newRow("no UTF-8") << QByteArray("{\"params\":[],\"key\":\"\xD6\"}")
                                  << FailureId::InputUnreadable << QString();
    }
    void whatIsNoCaseSaysWhy()
    {
        QFETCH(const QByteArray, text);
        QFETCH(const FailureId, id);
        const DoctorCase read = readCase(text);
        QVERIFY(!read.question);
        QCOMPARE(int(read.question.error().id), int(id));
        QTEST(read.question.error().details.value(QStringLiteral("field")).toString(), "field");
    }

    void aMalformedCaseKeepsItsId()
    {
        QCOMPARE(readCase(R"({"params":1,"case_id":"B"})").id, QByteArray("B"));
    }

    void everyArrangementIsRead_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("ids");
        const QByteArray a = QByteArray(sampleCase).replace("\"S\"", "\"A\"");
        const QByteArray b = QByteArray(sampleCase).replace("\"S\"", "\"B\"");
        const QByteArray spread = QByteArray(a).replace(",", ",\n  ").replace("[", "[\n");
        const auto row = [](const char* name, const QByteArray& text, const QByteArray& ids) {
            QTest::newRow(name) << text << ids;
        };
        row("nothing", "", "");
        row("blanks", " \n\r\n", "");
        row("one object", a, "A");
        row("one object over several lines", spread + '\n', "A");
        row("one object a line", a + '\n' + b + '\n', "A B");
        row("without a line end", a + "\r\n\r\n" + b, "A B");
        row("byte order mark", "\xEF\xBB\xBF" + a + '\n' + b, "A B");
        row("array", '[' + a + ',' + b + ']', "A B");
        row("empty array", "[]", "");
        row("array over several lines", "[\n " + spread + ",\n " + b + "\n]\n", "A B");
        row("array without indent", "[\n" + spread + ",\n" + spread + "\n]\n", "A A");
        row("two arrays", '[' + a + "]\n[" + b + ']', "A B");
        row("bad line first", "not json\n" + a + '\n' + b, "? A B");
        row("bad line between", a + "\nnot json\n" + b, "A ? B");
        row("bad line last", a + '\n' + b + "\nnot json", "A B ?");
        row("cut line", a + "\n{\"case_id\":\"C\",\"params\":[[\"a\",\n" + b, "A ? B");
        row("cut first line", "{\"case_id\":\"C\",\"params\":[[\"a\"\n" + b + '\n' + a, "? B A");
        row("cut last line", a + "\n{\"case_id\":\"C\",\"params\":[[\"a\"", "A ?");
        row("open quote", "{\"case_id\":\"C\n" + a + '\n' + b, "? A B");
        row("two objects on a line", a + ' ' + a + '\n' + b, "? B");
        row("text behind an object", a + " x\n" + b, "? B");
        row("bad element", '[' + a + ",{\"x\":}," + b + ']', "A ? B");
        row("brackets in texts",
            "{\"case_id\":\"[{\",\"params\":[[\"a\",\"}]\\\\\\\"{\"]]}"
            "\n" + b,
            "[{ B");
    }
    void everyArrangementIsRead()
    {
        QFETCH(const QByteArray, text);
        QTEST(idsIn(text), "ids");
    }

    void aCaseOfAMebibyteIsReadAndAnEndlessOneIsNot()
    {
        const auto withDetail = [](qsizetype size) {
            return QByteArray(R"({"case_id":"L","params":[["detail","@"]]})")
                       .replace("@", QByteArray(size, 'x'))
                + '\n';
        };
        QCOMPARE(idsIn(withDetail(1024 * 1024) + sampleCase), QByteArray("L S"));
        QCOMPARE(idsIn(withDetail(5 * 1024 * 1024) + sampleCase), QByteArray("? S"));
    }

    /// A pipe that gives no more than it has: the first case must not wait for the second.
    void aCaseIsThereBeforeTheNextIsWritten()
    {
        QByteArray text = sampleCase + '\n';
        QBuffer source(&text);
        source.open(QIODevice::ReadOnly);
        CaseStream cases(source);
        QVERIFY(cases.next());
        source.close();
        text = QByteArray(sampleCase).replace("\"S\"", "\"T\"") + '\n';
        source.open(QIODevice::ReadOnly);
        const std::optional<DoctorCase> second = cases.next();
        QVERIFY(second);
        QCOMPARE(second->id, QByteArray("T"));
        QVERIFY(!cases.next());
    }
};

QTEST_GUILESS_MAIN(TestCaseFile)
#include "tst_casefile.moc"

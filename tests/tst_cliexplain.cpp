#include <QFile>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

#include "clisupport.h"

using namespace paydesk;

namespace {

const QByteArray apiKey = "192006250b4c09247ec02edce69f6a2d";
const QByteArray appSecret = "5a9db0c0ffee00face1234567890abcd";
const Parameters fields{{"appid", "wxd930ea5d5a258f4f"}, {"mch_id", "10000100"},
    {"device_info", "1000"}, {"body", "test"}, {"nonce_str", "ibuaiVcKdpRxkhJA"}};

QByteArray signedBy(const QByteArray& key)
{
    return signatureOf(fields, Secret(QByteArray(key)), SignType::Md5);
}

QByteArray xmlWith(const QByteArray& signature)
{
    Parameters message = fields;
    message.append("sign", signature);
    return toXml(message);
}

QByteArray caseOf(const QByteArray& id, const QByteArray& received)
{
    return R"({"case_id":")" + id
        + "\",\"stage\":\"request-sign\",\"sign_type\":\"MD5\",\"params\":[[\"appid\","
          "\"wxd930ea5d5a258f4f\"],[\"mch_id\",\"10000100\"],[\"device_info\",\"1000\"],[\"body\","
          "\"test\"],[\"nonce_str\",\"ibuaiVcKdpRxkhJA\"]],\"key\":\""
        + apiKey + R"(","profile":{"app_secret":")" + appSecret + R"("},"received_sign":")"
        + received + "\"}";
}

QStringList words(const char* command, const QStringList& more = {})
{
    return QStringList{QString::fromLatin1(command)} + more;
}

QStringList withKey(const char* command, const QStringList& more = {})
{
    return words(command, QStringList{QStringLiteral("--key"), QString::fromLatin1(apiKey)} + more);
}

QByteArray firstIds(const QJsonObject& line)
{
    QStringList ids;
    for (const QJsonValue id : line[u"findings"][0][u"ids"].toArray())
        ids << id.toString();
    return ids.join(u' ').toLatin1();
}

/// The ids in a member of objects, such as "advice".
QByteArray idsOf(const QJsonObject& line, const char* member)
{
    QStringList ids;
    for (const QJsonValue entry : line.value(QLatin1String(member)).toArray())
        ids << entry[u"id"].toString();
    return ids.join(u' ').toLatin1();
}

QString writtenTo(const QTemporaryDir& folder, const char* name, const QByteArray& bytes)
{
    QFile file(folder.filePath(QString::fromLatin1(name)));
    if (file.open(QIODevice::WriteOnly))
        file.write(bytes);
    return file.fileName();
}

} // namespace

/// The doctor at the command line.
class TestCliExplain : public QObject {
    Q_OBJECT

private slots:
    void everyNotationLeadsToTheReason_data();
    void everyNotationLeadsToTheReason()
    {
        QFETCH(const QByteArray, input);
        QFETCH(const QStringList, options);
        const Run result =
            run(withKey("explain", QStringList{QStringLiteral("--json")} + options), input);
        QCOMPARE(result.status, 1);
        QCOMPARE(text(result.first(), "verdict"), QStringLiteral("explained"));
        QCOMPARE(firstIds(result.first()), QByteArray("digest-lowercase"));
        QVERIFY(result.first()[u"case_id"].isNull());
        QVERIFY(!result.out.contains(apiKey));
    }

    void aRightSignatureIsDone()
    {
        const Run result = run(withKey("explain"), xmlWith(signedBy(apiKey)));
        QCOMPARE(result.status, 0);
        QVERIFY(result.out.startsWith("The signature is right."));
    }

    void anotherSecretAsKeyIsFoundByItsFile_data()
    {
        QTest::addColumn<QString>("option");
        QTest::addColumn<QByteArray>("id");
        QTest::newRow("AppSecret")
            << QStringLiteral("--app-secret-file") << QByteArray("app-secret-as-key");
        QTest::newRow("APIv3") << QStringLiteral("--apiv3-key-file")
                               << QByteArray("apiv3-key-as-key");
        QTest::newRow("sandbox") << QStringLiteral("--sandbox-key-file")
                                 << QByteArray("sandbox-key-mixup");
        QTest::newRow("old") << QStringLiteral("--old-key-file") << QByteArray("old-key");
    }
    void anotherSecretAsKeyIsFoundByItsFile()
    {
        QFETCH(const QString, option);
        QFETCH(const QByteArray, id);
        const QTemporaryDir folder;
        const QString other =
            writtenTo(folder, "other", QByteArray("0123456789abcdef0123456789abcdeX\n"));
        const QString secret = writtenTo(folder, "secret", appSecret + '\n');
        QStringList options{option, secret};
        if (option == u"--old-key-file")
            options = {option, other, option, secret};
        const Run result = run(withKey("explain", options + QStringList{QStringLiteral("--json")}),
            xmlWith(signedBy(appSecret)));
        QCOMPARE(result.status, 1);
        QCOMPARE(firstIds(result.first()), id);
        QVERIFY(!result.out.contains(appSecret) && !result.out.contains(apiKey));
    }

    /// Without a key the sandbox's published secrets are known, the AppSecret too.
    void theProfilesSecretsComeByThemselves()
    {
        const QByteArray secret = sandboxCredentials().appSecret.reveal(
            [](QByteArrayView bytes) { return bytes.toByteArray(); });
        const Run result =
            run(words("explain", {QStringLiteral("--json")}), xmlWith(signedBy(secret)));
        QCOMPARE(firstIds(result.first()), QByteArray("app-secret-as-key"));
    }

    void theTextForPeopleNamesCauseFixAndStrings()
    {
        const Run result = run(withKey("explain"), xmlWith(signedBy(apiKey).toLower()));
        QCOMPARE(result.status, 1);
        for (const char* part : {"[digest-lowercase]", "Fix: ", "wrong appid=", "right appid=",
                 "1920…6a2d", "9a0a8659f005d6984697e2ca0a9cf3b7", "Tried: "})
            QVERIFY2(result.out.contains(part), part);
        QVERIFY(!result.out.contains(apiKey));
        QVERIFY(run(withKey("explain", {QStringLiteral("--show-secrets")}),
            xmlWith(signedBy(apiKey).toLower()))
                .out.contains(apiKey));
    }

    void badInputSaysWhatItIs_data();
    void badInputSaysWhatItIs()
    {
        QFETCH(const QByteArray, input);
        QFETCH(const QStringList, options);
        QFETCH(const int, status);
        QFETCH(const QByteArray, advice);
        QFETCH(const QByteArray, checkup);
        const Run result =
            run(withKey("explain", QStringList{QStringLiteral("--json")} + options), input);
        QCOMPARE(result.status, status);
        QVERIFY2(idsOf(result.first(), "advice").contains(advice), result.out.constData());
        QCOMPARE(idsOf(result.first(), "checkup"), checkup);
    }

    void bothLanguagesSayIt()
    {
        QProcessEnvironment chinese = cleanEnvironment();
        chinese.insert(QStringLiteral("LC_ALL"), QStringLiteral("zh_CN.UTF-8"));
        const QByteArray v3 = xmlWith(QByteArray(342, 'x') + "==");
        QVERIFY(run(withKey("verify"), v3).out.contains("API v3"));
        QVERIFY(run(withKey("verify"), v3, chinese).out.contains("这是 APIv3 签名"));
    }

    void anEmptyKeyIsRefused()
    {
        for (const char* command : {"sign", "verify", "explain"}) {
            const Run result =
                run(words(command, {QStringLiteral("--json"), QStringLiteral("--key"), QString()}),
                    xmlWith("X"));
            QCOMPARE(result.status, 2);
            QVERIFY(result.err.contains("The key given is empty."));
        }
    }

    /// The key is the order's, whatever the detail: nothing may hang.
    void aDetailOf64KiBIsJudged()
    {
        const QByteArray detail(64 * 1024, 'd');
        const Parameters large{{"body", "test"}, {"detail", detail}};
        const QByteArray sign =
            signatureOf(large, Secret(QByteArray(apiKey)), SignType::Md5).toLower();
        const QByteArray pairs = "body=test&detail=" + detail;
        const Run result = run(
            withKey("explain",
                {QStringLiteral("--json"), QStringLiteral("--sign"), QString::fromLatin1(sign)}),
            pairs);
        QCOMPARE(firstIds(result.first()), QByteArray("digest-lowercase"));
        QVERIFY(idsOf(result.first(), "advice").contains("value-too-long"));
        const Run xml = run(withKey("explain"), toXml(large));
        QCOMPARE(xml.status, 2);
        QVERIFY(xml.err.contains("65536"));
    }

    void casesAreAnsweredOneByOne()
    {
        const QByteArray right = signedBy(apiKey);
        const Run result =
            run(words("explain",
                    {QStringLiteral("--case"), QStringLiteral("-"), QStringLiteral("--json")}),
                '[' + caseOf("A", right) + ",\n" + caseOf("B", right.toLower()) + ','
                    + caseOf("C", signedBy(appSecret)) + "]\n");
        QCOMPARE(result.status, 0);
        const QList<QJsonObject> lines = result.lines();
        QCOMPARE(lines.size(), 3);
        for (const QJsonObject& line : lines) {
            const QStringList names = line.keys();
            for (const char* name : {"case_id", "verdict", "findings", "tried", "elapsed_ms"})
                QVERIFY2(names.contains(QLatin1String(name)), name);
        }
        QCOMPARE(text(lines.at(0), "case_id"), QStringLiteral("A"));
        QCOMPARE(text(lines.at(0), "verdict"), QStringLiteral("correct"));
        QVERIFY(lines.at(0)[u"findings"].toArray().isEmpty());
        QCOMPARE(firstIds(lines.at(1)), QByteArray("digest-lowercase"));
        QVERIFY(lines.at(1)[u"findings"][0][u"string"].toString().endsWith(
            QStringLiteral("&key=1920…6a2d")));
        QCOMPARE(firstIds(lines.at(2)), QByteArray("app-secret-as-key"));
        QVERIFY(!result.out.contains(apiKey) && !result.out.contains(appSecret));
    }

    void aMalformedCaseIsAnsweredInItsPlace()
    {
        const QByteArray right = signedBy(apiKey);
        const Run result = run(
            words("explain",
                {QStringLiteral("--case"), QStringLiteral("-"), QStringLiteral("--json")}),
            caseOf("A", "X") + "\nnot json\n{\"case_id\":\"B\",\"params\":1}\n" + caseOf("C", "X"));
        QCOMPARE(result.status, 1);
        const QList<QJsonObject> lines = result.lines();
        QCOMPARE(lines.size(), 4);
        QCOMPARE(text(lines.at(1), "error"), QStringLiteral("json-rejected"));
        QCOMPARE(text(lines.at(2), "error"), QStringLiteral("field-malformed"));
        QCOMPARE(text(lines.at(2), "case_id"), QStringLiteral("B"));
        QCOMPARE(text(lines.at(3), "case_id"), QStringLiteral("C"));
    }

    /// A harness that waits for each answer before it asks again.
    void everyAnswerIsThereBeforeTheNextQuestion()
    {
        QProcess process;
        process.setProcessEnvironment(cleanEnvironment());
        process.start(programUnderTest(),
            words("explain",
                {QStringLiteral("--case"), QStringLiteral("-"), QStringLiteral("--json")}));
        for (const char* id : {"A", "B"}) {
            process.write(caseOf(id, signedBy(apiKey)) + '\n');
            QVERIFY(QTest::qWaitFor([&] { return process.canReadLine(); }, patienceMs));
            const QJsonObject line = QJsonDocument::fromJson(process.readLine()).object();
            QCOMPARE(text(line, "case_id"), QString::fromLatin1(id));
        }
        process.closeWriteChannel();
        QVERIFY(process.waitForFinished(patienceMs));
        QCOMPARE(process.exitCode(), 0);
    }

    void verifyNamesTheCauseInASentence()
    {
        const Run result = run(withKey("verify"), xmlWith(signedBy(apiKey.chopped(1))));
        QCOMPARE(result.status, 1);
        QCOMPARE(result.out.count('\n'), 2);
        const Run json = run(
            withKey("verify", {QStringLiteral("--json")}), xmlWith(signedBy(apiKey.chopped(1))));
        QCOMPARE(json.first().keys().join(u' '),
            QStringLiteral("received sign sign_type string_to_sign verdict"));
    }

    void duplicatesAreNotSigned()
    {
        const QByteArray twice = R"({"a":"1","b":"2","a":"3"})";
        QCOMPARE(run(withKey("sign"), twice).status, 2);
        const Run batch = run(withKey("sign", {QStringLiteral("--batch"), QStringLiteral("-")}),
            "{\"params\":" + twice + "}\n{\"params\":{\"a\":\"1\"}}\n");
        QCOMPARE(batch.status, 1);
        QCOMPARE(text(batch.lines().at(0), "error"), QStringLiteral("field-malformed"));
        QVERIFY(!text(batch.lines().at(1), "sign").isEmpty());
    }

    /// The five fields before paySign exists name their type with signType.
    void signReadsTheTypeOfAPayment()
    {
        const Run result = run(withKey("sign", {QStringLiteral("--json")}),
            R"({"appId":"wx1","timeStamp":"1","nonceStr":"n","package":"prepay_id=p","signType":"HMAC-SHA256"})");
        QCOMPARE(text(result.first(), "sign_type"), QStringLiteral("HMAC-SHA256"));
    }
};

void TestCliExplain::everyNotationLeadsToTheReason_data()
{
    QTest::addColumn<QByteArray>("input");
    QTest::addColumn<QStringList>("options");
    const QByteArray wrong = signedBy(apiKey).toLower();
    const QByteArray pairs = "appid=wxd930ea5d5a258f4f&mch_id=10000100&device_info=1000&body=test&"
                             "nonce_str=ibuaiVcKdpRxkhJA";
    const QStringList apart{QStringLiteral("--sign"), QString::fromLatin1(wrong)};
    QTest::newRow("XML") << xmlWith(wrong) << QStringList();
    QTest::newRow("log line") << "12:00 INFO body " + xmlWith(wrong) + " 12 ms" << QStringList();
    QTest::newRow("curl") << "curl -d '" + xmlWith(wrong) + "' https://h/" << QStringList();
    QTest::newRow("query") << "?" + pairs + "&sign=" + wrong << QStringList();
    QTest::newRow("string to sign") << pairs + "&key=" + apiKey << apart;
    QTest::newRow("log line of a string to sign") << "INFO sign: " + pairs + "&key=x" << apart;
    QTest::newRow("a signature given apart wins") << xmlWith("stale") << apart;
    const Parameters pay{{"appId", "wx1"}, {"timeStamp", "1490840662"}, {"nonceStr", "n"},
        {"package", "prepay_id=wx1"}, {"signType", "MD5"}};
    const QByteArray paySign =
        signatureOf(pay, Secret(QByteArray(apiKey)), SignType::Md5, "paySign").toLower();
    QTest::newRow("requestPayment")
        << "wx.requestPayment({timeStamp: '1490840662', nonceStr: 'n', package: 'prepay_id=wx1', "
           "signType: 'MD5', paySign: '"
            + paySign + "'})"
        << QStringList{QStringLiteral("--appid"), QStringLiteral("wx1")};
}

void TestCliExplain::badInputSaysWhatItIs_data()
{
    QTest::addColumn<QByteArray>("input");
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("advice");
    QTest::addColumn<QByteArray>("checkup");
    const QStringList none;
    QTest::newRow("API v3") << xmlWith(QByteArray(342, 'x') + "==") << none << 1
                            << QByteArray("rsa-signature-received") << QByteArray();
    QTest::newRow("odd length") << xmlWith("ABC") << none << 1 << QByteArray("signature-shape")
                                << QByteArray();
    QTest::newRow("no signature") << toXml(fields) << none << 1 << QByteArray("signature-missing")
                                  << QByteArray();
    QTest::newRow("error text") << QByteArray("requestPayment:fail cancel") << none << 2
                                << QByteArray("client-hides-reason") << QByteArray();
    QTest::newRow("nothing") << QByteArray() << none << 2 << QByteArray("notify-body-parser")
                             << QByteArray();
    QTest::newRow("raw ampersand") << QByteArray("<xml><a>A&B</a></xml>") << none << 2
                                   << QByteArray() << QByteArray("raw-ampersand");
    QTest::newRow("GBK") << QByteArray("<xml><a>\xD6\xD0</a></xml>") << none << 2 << QByteArray()
                         << QByteArray("body-gbk");
    QTest::newRow("stage") << toXml(fields)
                           << QStringList{QStringLiteral("--stage"), QStringLiteral("x")} << 2
                           << QByteArray() << QByteArray();
}

QTEST_GUILESS_MAIN(TestCliExplain)
#include "tst_cliexplain.moc"

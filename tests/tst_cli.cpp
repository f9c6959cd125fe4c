#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

#include "clisupport.h"

using namespace paydesk;

namespace {

const QByteArray docKey = "192006250b4c09247ec02edce69f6a2d";
const QByteArray docFields =
    R"({"appid":"wxd930ea5d5a258f4f","mch_id":"10000100","device_info":"1000","body":"test","nonce_str":"ibuaiVcKdpRxkhJA"})";

} // namespace

/// The built binary, driven from outside as scripts do.
class TestCli : public QObject {
    Q_OBJECT

private slots:
    void demoWalksTheWholeJourney();
    void aWrongKeyEndsTheDemo();
    void signTakesEveryNotation_data();
    void signTakesEveryNotation();
    void badInputIsAUsageError_data();
    void badInputIsAUsageError();
    void verifyTellsRightFromWrong_data();
    void verifyTellsRightFromWrong();
    void batchKeepsTheOrder();
    void theKeyIsShownOnlyOnDemand();
    void theKeyComesFromFileStdinOrEnvironment();
    void theJourneyByHandEndsPaid();
    void theListenerAnswersAsDocumented();
    void unknownOrdersAreRefusedUnlessAdopted();
    void ordersAndImportAgree();
    void aNotificationCanBePrintedAndSent();
    void merchantsLiveInTheVault();
    void anUnreachableGatewayIsANetworkFailure();
    void aPortInUseIsNamed();
    void aDamagedHistoryIsAStorageFailureAndStays();
    void whatCanBeReadOfADamagedHistoryIsSalvaged();
    void endingASandboxLosesNothing();
    void helpIsFoundWhereItIsSought_data();
    void helpIsFoundWhereItIsSought();
    void misuseIsReadableForScripts();
    void aMerchantNobodyKnowsIsNamed_data();
    void aMerchantNobodyKnowsIsNamed();
    void damagedSettingsAreAStorageFailureInBothLanguages_data();
    void damagedSettingsAreAStorageFailureInBothLanguages();
    void whatOrdersExportsImportTakes();
    void aSharedFolderIsNotClosed();
    void outputThatIsLostIsNoSuccess();
};

void TestCli::demoWalksTheWholeJourney()
{
    const Run demo = run({QStringLiteral("demo"), QStringLiteral("--json")});
    QCOMPARE(demo.status, 0);
    QStringList steps;
    for (const QJsonObject& line : demo.lines()) {
        QCOMPARE(text(line, "event"), QStringLiteral("step"));
        QVERIFY(line.value(u"ok").toBool());
        steps << text(line, "step");
    }
    QCOMPARE(steps.join(u' '),
        QStringLiteral("sandbox login openid unifiedorder paySign payment notification query "
                       "refund refund-notification refundquery"));
    QCOMPARE(text(demo.lines().constLast(), "trade_state"), QStringLiteral("REFUND"));
    QCOMPARE(text(demo.lines().constLast(), "refund_status"), QStringLiteral("SUCCESS"));
    QCOMPARE(run({QStringLiteral("demo")}).status, 0);
}

void TestCli::aWrongKeyEndsTheDemo()
{
    const Run demo = run({QStringLiteral("demo"), QStringLiteral("--json"), QStringLiteral("--key"),
        QStringLiteral("12345678901234567890123456789012")});
    QCOMPARE(demo.status, 4);
    QCOMPARE(text(demo.lines().constLast(), "error"), QStringLiteral("gateway-refused"));
    QVERIFY(demo.err.contains("签名错误"));
    QVERIFY(!demo.out.contains("12345678901234567890123456789012")
        && !demo.err.contains("12345678901234567890123456789012"));
}

void TestCli::signTakesEveryNotation_data()
{
    QTest::addColumn<QByteArray>("input");
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("sign");
    const QString md5 = QStringLiteral("9A0A8659F005D6984697E2CA0A9CF3B7");
    const QString hmac =
        QStringLiteral("6A9AE1657590FD6257D693A078E1C3E4BB6BA4DC30B23E0EE2496E54170DACD6");
    const QByteArray query = "appid=wxd930ea5d5a258f4f&mch_id=10000100&device_info=1000&body=test&"
                             "nonce_str=ibuaiVcKdpRxkhJA";
    const QByteArray xml =
        "<xml><appid>wxd930ea5d5a258f4f</appid><mch_id>10000100</mch_id><device_info>1000</"
        "device_info>"
        "<body>test</body><nonce_str>ibuaiVcKdpRxkhJA</nonce_str><sign>X</sign></xml>";
    QTest::newRow("json") << docFields << QStringLiteral("MD5") << md5;
    QTest::newRow("json, hmac") << docFields << QStringLiteral("HMAC-SHA256") << hmac;
    QTest::newRow("query") << query << QStringLiteral("MD5") << md5;
    QTest::newRow("xml") << xml << QStringLiteral("MD5") << md5;
    QTest::newRow("curl") << "curl -X POST https://api.mch.weixin.qq.com/pay/unifiedorder -d '"
            + xml + "'" << QStringLiteral("MD5")
                          << md5;
    QTest::newRow("empty values are left out")
        << docFields.chopped(1) + R"(,"attach":"","detail":null,"sign":"X"})"
        << QStringLiteral("MD5") << md5;
}

void TestCli::signTakesEveryNotation()
{
    QFETCH(const QByteArray, input);
    QFETCH(const QString, type);
    QFETCH(const QString, sign);
    const Run json = run({QStringLiteral("sign"), QStringLiteral("-"), QStringLiteral("--json"),
                             QStringLiteral("--sign-type"), type, QStringLiteral("--key"),
                             QString::fromLatin1(docKey)},
        input);
    QCOMPARE(json.status, 0);
    QCOMPARE(text(json.first(), "sign"), sign);
    QCOMPARE(text(json.first(), "sign_type"), type);
    QVERIFY(text(json.first(), "string_to_sign").endsWith(QStringLiteral("&key=1920…6a2d")));
    const Run plain = run({QStringLiteral("sign"), QStringLiteral("--sign-type"), type,
                              QStringLiteral("--key"), QString::fromLatin1(docKey)},
        input);
    QCOMPARE(plain.out, sign.toLatin1() + '\n');
}

void TestCli::badInputIsAUsageError_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("input");
    const QStringList sign{QStringLiteral("sign"), QStringLiteral("--json")};
    QTest::newRow("doctype") << sign
                             << QByteArray(
                                    "<!DOCTYPE xml [<!ENTITY a \"b\">]><xml><a>&a;</a></xml>");
    QTest::newRow("duplicate element") << sign << QByteArray("<xml><a>1</a><a>2</a></xml>");
    QTest::newRow("broken json") << sign << QByteArray("{\"a\":");
    QTest::newRow("nothing") << sign << QByteArray();
    QTest::newRow("sign type") << (sign
        + QStringList{QStringLiteral("--sign-type"), QStringLiteral("SHA1")})
                               << docFields;
    QTest::newRow("missing file") << (sign + QStringList{QStringLiteral("/nowhere/at/all.xml")})
                                  << QByteArray();
}

void TestCli::badInputIsAUsageError()
{
    QFETCH(const QStringList, arguments);
    QFETCH(const QByteArray, input);
    const Run result = run(arguments, input);
    QCOMPARE(result.status, 2);
    QVERIFY(!text(result.first(), "error").isEmpty());
    QVERIFY(!result.err.isEmpty());
}

void TestCli::verifyTellsRightFromWrong_data()
{
    QTest::addColumn<QByteArray>("sign");
    QTest::addColumn<int>("status");
    QTest::newRow("right") << QByteArray("9A0A8659F005D6984697E2CA0A9CF3B7") << 0;
    QTest::newRow("wrong") << QByteArray("9A0A8659F005D6984697E2CA0A9CF3B8") << 1;
    QTest::newRow("lower case") << QByteArray("9a0a8659f005d6984697e2ca0a9cf3b7") << 1;
    QTest::newRow("none") << QByteArray() << 1;
}

void TestCli::verifyTellsRightFromWrong()
{
    QFETCH(const QByteArray, sign);
    QFETCH(const int, status);
    const Run result = run({QStringLiteral("verify"), QStringLiteral("--json"),
                               QStringLiteral("--key"), QString::fromLatin1(docKey)},
        docFields.chopped(1) + R"(,"sign":")" + sign + "\"}");
    QCOMPARE(result.status, status);
    QCOMPARE(text(result.first(), "verdict"),
        status == 0 ? QStringLiteral("correct") : QStringLiteral("wrong"));
}

void TestCli::batchKeepsTheOrder()
{
    const QByteArray good = "{\"params\":" + docFields + R"(,"key":")" + docKey + "\"}";
    const QByteArray hmac =
        "{\"params\":" + docFields + R"(,"key":")" + docKey + R"(","sign_type":"HMAC-SHA256"})";
    const QByteArray number =
        R"({"params":{"total_fee":10000000000000000001,"zero":0},"key":")" + docKey + "\"}";
    const Run batch = run({QStringLiteral("sign"), QStringLiteral("--batch"), QStringLiteral("-")},
        good + "\nnot json\n" + hmac + "\n" + number + "\n");
    QCOMPARE(batch.status, 1);
    const QList<QJsonObject> lines = batch.lines();
    QCOMPARE(lines.size(), 4);
    QCOMPARE(text(lines.at(0), "sign"), QStringLiteral("9A0A8659F005D6984697E2CA0A9CF3B7"));
    QVERIFY(!text(lines.at(1), "error").isEmpty());
    QVERIFY(text(lines.at(2), "sign").startsWith(QStringLiteral("6A9AE165")));
    const QByteArray right = signatureOf({{"total_fee", "10000000000000000001"}, {"zero", "0"}},
        Secret(QByteArray(docKey)), SignType::Md5);
    QCOMPARE(text(lines.at(3), "sign").toLatin1(), right);
}

void TestCli::theKeyIsShownOnlyOnDemand()
{
    const QStringList sign{QStringLiteral("sign"), QStringLiteral("--trace"),
        QStringLiteral("--key"), QString::fromLatin1(docKey)};
    const Run masked = run(sign, docFields);
    QVERIFY(!masked.out.contains(docKey) && !masked.err.contains(docKey));
    QVERIFY(masked.out.contains("1920…6a2d"));
    QVERIFY(
        run(sign + QStringList{QStringLiteral("--show-secrets")}, docFields).out.contains(docKey));
}

void TestCli::theKeyComesFromFileStdinOrEnvironment()
{
    const QTemporaryDir folder;
    const QString keyFile = folder.filePath(QStringLiteral("key"));
    const QString message = folder.filePath(QStringLiteral("message.json"));
    for (const auto& [path, bytes] :
        {std::pair{keyFile, docKey + '\n'}, std::pair{message, docFields}}) {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes);
    }
    const QByteArray right = "9A0A8659F005D6984697E2CA0A9CF3B7\n";
    QCOMPARE(
        run({QStringLiteral("sign"), message, QStringLiteral("--key-file"), keyFile}).out, right);
    QCOMPARE(run({QStringLiteral("sign"), message, QStringLiteral("--key"), QStringLiteral("-")},
                 docKey + "\r\n")
                 .out,
        right);
    QProcessEnvironment environment = cleanEnvironment();
    environment.insert(QStringLiteral("PAYDESK_KEY"), QString::fromLatin1(docKey));
    QCOMPARE(run({QStringLiteral("sign"), message}, {}, environment).out, right);
}

void TestCli::theJourneyByHandEndsPaid()
{
    const QTemporaryDir folder;
    Service sandbox({QStringLiteral("sandbox"), QStringLiteral("--port"), QStringLiteral("0"),
        QStringLiteral("--data-dir"), folder.filePath(QStringLiteral("wechat"))});
    const QJsonObject gateway = sandbox.next(QStringLiteral("listening"));
    Service listener({QStringLiteral("listen"), QStringLiteral("--port"), QStringLiteral("0"),
        QStringLiteral("--data-dir"), folder.path()});
    const QString notifyUrl = text(listener.next(QStringLiteral("listening")), "url");
    const QString base = text(gateway, "url");
    QVERIFY(!base.isEmpty() && !notifyUrl.isEmpty());
    QCOMPARE(text(gateway, "api_key").size(), 32);
    QCOMPARE(run({QStringLiteral("import"), QStringLiteral("-"), QStringLiteral("--data-dir"),
                     folder.path()},
                 R"({"out_trade_no":"HAND0001","total_fee":1,"body":"手工"})")
                 .status,
        0);

    const QString code = text(postJson(base + QStringLiteral("/sandbox/login"), {}), "code");
    const QJsonObject session = QJsonDocument::fromJson(
        get(base
            + QStringLiteral(
                "/sns/jscode2session?appid=%1&secret=%2&js_code=%3&grant_type=authorization_code")
                .arg(text(gateway, "appid"), text(gateway, "app_secret"), code)))
                                    .object();
    const QByteArray appid = text(gateway, "appid").toUtf8();
    const Parameters order{{"appid", appid}, {"mch_id", text(gateway, "mch_id").toUtf8()},
        {"nonce_str", "abc"}, {"body", "手工"}, {"out_trade_no", "HAND0001"}, {"total_fee", "1"},
        {"spbill_create_ip", "127.0.0.1"}, {"notify_url", notifyUrl.toUtf8()},
        {"trade_type", "JSAPI"}, {"openid", text(session, "openid").toUtf8()}};
    const auto answer = fromXml(post(base + QStringLiteral("/pay/unifiedorder"), signedXml(order)));
    QVERIFY(answer && verifies(*answer, key(), SignType::Md5));
    const SystemClock clock;
    const PayRequest pay =
        payRequest(appid, answer->value("prepay_id"), SignType::Md5, key(), clock);
    QJsonObject call{{QStringLiteral("appId"), QString::fromUtf8(appid)}};
    for (const Parameter& field : pay.call)
        call.insert(QString::fromUtf8(field.name), QString::fromUtf8(field.value));
    QCOMPARE(text(postJson(base + QStringLiteral("/sandbox/requestPayment"), call), "errMsg"),
        QStringLiteral("requestPayment:ok"));

    const QJsonObject judged = listener.next(QStringLiteral("notification"));
    QCOMPARE(text(judged, "verdict"), QStringLiteral("accepted"));
    QCOMPARE(text(judged, "reason"), QStringLiteral("ok"));
    QCOMPARE(text(sandbox.next(QStringLiteral("delivery")), "outcome"), QStringLiteral("ok"));
    const Run orders = run({QStringLiteral("orders"), QStringLiteral("--format"),
        QStringLiteral("json"), QStringLiteral("--data-dir"), folder.path()});
    const QJsonArray array = QJsonDocument::fromJson(orders.out).array();
    QCOMPARE(array.size(), 1);
    QCOMPARE(text(array.at(0).toObject(), "trade_state"), QStringLiteral("SUCCESS"));
    QCOMPARE(array.at(0).toObject().value(u"total_fee").toInt(), 1);
    QCOMPARE(sandbox.terminate(), 0);
    QCOMPARE(listener.terminate(), 0);
}

void TestCli::theListenerAnswersAsDocumented()
{
    const QTemporaryDir folder;
    const QString data = folder.path();
    QCOMPARE(run({QStringLiteral("import"), QStringLiteral("--data-dir"), data},
                 "out_trade_no,total_fee,body\nA1,100,tea\nA2,100,tea\n")
                 .status,
        0);
    Service listener({QStringLiteral("listen"), QStringLiteral("--port"), QStringLiteral("0"),
        QStringLiteral("--data-dir"), data});
    const QString url = text(listener.next(QStringLiteral("listening")), "url");

    struct Row {
        QByteArray message;
        const char* verdict;
        const char* reason;
        bool success;
    };
    const Parameters unsignedNotice = notice("A1", "100", "T1");
    QByteArray tampered = signedXml(notice("A1", "100", "T1"));
    tampered.replace("<![CDATA[OTHERS]]>", "<![CDATA[OTHER]]>");
    Parameters foreign = notice("A1", "100", "T1");
    foreign.set("mch_id", "1900000110");
    Parameters refused = notice("A2", "100", "T9");
    refused.set("result_code", "FAIL");
    const QList<Row> rows{
        {toXml(unsignedNotice), "rejected", "bad-signature", false},
        {tampered, "rejected", "bad-signature", false},
        {signedXml(foreign), "rejected", "wrong-merchant", false},
        {signedXml(notice("A1", "99", "T1")), "rejected", "amount-mismatch", false},
        {signedXml(notice("A9", "100", "T1")), "rejected", "unknown-order", false},
        {"<xml><a>", "rejected", "malformed", false},
        {signedXml(notice("A1", "100", "T1")), "accepted", "ok", true},
        {signedXml(notice("A1", "100", "T1")), "duplicate", "ok", true},
        {signedXml(notice("A1", "100", "T2")), "rejected", "second-transaction", false},
        {signedXml(notice("A2", "100", "T1")), "rejected", "transaction-reused", false},
        {signedXml(refused), "rejected", "result-not-success", true},
    };
    for (const Row& row : rows) {
        const QByteArray answer = post(url, row.message);
        const QJsonObject judged = listener.next(QStringLiteral("notification"));
        QCOMPARE(text(judged, "verdict"), QLatin1String(row.verdict));
        QCOMPARE(text(judged, "reason"), QLatin1String(row.reason));
        QVERIFY2(answer.contains(row.success ? "SUCCESS" : "FAIL"), answer.constData());
    }
}

void TestCli::unknownOrdersAreRefusedUnlessAdopted()
{
    const QTemporaryDir folder;
    Service listener({QStringLiteral("listen"), QStringLiteral("--port"), QStringLiteral("0"),
        QStringLiteral("--adopt-unknown"), QStringLiteral("--data-dir"), folder.path()});
    const QString url = text(listener.next(QStringLiteral("listening")), "url");
    QVERIFY(post(url, signedXml(notice("ADOPT1", "250", "T77"))).contains("SUCCESS"));
    QCOMPARE(
        text(listener.next(QStringLiteral("notification")), "verdict"), QStringLiteral("accepted"));
    const Run show = run({QStringLiteral("order"), QStringLiteral("show"), QStringLiteral("ADOPT1"),
        QStringLiteral("--json"), QStringLiteral("--data-dir"), folder.path()});
    QCOMPARE(show.status, 0);
    QCOMPARE(text(show.first(), "origin"), QStringLiteral("adopted"));
    QCOMPARE(text(show.first(), "trade_state"), QStringLiteral("SUCCESS"));
}

void TestCli::ordersAndImportAgree()
{
    const QTemporaryDir folder;
    const QStringList data{QStringLiteral("--data-dir"), folder.path()};
    QByteArray lines;
    for (int i = 0; i < 620; ++i) // more than one page
        lines += R"({"out_trade_no":"IMP)" + QByteArray::number(i).rightJustified(5, '0')
            + R"(","total_fee":)" + QByteArray::number(i + 1) + ",\"body\":\"=cmd|tea\"}\n";
    const Run imported = run(
        QStringList{QStringLiteral("import"), QStringLiteral("-"), QStringLiteral("--json")} + data,
        lines);
    QCOMPARE(imported.first().value(u"imported").toInt(), 620);
    QCOMPARE(
        run(QStringList{QStringLiteral("import"), QStringLiteral("-"), QStringLiteral("--json")}
                + data,
            lines)
            .first()
            .value(u"known")
            .toInt(),
        620);
    QCOMPARE(QJsonDocument::fromJson(run(QStringList{QStringLiteral("orders"),
                                             QStringLiteral("--format"), QStringLiteral("json")}
                                         + data)
                                         .out)
                 .array()
                 .size(),
        620);
    QCOMPARE(run(QStringList{QStringLiteral("orders"), QStringLiteral("--json"),
                     QStringLiteral("--limit"), QStringLiteral("7")}
                 + data)
                 .lines()
                 .size(),
        7);
    QCOMPARE(run(QStringList{QStringLiteral("orders"), QStringLiteral("--json"),
                     QStringLiteral("--search"), QStringLiteral("IMP00042")}
                 + data)
                 .lines()
                 .size(),
        1);
    QCOMPARE(run(QStringList{QStringLiteral("orders"), QStringLiteral("--json"),
                     QStringLiteral("--state"), QStringLiteral("SUCCESS")}
                 + data)
                 .lines()
                 .size(),
        0);
    const Run csv = run(QStringList{QStringLiteral("orders"), QStringLiteral("--format"),
                            QStringLiteral("csv"), QStringLiteral("--limit"), QStringLiteral("1")}
        + data);
    QCOMPARE(csv.out.trimmed().split('\n').size(), 2);
    QVERIFY(csv.out.contains("\"'=cmd|tea\""));
    const Run bad = run(
        QStringList{QStringLiteral("import"), QStringLiteral("-"), QStringLiteral("--json")} + data,
        "{\"out_trade_no\":\"X1\",\"total_fee\":1}\n{\"out_trade_no\":\"X2\",\"total_fee\":1.5}\n");
    QCOMPARE(bad.status, 2);
    QCOMPARE(QJsonDocument::fromJson(run(QStringList{QStringLiteral("orders"),
                                             QStringLiteral("--format"), QStringLiteral("json")}
                                         + data)
                                         .out)
                 .array()
                 .size(),
        620);
}

void TestCli::aNotificationCanBePrintedAndSent()
{
    const QTemporaryDir folder;
    const QStringList data{QStringLiteral("--data-dir"), folder.path()};
    QCOMPARE(run(QStringList{QStringLiteral("import"), QStringLiteral("-")} + data,
                 R"({"out_trade_no":"NO1","total_fee":880,"body":"花"})")
                 .status,
        0);
    const Run printed =
        run(QStringList{QStringLiteral("notify"), QStringLiteral("--order"), QStringLiteral("NO1"),
                QStringLiteral("--print"), QStringLiteral("xml")}
            + data);
    const auto fields = fromXml(printed.out.trimmed());
    QVERIFY(fields && verifies(*fields, key(), SignType::Md5));
    QVERIFY(run(QStringList{QStringLiteral("notify"), QStringLiteral("--order"),
                    QStringLiteral("NO1"), QStringLiteral("--print"), QStringLiteral("curl")}
        + data)
            .out.startsWith("curl "));
    Service listener(
        QStringList{QStringLiteral("listen"), QStringLiteral("--port"), QStringLiteral("0")}
        + data);
    const QString url = text(listener.next(QStringLiteral("listening")), "url");
    const Run sent =
        run(QStringList{QStringLiteral("notify"), QStringLiteral("--order"), QStringLiteral("NO1"),
                QStringLiteral("--to"), url, QStringLiteral("--json")}
            + data);
    QCOMPARE(sent.status, 0);
    QCOMPARE(text(sent.first(), "return_code"), QStringLiteral("SUCCESS"));
    QCOMPARE(
        text(listener.next(QStringLiteral("notification")), "verdict"), QStringLiteral("accepted"));
    QCOMPARE(
        run(QStringList{QStringLiteral("notify"), QStringLiteral("--order"), QStringLiteral("NO2")}
            + data)
            .status,
        5);
}

void TestCli::merchantsLiveInTheVault()
{
    QTemporaryDir folder;
    const QStringList data{QStringLiteral("--data-dir"), folder.path()};
    const QByteArray canary = "CanaryCanaryCanaryCanaryCanary01";
    const auto file = [&folder](const char* name, const QByteArray& bytes) {
        QFile out(folder.filePath(QString::fromLatin1(name)));
        return out.open(QIODevice::WriteOnly) && out.write(bytes) == bytes.size() ? out.fileName()
                                                                                  : QString();
    };
    const QString shop = file("shop.json",
        R"({"name":"shop","title":"小店","appid":"wx1234567890abcdef","mch_id":"1230000109"})");
    const QString keyFile = file("shop.key", canary + '\n');
    const QString password = file("password", "correct horse battery\n");
    const QStringList add = QStringList{QStringLiteral("profile"), QStringLiteral("add"), shop,
                                QStringLiteral("--key-file"), keyFile}
        + data;
    QCOMPARE(run(add).status, 5); // nobody gives a vault password

    QProcessEnvironment withPassword = cleanEnvironment();
    withPassword.insert(QStringLiteral("PAYDESK_VAULT_PASSWORD_FILE"), password);
    QCOMPARE(run(add, {}, withPassword).status, 0);
    QVERIFY(QFile::remove(keyFile));
    QCOMPARE(run(add, {}, withPassword).status, 2);
    const Run list =
        run(QStringList{QStringLiteral("profile"), QStringLiteral("list"), QStringLiteral("--json")}
            + data);
    QCOMPARE(list.lines().size(), 2);
    const Run show = run(QStringList{QStringLiteral("profile"), QStringLiteral("show"),
                             QStringLiteral("shop"), QStringLiteral("--json")}
        + data);
    QVERIFY(show.first().value(u"secrets").toObject().value(u"api_key").toBool());

    const QStringList sign = QStringList{QStringLiteral("sign"), QStringLiteral("-"),
                                 QStringLiteral("--profile"), QStringLiteral("shop")}
        + data;
    QCOMPARE(run(sign, docFields).status, 5); // locked
    const Run unlocked = run(sign, docFields, withPassword);
    const auto fields = QJsonDocument::fromJson(docFields).object();
    Parameters parameters;
    for (auto field = fields.begin(); field != fields.end(); ++field)
        parameters.append(field.key().toUtf8(), field.value().toString().toUtf8());
    QCOMPARE(
        unlocked.out.trimmed(), signatureOf(parameters, Secret(QByteArray(canary)), SignType::Md5));

    withPassword.insert(
        QStringLiteral("PAYDESK_VAULT_PASSWORD_FILE"), file("wrong", "incorrect horse battery"));
    QCOMPARE(run(sign, docFields, withPassword).status, 5);
    withPassword.insert(
        QStringLiteral("PAYDESK_VAULT_PASSWORD_FILE"), folder.filePath(QStringLiteral("nowhere")));
    QCOMPARE(run(sign, docFields, withPassword).status, 5);
    const QFileInfoList files = QDir(folder.path()).entryInfoList(QDir::Files | QDir::Hidden);
    for (const QFileInfo& info : files) {
        QFile bytes(info.filePath());
        QVERIFY(bytes.open(QIODevice::ReadOnly));
        QVERIFY2(!bytes.readAll().contains(canary), qPrintable(info.filePath()));
    }
    withPassword.insert(QStringLiteral("PAYDESK_VAULT_PASSWORD_FILE"), password);
    QCOMPARE(
        run(QStringList{QStringLiteral("profile"), QStringLiteral("remove"), QStringLiteral("shop")}
                + data,
            {}, withPassword)
            .status,
        0);
    QCOMPARE(
        run(QStringList{QStringLiteral("profile"), QStringLiteral("show"), QStringLiteral("shop")}
            + data)
            .status,
        2);
}

void TestCli::anUnreachableGatewayIsANetworkFailure()
{
    const QTemporaryDir folder;
    const Run query = run({QStringLiteral("order"), QStringLiteral("create"),
        QStringLiteral("--amount"), QStringLiteral("0.01"), QStringLiteral("--body"),
        QStringLiteral("tea"), QStringLiteral("--openid"),
        QStringLiteral("oUpF8uMuAJO_M2pxb1Q9zNjWeS6o"), QStringLiteral("--out-trade-no"),
        QStringLiteral("NET00001"), QStringLiteral("--json"), QStringLiteral("--gateway"),
        QStringLiteral("http://127.0.0.1:1"), QStringLiteral("--data-dir"), folder.path()});
    QCOMPARE(query.status, 3);
    QCOMPARE(text(query.first(), "error"), QStringLiteral("connection-refused"));
    // Stored before it was sent: nothing is lost.
    QCOMPARE(run({QStringLiteral("order"), QStringLiteral("show"), QStringLiteral("NET00001"),
                     QStringLiteral("--data-dir"), folder.path()})
                 .status,
        0);
}

void TestCli::aPortInUseIsNamed()
{
    const QTemporaryDir folder;
    Service first({QStringLiteral("listen"), QStringLiteral("--port"), QStringLiteral("0"),
        QStringLiteral("--data-dir"), folder.path()});
    const int port = QUrl(text(first.next(QStringLiteral("listening")), "url")).port();
    const Run second =
        run({QStringLiteral("listen"), QStringLiteral("--port"), QString::number(port),
            QStringLiteral("--json"), QStringLiteral("--data-dir"), folder.path()});
    QCOMPARE(second.status, 3);
    QCOMPARE(text(second.first(), "error"), QStringLiteral("port-in-use"));
    QVERIFY(second.err.contains(QByteArray::number(port)));
}

void TestCli::aDamagedHistoryIsAStorageFailureAndStays()
{
    const QTemporaryDir folder;
    QFile history(folder.filePath(QStringLiteral("paydesk.db")));
    QVERIFY(history.open(QIODevice::WriteOnly));
    history.write(QByteArray(8192, 'x'));
    history.close();
    const Run orders = run({QStringLiteral("orders"), QStringLiteral("--json"),
        QStringLiteral("--data-dir"), folder.path()});
    QCOMPARE(orders.status, 5);
    QCOMPARE(text(orders.first(), "error"), QStringLiteral("storage-damaged"));
    QVERIFY(history.open(QIODevice::ReadOnly));
    QCOMPARE(history.readAll(), QByteArray(8192, 'x'));
}

void TestCli::whatCanBeReadOfADamagedHistoryIsSalvaged()
{
    constexpr int count = 300;
    const QTemporaryDir folder;
    const auto inFolder = [&](const char* words, const QByteArray& input = {}) {
        return run(QString::fromLatin1(words).split(u' ')
                + QStringList{QStringLiteral("--data-dir"), folder.path()},
            input);
    };
    QByteArray orders = "out_trade_no,total_fee\n";
    for (int i = 0; i < count; ++i)
        orders += "SALVAGE" + QByteArray::number(1000 + i) + ",100\n";
    QCOMPARE(inFolder("import -", orders).status, 0);
    QCOMPARE(inFolder("check").status, 0);
    const Run whole = inFolder("salvage");
    QCOMPARE(whole.status, 1);
    QVERIFY2(whole.err.contains("not damaged"), whole.err.constData());

    QFile history(folder.filePath(QStringLiteral("paydesk.db")));
    QVERIFY(history.open(QIODevice::ReadWrite));
    const QByteArray bytes = history.readAll();
    // The page of the table, not of an index: the order's amount and body lie beside its number.
    const qsizetype at = bytes.lastIndexOf("SALVAGE1150") / 4096 * 4096;
    QVERIFY(at > 0);
    QVERIFY(history.seek(at));
    history.write(QByteArray(4096, '\xff'));
    history.close();
    QCOMPARE(inFolder("orders --json").status, 5);
    QCOMPARE(inFolder("check").status, 1);

    const QJsonObject salvage = inFolder("salvage --json").first();
    QVERIFY(QFile::exists(text(salvage, "kept")));
    const int salvaged = salvage.value(u"orders").toInt();
    QVERIFY(salvaged > count / 2);
    QCOMPARE(inFolder("orders --json").lines().size(), salvaged);
    const QJsonObject again = inFolder("import - --json", orders).first();
    QCOMPARE(again.value(u"known").toInt(), salvaged);
    QCOMPARE(again.value(u"imported").toInt(), count - salvaged);
    QCOMPARE(inFolder("check").status, 0);
}

void TestCli::endingASandboxLosesNothing()
{
    const QTemporaryDir folder;
    const QStringList start{QStringLiteral("sandbox"), QStringLiteral("--port"),
        QStringLiteral("0"), QStringLiteral("--data-dir"), folder.path()};
    const auto countOrders = [](const QString& base) {
        return QJsonDocument::fromJson(get(base + QStringLiteral("/sandbox/orders")))
            .array()
            .size();
    };
    {
        Service sandbox(start);
        const QString base = text(sandbox.next(QStringLiteral("listening")), "url");
        const Run created = run({QStringLiteral("order"), QStringLiteral("create"),
            QStringLiteral("--amount"), QStringLiteral("1.00"), QStringLiteral("--body"),
            QStringLiteral("tea"), QStringLiteral("--json"), QStringLiteral("--gateway"), base,
            QStringLiteral("--data-dir"), folder.path()});
        QVERIFY2(created.status == 0, created.err.constData());
        QVERIFY(!text(created.first(), "prepay_id").isEmpty());
        QVERIFY(created.first().value(u"requestPayment").toObject().contains(u"paySign"));
        QCOMPARE(countOrders(base), 1);
        // No farewell: killed by the destructor.
    }
    Service again(start);
    QCOMPARE(countOrders(text(again.next(QStringLiteral("listening")), "url")), 1);
    QCOMPARE(again.terminate(), 0);
}

void TestCli::helpIsFoundWhereItIsSought_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("named");
    const auto row = [](const char* line, const char* named) {
        QTest::newRow(line) << QString::fromLatin1(line).split(u' ') << QByteArray(named);
    };
    row("--help", "order create");
    row("-h", "order create");
    row("help", "order create");
    row("sign --help", "paydesk-cli sign [FILE|-]");
    row("sign -h", "paydesk-cli sign [FILE|-]");
    row("help sign", "paydesk-cli sign [FILE|-]");
    row("order --help", "order close");
    row("profile -h", "profile add");
    row("help order create", "paydesk-cli order create");
}

void TestCli::helpIsFoundWhereItIsSought()
{
    QFETCH(const QStringList, arguments);
    QFETCH(const QByteArray, named);
    const Run help = run(arguments);
    QCOMPARE(help.status, 0);
    QVERIFY2(help.out.contains(named), help.out.constData());
    QCOMPARE(help.err, QByteArray());
}

void TestCli::misuseIsReadableForScripts()
{
    for (const char* line : {"orders --nope --json", "nope --json", "order nope --json",
             "demo extra --json", "order create --body tea --json"}) {
        const Run misuse = run(QString::fromLatin1(line).split(u' '));
        QCOMPARE(misuse.status, 2);
        QVERIFY2(!text(misuse.first(), "error").isEmpty(), line);
        QVERIFY2(!misuse.err.isEmpty(), line);
    }
    QCOMPARE(run({QStringLiteral("nope")}).out, QByteArray());
}

void TestCli::aMerchantNobodyKnowsIsNamed_data()
{
    QTest::addColumn<QStringList>("arguments");
    for (const char* line : {"orders", "import -", "listen --port 0", "sign -"})
        QTest::newRow(line) << QString::fromLatin1(line).split(u' ');
}

void TestCli::aMerchantNobodyKnowsIsNamed()
{
    QFETCH(const QStringList, arguments);
    const QTemporaryDir folder;
    const Run lost = run(arguments
            + QStringList{QStringLiteral("--profile"), QStringLiteral("nobody"),
                QStringLiteral("--json"), QStringLiteral("--data-dir"), folder.path()},
        R"({"out_trade_no":"X1","total_fee":1})");
    QCOMPARE(lost.status, 2);
    QCOMPARE(text(lost.first(), "error"), QStringLiteral("profile-unknown"));
    QVERIFY(lost.err.contains("nobody"));
}

void TestCli::damagedSettingsAreAStorageFailureInBothLanguages_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("error");
    const QString profiles = QStringLiteral("profiles.json");
    const QString malformed = QStringLiteral("profile-malformed");
    QTest::newRow("cut off") << profiles << QByteArray(R"({"profiles":[{"na)") << malformed;
    QTest::newRow("empty") << profiles << QByteArray() << malformed;
    QTest::newRow("something else") << profiles << QByteArray("[]") << malformed;
    QTest::newRow("history") << QStringLiteral("paydesk.db") << QByteArray(9000, 'x')
                             << QStringLiteral("storage-damaged");
}

void TestCli::damagedSettingsAreAStorageFailureInBothLanguages()
{
    QFETCH(const QString, file);
    QFETCH(const QByteArray, bytes);
    QFETCH(const QString, error);
    const QTemporaryDir folder;
    QFile damaged(folder.filePath(file));
    QVERIFY(damaged.open(QIODevice::WriteOnly));
    QCOMPARE(damaged.write(bytes), bytes.size());
    damaged.close();
    const QStringList orders{QStringLiteral("orders"), QStringLiteral("--json"),
        QStringLiteral("--data-dir"), folder.path()};
    const Run english = run(orders);
    QCOMPARE(english.status, 5);
    QCOMPARE(text(english.first(), "error"), error);
    // What happened, why, what to do.
    QVERIFY2(english.err.count(". ") >= 2, english.err.constData());
    QProcessEnvironment environment = cleanEnvironment();
    environment.insert(QStringLiteral("LC_ALL"), QStringLiteral("zh_CN.UTF-8"));
    const Run chinese = run(orders, {}, environment);
    QCOMPARE(chinese.status, 5);
    QVERIFY2(QString::fromUtf8(chinese.err).count(QChar(u'。')) >= 3, chinese.err.constData());
    QVERIFY(damaged.open(QIODevice::ReadOnly));
    QCOMPARE(damaged.readAll(), bytes);
}

void TestCli::whatOrdersExportsImportTakes()
{
    const QTemporaryDir from;
    const QTemporaryDir to;
    QCOMPARE(run({QStringLiteral("import"), QStringLiteral("--data-dir"), from.path()},
                 "{\"out_trade_no\":\"W1\",\"total_fee\":880,\"body\":\"花\"}\n"
                 "{\"out_trade_no\":\"W2\",\"total_fee\":1,\"body\":\"=tea\"}\n")
                 .status,
        0);
    for (const char* format : {"json", "csv"}) {
        const Run orders = run({QStringLiteral("orders"), QStringLiteral("--format"),
            QString::fromLatin1(format), QStringLiteral("--data-dir"), from.path()});
        const Run imported =
            run({QStringLiteral("import"), QStringLiteral("-"), QStringLiteral("--json"),
                    QStringLiteral("--data-dir"), to.filePath(QString::fromLatin1(format))},
                orders.out);
        QVERIFY2(imported.status == 0, imported.err.constData());
        QCOMPARE(imported.first().value(u"imported").toInt(), 2);
    }
    for (const char* text : {"x", "number,amount\n1,2\n", "[1]", "[{]"})
        QCOMPARE(
            run({QStringLiteral("import"), QStringLiteral("--data-dir"), to.path()}, text).status,
            2);
}

void TestCli::aSharedFolderIsNotClosed()
{
    const QTemporaryDir folder;
    QFile other(folder.filePath(QStringLiteral("somebody-elses")));
    QVERIFY(other.open(QIODevice::WriteOnly));
    const auto shared = QFile::Permissions::fromInt(0x7755);
    QVERIFY(QFile::setPermissions(folder.path(), shared));
    QCOMPARE(
        run({QStringLiteral("orders"), QStringLiteral("--data-dir"), folder.path()}).status, 0);
    QCOMPARE(QFile::permissions(folder.path()), shared);
    // What Paydesk itself writes is closed all the same.
    QCOMPARE(QFile::permissions(folder.filePath(QStringLiteral("paydesk.db")))
            & QFile::Permissions::fromInt(0x0077),
        QFile::Permissions());
    const QString own = folder.filePath(QStringLiteral("own"));
    QCOMPARE(run({QStringLiteral("orders"), QStringLiteral("--data-dir"), own}).status, 0);
    QCOMPARE(QFile::permissions(own) & QFile::Permissions::fromInt(0x0077), QFile::Permissions());
}

void TestCli::outputThatIsLostIsNoSuccess()
{
    const QString full = QStringLiteral("/dev/full");
    if (!QFile::exists(full))
        QSKIP("This system has no device that is always full.");
    const QTemporaryDir folder;
    QProcess orders;
    orders.setProcessEnvironment(cleanEnvironment());
    orders.setStandardOutputFile(full);
    orders.start(programUnderTest(),
        {QStringLiteral("orders"), QStringLiteral("--format"), QStringLiteral("json"),
            QStringLiteral("--data-dir"), folder.path()});
    QVERIFY(orders.waitForFinished(patienceMs));
    QCOMPARE(orders.exitCode(), 5);
    QVERIFY(orders.readAllStandardError().contains("incomplete"));
}

QTEST_GUILESS_MAIN(TestCli)
#include "tst_cli.moc"

#include "tests/clisupport.h"
#include "tests/fakeserver.h"

#include <QFile>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QUrl>
#include <QUrlQuery>

using namespace paydesk;

namespace {

constexpr const char* h5Scene =
    R"({"h5_info":{"type":"Wap","wap_url":"https://shop.example","wap_name":"shop"}})";

/// A sandbox and a shop's data folder before it.
class Shop {
public:
    Shop()
        : sandbox({QStringLiteral("sandbox"), QStringLiteral("--port"), QStringLiteral("0"),
              QStringLiteral("--data-dir"), folder.filePath(QStringLiteral("wechat"))})
        , url(text(sandbox.next(QStringLiteral("listening")), "url"))
    {
    }

    Run order(const QStringList& words, const QByteArray& input = {}) const
    {
        return run(QStringList{QStringLiteral("order")} + words
                + QStringList{QStringLiteral("--json"), QStringLiteral("--gateway"), url,
                    QStringLiteral("--data-dir"), data()},
            input);
    }
    Run create(const QStringList& more, const QByteArray& input = {}) const
    {
        return order(QStringList{QStringLiteral("create"), QStringLiteral("--amount"),
                         QStringLiteral("3.50"), QStringLiteral("--body"), QStringLiteral("tea")}
                + more,
            input);
    }
    QString stateOf(const QString& number) const
    {
        return text(order({QStringLiteral("query"), number}).first(), "trade_state");
    }
    QString data() const { return folder.filePath(QStringLiteral("shop")); }

    QTemporaryDir folder;
    Service sandbox;
    QString url;
};

/// What the customer does with what the command printed: the phone's answer.
QJsonObject payment(const Shop& shop, const QJsonObject& created)
{
    for (const char* link : {"code_url", "mweb_url"}) {
        if (const QString url = text(created, link); !url.isEmpty())
            return postJson(
                shop.url + QStringLiteral("/sandbox/scan"), {{QString::fromLatin1(link), url}});
    }
    const QString frontEnd = text(created, "front_end");
    QJsonObject call =
        created.value(frontEnd == u"mini-program" ? u"requestPayment" : u"call").toObject();
    if (frontEnd != u"app")
        call.insert(QStringLiteral("appId"), QString::fromUtf8(sandboxProfile().appid));
    call.insert(QStringLiteral("frontEnd"), frontEnd);
    return postJson(shop.url + QStringLiteral("/sandbox/requestPayment"), call);
}

} // namespace

/// paydesk-cli order: the front ends, the till and the native link, as a script meets them.
class TestCliOrder : public QObject {
    Q_OBJECT

private slots:
    void everyFrontEndIsPaidWithWhatIsPrinted_data();
    void everyFrontEndIsPaidWithWhatIsPrinted();
    void theWayBackFromABrowserIsPartOfTheLink();
    void aSubMerchantsPayerIsNamedUnderItsAppid();
    void aScannedCodeIsCharged_data();
    void aScannedCodeIsCharged();
    void aPaymentAtTheTillIsTakenBack();
    void aNativeLinkIsSigned();
    void whatIsWrongIsSaidBeforeAnythingIsSent_data();
    void whatIsWrongIsSaidBeforeAnythingIsSent();
};

void TestCliOrder::everyFrontEndIsPaidWithWhatIsPrinted_data()
{
    QTest::addColumn<QStringList>("more");
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("signedName"); // a name that only this front end's object has
    QTest::newRow("mini-program") << QStringList() << QStringLiteral("JSAPI")
                                  << QStringLiteral("paySign");
    QTest::newRow("official-account")
        << QStringList() << QStringLiteral("JSAPI") << QStringLiteral("appId");
    QTest::newRow("choose-wxpay") << QStringList() << QStringLiteral("JSAPI")
                                  << QStringLiteral("timestamp");
    QTest::newRow("app") << QStringList() << QStringLiteral("APP") << QStringLiteral("partnerid");
    QTest::newRow("h5") << QStringList{QStringLiteral("--scene-info"), QString::fromLatin1(h5Scene)}
                        << QStringLiteral("MWEB") << QString();
    QTest::newRow("native") << QStringList{QStringLiteral("--product-id"), QStringLiteral("88")}
                            << QStringLiteral("NATIVE") << QString();
}

void TestCliOrder::everyFrontEndIsPaidWithWhatIsPrinted()
{
    QFETCH(const QStringList, more);
    QFETCH(const QString, type);
    QFETCH(const QString, signedName);
    const QString frontEnd = QString::fromLatin1(QTest::currentDataTag());
    const Shop shop;
    const Run created = shop.create(more + QStringList{QStringLiteral("--front-end"), frontEnd});
    QVERIFY2(created.status == 0, created.err.constData());
    const QJsonObject order = created.first();
    QCOMPARE(text(order, "trade_type"), type);
    const QString member =
        frontEnd == u"mini-program" ? QStringLiteral("requestPayment") : QStringLiteral("call");
    QCOMPARE(order.contains(member), !signedName.isEmpty());
    QVERIFY(signedName.isEmpty() || order.value(member).toObject().contains(signedName));
    const QJsonObject paid = payment(shop, order);
    QVERIFY2(text(paid, "errMsg").endsWith(u":ok"), qPrintable(text(paid, "why")));
    QCOMPARE(shop.stateOf(text(order, "out_trade_no")), QStringLiteral("SUCCESS"));
}

void TestCliOrder::theWayBackFromABrowserIsPartOfTheLink()
{
    const Shop shop;
    const QString back = QStringLiteral("https://shop.example/back?a=1&b=茶");
    const Run created = shop.create({QStringLiteral("--front-end"), QStringLiteral("h5"),
        QStringLiteral("--scene-info"), QString::fromLatin1(h5Scene),
        QStringLiteral("--redirect-url"), QString::fromLatin1(QUrl(back).toEncoded())});
    QVERIFY2(created.status == 0, created.err.constData());
    const QString link = text(created.first(), "mweb_link");
    QVERIFY(link.startsWith(text(created.first(), "mweb_url") + QStringLiteral("&redirect_url=")));
    QCOMPARE(QUrl(QUrlQuery(QUrl(link))
                     .queryItemValue(QStringLiteral("redirect_url"), QUrl::FullyDecoded)),
        QUrl(back));
}

void TestCliOrder::aSubMerchantsPayerIsNamedUnderItsAppid()
{
    const QTemporaryDir folder;
    const QByteArray apiKey(32, 'p');
    const auto file = [&folder](const char* name, const QByteArray& bytes) {
        QFile out(folder.filePath(QString::fromLatin1(name)));
        return out.open(QIODevice::WriteOnly) && out.write(bytes) == bytes.size() ? out.fileName()
                                                                                  : QString();
    };
    const FakeServer gateway([&apiKey](const SeenRequest& request, QTcpSocket& socket) {
        const auto asked = fromXml(request.body);
        socket.write(httpAnswer(toXml(
            signedRequest({{"return_code", "SUCCESS"}, {"result_code", "SUCCESS"},
                              {"appid", asked->value("appid")}, {"mch_id", asked->value("mch_id")},
                              {"sub_appid", asked->value("sub_appid")},
                              {"sub_mch_id", asked->value("sub_mch_id")}, {"nonce_str", "n0nce"},
                              {"trade_type", "JSAPI"}, {"prepay_id", "wx201"}},
                Secret(QByteArray(apiKey)), SignType::Md5))));
        socket.disconnectFromHost();
    });
    QProcessEnvironment environment = cleanEnvironment();
    environment.insert(
        QStringLiteral("PAYDESK_VAULT_PASSWORD_FILE"), file("password", "correct horse battery\n"));
    const QStringList data{QStringLiteral("--data-dir"), folder.path()};
    const Run added = run(QStringList{QStringLiteral("profile"), QStringLiteral("add"),
                              file("shop.json",
                                  R"({"name":"shop","appid":"wx1111111111111111",
                                      "mch_id":"1230000109","sub_appid":"wx2222222222222222",
                                      "sub_mch_id":"1230000110"})"),
                              QStringLiteral("--key-file"), file("shop.key", apiKey)}
            + data,
        {}, environment);
    QVERIFY2(added.status == 0, added.err.constData());

    QProcess process;
    process.setProcessEnvironment(environment);
    process.start(programUnderTest(),
        QStringList{QStringLiteral("order"), QStringLiteral("create"), QStringLiteral("--profile"),
            QStringLiteral("shop"), QStringLiteral("--gateway"), QString::fromLatin1(gateway.url()),
            QStringLiteral("--amount"), QStringLiteral("1"), QStringLiteral("--body"),
            QStringLiteral("tea"), QStringLiteral("--sub-openid"), QStringLiteral("oSub1"),
            QStringLiteral("--notify-url"), QStringLiteral("https://shop.example/notify"),
            QStringLiteral("--json")}
            + data);
    // The gateway answers on this thread.
    QTRY_COMPARE_WITH_TIMEOUT(process.state(), QProcess::NotRunning, patienceMs);
    QVERIFY2(process.exitCode() == 0, process.readAllStandardError().constData());
    QCOMPARE(gateway.seen.size(), 1);
    const auto asked = fromXml(gateway.seen.constFirst().body);
    QVERIFY(asked && verifies(*asked, Secret(QByteArray(apiKey)), SignType::Md5));
    QCOMPARE(asked->value("sub_openid"), QByteArray("oSub1"));
    QVERIFY(!asked->contains("openid"));
    const QJsonObject call = QJsonDocument::fromJson(process.readAllStandardOutput())
                                 .object()
                                 .value(u"requestPayment")
                                 .toObject();
    Parameters signedCall{{"appId", "wx2222222222222222"}};
    for (const char* name : {"timeStamp", "nonceStr", "package", "signType"})
        signedCall.append(name, text(call, name).toUtf8());
    QCOMPARE(text(call, "paySign").toLatin1(),
        signatureOf(signedCall, Secret(QByteArray(apiKey)), SignType::Md5));
}

void TestCliOrder::aScannedCodeIsCharged_data()
{
    QTest::addColumn<bool>("typed"); // on stdin, as a scanner types it
    QTest::addColumn<QString>("manner"); // of the customer who shows the code
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("outcome");
    QTest::newRow("on the command line")
        << false << QStringLiteral("pay") << 0 << QStringLiteral("SUCCESS");
    QTest::newRow("from a scanner")
        << true << QStringLiteral("pay") << 0 << QStringLiteral("SUCCESS");
    QTest::newRow("of a card that is refused")
        << false << QStringLiteral("no-funds") << 4 << QStringLiteral("business-refused");
}

void TestCliOrder::aScannedCodeIsCharged()
{
    QFETCH(const bool, typed);
    QFETCH(const QString, manner);
    QFETCH(const int, status);
    QFETCH(const QString, outcome);
    const Shop shop;
    const QString code = text(postJson(shop.url + QStringLiteral("/sandbox/authcode"),
                                  {{QStringLiteral("action"), manner}}),
        "auth_code");
    QCOMPARE(code.size(), 18);
    const Run charged =
        shop.create({QStringLiteral("--trade-type"), QStringLiteral("MICROPAY"),
                        QStringLiteral("--auth-code"), typed ? QStringLiteral("-") : code},
            typed ? code.toLatin1() + "\r\n" : QByteArray());
    QCOMPARE(charged.status, status);
    QCOMPARE(text(charged.first(), status == 0 ? "trade_state" : "error"), outcome);
    QVERIFY(!charged.out.contains(code.toLatin1()) && !charged.err.contains(code.toLatin1()));
}

void TestCliOrder::aPaymentAtTheTillIsTakenBack()
{
    const Shop shop;
    // Paid at another till, a while ago: a reversal waits 15 s after the payment.
    QCOMPARE(
        run({QStringLiteral("import"), QStringLiteral("-"), QStringLiteral("--data-dir"),
                shop.data()},
            R"({"out_trade_no":"TILL0001","total_fee":350,"body":"tea","created_at":"2026-01-01T12:00:00+08:00"})")
            .status,
        0);
    const Profile profile = sandboxProfile();
    const QString code =
        text(postJson(shop.url + QStringLiteral("/sandbox/authcode"), {}), "auth_code");
    const auto charged = fromXml(post(shop.url + QStringLiteral("/pay/micropay"),
        signedXml({{"appid", profile.appid}, {"mch_id", profile.mchId}, {"nonce_str", "n0nce"},
            {"body", "tea"}, {"out_trade_no", "TILL0001"}, {"total_fee", "350"},
            {"spbill_create_ip", "127.0.0.1"}, {"auth_code", code.toLatin1()}})));
    QVERIFY(charged);
    QCOMPARE(charged->value("result_code"), QByteArray("SUCCESS"));
    QCOMPARE(shop.stateOf(QStringLiteral("TILL0001")), QStringLiteral("SUCCESS"));
    postJson(shop.url + QStringLiteral("/sandbox/time"), {{QStringLiteral("forward"), 20}});

    const Run reversed = shop.order({QStringLiteral("reverse"), QStringLiteral("TILL0001")});
    QVERIFY2(reversed.status == 0, reversed.err.constData());
    QCOMPARE(text(reversed.first(), "trade_state"), QStringLiteral("REFUND"));
}

void TestCliOrder::aNativeLinkIsSigned()
{
    const QTemporaryDir folder;
    const Run made = run({QStringLiteral("order"), QStringLiteral("native-link"),
        QStringLiteral("--product-id"), QStringLiteral("茶 88&"), QStringLiteral("--json"),
        QStringLiteral("--data-dir"), folder.path()});
    QVERIFY2(made.status == 0, made.err.constData());
    const QUrl link(text(made.first(), "link"), QUrl::StrictMode);
    QVERIFY(link.isValid());
    QCOMPARE(link.toString(QUrl::RemoveQuery), QStringLiteral("weixin://wxpay/bizpayurl"));
    Parameters fields;
    for (const auto& [name, value] : QUrlQuery(link).queryItems(QUrl::FullyDecoded))
        fields.append(name.toUtf8(), value.toUtf8());
    QCOMPARE(fields.value("product_id"), QByteArray("茶 88&"));
    QVERIFY(verifies(fields, key(), SignType::Md5));
    QVERIFY(!text(made.first(), "string_to_sign").contains(key().reveal([](QByteArrayView bytes) {
        return QString::fromLatin1(bytes.data(), bytes.size());
    })));
}

void TestCliOrder::whatIsWrongIsSaidBeforeAnythingIsSent_data()
{
    QTest::addColumn<QString>("error");
    const auto row = [](const char* line, const char* error) {
        QTest::newRow(line) << QString::fromLatin1(error);
    };
    row("create --amount 1 --body t --front-end nope", "field-malformed");
    row("create --amount 1 --body t --front-end native-link", "usage-wrong");
    row("create --amount 1 --body t --front-end app --trade-type NATIVE", "usage-wrong");
    row("create --amount 1 --body t --front-end h5 --redirect-url /back", "field-malformed");
    row("create --amount 1 --body t --front-end h5 --redirect-url ftp://x/", "field-malformed");
    row("create --amount 1 --body t --redirect-url https://x.example/", "usage-wrong");
    row("create --amount 1 --body t --sub-openid oSub", "field-malformed");
    row("create --amount 1 --body t --auth-code 134567890123456789", "usage-wrong");
    row("create --amount 1 --body t --trade-type MICROPAY", "field-missing");
    row("create --amount 1 --body t --trade-type MICROPAY --auth-code 13456789012345678",
        "field-malformed");
    row("create --amount 1 --body t --trade-type MICROPAY --auth-code 99456789012345678X",
        "field-malformed");
    row("native-link", "field-missing");
    row("native-link --product-id 123456789012345678901234567890123", "field-too-long");
    row("reverse", "usage-wrong");
}

void TestCliOrder::whatIsWrongIsSaidBeforeAnythingIsSent()
{
    QFETCH(const QString, error);
    const Shop shop;
    const Run wrong = shop.order(QString::fromLatin1(QTest::currentDataTag()).split(u' '));
    QCOMPARE(wrong.status, 2);
    QCOMPARE(text(wrong.first(), "error"), error);
    QVERIFY(!wrong.err.isEmpty());
    QCOMPARE(get(shop.url + QStringLiteral("/sandbox/orders")), QByteArray("[]"));
}

QTEST_GUILESS_MAIN(TestCliOrder)
#include "tst_cliorder.moc"

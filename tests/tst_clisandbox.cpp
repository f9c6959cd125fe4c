#include "tests/clisupport.h"

#include <QDateTime>
#include <QFile>
#include <QHash>
#include <QJsonArray>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QTemporaryDir>

using namespace paydesk;

namespace {

QStringList sandboxCall(const QString& folder, const QStringList& more = {})
{
    return QStringList{QStringLiteral("sandbox"), QStringLiteral("--port"), QStringLiteral("0"),
               QStringLiteral("--data-dir"), folder, QStringLiteral("--retry-schedule"),
               QStringLiteral("3600")}
    + more;
}

/// "order create" and the like, from a data folder against a gateway.
QStringList shopCall(const QString& line, const QString& folder, const QString& url)
{
    return line.split(u' ')
        + QStringList{QStringLiteral("--data-dir"), folder, QStringLiteral("--gateway"), url,
            QStringLiteral("--json")};
}

QSslConfiguration trusting(const QString& authority)
{
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setCaCertificates(QSslCertificate::fromPath(authority));
    return tls;
}

/// The wx.requestPayment of an order that "order create --json" printed, as the phone sends it.
QJsonObject paymentOf(const Run& created)
{
    QJsonObject call = created.first().value(u"requestPayment").toObject();
    call.insert(QStringLiteral("appId"), QString::fromUtf8(sandboxProfile().appid));
    return call;
}

QByteArray billRequest(const QDate& date)
{
    const Profile profile = sandboxProfile();
    return signedXml({{"appid", profile.appid}, {"mch_id", profile.mchId}, {"nonce_str", "n0nce"},
        {"bill_date", date.toString(u"yyyyMMdd").toLatin1()}, {"bill_type", "ALL"}});
}

constexpr const char* teaOrder = "order create --amount 1.00 --body tea";

} // namespace

/// paydesk-cli sandbox and its options, as a script meets them.
class TestCliSandbox : public QObject {
    Q_OBJECT

private slots:
    void aRefundGoesAllTheWayOverHttps();
    void onlyTheSandboxsOwnAuthorityIsTrusted_data();
    void onlyTheSandboxsOwnAuthorityIsTrusted();
    void noRealMerchantTakesAnAuthorityFromAFile();
    void aFaultPlantedAtStartIsToldAsPlanted_data();
    void aFaultPlantedAtStartIsToldAsPlanted();
    void timeMovedAtStartEndsPrepayIdsAndOpensBills();
    void theFirstLineIsTheListeningOneWhateverFellDueOnTheWay();
    void whatIsWrongIsSaidBeforeItListens_data();
    void whatIsWrongIsSaidBeforeItListens();
};

void TestCliSandbox::aRefundGoesAllTheWayOverHttps()
{
    const QTemporaryDir folder;
    Service sandbox(sandboxCall(folder.path(),
        {QStringLiteral("--https-port"), QStringLiteral("0"), QStringLiteral("--refund-time"),
            QStringLiteral("0")}));
    const QJsonObject listening = sandbox.next(QStringLiteral("listening"));
    const QString url = text(listening, "https_url");
    QVERIFY(url.startsWith(u"https://127.0.0.1:"));
    QVERIFY(QFile::exists(text(listening, "certificate_file")));

    const Run created = run(shopCall(QString::fromLatin1(teaOrder), folder.path(), url));
    QVERIFY2(created.status == 0, created.err.constData());
    const QString number = text(created.first(), "out_trade_no");
    QCOMPARE(text(postJson(url + QStringLiteral("/sandbox/requestPayment"), paymentOf(created),
                      trusting(text(listening, "ca_file"))),
                 "errMsg"),
        QStringLiteral("requestPayment:ok"));
    const Run paid = run(shopCall(QStringLiteral("order query ") + number, folder.path(), url));
    QVERIFY2(paid.status == 0, paid.err.constData());
    QCOMPARE(text(paid.first(), "trade_state"), QStringLiteral("SUCCESS"));

    const Run refunded = run(
        shopCall(QStringLiteral("order refund %1 --amount 0.40").arg(number), folder.path(), url));
    QVERIFY2(refunded.status == 0, refunded.err.constData());
    const Run asked =
        run(shopCall(QStringLiteral("order refund-query ") + number, folder.path(), url));
    QVERIFY2(asked.status == 0, asked.err.constData());
    const QJsonObject refund = asked.first().value(u"refunds").toArray().at(0).toObject();
    QCOMPARE(text(refund, "out_refund_no"), text(refunded.first(), "out_refund_no"));
    QCOMPARE(refund.value(u"refund_fee").toInt(), 40);
    QCOMPARE(text(refund, "refund_status"), QStringLiteral("SUCCESS"));
}

void TestCliSandbox::onlyTheSandboxsOwnAuthorityIsTrusted_data()
{
    QTest::addColumn<QString>("authority"); // whose, given with --ca-file; empty: none given
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("none is known") << QString() << 3 << QStringLiteral("unknown authority");
    QTest::newRow("another sandbox's")
        << QStringLiteral("other") << 3 << QStringLiteral("unknown authority");
    QTest::newRow("its own, by its name") << QStringLiteral("own") << 0 << QString();
    QTest::newRow("a file without one")
        << QStringLiteral("text") << 2 << QStringLiteral("It holds no certificate in PEM form");
    QTest::newRow("no such file") << QStringLiteral("nowhere") << 2
                                  << QStringLiteral("cannot be read");
}

void TestCliSandbox::onlyTheSandboxsOwnAuthorityIsTrusted()
{
    QFETCH(const QString, authority);
    QFETCH(const int, status);
    QFETCH(const QString, sentence);
    const QTemporaryDir folder;
    const QStringList secure{QStringLiteral("--https-port"), QStringLiteral("0")};
    Service own(sandboxCall(folder.filePath(QStringLiteral("wechat")), secure));
    Service other(sandboxCall(folder.filePath(QStringLiteral("other")), secure));
    const QJsonObject listening = own.next(QStringLiteral("listening"));
    QFile note(folder.filePath(QStringLiteral("note")));
    QVERIFY(note.open(QIODevice::WriteOnly) && note.write("tea\n") > 0);
    note.close();
    const QHash<QString, QString> files{{QStringLiteral("own"), text(listening, "ca_file")},
        {QStringLiteral("other"), text(other.next(QStringLiteral("listening")), "ca_file")},
        {QStringLiteral("text"), note.fileName()},
        {QStringLiteral("nowhere"), folder.filePath(QStringLiteral("nowhere.pem"))}};

    QStringList call = shopCall(QString::fromLatin1(teaOrder),
        folder.filePath(QStringLiteral("shop")), text(listening, "https_url"));
    if (!authority.isEmpty())
        call << QStringLiteral("--ca-file") << files.value(authority);
    const Run created = run(call);
    QCOMPARE(created.status, status);
    QVERIFY2(created.err.contains(sentence.toUtf8()), created.err.constData());
    if (status != 0)
        QCOMPARE(get(text(listening, "url") + QStringLiteral("/sandbox/orders")), QByteArray("[]"));
}

void TestCliSandbox::noRealMerchantTakesAnAuthorityFromAFile()
{
    const QTemporaryDir folder;
    QFile merchant(folder.filePath(QStringLiteral("shop.json")));
    QVERIFY(merchant.open(QIODevice::WriteOnly));
    merchant.write(R"({"name":"shop","appid":"wxd678efh567hg6787","mch_id":"1230000109"})");
    merchant.close();
    const QStringList data{QStringLiteral("--data-dir"), folder.path()};
    const Run added = run(
        QStringList{QStringLiteral("profile"), QStringLiteral("add"), merchant.fileName()} + data);
    QVERIFY2(added.status == 0, added.err.constData());
    const Run refused =
        run(QStringList{QStringLiteral("order"), QStringLiteral("query"), QStringLiteral("NO1"),
                QStringLiteral("--profile"), QStringLiteral("shop"), QStringLiteral("--ca-file"),
                merchant.fileName()}
            + data);
    QCOMPARE(refused.status, 2);
    QVERIFY2(refused.err.contains("--ca-file is for the sandbox only"), refused.err.constData());
}

void TestCliSandbox::aFaultPlantedAtStartIsToldAsPlanted_data()
{
    QTest::addColumn<bool>("inFile");
    QTest::newRow("on the command line") << false;
    QTest::newRow("in a file") << true;
}

void TestCliSandbox::aFaultPlantedAtStartIsToldAsPlanted()
{
    QFETCH(const bool, inFile);
    const QTemporaryDir folder;
    const QByteArray faults =
        R"({"faults":[{"fault":"err-code","scope":"orderquery","err_code":"SYSTEMERROR"}]})";
    QFile file(folder.filePath(QStringLiteral("faults.json")));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(faults) > 0);
    file.close();
    Service sandbox(sandboxCall(folder.filePath(QStringLiteral("wechat")),
        {QStringLiteral("--faults"), inFile ? file.fileName() : QString::fromUtf8(faults)}));
    const QString url = text(sandbox.next(QStringLiteral("listening")), "url");
    const Profile profile = sandboxProfile();
    const QByteArray query = signedXml({{"appid", profile.appid}, {"mch_id", profile.mchId},
        {"nonce_str", "n0nce"}, {"out_trade_no", "NO1"}});
    const auto answer = fromXml(post(url + QStringLiteral("/pay/orderquery"), query));
    QVERIFY(answer);
    QCOMPARE(answer->value("err_code"), QByteArray("SYSTEMERROR"));
    const QJsonObject told = sandbox.next(QStringLiteral("request"));
    QCOMPARE(text(told, "path"), QStringLiteral("/pay/orderquery"));
    QCOMPARE(text(told, "outcome"), QStringLiteral("planted-err-code"));
    QVERIFY(text(told, "why").startsWith(u"planted-err-code "));
}

void TestCliSandbox::timeMovedAtStartEndsPrepayIdsAndOpensBills()
{
    const QTemporaryDir folder;
    const QString shop = folder.filePath(QStringLiteral("shop"));
    const QString wechat = folder.filePath(QStringLiteral("wechat"));
    const QDate tomorrow =
        QDateTime::currentDateTimeUtc().toOffsetFromUtc(8 * 3600).date().addDays(1);
    Run created;
    {
        Service today(sandboxCall(wechat));
        const QString url = text(today.next(QStringLiteral("listening")), "url");
        created = run(shopCall(QString::fromLatin1(teaOrder), shop, url));
        QVERIFY2(created.status == 0, created.err.constData());
        QVERIFY(post(url + QStringLiteral("/pay/downloadbill"), billRequest(tomorrow))
                .contains("<error_code>"));
        QCOMPARE(today.terminate(), 0);
    }
    Service ahead(sandboxCall(wechat, {QStringLiteral("--ahead"), QStringLiteral("86400")}));
    const QString url = text(ahead.next(QStringLiteral("listening")), "url");
    const QJsonObject late =
        postJson(url + QStringLiteral("/sandbox/requestPayment"), paymentOf(created));
    QVERIFY2(text(late, "why").startsWith(u"prepay-expired "), qPrintable(text(late, "why")));
    const Run micropay = run(shopCall(QString::fromLatin1(teaOrder)
            + QStringLiteral(" --trade-type MICROPAY --auth-code 134567890123456789"),
        shop, url));
    QVERIFY2(micropay.status == 0, micropay.err.constData());
    QVERIFY(post(url + QStringLiteral("/pay/downloadbill"), billRequest(tomorrow))
            .contains(text(micropay.first(), "out_trade_no").toUtf8()));
}

void TestCliSandbox::theFirstLineIsTheListeningOneWhateverFellDueOnTheWay()
{
    const QTemporaryDir folder;
    const QStringList start = sandboxCall(folder.path());
    {
        Service today(start);
        const QString url = text(today.next(QStringLiteral("listening")), "url");
        const Run created = run(shopCall(QString::fromLatin1(teaOrder)
                + QStringLiteral(" --notify-url http://127.0.0.1:1/notify"),
            folder.path(), url));
        QVERIFY2(created.status == 0, created.err.constData());
        postJson(url + QStringLiteral("/sandbox/requestPayment"), paymentOf(created));
        QCOMPARE(today.next(QStringLiteral("delivery")).value(u"attempt").toInt(), 1);
        QCOMPARE(today.terminate(), 0);
    }
    Service later(start + QStringList{QStringLiteral("--ahead"), QStringLiteral("7200")});
    QVERIFY(!text(later.next(QStringLiteral("listening")), "url").isEmpty());
    QCOMPARE(later.next(QStringLiteral("delivery")).value(u"attempt").toInt(), 2);
}

void TestCliSandbox::whatIsWrongIsSaidBeforeItListens_data()
{
    QTest::addColumn<QString>("sentence");
    const auto row = [](const char* line, const char* sentence) {
        QTest::newRow(line) << QString::fromLatin1(sentence);
    };
    row("--https-port 70000", "--https-port takes a whole number");
    row("--refund-time soon", "--refund-time takes seconds");
    row("--ahead -5", "--ahead takes seconds");
    row("--time tomorrow", "--time takes a moment in ISO 8601");
    row("--time 2020-01-01T00:00:00+08:00", "moves forward only");
    row("--time 2099-01-01T00:00:00+08:00 --ahead 5", "leaves no room for --ahead");
    row("--faults nowhere.json", "nowhere.json cannot be read");
    row("--faults {", "not a JSON object");
    row(R"(--faults {"fault":"nope"})", "There is no fault named nope");
    row(R"(--faults {"fault":"repeat","scope":"refund"})", "cannot strike at refund");
}

void TestCliSandbox::whatIsWrongIsSaidBeforeItListens()
{
    QFETCH(const QString, sentence);
    const QTemporaryDir folder;
    const Run wrong =
        run(sandboxCall(folder.path(), QString::fromLatin1(QTest::currentDataTag()).split(u' ')));
    QCOMPARE(wrong.status, 2);
    QCOMPARE(wrong.out, QByteArray());
    QVERIFY2(wrong.err.contains(sentence.toUtf8()), wrong.err.constData());
}

QTEST_GUILESS_MAIN(TestCliSandbox)
#include "tst_clisandbox.moc"

#include "core/orders/exporter.h"
#include "core/orders/import.h"
#include "tests/ordersupport.h"
#include "tests/support.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace paydesk;

/// What goes out of the history and comes in from elsewhere.
class TestOrderFiles : public QObject {
    Q_OBJECT

private slots:
    void anOrderBecomesJson();
    void anOrderBecomesACsvLine();
    void noCellIsAFormula_data();
    void noCellIsAFormula();
    void jsonLinesAreImported();
    void csvIsImported();
    void badImportsNameTheLine_data();
    void badImportsNameTheLine();
};

void TestOrderFiles::anOrderBecomesJson()
{
    Order order = sampleOrder("PD1");
    const QJsonObject json = QJsonDocument::fromJson(orderJson(order)).object();
    QCOMPARE(json.value(u"out_trade_no").toString(), QStringLiteral("PD1"));
    QVERIFY(json.value(u"transaction_id").isNull());
    QVERIFY(json.value(u"paid_at").isNull());
    QCOMPARE(json.value(u"trade_state").toString(), QStringLiteral("NOTPAY"));
    QCOMPARE(json.value(u"total_fee").toInteger(), 1280);
    QCOMPARE(json.value(u"created_at").toString(), QStringLiteral("2026-01-01T12:00:00+08:00"));
    order.totalFee = Fen{largestFen};
    QVERIFY(orderJson(order).contains("\"total_fee\":9999999999"));
    QCOMPARE(QJsonDocument::fromJson(ordersJson({order, order})).array().size(), 2);
    QCOMPARE(ordersJson({}), "[]");
}

void TestOrderFiles::anOrderBecomesACsvLine()
{
    Order order = sampleOrder("PD1");
    order.body = "a, \"b\"";
    QCOMPARE(csvHeader().count(','), csvLine(sampleOrder("PD1")).count(','));
    QCOMPARE(csvLine(order),
        "PD1,,NOTPAY,1280,\"a, \"\"b\"\"\",2026-01-01T12:00:00+08:00,,sandbox,JSAPI,,placed,0,");
}

void TestOrderFiles::noCellIsAFormula_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("cell");
    QTest::newRow("plain") << QByteArray("latte") << QByteArray("latte");
    QTest::newRow("empty") << QByteArray() << QByteArray();
    QTest::newRow("=") << QByteArray("=1+1") << QByteArray("\"'=1+1\"");
    QTest::newRow("+") << QByteArray("+1") << QByteArray("\"'+1\"");
    QTest::newRow("-") << QByteArray("-1") << QByteArray("\"'-1\"");
    QTest::newRow("@") << QByteArray("@SUM(A1)") << QByteArray("\"'@SUM(A1)\"");
    QTest::newRow("tab") << QByteArray("\t=1") << QByteArray("\"'\t=1\"");
    QTest::newRow("return") << QByteArray("\r=1") << QByteArray("\"'\r=1\"");
    QTest::newRow("quoted formula") << QByteArray("=\"a\"") << QByteArray(R"("'=""a""")");
    QTest::newRow("= inside") << QByteArray("a=1") << QByteArray("a=1");
    QTest::newRow("line end") << QByteArray("a\nb") << QByteArray("\"a\nb\"");
}

void TestOrderFiles::noCellIsAFormula()
{
    QFETCH(const QByteArray, text);
    QTEST(csvCell(text), "cell");
}

void TestOrderFiles::jsonLinesAreImported()
{
    const ManualClock clock;
    const auto orders = readImport("\xEF\xBB\xBF{\"out_trade_no\":\"PD1\",\"total_fee\":1280,"
                                   "\"body\":\"拿铁\",\"odd\":[1]}\r\n"
                                   "\n"
                                   "{\"out_trade_no\":\"PD2\",\"total_fee\":\"1\",\"created_at\":"
                                   "\"2025-12-31T23:00:00+08:00\","
                                   "\"sign_type\":\"HMAC-SHA256\",\"openid\":null}\n",
        "shop", clock);
    QVERIFY(orders);
    QCOMPARE(orders->size(), 2);
    const Order& first = orders->at(0);
    QCOMPARE(first.profile, "shop");
    QCOMPARE(first.outTradeNo, "PD1");
    QCOMPARE(first.totalFee, Fen{1280});
    QCOMPARE(first.body, "拿铁");
    QCOMPARE(first.origin, Origin::Imported);
    QCOMPARE(first.state, TradeState::NotPay);
    QCOMPARE(first.createdAt, clock.now());
    QVERIFY(!first.signType);
    QCOMPARE(orders->at(1).createdAt, QDateTime(QDate(2025, 12, 31), QTime(15, 0), Qt::UTC));
    QCOMPARE(orders->at(1).signType, SignType::HmacSha256);
    QVERIFY(readImport("", "shop", clock)->isEmpty());
}

void TestOrderFiles::csvIsImported()
{
    const ManualClock clock;
    const auto orders = readImport(
        "\xEF\xBB\xBFout_trade_no,body,total_fee\r\nPD1,\"a, \"\"b\"\"\nc\",5\r\n\r\nPD2,\"'=1\",6",
        "shop", clock);
    QVERIFY(orders);
    QCOMPARE(orders->size(), 2);
    QCOMPARE(orders->at(0).body, "a, \"b\"\nc");
    QCOMPARE(orders->at(1).body, "=1");
    QCOMPARE(orders->at(1).totalFee, Fen{6});
    const Order again = sampleOrder("PD1");
    const auto exported = readImport(csvHeader() + "\r\n" + csvLine(again) + "\r\n", "shop", clock);
    QVERIFY(exported);
    QCOMPARE(exported->at(0).createdAt, again.createdAt);
}

void TestOrderFiles::badImportsNameTheLine_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("line");
    QTest::addColumn<QString>("field");
    const auto row = [](const char* name, const QByteArray& text, int line, const QString& field) {
        QTest::newRow(name) << text << line << field;
    };
    const QByteArray good = "{\"out_trade_no\":\"PD1\",\"total_fee\":1}\n";
    const QString number = QStringLiteral("out_trade_no");
    const QString amount = QStringLiteral("total_fee");
    row("no JSON", good + "{nope", 2, {});
    row("an array", good + "[]", 2, {});
    row("no number", good + "{\"total_fee\":1}", 2, number);
    row("number too long",
        good + R"({"out_trade_no":")" + QByteArray(33, '1') + R"(","total_fee":1})", 2, number);
    row("number with a blank", R"({"out_trade_no":"P D","total_fee":1})", 1, number);
    row("number twice", good + good, 2, number);
    row("no amount", "\n{\"out_trade_no\":\"PD2\"}", 2, amount);
    row("yuan", good + R"({"out_trade_no":"PD2","total_fee":12.8})", 2, amount);
    row("nothing", R"({"out_trade_no":"PD2","total_fee":0})", 1, amount);
    row("below nothing", R"({"out_trade_no":"PD2","total_fee":-1})", 1, amount);
    row("far too much", R"({"out_trade_no":"PD2","total_fee":1e300})", 1, amount);
    row("leading zero", R"({"out_trade_no":"PD2","total_fee":"01"})", 1, amount);
    row("an object", R"({"out_trade_no":"PD2","total_fee":{}})", 1, amount);
    row("sign type", R"({"out_trade_no":"PD2","total_fee":1,"sign_type":"md5"})", 1,
        QStringLiteral("sign_type"));
    row("time without offset",
        R"({"out_trade_no":"PD2","total_fee":1,"created_at":"2026-01-01T00:00:00"})", 1,
        QStringLiteral("created_at"));
    row("CSV header without amount", "out_trade_no\nPD1\n", 1, {});
    row("CSV cells missing", "out_trade_no,total_fee\nPD1,1\nPD2\n", 3, {});
    row("CSV quote open", "out_trade_no,total_fee\nPD1,\"1\n", 2, {});
    row("CSV after lines in quotes", "out_trade_no,total_fee,body\nPD1,1,\"a\nb\"\nPD2,x,c\n", 4,
        amount);
    row("not UTF-8", "out_trade_no\n\xff\xfe", 1, {});
}

void TestOrderFiles::badImportsNameTheLine()
{
    QFETCH(const QByteArray, text);
    QFETCH(const int, line);
    QFETCH(const QString, field);
    const auto orders = readImport(text, "shop", ManualClock());
    QVERIFY(!orders);
    QCOMPARE(orders.error().id, FailureId::ImportRejected);
    QCOMPARE(orders.error().details.value(QStringLiteral("line")).toInt(), line);
    QCOMPARE(orders.error().details.value(QStringLiteral("field")).toString(), field);
}

QTEST_APPLESS_MAIN(TestOrderFiles)
#include "tst_orderfiles.moc"

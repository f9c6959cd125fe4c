#include "tests/clisupport.h"
#include "tests/fakeserver.h"

#include <QDate>
#include <QDir>
#include <QTcpSocket>
#include <QTemporaryDir>

using namespace paydesk;

namespace {

QString beijingToday()
{
    return QDateTime::currentDateTimeUtc().toOffsetFromUtc(8 * 3600).toString(u"yyyyMMdd");
}

QStringList billCall(const QString& folder, const QString& url, const QStringList& more)
{
    return QStringList{QStringLiteral("bill"), QStringLiteral("--data-dir"), folder,
               QStringLiteral("--gateway"), url}
    + more;
}

/// What a run may leave in the data folder: the history, and nothing of a bill.
bool onlyHistoryIn(const QString& folder)
{
    const QStringList names = QDir(folder).entryList(QDir::AllEntries | QDir::NoDotAndDotDot);
    return std::all_of(names.begin(), names.end(),
        [](const QString& name) { return name.startsWith(u"paydesk.db"); });
}

} // namespace

/// paydesk-cli bill and reconcile, as a script meets them.
class TestCliBill : public QObject {
    Q_OBJECT

private slots:
    void theSandboxsBillOfTodayComesWhole();
    void whatIsWrongIsSaidBeforeAnythingIsSent_data();
    void whatIsWrongIsSaidBeforeAnythingIsSent();
    void aSandboxAheadOfTimeHasTomorrowsBill();
    void aTornBillReachesNeitherStdoutNorTheFile();
    void anInterruptEndsTheDownloadWithNothingLeft();
    void aBillIsReconciledWithTheHistoryRowByRow();
    void whatCannotBeReconciledIsSaid_data();
    void whatCannotBeReconciledIsSaid();
};

void TestCliBill::theSandboxsBillOfTodayComesWhole()
{
    const QTemporaryDir folder;
    Service sandbox({QStringLiteral("sandbox"), QStringLiteral("--port"), QStringLiteral("0"),
        QStringLiteral("--data-dir"), folder.filePath(QStringLiteral("wechat"))});
    const QString url = text(sandbox.next(QStringLiteral("listening")), "url");
    const QString data = folder.filePath(QStringLiteral("data"));
    const QString date = beijingToday();
    const Run none =
        run(billCall(data, url, {QStringLiteral("--date"), date, QStringLiteral("--json")}));
    QCOMPARE(none.status, 4);
    QCOMPARE(text(none.first(), "error"), QStringLiteral("gateway-refused"));

    const Run order =
        run({QStringLiteral("order"), QStringLiteral("create"), QStringLiteral("--data-dir"), data,
            QStringLiteral("--gateway"), url, QStringLiteral("--amount"), QStringLiteral("3.50"),
            QStringLiteral("--body"), QStringLiteral("tea"), QStringLiteral("--trade-type"),
            QStringLiteral("MICROPAY"), QStringLiteral("--auth-code"),
            QStringLiteral("134567890123456789"), QStringLiteral("--json")});
    QVERIFY2(order.status == 0, order.err.constData());
    const QByteArray number = text(order.first(), "out_trade_no").toUtf8();
    if (beijingToday() != date)
        QSKIP("midnight came in between");

    const QStringList wanted{QStringLiteral("--date"), date};
    const Run printed = run(billCall(data, url, wanted));
    QVERIFY2(printed.status == 0, printed.err.constData());
    QVERIFY(printed.out.startsWith("\xEF\xBB\xBF"));
    QVERIFY(printed.out.contains(",`" + number + ",`"));
    const QString file = folder.filePath(QStringLiteral("bill.csv"));
    const Run packed = run(billCall(data, url,
        wanted
            + QStringList{QStringLiteral("--gzip"), QStringLiteral("--output"), file,
                QStringLiteral("--json")}));
    QVERIFY2(packed.status == 0, packed.err.constData());
    QFile kept(file);
    QVERIFY(kept.open(QIODevice::ReadOnly));
    QCOMPARE(kept.readAll(), printed.out);
    const QJsonObject summary = packed.first();
    QCOMPARE(text(summary, "date"), date);
    QCOMPARE(text(summary, "type"), QStringLiteral("ALL"));
    QCOMPARE(text(summary, "file"), file);
    QCOMPARE(summary.value(u"rows").toInt(), 1);
    QCOMPARE(summary.value(u"bytes").toInteger(), printed.out.size());
    QCOMPARE(summary.value(u"totals").toObject().value(u"应结订单总金额").toString(),
        QStringLiteral("3.50"));
    const Run flow = run(billCall(data, url,
        wanted
            + QStringList{
                QStringLiteral("--fund-flow"), QStringLiteral("Basic"), QStringLiteral("--json")}));
    QVERIFY2(flow.status == 0, flow.err.constData());
    QCOMPARE(flow.first().value(u"totals").toObject().value(u"收入金额").toString(),
        QStringLiteral("3.50"));
    QVERIFY(onlyHistoryIn(data));
}

void TestCliBill::whatIsWrongIsSaidBeforeAnythingIsSent_data()
{
    QTest::addColumn<QString>("error");
    const auto row = [](const char* line, const char* error) {
        QTest::newRow(line) << QString::fromLatin1(error);
    };
    row("--type ALL", "field-missing");
    row("--date 20260230", "field-malformed");
    row("--date 20991231", "field-malformed");
    row("--date 20200101", "field-malformed");
    row("--date TODAY --type NOPE", "field-malformed");
    row("--date TODAY --fund-flow Nope", "field-malformed");
    row("--date TODAY --type ALL --fund-flow Basic", "usage-wrong");
    row("--date TODAY --output /nowhere/bill.csv", "file-unwritable");
}

void TestCliBill::whatIsWrongIsSaidBeforeAnythingIsSent()
{
    QFETCH(const QString, error);
    const QTemporaryDir folder;
    const FakeServer server([](const SeenRequest&, QTcpSocket& socket) { socket.close(); });
    QStringList more = QString::fromLatin1(QTest::currentDataTag()).split(u' ');
    more.replaceInStrings(QStringLiteral("TODAY"), beijingToday());
    const Run wrong = run(billCall(
        folder.path(), QString::fromLatin1(server.url()), more << QStringLiteral("--json")));
    QCOMPARE(wrong.status, 2);
    QCOMPARE(text(wrong.first(), "error"), error);
    QVERIFY(!wrong.err.isEmpty());
    QCOMPARE(server.connections, 0);
    QVERIFY(onlyHistoryIn(folder.path()));
}

/// Here tomorrow's bill cannot be had, but in a sandbox where it is tomorrow already.
void TestCliBill::aSandboxAheadOfTimeHasTomorrowsBill()
{
    const QTemporaryDir folder;
    const QString data = folder.filePath(QStringLiteral("client"));
    const QString tomorrow =
        QDateTime::currentDateTimeUtc().toOffsetFromUtc(8 * 3600).addDays(1).date().toString(
            QStringLiteral("yyyyMMdd"));
    for (const bool moved : {false, true}) {
        Service sandbox({QStringLiteral("sandbox"), QStringLiteral("--port"), QStringLiteral("0"),
            QStringLiteral("--data-dir"), folder.filePath(QStringLiteral("sandbox")),
            QStringLiteral("--ahead"), moved ? QStringLiteral("86400") : QStringLiteral("0")});
        const QString url = text(sandbox.next(QStringLiteral("listening")), "url");
        QVERIFY(!url.isEmpty());
        const Run asked = run(
            billCall(data, url, {QStringLiteral("--date"), tomorrow, QStringLiteral("--json")}));
        QCOMPARE(text(asked.first(), "error"),
            moved ? QStringLiteral("gateway-refused") : QStringLiteral("field-malformed"));
        QCOMPARE(asked.status, moved ? 4 : 2); // that day nothing was sold
    }
}

void TestCliBill::aTornBillReachesNeitherStdoutNorTheFile()
{
    const QTemporaryDir folder;
    const FakeServer server([](const SeenRequest&, QTcpSocket& socket) {
        socket.write(httpAnswer("交易时间,商户订单号\r\n`2026-01-01 10:00:00,`PD1\r\n"));
        socket.disconnectFromHost();
    });
    const QString file = folder.filePath(QStringLiteral("bill.csv"));
    for (const QStringList& where :
        {QStringList(), QStringList{QStringLiteral("--output"), file}}) {
        QProcess process;
        process.setProcessEnvironment(cleanEnvironment());
        process.start(programUnderTest(),
            billCall(folder.filePath(QStringLiteral("data")), QString::fromLatin1(server.url()),
                QStringList{QStringLiteral("--date"), beijingToday()} + where));
        // The server answers on this thread.
        QTRY_COMPARE_WITH_TIMEOUT(process.state(), QProcess::NotRunning, patienceMs);
        QCOMPARE(process.exitCode(), 3);
        QCOMPARE(process.readAllStandardOutput(), QByteArray());
        QVERIFY(process.readAllStandardError().contains("bill"));
        QVERIFY(!QFile::exists(file));
    }
    QCOMPARE(server.seen.size(), 2);
    QVERIFY(onlyHistoryIn(folder.filePath(QStringLiteral("data"))));
}

void TestCliBill::anInterruptEndsTheDownloadWithNothingLeft()
{
    const QTemporaryDir folder;
    const FakeServer server([](const SeenRequest&, QTcpSocket& socket) {
        socket.write("HTTP/1.1 200 OK\r\n\r\n交易时间,商户订单号\r\n`2026-01-01 10:00:00,`PD1\r\n");
    });
    const QString bills = folder.filePath(QStringLiteral("bills"));
    QVERIFY(QDir().mkdir(bills));
    QProcess process;
    process.setProcessEnvironment(cleanEnvironment());
    process.start(programUnderTest(),
        billCall(folder.filePath(QStringLiteral("data")), QString::fromLatin1(server.url()),
            {QStringLiteral("--date"), beijingToday(), QStringLiteral("--json"),
                QStringLiteral("--output"), bills + QStringLiteral("/bill.csv")}));
    QTRY_COMPARE_WITH_TIMEOUT(server.seen.size(), 1, patienceMs);
    process.terminate();
    QTRY_COMPARE_WITH_TIMEOUT(process.state(), QProcess::NotRunning, patienceMs);
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    QCOMPARE(process.exitCode(), 6);
    QCOMPARE(QJsonDocument::fromJson(process.readAllStandardOutput()).object().value(u"error"),
        QJsonValue(QStringLiteral("cancelled")));
    QVERIFY(QDir(bills).isEmpty());
    QVERIFY(onlyHistoryIn(folder.filePath(QStringLiteral("data"))));
}

void TestCliBill::aBillIsReconciledWithTheHistoryRowByRow()
{
    const QTemporaryDir folder;
    Service sandbox({QStringLiteral("sandbox"), QStringLiteral("--port"), QStringLiteral("0"),
        QStringLiteral("--data-dir"), folder.filePath(QStringLiteral("wechat"))});
    const QString url = text(sandbox.next(QStringLiteral("listening")), "url");
    const QString data = folder.filePath(QStringLiteral("data"));
    const QString date = beijingToday();
    QStringList numbers;
    for (const char* amount : {"3.50", "4.00"}) {
        const Run order = run({QStringLiteral("order"), QStringLiteral("create"),
            QStringLiteral("--data-dir"), data, QStringLiteral("--gateway"), url,
            QStringLiteral("--amount"), QString::fromLatin1(amount), QStringLiteral("--body"),
            QStringLiteral("tea"), QStringLiteral("--trade-type"), QStringLiteral("MICROPAY"),
            QStringLiteral("--auth-code"),
            QStringLiteral("13456789012345678%1").arg(numbers.size()), QStringLiteral("--json")});
        QVERIFY2(order.status == 0, order.err.constData());
        numbers << text(order.first(), "out_trade_no");
    }
    if (beijingToday() != date)
        QSKIP("midnight came in between");
    const QString file = folder.filePath(QStringLiteral("bill.csv"));
    const Run bill = run(
        billCall(data, url, {QStringLiteral("--date"), date, QStringLiteral("--output"), file}));
    QVERIFY2(bill.status == 0, bill.err.constData());

    const QStringList matched{QStringLiteral("reconcile"), file, QStringLiteral("--json"),
        QStringLiteral("--data-dir"), data};
    const Run clean = run(matched);
    QCOMPARE(clean.status, 0);
    QCOMPARE(clean.lines().size(), 1);
    QCOMPARE(text(clean.first(), "event"), QStringLiteral("reconciled"));
    QCOMPARE(clean.first().value(u"agreeing").toInt(), 2);
    QCOMPARE(clean.first().value(u"history_payments").toObject().value(u"sum").toInt(), 750);

    // A bill with a strange amount, and its totals accordingly; the other payment is not in it.
    QFile kept(file);
    QVERIFY(kept.open(QIODevice::ReadWrite));
    QList<QByteArray> lines = kept.readAll().split('\n');
    lines.removeIf([&](const QByteArray& line) { return line.contains(numbers.at(1).toUtf8()); });
    QByteArray changed = lines.join('\n');
    changed.replace("`3.50", "`3.60").replace("`7.50", "`3.60").replace("`2.0", "`1.0");
    QVERIFY(kept.resize(0) && kept.seek(0) && kept.write(changed) == changed.size());
    kept.close();
    const Run differing = run(matched);
    QVERIFY2(differing.status == 1, differing.err.constData());
    QCOMPARE(differing.lines().size(), 3);
    QCOMPARE(text(differing.lines().at(0), "list"), QStringLiteral("only-ours"));
    QCOMPARE(text(differing.lines().at(0), "out_trade_no"), numbers.at(1));
    const QJsonObject amount = differing.lines().at(1);
    QCOMPARE(text(amount, "reason"), QStringLiteral("amount"));
    QCOMPARE(text(amount, "out_trade_no"), numbers.at(0));
    QCOMPARE(amount.value(u"our_total_fee").toInt(), 350);
    QCOMPARE(amount.value(u"bill_amount").toInt(), 360);
    QCOMPARE(text(amount, "our_state"), QStringLiteral("SUCCESS"));
    QCOMPARE(differing.lines().at(2).value(u"differs").toInt(), 1);
    const Run forPeople =
        run({QStringLiteral("reconcile"), file, QStringLiteral("--data-dir"), data});
    QCOMPARE(forPeople.status, 1);
    QVERIFY(forPeople.out.contains("SUCCESS 3.60"));
    QVERIFY(onlyHistoryIn(data));
}

void TestCliBill::whatCannotBeReconciledIsSaid_data()
{
    QTest::addColumn<QByteArray>("bill");
    QTest::addColumn<QString>("error");
    const auto row = [](const char* line, const QByteArray& bill, const char* error) {
        QTest::newRow(line) << bill << QString::fromLatin1(error);
    };
    row("reconcile", "", "usage-wrong");
    row("reconcile FILE FILE", "", "usage-wrong");
    row("reconcile nowhere.csv", "", "file-unreadable");
    row("reconcile FILE", "", "bill-rejected");
    row("reconcile FILE --date 20260101", "date,amount\n2026-01-01,3\n", "bill-rejected");
    row("reconcile FILE --date 2026-01-01", "", "field-malformed");
    row("reconcile FILE --profile nobody", "", "profile-unknown");
}

void TestCliBill::whatCannotBeReconciledIsSaid()
{
    QFETCH(const QByteArray, bill);
    QFETCH(const QString, error);
    const QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("bill.csv")));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bill) == bill.size());
    file.close();
    const QString data = folder.filePath(QStringLiteral("data"));
    QStringList arguments = QString::fromLatin1(QTest::currentDataTag()).split(u' ');
    arguments.replaceInStrings(QStringLiteral("FILE"), file.fileName());
    const Run wrong =
        run(arguments << QStringLiteral("--json") << QStringLiteral("--data-dir") << data);
    QCOMPARE(wrong.status, 2);
    QCOMPARE(text(wrong.first(), "error"), error);
    QVERIFY(!wrong.err.isEmpty());
    QVERIFY(onlyHistoryIn(data));
}

QTEST_GUILESS_MAIN(TestCliBill)
#include "tst_clibill.moc"

#include "tests/clisupport.h"
#include "tests/fakeserver.h"

#include <QTcpSocket>
#include <QTemporaryDir>

using namespace paydesk;

namespace {

QStringList notifyCall(const QString& folder, const QStringList& more)
{
    return QStringList{QStringLiteral("notify"), QStringLiteral("--order"), QStringLiteral("NO1"),
               QStringLiteral("--data-dir"), folder}
    + more;
}

bool flowersAreOrdered(const QString& folder)
{
    return run({QStringLiteral("import"), QStringLiteral("-"), QStringLiteral("--data-dir"),
                   folder},
               R"({"out_trade_no":"NO1","total_fee":880,"body":"花"})")
               .status
        == 0;
}

QByteArray receipt(const QByteArray& code)
{
    return httpAnswer("<xml><return_code><![CDATA[" + code + "]]></return_code></xml>");
}

} // namespace

/// paydesk-cli notify --fault, against receivers of several kinds.
class TestCliNotify : public QObject {
    Q_OBJECT

private slots:
    void ourListenerAnswersEveryFaultRightly();
    void aReceiverThatAnswersWronglyIsFound_data();
    void aReceiverThatAnswersWronglyIsFound();
    void whoExpandsTheEntityFindsTheSignatureRight();
    void everyFaultOfTheListCanBePrinted();
    void whatIsWrongIsSaid_data();
    void whatIsWrongIsSaid();
};

void TestCliNotify::ourListenerAnswersEveryFaultRightly()
{
    const QTemporaryDir folder;
    QVERIFY(flowersAreOrdered(folder.path()));
    Service listener({QStringLiteral("listen"), QStringLiteral("--port"), QStringLiteral("0"),
        QStringLiteral("--data-dir"), folder.path()});
    const QString url = text(listener.next(QStringLiteral("listening")), "url");
    const Run all = run(notifyCall(folder.path(),
        {QStringLiteral("--to"), url, QStringLiteral("--fault"), QStringLiteral("all"),
            QStringLiteral("--json")}));
    QVERIFY2(all.status == 0, all.out.constData());
    QStringList told;
    for (const QJsonObject& line : all.lines()) {
        QVERIFY(line.value(u"right").toBool());
        told << text(line, "fault") + u' ' + text(line, "return_msg") + u' '
                + text(listener.next(QStringLiteral("notification")), "verdict");
    }
    const QStringList expected{QStringLiteral("tamper bad-signature rejected"),
        QStringLiteral("wrong-key bad-signature rejected"),
        QStringLiteral("wrong-amount amount-mismatch rejected"),
        QStringLiteral("wrong-currency currency-mismatch rejected"),
        QStringLiteral("other-merchant wrong-merchant rejected"),
        QStringLiteral("unsigned bad-signature rejected"),
        QStringLiteral("half malformed rejected"), QStringLiteral("doctype malformed rejected"),
        QStringLiteral("unknown-order unknown-order rejected"),
        QStringLiteral("result-fail OK rejected"), QStringLiteral("repeat OK accepted"),
        QStringLiteral("repeat OK duplicate"), QStringLiteral("second-transaction OK duplicate"),
        QStringLiteral("second-transaction second-transaction rejected")};
    QCOMPARE(told, expected);
}

void TestCliNotify::aReceiverThatAnswersWronglyIsFound_data()
{
    QTest::addColumn<QString>("fault");
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<QString>("expected");
    QTest::addColumn<int>("status");
    const auto row = [](const char* name, const char* fault, const QByteArray& answer,
                         const char* expected, int status) {
        QTest::newRow(name) << QString::fromLatin1(fault) << answer << QString::fromLatin1(expected)
                            << status;
    };
    row("believes another amount", "wrong-amount", receipt("SUCCESS"), "FAIL", 1);
    row("believes what nobody signed", "unsigned", receipt("SUCCESS"), "FAIL", 1);
    row("refuses what nobody signed", "unsigned", receipt("FAIL"), "FAIL", 0);
    row("refuses a repetition", "repeat", receipt("FAIL"), "SUCCESS", 1);
    row("dies of half a message", "half", httpAnswer("", "500 Internal Server Error"), "FAIL", 1);
    row("answers in another form", "repeat", httpAnswer("success"), "SUCCESS", 1);
}

void TestCliNotify::aReceiverThatAnswersWronglyIsFound()
{
    QFETCH(const QString, fault);
    QFETCH(const QByteArray, answer);
    QFETCH(const QString, expected);
    QFETCH(const int, status);
    const QTemporaryDir folder;
    QVERIFY(flowersAreOrdered(folder.path()));
    const FakeServer receiver([&answer](const SeenRequest&, QTcpSocket& socket) {
        socket.write(answer);
        socket.disconnectFromHost();
    });
    const Run sent = runBeside(notifyCall(folder.path(),
        {QStringLiteral("--to"), QString::fromLatin1(receiver.url() + "/notify"),
            QStringLiteral("--fault"), fault, QStringLiteral("--json")}));
    QCOMPARE(sent.status, status);
    QVERIFY(!receiver.seen.isEmpty());
    QCOMPARE(sent.lines().size(), receiver.seen.size());
    QCOMPARE(text(sent.first(), "fault"), fault);
    QCOMPARE(text(sent.first(), "expected"), expected);
    QCOMPARE(sent.first().value(u"right").toBool(), status == 0);
}

void TestCliNotify::whoExpandsTheEntityFindsTheSignatureRight()
{
    const QTemporaryDir folder;
    QVERIFY(flowersAreOrdered(folder.path()));
    const Run printed = run(notifyCall(folder.path(),
        {QStringLiteral("--print"), QStringLiteral("xml"), QStringLiteral("--fault"),
            QStringLiteral("doctype")}));
    QCOMPARE(printed.status, 0);
    QByteArray xml = printed.out.trimmed();
    QVERIFY(xml.startsWith("<!DOCTYPE "));
    QVERIFY(!fromXml(xml));
    xml.remove(0, xml.indexOf("<xml>"));
    xml.replace("&bank;", "OTHERS");
    const auto expanded = fromXml(xml);
    QVERIFY(expanded && verifies(*expanded, key(), SignType::Md5));
}

void TestCliNotify::everyFaultOfTheListCanBePrinted()
{
    const QTemporaryDir folder;
    QVERIFY(flowersAreOrdered(folder.path()));
    const Run list = run({QStringLiteral("notify"), QStringLiteral("--fault"),
        QStringLiteral("list"), QStringLiteral("--json")});
    QCOMPARE(list.status, 0);
    QCOMPARE(list.lines().size(), 12);
    for (const QJsonObject& fault : list.lines()) {
        QVERIFY(!text(fault, "sentence").isEmpty());
        const Run printed = run(notifyCall(folder.path(),
            {QStringLiteral("--print"), QStringLiteral("curl"), QStringLiteral("--fault"),
                text(fault, "fault")}));
        QCOMPARE(printed.status, 0);
        QVERIFY(printed.out.startsWith("curl "));
    }
}

void TestCliNotify::whatIsWrongIsSaid_data()
{
    QTest::addColumn<QStringList>("more");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("no such fault") << QStringList{QStringLiteral("--fault"), QStringLiteral("drop")}
                                   << 2 << QStringLiteral("There are list, all, tamper,");
    QTest::newRow("no such form") << QStringList{QStringLiteral("--fault"),
        QStringLiteral("tamper"), QStringLiteral("--print"), QStringLiteral("json")}
                                  << 2 << QStringLiteral("xml or curl");
    QTest::newRow("nobody listens") << QStringList{QStringLiteral("--fault"),
        QStringLiteral("tamper"), QStringLiteral("--to"), QStringLiteral("http://127.0.0.1:1/n")}
                                    << 3 << QStringLiteral("refuses the connection");
}

void TestCliNotify::whatIsWrongIsSaid()
{
    QFETCH(const QStringList, more);
    QFETCH(const int, status);
    QFETCH(const QString, sentence);
    const QTemporaryDir folder;
    QVERIFY(flowersAreOrdered(folder.path()));
    const Run wrong = run(notifyCall(folder.path(), more));
    QCOMPARE(wrong.status, status);
    QVERIFY2(wrong.err.contains(sentence.toUtf8()), wrong.err.constData());
    QCOMPARE(wrong.out, QByteArray());
}

QTEST_GUILESS_MAIN(TestCliNotify)
#include "tst_clinotify.moc"

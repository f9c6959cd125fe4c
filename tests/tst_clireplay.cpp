#include "tests/clisupport.h"
#include "tests/fakeserver.h"

#include <QTcpSocket>
#include <QTemporaryDir>

using namespace paydesk;

namespace {

const QByteArray success = "<xml><return_code><![CDATA[SUCCESS]]></return_code></xml>";

/// A listener of a history that knows the order NO1 over 880 fen, and one notification of it.
class Shop {
public:
    Shop()
    {
        m_imported = run({QStringLiteral("import"), QStringLiteral("-"),
                             QStringLiteral("--data-dir"), folder.path()},
            R"({"out_trade_no":"NO1","total_fee":880,"body":"flowers"})")
                         .status;
        m_listener.emplace(QStringList{QStringLiteral("listen"), QStringLiteral("--port"),
            QStringLiteral("0"), QStringLiteral("--data-dir"), folder.path()});
        url = text(m_listener->next(QStringLiteral("listening")), "url");
    }

    /// The number it got in the history.
    QString receive(const QByteArray& body)
    {
        post(url, body);
        return QString::number(judged().value(u"exchange").toInteger());
    }
    QJsonObject judged() { return m_listener->next(QStringLiteral("notification")); }
    QStringList call(const QStringList& more) const
    {
        return QStringList{QStringLiteral("replay"), QStringLiteral("--data-dir"), folder.path()}
        + more;
    }
    bool isOpen() const { return m_imported == 0 && !url.isEmpty(); }

    QTemporaryDir folder;
    QString url;

private:
    int m_imported = -1;
    std::optional<Service> m_listener;
};

QByteArray paid()
{
    return signedXml(notice("NO1", "880", "4200000001202601011234567890"));
}

} // namespace

/// paydesk-cli replay: stored notifications, sent again.
class TestCliReplay : public QObject {
    Q_OBJECT

private slots:
    void withoutANumberTheyAreListed();
    void itArrivesByteForByteAsOftenAsAsked();
    void aReplayToPaydeskIsADuplicate();
    void aChangedOneIsSignedAsAsked_data();
    void aChangedOneIsSignedAsAsked();
    void theScheduleEndsWithSuccess();
    void nobodyThereIsTheNetworksFault();
    void theListenerTestsTheWayToItself();
    void whatIsWrongIsSaid_data();
    void whatIsWrongIsSaid();
};

void TestCliReplay::withoutANumberTheyAreListed()
{
    Shop shop;
    QVERIFY(shop.isOpen());
    const QString first = shop.receive(paid());
    const QString second = shop.receive("no xml");
    const Run all = run(shop.call({QStringLiteral("--json")}));
    QCOMPARE(all.status, 0);
    QCOMPARE(all.lines().size(), 2);
    QCOMPARE(QString::number(all.lines().at(0).value(u"exchange").toInteger()), first);
    QCOMPARE(text(all.lines().at(0), "out_trade_no"), QStringLiteral("NO1"));
    QCOMPARE(text(all.lines().at(0), "outcome"), QStringLiteral("ok"));
    QCOMPARE(QString::number(all.lines().at(1).value(u"exchange").toInteger()), second);
    QCOMPARE(text(all.lines().at(1), "outcome"), QStringLiteral("malformed"));
    const Run one = run(
        shop.call({QStringLiteral("--order"), QStringLiteral("NO1"), QStringLiteral("--json")}));
    QCOMPARE(one.lines().size(), 1);
    QVERIFY(run(shop.call({})).out.contains("malformed"));
}

void TestCliReplay::itArrivesByteForByteAsOftenAsAsked()
{
    Shop shop;
    QVERIFY(shop.isOpen());
    const QByteArray body = paid() + "\n ";
    const QString number = shop.receive(body);
    const FakeServer backend(
        [](const SeenRequest&, QTcpSocket& socket) { socket.write(httpAnswer(success)); });
    const Run sent = runBeside(shop.call(
        {number, QStringLiteral("--to"), QString::fromLatin1(backend.url()) + QStringLiteral("/wx"),
            QStringLiteral("--times"), QStringLiteral("3"), QStringLiteral("--every"),
            QStringLiteral("0.05"), QStringLiteral("--json")}));
    QVERIFY2(sent.status == 0, sent.err.constData());
    QCOMPARE(sent.lines().size(), 3);
    QCOMPARE(sent.lines().at(2).value(u"attempt").toInt(), 3);
    QCOMPARE(text(sent.lines().at(2), "outcome"), QStringLiteral("ok"));
    QCOMPARE(sent.lines().at(2).value(u"status").toInt(), 200);
    QCOMPARE(backend.seen.size(), 3);
    for (const SeenRequest& seen : backend.seen) {
        QCOMPARE(seen.body, body);
        QCOMPARE(seen.target, "/wx");
        QCOMPARE(seen.header("Content-Type"), "text/xml");
    }
}

void TestCliReplay::aReplayToPaydeskIsADuplicate()
{
    Shop shop;
    QVERIFY(shop.isOpen());
    const QString number = shop.receive(paid());
    const Run sent = run(shop.call({number, QStringLiteral("--to"), shop.url}));
    QVERIFY2(sent.status == 0, sent.err.constData());
    QCOMPARE(text(shop.judged(), "verdict"), QStringLiteral("duplicate"));
}

void TestCliReplay::aChangedOneIsSignedAsAsked_data()
{
    QTest::addColumn<QStringList>("more");
    QTest::addColumn<QString>("reason");
    QTest::addColumn<int>("status");
    const auto row = [](const char* name, const QByteArray& more, const char* reason, int status) {
        QTest::newRow(name) << QString::fromLatin1(more).split(u' ') << QString::fromLatin1(reason)
                            << status;
    };
    row("rightly, by default", "--set total_fee=1", "amount-mismatch", 1);
    row("rightly", "--set nonce_str=new --sign right", "ok", 0);
    row("not anew", "--set nonce_str=new --sign unchanged", "bad-signature", 1);
    row("wrongly", "--set nonce_str=new --sign wrong-key", "bad-signature", 1);
    row("not at all", "--sign absent", "bad-signature", 1);
    row("with a field less", "--remove transaction_id", "malformed", 1);
    row("with a field more", "--set attach=a=b", "ok", 0);
}

void TestCliReplay::aChangedOneIsSignedAsAsked()
{
    QFETCH(const QStringList, more);
    QFETCH(const QString, reason);
    QFETCH(const int, status);
    Shop shop;
    QVERIFY(shop.isOpen());
    const QString number = shop.receive(paid());
    const Run sent = run(shop.call(QStringList{number, QStringLiteral("--to"), shop.url} + more));
    QCOMPARE(sent.status, status);
    QCOMPARE(text(shop.judged(), "reason"), reason);
    // And so it is printed.
    const Run printed = run(
        shop.call(QStringList{number, QStringLiteral("--print"), QStringLiteral("xml")} + more));
    QCOMPARE(printed.status, 0);
    post(shop.url, printed.out.trimmed());
    QCOMPARE(text(shop.judged(), "reason"), reason);
}

void TestCliReplay::theScheduleEndsWithSuccess()
{
    Shop shop;
    QVERIFY(shop.isOpen());
    const QString number = shop.receive(paid());
    const Run sent = run(shop.call({number, QStringLiteral("--to"), shop.url,
        QStringLiteral("--schedule"), QStringLiteral("--json")}));
    QCOMPARE(sent.status, 0);
    QCOMPARE(sent.lines().size(), 1);
}

void TestCliReplay::nobodyThereIsTheNetworksFault()
{
    Shop shop;
    QVERIFY(shop.isOpen());
    const QString number = shop.receive(paid());
    FakeServer gone({});
    const QString url = QString::fromLatin1(gone.url());
    gone.close();
    const Run sent =
        run(shop.call({number, QStringLiteral("--to"), url, QStringLiteral("--json")}));
    QCOMPARE(sent.status, 3);
    QCOMPARE(text(sent.first(), "outcome"), QStringLiteral("connection-refused"));
}

void TestCliReplay::theListenerTestsTheWayToItself()
{
    // Where nobody listens: the port is taken by a server that was closed again.
    FakeServer gone({});
    const QString url = QString::fromLatin1(gone.url()) + QStringLiteral("/notify");
    gone.close();
    const QTemporaryDir folder;
    Service listener({QStringLiteral("listen"), QStringLiteral("--port"), QStringLiteral("0"),
        QStringLiteral("--data-dir"), folder.path(), QStringLiteral("--self-test"), url});
    QStringList told;
    for (int step = 0; step < 9; ++step) {
        const QJsonObject line = listener.next(QStringLiteral("self-test"));
        told << text(line, "step") + u' ' + text(line, "state");
        QCOMPARE(text(line, "sentence").isEmpty(), text(line, "finding").isEmpty());
    }
    QCOMPARE(told.at(0), QStringLiteral("address warned"));
    QCOMPARE(told.at(2), QStringLiteral("tcp failed"));
    QCOMPARE(told.at(8), QStringLiteral("clock skipped"));
    QCOMPARE(listener.terminate(), 0);
}

void TestCliReplay::whatIsWrongIsSaid_data()
{
    QTest::addColumn<QStringList>("more");
    const auto row = [](const char* name, const QByteArray& more) {
        QTest::newRow(name) << QString::fromLatin1(more).split(u' ');
    };
    row("no such number", "4711");
    row("no number at all", "NO1");
    row("two numbers", "1 2");
    row("no assignment", "NUMBER --set total_fee");
    row("no name", "NUMBER --set =1");
    row("no field name", "NUMBER --set <a>=1");
    row("a strange way to sign", "NUMBER --sign rightly");
    row("a strange form", "NUMBER --print json");
    row("no seconds", "NUMBER --every soon");
    row("less than nothing", "NUMBER --every -1");
    row("never", "NUMBER --times 0");
    row("the schedule and a number of times", "NUMBER --schedule --times 2");
    row("no address", "NUMBER --to nowhere");
}

void TestCliReplay::whatIsWrongIsSaid()
{
    QFETCH(QStringList, more);
    Shop shop;
    QVERIFY(shop.isOpen());
    more.replaceInStrings(QStringLiteral("NUMBER"), shop.receive(paid()));
    const Run refused = run(shop.call(more + QStringList{QStringLiteral("--json")}));
    QCOMPARE(refused.status, 2);
    QVERIFY(!text(refused.first(), "error").isEmpty());
    QVERIFY(!refused.err.isEmpty());
}

QTEST_GUILESS_MAIN(TestCliReplay)
#include "tst_clireplay.moc"

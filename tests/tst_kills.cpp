#include "core/orders/store.h"

#include <QElapsedTimer>
#include <QFile>
#include <QSet>
#include <QStandardPaths>
#include <QTcpSocket>
#include <QTemporaryDir>

#include <algorithm>
#include <csignal>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "clisupport.h"
#include "fakeserver.h"

using namespace paydesk;

namespace {

QStringList words(const char* line)
{
    return QString::fromUtf8(line).split(u' ');
}

/// One message on its way to a listener that may die over it.
class Parcel : public QTcpSocket {
public:
    Parcel(const QUrl& url, const QByteArray& body)
    {
        connectToHost(url.host(), quint16(url.port()));
        write("POST " + url.path().toLatin1() + " HTTP/1.1\r\nHost: " + url.authority().toLatin1()
            + "\r\nContent-Type: text/xml\r\nConnection: close\r\nContent-Length: "
            + QByteArray::number(body.size()) + "\r\n\r\n" + body);
    }

    /// SUCCESS on the wire, whole.
    bool succeeded()
    {
        m_answer += readAll();
        return m_answer.contains("<return_code><![CDATA[SUCCESS]]></return_code>")
            && m_answer.contains("</xml>");
    }

private:
    QByteArray m_answer;
};

QByteArray orderNumber(int n)
{
    return "KILL" + QByteArray::number(n).rightJustified(4, '0');
}

QByteArray message(int n)
{
    return signedXml(notice(orderNumber(n), "100", "42000" + orderNumber(n)));
}

/// How often each order was booked as paid, by the events of the history.
class Bookings {
public:
    explicit Bookings(const QString& folder)
        : m_store(OrderStore::open(folder))
    {
    }

    int of(const QByteArray& number) const
    {
        if (!m_store)
            return -1;
        const auto events = (*m_store)->readNow<QList<OrderEvent>>(
            [&](const OrderReader& reader) { return reader.events("sandbox", number); });
        if (!events)
            return -1;
        return int(std::count_if(events->begin(), events->end(), [](const OrderEvent& event) {
            return event.kind == OrderEvent::Kind::Notification && event.outcome == "ok";
        }));
    }

private:
    Result<std::unique_ptr<OrderStore>> m_store;
};

/// As many rounds as PAYDESK_KILL_ROUNDS says: ./dev soak takes more time than every run has.
int wantedRounds()
{
    constexpr int usual = 8;
    const int wanted = qgetenv("PAYDESK_KILL_ROUNDS").toInt();
    return wanted > 0 ? wanted : usual;
}

} // namespace

/// kill -9 at the moments that hurt: nothing that was told to anybody is lost, nothing happens
/// twice.
class TestKills : public QObject {
    Q_OBJECT

private slots:
    void anOrderKilledBeforeItsAnswerIsInTheHistory();
    void whatTheListenerConfirmedSurvivesIt();
    void everyAnswerComesBehindASync();
    void aKilledSandboxGoesOnDelivering();
};

void TestKills::anOrderKilledBeforeItsAnswerIsInTheHistory()
{
    const QTemporaryDir folder;
    const FakeServer silent([](const SeenRequest&, QTcpSocket&) {});
    QProcess create;
    create.setProcessEnvironment(cleanEnvironment());
    create.start(programUnderTest(),
        words("order create --amount 1.00 --body tea --out-trade-no KILLED01 "
              "--trade-type NATIVE --product-id 1 --gateway")
            << QString::fromLatin1(silent.url()) << QStringLiteral("--data-dir") << folder.path());
    QTRY_COMPARE_WITH_TIMEOUT(silent.seen.size(), 1, patienceMs);
    create.kill();
    QVERIFY(create.waitForFinished(patienceMs));
    {
        const auto store = OrderStore::open(folder.path());
        QVERIFY(store.has_value());
        const auto order = (*store)->readNow<std::optional<Order>>(
            [](const OrderReader& reader) { return reader.find("sandbox", "KILLED01"); });
        QVERIFY(order && *order);
        QCOMPARE(tradeStateName((*order)->state), QByteArray("NOTPAY"));
        QVERIFY((*order)->nextQueryAt.isValid());
    }

    // A gateway that never heard of it, then one that had heard: both answers make sense.
    const QTemporaryDir wechat;
    Service sandbox(words("sandbox --port 0 --data-dir") << wechat.path());
    const QString base = text(sandbox.next(QStringLiteral("listening")), "url");
    const QStringList query = words("order query KILLED01 --json --data-dir")
        << folder.path() << QStringLiteral("--gateway") << base;
    const Run unheard = run(query);
    QCOMPARE(unheard.status, 4);
    QVERIFY2(unheard.err.contains("ORDERNOTEXIST"), unheard.err.constData());
    const QByteArray answer =
        post(base + QStringLiteral("/pay/unifiedorder"), silent.seen.constFirst().body);
    QVERIFY2(answer.contains("prepay_id"), answer.constData());
    const Run heard = run(query);
    QVERIFY2(heard.status == 0, heard.err.constData());
    QCOMPARE(text(heard.first(), "trade_state"), QStringLiteral("NOTPAY"));
    QCOMPARE(run(words("orders --json --data-dir") << folder.path()).lines().size(), 1);
}

void TestKills::whatTheListenerConfirmedSurvivesIt()
{
    const int rounds = wantedRounds();
    constexpr int perRound = 7;
    const QTemporaryDir folder;
    QByteArray orders = "out_trade_no,total_fee\n";
    for (int n = 0; n < rounds * perRound; ++n)
        orders += orderNumber(n) + ",100\n";
    QCOMPARE(run(words("import - --data-dir") << folder.path(), orders).status, 0);

    const QStringList listen = words("listen --port 0 --data-dir") << folder.path();
    QSet<int> confirmed;
    qint64 slowest = 0; // milliseconds from the start to listening
    for (int round = 0; round < rounds; ++round) {
        QElapsedTimer timer;
        timer.start();
        Service listener(listen);
        const QUrl url(text(listener.next(QStringLiteral("listening")), "url"));
        QVERIFY(url.isValid());
        slowest = std::max(slowest, timer.elapsed());
        std::vector<std::unique_ptr<Parcel>> parcels;
        parcels.reserve(perRound);
        for (int n = 0; n < perRound; ++n)
            parcels.push_back(std::make_unique<Parcel>(url, message(round * perRound + n)));
        // Killed when none, one, two … or all of the messages of this round were confirmed.
        const auto answered = [&parcels] {
            return std::count_if(parcels.begin(), parcels.end(),
                [](const std::unique_ptr<Parcel>& parcel) { return parcel->succeeded(); });
        };
        const auto sent = [&parcels] {
            return std::all_of(
                parcels.begin(), parcels.end(), [](const std::unique_ptr<Parcel>& parcel) {
                    return parcel->state() != QTcpSocket::ConnectingState
                        && parcel->bytesToWrite() == 0;
                });
        };
        QTRY_VERIFY_WITH_TIMEOUT(sent() && answered() >= round % (perRound + 1), patienceMs);
        listener.kill();
        for (int n = 0; n < perRound; ++n) {
            Parcel& parcel = *parcels.at(std::size_t(n));
            QTRY_COMPARE_WITH_TIMEOUT(parcel.state(), QTcpSocket::UnconnectedState, patienceMs);
            if (parcel.succeeded())
                confirmed.insert(round * perRound + n);
        }
    }
    QVERIFY(!confirmed.isEmpty());
    {
        const Bookings bookings(folder.path());
        for (const int n : std::as_const(confirmed))
            QCOMPARE(bookings.of(orderNumber(n)), 1);
    }

    // WeChat repeats what was not confirmed, and sometimes what was.
    Service listener(listen);
    const QString url = text(listener.next(QStringLiteral("listening")), "url");
    for (int n = 0; n < rounds * perRound; ++n) {
        QVERIFY(post(url, message(n)).contains("SUCCESS"));
        const QString verdict = text(listener.next(QStringLiteral("notification")), "verdict");
        QVERIFY(verdict == u"duplicate" || (verdict == u"accepted" && !confirmed.contains(n)));
    }
    const Bookings bookings(folder.path());
    for (int n = 0; n < rounds * perRound; ++n)
        QCOMPARE(bookings.of(orderNumber(n)), 1);
    qInfo("%d kills, %d of %d notifications confirmed before; slowest start to listening %lld ms",
        rounds, int(confirmed.size()), rounds * perRound, slowest);
    QCOMPARE(run(words("orders --json --state SUCCESS --data-dir") << folder.path()).lines().size(),
        rounds * perRound);
}

/// What the kernel saw, of notifications that come one after the other: between two answers the
/// history was synced.
void TestKills::everyAnswerComesBehindASync()
{
#ifdef Q_OS_LINUX
    constexpr int messages = 10;
    const QString strace = QStandardPaths::findExecutable(QStringLiteral("strace"));
    if (strace.isEmpty())
        QSKIP("strace is not installed.");
    const QTemporaryDir folder;
    QByteArray orders = "out_trade_no,total_fee\n";
    for (int n = 0; n < messages; ++n)
        orders += orderNumber(n) + ",100\n";
    QCOMPARE(run(words("import - --data-dir") << folder.path(), orders).status, 0);
    const QString record = folder.filePath(QStringLiteral("calls.txt"));
    QProcess listener;
    listener.setProcessEnvironment(cleanEnvironment());
    listener.start(strace,
        words("-f -s 32 -e trace=fsync,fdatasync,write,writev,sendto,sendmsg -o")
            << record << programUnderTest() << words("listen --port 0 --data-dir")
            << folder.path());
    const bool spoke = QTest::qWaitFor(
        [&] { return listener.canReadLine() || listener.state() == QProcess::NotRunning; },
        patienceMs);
    if (!spoke || !listener.canReadLine())
        QSKIP("This system lets nobody trace a process.");
    const QString url = text(QJsonDocument::fromJson(listener.readLine()).object(), "url");
    for (int n = 0; n < messages; ++n)
        QVERIFY(post(url, message(n)).contains("SUCCESS"));
    QFile file(record);
    QVERIFY(file.open(QIODevice::ReadOnly));
    // strace itself ends when what it traces has: every line begins with a thread's number, the
    // first one's is the process's.
    const int process = file.readLine().trimmed().split(' ').constFirst().toInt();
    QVERIFY(process > 1 && ::kill(process, SIGTERM) == 0);
    QVERIFY(listener.waitForFinished(patienceMs));
    QVERIFY(file.seek(0));
    int answers = 0;
    bool synced = false;
    while (!file.atEnd()) {
        const QByteArray call = file.readLine();
        // The second half of a call that another thread's interrupted is where it returns.
        const bool sync = call.contains("fdatasync(") || call.contains("fsync(")
            || call.contains("fdatasync resumed") || call.contains("fsync resumed");
        if (sync && call.contains("= 0"))
            synced = true;
        if (call.contains("\"HTTP/1.1 200")) {
            QVERIFY2(synced, call.constData());
            synced = false;
            ++answers;
        }
    }
    qInfo("%d answers, each behind a sync of its own", answers);
    QCOMPARE(answers, messages);
#else
    QSKIP("strace is a tool of Linux.");
#endif
}

void TestKills::aKilledSandboxGoesOnDelivering()
{
    const QTemporaryDir folder;
    const QTemporaryDir wechat;
    bool accepts = false;
    const FakeServer shop([&accepts](const SeenRequest&, QTcpSocket& socket) {
        const QByteArray word = accepts ? "SUCCESS" : "FAIL";
        socket.write(httpAnswer("<xml><return_code><![CDATA[" + word + "]]></return_code></xml>"));
    });
    const QStringList start = words("sandbox --port 0 --retry-schedule "
                                    "0.01,0.01,0.01,0.01,0.01,0.01,0.01,0.01,0.01,3600 --data-dir")
        << wechat.path();
    {
        Service sandbox(start);
        const QString base = text(sandbox.next(QStringLiteral("listening")), "url");
        const Run created = run(words("order create --amount 1.00 --body tea --json --data-dir")
            << folder.path() << QStringLiteral("--gateway") << base
            << QStringLiteral("--notify-url") << QString::fromLatin1(shop.url() + "/notify"));
        QVERIFY2(created.status == 0, created.err.constData());
        QJsonObject call = created.first().value(u"requestPayment").toObject();
        call.insert(QStringLiteral("appId"), QString::fromUtf8(sandboxProfile().appid));
        QCOMPARE(text(postJson(base + QStringLiteral("/sandbox/requestPayment"), call), "errMsg"),
            QStringLiteral("requestPayment:ok"));
        QTRY_VERIFY_WITH_TIMEOUT(shop.seen.size() >= 2, patienceMs);
        sandbox.kill();
    }
    const qsizetype before = shop.seen.size();
    accepts = true;
    Service again(start);
    const QJsonObject delivery = again.next(QStringLiteral("delivery"));
    QCOMPARE(text(delivery, "outcome"), QStringLiteral("ok"));
    // It counts on: a delivery whose answer it did not live to read is made again.
    QVERIFY(delivery.value(u"attempt").toInt() >= before);
    // More than one when the last message before the kill was still on its way.
    QVERIFY(shop.seen.size() > before);
    const auto first = fromXml(shop.seen.constFirst().body);
    const auto last = fromXml(shop.seen.constLast().body);
    QVERIFY(first && last);
    QCOMPARE(last->value("transaction_id"), first->value("transaction_id"));
    QCOMPARE(again.terminate(), 0);
}

QTEST_GUILESS_MAIN(TestKills)
#include "tst_kills.moc"

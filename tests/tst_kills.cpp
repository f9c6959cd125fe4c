#include "core/orders/store.h"

#include <QJsonArray>
#include <QSet>
#include <QTcpSocket>
#include <QTemporaryDir>

#include <algorithm>
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

/// How often the order was booked as paid, by the events of its history.
int bookings(const QString& folder, const QByteArray& number)
{
    const Run show =
        run(words("order show --json --data-dir") << folder << QString::fromLatin1(number));
    const QJsonArray events = show.first().value(u"events").toArray();
    return int(std::count_if(events.begin(), events.end(), [](const QJsonValue& event) {
        return text(event.toObject(), "kind") == QStringLiteral("notification")
            && text(event.toObject(), "outcome") == QStringLiteral("ok");
    }));
}

} // namespace

/// kill -9 at the moments that hurt: nothing that was told to anybody is lost, nothing happens
/// twice.
class TestKills : public QObject {
    Q_OBJECT

private slots:
    void anOrderKilledBeforeItsAnswerIsInTheHistory();
    void whatTheListenerConfirmedSurvivesIt();
    void aKilledSandboxGoesOnDelivering();
};

void TestKills::anOrderKilledBeforeItsAnswerIsInTheHistory()
{
    const QTemporaryDir folder;
    const FakeServer silent([](const SeenRequest&, QTcpSocket&) {});
    QProcess create;
    create.setProcessEnvironment(cleanEnvironment());
    create.start(QStringLiteral(PAYDESK_CLI),
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
    constexpr int rounds = 8;
    constexpr int perRound = 3;
    const QTemporaryDir folder;
    QByteArray orders = "out_trade_no,total_fee\n";
    for (int n = 0; n < rounds * perRound; ++n)
        orders += orderNumber(n) + ",100\n";
    QCOMPARE(run(words("import - --data-dir") << folder.path(), orders).status, 0);

    const QStringList listen = words("listen --port 0 --data-dir") << folder.path();
    QSet<int> confirmed;
    for (int round = 0; round < rounds; ++round) {
        Service listener(listen);
        const QUrl url(text(listener.next(QStringLiteral("listening")), "url"));
        QVERIFY(url.isValid());
        std::vector<std::unique_ptr<Parcel>> parcels;
        parcels.reserve(perRound);
        for (int n = 0; n < perRound; ++n)
            parcels.push_back(std::make_unique<Parcel>(url, message(round * perRound + n)));
        // Killed when none, one, two or all of the messages of this round were confirmed.
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
    for (const int n : std::as_const(confirmed))
        QCOMPARE(bookings(folder.path(), orderNumber(n)), 1);

    // WeChat repeats what was not confirmed, and sometimes what was.
    Service listener(listen);
    const QString url = text(listener.next(QStringLiteral("listening")), "url");
    for (int n = 0; n < rounds * perRound; ++n) {
        QVERIFY(post(url, message(n)).contains("SUCCESS"));
        const QString verdict = text(listener.next(QStringLiteral("notification")), "verdict");
        QVERIFY(verdict == u"duplicate" || (verdict == u"accepted" && !confirmed.contains(n)));
        QCOMPARE(bookings(folder.path(), orderNumber(n)), 1);
    }
    QCOMPARE(run(words("orders --json --state SUCCESS --data-dir") << folder.path()).lines().size(),
        rounds * perRound);
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

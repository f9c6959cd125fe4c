// Notifications of refunds as they should not be, from the sandbox's own fault menu, at a real desk
// with the query jobs behind it.

#include "core/base/wording.h"
#include "tests/refundshop.h"

#include <QPointer>
#include <QSignalSpy>
#include <QTcpSocket>
#include <QTest>
#include <QUrl>

#include <array>
#include <random>

using namespace paydesk;
using namespace std::chrono_literals;

namespace {

using Fate = Road::Fate;

RefundDraft toldDraft(const RefundShop& shop, const QByteArray& outRefundNo, qint64 fee)
{
    RefundDraft draft = draftOf(outRefundNo, fee);
    draft.notifyUrl = shop.desk->url();
    return draft;
}

bool plantAt(SandboxServer& sandbox, FaultKind kind, const char* scope)
{
    Fault fault;
    fault.kind = kind;
    fault.scope = scope;
    return sandbox.plant(fault).has_value();
}

/// What the desk answers to this message, whoever sends it.
QByteArray postTo(const QByteArray& url, const QByteArray& body)
{
    const QUrl address(QString::fromLatin1(url));
    QTcpSocket socket;
    socket.connectToHost(QHostAddress::LocalHost, quint16(address.port()));
    socket.write("POST /notify HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
                 "Content-Type: text/xml\r\nContent-Length: "
        + QByteArray::number(body.size()) + "\r\n\r\n" + body);
    [[maybe_unused]] const bool closed =
        waitUntil([&socket] { return socket.state() == QTcpSocket::UnconnectedState; });
    const QByteArray answer = socket.readAll();
    return answer.mid(answer.indexOf("\r\n\r\n") + 4);
}

QByteArrayList verdictsOf(const QList<Judgement>& judged)
{
    QByteArrayList words;
    for (const Judgement& judgement : judged)
        words += verdictName(judgement.verdict) + ' ' + judgement.reason;
    return words;
}

} // namespace

class TestRefundFaults : public QObject {
    Q_OBJECT

private slots:
    void aFaultyNoticeIsRefusedAndItsRepetitionTaken_data();
    void aFaultyNoticeIsRefusedAndItsRepetitionTaken();
    void aRepeatedNoticeIsTakenOnce();
    void noticesMayOvertakeEachOther();
    void anOrderWhosePaymentWasNotHeardIsAskedForFirst();
    void randomSequencesNeverRefundTwiceOrTooMuch();
};

void TestRefundFaults::aFaultyNoticeIsRefusedAndItsRepetitionTaken_data()
{
    QTest::addColumn<FaultKind>("fault");
    QTest::addColumn<QByteArrayList>("verdicts"); // of the first notice; empty: it never came
    QTest::addColumn<QByteArray>("trouble");
    const auto row = [](FaultKind fault, const QByteArrayList& verdicts, const char* trouble = "") {
        QTest::newRow(faultCard(fault).id) << fault << verdicts << QByteArray(trouble);
    };
    // The changed block is noise; once in a long while noise is UTF-8.
    row(FaultKind::Tamper, {"rejected bad-signature", "rejected malformed"});
    row(FaultKind::WrongKey, {"rejected bad-signature"});
    row(FaultKind::Unsigned, {"rejected malformed"});
    row(FaultKind::WrongAmount, {"rejected amount-mismatch"}, "amount-mismatch");
    row(FaultKind::OtherMerchant, {"rejected wrong-merchant"});
    row(FaultKind::Drop, {});
}

void TestRefundFaults::aFaultyNoticeIsRefusedAndItsRepetitionTaken()
{
    QFETCH(const FaultKind, fault);
    QFETCH(const QByteArrayList, verdicts);
    QFETCH(const QByteArray, trouble);
    RefundShop shop;
    QVERIFY(shop.sell());
    shop.openDesk(false);
    QSignalSpy delivered(&shop.sandbox, &SandboxServer::delivered);
    QVERIFY(plantAt(shop.sandbox, fault, notificationScope));
    QVERIFY(shop.refund(toldDraft(shop, "RF1", 300)));
    const RefundTotals before = shop.totals();
    shop.clock.advance(2s);
    QVERIFY(waitUntil([&] { return delivered.size() == 1; }));
    const qsizetype heard = verdicts.isEmpty() ? 0 : 1;
    QCOMPARE(shop.judged.size(), heard);
    if (heard > 0)
        QVERIFY2(verdicts.contains(verdictsOf(shop.judged).constFirst()),
            verdictsOf(shop.judged).constFirst().constData());
    QVERIFY(!shop.kept("RF1").held);
    QCOMPARE(shop.kept("RF1").trouble, trouble);
    QCOMPARE(shop.order().trouble, trouble);
    QCOMPARE(shop.totals(), before);
    // WeChat sends it again, as it should be.
    shop.clock.advance(15s);
    QVERIFY(waitUntil([&] { return delivered.size() == 2; }));
    QCOMPARE(verdictsOf(shop.judged).constLast(), "accepted ok");
    QVERIFY(waitUntil([&] { return shop.totals().refunded == Fen{300}; }));
    QVERIFY(isOver(shop.kept("RF1")));
    QCOMPARE(shop.kept("RF1").trouble, "");
    QCOMPARE(shop.order().trouble, trouble);
}

void TestRefundFaults::aRepeatedNoticeIsTakenOnce()
{
    RefundShop shop;
    QVERIFY(shop.sell());
    shop.openDesk(false);
    QVERIFY(plantAt(shop.sandbox, FaultKind::Repeat, notificationScope));
    QVERIFY(shop.refund(toldDraft(shop, "RF1", 300)));
    shop.clock.advance(2s);
    QVERIFY(waitUntil([&] { return shop.judged.size() == 2; }));
    QCOMPARE(verdictsOf(shop.judged), (QByteArrayList{"accepted ok", "duplicate ok"}));
    QVERIFY(waitUntil([&] { return isOver(shop.kept("RF1")); }));
    QVERIFY(postTo(shop.desk->url(), shop.received.constFirst()).contains("SUCCESS"));
    QCOMPARE(verdictsOf(shop.judged).constLast(), "duplicate ok");
    QVERIFY(isOver(shop.kept("RF1")));
    QCOMPARE(shop.totals(), (RefundTotals{Fen{300}, Fen{300}, 1}));
}

void TestRefundFaults::noticesMayOvertakeEachOther()
{
    RefundShop shop;
    QVERIFY(shop.sell());
    shop.openDesk(false);
    QVERIFY(plantAt(shop.sandbox, FaultKind::Reorder, notificationScope));
    QVERIFY(shop.refund(toldDraft(shop, "RF1", 300)));
    QVERIFY(shop.refund(toldDraft(shop, "RF2", 500)));
    shop.clock.advance(2s);
    QVERIFY(waitUntil([&] { return shop.judged.size() == 2; }));
    QCOMPARE(verdictsOf(shop.judged), (QByteArrayList{"accepted ok", "accepted ok"}));
    QCOMPARE(shop.judged.at(0).outRefundNo, "RF2");
    QCOMPARE(shop.judged.at(1).outRefundNo, "RF1");
    QVERIFY(waitUntil([&] { return shop.totals().refunded == Fen{800}; }));
    QCOMPARE(shop.totals(), (RefundTotals{Fen{800}, Fen{800}, 2}));
}

void TestRefundFaults::anOrderWhosePaymentWasNotHeardIsAskedForFirst()
{
    RefundShop shop;
    QVERIFY(shop.sell(false));
    shop.openDesk(false);
    // Begun by another program of this merchant.
    const Answer theirs = RefundShop::answerOf(shop.straight->call(endpoints::refund,
        {{"out_trade_no", number}, {"out_refund_no", "THEIRS"},
            {"total_fee", QByteArray::number(price)}, {"refund_fee", "1000"},
            {"notify_url", shop.desk->url()}},
        SignType::Md5));
    QVERIFY(theirs.fields);
    // The sandbox plans the next repetition when it has heard the answer to the last.
    const QSignalSpy delivered(&shop.sandbox, &SandboxServer::delivered);
    shop.clock.advance(2s);
    QVERIFY(waitUntil([&] { return shop.state() == TradeState::Refund && delivered.size() == 1; }));
    QVERIFY(shop.order().paidAt.isValid() && !shop.order().openid.isEmpty());
    QVERIFY(!shop.order().held);
    shop.clock.advance(15s);
    QVERIFY(
        waitUntil([&] { return shop.totals().refunded == Fen{1000} && delivered.size() == 2; }));
    shop.clock.advance(15s);
    QVERIFY(waitUntil([&] { return shop.judged.size() == 3; }));
    QCOMPARE(verdictsOf(shop.judged),
        (QByteArrayList{"rejected ambiguous", "rejected ambiguous", "duplicate ok"}));
}

namespace {

/// What a run met on its way.
struct Counts {
    int accepted = 0;
    int lost = 0;
    int killed = 0;
    int planted = 0;
    int sentAgain = 0;
    int judged = 0;

    Counts& operator+=(const Counts& other)
    {
        accepted += other.accepted;
        lost += other.lost;
        killed += other.killed;
        planted += other.planted;
        sentAgain += other.sentAgain;
        judged += other.judged;
        return *this;
    }
};

/// One run: refunds, queries, deaths and faults in random order, on a road that loses messages
/// while it storms, with notifications that come, come again and come late, and with both query
/// jobs at work.
class RandomRun {
public:
    explicit RandomRun(unsigned seed)
        : m_random(seed)
        , shop([this](const SeenRequest&, int) { return fate(); })
    {
        if (!shop.sell())
            qFatal("nothing was sold");
        shop.openDesk(true);
        m_stormy = true;
    }

    void step()
    {
        const QByteArray& wanted = numbers.at(pick(int(numbers.size())));
        if (pick(3) == 0)
            plantSomething();
        switch (pick(10)) {
        case 0:
            return die(wanted);
        case 1:
        case 2:
            return sendAgain();
        case 3:
        case 4:
            (void)shop.query(pick(2) == 0 ? wanted : QByteArray());
            return;
        case 5:
        case 6:
            return pass(20s);
        default:
            return refund(wanted);
        }
    }

    /// No more is counted than was returned, no more is returned than was paid, and each number
    /// stands for one amount.
    bool holds() const
    {
        const RefundTotals totals = shop.totals(); // before the books, which only grow
        qint64 returned = 0;
        qint64 confirmable = 0;
        bool same = true;
        for (const RefundReport& truth : shop.books()) {
            const Refund kept = shop.kept(truth.outRefundNo);
            returned += truth.fee.value;
            confirmable += truth.state == RefundState::Success ? truth.fee.value : 0;
            same = same && kept.fee == truth.fee && countsAgainstOrder(kept);
        }
        return same && returned <= price && totals.committed.value <= price
            && totals.refunded.value <= confirmable;
    }

    /// Fine weather: what the jobs and the notifications do by themselves in the days after.
    bool comesToRest()
    {
        m_stormy = false;
        shop.sandbox.clearFaults();
        for (int hour = 0; hour < 24 * 6 && !rests(); ++hour) {
            pass(1h);
            settle();
        }
        return rests();
    }

    /// Until what was due has been asked and answered: an hour that passes over a question on its
    /// way is its deadline.
    void settle()
    {
        const bool claimed = waitUntil([this] {
            const QList<Refund> kept = shop.kept();
            return std::none_of(kept.begin(), kept.end(), [this](const Refund& refund) {
                return refund.nextQueryAt.isValid() && refund.nextQueryAt <= shop.clock.now();
            });
        });
        // Behind the claims in the storage thread's queue: their answers are posted by now.
        const bool asked =
            shop.store->writeNow<bool>([](OrderWriter&) { return true; }).has_value();
        const bool answered = waitUntil([this] {
            QCoreApplication::processEvents();
            return shop.gateway->findChildren<Call*>().isEmpty();
        });
        if (!claimed || !asked || !answered)
            qFatal("the query job stands still");
    }

    /// The history and the sandbox's books agree in every fen.
    bool rests() const
    {
        qint64 returned = 0;
        for (const RefundReport& truth : shop.books())
            returned += truth.fee.value;
        const RefundTotals totals = shop.totals();
        return totals.refunded == Fen{returned} && totals.committed == Fen{returned};
    }

    /// Time goes by here, and as much more at WeChat, whose notifications have their turn on the
    /// way.
    void pass(std::chrono::milliseconds time)
    {
        shop.clock.advance(time);
        const QSignalSpy moved(&shop.sandbox, &SandboxServer::timeMoved);
        shop.sandbox.moveTime(time);
        if (!waitUntil([&moved] { return !moved.isEmpty(); }))
            qFatal("the sandbox's time stands still");
    }

    const QByteArrayList numbers{"RF0", "RF1", "RF2", "RF3", "RF4"};

private:
    std::mt19937 m_random;
    bool m_stormy = false;

public:
    RefundShop shop;
    Counts counts;

private:
    int pick(int count) { return int(m_random() % quint32(count)); }

    Fate fate()
    {
        const int draw = m_stormy ? pick(6) : 5;
        counts.lost += draw < 2;
        return draw == 0 ? Fate::RequestLost : draw == 1 ? Fate::AnswerLost : Fate::Arrives;
    }

    void plantSomething()
    {
        constexpr std::array answers{
            FaultKind::SystemError, FaultKind::Tamper, FaultKind::Unsigned, FaultKind::WrongKey};
        constexpr std::array notices{FaultKind::Repeat, FaultKind::Reorder, FaultKind::Delay,
            FaultKind::Drop, FaultKind::Tamper, FaultKind::Unsigned, FaultKind::WrongKey,
            FaultKind::WrongAmount, FaultKind::OtherMerchant};
        counts.planted += pick(2) == 0
            ? plantAt(shop.sandbox, answers.at(std::size_t(pick(answers.size()))),
                  endpoints::refund.name)
            : plantAt(
                  shop.sandbox, notices.at(std::size_t(pick(notices.size()))), notificationScope);
    }

    void refund(const QByteArray& wanted)
    {
        const qint64 known = shop.kept(wanted).fee.value;
        const qint64 fee = known > 0 && pick(2) == 0 ? known : 100 + 100 * pick(8);
        counts.accepted += shop.refund(toldDraft(shop, wanted, fee)).has_value();
    }

    /// A process that dies in the middle of a refund, with its desk and its jobs.
    void die(const QByteArray& wanted)
    {
        const QPointer<RefundOrder> journey =
            new RefundOrder(*shop.gateway, *shop.store, shop.clock);
        journey->start(toldDraft(shop, wanted, 100 + 100 * pick(8)));
        int rounds = pick(30);
        [[maybe_unused]] const bool over = waitUntil([&rounds] { return --rounds < 0; });
        delete journey; // unless it came to its end
        shop.restart();
        ++counts.killed;
    }

    /// An older message once more, from whoever has kept it.
    void sendAgain()
    {
        if (shop.received.isEmpty())
            return;
        (void)postTo(shop.desk->url(), shop.received.at(pick(int(shop.received.size()))));
        ++counts.sentAgain;
    }
};

} // namespace

/// What must hold whatever happened: the sandbox's books are the truth.
void TestRefundFaults::randomSequencesNeverRefundTwiceOrTooMuch()
{
    Counts all;
    for (unsigned seed = 1; seed <= 12; ++seed) {
        RandomRun run(seed);
        const QByteArray name = "seed " + QByteArray::number(seed);
        for (int step = 0; step < 25; ++step) {
            run.step();
            QVERIFY2(run.holds(), name.constData());
        }
        QVERIFY2(run.comesToRest(), name.constData());
        // A day of late notifications changes nothing any more.
        run.pass(24h);
        QVERIFY2(run.rests(), name.constData());
        for (const Refund& refund : run.shop.kept())
            QVERIFY2(isOver(refund), name.constData());
        all += run.counts;
        all.judged += int(run.shop.judged.size());
    }
    qInfo("%d refunds accepted, %d messages lost, %d deaths, %d faults, %d notices judged, %d of "
          "them sent again",
        all.accepted, all.lost, all.killed, all.planted, all.judged, all.sentAgain);
    QVERIFY(all.accepted > 0 && all.lost > 0 && all.killed > 0 && all.planted > 0);
    QVERIFY(all.judged > all.sentAgain && all.sentAgain > 0);
}

QTEST_GUILESS_MAIN(TestRefundFaults)
#include "tst_refundfaults.moc"

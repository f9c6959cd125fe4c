#include "tests/sandboxsupport.h"

#include <QJsonArray>
#include <QTemporaryDir>
#include <QTimeZone>

#include <optional>
#include <set>

using namespace paydesk;
using namespace std::chrono_literals;

namespace {

QJsonObject faultOrder(const char* fault, const char* scope, int times = 1)
{
    return {{QStringLiteral("fault"), QString::fromLatin1(fault)},
        {QStringLiteral("scope"), QString::fromLatin1(scope)}, {QStringLiteral("times"), times}};
}

QJsonArray inForce(const SandboxAnswer& answer)
{
    return answer.json().value(QStringLiteral("faults")).toArray();
}

/// A call that is not waited for: the clock has to be moved before its answer comes.
class PendingCall {
public:
    PendingCall(const SandboxUnderTest& sandbox, const QByteArray& path, const QByteArray& body)
    {
        m_socket.connectToHost(QHostAddress(QHostAddress::LocalHost), sandbox.port);
        m_socket.write("POST " + path
            + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
              "Content-Length: "
            + QByteArray::number(body.size()) + "\r\n\r\n" + body);
    }

    QByteArray received()
    {
        m_all += m_socket.readAll();
        return m_all;
    }
    bool isOver() const { return m_socket.state() == QAbstractSocket::UnconnectedState; }

private:
    QTcpSocket m_socket;
    QByteArray m_all;
};

} // namespace

/// What only a pretended WeChat has: faults that were planted, and a time that can be moved.
class TestSandboxFaults : public QObject {
    Q_OBJECT

private slots:
    void init() { m_clock.emplace(); }
    void everyFaultOfTheMenuCanBePlantedListedAndCleared();
    void aFaultThatCannotStrikeIsRefused_data();
    void aFaultThatCannotStrikeIsRefused();
    void aListTakesThePlaceOfWhatWasThere();
    void aFaultStrikesAsOftenAsItWasTold();
    void answersAreStruck_data();
    void answersAreStruck();
    void theEffectComesBeforeOrAfterTheFault_data();
    void theEffectComesBeforeOrAfterTheFault();
    void aLateAnswerComesLate();
    void halfAnAnswerBreaksOff();
    void aSlowAnswerTricklesIn();
    void recordsTellThatItWasPlanted();
    void strikesTellWhomTheyMet();
    void notificationsAreStruck_data();
    void notificationsAreStruck();
    void aRepeatedNotificationComesAgainAfterSuccess();
    void aDelayedNotificationComesLate();
    void oneNotificationOvertakesAnother();
    void aDayOfNotificationsPassesAtOnce();
    void timeMovesForwardOnly_data();
    void timeMovesForwardOnly();
    void whatHasItsTimeEndsWithIt();
    void theTimeIsInTheBooks();

private:
    std::optional<ManualClock> m_clock;
};

void TestSandboxFaults::everyFaultOfTheMenuCanBePlantedListedAndCleared()
{
    const SandboxUnderTest sandbox(*m_clock);
    const QSignalSpy changed(&sandbox.server, &SandboxServer::faultsChanged);
    int planted = 0;
    for (const FaultCard& card : faultMenu()) {
        QJsonObject order{{QStringLiteral("fault"), QString::fromLatin1(card.id)}};
        if (card.kind == FaultKind::ErrCode)
            order.insert(QStringLiteral("err_code"), QStringLiteral("ORDERPAID"));
        const SandboxAnswer answer = sandbox.control("/sandbox/faults", order);
        QCOMPARE(answer.status, 200);
        QCOMPARE(inForce(answer).size(), ++planted);
        QCOMPARE(inForce(answer).last()[QStringLiteral("fault")].toString(),
            QString::fromLatin1(card.id));
        const Why why = plantedWhy(sandbox.server.faults().last());
        QCOMPARE(why.id, QByteArray("planted-") + card.id);
        QVERIFY(why.sentence.endsWith(u'.'));
    }
    const QJsonArray listed = inForce(sandbox.call("GET", "/sandbox/faults"));
    QCOMPARE(listed.size(), planted);
    const QJsonValue first = listed.first()[QStringLiteral("id")];
    QCOMPARE(inForce(sandbox.control("/sandbox/faults", {{QStringLiteral("clear"), first}})).size(),
        planted - 1);
    QCOMPARE(sandbox.control("/sandbox/faults", {{QStringLiteral("clear"), first}}).status, 400);
    QVERIFY(
        inForce(sandbox.control("/sandbox/faults", {{QStringLiteral("clear"), true}})).isEmpty());
    QCOMPARE(changed.size(), planted + 2);
}

void TestSandboxFaults::aFaultThatCannotStrikeIsRefused_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("unknown") << QByteArray(R"({"fault":"flood"})");
    QTest::newRow("nothing") << QByteArray("{}");
    QTest::newRow("not JSON") << QByteArray("drop");
    QTest::newRow("unknown scope") << QByteArray(R"({"fault":"drop","scope":"moon"})");
    QTest::newRow("repeat an answer") << QByteArray(R"({"fault":"repeat","scope":"unifiedorder"})");
    QTest::newRow("bank error of an order")
        << QByteArray(R"({"fault":"bank-error","scope":"unifiedorder"})");
    QTest::newRow("half a notification")
        << QByteArray(R"({"fault":"half-answer","scope":"notifications"})");
    QTest::newRow("no such err_code") << QByteArray(R"({"fault":"err-code","err_code":"OOPS"})");
    QTest::newRow("times") << QByteArray(R"({"fault":"drop","times":-1})");
    QTest::newRow("seconds") << QByteArray(R"({"fault":"delay","seconds":90000})");
}

void TestSandboxFaults::aFaultThatCannotStrikeIsRefused()
{
    QFETCH(const QByteArray, body);
    const SandboxUnderTest sandbox(*m_clock);
    const SandboxAnswer answer = sandbox.post("/sandbox/faults", body);
    QCOMPARE(answer.status, 400);
    QVERIFY(answer.text("errMsg").startsWith(u"faults:fail "));
    QVERIFY(sandbox.server.faults().isEmpty());
}

void TestSandboxFaults::aListTakesThePlaceOfWhatWasThere()
{
    const SandboxUnderTest sandbox(*m_clock);
    sandbox.control("/sandbox/faults", faultOrder("tamper", "orderquery"));
    const QJsonArray wanted{
        faultOrder("drop", "notifications", 2), faultOrder("unsigned", "interfaces", 0)};
    const QJsonArray listed =
        inForce(sandbox.control("/sandbox/faults", {{QStringLiteral("faults"), wanted}}));
    QCOMPARE(listed.size(), 2);
    QCOMPARE(listed.first()[QStringLiteral("scope")].toString(), QStringLiteral("notifications"));
    QCOMPARE(listed.first()[QStringLiteral("times")].toInt(), 2);
}

void TestSandboxFaults::aFaultStrikesAsOftenAsItWasTold()
{
    const SandboxUnderTest sandbox(*m_clock);
    sandbox.place(sandbox.draft("A1"));
    const auto code = [&] {
        return sandbox.api("/pay/orderquery", {{"out_trade_no", "A1"}}).xml().value("err_code");
    };
    sandbox.control("/sandbox/faults", faultOrder("system-error", "orderquery", 2));
    QCOMPARE(sandbox.place(sandbox.draft("A2")).value("result_code"), QByteArray("SUCCESS"));
    QCOMPARE(code(), QByteArray("SYSTEMERROR"));
    QCOMPARE(code(), QByteArray("SYSTEMERROR"));
    QCOMPARE(code(), QByteArray());
    sandbox.control("/sandbox/faults", faultOrder("system-error", "interfaces", 0));
    for (int i = 0; i < 3; ++i)
        QCOMPARE(code(), QByteArray("SYSTEMERROR"));
    sandbox.control("/sandbox/faults", {{QStringLiteral("clear"), true}});
    QCOMPARE(code(), QByteArray());
}

void TestSandboxFaults::answersAreStruck_data()
{
    QTest::addColumn<QByteArray>("fault");
    QTest::addColumn<bool>("verifiable");
    QTest::addColumn<QByteArray>("fee");
    QTest::addColumn<QByteArray>("mchId");
    const QByteArray ours = testMerchant().mchId;
    QTest::newRow("tamper") << QByteArray("tamper") << false << QByteArray("89") << ours;
    QTest::newRow("wrong key") << QByteArray("wrong-key") << false << QByteArray("88") << ours;
    QTest::newRow("unsigned") << QByteArray("unsigned") << false << QByteArray("88") << ours;
    QTest::newRow("amount") << QByteArray("wrong-amount") << true << QByteArray("89") << ours;
    QTest::newRow("merchant") << QByteArray("other-merchant") << true << QByteArray("88")
                              << QByteArray("1900009999");
}

void TestSandboxFaults::answersAreStruck()
{
    QFETCH(const QByteArray, fault);
    QFETCH(const bool, verifiable);
    QFETCH(const QByteArray, fee);
    QFETCH(const QByteArray, mchId);
    const SandboxUnderTest sandbox(*m_clock);
    sandbox.place(sandbox.draft("A1"));
    sandbox.control("/sandbox/faults", faultOrder(fault.constData(), "orderquery"));
    const SandboxAnswer answer = sandbox.api("/pay/orderquery", {{"out_trade_no", "A1"}});
    QCOMPARE(answer.cause(), "planted-" + fault);
    QCOMPARE(verifies(answer.xml(), testKey(), SignType::Md5), verifiable);
    QCOMPARE(answer.xml().value("total_fee"), fee);
    QCOMPARE(answer.xml().value("mch_id"), mchId);
    QCOMPARE(answer.xml().contains("sign"), fault != "unsigned");
}

void TestSandboxFaults::theEffectComesBeforeOrAfterTheFault_data()
{
    QTest::addColumn<QByteArray>("fault");
    QTest::addColumn<bool>("placed");
    QTest::newRow("lost") << QByteArray("drop") << false;
    QTest::newRow("before") << QByteArray("timeout-before") << false;
    QTest::newRow("after") << QByteArray("timeout-after") << true;
    QTest::newRow("half") << QByteArray("half-answer") << true;
    QTest::newRow("refused") << QByteArray("system-error") << false;
}

void TestSandboxFaults::theEffectComesBeforeOrAfterTheFault()
{
    QFETCH(const QByteArray, fault);
    QFETCH(const bool, placed);
    const SandboxUnderTest sandbox(*m_clock);
    const Parameters draft = sandbox.draft("A1");
    sandbox.control("/sandbox/faults", faultOrder(fault.constData(), "unifiedorder"));
    PendingCall call(sandbox, "/pay/unifiedorder", toXml(SandboxUnderTest::request(draft)));
    QTRY_VERIFY(sandbox.server.faults().isEmpty());
    const bool silent = fault.startsWith("timeout");
    QVERIFY(!silent || !call.isOver());
    // An effect is written into the books before the silence begins: one minute need not do.
    QTRY_VERIFY((m_clock->advance(silent ? 60s : 0s), call.isOver()));
    QCOMPARE(call.received().isEmpty(), silent || fault == "drop");
    QCOMPARE(sandbox.stateOf("A1"), QByteArray(placed ? "NOTPAY" : ""));
    // The same parameters again lead to an order that can be paid.
    QCOMPARE(sandbox.place(draft).value("result_code"), QByteArray("SUCCESS"));
}

void TestSandboxFaults::aLateAnswerComesLate()
{
    const SandboxUnderTest sandbox(*m_clock);
    QJsonObject order = faultOrder("delay", "orderquery");
    order.insert(QStringLiteral("seconds"), 2.5);
    sandbox.control("/sandbox/faults", order);
    PendingCall call(sandbox, "/pay/orderquery", "x");
    QTRY_VERIFY(sandbox.server.faults().isEmpty());
    m_clock->advance(2499ms);
    QVERIFY(call.received().isEmpty());
    m_clock->advance(1ms);
    QTRY_VERIFY(call.isOver());
    QVERIFY(call.received().startsWith("HTTP/1.1 200"));
}

void TestSandboxFaults::halfAnAnswerBreaksOff()
{
    const SandboxUnderTest sandbox(*m_clock);
    sandbox.control("/sandbox/faults", faultOrder("half-answer", "orderquery"));
    const SandboxAnswer answer = sandbox.api("/pay/orderquery", {{"out_trade_no", "A1"}});
    const int promised = answer.header("Content-Length").toInt();
    QVERIFY(promised > 100);
    QCOMPARE(answer.body.size(), promised / 2);
}

void TestSandboxFaults::aSlowAnswerTricklesIn()
{
    const SandboxUnderTest sandbox(*m_clock);
    QJsonObject order = faultOrder("slow-drip", "orderquery");
    order.insert(QStringLiteral("seconds"), 20);
    sandbox.control("/sandbox/faults", order);
    PendingCall call(sandbox, "/pay/orderquery", "x");
    QTRY_VERIFY(!call.received().isEmpty());
    QVERIFY(call.received().size() < 40);
    for (int i = 0; i < 200; ++i)
        m_clock->advance(50ms);
    QVERIFY(!call.isOver());
    for (int i = 0; i < 400; ++i)
        m_clock->advance(50ms);
    QTRY_VERIFY(call.isOver());
    QVERIFY(call.received().endsWith("</xml>"));
}

void TestSandboxFaults::recordsTellThatItWasPlanted()
{
    const SandboxUnderTest sandbox(*m_clock);
    QSignalSpy served(&sandbox.server, &SandboxServer::served);
    sandbox.control("/sandbox/faults", faultOrder("drop", "orderquery"));
    sandbox.api("/pay/orderquery", {{"out_trade_no", "A1"}});
    QTRY_COMPARE(served.size(), 2);
    const auto exchange = served.last().first().value<Exchange>();
    QCOMPARE(exchange.outcome, QByteArray("planted-drop"));
    QVERIFY(exchange.why.startsWith("planted-drop Planted: "));
    QCOMPARE(exchange.status, 0);
    QCOMPARE(exchange.answerBody, QByteArray());
}

void TestSandboxFaults::strikesTellWhomTheyMet()
{
    const SandboxUnderTest sandbox(*m_clock);
    const QJsonArray wanted{faultOrder("drop", "orderquery"), faultOrder("unsigned", "closeorder"),
        faultOrder("system-error", "refundquery")};
    sandbox.control("/sandbox/faults", {{QStringLiteral("faults"), wanted}});
    sandbox.place(sandbox.draft("A1"));
    sandbox.api("/pay/orderquery", {{"out_trade_no", "A1"}});
    sandbox.api("/pay/orderquery", {{"out_trade_no", "A1"}}); // not struck any more
    sandbox.post("/pay/closeorder", "no XML");
    sandbox.api("/pay/refundquery", {{"out_refund_no", "R1"}}); // of no order that there is
    const QJsonArray struck =
        sandbox.call("GET", "/sandbox/faults").json().value(QStringLiteral("struck")).toArray();
    QCOMPARE(struck.size(), 3);
    const QJsonObject first = struck.first().toObject();
    QCOMPARE(first.value(QStringLiteral("fault")).toString(), QStringLiteral("drop"));
    QCOMPARE(first.value(QStringLiteral("scope")).toString(), QStringLiteral("orderquery"));
    QCOMPARE(first.value(QStringLiteral("out_trade_no")).toString(), QStringLiteral("A1"));
    QCOMPARE(
        first.value(QStringLiteral("at")).toString(), m_clock->now().toString(Qt::ISODateWithMs));
    std::set<QString> moments;
    for (const QJsonValue each : struck) {
        moments.insert(each.toObject().value(QStringLiteral("at")).toString());
        QCOMPARE(each.toObject().value(QStringLiteral("out_trade_no")).toString().isEmpty(),
            each != struck.first());
    }
    QCOMPARE(moments.size(), 3U); // each has one of its own although the clock stands still
}

void TestSandboxFaults::notificationsAreStruck_data()
{
    QTest::addColumn<QByteArray>("fault");
    QTest::addColumn<bool>("verifiable");
    QTest::addColumn<QByteArray>("fee");
    QTest::addColumn<QByteArray>("mchId");
    const QByteArray ours = testMerchant().mchId;
    QTest::newRow("tamper") << QByteArray("tamper") << false << QByteArray("89") << ours;
    QTest::newRow("wrong key") << QByteArray("wrong-key") << false << QByteArray("88") << ours;
    QTest::newRow("unsigned") << QByteArray("unsigned") << false << QByteArray("88") << ours;
    QTest::newRow("amount") << QByteArray("wrong-amount") << true << QByteArray("89") << ours;
    QTest::newRow("merchant") << QByteArray("other-merchant") << true << QByteArray("88")
                              << QByteArray("1900009999");
    QTest::newRow("lost") << QByteArray("drop") << true << QByteArray() << QByteArray();
}

void TestSandboxFaults::notificationsAreStruck()
{
    QFETCH(const QByteArray, fault);
    QFETCH(const bool, verifiable);
    QFETCH(const QByteArray, fee);
    QFETCH(const QByteArray, mchId);
    const bool lost = fault == "drop";
    const Merchant merchant(lost ? 0 : 1);
    SandboxUnderTest sandbox(*m_clock);
    QSignalSpy delivered(&sandbox.server, &SandboxServer::delivered);
    sandbox.notifyUrl = merchant.url();
    sandbox.control("/sandbox/faults", faultOrder(fault.constData(), "notifications"));
    sandbox.pay(sandbox.place(sandbox.draft("A1")).value("prepay_id"));
    QTRY_COMPARE(delivered.size(), 1);
    QCOMPARE(reportIn(delivered.first()).planted, "planted-" + fault);
    if (lost) {
        QVERIFY(merchant.server.seen.isEmpty());
    } else {
        QVERIFY(
            merchant.server.seen.first().header("X-Paydesk-Why").startsWith("planted-" + fault));
        const Parameters notice = merchant.notice(0);
        QCOMPARE(verifies(notice, testKey(), SignType::Md5), verifiable);
        QCOMPARE(notice.value("total_fee"), fee);
        QCOMPARE(notice.value("mch_id"), mchId);
    }
    m_clock->advance(15s);
    QTRY_COMPARE(delivered.size(), 2);
    const DeliveryReport second = reportIn(delivered.last());
    QCOMPARE(second.planted, QByteArray());
    QCOMPARE(second.outcome, QByteArray("ok"));
    const Parameters right = merchant.notice(merchant.server.seen.size() - 1);
    QVERIFY(verifies(right, testKey(), SignType::Md5));
    QCOMPARE(right.value("total_fee"), QByteArray("88"));
}

void TestSandboxFaults::aRepeatedNotificationComesAgainAfterSuccess()
{
    const Merchant merchant;
    SandboxUnderTest sandbox(*m_clock);
    const QSignalSpy delivered(&sandbox.server, &SandboxServer::delivered);
    sandbox.notifyUrl = merchant.url();
    sandbox.control("/sandbox/faults", faultOrder("repeat", "notifications", 0));
    sandbox.pay(sandbox.place(sandbox.draft("A1")).value("prepay_id"));
    QTRY_COMPARE(delivered.size(), 2);
    QCOMPARE(merchant.server.seen.size(), 2);
    QCOMPARE(
        merchant.notice(0).value("transaction_id"), merchant.notice(1).value("transaction_id"));
    m_clock->advance(24h);
    QTest::qWait(0);
    QCOMPARE(merchant.server.seen.size(), 2);
}

void TestSandboxFaults::aDelayedNotificationComesLate()
{
    const Merchant merchant;
    SandboxUnderTest sandbox(*m_clock);
    QSignalSpy delivered(&sandbox.server, &SandboxServer::delivered);
    sandbox.notifyUrl = merchant.url();
    QJsonObject order = faultOrder("delay", "notifications", 0);
    order.insert(QStringLiteral("seconds"), 40);
    sandbox.control("/sandbox/faults", order);
    sandbox.pay(sandbox.place(sandbox.draft("A1")).value("prepay_id"));
    QTRY_COMPARE(delivered.size(), 1);
    QCOMPARE(reportIn(delivered.first()).outcome, QByteArray("planted-delay"));
    m_clock->advance(39s);
    QCOMPARE(delivered.size(), 1);
    m_clock->advance(1s);
    QTRY_COMPARE(delivered.size(), 2);
    QCOMPARE(reportIn(delivered.last()).attempt, 1);
    QCOMPARE(reportIn(delivered.last()).outcome, QByteArray("ok"));
}

void TestSandboxFaults::oneNotificationOvertakesAnother()
{
    const Merchant merchant;
    SandboxUnderTest sandbox(*m_clock);
    const QSignalSpy delivered(&sandbox.server, &SandboxServer::delivered);
    sandbox.notifyUrl = merchant.url();
    sandbox.control("/sandbox/faults", faultOrder("reorder", "notifications"));
    for (const char* number : {"A1", "A2"})
        sandbox.pay(sandbox.place(sandbox.draft(number)).value("prepay_id"));
    QTRY_COMPARE(delivered.size(), 3);
    QCOMPARE(merchant.notice(0).value("out_trade_no"), QByteArray("A2"));
    QCOMPARE(merchant.notice(1).value("out_trade_no"), QByteArray("A1"));
}

void TestSandboxFaults::aDayOfNotificationsPassesAtOnce()
{
    const Merchant merchant(100);
    SandboxUnderTest sandbox(*m_clock);
    QList<QDateTime> attempts;
    QObject::connect(&sandbox.server, &SandboxServer::delivered, &sandbox.server,
        [&] { attempts.append(sandbox.server.now()); });
    sandbox.notifyUrl = merchant.url();
    sandbox.pay(sandbox.place(sandbox.draft("A1")).value("prepay_id"));
    const SandboxAnswer answer =
        sandbox.control("/sandbox/time", {{QStringLiteral("forward"), 25 * 3600}});
    QCOMPARE(answer.text("errMsg"), QStringLiteral("time:ok"));
    QCOMPARE(answer.text("now"), QStringLiteral("2026-01-02T13:00:00.000+08:00"));
    QCOMPARE(merchant.server.seen.size(), 16);
    const auto& schedule = documentedSchedule();
    for (qsizetype i = 0; i < qsizetype(schedule.size()); ++i)
        QCOMPARE(std::chrono::milliseconds(attempts.at(i).msecsTo(attempts.at(i + 1))),
            schedule.at(std::size_t(i)));
    QCOMPARE(m_clock->now(), QDateTime(QDate(2026, 1, 1), QTime(4, 0), QTimeZone::utc()));
}

void TestSandboxFaults::timeMovesForwardOnly_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("back") << QByteArray("{\"forward\":-1}");
    QTest::newRow("to yesterday") << QByteArray(R"({"to":"2025-12-31T12:00:00+08:00"})");
    QTest::newRow("to nowhere") << QByteArray(R"({"to":"tomorrow"})");
    QTest::newRow("for ever") << QByteArray("{\"forward\":1e12}");
    QTest::newRow("a text") << QByteArray(R"({"forward":"60"})");
    QTest::newRow("not JSON") << QByteArray("60");
}

void TestSandboxFaults::timeMovesForwardOnly()
{
    QFETCH(const QByteArray, body);
    const SandboxUnderTest sandbox(*m_clock);
    const SandboxAnswer answer = sandbox.post("/sandbox/time", body);
    QCOMPARE(answer.status, 400);
    QVERIFY(answer.text("errMsg").startsWith(u"time:fail "));
    QCOMPARE(sandbox.call("GET", "/sandbox/time").json().value(QStringLiteral("ahead_seconds")),
        QJsonValue(0));
}

void TestSandboxFaults::whatHasItsTimeEndsWithIt()
{
    const SandboxUnderTest sandbox(*m_clock);
    const QString code = sandbox.control("/sandbox/login", {}).text("code");
    Parameters draft = sandbox.draft("A1");
    draft.set("time_expire", "20260101150000");
    const QByteArray prepayId = sandbox.place(draft).value("prepay_id");
    sandbox.control(
        "/sandbox/time", {{QStringLiteral("to"), QStringLiteral("2026-01-01T14:00:00+08:00")}});
    QCOMPARE(
        sandbox.session(code.toLatin1()).json().value(QStringLiteral("errcode")).toInt(), 40029);
    QCOMPARE(sandbox.pay(prepayId).cause(), QByteArray("prepay-expired"));
    QCOMPARE(sandbox.stateOf("A1"), QByteArray("NOTPAY"));
    sandbox.control("/sandbox/time", {{QStringLiteral("forward"), 3600}});
    QCOMPARE(sandbox.stateOf("A1"), QByteArray("CLOSED"));
}

void TestSandboxFaults::theTimeIsInTheBooks()
{
    const QTemporaryDir folder;
    {
        SandboxUnderTest sandbox(*m_clock, folder.path());
        const QSignalSpy moved(&sandbox.server, &SandboxServer::timeMoved);
        sandbox.server.moveTime(48h);
        QTRY_COMPARE(moved.size(), 1);
    }
    const SandboxUnderTest later(*m_clock, folder.path());
    QCOMPARE(later.server.now(), m_clock->now().addDays(2));
    QCOMPARE(later.place(later.draft("A1")).value("prepay_id").mid(2, 8), QByteArray("20260103"));
}

QTEST_GUILESS_MAIN(TestSandboxFaults)
#include "tst_sandboxfaults.moc"

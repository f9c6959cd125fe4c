#include "core/base/wording.h"
#include "core/checkout/booking.h"
#include "core/checkout/micropay.h"
#include "core/checkout/reverseorder.h"
#include "core/sandbox/sandboxserver.h"
#include "core/sign/xmlcodec.h"
#include "tests/road.h"
#include "tests/support.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

#include <memory>
#include <optional>
#include <random>

using namespace paydesk;
using namespace std::chrono_literals;

namespace {

using Fate = Road::Fate;
using End = ScannedPayment::End;

const QByteArray number = "PD20260101000001";
const QByteArray plainCode = "130000000000000001"; // of a customer who pays at once

SandboxMerchant publishedMerchant()
{
    const auto bytes = [](const Secret& secret) {
        return secret.reveal([](QByteArrayView view) { return view.toByteArray(); });
    };
    const Credentials credentials = sandboxCredentials();
    return {sandboxProfile().appid, sandboxProfile().mchId, bytes(credentials.apiKey),
        bytes(credentials.appSecret)};
}

OrderDraft scanDraft(const QByteArray& authCode)
{
    OrderDraft draft;
    draft.outTradeNo = number;
    draft.body = "咖啡 Coffee";
    draft.totalFee = {1280};
    draft.tradeType = "MICROPAY";
    draft.authCode = authCode;
    return draft;
}

/// How an end is written in a table.
QByteArray wordOf(const Result<ScannedPayment>& payment)
{
    if (!payment) {
        const QByteArray code = errCodeOf(payment.error());
        return code.isEmpty() ? failureName(payment.error().id) : code;
    }
    switch (payment->end) {
    case End::Paid:
        return "paid";
    case End::Failed:
        return "failed";
    case End::Reversed:
        return "reversed";
    }
    return {};
}

/// A till with its history and a gateway behind a road, at a time that jumps as soon as nobody does
/// anything but wait.
class ScanTill {
public:
    explicit ScanTill(Road::Choice choice = allArrives)
        : sandbox({publishedMerchant(), {}, {}}, clock)
    {
        if (!sandbox.listen(QHostAddress(QHostAddress::LocalHost), 0))
            qFatal("the sandbox does not listen");
        road = std::make_unique<Road>(sandbox.url(), std::move(choice));
        use(road->server.url());
        store = std::move(*OrderStore::open(folder.path()));
    }

    void use(const QByteArray& url)
    {
        Profile profile = sandboxProfile();
        profile.endpoints = {url, url};
        gateway = std::make_unique<GatewayClient>(profile, sandboxCredentials(), clock);
    }

    /// A customer shows a code.
    QByteArray code(const char* action, double seconds = 0) const
    {
        const QJsonObject wish{{QStringLiteral("action"), QString::fromLatin1(action)},
            {QStringLiteral("seconds"), seconds}};
        const QByteArray body = QJsonDocument(wish).toJson(QJsonDocument::Compact);
        QTcpSocket socket;
        socket.connectToHost(QHostAddress::LocalHost, quint16(sandbox.url().mid(17).toUInt()));
        socket.write("POST /sandbox/authcode HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: "
                     "close\r\nContent-Length: "
            + QByteArray::number(body.size()) + "\r\n\r\n" + body);
        [[maybe_unused]] const bool closed =
            waitUntil([&socket] { return socket.state() == QTcpSocket::UnconnectedState; });
        const QByteArray answer = socket.readAll();
        return QJsonDocument::fromJson(answer.mid(answer.indexOf("\r\n\r\n") + 4))
            .object()
            .value(QStringLiteral("auth_code"))
            .toString()
            .toLatin1();
    }

    Result<ScannedPayment> scan(const OrderDraft& draft, bool sendAnyway = false)
    {
        auto* journey = new Micropay(*gateway, *store, clock);
        std::optional<Result<ScannedPayment>> ended;
        steps.clear();
        waited = 0ms;
        QObject::connect(journey, &Micropay::ended, &context,
            [this](Micropay::Step step, const Result<void>& outcome) {
                steps += QByteArray(step == Micropay::Step::Charge ? "charge"
                                 : step == Micropay::Step::Query   ? "query"
                                                                   : "reverse")
                    + (outcome ? " ok" : " no");
            });
        QObject::connect(
            journey, &Micropay::waits, &context, [this, journey](std::chrono::milliseconds time) {
                waited += time;
                const bool leaves = leavesAfter && waited >= *leavesAfter;
                QTimer::singleShot(0, journey, [this, journey, time, leaves] {
                    if (leaves && !std::exchange(m_left, true))
                        journey->stopWaiting();
                    else
                        clock.advance(time);
                });
            });
        QObject::connect(journey, &Micropay::finished, &context,
            [&ended](const Result<ScannedPayment>& heard) { ended = heard; });
        journey->start(draft, sendAnyway);
        if (ended)
            qFatal("finished inside start()");
        [[maybe_unused]] const bool heard = waitUntil([&ended] { return ended.has_value(); });
        return ended.value_or(fail(FailureId::TimedOut));
    }

    Result<Order> reverse(const QByteArray& outTradeNo = number)
    {
        auto* journey = new ReverseOrder(*gateway, *store, clock);
        std::optional<Result<Order>> ended;
        waited = 0ms;
        QObject::connect(journey, &ReverseOrder::waits, &context,
            [this, journey](std::chrono::milliseconds time) {
                waited += time;
                QTimer::singleShot(0, journey, [this, time] { clock.advance(time); });
            });
        QObject::connect(journey, &ReverseOrder::finished, &context,
            [&ended](const Result<Order>& heard) { ended = heard; });
        journey->start(outTradeNo);
        [[maybe_unused]] const bool heard = waitUntil([&ended] { return ended.has_value(); });
        return ended.value_or(fail(FailureId::TimedOut));
    }

    std::optional<Order> kept() const
    {
        return store
            ->readNow<std::optional<Order>>([&](const OrderReader& reader) {
                return reader.find(sandboxProfile().name, number);
            })
            .value();
    }

    /// WeChat's own word, straight from the gateway; "" for an order that never arrived.
    QByteArray truth()
    {
        GatewayClient direct(atSandbox(), sandboxCredentials(), clock);
        std::optional<Answer> answer;
        QObject::connect(direct.orderQuery(number, SignType::Md5), &Call::finished, &direct,
            [&answer](const Answer& heard) { answer = heard; });
        [[maybe_unused]] const bool heard = waitUntil([&answer] { return answer.has_value(); });
        return answer && answer->fields ? answer->fields->value("trade_state") : QByteArray();
    }

    Profile atSandbox() const
    {
        Profile profile = sandboxProfile();
        profile.endpoints = {sandbox.url(), sandbox.url()};
        return profile;
    }

    qsizetype charges() const { return road->sent("/pay/micropay").size(); }

    QObject context;
    QTemporaryDir folder;
    ManualClock clock;
    SandboxServer sandbox;
    std::unique_ptr<Road> road;
    std::unique_ptr<GatewayClient> gateway;
    std::unique_ptr<OrderStore> store;
    QList<QByteArray> steps;
    std::chrono::milliseconds waited{0};
    std::optional<std::chrono::milliseconds> leavesAfter; ///< when the cashier has had enough

private:
    bool m_left = false;
};

Road::Choice losing(const QByteArray& path, Fate fate, int first)
{
    return [=](const SeenRequest& request, int nth) {
        return request.target.startsWith(path) && nth <= first ? fate : Fate::Arrives;
    };
}

Fault planted(FaultKind kind, const char* scope, int times = 1)
{
    Fault fault;
    fault.kind = kind;
    fault.scope = scope;
    fault.times = times;
    return fault;
}

} // namespace

class TestMicropay : public QObject {
    Q_OBJECT

private slots:
    void codesAreCheckedBeforeAnythingIsSent_data();
    void codesAreCheckedBeforeAnythingIsSent();
    void aCodeIsChargedAtOnce();
    void theCodeIsNotKept();
    void whoTypesIsAskedForEveryFiveSeconds();
    void whoDoesNotPayInTimeIsReversed();
    void theCashierMayStopWaiting();
    void aRefusalEndsTheAttempt_data();
    void aRefusalEndsTheAttempt();
    void anOpenOutcomeIsAskedForThenReversed_data();
    void anOpenOutcomeIsAskedForThenReversed();
    void aReversalIsRepeatedUntilItHolds();
    void aReversalThatNeverHoldsIsToldAndAskedFor();
    void anotherSalesMoneyIsNotReturned();
    void aGatewayThatIsDownIsNotAskedForLong();
    void withoutACertificateARealMerchantIsToldBefore();
    void aPaidOrderIsReversedWithItsMoney();
    void onlyScannedOrdersAreReversed();
    void whateverHappensNobodyPaysTwice_data();
    void whateverHappensNobodyPaysTwice();
};

void TestMicropay::codesAreCheckedBeforeAnythingIsSent_data()
{
    QTest::addColumn<QByteArray>("code");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char* name, const QByteArray& code, const char* expected) {
        QTest::newRow(name) << code << QByteArray(expected);
    };
    for (const char* prefix : {"10", "11", "12", "13", "14", "15"})
        row(prefix, prefix + QByteArray(16, '7'), "");
    row("none", "", "field-missing auth_code");
    row("17 digits", "13" + QByteArray(15, '7'), "field-malformed auth_code");
    row("19 digits", "13" + QByteArray(17, '7'), "field-malformed auth_code");
    row("16 is nobody's", "16" + QByteArray(16, '7'), "field-malformed auth_code");
    row("28 is Alipay's", "28" + QByteArray(16, '7'), "field-malformed auth_code");
    row("a letter", "13" + QByteArray(15, '7') + "O", "field-malformed auth_code");
    row("a blank behind", "13" + QByteArray(16, '7') + " ", "field-malformed auth_code");
    row("full width", "13" + QByteArray("７").repeated(16), "field-malformed auth_code");
}

void TestMicropay::codesAreCheckedBeforeAnythingIsSent()
{
    QFETCH(const QByteArray, code);
    QFETCH(const QByteArray, expected);
    QByteArray found;
    const QList<Failure> broken = brokenRules(scanDraft(code), sandboxProfile());
    for (const Failure& failure : broken)
        found += failureName(failure.id) + ' '
            + failure.details.value(QStringLiteral("field")).toByteArray();
    QCOMPARE(found, expected);
    if (expected.isEmpty())
        return;
    ScanTill till;
    QVERIFY(!till.scan(scanDraft(code)));
    QCOMPARE(till.road->server.seen.size(), 0);
    QVERIFY(!till.kept());
}

void TestMicropay::aCodeIsChargedAtOnce()
{
    ScanTill till;
    const Result<ScannedPayment> payment = till.scan(scanDraft(plainCode));
    QCOMPARE(wordOf(payment), QByteArray("paid"));
    QCOMPARE(till.steps, QList<QByteArray>{"charge ok"});
    QCOMPARE(payment->order.state, TradeState::Success);
    QCOMPARE(payment->order.transactionId.size(), 28);
    QVERIFY(!payment->order.openid.isEmpty());
    QVERIFY(!payment->order.nextQueryAt.isValid());
    QCOMPARE(till.kept(), std::optional(payment->order));
    const Parameters sent = fromXml(till.road->sent("/pay/micropay").first().body).value();
    for (const char* name : {"notify_url", "trade_type", "openid"})
        QVERIFY2(!sent.contains(name), name);
    QCOMPARE(payment->trace.signature, sent.value("sign"));
}

void TestMicropay::theCodeIsNotKept()
{
    ScanTill till;
    QCOMPARE(wordOf(till.scan(scanDraft(plainCode))), QByteArray("paid"));
    QVERIFY(!till.kept()->request.contains("auth_code"));
    const QDir folder(till.folder.path());
    const QStringList files = folder.entryList(QDir::Files);
    QVERIFY(!files.isEmpty());
    for (const QString& name : files) {
        QFile file(folder.filePath(name));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY2(!file.readAll().contains(plainCode), qPrintable(name));
    }
}

void TestMicropay::whoTypesIsAskedForEveryFiveSeconds()
{
    ScanTill till;
    QCOMPARE(wordOf(till.scan(scanDraft(till.code("password", 12)))), QByteArray("paid"));
    QCOMPARE(till.steps, (QList<QByteArray>{"charge no", "query ok", "query ok", "query ok"}));
    QCOMPARE(till.waited, std::chrono::milliseconds(15s));
    QCOMPARE(till.charges(), 1);
    QCOMPARE(till.kept()->trouble, QByteArray());
}

void TestMicropay::whoDoesNotPayInTimeIsReversed()
{
    ScanTill till;
    const Result<ScannedPayment> payment = till.scan(scanDraft(till.code("password", 600)));
    QCOMPARE(wordOf(payment), QByteArray("reversed"));
    QCOMPARE(payment->order.state, TradeState::Revoked);
    QCOMPARE(till.steps.count("query ok"), 9);
    QCOMPARE(till.steps.last(), QByteArray("reverse ok"));
    QCOMPARE(till.waited, std::chrono::milliseconds(micropayPatience));
    QCOMPARE(till.truth(), QByteArray("REVOKED"));
    QVERIFY(!till.kept()->nextQueryAt.isValid());
}

void TestMicropay::theCashierMayStopWaiting()
{
    ScanTill till;
    till.leavesAfter = 5s;
    QCOMPARE(wordOf(till.scan(scanDraft(till.code("password", 600)))), QByteArray("reversed"));
    QCOMPARE(till.steps, (QList<QByteArray>{"charge no", "query ok", "reverse ok"}));
    // WeChat takes no reversal in the first fifteen seconds.
    QVERIFY(till.clock.steady() >= 15s);
    QCOMPARE(till.truth(), QByteArray("REVOKED"));
}

void TestMicropay::aRefusalEndsTheAttempt_data()
{
    QTest::addColumn<QByteArray>("action");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("gives up") << QByteArray("cancel") << QByteArray("TRADE_ERROR");
    QTest::newRow("too poor") << QByteArray("no-funds") << QByteArray("NOTENOUGH");
    QTest::newRow("wrong card") << QByteArray("card-refused") << QByteArray("NOTSUPORTCARD");
}

void TestMicropay::aRefusalEndsTheAttempt()
{
    QFETCH(const QByteArray, action);
    QFETCH(const QByteArray, expected);
    ScanTill till;
    QCOMPARE(wordOf(till.scan(scanDraft(till.code(action.constData())))), expected);
    QCOMPARE(till.steps, QList<QByteArray>{"charge no"});
    QCOMPARE(till.road->server.seen.size(), 1);
    const Order order = till.kept().value();
    QCOMPARE(order.trouble, expected);
    QVERIFY(!order.nextQueryAt.isValid());
    // The number is used up: it is neither charged nor stored again.
    QCOMPARE(wordOf(till.scan(scanDraft(plainCode))), QByteArray("order-exists"));
    QCOMPARE(till.charges(), 1);
}

void TestMicropay::anOpenOutcomeIsAskedForThenReversed_data()
{
    QTest::addColumn<QByteArray>("lost"); // of micropay: request, answer, or a planted fault
    QTest::addColumn<QByteArray>("expected");
    QTest::addColumn<QByteArray>("state");
    const auto row = [](const char* lost, const char* expected, const char* state) {
        QTest::newRow(lost) << QByteArray(lost) << QByteArray(expected) << QByteArray(state);
    };
    row("answer", "paid", "SUCCESS");
    row("request", "reversed", "REVOKED");
    row("system-error", "reversed", "REVOKED");
    row("bank-error", "failed", "PAYERROR");
    row("unsigned", "paid", "SUCCESS");
    row("wrong-key", "paid", "SUCCESS");
    row("tamper", "paid", "SUCCESS");
    row("other-merchant", "paid", "SUCCESS");
    row("wrong-amount", "paid", "SUCCESS");
    row("half-answer", "paid", "SUCCESS");
    row("drop", "reversed", "REVOKED");
}

void TestMicropay::anOpenOutcomeIsAskedForThenReversed()
{
    QFETCH(const QByteArray, lost);
    QFETCH(const QByteArray, expected);
    QFETCH(const QByteArray, state);
    const Fate fate = lost == "answer" ? Fate::AnswerLost
        : lost == "request"            ? Fate::RequestLost
                                       : Fate::Arrives;
    ScanTill till(losing("/pay/micropay", fate, 1));
    if (const FaultCard* card = faultCard(lost))
        QVERIFY(till.sandbox.plant(planted(card->kind, "micropay")));
    const Result<ScannedPayment> payment = till.scan(scanDraft(plainCode));
    QCOMPARE(wordOf(payment), expected);
    QCOMPARE(till.charges(), 1);
    QCOMPARE(till.steps.first(), QByteArray("charge no"));
    QCOMPARE(till.truth(), state);
    QCOMPARE(tradeStateName(till.kept()->state), state);
}

void TestMicropay::aReversalIsRepeatedUntilItHolds()
{
    ScanTill till(losing("/secapi/pay/reverse", Fate::AnswerLost, 2));
    QVERIFY(till.sandbox.plant(planted(FaultKind::SystemError, "reverse")));
    QCOMPARE(wordOf(till.scan(scanDraft(till.code("password", 600)))), QByteArray("reversed"));
    QCOMPARE(till.road->sent("/secapi/pay/reverse").size(), 3);
    QCOMPARE(till.truth(), QByteArray("REVOKED"));
}

void TestMicropay::aReversalThatNeverHoldsIsToldAndAskedFor()
{
    ScanTill till;
    QVERIFY(till.sandbox.plant(planted(FaultKind::SystemError, "reverse", 0)));
    QCOMPARE(wordOf(till.scan(scanDraft(till.code("password", 600)))), QByteArray("SYSTEMERROR"));
    QCOMPARE(till.road->sent("/secapi/pay/reverse").size(), 10);
    const Order order = till.kept().value();
    QCOMPARE(order.trouble, QByteArray("SYSTEMERROR"));
    QVERIFY(order.nextQueryAt.isValid() && order.nextQueryAt <= till.clock.now());
    QCOMPARE(order.state, TradeState::UserPaying);
}

void TestMicropay::anotherSalesMoneyIsNotReturned()
{
    ScanTill till;
    QCOMPARE(wordOf(till.scan(scanDraft(plainCode))), QByteArray("paid"));
    // Another till of the same merchant, with a history of its own, takes the same number.
    const QTemporaryDir elsewhere;
    till.store = std::move(*OrderStore::open(elsewhere.path()));
    OrderDraft other = scanDraft("130000000000000002");
    other.totalFee = {2000};
    const Result<ScannedPayment> payment = till.scan(other);
    QCOMPARE(wordOf(payment), QByteArray("answer-foreign"));
    QCOMPARE(till.road->sent("/secapi/pay/reverse").size(), 0);
    QCOMPARE(till.truth(), QByteArray("SUCCESS"));
    QVERIFY(till.kept()->state != TradeState::Success);
}

void TestMicropay::aGatewayThatIsDownIsNotAskedForLong()
{
    ScanTill till;
    QTcpServer closed;
    closed.listen(QHostAddress::LocalHost, 0);
    const quint16 port = closed.serverPort();
    closed.close();
    till.use("http://127.0.0.1:" + QByteArray::number(port));
    QCOMPARE(wordOf(till.scan(scanDraft(plainCode))), QByteArray("connection-refused"));
    QCOMPARE(till.steps, QList<QByteArray>{"charge no"});
    QVERIFY(!till.kept()->nextQueryAt.isValid());
}

void TestMicropay::withoutACertificateARealMerchantIsToldBefore()
{
    ScanTill till;
    till.use("https://127.0.0.1:9");
    QCOMPARE(wordOf(till.scan(scanDraft(plainCode))), QByteArray("certificate-absent"));
    QVERIFY(!till.kept());
    // Whoever insists may charge, and finds out when it comes to reversing.
    QCOMPARE(wordOf(till.scan(scanDraft(plainCode), true)), QByteArray("connection-refused"));
}

void TestMicropay::aPaidOrderIsReversedWithItsMoney()
{
    ScanTill till;
    QCOMPARE(wordOf(till.scan(scanDraft(plainCode))), QByteArray("paid"));
    const Result<Order> reversed = till.reverse();
    QVERIFY(reversed);
    QCOMPARE(till.waited, std::chrono::milliseconds(earliestReversal));
    QCOMPARE(reversed->state, TradeState::Refund);
    QCOMPARE(till.truth(), QByteArray("REVOKED"));
}

void TestMicropay::onlyScannedOrdersAreReversed()
{
    ScanTill till;
    QCOMPARE(failureName(till.reverse().error().id), QByteArray("order-unknown"));
    Order order = newOrder(scanDraft({}), sandboxProfile(), till.clock.now());
    order.tradeType = "NATIVE";
    QVERIFY(till.store->writeNow<bool>(
        [&](OrderWriter& writer) { return writer.add(order).map([] { return true; }); }));
    QCOMPARE(failureName(till.reverse().error().id), QByteArray("field-malformed"));
    QCOMPARE(till.road->server.seen.size(), 0);
}

namespace {

/// What a random run is made of.
struct Script {
    QByteArray action = "pay";
    int typing = 0; ///< seconds, of "password"
    Fate charge = Fate::Arrives;
    QList<Fate> queries;
    QList<Fate> reversals;
};

Script randomScript(std::mt19937& random)
{
    const auto one = [&random](int many) { return int(random() % unsigned(many)); };
    const auto fate = [&one] {
        return one(3) != 0 ? Fate::Arrives : one(2) != 0 ? Fate::RequestLost : Fate::AnswerLost;
    };
    Script script;
    script.action = QList<QByteArray>{"pay", "password", "cancel", "no-funds"}.at(one(4));
    script.typing = 1 + one(60);
    script.charge = fate();
    for (int i = 0; i < 10; ++i)
        script.queries += fate();
    for (int i = 0; i < 5; ++i)
        script.reversals += fate();
    return script;
}

Fate nth(const QList<Fate>& fates, int n)
{
    return n <= fates.size() ? fates.at(n - 1) : Fate::Arrives;
}

/// The till's rules once more, as plainly as they can be written: the end, and WeChat's state.
std::pair<QByteArray, QByteArray> expectedEnd(const Script& script)
{
    const bool arrived = script.charge != Fate::RequestLost;
    const bool heard = script.charge == Fate::Arrives;
    const bool types = script.action == "password";
    const bool pays = script.action == "pay";
    if (heard && pays)
        return {"paid", "SUCCESS"};
    if (heard && !types)
        return {script.action == "cancel" ? "TRADE_ERROR" : "NOTENOUGH", "PAYERROR"};
    int asked = 0;
    // Where the answer was lost the first query is at once.
    for (int second = heard ? 5 : 0; second <= 45; second += 5) {
        if (nth(script.queries, ++asked) != Fate::Arrives || !arrived)
            continue;
        if (pays || (types && script.typing <= second))
            return {"paid", "SUCCESS"};
        if (!types)
            return {"failed", "PAYERROR"};
    }
    return {"reversed", "REVOKED"};
}

} // namespace

void TestMicropay::whateverHappensNobodyPaysTwice_data()
{
    QTest::addColumn<unsigned>("seed");
    for (unsigned seed = 1; seed <= 40; ++seed)
        QTest::addRow("%u", seed) << seed;
}

void TestMicropay::whateverHappensNobodyPaysTwice()
{
    QFETCH(const unsigned, seed);
    std::mt19937 random(seed);
    const Script script = randomScript(random);
    ScanTill till([&script](const SeenRequest& request, int n) {
        if (request.target.startsWith("/pay/micropay"))
            return script.charge;
        return nth(
            request.target.startsWith("/pay/orderquery") ? script.queries : script.reversals, n);
    });
    const QByteArray code = till.code(script.action.constData(), script.typing);
    const Result<ScannedPayment> payment = till.scan(scanDraft(code));
    const auto [end, state] = expectedEnd(script);
    QCOMPARE(wordOf(payment), end);
    QCOMPARE(till.truth(), state);
    QCOMPARE(till.charges(), 1);
    const Order order = till.kept().value();
    QCOMPARE(order.state == TradeState::Success, state == "SUCCESS");
    if (order.state == TradeState::Success)
        QVERIFY(!order.transactionId.isEmpty());
    QVERIFY(isFinal(order.state) || !order.trouble.isEmpty());
}

QTEST_GUILESS_MAIN(TestMicropay)
#include "tst_micropay.moc"

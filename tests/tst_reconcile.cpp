#include "core/orders/queryanswer.h"
#include "core/reconcile/queryplan.h"
#include "core/reconcile/scheduler.h"
#include "core/sign/xmlcodec.h"
#include "tests/fakeserver.h"
#include "tests/support.h"

#include <QPointer>
#include <QSignalSpy>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <set>

using namespace paydesk;
using namespace std::chrono_literals;

namespace {

const QDateTime noon(QDate(2026, 1, 1), QTime(4, 0), Qt::UTC);
const QByteArray transaction = "4200001234202601011234567890";

Order planned(const QByteArray& outTradeNo, int asked = 0, const QDateTime& next = noon.addSecs(5))
{
    Order order;
    order.profile = "sandbox";
    order.outTradeNo = outTradeNo;
    order.state = TradeState::NotPay;
    order.totalFee = Fen{100};
    order.signType = SignType::HmacSha256;
    order.createdAt = noon;
    order.asked = asked;
    order.nextQueryAt = next;
    return order;
}

Parameters unpaidAnswer(const QByteArray& outTradeNo)
{
    return {{"out_trade_no", outTradeNo}, {"trade_state", "NOTPAY"},
        {"trade_state_desc", "订单未支付"}};
}

Parameters paidAnswer(const QByteArray& outTradeNo)
{
    return {{"out_trade_no", outTradeNo}, {"trade_state", "SUCCESS"}, {"total_fee", "100"},
        {"fee_type", "CNY"}, {"transaction_id", transaction + outTradeNo}, {"openid", "oPayer"},
        {"bank_type", "CMC"}, {"time_end", "20260101120001"}};
}

Parameters with(Parameters fields, const QByteArray& name, const QByteArray& value)
{
    fields.set(name, value);
    return fields;
}

Parameters without(Parameters fields, const QByteArray& name)
{
    fields.remove(name);
    return fields;
}

/// WeChat as far as orderquery goes: answers what it is told, signed as it was asked, at once or
/// when released.
class FakeGateway {
public:
    FakeGateway()
        : m_server(
              [this](const SeenRequest& request, QTcpSocket& socket) { take(request, socket); })
    {
    }

    QByteArray url() const { return m_server.url(); }

    /// Answers what waits, and everything from now on.
    void release()
    {
        holding = false;
        const auto waiting = std::exchange(m_waiting, {});
        for (const auto& [socket, outTradeNo, type] : waiting) {
            if (socket)
                send(*socket, outTradeNo, type);
        }
    }

    std::function<Parameters(const QByteArray&)> answer = unpaidAnswer;
    QList<QByteArray> asked; ///< out_trade_no of every request
    bool holding = false;
    bool hangingUp = false;

private:
    struct Waiting {
        QPointer<QTcpSocket> socket;
        QByteArray outTradeNo;
        SignType type;
    };

    void take(const SeenRequest& request, QTcpSocket& socket)
    {
        const Parameters fields = fromXml(request.body).value_or(Parameters());
        const QByteArray outTradeNo = fields.value("out_trade_no");
        const SignType type = fields.contains("sign_type") ? SignType::HmacSha256 : SignType::Md5;
        asked.append(outTradeNo);
        if (hangingUp)
            socket.abort();
        else if (holding)
            m_waiting.append({&socket, outTradeNo, type});
        else
            send(socket, outTradeNo, type);
    }

    void send(QTcpSocket& socket, const QByteArray& outTradeNo, SignType type) const
    {
        Parameters fields{{"return_code", "SUCCESS"}, {"result_code", "SUCCESS"},
            {"appid", sandboxProfile().appid}, {"mch_id", sandboxProfile().mchId},
            {"nonce_str", newNonce()}};
        const Parameters business = answer(outTradeNo);
        for (const Parameter& field : business)
            fields.set(field.name, field.value);
        fields.set("sign", signatureOf(fields, sandboxCredentials().apiKey, type));
        socket.write(httpAnswer(toXml(fields)));
    }

    FakeServer m_server;
    QList<Waiting> m_waiting;
};

Profile profileAt(const FakeGateway& gateway)
{
    Profile profile = sandboxProfile();
    profile.endpoints.api = gateway.url();
    return profile;
}

/// One process: a history, a gateway client and the job.
class Process {
public:
    Process(const QString& folder, const FakeGateway& gateway)
        : store(std::move(*OrderStore::open(folder)))
        , client(profileAt(gateway), sandboxCredentials(), clock)
        , scheduler(client, *store, clock)
        , asked(&scheduler, &Scheduler::asked)
    {
    }

    void add(const Order& order) const
    {
        const auto added = store->writeNow<bool>([&](OrderWriter& writer) -> Result<bool> {
            return writer.add(order).map([] { return true; });
        });
        if (!added)
            qFatal("order not added");
    }
    Order order(const QByteArray& outTradeNo) const
    {
        const auto found = store->readNow<std::optional<Order>>(
            [&](const OrderReader& reader) { return reader.find("sandbox", outTradeNo); });
        return found && *found ? **found : Order();
    }
    Result<QueryOutcome> outcome(int index) const
    {
        return asked.at(index).at(1).value<Result<QueryOutcome>>();
    }

    ManualClock clock{noon};
    std::unique_ptr<OrderStore> store;
    GatewayClient client;
    Scheduler scheduler;
    QSignalSpy asked;
};

std::optional<QDateTime> at(int seconds)
{
    return noon.addSecs(seconds);
}

} // namespace

class TestReconcile : public QObject {
    Q_OBJECT

private slots:
    void thePlanWaitsLongerAndLongerAndEnds();
    void anAnswerIsBelievedOnlyWhenItFitsTheOrder_data();
    void anAnswerIsBelievedOnlyWhenItFitsTheOrder();

    void aPaidOrderIsFoundAndAskedNoMore();
    void anUnpaidOrderIsAskedAgainByItsPlan();
    void aFailedQueryWaitsForTheNextTime();
    void aUsedUpPlanEnds();
    void thePlanSurvivesARestart();
    void aQueryNeverOverlapsAnotherOfItsOrder();
    void fewQueriesRunAtOnce();
    void whilePausedNothingIsAsked();
    void runNowAsksEverythingPlanned();
    void twoProcessesAskOnce();
    void aJumpOfTheClockIsNoticed();
    void anEndedOrderIsNotAsked();
    void aForeignAmountBooksNothing();
    void aHeldPaymentIsConfirmed();
    void anOrderThatNeverArrivedIsGivenUpInTheEnd();
    void anUnknownOrderIsAFailure();
    void whatWasAskedIsRecorded();
    void anAlarmOutlivesAQuery();

private:
    QString folder() { return m_folder.filePath(QString::number(++m_folders)); }

    QTemporaryDir m_folder;
    int m_folders = 0;
};

void TestReconcile::thePlanWaitsLongerAndLongerAndEnds()
{
    QList<qint64> delays;
    qint64 total = 0;
    for (int asked = 0; nextQueryDelay(asked); ++asked) {
        delays.append(nextQueryDelay(asked)->count());
        total += delays.last();
    }
    QCOMPARE(delays, QList<qint64>({5, 30, 60, 180, 300, 600, 1800, 1800, 1800, 1800}));
    QVERIFY(total > 2 * 3600 && total < 5 * 1800);
    QVERIFY(!nextQueryDelay(int(delays.size()) + 1));
    QVERIFY(!nextQueryDelay(-1));
}

void TestReconcile::anAnswerIsBelievedOnlyWhenItFitsTheOrder_data()
{
    QTest::addColumn<Parameters>("fields");
    QTest::addColumn<QByteArray>("expected"); // a trade_state, or the field at fault
    const Parameters paid = paidAnswer("A");
    const Parameters unpaid = unpaidAnswer("A");
    QTest::newRow("paid") << paid << QByteArray("SUCCESS");
    QTest::newRow("unpaid") << unpaid << QByteArray("NOTPAY");
    QTest::newRow("refunded") << with(paid, "trade_state", "REFUND") << QByteArray("REFUND");
    for (const char* state : {"CLOSED", "REVOKED", "PAYERROR", "USERPAYING"})
        QTest::newRow(state) << with(unpaid, "trade_state", state) << QByteArray(state);
    QTest::newRow("waiting for a deduction is unpaid")
        << with(unpaid, "trade_state", "ACCEPT") << QByteArray("NOTPAY");
    QTest::newRow("no fee_type is CNY") << without(paid, "fee_type") << QByteArray("SUCCESS");
    QTest::newRow("no state") << without(paid, "trade_state") << QByteArray("trade_state");
    QTest::newRow("a state nobody knows")
        << with(paid, "trade_state", "PAID") << QByteArray("trade_state");
    QTest::newRow("paid without transaction")
        << without(paid, "transaction_id") << QByteArray("transaction_id");
    QTest::newRow("paid without amount") << without(paid, "total_fee") << QByteArray("total_fee");
    for (const char* amount : {"1", "0100", "1e2", "100.0", "18446744073709551716"})
        QTest::newRow(amount) << with(paid, "total_fee", amount) << QByteArray("total_fee");
    QTest::newRow("unpaid, another amount")
        << with(unpaid, "total_fee", "1") << QByteArray("total_fee");
    QTest::newRow("another currency") << with(paid, "fee_type", "USD") << QByteArray("fee_type");
    QTest::newRow("another order") << with(paid, "out_trade_no", "B") << QByteArray("out_trade_no");
    QTest::newRow("no order") << without(paid, "out_trade_no") << QByteArray("out_trade_no");
}

void TestReconcile::anAnswerIsBelievedOnlyWhenItFitsTheOrder()
{
    QFETCH(const Parameters, fields);
    QFETCH(const QByteArray, expected);
    const Result<StateReport> report = readQueryAnswer(fields, planned("A"), noon);
    if (report) {
        QCOMPARE(tradeStateName(report->state), expected);
        QVERIFY(report->confirmed);
    } else {
        QCOMPARE(
            report.error().details.value(QStringLiteral("field")).toString().toUtf8(), expected);
        QCOMPARE(report.error().kind, Failure::Kind::Protocol);
    }
}

void TestReconcile::aPaidOrderIsFoundAndAskedNoMore()
{
    FakeGateway gateway;
    gateway.answer = paidAnswer;
    Process process(folder(), gateway);
    process.add(planned("A"));
    process.scheduler.start();
    QTRY_COMPARE(process.scheduler.nextAt(), at(5));
    process.clock.advance(4999ms);
    process.clock.advance(1ms);
    QTRY_COMPARE(process.asked.size(), 1);
    QVERIFY(process.outcome(0));
    QCOMPARE(process.outcome(0)->applied, Applied::Fresh);
    QCOMPARE(process.outcome(0)->order, process.order("A"));
    const Order order = process.order("A");
    QCOMPARE(order.state, TradeState::Success);
    QCOMPARE(order.transactionId, transaction + "A");
    QCOMPARE(order.paidAt, noon.addSecs(1));
    QVERIFY(!order.nextQueryAt.isValid());
    QTRY_VERIFY(!process.scheduler.nextAt());
    QCOMPARE(gateway.asked, QList<QByteArray>({"A"}));
}

void TestReconcile::anUnpaidOrderIsAskedAgainByItsPlan()
{
    const FakeGateway gateway;
    Process process(folder(), gateway);
    process.add(planned("A"));
    process.scheduler.start();
    QTRY_COMPARE(process.scheduler.nextAt(), at(5));
    process.clock.advance(5s);
    QTRY_COMPARE(process.asked.size(), 1);
    QCOMPARE(process.order("A").asked, 1);
    QTRY_COMPARE(process.scheduler.nextAt(), at(35));
    process.clock.advance(30s);
    QTRY_COMPARE(process.asked.size(), 2);
    QCOMPARE(process.order("A").asked, 2);
    QTRY_COMPARE(process.scheduler.nextAt(), at(95));
}

void TestReconcile::aFailedQueryWaitsForTheNextTime()
{
    FakeGateway gateway;
    gateway.hangingUp = true;
    Process process(folder(), gateway);
    process.add(planned("A"));
    process.scheduler.start();
    QTRY_COMPARE(process.scheduler.nextAt(), at(5));
    process.clock.advance(5s);
    QTRY_COMPARE(process.asked.size(), 1);
    QVERIFY(!process.outcome(0));
    QCOMPARE(process.outcome(0).error().kind, Failure::Kind::Transport);
    QCOMPARE(process.order("A").state, TradeState::NotPay);
    QVERIFY(process.order("A").trouble.isEmpty());
    QTRY_COMPARE(process.scheduler.nextAt(), at(35));

    gateway.hangingUp = false;
    gateway.answer = paidAnswer;
    process.clock.advance(30s);
    QTRY_COMPARE(process.asked.size(), 2);
    QCOMPARE(process.order("A").state, TradeState::Success);
}

void TestReconcile::aUsedUpPlanEnds()
{
    const FakeGateway gateway;
    Process process(folder(), gateway);
    process.add(planned("A", 9, noon));
    process.scheduler.start();
    QTRY_COMPARE(process.asked.size(), 1);
    QCOMPARE(process.order("A").asked, 10);
    QVERIFY(!process.order("A").nextQueryAt.isValid());
    QTRY_VERIFY(!process.scheduler.nextAt());
    QCOMPARE(process.order("A").state, TradeState::NotPay);
}

void TestReconcile::thePlanSurvivesARestart()
{
    FakeGateway gateway;
    gateway.answer = paidAnswer;
    const QString place = folder();
    {
        Process before(place, gateway);
        before.add(planned("A"));
        before.scheduler.start();
        QTRY_COMPARE(before.scheduler.nextAt(), at(5));
    }
    QVERIFY(gateway.asked.isEmpty());
    Process after(place, gateway);
    after.clock.jump(1h);
    after.scheduler.start();
    QTRY_COMPARE(after.asked.size(), 1);
    QCOMPARE(after.order("A").state, TradeState::Success);
}

void TestReconcile::aQueryNeverOverlapsAnotherOfItsOrder()
{
    FakeGateway gateway;
    gateway.holding = true;
    Process process(folder(), gateway);
    process.add(planned("A", 0, noon));
    process.scheduler.start();
    QTRY_COMPARE(gateway.asked.size(), 1);
    process.scheduler.askNow("A");
    process.scheduler.askNow("A");
    QTRY_COMPARE(process.scheduler.nextAt(), at(30));
    QCOMPARE(gateway.asked.size(), 1);
    gateway.release();
    // The two wishes are one query, after the one that was under way.
    QTRY_COMPARE(process.asked.size(), 2);
    QCOMPARE(gateway.asked.size(), 2);
    QCOMPARE(process.order("A").asked, 1);
}

void TestReconcile::fewQueriesRunAtOnce()
{
    FakeGateway gateway;
    gateway.holding = true;
    Process process(folder(), gateway);
    for (const char* number : {"A", "B", "C", "D", "E", "F"})
        process.add(planned(number, 0, noon));
    process.scheduler.start();
    QTRY_COMPARE(gateway.asked.size(), 4);
    gateway.release();
    QTRY_COMPARE(process.asked.size(), 6);
    QCOMPARE(gateway.asked.size(), 6);
    QCOMPARE(
        std::set<QByteArray>(gateway.asked.begin(), gateway.asked.end()).size(), std::size_t(6));
}

void TestReconcile::whilePausedNothingIsAsked()
{
    const FakeGateway gateway;
    Process process(folder(), gateway);
    process.add(planned("A"));
    process.scheduler.start();
    QTRY_COMPARE(process.scheduler.nextAt(), at(5));
    process.scheduler.pause();
    QVERIFY(!process.scheduler.isRunning());
    QVERIFY(!process.scheduler.nextAt());
    process.clock.advance(1h);
    // A person's own wish is not part of the plan.
    process.scheduler.askNow("A");
    QTRY_COMPARE(process.asked.size(), 1);
    QCOMPARE(process.order("A").asked, 0);
    process.scheduler.start();
    QTRY_COMPARE(process.asked.size(), 2);
    QCOMPARE(process.order("A").asked, 1);
}

void TestReconcile::runNowAsksEverythingPlanned()
{
    FakeGateway gateway;
    Process process(folder(), gateway);
    process.add(planned("A"));
    process.add(planned("B", 3, noon.addSecs(3600)));
    process.add(planned("C", 10, QDateTime()));
    process.scheduler.start();
    process.scheduler.runNow();
    QTRY_COMPARE(process.asked.size(), 2);
    std::sort(gateway.asked.begin(), gateway.asked.end()); // two connections: either may be first
    QCOMPARE(gateway.asked, QList<QByteArray>({"A", "B"}));
    QCOMPARE(process.order("B").asked, 3);
}

void TestReconcile::twoProcessesAskOnce()
{
    const FakeGateway gateway;
    const QString shared = folder();
    Process one(shared, gateway);
    Process two(shared, gateway);
    one.add(planned("A"));
    one.scheduler.start();
    two.scheduler.start();
    QTRY_COMPARE(one.scheduler.nextAt(), at(5));
    QTRY_COMPARE(two.scheduler.nextAt(), at(5));
    one.clock.advance(5s);
    two.clock.advance(5s);
    QTRY_COMPARE(one.scheduler.nextAt(), at(35));
    QTRY_COMPARE(two.scheduler.nextAt(), at(35));
    QTRY_COMPARE(one.asked.size() + two.asked.size(), 1);
    QCOMPARE(gateway.asked.size(), 1);
}

void TestReconcile::aJumpOfTheClockIsNoticed()
{
    const FakeGateway gateway;
    Process process(folder(), gateway);
    process.add(planned("A", 6, noon.addSecs(1800)));
    process.scheduler.start();
    QTRY_COMPARE(process.scheduler.nextAt(), at(1800));
    process.clock.jump(1h);
    process.clock.advance(60s);
    QTRY_COMPARE(process.asked.size(), 1);
}

void TestReconcile::anEndedOrderIsNotAsked()
{
    const FakeGateway gateway;
    Process process(folder(), gateway);
    Order closed = planned("A", 0, noon);
    closed.state = TradeState::Closed;
    process.add(closed);
    process.add(planned("B", 0, noon.addSecs(1)));
    process.scheduler.start();
    QTRY_COMPARE(process.scheduler.nextAt(), at(1));
    QVERIFY(!process.order("A").nextQueryAt.isValid());
    process.clock.advance(1s);
    QTRY_COMPARE(process.asked.size(), 1);
    QCOMPARE(gateway.asked, QList<QByteArray>({"B"}));
}

void TestReconcile::aForeignAmountBooksNothing()
{
    FakeGateway gateway;
    gateway.answer = [](const QByteArray& number) {
        return with(paidAnswer(number), "total_fee", "1");
    };
    Process process(folder(), gateway);
    process.add(planned("A", 0, noon));
    process.scheduler.start();
    QTRY_COMPARE(process.asked.size(), 1);
    QVERIFY(!process.outcome(0));
    QCOMPARE(process.outcome(0).error().id, FailureId::AnswerForeign);
    const Order order = process.order("A");
    QCOMPARE(order.state, TradeState::NotPay);
    QVERIFY(order.transactionId.isEmpty());
    QVERIFY(!order.trouble.isEmpty());
    QVERIFY(order.nextQueryAt.isValid());
}

void TestReconcile::aHeldPaymentIsConfirmed()
{
    FakeGateway gateway;
    gateway.answer = paidAnswer;
    Process process(folder(), gateway);
    for (const auto& [number, state] :
        {std::pair("A", TradeState::NotPay), std::pair("B", TradeState::Closed)}) {
        Order order = planned(number, 0, noon);
        order.state = state;
        order.held = true;
        process.add(order);
    }
    process.scheduler.start();
    QTRY_COMPARE(process.asked.size(), 2);
    for (const char* number : {"A", "B"}) {
        QCOMPARE(process.order(number).state, TradeState::Success);
        QVERIFY(!process.order(number).held);
    }
}

void TestReconcile::anOrderThatNeverArrivedIsGivenUpInTheEnd()
{
    FakeGateway gateway;
    gateway.answer = [](const QByteArray&) {
        return Parameters{{"result_code", "FAIL"}, {"err_code", "ORDERNOTEXIST"},
            {"err_code_des", "此交易订单号不存在"}};
    };
    Process process(folder(), gateway);
    Order young = planned("YOUNG", 0, noon);
    young.state = TradeState::Placing;
    process.add(young);
    Order old = planned("OLD", 8, noon);
    old.state = TradeState::Placing;
    old.createdAt = noon.addSecs(-2 * 3600);
    process.add(old);
    process.scheduler.start();
    QTRY_COMPARE(process.asked.size(), 2);
    QVERIFY(process.order("YOUNG").nextQueryAt.isValid());
    QVERIFY(process.order("YOUNG").trouble.isEmpty());
    QVERIFY(!process.order("OLD").nextQueryAt.isValid());
    QCOMPARE(process.order("OLD").trouble, QByteArray("ORDERNOTEXIST"));
}

void TestReconcile::anUnknownOrderIsAFailure()
{
    const FakeGateway gateway;
    Process process(folder(), gateway);
    process.scheduler.askNow("NOBODY");
    QTRY_COMPARE(process.asked.size(), 1);
    QCOMPARE(process.outcome(0).error().id, FailureId::OrderUnknown);
    QVERIFY(gateway.asked.isEmpty());
}

void TestReconcile::whatWasAskedIsRecorded()
{
    FakeGateway gateway;
    gateway.answer = paidAnswer;
    Process process(folder(), gateway);
    process.add(planned("A"));
    process.scheduler.askNow("A");
    QTRY_COMPARE(process.asked.size(), 1);
    const auto events = process.store->readNow<QList<OrderEvent>>(
        [](const OrderReader& reader) { return reader.events("sandbox", "A"); });
    QCOMPARE(events->size(), 1);
    QCOMPARE(events->first().kind, OrderEvent::Kind::Query);
    QCOMPARE(events->first().outcome, QByteArray("ok"));
    QCOMPARE(events->first().detail, QByteArray("SUCCESS"));
    const auto exchange = process.store->readNow<std::optional<Exchange>>(
        [&](const OrderReader& reader) { return reader.exchange(events->first().exchangeId); });
    QVERIFY(exchange && *exchange);
    QCOMPARE((*exchange)->outTradeNo, QByteArray("A"));
    QCOMPARE((*exchange)->direction, Exchange::Direction::Outgoing);
}

void TestReconcile::anAlarmOutlivesAQuery()
{
    const FakeGateway gateway;
    Process process(folder(), gateway);
    Order alarmed = planned("A", 0, noon);
    alarmed.trouble = "amount-mismatch";
    process.add(alarmed);
    Order troubled = planned("B", 0, noon);
    troubled.trouble = "ORDERNOTEXIST";
    process.add(troubled);
    process.scheduler.start();
    QTRY_COMPARE(process.asked.size(), 2);
    QCOMPARE(process.order("A").trouble, QByteArray("amount-mismatch"));
    QVERIFY(process.order("B").trouble.isEmpty());
}

QTEST_GUILESS_MAIN(TestReconcile)
#include "tst_reconcile.moc"

#include "tests/ordersupport.h"
#include "tests/support.h"

#include <QFile>
#include <QSignalSpy>
#include <QTest>

#include <future>

using namespace paydesk;

Q_DECLARE_METATYPE(paydesk::TradeState)
Q_DECLARE_METATYPE(paydesk::StateStep)
Q_DECLARE_METATYPE(QList<QByteArray>)

namespace {

QList<QByteArray> numbersOf(const QList<Order>& orders)
{
    QList<QByteArray> numbers;
    for (const Order& order : orders)
        numbers.append(order.outTradeNo);
    return numbers;
}

constexpr const char* stateLabels[] = {
    "Placing", "NotPay", "UserPaying", "Success", "Refund", "Closed", "Revoked", "PayError"};

} // namespace

class TestOrders : public QObject {
    Q_OBJECT

private slots:
    void everyPairOfStatesHasItsStep_data();
    void everyPairOfStatesHasItsStep();
    void statesSpeakWeChatsWords();
    void anOrderComesBackAsItWasStored();
    void theSameNumberIsRefusedPerMerchant();
    void payingTwiceCountsOnce();
    void theStoreFollowsTheStepsForEveryPair_data();
    void theStoreFollowsTheStepsForEveryPair();
    void aSecondTransactionKeepsTheFirst();
    void aTransactionBelongsToOneOrder();
    void aHeldOrderIsReleasedByAQuery();
    void anEndedOrderIsRevivedOnlyByAQuery();
    void aPaymentEndsThePlanAndTheTrouble();
    void amendingLeavesStateAndPlanAlone();
    void twoProcessesAcceptAPaymentOnce();
    void aFailedChangeTakesBackOnlyItself();
    void whatWaitsBecomesOneTransaction();
    void signalsComeAfterTheCommit();
    void nobodyIsCalledWhoIsGone();
    void closingFinishesWhatIsQueued();
    void anotherProcessIsNoticedAndWeOurselvesAreNot();
    void pagesFollowEachOtherThroughEqualTimes();
    void aPageCanBeNarrowed_data();
    void aPageCanBeNarrowed();
    void figuresFollowEveryChange();
    void exchangesComeBackAsTheyWere();
    void eventsMakeATimeline();
    void whatIsToldAgainIsNotedOnce();
    void planningTheSameAgainChangesNothing();
};

void TestOrders::everyPairOfStatesHasItsStep_data()
{
    QTest::addColumn<int>("from");
    QTest::addColumn<QByteArray>("steps");
    // One letter a target, in the order of TradeState: Forward, Same, stale as a full stop.
    //                                    PNUSRcrp
    QTest::newRow("Placing") << 0 << QByteArray("SFFFFFFF");
    QTest::newRow("NotPay") << 1 << QByteArray(".SFFFFFF");
    QTest::newRow("UserPaying") << 2 << QByteArray("..SFFFFF");
    QTest::newRow("Success") << 3 << QByteArray("...SF...");
    QTest::newRow("Refund") << 4 << QByteArray("....S...");
    QTest::newRow("Closed") << 5 << QByteArray(".....S..");
    QTest::newRow("Revoked") << 6 << QByteArray("......S.");
    QTest::newRow("PayError") << 7 << QByteArray(".......S");
}

void TestOrders::everyPairOfStatesHasItsStep()
{
    QFETCH(const int, from);
    QFETCH(const QByteArray, steps);
    QByteArray seen;
    for (int to = 0; to < 8; ++to) {
        const StateStep step = stepBetween(TradeState(from), TradeState(to));
        seen.append(step == StateStep::Forward ? 'F' : step == StateStep::Same ? 'S' : '.');
    }
    QCOMPARE(seen, steps);
}

void TestOrders::statesSpeakWeChatsWords()
{
    QCOMPARE(tradeStateName(TradeState::Placing), "NOTPAY");
    QCOMPARE(tradeStateFromName("NOTPAY").value(), TradeState::NotPay);
    QCOMPARE(tradeStateFromName("PAYERROR").value(), TradeState::PayError);
    QCOMPARE(tradeStateFromName("success").error().id, FailureId::FieldMalformed);
}

void TestOrders::anOrderComesBackAsItWasStored()
{
    StoreFixture fixture;
    QVERIFY(fixture.store);
    Order order = sampleOrder("PD1");
    order.state = TradeState::NotPay;
    order.held = true;
    order.origin = Origin::Adopted;
    order.attach = "a'; DROP TABLE orders; --";
    order.openid = "o1";
    order.prepayId = "wx1";
    order.codeUrl = "weixin://wxpay/bizpayurl?pr=1";
    order.nextQueryAt = sampleNoon.addMSecs(5001);
    order.asked = 3;
    order.trouble = "no-answer-in-time";
    QVERIFY(fixture.add(order));
    QVERIFY(fixture.add(
        Order{.profile = sampleMerchant, .outTradeNo = "bare", .createdAt = sampleNoon}));
    QCOMPARE(fixture.order("PD1"), order);
    fixture.store.reset();
    fixture.store = fixture.reopened();
    QVERIFY(fixture.store);
    QCOMPARE(fixture.order("PD1"), order);
    QVERIFY(!fixture.order("bare").signType);
}

void TestOrders::theSameNumberIsRefusedPerMerchant()
{
    const StoreFixture fixture;
    QVERIFY(fixture.add(sampleOrder("PD1")));
    QCOMPARE(fixture.add(sampleOrder("PD1")).error().id, FailureId::OrderExists);
    Order foreign = sampleOrder("PD1");
    foreign.profile = "shop";
    QVERIFY(fixture.add(foreign));
}

void TestOrders::payingTwiceCountsOnce()
{
    const StoreFixture fixture;
    QVERIFY(fixture.add(sampleOrder("PD1")));
    QCOMPARE(fixture.report(samplePayment("PD1", "T1")), Applied::Fresh);
    QCOMPARE(fixture.report(samplePayment("PD1", "T1")), Applied::Duplicate);
    QCOMPARE(fixture.report(samplePayment("PD2", "T2")), Applied::UnknownOrder);
    const Order order = fixture.order("PD1");
    QCOMPARE(order.state, TradeState::Success);
    QCOMPARE(order.transactionId, "T1");
    QCOMPARE(order.bankType, "CMC");
    QCOMPARE(order.paidAt, sampleNoon.addSecs(60));
}

void TestOrders::theStoreFollowsTheStepsForEveryPair_data()
{
    QTest::addColumn<int>("from");
    for (int from = 0; from < 8; ++from)
        QTest::newRow(stateLabels[from]) << from;
}

void TestOrders::theStoreFollowsTheStepsForEveryPair()
{
    QFETCH(const int, from);
    const StoreFixture fixture;
    for (int to = 0; to < 8; ++to) {
        const QByteArray number = "PD" + QByteArray::number(to);
        Order order = sampleOrder(number);
        order.state = TradeState(from);
        QVERIFY(fixture.add(order));
        const StateStep step = stepBetween(TradeState(from), TradeState(to));
        const Applied expected = step == StateStep::Forward ? Applied::Fresh
            : step == StateStep::Same                       ? Applied::Duplicate
                                                            : Applied::Stale;
        QCOMPARE(fixture.report(sampleReport(number, TradeState(to))), expected);
        QCOMPARE(fixture.order(number).state,
            step == StateStep::Forward ? TradeState(to) : TradeState(from));
    }
}

void TestOrders::aSecondTransactionKeepsTheFirst()
{
    const StoreFixture fixture;
    QVERIFY(fixture.add(sampleOrder("PD1")));
    QVERIFY(fixture.report(samplePayment("PD1", "T1")));
    QCOMPARE(fixture.report(samplePayment("PD1", "T2")), Applied::SecondTransaction);
    QCOMPARE(fixture.report(confirmed(samplePayment("PD1", "T2"))), Applied::SecondTransaction);
    QCOMPARE(fixture.order("PD1").transactionId, "T1");
    QCOMPARE(fixture.report(sampleReport("PD1", TradeState::Refund, "T1")), Applied::Fresh);
    QCOMPARE(fixture.report(samplePayment("PD1", "T1")), Applied::Stale);
}

void TestOrders::aTransactionBelongsToOneOrder()
{
    const StoreFixture fixture;
    QVERIFY(fixture.add(sampleOrder("PD1")));
    QVERIFY(fixture.add(sampleOrder("PD2")));
    QVERIFY(fixture.report(samplePayment("PD1", "T1")));
    QCOMPARE(fixture.report(samplePayment("PD2", "T1")), Applied::TransactionReused);
    QCOMPARE(fixture.order("PD2"), sampleOrder("PD2"));
    QVERIFY(fixture.report(samplePayment("PD2", "T2")));
    QCOMPARE(fixture.report(samplePayment("PD2", "T1")), Applied::TransactionReused);
}

void TestOrders::aHeldOrderIsReleasedByAQuery()
{
    StoreFixture fixture;
    QVERIFY(fixture.add(sampleOrder("PD1")));
    const auto hold = [](OrderWriter& writer) { return writer.hold(sampleMerchant, "PD1"); };
    QVERIFY(fixture.store->writeNow<void>(hold));
    QVERIFY(fixture.order("PD1").held);
    QCOMPARE(fixture.report(sampleReport("PD1", TradeState::NotPay)), Applied::Fresh);
    QVERIFY(fixture.order("PD1").held);
    QCOMPARE(
        fixture.report(confirmed(sampleReport("PD1", TradeState::NotPay))), Applied::Duplicate);
    QVERIFY(!fixture.order("PD1").held);
    QVERIFY(fixture.store->writeNow<void>(hold));
    QCOMPARE(fixture.report(confirmed(samplePayment("PD1", "T1"))), Applied::Fresh);
    QVERIFY(!fixture.order("PD1").held);
    QVERIFY(fixture.store->writeNow<void>(hold)); // paid already: nothing to confirm
    QVERIFY(!fixture.order("PD1").held);
}

void TestOrders::anEndedOrderIsRevivedOnlyByAQuery()
{
    const StoreFixture fixture;
    Order order = sampleOrder("PD1");
    order.state = TradeState::Closed;
    QVERIFY(fixture.add(order));
    QCOMPARE(fixture.report(samplePayment("PD1", "T1")), Applied::Stale);
    QCOMPARE(fixture.report(confirmed(sampleReport("PD1", TradeState::NotPay))), Applied::Stale);
    QCOMPARE(fixture.report(confirmed(samplePayment("PD1", "T1"))), Applied::Fresh);
    QCOMPARE(fixture.order("PD1").state, TradeState::Success);
}

void TestOrders::aPaymentEndsThePlanAndTheTrouble()
{
    const StoreFixture fixture;
    Order order = sampleOrder("PD1");
    order.nextQueryAt = sampleNoon;
    order.trouble = "SYSTEMERROR";
    QVERIFY(fixture.add(order));
    QVERIFY(fixture.report(samplePayment("PD1", "T1")));
    QVERIFY(!fixture.order("PD1").nextQueryAt.isValid());
    QCOMPARE(fixture.order("PD1").trouble, "");
}

void TestOrders::amendingLeavesStateAndPlanAlone()
{
    StoreFixture fixture;
    Order order = sampleOrder("PD1");
    order.state = TradeState::NotPay;
    order.nextQueryAt = sampleNoon;
    QVERIFY(fixture.add(order));
    Order amended = sampleOrder("PD1");
    amended.prepayId = "wx2";
    amended.openid = "o2";
    amended.trouble = "SYSTEMERROR";
    amended.transactionId = "T9";
    QVERIFY(
        fixture.store->writeNow<void>([&](OrderWriter& writer) { return writer.amend(amended); }));
    order.prepayId = "wx2";
    order.openid = "o2";
    order.trouble = "SYSTEMERROR";
    QCOMPARE(fixture.order("PD1"), order);
    const Order unknown = sampleOrder("PD2");
    QCOMPARE(
        fixture.store->writeNow<void>([&](OrderWriter& writer) { return writer.amend(unknown); })
            .error()
            .id,
        FailureId::OrderUnknown);
}

void TestOrders::twoProcessesAcceptAPaymentOnce()
{
    const StoreFixture fixture;
    const auto other = fixture.reopened();
    QVERIFY(other);
    constexpr int rounds = 20;
    for (int i = 0; i < rounds; ++i)
        QVERIFY(fixture.add(sampleOrder("PD" + QByteArray::number(i))));
    int fresh = 0;
    int duplicates = 0;
    const auto count = [&](const Result<Applied>& applied) {
        fresh += applied == Applied::Fresh ? 1 : 0;
        duplicates += applied == Applied::Duplicate ? 1 : 0;
    };
    for (int i = 0; i < rounds; ++i) {
        const StateReport report =
            samplePayment("PD" + QByteArray::number(i), "T" + QByteArray::number(i));
        for (OrderStore* store : {fixture.store.get(), other.get()})
            store->write<Applied>(
                this, [report](OrderWriter& writer) { return writer.report(report); }, count);
    }
    QTRY_COMPARE(fresh + duplicates, 2 * rounds);
    QCOMPARE(fresh, rounds);
}

void TestOrders::aFailedChangeTakesBackOnlyItself()
{
    StoreFixture fixture;
    QStringList heard;
    fixture.store->write<void>(
        this, [](OrderWriter& writer) { return writer.add(sampleOrder("PD1")); },
        [&](const Result<void>& done) {
            heard.append(done ? QStringLiteral("1") : QStringLiteral("-"));
        });
    fixture.store->write<void>(
        this,
        [](OrderWriter& writer) {
            return writer.add(sampleOrder("PD2")).and_then([]() -> Result<void> {
                return fail(FailureId::Cancelled);
            });
        },
        [&](const Result<void>& done) {
            heard.append(done ? QStringLiteral("2") : QStringLiteral("-"));
        });
    fixture.store->write<void>(
        this, [](OrderWriter& writer) { return writer.add(sampleOrder("PD3")); },
        [&](const Result<void>& done) {
            heard.append(done ? QStringLiteral("3") : QStringLiteral("-"));
        });
    QTRY_COMPARE(
        heard, QStringList({QStringLiteral("1"), QStringLiteral("-"), QStringLiteral("3")}));
    QCOMPARE(numbersOf(fixture.page({.profile = sampleMerchant}).orders),
        QList<QByteArray>({"PD3", "PD1"}));
}

void TestOrders::whatWaitsBecomesOneTransaction()
{
    StoreFixture fixture;
    const auto other = fixture.reopened();
    std::promise<void> gate;
    const auto opened = gate.get_future().share();
    std::promise<void> begun;
    // While this one keeps the writer busy, the others gather.
    fixture.store->write<void>(this,
        [opened, &begun](OrderWriter&) -> Result<void> {
            begun.set_value();
            opened.wait();
            return {};
        },
        {});
    begun.get_future().wait(); // the writer has taken it alone
    constexpr int gathered = 50;
    for (int i = 0; i < gathered; ++i)
        fixture.store->write<void>(this,
            [i](OrderWriter& writer) { return writer.add(sampleOrder(QByteArray::number(i))); },
            {});
    qsizetype seenBefore = -1;
    const OrderQuery all{.profile = sampleMerchant};
    const auto countElsewhere = [&] {
        return other
            ->readNow<OrderPage>([&](const OrderReader& reader) { return reader.page(all); })
            ->orders.size();
    };
    fixture.store->write<void>(this,
        [&](OrderWriter&) -> Result<void> {
            seenBefore = countElsewhere();
            return {};
        },
        {});
    gate.set_value();
    QVERIFY(fixture.store->writeNow<void>([](OrderWriter&) -> Result<void> { return {}; }));
    QCOMPARE(seenBefore, 0); // nothing of the 50 was visible before the last one was done
    QCOMPARE(countElsewhere(), gathered);
}

void TestOrders::signalsComeAfterTheCommit()
{
    StoreFixture fixture;
    Exchange posted;
    posted.method = "POST";
    posted.startedAt = sampleNoon;
    posted.outTradeNo = "PD1";
    const QSignalSpy changed(fixture.store.get(), &OrderStore::changed);
    const QSignalSpy exchanged(fixture.store.get(), &OrderStore::exchanged);
    fixture.store->write<void>(
        this,
        [posted](OrderWriter& writer) {
            return writer.add(sampleOrder("PD1"))
                .and_then([&] {
                    return writer.note(
                        {.profile = sampleMerchant, .outTradeNo = "PD1", .at = sampleNoon});
                })
                .and_then([&] { return writer.record(sampleMerchant, posted).map([](qint64) {}); });
        },
        [&](const Result<void>& done) { QVERIFY(done); });
    fixture.store->write<void>(
        this, [](OrderWriter& writer) { return writer.add(sampleOrder("PD1")); }, {});
    QTRY_COMPARE(exchanged.size(), 1);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed.at(0).at(1).toByteArray(), "PD1");
    QCOMPARE(exchanged.at(0).at(1).value<Exchange>().id, 1);
}

void TestOrders::nobodyIsCalledWhoIsGone()
{
    StoreFixture fixture;
    auto receiver = std::make_unique<QObject>();
    bool called = false;
    bool answered = false;
    fixture.store->write<void>(
        receiver.get(), [](OrderWriter& writer) { return writer.add(sampleOrder("PD1")); },
        [&](const Result<void>&) { called = true; });
    fixture.store->read<DayFigures>(
        receiver.get(),
        [](const OrderReader& reader) { return reader.figures(sampleMerchant, sampleNoon); },
        [&](const Result<DayFigures>&) { called = true; });
    receiver.reset();
    fixture.store->read<DayFigures>(
        this, [](const OrderReader& reader) { return reader.figures(sampleMerchant, sampleNoon); },
        [&](const Result<DayFigures>& figures) { answered = figures.has_value(); });
    QTRY_VERIFY(answered);
    QVERIFY(fixture.store->writeNow<void>([](OrderWriter&) -> Result<void> { return {}; }));
    QCoreApplication::processEvents();
    QVERIFY(!called);
    QCOMPARE(fixture.order("PD1").outTradeNo, "PD1");
}

void TestOrders::closingFinishesWhatIsQueued()
{
    StoreFixture fixture;
    for (int i = 0; i < 100; ++i)
        fixture.store->write<void>(this,
            [i](OrderWriter& writer) { return writer.add(sampleOrder(QByteArray::number(i))); },
            {});
    fixture.store.reset();
    fixture.store = fixture.reopened();
    QCOMPARE(fixture.page({.profile = sampleMerchant, .limit = 1000}).orders.size(), 100);
}

void TestOrders::anotherProcessIsNoticedAndWeOurselvesAreNot()
{
    const StoreFixture fixture;
    const auto other = fixture.reopened();
    QSignalSpy ours(fixture.store.get(), &OrderStore::changedElsewhere);
    QSignalSpy theirs(other.get(), &OrderStore::changedElsewhere);
    QVERIFY(fixture.add(sampleOrder("PD0"))); // our writer knows from here on where it stands
    QVERIFY(StoreFixture::addTo(*other, sampleOrder("PD1")));
    QTRY_VERIFY(!ours.isEmpty());
    ours.clear();
    // From one notice of theirs to the next lies a look around of ours.
    for (const char* number : {"PD2", "PD3"}) {
        theirs.clear();
        QVERIFY(fixture.add(sampleOrder(number)));
        QTRY_VERIFY(!theirs.isEmpty());
    }
    QCOMPARE(ours.size(), 0);
}

void TestOrders::pagesFollowEachOtherThroughEqualTimes()
{
    const StoreFixture fixture;
    for (int i = 0; i < 25; ++i)
        QVERIFY(fixture.add(sampleOrder(QByteArray::number(i), sampleNoon.addSecs(i / 10))));
    const OrderQuery query{.profile = sampleMerchant, .limit = 7};
    QList<QByteArray> seen;
    OrderCursor after;
    int pages = 0;
    do {
        const OrderPage page = fixture.page(query, after);
        seen += numbersOf(page.orders);
        after = page.next;
        ++pages;
    } while (after.row != 0);
    QCOMPARE(pages, 4);
    QCOMPARE(seen.size(), 25);
    for (int i = 0; i < 25; ++i)
        QCOMPARE(seen.at(i), QByteArray::number(24 - i));
    QCOMPARE(fixture.page({.profile = sampleMerchant, .limit = 25}).next.row, 0);
}

void TestOrders::aPageCanBeNarrowed_data()
{
    QTest::addColumn<OrderQuery>("query");
    QTest::addColumn<QList<QByteArray>>("numbers");
    const auto search = [](const QByteArray& text) {
        return OrderQuery{.profile = sampleMerchant, .search = text};
    };
    const auto states = [](const QList<TradeState>& list) {
        return OrderQuery{.profile = sampleMerchant, .states = list};
    };
    QTest::newRow("all") << search({}) << QList<QByteArray>{"D_4", "C%3", "B2", "A1"};
    QTest::newRow("number") << search("B2") << QList<QByteArray>{"B2"};
    QTest::newRow("transaction") << search("4200") << QList<QByteArray>{"B2"};
    QTest::newRow("Chinese") << search("拿铁") << QList<QByteArray>{"D_4", "C%3", "A1"};
    QTest::newRow("openid") << search("oSam") << QList<QByteArray>{"B2"};
    QTest::newRow("% is itself") << search("%") << QList<QByteArray>{"C%3"};
    QTest::newRow("_ is itself") << search("_") << QList<QByteArray>{"D_4"};
    QTest::newRow("\\ is itself") << search("\\") << QList<QByteArray>{};
    QTest::newRow("quote") << search("' OR 1=1 --") << QList<QByteArray>{};
    QTest::newRow("amount") << search("99.90") << QList<QByteArray>{"B2"};
    QTest::newRow("NOTPAY and placing")
        << states({TradeState::NotPay}) << QList<QByteArray>{"D_4", "A1"};
    QTest::newRow("paid") << states({TradeState::Success}) << QList<QByteArray>{"B2"};
    QTest::newRow("two states") << states({TradeState::Closed, TradeState::Success})
                                << QList<QByteArray>{"C%3", "B2"};
    QTest::newRow("trouble") << OrderQuery{.profile = sampleMerchant, .troubleOnly = true}
                             << QList<QByteArray>{"C%3"};
    QTest::newRow("trouble by state") << OrderQuery{.profile = sampleMerchant,
        .states = {TradeState::Success},
        .troubleOnly = true} << QList<QByteArray>{};
    QTest::newRow("since") << OrderQuery{.profile = sampleMerchant, .since = sampleNoon.addSecs(2)}
                           << QList<QByteArray>{"D_4", "C%3"};
    QTest::newRow("other merchant") << OrderQuery{.profile = "shop"} << QList<QByteArray>{};
}

void TestOrders::aPageCanBeNarrowed()
{
    QFETCH(const OrderQuery, query);
    QFETCH(const QList<QByteArray>, numbers);
    const StoreFixture fixture;
    QVERIFY(fixture.add(sampleOrder("A1")));
    Order second = sampleOrder("B2", sampleNoon.addSecs(1));
    second.body = "tea";
    second.totalFee = Fen{9990};
    QVERIFY(fixture.add(second));
    Order third = sampleOrder("C%3", sampleNoon.addSecs(2));
    third.state = TradeState::Closed;
    third.trouble = "ORDERCLOSED";
    QVERIFY(fixture.add(third));
    Order fourth = sampleOrder("D_4", sampleNoon.addSecs(3));
    fourth.state = TradeState::NotPay;
    QVERIFY(fixture.add(fourth));
    QVERIFY(fixture.report(samplePayment("B2", "4200000001")));
    QCOMPARE(numbersOf(fixture.page(query).orders), numbers);
}

void TestOrders::figuresFollowEveryChange()
{
    StoreFixture fixture;
    const QDateTime dayStart = sampleNoon.addSecs(-12 * 3600); // midnight in Beijing
    QVERIFY(fixture.add(sampleOrder("old", dayStart.addSecs(-1))));
    QVERIFY(fixture.add(sampleOrder("PD1")));
    QVERIFY(fixture.add(sampleOrder("PD2", dayStart)));
    QCOMPARE(fixture.figures(dayStart), (DayFigures{2, Fen{0}, 2, 0}));
    QVERIFY(fixture.store->writeNow<void>(
        [](OrderWriter& writer) { return writer.hold(sampleMerchant, "PD2"); }));
    QCOMPARE(fixture.figures(dayStart), (DayFigures{2, Fen{0}, 2, 1}));
    QVERIFY(fixture.report(samplePayment("PD1", "T1")));
    QVERIFY(fixture.report(samplePayment("old", "T0"))); // paid today
    QCOMPARE(fixture.figures(dayStart), (DayFigures{2, Fen{2560}, 1, 1}));
    QVERIFY(fixture.report(confirmed(samplePayment("PD2", "T2"))));
    QCOMPARE(fixture.figures(dayStart), (DayFigures{2, Fen{3840}, 0, 0}));
    QCOMPARE(fixture.figures(dayStart.addDays(1)), DayFigures());
}

void TestOrders::exchangesComeBackAsTheyWere()
{
    StoreFixture fixture;
    Exchange out;
    out.method = "POST";
    out.url = "http://127.0.0.1:18080/pay/unifiedorder";
    out.requestHeaders = {{"Content-Type", "text/xml"}, {"X-Odd", "\xff\xfe\"\\"}};
    out.requestBody = QByteArray("<xml>\0\xff</xml>", 13);
    out.status = 200;
    out.answerHeaders = {{"Server", "sandbox"}};
    out.answerBody = "<xml></xml>";
    out.startedAt = sampleNoon;
    out.took = std::chrono::microseconds(1234);
    out.outTradeNo = "PD1";
    out.outcome = "ok";
    Exchange in = out;
    in.direction = Exchange::Direction::Incoming;
    in.url = "/notify?x=1";
    in.outTradeNo = {};
    in.checks = "[]";
    const auto stored = fixture.store->writeNow<qint64>([&](OrderWriter& writer) {
        return writer.record(sampleMerchant, out).and_then([&](qint64) {
            return writer.record(sampleMerchant, in);
        });
    });
    QCOMPARE(stored, 2);
    out.id = 1;
    in.id = 2;
    const auto ask = [&](const ExchangeQuery& query) {
        return fixture.store
            ->readNow<QList<Exchange>>(
                [&](const OrderReader& reader) { return reader.exchanges(query); })
            .value();
    };
    QCOMPARE(ask({.profile = sampleMerchant}), QList<Exchange>({out, in}));
    QCOMPARE(ask({.profile = sampleMerchant, .limit = 1}), QList<Exchange>({in}));
    QCOMPARE(ask({.profile = sampleMerchant, .after = 1}), QList<Exchange>({in}));
    QCOMPARE(ask({.profile = sampleMerchant, .direction = Exchange::Direction::Outgoing}),
        QList<Exchange>({out}));
    QCOMPARE(ask({.profile = sampleMerchant, .outTradeNo = "PD1"}), QList<Exchange>({out}));
    QCOMPARE(ask({.profile = sampleMerchant, .pathPrefix = "/pay/"}), QList<Exchange>({out}));
    QCOMPARE(ask({.profile = sampleMerchant, .pathPrefix = "/notify"}), QList<Exchange>({in}));
    const auto one = fixture.store->readNow<std::optional<Exchange>>(
        [](const OrderReader& reader) { return reader.exchange(1); });
    QCOMPARE(one.value(), std::optional(out));
}

void TestOrders::eventsMakeATimeline()
{
    StoreFixture fixture;
    OrderEvent first{.profile = sampleMerchant,
        .outTradeNo = "PD1",
        .at = sampleNoon,
        .kind = OrderEvent::Kind::Placed,
        .outcome = "ok"};
    OrderEvent second{.profile = sampleMerchant,
        .outTradeNo = "PD1",
        .at = sampleNoon,
        .kind = OrderEvent::Kind::Notification,
        .outcome = "bad-signature",
        .detail = "详情",
        .exchangeId = 7};
    QVERIFY(fixture.store->writeNow<void>([&](OrderWriter& writer) {
        return writer.note(first).and_then([&] { return writer.note(second); });
    }));
    first.id = 1;
    second.id = 2;
    const auto events = fixture.store->readNow<QList<OrderEvent>>(
        [](const OrderReader& reader) { return reader.events(sampleMerchant, "PD1"); });
    QCOMPARE(events.value(), QList<OrderEvent>({first, second}));
}

void TestOrders::whatIsToldAgainIsNotedOnce()
{
    StoreFixture fixture;
    QVERIFY(fixture.add(sampleOrder("PD1")));
    OrderEvent strike{.profile = sampleMerchant,
        .outTradeNo = "PD1",
        .at = sampleNoon,
        .kind = OrderEvent::Kind::Fault,
        .outcome = "planted-drop",
        .detail = "orderquery"};
    OrderEvent later = strike;
    later.at = sampleNoon.addMSecs(1);
    OrderEvent foreign = strike;
    foreign.outTradeNo = "PD2";
    const auto noted = [](OrderStore& store, const OrderEvent& event) {
        return store.writeNow<bool>([&](OrderWriter& writer) { return writer.noteOnce(event); });
    };
    QCOMPARE(noted(*fixture.store, strike), Result<bool>(true));
    QCOMPARE(noted(*fixture.store, strike), Result<bool>(false));
    QCOMPARE(noted(*fixture.store, later), Result<bool>(true));
    QCOMPARE(noted(*fixture.store, foreign), Result<bool>(false)); // of no order that we know
    fixture.store = fixture.reopened();
    QCOMPARE(noted(*fixture.store, strike), Result<bool>(false));
    strike.id = 1;
    later.id = 2;
    const auto events = fixture.store->readNow<QList<OrderEvent>>(
        [](const OrderReader& reader) { return reader.events(sampleMerchant, "PD1"); });
    QCOMPARE(events.value(), QList<OrderEvent>({strike, later}));
}

void TestOrders::planningTheSameAgainChangesNothing()
{
    StoreFixture fixture;
    QVERIFY(fixture.add(sampleOrder("PD1")));
    QVERIFY(fixture.add(sampleOrder("PD2")));
    const auto plan = [&](const QByteArray& number, const QDateTime& at) {
        return fixture.store->writeNow<void>(
            [&](OrderWriter& writer) { return writer.plan(sampleMerchant, number, 1, at); });
    };
    QVERIFY(plan("PD1", sampleNoon.addSecs(9)));
    QVERIFY(plan("PD2", sampleNoon.addSecs(3)));
    QCOMPARE(plan("PD3", sampleNoon).error().id, FailureId::OrderUnknown);
    const auto planned = fixture.store->readNow<QList<Order>>(
        [](const OrderReader& reader) { return reader.planned(sampleMerchant, 10); });
    QCOMPARE(numbersOf(planned.value()), QList<QByteArray>({"PD2", "PD1"}));
    const QSignalSpy changed(fixture.store.get(), &OrderStore::changed);
    QTRY_COMPARE(changed.size(), 4); // two orders added, two planned
    QVERIFY(plan("PD1", sampleNoon.addSecs(9)));
    QVERIFY(plan("PD1", {}));
    QTRY_COMPARE(changed.size(), 5);
}

QTEST_GUILESS_MAIN(TestOrders)
#include "tst_orders.moc"

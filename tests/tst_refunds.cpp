#include <QTest>

#include "ordersupport.h"

using namespace paydesk;

namespace {

Result<Refund> openIn(OrderStore& store, const Refund& refund)
{
    return store.writeNow<Refund>([&](OrderWriter& writer) { return writer.openRefund(refund); });
}

RefundReport reportOn(const Refund& refund, RefundState state)
{
    RefundReport report;
    report.profile = refund.profile;
    report.outTradeNo = refund.outTradeNo;
    report.outRefundNo = refund.outRefundNo;
    report.refundId = "W" + refund.outRefundNo;
    report.fee = refund.fee;
    report.state = state;
    return report;
}

RefundReport confirmedReport(const Refund& refund, RefundState state)
{
    RefundReport report = reportOn(refund, state);
    report.confirmed = true;
    return report;
}

/// A history with the order PD1, 12.80 yuan, paid.
class PaidFixture : public StoreFixture {
public:
    PaidFixture() { isPaid = add(sampleOrder("PD1")) && report(samplePayment("PD1", "T1")); }

    Result<Refund> open(const QByteArray& outRefundNo, Fen fee) const
    {
        return openIn(*store, sampleRefund("PD1", outRefundNo, fee));
    }
    Result<Applied> reportRefund(const RefundReport& report) const
    {
        return store->writeNow<Applied>(
            [&](OrderWriter& writer) { return writer.reportRefund(report); });
    }
    Result<void> hold(const QByteArray& outRefundNo) const
    {
        return store->writeNow<void>([&](OrderWriter& writer) {
            return writer.holdRefund(sampleMerchant, outRefundNo, sampleNoon);
        });
    }
    RefundTotals totals() const { return totalsOf(refunds("PD1")); }

    bool isPaid = false;
};

} // namespace

class TestRefunds : public QObject {
    Q_OBJECT

private slots:
    void aRefundSurvivesAReopening();
    void refundsNeverComeToMoreThanWasPaid();
    void anotherProcessCountsToo();
    void onlyAPaidOrderIsRefunded();
    void fiftyRefundsAreTheMost();
    void theSameRefundAgainIsTheStoredOne();
    void aNumberStandsForOneRefund();
    void aRefusedRefundGivesItsMoneyBackAndMayBeTriedAgain();
    void statesMoveAsAQuerySays_data();
    void statesMoveAsAQuerySays();
    void nothingIsRefundedBeforeAQueryHasSaidSo();
    void aHeldRefundIsReleasedByAQuery();
    void anAdoptedRefundCountsEvenBeyondTheLimit();
    void dueRefundsComeSoonestFirst();
    void everyStateHasItsName();
};

void TestRefunds::aRefundSurvivesAReopening()
{
    PaidFixture fixture;
    QVERIFY(fixture.isPaid);
    const Refund refund = sampleRefund("PD1", "RF1");
    QCOMPARE(openIn(*fixture.store, refund), Result<Refund>(refund));
    fixture.store.reset();
    fixture.store = fixture.reopened();
    QCOMPARE(fixture.refunds("PD1"), QList{refund});
    const auto found = fixture.store->readNow<std::optional<Refund>>(
        [](const OrderReader& reader) { return reader.findRefund(sampleMerchant, "RF1"); });
    QCOMPARE(found, Result<std::optional<Refund>>(std::optional(refund)));
}

void TestRefunds::refundsNeverComeToMoreThanWasPaid()
{
    const PaidFixture fixture;
    QVERIFY(fixture.open("RF1", Fen{1000}));
    const auto tooMuch = fixture.open("RF2", Fen{281});
    QCOMPARE(tooMuch.error().id, FailureId::RefundTooLarge);
    QCOMPARE(
        tooMuch.error().details.value(QStringLiteral("left")), QVariant(QStringLiteral("2.80")));
    QVERIFY(fixture.open("RF3", Fen{280}));
    QCOMPARE(fixture.open("RF4", Fen{1}).error().id, FailureId::RefundTooLarge);
    QCOMPARE(fixture.open("RF5", Fen{0}).error().id, FailureId::AmountOutOfRange);
    QCOMPARE(fixture.open("RF6", Fen{-1}).error().id, FailureId::AmountOutOfRange);
    QCOMPARE(fixture.totals(), (RefundTotals{Fen{1280}, Fen{0}, 2}));
}

void TestRefunds::anotherProcessCountsToo()
{
    const PaidFixture fixture;
    const auto other = fixture.reopened();
    QVERIFY(other);
    int opened = 0;
    for (int i = 0; i < 20; ++i) {
        const Refund refund = sampleRefund("PD1", "RF" + QByteArray::number(i), Fen{300});
        opened += openIn(i % 2 == 0 ? *fixture.store : *other, refund) ? 1 : 0;
    }
    QCOMPARE(opened, 4);
    QCOMPARE(fixture.totals().committed, Fen{1200});
}

void TestRefunds::onlyAPaidOrderIsRefunded()
{
    const StoreFixture fixture;
    const auto open = [&] { return openIn(*fixture.store, sampleRefund("PD1", "RF1")); };
    QCOMPARE(open().error().id, FailureId::OrderUnknown);
    QVERIFY(fixture.add(sampleOrder("PD1")));
    QCOMPARE(open().error().id, FailureId::OrderUnpaid);
    QVERIFY(fixture.report(sampleReport("PD1", TradeState::Closed)));
    QCOMPARE(open().error().id, FailureId::OrderUnpaid);
    QVERIFY(fixture.report(confirmed(samplePayment("PD1", "T1"))));
    QVERIFY(open());
}

void TestRefunds::fiftyRefundsAreTheMost()
{
    const PaidFixture fixture;
    for (int i = 0; i < mostRefunds; ++i)
        QVERIFY(fixture.open("RF" + QByteArray::number(i), Fen{1}));
    QCOMPARE(fixture.open("RF50", Fen{1}).error().id, FailureId::RefundsUsedUp);
}

void TestRefunds::theSameRefundAgainIsTheStoredOne()
{
    const PaidFixture fixture;
    QVERIFY(fixture.open("RF1", Fen{1280}));
    const Refund refund = sampleRefund("PD1", "RF1", Fen{1280});
    QCOMPARE(fixture.reportRefund(reportOn(refund, RefundState::Processing)), Applied::Fresh);
    Refund later = refund;
    later.createdAt = sampleNoon.addDays(1);
    const auto again = openIn(*fixture.store, later);
    QVERIFY(again);
    QCOMPARE(again->createdAt, refund.createdAt);
    QCOMPARE(again->state, RefundState::Processing);
    QCOMPARE(fixture.refunds("PD1").size(), 1);
}

void TestRefunds::aNumberStandsForOneRefund()
{
    const PaidFixture fixture;
    QVERIFY(fixture.add(sampleOrder("PD2")));
    QVERIFY(fixture.report(samplePayment("PD2", "T2")));
    QVERIFY(fixture.open("RF1", Fen{100}));
    QCOMPARE(fixture.open("RF1", Fen{101}).error().id, FailureId::RefundExists);
    Refund other = sampleRefund("PD2", "RF1");
    QCOMPARE(openIn(*fixture.store, other).error().id, FailureId::RefundExists);
    other = sampleRefund("PD1", "RF1");
    other.request = {{"out_refund_no", "RF1"}};
    QCOMPARE(openIn(*fixture.store, other).error().id, FailureId::RefundExists);
    // What WeChat has closed is not tried under the same number again.
    const Refund closed = sampleRefund("PD1", "RF1");
    QCOMPARE(fixture.reportRefund(confirmedReport(closed, RefundState::Closed)), Applied::Fresh);
    QCOMPARE(openIn(*fixture.store, closed).error().id, FailureId::RefundExists);
}

void TestRefunds::aRefusedRefundGivesItsMoneyBackAndMayBeTriedAgain()
{
    const PaidFixture fixture;
    QVERIFY(fixture.open("RF1", Fen{1280}));
    const Refund refund = sampleRefund("PD1", "RF1", Fen{1280});
    QCOMPARE(fixture.reportRefund(reportOn(refund, RefundState::Refused)), Applied::Fresh);
    QCOMPARE(fixture.totals(), RefundTotals());
    const auto again = fixture.open("RF1", Fen{1280});
    QVERIFY(again);
    QCOMPARE(again->state, RefundState::Placing);
    QCOMPARE(fixture.reportRefund(reportOn(refund, RefundState::Refused)), Applied::Fresh);
    // Meanwhile the money went another way.
    QVERIFY(fixture.open("RF2", Fen{1}));
    QCOMPARE(fixture.open("RF1", Fen{1280}).error().id, FailureId::RefundTooLarge);
}

void TestRefunds::statesMoveAsAQuerySays_data()
{
    using State = RefundState;
    const QList<std::pair<State, State>> accepted{
        {State::Placing, State::Processing}, {State::Placing, State::Refused}};
    QTest::addColumn<int>("from");
    QTest::addColumn<int>("to");
    QTest::addColumn<bool>("confirmed");
    QTest::addColumn<bool>("moves");
    for (int from = 0; from <= int(State::Refused); ++from) {
        for (int to = 0; to <= int(State::Refused); ++to) {
            const bool over = State(from) == State::Success || State(from) == State::Closed;
            const bool back = State(from) == State::Change && State(to) == State::Processing;
            const QByteArray name =
                refundStateName(State(from)) + " to " + refundStateName(State(to));
            QTest::newRow(("answer: " + name).constData())
                << from << to << false << accepted.contains({State(from), State(to)});
            QTest::newRow(("query: " + name).constData())
                << from << to << true << (from != to && !over && !back);
        }
    }
}

void TestRefunds::statesMoveAsAQuerySays()
{
    QFETCH(const int, from);
    QFETCH(const int, to);
    QFETCH(const bool, confirmed);
    QFETCH(const bool, moves);
    const PaidFixture fixture;
    const Refund refund = sampleRefund("PD1", "RF1");
    QVERIFY(fixture.open("RF1", Fen{100}));
    if (from != int(RefundState::Placing))
        QCOMPARE(fixture.reportRefund(confirmedReport(refund, RefundState(from))), Applied::Fresh);
    RefundReport report = reportOn(refund, RefundState(to));
    report.confirmed = confirmed;
    const Applied otherwise = from == to ? Applied::Duplicate : Applied::Stale;
    QCOMPARE(fixture.reportRefund(report), moves ? Applied::Fresh : otherwise);
    QCOMPARE(int(fixture.refunds("PD1").constFirst().state), moves ? to : from);
}

void TestRefunds::nothingIsRefundedBeforeAQueryHasSaidSo()
{
    const PaidFixture fixture;
    const Refund refund = sampleRefund("PD1", "RF1");
    QVERIFY(fixture.open("RF1", Fen{100}));
    QCOMPARE(fixture.reportRefund(reportOn(refund, RefundState::Processing)), Applied::Fresh);
    QCOMPARE(fixture.reportRefund(reportOn(refund, RefundState::Success)), Applied::Stale);
    QCOMPARE(fixture.totals().refunded, Fen{0});
    QCOMPARE(fixture.reportRefund(confirmedReport(refund, RefundState::Success)), Applied::Fresh);
    QCOMPARE(
        fixture.reportRefund(confirmedReport(refund, RefundState::Success)), Applied::Duplicate);
    QCOMPARE(fixture.totals(), (RefundTotals{Fen{100}, Fen{100}, 1}));
    RefundReport foreign = confirmedReport(refund, RefundState::Closed);
    foreign.outTradeNo = "PD2";
    QCOMPARE(fixture.reportRefund(foreign), Applied::UnknownOrder);
}

void TestRefunds::aHeldRefundIsReleasedByAQuery()
{
    const PaidFixture fixture;
    const Refund refund = sampleRefund("PD1", "RF1");
    QVERIFY(fixture.open("RF1", Fen{100}));
    QCOMPARE(fixture.reportRefund(reportOn(refund, RefundState::Processing)), Applied::Fresh);
    QVERIFY(fixture.hold("RF1"));
    Refund held = fixture.refunds("PD1").constFirst();
    QVERIFY(held.held && !isOver(held));
    QCOMPARE(held.nextQueryAt, sampleNoon);
    QCOMPARE(
        fixture.reportRefund(confirmedReport(refund, RefundState::Processing)), Applied::Duplicate);
    held = fixture.refunds("PD1").constFirst();
    QVERIFY(!held.held && held.confirmed && !isOver(held));
    QCOMPARE(fixture.hold("RF9").error().id, FailureId::RefundUnknown);
}

void TestRefunds::anAdoptedRefundCountsEvenBeyondTheLimit()
{
    const PaidFixture fixture;
    QVERIFY(fixture.open("RF1", Fen{1000}));
    Refund theirs = sampleRefund("PD1", "THEIRS", Fen{500});
    theirs.state = RefundState::Success;
    theirs.confirmed = true;
    const auto adopt = [&](OrderWriter& writer) { return writer.adoptRefund(theirs); };
    QVERIFY(fixture.store->writeNow<void>(adopt));
    QCOMPARE(fixture.store->writeNow<void>(adopt).error().id, FailureId::RefundExists);
    QCOMPARE(fixture.totals(), (RefundTotals{Fen{1500}, Fen{500}, 2}));
    const auto more = fixture.open("RF2", Fen{1});
    QCOMPARE(more.error().details.value(QStringLiteral("left")), QVariant(QStringLiteral("0.00")));
}

void TestRefunds::dueRefundsComeSoonestFirst()
{
    const PaidFixture fixture;
    QVERIFY(
        fixture.open("RF1", Fen{1}) && fixture.open("RF2", Fen{1}) && fixture.open("RF3", Fen{1}));
    const auto plan = [&](const QByteArray& number, const QDateTime& at) {
        return fixture.store->writeNow<void>(
            [&](OrderWriter& writer) { return writer.planRefund(sampleMerchant, number, 1, at); });
    };
    QVERIFY(plan("RF2", sampleNoon) && plan("RF3", {}));
    const auto due = fixture.store->readNow<QList<Refund>>(
        [](const OrderReader& reader) { return reader.plannedRefunds(sampleMerchant, 5); });
    QVERIFY(due);
    QCOMPARE(due->size(), 2);
    QCOMPARE(due->at(0).outRefundNo, "RF2");
    QCOMPARE(due->at(1).outRefundNo, "RF1");
}

void TestRefunds::everyStateHasItsName()
{
    for (const char* name : {"PROCESSING", "SUCCESS", "CHANGE", "REFUNDCLOSE"}) {
        const auto state = refundStateFromName(name);
        QVERIFY(state);
        QCOMPARE(refundStateName(*state), name);
    }
    QVERIFY(!refundStateFromName("placing"));
    QVERIFY(!refundStateFromName("refused"));
    QVERIFY(!refundStateFromName(""));
}

QTEST_GUILESS_MAIN(TestRefunds)
#include "tst_refunds.moc"

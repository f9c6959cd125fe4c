#include "core/base/wording.h"
#include "core/checkout/booking.h"
#include "core/reconcile/refundscheduler.h"
#include "tests/refundshop.h"

#include <QTest>

using namespace paydesk;
using namespace std::chrono_literals;

namespace {

using Fate = Road::Fate;

/// A failure in one word.
QByteArray wordOf(const Failure& failure)
{
    const QByteArray code = errCodeOf(failure);
    return code.isEmpty() ? failureName(failure.id) : code;
}

/// The n-th request of this path meets this fate.
Road::Choice fateAt(const QByteArray& path, QList<Fate> fates)
{
    return [path, fates = std::move(fates)](const SeenRequest& request, int nth) {
        return request.target == path && nth <= fates.size() ? fates.at(nth - 1) : Fate::Arrives;
    };
}

} // namespace

class TestRefundJourney : public QObject {
    Q_OBJECT

private slots:
    void moneyIsReturnedInPartsAndCountedOnceConfirmed();
    void badInputIsRefusedBeforeAnythingIsSent_data();
    void badInputIsRefusedBeforeAnythingIsSent();
    void aRealMerchantNeedsItsCertificate();
    void whatIsLostIsAskedForAndSentIdentically_data();
    void whatIsLostIsAskedForAndSentIdentically();
    void aGatewayThatCannotBeReachedLeavesTheMoneyFree();
    void aRefusalLeavesTheMoneyFree();
    void theSameRefundAgainIsOnlyAskedAbout();
    void anAnswerAboutOtherMoneyBooksNothing();
    void elevenRefundsAreListedOverTwoPages();
    void aRefundBegunElsewhereIsAdopted();
    void aRefundThatNeverArrivedIsGivenUpAfterHours();
    void theJobAsksUntilTheMoneyHasArrivedAlsoAfterARestart();
};

void TestRefundJourney::moneyIsReturnedInPartsAndCountedOnceConfirmed()
{
    RefundShop shop;
    QVERIFY(shop.sell());
    const auto first = shop.refund(draftOf("RF1", 300));
    QVERIFY(first);
    QCOMPARE(first->refund.state, RefundState::Processing);
    QCOMPARE(first->order.state, TradeState::Refund);
    QVERIFY(!first->refund.refundId.isEmpty());
    QVERIFY(shop.refund(draftOf("RF2", 980)));
    QCOMPARE(shop.refund(draftOf("RF3", 1)).error().id, FailureId::RefundTooLarge);
    QCOMPARE(shop.totals(), (RefundTotals{Fen{price}, Fen{0}, 2}));
    QVERIFY(shop.query());
    QCOMPARE(shop.totals().refunded, Fen{0});
    shop.clock.advance(1h);
    const auto outcome = shop.query();
    QVERIFY(outcome);
    QCOMPARE(outcome->refunds.size(), 2);
    QVERIFY(outcome->refunds.constFirst().succeededAt.isValid());
    QCOMPARE(shop.totals(), (RefundTotals{Fen{price}, Fen{price}, 2}));
    QVERIFY(isOver(shop.kept("RF1")) && !shop.kept("RF1").nextQueryAt.isValid());
    QCOMPARE(shop.events(),
        (QByteArrayList{"refund ok", "refund ok", "refund-query ok", "refund-query ok"}));
}

void TestRefundJourney::badInputIsRefusedBeforeAnythingIsSent_data()
{
    QTest::addColumn<QByteArray>("outTradeNo");
    QTest::addColumn<QByteArray>("outRefundNo");
    QTest::addColumn<qint64>("fee");
    QTest::addColumn<QByteArray>("reason");
    QTest::addColumn<QByteArray>("failure");
    const auto row = [](const char* name, const QByteArray& order, const QByteArray& refund,
                         qint64 fee, const QByteArray& reason, const char* failure) {
        QTest::newRow(name) << order << refund << fee << reason << QByteArray(failure);
    };
    row("nothing", number, "RF1", 0, "", "amount-out-of-range");
    row("negative", number, "RF1", -1, "", "amount-out-of-range");
    row("more than was paid", number, "RF1", price + 1, "", "refund-too-large");
    row("unknown order", "PD2", "RF1", 1, "", "order-unknown");
    row("no number", number, "", 1, "", "field-missing");
    row("a blank in the number", number, "RF 1", 1, "", "field-malformed");
    row("65 bytes of number", number, QByteArray(65, 'R'), 1, "", "field-too-long");
    row("81 bytes of reason", number, "RF1", 1, QByteArray(81, 'r'), "field-too-long");
}

void TestRefundJourney::badInputIsRefusedBeforeAnythingIsSent()
{
    QFETCH(const QByteArray, outTradeNo);
    QFETCH(const QByteArray, outRefundNo);
    QFETCH(const qint64, fee);
    QFETCH(const QByteArray, reason);
    QFETCH(const QByteArray, failure);
    RefundShop shop;
    QVERIFY(shop.sell());
    const auto refunded = shop.refund({outTradeNo, outRefundNo, Fen{fee}, reason, {}});
    QVERIFY(!refunded);
    QCOMPARE(failureName(refunded.error().id), failure);
    QVERIFY(shop.road->server.seen.isEmpty());
    QVERIFY(shop.kept().isEmpty());
}

void TestRefundJourney::aRealMerchantNeedsItsCertificate()
{
    RefundShop shop;
    QVERIFY(shop.sell());
    shop.gateway = shop.clientOf("https://127.0.0.1:9");
    QCOMPARE(shop.refund(draftOf("RF1", 1)).error().id, FailureId::CertificateAbsent);
    QVERIFY(shop.kept().isEmpty());
}

void TestRefundJourney::whatIsLostIsAskedForAndSentIdentically_data()
{
    QTest::addColumn<QList<int>>("refunds");
    QTest::addColumn<int>("sent");
    QTest::addColumn<bool>("accepted");
    const auto row = [](const char* name, const QList<Fate>& fates, int sent, bool accepted) {
        QList<int> numbers;
        for (const Fate fate : fates)
            numbers.append(int(fate));
        QTest::newRow(name) << numbers << sent << accepted;
    };
    row("the request", {Fate::RequestLost}, 2, true);
    row("the answer", {Fate::AnswerLost}, 1, true);
    row("two requests", {Fate::RequestLost, Fate::RequestLost}, 3, true);
    row("a request, then an answer", {Fate::RequestLost, Fate::AnswerLost}, 2, true);
    row("every request", {Fate::RequestLost, Fate::RequestLost, Fate::RequestLost}, 3, false);
}

void TestRefundJourney::whatIsLostIsAskedForAndSentIdentically()
{
    QFETCH(const QList<int>, refunds);
    QFETCH(const int, sent);
    QFETCH(const bool, accepted);
    QList<Fate> fates;
    for (const int fate : refunds)
        fates.append(Fate(fate));
    const QByteArray path = endpoints::refund.path;
    RefundShop shop(fateAt(path, fates));
    QVERIFY(shop.sell());
    const auto refunded = shop.refund(draftOf("RF1", price));
    QCOMPARE(refunded.has_value(), accepted);
    QCOMPARE(shop.road->sent(path).size(), sent);
    QCOMPARE(shop.truth("RF1").has_value(), accepted);
    QCOMPARE(shop.kept("RF1").state, accepted ? RefundState::Processing : RefundState::Placing);
    // What is unknown keeps its money, and is asked for again.
    QCOMPARE(shop.totals().committed, Fen{price});
    QVERIFY(shop.kept("RF1").nextQueryAt.isValid());
}

void TestRefundJourney::aGatewayThatCannotBeReachedLeavesTheMoneyFree()
{
    RefundShop shop;
    QVERIFY(shop.sell());
    shop.gateway = shop.clientOf("http://127.0.0.1:9");
    QCOMPARE(shop.refund(draftOf("RF1", price)).error().id, FailureId::ConnectionRefused);
    QCOMPARE(shop.kept("RF1").state, RefundState::Refused);
    QCOMPARE(shop.totals().committed, Fen{0});
    shop.gateway = shop.clientOf(shop.sandbox.url());
    QVERIFY(shop.refund(draftOf("RF1", price)));
}

void TestRefundJourney::aRefusalLeavesTheMoneyFree()
{
    RefundShop shop;
    QVERIFY(shop.sell());
    // Unsettled funds are those of the day.
    shop.clock.advance(48h);
    const auto refused = shop.refund(draftOf("RF1", price));
    QVERIFY(!refused);
    QCOMPARE(wordOf(refused.error()), "NOTENOUGH");
    QCOMPARE(shop.kept("RF1").state, RefundState::Refused);
    QCOMPARE(shop.kept("RF1").trouble, "NOTENOUGH");
    QVERIFY(!shop.kept("RF1").nextQueryAt.isValid());
    QCOMPARE(shop.state(), TradeState::Success);
}

void TestRefundJourney::theSameRefundAgainIsOnlyAskedAbout()
{
    RefundShop shop;
    QVERIFY(shop.sell());
    QVERIFY(shop.refund(draftOf("RF1", price)));
    const auto again = shop.refund(draftOf("RF1", price));
    QVERIFY(again);
    QCOMPARE(again->refund.state, RefundState::Processing);
    QCOMPARE(shop.road->sent(endpoints::refund.path).size(), 1);
    QCOMPARE(shop.refund(draftOf("RF1", 1)).error().id, FailureId::RefundExists);
}

void TestRefundJourney::anAnswerAboutOtherMoneyBooksNothing()
{
    RefundShop shop;
    QVERIFY(shop.sell());
    QVERIFY(shop.refund(draftOf("RF1", 300)));
    Parameters answer = shop.truth("RF1").value_or(Parameters());
    answer.set("refund_fee_0", "301");
    answer.set("refund_status_0", "SUCCESS");
    Exchange exchange;
    exchange.startedAt = shop.clock.now();
    const RefundAnswer said{
        shop.gateway->profile().name, number, "RF1", exchange, answer, shop.clock.now()};
    const auto booked = shop.store->writeNow<bool>([&](OrderWriter& writer) -> Result<bool> {
        return bookRefundAnswer(writer, said).map([](const BookedRefunds& kept) {
            return !kept.refunds && kept.refunds.error().id == FailureId::AnswerForeign;
        });
    });
    QCOMPARE(booked, Result<bool>(true));
    QCOMPARE(shop.kept("RF1").state, RefundState::Processing);
    QCOMPARE(shop.kept("RF1").trouble, "answer-foreign");
}

void TestRefundJourney::elevenRefundsAreListedOverTwoPages()
{
    RefundShop shop;
    QVERIFY(shop.sell());
    for (int i = 0; i < 11; ++i)
        QVERIFY(shop.refund(draftOf("RF" + QByteArray::number(i), 100)));
    shop.clock.advance(1h);
    const auto outcome = shop.query();
    QVERIFY(outcome);
    QCOMPARE(shop.road->sent(endpoints::refundQuery.path).size(), 2);
    QCOMPARE(shop.totals(), (RefundTotals{Fen{1100}, Fen{1100}, 11}));
}

void TestRefundJourney::aRefundBegunElsewhereIsAdopted()
{
    RefundShop shop;
    QVERIFY(shop.sell());
    const Answer theirs = RefundShop::answerOf(shop.straight->call(endpoints::refund,
        {{"out_trade_no", number}, {"out_refund_no", "THEIRS"},
            {"total_fee", QByteArray::number(price)}, {"refund_fee", "1000"}},
        SignType::Md5));
    QVERIFY(theirs.fields);
    QVERIFY(shop.query());
    QCOMPARE(shop.kept("THEIRS").fee, Fen{1000});
    QVERIFY(shop.kept("THEIRS").confirmed);
    QCOMPARE(shop.state(), TradeState::Refund);
    QCOMPARE(shop.refund(draftOf("RF1", 281)).error().id, FailureId::RefundTooLarge);
}

void TestRefundJourney::aRefundThatNeverArrivedIsGivenUpAfterHours()
{
    RefundShop shop(
        fateAt(endpoints::refund.path, {Fate::RequestLost, Fate::RequestLost, Fate::RequestLost}));
    QVERIFY(shop.sell());
    QVERIFY(!shop.refund(draftOf("RF1", price)));
    QVERIFY(!shop.query("RF1"));
    QCOMPARE(shop.kept("RF1").state, RefundState::Placing);
    shop.clock.advance(2h);
    QVERIFY(!shop.query("RF1"));
    QCOMPARE(shop.kept("RF1").state, RefundState::Refused);
    QCOMPARE(shop.kept("RF1").trouble, "REFUNDNOTEXIST");
    QCOMPARE(shop.totals(), RefundTotals());
}

void TestRefundJourney::theJobAsksUntilTheMoneyHasArrivedAlsoAfterARestart()
{
    RefundShop shop;
    QVERIFY(shop.sell());
    QVERIFY(shop.refund(draftOf("RF1", 300)));
    shop.reopen();
    RefundScheduler job(*shop.gateway, *shop.store, shop.clock);
    int asked = 0;
    connect(&job, &RefundScheduler::asked, this, [&] { ++asked; });
    job.start();
    QTRY_VERIFY(shop.clock.pending() > 0);
    QCOMPARE(asked, 0);
    shop.clock.advance(6s);
    QTRY_COMPARE(shop.totals().refunded, Fen{300});
    QTRY_COMPARE(asked, 1);
    QTRY_VERIFY(!shop.kept("RF1").nextQueryAt.isValid());
}

QTEST_GUILESS_MAIN(TestRefundJourney)
#include "tst_refundjourney.moc"

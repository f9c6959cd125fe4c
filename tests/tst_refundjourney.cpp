#include "core/base/wording.h"
#include "core/checkout/booking.h"
#include "core/checkout/refundorder.h"
#include "core/gateway/phone.h"
#include "core/orders/refundanswer.h"
#include "core/protocol/endpoints.h"
#include "core/reconcile/refundscheduler.h"
#include "core/sandbox/sandboxserver.h"
#include "tests/road.h"
#include "tests/support.h"

#include <QHostAddress>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <array>
#include <map>
#include <memory>
#include <optional>
#include <random>

using namespace paydesk;
using namespace std::chrono_literals;

namespace {

using Fate = Road::Fate;

const QByteArray number = "PD20260101000001";
constexpr qint64 price = 1280;

SandboxMerchant publishedMerchant()
{
    const auto bytes = [](const Secret& secret) {
        return secret.reveal([](QByteArrayView view) { return view.toByteArray(); });
    };
    const Credentials credentials = sandboxCredentials();
    return {sandboxProfile().appid, sandboxProfile().mchId, bytes(credentials.apiKey),
        bytes(credentials.appSecret)};
}

RefundDraft draftOf(const QByteArray& outRefundNo, qint64 fee)
{
    return {number, outRefundNo, Fen{fee}, "商品已售完", {}};
}

/// A failure in one word.
QByteArray wordOf(const Failure& failure)
{
    const QByteArray code = errCodeOf(failure);
    return code.isEmpty() ? failureName(failure.id) : code;
}

/// A merchant with one order of 12.80 yuan that was paid with a scanned code, and a road to the
/// sandbox on which things get lost.
class RefundShop {
public:
    explicit RefundShop(Road::Choice choice = allArrives)
        : sandbox({publishedMerchant(), {}, {}}, clock)
    {
        if (!sandbox.listen(QHostAddress(QHostAddress::LocalHost), 0))
            qFatal("the sandbox does not listen");
        road = std::make_unique<Road>(sandbox.url(), std::move(choice));
        gateway = clientOf(road->server.url());
        straight = clientOf(sandbox.url());
        reopen();
    }

    std::unique_ptr<GatewayClient> clientOf(const QByteArray& url)
    {
        Profile profile = sandboxProfile();
        profile.endpoints = {url, url};
        return std::make_unique<GatewayClient>(profile, sandboxCredentials(), clock);
    }

    /// As another process that opens the history later.
    void reopen()
    {
        store.reset();
        store = std::move(*OrderStore::open(folder.path()));
    }

    static Answer answerOf(Call* call)
    {
        std::optional<Answer> answer;
        QObject::connect(
            call, &Call::finished, call, [&answer](const Answer& heard) { answer = heard; });
        [[maybe_unused]] const bool heard = waitUntil([&answer] { return answer.has_value(); });
        return answer.value_or(Answer());
    }

    /// The customer pays at the sandbox, and the history knows.
    bool sell()
    {
        Phone phone(sandbox.url(), clock);
        const Answer shown = answerOf(phone.showCode("pay"));
        if (!shown.fields)
            return false;
        const Answer paid = answerOf(straight->call(endpoints::micropay,
            {{"body", "茶"}, {"out_trade_no", number}, {"total_fee", QByteArray::number(price)},
                {"spbill_create_ip", "127.0.0.1"}, {"auth_code", shown.fields->value("auth_code")}},
            SignType::Md5));
        if (!paid.fields)
            return false;
        Order order;
        order.profile = gateway->profile().name;
        order.outTradeNo = number;
        order.totalFee = Fen{price};
        order.createdAt = clock.now();
        StateReport report;
        report.profile = order.profile;
        report.outTradeNo = number;
        report.state = TradeState::Success;
        report.transactionId = paid.fields->value("transaction_id");
        report.paidAt = clock.now();
        return store
            ->writeNow<Applied>([&](OrderWriter& writer) {
                return writer.add(order).and_then([&] { return writer.report(report); });
            })
            .has_value();
    }

    template <typename Journey, typename Outcome, typename... Arguments>
    Result<Outcome> run(Journey* journey, Arguments... arguments)
    {
        std::optional<Result<Outcome>> outcome;
        QObject::connect(journey, &Journey::finished, &context,
            [&outcome](const Result<Outcome>& heard) { outcome = heard; });
        journey->start(arguments...);
        [[maybe_unused]] const bool heard = waitUntil([&outcome] { return outcome.has_value(); });
        return outcome.value_or(fail(FailureId::TimedOut));
    }

    Result<RefundedOrder> refund(const RefundDraft& draft)
    {
        return run<RefundOrder, RefundedOrder>(new RefundOrder(*gateway, *store, clock), draft);
    }
    Result<RefundsOutcome> query(const QByteArray& outRefundNo = {})
    {
        return run<QueryRefunds, RefundsOutcome>(
            new QueryRefunds(*gateway, *store, clock), number, outRefundNo);
    }

    /// What the sandbox says of a refund, if it knows it, over a road where all arrives.
    std::optional<Parameters> truth(const QByteArray& outRefundNo) const
    {
        const Answer answer =
            answerOf(straight->refundQuery({{"out_refund_no", outRefundNo}}, SignType::Md5));
        return answer.fields ? std::optional(*answer.fields) : std::nullopt;
    }

    /// All refunds in the sandbox's books.
    QList<RefundReport> books() const
    {
        const Answer answer =
            answerOf(straight->refundQuery({{"out_trade_no", number}}, SignType::Md5));
        Order order;
        order.outTradeNo = number;
        order.totalFee = Fen{price};
        return answer.fields
            .and_then([&](const Parameters& fields) { return readRefundAnswer(fields, order); })
            .value_or(QList<RefundReport>());
    }

    QList<Refund> kept() const
    {
        return store
            ->readNow<QList<Refund>>([&](const OrderReader& reader) {
                return reader.refunds(gateway->profile().name, number);
            })
            .value_or(QList<Refund>());
    }
    Refund kept(const QByteArray& outRefundNo) const
    {
        const QList<Refund> all = kept();
        const auto found = std::find_if(all.begin(), all.end(),
            [&](const Refund& refund) { return refund.outRefundNo == outRefundNo; });
        return found == all.end() ? Refund() : *found;
    }
    RefundTotals totals() const { return totalsOf(kept()); }
    TradeState state() const
    {
        const auto found = store->readNow<std::optional<Order>>([&](const OrderReader& reader) {
            return reader.find(gateway->profile().name, number);
        });
        return found.value_or(std::nullopt).value_or(Order()).state;
    }
    QByteArrayList events() const
    {
        QByteArrayList lines;
        const auto all = store->readNow<QList<OrderEvent>>([&](const OrderReader& reader) {
            return reader.events(gateway->profile().name, number);
        });
        for (const OrderEvent& event : all.value_or(QList<OrderEvent>()))
            lines += eventKindName(event.kind) + ' ' + event.outcome;
        return lines;
    }

    ManualClock clock;
    SandboxServer sandbox;
    std::unique_ptr<Road> road;
    std::unique_ptr<GatewayClient> gateway;
    std::unique_ptr<GatewayClient> straight;
    QTemporaryDir folder;
    std::unique_ptr<OrderStore> store;
    QObject context;
};

/// The n-th request of this path meets this fate.
Road::Choice fateAt(const QByteArray& path, QList<Fate> fates)
{
    return [path, fates = std::move(fates)](const SeenRequest& request, int nth) {
        return request.target == path && nth <= fates.size() ? fates.at(nth - 1) : Fate::Arrives;
    };
}

/// What the gateway itself does wrong, once.
bool plant(SandboxServer& sandbox, int choice)
{
    constexpr std::array faults{
        FaultKind::SystemError, FaultKind::Tamper, FaultKind::Unsigned, FaultKind::WrongKey};
    Fault fault;
    fault.kind = faults.at(std::size_t(choice));
    fault.scope = endpoints::refund.name;
    return sandbox.plant(fault).has_value();
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
    void randomSequencesNeverRefundTwiceOrTooMuch();
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

/// What must hold whatever happened: the sandbox's books are the truth.
void TestRefundJourney::randomSequencesNeverRefundTwiceOrTooMuch()
{
    constexpr int sequences = 6;
    constexpr int stepsEach = 10;
    const QByteArrayList numbers{"RF0", "RF1", "RF2", "RF3", "RF4"};
    int steps = 0;
    int accepted = 0;
    int lost = 0;
    int killed = 0;
    int planted = 0;
    for (int sequence = 0; sequence < sequences; ++sequence) {
        std::mt19937 random(quint32(sequence) + 1);
        const auto pick = [&](int count) { return int(random() % quint32(count)); };
        bool stormy = true;
        RefundShop shop([&](const SeenRequest&, int) {
            const int draw = stormy ? pick(6) : 5;
            lost += draw < 2;
            return draw == 0 ? Fate::RequestLost : draw == 1 ? Fate::AnswerLost : Fate::Arrives;
        });
        QVERIFY(shop.sell());
        std::map<QByteArray, qint64> model; // the amount each number was first used for
        for (int step = 0; step < stepsEach; ++step, ++steps) {
            const QByteArray& wanted = numbers.at(pick(int(numbers.size())));
            const int deed = pick(8);
            if (pick(4) == 0)
                planted += plant(shop.sandbox, pick(4)) ? 1 : 0;
            if (deed < 4) {
                const bool repeat = model.contains(wanted) && pick(2) == 0;
                const qint64 fee = repeat ? model[wanted] : 100 + 100 * pick(8);
                const auto refunded = shop.refund(draftOf(wanted, fee));
                accepted += refunded.has_value();
                if (!shop.kept(wanted).outRefundNo.isEmpty())
                    model.try_emplace(wanted, shop.kept(wanted).fee.value);
            } else if (deed == 4) {
                // A process that dies in the middle of a refund.
                auto* journey = new RefundOrder(*shop.gateway, *shop.store, shop.clock);
                journey->start(draftOf(wanted, 100 + 100 * pick(8)));
                QTest::qWait(pick(8));
                delete journey;
                shop.gateway = shop.clientOf(shop.road->server.url());
                shop.reopen();
                ++killed;
            } else if (deed < 7) {
                (void)shop.query(pick(2) == 0 ? wanted : QByteArray());
            } else {
                shop.clock.advance(20s);
            }
            qint64 returned = 0;
            qint64 confirmable = 0;
            for (const RefundReport& truth : shop.books()) {
                returned += truth.fee.value;
                if (truth.state == RefundState::Success)
                    confirmable += truth.fee.value;
                QCOMPARE(shop.kept(truth.outRefundNo).fee, truth.fee);
                QVERIFY(countsAgainstOrder(shop.kept(truth.outRefundNo)));
            }
            QVERIFY(returned <= price);
            QVERIFY(shop.totals().committed.value <= price);
            QVERIFY(shop.totals().refunded.value <= confirmable);
        }
        stormy = false;
        shop.sandbox.clearFaults();
        shop.clock.advance(3h);
        qint64 returned = 0;
        for (const QByteArray& outRefundNo : numbers)
            (void)shop.query(outRefundNo);
        for (const RefundReport& truth : shop.books())
            returned += truth.fee.value;
        QCOMPARE(shop.totals().refunded, Fen{returned});
        QCOMPARE(shop.totals().committed, Fen{returned});
    }
    qInfo("%d steps, %d refunds accepted, %d messages lost, %d journeys killed, %d faults planted",
        steps, accepted, lost, killed, planted);
    QVERIFY(steps > 0 && accepted > 0 && lost > 0 && killed > 0 && planted > 0);
}

QTEST_GUILESS_MAIN(TestRefundJourney)
#include "tst_refundjourney.moc"

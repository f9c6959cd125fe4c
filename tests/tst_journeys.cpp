#include "core/workbench.h"
#include "tests/support.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace paydesk;

namespace {

constexpr int patienceMs = 20'000;
constexpr std::chrono::seconds behindTheFirstQuery{6};

/// The value a signal carries, once it has come.
template <typename Object, typename Value>
std::optional<Value> arrival(Object* object, void (Object::*signal)(const Value&))
{
    std::optional<Value> arrived;
    const QObject scope;
    QObject::connect(object, signal, &scope, [&](const Value& value) { arrived = value; });
    return QTest::qWaitFor([&] { return arrived.has_value(); }, patienceMs) ? arrived
                                                                            : std::nullopt;
}

/// A workbench on a folder with its sandbox answering.
class Shop {
public:
    Shop(const QString& folder, Clock& clock, bool queryJob = false)
    {
        WorkbenchOptions options;
        options.gatewayPort = 0;
        options.listenerPort = 0;
        options.queryJob = queryJob;
        auto opened = Workbench::open(folder, options, clock);
        m_ready = opened.has_value();
        if (!m_ready)
            return;
        m_bench = std::move(*opened);
        m_bench->startSandbox();
        m_ready = arrival(m_bench.get(), &Workbench::sandboxStarted).has_value()
            && m_bench->use("sandbox").has_value();
    }

    bool ready() const { return m_ready; }
    Workbench& bench() { return *m_bench; }
    Counter& counter() { return *m_bench->counter(); }

    Result<PlacedOrder> place(SignType type, const QByteArray& notifyUrl, Clock& clock)
    {
        const auto login = arrival(counter().phone()->login(), &Call::finished);
        OrderDraft draft;
        draft.outTradeNo = newOutTradeNo(clock);
        draft.body = "旅程";
        draft.totalFee = Fen{990};
        draft.signType = type;
        draft.code = login && login->fields ? login->fields->value("code") : QByteArray();
        draft.notifyUrl = notifyUrl;
        PlaceOrder* order = counter().placeOrder();
        order->start(draft);
        const auto placed = arrival(order, &PlaceOrder::finished);
        return placed ? *placed : Result<PlacedOrder>(fail(FailureId::TimedOut));
    }

    bool pay(const PlacedOrder& placed)
    {
        Call* payment = counter().phone()->requestPayment(
            placed.pay->call, counter().profile().appid, Phone::Action::Pay);
        const auto answer = arrival(payment, &Call::finished);
        return answer && answer->fields.has_value();
    }

    std::optional<Order> order(const QByteArray& number)
    {
        const auto found = m_bench->store().readNow<std::optional<Order>>(
            [&](const OrderReader& reader) { return reader.find("sandbox", number); });
        return found ? *found : std::nullopt;
    }
    TradeState stateOf(const QByteArray& number)
    {
        const auto found = order(number);
        return found ? found->state : TradeState::Placing;
    }

private:
    std::unique_ptr<Workbench> m_bench;
    bool m_ready = false;
};

} // namespace

/// Whole journeys over loopback with real parts: sandbox, gateway client, listener, store, query
/// job.
class TestJourneys : public QObject {
    Q_OBJECT

private slots:
    void anOrderIsPlacedPaidNotifiedAndBooked_data();
    void anOrderIsPlacedPaidNotifiedAndBooked();
    void aLostNotificationIsFoundByTheQueryJob();
    void anOrderLeftUnpaidIsFoundAfterARestart();
    void aWrongKeyIsRefusedWithTheCauseAndTheOrderStays();
    void aPlantedFaultIsInTheTimelineOnce();
    void everyStepIsInTheHistory();
};

void TestJourneys::anOrderIsPlacedPaidNotifiedAndBooked_data()
{
    QTest::addColumn<bool>("hmac");
    QTest::newRow("MD5") << false;
    QTest::newRow("HMAC-SHA256") << true;
}

void TestJourneys::anOrderIsPlacedPaidNotifiedAndBooked()
{
    QFETCH(const bool, hmac);
    const QTemporaryDir folder;
    SystemClock clock;
    Shop shop(folder.path(), clock);
    QVERIFY(shop.ready() && shop.bench().startListener());
    const auto placed =
        shop.place(hmac ? SignType::HmacSha256 : SignType::Md5, shop.counter().desk().url(), clock);
    QVERIFY(placed && placed->pay);
    QCOMPARE(placed->orderTrace.signature.size(), hmac ? 64 : 32);
    const QSignalSpy judged(&shop.counter().desk(), &NotificationDesk::judged);
    QVERIFY(shop.pay(*placed));
    QTRY_COMPARE_WITH_TIMEOUT(judged.size(), 1, patienceMs);
    QCOMPARE(judged.at(0).at(0).value<Judgement>().verdict, Verdict::Accepted);
    QCOMPARE(shop.stateOf(placed->order.outTradeNo), TradeState::Success);
}

void TestJourneys::aLostNotificationIsFoundByTheQueryJob()
{
    const QTemporaryDir folder;
    ManualClock clock(QDateTime::currentDateTimeUtc());
    Shop shop(folder.path(), clock, true);
    QVERIFY(shop.ready());
    // Nobody listens there: the notification is lost.
    const auto placed = shop.place(SignType::Md5, "http://127.0.0.1:1/notify", clock);
    QVERIFY(placed && shop.pay(*placed));
    QCOMPARE(shop.stateOf(placed->order.outTradeNo), TradeState::NotPay);
    QTRY_VERIFY_WITH_TIMEOUT(shop.counter().scheduler().nextAt().has_value(), patienceMs);
    clock.advance(behindTheFirstQuery);
    QTRY_COMPARE_WITH_TIMEOUT(
        shop.stateOf(placed->order.outTradeNo), TradeState::Success, patienceMs);
}

void TestJourneys::anOrderLeftUnpaidIsFoundAfterARestart()
{
    const QTemporaryDir folder;
    ManualClock clock(QDateTime::currentDateTimeUtc());
    QByteArray number;
    {
        Shop shop(folder.path(), clock);
        QVERIFY(shop.ready());
        const auto placed = shop.place(SignType::Md5, "http://127.0.0.1:1/notify", clock);
        QVERIFY(placed && shop.pay(*placed));
        number = placed->order.outTradeNo;
    }
    Shop again(folder.path(), clock, true);
    QVERIFY(again.ready());
    QCOMPARE(again.stateOf(number), TradeState::NotPay);
    clock.advance(behindTheFirstQuery);
    QTRY_COMPARE_WITH_TIMEOUT(again.stateOf(number), TradeState::Success, patienceMs);
}

void TestJourneys::aWrongKeyIsRefusedWithTheCauseAndTheOrderStays()
{
    const QTemporaryDir folder;
    SystemClock clock;
    Shop shop(folder.path(), clock);
    QVERIFY(shop.ready());
    Credentials wrong = sandboxCredentials();
    wrong.apiKey = Secret(QByteArray(32, 'k'));
    Counter counter(shop.bench().profile(), std::move(wrong), shop.bench().store(), clock);
    OrderDraft draft;
    draft.outTradeNo = newOutTradeNo(clock);
    draft.body = "tea";
    draft.totalFee = Fen{1};
    draft.tradeType = "NATIVE";
    draft.notifyUrl = "http://127.0.0.1:1/notify";
    draft.more.append("product_id", "1");
    PlaceOrder* order = counter.placeOrder();
    order->start(draft);
    const auto placed = arrival(order, &PlaceOrder::finished);
    QVERIFY(placed && !*placed);
    QCOMPARE(placed->error().id, FailureId::GatewayRefused);
    QVERIFY(!placed->error().details.value(QStringLiteral("why")).toString().isEmpty());
    const auto kept = shop.order(draft.outTradeNo);
    QVERIFY(kept && !kept->trouble.isEmpty());
}

void TestJourneys::aPlantedFaultIsInTheTimelineOnce()
{
    const QTemporaryDir folder;
    SystemClock clock;
    Shop shop(folder.path(), clock);
    QVERIFY(shop.ready() && shop.bench().startListener());
    FaultWatch& faults = *shop.counter().faults();
    for (const char* scope : {"notifications", "orderquery"}) {
        Call* const planting =
            faults.backstage().plant({{QStringLiteral("fault"), QStringLiteral("drop")},
                {QStringLiteral("scope"), QString::fromLatin1(scope)}});
        const auto answer = arrival(planting, &Call::finished);
        QVERIFY(answer && answer->fields);
        faults.take(*answer);
    }
    QCOMPARE(faults.inForce().value().size(), 2);
    const auto placed = shop.place(SignType::Md5, shop.counter().desk().url(), clock);
    QVERIFY(placed && shop.pay(*placed));
    const QByteArray number = placed->order.outTradeNo;
    QueryOrder* lost = shop.counter().queryOrder();
    lost->start(number);
    QVERIFY(!arrival(lost, &QueryOrder::finished).value()); // struck, and that is looked after
    const auto strikesIn = [&](OrderStore& store) {
        const auto events = store.readNow<QList<OrderEvent>>(
            [&](const OrderReader& reader) { return reader.events("sandbox", number); });
        QList<QByteArray> strikes;
        for (const OrderEvent& event : events.value_or(QList<OrderEvent>())) {
            if (event.kind == OrderEvent::Kind::Fault)
                strikes << event.outcome + " at " + event.detail;
        }
        return strikes;
    };
    const QList<QByteArray> both{"planted-drop at notifications", "planted-drop at orderquery"};
    QTRY_COMPARE_WITH_TIMEOUT(strikesIn(shop.bench().store()), both, patienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(faults.inForce().value().isEmpty(), patienceMs);
    // Whoever comes later is told of the same strikes.
    FaultWatch later(
        shop.counter().profile().endpoints.api, "sandbox", shop.bench().store(), clock);
    const QSignalSpy looked(&later, &FaultWatch::changed);
    later.look();
    QTRY_COMPARE_WITH_TIMEOUT(looked.size(), 1, patienceMs);
    QCOMPARE(strikesIn(shop.bench().store()), both);
}

void TestJourneys::everyStepIsInTheHistory()
{
    const QTemporaryDir folder;
    SystemClock clock;
    Shop shop(folder.path(), clock);
    QVERIFY(shop.ready() && shop.bench().startListener());
    const auto placed = shop.place(SignType::Md5, shop.counter().desk().url(), clock);
    QVERIFY(placed && shop.pay(*placed));
    const QByteArray number = placed->order.outTradeNo;
    QTRY_COMPARE_WITH_TIMEOUT(shop.stateOf(number), TradeState::Success, patienceMs);
    QueryOrder* query = shop.counter().queryOrder();
    query->start(number);
    QVERIFY(arrival(query, &QueryOrder::finished).value());
    const auto events = shop.bench().store().readNow<QList<OrderEvent>>(
        [&](const OrderReader& reader) { return reader.events("sandbox", number); });
    QVERIFY(events);
    QList<OrderEvent::Kind> kinds;
    for (const OrderEvent& event : *events)
        kinds << event.kind;
    for (const auto kind : {OrderEvent::Kind::Login, OrderEvent::Kind::UnifiedOrder,
             OrderEvent::Kind::PaySign, OrderEvent::Kind::Notification, OrderEvent::Kind::Query})
        QVERIFY2(kinds.contains(kind), eventKindName(kind).constData());
    // What is recorded carries no secret.
    const auto exchanges =
        shop.bench().store().readNow<QList<Exchange>>([&](const OrderReader& reader) {
            ExchangeQuery all;
            all.profile = "sandbox";
            return reader.exchanges(all);
        });
    QVERIFY(exchanges && exchanges->size() >= 4);
    const Credentials credentials = sandboxCredentials();
    for (const Secret* secret : {&credentials.apiKey, &credentials.appSecret}) {
        const QByteArray canary =
            secret->reveal([](QByteArrayView bytes) { return bytes.toByteArray(); });
        for (const Exchange& exchange : *exchanges)
            QVERIFY(!(exchange.url + exchange.requestBody + exchange.answerBody).contains(canary));
    }
}

QTEST_GUILESS_MAIN(TestJourneys)
#include "tst_journeys.moc"

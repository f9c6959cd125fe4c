#include "tests/forwardsupport.h"

#include <QTest>

using namespace paydesk;

/// Notifications on their way to the merchant's own backend.
class TestForward : public QObject {
    Q_OBJECT

private slots:
    void aMessageArrivesAsItCame();
    void rejectedMessagesArriveToo();
    void theAnswerIsJudgedAsWeChatWould_data();
    void theAnswerIsJudgedAsWeChatWould();
    void aDeadBackendHoldsNothingUp();
    void aSilentBackendDoesNotDelayWeChat();
    void whatIsForwardedTwiceEnds();
    void onlyAFewAreUnderWayAndAThousandWait();
    void aLateSuccessIsLate();
    void addressesAreChecked_data();
    void addressesAreChecked();
    void theListenerItselfIsNoBackend();
};

void TestForward::aMessageArrivesAsItCame()
{
    ForwardHouse house(answering(httpAnswer(backendSuccess)));
    // Whatever a proxy or WeChat wrote stays as it is: blanks, order, a query.
    const QByteArray body = house.notice() + "\n ";
    const QByteArray answer = house.post(house.notice(), "X-Forwarded-For: 203.0.113.7\r\n");
    QVERIFY(answer.contains("SUCCESS"));
    QVERIFY(house.told(1));
    QCOMPARE(house.backend.seen.size(), 1);
    const SeenRequest& seen = house.backend.seen.constFirst();
    QCOMPARE(seen.method, "POST");
    QCOMPARE(seen.target, "/pay/notify");
    QCOMPARE(seen.header("Content-Type"), "text/xml");
    QCOMPARE(seen.header("X-Forwarded-For"), "203.0.113.7");
    QCOMPARE(seen.header("Host"), house.backend.url().mid(7));
    QVERIFY(house.post(body).contains("xml"));
    QVERIFY(house.told(2));
    QCOMPARE(house.backend.seen.at(1).body, body);
    const OrderEvent event = house.events("PD1").at(1);
    QCOMPARE(event.kind, OrderEvent::Kind::Forward);
    QCOMPARE(event.outcome, "ok");
    QCOMPARE(event.detail, "200");
    const auto exchange = house.fixture.store->readNow<std::optional<Exchange>>(
        [&](const OrderReader& reader) { return reader.exchange(event.exchangeId); });
    QCOMPARE(exchange->value().direction, Exchange::Direction::Outgoing);
    QCOMPARE(exchange->value().url, house.target());
}

void TestForward::rejectedMessagesArriveToo()
{
    ForwardHouse house(answering(httpAnswer(backendSuccess)));
    const QByteArray forged = house.notice().replace("1280", "1");
    QVERIFY(house.post(forged).contains("FAIL"));
    QVERIFY(house.told(1));
    QCOMPARE(house.backend.seen.constFirst().body, forged);
    // A backend that believes it is a finding for the merchant; the order here stays unpaid.
    QVERIFY(!house.fixture.order("PD1").paidAt.isValid());
    QVERIFY(house.post("no xml").contains("FAIL"));
    QVERIFY(house.told(2));
    QCOMPARE(house.backend.seen.at(1).body, "no xml");
}

void TestForward::theAnswerIsJudgedAsWeChatWould_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<QByteArray>("outcome");
    QTest::newRow("SUCCESS") << httpAnswer(backendSuccess) << QByteArray("ok");
    QTest::newRow("FAIL") << httpAnswer("<xml><return_code>FAIL</return_code></xml>")
                          << QByteArray("answered-fail");
    QTest::newRow("the word alone") << httpAnswer("SUCCESS") << QByteArray("answer-unreadable");
    QTest::newRow("nothing") << httpAnswer("") << QByteArray("answer-unreadable");
    QTest::newRow("a page") << httpAnswer("<html><body>ok</body></html>")
                            << QByteArray("answer-unreadable");
    QTest::newRow("SUCCESS with another status")
        << httpAnswer(backendSuccess, "201 Created") << QByteArray("http-status-201");
    QTest::newRow("broken") << httpAnswer("", "500 Internal Server Error")
                            << QByteArray("http-status-500");
    QTest::newRow("moved") << httpAnswer("", "302 Found", "Location: http://127.0.0.1/\r\n")
                           << QByteArray("redirect-refused");
}

void TestForward::theAnswerIsJudgedAsWeChatWould()
{
    QFETCH(const QByteArray, answer);
    QFETCH(const QByteArray, outcome);
    ForwardHouse house(answering(answer));
    QVERIFY(house.post(house.notice()).contains("SUCCESS"));
    QVERIFY(house.told(1));
    QCOMPARE(house.result().outcome, outcome);
    QCOMPARE(house.result().exchange.outcome, outcome);
    QVERIFY(house.result().exchange.id > 0);
    QCOMPARE(house.events("PD1").constLast().outcome, outcome);
    QVERIFY(!forwardSentence(outcome).text().isEmpty());
    QCOMPARE(house.backend.seen.size(), 1); // one attempt is one request
}

void TestForward::aDeadBackendHoldsNothingUp()
{
    ForwardHouse house({});
    house.backend.close();
    QVERIFY(house.post(house.notice()).contains("SUCCESS"));
    QVERIFY(house.told(1));
    QCOMPARE(house.result().outcome, "connection-refused");
    QCOMPARE(house.fixture.order("PD1").state, TradeState::Success);
}

void TestForward::aSilentBackendDoesNotDelayWeChat()
{
    ForwardHouse house([](const SeenRequest&, QTcpSocket&) {});
    QVERIFY(house.post(house.notice()).contains("SUCCESS"));
    QVERIFY(waitUntil([&] { return house.backend.seen.size() == 1; }));
    // While the first one still waits, the next is answered.
    QVERIFY(house.post(house.notice()).contains("SUCCESS"));
    QCOMPARE(house.forwarded.size(), 0);
}

void TestForward::whatIsForwardedTwiceEnds()
{
    ForwardHouse house(answering(httpAnswer(backendSuccess)));
    QVERIFY(house.post(house.notice()).contains("SUCCESS"));
    QVERIFY(house.told(1));
    const QByteArray mark = house.backend.seen.constFirst().header("X-Paydesk-Forwarded");
    QVERIFY(!mark.isEmpty());
    QVERIFY(
        house.post(house.notice(), "X-Paydesk-Forwarded: " + mark + "\r\n").contains("SUCCESS"));
    // The one behind it is the next that arrives.
    QVERIFY(house.post("behind it").contains("FAIL"));
    QVERIFY(house.told(2));
    QCOMPARE(house.backend.seen.at(1).body, "behind it");
}

void TestForward::onlyAFewAreUnderWayAndAThousandWait()
{
    ForwardHouse house([](const SeenRequest&, QTcpSocket&) {});
    const HttpRequest request{"POST", "/notify", {}, {}, "x", {}, {}};
    constexpr int roomFor = 4 + 1000;
    for (int i = 0; i < roomFor + 2; ++i)
        emit house.desk.answered(request, "PD1");
    QVERIFY(house.told(2));
    QCOMPARE(house.result(0).outcome, "dropped");
    QCOMPARE(house.result(1).outcome, "dropped");
    QVERIFY(waitUntil([&] { return house.backend.seen.size() == 4; }));
    QCOMPARE(house.forwarded.size(), 2);
    QCOMPARE(house.events("PD1").constLast().outcome, "dropped");
}

void TestForward::aLateSuccessIsLate()
{
    Answer answer;
    answer.fields = Parameters{{"return_code", "SUCCESS"}};
    answer.exchange.status = 200;
    answer.exchange.took = receiverTime;
    QCOMPARE(forwardOutcome(answer), "ok");
    answer.exchange.took += std::chrono::microseconds(1);
    QCOMPARE(forwardOutcome(answer), "answered-late");
}

void TestForward::addressesAreChecked_data()
{
    QTest::addColumn<QByteArray>("url");
    QTest::addColumn<bool>("fits");
    QTest::newRow("this machine") << QByteArray("http://127.0.0.1:8000/notify") << true;
    QTest::newRow("another one") << QByteArray("https://shop.example/wx?from=paydesk") << true;
    QTest::newRow("no scheme") << QByteArray("127.0.0.1:8000/notify") << false;
    QTest::newRow("a file") << QByteArray("file:///etc/passwd") << false;
    QTest::newRow("no host") << QByteArray("http:///notify") << false;
    QTest::newRow("a password") << QByteArray("http://me:secret@shop.example/") << false;
    QTest::newRow("a fragment") << QByteArray("http://shop.example/#here") << false;
    QTest::newRow("itself") << QByteArray("http://127.0.0.1:18081/notify") << false;
    QTest::newRow("itself by name") << QByteArray("http://localhost:18081/") << false;
    QTest::newRow("itself in version 6") << QByteArray("http://[::1]:18081/") << false;
    QTest::newRow("its port elsewhere") << QByteArray("http://192.0.2.1:18081/notify") << true;
}

void TestForward::addressesAreChecked()
{
    QFETCH(const QByteArray, url);
    QFETCH(const bool, fits);
    const auto checked = checkForwardUrl(url, "http://127.0.0.1:18081/notify");
    QCOMPARE(checked.has_value(), fits);
    if (!fits)
        QCOMPARE(checked.error().id, FailureId::FieldMalformed);
}

void TestForward::theListenerItselfIsNoBackend()
{
    ForwardHouse house(answering(httpAnswer(backendSuccess)));
    QVERIFY(!house.forwarder.setTarget(house.desk.url()));
    QCOMPARE(house.forwarder.target(), house.target()); // the one before stays
    QVERIFY(house.forwarder.setTarget({}));
    QVERIFY(house.post(house.notice()).contains("SUCCESS"));
    QVERIFY(house.fixture.order("PD1").state == TradeState::Success);
    QCOMPARE(house.backend.seen.size(), 0);
}

QTEST_GUILESS_MAIN(TestForward)
#include "tst_forward.moc"

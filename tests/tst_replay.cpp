#include "core/forward/replayer.h"
#include "core/notify/notice.h"
#include "core/notify/noticedraft.h"
#include "core/protocol/endpoints.h"
#include "core/sign/reqinfo.h"
#include "tests/forwardsupport.h"

#include <QTest>

using namespace paydesk;

namespace {

const Secret& ourKey()
{
    static const Secret key = sandboxCredentials().apiKey.clone();
    return key;
}

/// Every attempt of one replay, and whether it has ended.
class Watched {
public:
    Watched(ForwardHouse& house, const Replay& replay, Clock* clock = nullptr)
        : replayer(new Replayer(
              house.gateway, *house.fixture.store, clock ? *clock : house.clock, &house.desk))
    {
        QObject::connect(replayer, &Replayer::attempted, &m_context,
            [this](const ReplayAttempt& attempt) { attempts.append(attempt); });
        QObject::connect(replayer, &Replayer::finished, &m_context, [this] { ended = true; });
        replayer->start(replay);
    }

    bool told(int count) const
    {
        return waitUntil([&] { return attempts.size() >= count; });
    }
    bool ends() const
    {
        return waitUntil([&] { return ended; });
    }
    QByteArrayList outcomes() const
    {
        QByteArrayList outcomes;
        for (const ReplayAttempt& attempt : attempts)
            outcomes << attempt.outcome;
        return outcomes;
    }

    QPointer<Replayer> replayer;
    QList<ReplayAttempt> attempts;
    bool ended = false;

private:
    QObject m_context;
};

Exchange onlyNotice(ForwardHouse& house)
{
    ExchangeQuery query;
    query.profile = sampleMerchant;
    query.direction = Exchange::Direction::Incoming;
    const auto found = house.fixture.store->readNow<QList<Exchange>>(
        [&](const OrderReader& reader) { return reader.exchanges(query); });
    return found && !found->isEmpty() ? found->constFirst() : Exchange();
}

/// Answers each request with the next one of these, and after the last with the last.
FakeServer::Handler answeringInTurn(const QByteArrayList& answers)
{
    return
        [answers, turn = std::make_shared<qsizetype>(0)](const SeenRequest&, QTcpSocket& socket) {
            socket.write(answers.at(std::min(*turn, answers.size() - 1)));
            ++*turn;
        };
}

Parameters paymentFields()
{
    return {{"return_code", "SUCCESS"}, {"appid", "wx1"}, {"nonce_str", "n"}, {"total_fee", "1280"},
        {"attach", ""}, {"out_trade_no", "PD1"}};
}

} // namespace

/// Stored notifications, sent once more: as they came, or changed.
class TestReplay : public QObject {
    Q_OBJECT

private slots:
    void aReplayToTheBackendIsByteForByte();
    void aReplayToPaydeskIsADuplicateAndPaysNothingTwice();
    void attemptsKeepTheirDistance();
    void weChatsScheduleEndsWithSuccess();
    void theScheduleEndsWithItsLastAttempt();
    void itIsStoppedWhileItWaits();
    void itIsStoppedWhileNobodyAnswers();
    void aChangedMessageIsSignedAnew_data();
    void aChangedMessageIsSignedAnew();
    void everyFieldKeepsItsPlace();
    void aRefundIsSealedAnew();
    void aRefundIsSealedWronglyOrNotAtAll();
    void whatIsNoMessageIsNotTakenApart_data();
    void whatIsNoMessageIsNotTakenApart();
    void aReplayedEditIsJudgedForWhatItIs();
};

void TestReplay::aReplayToTheBackendIsByteForByte()
{
    ForwardHouse house(answering(httpAnswer(backendSuccess)));
    QVERIFY(house.forwarder.setTarget({}));
    const QByteArray body = house.notice() + "\n ";
    QVERIFY(house.post(body, "X-Forwarded-For: 203.0.113.7\r\n").contains("SUCCESS"));
    const Exchange notice = onlyNotice(house);
    QCOMPARE(notice.requestBody, body);
    Watched watched(house,
        {withQuery(house.target(), "a=1"), notice.requestBody, notice.requestHeaders,
            notice.outTradeNo, {}, false, true});
    QVERIFY(watched.ends());
    QCOMPARE(watched.outcomes(), QByteArrayList{"ok"});
    const SeenRequest& seen = house.backend.seen.constFirst();
    QCOMPARE(seen.body, body);
    QCOMPARE(seen.target, "/pay/notify?a=1");
    QCOMPARE(seen.header("Content-Type"), "text/xml");
    QCOMPARE(seen.header("X-Forwarded-For"), "203.0.113.7");
    QCOMPARE(seen.header(forwardedField), "1");
    // It stands in the order's history as what it is.
    const OrderEvent event = house.events("PD1").constLast();
    QCOMPARE(event.kind, OrderEvent::Kind::Forward);
    QCOMPARE(event.exchangeId, watched.attempts.constFirst().exchange.id);
    QVERIFY(event.exchangeId > 0);
    QVERIFY(waitUntil([&] { return watched.replayer.isNull(); }));
}

void TestReplay::aReplayToPaydeskIsADuplicateAndPaysNothingTwice()
{
    ForwardHouse house(answering(httpAnswer(backendSuccess)));
    QVERIFY(house.forwarder.setTarget({}));
    QVERIFY(house.post(house.notice()).contains("SUCCESS"));
    const Order paid = house.fixture.order("PD1");
    const DayFigures figures = house.fixture.figures(sampleNoon);
    const Exchange notice = onlyNotice(house);
    const Watched watched(house,
        {house.desk.url(), notice.requestBody, notice.requestHeaders, notice.outTradeNo,
            {Clock::Milliseconds(0), Clock::Milliseconds(0)}});
    QVERIFY(watched.ends());
    QCOMPARE(watched.outcomes(), (QByteArrayList{"ok", "ok", "ok"}));
    QCOMPARE(watched.attempts.constLast().exchange.id, 0); // what came in is recorded, not this
    QCOMPARE(house.fixture.order("PD1").paidAt, paid.paidAt);
    QCOMPARE(house.fixture.figures(sampleNoon), figures);
    QByteArrayList outcomes;
    for (const OrderEvent& event : house.events("PD1"))
        outcomes << event.outcome;
    QCOMPARE(outcomes, (QByteArrayList{"ok", "duplicate", "duplicate", "duplicate"}));
}

void TestReplay::attemptsKeepTheirDistance()
{
    ForwardHouse house(answering(httpAnswer(backendSuccess)));
    ManualClock clock;
    const QDateTime begun = clock.now();
    const Watched watched(house,
        {house.target(), "x", {}, {}, {std::chrono::seconds(2), std::chrono::seconds(5)}}, &clock);
    QVERIFY(watched.told(1));
    QCOMPARE(watched.attempts.at(0).nextAt, begun.addSecs(2));
    clock.advance(std::chrono::milliseconds(1999));
    QCOMPARE(house.backend.seen.size(), 1);
    clock.advance(std::chrono::milliseconds(1));
    QVERIFY(watched.told(2));
    QCOMPARE(watched.attempts.at(1).nextAt, begun.addSecs(7));
    QCOMPARE(watched.attempts.at(1).number, 2);
    clock.advance(std::chrono::seconds(5));
    QVERIFY(watched.ends());
    QVERIFY(!watched.attempts.at(2).nextAt.isValid());
    QCOMPARE(house.backend.seen.size(), 3);
}

void TestReplay::weChatsScheduleEndsWithSuccess()
{
    const QByteArray no = httpAnswer("<xml><return_code>FAIL</return_code></xml>");
    ForwardHouse house(answeringInTurn({no, no, httpAnswer(backendSuccess)}));
    ManualClock clock;
    Replay replay{house.target(), "x"};
    replay.pauses.assign(notices::pauses.begin(), notices::pauses.end());
    replay.untilSuccess = true;
    const Watched watched(house, replay, &clock);
    for (int attempt = 1; attempt < 3; ++attempt) {
        QVERIFY(watched.told(attempt));
        clock.advance(std::chrono::seconds(15));
    }
    QVERIFY(watched.ends());
    QCOMPARE(watched.outcomes(), (QByteArrayList{"answered-fail", "answered-fail", "ok"}));
    QCOMPARE(clock.pending(), 0);
}

void TestReplay::theScheduleEndsWithItsLastAttempt()
{
    ForwardHouse house(answering(httpAnswer("", "500 Internal Server Error")));
    ManualClock clock;
    Replay replay{house.target(), "x"};
    replay.pauses.assign(notices::pauses.begin(), notices::pauses.end());
    replay.untilSuccess = true;
    const Watched watched(house, replay, &clock);
    std::chrono::seconds passed{0};
    for (int attempt = 1; attempt <= 15; ++attempt) {
        QVERIFY(watched.told(attempt));
        const auto pause = notices::pauses[std::size_t(attempt - 1)];
        QCOMPARE(watched.attempts.constLast().nextAt, clock.now().addSecs(pause.count()));
        clock.advance(pause);
        passed += pause;
    }
    QVERIFY(watched.ends());
    QCOMPARE(watched.attempts.size(), 16);
    QCOMPARE(passed, std::chrono::hours(24) + std::chrono::minutes(4));
}

void TestReplay::itIsStoppedWhileItWaits()
{
    ForwardHouse house(answering(httpAnswer(backendSuccess)));
    ManualClock clock;
    const Watched watched(house, {house.target(), "x", {}, {}, {std::chrono::hours(1)}}, &clock);
    QVERIFY(watched.told(1));
    watched.replayer->stop();
    QVERIFY(watched.ended);
    QCOMPARE(clock.pending(), 0);
    clock.advance(std::chrono::hours(2));
    QCOMPARE(watched.attempts.size(), 1);
}

void TestReplay::itIsStoppedWhileNobodyAnswers()
{
    ForwardHouse house([](const SeenRequest&, QTcpSocket&) {});
    const Watched watched(house, {house.target(), "x", {}, {}, {std::chrono::hours(1)}});
    QVERIFY(waitUntil([&] { return house.backend.seen.size() == 1; }));
    watched.replayer->stop();
    QVERIFY(watched.ends());
    QCOMPARE(watched.outcomes(), QByteArrayList{"cancelled"});
    QVERIFY(!watched.attempts.constFirst().nextAt.isValid());
}

void TestReplay::aChangedMessageIsSignedAnew_data()
{
    QTest::addColumn<SignType>("type");
    QTest::addColumn<bool>("labelled");
    QTest::addColumn<Resigning>("resigning");
    QTest::addColumn<bool>("right");
    const auto rows = [](const char* name, SignType type, bool labelled) {
        const auto row = [&](const char* how, Resigning resigning, bool right) {
            QTest::addRow("%s, %s", name, how) << type << labelled << resigning << right;
        };
        row("right", Resigning::Right, true);
        row("unchanged", Resigning::Unchanged, false);
        row("a strange key", Resigning::StrangeKey, false);
        row("absent", Resigning::Absent, false);
    };
    rows("MD5", SignType::Md5, false);
    rows("MD5 by name", SignType::Md5, true);
    rows("HMAC-SHA256", SignType::HmacSha256, false);
    rows("HMAC-SHA256 by name", SignType::HmacSha256, true);
}

void TestReplay::aChangedMessageIsSignedAnew()
{
    QFETCH(const SignType, type);
    QFETCH(const bool, labelled);
    QFETCH(const Resigning, resigning);
    QFETCH(const bool, right);
    Parameters fields = paymentFields();
    if (labelled)
        fields.append("sign_type", signTypeName(type));
    fields.append("sign", signatureOf(fields, ourKey(), type));
    Result<NoticeDraft> draft = takenApart(toXml(fields), ourKey());
    QVERIFY(draft);
    QCOMPARE(draft->fields, fields);
    QVERIFY(!draft->isAboutRefund());
    draft->fields.set("total_fee", "1");
    const QByteArray body = putTogether(*draft, resigning, ourKey());
    const Parameters sent = fromXml(body).value();
    QCOMPARE(sent.value("total_fee"), "1");
    QCOMPARE(verifies(sent, ourKey(), type), right);
    QCOMPARE(sent.contains("sign"), resigning != Resigning::Absent);
    QCOMPARE(sent.value("sign") == fields.value("sign"), resigning == Resigning::Unchanged);
}

void TestReplay::everyFieldKeepsItsPlace()
{
    // sign stands in the middle, an empty field and a CDATA's end among the values.
    const Parameters fields{{"b", "2"}, {"sign", ""}, {"a", "]]>"}, {"attach", ""}, {"c", "中"}};
    Parameters signedFields = fields;
    signedFields.set("sign", signatureOf(fields, ourKey(), SignType::Md5));
    const Result<NoticeDraft> draft = takenApart(toXml(signedFields), ourKey());
    QVERIFY(draft);
    QCOMPARE(putTogether(*draft, Resigning::Right, ourKey()), toXml(signedFields));
    QCOMPARE(putTogether(*draft, Resigning::Unchanged, ourKey()), toXml(signedFields));
}

void TestReplay::aRefundIsSealedAnew()
{
    const Parameters inside{{"out_trade_no", "PD1"}, {"refund_fee", "100"}, {"x", "退"}};
    const Parameters outside{{"return_code", "SUCCESS"}, {"appid", "wx1"},
        {"req_info", sealReqInfo(toXml(inside, "root"), ourKey())}, {"nonce_str", "n"}};
    Result<NoticeDraft> draft = takenApart(toXml(outside), ourKey());
    QVERIFY(draft);
    QVERIFY(draft->isAboutRefund());
    QCOMPARE(draft->fields, inside);
    QCOMPARE(putTogether(*draft, Resigning::Right, ourKey()), toXml(outside));
    draft->fields.set("refund_fee", "1");
    const Notice sent = readNotice(putTogether(*draft, Resigning::Right, ourKey()), ourKey());
    QVERIFY(sent.inner && *sent.inner);
    QCOMPARE((*sent.inner)->value("refund_fee"), "1");
    QCOMPARE(putTogether(*draft, Resigning::Unchanged, ourKey()), toXml(outside));
}

void TestReplay::aRefundIsSealedWronglyOrNotAtAll()
{
    const Parameters inside{{"out_trade_no", "PD1"}, {"refund_fee", "100"}};
    const Parameters outside{
        {"return_code", "SUCCESS"}, {"req_info", sealReqInfo(toXml(inside, "root"), ourKey())}};
    const Result<NoticeDraft> draft = takenApart(toXml(outside), ourKey());
    QVERIFY(draft);
    const Notice strange =
        readNotice(putTogether(*draft, Resigning::StrangeKey, ourKey()), ourKey());
    QVERIFY(strange.inner);
    QCOMPARE(strange.inner->error().id, FailureId::SealForeign);
    const Notice without = readNotice(putTogether(*draft, Resigning::Absent, ourKey()), ourKey());
    QVERIFY(without.fields);
    QVERIFY(!without.inner);
    QVERIFY(sealReqInfo("text", Secret()).isEmpty());
}

void TestReplay::whatIsNoMessageIsNotTakenApart_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<FailureId>("why");
    QTest::newRow("no XML") << QByteArray("hello") << FailureId::XmlRejected;
    QTest::newRow("half of it") << toXml(paymentFields()).first(40) << FailureId::XmlRejected;
    QTest::newRow("a declaration")
        << "<!DOCTYPE xml []>" + toXml(paymentFields()) << FailureId::XmlRejected;
    QTest::newRow("no base64") << toXml({{"req_info", "?"}}) << FailureId::FieldMalformed;
    QTest::newRow("no XML inside")
        << toXml({{"req_info", sealReqInfo("hello", ourKey())}}) << FailureId::XmlRejected;
}

void TestReplay::whatIsNoMessageIsNotTakenApart()
{
    QFETCH(const QByteArray, body);
    QFETCH(const FailureId, why);
    const Result<NoticeDraft> draft = takenApart(body, ourKey());
    QVERIFY(!draft);
    QCOMPARE(draft.error().id, why);
}

/// The listener knows nothing of who sends: a rightly signed edit is what it says, a wrong one is
/// refused.
void TestReplay::aReplayedEditIsJudgedForWhatItIs()
{
    ForwardHouse house(answering(httpAnswer(backendSuccess)));
    QVERIFY(house.forwarder.setTarget({}));
    const Result<NoticeDraft> came = takenApart(house.notice(), ourKey());
    QVERIFY(came);
    NoticeDraft cheaper = *came;
    cheaper.fields.set("total_fee", "1");
    const auto sent = [&](const NoticeDraft& draft, Resigning resigning) {
        const Watched watched(house, {house.desk.url(), putTogether(draft, resigning, ourKey())});
        return watched.ends() ? watched.outcomes().constFirst() : QByteArray();
    };
    QCOMPARE(sent(cheaper, Resigning::Unchanged), "answered-fail");
    QCOMPARE(sent(cheaper, Resigning::Right), "answered-fail");
    QCOMPARE(sent(*came, Resigning::StrangeKey), "answered-fail");
    QCOMPARE(sent(*came, Resigning::Absent), "answered-fail");
    QCOMPARE(house.fixture.order("PD1").state, TradeState::Placing);
    QCOMPARE(sent(*came, Resigning::Right), "ok");
    QCOMPARE(house.fixture.order("PD1").state, TradeState::Success);
}

QTEST_GUILESS_MAIN(TestReplay)
#include "tst_replay.moc"

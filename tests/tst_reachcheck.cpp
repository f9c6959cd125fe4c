#include "core/notify/desk.h"
#include "core/reach/echo.h"
#include "core/reach/reachcheck.h"
#include "tests/fakeserver.h"
#include "tests/ordersupport.h"
#include "tests/support.h"

#include <QTcpSocket>
#include <QTest>

using namespace paydesk;

namespace {

using Part = ReachStep::Part;
using State = ReachStep::State;

/// One walk to its end.
class Walk {
public:
    explicit Walk(Clock& clock, EchoBook& echoes,
        const QSslConfiguration& tls = QSslConfiguration::defaultConfiguration())
        : check(new ReachCheck(echoes, clock, tls))
    {
        QObject::connect(check, &ReachCheck::stepped, &m_context,
            [this](const ReachStep& step) { steps.append(step); });
        QObject::connect(check, &ReachCheck::finished, &m_context, [this] { ended = true; });
    }
    ~Walk() { delete check; }

    bool walk(const QByteArray& url)
    {
        check->start(url);
        return waitUntil([this] { return ended; });
    }
    ReachStep at(Part part) const
    {
        for (const ReachStep& step : steps) {
            if (step.part == part)
                return step;
        }
        return {};
    }
    /// The parts in their order, each with its finding; "-" for a skipped one.
    QByteArray story() const
    {
        QByteArrayList words;
        for (const ReachStep& step : steps)
            words << (step.state == State::Skipped ? QByteArray("-") : step.finding);
        return words.join(' ');
    }

    QPointer<ReachCheck> check;
    QList<ReachStep> steps;
    bool ended = false;

private:
    QObject m_context;
};

/// Echoes as the listener does; `spoil` may change what has arrived before.
FakeServer::Handler echoing(const EchoBook& echoes,
    const std::function<QByteArray(QByteArray)>& spoil = {}, const QByteArray& headers = {})
{
    return [&echoes, spoil, headers](const SeenRequest& request, QTcpSocket& socket) {
        const QByteArray body = spoil ? spoil(request.body) : request.body;
        socket.write(httpAnswer(echoes.answerTo(body).value_or("lost"), "200 OK", headers));
    };
}

QSslConfiguration trusting(const TestIdentity& authority)
{
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setCaCertificates({authority.certificate});
    return tls;
}

TestIdentity newAuthority()
{
    return TestCertificate{.name = {}, .subject = "Test authority"}.make();
}

} // namespace

Q_DECLARE_METATYPE(TestCertificate)

/// The self-test of the public address, against servers that are wrong in one way each.
class TestReachCheck : public QObject {
    Q_OBJECT

private slots:
    void itEndsAtTheListenerWhichRecordsNothing();
    void aStrangersEchoIsANotification();
    void addressesAreJudged_data();
    void addressesAreJudged();
    void aNameThatNobodyKnowsIsSaid();
    void aPortWithoutAListenerIsRefused();
    void answersAreJudged_data();
    void answersAreJudged();
    void aBodyThatArrivesChangedIsSaid_data();
    void aBodyThatArrivesChangedIsSaid();
    void aLimitOnLongBodiesIsSaid_data();
    void aLimitOnLongBodiesIsSaid();
    void certificatesAreJudged_data();
    void certificatesAreJudged();
    void plainHttpBehindHttpsIsSaid();
    void timeIsJudgedAsWeChatWould_data();
    void timeIsJudgedAsWeChatWould();
    void clocksAreCompared_data();
    void clocksAreCompared();
    void itIsCancelledAtAnyStep();
    void everyFindingHasASentence();
};

void TestReachCheck::itEndsAtTheListenerWhichRecordsNothing()
{
    SystemClock clock;
    const StoreFixture fixture;
    EchoBook echoes;
    NotificationDesk desk(sandboxProfile(), sandboxCredentials().apiKey, *fixture.store, clock);
    desk.setSelfTest([&](QByteArrayView body) { return echoes.answerTo(body); });
    QVERIFY(desk.listen(QHostAddress(QHostAddress::LocalHost), 0));
    Walk walk(clock, echoes);
    QVERIFY(walk.walk(desk.url()));
    QCOMPARE(walk.steps.size(), reachParts().size());
    QCOMPARE(walk.at(Part::Address).finding, "private-host");
    QCOMPARE(walk.at(Part::Name).state, State::Skipped);
    for (const Part part : {Part::Connection, Part::Answer, Part::Body, Part::Size, Part::Time})
        QVERIFY2(walk.at(part).state == State::Passed, partName(part).constData());
    QVERIFY(waitUntil([&] { return walk.check.isNull(); }));
    const auto recorded = fixture.store->readNow<QList<Exchange>>(
        [](const OrderReader& reader) { return reader.exchanges({sampleMerchant}); });
    QVERIFY(recorded && recorded->isEmpty());
}

/// Without the token nobody learns what the listener got, and the message is judged as any other.
void TestReachCheck::aStrangersEchoIsANotification()
{
    EchoBook echoes;
    const QByteArray first = echoes.newMessage(100);
    const QByteArray second = echoes.newMessage(100);
    QVERIFY(first != second);
    QVERIFY(echoes.answerTo(first));
    QVERIFY(echoes.answerTo("x" + second.left(80)));
    QByteArray guessed = first;
    const qsizetype token = guessed.indexOf("<paydesk_echo>") + 14;
    guessed[token] = guessed[token] == '0' ? '1' : '0';
    QVERIFY(!echoes.answerTo(guessed));
    QVERIFY(!echoes.answerTo("<xml><paydesk_echo></paydesk_echo></xml>"));
    for (int i = 0; i < 16; ++i)
        echoes.newMessage(100);
    QVERIFY(!echoes.answerTo(first)); // long ago
    echoes.clear();
    QVERIFY(!echoes.answerTo(second));
    QCOMPARE(readEcho("<html>"), std::nullopt);
    QCOMPARE(readEcho(EchoBook().newMessage(10)), std::nullopt);
}

void TestReachCheck::addressesAreJudged_data()
{
    QTest::addColumn<QByteArray>("url");
    QTest::addColumn<QByteArray>("finding");
    QTest::addColumn<bool>("goesOn");
    const auto row = [](const char* name, const QByteArray& url, const char* finding, bool goesOn) {
        QTest::newRow(name) << url << QByteArray(finding) << goesOn;
    };
    row("nothing", "", "no-address", false);
    row("no scheme", "pay.example.com/notify", "no-address", false);
    row("another scheme", "ftp://127.0.0.1/notify", "no-address", false);
    row("a query", "http://127.0.0.1:1/notify?a=1", "has-query", false);
    row("an empty query", "http://127.0.0.1:1/notify?", "has-query", false);
    row("a fragment", "http://127.0.0.1:1/notify#a", "has-fragment", false);
    row("a login", "http://me:secret@127.0.0.1:1/notify", "has-login", false);
    row("too long", "http://127.0.0.1:1/" + QByteArray(256, 'n'), "too-long", false);
    row("this machine", "http://127.0.0.1:1/notify", "private-host", true);
    row("its network", "http://192.0.2.1.nowhere.lan:1/notify", "private-host", true);
}

void TestReachCheck::addressesAreJudged()
{
    QFETCH(const QByteArray, url);
    QFETCH(const QByteArray, finding);
    QFETCH(const bool, goesOn);
    SystemClock clock;
    EchoBook echoes;
    Walk walk(clock, echoes);
    QVERIFY(walk.walk(url));
    QCOMPARE(walk.at(Part::Address).finding, finding);
    QCOMPARE(walk.at(Part::Address).state, goesOn ? State::Warned : State::Failed);
    QCOMPARE(walk.steps.size(), reachParts().size());
    const bool stopped = walk.story().endsWith(" - - - - - - - -");
    QCOMPARE(stopped, !goesOn);
}

void TestReachCheck::aNameThatNobodyKnowsIsSaid()
{
    SystemClock clock;
    EchoBook echoes;
    Walk walk(clock, echoes);
    QVERIFY(walk.walk("http://nowhere.invalid/notify"));
    QCOMPARE(walk.story(), "private-host name-unknown - - - - - - -");
}

void TestReachCheck::aPortWithoutAListenerIsRefused()
{
    SystemClock clock;
    EchoBook echoes;
    FakeServer server({});
    const QByteArray url = server.url() + "/notify";
    server.close();
    Walk walk(clock, echoes);
    QVERIFY(walk.walk(url));
    QCOMPARE(walk.story(), "private-host - refused - - - - - -");
}

void TestReachCheck::answersAreJudged_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<QByteArray>("finding");
    QTest::addColumn<QByteArray>("detail");
    const auto row = [](const char* status, const char* finding, const QByteArray& detail,
                         const QByteArray& headers = {}) {
        QTest::newRow(status) << httpAnswer("", status, headers) << QByteArray(finding) << detail;
    };
    row("301 Moved", "redirected", "https://shop.example/", "Location: https://shop.example/\r\n");
    row("302 Found", "redirected", "/login", "Location: /login\r\n");
    row("404 Not Found", "not-found", "404");
    row("405 Not Allowed", "method-refused", "405");
    row("401 Unauthorized", "forbidden", "401");
    row("403 Forbidden", "forbidden", "403");
    row("413 Too Large", "body-too-large", "413");
    row("502 Bad Gateway", "listener-unreachable", "502");
    row("504 Timeout", "listener-unreachable", "504");
    row("500 Broken", "other-status", "500");
    row("204 Nothing", "other-status", "204");
    QTest::newRow("a page") << httpAnswer("<html>Welcome</html>") << QByteArray("somebody-else")
                            << QByteArray();
    QTest::newRow("another receiver") << httpAnswer("<xml><return_code>FAIL</return_code></xml>")
                                      << QByteArray("somebody-else") << QByteArray();
    QTest::newRow("no answer") << QByteArray("nonsense\r\n\r\n") << QByteArray("no-answer")
                               << QByteArray();
}

void TestReachCheck::answersAreJudged()
{
    QFETCH(const QByteArray, answer);
    QFETCH(const QByteArray, finding);
    QFETCH(const QByteArray, detail);
    SystemClock clock;
    EchoBook echoes;
    const FakeServer server([&](const SeenRequest&, QTcpSocket& socket) {
        socket.write(answer);
        socket.disconnectFromHost();
    });
    Walk walk(clock, echoes);
    QVERIFY(walk.walk(server.url() + "/notify"));
    QCOMPARE(walk.story(), "private-host - ok - " + finding + " - - - -");
    QCOMPARE(walk.at(Part::Answer).detail, detail);
    QCOMPARE(server.seen.size(), 1);
    QCOMPARE(server.seen.constFirst().method, "POST");
}

void TestReachCheck::aBodyThatArrivesChangedIsSaid_data()
{
    using Spoil = std::function<QByteArray(QByteArray)>;
    QTest::addColumn<Spoil>("spoil");
    QTest::newRow("line ends") << Spoil([](QByteArray body) { return body.replace('\n', "\r\n"); });
    QTest::newRow("blanks trimmed") << Spoil([](const QByteArray& body) { return body.trimmed(); });
    QTest::newRow("a plus decoded")
        << Spoil([](QByteArray body) { return body.replace('+', ' '); });
    QTest::newRow("an entity decoded")
        << Spoil([](QByteArray body) { return body.replace("&amp;", "&"); });
    QTest::newRow("another character set")
        << Spoil([](QByteArray body) { return body.replace("支付", "??"); });
    QTest::newRow("cut") << Spoil([](const QByteArray& body) { return body.first(500); });
}

void TestReachCheck::aBodyThatArrivesChangedIsSaid()
{
    using Spoil = std::function<QByteArray(QByteArray)>;
    QFETCH(const Spoil, spoil);
    SystemClock clock;
    EchoBook echoes;
    const FakeServer server(echoing(echoes, spoil));
    Walk walk(clock, echoes);
    QVERIFY(walk.walk(server.url() + "/notify"));
    QCOMPARE(walk.at(Part::Answer).state, State::Passed);
    QCOMPARE(walk.at(Part::Body).finding, "body-changed");
    QCOMPARE(walk.at(Part::Body).state, State::Failed);
}

void TestReachCheck::aLimitOnLongBodiesIsSaid_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<QByteArray>("finding");
    QTest::newRow("refused") << httpAnswer("", "413 Too Large") << QByteArray("body-too-large");
    QTest::newRow("dropped") << QByteArray() << QByteArray("long-body-lost");
    QTest::newRow("broken") << httpAnswer("", "500 Broken") << QByteArray("long-body-lost");
}

void TestReachCheck::aLimitOnLongBodiesIsSaid()
{
    QFETCH(const QByteArray, answer);
    QFETCH(const QByteArray, finding);
    SystemClock clock;
    EchoBook echoes;
    const FakeServer server([&](const SeenRequest& request, QTcpSocket& socket) {
        if (request.body.size() < 4096) {
            socket.write(httpAnswer(echoes.answerTo(request.body).value_or("lost")));
            return;
        }
        socket.write(answer);
        socket.disconnectFromHost();
    });
    Walk walk(clock, echoes);
    QVERIFY(walk.walk(server.url() + "/notify"));
    QCOMPARE(walk.at(Part::Body).state, State::Passed);
    QCOMPARE(walk.at(Part::Size).finding, finding);
    QCOMPARE(walk.at(Part::Size).state, State::Failed);
    QCOMPARE(walk.at(Part::Time).state, State::Passed);
}

void TestReachCheck::certificatesAreJudged_data()
{
    QTest::addColumn<TestCertificate>("certificate");
    QTest::addColumn<bool>("issued"); // by the authority that is trusted
    QTest::addColumn<QByteArray>("finding");
    QTest::addColumn<QByteArray>("detail"); // a part of it
    const auto row = [](const char* name, const TestCertificate& certificate, bool issued,
                         const char* finding, const char* detail) {
        QTest::newRow(name) << certificate << issued << QByteArray(finding) << QByteArray(detail);
    };
    row("right", {}, true, "ok", "Test authority");
    row("ends in a week", {.validToDays = 7}, true, "certificate-ends-soon", "Test authority");
    row("expired", {.validFromDays = -30, .validToDays = -1}, true, "tls-failed", "expired");
    row("not valid yet", {.validFromDays = 2}, true, "tls-failed", "not valid yet");
    row("another host's", {.name = "DNS:shop.example"}, true, "tls-failed", "issued for another");
    row("self-signed", {}, false, "tls-failed", "self-signed");
}

void TestReachCheck::certificatesAreJudged()
{
    QFETCH(TestCertificate, certificate);
    QFETCH(const bool, issued);
    QFETCH(const QByteArray, finding);
    QFETCH(const QByteArray, detail);
    const TestIdentity authority = newAuthority();
    certificate.issuer = issued ? &authority : nullptr;
    SystemClock clock;
    EchoBook echoes;
    const FakeServer server(echoing(echoes), certificate.make());
    Walk walk(clock, echoes, trusting(authority));
    const QByteArray url = server.url().replace("http://", "https://");
    QVERIFY(walk.walk(url + "/notify"));
    const ReachStep tls = walk.at(Part::Tls);
    QCOMPARE(tls.finding, finding);
    QVERIFY2(tls.detail.contains(detail), tls.detail.constData());
    // A server that WeChat would not believe gets nothing of ours.
    QCOMPARE(server.seen.isEmpty(), tls.state == State::Failed);
    QCOMPARE(
        walk.at(Part::Body).state, tls.state == State::Failed ? State::Skipped : State::Passed);
}

void TestReachCheck::plainHttpBehindHttpsIsSaid()
{
    SystemClock clock;
    EchoBook echoes;
    const FakeServer server(echoing(echoes));
    Walk walk(clock, echoes);
    const QByteArray url = server.url().replace("http://", "https://");
    QVERIFY(walk.walk(url + "/notify"));
    QCOMPARE(walk.at(Part::Tls).finding, "tls-failed");
}

void TestReachCheck::timeIsJudgedAsWeChatWould_data()
{
    QTest::addColumn<int>("milliseconds");
    QTest::addColumn<QByteArray>("finding");
    QTest::newRow("at once") << 0 << QByteArray("ok");
    QTest::newRow("two seconds") << 2000 << QByteArray("ok");
    QTest::newRow("a little more") << 2001 << QByteArray("slow");
    QTest::newRow("five seconds") << 5000 << QByteArray("slow");
    QTest::newRow("more than WeChat waits") << 5001 << QByteArray("too-slow");
}

void TestReachCheck::timeIsJudgedAsWeChatWould()
{
    QFETCH(const int, milliseconds);
    QFETCH(const QByteArray, finding);
    ManualClock clock;
    EchoBook echoes;
    const FakeServer server([&](const SeenRequest& request, QTcpSocket& socket) {
        if (request.body.size() < 4096)
            clock.advance(std::chrono::milliseconds(milliseconds));
        socket.write(httpAnswer(echoes.answerTo(request.body).value_or("lost")));
    });
    Walk walk(clock, echoes);
    walk.check->start(server.url() + "/notify");
    clock.advance(std::chrono::milliseconds(0));
    QVERIFY(waitUntil([&] { return walk.ended; }));
    QCOMPARE(walk.at(Part::Time).finding, finding);
    QCOMPARE(walk.at(Part::Time).detail, QByteArray::number(milliseconds));
}

void TestReachCheck::clocksAreCompared_data()
{
    QTest::addColumn<QByteArray>("date");
    QTest::addColumn<QByteArray>("finding");
    QTest::addColumn<QByteArray>("detail");
    // The clock of this test stands at Thu, 01 Jan 2026 04:00:00 GMT.
    QTest::newRow("the same") << QByteArray("Thu, 01 Jan 2026 04:00:00 GMT") << QByteArray("ok")
                              << QByteArray("0");
    QTest::newRow("a minute behind")
        << QByteArray("Thu, 01 Jan 2026 03:59:00 GMT") << QByteArray("ok") << QByteArray("-60");
    QTest::newRow("hours ahead") << QByteArray("Thu, 01 Jan 2026 12:00:00 GMT")
                                 << QByteArray("clocks-differ") << QByteArray("28800");
    QTest::newRow("no date") << QByteArray("soon") << QByteArray() << QByteArray();
}

void TestReachCheck::clocksAreCompared()
{
    QFETCH(const QByteArray, date);
    QFETCH(const QByteArray, finding);
    QFETCH(const QByteArray, detail);
    ManualClock clock;
    EchoBook echoes;
    const FakeServer server(echoing(echoes, {}, "Date: " + date + "\r\n"));
    Walk walk(clock, echoes);
    walk.check->start(server.url() + "/notify");
    clock.advance(std::chrono::milliseconds(0));
    QVERIFY(waitUntil([&] { return walk.ended; }));
    QCOMPARE(walk.at(Part::Clock).finding, finding);
    QCOMPARE(walk.at(Part::Clock).detail, detail);
}

void TestReachCheck::itIsCancelledAtAnyStep()
{
    SystemClock clock;
    EchoBook echoes;
    const FakeServer server([](const SeenRequest&, QTcpSocket&) {});
    const Walk walk(clock, echoes);
    walk.check->start(server.url() + "/notify");
    QVERIFY(waitUntil([&] { return server.seen.size() == 1; }));
    walk.check->cancel();
    QVERIFY(walk.ended);
    QCOMPARE(walk.story(), "private-host - ok - - - - - -");
    const Walk early(clock, echoes);
    early.check->start(server.url());
    early.check->cancel();
    QCOMPARE(early.story(), "- - - - - - - - -");
}

void TestReachCheck::everyFindingHasASentence()
{
    QVERIFY(!reachFindings().isEmpty());
    for (const QByteArray& finding : reachFindings()) {
        const Bilingual sentence = findingSentence(finding);
        QVERIFY2(*sentence.en && *sentence.zh, finding.constData());
    }
    for (const Part part : reachParts()) {
        QVERIFY(*partTitle(part).en && *partTitle(part).zh);
        QVERIFY(!partName(part).isEmpty());
    }
    QVERIFY(!*findingSentence("ok").en && !*findingSentence("ok").zh);
}

QTEST_GUILESS_MAIN(TestReachCheck)
#include "tst_reachcheck.moc"

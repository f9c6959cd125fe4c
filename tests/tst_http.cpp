#include "core/http/message.h"
#include "core/http/requestreader.h"
#include "core/http/server.h"
#include "tests/support.h"

#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

#include <algorithm>
#include <memory>
#include <vector>

#ifdef Q_OS_UNIX
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>
#endif

using namespace paydesk;
using namespace std::chrono_literals;

namespace {

/// What became of some bytes.
struct Outcome {
    bool done = false;
    HttpRefusal refusal{0, {}};
    HttpRequest request;
    bool keepAlive = false;

    friend bool operator==(const Outcome&, const Outcome&) = default;
};

Outcome readIn(const QList<QByteArray>& pieces, const HttpLimits& limits = {})
{
    RequestReader reader(limits);
    for (const QByteArray& piece : pieces)
        reader.feed(piece);
    return {reader.done(), reader.refusal().value_or(HttpRefusal{0, {}}), reader.request(),
        reader.keepAlive()};
}

QByteArray post(const QByteArray& body, const QByteArray& fields = {})
{
    return "POST /notify HTTP/1.1\r\nHost: 127.0.0.1\r\n" + fields
        + "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

QByteArray withFields(const QByteArray& fields, const QByteArray& body = {})
{
    return "POST /notify HTTP/1.1\r\nHost: 127.0.0.1\r\n" + fields + "\r\n" + body;
}

QByteArray chunked(const QByteArray& chunks)
{
    return withFields("Transfer-Encoding: chunked\r\n", chunks);
}

struct Sample {
    const char* name;
    QByteArray bytes;
    int status; ///< 0: a whole request
    QByteArray body;
};

/// Named requests and attacks with the status the server must give them.
std::vector<Sample> samples()
{
    const QByteArray longLine(300, 'x');
    return {
        {"post", post("<xml/>"), 0, "<xml/>"},
        {"get", "GET /sandbox/orders?a=1&b HTTP/1.1\r\nHost: x\r\n\r\n", 0, {}},
        {"get 1.0 without Host", "GET / HTTP/1.0\r\n\r\n", 0, {}},
        {"empty body", post({}), 0, {}},
        {"white space around a value", withFields("Content-Length: \t 2 \r\n", "ab"), 0, "ab"},
        {"chunked", chunked("3\r\nabc\r\nA\r\n0123456789\r\n0\r\n\r\n"), 0, "abc0123456789"},
        {"chunked with an extension", chunked("3;a=b\r\nabc\r\n0\r\n\r\n"), 0, "abc"},
        {"chunked, empty", chunked("0\r\n\r\n"), 0, {}},
        {"body of the allowed size", post(QByteArray(64 * 1024, 'b')), 0,
            QByteArray(64 * 1024, 'b')},
        {"foreign Host",
            "POST /notify HTTP/1.1\r\nHost: pay.example.com\r\nContent-Length: 0\r\n\r\n", 0, {}},
        {"same-origin page", withFields("Sec-Fetch-Site: same-origin\r\nContent-Length: 0\r\n"), 0,
            {}},
        {"typed into a browser", withFields("Sec-Fetch-Site: none\r\nContent-Length: 0\r\n"), 0,
            {}},
        {"expecting 100", withFields("Expect: 100-continue\r\nContent-Length: 1\r\n", "a"), 0, "a"},

        {"length with chunks",
            withFields("Content-Length: 3\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"), 400,
            {}},
        {"chunks with length",
            withFields("Transfer-Encoding: chunked\r\nContent-Length: 3\r\n", "0\r\n\r\n"), 400,
            {}},
        {"two lengths", withFields("Content-Length: 3\r\nContent-Length: 4\r\n", "abcd"), 400, {}},
        {"two equal lengths", withFields("Content-Length: 3\r\nContent-Length: 3\r\n", "abc"), 400,
            {}},
        {"list of lengths", withFields("Content-Length: 3, 3\r\n", "abc"), 400, {}},
        {"plus length", withFields("Content-Length: +3\r\n", "abc"), 400, {}},
        {"minus length", withFields("Content-Length: -5\r\n"), 400, {}},
        {"hexadecimal length", withFields("Content-Length: 0x3\r\n", "abc"), 400, {}},
        {"length with letters", withFields("Content-Length: 5abc\r\n", "abcde"), 400, {}},
        {"empty length", withFields("Content-Length: \r\n"), 400, {}},
        {"length beyond 64 bits", withFields("Content-Length: 18446744073709551617\r\n", "a"), 400,
            {}},
        {"ten gigabytes claimed", withFields("Content-Length: 10737418240\r\n"), 413, {}},
        {"one byte too many claimed", withFields("Content-Length: 65537\r\n"), 413, {}},
        {"two chunkeds",
            withFields("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"),
            400, {}},
        {"chunked, identity", withFields("Transfer-Encoding: chunked, identity\r\n", "0\r\n\r\n"),
            400, {}},
        {"identity, chunked", withFields("Transfer-Encoding: identity, chunked\r\n", "0\r\n\r\n"),
            400, {}},
        {"gzip, chunked", withFields("Transfer-Encoding: gzip, chunked\r\n", "0\r\n\r\n"), 400, {}},
        {"xchunked", withFields("Transfer-Encoding: xchunked\r\n", "0\r\n\r\n"), 400, {}},
        {"chunked in capitals", withFields("Transfer-Encoding: CHUNKED\r\n", "0\r\n\r\n"), 400, {}},
        {"chunked in quotes", withFields("Transfer-Encoding: \"chunked\"\r\n", "0\r\n\r\n"), 400,
            {}},
        {"chunked behind a vertical tab",
            withFields("Transfer-Encoding: \vchunked\r\n", "0\r\n\r\n"), 400, {}},
        {"empty transfer coding", withFields("Transfer-Encoding:\r\n", "0\r\n\r\n"), 400, {}},
        {"space before the colon", withFields("Transfer-Encoding : chunked\r\n", "0\r\n\r\n"), 400,
            {}},
        {"chunked in 1.0", "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400,
            {}},
        {"chunk size with a sign", chunked("+3\r\nabc\r\n0\r\n\r\n"), 400, {}},
        {"chunk size with 0x", chunked("0x3\r\nabc\r\n0\r\n\r\n"), 400, {}},
        {"chunk size missing", chunked("\r\nabc\r\n0\r\n\r\n"), 400, {}},
        {"chunk size with a space", chunked("3 \r\nabc\r\n0\r\n\r\n"), 400, {}},
        {"chunk size behind a space", chunked(" 3\r\nabc\r\n0\r\n\r\n"), 400, {}},
        {"chunk size beyond 64 bits", chunked("10000000000000003\r\nabc\r\n0\r\n\r\n"), 400, {}},
        {"chunk of ten gigabytes", chunked("280000000\r\n"), 413, {}},
        {"chunks beyond the limit", chunked("8000\r\n" + QByteArray(0x8000, 'a') + "\r\n8001\r\n"),
            413, {}},
        {"chunk longer than it says", chunked("3\r\nabcd\r\n0\r\n\r\n"), 400, {}},
        {"chunk ended by a line feed", chunked("3\r\nabc\n0\r\n\r\n"), 400, {}},
        {"chunk line ended by a line feed", chunked("3\nabc\r\n0\r\n\r\n"), 400, {}},
        {"carriage return in a chunk line", chunked("3;a\rb\r\nabc\r\n0\r\n\r\n"), 400, {}},
        {"chunk line too long", chunked("3;" + longLine + "\r\nabc\r\n0\r\n\r\n"), 413, {}},
        {"trailer", chunked("0\r\nX: y\r\n\r\n"), 431, {}},
        {"trailer with a length", chunked("3\r\nabc\r\n0\r\nContent-Length: 9\r\n\r\n"), 431, {}},
        {"end of chunks by a line feed", chunked("0\r\n\n"), 431, {}},

        {"folded field", withFields("X-A: b\r\n c\r\nContent-Length: 0\r\n"), 400, {}},
        {"folded by a tab", withFields("X-A: b\r\n\tc\r\nContent-Length: 0\r\n"), 400, {}},
        {"folded first field", "GET / HTTP/1.1\r\n Host: a\r\nHost: b\r\n\r\n", 400, {}},
        {"bare line feed", withFields("X-A: b\nX-B: c\r\n"), 400, {}},
        {"bare line feeds everywhere", "GET / HTTP/1.1\nHost: a\n\n", 400, {}},
        {"bare carriage return", withFields("X-A: b\rX-B: c\r\n"), 400, {}},
        {"head ended by line feeds", "GET / HTTP/1.1\r\nHost: a\r\n\n", 400, {}},
        {"NUL in a value", withFields(QByteArray("X-A: b\0c\r\n", 10)), 400, {}},
        {"NUL in a name", withFields(QByteArray("X\0A: b\r\n", 8)), 400, {}},
        {"NUL in the target", QByteArray("GET /\0 HTTP/1.1\r\nHost: a\r\n\r\n", 29), 400, {}},
        {"no colon", withFields("X-A\r\n"), 400, {}},
        {"empty name", withFields(": a\r\n"), 400, {}},
        {"empty line first", "\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n", 400, {}},

        {"no Host", "GET / HTTP/1.1\r\n\r\n", 400, {}},
        {"two Hosts", "GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n", 400, {}},
        {"Host with a path", "GET / HTTP/1.1\r\nHost: a/b\r\n\r\n", 400, {}},
        {"Host with a user", "GET / HTTP/1.1\r\nHost: a@b\r\n\r\n", 400, {}},
        {"absolute target", "GET http://a/ HTTP/1.1\r\nHost: a\r\n\r\n", 400, {}},
        {"target without a slash", "GET notify HTTP/1.1\r\nHost: a\r\n\r\n", 400, {}},
        {"target with a fragment", "GET /a#b HTTP/1.1\r\nHost: a\r\n\r\n", 400, {}},
        {"target with a space", "GET /a b HTTP/1.1\r\nHost: a\r\n\r\n", 400, {}},
        {"target in UTF-8", "GET /\xe4\xbb\x98 HTTP/1.1\r\nHost: a\r\n\r\n", 400, {}},
        {"HTTP/0.9", "GET /\r\n", 400, {}},
        {"HTTP/1.2", "GET / HTTP/1.2\r\nHost: a\r\n\r\n", 400, {}},
        {"HTTP/2.0", "GET / HTTP/2.0\r\nHost: a\r\n\r\n", 400, {}},
        {"HTTP/1.10", "GET / HTTP/1.10\r\nHost: a\r\n\r\n", 400, {}},
        {"http/1.1", "GET / http/1.1\r\nHost: a\r\n\r\n", 400, {}},
        {"RTSP", "GET / RTSP/1.0\r\nHost: a\r\n\r\n", 400, {}},
        {"ICE", "SOURCE / ICE/1.0\r\nHost: a\r\n\r\n", 400, {}},
        {"unknown method", "STEAL / HTTP/1.1\r\nHost: a\r\n\r\n", 400, {}},
        {"method in lower case", "get / HTTP/1.1\r\nHost: a\r\n\r\n", 400, {}},
        {"HTTP/2 preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400, {}},
        {"TLS hello", QByteArray::fromHex("16030100b5010000b10303"), 400, {}},
        {"upgrade", withFields("Connection: upgrade\r\nUpgrade: websocket\r\n"), 400, {}},
        {"upgrade to h2c",
            "GET / HTTP/1.1\r\nHost: a\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: "
            "h2c\r\nHTTP2-Settings: AA\r\n\r\n",
            400, {}},
        {"CONNECT", "CONNECT a:443 HTTP/1.1\r\nHost: a:443\r\n\r\n", 405, {}},
        {"OPTIONS", "OPTIONS /notify HTTP/1.1\r\nHost: a\r\n\r\n", 405, {}},
        {"OPTIONS of everything", "OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n", 405, {}},
        {"preflight",
            "OPTIONS /notify HTTP/1.1\r\nHost: 127.0.0.1\r\nOrigin: "
            "https://evil.example\r\nAccess-Control-Request-Method: POST\r\n\r\n",
            405, {}},
        {"TRACE", "TRACE / HTTP/1.1\r\nHost: a\r\n\r\n", 405, {}},
        {"gzip body", withFields("Content-Encoding: gzip\r\nContent-Length: 1\r\n", "a"), 415, {}},
        {"unknown expectation", withFields("Expect: miracles\r\nContent-Length: 1\r\n", "a"), 417,
            {}},
        {"Origin", post("a=b", "Origin: https://evil.example\r\n"), 403, {}},
        {"Origin null", post("a=b", "Origin: null\r\n"), 403, {}},
        {"Origin of this machine", post("a=b", "Origin: http://127.0.0.1:18081\r\n"), 403, {}},
        {"empty Origin", post("a=b", "origin:\r\n"), 403, {}},
        {"cross-site", post("a=b", "Sec-Fetch-Site: cross-site\r\n"), 403, {}},
        {"same-site", post("a=b", "Sec-Fetch-Site: same-site\r\n"), 403, {}},
        {"pipelined", post("a") + post("b"), 400, {}},
        {"line behind the body", post("a") + "\r\n", 400, {}},
        {"byte behind the chunks", chunked("0\r\n\r\nG"), 400, {}},
        {"head of 16 KiB", withFields("X: " + QByteArray(16 * 1024, 'a') + "\r\n"), 431, {}},
        {"endless first line", "GET /" + QByteArray(20 * 1024, 'a'), 431, {}},
        {"101 fields", withFields(QByteArray("A: b\r\n").repeated(100)), 431, {}},
        {"100 fields", withFields(QByteArray("A: b\r\n").repeated(99)), 0, {}},
    };
}

/// A raw client.
class Client {
public:
    explicit Client(const HttpServer& server)
    {
        m_socket.connectToHost(QHostAddress::LocalHost, server.port());
        (void)QTest::qWaitFor(
            [this] { return m_socket.state() == QAbstractSocket::ConnectedState; });
    }

    void send(const QByteArray& bytes)
    {
        m_socket.write(bytes);
        m_socket.flush();
    }
    QByteArray received()
    {
        m_received += m_socket.readAll();
        return m_received;
    }
    bool isClosed() const { return m_socket.state() == QAbstractSocket::UnconnectedState; }
    /// Everything until the server ends the connection.
    QByteArray untilClosed()
    {
        (void)QTest::qWaitFor([this] { return isClosed(); });
        return received();
    }
    void halfClose()
    {
#ifdef Q_OS_UNIX
        ::shutdown(int(m_socket.socketDescriptor()), SHUT_WR);
#endif
    }
    QTcpSocket& socket() { return m_socket; }

private:
    QTcpSocket m_socket;
    QByteArray m_received;
};

int statusOf(const QByteArray& answer)
{
    return answer.startsWith("HTTP/1.1 ") ? answer.mid(9, 3).toInt() : 0;
}

/// A server that says what it was asked.
struct Echo {
    ManualClock clock;
    int asked = 0;
    HttpRequest last;
    HttpServer server;

    explicit Echo(const HttpLimits& limits = {})
        : server(clock, limits, [this](const HttpRequest& request, const Responder& responder) {
            ++asked;
            last = request;
            responder.send({200, "text/plain", request.body, {}});
        })
    {
        (void)server.listen(QHostAddress::LocalHost, 0);
    }
};

/// A server whose answers wait for the test.
struct Deferring {
    ManualClock clock;
    QList<Responder> waiting;
    HttpServer server;

    explicit Deferring(const HttpLimits& limits = {})
        : server(clock, limits,
              [this](const HttpRequest&, const Responder& responder) { waiting.append(responder); })
    {
        (void)server.listen(QHostAddress::LocalHost, 0);
    }
};

#ifdef Q_OS_UNIX
/// While it lives, the process has no descriptor left.
class NoDescriptors {
public:
    NoDescriptors()
    {
        getrlimit(RLIMIT_NOFILE, &m_before);
        rlimit few = m_before;
        few.rlim_cur = std::min<rlim_t>(m_before.rlim_cur, 256);
        setrlimit(RLIMIT_NOFILE, &few);
        for (int copy = ::dup(2); copy >= 0; copy = ::dup(2))
            m_taken.push_back(copy);
    }
    NoDescriptors(const NoDescriptors&) = delete;
    NoDescriptors& operator=(const NoDescriptors&) = delete;
    ~NoDescriptors()
    {
        std::for_each(m_taken.begin(), m_taken.end(), ::close);
        setrlimit(RLIMIT_NOFILE, &m_before);
    }

private:
    rlimit m_before{};
    std::vector<int> m_taken;
};
#endif

} // namespace

class TestHttp : public QObject {
    Q_OBJECT

private slots:
    void everySampleHasItsStatus_data();
    void everySampleHasItsStatus();
    void cuttingTheBytesNeverChangesTheOutcome_data();
    void cuttingTheBytesNeverChangesTheOutcome();
    void aRequestIsKeptAsItCame();
    void refusedAtOnceBeforeTheBody();
    void keepAliveFollowsVersionAndConnection_data();
    void keepAliveFollowsVersionAndConnection();
    void onlyThisMachinesNamesAreLocal_data();
    void onlyThisMachinesNamesAreLocal();
    void aRefusedHostileRequestNeverReachesTheHandler_data();
    void aRefusedHostileRequestNeverReachesTheHandler();
    void twoRequestsUseOneConnection();
    void closeIsHonoured();
    void headGetsNoBody();
    void aContinueIsSentBeforeTheBody();
    void slowHeadersEndIn408();
    void slowBodiesEndIn408();
    void aSilentClientIsClosedSilently();
    void anIdleConnectionIsClosedSilently();
    void everyRequestHasItsOwnDeadline();
    void aRefusedClientThatStaysIsDropped();
    void aWaitingAnswerHasNoDeadline();
    void theOldestUnfinishedConnectionMakesRoom();
    void idleCrowdsAreCutToTheCap();
    void answersMayComeLaterAndOnlyOnce();
    void theLastResponderGoneMeans500();
    void answeringAGoneConnectionDoesNothing();
    void aHalfClosedPeerStillGetsItsAnswer();
    void aClientThatNeverReadsIsDropped();
    void aLargeAnswerArrivesWhole();
    void answersCannotSmuggleFields();
    void refusalsAreTold();
    void anOversizedUploadStillGetsItsAnswer();
    void aPortInUseNamesItsHolder();
    void closingDropsEverybody();
    void withoutDescriptorsTheNewcomerTakesAnUnfinishedPlace();
    void withoutDescriptorsTheServerWaitsAndRecovers();
};

void TestHttp::everySampleHasItsStatus_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    for (const Sample& sample : samples())
        QTest::newRow(sample.name) << sample.bytes << sample.status << sample.body;
}

void TestHttp::everySampleHasItsStatus()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const int, status);
    QFETCH(const QByteArray, body);
    const Outcome outcome = readIn({bytes});
    QVERIFY2(outcome.refusal.status == status, outcome.refusal.reason.constData());
    QCOMPARE(outcome.done, status == 0);
    QCOMPARE(outcome.request.body, body);
}

void TestHttp::cuttingTheBytesNeverChangesTheOutcome_data()
{
    QTest::addColumn<QByteArray>("bytes");
    for (const Sample& sample : samples())
        QTest::newRow(sample.name) << sample.bytes;
}

void TestHttp::cuttingTheBytesNeverChangesTheOutcome()
{
    QFETCH(QByteArray, bytes);
    const Outcome whole = readIn({bytes});
    QList<QByteArray> single;
    for (const char c : std::as_const(bytes))
        single.append(QByteArray(1, c));
    const Outcome apart = readIn(single);
    QCOMPARE(apart.refusal.reason, whole.refusal.reason);
    QVERIFY(apart == whole);
    const qsizetype step = bytes.size() > 4096 ? 61 : 1;
    for (qsizetype cut = 1; cut < bytes.size(); cut += step)
        QVERIFY2(readIn({bytes.first(cut), bytes.sliced(cut)}) == whole,
            qPrintable(QString::number(cut)));
}

void TestHttp::aRequestIsKeptAsItCame()
{
    const QByteArray body("b\0y", 3);
    const HttpRequest request = readIn({"POST /a%20b?x=%00&y HTTP/1.1\r\nHOST: h\r\nx-Twice: 1 \r\n"
                                        "X-twice:2\r\nContent-Length: 3\r\n\r\n"
                                           + body})
                                    .request;
    QCOMPARE(request.method, QByteArray("POST"));
    QCOMPARE(request.path, QByteArray("/a%20b"));
    QCOMPARE(request.query, QByteArray("x=%00&y"));
    QCOMPARE(request.body, body);
    QCOMPARE(request.headers.size(), 4);
    QCOMPARE(request.headers.at(1), (Header{"x-Twice", "1"}));
    QCOMPARE(request.header("X-TWICE"), QByteArray("1"));
    QVERIFY(request.header("Absent").isEmpty());
}

void TestHttp::refusedAtOnceBeforeTheBody()
{
    RequestReader reader({});
    reader.feed("POST /notify HTTP/1.1\r\nHost: a\r\nContent-Length: 65537\r\n\r");
    QVERIFY(!reader.refusal());
    reader.feed("\n");
    QCOMPARE(reader.refusal()->status, 413);
    QCOMPARE(reader.request().path, QByteArray("/notify"));
}

void TestHttp::keepAliveFollowsVersionAndConnection_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("keepAlive");
    QTest::newRow("1.1") << QByteArray("GET / HTTP/1.1\r\nHost: a\r\n\r\n") << true;
    QTest::newRow("1.1 close") << QByteArray(
        "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
                               << false;
    QTest::newRow("1.1 Close among others")
        << QByteArray("GET / HTTP/1.1\r\nHost: a\r\nConnection: x, Close\r\n\r\n") << false;
    QTest::newRow("1.0") << QByteArray("GET / HTTP/1.0\r\n\r\n") << false;
    QTest::newRow("1.0 keep-alive")
        << QByteArray("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n") << true;
}

void TestHttp::keepAliveFollowsVersionAndConnection()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const bool, keepAlive);
    const Outcome outcome = readIn({bytes});
    QVERIFY(outcome.done);
    QCOMPARE(outcome.keepAlive, keepAlive);
}

void TestHttp::onlyThisMachinesNamesAreLocal_data()
{
    QTest::addColumn<QByteArray>("host");
    QTest::addColumn<bool>("local");
    for (const char* host :
        {"127.0.0.1", "127.0.0.1:18080", "localhost", "LocalHost:1", "[::1]", "[::1]:18081"})
        QTest::newRow(host) << QByteArray(host) << true;
    for (const char* host : {"", "evil.example", "127.0.0.1.evil.example",
             "127.0.0.1:80.evil.example", "localhost.evil.example", "127.0.0.2", "127.0.0.1:123456",
             "[::1]x", "localhost@evil", "::1"})
        QTest::newRow(host) << QByteArray(host) << false;
}

void TestHttp::onlyThisMachinesNamesAreLocal()
{
    QFETCH(const QByteArray, host);
    QFETCH(const bool, local);
    QCOMPARE(isLocalHost(host), local);
}

void TestHttp::aRefusedHostileRequestNeverReachesTheHandler_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("status");
    for (const Sample& sample : samples()) {
        if (sample.status != 0)
            QTest::newRow(sample.name) << sample.bytes << sample.status;
    }
}

void TestHttp::aRefusedHostileRequestNeverReachesTheHandler()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const int, status);
    const Echo echo;
    Client client(echo.server);
    client.send(bytes);
    const QByteArray answer = client.untilClosed();
    QCOMPARE(statusOf(answer), status);
    QVERIFY(answer.contains("\r\nConnection: close\r\n"));
    QVERIFY(!answer.toLower().contains("access-control"));
    QVERIFY(!answer.contains("notify") && !answer.contains("evil") && !answer.contains("Paydesk"));
    QCOMPARE(echo.asked, 0);
    QTRY_COMPARE(echo.server.connections(), 0);
}

void TestHttp::twoRequestsUseOneConnection()
{
    const Echo echo;
    Client client(echo.server);
    client.send(post("first"));
    QTRY_VERIFY(client.received().endsWith("\r\n\r\nfirst"));
    QCOMPARE(echo.last.receivedAt, echo.clock.now());
    QVERIFY(echo.last.peer.endsWith(':' + QByteArray::number(client.socket().localPort())));
    client.send(post("second"));
    QTRY_VERIFY(client.received().endsWith("\r\n\r\nsecond"));
    QCOMPARE(echo.asked, 2);
    QCOMPARE(echo.server.connections(), 1);
    QVERIFY(!client.received().contains("Connection: close"));
}

void TestHttp::closeIsHonoured()
{
    const Echo echo;
    Client client(echo.server);
    client.send(post("last", "Connection: close\r\n"));
    const QByteArray answer = client.untilClosed();
    QCOMPARE(statusOf(answer), 200);
    QVERIFY(answer.contains("\r\nConnection: close\r\n"));
    QTRY_COMPARE(echo.server.connections(), 0);
}

void TestHttp::headGetsNoBody()
{
    ManualClock clock;
    HttpServer server(clock, {}, [](const HttpRequest&, const Responder& responder) {
        responder.send({200, "text/plain", "four", {}});
    });
    QVERIFY(server.listen(QHostAddress::LocalHost, 0));
    Client client(server);
    client.send("HEAD / HTTP/1.0\r\n\r\n");
    const QByteArray answer = client.untilClosed();
    QVERIFY(answer.contains("\r\nContent-Length: 4\r\n"));
    QVERIFY(answer.endsWith("\r\n\r\n"));
}

void TestHttp::aContinueIsSentBeforeTheBody()
{
    const Echo echo;
    Client client(echo.server);
    client.send(withFields("Expect: 100-continue\r\nContent-Length: 2\r\n"));
    QTRY_COMPARE(client.received(), QByteArray("HTTP/1.1 100 Continue\r\n\r\n"));
    client.send("a");
    QTest::qWait(0);
    client.send("b");
    QTRY_VERIFY(client.received().endsWith("\r\n\r\nab"));
    QCOMPARE(client.received().count("100 Continue"), 1);
}

void TestHttp::slowHeadersEndIn408()
{
    Echo echo;
    const QSignalSpy refused(&echo.server, &HttpServer::refused);
    Client client(echo.server);
    client.send("POST /notify HTTP/1.1\r\n");
    QTRY_COMPARE(echo.server.connections(), 1);
    for (int second = 0; second < 9; ++second) {
        client.send("X: y\r\n");
        QTest::qWait(1);
        echo.clock.advance(1s);
    }
    QCOMPARE(refused.size(), 0);
    echo.clock.advance(1s);
    QCOMPARE(statusOf(client.untilClosed()), 408);
    QCOMPARE(refused.size(), 1);
    QCOMPARE(echo.asked, 0);
}

void TestHttp::slowBodiesEndIn408()
{
    Echo echo;
    const QSignalSpy refused(&echo.server, &HttpServer::refused);
    Client client(echo.server);
    client.send(withFields("Expect: 100-continue\r\nContent-Length: 30\r\n"));
    QTRY_VERIFY(client.received().contains("100 Continue"));
    for (int second = 0; second < 14; ++second) {
        client.send("x");
        QTest::qWait(1);
        echo.clock.advance(1s);
    }
    QCOMPARE(refused.size(), 0);
    echo.clock.advance(1s);
    QVERIFY(client.untilClosed().contains("HTTP/1.1 408 "));
}

void TestHttp::aSilentClientIsClosedSilently()
{
    Echo echo;
    Client client(echo.server);
    QTRY_COMPARE(echo.server.connections(), 1);
    echo.clock.advance(9999ms);
    QCOMPARE(echo.server.connections(), 1);
    echo.clock.advance(1ms);
    QCOMPARE(echo.server.connections(), 0);
    QVERIFY(client.untilClosed().isEmpty());
}

void TestHttp::anIdleConnectionIsClosedSilently()
{
    Echo echo;
    Client client(echo.server);
    client.send(post("a"));
    QTRY_VERIFY(client.received().endsWith("\r\n\r\na"));
    const QByteArray before = client.received();
    echo.clock.advance(4999ms);
    QCOMPARE(echo.server.connections(), 1);
    echo.clock.advance(1ms);
    QCOMPARE(echo.server.connections(), 0);
    QCOMPARE(client.untilClosed(), before);
}

void TestHttp::everyRequestHasItsOwnDeadline()
{
    Echo echo;
    Client client(echo.server);
    for (int i = 0; i < 4; ++i) {
        echo.clock.advance(4s);
        const QByteArray body = "request " + QByteArray::number(i);
        client.send(post(body));
        QTRY_VERIFY(client.received().endsWith(body));
    }
    echo.clock.advance(4s);
    client.send(withFields("Expect: 100-continue\r\nContent-Length: 2\r\n"));
    QTRY_VERIFY(client.received().endsWith("100 Continue\r\n\r\n"));
    echo.clock.advance(14999ms);
    QCOMPARE(echo.server.connections(), 1);
    echo.clock.advance(1ms);
    QVERIFY(client.untilClosed().contains("HTTP/1.1 408 "));
}

void TestHttp::aRefusedClientThatStaysIsDropped()
{
    Echo echo;
    Client client(echo.server);
    client.socket().setReadBufferSize(1); // does not notice that the server has ended its side
    client.send("nonsense\r\n\r\n");
    QTRY_VERIFY(client.socket().bytesAvailable() > 0);
    QCOMPARE(echo.server.connections(), 1);
    echo.clock.advance(2s);
    QCOMPARE(echo.server.connections(), 0);
}

void TestHttp::aWaitingAnswerHasNoDeadline()
{
    Deferring server;
    Client client(server.server);
    client.send(post("a"));
    QTRY_COMPARE(server.waiting.size(), 1);
    server.clock.advance(1h);
    server.waiting.takeFirst().send({200, "text/plain", "late", {}});
    QTRY_VERIFY(client.received().endsWith("late"));
}

void TestHttp::theOldestUnfinishedConnectionMakesRoom()
{
    HttpLimits limits;
    limits.connections = 3;
    Echo echo(limits);
    Client idle(echo.server);
    idle.send(post("a"));
    QTRY_VERIFY(idle.received().endsWith("\r\n\r\na"));
    echo.clock.advance(1ms);
    const Client oldest(echo.server);
    QTRY_COMPARE(echo.server.connections(), 2);
    echo.clock.advance(1ms);
    Client younger(echo.server);
    QTRY_COMPARE(echo.server.connections(), 3);
    Client newcomer(echo.server);
    newcomer.send(post("newcomer"));
    QTRY_VERIFY(newcomer.received().endsWith("newcomer"));
    QTRY_VERIFY(oldest.isClosed());
    younger.send(post("younger"));
    QTRY_VERIFY(younger.received().endsWith("younger"));
    idle.send(post("idle"));
    QTRY_VERIFY(idle.received().endsWith("idle"));
}

void TestHttp::idleCrowdsAreCutToTheCap()
{
    HttpLimits limits;
    limits.connections = 64;
    const Echo echo(limits);
    std::vector<std::unique_ptr<QTcpSocket>> crowd;
    for (int i = 0; i < 300; ++i) {
        crowd.push_back(std::make_unique<QTcpSocket>());
        crowd.back()->connectToHost(QHostAddress::LocalHost, echo.server.port());
        QTRY_COMPARE(crowd.back()->state(), QAbstractSocket::ConnectedState);
    }
    const auto open = [&] {
        return std::count_if(crowd.begin(), crowd.end(),
            [](const auto& socket) { return socket->state() == QAbstractSocket::ConnectedState; });
    };
    QTRY_COMPARE(open(), 64);
    QCOMPARE(echo.server.connections(), 64);
    Client honest(echo.server);
    honest.send(post("honest"));
    QTRY_VERIFY(honest.received().endsWith("honest"));
}

void TestHttp::answersMayComeLaterAndOnlyOnce()
{
    Deferring server;
    Client client(server.server);
    client.send(post("a"));
    QTRY_COMPARE(server.waiting.size(), 1);
    const Responder responder = server.waiting.takeFirst();
    responder.send({200, "text/plain", "one", {}});
    responder.send({200, "text/plain", "two", {}});
    QTRY_VERIFY(client.received().endsWith("one"));
    client.send(post("b"));
    QTRY_COMPARE(server.waiting.size(), 1);
    responder.send({200, "text/plain", "three", {}});
    server.waiting.takeFirst().send({200, "text/plain", "four", {}});
    QTRY_VERIFY(client.received().endsWith("four"));
    QVERIFY(!client.received().contains("two") && !client.received().contains("three"));
}

void TestHttp::theLastResponderGoneMeans500()
{
    Deferring server;
    Client client(server.server);
    client.send(post("a"));
    QTRY_COMPARE(server.waiting.size(), 1);
    server.waiting.append(server.waiting.first());
    server.waiting.removeFirst();
    QTest::qWait(1);
    QVERIFY(client.received().isEmpty());
    server.waiting.clear();
    QTRY_COMPARE(statusOf(client.received()), 500);
}

void TestHttp::answeringAGoneConnectionDoesNothing()
{
    Deferring server;
    Client client(server.server);
    client.send(post("a"));
    QTRY_COMPARE(server.waiting.size(), 1);
    server.server.close();
    QTRY_VERIFY(client.isClosed());
    server.waiting.takeFirst().send({200, "text/plain", "late", {}});
    QVERIFY(client.received().isEmpty());
}

void TestHttp::aHalfClosedPeerStillGetsItsAnswer()
{
#ifndef Q_OS_UNIX
    QSKIP("half-closing is written for Unix only");
#endif
    Deferring server;
    Client client(server.server);
    client.send(post("a"));
    client.halfClose();
    QTRY_COMPARE(server.waiting.size(), 1);
    for (int i = 0; i < 20; ++i)
        QTest::qWait(1);
    server.waiting.takeFirst().send({200, "text/plain", "answer", {}});
    QVERIFY(client.untilClosed().endsWith("answer"));
    QTRY_COMPARE(server.server.connections(), 0);
}

void TestHttp::aClientThatNeverReadsIsDropped()
{
    Deferring server;
    Client client(server.server);
    client.socket().setReadBufferSize(1);
    client.send(post("a"));
    QTRY_COMPARE(server.waiting.size(), 1);
    server.waiting.takeFirst().send({200, "text/plain", QByteArray(64 * 1024 * 1024, 'x'), {}});
    server.clock.advance(14999ms);
    QCOMPARE(server.server.connections(), 1);
    server.clock.advance(1ms);
    QCOMPARE(server.server.connections(), 0);
}

void TestHttp::aLargeAnswerArrivesWhole()
{
    Deferring server;
    Client client(server.server);
    client.send(post("a"));
    client.halfClose();
    QTRY_COMPARE(server.waiting.size(), 1);
    const QByteArray body(20 * 1024 * 1024, 'x');
    server.waiting.takeFirst().send({200, "text/plain", body, {}});
    QVERIFY(client.untilClosed().endsWith(body));
}

void TestHttp::answersCannotSmuggleFields()
{
    Deferring server;
    Client client(server.server);
    client.send(post("a", "Connection: close\r\n"));
    QTRY_COMPARE(server.waiting.size(), 1);
    server.waiting.takeFirst().send(
        {200, "text/plain", {}, {{"X-A", "b\r\nSet-Cookie: c"}, {"X-B", "kept"}}});
    const QByteArray answer = client.untilClosed();
    QVERIFY(!answer.contains("Set-Cookie"));
    QVERIFY(answer.contains("\r\nX-B: kept\r\n"));
}

void TestHttp::refusalsAreTold()
{
    const Echo echo;
    QSignalSpy refused(&echo.server, &HttpServer::refused);
    Client client(echo.server);
    client.send(post("a", "Origin: https://evil.example\r\n"));
    QTRY_COMPARE(refused.size(), 1);
    const auto request = refused.first().at(0).value<HttpRequest>();
    QCOMPARE(request.path, QByteArray("/notify"));
    QCOMPARE(request.receivedAt, echo.clock.now());
    QCOMPARE(refused.first().at(1).value<HttpRefusal>().status, 403);
}

void TestHttp::anOversizedUploadStillGetsItsAnswer()
{
    const Echo echo;
    Client client(echo.server);
    client.send(withFields("Content-Length: 500000\r\n") + QByteArray(500'000, 'x'));
    QCOMPARE(statusOf(client.untilClosed()), 413);
}

void TestHttp::aPortInUseNamesItsHolder()
{
    const Echo echo;
    ManualClock clock;
    HttpServer second(clock, {}, [](const HttpRequest&, const Responder&) {});
    const Result<quint16> taken = second.listen(QHostAddress::LocalHost, echo.server.port());
    QVERIFY(!taken);
    QCOMPARE(taken.error().id, FailureId::PortInUse);
    QCOMPARE(taken.error().details.value(QStringLiteral("port")).toInt(), int(echo.server.port()));
#ifdef Q_OS_LINUX
    QCOMPARE(taken.error().details.value(QStringLiteral("holder")).toString(),
        QStringLiteral("tst_http (%1)").arg(QCoreApplication::applicationPid()));
#endif
    QVERIFY(!second.isListening());
    QVERIFY(second.listen(QHostAddress::LocalHost, 0));
}

void TestHttp::closingDropsEverybody()
{
    Echo echo;
    const Client client(echo.server);
    QTRY_COMPARE(echo.server.connections(), 1);
    const quint16 port = echo.server.port();
    echo.server.close();
    QVERIFY(!echo.server.isListening());
    QCOMPARE(echo.server.connections(), 0);
    QTRY_VERIFY(client.isClosed());
    QCOMPARE(echo.server.listen(QHostAddress::LocalHost, port).value_or(0), port);
}

void TestHttp::withoutDescriptorsTheNewcomerTakesAnUnfinishedPlace()
{
#ifndef Q_OS_UNIX
    QSKIP("there is no limit of this kind");
#else
    const Echo echo;
    Client first(echo.server);
    first.send(post("first"));
    QTRY_VERIFY(first.received().endsWith("first"));
    const Client silent(echo.server);
    QTRY_COMPARE(echo.server.connections(), 2);
    QTcpSocket newcomer;
    newcomer.connectToHost(QHostAddress::LocalHost, echo.server.port());
    const NoDescriptors none;
    QTRY_VERIFY(silent.isClosed());
    newcomer.write(post("newcomer"));
    QTRY_VERIFY(newcomer.peek(1000).endsWith("newcomer"));
    first.send(post("again"));
    QTRY_VERIFY(first.received().endsWith("again"));
#endif
}

void TestHttp::withoutDescriptorsTheServerWaitsAndRecovers()
{
#ifndef Q_OS_UNIX
    QSKIP("there is no limit of this kind");
#else
    Echo echo;
    QTcpSocket newcomer;
    newcomer.connectToHost(QHostAddress::LocalHost, echo.server.port());
    auto none = std::make_unique<NoDescriptors>();
    QTRY_COMPARE(newcomer.state(), QAbstractSocket::ConnectedState);
    newcomer.write(post("patient"));
    QTRY_COMPARE(newcomer.bytesToWrite(), 0);
    QCOMPARE(echo.server.connections(), 0);
    none.reset();
    echo.clock.advance(1s);
    QTRY_VERIFY(newcomer.peek(1000).endsWith("patient"));
#endif
}

QTEST_GUILESS_MAIN(TestHttp)
#include "tst_http.moc"

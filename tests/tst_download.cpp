#include "core/gateway/billreceiver.h"
#include "core/gateway/client.h"
#include "core/protocol/endpoints.h"
#include "core/sign/xmlcodec.h"
#include "tests/fakeserver.h"
#include "tests/support.h"

#include <QBuffer>
#include <QCryptographicHash>
#include <QFile>
#include <QTcpSocket>
#include <QTest>

#include <memory>
#include <optional>
#include <zlib.h>

using namespace paydesk;
using namespace std::chrono_literals;

namespace {

const QByteArray headerLine = "\xEF\xBB\xBF"
                              "交易时间,商户订单号,商品名称,应结订单金额\r\n";
const QByteArray firstRow = "`2026-01-01 10:00:00,`PD1,`Tea, hot,`0.03\r\n";
const QByteArray secondRow = "`2026-01-01 11:00:00,`PD2,`,`0.44\r\n";
const QByteArray totalsHeader = "总交易单数,应结订单总金额\r\n";
const QByteArray totalsLine = "`2.0,`0.47\r\n";
const QByteArray bill = headerLine + firstRow + secondRow + totalsHeader + totalsLine;

QByteArray gzipped(const QByteArray& text)
{
    z_stream z{};
    deflateInit2(&z, Z_BEST_SPEED, Z_DEFLATED, MAX_WBITS + 16, MAX_MEM_LEVEL, Z_DEFAULT_STRATEGY);
    QByteArray packed(qsizetype(deflateBound(&z, uLong(text.size()))) + 64, Qt::Uninitialized);
    QByteArray source = text;
    z.next_in = reinterpret_cast<Bytef*>(source.data());
    z.avail_in = uInt(source.size());
    z.next_out = reinterpret_cast<Bytef*>(packed.data());
    z.avail_out = uInt(packed.size());
    deflate(&z, Z_FINISH);
    packed.resize(qsizetype(z.total_out));
    deflateEnd(&z);
    return packed;
}

FakeServer::Handler answering(const QByteArray& wire)
{
    return [wire](const SeenRequest&, QTcpSocket& socket) { socket.write(wire); };
}

std::unique_ptr<GatewayClient> clientFor(const QByteArray& url, Clock& clock)
{
    Profile profile = sandboxProfile();
    profile.endpoints.api = url;
    return std::make_unique<GatewayClient>(profile, sandboxCredentials(), clock);
}

Answer answerOf(Call* call)
{
    const QObject context;
    std::optional<Answer> heard;
    QObject::connect(
        call, &Call::finished, &context, [&heard](const Answer& answer) { heard = answer; });
    if (!waitUntil([&heard] { return heard.has_value(); }, 60s))
        qWarning("the download did not finish");
    return heard.value_or(Answer{{}, fail(FailureId::TimedOut)});
}

const Parameters wanted{{"bill_date", "20260101"}, {"bill_type", "ALL"}};

/// One download from a server that answers with these bytes.
struct Downloaded {
    explicit Downloaded(const QByteArray& wire, const Endpoint& endpoint = endpoints::downloadBill)
        : server(answering(wire))
    {
        file.open(QIODevice::WriteOnly);
        const auto client = clientFor(server.url(), clock);
        answer = answerOf(client->download(endpoint, wanted, file));
    }

    FailureId failure() const { return answer.fields.error().id; }
    QString detail(const char* name) const
    {
        return answer.fields.error().details.value(QString::fromLatin1(name)).toString();
    }

    ManualClock clock;
    FakeServer server;
    QBuffer file;
    Answer answer{{}, fail(FailureId::TimedOut)};
};

/// The largest resident memory of this process so far, in bytes; 0 where the system does not say.
qint64 peakMemory()
{
    QFile status(QStringLiteral("/proc/self/status"));
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    const QByteArray text = status.readAll();
    const qsizetype at = text.indexOf("VmHWM:");
    return at < 0 ? 0 : text.mid(at + 6, 20).trimmed().split(' ').constFirst().toLongLong() * 1024;
}

/// Writes a long answer as the other side takes it, holding only a piece of it.
class Fountain : public QObject {
public:
    Fountain(QTcpSocket& socket, qint64 rows)
        : QObject(&socket)
        , m_socket(socket)
        , m_left(rows)
    {
        connect(&socket, &QTcpSocket::bytesWritten, this, [this] { pour(); });
        socket.write("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + headerLine);
        pour();
    }

private:
    void pour()
    {
        constexpr qint64 ahead = qint64(64) * 1024;
        while (m_left > 0 && m_socket.bytesToWrite() < ahead) {
            m_socket.write(firstRow);
            if (--m_left == 0) {
                m_socket.write(totalsHeader + totalsLine);
                m_socket.disconnectFromHost();
            }
        }
    }

    QTcpSocket& m_socket;
    qint64 m_left;
};

} // namespace

/// Bills and fund flows on their way to a file.
class TestDownload : public QObject {
    Q_OBJECT

private slots:
    void aBillIsWrittenAndItsTotalsRead_data();
    void aBillIsWrittenAndItsTotalsRead();
    void theGatewaysNoIsNotABill_data();
    void theGatewaysNoIsNotABill();
    void aTornBillIsSeen_data();
    void aTornBillIsSeen();
    void theCellsOfARowAreSplitAtCommaAndBacktick();
    void howTheBytesAreCutDoesNotMatter();
    void aFundFlowIsAskedWithHmacAndItsDigestChecked_data();
    void aFundFlowIsAskedWithHmacAndItsDigestChecked();
    void aLongBillNeedsLittleMemory();
    void aDownloadCanBeCancelled();
    void aSilentServerIsGivenUpButASlowOneIsNot();
    void aDiskThatIsFullEndsTheDownload();
    void aGzipBombIsCutOff();
    void theRecordKeepsOnlyTheStart();
};

void TestDownload::aBillIsWrittenAndItsTotalsRead_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("text");
    QByteArray unix = bill;
    unix.replace("\r\n", "\n");
    QTest::newRow("text") << bill << bill;
    QTest::newRow("line feeds only") << unix << unix;
    QTest::newRow("no last line end") << bill.chopped(2) << bill.chopped(2);
    QTest::newRow("no byte order mark") << bill.sliced(3) << bill.sliced(3);
    QTest::newRow("gzip") << gzipped(bill) << bill;
}

void TestDownload::aBillIsWrittenAndItsTotalsRead()
{
    QFETCH(const QByteArray, body);
    QFETCH(const QByteArray, text);
    const Downloaded got(httpAnswer(body));
    QVERIFY(got.answer.fields);
    QCOMPARE(got.file.data(), text);
    QVERIFY(got.answer.bill);
    QCOMPARE(got.answer.bill->rows, 2);
    QCOMPARE(got.answer.bill->columns.size(), 4);
    QCOMPARE(got.answer.bill->bytes, text.size());
    QCOMPARE(got.answer.fields->value("总交易单数"), QByteArray("2.0"));
    QCOMPARE(got.answer.fields->value("应结订单总金额"), QByteArray("0.47"));
    const Parameters sent = *fromXml(got.server.seen.constFirst().body);
    QCOMPARE(sent.value("bill_date"), QByteArray("20260101"));
    QVERIFY(verifies(sent, sandboxCredentials().apiKey, SignType::Md5));
}

void TestDownload::theGatewaysNoIsNotABill_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<FailureId>("failure");
    QTest::newRow("no bill") << QByteArray(
        "<xml><return_code><![CDATA[FAIL]]></return_code>\n<return_msg><![CDATA[No Bill "
        "Exist]]></return_msg>\n<error_code>20002</error_code></xml>")
                             << FailureId::GatewayRefused;
    QTest::newRow("behind a mark and blanks")
        << QByteArray("\xEF\xBB\xBF \n<xml><return_code>FAIL</return_code></xml>")
        << FailureId::GatewayRefused;
    QTest::newRow("err_code of the fund flow")
        << QByteArray("<xml><return_code>SUCCESS</return_code><result_code>FAIL</result_code>"
                      "<err_code>NO_BILL_EXIST</err_code></xml>")
        << FailureId::BusinessRefused;
    QTest::newRow("success without a bill") << QByteArray(
        "<xml><return_code>SUCCESS</return_code><result_code>SUCCESS</result_code>"
        "</xml>") << FailureId::BillDamaged;
    QTest::newRow("a login page") << QByteArray("<html><body>Welcome</body></html>")
                                  << FailureId::AnswerNotXml;
}

void TestDownload::theGatewaysNoIsNotABill()
{
    QFETCH(const QByteArray, body);
    QFETCH(const FailureId, failure);
    const Downloaded got(httpAnswer(body));
    QVERIFY(!got.answer.fields);
    QCOMPARE(got.failure(), failure);
    QVERIFY(!got.answer.bill);
    QVERIFY(got.file.data().isEmpty());
}

void TestDownload::aTornBillIsSeen_data()
{
    QTest::addColumn<QByteArray>("wire");
    const QByteArray packed = gzipped(bill);
    QTest::newRow("nothing at all") << httpAnswer({});
    QTest::newRow("only the header") << httpAnswer(headerLine);
    QTest::newRow("ends behind a row") << httpAnswer(headerLine + firstRow);
    QTest::newRow("ends inside a row") << httpAnswer(headerLine + firstRow + secondRow.left(30));
    QTest::newRow("no totals") << httpAnswer(headerLine + firstRow + totalsHeader);
    QTest::newRow("half the totals") << httpAnswer(headerLine + totalsHeader + "`2.0\r\n");
    QTest::newRow("more behind the totals") << httpAnswer(bill + firstRow);
    QTest::newRow("a row too wide")
        << httpAnswer(headerLine + "`1,`2,`3,`4,`5\r\n" + totalsHeader + totalsLine);
    QTest::newRow("other columns") << httpAnswer("name,amount\r\n" + firstRow + totalsHeader);
    QTest::newRow("gzip cut short") << httpAnswer(packed.chopped(5));
    QTest::newRow("gzip damaged") << httpAnswer(packed.left(30) + "??" + packed.sliced(32));
    QTest::newRow("gzip with a tail") << httpAnswer(packed + "more");
    QTest::newRow("connection lost, all but the last byte") << httpAnswer(bill).chopped(1);
}

void TestDownload::aTornBillIsSeen()
{
    QFETCH(const QByteArray, wire);
    ManualClock clock;
    const FakeServer server([wire](const SeenRequest&, QTcpSocket& socket) {
        socket.write(wire);
        socket.disconnectFromHost();
    });
    QBuffer file;
    file.open(QIODevice::WriteOnly);
    const auto client = clientFor(server.url(), clock);
    const Answer answer = answerOf(client->download(endpoints::downloadBill, wanted, file));
    QVERIFY(!answer.fields);
    QVERIFY(answer.fields.error().id == FailureId::BillDamaged
        || answer.fields.error().id == FailureId::ConnectionLost);
    QVERIFY(!answer.bill);
}

void TestDownload::theCellsOfARowAreSplitAtCommaAndBacktick()
{
    QList<QList<QByteArray>> rows;
    BillReader reader([&rows](const BillReader::Row& cells) -> Result<void> {
        QList<QByteArray> row;
        for (const QByteArrayView cell : cells)
            row.append(cell.toByteArray());
        rows.append(row);
        return {};
    });
    QVERIFY(reader.feed(bill));
    QVERIFY(reader.finish());
    QCOMPARE(reader.columns().constLast(), QByteArray("应结订单金额"));
    QCOMPARE(rows,
        (QList<QList<QByteArray>>{{"2026-01-01 10:00:00", "PD1", "Tea, hot", "0.03"},
            {"2026-01-01 11:00:00", "PD2", "", "0.44"}}));
}

void TestDownload::howTheBytesAreCutDoesNotMatter()
{
    const QByteArray refusal = "\xEF\xBB\xBF<xml><return_code>FAIL</return_code></xml>";
    for (const QByteArray& body : {bill, gzipped(bill), refusal}) {
        for (qsizetype cut = 1; cut < body.size(); ++cut) {
            QBuffer file;
            file.open(QIODevice::WriteOnly);
            BillReceiver receiver(endpoints::downloadBill, file);
            QVERIFY(receiver.take(body.first(cut)));
            QVERIFY(receiver.take(body.sliced(cut)));
            const auto read = receiver.finish({}, QStringLiteral("host"));
            QCOMPARE(read.has_value(), body != refusal);
            QVERIFY(read || read.error().id == FailureId::GatewayRefused);
            QCOMPARE(file.data(), body == refusal ? QByteArray() : bill);
        }
    }
}

void TestDownload::aFundFlowIsAskedWithHmacAndItsDigestChecked_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("digest");
    QTest::addColumn<bool>("right");
    const auto sha1 = [](const QByteArray& bytes) {
        return QCryptographicHash::hash(bytes, QCryptographicHash::Sha1).toHex();
    };
    QTest::newRow("none") << bill << QByteArray() << true;
    QTest::newRow("of the text") << bill << sha1(bill) << true;
    QTest::newRow("of the text, in capitals") << bill << sha1(bill).toUpper() << true;
    QTest::newRow("of the packed file") << gzipped(bill) << sha1(gzipped(bill)) << true;
    QTest::newRow("of what was packed") << gzipped(bill) << sha1(bill) << true;
    QTest::newRow("of another file") << bill << sha1("another") << false;
}

void TestDownload::aFundFlowIsAskedWithHmacAndItsDigestChecked()
{
    QFETCH(const QByteArray, body);
    QFETCH(const QByteArray, digest);
    QFETCH(const bool, right);
    const QByteArray header = digest.isEmpty() ? QByteArray() : "Digest: SHA=" + digest + "\r\n";
    const Downloaded got(httpAnswer(body, "200 OK", header), endpoints::downloadFundFlow);
    QCOMPARE(got.answer.fields.has_value(), right);
    QVERIFY(right || got.failure() == FailureId::BillDamaged);
    const Parameters sent = *fromXml(got.server.seen.constFirst().body);
    QCOMPARE(sent.value("sign_type"), QByteArray("HMAC-SHA256"));
    QVERIFY(verifies(sent, sandboxCredentials().apiKey, SignType::HmacSha256));
}

void TestDownload::aLongBillNeedsLittleMemory()
{
    constexpr qint64 rows = 400'000; // about 20 MB
    constexpr qint64 allowance = qint64(8) * 1024 * 1024;
    ManualClock clock;
    const FakeServer server(
        [](const SeenRequest&, QTcpSocket& socket) { new Fountain(socket, rows); });
    QFile file(QStringLiteral("/dev/null"));
    if (!file.open(QIODevice::WriteOnly))
        QSKIP("this system has no /dev/null");
    const auto client = clientFor(server.url(), clock);
    const qint64 before = peakMemory();
    qint64 told = 0;
    Call* call = client->download(endpoints::downloadBill, wanted, file);
    connect(call, &Call::progressed, this, [&told](qint64 received, qint64 expected) {
        told = received;
        QCOMPARE(expected, 0);
    });
    const Answer answer = answerOf(call);
    QVERIFY(answer.fields);
    QCOMPARE(answer.bill->rows, rows);
    QCOMPARE(told, answer.bill->bytes);
#if !defined(__SANITIZE_ADDRESS__)
    QVERIFY2(
        peakMemory() - before < allowance, QByteArray::number(peakMemory() - before).constData());
#endif
}

void TestDownload::aDownloadCanBeCancelled()
{
    ManualClock clock;
    bool closed = false;
    const FakeServer server([&closed](const SeenRequest&, QTcpSocket& socket) {
        QObject::connect(&socket, &QTcpSocket::disconnected, &socket, [&closed] { closed = true; });
        new Fountain(socket, 10'000'000);
    });
    QFile file(QStringLiteral("/dev/null"));
    if (!file.open(QIODevice::WriteOnly))
        QSKIP("this system has no /dev/null");
    const auto client = clientFor(server.url(), clock);
    Call* call = client->download(endpoints::downloadBill, wanted, file);
    connect(call, &Call::progressed, call, [call] { call->abort(); }, Qt::SingleShotConnection);
    const Answer answer = answerOf(call);
    QVERIFY(!answer.fields);
    QCOMPARE(answer.fields.error().id, FailureId::Cancelled);
    QTRY_VERIFY(closed);
}

void TestDownload::aSilentServerIsGivenUpButASlowOneIsNot()
{
    ManualClock clock;
    QTcpSocket* peer = nullptr;
    const FakeServer server([&peer](const SeenRequest&, QTcpSocket& socket) {
        peer = &socket;
        socket.write(httpAnswer(bill).chopped(bill.size()) + headerLine);
    });
    QBuffer file;
    file.open(QIODevice::WriteOnly);
    const auto client = clientFor(server.url(), clock);
    Call* call = client->download(endpoints::downloadBill, wanted, file);
    std::optional<Answer> heard;
    connect(call, &Call::finished, this, [&heard](const Answer& answer) { heard = answer; });
    QTRY_COMPARE(file.data(), headerLine);
    clock.advance(14s);
    peer->write(firstRow);
    QTRY_COMPARE(file.data(), headerLine + firstRow);
    clock.advance(14s);
    QVERIFY(!heard);
    clock.advance(1s);
    QVERIFY(heard);
    QCOMPARE(heard->fields.error().id, FailureId::NoAnswerInTime);
}

void TestDownload::aDiskThatIsFullEndsTheDownload()
{
    QFile full(QStringLiteral("/dev/full"));
    if (!full.open(QIODevice::WriteOnly | QIODevice::Unbuffered))
        QSKIP("this system has no /dev/full");
    ManualClock clock;
    const FakeServer server(answering(httpAnswer(bill)));
    const auto client = clientFor(server.url(), clock);
    const Answer answer = answerOf(client->download(endpoints::downloadBill, wanted, full));
    QVERIFY(!answer.fields);
    QCOMPARE(answer.fields.error().id, FailureId::FileUnwritable);
}

void TestDownload::aGzipBombIsCutOff()
{
    // A line that never ends, a thousand times smaller on the wire.
    const Downloaded got(httpAnswer(gzipped(headerLine + QByteArray(20'000'000, '`'))));
    QVERIFY(!got.answer.fields);
    QCOMPARE(got.failure(), FailureId::BillDamaged);
    QVERIFY(got.file.data().size() < 1'000'000);
}

void TestDownload::theRecordKeepsOnlyTheStart()
{
    const QByteArray longBill = headerLine + firstRow.repeated(1000) + totalsHeader + totalsLine;
    const Downloaded got(httpAnswer(longBill));
    QVERIFY(got.answer.fields);
    QCOMPARE(got.answer.exchange.answerBody, longBill.first(fileSample));
    QCOMPARE(got.answer.exchange.outcome, QByteArray("ok"));
}

QTEST_GUILESS_MAIN(TestDownload)
#include "tst_download.moc"

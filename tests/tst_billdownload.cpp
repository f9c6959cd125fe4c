#include "core/gateway/billdownload.h"
#include "core/sign/xmlcodec.h"
#include "tests/fakeserver.h"
#include "tests/support.h"

#include <QDir>
#include <QFile>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

#include <optional>

using namespace paydesk;

namespace {

constexpr auto patience = 60'000; // milliseconds until a test gives up

const QByteArray billStart = "\xEF\xBB\xBF"
                             "交易时间,商户订单号,应结订单金额\r\n";
const QByteArray billRow = "`2026-01-01 10:00:00,`PD1,`0.03\r\n";
const QByteArray billEnd = "总交易单数,应结订单总金额\r\n`1.0,`0.03\r\n";
const QByteArray wholeBill = billStart + billRow + billEnd;

Profile merchantAt(const QByteArray& url, Profile::Kind kind = Profile::Kind::Sandbox)
{
    Profile profile = sandboxProfile();
    profile.kind = kind;
    profile.endpoints.api = url;
    return profile;
}

/// A server, a client and a folder; the clock says noon of 2026-01-01 in Beijing.
struct Desk {
    explicit Desk(FakeServer::Handler handler, Profile::Kind kind = Profile::Kind::Sandbox)
        : server(std::move(handler))
        , client(merchantAt(server.url(), kind), sandboxCredentials(), clock)
        , download(client, clock)
    {
        QObject::connect(&download, &BillDownload::finished, &download,
            [this](const Result<BillSummary>& summary) { heard = summary; });
    }

    QString path() const { return folder.filePath(QStringLiteral("bill.csv")); }
    QStringList files() const { return QDir(folder.path()).entryList(QDir::Files | QDir::Hidden); }
    /// Waits for the end of a download that began.
    bool ends()
    {
        return QTest::qWaitFor([this] { return heard.has_value(); }, patience);
    }

    ManualClock clock;
    QTemporaryDir folder;
    FakeServer server;
    GatewayClient client;
    BillDownload download;
    std::optional<Result<BillSummary>> heard;
};

FakeServer::Handler answeringWith(const QByteArray& wire)
{
    return [wire](const SeenRequest&, QTcpSocket& socket) {
        socket.write(wire);
        socket.disconnectFromHost();
    };
}

BillWish day(const QByteArray& date)
{
    BillWish wish;
    wish.date = date;
    return wish;
}

QByteArray contentsOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

bool keepOldBill(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write("old") == 3;
}

} // namespace

/// A bill becomes a file, or nothing.
class TestBillDownload : public QObject {
    Q_OBJECT

private slots:
    void aWholeBillReplacesWhatWasThere();
    void whatCannotBeHadIsNotAskedFor_data();
    void whatCannotBeHadIsNotAskedFor();
    void theDayMustBeOverForARealMerchant_data();
    void theDayMustBeOverForARealMerchant();
    void theWishIsSentInTheProtocolsWords_data();
    void theWishIsSentInTheProtocolsWords();
    void whatIsNoWholeBillLeavesNothing_data();
    void whatIsNoWholeBillLeavesNothing();
    void cancellingAfterAnyNumberOfBytesLeavesNothing();
    void cancellingBetweenTheLastByteAndItsNewsLeavesNothing();
    void aDownloadThatIsDeletedLeavesNothing();
    void aFolderThatIsMissingIsSaidBeforeAnythingIsSent();
    void oneCanFollowAnother();
};

void TestBillDownload::aWholeBillReplacesWhatWasThere()
{
    Desk desk(answeringWith(httpAnswer(wholeBill)));
    QVERIFY(keepOldBill(desk.path()));
    QVERIFY(desk.download.start(day("20260101"), desk.path()));
    QVERIFY(desk.download.isRunning());
    QVERIFY(desk.ends());
    QVERIFY(*desk.heard);
    QCOMPARE((*desk.heard)->rows, 1);
    QVERIFY(!desk.download.isRunning());
    QCOMPARE(contentsOf(desk.path()), wholeBill);
    QCOMPARE(desk.files(), QStringList{QStringLiteral("bill.csv")});
#ifdef Q_OS_UNIX
    QCOMPARE(QFile::permissions(desk.path())
            & (QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ReadOther
                | QFileDevice::WriteOther),
        QFileDevice::Permissions());
#endif
}

void TestBillDownload::whatCannotBeHadIsNotAskedFor_data()
{
    QTest::addColumn<QByteArray>("date");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("account");
    QTest::addColumn<QString>("field");
    const QString date = QStringLiteral("bill_date");
    QTest::newRow("no day") << QByteArray() << QByteArray("ALL") << QByteArray() << date;
    QTest::newRow("no such day") << QByteArray("20251131") << QByteArray("ALL") << QByteArray()
                                 << date;
    QTest::newRow("another form") << QByteArray("2026-1-1") << QByteArray("ALL") << QByteArray()
                                  << date;
    QTest::newRow("tomorrow") << QByteArray("20260102") << QByteArray("ALL") << QByteArray()
                              << date;
    QTest::newRow("more than three months ago")
        << QByteArray("20250930") << QByteArray("ALL") << QByteArray() << date;
    QTest::newRow("another type") << QByteArray("20260101") << QByteArray("all") << QByteArray()
                                  << QStringLiteral("bill_type");
    QTest::newRow("another account") << QByteArray("20260101") << QByteArray("ALL")
                                     << QByteArray("Savings") << QStringLiteral("account_type");
    QTest::newRow("tomorrow's fund flow")
        << QByteArray("20260102") << QByteArray("ALL") << QByteArray("Basic") << date;
}

void TestBillDownload::whatCannotBeHadIsNotAskedFor()
{
    QFETCH(const QByteArray, date);
    QFETCH(const QByteArray, type);
    QFETCH(const QByteArray, account);
    QFETCH(const QString, field);
    Desk desk(answeringWith(httpAnswer(wholeBill)));
    const Result<void> started = desk.download.start({date, type, account}, desk.path());
    QVERIFY(!started);
    QVERIFY(started.error().kind == Failure::Kind::Input);
    QCOMPARE(started.error().details.value(QStringLiteral("field")).toString(), field);
    QVERIFY(!desk.download.isRunning());
    QVERIFY(desk.server.seen.isEmpty());
    QVERIFY(desk.files().isEmpty());
}

void TestBillDownload::theDayMustBeOverForARealMerchant_data()
{
    QTest::addColumn<QDateTime>("now");
    QTest::addColumn<QByteArray>("date");
    QTest::addColumn<bool>("sandbox");
    QTest::addColumn<bool>("real");
    const QDateTime noon(QDate(2026, 1, 1), QTime(4, 0), Qt::UTC);
    const QDateTime lateInUtc(QDate(2026, 1, 1), QTime(15, 59, 59), Qt::UTC);
    const QDateTime nextInBeijing(QDate(2026, 1, 1), QTime(16, 0), Qt::UTC);
    QTest::newRow("today") << noon << QByteArray("20260101") << true << false;
    QTest::newRow("yesterday") << noon << QByteArray("20251231") << true << true;
    QTest::newRow("the first day of three months")
        << noon << QByteArray("20251001") << true << true;
    QTest::newRow("a second before Beijing's midnight")
        << lateInUtc << QByteArray("20260101") << true << false;
    QTest::newRow("Beijing's midnight") << nextInBeijing << QByteArray("20260101") << true << true;
    QTest::newRow("Beijing's new day") << nextInBeijing << QByteArray("20260102") << true << false;
}

void TestBillDownload::theDayMustBeOverForARealMerchant()
{
    QFETCH(const QDateTime, now);
    QFETCH(const QByteArray, date);
    QFETCH(const bool, sandbox);
    QFETCH(const bool, real);
    for (const auto kind : {Profile::Kind::Sandbox, Profile::Kind::Real}) {
        Desk desk(answeringWith(httpAnswer(wholeBill)), kind);
        desk.clock.jump(std::chrono::milliseconds(desk.clock.now().msecsTo(now)));
        const bool allowed = kind == Profile::Kind::Sandbox ? sandbox : real;
        QCOMPARE(desk.download.start(day(date), desk.path()).has_value(), allowed);
        QVERIFY(!allowed || desk.ends());
        QCOMPARE(desk.server.seen.size(), allowed ? 1 : 0);
    }
}

void TestBillDownload::theWishIsSentInTheProtocolsWords_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("account");
    QTest::addColumn<bool>("packed");
    QTest::addColumn<QByteArray>("path");
    QTest::newRow("everything") << QByteArray("ALL") << QByteArray() << false
                                << QByteArray("/pay/downloadbill");
    QTest::newRow("refunds, packed")
        << QByteArray("REFUND") << QByteArray() << true << QByteArray("/pay/downloadbill");
    QTest::newRow("fund flow") << QByteArray("ALL") << QByteArray("Operation") << false
                               << QByteArray("/pay/downloadfundflow");
}

void TestBillDownload::theWishIsSentInTheProtocolsWords()
{
    QFETCH(const QByteArray, type);
    QFETCH(const QByteArray, account);
    QFETCH(const bool, packed);
    QFETCH(const QByteArray, path);
    Desk desk(answeringWith(httpAnswer(wholeBill)));
    QVERIFY(desk.download.start({"20260101", type, account, packed}, desk.path()));
    QVERIFY(desk.ends());
    const SeenRequest& seen = desk.server.seen.constFirst();
    QCOMPARE(seen.target, path);
    const Parameters sent = *fromXml(seen.body);
    QCOMPARE(sent.value("bill_date"), QByteArray("20260101"));
    QCOMPARE(sent.value("bill_type"), account.isEmpty() ? type : QByteArray());
    QCOMPARE(sent.value("account_type"), account);
    QCOMPARE(sent.value("tar_type"), packed ? QByteArray("GZIP") : QByteArray());
    QVERIFY(verifies(sent, sandboxCredentials().apiKey,
        account.isEmpty() ? SignType::Md5 : SignType::HmacSha256));
}

void TestBillDownload::whatIsNoWholeBillLeavesNothing_data()
{
    QTest::addColumn<QByteArray>("wire");
    QTest::addColumn<FailureId>("failure");
    QTest::newRow("no bill that day") << httpAnswer(
        "<xml><return_code>FAIL</return_code><return_msg>No Bill Exist</return_msg>"
        "</xml>") << FailureId::GatewayRefused;
    QTest::newRow("nothing at all") << httpAnswer({}) << FailureId::BillDamaged;
    QTest::newRow("no totals") << httpAnswer(billStart + billRow) << FailureId::BillDamaged;
    QTest::newRow("torn inside a row")
        << httpAnswer(wholeBill).chopped(billEnd.size() + 9) << FailureId::ConnectionLost;
    QTest::newRow("the last byte missing")
        << httpAnswer(wholeBill).chopped(1) << FailureId::ConnectionLost;
    QTest::newRow("binary") << httpAnswer(QByteArray("\x7F"
                                                     "ELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0",
        18)) << FailureId::BillDamaged;
    QTest::newRow("an outage") << httpAnswer("busy", "502 Bad Gateway")
                               << FailureId::HttpStatusUnexpected;
}

void TestBillDownload::whatIsNoWholeBillLeavesNothing()
{
    QFETCH(const QByteArray, wire);
    QFETCH(const FailureId, failure);
    for (const bool hadOne : {false, true}) {
        Desk desk(answeringWith(wire));
        QVERIFY(!hadOne || keepOldBill(desk.path()));
        QVERIFY(desk.download.start(day("20260101"), desk.path()));
        QVERIFY(desk.ends());
        QVERIFY(!*desk.heard);
        QCOMPARE(desk.heard->error().id, failure);
        QCOMPARE(desk.files().size(), hadOne ? 1 : 0);
        QCOMPARE(contentsOf(desk.path()), hadOne ? QByteArray("old") : QByteArray());
    }
}

void TestBillDownload::cancellingAfterAnyNumberOfBytesLeavesNothing()
{
    const QByteArray wire = httpAnswer(wholeBill);
    const qsizetype head = wire.size() - wholeBill.size();
    constexpr qsizetype step = 5; // bytes; the cuts fall into every part of the bill
    for (qsizetype sent = 0; sent < wire.size(); sent += step) {
        Desk desk([&wire, sent](
                      const SeenRequest&, QTcpSocket& socket) { socket.write(wire.first(sent)); });
        qint64 arrived = 0;
        connect(&desk.download, &BillDownload::progressed, &desk.download,
            [&arrived](qint64 received, qint64) { arrived = received; });
        QVERIFY(desk.download.start(day("20260101"), desk.path()));
        QTRY_COMPARE(desk.server.seen.size(), 1);
        QTRY_COMPARE(arrived, std::max<qsizetype>(0, sent - head));
        desk.download.cancel();
        QVERIFY(desk.ends());
        QVERIFY(!*desk.heard);
        QCOMPARE(desk.heard->error().id, FailureId::Cancelled);
        QVERIFY(desk.files().isEmpty());
    }
}

void TestBillDownload::cancellingBetweenTheLastByteAndItsNewsLeavesNothing()
{
    Desk desk(answeringWith(httpAnswer(wholeBill)));
    connect(&desk.download, &BillDownload::progressed, &desk.download,
        [&desk](qint64 received, qint64) {
            if (received == wholeBill.size())
                desk.download.cancel();
        });
    QVERIFY(desk.download.start(day("20260101"), desk.path()));
    QVERIFY(desk.ends());
    QVERIFY(!*desk.heard);
    QCOMPARE(desk.heard->error().id, FailureId::Cancelled);
    QVERIFY(desk.files().isEmpty());
}

void TestBillDownload::aDownloadThatIsDeletedLeavesNothing()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("bill.csv"));
    const FakeServer server([](const SeenRequest&, QTcpSocket& socket) {
        socket.write(httpAnswer(wholeBill).chopped(billEnd.size()));
    });
    ManualClock clock;
    GatewayClient client(merchantAt(server.url()), sandboxCredentials(), clock);
    auto download = std::make_unique<BillDownload>(client, clock);
    bool begun = false;
    connect(download.get(), &BillDownload::progressed, this, [&begun] { begun = true; });
    QVERIFY(download->start(day("20260101"), path));
    QTRY_VERIFY(begun);
    download.reset();
    QTRY_VERIFY(QDir(folder.path()).isEmpty());
}

void TestBillDownload::aFolderThatIsMissingIsSaidBeforeAnythingIsSent()
{
    Desk desk(answeringWith(httpAnswer(wholeBill)));
    const Result<void> started =
        desk.download.start(day("20260101"), desk.folder.filePath(QStringLiteral("none/bill.csv")));
    QVERIFY(!started);
    QCOMPARE(started.error().id, FailureId::FileUnwritable);
    QVERIFY(desk.server.seen.isEmpty());
}

void TestBillDownload::oneCanFollowAnother()
{
    Desk desk(answeringWith(httpAnswer(wholeBill)));
    QVERIFY(desk.download.start(day("20260101"), desk.path()));
    desk.download.cancel();
    QVERIFY(desk.ends());
    QVERIFY(!*desk.heard);
    desk.heard.reset();
    QVERIFY(desk.download.start(day("20260101"), desk.path()));
    QVERIFY(desk.ends());
    QVERIFY(*desk.heard);
    QCOMPARE(contentsOf(desk.path()), wholeBill);
}

QTEST_GUILESS_MAIN(TestBillDownload)
#include "tst_billdownload.moc"

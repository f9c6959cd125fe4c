#include "core/gateway/billdownload.h"
#include "core/reconcile/billmatch.h"
#include "tests/fakeserver.h"
#include "tests/ordersupport.h"
#include "tests/support.h"

#include <QFile>
#include <QSignalSpy>
#include <QTcpSocket>
#include <QTest>

#include <optional>

using namespace paydesk;

namespace {

constexpr auto patience = 300'000; // milliseconds until a test gives up
constexpr qint64 mostAboveIdle = qint64(64) * 1024; // KiB
constexpr int ordersOfTheHistory = 2000;
constexpr qint64 mostUnsent = qint64(1024) * 1024;

const QByteArray merchant = "1900000109";

/// As many rows as PAYDESK_BILL_ROWS says: a million needs half a minute, which not every run of
/// the suite should take.
qint64 wantedRows()
{
    const QByteArray wanted = qgetenv("PAYDESK_BILL_ROWS");
    return wanted.isEmpty() ? 100'000 : wanted.toLongLong();
}

QByteArray orderNumber(qint64 row)
{
    return "PD20260101" + QByteArray::number(row).rightJustified(10, '0');
}

/// A bill that nobody has in one piece: the next of it is made when the client has taken the last.
class EndlessBill : public QObject {
public:
    EndlessBill(QTcpSocket& socket, qint64 rows)
        : QObject(&socket)
        , m_socket(socket)
        , m_rows(rows)
    {
        socket.write("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n\xEF\xBB\xBF"
                     "交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,"
                     "交易类型,交易状态,付款银行,货币种类,应结订单金额,代金券金额,微信退款单号,"
                     "商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,商户数据包,"
                     "手续费,费率,订单金额,申请退款金额,费率备注\r\n");
        connect(&socket, &QTcpSocket::bytesWritten, this, &EndlessBill::go);
        go();
    }

private:
    void go()
    {
        while (m_row < m_rows && m_socket.bytesToWrite() < mostUnsent) {
            const QByteArray number = orderNumber(m_row++);
            m_socket.write("`2026-01-01 12:01:00,`wx1,`" + merchant + ",`0,`,`T-" + number + ",`"
                + number
                + ",`oUpF8uMuAJO_M2pxb1Q9zNjWeS6o,`JSAPI,`SUCCESS,`OTHERS,`CNY,`0.01,`0.00,`0,`0,"
                  "`0.00,`0.00,`,`,`拿铁,`,`0.00000,`0.60%,`0.01,`0.00,`\r\n");
        }
        if (m_row < m_rows || m_ended)
            return;
        m_ended = true;
        const QByteArray paid = yuan(Fen{m_rows});
        m_socket.write("总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,"
                       "订单总金额,申请退款总金额\r\n`"
            + QByteArray::number(m_rows) + ".0,`" + paid + ",`0.00,`0.00,`0.00,`" + paid
            + ",`0.00\r\n");
        m_socket.disconnectFromHost();
    }

    QTcpSocket& m_socket;
    const qint64 m_rows;
    qint64 m_row = 0;
    bool m_ended = false;
};

/// A figure of /proc/self/status in KiB; nothing on systems without.
std::optional<qint64> memoryFigure(const QByteArray& name)
{
    QFile status(QStringLiteral("/proc/self/status"));
    if (!status.open(QIODevice::ReadOnly))
        return {};
    for (const QByteArray& line : status.readAll().split('\n')) {
        if (line.startsWith(name + ':'))
            return line.mid(name.size() + 1).trimmed().split(' ').constFirst().toLongLong();
    }
    return {};
}

/// From here on the peak is that of what follows. False where the kernel cannot.
bool forgetPeak()
{
    QFile file(QStringLiteral("/proc/self/clear_refs"));
    return file.open(QIODevice::WriteOnly) && file.write("5") == 1;
}

bool plantOrders(OrderStore& store)
{
    const Result<void> planted = store.writeNow<void>([](OrderWriter& writer) -> Result<void> {
        for (int row = 0; row < ordersOfTheHistory; ++row) {
            const QByteArray number = orderNumber(row);
            Order order = sampleOrder(number);
            order.totalFee = Fen{1};
            const Result<void> done =
                writer.add(order)
                    .and_then([&] {
                        return writer.report(confirmed(samplePayment(number, "T-" + number)));
                    })
                    .map([](Applied) {});
            if (!done)
                return done;
        }
        return {};
    });
    return planted.has_value();
}

} // namespace

/// Nobody's bill is too long for the machine.
class TestBillMemory : public QObject {
    Q_OBJECT

private slots:
    void aLongBillIsDownloadedAndReconciledInBoundedMemory();
};

void TestBillMemory::aLongBillIsDownloadedAndReconciledInBoundedMemory()
{
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    QSKIP("a sanitizer's own memory would be measured");
#endif
    const qint64 rows = wantedRows();
    StoreFixture fixture;
    QVERIFY(plantOrders(*fixture.store));
    ManualClock clock;
    const FakeServer server(
        [rows](const SeenRequest&, QTcpSocket& socket) { new EndlessBill(socket, rows); });
    Profile profile = sandboxProfile();
    profile.endpoints.api = server.url();
    GatewayClient client(profile, sandboxCredentials(), clock);
    BillDownload download(client, clock);
    BillMatch match;
    std::optional<Result<BillSummary>> bill;
    connect(&download, &BillDownload::finished, this,
        [&bill](const Result<BillSummary>& summary) { bill = summary; });
    std::optional<Result<MatchReport>> report;
    connect(&match, &BillMatch::finished, this,
        [&report](const Result<MatchReport>& found) { report = found; });
    QSignalSpy downloaded(&download, &BillDownload::finished);
    QSignalSpy matched(&match, &BillMatch::finished);
    if (!forgetPeak())
        QSKIP("this system does not tell how much memory was needed");
    const qint64 idle = memoryFigure("VmRSS").value_or(0);

    const QString path = fixture.folder() + QStringLiteral("/bill.csv");
    BillWish wish;
    wish.date = "20260101";
    QVERIFY(download.start(wish, path));
    QVERIFY(bill || downloaded.wait(patience));
    QVERIFY(*bill);
    QCOMPARE((*bill)->rows, rows);
    match.start({path, fixture.store->path(), sampleMerchant, {merchant, {}}});
    QVERIFY(report || matched.wait(patience));
    QVERIFY(*report);
    QCOMPARE((*report)->agreeing, ordersOfTheHistory);
    QCOMPARE((*report)->count(MatchList::OnlyTheirs), rows - ordersOfTheHistory);
    QCOMPARE((*report)->bill.payments, (CountedSum{rows, Fen{rows}}));

    const qint64 above = memoryFigure("VmHWM").value_or(0) - idle;
    qInfo("%lld rows, %lld bytes: %lld KiB above idle", rows, QFile(path).size(), above);
    QVERIFY2(above > 0 && above <= mostAboveIdle, "the bill was held in memory");
}

QTEST_GUILESS_MAIN(TestBillMemory)
#include "tst_billmemory.moc"

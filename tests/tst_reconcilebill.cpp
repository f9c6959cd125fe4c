#include "core/base/wording.h"
#include "core/reconcile/billmatch.h"
#include "tests/ordersupport.h"
#include "tests/support.h"

#include <QFile>
#include <QSignalSpy>
#include <QTest>

#include <zlib.h>

using namespace paydesk;

namespace {

constexpr auto patience = 60'000; // milliseconds until a test gives up
const QByteArray merchant = "1900000109";
const QByteArray byteMark = "\xEF\xBB\xBF";

/// One bill of trades, written as WeChat does.
struct Bill {
    QList<QByteArray> columns{"交易时间", "公众账号ID", "商户号", "特约商户号", "设备号",
        "微信订单号", "商户订单号", "用户标识", "交易类型", "交易状态", "付款银行", "货币种类",
        "应结订单金额", "代金券金额", "微信退款单号", "商户退款单号", "退款金额", "充值券退款金额",
        "退款类型", "退款状态", "商品名称", "商户数据包", "手续费", "费率", "订单金额",
        "申请退款金额", "费率备注"};
    QList<QList<QByteArray>> rows;
    QByteArray lineEnd = "\r\n";
    QByteArray count; // empty: the true one
    QByteArray paid; // empty: the true one

    static QList<QByteArray> row(const QByteArray& number, const QByteArray& state,
        const QByteArray& amount, const QByteArray& back, const QByteArray& transaction)
    {
        return {"2026-01-01 12:01:00", "wx1", merchant, "0", "", transaction, number, "o1", "JSAPI",
            state, "OTHERS", "CNY", amount, "0.00", "0", "0", back, "0.00", "", "", "拿铁, 热", "",
            "0.00000", "0.60%", amount, back, ""};
    }
    Bill& payment(
        const QByteArray& number, const QByteArray& amount, const QByteArray& transaction = "T")
    {
        rows.append(row(
            number, "SUCCESS", amount, "0.00", transaction == "T" ? "T-" + number : transaction));
        return *this;
    }
    Bill& refund(const QByteArray& number, const QByteArray& back)
    {
        rows.append(row(number, "REFUND", "0.00", back, "T-" + number));
        return *this;
    }
    Bill& reversal(const QByteArray& number, const QByteArray& back)
    {
        rows.append(row(number, "REVOKED", "0.00", back, "T-" + number));
        return *this;
    }
    /// The last row's cell of this column.
    Bill& with(const QByteArray& column, const QByteArray& value)
    {
        rows.last()[columns.indexOf(column)] = value;
        return *this;
    }
    Bill& without(const QByteArray& column)
    {
        const qsizetype place = columns.indexOf(column);
        columns.removeAt(place);
        for (QList<QByteArray>& row : rows)
            row.removeAt(place);
        return *this;
    }

    QByteArray sum(const QByteArray& column) const
    {
        const qsizetype place = columns.indexOf(column);
        qint64 fen = 0;
        for (const QList<QByteArray>& row : rows)
            fen += place < 0 ? 0 : QByteArray(row.at(place)).replace(".", "").toLongLong();
        return yuan(Fen{fen});
    }
    QByteArray text() const
    {
        QByteArray text = byteMark + columns.join(',') + lineEnd;
        for (const QList<QByteArray>& row : rows)
            text += '`' + row.join(",`") + lineEnd;
        return text
            + "总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,"
              "订单总金额,申请退款总金额"
            + lineEnd + '`' + (count.isEmpty() ? QByteArray::number(rows.size()) + ".0" : count)
            + ",`" + (paid.isEmpty() ? sum("应结订单金额") : paid) + ",`" + sum("退款金额")
            + ",`0.0,`0.00,`" + sum("订单金额") + ",`" + sum("申请退款金额") + lineEnd;
    }
};

QByteArray gzip(const QByteArray& text)
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

/// A history, a bill beside it, and what comparing them brought.
class Desk {
public:
    StoreFixture fixture;
    BillMatch match;

    /// With a payment that a query confirmed, and then this state.
    Desk& paid(const QByteArray& number, qint64 fen, TradeState state = TradeState::Success)
    {
        return plant(number, fen, {TradeState::Success, state});
    }
    Desk& unpaid(const QByteArray& number, qint64 fen) { return plant(number, fen, {}); }
    Desk& reversed(const QByteArray& number, qint64 fen)
    {
        return plant(number, fen, {TradeState::Revoked});
    }
    Desk& plant(const QByteArray& number, qint64 fen, const QList<TradeState>& states)
    {
        const Result<void> planted =
            fixture.store->writeNow<void>([&](OrderWriter& writer) -> Result<void> {
                Order order = sampleOrder(number);
                order.totalFee = Fen{fen};
                Result<void> done = writer.add(order);
                for (const TradeState state : states) {
                    StateReport report = confirmed(samplePayment(number, "T-" + number));
                    report.state = state;
                    done = done.and_then([&] { return writer.report(report); }).map([](Applied) {});
                }
                return done;
            });
        if (!planted)
            qWarning("the order could not be planted");
        return *this;
    }
    QString write(const QByteArray& bytes) const
    {
        QFile file(fixture.folder() + QStringLiteral("/bill.csv"));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qWarning("the bill could not be written");
        return file.fileName();
    }
    MatchRequest request(const QByteArray& bytes) const
    {
        return {write(bytes), fixture.store->path(), sampleMerchant, {merchant, {}}};
    }
    Result<MatchReport> compare(const MatchRequest& wanted)
    {
        std::optional<Result<MatchReport>> heard;
        const QObject context;
        QObject::connect(&match, &BillMatch::finished, &context,
            [&heard](const Result<MatchReport>& report) { heard = report; });
        match.start(wanted);
        if (!QTest::qWaitFor([&heard] { return heard.has_value(); }, patience))
            qWarning("the comparison did not finish");
        return heard.value_or(fail(FailureId::TimedOut));
    }
    Result<MatchReport> compare(const QByteArray& bytes) { return compare(request(bytes)); }
    QList<Difference> list(MatchList list, qint64 first = 0, int limit = 100)
    {
        std::optional<QList<Difference>> heard;
        QObject context;
        match.fetch(list, first, limit, &context, [&heard](const Result<QList<Difference>>& rows) {
            heard = rows.value_or(QList<Difference>());
        });
        if (!QTest::qWaitFor([&heard] { return heard.has_value(); }, patience))
            qWarning("the list did not come");
        return heard.value_or(QList<Difference>());
    }
    /// "only-ours PD1, amount PD2": all that was found, list by list.
    QByteArray found()
    {
        QByteArrayList words;
        for (const MatchList which :
            {MatchList::OnlyOurs, MatchList::OnlyTheirs, MatchList::Differs}) {
            const QList<Difference> rows = list(which);
            for (const Difference& row : rows)
                words += differenceReasonName(row.reason) + ' ' + row.outTradeNo;
        }
        return words.join(", ");
    }
};

} // namespace

class ReconcileBillTest : public QObject {
    Q_OBJECT

private slots:
    void ordersAndBillAreComparedRowByRow_data();
    void ordersAndBillAreComparedRowByRow();
    void theTotalsOfBothSidesStandBesideEachOther();
    void olderAndNewerColumnsAreRead_data();
    void olderAndNewerColumnsAreRead();
    void whatIsNoBillIsRefusedWithItsLineAndColumn_data();
    void whatIsNoBillIsRefusedWithItsLineAndColumn();
    void everyTornBillIsNoticed();
    void aFundFlowShowsItsTotals();
    void onlyTheBillsDayIsLookedFor();
    void aBillWithoutRowsLeavesTheDaysOrdersToUs();
    void rowsOfOtherSubMerchantsArePassedOver();
    void theListsComeInPages();
    void aComparisonIsCancelledAtAnyMoment();
};

void ReconcileBillTest::ordersAndBillAreComparedRowByRow_data()
{
    QTest::addColumn<Bill>("bill");
    QTest::addColumn<QByteArray>("found");
    QTest::addColumn<qint64>("agreeing");
    // The history: PD1 paid 12.80, PD2 paid 0.01 and refunded, PD3 unpaid 5.00, PD4 paid 3.00 and
    // reversed. What a row does not mention agrees.
    const Bill whole = Bill()
                           .payment("PD1", "12.80")
                           .payment("PD2", "0.01")
                           .refund("PD2", "0.01")
                           .payment("PD4", "3.00")
                           .reversal("PD4", "3.00");
    const auto row = [](const char* name, const Bill& bill, const char* found, qint64 agreeing) {
        QTest::newRow(name) << bill << QByteArray(found) << agreeing;
    };
    row("all agree", whole, "", 3);
    row("paid, and not in the bill",
        Bill().payment("PD1", "12.80").payment("PD4", "3.00").reversal("PD4", "3.00"),
        "only-ours PD2", 2);
    row("in the bill, and unknown here", Bill(whole).payment("X1", "1.00"), "only-theirs X1", 3);
    row("an unknown order's refund belongs to it",
        Bill(whole).payment("X1", "1.00").refund("X1", "1.00"), "only-theirs X1", 3);
    row("an unknown order's refund alone", Bill(whole).refund("X1", "1.00"), "only-theirs X1", 3);
    const Bill rest = Bill().payment("PD2", "0.01").refund("PD2", "0.01").payment("PD4", "3.00");
    row("another amount", Bill(rest).payment("PD1", "12.81"), "amount PD1", 2);
    row("another transaction", Bill(rest).payment("PD1", "12.80", "T-other"), "transaction PD1", 2);
    row("another currency", Bill(rest).payment("PD1", "12.80").with("货币种类", "USD"),
        "currency PD1", 2);
    row("no word of the transaction", Bill(rest).payment("PD1", "12.80", ""), "", 3);
    row("unpaid here", Bill(whole).payment("PD3", "5.00"), "state PD3", 3);
    row("charged twice", Bill(whole).payment("PD1", "12.80"), "repeated PD1", 3);
    row("refunded there, only paid here", Bill(whole).refund("PD1", "1.00"), "state PD1", 3);
    row("a refund that WeChat did not carry out",
        Bill(whole).refund("PD1", "1.00").with("退款状态", "FAIL"), "", 3);
    row("reversed there, only paid here", Bill(whole).reversal("PD1", "12.80"), "state PD1", 3);
    row("more goes back than was paid", Bill(whole).refund("PD2", "0.02"), "amount PD2", 3);
}

void ReconcileBillTest::ordersAndBillAreComparedRowByRow()
{
    QFETCH(const Bill, bill);
    QFETCH(const QByteArray, found);
    QFETCH(const qint64, agreeing);
    Desk desk;
    desk.paid("PD1", 1280).paid("PD2", 1, TradeState::Refund).unpaid("PD3", 500);
    desk.reversed("PD4", 300);

    for (const QByteArray& bytes : {bill.text(), gzip(bill.text())}) {
        const Result<MatchReport> report = desk.compare(bytes);
        QVERIFY2(report, qPrintable(report ? QString() : wordingOf(report.error()).sentence()));
        QCOMPARE(desk.found(), found);
        QCOMPARE(report->agreeing, agreeing);
        QCOMPARE(report->isClean(), found.isEmpty());
    }
}

void ReconcileBillTest::theTotalsOfBothSidesStandBesideEachOther()
{
    Desk desk;
    desk.paid("PD1", 1280).paid("PD2", 1).paid("PD5", 700);
    const Result<MatchReport> report = desk.compare(Bill()
            .payment("PD1", "12.81", "T-other")
            .payment("PD2", "0.02")
            .refund("PD2", "0.01")
            .refund("PD2", "0.01")
            .with("退款状态", "CHANGE")
            .text());
    QVERIFY(report);
    QCOMPARE(report->bill.payments, (CountedSum{2, Fen{1283}}));
    QCOMPARE(report->bill.refunds, (CountedSum{1, Fen{1}}));
    QCOMPARE(report->history, (CountedSum{3, Fen{1981}}));
    QCOMPARE(report->first, QDate(2026, 1, 1));
    QCOMPARE(report->last, QDate(2026, 1, 1));
    QCOMPARE(report->agreeing, 0);

    QCOMPARE(desk.found(), QByteArray("only-ours PD5, transaction PD1, amount PD2, state PD2"));
    const Difference amount = desk.list(MatchList::Differs).at(1);
    QCOMPARE(amount.line, 3);
    QCOMPARE(amount.ours, Fen{1});
    QCOMPARE(amount.theirs, Fen{2});
    QCOMPARE(amount.ourState, TradeState::Success);
    QCOMPARE(amount.theirKind, BillEntry::Kind::Payment);
    QCOMPARE(amount.theirCurrency, QByteArray("CNY"));
    QCOMPARE(amount.at, sampleNoon.addSecs(60));
}

void ReconcileBillTest::olderAndNewerColumnsAreRead_data()
{
    QTest::addColumn<Bill>("bill");
    QTest::addColumn<BillKind>("kind");
    Bill unix = Bill().payment("PD1", "12.80").payment("PD2", "0.01");
    QTest::newRow("ALL, 27 columns") << unix << BillKind::All;
    Bill old = unix;
    old.without("订单金额").without("申请退款金额").without("费率备注");
    QTest::newRow("ALL, 24 columns") << old << BillKind::All;
    Bill oldest = old;
    oldest.columns[oldest.columns.indexOf("应结订单金额")] = "总金额";
    QTest::newRow("its amount under its first name") << oldest << BillKind::All;
    Bill success = unix;
    for (const char* column : {"微信退款单号", "商户退款单号", "退款金额", "充值券退款金额",
             "退款类型", "退款状态", "申请退款金额"})
        success.without(column);
    QTest::newRow("SUCCESS, 20 columns") << success << BillKind::Success;
    Bill more = unix;
    more.columns.append("新列");
    for (QList<QByteArray>& row : more.rows)
        row.append("whatever");
    QTest::newRow("a column that nobody knows yet") << more << BillKind::All;
    unix.lineEnd = "\n";
    QTest::newRow("LF") << unix << BillKind::All;
}

void ReconcileBillTest::olderAndNewerColumnsAreRead()
{
    QFETCH(const Bill, bill);
    QFETCH(const BillKind, kind);
    Desk desk;
    desk.paid("PD1", 1280).paid("PD2", 1);
    const Result<MatchReport> report = desk.compare(bill.text());
    QVERIFY2(report, qPrintable(report ? QString() : wordingOf(report.error()).sentence()));
    QCOMPARE(report->kind, kind);
    QCOMPARE(desk.found(), QByteArray());
    QCOMPARE(report->agreeing, 2);
}

void ReconcileBillTest::whatIsNoBillIsRefusedWithItsLineAndColumn_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("line");
    QTest::addColumn<QString>("column");
    const auto row = [](const char* name, const QByteArray& bytes, int line, const char* column) {
        QTest::newRow(name) << bytes << line << QString::fromUtf8(column);
    };
    const Bill bill = Bill().payment("PD1", "12.80").payment("PD2", "0.01");
    row("nothing", "", 0, "");
    row("the gateway's no", "<xml><return_code>FAIL</return_code></xml>", 1, "");
    row("binary", QByteArray(100'000, '\0'), 0, "");
    row("binary lines", QByteArray(100, '\x01') + "\n\x02\n", 1, "");
    row("another table", "date,amount\n2026-01-01,3\n", 1, "");
    row("no column of numbers", Bill(bill).without("商户订单号").text(), 1, "商户订单号");
    row("no column of states", Bill(bill).without("交易状态").text(), 1, "交易状态");
    row("no column of amounts", Bill(bill).without("订单金额").without("应结订单金额").text(), 1,
        "订单金额");
    row("an amount in words", Bill(bill).with("订单金额", "much").text(), 3, "订单金额");
    row("an amount of half a fen", Bill(bill).with("订单金额", "0.015").text(), 3, "订单金额");
    row("an amount below zero", Bill(bill).with("订单金额", "-0.01").text(), 3, "订单金额");
    row("an amount like a formula", Bill(bill).with("订单金额", "=1+1").text(), 3, "订单金额");
    row("an amount beyond all", Bill(bill).with("订单金额", "9223372036854775807.99").text(), 3,
        "订单金额");
    row("a state nobody knows", Bill(bill).with("交易状态", "PAID").text(), 3, "交易状态");
    row("a time that never was", Bill(bill).with("交易时间", "2026-02-30 00:00:00").text(), 3,
        "交易时间");
    row("a time in another form", Bill(bill).with("交易时间", "2026/1/1").text(), 3, "交易时间");
    row("no number", Bill(bill).with("商户订单号", "").text(), 3, "商户订单号");
    row("another merchant", Bill(bill).with("商户号", "1900000110").text(), 3, "商户号");
    Bill counted = bill;
    counted.count = "3.0";
    row("a row too few", counted.text(), 0, "总交易单数");
    Bill summed = bill;
    summed.paid = "12.80";
    row("a sum too small", summed.text(), 0, "应结订单总金额");
    row("half a package", gzip(bill.text()).chopped(10), 0, "");
    row("a package with a tail", gzip(bill.text()) + "tail", 0, "");
    row("a package of nothing", gzip({}), 0, "");
}

void ReconcileBillTest::whatIsNoBillIsRefusedWithItsLineAndColumn()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const int, line);
    QFETCH(const QString, column);
    Desk desk;
    const Result<MatchReport> report = desk.compare(bytes);
    QVERIFY(!report);
    QCOMPARE(report.error().id, FailureId::BillRejected);
    QCOMPARE(report.error().details.value(QStringLiteral("line")).toInt(), line);
    QCOMPARE(report.error().details.value(QStringLiteral("column")).toString(), column);
    QVERIFY(!wordingOf(report.error()).why.isEmpty());
    QVERIFY(desk.list(MatchList::OnlyTheirs).isEmpty());
}

/// Wherever the connection broke, and wherever a whole line went missing.
void ReconcileBillTest::everyTornBillIsNoticed()
{
    Desk desk;
    const QByteArray whole =
        Bill().payment("PD1", "12.80").payment("PD2", "0.01").refund("PD2", "0.01").text();
    const QByteArray essential = whole.trimmed();
    for (qsizetype size = 0; size < essential.size(); size += size > 600 ? 1 : 13) {
        // A last cell that lost digits is still a number: then the sum says so.
        const Result<MatchReport> report = desk.compare(whole.first(size));
        if (report)
            QCOMPARE(whole.first(size).count('\n'), whole.count('\n') - 1);
        else
            QCOMPARE(report.error().id, FailureId::BillRejected);
    }
    const QList<QByteArray> lines = essential.split('\n');
    for (qsizetype lost = 0; lost < lines.size(); ++lost) {
        QList<QByteArray> rest = lines;
        rest.removeAt(lost);
        QVERIFY2(!desk.compare(rest.join('\n')), qPrintable(QString::number(lost)));
    }
}

void ReconcileBillTest::aFundFlowShowsItsTotals()
{
    const auto flow = [](const QByteArray& sum) {
        return byteMark
            + "记账时间,微信支付业务单号,资金流水单号,业务名称,业务类型,收支类型,"
              "收支金额（元）,账户结余（元）,资金变更提交申请人,备注,业务凭证号\r\n"
              "`2026-01-01 12:00:00,`4200,`1,`交易,`交易,`收入,`12.80,`12.80,`system,`,`PD1\r\n"
              "`2026-01-01 13:00:00,`5000,`2,`退款,`退款,`支出,`2.80,`10.00,`system,`,`R1\r\n"
              "资金流水总笔数,收入笔数,收入金额,支出笔数,支出金额\r\n"
              "`2.0,`1.0,`"
            + sum + ",`1.0,`2.80\r\n";
    };
    Desk desk;
    desk.paid("PD1", 1280);
    const Result<MatchReport> report = desk.compare(flow("12.80"));
    QVERIFY(report);
    QCOMPARE(report->kind, BillKind::FundFlow);
    QCOMPARE(report->received, (CountedSum{1, Fen{1280}}));
    QCOMPARE(report->spent, (CountedSum{1, Fen{280}}));
    QVERIFY(report->isClean());
    const Result<MatchReport> torn = desk.compare(flow("12.00"));
    QVERIFY(!torn);
    QCOMPARE(torn.error().details.value(QStringLiteral("column")).toString(),
        QStringLiteral("收入金额"));
}

void ReconcileBillTest::onlyTheBillsDayIsLookedFor()
{
    Desk desk;
    desk.paid("PD1", 1280);
    // Midnight in Beijing ends the day; the order of the next one is not missing.
    const QDateTime midnight(QDate(2026, 1, 1), QTime(16, 0), Qt::UTC);
    for (const auto& [number, at] : {std::pair<QByteArray, QDateTime>{"last", midnight.addSecs(-1)},
             {"next", midnight}, {"before", midnight.addDays(-1).addSecs(-1)}}) {
        QVERIFY(desk.fixture.add(sampleOrder(number)));
        StateReport report = samplePayment(number, "T-" + number);
        report.paidAt = at;
        QVERIFY(desk.fixture.report(report));
    }
    QVERIFY(desk.compare(Bill().payment("PD1", "12.80").text()));
    QCOMPARE(desk.found(), QByteArray("only-ours last"));
    // An order of the day before that is in the bill all the same is no difference.
    QVERIFY(desk.compare(Bill().payment("PD1", "12.80").payment("before", "12.80").text()));
    QCOMPARE(desk.found(), QByteArray("only-ours last"));
}

void ReconcileBillTest::aBillWithoutRowsLeavesTheDaysOrdersToUs()
{
    Desk desk;
    desk.paid("PD1", 1280);
    MatchRequest request = desk.request(Bill().text());
    const Result<MatchReport> undated = desk.compare(request);
    QVERIFY(undated);
    QVERIFY(undated->isClean());
    request.day = QDate(2026, 1, 1);
    QVERIFY(desk.compare(request));
    QCOMPARE(desk.found(), QByteArray("only-ours PD1"));
}

void ReconcileBillTest::rowsOfOtherSubMerchantsArePassedOver()
{
    Desk desk;
    desk.paid("PD1", 1280);
    MatchRequest request = desk.request(Bill()
            .payment("PD1", "12.80")
            .with("特约商户号", "1900000200")
            .payment("X1", "1.00")
            .with("特约商户号", "1900000201")
            .text());
    request.owner.subMchId = "1900000200";
    const Result<MatchReport> report = desk.compare(request);
    QVERIFY(report);
    QCOMPARE(desk.found(), QByteArray());
    QCOMPARE(report->otherMerchants, 1);
}

void ReconcileBillTest::theListsComeInPages()
{
    Desk desk;
    Bill bill;
    for (int i = 0; i < 250; ++i)
        bill.payment("X" + QByteArray::number(i), "1.00");
    const Result<MatchReport> report = desk.compare(bill.text());
    QVERIFY(report);
    QCOMPARE(report->count(MatchList::OnlyTheirs), 250);
    QCOMPARE(desk.list(MatchList::OnlyTheirs, 0, 100).size(), 100);
    QCOMPARE(desk.list(MatchList::OnlyTheirs, 200, 100).size(), 50);
    QCOMPARE(desk.list(MatchList::OnlyTheirs, 200, 1).constFirst().outTradeNo, QByteArray("X200"));
}

/// Cancelled after each of its pieces, and before the first: no report, no list, no file, and the
/// next comparison is as if nothing had been.
void ReconcileBillTest::aComparisonIsCancelledAtAnyMoment()
{
    Desk desk;
    Bill bill;
    for (int i = 0; i < 3000; ++i)
        bill.payment("X" + QByteArray::number(i), "1.00");
    const MatchRequest request = desk.request(bill.text());
    const QStringList before = QDir(desk.fixture.folder()).entryList(QDir::Files);
    for (int pieces = 0; pieces < 12; ++pieces) {
        int seen = 0;
        const QObject context;
        connect(&desk.match, &BillMatch::progressed, &context, [&] {
            if (++seen == pieces)
                desk.match.cancel();
        });
        QSignalSpy ends(&desk.match, &BillMatch::finished);
        desk.match.start(request);
        if (pieces == 0)
            desk.match.cancel();
        QVERIFY(ends.wait(patience));
        QCOMPARE(ends.count(), 1);
        const auto report = ends.constFirst().constFirst().value<Result<MatchReport>>();
        // The thread may have been faster than the news of its last piece.
        QVERIFY(report || report.error().id == FailureId::Cancelled);
        if (pieces == 0)
            QVERIFY(!report);
        if (!report)
            QVERIFY(desk.list(MatchList::OnlyTheirs).isEmpty());
    }
    QCOMPARE(QDir(desk.fixture.folder()).entryList(QDir::Files), before);
    const Result<MatchReport> whole = desk.compare(request);
    QVERIFY(whole);
    QCOMPARE(whole->count(MatchList::OnlyTheirs), 3000);
}

QTEST_GUILESS_MAIN(ReconcileBillTest)
#include "tst_reconcilebill.moc"

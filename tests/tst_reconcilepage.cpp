#include "core/base/wording.h"
#include "core/workbench.h"
#include "tests/fakeserver.h"
#include "tests/support.h"
#include "ui/console.h"
#include "ui/mainwindow.h"
#include "ui/preferences.h"
#include "ui/reconcile/differencemodel.h"
#include "ui/reconcile/differencepages.h"
#include "ui/reconcile/reconcilepage.h"
#include "ui/style/language.h"
#include "ui/style/paydeskstyle.h"
#include "ui/style/theme.h"

#include <QApplication>
#include <QComboBox>
#include <QDateEdit>
#include <QDir>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTableView>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

using namespace paydesk;

namespace {

constexpr int patience = 20'000; // milliseconds until a test gives up
const QByteArray byteMark = "\xEF\xBB\xBF";

QByteArray contents(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// A bill as text, with what a test changes in it; its totals follow.
class BillText {
public:
    explicit BillText(const QByteArray& text)
    {
        for (QByteArray line : text.split('\n')) {
            line.replace('\r', "");
            if (line.startsWith('`'))
                rows.append(line.mid(1).split(','));
            else if (!line.isEmpty())
                m_headings.append(line);
        }
        m_totals = rows.takeLast();
        m_columns = QByteArray(m_headings.constFirst()).replace(byteMark, "").split(',');
    }

    /// Of a row; a back tick stands before every cell but the first.
    QByteArray cell(int row, const char* column) const
    {
        return QByteArray(rows.at(row).at(m_columns.indexOf(column))).replace("`", "");
    }
    void setCell(int row, const char* column, const QByteArray& value)
    {
        rows[row][m_columns.indexOf(column)] = '`' + value;
    }
    void setAmount(int row, const QByteArray& yuan)
    {
        for (const char* column : {"应结订单金额", "订单金额"})
            setCell(row, column, yuan);
    }

    QByteArray text() const
    {
        QByteArray text = m_headings.at(0) + "\r\n";
        qint64 fen = 0;
        for (int row = 0; row < int(rows.size()); ++row) {
            text += '`' + rows.at(row).join(',') + "\r\n";
            fen += cell(row, "订单金额").replace(".", "").toLongLong();
        }
        QList<QByteArray> totals = m_totals;
        totals[0] = QByteArray::number(rows.size()) + ".0";
        const QList<QByteArray> names = m_headings.at(1).split(',');
        for (const char* name : {"应结订单总金额", "订单总金额"})
            totals[names.indexOf(name)] = '`' + yuan(Fen{fen});
        return text + m_headings.at(1) + "\r\n`" + totals.join(',') + "\r\n";
    }

    QList<QList<QByteArray>> rows;

private:
    QList<QByteArray> m_headings;
    QList<QByteArray> m_columns;
    QList<QByteArray> m_totals;
};

/// Paydesk as a person starts it, on a folder and a sandbox of its own.
class Desk {
public:
    explicit Desk(const QString& language = QStringLiteral("en"))
        : m_preferences(m_folder.path())
    {
        m_preferences.setLanguage(language);
        m_preferences.setGatewayPort(0);
        m_preferences.setListenerPort(0);
        m_bench = std::move(*Workbench::open(m_folder.path(), {}, m_clock));
        m_language.choose(language);
        m_window = std::make_unique<MainWindow>(m_theme, m_language);
        m_console =
            std::make_unique<Console>(*m_bench, m_preferences, m_theme, m_language, *m_window);
        m_window->resize(1440, 900);
        m_console->begin();
        m_window->show();
        [[maybe_unused]] const bool active = QTest::qWaitForWindowActive(m_window.get());
    }
    ~Desk()
    {
        m_console.reset();
        m_window.reset();
    }

    MainWindow& window() { return *m_window; }
    Workbench& bench() { return *m_bench; }
    Language& language() { return m_language; }
    Theme& theme() { return m_theme; }
    QString path(const char* name) const { return m_folder.filePath(QLatin1String(name)); }
    QStringList bills() const
    {
        return QDir(m_folder.filePath(QStringLiteral("bills")))
            .entryList(QDir::Files | QDir::Hidden);
    }
    QString onlyBill() const
    {
        return m_folder.filePath(QStringLiteral("bills/") + bills().value(0));
    }

    template <typename Widget = QWidget> Widget* find(const char* name)
    {
        const auto found = m_window->findChildren<Widget*>(QString::fromLatin1(name));
        for (Widget* widget : found) {
            if (widget->isVisible())
                return widget;
        }
        return nullptr;
    }
    bool ready(const char* name)
    {
        return QTest::qWaitFor([&] { return find(name) && find(name)->isEnabled(); }, patience);
    }
    bool click(const char* name)
    {
        if (!ready(name))
            return false;
        QTest::mouseClick(find(name), Qt::LeftButton);
        return true;
    }
    QString text(const char* name)
    {
        const auto* label = find<QLabel>(name);
        return label ? label->text() : QString();
    }
    /// Places an order at the checkout and has the customer pay it.
    bool pay(const QString& yuan)
    {
        QTest::keyClick(m_window.get(), Qt::Key_N, Qt::ControlModifier);
        if (!ready("checkoutPlace"))
            return false;
        find<QLineEdit>("checkoutAmount")->setText(yuan);
        return click("checkoutPlace") && click("phonePay")
            && QTest::qWaitFor([&] { return find("checkoutPaid"); }, patience);
    }
    /// Opens the page by its key and chooses the day on which the orders were paid.
    bool reconcile()
    {
        QTest::keyClick(m_window.get(), Qt::Key_6, Qt::ControlModifier);
        auto* day = find<QDateEdit>("reconcileDay");
        if (!day)
            return false;
        const QList<Order> paid = orders();
        if (!paid.isEmpty())
            day->setDate(paid.constFirst().paidAt.addSecs(8 * 3600).date());
        return true;
    }
    QList<Order> orders()
    {
        const auto page = m_bench->store().readNow<OrderPage>([](const OrderReader& reader) {
            OrderQuery all;
            all.profile = "sandbox";
            return reader.page(all);
        });
        return page ? page->orders : QList<Order>();
    }
    bool save(const char* name, const QByteArray& text) const
    {
        QFile file(path(name));
        return file.open(QIODevice::WriteOnly) && file.write(text) == text.size();
    }
    /// Drops a file onto the page, as a file manager would.
    bool drop(const char* name)
    {
        auto* page = m_window->page(QStringLiteral("reconcile"));
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(path(name))});
        QDragEnterEvent enter(QPoint(9, 9), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(page, &enter);
        if (!enter.isAccepted())
            return false;
        QDropEvent drop(QPointF(9, 9), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        return QApplication::sendEvent(page, &drop);
    }
    /// The whole row as a screen reader reads it; waits until it has been read.
    QString row(const char* table, int number)
    {
        auto* view = find<QTableView>(table);
        if (!view || view->model()->rowCount() <= number)
            return {};
        const auto cell = [&](int column) {
            return view->model()->index(number, column).data(Qt::AccessibleTextRole).toString();
        };
        [[maybe_unused]] const bool read =
            QTest::qWaitFor([&] { return !cell(DifferenceModel::Number).isEmpty(); }, patience);
        QStringList cells;
        for (int column = 0; column < DifferenceModel::ColumnCount; ++column) {
            if (!view->isColumnHidden(column))
                cells << cell(column);
        }
        return cells.join(u'|');
    }

private:
    QTemporaryDir m_folder;
    SystemClock m_clock;
    Preferences m_preferences;
    Theme m_theme;
    Language m_language;
    std::unique_ptr<Workbench> m_bench;
    std::unique_ptr<MainWindow> m_window;
    std::unique_ptr<Console> m_console;
};

WorkbenchOptions optionsFor(const QByteArray& gateway)
{
    WorkbenchOptions options;
    options.gatewayPort = 0;
    options.listenerPort = 0;
    options.gatewayUrl = gateway;
    return options;
}

/// The page alone, on a history of its own and a gateway that the test plays; noon of 2026-01-01
/// in Beijing.
struct Page {
    explicit Page(const QByteArray& gateway = "http://127.0.0.1:1")
        : bench(std::move(*Workbench::open(folder.path(), optionsFor(gateway), clock)))
    {
        [[maybe_unused]] const Result<void> used = bench->use(sandboxProfile().name);
        page = std::make_unique<ReconcilePage>(*bench);
        page->resize(900, 560);
        page->show();
        [[maybe_unused]] const bool active = QTest::qWaitForWindowActive(page.get());
    }

    template <typename Widget = QWidget> Widget* find(const char* name)
    {
        return page->findChild<Widget*>(QString::fromLatin1(name));
    }
    QString notice() { return find("reconcileNotice")->accessibleName(); }
    QStringList bills() const
    {
        return QDir(folder.filePath(QStringLiteral("bills"))).entryList(QDir::Files | QDir::Hidden);
    }
    QString write(const QByteArray& text) const
    {
        const QString path = folder.filePath(QStringLiteral("bill.csv"));
        QFile file(path);
        return file.open(QIODevice::WriteOnly) && file.write(text) == text.size() ? path
                                                                                  : QString();
    }

    QTemporaryDir folder;
    ManualClock clock;
    std::unique_ptr<Workbench> bench;
    std::unique_ptr<ReconcilePage> page;
};

const QByteArray smallHeading = byteMark
    + "交易时间,商户号,微信订单号,商户订单号,交易状态,货币种类,应结订单金额,退款金额,退款状态\r\n";

/// A bill of so many payments that no history knows.
QByteArray billOf(int payments)
{
    QByteArray text = smallHeading;
    for (int i = 0; i < payments; ++i) {
        const QByteArray number = QByteArray::number(100'000 + i);
        text += "`2026-01-01 10:00:00,`1900000109,`T" + number + ",`PD" + number
            + ",`SUCCESS,`CNY,`0.01,`0.00,`\r\n";
    }
    return text + "总交易单数,应结订单总金额,退款总金额\r\n`" + QByteArray::number(payments)
        + ".0,`" + yuan(Fen{payments}) + ",`0.00\r\n";
}

} // namespace

/// A bill beside the history, driven with mouse and keyboard as a person would.
class ReconcilePageTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();

    void aPaidOrderIsInTodaysBill_data();
    void aPaidOrderIsInTodaysBill();
    void whatIsPlantedInABillIsFoundAndLeadsToItsOrder();
    void theChosenOrderIsQueried();
    void aFundFlowIsAddedUp();
    void cancellingADownloadLeavesNoFile();
    void cancellingAComparisonLeavesNoRow();
    void anotherMerchantEndsWhatWasUnderWay();
    void theFutureCannotBeChosen_data();
    void theFutureCannotBeChosen();
    void whatIsNoWholeBillIsSaid_data();
    void whatIsNoWholeBillIsSaid();
    void aCodeOfWeChatIsExplained();
    void aLongListIsReadWhereItIsLookedAt();
    void hostileTextStaysText();

private:
    std::unique_ptr<Theme> m_theme;
};

void ReconcilePageTest::initTestCase()
{
    QApplication::setStyle(new PaydeskStyle);
    m_theme = std::make_unique<Theme>();
}

void ReconcilePageTest::aPaidOrderIsInTodaysBill_data()
{
    QTest::addColumn<QString>("language");
    QTest::newRow("Chinese") << QStringLiteral("zh_CN");
    QTest::newRow("English") << QStringLiteral("en");
}

void ReconcilePageTest::aPaidOrderIsInTodaysBill()
{
    QFETCH(const QString, language);
    Desk desk(language);
    QVERIFY(desk.click("startSandbox"));
    QVERIFY(desk.pay(QStringLiteral("12.80")));
    QVERIFY(desk.reconcile());
    QCOMPARE(desk.window().currentPage(), QStringLiteral("reconcile"));
    QVERIFY(desk.find("reconcileEmpty"));
    QTest::keyClick(&desk.window(), Qt::Key_F5);
    QTRY_VERIFY_WITH_TIMEOUT(desk.find("reconcileClean"), patience);
    QCOMPARE(desk.text("reconcileBillFigure"), QStringLiteral("¥12.80"));
    QCOMPARE(desk.text("reconcileHistoryFigure"), QStringLiteral("¥12.80"));
    QCOMPARE(desk.text("reconcileAgreeFigure"), QStringLiteral("1"));
    QCOMPARE(desk.bills().size(), 1);
    QVERIFY(contents(desk.onlyBill()).contains(desk.orders().constFirst().outTradeNo));
    QVERIFY(!desk.find("reconcileNotice") && !desk.find("reconcileCancel"));
}

void ReconcilePageTest::whatIsPlantedInABillIsFoundAndLeadsToItsOrder()
{
    Desk desk;
    QVERIFY(desk.click("startSandbox"));
    QVERIFY(desk.pay(QStringLiteral("12.80")) && desk.pay(QStringLiteral("3.50")));
    QVERIFY(desk.reconcile() && desk.click("reconcileDownload"));
    QTRY_VERIFY_WITH_TIMEOUT(desk.find("reconcileClean"), patience);
    BillText bill(contents(desk.onlyBill()));
    QCOMPARE(bill.rows.size(), 2);
    const QByteArray changed = bill.cell(0, "商户订单号");
    const QByteArray dropped = bill.cell(1, "商户订单号");
    bill.setAmount(0, "9.90");
    bill.setCell(1, "商户订单号", "PD-ELSEWHERE");
    QVERIFY(desk.save("planted.csv", bill.text()));
    QVERIFY(desk.drop("planted.csv"));

    QTRY_VERIFY_WITH_TIMEOUT(desk.find("reconcileOnlyOurs"), patience);
    const auto* tabs = desk.find<QTabWidget>("reconcileTabs");
    QCOMPARE(tabs->tabText(0), QStringLiteral("Only in the history 1"));
    QCOMPARE(tabs->tabText(1), QStringLiteral("Only in the bill 1"));
    QCOMPARE(tabs->tabText(2), QStringLiteral("Different 1"));
    QCOMPARE(desk.text("reconcileAgreeFigure"), QStringLiteral("0"));
    const QString ours = desk.row("reconcileOnlyOurs", 0);
    QVERIFY2(ours.contains(QString::fromUtf8(dropped) + u'|'), qPrintable(ours));
    QTest::keyClick(desk.find("reconcileOnlyOurs"), Qt::Key_Return);
    QCOMPARE(desk.window().currentPage(), QStringLiteral("orders"));
    QTRY_VERIFY_WITH_TIMEOUT(desk.find("ordersOutTradeNo"), patience);

    // Back by the key of the page before, and to the other lists by the arrows of the tabs.
    QTest::keyClick(&desk.window(), Qt::Key_Left, Qt::AltModifier);
    QTest::keyClick(desk.find<QTabWidget>("reconcileTabs")->tabBar(), Qt::Key_Right);
    const QString theirs = desk.row("reconcileOnlyTheirs", 0);
    QVERIFY2(theirs.contains(QStringLiteral("PD-ELSEWHERE|")), qPrintable(theirs));
    QVERIFY(!desk.find("reconcileQuery")->isEnabled());
    QTest::keyClick(desk.find("reconcileOnlyTheirs"), Qt::Key_Return);
    QCOMPARE(desk.window().currentPage(), QStringLiteral("reconcile"));
    QVERIFY(
        desk.find("reconcileNotice")->accessibleName().contains(QStringLiteral("PD-ELSEWHERE")));

    QTest::keyClick(desk.find<QTabWidget>("reconcileTabs")->tabBar(), Qt::Key_Right);
    const QString differs = desk.row("reconcileDiffers", 0);
    QVERIFY2(differs.contains(QString::fromUtf8(changed) + u'|'), qPrintable(differs));
    QVERIFY2(differs.contains(QStringLiteral("|✗ Another amount|")), qPrintable(differs));
    QVERIFY2(differs.contains(QStringLiteral("|¥12.80|")), qPrintable(differs));
    QVERIFY2(differs.contains(QStringLiteral("|¥9.90|2")), qPrintable(differs));
    auto* table = desk.find<QTableView>("reconcileDiffers");
    const QPoint place =
        table->visualRect(table->model()->index(0, DifferenceModel::Time)).center();
    QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, place);
    QTest::mouseDClick(table->viewport(), Qt::LeftButton, {}, place);
    QCOMPARE(desk.window().currentPage(), QStringLiteral("orders"));
}

void ReconcilePageTest::theChosenOrderIsQueried()
{
    Desk desk;
    QVERIFY(desk.click("startSandbox"));
    QVERIFY(desk.pay(QStringLiteral("12.80")));
    QVERIFY(desk.reconcile() && desk.click("reconcileDownload"));
    QTRY_VERIFY_WITH_TIMEOUT(desk.find("reconcileClean"), patience);
    BillText bill(contents(desk.onlyBill()));
    bill.setCell(0, "微信订单号", "4200000000");
    QVERIFY(desk.save("planted.csv", bill.text()));
    QVERIFY(desk.drop("planted.csv"));
    QTRY_VERIFY_WITH_TIMEOUT(desk.find("reconcileDiffers"), patience);
    const QString differs = desk.row("reconcileDiffers", 0);
    QVERIFY2(differs.contains(QStringLiteral("|✗ Another payment|")), qPrintable(differs));
    QVERIFY(!desk.text("reconcileAdvice").isEmpty());
    QVERIFY(desk.click("reconcileQuery"));
    QCOMPARE(desk.window().currentPage(), QStringLiteral("orders"));
    QVERIFY(desk.ready("ordersNotice"));
    const QString said = desk.find("ordersNotice")->accessibleName();
    QVERIFY2(said.contains(QStringLiteral("SUCCESS")), qPrintable(said));
    QVERIFY(said.contains(QString::fromUtf8(desk.orders().constFirst().outTradeNo)));
}

void ReconcilePageTest::aFundFlowIsAddedUp()
{
    Page desk;
    const QByteArray flow = byteMark
        + "记账时间,微信支付业务单号,资金流水单号,业务名称,业务类型,收支类型,收支金额（元）,"
          "账户结余（元）,资金变更提交申请人,备注,业务凭证号\r\n"
          "`2026-01-01 10:00:00,`T1,`1,`交易,`交易,`收入,`12.80,`12.80,`system,`,`T1\r\n"
          "`2026-01-01 11:00:00,`T2,`2,`退款,`退款,`支出,`2.80,`10.00,`system,`,`T2\r\n"
          "资金流水总笔数,收入笔数,收入金额,支出笔数,支出金额\r\n`2.0,`1.0,`12.80,`1.0,`2.80\r\n";
    desk.page->openFile(desk.write(flow));
    QTRY_VERIFY_WITH_TIMEOUT(desk.find("reconcileFlow")->isVisible(), patience);
    QCOMPARE(desk.find<QLabel>("reconcileBillFigure")->text(), QStringLiteral("¥12.80"));
    QCOMPARE(desk.find<QLabel>("reconcileHistoryFigure")->text(), QStringLiteral("¥2.80"));
    QCOMPARE(desk.find<QLabel>("reconcileAgreeFigure")->text(), QStringLiteral("2"));
    QVERIFY(!desk.find("reconcileOrder")->isVisible());
}

void ReconcilePageTest::cancellingADownloadLeavesNoFile()
{
    const FakeServer server([](const SeenRequest&, QTcpSocket& socket) {
        const QByteArray bill = billOf(1000);
        socket.write("HTTP/1.1 200 OK\r\nContent-Length: " + QByteArray::number(bill.size())
            + "\r\n\r\n" + bill.left(bill.size() / 2));
    });
    Page desk(server.url());
    desk.find("reconcileDownload")->setFocus();
    QTest::keyClick(desk.find("reconcileDownload"), Qt::Key_Space);
    auto* cancel = desk.find<QPushButton>("reconcileCancel");
    QVERIFY(cancel->isVisible() && cancel->hasFocus());
    QVERIFY(desk.find("reconcileProgress")->isVisible());
    QTRY_VERIFY_WITH_TIMEOUT(
        desk.find("reconcileSaid")->accessibleName().contains(QStringLiteral("KiB")), patience);
    QTest::keyClick(cancel, Qt::Key_Escape);
    QTRY_VERIFY_WITH_TIMEOUT(!cancel->isVisible(), patience);
    QCOMPARE(desk.bills(), QStringList());
    QVERIFY(desk.find("reconcileEmpty")->isVisible());
    QCOMPARE(desk.notice(), wordingOf(failure(FailureId::Cancelled)).what);
    QVERIFY(desk.find("reconcileDownload")->isVisible());
}

void ReconcilePageTest::cancellingAComparisonLeavesNoRow()
{
    Page desk;
    desk.page->openFile(desk.write(billOf(20'000)));
    QTest::mouseClick(desk.find("reconcileCancel"), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(!desk.find("reconcileCancel")->isVisible(), patience);
    QVERIFY(desk.find("reconcileEmpty")->isVisible());
    QCOMPARE(desk.find<QTableView>("reconcileOnlyTheirs")->model()->rowCount(), 0);
    QCOMPARE(desk.notice(), wordingOf(failure(FailureId::Cancelled)).what);
}

void ReconcilePageTest::anotherMerchantEndsWhatWasUnderWay()
{
    const FakeServer server([](const SeenRequest&, QTcpSocket& socket) {
        socket.write("HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n" + billOf(3).left(200));
    });
    Page desk(server.url());
    desk.page->openFile(desk.write(billOf(3)));
    QTRY_VERIFY_WITH_TIMEOUT(desk.find("reconcileOnlyTheirs")->isVisible(), patience);
    QTest::mouseClick(desk.find("reconcileDownload"), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(!server.seen.isEmpty(), patience);
    // What is known of the bill before stays until there is another.
    QVERIFY(desk.find("reconcileOnlyTheirs")->isVisible());
    Profile other = sandboxProfile();
    other.name = "other";
    other.title = "Other";
    other.kind = Profile::Kind::Real;
    QVERIFY(desk.bench->profiles().add(other));
    [[maybe_unused]] const Result<void> locked = desk.bench->use("other");
    QTRY_VERIFY_WITH_TIMEOUT(!desk.find("reconcileCancel")->isVisible(), patience);
    QCOMPARE(desk.bills(), QStringList());
    QVERIFY(desk.find("reconcileEmpty")->isVisible());
    QCOMPARE(desk.find<QTableView>("reconcileOnlyTheirs")->model()->rowCount(), 0);
}

void ReconcilePageTest::theFutureCannotBeChosen_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<bool>("asked");
    QTest::newRow("today") << QStringLiteral("20260101") << true;
    QTest::newRow("a day before") << QStringLiteral("20251130") << true;
    QTest::newRow("tomorrow") << QStringLiteral("20260102") << false;
    QTest::newRow("next year") << QStringLiteral("20270101") << false;
    QTest::newRow("before there are bills") << QStringLiteral("20250930") << false;
}

/// What is asked for is a day that has a bill, whatever is typed.
void ReconcilePageTest::theFutureCannotBeChosen()
{
    QFETCH(const QString, typed);
    QFETCH(const bool, asked);
    const FakeServer server([](const SeenRequest&, QTcpSocket& socket) {
        socket.write(httpAnswer(billOf(1)));
        socket.disconnectFromHost();
    });
    Page desk(server.url());
    auto* day = desk.find<QDateEdit>("reconcileDay");
    QCOMPARE(day->date(), QDate(2026, 1, 1));
    day->setFocus();
    day->setSelectedSection(QDateEdit::YearSection);
    QTest::keyClicks(day, typed);
    QTest::keyClick(day, Qt::Key_Return);
    QVERIFY(day->date() <= QDate(2026, 1, 1));
    QTest::mouseClick(desk.find("reconcileDownload"), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(!desk.find("reconcileCancel")->isVisible(), patience);
    const auto asksForBill = [](const SeenRequest& request) {
        return request.target == "/pay/downloadbill"; // and not for the sandbox's time
    };
    const auto asking = std::find_if(server.seen.begin(), server.seen.end(), asksForBill);
    const QByteArray body = asking == server.seen.end() ? QByteArray() : asking->body;
    const QByteArray sent = body.mid(body.indexOf("<bill_date>") + 20, 8);
    if (asked)
        QCOMPARE(sent, typed.toLatin1());
    else
        QVERIFY2(!body.contains(typed.toLatin1()), body.constData());
    // Sent, or said why not.
    QCOMPARE(desk.find("reconcileNotice")->isVisible(), body.isEmpty());
}

void ReconcilePageTest::whatIsNoWholeBillIsSaid_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("said");
    const QByteArray whole = billOf(2);
    QTest::newRow("torn") << whole.left(whole.indexOf("总交易单数"))
                          << QStringLiteral("bill cannot be read");
    QTest::newRow("a row was cut out") << QByteArray(whole).replace(
        whole.mid(smallHeading.size(),
            whole.indexOf("`2026", smallHeading.size() + 9) - smallHeading.size()),
        "") << QStringLiteral("总交易单数");
    QTest::newRow("a fraction of a fen") << QByteArray(whole).replace("`CNY,`0.01", "`CNY,`0.015")
                                         << QStringLiteral("Line 2 of the bill");
    QTest::newRow("something else")
        << QByteArray("Dear Sir,\r\n") << QStringLiteral("cannot be read");
}

void ReconcilePageTest::whatIsNoWholeBillIsSaid()
{
    QFETCH(const QByteArray, text);
    QFETCH(const QString, said);
    Page desk;
    desk.page->openFile(desk.write(text));
    QTRY_VERIFY_WITH_TIMEOUT(desk.find("reconcileNotice")->isVisible(), patience);
    QVERIFY2(desk.notice().contains(said), qPrintable(desk.notice()));
    QVERIFY(desk.find("reconcileEmpty")->isVisible());
    QVERIFY(desk.find("reconcileDownload")->isVisible());
}

void ReconcilePageTest::aCodeOfWeChatIsExplained()
{
    const FakeServer server([](const SeenRequest&, QTcpSocket& socket) {
        socket.write(httpAnswer("<xml><return_code><![CDATA[FAIL]]></return_code>"
                                "<return_msg><![CDATA[No Bill Exist]]></return_msg>"
                                "<error_code><![CDATA[20002]]></error_code></xml>"));
        socket.disconnectFromHost();
    });
    Page desk(server.url());
    const QSignalSpy explained(desk.page.get(), &ReconcilePage::referenceRequested);
    QVERIFY(!desk.page->errorInSight());
    QTest::mouseClick(desk.find("reconcileDownload"), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(desk.find("reconcileNotice")->isVisible(), patience);
    QVERIFY2(desk.notice().contains(QStringLiteral("No Bill Exist")), qPrintable(desk.notice()));
    QVERIFY(desk.page->errorInSight());
    QCOMPARE(desk.page->errorInSight()->code, QByteArray("No Bill Exist"));
    QTest::mouseClick(desk.find("reconcileLookup"), Qt::LeftButton);
    QCOMPARE(explained.size(), 1);
    QCOMPARE(desk.bills(), QStringList());
}

/// However long a list is, no more of it is held than a few pages.
void ReconcilePageTest::aLongListIsReadWhereItIsLookedAt()
{
    constexpr int rows = 30'000;
    Page desk;
    desk.page->openFile(desk.write(billOf(rows)));
    auto* table = desk.find<QTableView>("reconcileOnlyTheirs");
    QTRY_VERIFY_WITH_TIMEOUT(table->isVisible(), patience);
    const QAbstractItemModel* model = table->model();
    QCOMPARE(model->rowCount(), rows);
    const auto number = [&](int row) {
        return model->index(row, DifferenceModel::Number).data().toString();
    };
    QTRY_COMPARE_WITH_TIMEOUT(number(0), QStringLiteral("PD100000"), patience);
    table->setFocus();
    QTest::keyClick(table, Qt::Key_End, Qt::ControlModifier);
    QCOMPARE(table->currentIndex().row(), rows - 1);
    QTRY_COMPARE_WITH_TIMEOUT(number(rows - 1), QStringLiteral("PD129999"), patience);
    for (int row = 0; row < rows; row += 500) {
        table->scrollTo(model->index(row, 0));
        QTRY_COMPARE_WITH_TIMEOUT(number(row), QStringLiteral("PD%1").arg(100'000 + row), patience);
    }
    int held = 0;
    for (int row = 0; row < rows; ++row)
        held += number(row).isEmpty() ? 0 : 1;
    QVERIFY2(held > 0 && held <= DifferencePages::mostHeld, qPrintable(QString::number(held)));
}

void ReconcilePageTest::hostileTextStaysText()
{
    Page desk;
    QByteArray bill = billOf(1);
    const QByteArray turned = QByteArray::fromHex("e280ae"); // right-to-left override
    bill.replace("`PD100000", "`<b>x</b>\x1b[2J" + turned);
    desk.page->openFile(desk.write(bill));
    auto* table = desk.find<QTableView>("reconcileOnlyTheirs");
    QTRY_VERIFY_WITH_TIMEOUT(table->isVisible(), patience);
    const QModelIndex cell = table->model()->index(0, DifferenceModel::Number);
    QTRY_VERIFY_WITH_TIMEOUT(!cell.data().toString().isEmpty(), patience);
    const QString shown = cell.data().toString();
    QVERIFY2(shown.startsWith(QStringLiteral("<b>x</b>")), qPrintable(shown));
    for (const QChar c : shown)
        QVERIFY(c.category() != QChar::Other_Control && c.category() != QChar::Other_Format);
    QVERIFY(cell.data(Qt::ToolTipRole).toString().startsWith(QStringLiteral("&lt;b&gt;")));
    QTest::keyClick(table, Qt::Key_Return);
    for (const QLabel* label : desk.page->findChildren<QLabel*>())
        QVERIFY2(label->textFormat() == Qt::PlainText, qPrintable(label->objectName()));
}

QTEST_MAIN(ReconcilePageTest)
#include "tst_reconcilepage.moc"

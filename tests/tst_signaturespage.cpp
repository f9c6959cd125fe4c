#include "core/workbench.h"
#include "ui/preferences.h"
#include "ui/signatures/signaturespage.h"
#include "ui/widgets/pill.h"
#include "ui/widgets/secretedit.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace paydesk;

namespace {

constexpr int verdictColumn = 4;

std::unique_ptr<Workbench> openBench(const QString& folder, Clock& clock)
{
    WorkbenchOptions options;
    options.gatewayPort = 0;
    options.listenerPort = 0;
    Result<std::unique_ptr<Workbench>> bench = Workbench::open(folder, options, clock);
    return bench ? std::move(*bench) : nullptr;
}

/// One JSAPI order through the embedded sandbox, up to its second signature.
bool placeOrder(Workbench& bench, const QByteArray& outTradeNo)
{
    QSignalSpy started(&bench, &Workbench::sandboxStarted);
    bench.startSandbox(true);
    if (!started.wait() || !bench.use(sandboxProfile().name))
        return false;
    OrderDraft draft;
    draft.outTradeNo = outTradeNo;
    draft.body = "门店会员卡-8月";
    draft.totalFee = Fen{1};
    draft.notifyUrl = "http://127.0.0.1:18081/notify";
    Call* login = bench.counter()->phone()->login();
    QObject::connect(login, &Call::finished, &bench, [&draft](const Answer& answer) {
        if (answer.fields)
            draft.code = answer.fields->value("code");
    });
    QSignalSpy loggedIn(login, &Call::finished);
    if (!loggedIn.wait())
        return false;
    PlaceOrder* journey = bench.counter()->placeOrder();
    QSignalSpy finished(journey, &PlaceOrder::finished);
    journey->start(draft);
    return finished.wait();
}

} // namespace

class TestSignaturesPage : public QObject {
    Q_OBJECT

private slots:
    void init();
    void bothSignaturesAreShownAfterARestart();
    void aStringIsComparedWithoutAMerchantsKey();
    void theReportNeverHoldsTheKey();
    void nothingPastedIsMarkup();

private:
    template <typename T> T* part(const char* name) const
    {
        return m_page->findChild<T*>(QString::fromLatin1(name));
    }
    QString verdict(int row) const
    {
        return part<QTableView>("signaturesComparison")
            ->model()
            ->index(row, verdictColumn)
            .data()
            .toString();
    }
    void openPage();

    SystemClock m_clock;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Workbench> m_bench;
    std::unique_ptr<Preferences> m_preferences;
    std::unique_ptr<SignaturesPage> m_page;
};

void TestSignaturesPage::init()
{
    m_page.reset();
    m_preferences.reset();
    m_bench.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    m_bench = openBench(m_folder->path(), m_clock);
    QVERIFY(m_bench);
}

void TestSignaturesPage::openPage()
{
    m_preferences = std::make_unique<Preferences>(m_folder->path());
    m_page = std::make_unique<SignaturesPage>(*m_bench, *m_preferences);
    m_page->resize(1200, 900); // high enough for the rows to stand in their order
    m_page->show();
}

void TestSignaturesPage::bothSignaturesAreShownAfterARestart()
{
    QVERIFY(placeOrder(*m_bench, "PD0001"));
    m_bench.reset();
    m_bench = openBench(m_folder->path(), m_clock);
    QVERIFY(m_bench->use(sandboxProfile().name));
    openPage();
    m_page->openOrder("PD0001");
    QTRY_COMPARE(part<QTableView>("signaturesTable")->model()->rowCount(), 11);
    QCOMPARE(part<QTableView>("signaturesPayTable")->model()->rowCount(), 6);
    QVERIFY(part<Pill>("signaturesVerdict")->text().startsWith(u'✓'));
    QVERIFY(part<Pill>("signaturesPayVerdict")->text().startsWith(u'✓'));
}

void TestSignaturesPage::aStringIsComparedWithoutAMerchantsKey()
{
    openPage(); // no merchant in use: no counter, no key
    m_page->openMessage("a=1&attach=&b=2");
    QVERIFY(verdict(1).startsWith(u'✗'));
    QVERIFY(part<Pill>("signaturesSame")->text().startsWith(u'!'));
    auto* key = part<SecretEdit>("signaturesKey");
    QTest::keyClicks(key, QStringLiteral("192006250b4c09247ec02edce69f6a2d"));
    QTest::mouseClick(part<QPushButton>("signaturesUseKey"), Qt::LeftButton);
    QVERIFY(key->text().isEmpty());
    QVERIFY(part<Pill>("signaturesSame")->text().startsWith(u'✗'));
    m_page->openMessage("a=1&b=2");
    QVERIFY(part<Pill>("signaturesSame")->text().startsWith(u'✓'));
}

void TestSignaturesPage::theReportNeverHoldsTheKey()
{
    openPage();
    const QString key = QStringLiteral("192006250b4c09247ec02edce69f6a2d");
    QTest::keyClicks(part<SecretEdit>("signaturesKey"), key);
    QTest::keyClick(part<SecretEdit>("signaturesKey"), Qt::Key_Return);
    m_page->openMessage("a=1&b=2&key=" + key.toLatin1() + '\n');
    QVERIFY(verdict(2).contains(QStringLiteral("0x0A")));
    QTest::mouseClick(part<QToolButton>("signaturesCopy"), Qt::LeftButton);
    const QString report = QGuiApplication::clipboard()->text();
    QVERIFY(report.contains(QStringLiteral("<LF>")));
    QVERIFY(!report.contains(key));
}

void TestSignaturesPage::nothingPastedIsMarkup()
{
    openPage();
    m_page->openMessage("body=<b>bold</b>");
    QCOMPARE(
        part<QPlainTextEdit>("signaturesPaste")->toPlainText(), QStringLiteral("body=<b>bold</b>"));
    const QModelIndex cell = part<QTableView>("signaturesComparison")->model()->index(0, 2);
    QCOMPARE(cell.data().toString(), QStringLiteral("body=<b>bold</b>"));
}

QTEST_MAIN(TestSignaturesPage)
#include "tst_signaturespage.moc"

#include "core/workbench.h"
#include "ui/preferences.h"
#include "ui/signatures/diagnosisview.h"
#include "ui/signatures/doctorcontext.h"
#include "ui/signatures/pastebox.h"
#include "ui/signatures/pastedtext.h"
#include "ui/signatures/signaturespage.h"
#include "ui/signatures/steptrace.h"
#include "ui/signatures/verdictframe.h"
#include "ui/style/language.h"
#include "ui/widgets/hexview.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/noticebar.h"
#include "ui/widgets/pill.h"
#include "ui/widgets/ruler.h"
#include "ui/widgets/secretedit.h"

#include <QAction>
#include <QClipboard>
#include <QComboBox>
#include <QCryptographicHash>
#include <QGuiApplication>
#include <QLabel>
#include <QMessageBox>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabBar>
#include <QTabWidget>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace paydesk;

namespace {

constexpr int yoursColumn = 2;
constexpr int verdictColumn = 4;
const QByteArray key = "192006250b4c09247ec02edce69f6a2d";

std::unique_ptr<Workbench> openBench(const QString& folder, Clock& clock)
{
    WorkbenchOptions options;
    options.gatewayPort = 0;
    options.listenerPort = 0;
    Result<std::unique_ptr<Workbench>> bench = Workbench::open(folder, options, clock);
    return bench ? std::move(*bench) : nullptr;
}

/// One JSAPI order through the embedded sandbox, up to its second signature.
bool placeOrder(
    Workbench& bench, const QByteArray& outTradeNo, FrontEnd frontEnd = FrontEnd::MiniProgram)
{
    QSignalSpy started(&bench, &Workbench::sandboxStarted);
    bench.startSandbox(true);
    if (!started.wait() || !bench.use(sandboxProfile().name))
        return false;
    OrderDraft draft;
    draft.outTradeNo = outTradeNo;
    draft.body = "门店会员卡-8月";
    draft.totalFee = Fen{1};
    draft.frontEnd = frontEnd;
    draft.tradeType = tradeTypeOf(frontEnd);
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

QByteArray md5(const QByteArray& text)
{
    return QCryptographicHash::hash(text, QCryptographicHash::Md5).toHex().toUpper();
}

/// An order whose string was signed as given; the string's fields stand in byte order.
QByteArray orderXml(const QByteArray& sign)
{
    return "<xml><appid>wx8a2f3e9c5d7b1046</appid><attach></attach><body>门店会员卡</body>"
           "<mch_id>1900000109</mch_id><nonce_str>5K8264ILTKCH16CQ</nonce_str>"
           "<out_trade_no>PD20250821104233017</out_trade_no><total_fee>1</total_fee>"
           "<trade_type>JSAPI</trade_type><sign>"
        + sign + "</sign></xml>";
}

QByteArray rightString()
{
    return "appid=wx8a2f3e9c5d7b1046&body=门店会员卡&mch_id=1900000109&nonce_str="
           "5K8264ILTKCH16CQ&out_trade_no=PD20250821104233017&total_fee=1&trade_type=JSAPI";
}

QByteArray withEmptyAttach()
{
    return rightString().replace("&body=", "&attach=&body=");
}

/// Two mistakes: the empty attach was signed, and the key ends with a line feed.
QByteArray wronglySigned()
{
    return orderXml(md5(withEmptyAttach() + "&key=" + key + '\n'));
}

} // namespace

class TestSignaturesPage : public QObject {
    Q_OBJECT

private slots:
    void init();
    void eachFrontEndShowsItsOwnSecondSignature_data();
    void eachFrontEndShowsItsOwnSecondSignature();
    void bothSignaturesAreShownAfterARestart();
    void aFailingBodyAndItsKeyInOnePasteGiveTheReason();
    void aKeyOnALineOfItsOwnIsTakenOutOfThePaste_data();
    void aKeyOnALineOfItsOwnIsTakenOutOfThePaste();
    void theStepsMarkTheCulpritsAndNotTheirConsequences();
    void theRulerAndF8LeadToEveryDifference();
    void theBytesShowWhatIsTooMuch();
    void aRightSignatureIsSaidToBeRight();
    void whatNobodyCanExplainIsNotExplained();
    void aStringIsComparedWithoutAMerchantsKey();
    void theReportNeverHoldsTheKey();
    void theSentenceFollowsTheLanguage();
    void aLowWindowPutsTheDifferencesFirstAndTheCardsIntoTabs();
    void aLongSearchLeavesTheEventLoopFree();
    void noBreakSpacesAndCarriageReturnsSurviveThePaste();
    void nothingPastedIsMarkup();
    void anOrderWhoseSignatureFailedIsDiagnosedWhenItIsOpened();
    void theHistoryTellsTheDoctorAboutTheOrder();
    void anOrderToBeRetriedTakesItsFieldsAlong();
    void twoMessagesOfTheHistoryAreCompared();
    void exchangesThatAreOpenedAreCompared();
    void noNameOfAStandardFieldIsCut();
    void onlyOnePartOpensWhereRoomIsScarce();
    void theGatewaySaysWhetherAKeyIsRight();
    void aRealGatewayIsAskedOnlyAfterAConfirmation();

private:
    template <typename T> T* part(const char* name) const
    {
        return m_page->findChild<T*>(QString::fromLatin1(name));
    }
    QString cell(int row, int column) const
    {
        return part<QTableView>("signaturesComparison")
            ->model()
            ->index(row, column)
            .data()
            .toString();
    }
    QString verdict(int row) const { return cell(row, verdictColumn); }
    QString title() const { return part<QLabel>("signaturesVerdictTitle")->text(); }
    DiagnosisView* view() const { return m_page->findChild<DiagnosisView*>(); }
    const Examination& found() const { return view()->examination(); }
    void openPage(int height = 1000);
    /// Puts the text on the clipboard and presses Ctrl+V in the box; true when all is shown.
    bool paste(const QByteArray& text);
    bool open(const QByteArray& message);
    bool useKey(const QByteArray& typed);
    QString copiedReport() const;

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

void TestSignaturesPage::openPage(int height)
{
    m_preferences = std::make_unique<Preferences>(m_folder->path());
    m_page = std::make_unique<SignaturesPage>(*m_bench, *m_preferences);
    m_page->resize(1200, height);
    m_page->show();
}

bool TestSignaturesPage::paste(const QByteArray& text)
{
    QSignalSpy shown(view(), &DiagnosisView::shown);
    QGuiApplication::clipboard()->setText(QString::fromUtf8(text));
    auto* box = part<PasteBox>("signaturesPaste");
    QTest::keyClick(box, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(box, Qt::Key_V, Qt::ControlModifier);
    return shown.wait(60'000);
}

bool TestSignaturesPage::open(const QByteArray& message)
{
    QSignalSpy shown(view(), &DiagnosisView::shown);
    m_page->openMessage(message);
    return shown.wait(60'000);
}

bool TestSignaturesPage::useKey(const QByteArray& typed)
{
    QSignalSpy shown(view(), &DiagnosisView::shown);
    QTest::keyClicks(part<SecretEdit>("signaturesKey"), QString::fromLatin1(typed));
    return shown.wait(60'000);
}

QString TestSignaturesPage::copiedReport() const
{
    QTest::mouseClick(part<QPushButton>("signaturesCopy"), Qt::LeftButton);
    return QGuiApplication::clipboard()->text();
}

void TestSignaturesPage::eachFrontEndShowsItsOwnSecondSignature_data()
{
    QTest::addColumn<QByteArray>("frontEnd"); // the order is signed for
    QTest::addColumn<QStringList>("tabs");
    QTest::addColumn<QString>("names"); // signed, in order
    QTest::newRow("JSSDK") << QByteArray("choose-wxpay")
                           << QStringList{QStringLiteral("Mini program"),
                                  QStringLiteral("WeixinJSBridge"), QStringLiteral("chooseWXPay")}
                           << QStringLiteral("appId nonceStr package signType timeStamp");
    QTest::newRow("application") << QByteArray("app") << QStringList{QStringLiteral("APP")}
                                 << QStringLiteral(
                                        "appid noncestr package partnerid prepayid timestamp");
}

void TestSignaturesPage::eachFrontEndShowsItsOwnSecondSignature()
{
    QFETCH(const QByteArray, frontEnd);
    QFETCH(const QStringList, tabs);
    QFETCH(const QString, names);
    QVERIFY(placeOrder(*m_bench, "PD0001", frontEndFromName(frontEnd).value()));
    openPage();
    m_page->openOrder("PD0001");
    auto* table = part<QTableView>("signaturesPayTable");
    const auto shown = [table] {
        QStringList fields;
        for (int row = 0; row < table->model()->rowCount(); ++row)
            fields += table->model()->index(row, 1).data().toString();
        return fields.join(u' ');
    };
    QTRY_VERIFY(shown().startsWith(names));
    auto* bar = part<QTabBar>("signaturesFrontEnd");
    QStringList found;
    for (int i = 0; i < bar->count(); ++i)
        found += bar->tabText(i);
    QCOMPARE(found, tabs);
    QCOMPARE(bar->currentIndex(), int(tabs.size()) - 1);
    const QString signature = part<CopyField>("signaturesPayComputed")->value();
    QCOMPARE(part<CopyField>("signaturesPaySent")->value(), signature);
    // The same string is signed for every front end of the trade type.
    bar->setCurrentIndex(0);
    QVERIFY(shown().startsWith(names));
    QCOMPARE(part<CopyField>("signaturesPayComputed")->value(), signature);
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

void TestSignaturesPage::aFailingBodyAndItsKeyInOnePasteGiveTheReason()
{
    openPage(); // no merchant, no vault, no network
    QVERIFY(paste(wronglySigned() + "\nkey=" + key + '\n'));
    QVERIFY(found().explanation());
    QCOMPARE(found().diagnosis->verdict, paydesk::Diagnosis::Verdict::Explained);
    QCOMPARE(found().explanation()->wrong.signature, found().answer->yours);
    QCOMPARE(found().explanation()->causes.size(), 2);
    const QString causes = part<QLabel>("signaturesCauses")->text();
    for (const Cause& cause : found().explanation()->causes)
        QVERIFY2(causes.contains(cause.sentence()), qPrintable(causes));
    QVERIFY(part<QPushButton>("signaturesFix")->isVisible());
    // The box gave way to the answer, and the key is nowhere to be seen.
    QVERIFY(!part<PasteBox>("signaturesPaste")->isVisible());
    QVERIFY(!part<PasteBox>("signaturesPaste")->toPlainText().contains(QString::fromLatin1(key)));
}

void TestSignaturesPage::aKeyOnALineOfItsOwnIsTakenOutOfThePaste_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("message");
    QTest::addColumn<QByteArray>("found");
    QTest::newRow("last line, named")
        << QByteArray("<xml/>\nkey=abc") << QByteArray("<xml/>\n") << QByteArray("abc");
    QTest::newRow("first line, named")
        << QByteArray("API key: abc\n<xml/>") << QByteArray("<xml/>") << QByteArray("abc");
    QTest::newRow("in Chinese") << QByteArray("{}\n密钥：\"abc\"") << QByteArray("{}\n")
                                << QByteArray("abc");
    QTest::newRow("alone") << ("<xml/>\r\n" + key + "\r\n") << QByteArray("<xml/>\r\n") << key;
    QTest::newRow("nothing but a key")
        << QByteArray("key=abc") << QByteArray("key=abc") << QByteArray();
    QTest::newRow("a string to sign")
        << QByteArray("a=1\nkey=abc&b=2") << QByteArray("a=1\nkey=abc&b=2") << QByteArray();
    QTest::newRow("no key at all")
        << QByteArray("a=1&b=2\n") << QByteArray("a=1&b=2\n") << QByteArray();
}

void TestSignaturesPage::aKeyOnALineOfItsOwnIsTakenOutOfThePaste()
{
    QFETCH(const QByteArray, text);
    QFETCH(const QByteArray, message);
    QFETCH(const QByteArray, found);
    const PastedText split = splitPaste(text);
    QCOMPARE(split.message, message);
    QCOMPARE(split.key.has_value(), !found.isEmpty());
    if (split.key)
        QVERIFY(split.key->reveal([&found](QByteArrayView bytes) { return bytes == found; }));
}

void TestSignaturesPage::theStepsMarkTheCulpritsAndNotTheirConsequences()
{
    openPage();
    QVERIFY(paste(wronglySigned() + "\nkey=" + key));
    using State = TraceStep::State;
    const QList<TraceStep> steps = part<StepTrace>("signaturesSteps")->trace()->steps();
    QCOMPARE(steps.size(), 6);
    const State expected[] = {State::Mistake, State::Right, State::Follows, State::Mistake,
        State::Follows, State::Follows};
    for (int i = 0; i < 6; ++i)
        QCOMPARE(int(steps.at(i).state), int(expected[i]));
}

void TestSignaturesPage::theRulerAndF8LeadToEveryDifference()
{
    openPage();
    QVERIFY(paste(wronglySigned() + "\nkey=" + key));
    const QList<int> marked = part<Ruler>("signaturesRuler")->marked();
    QCOMPARE(marked.size(), 2);
    auto* table = part<QTableView>("signaturesComparison");
    QCOMPARE(table->currentIndex().row(), marked.first());
    QTest::keyClick(m_page.get(), Qt::Key_F8);
    QCOMPARE(table->currentIndex().row(), marked.last());
    QTest::keyClick(m_page.get(), Qt::Key_F8);
    QCOMPARE(table->currentIndex().row(), marked.first());
    QTest::keyClick(m_page.get(), Qt::Key_F8, Qt::ShiftModifier);
    QCOMPARE(table->currentIndex().row(), marked.last());
    // A click at the top of the ruler goes to the first of them.
    QTest::mouseClick(part<Ruler>("signaturesRuler"), Qt::LeftButton, {}, QPoint(4, 1));
    QCOMPARE(table->currentIndex().row(), marked.first());
}

void TestSignaturesPage::theBytesShowWhatIsTooMuch()
{
    openPage();
    QVERIFY(paste(wronglySigned() + "\nkey=" + key));
    const auto* hex = part<HexView>("signaturesHex");
    QVERIFY(hex->bytes().endsWith('\n'));
    QVERIFY(!hex->bytes().contains(key));
    QVERIFY(hex->isMarked(hex->bytes().size() - 1));
    QVERIFY(!hex->isMarked(0));
}

void TestSignaturesPage::aRightSignatureIsSaidToBeRight()
{
    openPage();
    QVERIFY(paste(orderXml(md5(rightString() + "&key=" + key)) + "\nkey=" + key));
    QCOMPARE(found().diagnosis->verdict, paydesk::Diagnosis::Verdict::Correct);
    QCOMPARE(part<VerdictFrame>("signaturesVerdictFrame")->text().tone, Tone::Ok);
    const QString whole = part<QPlainTextEdit>("signaturesWholeYours")->toPlainText();
    QCOMPARE(whole, part<QPlainTextEdit>("signaturesWholeRight")->toPlainText());
    QVERIFY(!part<QPushButton>("signaturesFix")->isVisible());
    QVERIFY(part<Ruler>("signaturesRuler")->marked().isEmpty());
}

void TestSignaturesPage::whatNobodyCanExplainIsNotExplained()
{
    openPage();
    QVERIFY(paste("a=1&b=2&sign=0123456789ABCDEF0123456789ABCDEF\nkey=" + key));
    QCOMPARE(found().diagnosis->verdict, paydesk::Diagnosis::Verdict::Unexplained);
    const VerdictText& said = part<VerdictFrame>("signaturesVerdictFrame")->text();
    QVERIFY(said.causes.isEmpty());
    QVERIFY(!said.further.isEmpty());
    QVERIFY(said.small.contains(QString::number(found().diagnosis->mistakesTried)));
}

void TestSignaturesPage::aStringIsComparedWithoutAMerchantsKey()
{
    openPage(); // no merchant in use: no counter, no key
    QVERIFY(open("a=1&attach=&b=2"));
    QVERIFY(!found().diagnosis);
    auto* field = part<SecretEdit>("signaturesKey");
    QVERIFY(useKey(key));
    QVERIFY(field->text().isEmpty());
    QVERIFY(found().explanation());
    QVERIFY(verdict(1).startsWith(u'✗'));
    QVERIFY(open("a=1&b=2"));
    QCOMPARE(found().diagnosis->verdict, paydesk::Diagnosis::Verdict::Correct);
}

void TestSignaturesPage::theReportNeverHoldsTheKey()
{
    openPage();
    QVERIFY(paste(wronglySigned() + "\nkey=" + key));
    const QString report = copiedReport();
    QVERIFY(report.contains(QStringLiteral("<LF>")));
    QVERIFY(report.contains(QStringLiteral("0x0A")));
    QVERIFY(report.contains(found().explanation()->causes.first().card().fix.text()));
    QVERIFY(!report.contains(QString::fromLatin1(key)));
}

void TestSignaturesPage::theSentenceFollowsTheLanguage()
{
    openPage();
    QVERIFY(paste(wronglySigned() + "\nkey=" + key));
    const QString english = title();
    Language language;
    language.choose(QStringLiteral("zh_CN"));
    QTRY_VERIFY(title() != english);
    QVERIFY(part<QLabel>("signaturesCauses")
            ->text()
            .contains(found().explanation()->causes.first().sentence()));
    language.choose(QStringLiteral("en"));
    QTRY_COMPARE(title(), english);
}

void TestSignaturesPage::aLowWindowPutsTheDifferencesFirstAndTheCardsIntoTabs()
{
    openPage(640);
    QVERIFY(paste(wronglySigned() + "\nkey=" + key));
    QVERIFY(verdict(0).startsWith(u'✗'));
    QVERIFY(verdict(1).startsWith(u'✗'));
    auto* table = part<QTableView>("signaturesComparison");
    const QRect second = table->visualRect(table->model()->index(1, yoursColumn));
    QVERIFY(table->viewport()->rect().contains(second));
    QCOMPARE(part<QTabWidget>("signaturesLowerTabs")->count(), 2);
    QVERIFY(part<QTabWidget>("signaturesLowerTabs")->isVisible());
    m_page->resize(1200, 1000);
    QTRY_COMPARE(part<QTabWidget>("signaturesLowerTabs")->count(), 0);
    QVERIFY(verdict(0).startsWith(u'✓'));
}

void TestSignaturesPage::aLongSearchLeavesTheEventLoopFree()
{
    openPage();
    QVERIFY(open("a=1")); // the key field is in sight
    QVERIFY(useKey(key));
    int turns = 0;
    QTimer ticker;
    connect(&ticker, &QTimer::timeout, this, [&turns] { ++turns; });
    ticker.start(0);
    // Nothing explains it: all combinations would be looked at, unless it ends sooner by itself.
    m_page->openMessage(orderXml("0123456789ABCDEF0123456789ABCDEF"));
    QTRY_VERIFY_WITH_TIMEOUT(found().answer && found().answer->pasted.size() > 1, 60'000);
    QVERIFY2(turns > 20, qPrintable(QString::number(turns)));
    // Another text ends the search for the first.
    QVERIFY(open(orderXml(md5(rightString() + "&key=" + key))));
    QCOMPARE(found().diagnosis->verdict, paydesk::Diagnosis::Verdict::Correct);
}

void TestSignaturesPage::noBreakSpacesAndCarriageReturnsSurviveThePaste()
{
    openPage();
    const QByteArray text = "a=1\xC2\xA0&b=x\r\ny";
    QVERIFY(paste(text));
    QCOMPARE(part<PasteBox>("signaturesPaste")->bytes(), text);
    QCOMPARE(cell(0, yoursColumn), QStringLiteral("a=1<NBSP>"));
    part<QTableView>("signaturesComparison")
        ->setCurrentIndex(part<QTableView>("signaturesComparison")->model()->index(0, 0));
    part<QAction>("signaturesCopyRow")->trigger();
    QVERIFY(QGuiApplication::clipboard()->text().contains(QStringLiteral("a=1<NBSP>")));
    part<QAction>("signaturesCopyRaw")->trigger();
    QCOMPARE(QGuiApplication::clipboard()->text(), QString::fromUtf8("1\xC2\xA0"));
}

void TestSignaturesPage::nothingPastedIsMarkup()
{
    openPage();
    QVERIFY(open("body=<b>bold</b>"));
    QCOMPARE(
        part<QPlainTextEdit>("signaturesPaste")->toPlainText(), QStringLiteral("body=<b>bold</b>"));
    QCOMPARE(cell(0, yoursColumn), QStringLiteral("body=<b>bold</b>"));
}

void TestSignaturesPage::anOrderWhoseSignatureFailedIsDiagnosedWhenItIsOpened()
{
    QVERIFY(m_bench->use(sandboxProfile().name));
    const QByteArray merchantKey = sandboxCredentials().apiKey.reveal(
        [](QByteArrayView bytes) { return bytes.toByteArray(); });
    const Result<qint64> stored =
        m_bench->store().writeNow<qint64>([&merchantKey](OrderWriter& writer) -> Result<qint64> {
            Order order;
            order.profile = sandboxProfile().name;
            order.outTradeNo = "PD20250821104233017";
            order.createdAt = QDateTime::currentDateTimeUtc();
            order.totalFee = Fen{1};
            Exchange exchange;
            exchange.method = "POST";
            exchange.url = "http://127.0.0.1/pay/unifiedorder";
            exchange.requestBody = orderXml(md5(withEmptyAttach() + "&key=" + merchantKey));
            exchange.outTradeNo = order.outTradeNo;
            exchange.startedAt = order.createdAt;
            if (const Result<void> added = writer.add(order); !added)
                return fail(added.error());
            Result<qint64> id = writer.record(order.profile, exchange);
            OrderEvent event;
            event.profile = order.profile;
            event.outTradeNo = order.outTradeNo;
            event.at = order.createdAt;
            event.kind = OrderEvent::Kind::UnifiedOrder;
            event.exchangeId = id.value_or(0);
            if (const Result<void> noted = writer.note(event); !noted)
                return fail(noted.error());
            return id;
        });
    QVERIFY(stored);
    openPage();
    QSignalSpy shown(view(), &DiagnosisView::shown);
    m_page->openOrder("PD20250821104233017");
    QVERIFY(shown.wait(60'000));
    QCOMPARE(part<QTabBar>("signaturesModes")->currentIndex(), 0);
    QVERIFY(found().explanation());
    QCOMPARE(found().explanation()->ids(), QList<QByteArray>{"empty-values-included"});
}

void TestSignaturesPage::theHistoryTellsTheDoctorAboutTheOrder()
{
    QVERIFY(placeOrder(*m_bench, "PD0001"));
    const auto facts = m_bench->store().readNow<OrderFacts>([](const OrderReader& reader) {
        return readOrderFacts(reader, sandboxProfile().name, "PD0001");
    });
    QVERIFY(facts);
    QCOMPARE(facts->signType, std::optional(SignType::Md5));
    QCOMPARE(facts->totalFee, QByteArray("1"));
    QVERIFY(!facts->openid.isEmpty());
    // The request's, the answer's and the call's.
    QCOMPARE(facts->otherNonces.size(), 3);
    QCOMPARE(facts->relatedSigns.size(), 3);
    QCOMPARE(facts->otherTimestamps.size(), 1);
    QCOMPARE(
        orderNumberIn("<out_trade_no><![CDATA[PD0001]]></out_trade_no>"), QByteArray("PD0001"));
    QCOMPARE(orderNumberIn("{\"out_trade_no\": \"PD0001\"}"), QByteArray("PD0001"));
    QCOMPARE(orderNumberIn("a=1&out_trade_no=PD0001&b=2"), QByteArray("PD0001"));
    QCOMPARE(orderNumberIn("a=1"), QByteArray());
}

void TestSignaturesPage::anOrderToBeRetriedTakesItsFieldsAlong()
{
    QVERIFY(m_bench->use(sandboxProfile().name));
    openPage();
    QSignalSpy retried(m_page.get(), &SignaturesPage::retryRequested);
    QVERIFY(paste(wronglySigned() + "\nkey=" + key));
    QTest::mouseClick(part<QPushButton>("signaturesAct"), Qt::LeftButton);
    QCOMPARE(retried.size(), 1);
    const auto order = retried.first().first().value<Parameters>();
    QCOMPARE(order.value("body"), QByteArray("门店会员卡"));
    QCOMPARE(order.value("total_fee"), QByteArray("1"));
}

void TestSignaturesPage::twoMessagesOfTheHistoryAreCompared()
{
    QVERIFY(placeOrder(*m_bench, "PD0001"));
    openPage();
    part<QTabBar>("signaturesModes")->setCurrentIndex(2);
    auto* a = part<QComboBox>("signaturesMessageA");
    auto* b = part<QComboBox>("signaturesMessageB");
    QTRY_COMPARE(a->count(), 3); // pasted text, the answer, the request
    QVERIFY(a->currentText() != b->currentText());
    const QAbstractItemModel* rows = part<QTableView>("signaturesPairComparison")->model();
    QTRY_VERIFY(rows->rowCount() > 10);
    QVERIFY(!part<Ruler>("signaturesPairRuler")->marked().isEmpty());
    // The same on both sides.
    QTest::keyClick(b, Qt::Key_Home);
    QTest::keyClick(b, Qt::Key_Down);
    QTest::keyClick(a, Qt::Key_Home);
    QTest::keyClick(a, Qt::Key_Down);
    QTRY_VERIFY(part<Ruler>("signaturesPairRuler")->marked().isEmpty());
    QVERIFY(rows->rowCount() > 5);
}

void TestSignaturesPage::exchangesThatAreOpenedAreCompared()
{
    QVERIFY(placeOrder(*m_bench, "PD0001"));
    const auto ids = m_bench->store().readNow<QList<qint64>>(
        [](const OrderReader& reader) -> Result<QList<qint64>> {
            ExchangeQuery query;
            query.profile = sandboxProfile().name;
            const Result<QList<Exchange>> all = reader.exchanges(query);
            if (!all)
                return fail(all.error());
            QList<qint64> found;
            for (const Exchange& exchange : *all)
                found.append(exchange.id);
            return found;
        });
    QVERIFY(ids);
    QCOMPARE(ids->size(), 2); // the login, which is not signed, and the unified order
    openPage();
    m_page->openComparison(ids->first(), ids->last());
    auto* a = part<QComboBox>("signaturesMessageA");
    QTRY_VERIFY(a->currentText().contains(QStringLiteral("jscode2session")));
    QVERIFY(part<QComboBox>("signaturesMessageB")
            ->currentText()
            .contains(QStringLiteral("unifiedorder")));
    QCOMPARE(part<QTabBar>("signaturesModes")->currentIndex(), 2);
}

void TestSignaturesPage::noNameOfAStandardFieldIsCut()
{
    openPage();
    QVERIFY(open("a=1&coupon_refund_batch_id_0_0=2&settlement_refund_fee=3&spbill_create_ip=4"));
    const auto* table = part<QTableView>("signaturesComparison");
    constexpr int nameColumn = 1;
    for (int row = 0; row < table->model()->rowCount(); ++row) {
        const QModelIndex index = table->model()->index(row, nameColumn);
        const QFontMetrics metrics(index.data(Qt::FontRole).value<QFont>());
        QVERIFY2(metrics.horizontalAdvance(index.data().toString()) + 16
                <= table->columnWidth(nameColumn),
            qPrintable(index.data().toString()));
    }
}

void TestSignaturesPage::onlyOnePartOpensWhereRoomIsScarce()
{
    openPage(720);
    QVERIFY(paste(wronglySigned() + "\nkey=" + key));
    const auto* steps = part<StepTrace>("signaturesSteps");
    QVERIFY(steps->visibleRegion().boundingRect().height() > 0); // high enough for the strip
    QTest::mouseClick(part<QPushButton>("signaturesOpenInput"), Qt::LeftButton);
    QCoreApplication::processEvents();
    QVERIFY(part<PasteBox>("signaturesPaste")->isVisible());
    QVERIFY(steps->visibleRegion().isEmpty());
    QTest::mouseClick(part<QToolButton>("signaturesFoldLower"), Qt::LeftButton);
    QCoreApplication::processEvents();
    QVERIFY(!part<PasteBox>("signaturesPaste")->isVisible());
    QVERIFY(!steps->visibleRegion().isEmpty());
    QCOMPARE(m_page->height(), 720);
}

void TestSignaturesPage::theGatewaySaysWhetherAKeyIsRight()
{
    QSignalSpy started(m_bench.get(), &Workbench::sandboxStarted);
    m_bench->startSandbox(true);
    QVERIFY(started.wait());
    QVERIFY(m_bench->use(sandboxProfile().name));
    openPage();
    QVERIFY(open("a=1")); // a string to sign: right by itself
    auto* notice = part<NoticeBar>("signaturesKeyNotice");
    QVERIFY(!notice->isVisible());
    QTest::mouseClick(part<QPushButton>("signaturesVerifyKey"), Qt::LeftButton);
    QTRY_VERIFY(notice->isVisible());
    QVERIFY2(
        notice->text().startsWith(QStringLiteral("The key is right.")), qPrintable(notice->text()));
    part<QPushButton>("signaturesOpenInput")->setChecked(true);
    QVERIFY(useKey(key)); // of some other merchant
    QVERIFY(!notice->isVisible());
    QTest::mouseClick(part<QPushButton>("signaturesVerifyKey"), Qt::LeftButton);
    QTRY_VERIFY(notice->isVisible());
    QVERIFY2(
        notice->text().startsWith(QStringLiteral("The key is wrong.")), qPrintable(notice->text()));
}

void TestSignaturesPage::aRealGatewayIsAskedOnlyAfterAConfirmation()
{
    Profile real;
    real.name = "shop";
    real.title = "Shop";
    real.appid = "wx8a2f3e9c5d7b1046";
    real.mchId = "1900000109";
    real.endpoints.api = "http://127.0.0.1:9";
    QVERIFY(m_bench->profiles().add(real));
    QVERIFY(m_bench->vault().create(Secret(QByteArray("correct horse"))));
    QVERIFY(m_bench->vault().write("shop", SecretField::ApiKey, Secret(QByteArray(key))));
    QVERIFY(m_bench->use("shop"));
    openPage();
    QVERIFY(open("a=1"));
    QTest::mouseClick(part<QPushButton>("signaturesVerifyKey"), Qt::LeftButton);
    auto* box = part<QMessageBox>("signaturesVerifyConfirm");
    QVERIFY(box);
    QVERIFY(box->informativeText().contains(QStringLiteral("127.0.0.1")));
    QVERIFY(box->informativeText().contains(QStringLiteral("1900000109")));
    QVERIFY(!box->informativeText().contains(QString::fromLatin1(key)));
    box->reject();
    const auto sent = m_bench->store().readNow<QList<Exchange>>([](const OrderReader& reader) {
        ExchangeQuery query;
        query.profile = "shop";
        return reader.exchanges(query);
    });
    QVERIFY(sent);
    QVERIFY(sent->isEmpty());
    QVERIFY(!part<NoticeBar>("signaturesKeyNotice")->isVisible());
}

QTEST_MAIN(TestSignaturesPage)
#include "tst_signaturespage.moc"

#include "core/workbench.h"
#include "tests/support.h"
#include "ui/checkout/orderform.h"
#include "ui/console.h"
#include "ui/mainwindow.h"
#include "ui/preferences.h"
#include "ui/settings/settingspage.h"
#include "ui/style/language.h"
#include "ui/style/paydeskstyle.h"
#include "ui/style/theme.h"
#include "ui/tour.h"
#include "ui/widgets/fieldbox.h"
#include "ui/widgets/ruler.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QCryptographicHash>
#include <QDialog>
#include <QDir>
#include <QGuiApplication>
#include <QImage>
#include <QLabel>
#include <QLineEdit>
#include <QMessageAuthenticationCode>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QTextDocument>
#include <QTimer>

using namespace paydesk;

namespace {

constexpr int patienceMs = 20'000;

/// Paydesk as a person starts it, on a folder of its own.
class Desk {
public:
    Desk(const QString& folder, const QString& languageName)
        : m_preferences(folder)
    {
        m_preferences.setLanguage(languageName);
        m_preferences.setGatewayPort(0);
        m_preferences.setListenerPort(0);
        auto opened = Workbench::open(folder, {}, m_clock);
        if (!opened)
            return;
        m_bench = std::move(*opened);
        m_language.choose(languageName);
        m_window = std::make_unique<MainWindow>(m_theme, m_language);
        m_console =
            std::make_unique<Console>(*m_bench, m_preferences, m_theme, m_language, *m_window);
        m_window->resize(1440, 900);
        m_console->begin();
        m_window->show();
    }
    ~Desk()
    {
        m_console.reset();
        m_window.reset();
    }

    bool open() const
    {
        return m_window && QTest::qWaitForWindowExposed(m_window.get(), patienceMs);
    }
    MainWindow& window() { return *m_window; }
    Workbench& bench() { return *m_bench; }
    Language& language() { return m_language; }
    Theme& theme() { return m_theme; }

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
        return QTest::qWaitFor([&] { return find(name) && find(name)->isEnabled(); }, patienceMs);
    }
    bool click(const char* name)
    {
        if (!ready(name))
            return false;
        QTest::mouseClick(find(name), Qt::LeftButton);
        return true;
    }
    int rows(const char* name)
    {
        auto* view = find<QAbstractItemView>(name);
        return view ? view->model()->rowCount() : 0;
    }
    bool onPage(const char* id)
    {
        return QTest::qWaitFor(
            [&] { return m_window->currentPage() == QLatin1String(id); }, patienceMs);
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

private:
    SystemClock m_clock;
    Preferences m_preferences;
    Theme m_theme;
    Language m_language;
    std::unique_ptr<Workbench> m_bench;
    std::unique_ptr<MainWindow> m_window;
    std::unique_ptr<Console> m_console;
};

const char* listOf(const QByteArray& page)
{
    return page == "orders"       ? "ordersList"
        : page == "notifications" ? "notificationsList"
                                  : "exchangesTable";
}

/// In a label, a text field or a cell of a list or table.
bool showsText(const QWidget& window, QStringView text)
{
    const auto shown = [&window](auto* kind, auto&& textOf) {
        const auto all = window.findChildren<decltype(kind)>();
        return std::any_of(all.cbegin(), all.cend(),
            [&](auto* widget) { return widget->isVisible() && textOf(widget); });
    };
    const bool inLabel = shown(static_cast<QLabel*>(nullptr),
        [&](const QLabel* label) { return label->text().contains(text); });
    const bool inEdit = shown(static_cast<QPlainTextEdit*>(nullptr),
        [&](const QPlainTextEdit* edit) { return edit->toPlainText().contains(text); });
    const auto inModel = [&](const QAbstractItemView* view) {
        const auto* model = view->model();
        for (int row = 0; model && row < model->rowCount(); ++row) {
            for (int column = 0; column < model->columnCount(); ++column) {
                if (model->index(row, column).data().toString().contains(text))
                    return true;
            }
        }
        return false;
    };
    return inLabel || inEdit || shown(static_cast<QAbstractItemView*>(nullptr), inModel);
}

QByteArray pasted(const QByteArray& message, const QByteArray& key)
{
    return message + "\nkey=" + key + '\n';
}

/// An empty value was signed, with a line feed behind the key.
QByteArray wronglySignedOrder()
{
    const QByteArray key = "8f2c06250b4c09247ec02edce69f8d64";
    const QByteArray fields = "appid=wx8a2f3e9c5d7b1046&attach=&body=x&mch_id=1900000109"
                              "&nonce_str=5K8264ILTKCH16CQ2502SI8ZNMTM67VS"
                              "&notify_url=https://pay.example.cn/notify"
                              "&openid=oUpF8uMuAJO_M2pxb1Q9zNjWeS6o"
                              "&out_trade_no=PD20250821104233017&sign_type=MD5"
                              "&spbill_create_ip=203.0.113.8&total_fee=1&trade_type=JSAPI";
    const QByteArray sign =
        QCryptographicHash::hash(fields + "&key=" + key + '\n', QCryptographicHash::Md5);
    QByteArray message = "<xml>";
    for (const QByteArray& field : fields.split('&')) {
        const qsizetype at = field.indexOf('=');
        const QByteArray name = field.left(at);
        message += '<' + name + '>' + field.mid(at + 1) + "</" + name + '>';
    }
    return pasted(message + "<sign>" + sign.toHex().toUpper() + "</sign></xml>", key);
}

/// Two names were spelled as the server spells them.
QByteArray wronglySignedCall()
{
    const QByteArray key = "8f2c06250b4c09247ec02edce69f8d64";
    const QByteArray wrong = "appid=wx8a2f3e9c5d7b1046&nonceStr=5K8264ILTKCH16CQ"
                             "&package=prepay_id=wx2017033010242291fcfe0db70013231072"
                             "&signType=HMAC-SHA256&timestamp=1490840662&key="
        + key;
    const QByteArray sign =
        QMessageAuthenticationCode::hash(wrong, key, QCryptographicHash::Sha256);
    return pasted("wx.requestPayment({ appId: 'wx8a2f3e9c5d7b1046', timeStamp: '1490840662',"
                  " nonceStr: '5K8264ILTKCH16CQ', signType: 'HMAC-SHA256',"
                  " package: 'prepay_id=wx2017033010242291fcfe0db70013231072', paySign: '"
            + sign.toHex().toUpper() + "' })",
        key);
}

} // namespace

/// The window, driven with mouse and keyboard through the whole journey.
class TestUi : public QObject {
    Q_OBJECT

private slots:
    void theJourneyEndsPaid_data();
    void theJourneyEndsPaid();
    void everyTradeTypeIsPaidAtTheCheckout_data();
    void everyTradeTypeIsPaidAtTheCheckout();
    void aPaidOrderIsRefundedInParts_data();
    void aPaidOrderIsRefundedInParts();
    void theSandboxIsCalledOverHttpsWhenWanted();
    void aPaymentCodeIsChargedByEnter();
    void theMiniProgramsLinesNameTheOrderAndThisMachine();
    void theTourHoldsAndLeavesPictures_data();
    void theTourHoldsAndLeavesPictures();
    void closingMidwayKeepsTheOrder();
    void aCustomerWhoCancelsCanStillPay();
    void aMalformedAmountSaysWhyAndSendsNothing();
    void languageAndThemeSwitchAtRunTime();
    void everyPageFitsASmallScreen_data();
    void everyPageFitsASmallScreen();
    void aSmallScreenShowsEveryDifference_data();
    void aSmallScreenShowsEveryDifference();
    void anEmptyFieldOfARetriedOrderIsNotBlamed();
    void theKeySheetNamesTheKeysOfThePages();
    void markupFromOutsideStaysText();
};

void TestUi::theJourneyEndsPaid_data()
{
    QTest::addColumn<QString>("language");
    QTest::newRow("Chinese") << QStringLiteral("zh_CN");
    QTest::newRow("English") << QStringLiteral("en");
}

void TestUi::theJourneyEndsPaid()
{
    QFETCH(const QString, language);
    const QTemporaryDir folder;
    Desk desk(folder.path(), language);
    QVERIFY(desk.open() && desk.onPage("start"));
    QVERIFY(desk.ready("startSandbox"));
    QTest::keyClick(desk.find("startSandbox"), Qt::Key_Return);
    QVERIFY(desk.onPage("checkout") && desk.ready("checkoutPlace"));
    auto* amount = desk.find<QLineEdit>("checkoutAmount");
    QVERIFY(amount);
    amount->setFocus();
    amount->selectAll();
    QTest::keyClicks(amount, QStringLiteral("12.80"));
    QVERIFY(desk.click("checkoutPlace"));
    QVERIFY(desk.ready("phonePay"));
    QTest::keyClick(&desk.window(), Qt::Key_F5);
    QTRY_VERIFY_WITH_TIMEOUT(desk.find("checkoutPaid"), patienceMs);
    const QList<Order> orders = desk.orders();
    QCOMPARE(orders.size(), 1);
    QCOMPARE(orders.constFirst().state, TradeState::Success);
    QCOMPARE(orders.constFirst().totalFee, Fen{1280});
    QTest::keyClick(&desk.window(), Qt::Key_2, Qt::ControlModifier);
    QVERIFY(desk.onPage("orders"));
    QTRY_COMPARE_WITH_TIMEOUT(desk.rows("ordersList"), 1, patienceMs);
}

void TestUi::everyTradeTypeIsPaidAtTheCheckout_data()
{
    QTest::addColumn<QByteArray>("tradeType");
    QTest::addColumn<int>("frontEnd"); // of the choice
    QTest::newRow("official account") << QByteArray("JSAPI") << 1;
    QTest::newRow("JSSDK") << QByteArray("JSAPI") << 2;
    QTest::newRow("QR code") << QByteArray("NATIVE") << 0;
    QTest::newRow("application") << QByteArray("APP") << 0;
    QTest::newRow("browser") << QByteArray("MWEB") << 0;
}

void TestUi::everyTradeTypeIsPaidAtTheCheckout()
{
    QFETCH(const QByteArray, tradeType);
    QFETCH(const int, frontEnd);
    const QTemporaryDir folder;
    Desk desk(folder.path(), QStringLiteral("en"));
    QVERIFY(desk.open() && desk.click("startSandbox") && desk.ready("checkoutPlace"));
    auto* types = desk.find<QComboBox>("checkoutTradeType");
    types->setCurrentIndex(types->findData(tradeType));
    if (auto* frontEnds = desk.find<QComboBox>("checkoutFrontEnd"))
        frontEnds->setCurrentIndex(frontEnd);
    QVERIFY(desk.click("checkoutPlace"));
    QVERIFY(desk.click("phonePay"));
    QTRY_VERIFY_WITH_TIMEOUT(desk.find("checkoutPaid"), patienceMs);
    QCOMPARE(desk.orders().constFirst().tradeType, tradeType);
    QCOMPARE(desk.orders().constFirst().state, TradeState::Success);
}

void TestUi::aPaidOrderIsRefundedInParts_data()
{
    QTest::addColumn<QString>("language");
    QTest::newRow("Chinese") << QStringLiteral("zh_CN");
    QTest::newRow("English") << QStringLiteral("en");
}

void TestUi::aPaidOrderIsRefundedInParts()
{
    QFETCH(const QString, language);
    const QTemporaryDir folder;
    Desk desk(folder.path(), language);
    QVERIFY(desk.open() && desk.click("startSandbox") && desk.onPage("checkout"));
    desk.find<QLineEdit>("checkoutAmount")->setText(QStringLiteral("12.80"));
    QVERIFY(desk.click("checkoutPlace") && desk.click("phonePay"));
    QTRY_COMPARE_WITH_TIMEOUT(desk.orders().value(0).state, TradeState::Success, patienceMs);
    desk.window().showPage(QStringLiteral("orders"));
    QVERIFY(desk.click("ordersRefund"));
    auto* amount = desk.find<QLineEdit>("refundAmount");
    auto* send = desk.find<QPushButton>("refundSend");
    QVERIFY(amount && send);
    QCOMPARE(amount->text(), QStringLiteral("12.80"));
    for (const char* wrong : {"12.81", "0", "-1", "1.234", ""}) {
        amount->setText(QString::fromLatin1(wrong));
        QVERIFY(!send->isEnabled());
    }
    amount->setText(QStringLiteral("5.00"));
    desk.find<QLineEdit>("refundReason")->setText(QStringLiteral("商品已售完"));
    QTest::mouseClick(send, Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(desk.orders().value(0).state, TradeState::Refund, patienceMs);
    QVERIFY(QTest::qWaitFor(
        [&] { return desk.find<QTabWidget>("ordersTabs")->isTabVisible(3); }, patienceMs));
    desk.find<QTabWidget>("ordersTabs")->setCurrentIndex(3);
    QCOMPARE(desk.rows("ordersRefunds"), 1);
    // The notification comes when the sandbox has paid; the query after it confirms.
    QTRY_VERIFY_WITH_TIMEOUT(
        desk.find<QLabel>("ordersRefundTotals")->text().contains(QStringLiteral("¥5.00")),
        patienceMs);
    QVERIFY(desk.click("ordersRefundQuery"));
}

/// The switch in the settings, and what it changes: certificates are tested for real.
void TestUi::theSandboxIsCalledOverHttpsWhenWanted()
{
    const QTemporaryDir folder;
    Desk desk(folder.path(), QStringLiteral("en"));
    QVERIFY(desk.open() && desk.click("startSandbox") && desk.onPage("checkout"));
    QVERIFY(waitUntil([&] { return desk.bench().sandboxCallsUrl().startsWith("http://"); }));
    desk.window().showPage(QStringLiteral("settings"));
    auto* settings = dynamic_cast<SettingsPage*>(desk.window().page(QStringLiteral("settings")));
    settings->openSection(QStringLiteral("listener"));
    auto* https = desk.find<QCheckBox>("settingsSandboxHttps");
    QVERIFY(https);
    QTest::keyClick(https, Qt::Key_Space);
    QVERIFY(waitUntil([&] { return desk.bench().sandboxCallsUrl().startsWith("https://"); }));
    QVERIFY(desk.bench().sandboxUrl().startsWith("http://"));
    QVERIFY(waitUntil([&] {
        return desk.bench().counter()
            && desk.bench().profile().endpoints.api == desk.bench().sandboxCallsUrl();
    }));
    desk.window().showPage(QStringLiteral("checkout"));
    QVERIFY(desk.click("checkoutPlace") && desk.click("phonePay"));
    QVERIFY(waitUntil([&] { return desk.orders().value(0).state == TradeState::Success; }));
    desk.window().showPage(QStringLiteral("orders"));
    QVERIFY(desk.click("ordersRefund"));
    QVERIFY(desk.find<QLabel>("refundCertificate")
            ->text()
            .contains(QStringLiteral("own client certificate")));
    QTest::mouseClick(desk.find<QPushButton>("refundSend"), Qt::LeftButton);
    QVERIFY(waitUntil([&] { return desk.orders().value(0).state == TradeState::Refund; }));

    desk.window().showPage(QStringLiteral("settings"));
    QTest::keyClick(https, Qt::Key_Space);
    QVERIFY(waitUntil([&] { return desk.bench().sandboxCallsUrl().startsWith("http://"); }));
}

void TestUi::aPaymentCodeIsChargedByEnter()
{
    const QTemporaryDir folder;
    Desk desk(folder.path(), QStringLiteral("en"));
    QVERIFY(desk.open() && desk.click("startSandbox") && desk.ready("checkoutPlace"));
    auto* types = desk.find<QComboBox>("checkoutTradeType");
    types->setCurrentIndex(types->findData(QByteArray("MICROPAY")));
    QVERIFY(!desk.find("checkoutNotifyUrl"));
    auto* code = desk.find<QLineEdit>("checkoutAuthCode");
    QVERIFY(code);
    // What is no payment code is not sent.
    code->setFocus();
    QTest::keyClicks(code, QStringLiteral("281234567890123456"));
    QTest::keyClick(code, Qt::Key_Return);
    QVERIFY(desk.orders().isEmpty());
    QVERIFY(desk.click("phonePay"));
    QTRY_VERIFY_WITH_TIMEOUT(
        code->text().startsWith(u"13") && code->text().size() == 18, patienceMs);
    QVERIFY(code->hasFocus());
    QTest::keyClick(code, Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(desk.find("checkoutPaid"), patienceMs);
    QCOMPARE(desk.orders().size(), 1);
    QCOMPARE(desk.orders().constFirst().state, TradeState::Success);
    // A payer who has to type is waited for, until the cashier has had enough.
    const QString charged = code->text();
    QVERIFY(desk.click("phoneCancel"));
    QTRY_VERIFY_WITH_TIMEOUT(code->text().size() == 18 && code->text() != charged, patienceMs);
    QTest::keyClick(code, Qt::Key_Return);
    QVERIFY(desk.ready("checkoutStop"));
    QTRY_COMPARE_WITH_TIMEOUT(desk.orders().size(), 2, patienceMs);
}

void TestUi::theMiniProgramsLinesNameTheOrderAndThisMachine()
{
    const QTemporaryDir folder;
    Desk desk(folder.path(), QStringLiteral("en"));
    QVERIFY(desk.open() && desk.click("startSandbox") && desk.click("checkoutPlace")
        && desk.ready("phonePay"));
    QVERIFY(desk.click("checkoutMiniProgram"));
    const auto script = [&desk] {
        const auto* view =
            desk.window().findChild<QPlainTextEdit*>(QStringLiteral("miniProgramScript"));
        return view ? view->toPlainText() : QString();
    };
    QTRY_VERIFY_WITH_TIMEOUT(!script().isEmpty(), patienceMs);
    QVERIFY(script().contains(QString::fromLatin1(desk.orders().constFirst().outTradeNo)));
    auto* copy = desk.window().findChild<QPushButton*>(QStringLiteral("miniProgramScriptCopy"));
    QTest::mouseClick(copy, Qt::LeftButton);
    QCOMPARE(QGuiApplication::clipboard()->text(), script());
    QVERIFY(script().contains(u"const backend = \"http://127.0.0.1:"));
}

void TestUi::theTourHoldsAndLeavesPictures_data()
{
    theJourneyEndsPaid_data();
}

void TestUi::theTourHoldsAndLeavesPictures()
{
    QFETCH(const QString, language);
    const QTemporaryDir folder;
    const QTemporaryDir pictures;
    Desk desk(folder.path(), language);
    QVERIFY(desk.open());
    Tour tour(desk.window(), pictures.path());
    const QSignalSpy finished(&tour, &Tour::finished);
    tour.start();
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 2 * patienceMs);
    QVERIFY(finished.at(0).at(0).toBool());
    const QStringList files =
        QDir(pictures.path()).entryList({QStringLiteral("*.png")}, QDir::Files);
    QCOMPARE(files.size(), 11);
    for (const QString& file : files)
        QCOMPARE(QImage(pictures.filePath(file)).size(),
            QSize(1440, 900) * desk.window().devicePixelRatio());
}

void TestUi::closingMidwayKeepsTheOrder()
{
    const QTemporaryDir folder;
    QByteArray number;
    {
        Desk desk(folder.path(), QStringLiteral("en"));
        QVERIFY(desk.open() && desk.click("startSandbox") && desk.click("checkoutPlace")
            && desk.ready("phonePay"));
        QCOMPARE(desk.orders().size(), 1);
        number = desk.orders().constFirst().outTradeNo;
        desk.window().close();
    }
    Desk again(folder.path(), QStringLiteral("en"));
    QVERIFY(again.open() && again.onPage("checkout"));
    QCOMPARE(again.orders().size(), 1);
    QCOMPARE(again.orders().constFirst().outTradeNo, number);
    QCOMPARE(again.orders().constFirst().state, TradeState::NotPay);
    again.window().showPage(QStringLiteral("orders"));
    QTRY_COMPARE_WITH_TIMEOUT(again.rows("ordersList"), 1, patienceMs);
}

void TestUi::aCustomerWhoCancelsCanStillPay()
{
    const QTemporaryDir folder;
    Desk desk(folder.path(), QStringLiteral("en"));
    QVERIFY(desk.open() && desk.click("startSandbox") && desk.click("checkoutPlace"));
    QVERIFY(desk.click("phoneCancel"));
    QTRY_VERIFY_WITH_TIMEOUT(desk.find<QLabel>("phoneSays")
            && desk.find<QLabel>("phoneSays")->text().contains(u"requestPayment:fail cancel"),
        patienceMs);
    QVERIFY(desk.click("phoneNoFunds"));
    QVERIFY(desk.ready("phonePay"));
    QTest::keyClick(desk.find("phonePay"), Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(desk.find("checkoutPaid"), patienceMs);
}

void TestUi::aMalformedAmountSaysWhyAndSendsNothing()
{
    const QTemporaryDir folder;
    Desk desk(folder.path(), QStringLiteral("en"));
    QVERIFY(desk.open() && desk.click("startSandbox") && desk.ready("checkoutPlace"));
    auto* amount = desk.find<QLineEdit>("checkoutAmount");
    amount->setFocus();
    amount->selectAll();
    QTest::keyClicks(amount, QStringLiteral("1.005"));
    QVERIFY(desk.click("checkoutPlace"));
    bool said = false;
    for (const QLabel* label : desk.window().findChildren<QLabel*>())
        said = said || (label->isVisible() && label->text().contains(u"1.005"));
    QVERIFY(said);
    QVERIFY(desk.orders().isEmpty());
}

void TestUi::languageAndThemeSwitchAtRunTime()
{
    const QTemporaryDir folder;
    Desk desk(folder.path(), QStringLiteral("en"));
    QVERIFY(desk.open() && desk.onPage("start"));
    const auto visibleTexts = [&desk] {
        QStringList texts;
        for (const QAbstractButton* button : desk.window().findChildren<QAbstractButton*>())
            texts << button->text();
        for (const QLabel* label : desk.window().findChildren<QLabel*>())
            texts << label->text();
        return texts.join(u'\n');
    };
    QVERIFY(visibleTexts().contains(u"Place order"));
    desk.language().choose(QStringLiteral("zh_CN"));
    QTRY_VERIFY(visibleTexts().contains(u"下单"));
    QVERIFY(!visibleTexts().contains(u"Place order"));
    desk.theme().choose(Theme::Choice::Dark);
    QTRY_VERIFY(desk.window().palette().window().color().lightness() < 64);
    desk.theme().choose(Theme::Choice::Light);
    QTRY_VERIFY(desk.window().palette().window().color().lightness() > 192);
}

void TestUi::everyPageFitsASmallScreen_data()
{
    theJourneyEndsPaid_data();
}

void TestUi::everyPageFitsASmallScreen()
{
    QFETCH(const QString, language);
    const QTemporaryDir folder;
    Desk desk(folder.path(), language);
    QVERIFY(desk.open());
    for (const char* id : {"start", "checkout", "orders", "notifications", "signatures",
             "exchanges", "reconcile", "reference", "settings"}) {
        desk.window().resize(1440, 900);
        desk.window().showPage(QLatin1String(id));
        QApplication::processEvents();
        desk.window().resize(1024, 640);
        QCOMPARE(desk.window().size(), QSize(1024, 640)); // at once, as a desktop snaps it
        QApplication::processEvents();
        const QSize least = desk.window().minimumSizeHint();
        QVERIFY2(least.width() <= 1024 && least.height() <= 640,
            qPrintable(QStringLiteral("%1 needs %2x%3")
                    .arg(QLatin1String(id))
                    .arg(least.width())
                    .arg(least.height())));
    }
}

void TestUi::aSmallScreenShowsEveryDifference_data()
{
    QTest::addColumn<QString>("language");
    QTest::addColumn<QSize>("size");
    QTest::addColumn<QByteArray>("message");
    const QByteArray order = wronglySignedOrder();
    const QByteArray call = wronglySignedCall();
    for (const char* language : {"zh_CN", "en"}) {
        for (const QSize size : {QSize(1024, 640), QSize(1366, 728)}) {
            QTest::addRow("%s, an order, %d wide", language, size.width())
                << QString::fromLatin1(language) << size << order;
            QTest::addRow("%s, a call by HMAC-SHA256, %d wide", language, size.width())
                << QString::fromLatin1(language) << size << call;
        }
    }
}

/// No scrolling, nothing cut, and the window stays as small as it was made.
void TestUi::aSmallScreenShowsEveryDifference()
{
    QFETCH(const QString, language);
    QFETCH(const QSize, size);
    QFETCH(const QByteArray, message);
    const QTemporaryDir folder;
    Desk desk(folder.path(), language);
    QVERIFY(desk.open());
    desk.window().showPage(QStringLiteral("signatures"));
    desk.window().resize(size);
    QVERIFY(desk.ready("signaturesPaste"));
    QGuiApplication::clipboard()->setText(QString::fromUtf8(message));
    QTest::keyClick(desk.find("signaturesPaste"), Qt::Key_V, Qt::ControlModifier);
    QVERIFY(desk.ready("signaturesFix"));
    QCoreApplication::processEvents();
    QCOMPARE(desk.window().size(), size);
    const auto* table = desk.find<QTableView>("signaturesComparison");
    const QList<int> marked = desk.find<Ruler>("signaturesRuler")->marked();
    QVERIFY(marked.size() >= 2);
    for (const int row : marked)
        QVERIFY(
            table->viewport()->rect().contains(table->visualRect(table->model()->index(row, 2))));
    const QWidget* page = desk.window().page(QStringLiteral("signatures"));
    for (const QPushButton* button : page->findChildren<QPushButton*>()) {
        if (!button->isVisible())
            continue;
        QVERIFY2(button->width() >= button->minimumSizeHint().width()
                && button->parentWidget()->rect().contains(button->geometry()),
            qPrintable(button->objectName()));
    }
}

void TestUi::anEmptyFieldOfARetriedOrderIsNotBlamed()
{
    SystemClock clock;
    OrderForm form(clock);
    Profile real;
    real.name = "shop";
    real.appid = "wx8a2f3e9c5d7b1046";
    real.mchId = "1900000109";
    real.signType = SignType::HmacSha256;
    form.setMerchant(real, false); // a customer of a real merchant is not played
    form.fill({{"trade_type", "JSAPI"}, {"total_fee", "1"}, {"body", "x"}});
    const auto isBlamed = [&form](const char* name) {
        const auto* edit = form.findChild<QLineEdit*>(QString::fromLatin1(name));
        return qobject_cast<const FieldBox*>(edit->parentWidget())->hasError();
    };
    QVERIFY(!isBlamed("checkoutOpenid"));
    QVERIFY(!form.accept());
    QVERIFY(isBlamed("checkoutOpenid")); // once it is asked for in earnest
    // A message without sign_type was signed by MD5, whatever the merchant uses.
    const auto* type = form.findChild<QComboBox*>(QStringLiteral("checkoutSignType"));
    QCOMPARE(SignType(type->currentData().toInt()), SignType::Md5);
}

void TestUi::theKeySheetNamesTheKeysOfThePages()
{
    const QTemporaryDir folder;
    Desk desk(folder.path(), QStringLiteral("en"));
    QVERIFY(desk.open());
    QStringList said;
    QTimer::singleShot(0, &desk.window(), [&said] {
        auto* sheet = qobject_cast<QDialog*>(QApplication::activeModalWidget());
        if (!sheet)
            return;
        for (const QLabel* label : sheet->findChildren<QLabel*>())
            said << label->text();
        sheet->reject();
    });
    QTest::keyClick(&desk.window(), Qt::Key_F1);
    for (const char* name : {"Pay as the customer", "F5", "Cancel as the customer", "F6",
             "Pay without funds as the customer", "F7", "Query the selected order"})
        QVERIFY2(said.contains(QLatin1String(name)), name);
}

void TestUi::markupFromOutsideStaysText()
{
    const QTemporaryDir folder;
    Desk desk(folder.path(), QStringLiteral("en"));
    QVERIFY(desk.open());
    // As rich text the table hangs Qt 6.4's layout for good; the & would be a button's key; the
    // override would turn what follows round.
    const QByteArray hostile = "<table cellpadding=\"999999999\"><tr><td>1</td></tr></table>"
                               "&Evil\u202Eevil\n\x1b[31m";
    const QDateTime now = QDateTime::currentDateTimeUtc();
    Order order;
    order.profile = "sandbox";
    order.outTradeNo = "HOSTILE1";
    order.totalFee = Fen{1};
    for (QByteArray* text : {&order.body, &order.attach, &order.openid, &order.bankType,
             &order.prepayId, &order.codeUrl, &order.tradeType, &order.trouble})
        *text = hostile;
    order.transactionId = hostile;
    order.createdAt = now;
    order.request = {{"body", hostile}, {hostile, hostile}};
    Exchange exchange;
    exchange.direction = Exchange::Direction::Incoming;
    exchange.method = "POST";
    exchange.url = "/notify?" + hostile;
    exchange.requestHeaders = {{"X-" + hostile, hostile}};
    exchange.requestBody = hostile;
    exchange.answerBody = hostile;
    exchange.outcome = hostile;
    exchange.why = hostile;
    exchange.outTradeNo = order.outTradeNo;
    exchange.startedAt = now;
    QVERIFY(desk.bench().store().writeNow<void>([&](OrderWriter& writer) -> Result<void> {
        return writer.add(order)
            .and_then([&] { return writer.record("sandbox", exchange); })
            .and_then([&](qint64 id) {
                return writer.note({0, "sandbox", order.outTradeNo, now,
                    OrderEvent::Kind::Notification, hostile, hostile, id});
            });
    }));
    for (const char* page : {"orders", "notifications", "exchanges"}) {
        desk.window().showPage(QString::fromLatin1(page));
        QTRY_VERIFY_WITH_TIMEOUT(desk.find<QAbstractItemView>(listOf(page)), patienceMs);
        auto* list = desk.find<QAbstractItemView>(listOf(page));
        QTRY_VERIFY_WITH_TIMEOUT(list->model()->rowCount() > 0, patienceMs);
        list->setCurrentIndex(list->model()->index(0, 0));
        QTest::keyClick(list, Qt::Key_Return);
        QTRY_VERIFY2_WITH_TIMEOUT(showsText(desk.window(), u"<table"), page, patienceMs);
        QVERIFY(!desk.window().grab().isNull());
        for (const QLabel* label : desk.window().findChildren<QLabel*>()) {
            if (label->text().contains(u"<table"))
                QCOMPARE(label->textFormat(), Qt::PlainText);
            QVERIFY2(!label->text().contains(QChar(0x202e)), qPrintable(label->objectName()));
        }
        for (const QAbstractButton* button : desk.window().findChildren<QAbstractButton*>())
            QVERIFY2(!button->text()
                         .replace(QStringLiteral("&&"), QStringLiteral("and"))
                         .contains(u"&Evil"),
                qPrintable(button->objectName()));
        for (const QWidget* widget : desk.window().findChildren<QWidget*>())
            QVERIFY2(
                !Qt::mightBeRichText(widget->toolTip()) || !widget->toolTip().contains(u"<table"),
                qPrintable(widget->objectName()));
    }
}

int main(int argc, char* argv[])
{
    const QApplication application(argc, argv);
    QApplication::setStyle(new PaydeskStyle);
    TestUi test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_ui.moc"

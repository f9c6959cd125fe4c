#include "core/sign/xmlcodec.h"
#include "core/workbench.h"
#include "tests/support.h"
#include "ui/exchanges/curl.h"
#include "ui/exchanges/exchangefilter.h"
#include "ui/exchanges/exchangemodel.h"
#include "ui/exchanges/exchangespage.h"
#include "ui/notifications/notificationspage.h"
#include "ui/preferences.h"
#include "ui/style/paydeskstyle.h"
#include "ui/style/theme.h"

#include <QAction>
#include <QApplication>
#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPlainTextEdit>
#include <QProcess>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QSortFilterProxyModel>
#include <QStandardPaths>
#include <QTabWidget>
#include <QTableView>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>

using namespace paydesk;

namespace {

const QByteArray turnsText = QString(QChar(0x202e)).toUtf8(); // from right to left
constexpr int patience = 10'000; // milliseconds until a test gives up

Exchange exchange(const QByteArray& url, const QByteArray& outcome = "ok")
{
    Exchange made;
    made.direction =
        url.startsWith("/notify") ? Exchange::Direction::Incoming : Exchange::Direction::Outgoing;
    made.method = "POST";
    made.url = url;
    made.status = 200;
    made.requestBody = "<xml><a><![CDATA[1]]></a></xml>";
    made.answerBody = "<xml></xml>";
    made.startedAt = QDateTime(QDate(2026, 1, 1), QTime(4, 0), Qt::UTC);
    made.outcome = outcome;
    return made;
}

ExchangeRow row(qint64 id, const QByteArray& url, const QByteArray& outcome = "ok")
{
    Exchange made = exchange(url, outcome);
    made.id = id;
    return rowOf(made);
}

} // namespace

class ExchangesPageTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();

    void newRowsLeaveTheSelectionWhereItIs();
    void theListFollowsOnlyWhileItsEndIsInSight();
    void aFloodComesInBatchesAndFillsNoMemory();
    void theFilterCountsEveryKindWhateverIsShown();
    void theSearchFindsPathNumberAndResult();
    void nothingIsAddedWhilePaused();
    void olderExchangesComeAtTheTop();
    void anExchangeIsOpenedWhateverIsFiltered();
    void twoSelectedExchangesAreCompared();
    void resultsSaySignAndWords_data();
    void resultsSaySignAndWords();
    void anotherMerchantsExchangesStayAway();

    void theCommandSendsTheSameBytes_data();
    void theCommandSendsTheSameBytes();
    void theCommandBelievesNoHostHeader();

    void theListenerIsSwitchedOnAndOff();
    void aTakenPortOffersAFreeOne();
    void aSimulatedNotificationIsBooked();
    void withoutAnUnpaidOrderTheWayLeadsToCheckout();
    void hostileNotificationsAreShownAsText();
    void unknownOrdersAreAdoptedOnlyWhenChosen();

private:
    template <typename T> T* find(QWidget& page, const char* name)
    {
        return page.findChild<T*>(QString::fromLatin1(name));
    }
    qint64 record(const Exchange& exchange);
    void addOrder(const QByteArray& number);
    void post(const QByteArray& body);
    QTableView* table() { return find<QTableView>(*m_page, "exchangesTable"); }
    QString cell(int row, int column)
    {
        return table()->model()->index(row, column).data().toString();
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Theme> m_theme;
    ManualClock m_clock;
    std::unique_ptr<Workbench> m_bench;
    std::unique_ptr<Preferences> m_preferences;
    std::unique_ptr<ExchangesPage> m_page;
    std::unique_ptr<NotificationsPage> m_notifications;
};

void ExchangesPageTest::initTestCase()
{
    QApplication::setStyle(new PaydeskStyle);
    m_theme = std::make_unique<Theme>();
}

void ExchangesPageTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_bench = *Workbench::open(m_folder->path(), {0, 0, {}, {}, false}, m_clock);
    QVERIFY(m_bench->use(sandboxProfile().name));
    m_preferences = std::make_unique<Preferences>(m_folder->path());
    m_page = std::make_unique<ExchangesPage>(*m_bench, *m_preferences);
    m_notifications = std::make_unique<NotificationsPage>(*m_bench, *m_preferences);
    // As the console does it.
    connect(m_notifications.get(), &NotificationsPage::listenerRequested, this, [this](bool any) {
        const Result<quint16> port = m_bench->startListener(any);
        m_notifications->showListener(port ? std::nullopt : std::optional<Failure>(port.error()));
    });
    m_page->resize(900, 640);
    m_page->show();
    m_notifications->resize(900, 640);
    m_notifications->show();
}

void ExchangesPageTest::cleanup()
{
    m_notifications.reset();
    m_page.reset();
    m_preferences.reset();
    m_bench.reset();
    m_folder.reset();
}

qint64 ExchangesPageTest::record(const Exchange& exchange)
{
    const QByteArray profile = m_bench->profile().name;
    return *m_bench->store().writeNow<qint64>(
        [&](OrderWriter& writer) { return writer.record(profile, exchange); });
}

void ExchangesPageTest::addOrder(const QByteArray& number)
{
    Order order;
    order.profile = m_bench->profile().name;
    order.outTradeNo = number;
    order.state = TradeState::NotPay;
    order.totalFee = {1};
    order.signType = SignType::Md5;
    order.tradeType = "JSAPI";
    order.openid = "oUpF8uMuAJO";
    order.createdAt = m_clock.now();
    QVERIFY(m_bench->store().writeNow<bool>(
        [&](OrderWriter& writer) { return writer.add(order).map([] { return true; }); }));
}

void ExchangesPageTest::post(const QByteArray& body)
{
    Call* call = m_bench->counter()->gateway().deliver(m_bench->counter()->desk().url(), body);
    QSignalSpy finished(call, &Call::finished);
    QVERIFY(finished.wait(patience));
}

void ExchangesPageTest::newRowsLeaveTheSelectionWhereItIs()
{
    for (int i = 0; i < 3; ++i)
        record(exchange("http://127.0.0.1/pay/unifiedorder"));
    QTRY_COMPARE_WITH_TIMEOUT(table()->model()->rowCount(), 3, patience);
    QCOMPARE(table()->currentIndex().row(), 2);
    table()->setCurrentIndex(table()->model()->index(1, 0));
    const QString time = cell(1, ExchangeModel::Time);
    record(exchange("/notify"));
    QTRY_COMPARE_WITH_TIMEOUT(table()->model()->rowCount(), 4, patience);
    QCOMPARE(table()->currentIndex().row(), 1);
    QCOMPARE(cell(1, ExchangeModel::Time), time);
    QCOMPARE(cell(3, ExchangeModel::Path), QStringLiteral("/notify"));
}

void ExchangesPageTest::aFloodComesInBatchesAndFillsNoMemory()
{
    constexpr int each = 1100;
    constexpr int rounds = 10;
    record(exchange("/notify")); // the list begins with the newest ones alone
    QTRY_COMPARE_WITH_TIMEOUT(table()->model()->rowCount(), 1, patience);
    const QSignalSpy inserted(table()->model(), &QAbstractItemModel::rowsInserted);
    qint64 newest = 0;
    for (int round = 0; round < rounds; ++round) {
        const auto last = m_bench->store().writeNow<qint64>([](OrderWriter& writer) {
            Result<qint64> recorded = 0;
            for (int i = 0; i < each && recorded; ++i)
                recorded = writer.record("sandbox", exchange("/notify"));
            return recorded;
        });
        QVERIFY(last);
        newest = *last;
    }
    auto* model = qobject_cast<QSortFilterProxyModel*>(table()->model());
    QVERIFY(model);
    const auto* rows = qobject_cast<ExchangeModel*>(model->sourceModel());
    QVERIFY(rows);
    QTRY_VERIFY_WITH_TIMEOUT(rows->numberOf(newest) >= 0, patience);
    QVERIFY(rows->rowCount() > 9000);
    QVERIFY2(rows->rowCount() < 10'600, QByteArray::number(rows->rowCount()).constData());
    // Not one by one: a batch has some hundred rows.
    QVERIFY2(
        inserted.count() < each * rounds / 100, QByteArray::number(inserted.count()).constData());
}

void ExchangesPageTest::theListFollowsOnlyWhileItsEndIsInSight()
{
    for (int i = 0; i < 60; ++i)
        record(exchange("/notify"));
    QScrollBar* bar = table()->verticalScrollBar();
    QTRY_COMPARE_WITH_TIMEOUT(table()->model()->rowCount(), 60, patience);
    QTRY_VERIFY_WITH_TIMEOUT(bar->maximum() > 0 && bar->value() == bar->maximum(), patience);
    const int before = bar->maximum();
    record(exchange("/notify"));
    QTRY_VERIFY_WITH_TIMEOUT(bar->maximum() > before && bar->value() == bar->maximum(), patience);
    bar->setValue(bar->maximum() / 2);
    const int place = bar->value();
    record(exchange("/notify"));
    QTRY_COMPARE_WITH_TIMEOUT(table()->model()->rowCount(), 62, patience);
    QCoreApplication::processEvents();
    QCOMPARE(bar->value(), place);
}

void ExchangesPageTest::theFilterCountsEveryKindWhateverIsShown()
{
    ExchangeModel model;
    ExchangeFilter filter(model);
    model.append({row(1, "http://h/pay/unifiedorder"), row(2, "/notify", "bad-signature"),
        row(3, "http://h/pay/orderquery", "ORDERPAID"), row(4, "/notify")});
    filter.setWhich(ExchangeFilter::Received);
    QCOMPARE(filter.rowCount(), 2);
    QCOMPARE(filter.count(ExchangeFilter::All), 4);
    QCOMPARE(filter.count(ExchangeFilter::Sent), 2);
    QCOMPARE(filter.count(ExchangeFilter::Received), 2);
    QCOMPARE(filter.count(ExchangeFilter::Troubled), 2);
    model.append({row(5, "/notify", "malformed")});
    QCOMPARE(filter.rowCount(), 3);
    model.prepend({row(-1, "http://h/pay/closeorder")});
    QCOMPARE(filter.rowCount(), 3);
    filter.setWhich(ExchangeFilter::All);
    QCOMPARE(filter.row(filter.index(0, 0)).id, -1);
    QCOMPARE(filter.row(filter.index(5, 0)).id, 5);
}

void ExchangesPageTest::theSearchFindsPathNumberAndResult()
{
    ExchangeModel model;
    ExchangeFilter filter(model);
    ExchangeRow numbered = row(2, "/notify");
    numbered.outTradeNo = "PD20260101000001";
    model.append({row(1, "http://h/pay/unifiedorder", "ORDERPAID"), numbered});
    filter.setText(QStringLiteral("UNIFIED"));
    QCOMPARE(filter.rowCount(), 1);
    filter.setText(QStringLiteral("pd2026"));
    QCOMPARE(filter.row(filter.index(0, 0)).id, 2);
    filter.setText(QStringLiteral("orderpaid"));
    QCOMPARE(filter.row(filter.index(0, 0)).id, 1);
    filter.setText(QStringLiteral("nowhere"));
    QCOMPARE(filter.rowCount(), 0);
}

void ExchangesPageTest::nothingIsAddedWhilePaused()
{
    record(exchange("/notify"));
    QTRY_COMPARE_WITH_TIMEOUT(table()->model()->rowCount(), 1, patience);
    m_page->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
    QTest::keyClick(table(), Qt::Key_P);
    auto* pause = find<QPushButton>(*m_page, "exchangesPause");
    QVERIFY(pause->isChecked());
    const QSignalSpy recorded(&m_bench->store(), &OrderStore::exchanged);
    record(exchange("/notify"));
    record(exchange("/notify"));
    QTRY_COMPARE_WITH_TIMEOUT(recorded.size(), 2, patience);
    QCOMPARE(table()->model()->rowCount(), 1);
    QTest::mouseClick(pause, Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(table()->model()->rowCount(), 3, patience);
}

void ExchangesPageTest::olderExchangesComeAtTheTop()
{
    const QByteArray profile = m_bench->profile().name;
    QVERIFY(m_bench->store().writeNow<qint64>([&](OrderWriter& writer) {
        for (int i = 0; i < 700; ++i) {
            // Another merchant's between ours.
            [[maybe_unused]] const auto foreign = writer.record("other", exchange("/notify"));
            if (const auto ours = writer.record(profile, exchange("/notify")); !ours)
                return ours;
        }
        return writer.record(profile, exchange("/notify"));
    }));
    QScrollBar* bar = table()->verticalScrollBar();
    QTRY_VERIFY_WITH_TIMEOUT(bar->maximum() > 0 && bar->value() == bar->maximum(), patience);
    // What this process records is all there; a window that opens later begins with the newest.
    ExchangesPage later(*m_bench, *m_preferences);
    later.resize(900, 640);
    later.show();
    auto* list = find<QTableView>(later, "exchangesTable");
    bar = list->verticalScrollBar();
    const QAbstractItemModel* model = list->model();
    QTRY_COMPARE_WITH_TIMEOUT(model->rowCount(), 500, patience);
    QTRY_VERIFY_WITH_TIMEOUT(bar->maximum() > 0 && bar->value() == bar->maximum(), patience);
    bar->setValue(0);
    QTRY_COMPARE_WITH_TIMEOUT(model->rowCount(), 701, patience);
    QTRY_VERIFY_WITH_TIMEOUT(bar->value() > 0, patience);
}

void ExchangesPageTest::anExchangeIsOpenedWhateverIsFiltered()
{
    const qint64 first = record(exchange("http://127.0.0.1/pay/unifiedorder"));
    record(exchange("/notify"));
    QTRY_COMPARE_WITH_TIMEOUT(table()->model()->rowCount(), 2, patience);
    find<QLineEdit>(*m_page, "exchangesSearch")->setText(QStringLiteral("notify"));
    QCOMPARE(table()->model()->rowCount(), 1);
    m_page->openExchange(first);
    QTRY_COMPARE_WITH_TIMEOUT(table()->currentIndex().row(), 0, patience);
    QCOMPARE(table()->model()->rowCount(), 2);
}

void ExchangesPageTest::twoSelectedExchangesAreCompared()
{
    QList<qint64> ids;
    for (int i = 0; i < 3; ++i)
        ids.append(record(exchange("http://127.0.0.1/pay/unifiedorder")));
    QTRY_COMPARE_WITH_TIMEOUT(table()->model()->rowCount(), 3, patience);
    QSignalSpy asked(m_page.get(), &ExchangesPage::comparisonRequested);
    const auto* button = find<QPushButton>(*m_page, "exchangesCompare");
    auto* key = find<QAction>(*m_page, "exchangesCompareKey");
    QCOMPARE(key->shortcut(), QKeySequence(Qt::CTRL | Qt::Key_D));
    const auto click = [this](int row, Qt::KeyboardModifiers modifiers) {
        const QRect cell = table()->visualRect(table()->model()->index(row, 0));
        QTest::mouseClick(table()->viewport(), Qt::LeftButton, modifiers, cell.center());
    };
    click(2, Qt::NoModifier);
    QVERIFY(!button->isVisible());
    key->trigger();
    QVERIFY(asked.isEmpty()); // with what?
    QVERIFY(!find<QLabel>(*m_page, "exchangesSaid")->text().isEmpty());
    click(0, Qt::ControlModifier);
    QVERIFY(button->isVisible());
    key->trigger();
    QCOMPARE(asked.size(), 1);
    QCOMPARE(asked.first(), (QList<QVariant>{ids.at(0), ids.at(2)}));
}

void ExchangesPageTest::resultsSaySignAndWords_data()
{
    QTest::addColumn<QByteArray>("url");
    QTest::addColumn<QByteArray>("outcome");
    QTest::addColumn<QString>("begins");

    const QByteArray out = "http://h/pay/unifiedorder";
    const QByteArray in = "/notify";
    QTest::newRow("answered") << out << QByteArray("ok") << QStringLiteral("✓ SUCCESS");
    QTest::newRow("booked") << in << QByteArray("ok") << QStringLiteral("✓ Booked");
    QTest::newRow("a code") << out << QByteArray("ORDERPAID") << QStringLiteral("! ORDERPAID");
    QTest::newRow("an errcode") << out << QByteArray("40163") << QStringLiteral("! 40163");
    QTest::newRow("forged") << in << QByteArray("bad-signature") << QStringLiteral("✗ ");
    QTest::newRow("no answer") << out << QByteArray("no-answer-in-time") << QStringLiteral("✗ ");
    QTest::newRow("overtaken") << in << QByteArray("stale") << QStringLiteral("= ");
    QTest::newRow("hostile") << out << QByteArray("\x1b[2J\nX") << QStringLiteral("! ");
}

void ExchangesPageTest::resultsSaySignAndWords()
{
    QFETCH(const QByteArray, url);
    QFETCH(const QByteArray, outcome);
    QFETCH(const QString, begins);

    ExchangeModel model;
    model.append({row(1, url, outcome)});
    const QString shown = model.index(0, ExchangeModel::Outcome).data().toString();
    QVERIFY2(shown.startsWith(begins), qPrintable(shown));
    for (const QChar c : shown)
        QVERIFY(c.category() != QChar::Other_Control);
}

void ExchangesPageTest::anotherMerchantsExchangesStayAway()
{
    [[maybe_unused]] const auto foreign = m_bench->store().writeNow<qint64>(
        [](OrderWriter& writer) { return writer.record("other", exchange("/notify")); });
    record(exchange("/notify"));
    QTRY_COMPARE_WITH_TIMEOUT(table()->model()->rowCount(), 1, patience);
}

void ExchangesPageTest::theCommandSendsTheSameBytes_data()
{
    QTest::addColumn<QByteArray>("body");

    QTest::newRow("plain") << QByteArray("<xml><a>1</a></xml>");
    QTest::newRow("quotes and lines") << QByteArray("it's \"x\"\n$HOME `id` \\ !! %s");
    QTest::newRow("Chinese") << QByteArray("<body>咖啡</body>");
    QTest::newRow("carriage return and tab") << QByteArray("a\r\n\tb'c!d\\");
    QTest::newRow("not UTF-8") << QByteArray("a\xff\xfe"
                                             "0b");
    QTest::newRow("turned text") << "a" + turnsText + "b";
    QTest::newRow("NUL") << QByteArray("a\0b'c", 5);
    QTest::newRow("file sign") << QByteArray("@/etc/hostname");
}

void ExchangesPageTest::theCommandSendsTheSameBytes()
{
    QFETCH(const QByteArray, body);

    const QString shell = QStandardPaths::findExecutable(QStringLiteral("bash"));
    if (shell.isEmpty())
        QSKIP("needs bash to read the command");
    Exchange sent = exchange("/notify");
    sent.requestBody = body;
    const QByteArray command = curlCommand(sent, "http://127.0.0.1:1");
    // A stand-in for curl that prints what it would send.
    const QByteArray script = "curl() { while [ $# -gt 0 ]; do case $1 in --data-binary) shift;"
                              " if [ \"$1\" = @- ]; then cat; else printf %s \"$1\"; fi;;"
                              " --data-raw) shift; printf %s \"$1\";; esac; shift; done; }\n"
        + command;
    QProcess process;
    process.start(shell, {QStringLiteral("-s")});
    process.write(script);
    process.closeWriteChannel();
    QVERIFY(process.waitForFinished(patience));
    QCOMPARE(process.readAllStandardOutput(), body);
}

void ExchangesPageTest::theCommandBelievesNoHostHeader()
{
    Exchange hostile = exchange("/notify?a=';reboot;'");
    hostile.requestHeaders = {{"Host", "elsewhere.example"}, {"X-A", "'; reboot; '"},
        {"Content-Length", "31"}, {"X-Empty", ""}};
    const QByteArray command = curlCommand(hostile, "http://127.0.0.1:18081");
    QCOMPARE(command,
        QByteArray(
            "curl --globoff --path-as-is 'http://127.0.0.1:18081/notify?a='\\'';reboot;'\\'''"
            " -H 'X-A: '\\''; reboot; '\\''' -H 'X-Empty;' -H 'Content-Type:'"
            " --data-binary '<xml><a><![CDATA[1]]></a></xml>'"));
}

void ExchangesPageTest::theListenerIsSwitchedOnAndOff()
{
    auto* toggle = find<QPushButton>(*m_notifications, "notificationsToggle");
    QTest::mouseClick(toggle, Qt::LeftButton);
    QVERIFY(m_bench->counter()->desk().isListening());
    QTest::mouseClick(toggle, Qt::LeftButton);
    QVERIFY(!m_bench->counter()->desk().isListening());
}

void ExchangesPageTest::aTakenPortOffersAFreeOne()
{
    QTcpServer holder;
    QVERIFY(holder.listen(QHostAddress(QHostAddress::LocalHost), 0));
    WorkbenchOptions options = m_bench->options();
    options.listenerPort = holder.serverPort();
    m_bench->setOptions(options);
    QTest::mouseClick(find<QPushButton>(*m_notifications, "notificationsToggle"), Qt::LeftButton);
    QVERIFY(!m_bench->counter()->desk().isListening());
    auto* notice = find<QWidget>(*m_notifications, "notificationsListenerNotice");
    QVERIFY(notice->isVisible());
    const auto buttons = notice->findChildren<QPushButton*>();
    for (QPushButton* button : buttons) {
        if (button->isVisible())
            QTest::mouseClick(button, Qt::LeftButton);
    }
    QVERIFY(m_bench->counter()->desk().isListening());
    QVERIFY(!notice->isVisible());
}

void ExchangesPageTest::aSimulatedNotificationIsBooked()
{
    addOrder("PD20260101000001");
    QVERIFY(m_bench->startListener(true));
    m_notifications->showListener({});
    auto* empty = find<QWidget>(*m_notifications, "notificationsEmpty");
    QTest::mouseClick(empty->findChild<QPushButton*>(), Qt::LeftButton);
    auto* list = find<QListView>(*m_notifications, "notificationsList");
    QTRY_COMPARE_WITH_TIMEOUT(list->model()->rowCount(), 1, patience);
    auto* checks = find<QListView>(*m_notifications, "notificationsChecks");
    QTRY_VERIFY_WITH_TIMEOUT(checks->isVisible() && checks->model()->rowCount() == 11, patience);
    const auto order =
        m_bench->store().readNow<std::optional<Order>>([this](const OrderReader& reader) {
            return reader.find(m_bench->profile().name, "PD20260101000001");
        });
    QCOMPARE((*order)->state, TradeState::Success);
    const QSignalSpy asked(m_notifications.get(), &NotificationsPage::orderRequested);
    QTest::mouseClick(find<QPushButton>(*m_notifications, "notificationsOrder"), Qt::LeftButton);
    QCOMPARE(asked.value(0).value(0).toByteArray(), QByteArray("PD20260101000001"));
}

void ExchangesPageTest::withoutAnUnpaidOrderTheWayLeadsToCheckout()
{
    QVERIFY(m_bench->startListener(true));
    m_notifications->showListener({});
    QSignalSpy asked(m_notifications.get(), &NotificationsPage::pageRequested);
    auto* empty = find<QWidget>(*m_notifications, "notificationsEmpty");
    QTest::mouseClick(empty->findChild<QPushButton*>(), Qt::LeftButton);
    QVERIFY(asked.wait(patience));
    QCOMPARE(asked.first().first().toString(), QStringLiteral("checkout"));
}

void ExchangesPageTest::hostileNotificationsAreShownAsText()
{
    QVERIFY(m_bench->startListener(true));
    post("<xml><out_trade_no><![CDATA[<img src=x>" + turnsText
        + "\x1b[2J<b>]]></out_trade_no></xml>");
    post(QByteArray(100'000, '<'));
    post("<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><xml><a>&x;</a></xml>");
    post(QByteArray("\0\xff\xfe", 3));
    auto* list = find<QListView>(*m_notifications, "notificationsList");
    QTRY_COMPARE_WITH_TIMEOUT(list->model()->rowCount(), 4, patience);
    auto* title = find<QLabel>(*m_notifications, "notificationsMoment");
    for (int i = 0; i < 4; ++i) {
        list->setCurrentIndex(list->model()->index(i, ExchangeModel::Notice));
        QTRY_VERIFY_WITH_TIMEOUT(title->isVisible(), patience);
        QVERIFY(!m_notifications->grab().isNull());
    }
    list->setCurrentIndex(list->model()->index(0, ExchangeModel::Notice));
    auto* request = find<QTabWidget>(*m_notifications, "notificationsRequest");
    const auto* text = qobject_cast<QPlainTextEdit*>(request->currentWidget());
    QVERIFY(text);
    QTRY_VERIFY_WITH_TIMEOUT(text->toPlainText().contains(QStringLiteral("<img src=x>")), patience);
    QVERIFY(!text->toPlainText().contains(QChar(0x202e)));
    QVERIFY(!text->toPlainText().contains(QChar(0x1b)));
}

void ExchangesPageTest::unknownOrdersAreAdoptedOnlyWhenChosen()
{
    auto* adopt = find<QCheckBox>(*m_notifications, "notificationsAdopt");
    QVERIFY(!adopt->isChecked());
    QTest::mouseClick(adopt, Qt::LeftButton, {}, {8, adopt->height() / 2});
    QVERIFY(m_preferences->adoptsUnknown());
    m_preferences->setAdoptsUnknown(false);
    QVERIFY(!adopt->isChecked());
}

QTEST_MAIN(ExchangesPageTest)
#include "tst_exchangespage.moc"

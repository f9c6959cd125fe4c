// A stored notification sent again from the window: as it came, changed and signed, once or often.

#include "core/notify/compose.h"
#include "core/sign/xmlcodec.h"
#include "core/workbench.h"
#include "tests/fakeserver.h"
#include "tests/support.h"
#include "ui/exchanges/exchangespage.h"
#include "ui/notifications/notificationspage.h"
#include "ui/preferences.h"
#include "ui/replay/attemptmodel.h"
#include "ui/replay/fieldmodel.h"
#include "ui/replay/replaydialog.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTableView>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

using namespace paydesk;

namespace {

const QByteArray success = "<xml><return_code><![CDATA[SUCCESS]]></return_code></xml>";
const QByteArray merchant = "corner";
constexpr VaultCost cheapGuess{16, 1, 1};

Secret secretOf(QByteArray bytes)
{
    return Secret(std::move(bytes));
}

Order order(const QByteArray& profile, const QByteArray& number, const QDateTime& at)
{
    Order order;
    order.profile = profile;
    order.outTradeNo = number;
    order.state = TradeState::NotPay;
    order.totalFee = {880};
    order.signType = SignType::Md5;
    order.tradeType = "JSAPI";
    order.openid = "oUpF8uMuAJO";
    order.createdAt = at;
    return order;
}

} // namespace

class TestReplayDialog : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void itIsOpenedFromTheNotificationAndSentAsItCame();
    void theExchangesPageOpensItForNotificationsAlone();
    void aChangedFieldIsSignedAnew();
    void aFieldIsAddedAndRemoved();
    void textIsSentAsItIsTyped();
    void theBackendIsATargetWhenThereIsOne();
    void anAddressIsCheckedWhereItIsTyped();
    void severalAttemptsAreListedAndStopped();
    void aChangedMessageOfARealMerchantAsksOnceMore();
    void itGoesWithTheCounter();
    void aMessageThatIsNoXmlIsSentAsItCame();

private:
    Exchange receive(const QByteArray& body);
    Exchange paid();
    ReplayDialog* open(const Exchange& notice, MessageEditor::Way way = MessageEditor::AsItCame);
    void choose(const char* combo, int data);
    template <typename Widget> Widget* part(const char* name) const
    {
        return m_dialog->findChild<Widget*>(QLatin1String(name));
    }
    QAbstractItemModel* attempts() const { return part<QTableView>("replayAttempts")->model(); }
    QString outcome(int row) const
    {
        return attempts()->index(row, AttemptModel::Outcome).data().toString();
    }
    bool attempted(int count) const
    {
        return waitUntil([&] { return attempts()->rowCount() >= count; });
    }
    FieldModel* fields() const
    {
        return qobject_cast<FieldModel*>(part<QTableView>("replayFields")->model());
    }
    void setField(const char* name, const QString& value);

    ManualClock m_clock;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Workbench> m_bench;
    std::unique_ptr<Preferences> m_preferences;
    QPointer<ReplayDialog> m_dialog;
};

void TestReplayDialog::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(Vault(m_folder->path(), cheapGuess).create(secretOf("correct horse battery")));
    m_bench = *Workbench::open(m_folder->path(), {0, 0, {}, {}, false}, m_clock);
    m_preferences = std::make_unique<Preferences>(m_folder->path());
    QVERIFY(m_bench->use(sandboxProfile().name));
    QVERIFY(m_bench->startListener());
}

void TestReplayDialog::cleanup()
{
    delete m_dialog;
    m_preferences.reset();
    m_bench.reset();
    m_folder.reset();
}

/// What the listener of the merchant in use recorded of it.
Exchange TestReplayDialog::receive(const QByteArray& body)
{
    const NotificationDesk& desk = m_bench->counter()->desk();
    QSignalSpy judged(&desk, &NotificationDesk::judged);
    Call* call = m_bench->counter()->gateway().deliver(desk.url(), body);
    QSignalSpy finished(call, &Call::finished);
    if (!waitUntil([&] { return finished.size() == 1 && judged.size() == 1; }))
        return {};
    const qint64 id = judged.constFirst().at(1).value<Exchange>().id;
    return m_bench->store()
        .readNow<std::optional<Exchange>>(
            [id](const OrderReader& reader) { return reader.exchange(id); })
        .value_or(std::nullopt)
        .value_or(Exchange());
}

Exchange TestReplayDialog::paid()
{
    const Order placed = order(m_bench->profile().name, "PD1", m_clock.now());
    (void)m_bench->store().writeNow<bool>(
        [&](OrderWriter& writer) { return writer.add(placed).map([] { return true; }); });
    return receive(toXml(paymentNotice(
        placed, m_bench->profile(), m_bench->counter()->gateway().apiKey(), m_clock)));
}

ReplayDialog* TestReplayDialog::open(const Exchange& notice, MessageEditor::Way way)
{
    m_dialog = new ReplayDialog(*m_bench, *m_bench->counter(), notice, way);
    m_dialog->show();
    return m_dialog;
}

void TestReplayDialog::choose(const char* combo, int data)
{
    auto* box = part<QComboBox>(combo);
    box->setCurrentIndex(box->findData(data));
}

void TestReplayDialog::setField(const char* name, const QString& value)
{
    for (int row = 0; row < fields()->rowCount(); ++row) {
        if (fields()->index(row, FieldModel::Name).data().toString() == QLatin1String(name))
            QVERIFY(
                fields()->setData(fields()->index(row, FieldModel::Value), value, Qt::EditRole));
    }
}

void TestReplayDialog::itIsOpenedFromTheNotificationAndSentAsItCame()
{
    NotificationsPage page(*m_bench, *m_preferences);
    page.show();
    QVERIFY(!paid().requestBody.isEmpty());
    auto* again = page.findChild<QPushButton*>(QStringLiteral("notificationsReplay"));
    QVERIFY(waitUntil([&] { return again->isVisible(); }));
    again->click();
    m_dialog = page.findChild<ReplayDialog*>();
    QVERIFY(m_dialog);
    part<QPushButton>("replaySend")->click();
    QVERIFY(attempted(1));
    QVERIFY2(outcome(0).contains(QStringLiteral("SUCCESS")), qPrintable(outcome(0)));
    QVERIFY(waitUntil([&] { return part<QPushButton>("replaySend")->isEnabled(); }));
    const auto events = m_bench->store().readNow<QList<OrderEvent>>(
        [&](const OrderReader& reader) { return reader.events(m_bench->profile().name, "PD1"); });
    QCOMPARE(events->constLast().outcome, "duplicate");
    auto* edit = page.findChild<QPushButton*>(QStringLiteral("notificationsEdit"));
    delete m_dialog;
    edit->click();
    m_dialog = page.findChild<ReplayDialog*>();
    QVERIFY(m_dialog);
    QCOMPARE(m_dialog->findChild<MessageEditor*>()->way(), MessageEditor::Fields);
}

void TestReplayDialog::theExchangesPageOpensItForNotificationsAlone()
{
    ExchangesPage page(*m_bench, *m_preferences);
    page.show();
    auto* again = page.findChild<QPushButton*>(QStringLiteral("exchangesReplay"));
    QVERIFY(!again->isVisible());
    const Exchange notice = paid();
    page.openExchange(notice.id);
    QVERIFY(waitUntil([&] { return again->isVisible(); }));
    again->click();
    m_dialog = page.findChild<ReplayDialog*>();
    QVERIFY(m_dialog);
    Exchange outgoing = notice;
    outgoing.direction = Exchange::Direction::Outgoing;
    QVERIFY(!ReplayDialog::fits(outgoing));
    Exchange elsewhere = notice;
    elsewhere.url = "/pay";
    QVERIFY(!ReplayDialog::fits(elsewhere));
    Exchange empty = notice;
    empty.requestBody.clear();
    QVERIFY(!ReplayDialog::fits(empty));
}

void TestReplayDialog::aChangedFieldIsSignedAnew()
{
    FakeServer backend(
        [](const SeenRequest&, QTcpSocket& socket) { socket.write(httpAnswer(success)); });
    const Exchange notice = paid();
    open(notice, MessageEditor::Fields);
    choose("replayTarget", 2);
    part<QLineEdit>("replayAddress")->setText(QString::fromLatin1(backend.url()));
    setField("total_fee", QStringLiteral("1"));
    QVERIFY(part<QLabel>("replayState")->text().contains(QStringLiteral("total_fee")));
    part<QPushButton>("replaySend")->click();
    QVERIFY(attempted(1));
    Parameters sent = fromXml(backend.seen.constLast().body).value();
    QCOMPARE(sent.value("total_fee"), "1");
    QVERIFY(verifies(sent, m_bench->counter()->gateway().apiKey(), SignType::Md5));
    choose("replaySign", int(Resigning::StrangeKey));
    QVERIFY(waitUntil([&] { return part<QPushButton>("replaySend")->isEnabled(); }));
    part<QPushButton>("replaySend")->click();
    QVERIFY(waitUntil([&] { return backend.seen.size() == 2; }));
    sent = fromXml(backend.seen.constLast().body).value();
    QVERIFY(!verifies(sent, m_bench->counter()->gateway().apiKey(), SignType::Md5));
    part<QPushButton>("replayRestore")->click();
    QVERIFY(fields()->changed().isEmpty());
}

void TestReplayDialog::aFieldIsAddedAndRemoved()
{
    open(paid(), MessageEditor::Fields);
    const int rows = fields()->rowCount();
    const QModelIndex fresh = fields()->index(rows - 1, FieldModel::Name);
    QVERIFY(!fields()->setData(fresh, QStringLiteral("<b>"), Qt::EditRole));
    QVERIFY(!fields()->setData(fresh, QString(), Qt::EditRole));
    QVERIFY(fields()->setData(fresh, QStringLiteral("attach"), Qt::EditRole));
    QCOMPARE(fields()->rowCount(), rows + 1);
    setField("attach", QStringLiteral("中文 & <"));
    QCOMPARE(fields()->fields().value("attach"), "中文 & <");
    QCOMPARE(fields()->changed(), QList<QByteArray>{"attach"});
    part<QTableView>("replayFields")->setCurrentIndex(fields()->index(0, 0));
    part<QPushButton>("replayRemove")->click();
    QCOMPARE(fields()->rowCount(), rows);
    QCOMPARE(fields()->changed(), (QList<QByteArray>{"attach", "return_code"}));
    // The empty row stays.
    part<QTableView>("replayFields")->setCurrentIndex(fields()->index(rows - 1, 0));
    part<QPushButton>("replayRemove")->click();
    QCOMPARE(fields()->rowCount(), rows);
}

void TestReplayDialog::textIsSentAsItIsTyped()
{
    const FakeServer backend(
        [](const SeenRequest&, QTcpSocket& socket) { socket.write(httpAnswer(success)); });
    open(paid(), MessageEditor::Text);
    choose("replayTarget", 2);
    part<QLineEdit>("replayAddress")->setText(QString::fromLatin1(backend.url()));
    auto* text = part<QPlainTextEdit>("replayText");
    text->selectAll();
    text->insertPlainText(QStringLiteral("<xml>\n\u00a0中\t</xml> "));
    part<QPushButton>("replaySend")->click();
    QVERIFY(attempted(1));
    QCOMPARE(backend.seen.constFirst().body, "<xml>\n\u00a0中\t</xml> ");
}

void TestReplayDialog::theBackendIsATargetWhenThereIsOne()
{
    const FakeServer backend(
        [](const SeenRequest&, QTcpSocket& socket) { socket.write(httpAnswer("no")); });
    const Exchange notice = paid();
    open(notice);
    QCOMPARE(part<QComboBox>("replayTarget")->findData(1), -1);
    delete m_dialog;
    QVERIFY(m_bench->counter()->forwarder().setTarget(backend.url() + "/wx"));
    open(notice);
    choose("replayTarget", 1);
    part<QPushButton>("replaySend")->click();
    QVERIFY(attempted(1));
    QCOMPARE(backend.seen.constFirst().body, notice.requestBody);
    QCOMPARE(outcome(0).front(), QChar(0x2717));
    const auto events = m_bench->store().readNow<QList<OrderEvent>>(
        [&](const OrderReader& reader) { return reader.events(m_bench->profile().name, "PD1"); });
    QCOMPARE(events->constLast().kind, OrderEvent::Kind::Forward);
}

void TestReplayDialog::anAddressIsCheckedWhereItIsTyped()
{
    open(paid());
    choose("replayTarget", 2);
    auto* send = part<QPushButton>("replaySend");
    QVERIFY(!send->isEnabled());
    part<QLineEdit>("replayAddress")->setText(QStringLiteral("file:///etc/passwd"));
    QVERIFY(!send->isEnabled());
    part<QLineEdit>("replayAddress")->setText(QStringLiteral("http://127.0.0.1:8000/notify"));
    QVERIFY(send->isEnabled());
    choose("replayTarget", 0);
    QVERIFY(send->isEnabled());
    m_bench->counter()->desk().close();
    choose("replayTarget", 2);
    choose("replayTarget", 0);
    QVERIFY(!send->isEnabled());
}

void TestReplayDialog::severalAttemptsAreListedAndStopped()
{
    open(paid());
    choose("replayOften", 1);
    part<QSpinBox>("replayTimes")->setValue(5);
    part<QPushButton>("replaySend")->click();
    QVERIFY(attempted(1));
    QVERIFY(part<QPushButton>("replayStop")->isVisible());
    QVERIFY(!part<QPushButton>("replaySend")->isEnabled());
    m_clock.advance(std::chrono::seconds(1));
    QVERIFY(attempted(2));
    part<QPushButton>("replayStop")->click();
    QVERIFY(part<QPushButton>("replaySend")->isEnabled());
    QVERIFY(!part<QPushButton>("replayStop")->isVisible());
    m_clock.advance(std::chrono::seconds(10));
    QCOMPARE(attempts()->rowCount(), 2);
}

void TestReplayDialog::aChangedMessageOfARealMerchantAsksOnceMore()
{
    QVERIFY(m_bench->vault().unlock(secretOf("correct horse battery")));
    Profile profile;
    profile.name = merchant;
    profile.title = "Corner shop";
    profile.appid = "wx2421b1c4370ec43b";
    profile.mchId = "1230000109";
    QVERIFY(m_bench->profiles().add(profile));
    QVERIFY(m_bench->vault().write(
        merchant, SecretField::ApiKey, secretOf("CanaryKeyOfTheRealMerchant000001")));
    QVERIFY(m_bench->use(merchant));
    QVERIFY(m_bench->startListener());
    open(paid());
    auto* sure = part<QCheckBox>("replaySure");
    auto* send = part<QPushButton>("replaySend");
    QVERIFY(m_dialog->windowTitle().contains(QStringLiteral("REAL")));
    QVERIFY(!sure->isVisible());
    QVERIFY(send->isEnabled()); // a repetition changes nothing
    m_dialog->findChild<MessageEditor*>()->setCurrentIndex(MessageEditor::Fields);
    QVERIFY(sure->isVisible());
    QVERIFY(!send->isEnabled());
    sure->setChecked(true);
    QVERIFY(send->isEnabled());
}

void TestReplayDialog::itGoesWithTheCounter()
{
    open(paid());
    choose("replayOften", 2);
    part<QPushButton>("replaySend")->click();
    QVERIFY(m_bench->reopen());
    QVERIFY(waitUntil([&] { return m_dialog.isNull(); }));
}

void TestReplayDialog::aMessageThatIsNoXmlIsSentAsItCame()
{
    open(receive("no xml"), MessageEditor::Fields);
    QVERIFY(!part<QTableView>("replayFields")->isEnabled());
    QVERIFY(!part<QLabel>("replayState")->text().isEmpty());
    part<QPushButton>("replaySend")->click();
    QVERIFY(attempted(1));
    QCOMPARE(outcome(0).front(), QChar(0x2717));
}

QTEST_MAIN(TestReplayDialog)
#include "tst_replaydialog.moc"

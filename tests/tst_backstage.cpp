// What is planted behind the scenes, by hand on the checkout page, and met in the payment.

#include "core/protocol/endpoints.h"
#include "core/workbench.h"
#include "tests/support.h"
#include "ui/backstage/backstagedialog.h"
#include "ui/backstage/faultmodel.h"
#include "ui/backstage/faultwords.h"
#include "ui/checkout/checkoutpage.h"
#include "ui/preferences.h"
#include "ui/style/paydeskstyle.h"

#include <QApplication>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QTranslator>

#include <memory>

using namespace paydesk;
using namespace std::chrono_literals;

class TestBackstage : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();

    void theMenuOffersWhatEachFaultAllows_data();
    void theMenuOffersWhatEachFaultAllows();
    void aPlantedFaultStrikesAndIsInTheTimeline();
    void aFaultThatStaysIsClearedByHand();
    void whatWasPlantedOutsideIsSeen();
    void timeIsMovedAndThePrepayIdDies();
    void aSandboxThatIsGoneIsSaidAndNothingIsLost();
    void aRealMerchantHasNoBackstage();
    void everyNameIsInBothLanguages();

private:
    template <typename Widget> Widget* part(const char* name) const
    {
        return m_page->findChild<Widget*>(QLatin1String(name));
    }
    void press(const char* name) const
    {
        QTest::mouseClick(part<QPushButton>(name), Qt::LeftButton);
    }
    bool open();
    void choose(FaultKind kind, const QByteArray& scope) const;
    bool rows(int count) const;
    QByteArray placed();
    QByteArrayList traces(const QByteArray& outTradeNo) const;

    ManualClock m_clock;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Workbench> m_bench;
    std::unique_ptr<Preferences> m_preferences;
    std::unique_ptr<CheckoutPage> m_page;
};

void TestBackstage::initTestCase()
{
    QApplication::setStyle(new PaydeskStyle);
}

void TestBackstage::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    constexpr VaultCost cheapGuess{16, 1, 1};
    QVERIFY(
        Vault(m_folder->path(), cheapGuess).create(Secret(QByteArray("correct horse battery"))));
    m_bench = *Workbench::open(m_folder->path(), {0, 0, {}, {}, false}, m_clock);
    QVERIFY(m_bench->vault().unlock(Secret(QByteArray("correct horse battery"))));
    m_preferences = std::make_unique<Preferences>(m_folder->path());
    m_bench->startSandbox();
    QVERIFY(waitUntil([this] { return !m_bench->sandboxUrl().isEmpty(); }));
    QVERIFY(m_bench->counter()->desk().listen(QHostAddress(QHostAddress::LocalHost), 0));
    m_page = std::make_unique<CheckoutPage>(*m_bench, *m_preferences);
    m_page->resize(1240, 760);
    m_page->show();
}

void TestBackstage::cleanup()
{
    m_page.reset();
    m_preferences.reset();
    m_bench.reset();
}

bool TestBackstage::open()
{
    press("checkoutBackstage");
    return waitUntil([this] {
        const auto* now = part<QLabel>("backstageNow");
        return now && now->text().startsWith(QStringLiteral("20"));
    });
}

void TestBackstage::choose(FaultKind kind, const QByteArray& scope) const
{
    auto* kinds = part<QComboBox>("faultKind");
    kinds->setCurrentIndex(kinds->findData(int(kind)));
    auto* scopes = part<QComboBox>("faultScope");
    scopes->setCurrentIndex(scopes->findData(scope));
}

bool TestBackstage::rows(int count) const
{
    const QAbstractItemModel* model = part<QTableView>("backstageFaults")->model();
    return waitUntil([model, count] { return model->rowCount() == count; });
}

/// The number of an order that is placed by hand and waits for its payment, or was refused.
QByteArray TestBackstage::placed()
{
    const QByteArray number = part<QLineEdit>("checkoutOutTradeNo")->text().toUtf8();
    press("checkoutPlace");
    return number;
}

QByteArrayList TestBackstage::traces(const QByteArray& outTradeNo) const
{
    const auto events = m_bench->store().readNow<QList<OrderEvent>>(
        [&](const OrderReader& reader) { return reader.events("sandbox", outTradeNo); });
    QByteArrayList found;
    for (const OrderEvent& event : events.value_or(QList<OrderEvent>())) {
        if (event.kind == OrderEvent::Kind::Fault)
            found.append(event.outcome + ' ' + event.detail);
    }
    return found;
}

void TestBackstage::theMenuOffersWhatEachFaultAllows_data()
{
    QTest::addColumn<FaultKind>("kind");
    for (const FaultCard& card : faultMenu())
        QTest::newRow(card.id) << card.kind;
}

/// Whatever can be chosen for a fault is taken by the sandbox.
void TestBackstage::theMenuOffersWhatEachFaultAllows()
{
    QFETCH(const FaultKind, kind);
    QVERIFY(open());
    const FaultCard& card = faultCard(kind);
    auto* scopes = part<QComboBox>("faultScope");
    choose(kind, {});
    QVERIFY(scopes->count() > 0);
    QCOMPARE(part<QDoubleSpinBox>("faultSeconds")->isVisible(), card.wait.count() > 0);
    QCOMPARE(part<QComboBox>("faultErrCode")->isVisible(), kind == FaultKind::ErrCode);
    for (int at = 0; at < scopes->count(); ++at) {
        scopes->setCurrentIndex(at);
        QVERIFY(kind != FaultKind::ErrCode || part<QComboBox>("faultErrCode")->count() > 0);
        const auto* model =
            qobject_cast<const FaultModel*>(part<QTableView>("backstageFaults")->model());
        const qsizetype before = model->faults().size();
        press("faultPlant");
        QVERIFY2(rows(int(before) + 1), qPrintable(scopes->currentText()));
        QCOMPARE(model->faults().constLast().fault, QByteArray(card.id));
        QCOMPARE(model->faults().constLast().scope, scopes->currentData().toByteArray());
    }
}

void TestBackstage::aPlantedFaultStrikesAndIsInTheTimeline()
{
    QVERIFY(open());
    choose(FaultKind::SystemError, endpoints::unifiedOrder.name);
    part<QSpinBox>("faultTimes")->setValue(2);
    press("faultPlant");
    QVERIFY(rows(1));
    const auto* model = part<QTableView>("backstageFaults")->model();
    QCOMPARE(model->index(0, FaultModel::Times).data().toString(), QStringLiteral("2"));
    QVERIFY(waitUntil([this] {
        return part<QPushButton>("checkoutBackstage")->text() == QStringLiteral("Faults: 1");
    }));

    const QByteArray number = placed();
    QVERIFY(waitUntil([&] { return !traces(number).isEmpty(); }));
    QCOMPARE(traces(number).constFirst(), QByteArray("planted-system-error unifiedorder"));
    QVERIFY(waitUntil([&] {
        return model->rowCount() == 0
            || model->index(0, FaultModel::Times).data().toString() == QStringLiteral("1");
    }));
}

void TestBackstage::aFaultThatStaysIsClearedByHand()
{
    QVERIFY(open());
    part<QSpinBox>("faultTimes")->setValue(0);
    choose(FaultKind::Drop, notificationScope);
    press("faultPlant");
    QVERIFY(rows(1));
    choose(FaultKind::Delay, notificationScope);
    press("faultPlant");
    QVERIFY(rows(2));
    auto* table = part<QTableView>("backstageFaults");
    QVERIFY(!part<QPushButton>("backstageClear")->isEnabled());
    table->selectRow(0);
    press("backstageClear");
    QVERIFY(rows(1));
    QCOMPARE(
        table->model()->index(0, FaultModel::Name).data().toString(), faultName(FaultKind::Delay));
    press("backstageClearAll");
    QVERIFY(rows(0));
    QVERIFY(part<QLabel>("backstageNone")->isVisible());
    QVERIFY(!part<QPushButton>("backstageClearAll")->isEnabled());
    QVERIFY(waitUntil([this] {
        return part<QPushButton>("checkoutBackstage")->text() == QStringLiteral("Faults and time");
    }));
}

/// By another program, while this window is open.
void TestBackstage::whatWasPlantedOutsideIsSeen()
{
    Backstage outside(m_bench->sandboxUrl(), m_clock);
    std::optional<Answer> answer;
    connect(outside.plant({{QStringLiteral("fault"), QStringLiteral("drop")},
                {QStringLiteral("scope"), QStringLiteral("refund")}, {QStringLiteral("times"), 3}}),
        &Call::finished, this, [&answer](const Answer& heard) { answer = heard; });
    QVERIFY(waitUntil([&answer] { return answer && answer->fields; }));
    QVERIFY(open());
    QVERIFY(rows(1));
    const auto* model = part<QTableView>("backstageFaults")->model();
    QCOMPARE(
        model->index(0, FaultModel::Scope).data().toString(), QStringLiteral("/secapi/pay/refund"));
    QCOMPARE(model->index(0, FaultModel::Times).data().toString(), QStringLiteral("3"));
}

void TestBackstage::timeIsMovedAndThePrepayIdDies()
{
    QVERIFY(open());
    (void)placed();
    const auto* pay = part<QPushButton>("phonePay");
    QVERIFY(waitUntil([pay] { return pay->isEnabled() && pay->isVisible(); }));
    for (const char* step : {"backstageMove7200", "backstageMove300"}) {
        // One step at a time.
        const auto* button = part<QPushButton>(step);
        QVERIFY(waitUntil([button] { return button->isEnabled(); }));
        press(step);
        QVERIFY(!button->isEnabled());
    }
    QVERIFY(waitUntil([this] {
        return part<QPushButton>("checkoutBackstage")->text() == QStringLiteral("+2 h 5 min");
    }));
    QVERIFY(part<QLabel>("backstageNow")->text().contains(QStringLiteral("2 h 5 min ahead")));
    press("phonePay");
    QVERIFY(waitUntil([this] { return m_page->errorInSight().has_value(); }));
    QCOMPARE(m_page->errorInSight()->code, QByteArray("payment-refused"));
}

void TestBackstage::aSandboxThatIsGoneIsSaidAndNothingIsLost()
{
    QVERIFY(open());
    choose(FaultKind::Drop, notificationScope);
    part<QSpinBox>("faultTimes")->setValue(7);
    m_bench->stopSandbox();
    QVERIFY(waitUntil([this] { return m_bench->sandboxUrl().isEmpty(); }));
    press("faultPlant");
    const auto* notice = part<QWidget>("backstageNotice");
    QVERIFY(waitUntil([notice] { return notice->isVisible(); }));
    QCOMPARE(part<QSpinBox>("faultTimes")->value(), 7);
    QVERIFY(part<QPushButton>("faultPlant")->isEnabled());
}

void TestBackstage::aRealMerchantHasNoBackstage()
{
    QVERIFY(open());
    Profile profile;
    profile.name = "corner";
    profile.title = "Corner shop";
    profile.appid = "wx2421b1c4370ec43b";
    profile.mchId = "1230000109";
    profile.endpoints = {"https://127.0.0.1:9", "https://127.0.0.1:9"};
    QVERIFY(m_bench->profiles().add(profile));
    QVERIFY(m_bench->vault().write(
        "corner", SecretField::ApiKey, Secret(QByteArray("CanaryKeyOfTheRealMerchant000001"))));
    QVERIFY(m_bench->use("corner"));
    QVERIFY(waitUntil([this] {
        const auto* dialog = m_page->findChild<BackstageDialog*>();
        return !part<QPushButton>("checkoutBackstage")->isVisible()
            && (!dialog || !dialog->isVisible());
    }));
}

void TestBackstage::everyNameIsInBothLanguages()
{
    QTranslator chinese;
    QVERIFY(chinese.load(QStringLiteral(":/translations/paydesk_zh_CN.qm")));
    for (const FaultCard& card : faultMenu()) {
        const QString english = faultName(card.kind);
        const QString sentence = faultSentence(card.kind);
        QVERIFY(!english.isEmpty() && !sentence.isEmpty());
        QCoreApplication::installTranslator(&chinese);
        QVERIFY2(faultName(card.kind) != english, card.id);
        QVERIFY2(faultSentence(card.kind) != sentence, card.id);
        QCoreApplication::removeTranslator(&chinese);
    }
}

QTEST_MAIN(TestBackstage)
#include "tst_backstage.moc"

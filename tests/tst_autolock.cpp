// When the window takes the keys out of memory by itself, and the ways to open the vault.

#include "core/profile/keyfile.h"
#include "core/workbench.h"
#include "tests/support.h"
#include "ui/preferences.h"
#include "ui/settings/slotscard.h"
#include "ui/shell/autolock.h"

#include <QFileDialog>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace paydesk;

namespace {

using namespace std::chrono_literals;

constexpr VaultCost cheapGuess{16, 1, 1};
const QByteArray merchant = "corner";
const QByteArray password = "correct horse battery";

Secret secretOf(QByteArray bytes)
{
    return Secret(std::move(bytes));
}

} // namespace

class TestAutoLock : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void aQuarterOfAnHourWithoutInputLocks();
    void everyInputCountsAnew_data();
    void everyInputCountsAnew();
    void neverMeansNever();
    void aListeningMerchantIsNotLockedByWaiting();
    void theScreenAndSleepLockWhateverRuns();
    void aNumberOutOfRangeIsTheDefault();

    void aPasswordIsAddedAndOpens();
    void aKeyFileIsMadeAndOpens();
    void theLastWayStays();
    void aLockedVaultShowsItsWaysAndChangesNothing();

private:
    bool isOpen() const { return m_bench->vault().status() == VaultStatus::Ready; }
    void useMerchant();
    template <typename Widget> Widget* part(const QString& name) const
    {
        return m_slots->findChild<Widget*>(name);
    }
    void chooseFile(const QString& path);

    ManualClock m_clock;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Workbench> m_bench;
    std::unique_ptr<Preferences> m_preferences;
    std::unique_ptr<AutoLock> m_lock;
    std::unique_ptr<SlotsCard> m_slots;
};

void TestAutoLock::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(Vault(m_folder->path(), cheapGuess).create(secretOf(password)));
    m_bench = *Workbench::open(m_folder->path(), {0, 0, {}, {}, false}, m_clock);
    QVERIFY(m_bench->vault().unlock(secretOf(password)));
    QVERIFY(m_bench->use(sandboxProfile().name));
    m_preferences = std::make_unique<Preferences>(m_folder->path());
    m_lock = std::make_unique<AutoLock>(*m_bench, *m_preferences);
    m_slots = std::make_unique<SlotsCard>(m_bench->vault());
    m_slots->show();
    m_slots->refresh();
}

void TestAutoLock::cleanup()
{
    m_slots.reset();
    m_lock.reset();
    m_preferences.reset();
    m_bench.reset();
}

void TestAutoLock::useMerchant()
{
    Profile profile;
    profile.name = merchant;
    profile.title = "Corner shop";
    profile.appid = "wx2421b1c4370ec43b";
    profile.mchId = "1230000109";
    QVERIFY(m_bench->profiles().add(profile));
    QVERIFY(m_bench->vault().write(
        merchant, SecretField::ApiKey, secretOf("CanaryKeyOfTheRealMerchant000001")));
    QVERIFY(m_bench->use(merchant));
}

void TestAutoLock::aQuarterOfAnHourWithoutInputLocks()
{
    useMerchant();
    const QSignalSpy locked(m_bench.get(), &Workbench::vaultLocked);
    m_clock.advance(15min - 1ms);
    QVERIFY(isOpen());
    m_clock.advance(1ms);
    QVERIFY(!isOpen());
    QVERIFY(!m_bench->counter()); // its copy of the key went, too
    QCOMPARE(locked.size(), 1);
    // Opened again elsewhere and left alone again.
    QVERIFY(m_bench->vault().unlock(secretOf(password)));
    m_clock.advance(1min);
    QVERIFY(!isOpen());
}

void TestAutoLock::everyInputCountsAnew_data()
{
    QTest::addColumn<QEvent::Type>("type");
    QTest::newRow("a key") << QEvent::KeyPress;
    QTest::newRow("the mouse") << QEvent::MouseMove;
    QTest::newRow("a button") << QEvent::MouseButtonPress;
    QTest::newRow("the wheel") << QEvent::Wheel;
    QTest::newRow("a finger") << QEvent::TouchBegin;
    QTest::newRow("Chinese being composed") << QEvent::InputMethod;
}

void TestAutoLock::everyInputCountsAnew()
{
    QFETCH(const QEvent::Type, type);
    m_clock.advance(14min);
    QEvent event(type);
    QObject somewhere;
    m_lock->eventFilter(&somewhere, &event);
    m_clock.advance(14min);
    QVERIFY(isOpen());
    // What is no input does not.
    QEvent paint(QEvent::Paint);
    m_lock->eventFilter(&somewhere, &paint);
    m_clock.advance(1min);
    QVERIFY(!isOpen());
}

void TestAutoLock::neverMeansNever()
{
    m_preferences->setAutoLockMinutes(0);
    m_clock.advance(24h);
    QVERIFY(isOpen());
    m_preferences->setAutoLockMinutes(5);
    QVERIFY(!isOpen()); // nobody has been there for a day
}

void TestAutoLock::aListeningMerchantIsNotLockedByWaiting()
{
    useMerchant();
    QVERIFY(m_bench->startListener());
    m_clock.advance(1h);
    QVERIFY(isOpen());
    QVERIFY(m_bench->counter()->desk().isListening());
    m_bench->counter()->desk().close();
    m_clock.advance(1min);
    QVERIFY(!isOpen());
    QVERIFY(m_bench->vault().unlock(secretOf(password)));
    QVERIFY(m_bench->reopen());
    QVERIFY(m_bench->startListener());
    m_preferences->setLocksWhileListening(true);
    QVERIFY(!isOpen());
    QVERIFY(!m_bench->counter());
}

void TestAutoLock::theScreenAndSleepLockWhateverRuns()
{
    useMerchant();
    QVERIFY(m_bench->startListener());
    for (const char* word : {"screenLocked", "goesToSleep"}) {
        QVERIFY(QMetaObject::invokeMethod(m_lock.get(), word, Q_ARG(bool, false)));
        QVERIFY(isOpen());
        QVERIFY(QMetaObject::invokeMethod(m_lock.get(), word, Q_ARG(bool, true)));
        QVERIFY(!isOpen());
        QVERIFY(!m_bench->counter());
        QVERIFY(m_bench->vault().unlock(secretOf(password)));
        QVERIFY(m_bench->reopen());
    }
}

void TestAutoLock::aNumberOutOfRangeIsTheDefault()
{
    for (const int wrong : {-1, 24 * 60 + 1}) {
        m_preferences->setAutoLockMinutes(wrong);
        QCOMPARE(m_preferences->autoLockMinutes(), 15);
    }
    m_preferences->setAutoLockMinutes(1);
    m_preferences->restoreDefaults(QStringLiteral("vault"));
    QCOMPARE(m_preferences->autoLockMinutes(), 15);
}

// --- the ways to open it

void TestAutoLock::aPasswordIsAddedAndOpens()
{
    const QSignalSpy changed(m_slots.get(), &SlotsCard::slotsChanged);
    part<QPushButton>(QStringLiteral("slotsAddPassword"))->click();
    auto* dialog = m_slots->window()->findChild<QDialog*>(QStringLiteral("addPasswordDialog"));
    QVERIFY(dialog);
    const auto type = [&](const char* name, const char* text) {
        dialog->findChild<QLineEdit*>(QLatin1String(name))->setText(QString::fromLatin1(text));
    };
    type("vaultNewPassword", "another horse battery");
    type("vaultRepeat", "another horse");
    dialog->findChild<QPushButton*>(QStringLiteral("vaultSubmit"))->click();
    QCOMPARE(changed.size(), 0); // they differ
    type("vaultRepeat", "another horse battery");
    dialog->findChild<QPushButton*>(QStringLiteral("vaultSubmit"))->click();
    QVERIFY(waitUntil([&] { return changed.size() == 1; }));
    QCOMPARE(m_bench->vault().slotFacts()->size(), 2);
    QVERIFY(isOpen());
    Vault other(m_folder->path());
    QVERIFY(other.unlock(secretOf("another horse battery")));
    other.lock();
    QVERIFY(other.unlock(secretOf(password)));
}

void TestAutoLock::chooseFile(const QString& path)
{
    auto* dialog = m_slots->window()->findChild<QFileDialog*>(QStringLiteral("slotsFileDialog"));
    QVERIFY(dialog);
    emit dialog->fileSelected(path);
    delete dialog;
}

void TestAutoLock::aKeyFileIsMadeAndOpens()
{
    const QString path = m_folder->filePath(QStringLiteral("shop.key"));
    const QSignalSpy failed(m_slots.get(), &SlotsCard::failed);
    part<QPushButton>(QStringLiteral("slotsAddKeyFile"))->click();
    chooseFile(path);
    QCOMPARE(m_bench->vault().slotFacts()->size(), 2);
    QVERIFY(readKeyFile(path));
    // One that is there is not replaced.
    part<QPushButton>(QStringLiteral("slotsAddKeyFile"))->click();
    chooseFile(path);
    QCOMPARE(failed.size(), 1);
    QCOMPARE(m_bench->vault().slotFacts()->size(), 2);

    m_bench->lockVault();
    m_slots->refresh();
    const QSignalSpy opened(m_slots.get(), &SlotsCard::opened);
    auto* use = part<QPushButton>(QStringLiteral("slotsUseKeyFile"));
    QVERIFY(use->isVisible());
    use->click();
    chooseFile(m_folder->filePath(QStringLiteral("vault.pdv")));
    QCOMPARE(failed.size(), 2); // no key file
    use->click();
    chooseFile(path);
    QCOMPARE(opened.size(), 1);
    QVERIFY(isOpen());
    QVERIFY(!use->isVisible());
}

void TestAutoLock::theLastWayStays()
{
    const QByteArray first = m_bench->vault().slotFacts()->constFirst().id;
    const auto remover = [&](const QByteArray& id) {
        return part<QToolButton>(QStringLiteral("slotRemove-") + QString::fromLatin1(id));
    };
    QVERIFY(!remover(first)->isEnabled());
    QVERIFY(m_bench->vault().addSlot({SlotKind::Password, secretOf("another horse battery")}));
    m_slots->refresh();
    const auto press = [&](const char* name) {
        m_slots->window()->findChild<QPushButton*>(QLatin1String(name))->click();
    };
    QVERIFY(waitUntil([&] { return remover(first) && remover(first)->isEnabled(); }));
    remover(first)->click();
    press("slotRemovalYes");
    QCOMPARE(m_bench->vault().slotFacts()->size(), 1);
    QVERIFY(m_bench->vault().slotFacts()->constFirst().id != first);
    m_bench->vault().lock();
    QVERIFY(!m_bench->vault().unlock(secretOf(password)));
}

void TestAutoLock::aLockedVaultShowsItsWaysAndChangesNothing()
{
    const QByteArray id = m_bench->vault().slotFacts()->constFirst().id;
    m_bench->lockVault();
    m_slots->refresh();
    QVERIFY(m_slots->isVisible());
    QVERIFY(part<QWidget>(QStringLiteral("slot-") + QString::fromLatin1(id)));
    for (const char* name : {"slotsAddPassword", "slotsAddKeyFile", "slotsAddKeychain"})
        QVERIFY(!part<QPushButton>(QLatin1String(name))->isVisible());
}

QTEST_MAIN(TestAutoLock)
#include "tst_autolock.moc"

#include "core/workbench.h"
#include "ui/preferences.h"
#include "ui/settings/settingspage.h"
#include "ui/settings/vaultdialogs.h"
#include "ui/style/language.h"
#include "ui/style/paydeskstyle.h"
#include "ui/style/theme.h"
#include "ui/widgets/fieldbox.h"
#include "ui/widgets/noticebar.h"

#include <QAccessible>
#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMessageBox>
#include <QPushButton>
#include <QScrollArea>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <memory>
#include <utility>

#include "support.h"

using namespace paydesk;

namespace {

const QString canaryKey = QStringLiteral("CanaryKeyOfTheRealMerchant000001");
const QString canaryAppSecret = QStringLiteral("0cafe0cafe0cafe0cafe0cafe0cafe00");
const QString password = QStringLiteral("correct horse battery");
constexpr VaultCost cheapGuess{16, 1, 1};
/// Deriving a key from a password takes its time on a loaded machine, under a sanitizer most of
/// all.
constexpr int patienceMs = 30'000;

/// Every text that a widget shows or tells assistive technology.
QStringList textsOf(const QWidget* root)
{
    QStringList texts;
    QList<QObject*> all = root->findChildren<QObject*>();
    all << const_cast<QWidget*>(root);
    for (QObject* object : std::as_const(all)) {
        if (const auto* widget = qobject_cast<QWidget*>(object))
            texts << widget->windowTitle() << widget->toolTip() << widget->statusTip()
                  << widget->accessibleName() << widget->accessibleDescription();
        if (const auto* label = qobject_cast<QLabel*>(object))
            texts << label->text();
        if (const auto* edit = qobject_cast<QLineEdit*>(object))
            texts << edit->displayText() << edit->placeholderText();
        if (QAccessibleInterface* interface = QAccessible::queryAccessibleInterface(object)) {
            for (const QAccessible::Text kind : {QAccessible::Name, QAccessible::Description,
                     QAccessible::Value, QAccessible::Help})
                texts << interface->text(kind);
        }
    }
    return texts;
}

bool anyWindowShows(const QString& text)
{
    const QList<QWidget*> windows = QApplication::topLevelWidgets();
    return std::any_of(windows.begin(), windows.end(),
        [&](const QWidget* window) { return textsOf(window).join(u'\n').contains(text); });
}

template <typename Widget = QWidget> Widget* visible(const char* name)
{
    const QList<QWidget*> all = QApplication::allWidgets();
    for (QWidget* widget : all) {
        if (widget->objectName() == QLatin1String(name) && widget->isVisible())
            return qobject_cast<Widget*>(widget);
    }
    return nullptr;
}

void click(const char* name)
{
    QTRY_VERIFY2(visible<QAbstractButton>(name), name);
    QTest::mouseClick(visible(name), Qt::LeftButton);
}

void type(const char* name, const QString& text)
{
    QTRY_VERIFY2(visible<QLineEdit>(name), name);
    auto* edit = visible<QLineEdit>(name);
    edit->clear();
    QTest::keyClicks(edit, text);
}

QString errorUnder(const char* name)
{
    const auto* box = qobject_cast<FieldBox*>(visible(name)->parentWidget());
    return box && box->hasError() ? visible(name)->accessibleDescription() : QString();
}

} // namespace

class TestSettingsPage : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();

    void aMerchantIsAddedWithANewVault();
    void aWrongPasswordIsSaidAndAskedAgain();
    void whatIsTypedIsJudgedUnderItsField_data();
    void whatIsTypedIsJudgedUnderItsField();
    void aKeyThatLooksLikeAnAppSecretIsRemarkedOn();
    void nothingIsTrimmed();
    void editingKeepsTheStoredSecrets();
    void removingAsksAndTakesTheSecretsToo();
    void lockingTakesTheKeyFromTheCounter();
    void thePasswordIsChanged();
    void aPortOutOfRangeIsNotKept();
    void choicesApplyAtOnceAndGoBackToDefaults();
    void everySectionFitsASmallWindow_data();
    void everySectionFitsASmallWindow();

private:
    void addMerchant();
    void fillMerchant();
    Result<Secret> storedKey() const;

    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<Language> m_language;
    std::unique_ptr<QTemporaryDir> m_folder;
    ManualClock m_clock;
    std::unique_ptr<Workbench> m_bench;
    std::unique_ptr<Preferences> m_preferences;
    std::unique_ptr<SettingsPage> m_page;
};

void TestSettingsPage::initTestCase()
{
    QApplication::setStyle(new PaydeskStyle);
    m_theme = std::make_unique<Theme>();
    m_language = std::make_unique<Language>();
}

void TestSettingsPage::init()
{
    m_language->choose(QStringLiteral("en"));
    m_folder = std::make_unique<QTemporaryDir>();
    auto bench = Workbench::open(m_folder->path(), {0, 0, {}, {}, false}, m_clock);
    QVERIFY(bench);
    m_bench = std::move(*bench);
    QVERIFY(m_bench->use("sandbox"));
    m_preferences = std::make_unique<Preferences>(m_folder->path());
    m_page = std::make_unique<SettingsPage>(*m_bench, *m_preferences);
    m_page->resize(1000, 640);
    m_page->show();
}

void TestSettingsPage::cleanup()
{
    m_page.reset();
    m_preferences.reset();
    m_bench.reset();
}

void TestSettingsPage::fillMerchant()
{
    type("merchantTitle", QStringLiteral("Corner shop"));
    type("merchantName", QStringLiteral("corner"));
    type("merchantMchId", QStringLiteral("1230000109"));
    type("merchantAppid", QStringLiteral("wx2421b1c4370ec43b"));
    type("merchantApiKey", canaryKey);
    type("merchantAppSecret", canaryAppSecret);
}

void TestSettingsPage::addMerchant()
{
    // The file's own numbers count: whoever opens this vault later pays no more for a guess.
    QVERIFY(Vault(m_folder->path(), cheapGuess).create(Secret(password.toUtf8())));
    QVERIFY(m_bench->vault().unlock(Secret(password.toUtf8())));
    click("settingsAddMerchant");
    fillMerchant();
    click("merchantSave");
    QTRY_VERIFY(m_bench->profiles().profile("corner"));
    QTRY_VERIFY(!visible("merchantEditor"));
}

Result<Secret> TestSettingsPage::storedKey() const
{
    return m_bench->vault().read("corner", SecretField::ApiKey);
}

void TestSettingsPage::aMerchantIsAddedWithANewVault()
{
    const QSignalSpy changes(m_page.get(), &SettingsPage::profilesChanged);
    const QSignalSpy chosen(m_page.get(), &SettingsPage::profileChosen);
    m_page->addMerchant();
    fillMerchant();
    QVERIFY(!anyWindowShows(canaryKey));
    click("merchantSave");
    type("vaultNewPassword", QStringLiteral("short"));
    type("vaultRepeat", QStringLiteral("other"));
    click("vaultSubmit");
    QCOMPARE(errorUnder("vaultNewPassword"), QStringLiteral("At least 10 characters; this has 5."));
    QCOMPARE(errorUnder("vaultRepeat"), QStringLiteral("The two passwords differ."));
    type("vaultNewPassword", password);
    type("vaultRepeat", password);
    click("vaultSubmit");

    QTRY_COMPARE_WITH_TIMEOUT(changes.count(), 1, patienceMs);
    QVERIFY(m_bench->vault().status() == VaultStatus::Ready);
    QVERIFY(storedKey());
    QVERIFY(storedKey()->sameAs(Secret(canaryKey.toUtf8())));
    QTRY_VERIFY_WITH_TIMEOUT(!visible("merchantEditor"), patienceMs);
    QTRY_VERIFY(visible("merchant-corner"));
    QVERIFY(!anyWindowShows(canaryKey));
    QVERIFY(!anyWindowShows(canaryAppSecret));
    QVERIFY(!anyWindowShows(password));

    QTest::mouseClick(
        visible("merchantsNotice")->findChild<QWidget*>(QStringLiteral("action")), Qt::LeftButton);
    QCOMPARE(chosen.count(), 1);
    QCOMPARE(chosen.at(0).at(0).toByteArray(), QByteArray("corner"));
}

void TestSettingsPage::aWrongPasswordIsSaidAndAskedAgain()
{
    addMerchant();
    m_bench->vault().lock();
    UnlockDialog dialog(m_bench->vault(), m_page.get());
    const QSignalSpy accepted(&dialog, &QDialog::accepted);
    dialog.open();
    type("vaultPassword", QStringLiteral("not this one"));
    click("vaultSubmit");
    QTRY_VERIFY_WITH_TIMEOUT(visible<NoticeBar>("vaultNotice"), patienceMs);
    QVERIFY(visible<NoticeBar>("vaultNotice")
            ->text()
            .startsWith(QStringLiteral("This is not the vault's password.")));
    QVERIFY(dialog.isVisible());
    QVERIFY(visible<QLineEdit>("vaultPassword")->text().isEmpty());
    QVERIFY(m_bench->vault().status() == VaultStatus::Locked);

    type("vaultPassword", password);
    QTest::keyClick(visible("vaultPassword"), Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(accepted.count(), 1, patienceMs);
    QVERIFY(m_bench->vault().status() == VaultStatus::Ready);
    QVERIFY(storedKey());
}

void TestSettingsPage::whatIsTypedIsJudgedUnderItsField_data()
{
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("says");
    const auto row = [](const char* field, const char* text, const char* says) {
        QTest::addRow("%s %s", field, text)
            << QByteArray(field) << QString::fromUtf8(text) << QString::fromUtf8(says);
    };
    row("merchantName", "Corner", "a-z");
    row("merchantName", "sandbox", "sandbox");
    row("merchantName", "corner-2", "");
    row("merchantAppid", "wx123", "16");
    row("merchantAppid", "wx2421b1c4370ec43b", "");
    row("merchantMchId", "12300001O9", "8 to 32 digits");
    row("merchantApiKey", "too short", "blank");
    row("merchantApiKey", "CanaryKeyOfTheRealMerchant00000", "this has 31");
    row("merchantApiKey", "CanaryKeyOfTheRealMerchant000001", "");
    row("merchantAppSecret", "CanaryKeyOfTheRealMerchant000001", "API key");
}

void TestSettingsPage::whatIsTypedIsJudgedUnderItsField()
{
    QFETCH(const QByteArray, field);
    QFETCH(const QString, text);
    QFETCH(const QString, says);
    m_page->addMerchant();
    type(field.constData(), text);
    const QString error = errorUnder(field.constData());
    QVERIFY2(says.isEmpty() ? error.isEmpty() : error.contains(says), qPrintable(error));
    QVERIFY(!error.contains(canaryKey));
    QTest::keyClick(visible("merchantEditor"), Qt::Key_Escape);
}

void TestSettingsPage::aKeyThatLooksLikeAnAppSecretIsRemarkedOn()
{
    m_page->addMerchant();
    type("merchantApiKey", canaryAppSecret);
    QVERIFY(errorUnder("merchantApiKey").isEmpty());
    QVERIFY(visible("merchantApiKey")
            ->accessibleDescription()
            .contains(QStringLiteral("looks like an AppSecret")));
    QVERIFY(!anyWindowShows(canaryAppSecret));
}

void TestSettingsPage::nothingIsTrimmed()
{
    m_page->addMerchant();
    fillMerchant();
    visible<QLineEdit>("merchantApiKey")->clear();
    visible<QLineEdit>("merchantApiKey")->insert(canaryKey + u'\n');
    QTest::keyClick(visible("merchantApiKey"), Qt::Key_Space);
    QVERIFY(errorUnder("merchantApiKey").contains(QStringLiteral("blank or a line break")));
    click("merchantSave");
    QVERIFY(visible("merchantNotice"));
    QVERIFY(!m_bench->profiles().profile("corner"));
    QVERIFY(m_bench->vault().status() == VaultStatus::Absent);
}

void TestSettingsPage::editingKeepsTheStoredSecrets()
{
    addMerchant();
    click("merchantEdit-corner");
    QTRY_VERIFY(visible("merchantTitle"));
    QVERIFY(visible<QLineEdit>("merchantName")->isReadOnly());
    QVERIFY(visible<QLineEdit>("merchantApiKey")->text().isEmpty());
    QVERIFY(
        visible<QLineEdit>("merchantApiKey")->placeholderText().contains(QStringLiteral("saved")));
    type("merchantTitle", QStringLiteral("Corner shop, new name"));
    click("merchantSave");
    QTRY_COMPARE(m_bench->profiles().profile("corner")->title, QByteArray("Corner shop, new name"));
    QVERIFY(storedKey()->sameAs(Secret(canaryKey.toUtf8())));
}

void TestSettingsPage::removingAsksAndTakesTheSecretsToo()
{
    addMerchant();
    QVERIFY(m_bench->use("corner"));
    const QSignalSpy chosen(m_page.get(), &SettingsPage::profileChosen);
    click("merchantRemove-corner");
    QTRY_VERIFY(visible<QMessageBox>("removeMerchant"));
    QTest::keyClick(visible("removeMerchant"), Qt::Key_Escape);
    QTRY_VERIFY(!visible("removeMerchant"));
    QVERIFY(m_bench->profiles().profile("corner"));

    click("merchantRemove-corner");
    click("removeMerchantYes");
    QTRY_VERIFY(!m_bench->profiles().profile("corner"));
    QVERIFY(!m_bench->vault().contains("corner", SecretField::ApiKey));
    QVERIFY(!m_bench->vault().contains("corner", SecretField::AppSecret));
    QCOMPARE(chosen.count(), 1);
    QCOMPARE(chosen.at(0).at(0).toByteArray(), QByteArray("sandbox"));
    QVERIFY(!visible("merchant-corner"));
}

void TestSettingsPage::lockingTakesTheKeyFromTheCounter()
{
    addMerchant();
    QVERIFY(m_bench->use("corner"));
    m_page->openSection(QStringLiteral("vault"));
    click("settingsLockVault");
    QVERIFY(m_bench->vault().status() == VaultStatus::Locked);
    QVERIFY(!m_bench->counter());
    click("settingsUnlockVault");
    type("vaultPassword", password);
    click("vaultSubmit");
    QTRY_VERIFY_WITH_TIMEOUT(m_bench->counter(), patienceMs);
}

void TestSettingsPage::thePasswordIsChanged()
{
    const QString next = QStringLiteral("another long password");
    m_page->openSection(QStringLiteral("vault"));
    click("settingsCreateVault");
    type("vaultNewPassword", password);
    type("vaultRepeat", password);
    click("vaultSubmit");
    QTRY_VERIFY_WITH_TIMEOUT(visible("settingsVaultPassword"), patienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(!visible("createVaultDialog"), patienceMs);
    click("settingsVaultPassword");
    type("vaultPassword", password);
    type("vaultNewPassword", next);
    type("vaultRepeat", next);
    click("vaultSubmit");
    QTRY_VERIFY_WITH_TIMEOUT(!visible("changePasswordDialog"), patienceMs);
    QVERIFY(m_bench->vault().status() == VaultStatus::Ready);
    m_bench->vault().lock();
    QVERIFY(!m_bench->vault().unlock(Secret(password.toUtf8())));
    QVERIFY(m_bench->vault().unlock(Secret(next.toUtf8())));
}

void TestSettingsPage::aPortOutOfRangeIsNotKept()
{
    m_page->openSection(QStringLiteral("listener"));
    type("settingsListenerPort", QStringLiteral("65536"));
    QTest::keyClick(visible("settingsListenerPort"), Qt::Key_Return);
    QVERIFY(!errorUnder("settingsListenerPort").isEmpty());
    QCOMPARE(m_preferences->listenerPort(), quint16(18081));
    type("settingsListenerPort", QStringLiteral("0"));
    QTest::keyClick(visible("settingsListenerPort"), Qt::Key_Return);
    QVERIFY(errorUnder("settingsListenerPort").isEmpty());
    QCOMPARE(m_preferences->listenerPort(), quint16(0));
    click("settingsRestartListener");
    QVERIFY(m_bench->counter()->desk().isListening());
}

void TestSettingsPage::choicesApplyAtOnceAndGoBackToDefaults()
{
    m_page->openSection(QStringLiteral("look"));
    click("settingsThemeDark");
    QCOMPARE(m_preferences->theme(), QStringLiteral("dark"));
    click("settingsLanguageEnglish");
    QCOMPARE(m_preferences->language(), QStringLiteral("en"));
    click("settingsRestore");
    QCOMPARE(m_preferences->theme(), QStringLiteral("system"));
    QCOMPARE(m_preferences->language(), QString());
    QVERIFY(visible<QAbstractButton>("settingsThemeSystem")->isChecked());
    QVERIFY(!visible<QAbstractButton>("settingsThemeDark")->isChecked());

    m_page->openSection(QStringLiteral("queries"));
    QTest::mouseClick(visible("settingsQueries"), Qt::LeftButton, {}, QPoint(8, 8));
    QVERIFY(!m_preferences->queriesBySchedule());
    m_page->openSection(QStringLiteral("about"));
    QVERIFY(!visible("settingsRestore"));
}

void TestSettingsPage::everySectionFitsASmallWindow_data()
{
    QTest::addColumn<QString>("language");
    QTest::newRow("Chinese") << QStringLiteral("zh_CN");
    QTest::newRow("English") << QStringLiteral("en");
}

void TestSettingsPage::everySectionFitsASmallWindow()
{
    QFETCH(const QString, language);
    m_language->choose(language);
    QCoreApplication::sendPostedEvents();
    const QSize least = m_page->minimumSizeHint();
    QVERIFY2(least.width() <= 780 && least.height() <= 520,
        qPrintable(QStringLiteral("%1 x %2").arg(least.width()).arg(least.height())));
    auto* list = m_page->findChild<QListView*>(QStringLiteral("settingsSections"));
    QCOMPARE(list->model()->rowCount(), 7);
    m_page->resize(780, 520);
    for (const char* id :
        {"merchants", "vault", "listener", "outside", "queries", "look", "about"}) {
        m_page->openSection(QString::fromLatin1(id));
        QCoreApplication::sendPostedEvents();
        // Nothing is cut off at the right: the section is no wider than what is seen of it.
        const auto areas = m_page->findChildren<QScrollArea*>();
        for (const QScrollArea* area : areas) {
            if (area->isVisible())
                QVERIFY2(area->widget()->width() <= area->viewport()->width(), id);
        }
    }
}

QTEST_MAIN(TestSettingsPage)
#include "tst_settingspage.moc"

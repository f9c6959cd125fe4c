#include "core/base/secret.h"
#include "tests/clisupport.h"
#include "tests/memoryscan.h"
#include "ui/console.h"
#include "ui/mainwindow.h"
#include "ui/preferences.h"
#include "ui/settings/settingspage.h"
#include "ui/style/language.h"
#include "ui/style/paydeskstyle.h"
#include "ui/style/theme.h"

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QFile>
#include <QLineEdit>
#include <QTemporaryDir>

using namespace paydesk;

namespace {

constexpr int rounds = 20;
const QByteArray hexDigits = "0123456789abcdef";
const QByteArray letters = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789";
constexpr VaultCost cheapGuess{16, 1, 1};

template <typename Widget = QWidget> Widget* visible(const char* name)
{
    const QList<QWidget*> all = QApplication::allWidgets();
    for (QWidget* widget : all) {
        if (widget->objectName() == QLatin1String(name) && widget->isVisible())
            return qobject_cast<Widget*>(widget);
    }
    return nullptr;
}

bool click(const char* name)
{
    if (!QTest::qWaitFor([&] { return visible<QAbstractButton>(name); }, patienceMs))
        return false;
    QTest::mouseClick(visible(name), Qt::LeftButton);
    return true;
}

/// Key by key: the test itself never holds the whole.
bool type(const char* name, const MaskedSecret& secret)
{
    if (!QTest::qWaitFor([&] { return visible<QLineEdit>(name); }, patienceMs))
        return false;
    auto* edit = visible<QLineEdit>(name);
    edit->setFocus();
    for (int i = 0; i < secret.size(); ++i)
        QTest::keyClick(edit, secret.at(i));
    return true;
}

} // namespace

/// What a lock leaves of a key that was typed, saved, and used for everything it is there for.
class TestMemory : public QObject {
    Q_OBJECT

private slots:
    void theSearchFindsACopy();
    void secretsAreOnLockedPages();
    void noApiKeyIsLeftAfterALock();

private:
    bool typeKeys(const MaskedSecret& apiKey, const MaskedSecret& appSecret);
    void useKeys(Workbench& bench);
};

void TestMemory::theSearchFindsACopy()
{
#ifndef Q_OS_LINUX
    QSKIP("There is no /proc/self/mem here.");
#elif defined(__SANITIZE_ADDRESS__)
    QSKIP("The sanitizer's own memory has no end.");
#else
    const MaskedSecret secret = MaskedSecret::random(32, letters);
    qint64 read = 0;
    QCOMPARE(hitsInMemory(secret, read).all(), 0);
    QVERIFY(read > 1'000'000);
    QByteArray copy = secret.revealed();
    QVERIFY(hitsInMemory(secret, read).utf8 > 0);
    QString wide = QString::fromLatin1(copy);
    QVERIFY(hitsInMemory(secret, read).utf16 > 0);
    wide.fill(u'x');
    wipe(copy);
    QCOMPARE(hitsInMemory(secret, read).all(), 0);
#endif
}

void TestMemory::secretsAreOnLockedPages()
{
#ifndef Q_OS_LINUX
    QSKIP("There is no /proc/self/status here.");
#endif
    hardenProcess();
    const Secret secret(QByteArray(32, 's'));
    QFile status(QStringLiteral("/proc/self/status"));
    QVERIFY(status.open(QIODevice::ReadOnly));
    const QByteArrayList lines = status.readAll().split('\n');
    const auto locked = std::find_if(lines.cbegin(), lines.cend(),
        [](const QByteArray& line) { return line.startsWith("VmLck:"); });
    QVERIFY(locked != lines.cend());
    QVERIFY2(locked->simplified().split(' ').value(1).toInt() > 0, locked->constData());
}

bool TestMemory::typeKeys(const MaskedSecret& apiKey, const MaskedSecret& appSecret)
{
    return click("merchantEdit-corner") && type("merchantApiKey", apiKey)
        && type("merchantAppSecret", appSecret) && click("merchantSave")
        && QTest::qWaitFor([] { return !visible("merchantEditor"); }, patienceMs);
}

/// Signs a request, asks for an openid with the AppSecret, and verifies two notifications.
void TestMemory::useKeys(Workbench& bench)
{
    QTRY_VERIFY_WITH_TIMEOUT(bench.counter(), patienceMs);
    Counter& counter = *bench.counter();
    const auto finish = [](Call* call) {
        bool done = false;
        connect(call, &Call::finished, call, [&done] { done = true; });
        return QTest::qWaitFor([&done] { return done; }, patienceMs);
    };
    QVERIFY(finish(counter.gateway().session("0123456789")));
    for (const SignType signType : {SignType::Md5, SignType::HmacSha256})
        QVERIFY(finish(counter.gateway().orderQuery("PD20260101000001", signType)));
    const Result<quint16> port = bench.startListener(true);
    QVERIFY(port);
    const QString url = QStringLiteral("http://127.0.0.1:%1/notify").arg(*port);
    Parameters fields = notice("PD20260101000001", "100", "4200000001202601010000000001");
    fields.set("appid", counter.profile().appid);
    fields.set("mch_id", counter.profile().mchId);
    const QByteArray right =
        toXml(signedRequest(fields, counter.gateway().apiKey(), SignType::Md5));
    QVERIFY(post(url, right).contains("FAIL")); // signed rightly, for an order nobody knows
    QVERIFY(post(url, signedXml(fields)).contains("FAIL")); // the sandbox's key
}

void TestMemory::noApiKeyIsLeftAfterALock()
{
#if !defined(Q_OS_LINUX) || defined(__SANITIZE_ADDRESS__)
    QSKIP("This memory cannot be searched.");
#endif
    QApplication::setStyle(new PaydeskStyle);
    const QTemporaryDir folder;
    Service sandbox({QStringLiteral("sandbox"), QStringLiteral("--port"), QStringLiteral("0"),
        QStringLiteral("--data-dir"), folder.filePath(QStringLiteral("sandbox"))});
    const QByteArray gateway = text(sandbox.next(QStringLiteral("listening")), "url").toUtf8();
    QVERIFY(!gateway.isEmpty());

    SystemClock clock;
    const Secret password(QByteArray("correct horse battery"));
    QVERIFY(Vault(folder.path(), cheapGuess).create(password));
    Theme theme;
    Language language;
    language.choose(QStringLiteral("en"));
    Preferences preferences(folder.path());
    preferences.setGatewayPort(0);
    preferences.setListenerPort(0);
    WorkbenchOptions options;
    options.gatewayUrl = gateway;
    auto opened = Workbench::open(folder.path(), options, clock);
    QVERIFY(opened);
    Workbench& bench = **opened;
    Profile corner;
    corner.name = "corner";
    corner.title = "Corner shop";
    corner.appid = "wx2421b1c4370ec43b";
    corner.mchId = "1230000109";
    QVERIFY(bench.profiles().add(corner));
    MainWindow window(theme, language);
    Console console(bench, preferences, theme, language, window);
    console.begin();
    window.resize(1440, 900);
    window.show();
    auto* lock = window.findChild<QAction*>(QStringLiteral("lockAction"));
    if (!lock)
        lock = console.findChild<QAction*>(QStringLiteral("lockAction"));
    QVERIFY(lock);

    int rightRounds = 0;
    int appSecretHits = 0;
    qint64 read = 0;
    for (int round = 0; round < rounds; ++round) {
        const MaskedSecret apiKey = MaskedSecret::random(32, letters);
        const MaskedSecret appSecret = MaskedSecret::random(32, hexDigits);
        QVERIFY(bench.vault().unlock(password));
        window.showPage(QStringLiteral("settings"));
        QVERIFY(typeKeys(apiKey, appSecret));
        QVERIFY(bench.use("corner"));
        useKeys(bench);
        QVERIFY(hitsInMemory(apiKey, read).all() > 0); // or the search would prove nothing
        lock->trigger();
        QVERIFY(bench.vault().status() == VaultStatus::Locked);
        QTest::qWait(0); // what was to be deleted later
        const MemoryHits hits = hitsInMemory(apiKey, read);
        for (const QByteArray& place : hits.places)
            qInfo("round %d: %s", round, place.constData());
        rightRounds += hits.all() == 0 ? 1 : 0;
        appSecretHits += hitsInMemory(appSecret, read).all();
        QVERIFY(read > 10'000'000);
    }
    qInfo("%d of %d rounds left no API key in %lld MiB; the AppSecret was found %d times in all",
        rightRounds, rounds, read >> 20, appSecretHits);
    QCOMPARE(rightRounds, rounds);
}

QTEST_MAIN(TestMemory)
#include "tst_memory.moc"

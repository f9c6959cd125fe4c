#include "core/profile/keyfile.h"
#include "tests/clisupport.h"

#include <QDBusConnection>
#include <QDBusConnectionInterface>
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QStandardPaths>
#include <QTemporaryDir>

#include <csignal>
#include <memory>

using namespace paydesk;

namespace {

const QByteArray shopKey = "CanaryCanaryCanaryCanaryCanary01";
const QByteArray fields = R"({"appid":"wx1234567890abcdef","nonce_str":"n0nce"})";

/// A bus on which nobody is started by himself.
const QByteArray busConfiguration =
    R"(<busconfig>
  <type>session</type>
  <listen>unix:tmpdir=/tmp</listen>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
)";

} // namespace

/// A program that runs until this object goes.
class Daemon {
public:
    Daemon(const QString& program, const QStringList& arguments,
        const QProcessEnvironment& environment, const QByteArray& input = {})
    {
        m_process.setProcessEnvironment(environment);
        m_process.start(program, arguments);
        m_process.write(input);
        m_process.closeWriteChannel();
    }
    ~Daemon()
    {
        m_process.kill();
        m_process.waitForFinished(patienceMs);
    }

    QByteArray line()
    {
        const bool spoke = QTest::qWaitFor([this] { return m_process.canReadLine(); }, patienceMs);
        return spoke ? m_process.readLine().trimmed() : QByteArray();
    }
    void signal(int number) const { ::kill(pid_t(m_process.processId()), number); }

private:
    QProcess m_process;
};

/// The keychain as people have it: gnome-keyring behind a session bus, in each of the conditions
/// that security/vault.md found. Whatever it is in, the vault's file stays as it is, and its key
/// file still opens it.
class TestKeychain : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();

    void anUnlockedKeychainOpensTheVault();
    void aKeychainThatDoesNotOpenIsNeverTakenForAnEmptyOne_data();
    void aKeychainThatDoesNotOpenIsNeverTakenForAnEmptyOne();
    void aKeychainThatVanishesMidwayIsNamed();
    void withoutAKeychainNoSlotIsMade();
    void aRemovedSlotsEntryIsGone();

private:
    enum class Keyring { Absent, Locked, Unlocked };

    QString inFolder(const char* name) const
    {
        return m_folder->filePath(QString::fromLatin1(name));
    }
    QProcessEnvironment environment() const;
    void startBus();
    void startKeyring(Keyring state);
    Run cli(const char* words, const QStringList& more = {}, const QByteArray& input = {}) const;
    Run signAsShop(const QStringList& more = {}) const;
    QStringList byKeyFile() const
    {
        return {QStringLiteral("--vault-key-file"), inFolder("vault.key")};
    }
    QByteArray vaultFile() const;
    QByteArray keychainSlot() const;

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Daemon> m_bus;
    std::unique_ptr<Daemon> m_keyring;
    QByteArray m_address;
};

void TestKeychain::initTestCase()
{
    for (const char* program : {"dbus-daemon", "gnome-keyring-daemon"}) {
        if (QStandardPaths::findExecutable(QString::fromLatin1(program)).isEmpty())
            QSKIP("Here is no dbus-daemon or no gnome-keyring.");
    }
}

void TestKeychain::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
    for (const char* name : {"home", "run"}) {
        QVERIFY(QDir().mkpath(inFolder(name)));
        QVERIFY(QFile::setPermissions(
            inFolder(name), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
    }
    const auto write = [this](const char* name, const QByteArray& bytes) {
        QFile out(inFolder(name));
        return out.open(QIODevice::WriteOnly) && out.write(bytes) == bytes.size();
    };
    QVERIFY(write("bus.conf", busConfiguration));
    QVERIFY(write("shop.key", shopKey + '\n'));
    QVERIFY(write("shop.json",
        R"({"name":"shop","title":"Shop","appid":"wx1234567890abcdef","mch_id":"1230000109"})"));
    startBus();
    startKeyring(Keyring::Unlocked);
    QVERIFY(createKeyFile(inFolder("vault.key")));
    QCOMPARE(cli("vault create", byKeyFile()).status, 0);
    const QStringList shop{
        inFolder("shop.json"), QStringLiteral("--key-file"), inFolder("shop.key")};
    QCOMPARE(cli("profile add", shop + byKeyFile()).status, 0);
    const Run added = cli("vault add-keychain", byKeyFile());
    QVERIFY2(added.status == 0, added.err.constData());
    QVERIFY(!keychainSlot().isEmpty());
}

void TestKeychain::cleanup()
{
    m_keyring.reset();
    m_bus.reset();
    m_folder.reset();
}

QProcessEnvironment TestKeychain::environment() const
{
    QProcessEnvironment environment = cleanEnvironment();
    for (const char* name : {"DISPLAY", "WAYLAND_DISPLAY", "XDG_CURRENT_DESKTOP"})
        environment.remove(QString::fromLatin1(name));
    environment.insert(QStringLiteral("HOME"), inFolder("home"));
    environment.insert(QStringLiteral("XDG_RUNTIME_DIR"), inFolder("run"));
    environment.insert(QStringLiteral("DBUS_SESSION_BUS_ADDRESS"), QString::fromLatin1(m_address));
    return environment;
}

void TestKeychain::startBus()
{
    m_bus = std::make_unique<Daemon>(QStringLiteral("dbus-daemon"),
        QStringList{QStringLiteral("--nofork"), QStringLiteral("--print-address=1"),
            QStringLiteral("--config-file=") + inFolder("bus.conf")},
        cleanEnvironment());
    m_address = m_bus->line();
    QVERIFY(!m_address.isEmpty());
}

void TestKeychain::startKeyring(Keyring state)
{
    m_keyring.reset();
    if (state == Keyring::Absent)
        return;
    QStringList arguments{QStringLiteral("--foreground"), QStringLiteral("--components=secrets")};
    if (state == Keyring::Unlocked)
        arguments << QStringLiteral("--unlock");
    m_keyring = std::make_unique<Daemon>(QStringLiteral("gnome-keyring-daemon"), arguments,
        environment(), state == Keyring::Unlocked ? QByteArray("keyring password") : QByteArray());
    const QString name = QStringLiteral("org.freedesktop.secrets");
    const QString connection = QStringLiteral("test");
    const QDBusConnection bus =
        QDBusConnection::connectToBus(QString::fromLatin1(m_address), connection);
    QVERIFY(bus.isConnected());
    QTRY_VERIFY_WITH_TIMEOUT(bus.interface()->isServiceRegistered(name), patienceMs);
    QDBusConnection::disconnectFromBus(connection);
}

Run TestKeychain::cli(const char* words, const QStringList& more, const QByteArray& input) const
{
    return run(QString::fromLatin1(words).split(u' ') + more
            + QStringList{QStringLiteral("--data-dir"), inFolder("data")},
        input, environment());
}

Run TestKeychain::signAsShop(const QStringList& more) const
{
    return cli("sign - --profile shop --json", more, fields);
}

QByteArray TestKeychain::vaultFile() const
{
    QFile file(inFolder("data/vault.pdv"));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QByteArray TestKeychain::keychainSlot() const
{
    const QJsonArray list = cli("vault show --json").first().value(u"slots").toArray();
    for (const auto& slot : list) {
        if (text(slot.toObject(), "kind") == QStringLiteral("keychain"))
            return text(slot.toObject(), "id").toUtf8();
    }
    return {};
}

void TestKeychain::anUnlockedKeychainOpensTheVault()
{
    const Run signedBy = signAsShop();
    QVERIFY2(signedBy.status == 0, signedBy.err.constData());
    QCOMPARE(signedBy.out, signAsShop(byKeyFile()).out);
}

void TestKeychain::aKeychainThatDoesNotOpenIsNeverTakenForAnEmptyOne_data()
{
    QTest::addColumn<QByteArray>("condition");
    QTest::addColumn<QByteArray>("sentence");
    QTest::newRow("no D-Bus") << QByteArray("no-bus")
                              << QByteArray("The system's keychain cannot be used.");
    QTest::newRow("D-Bus, no keyring")
        << QByteArray("no-keyring") << QByteArray("The system's keychain cannot be used.");
    QTest::newRow("locked") << QByteArray(
        "locked") << QByteArray("The system's keychain does not hand out the vault's key.");
    QTest::newRow("stalled") << QByteArray("stalled") << QByteArray("within five seconds");
    QTest::newRow("another keyring") << QByteArray(
        "another") << QByteArray("The system's keychain does not hand out the vault's key.");
}

void TestKeychain::aKeychainThatDoesNotOpenIsNeverTakenForAnEmptyOne()
{
    QFETCH(const QByteArray, condition);
    QFETCH(const QByteArray, sentence);
    const QByteArray before = vaultFile();
    const QByteArray signature = signAsShop(byKeyFile()).out;
    if (condition == "no-bus") {
        m_keyring.reset();
        m_bus.reset();
    } else if (condition == "no-keyring") {
        startKeyring(Keyring::Absent);
    } else if (condition == "locked") {
        startKeyring(Keyring::Locked);
    } else if (condition == "stalled") {
        m_keyring->signal(SIGSTOP);
    } else {
        m_keyring.reset();
        QVERIFY(QDir(inFolder("home/.local/share/keyrings")).removeRecursively());
        startKeyring(Keyring::Unlocked);
    }
    const Run refused = signAsShop();
    QCOMPARE(refused.status, 5);
    QCOMPARE(text(refused.first(), "error"), QStringLiteral("vault-locked"));
    QVERIFY2(refused.err.contains(sentence), refused.err.constData());
    QVERIFY2(!refused.err.contains("not configured"), refused.err.constData());
    QVERIFY(!refused.err.contains(shopKey));
    QCOMPARE(vaultFile(), before);
    QCOMPARE(signAsShop(byKeyFile()).out, signature);
}

void TestKeychain::aKeychainThatVanishesMidwayIsNamed()
{
    const QByteArray before = vaultFile();
    m_keyring->signal(SIGSTOP);
    QProcess asking;
    asking.setProcessEnvironment(environment());
    asking.start(programUnderTest(),
        {QStringLiteral("sign"), QStringLiteral("-"), QStringLiteral("--profile"),
            QStringLiteral("shop"), QStringLiteral("--data-dir"), inFolder("data")});
    asking.write(fields);
    asking.closeWriteChannel();
    QVERIFY(asking.waitForStarted(patienceMs));
    m_keyring.reset(); // killed: before the question or after it, nobody answers
    QVERIFY(asking.waitForFinished(patienceMs));
    const QByteArray said = asking.readAllStandardError();
    QCOMPARE(asking.exitCode(), 5);
    QVERIFY2(said.contains("The system's keychain"), said.constData());
    QCOMPARE(vaultFile(), before);
    startKeyring(Keyring::Unlocked);
    QCOMPARE(signAsShop().status, 0);
}

void TestKeychain::withoutAKeychainNoSlotIsMade()
{
    startKeyring(Keyring::Absent);
    const QByteArray before = vaultFile();
    const Run refused = cli("vault add-keychain", byKeyFile());
    QCOMPARE(refused.status, 5);
    QVERIFY2(
        refused.err.contains("The system's keychain cannot be used."), refused.err.constData());
    QCOMPARE(vaultFile(), before);
}

void TestKeychain::aRemovedSlotsEntryIsGone()
{
    const QByteArray slot = keychainSlot();
    const Run removed =
        cli("vault remove-slot", QStringList{QString::fromLatin1(slot)} + byKeyFile());
    QVERIFY2(removed.status == 0, removed.err.constData());
    QVERIFY(keychainSlot().isEmpty());
    QCOMPARE(signAsShop().status, 5);
    QCOMPARE(signAsShop(byKeyFile()).status, 0);
}

QTEST_GUILESS_MAIN(TestKeychain)
#include "tst_keychain.moc"

#include "core/profile/keyfile.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

#include "clisupport.h"

using namespace paydesk;

namespace {

const QByteArray shopKey = "CanaryCanaryCanaryCanaryCanary01";
const QByteArray fields = R"({"appid":"wx1234567890abcdef","nonce_str":"n0nce"})";

} // namespace

/// The vault from the command line: what opens it, in which order, and what is said when nothing
/// does.
class TestCliVault : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void aKeyFileOpensTheVaultWithoutAPassword();
    void aServersVaultNeedsNoPasswordAtAll();
    void aKeyFileThatOthersMayReadIsNotUsed();
    void thePasswordComesBeforeTheKeyFile();
    void withoutATerminalTheVaultStaysLocked();
    void slotsAreAddedListedAndRemoved();
    void theLastSlotStays();
    void thePasswordIsChangedAndTheOldOneOpensNothing();
    void anExistingVaultIsNeverMadeAnew();
    void aLostVaultIsNotAMissingKey();
    void anOlderVaultIsRemarkedOn();

private:
    QString inFolder(const char* name) const
    {
        return m_folder->filePath(QString::fromLatin1(name));
    }
    QString write(const char* name, const QByteArray& bytes) const;
    /// A run on the test's data folder with variables NAME=VALUE in its environment.
    Run cli(const char* words, const QStringList& more = {}, const QStringList& variables = {},
        const QByteArray& input = {}) const;
    Run signAsShop(const QStringList& variables = {}, const QStringList& more = {}) const;
    QStringList byPassword() const;
    QStringList byKeyFile() const;
    /// A merchant "shop" whose key is in a vault under a password.
    void addShop() const;
    QList<QJsonObject> slotsNow() const;

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestCliVault::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
    write("password", "correct horse battery\n");
    write("shop.key", shopKey + '\n');
    write("shop.json",
        R"({"name":"shop","title":"Shop","appid":"wx1234567890abcdef","mch_id":"1230000109"})");
}

void TestCliVault::cleanup()
{
    m_folder.reset();
}

QString TestCliVault::write(const char* name, const QByteArray& bytes) const
{
    QFile out(inFolder(name));
    const bool written = out.open(QIODevice::WriteOnly) && out.write(bytes) == bytes.size();
    return written ? out.fileName() : QString();
}

Run TestCliVault::cli(const char* words, const QStringList& more, const QStringList& variables,
    const QByteArray& input) const
{
    QProcessEnvironment environment = cleanEnvironment();
    for (const QString& variable : variables)
        environment.insert(variable.section(u'=', 0, 0), variable.section(u'=', 1));
    return run(QString::fromLatin1(words).split(u' ') + more
            + QStringList{QStringLiteral("--data-dir"), inFolder("data")},
        input, environment);
}

Run TestCliVault::signAsShop(const QStringList& variables, const QStringList& more) const
{
    return cli("sign - --profile shop", more, variables, fields);
}

QStringList TestCliVault::byPassword() const
{
    return {QStringLiteral("PAYDESK_VAULT_PASSWORD_FILE=") + inFolder("password")};
}

QStringList TestCliVault::byKeyFile() const
{
    return {QStringLiteral("PAYDESK_VAULT_KEY_FILE=") + inFolder("vault.key")};
}

void TestCliVault::addShop() const
{
    const Run added = cli("profile add",
        {inFolder("shop.json"), QStringLiteral("--key-file"), inFolder("shop.key")}, byPassword());
    QCOMPARE(added.status, 0);
}

QList<QJsonObject> TestCliVault::slotsNow() const
{
    QList<QJsonObject> found;
    const QJsonArray list = cli("vault show --json").first().value(u"slots").toArray();
    for (const auto& slot : list)
        found << slot.toObject();
    return found;
}

void TestCliVault::aKeyFileOpensTheVaultWithoutAPassword()
{
    addShop();
    const Run added = cli("vault add-file", {inFolder("vault.key")}, byPassword());
    QCOMPARE(added.status, 0);
    const QByteArray signature = signAsShop(byPassword()).out;
    QVERIFY(!signature.isEmpty());
    QCOMPARE(signAsShop(byKeyFile()).out, signature);
    QCOMPARE(
        signAsShop({}, {QStringLiteral("--vault-key-file"), inFolder("vault.key")}).out, signature);
    QVERIFY(createKeyFile(inFolder("other.key")));
    const Run other = signAsShop({}, {QStringLiteral("--vault-key-file"), inFolder("other.key")});
    QCOMPARE(other.status, 5);
    QVERIFY(other.err.contains("opens no slot"));
}

void TestCliVault::aServersVaultNeedsNoPasswordAtAll()
{
    QVERIFY(createKeyFile(inFolder("vault.key")));
    QCOMPARE(cli("vault create", {}, byKeyFile()).status, 0);
    QCOMPARE(slotsNow().size(), 1);
    QCOMPARE(text(slotsNow().constFirst(), "kind"), QStringLiteral("file"));
    QCOMPARE(cli("profile add",
                 {inFolder("shop.json"), QStringLiteral("--key-file"), inFolder("shop.key")},
                 byKeyFile())
                 .status,
        0);
    QCOMPARE(signAsShop(byKeyFile()).status, 0);
    QCOMPARE(signAsShop(byPassword()).status, 5);
}

void TestCliVault::aKeyFileThatOthersMayReadIsNotUsed()
{
#ifndef Q_OS_UNIX
    QSKIP("permissions are an owner's matter on Unix");
#endif
    addShop();
    QCOMPARE(cli("vault add-file", {inFolder("vault.key")}, byPassword()).status, 0);
    QVERIFY(QFile::setPermissions(
        inFolder("vault.key"), QFile::ReadOwner | QFile::WriteOwner | QFile::ReadOther));
    const Run exposed = signAsShop(byKeyFile());
    QCOMPARE(exposed.status, 5);
    QVERIFY2(exposed.err.contains("chmod 600"), exposed.err.constData());
}

void TestCliVault::thePasswordComesBeforeTheKeyFile()
{
    addShop();
    write("vault.key", "no key file");
    QFile::setPermissions(inFolder("vault.key"), QFile::ReadOwner | QFile::WriteOwner);
    QCOMPARE(signAsShop(byKeyFile()).status, 5);
    QCOMPARE(signAsShop(byKeyFile() + byPassword()).status, 0);
}

void TestCliVault::withoutATerminalTheVaultStaysLocked()
{
    addShop();
    const Run locked = signAsShop({}, {QStringLiteral("--json")});
    QCOMPARE(locked.status, 5);
    QCOMPARE(text(locked.first(), "error"), QStringLiteral("vault-locked"));
    QVERIFY(locked.err.contains("The vault is locked."));
    QCOMPARE(text(cli("vault show --json").first(), "status"), QStringLiteral("locked"));
}

void TestCliVault::slotsAreAddedListedAndRemoved()
{
    QCOMPARE(text(cli("vault show --json").first(), "status"), QStringLiteral("absent"));
    addShop();
    QCOMPARE(cli("vault add-file", {inFolder("vault.key")}).status, 5); // nobody opens it
    QVERIFY(!QFile::exists(inFolder("vault.key")));
    QCOMPARE(cli("vault add-file", {inFolder("vault.key")}, byPassword()).status, 0);
    QCOMPARE(
        cli("vault add-password",
            {QStringLiteral("--new-password-file"), write("colleague", "a colleague's password\n")},
            byKeyFile())
            .status,
        0);
    QCOMPARE(cli("vault add-password",
                 {QStringLiteral("--new-password-file"), write("short", "short\n")}, byKeyFile())
                 .status,
        5);
    const QList<QJsonObject> three = slotsNow();
    QCOMPARE(three.size(), 3);
    QCOMPARE(text(three.at(0), "kind"), QStringLiteral("password"));
    QCOMPARE(text(three.at(1), "kind"), QStringLiteral("file"));
    QCOMPARE(text(three.at(2), "kind"), QStringLiteral("password"));

    QCOMPARE(cli("vault remove-slot 00000000", {}, byKeyFile()).status, 5);
    QCOMPARE(cli("vault remove-slot", {text(three.at(0), "id")}, byKeyFile()).status, 0);
    QCOMPARE(signAsShop(byPassword()).status, 5);
    QCOMPARE(
        signAsShop({QStringLiteral("PAYDESK_VAULT_PASSWORD_FILE=") + inFolder("colleague")}).status,
        0);
    QCOMPARE(slotsNow().size(), 2);
}

void TestCliVault::theLastSlotStays()
{
    addShop();
    const Run removed =
        cli("vault remove-slot", {text(slotsNow().constFirst(), "id")}, byPassword());
    QCOMPARE(removed.status, 5);
    QVERIFY(removed.err.contains("This slot has to stay."));
    QCOMPARE(signAsShop(byPassword()).status, 0);
}

void TestCliVault::thePasswordIsChangedAndTheOldOneOpensNothing()
{
    addShop();
    const QString next = write("next", "a new long password\n");
    QCOMPARE(
        cli("vault change-password", {QStringLiteral("--new-password-file"), next}, byPassword())
            .status,
        0);
    const Run old = signAsShop(byPassword());
    QCOMPARE(old.status, 5);
    QVERIFY(old.err.contains("not the vault's password"));
    QCOMPARE(signAsShop({QStringLiteral("PAYDESK_VAULT_PASSWORD_FILE=") + next}).status, 0);
}

void TestCliVault::anExistingVaultIsNeverMadeAnew()
{
    QVERIFY(QDir().mkpath(inFolder("data")));
    QCOMPARE(cli("vault create").status, 5);
    QCOMPARE(cli("vault create", {}, byPassword()).status, 0);
    QFile vault(inFolder("data/vault.pdv"));
    QVERIFY(vault.open(QIODevice::ReadOnly));
    const QByteArray before = vault.readAll();
    QCOMPARE(cli("vault create", {}, byPassword()).status, 5);
    vault.seek(0);
    QCOMPARE(vault.readAll(), before);
}

void TestCliVault::aLostVaultIsNotAMissingKey()
{
    addShop();
    QVERIFY(QFile::remove(inFolder("data/vault.pdv")));
    const Run lost = signAsShop(byPassword(), {QStringLiteral("--json")});
    QCOMPARE(lost.status, 5);
    QCOMPARE(text(lost.first(), "error"), QStringLiteral("key-lost"));
}

void TestCliVault::anOlderVaultIsRemarkedOn()
{
    addShop();
    QVERIFY(!signAsShop(byPassword()).err.contains("older"));
    QVERIFY(QFile::copy(inFolder("data/vault.pdv"), inFolder("backup")));
    QCOMPARE(cli("vault add-file", {inFolder("vault.key")}, byPassword()).status, 0);
    QVERIFY(QFile::remove(inFolder("data/vault.pdv")));
    QVERIFY(QFile::copy(inFolder("backup"), inFolder("data/vault.pdv")));
    const Run older = signAsShop(byPassword());
    QCOMPARE(older.status, 0);
    QVERIFY2(older.err.contains("older than one that was used here"), older.err.constData());
}

QTEST_GUILESS_MAIN(TestCliVault)
#include "tst_clivault.moc"

#include "core/base/wording.h"
#include "core/profile/credentials.h"
#include "core/profile/keyfile.h"
#include "core/profile/vault.h"
#include "core/profile/vaultcrypto.h"
#include "core/profile/vaultfile.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>

#ifdef Q_OS_UNIX
#include <unistd.h>
#endif

using namespace paydesk;

namespace {

constexpr VaultCost quick{16, 1, 1};
const QByteArray canaryKey = "Canary7KeyThatMustNeverBeSeen042";
const QByteArray canaryAppSecret = "c0a1b2c3d4e5f60718293a4b5c6d7e8f";
const QByteArray password = "correct horse battery";

Secret secret(QByteArray bytes)
{
    return Secret(std::move(bytes));
}

QByteArray shown(const Secret& secret)
{
    return secret.reveal([](QByteArrayView bytes) { return bytes.toByteArray(); });
}

QByteArray fileBytes(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

// Without truncating first: some file systems write a truncated file out at once, which is slow ten
// thousand times.
bool putBytes(const QString& path, const QByteArray& bytes)
{
    QFile file(path);
    return file.open(QIODevice::ReadWrite) && file.write(bytes) == bytes.size()
        && file.resize(bytes.size());
}

FailureId idOf(const Result<void>& result)
{
    return result ? FailureId::Cancelled : result.error().id;
}

FailureId idOf(const Result<Secret>& result)
{
    return result ? FailureId::Cancelled : result.error().id;
}

/// The file with members of its password slot replaced and its checksum put right, as somebody
/// would who knows the format.
QByteArray withSlotNumbers(const QByteArray& bytes, const QJsonObject& numbers)
{
    QJsonObject object = QJsonDocument::fromJson(bytes).object();
    QJsonArray slotList = object.value(QStringLiteral("slots")).toArray();
    QJsonObject slot = slotList.first().toObject();
    for (auto number = numbers.begin(); number != numbers.end(); ++number)
        slot.insert(number.key(), number.value());
    slotList.replace(0, slot);
    object.insert(QStringLiteral("slots"), slotList);
    object.remove(QStringLiteral("sum"));
    const QByteArray sum = QCryptographicHash::hash(
        QJsonDocument(object).toJson(QJsonDocument::Compact), QCryptographicHash::Sha256);
    object.insert(QStringLiteral("sum"), QString::fromLatin1(sum.toBase64()));
    return QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
}

} // namespace

class TstVault : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void aNewVaultIsReadyAndTheFileIsPrivate();
    void whatIsWrittenComesBackAfterUnlocking();
    void theFieldsOfTwoMerchantsAreApart();
    void aSecretIsReplaced();
    void removingTakesAllOfOneMerchantOnly();
    void containsWorksWhileLocked();
    void lockedSaysLockedAndAbsentSaysMissing();
    void aSecondVaultNeverReplacesTheFirst();
    void aShortPasswordIsRefused_data();
    void aShortPasswordIsRefused();
    void aWrongPasswordChangesNothing();
    void changingThePasswordKeepsTheSecrets();
    void theOldPasswordOpensNoFileOfTheFolder();
    void theGenerationBeforeIsKeptAndWorks();
    void everyCutIsRefused();
    void everyFlippedBitIsRefused();
    void aRightChecksumDoesNotMakeAChangeRight();
    void hostileNumbersAreRefusedAtOnce_data();
    void hostileNumbersAreRefusedAtOnce();
    void aNewerFormatIsNamedAsSuch();
    void slotsOfUnknownKindsAreKept();
    void leftoversOfAKilledSaveDoNoHarm();
    void aReadOnlyFolderIsNamed();
    void twoProcessesSeeEachOthersSecrets();
    void anOldGenerationPutBackIsNoticed();
    void aReplacedVaultLooksLocked();
    void anOversizedSecretIsRefused();
    void noSecretStandsInAnyFile();
    void noFailureQuotesASecret();
    void credentialsFollowTheMerchant();
    void aLostKeyIsNotAMissingOne();
    void theStatusOfASecretIsNeverGuessed();
    void theProductionCostIsAsDesigned();
    void theSameSecretNeverLooksTheSameTwice();
    void aVaultOfTheFirstVersionOpens();
    void eachSlotOpensTheSameSecrets();
    void aRemovedSlotOpensNoFileOfTheFolder();
    void theLastSlotStays();
    void rotationLeavesTheRecordsAlone();
    void aKeyOfAnotherVaultOpensNothing();
    void aLockedVaultGetsNoSlot();
    void thereAreAtMostEightSlots();
    void aKeyFileThatOthersMayReadIsRefused_data();
    void aKeyFileThatOthersMayReadIsRefused();
    void whatIsNoKeyFileIsRefused_data();
    void whatIsNoKeyFileIsRefused();
    void aKeyFileNeverReplacesAFile();
    void anOlderFilePutInItsPlaceIsRemarkedOn();

private:
    QString inFolder(const char* name) const
    {
        return m_folder->path() + u'/' + QString::fromLatin1(name);
    }
    QString vaultPath() const { return inFolder("vault.pdv"); }
    Vault vault() const { return Vault(m_folder->path(), quick); }
    /// A vault with a key and an AppSecret of "shop" and a key of "other".
    void fill();

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TstVault::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
}

void TstVault::cleanup()
{
    m_folder.reset();
}

void TstVault::fill()
{
    Vault filled = vault();
    QVERIFY(filled.create(secret(password)));
    QVERIFY(filled.write("shop", SecretField::ApiKey, secret(canaryKey)));
    QVERIFY(filled.write("shop", SecretField::AppSecret, secret(canaryAppSecret)));
    QVERIFY(filled.write("other", SecretField::ApiKey, secret("AnotherKeyOfAnotherMerchant00001")));
}

void TstVault::aNewVaultIsReadyAndTheFileIsPrivate()
{
    const QString folder = inFolder("deeper/data");
    Vault fresh(folder, quick);
    QCOMPARE(fresh.status(), VaultStatus::Absent);
    QVERIFY(fresh.create(secret(password)));
    QCOMPARE(fresh.status(), VaultStatus::Ready);
    QCOMPARE(Vault(folder).status(), VaultStatus::Locked);
#ifdef Q_OS_UNIX
    constexpr auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup
        | QFile::ReadOther | QFile::WriteOther | QFile::ExeOther;
    QVERIFY(!(QFileInfo(folder).permissions() & others));
    QVERIFY(!(QFileInfo(fresh.path()).permissions() & others));
#endif
}

void TstVault::whatIsWrittenComesBackAfterUnlocking()
{
    fill();
    Vault again = vault();
    QVERIFY(again.unlock(secret(password)));
    QCOMPARE(again.status(), VaultStatus::Ready);
    QCOMPARE(shown(*again.read("shop", SecretField::ApiKey)), canaryKey);
    QCOMPARE(shown(*again.read("shop", SecretField::AppSecret)), canaryAppSecret);
    again.lock();
    QCOMPARE(again.status(), VaultStatus::Locked);
    QCOMPARE(idOf(again.read("shop", SecretField::ApiKey)), FailureId::VaultLocked);
}

void TstVault::theFieldsOfTwoMerchantsAreApart()
{
    fill();
    Vault again = vault();
    QVERIFY(again.unlock(secret(password)));
    QCOMPARE(shown(*again.read("other", SecretField::ApiKey)),
        QByteArray("AnotherKeyOfAnotherMerchant00001"));
    QCOMPARE(idOf(again.read("other", SecretField::AppSecret)), FailureId::SecretAbsent);
    QCOMPARE(idOf(again.read("nobody", SecretField::ApiKey)), FailureId::SecretAbsent);
}

void TstVault::aSecretIsReplaced()
{
    fill();
    Vault again = vault();
    QVERIFY(again.unlock(secret(password)));
    const QByteArray binary("p12\0with\xff\x00zero bytes", 21);
    QVERIFY(again.write("shop", SecretField::Certificate, secret("first")));
    QVERIFY(again.write("shop", SecretField::Certificate, secret(binary)));
    QCOMPARE(shown(*again.read("shop", SecretField::Certificate)), binary);
}

void TstVault::removingTakesAllOfOneMerchantOnly()
{
    fill();
    Vault again = vault();
    QVERIFY(again.unlock(secret(password)));
    QVERIFY(again.remove("shop"));
    QCOMPARE(idOf(again.read("shop", SecretField::ApiKey)), FailureId::SecretAbsent);
    QVERIFY(!again.contains("shop", SecretField::AppSecret));
    QVERIFY(again.contains("other", SecretField::ApiKey));
    QVERIFY(again.remove("nobody"));
}

void TstVault::containsWorksWhileLocked()
{
    fill();
    const Vault locked = vault();
    QVERIFY(locked.contains("shop", SecretField::ApiKey));
    QVERIFY(!locked.contains("other", SecretField::AppSecret));
}

void TstVault::lockedSaysLockedAndAbsentSaysMissing()
{
    Vault absent = vault();
    QCOMPARE(idOf(absent.unlock(secret(password))), FailureId::VaultMissing);
    QCOMPARE(idOf(absent.write("shop", SecretField::ApiKey, secret(canaryKey))),
        FailureId::VaultMissing);
    fill();
    Vault locked = vault();
    QCOMPARE(
        idOf(locked.write("shop", SecretField::ApiKey, secret(canaryKey))), FailureId::VaultLocked);
    QCOMPARE(idOf(locked.remove("shop")), FailureId::VaultLocked);
}

void TstVault::aSecondVaultNeverReplacesTheFirst()
{
    fill();
    Vault second = vault();
    QCOMPARE(idOf(second.create(secret("another password"))), FailureId::VaultExists);
    QVERIFY(putBytes(vaultPath(), "not a vault at all"));
    QCOMPARE(second.status(), VaultStatus::Damaged);
    QCOMPARE(idOf(second.create(secret("another password"))), FailureId::VaultExists);
    QCOMPARE(fileBytes(vaultPath()), QByteArray("not a vault at all"));
}

void TstVault::aShortPasswordIsRefused_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("longEnough");
    QTest::newRow("empty") << QByteArray() << false;
    QTest::newRow("nine") << QByteArray("123456789") << false;
    QTest::newRow("ten") << QByteArray("1234567890") << true;
    QTest::newRow("nine Chinese characters") << QByteArray("密码密码密码密码密") << false;
    QTest::newRow("ten Chinese characters") << QByteArray("密码密码密码密码密码") << true;
}

void TstVault::aShortPasswordIsRefused()
{
    QFETCH(const QByteArray, text);
    QFETCH(const bool, longEnough);
    Vault fresh = vault();
    const Result<void> made = fresh.create(secret(text));
    QCOMPARE(made.has_value(), longEnough);
    if (!longEnough)
        QCOMPARE(made.error().id, FailureId::VaultPasswordTooShort);
    QCOMPARE(QFile::exists(vaultPath()), longEnough);
}

void TstVault::aWrongPasswordChangesNothing()
{
    fill();
    const QByteArray before = fileBytes(vaultPath());
    Vault again = vault();
    QCOMPARE(idOf(again.unlock(secret("incorrect horse"))), FailureId::VaultWrongPassword);
    QCOMPARE(idOf(again.unlock(secret(password + ' '))), FailureId::VaultWrongPassword);
    QCOMPARE(idOf(again.unlock(Secret())), FailureId::VaultWrongPassword);
    QCOMPARE(idOf(again.changePassword(secret("incorrect horse"), secret("a new long password"))),
        FailureId::VaultWrongPassword);
    QCOMPARE(again.status(), VaultStatus::Locked);
    QCOMPARE(fileBytes(vaultPath()), before);
    // A slip does not lock what is open.
    QVERIFY(again.unlock(secret(password)));
    QVERIFY(!again.unlock(secret("incorrect horse")));
    QCOMPARE(again.status(), VaultStatus::Ready);
}

void TstVault::changingThePasswordKeepsTheSecrets()
{
    fill();
    Vault open = vault();
    QVERIFY(open.unlock(secret(password)));
    QCOMPARE(idOf(open.changePassword(secret(password), secret("short"))),
        FailureId::VaultPasswordTooShort);
    QVERIFY(open.changePassword(secret(password), secret("a new long password")));
    QCOMPARE(shown(*open.read("shop", SecretField::ApiKey)), canaryKey);
    QVERIFY(open.write("shop", SecretField::CertificatePassword, secret("1900000109")));

    Vault again = vault();
    QCOMPARE(idOf(again.unlock(secret(password))), FailureId::VaultWrongPassword);
    QVERIFY(again.unlock(secret("a new long password")));
    QCOMPARE(shown(*again.read("shop", SecretField::AppSecret)), canaryAppSecret);
    QCOMPARE(
        shown(*again.read("shop", SecretField::CertificatePassword)), QByteArray("1900000109"));
}

void TstVault::theOldPasswordOpensNoFileOfTheFolder()
{
    fill();
    Vault closed = vault();
    QVERIFY(closed.changePassword(secret(password), secret("a new long password")));
    QVERIFY(putBytes(vaultPath(), fileBytes(inFolder("vault.pdv.1"))));
    QCOMPARE(idOf(closed.unlock(secret(password))), FailureId::VaultWrongPassword);
    QVERIFY(closed.unlock(secret("a new long password")));
}

void TstVault::theGenerationBeforeIsKeptAndWorks()
{
    fill();
    const QByteArray before = fileBytes(vaultPath());
    Vault open = vault();
    QVERIFY(open.unlock(secret(password)));
    QVERIFY(open.write("shop", SecretField::ApiKey, secret("TheNewKeyAfterAMistake0000000001")));
    QCOMPARE(fileBytes(inFolder("vault.pdv.1")), before);
    QVERIFY(putBytes(vaultPath(), before));
    Vault restored = vault();
    QVERIFY(restored.unlock(secret(password)));
    QCOMPARE(shown(*restored.read("shop", SecretField::ApiKey)), canaryKey);
}

void TstVault::everyCutIsRefused()
{
    fill();
    const QByteArray whole = fileBytes(vaultPath());
    Vault cut = vault();
    for (qsizetype length = 0; length < whole.size(); ++length) {
        QVERIFY(putBytes(vaultPath(), whole.first(length)));
        if (idOf(cut.unlock(secret(password))) != FailureId::VaultDamaged
            || cut.status() != VaultStatus::Damaged)
            QFAIL(qPrintable(QStringLiteral("accepted at length %1").arg(length)));
    }
    QVERIFY(putBytes(vaultPath(), whole + '\n'));
    QCOMPARE(idOf(cut.unlock(secret(password))), FailureId::VaultDamaged);
}

void TstVault::everyFlippedBitIsRefused()
{
    fill();
    QByteArray bytes = fileBytes(vaultPath());
    Vault flipped = vault();
    Vault open = vault();
    QVERIFY(open.unlock(secret(password)));
    for (qsizetype bit = 0; bit < bytes.size() * 8; ++bit) {
        const char mask = char(1 << (bit % 8));
        bytes[bit / 8] = char(bytes[bit / 8] ^ mask);
        QVERIFY(putBytes(vaultPath(), bytes));
        const bool refused = idOf(flipped.unlock(secret(password))) == FailureId::VaultDamaged
            && idOf(open.read("shop", SecretField::ApiKey)) == FailureId::VaultDamaged;
        if (!refused)
            QFAIL(qPrintable(QStringLiteral("accepted with bit %1 flipped").arg(bit)));
        bytes[bit / 8] = char(bytes[bit / 8] ^ mask);
    }
}

void TstVault::aRightChecksumDoesNotMakeAChangeRight()
{
    fill();
    const QByteArray bytes = fileBytes(vaultPath());
    const VaultFile original = *VaultFile::parse(bytes, vaultPath());
    const auto refusedAs = [&](auto change) {
        VaultFile file = original;
        change(file);
        if (!putBytes(vaultPath(), file.bytes()))
            return FailureId::StorageUnavailable;
        return idOf(vault().unlock(secret(password)));
    };
    QCOMPARE(refusedAs([](VaultFile&) {}), FailureId::Cancelled); // that is: it opens
    QCOMPARE(
        refusedAs([](VaultFile& file) { file.records.removeLast(); }), FailureId::VaultDamaged);
    QCOMPARE(refusedAs([](VaultFile& file) { file.records.swapItemsAt(0, 1); }),
        FailureId::VaultDamaged);
    QCOMPARE(refusedAs([](VaultFile& file) {
        std::swap(file.records[0].secret, file.records[2].secret);
    }),
        FailureId::VaultDamaged);
    QCOMPARE(refusedAs([](VaultFile& file) { file.records[0].profile = "thief"; }),
        FailureId::VaultDamaged);
    QCOMPARE(refusedAs([](VaultFile& file) { ++file.generation; }), FailureId::VaultDamaged);
    QCOMPARE(refusedAs([](VaultFile& file) { file.id[0] = char(file.id[0] ^ 1); }),
        FailureId::VaultDamaged);
    QCOMPARE(refusedAs([](VaultFile& file) {
        auto& tag = file.slotList[0].key.tag;
        tag[0] = char(tag[0] ^ 1);
    }),
        FailureId::VaultDamaged);
    QCOMPARE(refusedAs([](VaultFile& file) {
        auto& salt = file.slotList[0].salt;
        salt[0] = char(salt[0] ^ 1);
    }),
        FailureId::VaultWrongPassword);
}

void TstVault::hostileNumbersAreRefusedAtOnce_data()
{
    QTest::addColumn<double>("n");
    QTest::addColumn<double>("r");
    QTest::addColumn<double>("p");
    QTest::newRow("memory bomb") << double(1 << 21) << 8.0 << 1.0;
    QTest::newRow("huge N") << 9007199254740991.0 << 8.0 << 1.0;
    QTest::newRow("N is no power of two") << 100.0 << 8.0 << 1.0;
    QTest::newRow("N 0") << 0.0 << 8.0 << 1.0;
    QTest::newRow("N 1") << 1.0 << 8.0 << 1.0;
    QTest::newRow("N negative") << -16.0 << 8.0 << 1.0;
    QTest::newRow("N broken") << 16.5 << 8.0 << 1.0;
    QTest::newRow("r 0") << 16.0 << 0.0 << 1.0;
    QTest::newRow("r huge") << 16.0 << 4294967296.0 << 1.0;
    QTest::newRow("r makes it a bomb") << double(1 << 20) << 9.0 << 1.0;
    QTest::newRow("p 0") << 16.0 << 8.0 << 0.0;
    QTest::newRow("p huge") << 16.0 << 8.0 << 1073741824.0;
}

void TstVault::hostileNumbersAreRefusedAtOnce()
{
    QFETCH(double, n);
    QFETCH(double, r);
    QFETCH(double, p);
    fill();
    const QByteArray hostile = withSlotNumbers(fileBytes(vaultPath()),
        {{QStringLiteral("N"), n}, {QStringLiteral("r"), r}, {QStringLiteral("p"), p}});
    QVERIFY(putBytes(vaultPath(), hostile));
    QCOMPARE(idOf(vault().unlock(secret(password))), FailureId::VaultDamaged);
}

void TstVault::aNewerFormatIsNamedAsSuch()
{
    QJsonObject object{{QStringLiteral("v"), 2}};
    const QByteArray sum = QCryptographicHash::hash(
        QJsonDocument(object).toJson(QJsonDocument::Compact), QCryptographicHash::Sha256);
    object.insert(QStringLiteral("sum"), QString::fromLatin1(sum.toBase64()));
    QVERIFY(putBytes(vaultPath(), QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n'));
    const Result<void> opened = vault().unlock(secret(password));
    QCOMPARE(idOf(opened), FailureId::StorageNewer);
    QCOMPARE(opened.error().details.value(QStringLiteral("version")).toInt(), 2);
}

void TstVault::slotsOfUnknownKindsAreKept()
{
    fill();
    VaultFile file = *VaultFile::parse(fileBytes(vaultPath()), vaultPath());
    const VaultSlot& slot = file.slotList.constFirst();
    const auto key = opened(slot.stretch(secret(password))->key, slot.key, slot.context(file.id));
    QVERIFY(key);
    VaultSlot foreign;
    foreign.kind = SlotKind::Foreign;
    foreign.foreign = {
        {QStringLiteral("kind"), QStringLiteral("argon2id")}, {QStringLiteral("lanes"), 7}};
    file.slotList.append(foreign);
    QVERIFY(file.setSeal(*key));
    QVERIFY(putBytes(vaultPath(), file.bytes()));

    Vault open = vault();
    QVERIFY(open.unlock(secret(password)));
    QVERIFY(open.write("shop", SecretField::ApiKey, secret(canaryKey)));
    QVERIFY(open.changePassword(secret(password), secret("a new long password")));
    const VaultFile after = *VaultFile::parse(fileBytes(vaultPath()), vaultPath());
    QCOMPARE(after.slotList.size(), 2);
    QCOMPARE(after.slotList.at(1), foreign);
}

void TstVault::leftoversOfAKilledSaveDoNoHarm()
{
    fill();
    QVERIFY(putBytes(inFolder("vault.pdv.Xa9bQz"), fileBytes(vaultPath()).first(100)));
    Vault open = vault();
    QCOMPARE(open.status(), VaultStatus::Locked);
    QVERIFY(open.unlock(secret(password)));
    QCOMPARE(shown(*open.read("shop", SecretField::ApiKey)), canaryKey);
    QVERIFY(open.write("shop", SecretField::ApiKey, secret(canaryKey)));
    const QStringList left =
        QDir(m_folder->path()).entryList(QDir::Files | QDir::Hidden, QDir::Name);
    QCOMPARE(left,
        QStringList({QStringLiteral("vault.pdv"), QStringLiteral("vault.pdv.1"),
            QStringLiteral("vault.pdv.seen")}));
}

void TstVault::aReadOnlyFolderIsNamed()
{
#ifdef Q_OS_UNIX
    if (geteuid() == 0)
        QSKIP("root may write everywhere");
#endif
    fill();
    const QByteArray before = fileBytes(vaultPath());
    Vault open = vault();
    QVERIFY(open.unlock(secret(password)));
    QVERIFY(QFile::setPermissions(m_folder->path(), QFile::ReadOwner | QFile::ExeOwner));
    const FailureId id = idOf(open.write("shop", SecretField::ApiKey, secret(canaryKey)));
    QFile::setPermissions(m_folder->path(), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    QCOMPARE(id, FailureId::StorageReadOnly);
    QCOMPARE(fileBytes(vaultPath()), before);
}

void TstVault::twoProcessesSeeEachOthersSecrets()
{
    fill();
    Vault window = vault();
    Vault commandLine = vault();
    QVERIFY(window.unlock(secret(password)));
    QVERIFY(commandLine.unlock(secret(password)));
    QVERIFY(commandLine.write("third", SecretField::ApiKey, secret(canaryKey)));
    QVERIFY(window.write("other", SecretField::AppSecret, secret(canaryAppSecret)));
    QCOMPARE(shown(*window.read("third", SecretField::ApiKey)), canaryKey);
    QCOMPARE(shown(*commandLine.read("other", SecretField::AppSecret)), canaryAppSecret);
}

void TstVault::anOldGenerationPutBackIsNoticed()
{
    fill();
    Vault open = vault();
    QVERIFY(open.unlock(secret(password)));
    QVERIFY(putBytes(vaultPath(), fileBytes(inFolder("vault.pdv.1"))));
    QCOMPARE(idOf(open.read("shop", SecretField::ApiKey)), FailureId::VaultDamaged);
    QVERIFY(open.unlock(secret(password)));
    QCOMPARE(shown(*open.read("shop", SecretField::ApiKey)), canaryKey);
}

void TstVault::aReplacedVaultLooksLocked()
{
    fill();
    Vault open = vault();
    QVERIFY(open.unlock(secret(password)));
    QVERIFY(QFile::remove(vaultPath()));
    QCOMPARE(open.status(), VaultStatus::Absent);
    QCOMPARE(idOf(open.read("shop", SecretField::ApiKey)), FailureId::VaultMissing);
    QVERIFY(vault().create(secret("another password")));
    QCOMPARE(open.status(), VaultStatus::Locked);
    QCOMPARE(
        idOf(open.write("shop", SecretField::ApiKey, secret(canaryKey))), FailureId::VaultLocked);
}

void TstVault::anOversizedSecretIsRefused()
{
    fill();
    Vault open = vault();
    QVERIFY(open.unlock(secret(password)));
    QCOMPARE(
        idOf(open.write("shop", SecretField::Certificate, secret(QByteArray(256 * 1024 + 1, 'x')))),
        FailureId::FieldTooLong);
    QCOMPARE(idOf(open.write("shop", SecretField::Certificate, Secret())), FailureId::FieldMissing);
    QCOMPARE(idOf(open.write("../shop", SecretField::ApiKey, secret(canaryKey))),
        FailureId::FieldMalformed);
    QVERIFY(open.write("shop", SecretField::Certificate, secret(QByteArray(256 * 1024, 'x'))));
}

void TstVault::noSecretStandsInAnyFile()
{
    fill();
    Vault open = vault();
    QVERIFY(open.unlock(secret(password)));
    QVERIFY(open.write("shop", SecretField::ApiKey, secret(canaryKey)));
    const QDir folder(m_folder->path());
    const QStringList names = folder.entryList(QDir::Files | QDir::Hidden);
    QCOMPARE(names.size(), 3);
    for (const QString& name : names) {
        const QByteArray bytes = fileBytes(folder.filePath(name));
        for (const QByteArray& canary : {canaryKey, canaryAppSecret, password}) {
            const QString wide = QString::fromLatin1(canary);
            const QByteArray utf16(reinterpret_cast<const char*>(wide.utf16()), wide.size() * 2);
            for (const QByteArray& form : {canary, canary.toHex(), canary.toHex().toUpper(),
                     canary.toBase64(), utf16, utf16.toBase64()})
                QVERIFY(!bytes.contains(form));
        }
    }
}

void TstVault::noFailureQuotesASecret()
{
    fill();
    Vault open = vault();
    QVERIFY(open.unlock(secret(password)));
    const QList<Result<void>> results{
        open.unlock(secret(canaryKey)),
        open.create(secret(canaryKey)),
        open.create(secret(canaryKey.first(9))),
        open.changePassword(secret(canaryKey), secret(canaryKey + canaryKey)),
        open.changePassword(secret(password), secret(canaryKey.first(9))),
        open.write("UPPER", SecretField::ApiKey, secret(canaryKey)),
        open.write("shop", SecretField::ApiKey, secret(canaryKey.repeated(10000))),
    };
    for (const Result<void>& result : results) {
        QVERIFY(!result);
        const QString text = wordingOf(result.error()).sentence();
        QVERIFY(!text.isEmpty());
        QVERIFY(!text.contains(QString::fromLatin1(canaryKey.first(9))));
        for (const QVariant& detail : result.error().details)
            QVERIFY(!detail.toString().contains(QString::fromLatin1(canaryKey.first(9))));
    }
}

void TstVault::credentialsFollowTheMerchant()
{
    Profile shop;
    shop.name = "shop";
    Vault open = vault();
    const auto idFor = [&](const Profile& profile) {
        const auto credentials = credentialsOf(profile, open);
        return credentials ? FailureId::Cancelled : credentials.error().id;
    };
    QCOMPARE(idFor(sandboxProfile()), FailureId::Cancelled);
    QCOMPARE(idFor(shop), FailureId::KeyMissing);
    fill();
    QCOMPARE(idFor(shop), FailureId::VaultLocked);
    Profile stranger;
    stranger.name = "stranger";
    QCOMPARE(idFor(stranger), FailureId::KeyMissing);

    QVERIFY(open.unlock(secret(password)));
    const auto credentials = credentialsOf(shop, open);
    QVERIFY(credentials);
    QCOMPARE(shown(credentials->apiKey), canaryKey);
    QCOMPARE(shown(credentials->appSecret), canaryAppSecret);
    Profile other;
    other.name = "other";
    const auto withoutAppSecret = credentialsOf(other, open);
    QVERIFY(withoutAppSecret);
    QVERIFY(withoutAppSecret->appSecret.isEmpty());
    QCOMPARE(idFor(stranger), FailureId::KeyMissing);

    QVERIFY(putBytes(vaultPath(), "{}"));
    QCOMPARE(idFor(shop), FailureId::VaultDamaged);
}

void TstVault::aLostKeyIsNotAMissingOne()
{
    Profile shop;
    shop.name = "shop";
    shop.title = "Shop";
    fill();
    Vault open = vault();
    QVERIFY(open.unlock(secret(password)));
    const auto idNow = [&] {
        const auto credentials = credentialsOf(shop, open);
        return credentials ? FailureId::Cancelled : credentials.error().id;
    };
    const auto marker = open.markerOf(secret(canaryKey));
    QVERIFY(marker);
    QCOMPARE(marker->keyId.size(), 8);
    QVERIFY(!canaryKey.contains(marker->keyId));
    QVERIFY(*open.markerOf(secret("AnotherKeyOfAnotherMerchant00001")) != *marker);
    shop.keyMarker = *marker;
    QCOMPARE(idNow(), FailureId::Cancelled);

    // An older generation holds the key before the last change.
    QVERIFY(open.write("shop", SecretField::ApiKey, secret("TheNewKeyAfterAMistake0000000001")));
    QCOMPARE(idNow(), FailureId::KeyLost);
    // Moved here with the list of another folder, the salt is another: nothing can be said.
    shop.keyMarker.vault = QByteArray(32, '0');
    QCOMPARE(idNow(), FailureId::Cancelled);
    QVERIFY(open.remove("shop"));
    QCOMPARE(idNow(), FailureId::KeyLost);
    QVERIFY(QFile::remove(vaultPath()));
    QCOMPARE(idNow(), FailureId::KeyLost);
    const auto lost = credentialsOf(shop, open);
    QVERIFY(wordingOf(lost.error()).sentence().contains(QString::fromLatin1(marker->keyId)));
    shop.keyMarker = {};
    QCOMPARE(idNow(), FailureId::KeyMissing);
}

void TstVault::theStatusOfASecretIsNeverGuessed()
{
    Profile shop;
    shop.name = "shop";
    Vault open = vault();
    const auto now = [&](SecretField field) { return secretStatus(shop, field, open); };
    QVERIFY(secretStatus(sandboxProfile(), SecretField::ApiKey, open) == SecretStatus::Ready);
    QVERIFY(now(SecretField::ApiKey) == SecretStatus::Absent);
    fill();
    QVERIFY(now(SecretField::ApiKey) == SecretStatus::Locked);
    QVERIFY(now(SecretField::Certificate) == SecretStatus::Absent);
    QVERIFY(open.unlock(secret(password)));
    QVERIFY(now(SecretField::ApiKey) == SecretStatus::Ready);
    shop.keyMarker = *open.markerOf(secret(canaryKey));
    QVERIFY(open.remove("shop"));
    QVERIFY(now(SecretField::ApiKey) == SecretStatus::Unavailable);
    QVERIFY(now(SecretField::AppSecret) == SecretStatus::Absent);
    QVERIFY(putBytes(vaultPath(), "not a vault"));
    QVERIFY(now(SecretField::AppSecret) == SecretStatus::Unavailable);
}

void TstVault::theProductionCostIsAsDesigned()
{
    Vault dear(m_folder->path());
    QVERIFY(dear.create(secret(password)));
    const VaultFile file = *VaultFile::parse(fileBytes(vaultPath()), vaultPath());
    QCOMPARE(file.slotList.constFirst().cost, (VaultCost{131072, 8, 1}));
    QVERIFY(dear.write("shop", SecretField::ApiKey, secret(canaryKey)));
    Vault again = vault(); // the file's numbers count, not the object's
    QVERIFY(again.unlock(secret(password)));
    QCOMPARE(shown(*again.read("shop", SecretField::ApiKey)), canaryKey);
}

void TstVault::theSameSecretNeverLooksTheSameTwice()
{
    fill();
    const VaultFile before = *VaultFile::parse(fileBytes(vaultPath()), vaultPath());
    Vault open = vault();
    QVERIFY(open.unlock(secret(password)));
    QVERIFY(open.write("shop", SecretField::ApiKey, secret(canaryKey)));
    const VaultFile after = *VaultFile::parse(fileBytes(vaultPath()), vaultPath());
    const SecretRecord* first = before.find("shop", "api_key");
    const SecretRecord* second = after.find("shop", "api_key");
    QVERIFY(first && second);
    QVERIFY(first->secret.iv != second->secret.iv);
    QVERIFY(first->secret.text != second->secret.text);
    QCOMPARE(after.generation, before.generation + 1);
}

void TstVault::aVaultOfTheFirstVersionOpens()
{
    QVERIFY(QFile::copy(QStringLiteral(PAYDESK_TEST_DATA "/vault-1.pdv"), vaultPath()));
    QVERIFY(QFile::setPermissions(vaultPath(), QFile::ReadOwner | QFile::WriteOwner));
    Vault old = vault();
    QCOMPARE(idOf(old.unlock(secret("incorrect horse"))), FailureId::VaultWrongPassword);
    QVERIFY(old.unlock(secret(password)));
    QVERIFY(!old.newerSeen());
    QCOMPARE(shown(*old.read("shop", SecretField::ApiKey)), canaryKey);
    QCOMPARE(shown(*old.read("shop", SecretField::AppSecret)), canaryAppSecret);
    QVERIFY(old.addSlot({SlotKind::KeyFile, secret(QByteArray(32, 'k'))}));
    QCOMPARE(old.slotFacts()->size(), 2);
    QVERIFY(vault().unlock(secret(password)));
}

void TstVault::eachSlotOpensTheSameSecrets()
{
    fill();
    const auto fileKey = createKeyFile(inFolder("ci.key"));
    QVERIFY(fileKey);
    const QByteArray entry(32, 'e');
    {
        Vault open = vault();
        QVERIFY(open.unlock(secret(password)));
        QVERIFY(open.addSlot({SlotKind::KeyFile, fileKey->clone()}));
        QVERIFY(open.addSlot({SlotKind::Keychain, secret(QByteArray(32, 'c')), entry}));
        QVERIFY(open.addSlot({SlotKind::Password, secret("a colleague's password")}));
        QCOMPARE(idOf(open.addSlot({SlotKind::Password, secret("short")})),
            FailureId::VaultPasswordTooShort);
    }
    const auto opens = [this](const SlotSecret& with) {
        Vault again = vault();
        if (const auto unlocked = again.unlock(with); !unlocked)
            return failureName(unlocked.error().id);
        return shown(*again.read("shop", SecretField::ApiKey));
    };
    QCOMPARE(opens({SlotKind::Password, secret(password)}), canaryKey);
    QCOMPARE(opens({SlotKind::Password, secret("a colleague's password")}), canaryKey);
    QCOMPARE(opens({SlotKind::KeyFile, std::move(*readKeyFile(inFolder("ci.key")))}), canaryKey);
    QCOMPARE(opens({SlotKind::Keychain, secret(QByteArray(32, 'c'))}), canaryKey);
    // A key opens the slots of its own kind only.
    QCOMPARE(
        opens({SlotKind::KeyFile, secret(QByteArray(32, 'c'))}), QByteArray("vault-wrong-key"));
    QCOMPARE(
        opens({SlotKind::KeyFile, secret(QByteArray(31, 'c'))}), QByteArray("vault-wrong-key"));
    const auto facts = vault().slotFacts();
    QVERIFY(facts);
    QList<SlotKind> kinds;
    QSet<QByteArray> ids;
    for (const SlotFacts& slot : *facts) {
        kinds << slot.kind;
        ids << slot.id;
    }
    QCOMPARE(kinds,
        QList<SlotKind>(
            {SlotKind::Password, SlotKind::KeyFile, SlotKind::Keychain, SlotKind::Password}));
    QCOMPARE(ids.size(), 4);
    QCOMPARE(facts->at(2).entry, entry);
}

void TstVault::aRemovedSlotOpensNoFileOfTheFolder()
{
    fill();
    Vault open = vault();
    QVERIFY(open.unlock(secret(password)));
    QVERIFY(open.addSlot({SlotKind::KeyFile, secret(QByteArray(32, 'k'))}));
    QVERIFY(open.write("shop", SecretField::ApiKey, secret(canaryKey)));
    QCOMPARE(idOf(open.removeSlot("00000000")), FailureId::SlotUnknown);
    QVERIFY(open.removeSlot(open.slotFacts()->at(0).id));
    QCOMPARE(shown(*open.read("shop", SecretField::ApiKey)), canaryKey);
    for (const char* name : {"vault.pdv", "vault.pdv.1"}) {
        QVERIFY(putBytes(vaultPath(), fileBytes(inFolder(name))));
        QCOMPARE(idOf(vault().unlock(secret(password))), FailureId::VaultWrongPassword);
        QVERIFY(vault().unlock({SlotKind::KeyFile, secret(QByteArray(32, 'k'))}));
    }
}

void TstVault::theLastSlotStays()
{
    fill();
    Vault open = vault();
    QVERIFY(open.unlock(secret(password)));
    const QByteArray passwordSlot = open.slotFacts()->constFirst().id;
    QCOMPARE(idOf(open.removeSlot(passwordSlot)), FailureId::SlotNeeded);
    QVERIFY(open.addSlot({SlotKind::Keychain, secret(QByteArray(32, 'c')), QByteArray(32, 'e')}));
    QCOMPARE(idOf(open.removeSlot(passwordSlot)), FailureId::SlotNeeded);
    QCOMPARE(open.slotFacts()->size(), 2);
    QVERIFY(vault().unlock(secret(password)));
    QCOMPARE(
        idOf(Vault(inFolder("other"), quick)
                .create({SlotKind::Keychain, secret(QByteArray(32, 'c')), QByteArray(32, 'e')})),
        FailureId::SlotNeeded);
    QVERIFY(!QFile::exists(inFolder("other")));
}

void TstVault::rotationLeavesTheRecordsAlone()
{
    fill();
    const VaultFile before = *VaultFile::parse(fileBytes(vaultPath()), vaultPath());
    Vault open = vault();
    QVERIFY(open.unlock(secret(password)));
    QVERIFY(open.addSlot({SlotKind::KeyFile, secret(QByteArray(32, 'k'))}));
    QVERIFY(open.changePassword(secret(password), secret("a new long password")));
    const VaultFile after = *VaultFile::parse(fileBytes(vaultPath()), vaultPath());
    QCOMPARE(after.records, before.records);
    QCOMPARE(after.generation, before.generation + 2);
    QVERIFY(after.slotList.at(0).id() != before.slotList.at(0).id());
    QVERIFY(vault().unlock({SlotKind::KeyFile, secret(QByteArray(32, 'k'))}));
}

void TstVault::aKeyOfAnotherVaultOpensNothing()
{
    fill();
    Vault open = vault();
    QVERIFY(open.unlock(secret(password)));
    QVERIFY(open.addSlot({SlotKind::KeyFile, secret(QByteArray(32, 'k'))}));
    // The slot of one vault in the file of another: its key is not that vault's.
    Vault other(inFolder("other"), quick);
    QVERIFY(other.create({SlotKind::KeyFile, secret(QByteArray(32, 'k'))}));
    VaultFile mixed = *VaultFile::parse(fileBytes(vaultPath()), vaultPath());
    mixed.slotList = VaultFile::parse(fileBytes(other.path()), other.path())->slotList;
    QVERIFY(putBytes(vaultPath(), mixed.bytes()));
    QCOMPARE(idOf(vault().unlock({SlotKind::KeyFile, secret(QByteArray(32, 'k'))})),
        FailureId::VaultDamaged);
}

void TstVault::aLockedVaultGetsNoSlot()
{
    fill();
    const QByteArray before = fileBytes(vaultPath());
    Vault locked = vault();
    QCOMPARE(idOf(locked.addSlot({SlotKind::KeyFile, secret(QByteArray(32, 'k'))})),
        FailureId::VaultLocked);
    QCOMPARE(idOf(locked.removeSlot(locked.slotFacts()->constFirst().id)), FailureId::VaultLocked);
    QCOMPARE(fileBytes(vaultPath()), before);
}

void TstVault::thereAreAtMostEightSlots()
{
    fill();
    Vault open = vault();
    QVERIFY(open.unlock(secret(password)));
    for (char c = 'a'; c < 'h'; ++c)
        QVERIFY(open.addSlot({SlotKind::KeyFile, secret(QByteArray(32, c))}));
    QCOMPARE(idOf(open.addSlot({SlotKind::KeyFile, secret(QByteArray(32, 'h'))})),
        FailureId::SlotsUsedUp);
    VaultFile hostile = *VaultFile::parse(fileBytes(vaultPath()), vaultPath());
    hostile.slotList.append(hostile.slotList.constFirst());
    QVERIFY(putBytes(vaultPath(), hostile.bytes()));
    QCOMPARE(idOf(vault().unlock(secret(password))), FailureId::VaultDamaged);
}

void TstVault::aKeyFileThatOthersMayReadIsRefused_data()
{
    QTest::addColumn<QFile::Permissions>("permissions");
    QTest::addColumn<bool>("usable");
    const QFile::Permissions owner = QFile::ReadOwner | QFile::WriteOwner;
    QTest::newRow("0600") << owner << true;
    QTest::newRow("0400") << QFile::Permissions(QFile::ReadOwner) << true;
    QTest::newRow("0640") << (owner | QFile::ReadGroup) << false;
    QTest::newRow("0604") << (owner | QFile::ReadOther) << false;
    QTest::newRow("0602") << (owner | QFile::WriteOther) << false;
}

void TstVault::aKeyFileThatOthersMayReadIsRefused()
{
#ifndef Q_OS_UNIX
    QSKIP("permissions are an owner's matter on Unix");
#endif
    QFETCH(const QFile::Permissions, permissions);
    QFETCH(const bool, usable);
    QVERIFY(createKeyFile(inFolder("ci.key")));
    QVERIFY(QFile::setPermissions(inFolder("ci.key"), permissions));
    QVERIFY(QFile::link(inFolder("ci.key"), inFolder("link.key")));
    for (const char* name : {"ci.key", "link.key"}) {
        const auto key = readKeyFile(inFolder(name));
        QCOMPARE(key.has_value(), usable);
        if (!usable)
            QCOMPARE(key.error().id, FailureId::KeyFileExposed);
    }
}

void TstVault::whatIsNoKeyFileIsRefused_data()
{
    QTest::addColumn<QByteArray>("text");
    const QByteArray key = QByteArray(32, 'k').toBase64();
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("a password") << QByteArray("correct horse battery\n");
    QTest::newRow("too short") << "paydesk-key-file 1\n" + QByteArray(31, 'k').toBase64();
    QTest::newRow("too long") << "paydesk-key-file 1\n" + QByteArray(33, 'k').toBase64();
    QTest::newRow("something behind it") << "paydesk-key-file 1\n" + key + "\nmore";
    QTest::newRow("another version") << "paydesk-key-file 2\n" + key;
    QTest::newRow("far too large") << "paydesk-key-file 1\n" + QByteArray(1'000'000, 'A');
}

void TstVault::whatIsNoKeyFileIsRefused()
{
    QFETCH(const QByteArray, text);
    QVERIFY(putBytes(inFolder("ci.key"), text));
    QVERIFY(QFile::setPermissions(inFolder("ci.key"), QFile::ReadOwner | QFile::WriteOwner));
    const auto key = readKeyFile(inFolder("ci.key"));
    QCOMPARE(idOf(key), FailureId::KeyFileMalformed);
    QCOMPARE(idOf(readKeyFile(m_folder->path())), FailureId::StorageUnavailable);
}

void TstVault::aKeyFileNeverReplacesAFile()
{
    const auto first = createKeyFile(inFolder("ci.key"));
    QVERIFY(first);
    QCOMPARE(first->size(), vaultKeyBytes);
    QCOMPARE(idOf(createKeyFile(inFolder("ci.key"))), FailureId::StorageUnavailable);
    QVERIFY(readKeyFile(inFolder("ci.key"))->sameAs(*first));
#ifdef Q_OS_UNIX
    QCOMPARE(int(QFileInfo(inFolder("ci.key")).permissions() & QFile::Permissions(0x77)), 0);
#endif
}

void TstVault::anOlderFilePutInItsPlaceIsRemarkedOn()
{
    fill();
    QVERIFY(putBytes(vaultPath(), fileBytes(inFolder("vault.pdv.1"))));
    Vault again = vault();
    QVERIFY(again.unlock(secret(password)));
    QCOMPARE(again.newerSeen(), std::optional<qint64>(4));
    // Whoever goes on with it has decided.
    QVERIFY(again.write("shop", SecretField::ApiKey, secret(canaryKey)));
    QVERIFY(again.write("shop", SecretField::ApiKey, secret(canaryKey)));
    Vault later = vault();
    QVERIFY(later.unlock(secret(password)));
    QVERIFY(!later.newerSeen());
}

QTEST_GUILESS_MAIN(TstVault)
#include "tst_vault.moc"

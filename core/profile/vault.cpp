#include "core/profile/vault.h"

#include "core/base/privatefile.h"
#include "core/profile/vaultfile.h"

#include <QFile>
#include <QLockFile>

#include <algorithm>
#include <utility>

namespace paydesk {

namespace {

    constexpr qsizetype saltBytes = 16;
    constexpr qsizetype longestSecret =
        qsizetype(256) * 1024; // a p12 with its chain has a few kilobytes

    tl::unexpected<Failure> vaultDamaged(const QString& path, const char* reason)
    {
        return fail(FailureId::VaultDamaged,
            {{QStringLiteral("path"), path},
                {QStringLiteral("reason"), QString::fromLatin1(reason)}});
    }

    /// Out of memory or without random numbers: rare, and nothing of ours is at fault.
    tl::unexpected<Failure> cryptoUnavailable(const QString& path)
    {
        return fail(FailureId::StorageUnavailable,
            {{QStringLiteral("path"), path},
                {QStringLiteral("reason"),
                    QStringLiteral(QT_TRANSLATE_NOOP(
                        "Reason", "The system gave no memory or no random numbers."))}});
    }

    tl::unexpected<Failure> changedLater(const QString& path)
    {
        return vaultDamaged(
            path, QT_TRANSLATE_NOOP("Reason", "A part of it was changed after it was written."));
    }

    QVariantMap inField(SecretField field)
    {
        return {{QStringLiteral("field"), QString::fromLatin1(secretFieldName(field))}};
    }

    /// In characters of UTF-8, not in bytes.
    Result<void> checkLength(const Secret& password)
    {
        const auto length = password.reveal([](QByteArrayView text) {
            return std::count_if(
                text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; });
        });
        if (length < shortestVaultPassword)
            return fail(FailureId::VaultPasswordTooShort,
                {{QStringLiteral("limit"), shortestVaultPassword}});
        return {};
    }

    Result<void> checkSecret(SecretField field, const Secret& secret)
    {
        if (secret.isEmpty())
            return fail(FailureId::FieldMissing, inField(field));
        if (secret.size() <= longestSecret)
            return {};
        QVariantMap details = inField(field);
        details.insert(QStringLiteral("length"), secret.size());
        details.insert(QStringLiteral("limit"), longestSecret);
        return fail(FailureId::FieldTooLong, details);
    }

    /// The data key out of the password's slot.
    Result<Secret> unwrapped(const VaultFile& file, const Secret& password, const QString& path)
    {
        const auto stretch = stretched(password, file.password.salt, file.password.cost);
        if (!stretch)
            return cryptoUnavailable(path);
        if (stretch->check != file.password.check)
            return fail(FailureId::VaultWrongPassword);
        auto dataKey = opened(stretch->key, file.password.key, file.slotContext());
        if (!dataKey || !file.sealHolds(*dataKey))
            return changedLater(path);
        return std::move(*dataKey);
    }

} // namespace

struct Vault::Open {
    Secret dataKey;
    QByteArray id; ///< the vault the key belongs to
    qint64 generation = 0; ///< the newest seen
};

Vault::Vault(const QString& folder, const VaultCost& cost)
    : m_path(folder + QStringLiteral("/vault.pdv"))
    , m_cost(cost)
{
}

Vault::~Vault() = default;

QString Vault::path() const
{
    return m_path;
}

VaultStatus Vault::status() const
{
    if (!QFile::exists(m_path))
        return VaultStatus::Absent;
    const Result<VaultFile> file = load();
    if (!file)
        return VaultStatus::Damaged;
    return m_open && m_open->id == file->id ? VaultStatus::Ready : VaultStatus::Locked;
}

Result<VaultFile> Vault::load() const
{
    if (!QFile::exists(m_path))
        return fail(FailureId::VaultMissing);
    return readPrivate(m_path, VaultFile::largest).and_then([this](const QByteArray& bytes) {
        return VaultFile::parse(bytes, m_path);
    });
}

Result<VaultFile> Vault::loadOpen() const
{
    Result<VaultFile> file = load();
    if (!file)
        return file;
    // Another program may have put a new vault in the place of the one that was opened.
    if (!m_open || m_open->id != file->id)
        return fail(FailureId::VaultLocked);
    if (!file->sealHolds(m_open->dataKey))
        return changedLater(m_path);
    if (file->generation < m_open->generation)
        return vaultDamaged(m_path,
            QT_TRANSLATE_NOOP("Reason",
                "An older generation was put in its place while it was open. Lock it, then unlock "
                "it to go on with that one."));
    m_open->generation = file->generation;
    return file;
}

Result<void> Vault::save(VaultFile& file, const Secret& dataKey, bool keepPrevious)
{
    ++file.generation;
    if (!file.setSeal(dataKey))
        return cryptoUnavailable(m_path);
    const QByteArray bytes = file.bytes();
    if (bytes.size() > VaultFile::largest)
        return fail(FailureId::StorageFull, {{QStringLiteral("path"), m_path}});
    const QString previousPath = m_path + QStringLiteral(".1");
    if (keepPrevious && QFile::exists(m_path)) {
        const auto kept =
            readPrivate(m_path, VaultFile::largest).and_then([&](const QByteArray& previous) {
                return savePrivate(previousPath, previous);
            });
        if (!kept)
            return kept;
    }
    Result<void> saved = savePrivate(m_path, bytes);
    if (!saved || keepPrevious)
        return saved;
    return savePrivate(previousPath, bytes);
}

Result<void> Vault::wrap(VaultFile& file, const Secret& dataKey, const Secret& password) const
{
    file.password = {m_cost, randomBytes(saltBytes), {}, {}};
    const auto stretch = stretched(password, file.password.salt, m_cost);
    if (!stretch || file.password.salt.isEmpty())
        return cryptoUnavailable(m_path);
    file.password.check = stretch->check;
    const auto key = dataKey.reveal(
        [&](QByteArrayView bytes) { return sealed(stretch->key, bytes, file.slotContext()); });
    if (!key)
        return cryptoUnavailable(m_path);
    file.password.key = *key;
    return {};
}

Result<void> Vault::create(const Secret& password)
{
    if (auto longEnough = checkLength(password); !longEnough)
        return longEnough;
    const QString folder = m_path.chopped(qsizetype(sizeof "/vault.pdv") - 1);
    if (auto made = makePrivateFolder(folder); !made)
        return made;
    const auto lock = lockForChange(m_path);
    if (!lock)
        return fail(lock.error());
    if (QFile::exists(m_path))
        return fail(FailureId::VaultExists, {{QStringLiteral("path"), m_path}});

    auto open =
        std::make_unique<Open>(Open{Secret(randomBytes(vaultKeyBytes)), randomBytes(saltBytes), 0});
    if (open->dataKey.size() != vaultKeyBytes || open->id.isEmpty())
        return cryptoUnavailable(m_path);
    VaultFile file;
    file.id = open->id;
    auto saved = wrap(file, open->dataKey, password).and_then([&] {
        return save(file, open->dataKey, true);
    });
    if (!saved)
        return saved;
    open->generation = file.generation;
    m_open = std::move(open);
    return {};
}

Result<void> Vault::unlock(const Secret& password)
{
    const Result<VaultFile> file = load();
    if (!file)
        return fail(file.error());
    auto dataKey = unwrapped(*file, password, m_path);
    if (!dataKey)
        return fail(dataKey.error());
    m_open = std::make_unique<Open>(Open{std::move(*dataKey), file->id, file->generation});
    return {};
}

void Vault::lock()
{
    m_open.reset();
}

void Vault::takeOver(Vault& opened)
{
    m_open = std::move(opened.m_open);
}

Result<void> Vault::changePassword(const Secret& oldPassword, const Secret& newPassword)
{
    if (auto longEnough = checkLength(newPassword); !longEnough)
        return longEnough;
    const auto lock = lockForChange(m_path);
    if (!lock)
        return fail(lock.error());
    Result<VaultFile> file = load();
    if (!file)
        return fail(file.error());
    const auto dataKey = unwrapped(*file, oldPassword, m_path);
    if (!dataKey)
        return fail(dataKey.error());
    return wrap(*file, *dataKey, newPassword).and_then([&] {
        return save(*file, *dataKey, false);
    });
}

Result<Secret> Vault::read(const QByteArray& profile, SecretField field) const
{
    const Result<VaultFile> file = loadOpen();
    if (!file)
        return fail(file.error());
    const SecretRecord* record = file->find(profile, secretFieldName(field));
    if (!record)
        return fail(FailureId::SecretAbsent, inField(field));
    auto secret = opened(m_open->dataKey, record->secret, file->recordContext(*record));
    if (!secret)
        return changedLater(m_path);
    return std::move(*secret);
}

Result<void> Vault::write(const QByteArray& profile, SecretField field, const Secret& secret)
{
    auto right = checkProfileName(profile).and_then([&] { return checkSecret(field, secret); });
    if (!right)
        return right;
    return change([&](VaultFile& file) -> Result<void> {
        SecretRecord record{profile, secretFieldName(field), file.generation + 1, {}};
        const QByteArray context = file.recordContext(record);
        const auto made = secret.reveal(
            [&](QByteArrayView bytes) { return sealed(m_open->dataKey, bytes, context); });
        if (!made)
            return cryptoUnavailable(m_path);
        record.secret = *made;
        file.records.removeIf([&](const SecretRecord& old) {
            return old.profile == profile && old.field == record.field;
        });
        file.records.append(record);
        return {};
    });
}

Result<void> Vault::remove(const QByteArray& profile)
{
    return change([&](VaultFile& file) -> Result<void> {
        file.records.removeIf(
            [&](const SecretRecord& record) { return record.profile == profile; });
        return {};
    });
}

Result<void> Vault::change(const std::function<Result<void>(VaultFile&)>& edit)
{
    if (!QFile::exists(m_path))
        return fail(FailureId::VaultMissing);
    const auto lock = lockForChange(m_path);
    if (!lock)
        return fail(lock.error());
    Result<VaultFile> file = loadOpen();
    if (!file)
        return fail(file.error());
    auto saved = edit(*file).and_then([&] { return save(*file, m_open->dataKey, true); });
    if (saved)
        m_open->generation = file->generation;
    return saved;
}

bool Vault::contains(const QByteArray& profile, SecretField field) const
{
    const Result<VaultFile> file = load();
    return file && file->find(profile, secretFieldName(field));
}

namespace {

    /// Nothing when the vault has none.
    Result<std::optional<ClientCertificate>> certificateOf(
        const QByteArray& profile, const Vault& vault)
    {
        const Result<Secret> file = vault.read(profile, SecretField::Certificate);
        if (!file && file.error().id == FailureId::SecretAbsent)
            return std::nullopt;
        if (!file)
            return fail(file.error());
        const Result<Secret> password = vault.read(profile, SecretField::CertificatePassword);
        if (!password && password.error().id != FailureId::SecretAbsent)
            return fail(password.error());
        // A file that does not open is no reason to lose the merchant's other work: the calls that
        // need it say that there is none.
        Result<ClientCertificate> opened =
            password ? openCertificate(*file, *password) : openCertificate(*file, Secret());
        if (!opened)
            return std::nullopt;
        return std::optional(std::move(*opened));
    }

} // namespace

Result<Credentials> credentialsOf(const Profile& profile, const Vault& vault)
{
    if (profile.isSandbox())
        return sandboxCredentials();
    const auto keyMissing = [&] {
        return fail(
            FailureId::KeyMissing, {{QStringLiteral("profile"), QString::fromUtf8(profile.name)}});
    };
    // A locked vault is worth opening only for a key that is in it.
    if (vault.status() == VaultStatus::Absent
        || (vault.status() == VaultStatus::Locked
            && !vault.contains(profile.name, SecretField::ApiKey)))
        return keyMissing();
    auto apiKey = vault.read(profile.name, SecretField::ApiKey);
    if (!apiKey && apiKey.error().id == FailureId::SecretAbsent)
        return keyMissing();
    if (!apiKey)
        return fail(apiKey.error());
    auto appSecret = vault.read(profile.name, SecretField::AppSecret);
    if (!appSecret && appSecret.error().id != FailureId::SecretAbsent)
        return fail(appSecret.error());
    auto certificate = certificateOf(profile.name, vault);
    if (!certificate)
        return fail(certificate.error());
    return Credentials{
        std::move(*apiKey), appSecret ? std::move(*appSecret) : Secret(), std::move(*certificate)};
}

} // namespace paydesk

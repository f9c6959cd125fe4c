#include "core/profile/vault.h"

#include "core/base/privatefile.h"
#include "core/profile/vaultfile.h"
#include "core/profile/vaultseen.h"

#include <QCryptographicHash>
#include <QFile>
#include <QLockFile>

#include <algorithm>
#include <utility>

namespace paydesk {

namespace {

    constexpr qsizetype idBytes = 16;
    constexpr qsizetype keyIdBytes = 4;
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

    /// What an opened slot gives.
    struct Unwrapped {
        Secret dataKey;
        qsizetype slot = 0; ///< its place in the list
    };

    tl::unexpected<Failure> opensNothing(SlotKind kind)
    {
        return fail(
            kind == SlotKind::Password ? FailureId::VaultWrongPassword : FailureId::VaultWrongKey);
    }

    /// The data key out of the slot that the secret opens.
    Result<Unwrapped> unwrapped(
        const VaultFile& file, const SlotSecret& secret, const QString& path)
    {
        for (qsizetype i = 0; i < file.slotList.size(); ++i) {
            const VaultSlot& slot = file.slotList.at(i);
            if (slot.kind != secret.kind)
                continue;
            const auto stretch = slot.stretch(secret.secret);
            if (!stretch && secret.kind != SlotKind::Password)
                return opensNothing(secret.kind); // of a wrong length
            if (!stretch)
                return cryptoUnavailable(path);
            if (stretch->check != slot.check)
                continue;
            auto dataKey = opened(stretch->key, slot.key, slot.context(file.id));
            if (!dataKey || !file.sealHolds(*dataKey))
                return changedLater(path);
            return Unwrapped{std::move(*dataKey), i};
        }
        return opensNothing(secret.kind);
    }

    /// A vault that only a keychain opens is lost with it.
    bool opensWithoutKeychain(const VaultFile& file)
    {
        return std::any_of(file.slotList.cbegin(), file.slotList.cend(), [](const VaultSlot& slot) {
            return slot.kind == SlotKind::Password || slot.kind == SlotKind::KeyFile;
        });
    }

} // namespace

struct Vault::Open {
    Secret dataKey;
    QByteArray id; ///< the vault the key belongs to
    qint64 generation = 0; ///< the newest seen while open
    std::optional<qint64> newerSeen; ///< seen here before it was opened
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
    if (!saved)
        return saved;
    noteGeneration(m_path, file.id, file.generation);
    return keepPrevious ? saved : savePrivate(previousPath, bytes);
}

Result<VaultSlot> Vault::newSlot(
    const QByteArray& vaultId, const Secret& dataKey, const SlotSecret& secret) const
{
    if (secret.kind == SlotKind::Password) {
        if (auto longEnough = checkLength(secret.secret); !longEnough)
            return fail(longEnough.error());
    }
    VaultSlot slot;
    slot.kind = secret.kind;
    slot.cost = secret.kind == SlotKind::Password ? m_cost : VaultCost();
    slot.entry = secret.entry;
    if (!slot.wrap(vaultId, dataKey, secret.secret))
        return cryptoUnavailable(m_path);
    return slot;
}

Result<void> Vault::create(const Secret& password)
{
    return create(SlotSecret{SlotKind::Password, password.clone()});
}

Result<void> Vault::create(const SlotSecret& first)
{
    auto open = std::make_unique<Open>(
        Open{Secret(randomBytes(vaultKeyBytes)), randomBytes(idBytes), 0, {}});
    if (open->dataKey.size() != vaultKeyBytes || open->id.isEmpty())
        return cryptoUnavailable(m_path);
    const Result<VaultSlot> slot = newSlot(open->id, open->dataKey, first);
    if (!slot)
        return fail(slot.error());
    VaultFile file;
    file.id = open->id;
    file.slotList = {*slot};
    if (!opensWithoutKeychain(file))
        return fail(FailureId::SlotNeeded);

    const QString folder = m_path.chopped(qsizetype(sizeof "/vault.pdv") - 1);
    if (auto made = makePrivateFolder(folder); !made)
        return made;
    const auto lock = lockForChange(m_path);
    if (!lock)
        return fail(lock.error());
    if (QFile::exists(m_path))
        return fail(FailureId::VaultExists, {{QStringLiteral("path"), m_path}});
    if (auto saved = save(file, open->dataKey, true); !saved)
        return saved;
    open->generation = file.generation;
    m_open = std::move(open);
    return {};
}

Result<void> Vault::unlock(const Secret& password)
{
    return unlock(SlotSecret{SlotKind::Password, password.clone()});
}

Result<void> Vault::unlock(const SlotSecret& secret)
{
    const Result<VaultFile> file = load();
    if (!file)
        return fail(file.error());
    auto found = unwrapped(*file, secret, m_path);
    if (!found)
        return fail(found.error());
    const std::optional<qint64> seen = seenGeneration(m_path, file->id);
    m_open =
        std::make_unique<Open>(Open{std::move(found->dataKey), file->id, file->generation, {}});
    if (seen && *seen > file->generation)
        m_open->newerSeen = seen;
    else
        noteGeneration(m_path, file->id, file->generation);
    return {};
}

std::optional<qint64> Vault::newerSeen() const
{
    return m_open ? m_open->newerSeen : std::nullopt;
}

void Vault::lock()
{
    m_open.reset();
}

void Vault::takeOver(Vault& opened)
{
    m_open = std::move(opened.m_open);
}

void Vault::openLike(const Vault& other)
{
    const Open* const open = other.m_open.get();
    m_open = open ? std::make_unique<Open>(
                        Open{open->dataKey.clone(), open->id, open->generation, open->newerSeen})
                  : nullptr;
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
    const auto found =
        unwrapped(*file, SlotSecret{SlotKind::Password, oldPassword.clone()}, m_path);
    if (!found)
        return fail(found.error());
    const Result<VaultSlot> slot =
        newSlot(file->id, found->dataKey, SlotSecret{SlotKind::Password, newPassword.clone()});
    if (!slot)
        return fail(slot.error());
    file->slotList[found->slot] = *slot;
    return save(*file, found->dataKey, false);
}

Result<QList<SlotFacts>> Vault::slotFacts() const
{
    return load().map([](const VaultFile& file) {
        QList<SlotFacts> facts;
        for (const VaultSlot& slot : file.slotList)
            facts.append({slot.id(), slot.kind, slot.entry});
        return facts;
    });
}

Result<void> Vault::addSlot(const SlotSecret& secret)
{
    return change(true, [&](VaultFile& file) -> Result<void> {
        if (file.slotList.size() >= VaultFile::mostSlots)
            return fail(FailureId::SlotsUsedUp, {{QStringLiteral("limit"), VaultFile::mostSlots}});
        return newSlot(file.id, m_open->dataKey, secret).map([&](const VaultSlot& slot) {
            file.slotList.append(slot);
        });
    });
}

Result<void> Vault::removeSlot(const QByteArray& id)
{
    return change(false, [&](VaultFile& file) -> Result<void> {
        if (!file.slotList.removeIf([&](const VaultSlot& slot) { return slot.id() == id; }))
            return fail(FailureId::SlotUnknown, {{QStringLiteral("slot"), QString::fromUtf8(id)}});
        if (!opensWithoutKeychain(file))
            return fail(FailureId::SlotNeeded);
        return {};
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
    return change(true, [&](VaultFile& file) -> Result<void> {
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
    return change(true, [&](VaultFile& file) -> Result<void> {
        file.records.removeIf(
            [&](const SecretRecord& record) { return record.profile == profile; });
        return {};
    });
}

Result<void> Vault::change(bool keepPrevious, const std::function<Result<void>(VaultFile&)>& edit)
{
    if (!QFile::exists(m_path))
        return fail(FailureId::VaultMissing);
    const auto lock = lockForChange(m_path);
    if (!lock)
        return fail(lock.error());
    Result<VaultFile> file = loadOpen();
    if (!file)
        return fail(file.error());
    auto saved = edit(*file).and_then([&] { return save(*file, m_open->dataKey, keepPrevious); });
    if (saved)
        m_open->generation = file->generation;
    return saved;
}

Result<KeyMarker> Vault::markerOf(const Secret& apiKey) const
{
    return load().map([&](const VaultFile& file) {
        QCryptographicHash hash(QCryptographicHash::Sha256);
        hash.addData("paydesk-kid");
        hash.addData(file.id);
        apiKey.reveal([&](QByteArrayView key) { hash.addData(key); });
        return KeyMarker{file.id.toHex(), hash.result().first(keyIdBytes).toHex()};
    });
}

bool Vault::contains(const QByteArray& profile, SecretField field) const
{
    const Result<VaultFile> file = load();
    return file && file->find(profile, secretFieldName(field));
}

} // namespace paydesk

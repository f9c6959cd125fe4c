#pragma once

#include "core/profile/profile.h"

#include <QList>
#include <QString>

#include <functional>
#include <memory>
#include <optional>

namespace paydesk {

struct VaultFile;
struct VaultSlot;

/// What the vault can do at the moment; never guessed from a failed read.
enum class VaultStatus { Absent, Locked, Ready, Damaged };

/// Shortest password for a new vault, in characters.
inline constexpr int shortestVaultPassword = 10;

/// What a guess at the password costs (scrypt). A file's own numbers count when it is opened; these
/// are for new slots.
struct VaultCost {
    quint64 n = quint64(1) << 17;
    quint64 r = 8;
    quint64 p = 1;

    friend bool operator==(const VaultCost&, const VaultCost&) = default;
};

/// What opens a vault: each slot wraps the same data key for one of these.
enum class SlotKind {
    Password, ///< stretched with scrypt
    KeyFile, ///< a random key in a file (keyfile.h), for servers
    Keychain, ///< a random key that the system's keychain holds (keychain.h)
    Foreign ///< of a newer version: kept, not used
};

/// A slot as people see it.
struct SlotFacts {
    QByteArray id; ///< eight hex digits
    SlotKind kind = SlotKind::Password;
    QByteArray entry; ///< the keychain's name for the key; empty in the other kinds

    friend bool operator==(const SlotFacts&, const SlotFacts&) = default;
};

/// A secret for a slot: a password, or the 32 bytes of a key.
struct SlotSecret {
    SlotKind kind = SlotKind::Password;
    Secret secret;
    QByteArray entry{}; ///< as in SlotFacts; only for a new keychain slot
};

/// The secrets of real merchants in one encrypted file, `vault.pdv` (security/vault.md): a random
/// data key wrapped by up to eight slots (a password's: scrypt N=2^17), each secret under
/// AES-256-GCM with header, profile, field and generation authenticated. Whatever takes a password
/// needs about 0.4 s of CPU and 128 MiB a slot: call it off the window's thread. Every call looks
/// at the file anew, so that other processes' changes are seen; the generation before the last save
/// stays as `vault.pdv.1`. Not thread-safe; one owner at a time.
class Vault {
public:
    explicit Vault(const QString& folder, const VaultCost& cost = {});
    Vault(const Vault&) = delete;
    Vault& operator=(const Vault&) = delete;
    ~Vault();

    VaultStatus status() const;
    QString path() const;

    /// A new, empty, unlocked vault. Refuses to replace one that exists.
    Result<void> create(const Secret& password);
    Result<void> create(const SlotSecret& first);
    Result<void> unlock(const Secret& password);
    /// VaultWrongPassword or VaultWrongKey when it opens no slot of its kind.
    Result<void> unlock(const SlotSecret& secret);
    void lock();
    /// Takes over what another object of the same file has opened, and leaves that one locked: so
    /// create() and unlock() can work on another thread, on an object of their own.
    void takeOver(Vault& opened);
    /// This object becomes as open as another one of the same file, for work on another thread.
    void openLike(const Vault& other);
    /// Wraps the data key anew; the secrets' records stay. The generation before is replaced too,
    /// so that the old password opens nothing in the folder any more.
    Result<void> changePassword(const Secret& oldPassword, const Secret& newPassword);

    /// Known while locked too.
    Result<QList<SlotFacts>> slotFacts() const;
    /// Needs the open vault, as does the removal. SlotsUsedUp beyond eight.
    Result<void> addSlot(const SlotSecret& secret);
    /// SlotNeeded for the last one, and when only keychains would be left: a lost keychain must not
    /// lose the keys. What the slot opened is gone from the generation before as well.
    Result<void> removeSlot(const QByteArray& id);

    /// After unlock(): the newer generation that was seen here before, when an older file has been
    /// put in its place; nothing when all is well.
    std::optional<qint64> newerSeen() const;

    /// SecretAbsent when there is none, VaultLocked while locked.
    Result<Secret> read(const QByteArray& profile, SecretField field) const;
    Result<void> write(const QByteArray& profile, SecretField field, const Secret& secret);
    Result<void> remove(const QByteArray& profile);
    /// What to keep beside the merchant whose key this is.
    Result<KeyMarker> markerOf(const Secret& apiKey) const;
    /// Known even while locked: the record's existence is not a secret.
    bool contains(const QByteArray& profile, SecretField field) const;

private:
    struct Open;

    Result<VaultFile> load() const;
    Result<VaultFile> loadOpen() const;
    Result<void> change(bool keepPrevious, const std::function<Result<void>(VaultFile&)>& edit);
    Result<void> save(VaultFile& file, const Secret& dataKey, bool keepPrevious);
    Result<VaultSlot> newSlot(
        const QByteArray& vaultId, const Secret& dataKey, const SlotSecret& secret) const;

    QString m_path;
    VaultCost m_cost;
    std::unique_ptr<Open> m_open; // null while locked
};

} // namespace paydesk

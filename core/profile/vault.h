#pragma once

#include "core/profile/profile.h"

#include <QString>

#include <functional>
#include <memory>

namespace paydesk {

struct VaultFile;

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

/// The secrets of real merchants in one encrypted file, `vault.pdv` (security/vault.md): a random
/// data key wrapped by slots (the password slot: scrypt N=2^17), each secret under AES-256-GCM with
/// header, profile, field and generation authenticated. create() and unlock() take about 0.4 s of
/// CPU and 128 MiB: call them off the window's thread. Every call looks at the file anew, so that
/// other processes' changes are seen; the generation before the last save stays as `vault.pdv.1`.
/// Not thread-safe; one owner at a time.
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
    Result<void> unlock(const Secret& password);
    void lock();
    /// Takes over what another object of the same file has opened, and leaves that one locked: so
    /// create() and unlock() can work on another thread, on an object of their own.
    void takeOver(Vault& opened);
    /// Wraps the data key anew; the secrets' records stay. The generation before is replaced too,
    /// so that the old password opens nothing in the folder any more.
    Result<void> changePassword(const Secret& oldPassword, const Secret& newPassword);

    /// SecretAbsent when there is none, VaultLocked while locked.
    Result<Secret> read(const QByteArray& profile, SecretField field) const;
    Result<void> write(const QByteArray& profile, SecretField field, const Secret& secret);
    Result<void> remove(const QByteArray& profile);
    /// Known even while locked: the record's existence is not a secret.
    bool contains(const QByteArray& profile, SecretField field) const;

private:
    struct Open;

    Result<VaultFile> load() const;
    Result<VaultFile> loadOpen() const;
    Result<void> change(const std::function<Result<void>(VaultFile&)>& edit);
    Result<void> save(VaultFile& file, const Secret& dataKey, bool keepPrevious);
    Result<void> wrap(VaultFile& file, const Secret& dataKey, const Secret& password) const;

    QString m_path;
    VaultCost m_cost;
    std::unique_ptr<Open> m_open; // null while locked
};

/// The secrets of a profile: the sandbox's published ones, or the vault's. KeyMissing/VaultLocked
/// otherwise. A missing AppSecret leaves that member empty.
Result<Credentials> credentialsOf(const Profile& profile, const Vault& vault);

} // namespace paydesk

#pragma once

#include "core/profile/vaultcrypto.h"

#include <QJsonObject>

namespace paydesk {

/// The data key, wrapped for one way of opening the vault: by a password (stretched with scrypt),
/// or by a random key of 32 bytes from a key file or the system's keychain (HKDF).
struct VaultSlot {
    SlotKind kind = SlotKind::Password;
    VaultCost cost{}; ///< of a password
    QByteArray salt;
    QByteArray entry; ///< the keychain's name for the key; empty in the other kinds
    QByteArray check; ///< tells a wrong secret from a damaged slot
    Sealed key;
    QJsonObject foreign; ///< a kind this version does not know, kept as it is

    static constexpr qsizetype saltBytes = 16;
    static constexpr qsizetype entryBytes = 32; ///< hex digits

    /// Nothing when it is of a known kind and not as that kind is written.
    static std::optional<VaultSlot> parse(const QJsonObject& object);
    QJsonObject json() const;
    /// Names the slot to people: eight hex digits that change whenever it is written anew.
    QByteArray id() const;
    /// What the wrapped key is authenticated with, besides the vault's id.
    QByteArray context(const QByteArray& vaultId) const;
    /// What the secret becomes for this slot; nothing when there is no memory for it.
    std::optional<StretchedPassword> stretch(const Secret& secret) const;
    /// Wraps the data key with salt, cost and entry as they are set; false without memory or random
    /// numbers.
    [[nodiscard]] bool wrap(const QByteArray& vaultId, const Secret& dataKey, const Secret& secret);

    friend bool operator==(const VaultSlot&, const VaultSlot&) = default;
};

} // namespace paydesk

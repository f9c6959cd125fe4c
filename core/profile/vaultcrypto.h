#pragma once

#include "core/base/result.h"
#include "core/base/secret.h"
#include "core/profile/vault.h"

#include <optional>

namespace paydesk {

/// Bytes under AES-256-GCM.
struct Sealed {
    QByteArray iv; ///< 12 bytes, fresh for each sealing
    QByteArray text; ///< as long as the plain text
    QByteArray tag; ///< 16 bytes

    friend bool operator==(const Sealed&, const Sealed&) = default;
};

inline constexpr qsizetype vaultKeyBytes = 32;
inline constexpr qsizetype ivBytes = 12;
inline constexpr qsizetype tagBytes = 16;

/// Bytes of the system's generator; empty only if that fails.
QByteArray randomBytes(qsizetype count);

/// Encrypts under a 32-byte key; `context` is authenticated with it and needed again to open.
std::optional<Sealed> sealed(const Secret& key, QByteArrayView plain, QByteArrayView context);
/// Nothing when key, context or a single bit differs.
std::optional<Secret> opened(const Secret& key, const Sealed& sealed, QByteArrayView context);

/// What a password or a key becomes: the key that wraps the data key, and a value that tells a
/// wrong one from a damaged file.
struct StretchedPassword {
    Secret key;
    QByteArray check; ///< 16 bytes, stored in clear
};

/// Whether the numbers of a file are worth working with: no memory bomb, no endless computation,
/// nothing trivial to build.
bool isReasonable(const VaultCost& cost);
/// scrypt. Nothing when the memory cannot be had.
std::optional<StretchedPassword> stretched(
    const Secret& password, const QByteArray& salt, const VaultCost& cost);
/// The same from a key that is random already (HKDF-SHA256): nothing to stretch. Nothing unless it
/// has 32 bytes.
std::optional<StretchedPassword> derived(const Secret& key, const QByteArray& salt);

} // namespace paydesk

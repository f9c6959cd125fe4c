#pragma once

#include "core/profile/vault.h"

#include <QByteArray>

#include <chrono>
#include <functional>

class QObject;

namespace paydesk {

// The keychain of the system (Secret Service, KWallet, macOS, Windows) holds one small random key
// for a keychain slot of the vault, never a merchant's secret: a keychain that is lost, locked or
// exchanged for another loses nothing while the vault has a password. Jobs run beside the event
// loop of the main thread and are over after keychainPatience at the latest; `done` comes on that
// thread, unless `context` is gone by then.

inline constexpr std::chrono::seconds keychainPatience{5};

/// Whether this build can speak to a keychain at all.
bool hasKeychain();

/// Adds a keychain slot to the open vault: a new key is stored, read back, and only then trusted.
void addKeychainSlot(Vault& vault, QObject* context, std::function<void(const Result<void>&)> done);
/// Opens the vault with the first keychain slot whose key can be had. SlotAbsent when it has none,
/// KeychainLocked when the keychain does not show the key it was given (it is locked, or the entry
/// was removed: it says the same for both), KeychainUnavailable when there is no keychain or no
/// answer.
void unlockWithKeychain(
    Vault& vault, QObject* context, const std::function<void(const Result<void>&)>& done);
/// Removes the slot, then its entry; an entry that stays behind opens nothing any more.
void removeKeychainSlot(Vault& vault, const SlotFacts& slot, QObject* context,
    std::function<void(const Result<void>&)> done);

} // namespace paydesk

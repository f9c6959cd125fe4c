#pragma once

#include "core/profile/vault.h"

namespace paydesk {

/// What is known about one secret of a merchant. Only Absent invites to enter it: in Locked and
/// Unavailable there is one, and entering another would overwrite it unseen.
enum class SecretStatus {
    Ready,
    Locked, ///< in the vault, which is locked
    Unavailable, ///< saved once, and not in the vault at hand; or the vault is damaged
    Absent
};
SecretStatus secretStatus(const Profile& profile, SecretField field, const Vault& vault);

/// The secrets of a profile: the sandbox's published ones, or the vault's. KeyMissing, VaultLocked,
/// or KeyLost otherwise. A missing AppSecret leaves that member empty.
Result<Credentials> credentialsOf(const Profile& profile, const Vault& vault);

} // namespace paydesk

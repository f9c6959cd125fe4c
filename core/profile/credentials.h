#pragma once

#include "core/profile/vault.h"

namespace paydesk {

/// The secrets of a profile: the sandbox's published ones, or the vault's. KeyMissing/VaultLocked
/// otherwise. A missing AppSecret leaves that member empty.
Result<Credentials> credentialsOf(const Profile& profile, const Vault& vault);

} // namespace paydesk

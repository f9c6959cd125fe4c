#pragma once

#include "core/profile/vault.h"

#include <functional>

class QObject;

namespace paydesk {

/// Does something slow with a vault on a thread of the pool, on an object of its own for the same
/// file, which is as open: the vault at hand stays the window's. `done` comes on the window's
/// thread with the result and that object, whose open state takeOver() can fetch; it does not come
/// once `context` is gone.
void workOn(const Vault& vault, QObject* context, std::function<Result<void>(Vault&)> act,
    std::function<void(const Result<void>&, Vault& worked)> done);

} // namespace paydesk

#pragma once

#include "core/sandbox/books.h"
#include "core/sandbox/faults.h"
#include "core/sign/parameters.h"

#include <optional>

namespace paydesk {

using MaybeFault = std::optional<Fault>;

/// The message signed and written: rightly, or as a fault that changes messages wants it.
QByteArray signedWire(
    Parameters fields, const SandboxIdentity& identity, SignType type, const MaybeFault& fault);

/// A merchant who is not ours, and a key that nobody has.
inline constexpr const char* otherMchId = "1900009999";
Secret otherKey();

} // namespace paydesk

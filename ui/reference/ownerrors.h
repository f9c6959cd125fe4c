#pragma once

#include "core/protocol/errorcode.h"

#include <array>
#include <span>

namespace paydesk {

/// A word by which Paydesk itself names what went wrong (cli.md, FailureId), explained.
struct OwnError {
    const char* word = nullptr;
    const char* path = nullptr; ///< where it happens; null: at every call; "": on this machine
    Bilingual meaning{};
    Bilingual remedy{};
    Reaction reaction = Reaction::Correct;
};

/// All of them: what an event or an exchange may carry, and what never leaves this machine.
std::array<std::span<const OwnError>, 4> ownErrors();
/// What a person or a file gave us, and what the history says to it.
std::span<const OwnError> inputErrors();
/// The merchant's settings, certificate and vault.
std::span<const OwnError> merchantErrors();
/// Ports, files and the disk.
std::span<const OwnError> machineErrors();

} // namespace paydesk

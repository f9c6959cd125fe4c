#pragma once

#include "core/protocol/errorcode.h"

namespace paydesk {

/// A word by which Paydesk itself names what went wrong (cli.md, FailureId), explained.
struct OwnError {
    const char* word = nullptr;
    const char* path = nullptr; ///< where it happens; null: at every call
    Bilingual meaning{};
    Bilingual remedy{};
    Reaction reaction = Reaction::Correct;
};

/// The words that an event or an exchange may carry.
std::span<const OwnError> ownErrors();

} // namespace paydesk

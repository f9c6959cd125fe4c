#pragma once

#include "core/doctor/draft.h"

namespace paydesk {

/// A digest that, written out in one way, is the received signature: its shape decides what has to
/// be looked for before anything is hashed.
struct SearchTarget {
    const Instance* output = nullptr; ///< the mistake in writing it; null: none
    int digestSize = 0;
    int offset = 0; ///< where the known bytes lie in the digest
    QByteArray known; ///< empty: nothing is known, each digest must be written out
    QByteArray received;

    /// Whether the digest may be the one: exact, unless only a part of it is known.
    bool matches(const unsigned char* digest) const;
};

/// All ways to read the received text, of the digest sizes that there are.
std::vector<SearchTarget> targetsOf(
    const QByteArray& received, const std::vector<Instance>& instances);

} // namespace paydesk

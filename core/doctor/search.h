#pragma once

#include "core/doctor/doctor.h"
#include "core/doctor/md5lanes.h"
#include "core/doctor/searchanatomy.h"

namespace paydesk {

/// Which combinations a search looks at: so many mistakes together, the deepest of them of a tier
/// between the two.
struct SearchPhase {
    int size = 1;
    int lowestTier = 1;
    int highestTier = 3;

    bool asksFor(int tier) const { return tier >= lowestTier || (size == 1 && tier == 0); }
};

/// What a search works with: by default what the machine has.
struct SearchTools {
    SearchTools();

    Md5Lanes lanes;
    unsigned threads; ///< at most
};

/// All combinations of the instances that lead to the received signature, each proved by the whole
/// pipeline (makeSignature). At most one instance of a mistake and of an exclusive slot goes into
/// one. Blocks; uses several threads where it is worth it; ends early, with what was found, when
/// the watch is cancelled.
std::vector<InstanceSet> searchCombinations(const SearchAnatomy& anatomy, const SearchPhase& phase,
    SearchWatch& watch, const SearchTools& tools = {});

/// Whether both may be in one combination.
bool canCombine(const Instance& a, const Instance& b);

} // namespace paydesk

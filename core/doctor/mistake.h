#pragma once

#include "core/base/bilingual.h"

#include <QByteArray>
#include <QString>

#include <vector>

namespace paydesk {

/// Where in the making of a signature a mistake happens, in the order in which the parts are done
/// (search-space: "pipeline slots"). The six steps that people see are fewer: see stepOf().
enum class Slot {
    Context, ///< the digest may be right; another fact of the order says what is wrong
    Value,
    Escape,
    Name,
    Set,
    Sort,
    Join,
    Key,
    Attach,
    String,
    Charset,
    Hash,
    Output,
};

/// The six steps of a signature as the trace shows them (protocol-v2.md §3.1).
enum class SigningStep { Select, Sort, Join, AppendKey, Digest, Format };
SigningStep stepOf(Slot slot);

/// A known mistake for people: what happened, and what to do about it. One row of the catalogue.
struct MistakeCard {
    QByteArray id; ///< stable, such as "empty-values-included"
    Slot slot = Slot::Value;
    int rank = 0; ///< how often it was reported: 1 is the most frequent
    Bilingual what;
    Bilingual fix;
};

/// Every mistake that can be proved by recomputing, or by comparing with the order: most frequent
/// first.
const std::vector<MistakeCard>& mistakeCards();
/// Null for an id that is not in the catalogue.
const MistakeCard* mistakeCard(QByteArrayView id);

} // namespace paydesk

#pragma once

#include "tests/wrongsignature.h"

namespace paydesk::judge {

// What must not be planted, because its outcome would be a matter of opinion.

/// Whether two mistakes cannot meet: they belong to one step, or the description leaves open what
/// both together would give.
bool clash(const WrongWay& a, const WrongWay& b);
/// Whether the description leaves open what this mistake does to these fields.
bool unclear(const JudgedCase& judged, QByteArrayView id);
bool unclearTogether(const JudgedCase& judged);
/// Needs a message made for it, so it does not meet others.
bool special(QByteArrayView id);
/// A way so rare that it is looked for alone only (search-space: tier 3).
bool rare(QByteArrayView id, const QByteArray& variant);
/// Other names that may give the same bytes.
QList<QByteArray> namesLike(const QByteArray& id);

} // namespace paydesk::judge

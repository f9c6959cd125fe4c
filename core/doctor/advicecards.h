#pragma once

#include "core/doctor/doctor.h"

#include <QByteArrayView>

#include <span>

namespace paydesk {

/// Every advice there is: the catalogue's mistakes that cannot be recomputed, and what is wrong
/// with the question itself.
std::span<const Advice> adviceCards();
/// Null for an id that is none of them.
const Advice* adviceCard(QByteArrayView id);

} // namespace paydesk

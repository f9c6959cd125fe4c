#pragma once

#include "tests/doctorcasefile.h"

namespace paydesk::judge {

/// How many of the cases the doctor gets right by the rule of the case format: the verdict, and as
/// the first finding the planted ids, another set known to give the same bytes, or any set no
/// larger whose signature, made again by the judge's own code, is the received one. Each miss is
/// printed for whoever mends it.
int rightAmong(const QList<JudgedCase>& cases);

} // namespace paydesk::judge

#pragma once

#include "core/base/failure.h"

#include <QString>

namespace paydesk {

/// What a failed rule says under its own field, where the field's name need not be repeated.
QString ruleOf(const Failure& failure);

} // namespace paydesk

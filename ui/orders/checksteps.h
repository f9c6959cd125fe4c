#pragma once

#include "ui/widgets/stepmodel.h"

#include <QByteArray>

namespace paydesk {

/// The checklist of a judged notification (Exchange::checks) as lines for people; empty when there
/// is none.
QList<Step> checkSteps(const QByteArray& checks);

} // namespace paydesk

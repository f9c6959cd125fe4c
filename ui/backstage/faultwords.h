#pragma once

#include "core/sandbox/faults.h"

#include <QString>

namespace paydesk {

/// A fault of the sandbox's menu in people's words: "No answer, but done".
QString faultName(FaultKind kind);
/// The same of a fault known by its id; the id itself when the menu does not have it.
QString faultName(const QByteArray& id);
/// What the fault does, in a sentence.
QString faultSentence(FaultKind kind);
/// Where it strikes: an interface's path, all of them, or the notifications.
QString faultScopeName(const QByteArray& scope);

} // namespace paydesk

#pragma once

#include "core/base/failure.h"

#include <QString>

namespace paydesk {

/// What helps after something went wrong at the checkout; the notice's button.
enum class Remedy { None, Settings, Signature, Exchange, Notifications, NewNumber, StartSandbox };

/// Whether the gateway refused because of the signature.
bool isAboutSignature(const Failure& failure);
/// `sandbox`: the order's gateway is our own, so it can be started.
Remedy remedyFor(const Failure& failure, bool sandbox);
/// What the button says, in the language of the moment; empty for None.
QString remedyText(Remedy remedy);

} // namespace paydesk

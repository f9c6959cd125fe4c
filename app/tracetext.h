#pragma once

#include "core/base/secret.h"
#include "core/sign/signer.h"

#include <QByteArray>

namespace paydesk {

/// The string to sign, with the key masked unless secrets are shown.
QByteArray shownString(const SignatureTrace& trace, const Secret& key, bool showSecrets);

/// The steps of a signature as a JSON object.
QByteArray stepsJson(const SignatureTrace& trace);
/// The same for people, on stdout.
void printSteps(const SignatureTrace& trace, const QByteArray& string);

} // namespace paydesk

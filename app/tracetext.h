#pragma once

#include "core/base/secret.h"
#include "core/sign/signer.h"

#include <QByteArray>

namespace paydesk {

/// The trace as it may be printed: where a field's value holds the key itself, it is taken out,
/// unless secrets are shown. Places and the signature stay those of the real string.
SignatureTrace shownTrace(SignatureTrace trace, const Secret& key, bool showSecrets);

/// The string to sign, with the key masked unless secrets are shown.
QByteArray shownString(const SignatureTrace& trace, const Secret& key, bool showSecrets);

/// The steps of a signature as a JSON object.
QByteArray stepsJson(const SignatureTrace& trace);
/// The same for people, on stdout.
void printSteps(const SignatureTrace& trace, const QByteArray& string);

} // namespace paydesk

#pragma once

#include "core/sandbox/books.h"
#include "core/sandbox/why.h"

namespace paydesk {

/// Why the `sign` of a request is wrong, as far as a handful of tries prove it; SignatureMismatch
/// otherwise. (The doctor tries everything; the sandbox what is certain and cheap.)
RefusalCause requestSignCause(
    const Parameters& fields, const SandboxIdentity& identity, SignType type);
/// The same for a wrong `paySign`: `fields` are the five that should have been signed.
RefusalCause paySignCause(const Parameters& fields, const QByteArray& paySign,
    const SandboxIdentity& identity, SignType type);

} // namespace paydesk

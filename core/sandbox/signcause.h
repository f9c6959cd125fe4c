#pragma once

#include "core/sandbox/books.h"
#include "core/sandbox/why.h"

namespace paydesk {

/// Why the `sign` of a request is wrong: what the doctor proves by recomputing it, or else that it
/// is too long or short, or just wrong. Takes some hundredths of a second.
Why requestSignWhy(const Parameters& fields, const SandboxIdentity& identity, SignType type);
/// The same for a wrong `paySign`: `fields` are the five that should have been signed.
Why paySignWhy(const Parameters& fields, const QByteArray& paySign, const SandboxIdentity& identity,
    SignType type);

} // namespace paydesk

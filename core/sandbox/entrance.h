#pragma once

#include "core/http/message.h"
#include "core/sandbox/books.h"
#include "core/sandbox/reply.h"

namespace paydesk {

/// A request that got in: read, from the known merchant, correctly signed.
struct Caller {
    Parameters fields;
    SignType type = SignType::Md5;
};

/// The checks every pay interface makes before it looks at the business, in WeChat's order
/// (protocol-v2.md §4.1.3): POST, body, UTF-8, XML, the four common fields, mch_id, appid, both
/// bound, the signature.
Accepted<Caller> admit(const HttpRequest& request, const SandboxIdentity& identity);

} // namespace paydesk

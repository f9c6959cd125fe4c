#pragma once

#include "core/http/message.h"
#include "core/protocol/endpoint.h"
#include "core/sandbox/books.h"
#include "core/sandbox/reply.h"
#include "core/sandbox/spoil.h"

namespace paydesk {

/// A request that got in: read, from the known merchant, correctly signed.
struct Caller {
    Parameters fields;
    SignType type = SignType::Md5;
    MaybeFault fault; ///< the planted one that strikes this call

    bool struckBy(FaultKind kind) const { return fault && fault->kind == kind; }
};

/// The checks every pay interface makes before it looks at the business, in WeChat's order
/// (protocol-v2.md §4.1.3): over TLS the client certificate where one is asked for, then POST,
/// body, UTF-8, XML, the four common fields, mch_id, appid, both bound, the signature. An appid is
/// asked of those endpoints that have one.
Accepted<Caller> admit(
    const HttpRequest& request, const Endpoint& endpoint, const SandboxIdentity& identity);

} // namespace paydesk

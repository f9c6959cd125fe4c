#pragma once

#include "core/protocol/endpoint.h"
#include "core/sandbox/reply.h"

namespace paydesk {

/// What every endpoint asks of the fields of a correctly signed request, as documented: what must
/// be there, how long it may be, of what form it is. The first field that is wrong refuses it.
Accepted<void> checkFields(const Endpoint& endpoint, const Parameters& fields);

/// result_code FAIL with the documented text of this err_code at this endpoint.
tl::unexpected<Refusal> refusedAs(const char* code, const Endpoint& endpoint, Why why);

} // namespace paydesk

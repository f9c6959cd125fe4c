#pragma once

#include "core/sandbox/entrance.h"

namespace paydesk {

/// weixin://wxpay/s/…, the same for the same long_url (protocol-v2.md §4.10).
Parameters shortUrlAnswer(const Caller& caller);
/// The whole answer to a report (§4.12): it is unsigned.
Parameters reportAnswer();
/// The whole answer to getsignkey (§4.13): unsigned, with a key of the sandbox's own that is none
/// of the merchant's.
Parameters signKeyAnswer(const SandboxIdentity& identity);

} // namespace paydesk

#pragma once

#include "core/http/message.h"
#include "core/http/requestreader.h"

#include <optional>

namespace paydesk {

/// What a complete head must be beyond what the parser checks: the target a path, one Host, one way
/// to tell the body's length, nothing coded, no upgrade, and not sent by a page of another origin.
struct HeadRules {
    bool http11 = true;

    std::optional<HttpRefusal> refusal(const HttpRequest& head, QByteArrayView target) const;
};

} // namespace paydesk

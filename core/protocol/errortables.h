#pragma once

#include "core/protocol/errorcode.h"

/// The rows of errorcode.h, by what they are about.
namespace paydesk::errortables {

extern const std::span<const ErrorCode> requests;
extern const std::span<const ErrorCode> orders;
extern const std::span<const ErrorCode> refunds;
extern const std::span<const ErrorCode> tills;
extern const std::span<const ErrorCode> logins;
extern const std::span<const ReturnMessage> messages;

} // namespace paydesk::errortables

#pragma once

#include "core/sign/parameters.h"

#include <optional>

namespace paydesk {

/// The first field that keeps a message from being a payment notification (protocol-v2.md §6):
/// required and absent or empty, too long, or belonging to another kind of message. Requests and
/// answers are signed with the same key as notifications, so the fields tell them apart before any
/// of them is believed (security/threats.md §1, reflection). `sign` is not asked for here: a
/// message without one has a bad signature. cash_fee and is_subscribe decide nothing and old
/// documented samples lack them.
std::optional<QByteArray> fieldAgainstNotification(const Parameters& fields);

/// The first field whose value holds "&name=" of a field of payment notifications. The signed
/// string does not say where one value ends, so such a message could be another one cut differently
/// (security/threats.md §1).
std::optional<QByteArray> ambiguousField(const Parameters& fields);

} // namespace paydesk

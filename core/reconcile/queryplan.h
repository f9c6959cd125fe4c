#pragma once

#include <chrono>
#include <optional>

namespace paydesk {

/// How long to wait before the next scheduled query of an order that was asked `asked` times: 5 s,
/// 30 s, 1, 3, 5, 10, 30 minutes (protocol-v2.md §4.2.1), then every 30 minutes until the
/// prepay_id's two hours and the closing margin are over; nothing after that.
std::optional<std::chrono::seconds> nextQueryDelay(int asked);

/// The same for a refund: a bank card's money may take three working days.
std::optional<std::chrono::seconds> nextRefundQueryDelay(int asked);

} // namespace paydesk

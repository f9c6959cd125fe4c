#pragma once

#include "core/notify/notice.h"
#include "core/orders/refund.h"

namespace paydesk {

/// Whether a message is about a refund: it carries req_info, which nothing else does.
bool isRefundNotice(const Notice& notice);

/// What the history knows of the refund that a notice is about.
struct RefundKnowledge {
    std::optional<Order> order{};
    std::optional<Refund> refund{};
};

/// The verdict on a refund notification (protocol-v2.md §7, security/threats.md §1). Nobody signs
/// it: one that holds in everything is accepted, and yet only holds its refund until a refundquery
/// has confirmed it. A refund that we do not know is refused, and its order's refunds are asked
/// for: it may have been begun on the merchant platform. One of an order that we do not know to be
/// paid is refused, too, and the order is held until a query has told of the payment. Pure.
Judgement judgeRefund(const Notice& notice, const RefundKnowledge& known, const Profile& profile);

} // namespace paydesk

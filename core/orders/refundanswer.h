#pragma once

#include "core/orders/store.h"

namespace paydesk {

/// What a refundquery answer says of the refunds of this order, once signature, appid and mch_id
/// are known to be right: confirmed reports. AnswerForeign when out_trade_no, transaction_id or
/// total_fee are not the order's; AnswerIncomplete when a refund lacks its number, amount or
/// status; nothing may be booked then. Pure.
Result<QList<RefundReport>> readRefundAnswer(const Parameters& fields, const Order& order);

/// One refundquery on its way into the history.
struct RefundAnswer {
    QByteArray profile;
    QByteArray outTradeNo;
    QByteArray outRefundNo; ///< which refund was asked for; empty: all of the order
    Exchange exchange;
    Result<Parameters> fields;
    QDateTime now; ///< UTC
};

/// A refused query is a result to be kept, so it must not roll back: the failure travels as a
/// value.
struct BookedRefunds {
    Result<QList<Refund>> refunds; ///< those of the answer, as they stand now
};

/// Records the exchange and its event, and books what the answer says: states and what they add up
/// to, refunds we did not know, the order's REFUND. A refund that WeChat does not know hours after
/// it was sent never arrived, and counts as refused. Fails only when the history does.
Result<BookedRefunds> bookRefundAnswer(OrderWriter& writer, const RefundAnswer& answer);

/// The first scheduled refundquery of a refund: soon, since balance money arrives at once.
inline constexpr std::chrono::seconds firstRefundQueryDelay{5};

} // namespace paydesk

#pragma once

#include "core/checkout/draft.h"
#include "core/gateway/call.h"
#include "core/orders/store.h"

namespace paydesk {

/// The first scheduled query of an order: five seconds after it was stored, and again counted from
/// WeChat's taking it. The plan is written together with the order, so that an order whose placing
/// was cut short by a crash is found by the query job. The following delays are the query job's own
/// business.
inline constexpr std::chrono::seconds firstQueryDelay{5};

/// What one answer means for one order; taken along to the writing thread.
struct Booking {
    QByteArray profile;
    QByteArray outTradeNo;
    QDateTime now;
    OrderEvent::Kind kind = OrderEvent::Kind::Placed;

    /// A line of the order's timeline.
    OrderEvent event(
        const QByteArray& outcome, const QByteArray& detail, qint64 exchangeId = 0) const;
    /// Records the exchange and notes its event, which says the exchange's outcome.
    Result<void> record(
        OrderWriter& writer, const Answer& answer, const QByteArray& detail = {}) const;
    /// The order as it stands, or OrderUnknown.
    Result<Order> order(OrderWriter& writer) const;
    /// Sets or clears the order's trouble.
    Result<void> trouble(OrderWriter& writer, const QByteArray& trouble) const;
    Result<void> plan(OrderWriter& writer, const QDateTime& nextQueryAt) const;
};

/// The order as it is stored before anything is sent.
Order newOrder(const OrderDraft& draft, const Profile& profile, const QDateTime& now);

/// A query in the middle of a journey; a state that nobody can take back is booked like any
/// query's.
Result<Order> bookQueryAnswer(OrderWriter& writer, const Booking& booking, const Answer& answer,
    const Result<StateReport>& report);

/// The gateway's err_code; empty when the failure carries none.
QByteArray errCodeOf(const Failure& failure);
/// The connection or the answer was lost: whether WeChat has acted is not known.
bool isLost(const Failure& failure);
/// Nothing has reached WeChat.
bool isUnsent(const Failure& failure);
/// Sent, and no answer that could be believed: lost, or not WeChat's.
bool leavesOutcomeOpen(const Failure& failure);

} // namespace paydesk

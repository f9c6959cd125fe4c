#pragma once

#include "core/notify/notice.h"
#include "core/orders/store.h"

namespace paydesk {

/// What becomes of one notice in the history.
struct Arrival {
    Notice notice;
    Profile profile;
    bool adoptUnknown = false;
    Exchange exchange; ///< the message as it came in, redacted; answer, outcome and checks are
                       ///< filled in by book()
    QDateTime now; ///< UTC
};

/// A booked notice.
struct Booked {
    Judgement judgement;
    Exchange exchange; ///< with its number
};

/// Judges and books one notice inside the writer's transaction: the order's new state or its being
/// held, its trouble, the exchange with its checklist, the event. On a failure nothing of it stays.
Result<Booked> book(OrderWriter& writer, const Arrival& arrival);

/// Holds an order that only a query may confirm, and plans that query for now.
Result<void> holdOrder(
    OrderWriter& writer, const QByteArray& profile, const QByteArray& number, const QDateTime& now);
/// Leaves its trouble on the order, where a person sees it.
Result<void> setTrouble(OrderWriter& writer, const QByteArray& profile, const QByteArray& number,
    const QByteArray& trouble);

/// The exchange as it is recorded once the verdict is known.
Exchange judgedExchange(Exchange exchange, const Judgement& judgement);

} // namespace paydesk

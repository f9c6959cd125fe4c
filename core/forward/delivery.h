#pragma once

#include "core/base/clock.h"
#include "core/orders/store.h"

namespace paydesk {

/// The header field that keeps a message from going round between two Paydesks for ever.
inline constexpr const char* forwardedField = "X-Paydesk-Forwarded";

/// The header fields of a received message but those of its connection and those that the next
/// connection makes anew.
QList<Header> passedOn(const QList<Header>& headers);

/// `target` with the query that a message came with, unless the target has one of its own.
QByteArray withQuery(const QByteArray& target, QByteArrayView query);

/// What became of one message that was passed on to the merchant's backend.
struct Forwarded {
    QByteArray outTradeNo; ///< may be empty
    QByteArray outcome; ///< forwardOutcome(), or "dropped"
    Exchange exchange; ///< as recorded; without an id when it was dropped or could not be recorded
};

/// Records it: an exchange, unless it was dropped, and an event of the order where there is one.
/// `done` gets it with the exchange's number, on the store's thread, unless `context` is gone.
void recordForwarded(OrderStore& store, const QByteArray& profile, const QDateTime& now,
    const Forwarded& result, QObject* context, std::function<void(const Forwarded&)> done);

} // namespace paydesk

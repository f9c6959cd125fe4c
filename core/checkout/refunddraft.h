#pragma once

#include "core/base/clock.h"
#include "core/orders/order.h"
#include "core/orders/refund.h"

namespace paydesk {

/// What a person fills in to give money back; UTF-8 bytes (protocol-v2.md §4.4).
struct RefundDraft {
    QByteArray outTradeNo;
    QByteArray outRefundNo;
    Fen fee;
    QByteArray reason; ///< refund_desc; may be empty
    QByteArray notifyUrl; ///< may be empty: the merchant platform's setting

    friend bool operator==(const RefundDraft&, const RefundDraft&) = default;
};

/// RF + Beijing time to the millisecond + four random digits: unique per merchant.
QByteArray newOutRefundNo(const Clock& clock);

/// refund's own fields for a draft, in a fixed order, empty ones left out.
Parameters businessFields(const RefundDraft& draft, const Order& order);

/// The rules of refund's fields that are broken, before anything is stored or sent. FieldMissing,
/// FieldTooLong, FieldMalformed, AmountOutOfRange. Lengths are bytes.
QList<Failure> brokenRules(const RefundDraft& draft, const Order& order);

} // namespace paydesk

#pragma once

#include "core/sandbox/order.h"

namespace paydesk {

/// A refund in the books of the pretend WeChat. Times UTC.
struct SandboxRefund {
    enum class State { Processing, Success, Change, Closed };

    QByteArray outRefundNo;
    QByteArray outTradeNo; ///< of its order
    QByteArray refundId;
    qint64 fee = 0; ///< fen
    QByteArray account; ///< REFUND_SOURCE_…
    QByteArray notifyUrl; ///< empty: no notification
    State ending = State::Success; ///< what becomes of it
    QDateTime acceptedAt;
    QDateTime finishedAt; ///< when it stops being PROCESSING
    Delivery delivery;

    State stateAt(const QDateTime& now) const
    {
        return now < finishedAt ? State::Processing : ending;
    }
    friend bool operator==(const SandboxRefund&, const SandboxRefund&) = default;
};

/// Where refunded money goes.
inline constexpr const char* moneyReceiver = "支付用户零钱";

/// The refund_status of refundquery and of the notification.
QByteArray refundStatusName(SandboxRefund::State state);

/// For the books' file.
QByteArray packed(const SandboxRefund& refund);
std::optional<SandboxRefund> unpackedRefund(const QByteArray& bytes);

} // namespace paydesk

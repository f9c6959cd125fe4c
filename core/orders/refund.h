#pragma once

#include "core/base/money.h"
#include "core/base/result.h"
#include "core/sign/signer.h"

#include <QDateTime>
#include <QList>

namespace paydesk {

/// refund_status as WeChat names it, Placing before WeChat has answered for the first time, and
/// Refused when it said no: no money moves, and the same number may be tried again.
enum class RefundState { Placing, Processing, Success, Change, Closed, Refused };

/// PROCESSING, SUCCESS, CHANGE, REFUNDCLOSE; "placing" and "refused" are our own.
QByteArray refundStateName(RefundState state);
/// WeChat's words only.
Result<RefundState> refundStateFromName(QByteArrayView name);

/// WeChat takes no more of them for one order (protocol-v2.md §4.4).
inline constexpr int mostRefunds = 50;

/// Money on its way back to the payer of one order.
struct Refund {
    QByteArray profile{};
    QByteArray outTradeNo{};
    QByteArray outRefundNo{};
    QByteArray refundId{}; ///< WeChat's; empty before its first answer
    Fen fee{};
    RefundState state = RefundState::Placing;
    bool held = false; ///< a notification came that only a refundquery may confirm
    bool confirmed = false; ///< the state is what a refundquery said
    QByteArray reason{}; ///< refund_desc
    QDateTime createdAt{}; ///< UTC
    QDateTime succeededAt{}; ///< UTC; invalid before
    int asked = 0; ///< scheduled queries so far
    QDateTime nextQueryAt{}; ///< UTC; invalid: none planned
    QByteArray trouble{}; ///< the last failure's name or err_code; empty when all is well
    Parameters request{}; ///< the business fields as sent, so that a repetition is identical; empty
                          ///< when it was begun elsewhere

    friend bool operator==(const Refund&, const Refund&) = default;
};

/// Its money counts as gone from the order: everything but what WeChat closed or refused.
bool countsAgainstOrder(const Refund& refund);
/// No query will change it any more.
bool isOver(const Refund& refund);

/// What the refunds of one order add up to.
struct RefundTotals {
    Fen committed{}; ///< no further refund may use it
    Fen refunded{}; ///< returned, and confirmed by a refundquery
    int count = 0; ///< of those that count against the order

    friend bool operator==(const RefundTotals&, const RefundTotals&) = default;
};
RefundTotals totalsOf(const QList<Refund>& refunds);

/// A refund's state reported by the answer to refund or by a refundquery.
struct RefundReport {
    QByteArray profile{};
    QByteArray outTradeNo{};
    QByteArray outRefundNo{};
    QByteArray refundId{};
    Fen fee{};
    RefundState state = RefundState::Processing;
    QDateTime succeededAt{}; ///< UTC
    bool confirmed = false; ///< by a refundquery

    friend bool operator==(const RefundReport&, const RefundReport&) = default;
};

/// Whether a report may move a refund. An answer to refund only says that WeChat has taken it (or
/// not); everything beyond is a refundquery's to say. What is SUCCESS or REFUNDCLOSE stays so.
bool mayMove(RefundState from, const RefundReport& report);

} // namespace paydesk

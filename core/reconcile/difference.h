#pragma once

#include "core/orders/order.h"
#include "core/reconcile/billentry.h"

#include <array>
#include <optional>

namespace paydesk {

/// The three lists of a reconciliation.
enum class MatchList { OnlyOurs, OnlyTheirs, Differs };
inline constexpr int matchLists = 3;

/// Why an order stands in one of them.
enum class DifferenceReason {
    OnlyOurs, ///< paid on the bill's day as we know it, but not in the bill
    OnlyTheirs, ///< in the bill, but not in the history
    Amount, ///< total_fee, or more goes back than was paid
    Currency,
    State, ///< the bill says paid, refunded or reversed, we do not
    Transaction, ///< the bill names another transaction_id
    Repeated ///< the bill has a second payment of the order
};
/// For scripts: "only-ours", "only-theirs", "amount", "currency", "state", "transaction",
/// "repeated".
QByteArray differenceReasonName(DifferenceReason reason);

/// One row of the lists: one order, and where bill and history part.
struct Difference {
    DifferenceReason reason = DifferenceReason::OnlyOurs;
    qint64 line = 0; ///< of the bill; 0: not in it
    QByteArray outTradeNo{};
    QByteArray transactionId{}; ///< the bill's, or ours where the bill has none
    QDateTime at{}; ///< UTC; when it was paid or given back
    std::optional<TradeState> ourState{}; ///< nothing: the history does not know the order
    Fen ours{};
    QByteArray ourCurrency{};
    std::optional<BillEntry::Kind> theirKind{}; ///< nothing: the bill does not know the order
    Fen theirs{};
    QByteArray theirCurrency{};

    friend bool operator==(const Difference&, const Difference&) = default;
};

/// One side's money of the day.
struct MatchSide {
    CountedSum payments{};
    CountedSum refunds{};
    CountedSum reversals{};

    friend bool operator==(const MatchSide&, const MatchSide&) = default;
};

/// What a bill was compared with, and how that ended.
struct MatchReport {
    BillKind kind = BillKind::All;
    QDate first{}; ///< the Beijing days of its rows; invalid for a bill without rows
    QDate last{};
    BillSummary summary{};
    MatchSide bill{};
    CountedSum history{}; ///< paid on these days, as we know it; not for REFUND and fund flow
    CountedSum received{}; ///< of a fund flow
    CountedSum spent{};
    qint64 agreeing = 0; ///< payments of the bill that are as the history says
    qint64 otherMerchants = 0; ///< rows of other sub merchants, passed over
    std::array<qint64, matchLists> found{}; ///< how many rows each list has

    qint64 count(MatchList list) const { return found[std::size_t(list)]; }
    bool isClean() const { return found == std::array<qint64, matchLists>{}; }
    friend bool operator==(const MatchReport&, const MatchReport&) = default;
};

} // namespace paydesk

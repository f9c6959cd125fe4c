#pragma once

#include "core/notify/checklist.h"
#include "core/orders/order.h"
#include "core/profile/profile.h"
#include "core/sign/parameters.h"

#include <optional>

namespace paydesk {

enum class Verdict { Accepted, Duplicate, Rejected };
/// "accepted", "duplicate", "rejected".
QByteArray verdictName(Verdict verdict);

/// A message as far as it can be judged without the history: parsed, and signed under which digest.
struct Notice {
    Result<Parameters> fields;
    bool signedMd5 = false;
    bool signedHmac = false;
    /// What is in req_info, of a message about a refund: decrypted, and through the same strict
    /// gate.
    std::optional<Result<Parameters>> inner{};

    /// out_trade_no where it can be read, made fit for showing by presentable().
    QByteArray outTradeNo() const;
    /// out_trade_no byte for byte, as the history is asked for it; empty where it cannot be read.
    QByteArray exactOutTradeNo() const;
    /// out_refund_no of a message about a refund, byte for byte.
    QByteArray exactOutRefundNo() const;
};

/// Parses and checks the signature under both digests, constant time. An empty key signs nothing.
/// Pure.
Notice readNotice(QByteArrayView body, const Secret& key);

/// The verdict on a notice (protocol-v2.md §6, security/threats.md §1, cli.md).
struct Judgement {
    Verdict verdict = Verdict::Rejected;
    /// "ok" when accepted or duplicate; otherwise one of the words of cli.md, or "storage" when the
    /// history could not be written.
    QByteArray reason;
    bool answerSuccess = false;
    bool hold = false; ///< the order is to be held until a query confirms it
    QByteArray outTradeNo; ///< as Notice::outTradeNo()
    bool aboutRefund = false;
    QByteArray outRefundNo{}; ///< of a message about a refund, made fit for showing
    bool holdsRefund = false; ///< the refund is to be held until a refundquery confirms it
    bool asksRefunds = false; ///< a refundquery is wanted at once
    QList<Check> checks;
    std::optional<StateReport> report; ///< what to book, when everything up to the transaction held

    friend bool operator==(const Judgement&, const Judgement&) = default;
};

/// Judges against what the history knows, up to the booking itself. With `adoptUnknown` an order
/// that is not known counts as known and equal. Pure.
Judgement judge(const Notice& notice, const std::optional<Order>& order, const Profile& profile,
    bool adoptUnknown);
/// The verdict after the store has said what the booking became.
Judgement settled(Judgement judgement, Applied applied);
/// The verdict on a message that the HTTP server would not read to its end.
Judgement unreadable(QByteArrayView why);
/// The verdict when the history could not be written: FAIL, so that WeChat sends it again.
Judgement unsaved(const Notice& notice);

/// The order that `adoptUnknown` puts into the history for a judged notice: Origin::Adopted, unpaid
/// until the report.
Order adoptedOrder(const Notice& notice, const StateReport& report, const QDateTime& now);

/// WeChat's XML answer: constant strings (cli.md, Listener over HTTP).
QByteArray noticeAnswer(const Judgement& judgement);

} // namespace paydesk

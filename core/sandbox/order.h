#pragma once

#include "core/sign/parameters.h"
#include "core/sign/signer.h"

#include <QByteArray>
#include <QDateTime>

#include <chrono>
#include <optional>

namespace paydesk {

/// How long a prepay_id, a code_url and a login code live, and an order nobody pays (protocol-v2.md
/// §4.1, §9, §12).
inline constexpr std::chrono::hours prepayLife{2};
inline constexpr std::chrono::minutes loginCodeLife{5};
inline constexpr std::chrono::hours unpaidOrderLife{7 * 24};

/// The notification of a paid order on its way to the merchant.
struct Delivery {
    int attempts = 0; ///< finished ones
    QDateTime dueAt; ///< UTC, of the next attempt; invalid when none is left
    QByteArray outcome; ///< of the last attempt, see NoticePost

    friend bool operator==(const Delivery&, const Delivery&) = default;
};

/// An order in the books of the pretend WeChat. Fields as the merchant sent them; times UTC.
struct SandboxOrder {
    enum class State { NotPay, Success, Closed, Refund, Revoked, UserPaying, PayError };

    QByteArray outTradeNo;
    QByteArray tradeType;
    QByteArray body;
    QByteArray detail;
    QByteArray attach;
    QByteArray deviceInfo;
    QByteArray totalFee;
    QByteArray feeType;
    QByteArray notifyUrl;
    QByteArray openid; ///< the one the order was placed for; empty when the trade type needs none
    QByteArray productId;
    QByteArray timeExpire;
    SignType signType = SignType::Md5;
    QByteArray prepayId;
    QByteArray codeUrl; ///< NATIVE only
    QDateTime prepaidAt; ///< when the prepay_id was given out
    QDateTime createdAt;
    QDateTime expiresAt;
    bool closed = false; ///< by closeorder
    QByteArray transactionId; ///< empty while unpaid
    QByteArray payer; ///< openid of who paid
    QDateTime paidAt;
    QDateTime refundedAt; ///< when the first refund was accepted; invalid: none was
    QDateTime revokedAt; ///< by reverse
    QByteArray authCode; ///< MICROPAY only: the code that was charged
    QDateTime payingUntil; ///< MICROPAY only: how long the payer types the password
    bool payError = false; ///< MICROPAY only: the bank or the payer refused
    Delivery delivery;

    bool isMicropay() const { return tradeType == "MICROPAY"; }
    bool isPaid() const { return !transactionId.isEmpty(); }
    qint64 fee() const { return totalFee.toLongLong(); }
    State stateAt(const QDateTime& now) const;
    bool prepayExpiredAt(const QDateTime& now) const;
    friend bool operator==(const SandboxOrder&, const SandboxOrder&) = default;
};

/// trade_state and trade_state_desc.
QByteArray tradeStateName(SandboxOrder::State state);
QByteArray tradeStateText(SandboxOrder::State state);

/// What the order's fields say; numbers and times of the sandbox's own are left empty.
SandboxOrder orderFrom(const Parameters& fields);
/// The first business field in which two placings of one out_trade_no differ (protocol-v2.md
/// §4.1.1); empty: identical.
QByteArray changedField(const SandboxOrder& before, const SandboxOrder& after);

/// What an order query and a notification tell of a paid order (protocol-v2.md §4.2, §6).
Parameters paidFields(const SandboxOrder& order);

/// For the books' file.
QByteArray packed(const SandboxOrder& order);
std::optional<SandboxOrder> unpackedOrder(const QByteArray& bytes);

} // namespace paydesk

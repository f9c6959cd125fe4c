#pragma once

#include "core/base/exchange.h"
#include "core/base/money.h"
#include "core/base/result.h"
#include "core/sign/signer.h"

#include <QDateTime>
#include <QList>

#include <optional>

namespace paydesk {

/// trade_state as WeChat names it, and Placing before WeChat has answered for the first time (shown
/// as NOTPAY outside).
enum class TradeState { Placing, NotPay, UserPaying, Success, Refund, Closed, Revoked, PayError };

/// WeChat's word; Placing is NOTPAY.
QByteArray tradeStateName(TradeState state);
Result<TradeState> tradeStateFromName(QByteArrayView name);
/// No query will change it any more (a paid order may still become REFUND, but nobody waits for
/// that).
bool isFinal(TradeState state);

/// What a report of a state means for an order that is in another one (security/threats.md §1):
/// forward is taken, the same again is a repetition, backward is stale. CLOSED, REVOKED and
/// PAYERROR end an unpaid order and are themselves left only for a payment that a query confirmed.
enum class StateStep { Forward, Same, Stale };
StateStep stepBetween(TradeState from, TradeState to);

/// Whether an order's trouble is about money that is not as it should be (amount-mismatch,
/// currency-mismatch, second-transaction, transaction-reused): a person must see it, so no later
/// answer of less weight takes it away.
bool isAlarm(QByteArrayView trouble);

/// How we came to know of the order.
enum class Origin { Placed, Imported, Adopted };
QByteArray originName(Origin origin);

/// One order of one merchant.
struct Order {
    QByteArray profile{};
    QByteArray outTradeNo{};
    TradeState state = TradeState::Placing;
    bool held = false; ///< a payment message came that only a query may confirm
    Origin origin = Origin::Placed;
    Fen totalFee{};
    QByteArray feeType = "CNY";
    QByteArray body{};
    QByteArray attach{};
    QByteArray tradeType{}; ///< JSAPI, NATIVE, APP, MWEB, MICROPAY; empty when unknown
    std::optional<SignType> signType{}; ///< unknown for imported and adopted orders
    QByteArray openid{};
    QByteArray notifyUrl{};
    QByteArray prepayId{};
    QByteArray codeUrl{};
    QByteArray mwebUrl{};
    QByteArray transactionId{};
    QByteArray bankType{};
    QDateTime createdAt{}; ///< UTC
    QDateTime paidAt{}; ///< UTC; invalid while unpaid
    int asked = 0; ///< scheduled queries so far
    QDateTime nextQueryAt{}; ///< UTC; invalid: none planned
    QByteArray trouble{}; ///< the last failure's name or err_code; empty when all is well
    Parameters request{}; ///< the business fields as sent, so that a repetition is identical
                          ///< (protocol-v2.md §4.1.1)

    friend bool operator==(const Order&, const Order&) = default;
};

/// What happened to an order, for its timeline.
struct OrderEvent {
    enum class Kind {
        Placed,
        Login,
        UnifiedOrder,
        PaySign,
        Payment,
        Notification,
        Query,
        Close,
        Imported,
        Adopted,
        StateChanged,
        Charge, ///< micropay
        Reverse,
        Refund,
        RefundQuery,
        RefundNotification,
        Fault, ///< planted in the sandbox: outcome "planted-drop", detail where it struck
        Forward ///< to the merchant's own backend: detail is its HTTP status
    };

    qint64 id = 0;
    QByteArray profile{};
    QByteArray outTradeNo{};
    QDateTime at{}; ///< UTC
    Kind kind = Kind::Placed;
    QByteArray outcome{}; ///< "ok", a verdict's reason, an err_code, a failureName()
    QByteArray detail{}; ///< one value worth showing: prepay_id, the new state; UTF-8
    qint64 exchangeId = 0; ///< 0: none

    friend bool operator==(const OrderEvent&, const OrderEvent&) = default;
};
QByteArray eventKindName(OrderEvent::Kind kind);

/// A payment state reported by a notification or a query.
struct StateReport {
    QByteArray profile{};
    QByteArray outTradeNo{};
    TradeState state = TradeState::NotPay;
    QByteArray transactionId{};
    QByteArray openid{};
    QByteArray bankType{};
    QDateTime paidAt{}; ///< UTC
    bool confirmed = false; ///< by a query: may release a held order and revive an ended one

    friend bool operator==(const StateReport&, const StateReport&) = default;
};

/// What became of a StateReport.
enum class Applied { Fresh, Duplicate, Stale, TransactionReused, SecondTransaction, UnknownOrder };

/// Which orders, newest first.
struct OrderQuery {
    QByteArray profile{};
    QList<TradeState> states{}; ///< empty: all. NotPay includes Placing.
    bool troubleOnly = false; ///< held, or with trouble
    QByteArray search{}; ///< part of a number, openid or body; an exact amount in yuan
    QDateTime since{}; ///< created at or after, UTC; invalid: no bound
    int limit = 100;

    friend bool operator==(const OrderQuery&, const OrderQuery&) = default;
};

/// Where the next page begins: behind this row.
struct OrderCursor {
    QDateTime createdAt{};
    qint64 row = 0; ///< 0: from the start

    friend bool operator==(const OrderCursor&, const OrderCursor&) = default;
};

struct OrderPage {
    QList<Order> orders{};
    OrderCursor next{}; ///< row 0: this was the last page

    friend bool operator==(const OrderPage&, const OrderPage&) = default;
};

/// Today's figures for the list's headline, from summary rows.
struct DayFigures {
    qint64 orders = 0;
    Fen paid{};
    qint64 open = 0;
    qint64 trouble = 0;

    friend bool operator==(const DayFigures&, const DayFigures&) = default;
};

/// Which exchanges, oldest first, behind `after`.
struct ExchangeQuery {
    QByteArray profile{};
    std::optional<Exchange::Direction> direction{};
    QByteArray outTradeNo{}; ///< empty: all
    QByteArray pathPrefix{}; ///< empty: all
    qint64 after = 0; ///< only exchanges with a larger id; with 0 the newest `limit` ones
    int limit = 500;

    friend bool operator==(const ExchangeQuery&, const ExchangeQuery&) = default;
};

} // namespace paydesk

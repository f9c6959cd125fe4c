#pragma once

#include "core/base/exchange.h"
#include "core/base/money.h"
#include "ui/orders/orderwords.h"

#include <optional>

namespace paydesk {

/// What a list shows of an exchange: everything but headers and bodies, which are read when the
/// exchange is looked at.
struct ExchangeRow {
    qint64 id = 0;
    bool incoming = false;
    bool repeated = false; ///< a notification that was answered but not booked again
    int status = 0; ///< HTTP; 0: no answer
    qint64 received = 0; ///< bytes of the body that came in
    std::chrono::microseconds took{0};
    QByteArray method{};
    QByteArray url{};
    QByteArray outTradeNo{};
    QByteArray outcome{};
    QDateTime startedAt{}; ///< UTC
    std::optional<Fen> amount{}; ///< total_fee of a notification, where it can be read

    friend bool operator==(const ExchangeRow&, const ExchangeRow&) = default;
};

/// Any thread.
ExchangeRow rowOf(const Exchange& exchange);

/// "/pay/unifiedorder", on one line.
QString pathText(const ExchangeRow& row);
/// What came of it, without a sign: "SUCCESS", "Booked", "ORDERPAID (Already paid at WeChat)".
ToneWords resultWords(const ExchangeRow& row);
/// Why a notification was judged as it was, in a sentence that does not repeat the verdict.
ToneWords reasonWords(const ExchangeRow& row);
/// The verdict on a notification in one word: "Booked", "Repeated", "Refused".
ToneWords verdictWords(const ExchangeRow& row);
/// Refused, failed or without an answer.
bool isTroubled(const ExchangeRow& row);
/// "186 ms", "<1 ms"; the unit is the same in every language.
QString durationText(std::chrono::microseconds took);
/// "1,083 B".
QString sizeText(qint64 bytes);

} // namespace paydesk

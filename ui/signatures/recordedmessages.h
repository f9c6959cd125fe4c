#pragma once

#include "core/orders/store.h"

#include <QCoreApplication>

namespace paydesk {

/// One message out of the history.
struct RecordedMessage {
    qint64 exchangeId = 0;
    bool isAnswer = false;
    QByteArray body{};
    QByteArray outTradeNo{};
    QByteArray path{};
    QDateTime at{}; ///< UTC

    /// One line for a list.
    QString title() const;

    friend bool operator==(const RecordedMessage&, const RecordedMessage&) = default;
};

/// The newest messages that carry a signature, newest first, and behind them whatever was sent and
/// received in the exchanges `also` that are not among them: for the reading thread.
Result<QList<RecordedMessage>> readRecordedMessages(const OrderReader& reader,
    const QByteArray& profile, int limit, const QList<qint64>& also = {});

} // namespace paydesk

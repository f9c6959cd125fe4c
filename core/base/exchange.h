#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QList>

#include <chrono>

namespace paydesk {

/// One header field as it stood on the wire.
struct Header {
    QByteArray name;
    QByteArray value;

    friend bool operator==(const Header&, const Header&) = default;
};

/// One request and its answer, as recorded: redacted before it is made, so it may be stored, shown
/// and exported as it is.
struct Exchange {
    enum class Direction { Outgoing, Incoming };

    qint64 id = 0; ///< the store's number; 0 before it is stored
    Direction direction = Direction::Outgoing;
    QByteArray method;
    QByteArray url; ///< whole for outgoing requests, path and query for incoming ones
    QByteArray peer; ///< address:port of the other side, may be empty
    QList<Header> requestHeaders;
    QByteArray requestBody;
    int status = 0; ///< 0: no answer came
    QList<Header> answerHeaders;
    QByteArray answerBody;
    QDateTime startedAt; ///< UTC
    std::chrono::microseconds took{0};
    QByteArray outTradeNo; ///< the order it belongs to, where that could be read
    QByteArray outcome; ///< "ok", an err_code, a verdict's reason, or failureName()
    QByteArray checks; ///< the checklist of a judged notification as JSON (notify/notice.h); empty
                       ///< otherwise
    QByteArray why; ///< the sandbox's true reason (X-Paydesk-Why), decoded UTF-8; may be empty

    friend bool operator==(const Exchange&, const Exchange&) = default;
};

} // namespace paydesk

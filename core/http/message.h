#pragma once

#include "core/base/exchange.h"

#include <QByteArrayView>

#include <chrono>

namespace paydesk {

/// A whole request that passed every limit. Bytes as received; nothing decoded.
struct HttpRequest {
    QByteArray method;
    QByteArray path; ///< without the query
    QByteArray query; ///< behind the question mark, may be empty
    QList<Header> headers;
    QByteArray body;
    QByteArray peer; ///< address:port
    QDateTime receivedAt; ///< UTC, when the last byte arrived
    bool encrypted = false; ///< came over TLS
    QByteArray certificate{}; ///< what the peer showed in the handshake, DER; empty: none

    /// The value of the first field of this name, compared without case; empty when absent.
    QByteArray header(QByteArrayView name) const;

    friend bool operator==(const HttpRequest&, const HttpRequest&) = default;
};

/// How an answer is spoilt on purpose, after it was made: what a planted fault of the sandbox asks
/// for.
struct HttpDefect {
    qsizetype withheld =
        0; ///< so many bytes at the end of the body never come; the connection ends
    std::chrono::milliseconds drip{0}; ///< the answer trickles out over this time

    friend bool operator==(const HttpDefect&, const HttpDefect&) = default;
};

/// What the server sends. Content-Length, Connection and Date-free framing are added by the server.
struct HttpAnswer {
    int status = 200;
    QByteArray contentType;
    QByteArray body;
    QList<Header> headers;
    HttpDefect defect = {};

    friend bool operator==(const HttpAnswer&, const HttpAnswer&) = default;
};

/// Limits of one server; sizes in bytes (security/threats.md §3).
struct HttpLimits {
    qsizetype head = qsizetype{16} * 1024;
    qsizetype body = qsizetype{64} * 1024;
    int fields = 100;
    qsizetype chunkLine = 256;
    int connections = 1024;
    std::chrono::milliseconds headTime{10'000};
    std::chrono::milliseconds totalTime{15'000};
    std::chrono::milliseconds idleTime{5'000};
};

/// Whether a Host field names this machine: 127.0.0.1, localhost or [::1], with any port. What only
/// pages of this machine may reach asks this first (DNS rebinding); /notify does not, behind a
/// tunnel its Host is foreign by right.
bool isLocalHost(QByteArrayView host);

} // namespace paydesk

#pragma once

#include "core/base/result.h"
#include "core/http/message.h"

#include <QByteArrayView>

#include <memory>
#include <optional>

namespace paydesk {

/// Why a request was not read to its end: the status to answer with and the reason in English for
/// the log.
struct HttpRefusal {
    int status = 400;
    QByteArray reason;

    friend bool operator==(const HttpRefusal&, const HttpRefusal&) = default;
};

/// Bytes in, one request or one refusal out: llhttp in strict mode plus the limits and refusals it
/// does not have (sizes, folding, bare LF, length together with chunks, repeated lengths, upgrades,
/// pipelined leftovers, coded bodies). No sockets, no clock. How the bytes are cut into feeds never
/// changes the outcome.
class RequestReader {
public:
    explicit RequestReader(const HttpLimits& limits);
    RequestReader(const RequestReader&) = delete;
    RequestReader& operator=(const RequestReader&) = delete;
    ~RequestReader();

    void feed(QByteArrayView bytes);
    /// True once the head is complete: the shorter deadline no longer applies.
    bool headDone() const;
    bool done() const;
    const std::optional<HttpRefusal>& refusal() const;
    /// The request as far as it was read; whole when done().
    const HttpRequest& request() const;
    bool keepAlive() const;
    /// True when the head is complete and asks for a 100 before it sends the body.
    bool expectsContinue() const;

private:
    class Parser;
    std::unique_ptr<Parser> m_parser;
};

} // namespace paydesk

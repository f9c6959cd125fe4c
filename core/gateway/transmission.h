#pragma once

#include "core/base/clock.h"
#include "core/base/exchange.h"
#include "core/base/result.h"

#include <QNetworkProxy>
#include <QObject>
#include <QSslConfiguration>
#include <QSslError>

#include <memory>
#include <optional>

class QNetworkAccessManager;
class QNetworkReply;

namespace paydesk {

/// One request as it goes onto the wire.
struct WireRequest {
    QByteArray method;
    QByteArray url; ///< encoded; may carry a secret, so it is never kept or logged as it is
    QList<Header> headers;
    QByteArray body;
    QByteArray proxy{}; ///< as in Endpoints
};

/// "host:port" of the proxy that the system (its settings, or https_proxy and no_proxy) wants to be
/// used for this address; empty: none.
QByteArray systemProxyFor(const QByteArray& url);

/// What came back: an answer with status 200 that kept within the limits, or why there is none.
/// Status, headers and body are filled in as far as they arrived, also beside a failure.
struct WireAnswer {
    int status = 0; ///< 0: no answer came
    QList<Header> headers;
    QByteArray body;
    QDateTime startedAt; ///< UTC
    std::chrono::microseconds took{0};
    std::optional<Failure> failure;

    /// The value of the first field of this name, compared without case; empty when absent.
    QByteArray header(QByteArrayView name) const;
};

/// Takes the body of an answer with status 200 as it comes, instead of having it kept.
class AnswerSink {
public:
    AnswerSink() = default;
    AnswerSink(const AnswerSink&) = delete;
    AnswerSink& operator=(const AnswerSink&) = delete;
    virtual ~AnswerSink() = default;
    /// A failure ends the transmission with it.
    virtual Result<void> take(QByteArrayView bytes) = 0;
};

/// Limits of an answer (security/threats.md §4).
inline constexpr qint64 answerLimit = 1024 * 1024; // bytes
inline constexpr qint64 fileLimit = qint64(512) * 1024 * 1024; // bytes of a file, also unpacked
inline constexpr qsizetype fileSample = 4096; // bytes of a file that are recorded
inline constexpr std::chrono::seconds answerTime{15}; ///< until the end; for a file: of silence

/// One request on the wire, once: QNetworkAccessManager resends behind our back when a connection
/// drops, so each transmission has a manager (and so a connection) of its own and a body that
/// cannot be rewound. No HTTP/2, redirects, cookies, cache, decompression; TLS 1.2 or newer with
/// the peer verified. Emits finished() once, never inside start().
class Transmission : public QObject {
    Q_OBJECT

public:
    /// `tls` adds to the trust (roots of a private authority); it cannot take the verification
    /// away.
    /// With a sink (which outlives this) the answer is a file: only its start stays in the answer's
    /// body.
    Transmission(WireRequest request, const QSslConfiguration& tls, Clock& clock,
        AnswerSink* sink = nullptr, QObject* parent = nullptr);
    ~Transmission() override;

    void start();
    /// Cuts the connection; what has arrived so far comes back with this failure, from inside this
    /// call.
    void stop(const Failure& why);
    /// All the header fields that go out, those of the HTTP layer included.
    QList<Header> sentHeaders() const;

signals:
    void finished(const paydesk::WireAnswer& answer);
    /// Of a file; `expected` is 0 when the server does not say.
    void progressed(qint64 received, qint64 expected);

private:
    void send();
    void connectReply();
    void waitForBytes();
    void readSome();
    void passOn();
    bool isFile() const;
    void readHead();
    void settle();
    void end(std::optional<Failure> why);
    std::optional<Failure> judged() const;
    Failure networkFailure() const;
    bool brokeAtProxy() const;
    Failure proxyFailure() const;
    QString host() const;

    WireRequest m_request;
    QSslConfiguration m_tls;
    Clock& m_clock;
    AnswerSink* m_sink;
    QNetworkAccessManager* m_network = nullptr;
    QNetworkProxy m_proxy;
    QNetworkReply* m_reply = nullptr;
    QList<QSslError> m_tlsErrors;
    WireAnswer m_answer;
    qint64 m_received = 0; // bytes of the body
    std::chrono::microseconds m_started{0};
    Clock::Alarm m_deadline = 0;
    bool m_ended = false;
};

} // namespace paydesk

#pragma once

#include "core/http/message.h"
#include "core/http/requestreader.h"

#include <QObject>
#include <QPointer>

#include <chrono>
#include <optional>

class QSocketNotifier;
class QSslSocket;
class QTcpSocket;

namespace paydesk {

class HttpServer;

/// The deadline of a connection that has none, on the clock's steady count.
inline constexpr std::chrono::microseconds noDeadline = std::chrono::microseconds::max();

/// One client of an HttpServer: reads a request, has it answered, sends the answer, reads the next.
/// At most one answer is ever waiting to be sent, and nothing is read meanwhile, so a client cannot
/// make us keep more than that.
class HttpConnection : public QObject {
    Q_OBJECT

public:
    /// How willingly a full server gives this connection up, most willingly first.
    enum class Worth { Unfinished, Idle, Sending, Answering };

    HttpConnection(HttpServer& server, QTcpSocket* socket);

    /// Begins to listen to the peer; over TLS with the handshake.
    void begin();
    /// Sends the answer to the request that was handed over; a no-op when none is waiting.
    void answer(const HttpAnswer& answer);
    /// Ends the connection at once, nothing more is sent.
    void drop();
    /// The deadline passed: 408 where a request was begun, silence otherwise.
    void expire();

    /// The deadline, on the clock's steady count; the maximum while the request is with the
    /// handler.
    std::chrono::microseconds due() const { return m_due; }
    /// When the present request, or the wait for it, began.
    std::chrono::microseconds since() const { return m_since; }
    Worth worth() const;

private:
    enum class Phase { Reading, Answering, Sending, Lingering, Gone };

    void read();
    void fill();
    void progress(const RequestReader& reader);
    void handOver();
    void refuse(const HttpRefusal& refusal);
    HttpRequest stamped() const;
    void send(const HttpAnswer& answer, bool keepAlive);
    void trickle();
    bool hasUnsent() const;
    void sent();
    void next();
    void linger();
    void discard();
    void holdReading(bool held);
    void setDeadline(std::chrono::microseconds due);
    void gone();

    HttpServer& m_server;
    QTcpSocket* m_socket;
    QSslSocket* m_tls; // the same socket where it speaks TLS, else null
    QPointer<QSocketNotifier> m_reading; // the socket's own, known while reading is held
    std::optional<RequestReader> m_reader; // absent before the first byte of a request
    QByteArray m_peer;
    std::chrono::microseconds m_since;
    std::chrono::microseconds m_due;
    Phase m_phase = Phase::Reading;
    bool m_fresh = true; // no request was read yet
    bool m_continued = false; // 100 was sent
    bool m_closing = false; // ends when the answer is sent
    QByteArray m_rest; // of an answer that trickles out
    qsizetype m_drop = 0; // how much of it goes at a time
    qsizetype m_discarded = 0;
};

} // namespace paydesk

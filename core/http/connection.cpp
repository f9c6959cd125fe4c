#include "core/http/connection.h"

#include "core/http/server.h"

#include <QHostAddress>
#include <QSocketNotifier>
#include <QSslCertificate>
#include <QSslSocket>
#include <QTcpSocket>

#include <algorithm>
#include <array>

#ifdef Q_OS_WIN
#include <winsock2.h>
#else
#include <sys/socket.h>
#endif

namespace paydesk {

namespace {

    constexpr qint64 socketBuffer = qint64{64} * 1024;
    constexpr std::size_t readChunk = std::size_t{16} * 1024;
    /// What a refused client may still send before it is cut off.
    constexpr qsizetype lingerBytes = qsizetype{1024} * 1024;
    constexpr std::chrono::seconds lingerTime{2};
    /// The time between two drops of an answer that trickles out.
    constexpr std::chrono::milliseconds dripTime{50};

    QByteArrayView reasonPhrase(int status)
    {
        switch (status) {
        case 200:
            return "OK";
        case 204:
            return "No Content";
        case 400:
            return "Bad Request";
        case 401:
            return "Unauthorized";
        case 403:
            return "Forbidden";
        case 404:
            return "Not Found";
        case 405:
            return "Method Not Allowed";
        case 408:
            return "Request Timeout";
        case 413:
            return "Content Too Large";
        case 415:
            return "Unsupported Media Type";
        case 417:
            return "Expectation Failed";
        case 431:
            return "Request Header Fields Too Large";
        case 500:
            return "Internal Server Error";
        case 503:
            return "Service Unavailable";
        default:
            return "";
        }
    }

    /// A constant text for each status: nothing of the request, no version, no path.
    HttpAnswer plainAnswer(int status)
    {
        HttpAnswer answer;
        answer.status = status;
        answer.contentType = "text/plain";
        answer.body = reasonPhrase(status).toByteArray() + '\n';
        if (status == 405)
            answer.headers.append(Header{"Allow", "GET, HEAD, POST"});
        return answer;
    }

    void appendField(QByteArray& head, QByteArrayView name, QByteArrayView value)
    {
        const auto breaks = [](QByteArrayView text) {
            return text.contains('\r') || text.contains('\n');
        };
        if (breaks(name) || breaks(value))
            return; // a value that would end the field must not reach the wire
        head.append(name).append(": ").append(value).append("\r\n");
    }

    QByteArray wireBytes(const HttpAnswer& answer, bool keepAlive, bool withBody)
    {
        QByteArray wire;
        wire.reserve(256 + (withBody ? answer.body.size() : 0));
        wire.append("HTTP/1.1 ").append(QByteArray::number(answer.status)).append(' ');
        wire.append(reasonPhrase(answer.status)).append("\r\n");
        if (!answer.contentType.isEmpty())
            appendField(wire, "Content-Type", answer.contentType);
        if (answer.status != 204)
            appendField(wire, "Content-Length", QByteArray::number(answer.body.size()));
        appendField(wire, "Connection", keepAlive ? "keep-alive" : "close");
        for (const Header& header : answer.headers)
            appendField(wire, header.name, header.value);
        wire.append("\r\n");
        if (withBody)
            wire.append(answer.body);
        return wire;
    }

    /// Tells the peer that nothing more comes, while its own bytes are still taken: closing with
    /// bytes unread would reset the connection and could destroy the answer on its way.
    void endSending(const QTcpSocket& socket)
    {
#ifdef Q_OS_WIN
        ::shutdown(SOCKET(socket.socketDescriptor()), SD_SEND);
#else
        ::shutdown(int(socket.socketDescriptor()), SHUT_WR);
#endif
    }

} // namespace

HttpConnection::HttpConnection(HttpServer& server, QTcpSocket* socket)
    : QObject(&server)
    , m_server(server)
    , m_socket(socket)
    , m_tls(qobject_cast<QSslSocket*>(socket))
    , m_since(server.m_clock.steady())
    , m_due(noDeadline)
{
    socket->setParent(this);
    socket->setReadBufferSize(socketBuffer);
    socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    m_peer =
        socket->peerAddress().toString().toLatin1() + ':' + QByteArray::number(socket->peerPort());
    connect(socket, &QTcpSocket::readyRead, this, &HttpConnection::read);
    connect(socket, &QTcpSocket::disconnected, this, &HttpConnection::gone);
    const auto sentSome = [this] {
        if (m_phase == Phase::Sending && m_rest.isEmpty() && !hasUnsent())
            sent();
    };
    connect(socket, &QTcpSocket::bytesWritten, this, sentSome);
    if (m_tls)
        connect(m_tls, &QSslSocket::encryptedBytesWritten, this, sentSome);
    setDeadline(m_since + m_server.m_limits.headTime);
}

void HttpConnection::begin()
{
    if (m_tls)
        m_tls->startServerEncryption();
}

bool HttpConnection::hasUnsent() const
{
    return m_socket->bytesToWrite() > 0 || (m_tls && m_tls->encryptedBytesToWrite() > 0);
}

HttpConnection::Worth HttpConnection::worth() const
{
    switch (m_phase) {
    case Phase::Reading:
        return m_reader || m_fresh ? Worth::Unfinished : Worth::Idle;
    case Phase::Answering:
        return Worth::Answering;
    case Phase::Sending:
        return Worth::Sending;
    case Phase::Lingering:
    case Phase::Gone:
        break;
    }
    return Worth::Unfinished;
}

void HttpConnection::read()
{
    if (m_phase == Phase::Lingering)
        discard();
    if (m_phase != Phase::Reading)
        return; // what came before its turn waits in the socket
    fill();
    if (m_reader)
        progress(*m_reader);
}

void HttpConnection::fill()
{
    std::array<char, readChunk> bytes; // NOLINT(*-member-init): filled by read()
    for (;;) {
        const qint64 count = m_socket->read(bytes.data(), qint64(bytes.size()));
        if (count <= 0)
            return;
        if (!m_reader) {
            m_reader.emplace(m_server.m_limits);
            m_since = m_fresh ? m_since : m_server.m_clock.steady();
        }
        m_reader->feed({bytes.data(), qsizetype(count)});
        if (m_reader->refusal())
            return;
    }
}

void HttpConnection::progress(const RequestReader& reader)
{
    if (const auto& refusal = reader.refusal()) {
        refuse(*refusal);
    } else if (reader.done()) {
        handOver();
    } else if (!reader.headDone()) {
        setDeadline(m_since + m_server.m_limits.headTime);
    } else {
        setDeadline(m_since + m_server.m_limits.totalTime);
        if (reader.expectsContinue() && !m_continued) {
            m_continued = true;
            m_socket->write("HTTP/1.1 100 Continue\r\n\r\n");
        }
    }
}

HttpRequest HttpConnection::stamped() const
{
    HttpRequest request = m_reader ? m_reader->request() : HttpRequest();
    request.peer = m_peer;
    request.receivedAt = m_server.m_clock.now();
    request.encrypted = m_tls != nullptr;
    if (m_tls)
        request.certificate = m_tls->peerCertificate().toDer();
    return request;
}

void HttpConnection::handOver()
{
    m_phase = Phase::Answering;
    m_due = noDeadline;
    const QPointer<HttpConnection> alive(this);
    m_server.m_handler(stamped(), Responder(this));
    // A peer that half-closes behind its request would have its socket closed by Qt as soon as that
    // is read, so nothing is read until the answer is sent.
    if (alive && m_phase == Phase::Answering)
        holdReading(true);
}

void HttpConnection::refuse(const HttpRefusal& refusal)
{
    // Sending may end the reader that the refusal lives in.
    const HttpRefusal why = refusal; // NOLINT(performance-unnecessary-copy-initialization)
    const HttpRequest request = stamped();
    m_phase = Phase::Answering;
    send(plainAnswer(why.status), false);
    emit m_server.refused(request, why);
}

void HttpConnection::answer(const HttpAnswer& answer)
{
    if (m_phase == Phase::Answering && m_reader)
        send(answer, m_reader->keepAlive());
}

void HttpConnection::send(const HttpAnswer& answer, bool keepAlive)
{
    const bool head = m_reader && m_reader->request().method == "HEAD";
    m_phase = Phase::Sending;
    m_closing = !keepAlive || answer.defect.withheld > 0;
    m_since = m_server.m_clock.steady();
    m_rest = wireBytes(answer, keepAlive, !head && answer.status != 204);
    m_rest.chop(answer.defect.withheld);
    m_drop =
        std::max<qsizetype>(1, m_rest.size() * dripTime / std::max(answer.defect.drip, dripTime));
    trickle();
    if (m_phase == Phase::Sending)
        holdReading(true);
}

/// All at once, unless the answer is to trickle out.
void HttpConnection::trickle()
{
    if (m_phase != Phase::Sending)
        return; // the peer is gone
    const QByteArray drop = m_drop < m_rest.size() ? m_rest.first(m_drop) : m_rest;
    m_rest = m_rest.sliced(drop.size());
    if (!m_rest.isEmpty())
        m_server.m_clock.after(dripTime, this, [this] { trickle(); });
    setDeadline(m_server.m_clock.steady() + m_server.m_limits.totalTime);
    m_socket->write(drop);
    m_socket->flush(); // may come back through bytesWritten to sent(), or through disconnected to
                       // gone()
}

void HttpConnection::sent()
{
    if (m_closing)
        linger();
    else
        next();
}

void HttpConnection::next()
{
    m_phase = Phase::Reading;
    m_reader.reset();
    m_fresh = false;
    m_continued = false;
    setDeadline(m_since + m_server.m_limits.idleTime);
    holdReading(false);
    if (m_socket->bytesAvailable() > 0)
        QMetaObject::invokeMethod(this, &HttpConnection::read, Qt::QueuedConnection);
}

void HttpConnection::linger()
{
    m_phase = Phase::Lingering;
    const bool whole = m_reader && m_reader->done();
    m_reader.reset();
    setDeadline(m_server.m_clock.steady() + lingerTime);
    if (m_tls && whole) {
        // Nothing more will come that closing could trip over, so TLS may say its own farewell.
        m_tls->disconnectFromHost();
        return;
    }
    endSending(*m_socket);
    holdReading(false);
    discard();
}

void HttpConnection::discard()
{
    m_discarded += m_socket->skip(m_socket->bytesAvailable());
    if (m_discarded > lingerBytes)
        drop();
}

void HttpConnection::holdReading(bool held)
{
    if (held && !m_reading) {
        const auto notifiers = m_socket->findChildren<QSocketNotifier*>();
        for (QSocketNotifier* notifier : notifiers) {
            if (notifier->type() == QSocketNotifier::Read)
                m_reading = notifier;
        }
    }
    if (m_reading)
        m_reading->setEnabled(!held);
}

void HttpConnection::expire()
{
    if (m_phase == Phase::Reading && m_reader)
        refuse({408, "the request did not come in time"});
    else
        drop();
}

void HttpConnection::setDeadline(std::chrono::microseconds due)
{
    m_due = due;
    m_server.watch(due);
}

void HttpConnection::drop()
{
    m_socket->abort(); // comes back through disconnected
    gone();
}

void HttpConnection::gone()
{
    if (m_phase == Phase::Gone)
        return;
    m_phase = Phase::Gone;
    m_due = noDeadline;
    m_server.forget(this);
    deleteLater();
}

} // namespace paydesk

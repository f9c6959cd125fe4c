#include "core/http/server.h"

#include "core/http/connection.h"
#include "core/http/listener.h"
#include "core/http/portholder.h"

#include <QEvent>
#include <QPointer>
#include <QSocketNotifier>
#include <QSslConfiguration>
#include <QTcpSocket>

#include <algorithm>
#include <utility>

#ifdef Q_OS_UNIX
#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>
#endif

namespace paydesk {

namespace {

    constexpr int backlog = 1024;
    /// How long to wait for descriptors that others hold.
    constexpr std::chrono::seconds retryTime{1};

    /// The limit, or so much less that the rest of the program keeps descriptors for its files and
    /// its own requests.
    int affordable(int connections)
    {
#ifdef Q_OS_UNIX
        rlimit limit{};
        if (getrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY) {
            const rlim_t spare = limit.rlim_cur - std::min<rlim_t>(limit.rlim_cur / 2, 128);
            return int(std::min<rlim_t>(rlim_t(connections), std::max<rlim_t>(spare, 1)));
        }
#endif
        return connections;
    }

    bool descriptorFree(qintptr any)
    {
#ifdef Q_OS_UNIX
        const int copy = ::fcntl(int(any), F_DUPFD_CLOEXEC, 0);
        if (copy < 0)
            return false;
        ::close(copy);
#else
        Q_UNUSED(any)
#endif
        return true;
    }

} // namespace

struct Responder::Right {
    QPointer<HttpConnection> connection;
    bool used = false;

    explicit Right(HttpConnection* asking)
        : connection(asking)
    {
    }
    Right(const Right&) = delete;
    Right& operator=(const Right&) = delete;
    ~Right() { answer({500, "text/plain", "Internal Server Error\n", {}}); }

    void answer(const HttpAnswer& with)
    {
        if (!std::exchange(used, true) && connection)
            connection->answer(with);
    }

    void drop()
    {
        if (!std::exchange(used, true) && connection)
            connection->drop();
    }
};

Responder::Responder(HttpConnection* connection)
    : m_right(std::make_shared<Right>(connection))
{
}

void Responder::send(const HttpAnswer& answer) const
{
    m_right->answer(answer);
}

void Responder::drop() const
{
    m_right->drop();
}

HttpServer::HttpServer(Clock& clock, HttpLimits limits, Handler handler, QObject* parent)
    : QObject(parent)
    , m_clock(clock)
    , m_limits(limits)
    , m_handler(std::move(handler))
    , m_capacity(affordable(limits.connections))
    , m_server(new HttpListener(this))
{
    m_server->setListenBacklogSize(backlog);
    m_server->setMaxPendingConnections(backlog);
    connect(m_server, &HttpListener::newConnection, this, &HttpServer::accept);
    connect(m_server, &HttpListener::acceptError, this, &HttpServer::pauseAccepting);
}

HttpServer::~HttpServer()
{
    close();
}

void HttpServer::setTls(const QSslConfiguration& tls)
{
    m_server->setTls(tls);
}

Result<quint16> HttpServer::listen(const QHostAddress& address, quint16 port)
{
    close();
    if (!m_server->listen(address, port)) {
        if (m_server->serverError() == QAbstractSocket::AddressInUseError)
            return fail(FailureId::PortInUse,
                {{QStringLiteral("port"), port}, {QStringLiteral("holder"), portHolder(port)}});
        return fail(FailureId::ListenFailed,
            {{QStringLiteral("port"), port}, {QStringLiteral("reason"), m_server->errorString()}});
    }
    const auto notifiers = m_server->findChildren<QSocketNotifier*>();
    for (QSocketNotifier* notifier : notifiers)
        notifier->installEventFilter(this);
    return m_server->serverPort();
}

void HttpServer::close()
{
    m_server->close();
    m_paused = false;
    const QList<HttpConnection*> connections = m_connections;
    for (HttpConnection* connection : connections)
        connection->drop();
}

bool HttpServer::isListening() const
{
    return m_server->isListening();
}

quint16 HttpServer::port() const
{
    return m_server->serverPort();
}

int HttpServer::connections() const
{
    return int(m_connections.size());
}

/// Without a free descriptor accept() fails and QTcpServer, which takes every failure after the
/// first for "nothing there", would be woken again at once, for ever. So a descriptor is made sure
/// of before it is woken.
bool HttpServer::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() != QEvent::SockAct || descriptorFree(m_server->socketDescriptor()))
        return QObject::eventFilter(watched, event);
    if (evict(true) && descriptorFree(m_server->socketDescriptor()))
        return false;
    pauseAccepting();
    return true;
}

void HttpServer::pauseAccepting()
{
    if (std::exchange(m_paused, true))
        return;
    m_server->pauseAccepting();
    m_clock.after(retryTime, this, [this] { resumeAccepting(); });
}

void HttpServer::resumeAccepting()
{
    if (std::exchange(m_paused, false) && m_server->isListening())
        m_server->resumeAccepting();
}

void HttpServer::accept()
{
    while (QTcpSocket* socket = m_server->nextPendingConnection()) {
        if (m_connections.size() >= m_capacity)
            evict(false);
        auto* connection = new HttpConnection(*this, socket);
        m_connections.append(connection);
        connection->begin();
    }
}

/// Gives up the least worthy connection, the oldest of its kind. False when there is none.
bool HttpServer::evict(bool onlyUnfinished)
{
    const auto rank = [](const HttpConnection* connection) {
        return std::pair(connection->worth(), connection->since());
    };
    const auto victim = std::min_element(m_connections.cbegin(), m_connections.cend(),
        [&](const auto* a, const auto* b) { return rank(a) < rank(b); });
    if (victim == m_connections.cend())
        return false;
    if (onlyUnfinished && (*victim)->worth() > HttpConnection::Worth::Idle)
        return false;
    (*victim)->drop();
    return true;
}

void HttpServer::forget(HttpConnection* connection)
{
    m_connections.removeOne(connection);
    resumeAccepting();
}

/// One alarm serves all connections: a deadline that moves away leaves it alone, and sweep() sets
/// it anew.
void HttpServer::watch(std::chrono::microseconds due)
{
    if (due >= m_alarmDue)
        return;
    m_clock.cancel(m_alarm);
    m_alarmDue = due;
    const auto delay = std::chrono::ceil<Clock::Milliseconds>(due - m_clock.steady());
    m_alarm = m_clock.after(delay, this, [this] { sweep(); });
}

void HttpServer::sweep()
{
    m_alarmDue = noDeadline;
    const auto now = m_clock.steady();
    const QList<HttpConnection*> connections = m_connections;
    for (HttpConnection* connection : connections) {
        if (connection->due() <= now)
            connection->expire();
    }
    auto earliest = noDeadline;
    for (const HttpConnection* connection : std::as_const(m_connections))
        earliest = std::min(earliest, connection->due());
    watch(earliest);
}

} // namespace paydesk

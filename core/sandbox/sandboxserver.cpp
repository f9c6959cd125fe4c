#include "core/sandbox/sandboxserver.h"

#include "core/base/redact.h"
#include "core/http/server.h"
#include "core/sandbox/api.h"
#include "core/sandbox/controls.h"
#include "core/sandbox/delivery.h"
#include "core/sandbox/logins.h"

#include <QLoggingCategory>
#include <QMetaMethod>
#include <QTimer>

#include <optional>
#include <utility>

namespace paydesk {

namespace {

    Q_LOGGING_CATEGORY(serverLog, "paydesk.sandbox")

    constexpr qsizetype largestBody = 256 * 1024;

    HttpLimits sandboxLimits()
    {
        HttpLimits limits;
        limits.body = largestBody;
        return limits;
    }

    /// A page in a browser, or a name that was made to point here (security/threats.md §3).
    bool isForeign(const HttpRequest& request)
    {
        const QByteArray site = request.header("Sec-Fetch-Site");
        const bool crossSite = !site.isEmpty() && site != "same-origin" && site != "none";
        return !request.header("Origin").isEmpty() || crossSite
            || !isLocalHost(request.header("Host"));
    }

    Reply bare(int status, const char* body, QByteArray outcome, const Why& why = {})
    {
        Reply reply = plainReply(body, std::move(outcome), why);
        reply.http.status = status;
        return reply;
    }

} // namespace

/// Everything behind the front door, in the order it depends on each other.
class SandboxServer::Room {
public:
    Room(SandboxServer& server, const SandboxOptions& options, Clock& clock);

    Result<quint16> listen(const QHostAddress& address, quint16 port);
    void close();

    QByteArray url() const;

private:
    /// An answer that waits until the books are written.
    struct Held {
        HttpRequest request;
        Responder responder;
        Reply reply;
        std::chrono::microseconds startedAt;
    };

    void receive(const HttpRequest& request, const Responder& responder);
    Reply route(const HttpRequest& request);
    Reply control(const HttpRequest& request);
    void settleSoon();
    void settle();
    void answer(const Held& held);
    void record(const Held& held);

    SandboxServer& m_server;
    Clock& m_clock;
    const SandboxIdentity m_identity;
    Redactor m_redactor;
    std::vector<Held> m_held;
    bool m_settling = false;
    SandboxBooks m_books;
    std::optional<Failure> m_trouble; // with the books
    DeliveryDesk m_desk;
    Till m_till;
    Logins m_logins;
    PayApi m_api;
    Controls m_controls;
    QHostAddress m_address;
    HttpServer m_http;
};

SandboxServer::Room::Room(SandboxServer& server, const SandboxOptions& options, Clock& clock)
    : m_server(server)
    , m_clock(clock)
    , m_identity(options.merchant)
    , m_books([this] { settleSoon(); })
    , m_desk(m_identity, m_books,
          options.retrySchedule.empty() ? documentedSchedule() : options.retrySchedule, clock)
    , m_till(m_identity, m_books, m_desk, clock)
    , m_logins(m_identity, m_books, clock)
    , m_api(m_identity, m_books, clock)
    , m_controls(m_identity, m_books, m_till, clock)
    , m_http(
          clock, sandboxLimits(), [this](const HttpRequest& request, const Responder& responder) {
              receive(request, responder);
          })
{
    m_redactor.add(m_identity.apiKey);
    m_redactor.add(m_identity.appSecret);
    if (auto opened = m_books.open(options.folder, clock.now()); !opened)
        m_trouble = std::move(opened.error());
    connect(&m_desk, &DeliveryDesk::delivered, &m_server, &SandboxServer::delivered);
}

Result<quint16> SandboxServer::Room::listen(const QHostAddress& address, quint16 port)
{
    if (m_trouble)
        return fail(*m_trouble);
    auto taken = m_http.listen(address, port);
    if (taken) {
        m_address = address;
        m_desk.start();
    }
    return taken;
}

void SandboxServer::Room::close()
{
    m_desk.stop();
    m_http.close();
    settle();
}

QByteArray SandboxServer::Room::url() const
{
    if (!m_http.isListening())
        return {};
    const bool v6 = m_address.protocol() == QAbstractSocket::IPv6Protocol;
    const QByteArray host = m_address == QHostAddress(QHostAddress::Any)
            || m_address == QHostAddress(QHostAddress::AnyIPv6)
        ? QByteArray("127.0.0.1")
        : m_address.toString().toLatin1();
    return "http://" + (v6 && host.contains(':') ? '[' + host + ']' : host) + ':'
        + QByteArray::number(m_http.port());
}

void SandboxServer::Room::receive(const HttpRequest& request, const Responder& responder)
{
    const auto startedAt = m_clock.steady();
    Held held{request, responder, route(request), startedAt};
    if (m_books.isDirty())
        m_held.push_back(std::move(held));
    else
        answer(held);
}

Reply SandboxServer::Room::route(const HttpRequest& request)
{
    if (isForeign(request))
        return bare(403, "forbidden", "foreign-page", whyOf(RefusalCause::ForeignPage));
    if (PayApi::serves(request.path))
        return m_api.answer(request);
    if (request.path == "/sns/jscode2session")
        return m_logins.session(request.query);
    return control(request);
}

Reply SandboxServer::Room::control(const HttpRequest& request)
{
    const bool known = request.path == "/sandbox/login" || request.path == "/sandbox/requestPayment"
        || request.path == "/sandbox/scan" || request.path == "/sandbox/orders";
    if (!known)
        return bare(404, "not found", "not-found");
    if (request.method != (request.path == "/sandbox/orders" ? "GET" : "POST"))
        return bare(405, "method not allowed", "method-not-allowed");
    if (request.path == "/sandbox/login")
        return m_logins.login(request.body);
    if (request.path == "/sandbox/requestPayment")
        return m_controls.requestPayment(request.body);
    return request.path == "/sandbox/scan" ? m_controls.scan(request.body)
                                           : m_controls.orders(request.query);
}

/// One transaction for everything that came in during this turn of the event loop.
void SandboxServer::Room::settleSoon()
{
    if (!std::exchange(m_settling, true))
        QTimer::singleShot(0, &m_http, [this] { settle(); });
}

void SandboxServer::Room::settle()
{
    m_settling = false;
    const auto written = m_books.commit();
    if (!written)
        qCWarning(serverLog).noquote()
            << "The sandbox's books were not written; they are kept in memory:"
            << written.error().details;
    for (const Held& held : std::exchange(m_held, {}))
        answer(held);
    m_desk.pump();
}

void SandboxServer::Room::answer(const Held& held)
{
    held.responder.send(held.reply.http);
    record(held);
}

void SandboxServer::Room::record(const Held& held)
{
    static const QMetaMethod served = QMetaMethod::fromSignal(&SandboxServer::served);
    if (!m_server.isSignalConnected(served))
        return;
    Exchange exchange;
    exchange.direction = Exchange::Direction::Incoming;
    exchange.method = held.request.method;
    exchange.url = held.request.path
        + (held.request.query.isEmpty() ? QByteArray() : '?' + held.request.query);
    exchange.peer = held.request.peer;
    exchange.requestHeaders = held.request.headers;
    exchange.requestBody = held.request.body;
    exchange.status = held.reply.http.status;
    exchange.answerHeaders = held.reply.http.headers;
    exchange.answerHeaders.prepend({"Content-Type", held.reply.http.contentType});
    exchange.answerBody = held.reply.http.body;
    exchange.startedAt = held.request.receivedAt;
    exchange.took = m_clock.steady() - held.startedAt;
    exchange.outTradeNo = held.reply.outTradeNo;
    exchange.outcome = held.reply.outcome;
    exchange.why = held.reply.why.text();
    emit m_server.served(m_redactor.clean(std::move(exchange)));
}

SandboxServer::SandboxServer(const SandboxOptions& options, Clock& clock, QObject* parent)
    : QObject(parent)
    , m_room(std::make_unique<Room>(*this, options, clock))
{
}

SandboxServer::~SandboxServer() = default;

Result<quint16> SandboxServer::listen(const QHostAddress& address, quint16 port)
{
    return m_room->listen(address, port);
}

void SandboxServer::close()
{
    m_room->close();
}

QByteArray SandboxServer::url() const
{
    return m_room->url();
}

} // namespace paydesk

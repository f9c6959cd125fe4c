#include "core/sandbox/sandboxserver.h"

#include "core/base/redact.h"
#include "core/http/server.h"
#include "core/protocol/endpoints.h"
#include "core/sandbox/api.h"
#include "core/sandbox/controls.h"
#include "core/sandbox/levers.h"
#include "core/sandbox/logins.h"
#include "core/sandbox/timemachine.h"
#include "core/sandbox/tlsfiles.h"

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

    bool strikesBefore(const MaybeFault& fault)
    {
        return fault && (fault->kind == FaultKind::Drop || fault->kind == FaultKind::TimeoutBefore);
    }

    bool isSilence(const MaybeFault& fault)
    {
        return strikesBefore(fault) || (fault && fault->kind == FaultKind::TimeoutAfter);
    }

    /// The answer as a fault of the wire spoils it, and the record says so.
    void spoil(Reply& reply, const Fault& fault)
    {
        if (fault.kind == FaultKind::HalfAnswer)
            reply.http.defect.withheld = (reply.http.body.size() + 1) / 2;
        if (fault.kind == FaultKind::SlowDrip)
            reply.http.defect.drip = fault.wait;
        reply.why = plantedWhy(fault);
        reply.outcome = reply.why.id;
        reply.http.headers.removeIf(
            [](const Header& header) { return header.name == "X-Paydesk-Why"; });
        reply.http.headers.append({"X-Paydesk-Why", reply.why.header()});
    }

    /// Where a server is reached from this machine.
    QByteArray urlOf(const char* scheme, const HttpServer& http, const QHostAddress& address)
    {
        if (!http.isListening())
            return {};
        const bool v6 = address.protocol() == QAbstractSocket::IPv6Protocol;
        const QByteArray host = address == QHostAddress(QHostAddress::Any)
                || address == QHostAddress(QHostAddress::AnyIPv6)
            ? QByteArray("127.0.0.1")
            : address.toString().toLatin1();
        return scheme + QByteArray("://") + (v6 && host.contains(':') ? '[' + host + ']' : host)
            + ':' + QByteArray::number(http.port());
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
    Result<quint16> listenTls(const QHostAddress& address, quint16 port);
    void close();

    QByteArray url() const { return urlOf("http", m_http, m_address); }
    QByteArray httpsUrl() const { return urlOf("https", m_https, m_tlsAddress); }
    FaultBoard& faults() { return m_faults; }
    Levers& levers() { return m_levers; }
    const SandboxClock& clock() const { return m_clock; }
    void moveTime(std::chrono::milliseconds forward);

private:
    /// An answer that waits until the books are written.
    struct Held {
        HttpRequest request;
        Responder responder;
        Reply reply;
        std::chrono::microseconds startedAt;
        MaybeFault fault;
    };

    HttpServer::Handler receiver();
    void receive(const HttpRequest& request, const Responder& responder);
    void settleAndAnswer(Held held);
    void travel(Held held);
    Reply route(const HttpRequest& request, const MaybeFault& fault);
    Reply control(const HttpRequest& request);
    void settleSoon();
    void settle();
    void answer(const Held& held);
    void send(const Held& held);
    void record(const Held& held);

    SandboxServer& m_server;
    Clock& m_realClock;
    SandboxClock m_clock;
    SandboxIdentity m_identity;
    const QString m_folder;
    Redactor m_redactor;
    std::vector<Held> m_held;
    bool m_settling = false;
    SandboxBooks m_books;
    std::optional<Failure> m_trouble; // with the books
    FaultBoard m_faults;
    DeliveryDesk m_desk;
    TimeMachine m_machine;
    Till m_till;
    Logins m_logins;
    PayApi m_api;
    Controls m_controls;
    Levers m_levers;
    QHostAddress m_address;
    QHostAddress m_tlsAddress;
    HttpServer m_http;
    HttpServer m_https;
};

SandboxServer::Room::Room(SandboxServer& server, const SandboxOptions& options, Clock& clock)
    : m_server(server)
    , m_realClock(clock)
    , m_clock(clock)
    , m_identity(options.merchant)
    , m_folder(options.folder)
    , m_books([this] { settleSoon(); })
    , m_faults(clock, [this] { emit m_server.faultsChanged(m_faults.faults()); })
    , m_desk(m_identity, m_books, m_faults,
          options.retrySchedule.empty() ? documentedSchedule() : options.retrySchedule, m_clock)
    , m_machine(m_clock, m_books, m_desk)
    , m_till(m_identity, m_books, m_desk, m_clock)
    , m_logins(m_identity, m_books, m_clock)
    , m_api(m_identity, m_books, m_desk, m_clock, options.refundTime)
    , m_controls(m_identity, m_books, m_till, m_clock)
    , m_levers(m_faults, m_clock)
    , m_http(clock, sandboxLimits(), receiver())
    , m_https(clock, sandboxLimits(), receiver())
{
    m_redactor.add(m_identity.apiKey);
    m_redactor.add(m_identity.appSecret);
    if (auto opened = m_books.open(options.folder, clock.now()); !opened)
        m_trouble = std::move(opened.error());
    m_clock.setAhead(m_books.ahead());
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
    m_https.close();
    settle();
}

Result<quint16> SandboxServer::Room::listenTls(const QHostAddress& address, quint16 port)
{
    const auto tls = openSandboxTls(m_folder, m_identity.mchId, m_realClock.now());
    if (!tls)
        return fail(tls.error());
    m_identity.authority = tls->authority;
    m_https.setTls(configurationOf(*tls));
    auto taken = m_https.listen(address, port);
    if (taken)
        m_tlsAddress = address;
    return taken;
}

void SandboxServer::Room::moveTime(std::chrono::milliseconds forward)
{
    m_machine.travelTo(m_clock.now().addMSecs(forward.count()),
        [this] { emit m_server.timeMoved(m_clock.now()); });
}

HttpServer::Handler SandboxServer::Room::receiver()
{
    return [this](const HttpRequest& request, const Responder& responder) {
        receive(request, responder);
    };
}

void SandboxServer::Room::receive(const HttpRequest& request, const Responder& responder)
{
    Held held{request, responder, {}, m_realClock.steady(), {}};
    if (isForeign(request)) {
        held.reply = bare(403, "forbidden", "foreign-page", whyOf(RefusalCause::ForeignPage));
        answer(held);
        return;
    }
    if (request.path == "/sandbox/time" && request.method == "POST") {
        travel(std::move(held));
        return;
    }
    const Endpoint* const endpoint = endpointAt(request.path);
    if (endpoint && !m_faults.faults().isEmpty())
        held.fault = m_faults.strike(endpoint->name, m_api.orderNamedIn(request));
    if (!strikesBefore(held.fault))
        held.reply = route(request, held.fault);
    if (held.fault)
        spoil(held.reply, *held.fault);
    settleAndAnswer(std::move(held));
}

void SandboxServer::Room::settleAndAnswer(Held held)
{
    if (m_books.isDirty())
        m_held.push_back(std::move(held));
    else
        answer(held);
}

void SandboxServer::Room::travel(Held held)
{
    const auto destination = m_levers.destination(held.request.body);
    if (!destination) {
        held.reply = Levers::refusal("time", destination.error());
        answer(held);
        return;
    }
    m_machine.travelTo(*destination, [this, held = std::move(held)]() mutable {
        held.reply = m_levers.time();
        answer(held);
        emit m_server.timeMoved(m_clock.now());
    });
}

Reply SandboxServer::Room::route(const HttpRequest& request, const MaybeFault& fault)
{
    if (m_api.serves(request.path))
        return m_api.answer(request, fault);
    if (request.path == "/sns/jscode2session")
        return m_logins.session(request.query, fault);
    return control(request);
}

Reply SandboxServer::Room::control(const HttpRequest& request)
{
    struct Control {
        const char* path;
        bool get;
        bool post;
        std::function<Reply(const HttpRequest&)> work;
    };
    const Control controls[] = {
        {"/sandbox/login", false, true,
            [this](const HttpRequest& call) { return m_logins.login(call.body); }},
        {"/sandbox/requestPayment", false, true,
            [this](const HttpRequest& call) { return m_controls.requestPayment(call.body); }},
        {"/sandbox/scan", false, true,
            [this](const HttpRequest& call) { return m_controls.scan(call.body); }},
        {"/sandbox/authcode", false, true,
            [this](const HttpRequest& call) { return m_api.scanDesk().showCode(call.body); }},
        {"/sandbox/orders", true, false,
            [this](const HttpRequest& call) { return m_controls.orders(call.query); }},
        {"/sandbox/faults", true, true,
            [this](const HttpRequest& call) { return m_levers.faults(call.method, call.body); }},
        {"/sandbox/time", true, true, [this](const HttpRequest&) { return m_levers.time(); }},
    };
    for (const Control& known : controls) {
        if (request.path != known.path)
            continue;
        if ((request.method == "GET" && known.get) || (request.method == "POST" && known.post))
            return known.work(request);
        return bare(405, "method not allowed", "method-not-allowed");
    }
    return bare(404, "not found", "not-found");
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
    m_machine.proceed();
}

void SandboxServer::Room::answer(const Held& held)
{
    if (held.fault && held.fault->kind == FaultKind::Delay)
        m_realClock.after(held.fault->wait, &m_http, [this, held] { send(held); });
    else
        send(held);
}

/// A fault that lets no answer out ends the connection when the caller has waited long enough.
void SandboxServer::Room::send(const Held& held)
{
    if (!held.fault || !isSilence(held.fault))
        held.responder.send(held.reply.http);
    else if (held.fault->kind == FaultKind::Drop)
        held.responder.drop();
    else
        m_realClock.after(
            held.fault->wait, &m_http, [responder = held.responder] { responder.drop(); });
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
    if (!isSilence(held.fault)) {
        exchange.status = held.reply.http.status;
        exchange.answerHeaders = held.reply.http.headers;
        exchange.answerHeaders.prepend({"Content-Type", held.reply.http.contentType});
        exchange.answerBody = held.reply.http.body;
        exchange.answerBody.chop(held.reply.http.defect.withheld);
    }
    exchange.startedAt = held.request.receivedAt;
    exchange.took = m_realClock.steady() - held.startedAt;
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

Result<quint16> SandboxServer::listenTls(const QHostAddress& address, quint16 port)
{
    return m_room->listenTls(address, port);
}

void SandboxServer::close()
{
    m_room->close();
}

QByteArray SandboxServer::url() const
{
    return m_room->url();
}

QByteArray SandboxServer::httpsUrl() const
{
    return m_room->httpsUrl();
}

Result<Fault> SandboxServer::plant(const Fault& fault)
{
    return m_room->faults().plant(fault);
}

Result<void> SandboxServer::plantAll(const QByteArray& json)
{
    return m_room->levers().plantAll(json);
}

bool SandboxServer::clearFault(qint64 id)
{
    return m_room->faults().clear(id);
}

void SandboxServer::clearFaults()
{
    m_room->faults().clear();
}

const QList<Fault>& SandboxServer::faults() const
{
    return m_room->faults().faults();
}

QDateTime SandboxServer::now() const
{
    return m_room->clock().now();
}

void SandboxServer::moveTime(std::chrono::milliseconds forward)
{
    m_room->moveTime(forward);
}

} // namespace paydesk

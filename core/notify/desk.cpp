#include "core/notify/desk.h"

#include "core/base/whyheader.h"
#include "core/notify/booking.h"

#include <memory>

namespace paydesk {

namespace {

    HttpAnswer xmlAnswer(const QByteArray& body)
    {
        return {200, "text/xml", body, {}};
    }

    HttpAnswer wrongMethod()
    {
        return {405, "text/plain", "Method not allowed\n", {{"Allow", "POST"}}};
    }

    HttpAnswer wrongPath()
    {
        return {404, "text/plain", "Not found\n", {}};
    }

    /// The address under which this machine itself reaches a listener.
    QByteArray hostOf(const QHostAddress& address)
    {
        const bool six = address.protocol() == QAbstractSocket::IPv6Protocol;
        if (address == QHostAddress::Any || address == QHostAddress::AnyIPv4)
            return "127.0.0.1";
        if (address == QHostAddress::AnyIPv6)
            return "[::1]";
        const QByteArray text = address.toString().toLatin1();
        return six ? '[' + text + ']' : text;
    }

} // namespace

NotificationDesk::NotificationDesk(
    Profile profile, Secret apiKey, OrderStore& store, Clock& clock, QObject* parent)
    : QObject(parent)
    , m_profile(std::move(profile))
    , m_key(std::move(apiKey))
    , m_store(store)
    , m_clock(clock)
    , m_server(clock, {}, [this](const HttpRequest& request, const Responder& responder) {
        route(request, responder);
    })
{
    m_redactor.add(m_key);
    connect(&m_server, &HttpServer::refused, this, &NotificationDesk::record);
}

void NotificationDesk::setAdoptUnknown(bool adopt)
{
    m_adoptUnknown = adopt;
}

Result<quint16> NotificationDesk::listen(const QHostAddress& address, quint16 port)
{
    m_host = hostOf(address);
    return m_server.listen(address, port);
}

void NotificationDesk::close()
{
    m_server.close();
}

bool NotificationDesk::isListening() const
{
    return m_server.isListening();
}

QByteArray NotificationDesk::url() const
{
    if (!isListening())
        return {};
    return "http://" + m_host + ':' + QByteArray::number(m_server.port()) + noticePath;
}

void NotificationDesk::route(const HttpRequest& request, const Responder& responder)
{
    if (request.path != noticePath && m_otherPaths)
        m_otherPaths(request, responder);
    else if (request.path != noticePath)
        responder.send(wrongPath());
    else if (request.method != "POST")
        responder.send(wrongMethod());
    else
        receive(request, responder);
}

void NotificationDesk::receive(const HttpRequest& request, const Responder& responder)
{
    if (m_selfTest) {
        if (const std::optional<QByteArray> echo = m_selfTest(request.body)) {
            responder.send(xmlAnswer(*echo));
            return;
        }
    }
    const auto begun = m_clock.steady();
    auto arrival = std::make_shared<Arrival>(Arrival{readNotice(request.body, m_key), m_profile,
        m_adoptUnknown, exchangeOf(request), m_clock.now()});
    arrival->exchange.outTradeNo = arrival->notice.outTradeNo();
    arrival->exchange.took = m_clock.steady() - begun;
    const Ticket ticket = ++m_lastTicket;
    m_waiting.emplace(ticket, Waiting{responder, request});
    m_store.write<Booked>(
        this, [arrival](OrderWriter& writer) { return book(writer, *arrival); },
        [this, ticket, arrival](const Result<Booked>& booked) {
            if (booked) {
                answer(ticket, {booked->judgement, booked->exchange});
                return;
            }
            const Judgement judgement = unsaved(arrival->notice);
            answer(ticket, {judgement, judgedExchange(arrival->exchange, judgement)});
        });
}

void NotificationDesk::answer(Ticket ticket, const Handled& handled)
{
    const auto waiting = m_waiting.extract(ticket);
    waiting.mapped().responder.send(xmlAnswer(handled.exchange.answerBody));
    announce(handled);
    emit answered(waiting.mapped().request, handled.judgement.outTradeNo);
}

void NotificationDesk::announce(const Handled& handled)
{
    emit judged(handled.judgement, handled.exchange);
    if (handled.judgement.hold)
        emit wantsQuery(handled.judgement.outTradeNo);
    // Of a refund that is not ours yet, only its order can be asked about.
    if (handled.judgement.asksRefunds)
        emit wantsRefundQuery(handled.judgement.outTradeNo,
            handled.judgement.verdict == Verdict::Rejected ? QByteArray()
                                                           : handled.judgement.outRefundNo);
}

/// A message that the server would not even read is a message all the same: somebody waits for its
/// verdict.
void NotificationDesk::record(const HttpRequest& request, const HttpRefusal& refusal)
{
    if (request.path != noticePath)
        return;
    const Judgement judgement = unreadable(refusal.reason);
    Exchange exchange = judgedExchange(exchangeOf(request), judgement);
    exchange.status = refusal.status;
    exchange.answerBody.clear();
    m_store.write<qint64>(
        this,
        [name = m_profile.name, exchange](
            OrderWriter& writer) { return writer.record(name, exchange); },
        [this, judgement, exchange](const Result<qint64>& id) {
            Exchange recorded = exchange;
            recorded.id = id.value_or(0);
            announce({judgement, recorded});
        });
}

Exchange NotificationDesk::exchangeOf(const HttpRequest& request) const
{
    Exchange exchange;
    exchange.direction = Exchange::Direction::Incoming;
    exchange.method = request.method;
    exchange.url = request.query.isEmpty() ? request.path : request.path + '?' + request.query;
    exchange.peer = request.peer;
    exchange.requestHeaders = request.headers;
    exchange.requestBody = request.body;
    exchange.status = 200;
    exchange.answerHeaders = {{"Content-Type", "text/xml"}};
    exchange.startedAt = request.receivedAt.isValid() ? request.receivedAt : m_clock.now();
    // Only the sandbox says of its own message that it was spoiled; anybody else's word is nothing.
    const WhyHeader why = readWhyHeader(request.header(whyHeaderName));
    if (m_profile.isSandbox() && why.isPlanted())
        exchange.why = why.sentence;
    return m_redactor.clean(std::move(exchange));
}

} // namespace paydesk

#include "core/forward/forwarder.h"

#include <algorithm>
#include <array>

namespace paydesk {

namespace {

    constexpr int mostUnderWay = 4;
    constexpr std::size_t mostWaiting = 1000;
    constexpr const char* markField = "X-Paydesk-Forwarded";

    /// Fields of one connection, or those that the next one makes anew.
    bool belongsToConnection(const QByteArray& name)
    {
        static constexpr std::array fields{"connection", "content-length", "expect", "host",
            "keep-alive", "proxy-connection", "te", "trailer", "transfer-encoding", "upgrade"};
        const QByteArray lower = name.toLower();
        return std::any_of(
            fields.begin(), fields.end(), [&](const char* field) { return lower == field; });
    }

    QList<Header> passedOn(const QList<Header>& headers)
    {
        QList<Header> kept;
        for (const Header& header : headers) {
            if (!belongsToConnection(header.name))
                kept.append(header);
        }
        kept.append(Header{markField, "1"});
        return kept;
    }

} // namespace

Forwarder::Forwarder(GatewayClient& gateway, NotificationDesk& desk, OrderStore& store,
    Clock& clock, QObject* parent)
    : QObject(parent)
    , m_gateway(gateway)
    , m_desk(desk)
    , m_store(store)
    , m_clock(clock)
{
    connect(&desk, &NotificationDesk::answered, this, &Forwarder::take);
}

Result<void> Forwarder::setTarget(const QByteArray& url)
{
    if (!url.isEmpty()) {
        if (const auto fits = checkForwardUrl(url, m_desk.url()); !fits)
            return fits;
    }
    m_target = url;
    return {};
}

void Forwarder::take(const HttpRequest& request, const QByteArray& outTradeNo)
{
    // The listener may have got its port after the target was set.
    if (m_target.isEmpty() || !request.header(markField).isEmpty()
        || !checkForwardUrl(m_target, m_desk.url()))
        return;
    if (m_waiting.size() >= mostWaiting) {
        record({outTradeNo, "dropped", {}});
        return;
    }
    m_waiting.push_back({request, outTradeNo});
    next();
}

void Forwarder::next()
{
    while (m_underWay < mostUnderWay && !m_waiting.empty()) {
        const Message message = std::move(m_waiting.front());
        m_waiting.pop_front();
        send(message);
    }
}

void Forwarder::send(const Message& message)
{
    ++m_underWay;
    const QByteArray query =
        message.request.query.isEmpty() ? QByteArray() : '?' + message.request.query;
    Call* call = m_gateway.deliver(m_target.contains('?') ? m_target : m_target + query,
        message.request.body, passedOn(message.request.headers));
    connect(
        call, &Call::finished, this, [this, outTradeNo = message.outTradeNo](const Answer& answer) {
            --m_underWay;
            Forwarded result{outTradeNo, forwardOutcome(answer), answer.exchange};
            result.exchange.outTradeNo = outTradeNo;
            result.exchange.outcome = result.outcome;
            record(result);
            next();
        });
}

void Forwarder::record(const Forwarded& result)
{
    const bool sent = !result.exchange.method.isEmpty();
    const QByteArray profile = m_gateway.profile().name;
    const QDateTime now = m_clock.now();
    m_store.write<qint64>(
        this,
        [result, sent, profile, now](OrderWriter& writer) -> Result<qint64> {
            const Result<qint64> id =
                sent ? writer.record(profile, result.exchange) : Result<qint64>(0);
            if (!id || result.outTradeNo.isEmpty())
                return id;
            const Result<std::optional<Order>> order = writer.find(profile, result.outTradeNo);
            if (!order)
                return fail(order.error());
            if (!*order)
                return id;
            const QByteArray status = result.exchange.status == 0
                ? QByteArray()
                : QByteArray::number(result.exchange.status);
            return writer
                .note({0, profile, result.outTradeNo, now, OrderEvent::Kind::Forward,
                    result.outcome, status, *id})
                .map([&] { return *id; });
        },
        [this, result](const Result<qint64>& id) {
            Forwarded told = result;
            told.exchange.id = id.value_or(0);
            emit forwarded(told);
        });
}

} // namespace paydesk

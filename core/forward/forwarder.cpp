#include "core/forward/forwarder.h"

namespace paydesk {

namespace {

    constexpr int mostUnderWay = 4;
    constexpr std::size_t mostWaiting = 1000;

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
    if (m_target.isEmpty() || !request.header(forwardedField).isEmpty()
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
    QList<Header> headers = passedOn(message.request.headers);
    headers.append(Header{forwardedField, "1"});
    Call* call = m_gateway.deliver(
        withQuery(m_target, message.request.query), message.request.body, headers);
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
    recordForwarded(m_store, m_gateway.profile().name, m_clock.now(), result, this,
        [this](const Forwarded& told) { emit forwarded(told); });
}

} // namespace paydesk

#include "core/forward/replayer.h"

#include "core/forward/forwardoutcome.h"

namespace paydesk {

Replayer::Replayer(GatewayClient& gateway, OrderStore& store, Clock& clock, QObject* parent)
    : QObject(parent)
    , m_gateway(gateway)
    , m_store(store)
    , m_clock(clock)
{
}

void Replayer::start(const Replay& replay)
{
    m_replay = replay;
    m_replay.headers = passedOn(replay.headers);
    if (m_replay.toBackend && !m_replay.headers.isEmpty())
        m_replay.headers.append(Header{forwardedField, "1"});
    send();
}

void Replayer::stop()
{
    if (m_stopped)
        return;
    m_stopped = true;
    if (m_call)
        m_call->abort();
    else if (m_alarm != 0)
        finish();
}

void Replayer::send()
{
    m_alarm = 0;
    ++m_attempts;
    m_call = m_gateway.deliver(m_replay.url, m_replay.body, m_replay.headers);
    connect(m_call, &Call::finished, this, &Replayer::take);
}

void Replayer::take(const Answer& answer)
{
    m_call = nullptr;
    ReplayAttempt attempt{m_attempts, forwardOutcome(answer), answer.exchange};
    attempt.exchange.outTradeNo = m_replay.outTradeNo;
    attempt.exchange.outcome = attempt.outcome;
    const bool last = m_stopped || std::size_t(m_attempts) > m_replay.pauses.size()
        || (m_replay.untilSuccess && attempt.outcome == "ok");
    if (!last)
        attempt.nextAt =
            m_clock.now().addMSecs(m_replay.pauses.at(std::size_t(m_attempts) - 1).count());
    if (!m_replay.toBackend) {
        tell(attempt);
        return;
    }
    recordForwarded(m_store, m_gateway.profile().name, m_clock.now(),
        {m_replay.outTradeNo, attempt.outcome, attempt.exchange}, this,
        [this, attempt](const Forwarded& recorded) {
            ReplayAttempt told = attempt;
            told.exchange.id = recorded.exchange.id;
            tell(told);
        });
}

void Replayer::tell(const ReplayAttempt& attempt)
{
    const bool goesOn = attempt.nextAt.isValid() && !m_stopped;
    ReplayAttempt told = attempt;
    if (!goesOn)
        told.nextAt = {};
    emit attempted(told);
    // Whoever hears of an attempt may have stopped it.
    if (!goesOn || m_stopped) {
        finish();
        return;
    }
    m_alarm = m_clock.after(std::max(Clock::Milliseconds::zero(),
                                Clock::Milliseconds(m_clock.now().msecsTo(attempt.nextAt))),
        this, [this] { send(); });
}

void Replayer::finish()
{
    m_clock.cancel(m_alarm);
    emit finished();
    deleteLater();
}

} // namespace paydesk

#include "core/reconcile/faultwatch.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace paydesk {

namespace {

    /// Whether a fault may be behind it: it says so, nothing came back, or the order's state had to
    /// be asked for (a notification that was lost leaves no exchange).
    bool looksPlanted(const Exchange& exchange)
    {
        const bool outgoing = exchange.direction == Exchange::Direction::Outgoing;
        return !exchange.why.isEmpty()
            || (outgoing && (exchange.status == 0 || exchange.url.endsWith("query")));
    }

    OrderEvent eventOf(const FaultStrike& strike, const QByteArray& profile)
    {
        OrderEvent event;
        event.profile = profile;
        event.outTradeNo = strike.outTradeNo;
        event.at = strike.at;
        event.kind = OrderEvent::Kind::Fault;
        event.outcome = "planted-" + strike.fault;
        event.detail = strike.scope;
        return event;
    }

} // namespace

FaultWatch::FaultWatch(
    const QByteArray& base, QByteArray profile, OrderStore& store, Clock& clock, QObject* parent)
    : QObject(parent)
    , m_profile(std::move(profile))
    , m_store(store)
    , m_backstage(base, clock)
{
    connect(&store, &OrderStore::exchanged, this,
        [this](const QByteArray& whose, const Exchange& exchange) {
            if (whose == m_profile && looksPlanted(exchange))
                look();
        });
}

FaultWatch::~FaultWatch()
{
    m_again = false; // a cancelled look is not made up for
}

void FaultWatch::look()
{
    m_again = m_looking;
    if (std::exchange(m_looking, true))
        return;
    connect(m_backstage.faults(), &Call::finished, this,
        [this, heard = m_booksHeard](const Answer& answer) {
            m_looking = false;
            // Something was planted or cleared meanwhile: this answer may be of before.
            const bool overtaken = heard != m_booksHeard;
            if (!overtaken)
                take(answer);
            if (std::exchange(m_again, false) || overtaken)
                look();
        });
}

void FaultWatch::take(const Answer& answer)
{
    if (!answer.fields)
        return; // a sandbox that does not answer has its own way of being noticed
    ++m_booksHeard;
    const FaultBook book = faultBookIn(*answer.fields);
    note(book.struck);
    if (m_inForce == book.inForce)
        return;
    m_inForce = book.inForce;
    emit changed();
}

void FaultWatch::lookAtTime()
{
    // What was heard since the question is newer than its answer: the time may have been moved.
    connect(m_backstage.time(), &Call::finished, this,
        [this, heard = m_timesHeard](const Answer& answer) {
            if (heard == m_timesHeard)
                takeTime(answer);
        });
}

void FaultWatch::takeTime(const Answer& answer)
{
    if (!answer.fields)
        return;
    ++m_timesHeard;
    const std::chrono::seconds ahead(qRound64(answer.fields->value("ahead_seconds").toDouble()));
    if (std::exchange(m_ahead, ahead) != ahead)
        emit changed();
}

void FaultWatch::note(const QList<FaultStrike>& strikes)
{
    QList<FaultStrike> fresh;
    std::copy_if(strikes.begin(), strikes.end(), std::back_inserter(fresh),
        [this](const FaultStrike& strike) {
            return !strike.outTradeNo.isEmpty() && !m_noted.contains(strike);
        });
    if (fresh.isEmpty())
        return;
    m_store.write<void>(
        this,
        [fresh, profile = m_profile](OrderWriter& writer) -> Result<void> {
            for (const FaultStrike& strike : fresh) {
                if (const auto noted = writer.noteOnce(eventOf(strike, profile)); !noted)
                    return fail(noted.error());
            }
            return {};
        },
        [this, strikes](const Result<void>& noted) {
            if (noted)
                m_noted = strikes;
        });
}

} // namespace paydesk

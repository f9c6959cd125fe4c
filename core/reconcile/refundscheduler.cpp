#include "core/reconcile/refundscheduler.h"

#include "core/reconcile/queryplan.h"

#include <algorithm>

namespace paydesk {

namespace {

    constexpr qsizetype mostRefundsAtOnce = 4;
    constexpr int refundsAhead = 64; // kept in memory; every claim reads on

    using namespace std::chrono_literals;
    // The civil clock may jump: nobody sleeps longer than this without looking at it.
    constexpr Clock::Milliseconds longestRefundSleep = 60s;
    constexpr Clock::Milliseconds refundStorageRetry = 30s;

    /// Whether the refund is still as planned; if so the next time is written, and it may be asked.
    Result<bool> claimRefund(OrderWriter& writer, const Refund& planned, const QDateTime& now)
    {
        const auto found = writer.findRefund(planned.profile, planned.outRefundNo);
        if (!found)
            return fail(found.error());
        const std::optional<Refund>& refund = *found;
        if (!refund || refund->asked != planned.asked || refund->nextQueryAt != planned.nextQueryAt)
            return false;
        const bool over = isOver(*refund);
        const auto delay = over ? std::nullopt : nextRefundQueryDelay(refund->asked);
        const int asked = over ? refund->asked : refund->asked + 1;
        return writer
            .planRefund(refund->profile, refund->outRefundNo, asked,
                delay ? now.addSecs(delay->count()) : QDateTime())
            .map([over] { return !over; });
    }

} // namespace

RefundScheduler::RefundScheduler(
    GatewayClient& gateway, OrderStore& store, Clock& clock, QObject* parent)
    : QObject(parent)
    , m_gateway(gateway)
    , m_store(store)
    , m_clock(clock)
{
    connect(&store, &OrderStore::changed, this, [this](const QByteArray& profile) {
        if (profile == m_gateway.profile().name)
            reread();
    });
    connect(&store, &OrderStore::changedElsewhere, this, &RefundScheduler::reread);
}

void RefundScheduler::start()
{
    m_running = true;
    reread();
}

void RefundScheduler::pause()
{
    m_running = false;
    sleep();
}

void RefundScheduler::askNow(const QByteArray& outTradeNo, const QByteArray& outRefundNo)
{
    const Number number(outTradeNo, outRefundNo);
    if (!m_wanted.contains(number))
        m_wanted.append(number);
    pumpWanted();
}

void RefundScheduler::reread()
{
    if (!m_running)
        return;
    m_outdated = m_reading;
    if (m_reading)
        return;
    m_reading = true;
    m_store.read<QList<Refund>>(
        this,
        [profile = m_gateway.profile().name](
            const OrderReader& reader) { return reader.plannedRefunds(profile, refundsAhead); },
        [this](const Result<QList<Refund>>& plan) { takePlan(plan); });
}

void RefundScheduler::takePlan(const Result<QList<Refund>>& plan)
{
    m_reading = false;
    if (!m_running)
        return;
    if (!plan)
        return wakeAfter(refundStorageRetry);
    pumpWanted();
    pumpPlan(*plan);
    if (m_outdated)
        reread();
}

void RefundScheduler::pumpWanted()
{
    const QList<Number> wanted = m_wanted;
    for (const Number& number : wanted) {
        if (!mayAsk(number))
            continue;
        m_wanted.removeOne(number);
        m_active.insert(number);
        query(number);
    }
}

void RefundScheduler::pumpPlan(const QList<Refund>& plan)
{
    const QDateTime now = m_clock.now();
    for (const Refund& refund : plan) {
        if (refund.nextQueryAt > now)
            return wakeAfter(Clock::Milliseconds(now.msecsTo(refund.nextQueryAt)));
        if (mayAsk({refund.outTradeNo, refund.outRefundNo}))
            claim(refund);
    }
}

bool RefundScheduler::mayAsk(const Number& number) const
{
    return m_active.size() < mostRefundsAtOnce && !m_active.contains(number);
}

void RefundScheduler::claim(const Refund& refund)
{
    const Number number(refund.outTradeNo, refund.outRefundNo);
    m_active.insert(number);
    m_store.write<bool>(
        this,
        [refund, now = m_clock.now()](
            OrderWriter& writer) { return claimRefund(writer, refund, now); },
        [this, number](const Result<bool>& claimed) {
            if (claimed.value_or(false))
                return query(number);
            m_active.remove(number);
            claimed ? reread() : wakeAfter(refundStorageRetry);
        });
}

void RefundScheduler::query(const Number& number)
{
    auto* query = new QueryRefunds(m_gateway, m_store, m_clock, this);
    connect(query, &QueryRefunds::finished, this,
        [this, number](const Result<RefundsOutcome>& outcome) {
            m_active.remove(number);
            emit asked(number.first, number.second, outcome);
            pumpWanted();
            reread();
        });
    query->start(number.first, number.second);
}

void RefundScheduler::wakeAfter(Clock::Milliseconds delay)
{
    sleep();
    m_alarm = m_clock.after(std::min(delay, longestRefundSleep), this, [this] {
        m_alarm.reset();
        reread();
    });
}

void RefundScheduler::sleep()
{
    if (m_alarm)
        m_clock.cancel(*m_alarm);
    m_alarm.reset();
}

} // namespace paydesk

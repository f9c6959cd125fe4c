#include "core/reconcile/scheduler.h"

#include "core/reconcile/queryplan.h"

#include <algorithm>

namespace paydesk {

namespace {

    constexpr qsizetype mostAtOnce = 4;
    constexpr int planAhead = 64; // orders kept in memory; every claim reads on
    constexpr int mostNow = 500;

    using namespace std::chrono_literals;
    // Plans are civil times and the civil clock may jump: nobody sleeps longer than this without
    // looking at it.
    constexpr Clock::Milliseconds longestSleep = 60s;
    constexpr Clock::Milliseconds storageRetry = 30s;

    QDateTime nextTime(int asked, const QDateTime& now)
    {
        const auto delay = nextQueryDelay(asked);
        return delay ? now.addSecs(delay->count()) : QDateTime();
    }

    bool nothingToAsk(const Order& order)
    {
        return isFinal(order.state) && !order.held;
    }

    /// Whether the order is still as planned; if so the next time is written, and the order may be
    /// asked.
    Result<bool> claimPlanned(OrderWriter& writer, const Order& planned, const QDateTime& now)
    {
        const Result<std::optional<Order>> found = writer.find(planned.profile, planned.outTradeNo);
        if (!found)
            return fail(found.error());
        const std::optional<Order>& order = *found;
        if (!order || order->asked != planned.asked || order->nextQueryAt != planned.nextQueryAt)
            return false;
        const bool over = nothingToAsk(*order);
        const int asked = over ? order->asked : order->asked + 1;
        const QDateTime next = over ? QDateTime() : nextTime(asked, now);
        return writer.plan(order->profile, order->outTradeNo, asked, next).map([over] {
            return !over;
        });
    }

} // namespace

Scheduler::Scheduler(GatewayClient& gateway, OrderStore& store, Clock& clock, QObject* parent)
    : QObject(parent)
    , m_gateway(gateway)
    , m_store(store)
    , m_clock(clock)
{
    connect(&store, &OrderStore::changed, this, [this](const QByteArray& profile) {
        if (profile == m_gateway.profile().name)
            reread();
    });
    connect(&store, &OrderStore::changedElsewhere, this, &Scheduler::reread);
}

void Scheduler::start()
{
    m_running = true;
    reread();
}

void Scheduler::pause()
{
    m_running = false;
    sleep();
    emit planned();
}

bool Scheduler::isRunning() const
{
    return m_running;
}

void Scheduler::askNow(const QByteArray& outTradeNo)
{
    if (!m_wanted.contains(outTradeNo))
        m_wanted.append(outTradeNo);
    pumpWanted();
}

void Scheduler::runNow()
{
    m_store.read<QList<Order>>(
        this,
        [profile = m_gateway.profile().name](
            const OrderReader& reader) { return reader.planned(profile, mostNow); },
        [this](const Result<QList<Order>>& orders) {
            for (const Order& order : orders.value_or(QList<Order>()))
                askNow(order.outTradeNo);
        });
}

std::optional<QDateTime> Scheduler::nextAt() const
{
    if (!m_running || m_plan.isEmpty())
        return {};
    return m_plan.first().nextQueryAt;
}

void Scheduler::reread()
{
    if (!m_running)
        return;
    m_outdated = m_reading;
    if (m_reading)
        return;
    m_reading = true;
    m_store.read<QList<Order>>(
        this,
        [profile = m_gateway.profile().name](
            const OrderReader& reader) { return reader.planned(profile, planAhead); },
        [this](const Result<QList<Order>>& plan) { takePlan(plan); });
}

void Scheduler::takePlan(const Result<QList<Order>>& plan)
{
    m_reading = false;
    if (!m_running)
        return;
    if (!plan) {
        wakeAfter(storageRetry);
        return;
    }
    m_plan = *plan;
    emit planned();
    pump();
    if (m_outdated)
        reread();
}

void Scheduler::pump()
{
    pumpWanted();
    if (m_running)
        pumpPlan();
}

void Scheduler::pumpWanted()
{
    const QList<QByteArray> wanted = m_wanted;
    for (const QByteArray& outTradeNo : wanted) {
        if (!mayAsk(outTradeNo))
            continue;
        m_wanted.removeOne(outTradeNo);
        m_active.insert(outTradeNo);
        query(outTradeNo);
    }
}

void Scheduler::pumpPlan()
{
    const QDateTime now = m_clock.now();
    const auto future = std::find_if(m_plan.cbegin(), m_plan.cend(),
        [&](const Order& order) { return order.nextQueryAt > now; });
    const QList<Order> due(m_plan.cbegin(), future);
    for (const Order& order : due) {
        if (mayAsk(order.outTradeNo))
            claim(order);
    }
    if (future != m_plan.cend())
        wakeAfter(Clock::Milliseconds(now.msecsTo(future->nextQueryAt)));
    else
        sleep();
}

bool Scheduler::mayAsk(const QByteArray& outTradeNo) const
{
    return m_active.size() < mostAtOnce && !m_active.contains(outTradeNo);
}

void Scheduler::claim(const Order& order)
{
    m_active.insert(order.outTradeNo);
    m_store.write<bool>(
        this,
        [order, now = m_clock.now()](
            OrderWriter& writer) { return claimPlanned(writer, order, now); },
        [this, number = order.outTradeNo](
            const Result<bool>& claimed) { afterClaim(number, claimed); });
}

void Scheduler::afterClaim(const QByteArray& outTradeNo, const Result<bool>& claimed)
{
    if (claimed.value_or(false)) {
        query(outTradeNo);
        return;
    }
    m_active.remove(outTradeNo);
    if (claimed)
        reread();
    else
        wakeAfter(storageRetry);
}

void Scheduler::query(const QByteArray& outTradeNo)
{
    auto* query = new QueryOrder(m_gateway, m_store, m_clock, this);
    connect(query, &QueryOrder::finished, this,
        [this, outTradeNo](const Result<QueryOutcome>& outcome) {
            m_active.remove(outTradeNo);
            emit asked(outTradeNo, outcome);
            pumpWanted();
            reread();
        });
    query->start(outTradeNo);
}

void Scheduler::wakeAfter(Clock::Milliseconds delay)
{
    sleep();
    m_alarm = m_clock.after(std::min(delay, longestSleep), this, [this] {
        m_alarm.reset();
        reread();
    });
}

void Scheduler::sleep()
{
    if (m_alarm)
        m_clock.cancel(*m_alarm);
    m_alarm.reset();
}

} // namespace paydesk

#include "core/sandbox/timemachine.h"

#include <algorithm>

namespace paydesk {

TimeMachine::TimeMachine(SandboxClock& clock, SandboxBooks& books, DeliveryDesk& desk)
    : m_clock(clock)
    , m_books(books)
    , m_desk(desk)
{
}

void TimeMachine::travelTo(const QDateTime& destination, std::function<void()> arrived)
{
    m_trips.emplace_back(destination, std::move(arrived));
    m_books.setAhead(m_clock.ahead()); // the books' writing calls proceed()
}

void TimeMachine::proceed()
{
    if (m_trips.empty() || m_desk.isUnderWay())
        return;
    const QDateTime now = m_clock.now();
    const auto under = std::stable_partition(
        m_trips.begin(), m_trips.end(), [&now](const auto& trip) { return trip.first > now; });
    const std::vector arrived(
        std::make_move_iterator(under), std::make_move_iterator(m_trips.end()));
    m_trips.erase(under, m_trips.end());
    if (!m_trips.empty()) {
        const auto nearest = std::min_element(m_trips.begin(), m_trips.end(),
            [](const auto& a, const auto& b) { return a.first < b.first; });
        const QDateTime due = m_desk.nextDue();
        const QDateTime stop = due.isValid() ? std::min(due, nearest->first) : nearest->first;
        m_clock.setAhead(m_clock.ahead() + std::chrono::milliseconds(now.msecsTo(stop)));
        m_books.setAhead(m_clock.ahead());
    }
    for (const auto& trip : arrived)
        trip.second();
}

} // namespace paydesk

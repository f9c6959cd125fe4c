#pragma once

#include "core/sandbox/delivery.h"
#include "core/sandbox/sandboxclock.h"

#include <functional>
#include <utility>
#include <vector>

namespace paydesk {

/// Moves the sandbox's time forward, stopping at every notification that falls due on the way and
/// waiting until it was answered: what would have happened in a day happens at its own hour, in
/// moments.
class TimeMachine {
public:
    TimeMachine(SandboxClock& clock, SandboxBooks& books, DeliveryDesk& desk);

    /// Calls `arrived` when the time has come, from proceed().
    void travelTo(const QDateTime& destination, std::function<void()> arrived);
    /// One stage of the way, where one can be made: to be called when the books were written and
    /// everything that is due was sent.
    void proceed();

private:
    SandboxClock& m_clock;
    SandboxBooks& m_books;
    DeliveryDesk& m_desk;
    std::vector<std::pair<QDateTime, std::function<void()>>> m_trips;
};

} // namespace paydesk

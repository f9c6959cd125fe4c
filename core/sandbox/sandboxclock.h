#pragma once

#include "core/base/clock.h"

#include <QDateTime>

#include <chrono>

namespace paydesk {

/// The sandbox's own time: that of the clock below, and as far ahead of it as it was moved. Moving
/// rings no alarm and changes none: who waits for an hour of the sandbox looks again after a move.
class SandboxClock final : public Clock {
public:
    explicit SandboxClock(Clock& below)
        : m_below(below)
    {
    }

    QDateTime now() const override { return m_below.now().addMSecs(m_ahead.count()); }
    std::chrono::microseconds steady() const override { return m_below.steady(); }
    Alarm after(Milliseconds delay, QObject* context, std::function<void()> then) override
    {
        return m_below.after(delay, context, std::move(then));
    }
    void cancel(Alarm alarm) override { m_below.cancel(alarm); }

    Milliseconds ahead() const { return m_ahead; }
    void setAhead(Milliseconds ahead) { m_ahead = ahead; }

private:
    Clock& m_below;
    Milliseconds m_ahead{0};
};

} // namespace paydesk

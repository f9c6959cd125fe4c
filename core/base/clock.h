#pragma once

#include <QDateTime>
#include <QObject>

#include <chrono>
#include <functional>

namespace paydesk {

/// Where time comes from. Everything that asks for the hour or waits gets a Clock handed in; tests
/// advance one by hand. Used on the thread it was made on.
class Clock {
public:
    using Milliseconds = std::chrono::milliseconds;
    using Alarm = quint64;

    Clock() = default;
    Clock(const Clock&) = delete;
    Clock& operator=(const Clock&) = delete;
    virtual ~Clock() = default;

    /// The civil time, UTC.
    virtual QDateTime now() const = 0;
    /// A steady count that no clock change moves; only differences mean something.
    virtual std::chrono::microseconds steady() const = 0;
    /// Calls `then` once after `delay`, from the event loop, unless `context` is gone or the alarm
    /// was cancelled. Never inside this call, even with no delay.
    virtual Alarm after(Milliseconds delay, QObject* context, std::function<void()> then) = 0;
    /// A no-op for an alarm that has rung.
    virtual void cancel(Alarm alarm) = 0;
};

/// The machine's own clock and the event loop's timers.
class SystemClock final : public Clock {
public:
    SystemClock();
    ~SystemClock() override;

    QDateTime now() const override;
    std::chrono::microseconds steady() const override;
    Alarm after(Milliseconds delay, QObject* context, std::function<void()> then) override;
    void cancel(Alarm alarm) override;

private:
    QObject m_timers; // parent of the pending QTimers
    Alarm m_last = 0;
};

/// How far Beijing's time is ahead of UTC, fixed: WeChat's times and days are all Beijing's.
inline constexpr int secondsEastInBeijing = 8 * 3600;
/// The same moment as a Beijing clock and calendar show it.
QDateTime inBeijing(const QDateTime& time);
/// yyyyMMddHHmmss in Beijing time, as time_start, time_expire and time_end are
/// written.
QByteArray beijingStamp(const QDateTime& time);
/// The UTC moment of such a stamp; invalid when it is not exactly 14 digits of a real date and
/// time.
QDateTime fromBeijingStamp(QByteArrayView stamp);

} // namespace paydesk

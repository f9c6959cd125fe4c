#include "core/base/clock.h"

#include <QTimeZone>
#include <QTimer>

#include <algorithm>

namespace paydesk {

namespace {
    constexpr const char* alarmProperty = "alarm";
} // namespace

SystemClock::SystemClock() = default;
SystemClock::~SystemClock() = default;

QDateTime SystemClock::now() const
{
    return QDateTime::currentDateTimeUtc();
}

std::chrono::microseconds SystemClock::steady() const
{
    return std::chrono::duration_cast<std::chrono::microseconds>(
        std::chrono::steady_clock::now().time_since_epoch());
}

Clock::Alarm SystemClock::after(Milliseconds delay, QObject* context, std::function<void()> then)
{
    auto* timer = new QTimer(&m_timers);
    const Alarm alarm = ++m_last;
    timer->setProperty(alarmProperty, alarm);
    timer->setSingleShot(true);
    timer->setTimerType(Qt::PreciseTimer);
    QObject::connect(timer, &QTimer::timeout, context, std::move(then));
    QObject::connect(timer, &QTimer::timeout, timer, &QObject::deleteLater);
    QObject::connect(context, &QObject::destroyed, timer, &QObject::deleteLater);
    timer->start(std::max(delay, Milliseconds::zero()));
    return alarm;
}

void SystemClock::cancel(Alarm alarm)
{
    const auto timers = m_timers.findChildren<QTimer*>(Qt::FindDirectChildrenOnly);
    for (QTimer* timer : timers) {
        if (timer->property(alarmProperty).toULongLong() == alarm) {
            timer->stop();
            timer->deleteLater();
        }
    }
}

QDateTime inBeijing(const QDateTime& time)
{
    return time.toOffsetFromUtc(secondsEastInBeijing);
}

QByteArray beijingStamp(const QDateTime& time)
{
    return inBeijing(time).toString(u"yyyyMMddHHmmss").toLatin1();
}

QDateTime fromBeijingStamp(QByteArrayView stamp)
{
    const bool digits =
        std::all_of(stamp.begin(), stamp.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (stamp.size() != 14 || !digits)
        return {};
    // Read as date and time apart: a QDateTime would be read in the machine's zone, where the hour
    // may not exist.
    const auto part = [stamp](
                          qsizetype at, qsizetype size) { return stamp.sliced(at, size).toInt(); };
    const QDate date(part(0, 4), part(4, 2), part(6, 2));
    const QTime time(part(8, 2), part(10, 2), part(12, 2));
    if (!date.isValid() || !time.isValid())
        return {};
    return QDateTime(date, time, Qt::OffsetFromUTC, secondsEastInBeijing).toUTC();
}

} // namespace paydesk

#include "tests/support.h"

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QEventLoop>
#include <QFile>
#include <QTimer>

#include <algorithm>
#include <utility>

namespace paydesk {

ManualClock::ManualClock(QDateTime start)
    : m_now(std::move(start))
{
}

Clock::Alarm ManualClock::after(Milliseconds delay, QObject* context, std::function<void()> then)
{
    m_alarms[++m_last] = {
        m_steady + std::max(delay, Milliseconds::zero()), context, std::move(then)};
    return m_last;
}

void ManualClock::cancel(Alarm alarm)
{
    m_alarms.erase(alarm);
}

void ManualClock::advance(Milliseconds by)
{
    const auto end = m_steady + by;
    for (;;) {
        const auto next = std::min_element(m_alarms.begin(), m_alarms.end(),
            [](const auto& a, const auto& b) { return a.second.due < b.second.due; });
        if (next == m_alarms.end() || next->second.due > end)
            break;
        const Waiting waiting = next->second;
        m_alarms.erase(next);
        m_now = m_now.addMSecs(
            std::chrono::duration_cast<Milliseconds>(waiting.due - m_steady).count());
        m_steady = waiting.due;
        if (waiting.context)
            waiting.then();
    }
    m_now = m_now.addMSecs(std::chrono::duration_cast<Milliseconds>(end - m_steady).count());
    m_steady = end;
}

bool waitUntil(const std::function<bool()>& holds, std::chrono::milliseconds patience)
{
    using namespace std::chrono_literals;
    const QDeadlineTimer deadline(patience);
    QTimer heartbeat; // for the deadline, and for what comes true without an event
    heartbeat.start(10ms);
    while (!holds()) {
        if (deadline.hasExpired())
            return false;
        QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents);
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }
    return true;
}

QByteArray testBytes(const char* name)
{
    QFile file(QStringLiteral(PAYDESK_TEST_DATA "/") + QString::fromLatin1(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QJsonDocument testData(const char* name)
{
    return QJsonDocument::fromJson(testBytes(name));
}

} // namespace paydesk

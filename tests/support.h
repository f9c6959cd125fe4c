#pragma once

#include "core/base/clock.h"

#include <QByteArray>
#include <QJsonDocument>
#include <QPointer>

#include <chrono>
#include <functional>
#include <map>

namespace paydesk {

/// A clock that stands still until a test moves it. Alarms ring inside advance(), in order of their
/// time.
class ManualClock final : public Clock {
public:
    explicit ManualClock(QDateTime start = QDateTime(QDate(2026, 1, 1), QTime(4, 0), Qt::UTC));

    QDateTime now() const override { return m_now; }
    std::chrono::microseconds steady() const override { return m_steady; }
    Alarm after(Milliseconds delay, QObject* context, std::function<void()> then) override;
    void cancel(Alarm alarm) override;

    void advance(Milliseconds by);
    /// A jump of the civil time alone, as a user or NTP makes it: no alarm rings for it.
    void jump(Milliseconds by) { m_now = m_now.addMSecs(by.count()); }
    int pending() const { return int(m_alarms.size()); }

private:
    struct Waiting {
        std::chrono::microseconds due{0};
        QPointer<QObject> context;
        std::function<void()> then;
    };

    QDateTime m_now;
    std::chrono::microseconds m_steady{0};
    std::map<Alarm, Waiting> m_alarms;
    Alarm m_last = 0;
};

/// Whether it holds before a test's patience ends. Asks after every round of events, where
/// QTest::qWaitFor sleeps ten milliseconds: a journey of a hundred rounds takes no second.
bool waitUntil(const std::function<bool()>& holds,
    std::chrono::milliseconds patience = std::chrono::seconds(10));

/// A file of tests/data, parsed.
QJsonDocument testData(const char* name);
/// The bytes of a file of tests/data.
QByteArray testBytes(const char* name);

} // namespace paydesk

#pragma once

#include "core/base/clock.h"
#include "core/sandbox/books.h"

#include <QByteArray>
#include <QNetworkAccessManager>
#include <QObject>
#include <QSet>

#include <chrono>
#include <set>
#include <utility>
#include <vector>

namespace paydesk {

/// Delivers the notifications of paid orders, and repeats each by the schedule until SUCCESS is
/// answered (protocol-v2.md §6). Attempt numbers and due times are in the books, so that a restart
/// goes on where this stopped. The same notification is never under way twice.
class DeliveryDesk : public QObject {
    Q_OBJECT

public:
    using Schedule = std::vector<std::chrono::milliseconds>;

    DeliveryDesk(const SandboxIdentity& identity, SandboxBooks& books, Schedule schedule,
        Clock& clock, QObject* parent = nullptr);

    ~DeliveryDesk() override;

    /// Begins, with everything the books still owe.
    void start();
    /// Drops what is under way; it stays owed.
    void stop();
    /// The order was paid; its notification is due when the books say.
    void add(const QByteArray& outTradeNo);
    /// Sends what is due now, after the books were committed; sets the alarm for the rest.
    void pump();

signals:
    void delivered(const QByteArray& outTradeNo, int attempt, const QByteArray& outcome);

private:
    void send(const SandboxOrder& order);
    void finish(const QByteArray& outTradeNo, const QByteArray& outcome);
    void setAlarm();
    QByteArray noticeOf(const SandboxOrder& order) const;

    const SandboxIdentity& m_identity;
    SandboxBooks& m_books;
    const Schedule m_schedule;
    Clock& m_clock;
    QNetworkAccessManager m_network;
    std::set<std::pair<QDateTime, QByteArray>> m_due;
    QSet<QByteArray> m_underWay;
    Clock::Alarm m_alarm = 0;
    bool m_started = false;
};

/// 15 s, 15 s, 30 s, 3 min … 6 h.
const DeliveryDesk::Schedule& documentedSchedule();

} // namespace paydesk

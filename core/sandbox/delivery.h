#pragma once

#include "core/base/clock.h"
#include "core/sandbox/books.h"
#include "core/sandbox/spoil.h"

#include <QByteArray>
#include <QNetworkAccessManager>
#include <QObject>

#include <chrono>
#include <set>
#include <utility>
#include <vector>

namespace paydesk {

/// Which message waits to be delivered: an order's payment, or a refund by its out_refund_no.
enum class NoticeKind { Payment, Refund };
using NoticeKey = std::pair<NoticeKind, QByteArray>;

/// One attempt to deliver a notification, as it ended.
struct DeliveryReport {
    NoticeKind kind = NoticeKind::Payment;
    QByteArray outTradeNo;
    QByteArray outRefundNo; ///< of a refund
    int attempt = 0;
    QByteArray outcome; ///< "ok" (SUCCESS was answered) or why not
    QByteArray planted; ///< the planted fault that struck, such as "planted-drop"; empty: none

    friend bool operator==(const DeliveryReport&, const DeliveryReport&) = default;
};

/// Delivers the notifications of payments and refunds, and repeats each by the schedule until
/// SUCCESS is answered (protocol-v2.md §6). Attempt numbers and due times are in the books, so that
/// a restart goes on where this stopped. The same notification is never under way twice.
class DeliveryDesk : public QObject {
    Q_OBJECT

public:
    using Schedule = std::vector<std::chrono::milliseconds>;

    DeliveryDesk(const SandboxIdentity& identity, SandboxBooks& books, FaultBoard& faults,
        Schedule schedule, Clock& clock, QObject* parent = nullptr);

    ~DeliveryDesk() override;

    /// Begins, with everything the books still owe.
    void start();
    /// Drops what is under way; it stays owed.
    void stop();
    /// The order was paid, the refund accepted; its notification is due when the books say.
    void add(const NoticeKey& key);
    /// Sends what is due now, after the books were committed; sets the alarm for the rest.
    void pump();
    /// When the next one is due; invalid: none is.
    QDateTime nextDue() const { return m_due.empty() ? QDateTime() : m_due.begin()->first; }
    bool isUnderWay() const { return !m_underWay.empty(); }

signals:
    void delivered(const paydesk::DeliveryReport& report);

private:
    const Delivery* deliveryOf(const NoticeKey& key) const;
    void setDelivery(const NoticeKey& key, const Delivery& delivery);
    QByteArray noticeOf(const NoticeKey& key, const MaybeFault& fault) const;
    DeliveryReport reportOf(const NoticeKey& key) const;

    void send(const NoticeKey& key);
    bool isPostponed(const NoticeKey& key, const MaybeFault& fault);
    void overtake(const NoticeKey& key);
    void finish(const NoticeKey& key, const QByteArray& outcome, const MaybeFault& fault);
    void setAlarm();

    const SandboxIdentity& m_identity;
    SandboxBooks& m_books;
    const Schedule m_schedule;
    Clock& m_clock;
    QNetworkAccessManager m_network;
    FaultBoard& m_faults;
    std::set<std::pair<QDateTime, NoticeKey>> m_due;
    std::set<NoticeKey> m_underWay;
    std::set<NoticeKey> m_waiting; // until another one has overtaken them
    std::set<NoticeKey> m_spared; // struck before: their next attempt is as it should be
    Clock::Alarm m_alarm = 0;
    bool m_started = false;
};

/// 15 s, 15 s, 30 s, 3 min … 6 h.
const DeliveryDesk::Schedule& documentedSchedule();

} // namespace paydesk

Q_DECLARE_METATYPE(paydesk::DeliveryReport)

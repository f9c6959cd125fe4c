#pragma once

#include "core/reconcile/queryorder.h"

#include <QObject>
#include <QSet>

#include <optional>

namespace paydesk {

/// The query job: asks the gateway about unpaid orders when their plan says so. The plan lives in
/// the history (asked, nextQueryAt), so it survives a restart; a query never overlaps another of
/// the same order; it stops when the state is final or the plan is used up. An order's next time is
/// written before it is asked, so a failed query waits as long as an answered one, and of several
/// processes with one history exactly one asks.
class Scheduler : public QObject {
    Q_OBJECT

public:
    Scheduler(GatewayClient& gateway, OrderStore& store, Clock& clock, QObject* parent = nullptr);

    /// Reads the plan and begins; also after pause().
    void start();
    void pause();
    bool isRunning() const;
    /// Queries this order now, outside its plan (at the latest after the query of it that is under
    /// way).
    void askNow(const QByteArray& outTradeNo);
    /// Queries everything planned now.
    void runNow();
    /// When the next query is due, UTC; nothing when none is planned.
    std::optional<QDateTime> nextAt() const;

signals:
    void planned();
    void asked(const QByteArray& outTradeNo, const paydesk::Result<paydesk::QueryOutcome>& outcome);

private:
    void reread();
    void takePlan(const Result<QList<Order>>& plan);
    void pump();
    void pumpWanted();
    void pumpPlan();
    void claim(const Order& order);
    void afterClaim(const QByteArray& outTradeNo, const Result<bool>& claimed);
    void query(const QByteArray& outTradeNo);
    bool mayAsk(const QByteArray& outTradeNo) const;
    void wakeAfter(Clock::Milliseconds delay);
    void sleep();

    GatewayClient& m_gateway;
    OrderStore& m_store;
    Clock& m_clock;
    QList<Order> m_plan; // soonest first
    QList<QByteArray> m_wanted; // to be asked outside the plan
    QSet<QByteArray> m_active; // being claimed or asked
    std::optional<Clock::Alarm> m_alarm;
    bool m_running = false;
    bool m_reading = false;
    bool m_outdated = false; // the history changed while it was read
};

} // namespace paydesk

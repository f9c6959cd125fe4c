#pragma once

#include "core/reconcile/queryrefunds.h"

#include <QObject>
#include <QSet>

#include <optional>

namespace paydesk {

/// The query job of refunds: asks the gateway about those that are on their way, or held after a
/// notification, when their plan says so. As with Scheduler the plan lives in the history and
/// survives a restart, a refund's next time is written before it is asked, and of several processes
/// with one history exactly one asks.
class RefundScheduler : public QObject {
    Q_OBJECT

public:
    RefundScheduler(
        GatewayClient& gateway, OrderStore& store, Clock& clock, QObject* parent = nullptr);

    /// Reads the plan and begins.
    void start();
    void pause();
    bool isRunning() const { return m_running; }
    /// Queries this refund now, outside its plan, also while the job does not run. Without a refund
    /// number: all of the order.
    void askNow(const QByteArray& outTradeNo, const QByteArray& outRefundNo);

signals:
    void asked(const QByteArray& outTradeNo, const QByteArray& outRefundNo,
        const paydesk::Result<paydesk::RefundsOutcome>& outcome);

private:
    using Number = std::pair<QByteArray, QByteArray>; // out_trade_no, out_refund_no

    void reread();
    void takePlan(const Result<QList<Refund>>& plan);
    void pumpWanted();
    void pumpPlan(const QList<Refund>& plan);
    void claim(const Refund& refund);
    void query(const Number& number);
    bool mayAsk(const Number& number) const;
    void wakeAfter(Clock::Milliseconds delay);
    void sleep();

    GatewayClient& m_gateway;
    OrderStore& m_store;
    Clock& m_clock;
    QList<Number> m_wanted; // to be asked outside the plan
    QSet<Number> m_active; // being claimed or asked
    std::optional<Clock::Alarm> m_alarm;
    bool m_running = false;
    bool m_reading = false;
    bool m_outdated = false; // the history changed while it was read
};

} // namespace paydesk

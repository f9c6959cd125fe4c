#pragma once

#include "core/forward/delivery.h"
#include "core/gateway/client.h"

#include <QObject>
#include <QPointer>

#include <vector>

namespace paydesk {

/// A stored or edited notification that is sent once more, or several times.
struct Replay {
    QByteArray url;
    QByteArray body;
    QList<Header> headers{}; ///< as they were received; empty: WeChat's own
    QByteArray outTradeNo{}; ///< may be empty
    /// Before the second attempt, the third …: as many attempts as pauses, and one.
    std::vector<Clock::Milliseconds> pauses{};
    bool untilSuccess = false; ///< whether a SUCCESS in time ends it, as it ends WeChat's attempts
    bool toBackend = false; ///< recorded, and marked as passed on, as what the Forwarder sends

    friend bool operator==(const Replay&, const Replay&) = default;
};

/// One attempt, judged as WeChat would.
struct ReplayAttempt {
    int number = 1;
    QByteArray outcome; ///< forwardOutcome()
    Exchange exchange; ///< with its number in the history, if it was recorded
    QDateTime nextAt{}; ///< when the next one goes out; invalid after the last
};

/// Sends a notification again, attempt by attempt; the next one waits until the last has its answer
/// (or none). Deletes itself after finished(). Lives on the thread of its gateway.
class Replayer : public QObject {
    Q_OBJECT

public:
    Replayer(GatewayClient& gateway, OrderStore& store, Clock& clock, QObject* parent = nullptr);

    /// Once.
    void start(const Replay& replay);
    /// What is under way is aborted; its attempt is still told, as cancelled.
    void stop();

signals:
    void attempted(const paydesk::ReplayAttempt& attempt);
    void finished();

private:
    void send();
    void take(const Answer& answer);
    void tell(const ReplayAttempt& attempt);
    void finish();

    GatewayClient& m_gateway;
    OrderStore& m_store;
    Clock& m_clock;
    Replay m_replay;
    int m_attempts = 0;
    bool m_stopped = false;
    Clock::Alarm m_alarm = 0;
    QPointer<Call> m_call;
};

} // namespace paydesk

#pragma once

#include "core/sandbox/sandboxserver.h"

#include <QObject>
#include <QThread>

#include <memory>

namespace paydesk {

/// A SandboxServer on a thread of its own, so that its disk and its sockets never hold up the
/// window. Used from the thread that made it; everything it says arrives there.
class SandboxHost : public QObject {
    Q_OBJECT

public:
    explicit SandboxHost(SandboxOptions options, QObject* parent = nullptr);
    /// Stops the server, writes its books and waits for the thread.
    ~SandboxHost() override;

    /// Answered by started(). Port 0 takes a free one. With `https` on a free port of that as well.
    void start(const QHostAddress& address, quint16 port, bool https = false);
    /// Answered by stopped().
    void stop();
    /// "http://127.0.0.1:18080"; empty while not listening.
    QByteArray url() const { return m_url; }
    /// The same over https; empty unless it was started so.
    QByteArray httpsUrl() const { return m_httpsUrl; }

    /// Answered by faultsChanged(), or by faultRefused(). Nothing happens while no server was
    /// started.
    void plant(const Fault& fault);
    void clearFault(qint64 id);
    void clearFaults();
    /// Answered by timeMoved().
    void moveTime(std::chrono::milliseconds forward);

signals:
    void started(const paydesk::Result<quint16>& port);
    void stopped();
    void served(const paydesk::Exchange& exchange);
    void delivered(const paydesk::DeliveryReport& report);
    void faultsChanged(const QList<paydesk::Fault>& faults);
    void faultRefused(const paydesk::Failure& why);
    void timeMoved(const QDateTime& now);

private:
    class Engine;

    SandboxOptions m_options;
    QThread m_thread;
    Engine* m_engine; // lives on m_thread, deleted when it ends
    QByteArray m_url;
    QByteArray m_httpsUrl;
};

} // namespace paydesk

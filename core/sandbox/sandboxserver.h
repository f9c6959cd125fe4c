#pragma once

#include "core/base/clock.h"
#include "core/base/exchange.h"
#include "core/base/result.h"
#include "core/sandbox/books.h"
#include "core/sandbox/delivery.h"
#include "core/sandbox/faults.h"

#include <QHostAddress>
#include <QObject>

#include <chrono>
#include <memory>
#include <vector>

namespace paydesk {

struct SandboxOptions {
    SandboxMerchant merchant;
    QString folder; ///< where the books are kept; empty: in memory only
    std::vector<std::chrono::milliseconds>
        retrySchedule; ///< empty: the documented one (protocol-v2.md §6)
    std::chrono::milliseconds refundTime{2000}; ///< how long a refund is PROCESSING
};

/// The pretend WeChat over HTTP: the API paths of protocol-v2.md §4 and §9 and the controls of
/// cli.md ("Sandbox over HTTP"), notifications delivered by the schedule. Lives on the thread that
/// made it, and may be made on any thread with an event loop. Over HTTPS the interfaces that ask
/// for a client certificate at WeChat ask for the one in the data folder (SandboxTlsPaths).
class SandboxServer : public QObject {
    Q_OBJECT

public:
    SandboxServer(const SandboxOptions& options, Clock& clock, QObject* parent = nullptr);
    ~SandboxServer() override;

    Result<quint16> listen(const QHostAddress& address, quint16 port);
    /// The same sandbox over HTTPS, beside HTTP; TLS 1.2 or newer, under the authority kept in the
    /// data folder.
    Result<quint16> listenTls(const QHostAddress& address, quint16 port);
    /// Both.
    void close();
    /// "http://127.0.0.1:18080"; empty while not listening.
    QByteArray url() const;
    /// "https://127.0.0.1:18443"; empty while not listening.
    QByteArray httpsUrl() const;

    /// A planted fault strikes the next messages it fits (see FaultBoard).
    Result<Fault> plant(const Fault& fault);
    /// The same from JSON, as /sandbox/faults takes it.
    Result<void> plantAll(const QByteArray& json);
    /// False when there is no such fault.
    bool clearFault(qint64 id);
    void clearFaults();
    const QList<Fault>& faults() const;

    /// The sandbox's own time.
    QDateTime now() const;
    /// Moves it forward; answered by timeMoved() when everything that fell due on the way was done.
    void moveTime(std::chrono::milliseconds forward);

signals:
    /// One for each request answered: redacted.
    void served(const paydesk::Exchange& exchange);
    /// One for each attempt to deliver a notification.
    void delivered(const paydesk::DeliveryReport& report);
    /// What is in force now.
    void faultsChanged(const QList<paydesk::Fault>& faults);
    void timeMoved(const QDateTime& now);

private:
    class Room;
    std::unique_ptr<Room> m_room;
};

} // namespace paydesk

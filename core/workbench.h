#pragma once

#include "core/backend/miniprogrambackend.h"
#include "core/base/clock.h"
#include "core/checkout/micropay.h"
#include "core/checkout/placeorder.h"
#include "core/checkout/refundorder.h"
#include "core/checkout/reverseorder.h"
#include "core/forward/forwarder.h"
#include "core/forward/replayer.h"
#include "core/gateway/client.h"
#include "core/gateway/phone.h"
#include "core/notify/desk.h"
#include "core/orders/store.h"
#include "core/profile/profilestore.h"
#include "core/profile/vault.h"
#include "core/reach/echo.h"
#include "core/reach/reachcheck.h"
#include "core/reconcile/faultwatch.h"
#include "core/reconcile/queryrefunds.h"
#include "core/reconcile/refundscheduler.h"
#include "core/reconcile/scheduler.h"
#include "core/sandbox/sandboxhost.h"
#include "core/workbenchaccess.h"

#include <QObject>
#include <QString>

#include <memory>

namespace paydesk {

/// How a workbench is set up. Ports of 0 take a free one.
struct WorkbenchOptions {
    quint16 gatewayPort = 18080;
    quint16 listenerPort = 18081;
    QByteArray
        gatewayUrl; ///< where all calls go instead of the profile's endpoints; empty: the profile's
    QString caFile; ///< the authority of a sandbox over https; empty: the data folder's own
    bool queryJob = false; ///< whether the counter's scheduled queries run
    bool sandboxHttps = false; ///< whether the embedded gateway is called over https, which asks
                               ///< for the sandbox merchant's certificate where WeChat does
    QByteArray forwardTo{}; ///< the merchant's own backend, which gets every notification after it
                            ///< was answered; empty: nobody

    friend bool operator==(const WorkbenchOptions&, const WorkbenchOptions&) = default;
};

/// Everything that works for one merchant: calls, listener, query job, and for the sandbox the
/// customer's phone. Made and replaced by the Workbench when the merchant in use changes.
class Counter : public QObject {
    Q_OBJECT

public:
    Counter(const Profile& profile, Credentials credentials, OrderStore& store, Clock& clock);

    /// For the calls made from now on, the phone's among them; the system's authorities otherwise.
    void setTls(const QSslConfiguration& tls);

    const Profile& profile() const { return m_gateway.profile(); }
    GatewayClient& gateway() { return m_gateway; }
    NotificationDesk& desk() { return m_desk; }
    /// Passes the desk's notifications on.
    Forwarder& forwarder() { return m_forwarder; }
    /// Reached under the desk's port.
    MiniProgramBackend& backend() { return m_backend; }
    Scheduler& scheduler() { return m_scheduler; }
    RefundScheduler& refundScheduler() { return m_refundScheduler; }
    /// The scheduled queries of orders and of refunds.
    void startQueryJob();
    void pauseQueryJob();
    /// Only for the sandbox; null for a real merchant.
    Phone* phone() { return m_phone.get(); }
    /// As the phone: the sandbox's faults, and their traces in the history.
    FaultWatch* faults() { return m_faults.get(); }

    /// Journeys and replays for this merchant; each deletes itself when it has finished.
    PlaceOrder* placeOrder() { return new PlaceOrder(m_gateway, m_store, m_clock, this); }
    CloseOrder* closeOrder() { return new CloseOrder(m_gateway, m_store, m_clock, this); }
    Micropay* micropay() { return new Micropay(m_gateway, m_store, m_clock, this); }
    ReverseOrder* reverseOrder() { return new ReverseOrder(m_gateway, m_store, m_clock, this); }
    RefundOrder* refundOrder() { return new RefundOrder(m_gateway, m_store, m_clock, this); }
    QueryRefunds* queryRefunds() { return new QueryRefunds(m_gateway, m_store, m_clock, this); }
    /// 公网自检 of the way to this listener.
    ReachCheck* reachCheck(const QSslConfiguration& tls = QSslConfiguration::defaultConfiguration())
    {
        return new ReachCheck(m_echoes, m_clock, tls, this);
    }
    Replayer* replayer() { return new Replayer(m_gateway, m_store, m_clock, this); }
    QueryOrder* queryOrder() { return new QueryOrder(m_gateway, m_store, m_clock, this); }

private:
    void answerOtherPaths(const HttpRequest& request, const Responder& responder);

    OrderStore& m_store;
    Clock& m_clock;
    GatewayClient m_gateway;
    EchoBook m_echoes;
    NotificationDesk m_desk;
    Forwarder m_forwarder;
    MiniProgramBackend m_backend;
    Scheduler m_scheduler;
    RefundScheduler m_refundScheduler;
    std::unique_ptr<Phone> m_phone;
    std::unique_ptr<FaultWatch> m_faults;
};

/// Builds and owns everything of one data folder (architecture.md §2): merchants, vault, history,
/// the embedded sandbox and the counter of the merchant in use. The only place in the core that
/// constructs long-lived objects.
class Workbench : public QObject {
    Q_OBJECT

public:
    /// Opens the folder (made if missing, 0700). Nothing listens and nothing is asked before use()
    /// and the start functions.
    static Result<std::unique_ptr<Workbench>> open(
        const QString& folder, WorkbenchOptions options, Clock& clock);
    ~Workbench() override;

    const QString& folder() const { return m_folder; }
    Clock& clock() { return m_clock; }
    ProfileStore& profiles() { return m_profiles; }
    Vault& vault() { return m_vault; }
    OrderStore& store() { return *m_store; }
    /// The embedded gateway; its thread begins with the first call.
    SandboxHost& sandbox();
    const WorkbenchOptions& options() const { return m_options; }
    /// Takes effect with the next reopen() and the next start of sandbox and listener; the
    /// address to forward to at once.
    void setOptions(WorkbenchOptions options);

    /// Makes this merchant the one in use. Without its key (VaultLocked, KeyMissing …) there is no
    /// counter, the failure says why, and the history can still be read.
    Result<void> use(const QByteArray& name);
    /// Uses the same merchant again after its settings, the vault or the sandbox's address changed.
    Result<void> reopen();
    /// Takes the keys out of memory, the vault's own and those of a real merchant's counter, which
    /// ends with its listener and its query job.
    void lockVault();
    const Profile& profile() const { return m_profile; }
    /// Null while the merchant's key is not at hand.
    Counter* counter() { return m_counter.get(); }

    /// Starts the embedded gateway on its port, or on a free one when `anyPort`. A sandbox that
    /// already answers on the port (another Paydesk's) is used instead of a second one.
    void startSandbox(bool anyPort = false);
    void stopSandbox();
    /// Where the sandbox answers, over http; empty while none is known to answer.
    const QByteArray& sandboxUrl() const { return m_sandboxUrl; }
    /// Where the sandbox profile's calls go: the same, or over https.
    QByteArray sandboxCallsUrl() const;

    /// Starts the listener of the counter on its port, or on a free one when `anyPort`.
    Result<quint16> startListener(bool anyPort = false);

signals:
    /// Another merchant, or another counter for the same one.
    void counterChanged();
    /// Whoever keeps a copy of a secret drops it now.
    void vaultLocked();
    void sandboxStarted(const paydesk::Result<quint16>& port);
    void sandboxStopped();

private:
    Workbench(QString folder, WorkbenchOptions options, ProfileStore profiles,
        std::unique_ptr<OrderStore> store, Clock& clock);
    void sandboxAnswered(const Result<quint16>& port);
    void adoptForeignSandbox(const Failure& portInUse);
    void setSandboxUrl(const QByteArray& url);
    Result<std::optional<SandboxAccess>> access() const;
    void openCounter(Credentials credentials, std::optional<SandboxAccess> access);

    QString m_folder;
    WorkbenchOptions m_options;
    Clock& m_clock;
    ProfileStore m_profiles;
    Vault m_vault;
    std::unique_ptr<OrderStore> m_store;
    std::unique_ptr<SandboxHost> m_sandbox;
    QByteArray m_sandboxUrl;
    Profile m_profile;
    std::unique_ptr<Counter> m_counter;
};

} // namespace paydesk

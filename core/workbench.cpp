#include "core/workbench.h"

#include "core/profile/credentials.h"

#include <utility>

namespace paydesk {

namespace {

    SandboxOptions sandboxOptions(const QString& folder)
    {
        const Profile profile = sandboxProfile();
        const Credentials credentials = sandboxCredentials();
        SandboxOptions options;
        options.folder = folder;
        options.merchant.appid = profile.appid;
        options.merchant.mchId = profile.mchId;
        credentials.apiKey.reveal(
            [&](QByteArrayView key) { options.merchant.apiKey = key.toByteArray(); });
        credentials.appSecret.reveal(
            [&](QByteArrayView secret) { options.merchant.appSecret = secret.toByteArray(); });
        return options;
    }

    QHostAddress loopback()
    {
        return QHostAddress(QHostAddress::LocalHost);
    }

} // namespace

Counter::Counter(const Profile& profile, Credentials credentials, OrderStore& store, Clock& clock)
    : m_store(store)
    , m_clock(clock)
    , m_gateway(profile,
          {credentials.apiKey.clone(), credentials.appSecret.clone(),
              std::move(credentials.certificate)},
          clock)
    , m_desk(profile, std::move(credentials.apiKey), store, clock)
    , m_forwarder(m_gateway, m_desk, store, clock)
    , m_backend(m_gateway, store, clock,
          [this] {
              return m_gateway.profile().notifyUrl.isEmpty() ? m_desk.url()
                                                             : m_gateway.profile().notifyUrl;
          })
    , m_scheduler(m_gateway, store, clock)
    , m_refundScheduler(m_gateway, store, clock)
    , m_phone(profile.isSandbox() ? std::make_unique<Phone>(profile.endpoints.api, clock) : nullptr)
    , m_faults(profile.isSandbox()
              ? std::make_unique<FaultWatch>(profile.endpoints.api, profile.name, store, clock)
              : nullptr)
{
    m_desk.hide(credentials.appSecret);
    connect(&m_desk, &NotificationDesk::wantsQuery, &m_scheduler, &Scheduler::askNow);
    connect(
        &m_desk, &NotificationDesk::wantsRefundQuery, &m_refundScheduler, &RefundScheduler::askNow);
    m_desk.setSelfTest([this](QByteArrayView body) { return m_echoes.answerTo(body); });
    m_desk.setOtherPaths([this](const HttpRequest& request, const Responder& responder) {
        answerOtherPaths(request, responder);
    });
    connect(&m_backend, &MiniProgramBackend::served, this, [this](const Exchange& exchange) {
        m_store.write<qint64>(this,
            [name = m_gateway.profile().name, exchange](
                OrderWriter& writer) { return writer.record(name, exchange); },
            {});
    });
}

void Counter::startQueryJob()
{
    m_scheduler.start();
    m_refundScheduler.start();
}

void Counter::pauseQueryJob()
{
    m_scheduler.pause();
    m_refundScheduler.pause();
}

void Counter::setTls(const QSslConfiguration& tls)
{
    m_gateway.setTls(tls);
    if (m_phone)
        m_phone->setTls(tls);
    if (m_faults)
        m_faults->backstage().setTls(tls);
}

void Counter::answerOtherPaths(const HttpRequest& request, const Responder& responder)
{
    if (MiniProgramBackend::serves(request.path))
        m_backend.serve(request, responder);
    else
        responder.send({404, "text/plain", "Not found\n", {}});
}

Result<std::unique_ptr<Workbench>> Workbench::open(
    const QString& folder, WorkbenchOptions options, Clock& clock)
{
    Result<ProfileStore> profiles = ProfileStore::open(folder);
    if (!profiles)
        return fail(profiles.error());
    Result<std::unique_ptr<OrderStore>> store = OrderStore::open(folder);
    if (!store)
        return fail(store.error());
    return std::unique_ptr<Workbench>(
        new Workbench(folder, std::move(options), std::move(*profiles), std::move(*store), clock));
}

Workbench::Workbench(QString folder, WorkbenchOptions options, ProfileStore profiles,
    std::unique_ptr<OrderStore> store, Clock& clock)
    : m_folder(std::move(folder))
    , m_options(std::move(options))
    , m_clock(clock)
    , m_profiles(std::move(profiles))
    , m_vault(m_folder)
    , m_store(std::move(store))
    , m_profile(sandboxProfile())
{
}

Workbench::~Workbench()
{
    // The counter uses the store; both are gone before the sandbox's thread is asked to stop.
    m_counter.reset();
    m_store.reset();
}

SandboxHost& Workbench::sandbox()
{
    if (!m_sandbox) {
        m_sandbox = std::make_unique<SandboxHost>(sandboxOptions(m_folder));
        connect(m_sandbox.get(), &SandboxHost::started, this, &Workbench::sandboxAnswered);
        connect(m_sandbox.get(), &SandboxHost::stopped, this, [this] {
            setSandboxUrl({});
            emit sandboxStopped();
        });
    }
    return *m_sandbox;
}

void Workbench::setOptions(WorkbenchOptions options)
{
    m_options = std::move(options);
    if (m_counter)
        (void)m_counter->forwarder().setTarget(m_options.forwardTo);
}

Result<void> Workbench::use(const QByteArray& name)
{
    Result<Profile> profile = m_profiles.profile(name);
    if (!profile)
        return fail(profile.error());
    m_profile = std::move(*profile);
    return reopen();
}

Result<void> Workbench::reopen()
{
    const bool listening = m_counter && m_counter->desk().isListening();
    m_counter.reset();
    if (const Result<Profile> current = m_profiles.profile(m_profile.name))
        m_profile = *current;
    if (const QByteArray url = sandboxCallsUrl(); m_profile.isSandbox() && !url.isEmpty())
        m_profile.endpoints = {url, url};
    if (!m_options.gatewayUrl.isEmpty())
        m_profile.endpoints = {m_options.gatewayUrl, m_options.gatewayUrl};
    Result<Credentials> credentials = credentialsOf(m_profile, m_vault);
    Result<std::optional<SandboxAccess>> beyond = access();
    if (credentials && beyond) {
        openCounter(std::move(*credentials), std::move(*beyond));
        if (listening)
            startListener();
        if (m_options.queryJob)
            m_counter->startQueryJob();
    }
    emit counterChanged();
    if (!credentials)
        return fail(credentials.error());
    if (!beyond)
        return fail(beyond.error());
    return {};
}

void Workbench::lockVault()
{
    m_vault.lock();
    if (!m_profile.isSandbox()) [[maybe_unused]]
        const Result<void> closed = reopen(); // that it fails is what was asked for
    emit vaultLocked();
}

/// Nothing for real merchants, who trust whom the system trusts, and without TLS.
Result<std::optional<SandboxAccess>> Workbench::access() const
{
    if (!m_profile.isSandbox() || !m_profile.endpoints.api.startsWith("https:"))
        return std::optional<SandboxAccess>();
    auto access = sandboxAccess(m_folder, m_options.caFile, m_profile.mchId);
    if (!access)
        return fail(access.error());
    return std::optional(*std::move(access));
}

void Workbench::openCounter(Credentials credentials, std::optional<SandboxAccess> access)
{
    if (access)
        credentials.certificate = std::move(access->certificate);
    m_counter = std::make_unique<Counter>(m_profile, std::move(credentials), *m_store, m_clock);
    if (access)
        m_counter->setTls(access->tls);
    // An address that does not fit was refused where it was typed.
    (void)m_counter->forwarder().setTarget(m_options.forwardTo);
}

void Workbench::startSandbox(bool anyPort)
{
    sandbox().start(
        loopback(), anyPort ? quint16(0) : m_options.gatewayPort, m_options.sandboxHttps);
}

/// Another Paydesk's sandbox is known over http alone.
QByteArray Workbench::sandboxCallsUrl() const
{
    const bool secure =
        m_sandbox && m_sandboxUrl == m_sandbox->url() && !m_sandbox->httpsUrl().isEmpty();
    return secure ? m_sandbox->httpsUrl() : m_sandboxUrl;
}

void Workbench::stopSandbox()
{
    if (m_sandbox)
        m_sandbox->stop();
}

void Workbench::sandboxAnswered(const Result<quint16>& port)
{
    if (!port && port.error().id == FailureId::PortInUse) {
        adoptForeignSandbox(port.error());
        return;
    }
    if (port)
        setSandboxUrl(m_sandbox->url());
    emit sandboxStarted(port);
}

void Workbench::adoptForeignSandbox(const Failure& portInUse)
{
    const QByteArray url = "http://127.0.0.1:" + QByteArray::number(m_options.gatewayPort);
    auto* probe = new Phone(url, m_clock, this);
    connect(
        probe->login(), &Call::finished, this, [this, probe, url, portInUse](const Answer& answer) {
            probe->deleteLater();
            if (!answer.fields) {
                emit sandboxStarted(fail(portInUse));
                return;
            }
            setSandboxUrl(url);
            emit sandboxStarted(m_options.gatewayPort);
        });
}

void Workbench::setSandboxUrl(const QByteArray& url)
{
    if (m_sandboxUrl == url)
        return;
    m_sandboxUrl = url;
    if (m_profile.isSandbox())
        // The sandbox's credentials are always at hand: only the address changes.
        [[maybe_unused]]
        const Result<void> reopened = reopen();
}

Result<quint16> Workbench::startListener(bool anyPort)
{
    if (!m_counter)
        return fail(FailureId::KeyMissing,
            {{QStringLiteral("profile"), QString::fromUtf8(m_profile.title)}});
    return m_counter->desk().listen(loopback(), anyPort ? quint16(0) : m_options.listenerPort);
}

} // namespace paydesk

#include "core/sandbox/sandboxhost.h"

#include <utility>

namespace paydesk {

/// What lives on the sandbox's thread: clock and server, made there, because sockets and timers
/// belong to their thread.
class SandboxHost::Engine : public QObject {
public:
    Engine(SandboxHost& host, SandboxOptions options)
        : m_host(host)
        , m_options(std::move(options))
    {
    }

    void start(const QHostAddress& address, quint16 port, bool https)
    {
        if (!m_server) {
            m_clock = std::make_unique<SystemClock>();
            m_server = std::make_unique<SandboxServer>(m_options, *m_clock);
            // The host lives on another thread: these arrive there as queued calls.
            connect(m_server.get(), &SandboxServer::served, &m_host, &SandboxHost::served);
            connect(m_server.get(), &SandboxServer::delivered, &m_host, &SandboxHost::delivered);
            connect(m_server.get(), &SandboxServer::faultsChanged, &m_host,
                &SandboxHost::faultsChanged);
            connect(m_server.get(), &SandboxServer::timeMoved, &m_host, &SandboxHost::timeMoved);
        }
        Result<quint16> taken = m_server->listen(address, port);
        if (taken && https) {
            if (const Result<quint16> secure = m_server->listenTls(address, 0); !secure)
                taken = fail(secure.error());
        }
        QMetaObject::invokeMethod(
            &m_host, [host = &m_host, taken, url = m_server->url(), secure = m_server->httpsUrl()] {
                host->m_url = url;
                host->m_httpsUrl = secure;
                emit host->started(taken);
            });
    }

    void stop()
    {
        m_server.reset();
        QMetaObject::invokeMethod(&m_host, [host = &m_host] {
            host->m_url.clear();
            host->m_httpsUrl.clear();
            emit host->stopped();
        });
    }

    void plant(const Fault& fault)
    {
        if (!m_server)
            return;
        const auto planted = m_server->plant(fault);
        if (!planted)
            QMetaObject::invokeMethod(
                &m_host, [host = &m_host, why = planted.error()] { emit host->faultRefused(why); });
    }

    SandboxServer* server() { return m_server.get(); }

private:
    SandboxHost& m_host;
    const SandboxOptions m_options;
    std::unique_ptr<Clock> m_clock;
    std::unique_ptr<SandboxServer> m_server; // uses m_clock, goes first
};

SandboxHost::SandboxHost(SandboxOptions options, QObject* parent)
    : QObject(parent)
    , m_options(std::move(options))
    , m_engine(new Engine(*this, m_options))
{
    qRegisterMetaType<Exchange>();
    m_engine->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_engine, &QObject::deleteLater);
    m_thread.setObjectName(QStringLiteral("sandbox"));
    m_thread.start();
}

SandboxHost::~SandboxHost()
{
    m_thread.quit();
    m_thread.wait();
}

void SandboxHost::start(const QHostAddress& address, quint16 port, bool https)
{
    QMetaObject::invokeMethod(m_engine,
        [engine = m_engine, address, port, https] { engine->start(address, port, https); });
}

void SandboxHost::stop()
{
    QMetaObject::invokeMethod(m_engine, [engine = m_engine] { engine->stop(); });
}

void SandboxHost::plant(const Fault& fault)
{
    QMetaObject::invokeMethod(m_engine, [engine = m_engine, fault] { engine->plant(fault); });
}

void SandboxHost::clearFault(qint64 id)
{
    QMetaObject::invokeMethod(m_engine, [engine = m_engine, id] {
        if (SandboxServer* const server = engine->server())
            server->clearFault(id);
    });
}

void SandboxHost::clearFaults()
{
    QMetaObject::invokeMethod(m_engine, [engine = m_engine] {
        if (SandboxServer* const server = engine->server())
            server->clearFaults();
    });
}

void SandboxHost::moveTime(std::chrono::milliseconds forward)
{
    QMetaObject::invokeMethod(m_engine, [engine = m_engine, forward] {
        if (SandboxServer* const server = engine->server())
            server->moveTime(forward);
    });
}

} // namespace paydesk

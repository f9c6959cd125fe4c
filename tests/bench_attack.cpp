#include "tests/attackers.h"
#include "tests/noticecrowd.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>

#include <benchmark/benchmark.h>
#include <sys/resource.h>
#include <thread>

// How long honest notifications wait while the listener's connections are taken by others, and
// what that costs the listener: the built paydesk-cli listen, another process.

namespace {

using namespace paydesk;

constexpr int honest = 2000;
constexpr int senders = 4;
constexpr int patience = 60; // seconds

/// paydesk-cli listen on a free port and a history of its own.
class Listener {
public:
    Listener()
    {
        m_process.setStandardOutputFile(output());
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_process.start(QStringLiteral(PAYDESK_CLI),
            {QStringLiteral("listen"), QStringLiteral("--port"), QStringLiteral("0"),
                QStringLiteral("--adopt-unknown"), QStringLiteral("--json"),
                QStringLiteral("--data-dir"), m_folder.path()});
        for (int waited = 0; waited < 500 && !readPort(); ++waited)
            m_process.waitForFinished(20);
    }
    ~Listener()
    {
        m_process.terminate();
        if (!m_process.waitForFinished(20'000))
            m_process.kill();
    }

    quint16 port() const { return m_port; }
    /// VmRSS, VmHWM: MiB.
    double memory(const QByteArray& kind) const
    {
        QFile status(QStringLiteral("/proc/%1/status").arg(m_process.processId()));
        if (!status.open(QIODevice::ReadOnly))
            return 0;
        const QByteArray text = status.readAll();
        const qsizetype at = text.indexOf(kind + ':') + kind.size() + 1;
        return text.mid(at, text.indexOf("kB", at) - at).trimmed().toDouble() / 1024;
    }
    int descriptors() const
    {
        return int(QDir(QStringLiteral("/proc/%1/fd").arg(m_process.processId()))
                .entryList(QDir::AllEntries | QDir::System | QDir::NoDotAndDotDot)
                .size());
    }

private:
    QString output() const { return m_folder.filePath(QStringLiteral("listen.out")); }

    bool readPort()
    {
        QFile file(output());
        if (!file.open(QIODevice::ReadOnly))
            return false;
        const QString url =
            QJsonDocument::fromJson(file.readLine()).object()[QStringLiteral("url")].toString();
        m_port = url.section(u':', -1).section(u'/', 0, 0).toUShort();
        return m_port != 0;
    }

    QTemporaryDir m_folder;
    QProcess m_process;
    quint16 m_port = 0;
};

bool attackersHaveDescriptors()
{
    constexpr rlim_t needed = 12'000;
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_max < needed)
        return false;
    limit.rlim_cur = needed;
    return setrlimit(RLIMIT_NOFILE, &limit) == 0;
}

/// range(0): so many of each kind of attacker; range(1): so many silent ones more.
void underAttack(benchmark::State& state)
{
    Listener listener;
    if (listener.port() == 0) {
        state.SkipWithError("the listener did not start");
        return;
    }
    if (!attackersHaveDescriptors()) {
        state.SkipWithError("this needs 12,000 descriptors (ulimit -Hn)");
        return;
    }
    const std::vector<QByteArray> quiet = notifications(1, honest, true);
    const std::vector<QByteArray> load = notifications(honest + 1, honest, true);
    for (auto _ : state) {
        const CrowdResult alone =
            sendAll(listener.port(), quiet, senders, true, std::chrono::seconds(patience));
        const double idle = listener.memory("VmRSS");
        const int before = listener.descriptors(); // the history is open by now
        CrowdResult result;
        {
            Attackers attackers(listener.port());
            const int each = int(state.range(0));
            for (const Attack attack :
                {Attack::SlowHead, Attack::SlowBody, Attack::Silent, Attack::IdleKeepAlive})
                attackers.add(attack, each);
            attackers.add(Attack::Silent, int(state.range(1)));
            if (!attackers.allTried(patience)) {
                state.SkipWithError("the attackers did not all come");
                return;
            }
            result = sendAll(listener.port(), load, senders, true, std::chrono::seconds(patience));
            state.counters["attempts"] = double(attackers.attempts());
            state.counters["open"] = listener.descriptors();
        }
        if (alone.answered != honest || result.answered != honest) {
            state.SkipWithError(
                qPrintable(QStringLiteral("%1 and %2 of %3 notifications were answered")
                        .arg(alone.answered)
                        .arg(result.answered)
                        .arg(honest)));
            return;
        }
        for (int waited = 0; waited < 200 && listener.descriptors() > before; ++waited)
            std::this_thread::sleep_for(std::chrono::milliseconds(100));
        state.SetIterationTime(result.seconds);
        state.counters["alone_p99_ms"] = double(alone.within(0.99).count()) / 1e3;
        state.counters["p50_ms"] = double(result.within(0.5).count()) / 1e3;
        state.counters["p99_ms"] = double(result.within(0.99).count()) / 1e3;
        state.counters["longest_ms"] = double(result.within(1).count()) / 1e3;
        state.counters["idle_MiB"] = idle;
        state.counters["most_MiB"] = listener.memory("VmHWM");
        state.counters["after_MiB"] = listener.memory("VmRSS");
        state.counters["descriptors_left"] = listener.descriptors() - before;
    }
}

BENCHMARK(underAttack)
    ->ArgNames({"each", "silent"})
    ->Args({1000, 0})
    ->Args({0, 10'000})
    ->UseManualTime()
    ->Iterations(1)
    ->Unit(benchmark::kMillisecond);

} // namespace

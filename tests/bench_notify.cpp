#include "tests/noticecrowd.h"
#include "tests/processtime.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>

#include <benchmark/benchmark.h>

// How many durable notifications a second the desk takes, beside the same pipeline with one commit
// each and without a history, each a process of its own on one processor, in turns of the same run.

namespace {

using namespace paydesk;

constexpr int senders = 50;

/// A receiver (tests/noticeserver.cpp), and what it did so far.
class Receiver {
public:
    Receiver(const char* way, qint64 orders, int flushMicroseconds)
    {
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_process.start(QStringLiteral(PAYDESK_NOTICESERVER),
            {QString::fromLatin1(way), QString::number(orders),
                QString::number(flushMicroseconds)});
        constexpr int longestFill = 600'000; // milliseconds
        while (m_process.state() != QProcess::NotRunning && !m_process.canReadLine()
            && m_process.waitForReadyRead(longestFill)) {}
        m_port = quint16(
            QJsonDocument::fromJson(m_process.readLine()).object()[QStringLiteral("port")].toInt());
    }
    ~Receiver()
    {
        m_process.closeWriteChannel();
        if (!m_process.waitForFinished(20'000))
            m_process.kill();
    }

    bool isThere() const { return m_port != 0; }

    /// Whether every one was answered with SUCCESS.
    bool take(int count, int connections, bool closing)
    {
        const std::vector<QByteArray> load = notifications(m_next, count, closing);
        m_next += count;
        const double before = cpuSeconds();
        const CrowdResult result = sendAll(m_port, load, connections, closing);
        cpu += cpuSeconds() - before;
        seconds += result.seconds;
        taken += result.answered;
        times.insert(times.end(), result.times.begin(), result.times.end());
        return result.answered == count;
    }

    double perSecond() const { return taken / seconds; }
    double cpuEach() const { return cpu / taken * 1e6; }
    double within(double part)
    {
        std::sort(times.begin(), times.end());
        return double(CrowdResult{0, 0, times}.within(part).count());
    }

    double seconds = 0;
    double cpu = 0;
    double taken = 0;
    std::vector<std::chrono::microseconds> times;

private:
    double cpuSeconds() const { return cpuSecondsOf(m_process.processId()); }

    QProcess m_process;
    quint16 m_port = 0;
    qint64 m_next = 1;
};

/// range(0): 1 with a new connection for each; range(1): what a flush takes more, microseconds.
void durableNotifications(benchmark::State& state)
{
    const bool closing = state.range(0) == 1;
    const int flush = int(state.range(1));
    const int many = flush > 0 ? 6000 : 4000;
    const int few = flush > 0 ? 300 : 2000; // one commit each is slow
    constexpr int rounds = 5;
    Receiver grouped("grouped", rounds * many, flush);
    Receiver single("single", rounds * few, flush);
    Receiver unstored("unstored", 0, 0);
    if (!grouped.isThere() || !single.isThere() || !unstored.isThere()) {
        state.SkipWithError("a receiver did not start");
        return;
    }
    for (auto _ : state) {
        if (!grouped.take(many, senders, closing) || !single.take(few, senders, closing)
            || !unstored.take(many, senders, closing)) {
            state.SkipWithError("a notification was not answered with SUCCESS");
            return;
        }
        state.SetIterationTime(grouped.seconds + single.seconds + unstored.seconds);
    }
    state.counters["per_second"] = grouped.perSecond();
    state.counters["single_per_second"] = single.perSecond();
    state.counters["unstored_per_second"] = unstored.perSecond();
    state.counters["times_single"] = grouped.perSecond() / single.perSecond();
    state.counters["part_of_unstored"] = grouped.perSecond() / unstored.perSecond();
    state.counters["p50_us"] = grouped.within(0.5);
    state.counters["p99_us"] = grouped.within(0.99);
    state.counters["cpu_us"] = grouped.cpuEach();
}

BENCHMARK(durableNotifications)
    ->ArgNames({"closing", "flush_us"})
    ->Args({0, 0})
    ->Args({1, 0})
    ->Args({0, 3000})
    ->Args({1, 3000})
    ->UseManualTime()
    ->Iterations(5)
    ->Unit(benchmark::kMillisecond);

/// One sender, one notification after the other, with few and with many orders held.
void oneNotification(benchmark::State& state)
{
    constexpr int load = 1000;
    Receiver few("grouped", 10'000, 0);
    Receiver many("grouped", 1'000'000, 0);
    if (!few.isThere() || !many.isThere()) {
        state.SkipWithError("a receiver did not start");
        return;
    }
    for (auto _ : state) {
        if (!few.take(load, 1, false) || !many.take(load, 1, false)) {
            state.SkipWithError("a notification was not answered with SUCCESS");
            return;
        }
        state.SetIterationTime(few.seconds + many.seconds);
    }
    state.counters["p50_us_10k"] = few.within(0.5);
    state.counters["p50_us_1M"] = many.within(0.5);
    state.counters["1M_against_10k"] = many.within(0.5) / few.within(0.5);
}

BENCHMARK(oneNotification)->UseManualTime()->Iterations(5)->Unit(benchmark::kMillisecond);

} // namespace

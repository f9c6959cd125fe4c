#include "core/sign/signer.h"

#include <QList>
#include <QRandomGenerator>

#include <algorithm>
#include <benchmark/benchmark.h>
#include <chrono>
#include <cmath>
#include <functional>
#include <numeric>

// Whether the time of a comparison tells where the first wrong character stands (security/
// threats.md §1): timings of both kinds in random turns, the slowest tenth of them cut off as
// interruptions, and Welch's t between them. |t| below 4.5 tells nobody anything.

namespace {

using namespace paydesk;

constexpr int timings = 200'000;
constexpr double keptOfThem = 0.9;

double nanoseconds(const std::function<void()>& work)
{
    const auto start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double, std::nano>(std::chrono::steady_clock::now() - start)
        .count();
}

double welchT(QList<double> a, QList<double> b)
{
    QList<double> all = a + b;
    const auto limit = all.begin() + qsizetype(double(all.size()) * keptOfThem);
    std::nth_element(all.begin(), limit, all.end());
    const double slowest = *limit;
    const auto tooSlow = [slowest](double time) { return time > slowest; };
    a.removeIf(tooSlow);
    b.removeIf(tooSlow);
    const auto moments = [](const QList<double>& times) {
        const double mean = std::accumulate(times.begin(), times.end(), 0.0) / double(times.size());
        double squares = 0;
        for (const double time : times)
            squares += (time - mean) * (time - mean);
        const double variance = squares / double(times.size() - 1);
        return std::pair(mean, variance / double(times.size()));
    };
    const auto [meanA, errorA] = moments(a);
    const auto [meanB, errorB] = moments(b);
    return (meanA - meanB) / std::sqrt(errorA + errorB);
}

double tOf(const std::function<void()>& first, const std::function<void()>& last)
{
    QRandomGenerator chance(20260101);
    QList<double> ofFirst;
    QList<double> ofLast;
    for (int i = 0; i < timings; ++i) {
        if (chance.bounded(2) == 0)
            ofFirst.append(nanoseconds(first));
        else
            ofLast.append(nanoseconds(last));
    }
    return welchT(ofFirst, ofLast);
}

/// What is not done: it ends at the first difference.
bool naivelySame(const QByteArray& a, const QByteArray& b)
{
    for (qsizetype i = 0; i < a.size(); ++i) {
        if (a.at(i) != b.at(i))
            return false;
        benchmark::DoNotOptimize(i);
    }
    return true;
}

/// `t` for the whole verification of a message and for the comparison alone; `t_naive` for a loop
/// that ends early, which shows that this measurement would notice.
void signatureTiming(benchmark::State& state)
{
    const Secret key(QByteArray("192006250b4c09247ec02edce69f6a2d"));
    const Parameters fields = signedRequest(
        {{"appid", "wxd930ea5d5a258f4f"}, {"mch_id", "10000100"}, {"total_fee", "888"}}, key,
        SignType::HmacSha256);
    const QByteArray right = fields.value("sign");
    const auto wrongAt = [&right](qsizetype place) {
        QByteArray wrong = right;
        wrong[place] = wrong.at(place) == '0' ? '1' : '0';
        return wrong;
    };
    const QByteArray first = wrongAt(0);
    const QByteArray last = wrongAt(right.size() - 1);
    const auto message = [&fields](const QByteArray& sign) {
        Parameters changed = fields;
        changed.set("sign", sign);
        return changed;
    };
    const Parameters firstMessage = message(first);
    const Parameters lastMessage = message(last);
    const auto verifying = [&key](const Parameters& parameters) {
        return [&key, &parameters] {
            benchmark::DoNotOptimize(verifies(parameters, key, SignType::HmacSha256));
        };
    };
    for (auto _ : state) {
        state.counters["t"] = tOf(verifying(firstMessage), verifying(lastMessage));
        state.counters["t_compare"] =
            tOf([&] { benchmark::DoNotOptimize(sameSignature(first, right)); },
                [&] { benchmark::DoNotOptimize(sameSignature(last, right)); });
        state.counters["t_naive"] =
            tOf([&] { benchmark::DoNotOptimize(naivelySame(first, right)); },
                [&] { benchmark::DoNotOptimize(naivelySame(last, right)); });
    }
}
BENCHMARK(signatureTiming)->Iterations(1)->Unit(benchmark::kMillisecond);

} // namespace

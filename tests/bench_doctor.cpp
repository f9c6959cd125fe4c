#include "core/doctor/catalogue.h"
#include "core/doctor/mills.h"
#include "core/doctor/search.h"

#include <openssl/evp.h>

#include <benchmark/benchmark.h>
#include <chrono>
#include <ctime>
#include <map>
#include <string>

// The doctor's search on a ten-parameter order whose signature nothing explains: every combination
// is tried. Beside it, in the same run, what a candidate costs the naive loop, and what of that is
// just a std::string put together from ready pieces and one EVP digest.

namespace {

using namespace paydesk;

Question unexplainedOrder()
{
    Question question;
    question.fields = {{"appid", "wxd930ea5d5a258f4f"}, {"mch_id", "1900000109"},
        {"nonce_str", "5K8264ILTKCH16CQ2502SI8ZNMTM67VS"}, {"body", "门店会员卡-8月"},
        {"out_trade_no", "PD20250821104233017"}, {"total_fee", "990"},
        {"spbill_create_ip", "203.0.113.8"}, {"notify_url", "https://pay.example.cn/notify"},
        {"trade_type", "JSAPI"}, {"openid", "oUpF8uMuAJO_M2pxb1Q9zNjWeS6o"}};
    question.key = Secret(QByteArray("192006250b4c09247ec02edce69f6a2d"));
    question.secrets.appSecret = Secret(QByteArray("5a9db0c0ffee00face1234567890abcd"));
    question.secrets.apiV3Key = Secret(QByteArray("jeTXGZ22JheQjjEGUclf4pR2ZBEMLQxL"));
    question.secrets.previousKeys.emplace_back(QByteArray("qpQkndTFYBpCYq2gNKBVgnIgVmHeoSF1"));
    question.identifiers = {{"appid", "wxd930ea5d5a258f4f"}, {"mch_id", "1900000109"},
        {"mp_appid", "wx9f137c1f39922fa0"}, {"other_mch_id", "1517537636"}};
    question.received = "0CB01533B8C1EF103065174F50BCA001";
    return question;
}

double cpuSeconds()
{
    return double(std::clock()) / CLOCKS_PER_SEC;
}

void digestOf(const std::string& text)
{
    unsigned char digest[EVP_MAX_MD_SIZE];
    unsigned int size = 0;
    EVP_Digest(text.data(), text.size(), digest, &size, EVP_md5(), nullptr);
    benchmark::DoNotOptimize(digest);
}

std::string hexOf(const unsigned char* digest, unsigned int size)
{
    constexpr const char* digits = "0123456789ABCDEF";
    std::string hex;
    for (unsigned int i = 0; i < size; ++i) {
        hex += digits[digest[i] >> 4];
        hex += digits[digest[i] & 15];
    }
    return hex;
}

/// Seconds of CPU for a candidate of the loop that anybody would write: the mistakes made on a copy
/// of the fields, a sorted map, a std::string, one EVP digest, its text compared. Mistakes in the
/// order, the joining, the charset and the digest are left out here, so it does less than it would
/// have to.
double naiveSearch(const Question& question)
{
    const Setting setting(question);
    const std::vector<Instance> instances = instancesOf(setting);
    const std::string received = question.received.toStdString();
    constexpr int most = 20000;
    int tried = 0;
    int hits = 0;
    const double start = cpuSeconds();
    for (std::size_t i = 0; i < instances.size() && tried < most; i += 7) {
        for (std::size_t j = i + 1; j < instances.size() && tried < most; ++j) {
            if (!canCombine(instances[i], instances[j]))
                continue;
            DraftFields changed = setting.fields;
            std::string key = setting.key.toStdString();
            for (const Instance* mistake : {&instances[i], &instances[j]}) {
                applyToFields(changed, *mistake);
                if (mistake->slot == Slot::Key)
                    key = mistake->key.toStdString();
            }
            std::map<std::string, std::string> fields;
            for (const DraftField& field : changed) {
                if (field.isSigned())
                    fields[field.name.toStdString()] = field.value.toStdString();
            }
            std::string text;
            for (const auto& [name, value] : fields)
                text += name + "=" + value + "&";
            text += "key=" + key;
            unsigned char digest[EVP_MAX_MD_SIZE];
            unsigned int size = 0;
            EVP_Digest(text.data(), text.size(), digest, &size, EVP_md5(), nullptr);
            hits += hexOf(digest, size) == received ? 1 : 0;
            ++tried;
        }
    }
    benchmark::DoNotOptimize(hits);
    return (cpuSeconds() - start) / tried;
}

/// Seconds of CPU for a candidate of a loop that joins the pieces of the right string.
double joinAlone(const Question& question)
{
    const Setting setting(question);
    std::vector<std::string> pieces;
    for (const DraftField& field : makeSignature(setting, {}).ordered)
        pieces.push_back((field.name + '=' + field.value).toStdString());
    const std::string key = setting.key.toStdString();
    constexpr int rounds = 20000;
    const double start = cpuSeconds();
    for (int i = 0; i < rounds; ++i) {
        std::string text;
        for (const std::string& piece : pieces) {
            if (!text.empty())
                text += '&';
            text += piece;
        }
        text += "&key=";
        text += key;
        digestOf(text);
    }
    return (cpuSeconds() - start) / rounds;
}

void report(
    benchmark::State& state, const Question& question, double cpu, double wall, qint64 tried)
{
    const double candidate = cpu / double(tried);
    state.counters["candidates"] = double(tried);
    state.counters["cpu_ms"] = cpu * 1e3;
    state.counters["wall_ms"] = wall * 1e3;
    state.counters["ns_each"] = candidate * 1e9;
    state.counters["times_naive"] = naiveSearch(question) / candidate;
    state.counters["times_join_alone"] = joinAlone(question) / candidate;
}

/// From the question on, as the doctor does: the catalogue's instances too.
void search(
    benchmark::State& state, std::initializer_list<SearchPhase> phases, const SearchTools& tools)
{
    const Question question = unexplainedOrder();
    double cpu = 0;
    double wall = 0;
    qint64 tried = 0;
    double rounds = 0;
    for (auto _ : state) {
        const double start = cpuSeconds();
        const auto begun = std::chrono::steady_clock::now();
        const Setting setting(question);
        const std::vector<Instance> instances = instancesOf(setting);
        const SearchAnatomy anatomy(setting, instances);
        SearchWatch watch;
        for (const SearchPhase& phase : phases) {
            if (!searchCombinations(anatomy, phase, watch, tools).empty())
                state.SkipWithError("explained what nothing explains");
        }
        tried = watch.tried;
        cpu += cpuSeconds() - start;
        wall += std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
        rounds += 1;
    }
    report(state, question, cpu / rounds, wall / rounds, tried);
}

SearchTools toolsOf(const benchmark::State& state)
{
    SearchTools tools;
    const std::vector<Md5Lanes> kinds = md5LaneKinds();
    tools.lanes = kinds[std::min(std::size_t(state.range(0)), kinds.size() - 1)];
    tools.threads = unsigned(state.range(1));
    return tools;
}

void singlesAndPairs(benchmark::State& state)
{
    const SearchTools tools = toolsOf(state);
    state.SetLabel(tools.lanes.name);
    search(state, {{1, 1, 3}, {2, 1, 2}}, tools);
}
void triplesOfTier1(benchmark::State& state)
{
    const SearchTools tools = toolsOf(state);
    state.SetLabel(tools.lanes.name);
    search(state, {{3, 1, 1}}, tools);
}
void triplesOfTiers1And2(benchmark::State& state)
{
    const SearchTools tools = toolsOf(state);
    state.SetLabel(tools.lanes.name);
    search(state, {{3, 1, 1}, {3, 2, 2}}, tools);
}

/// What follows a common beginning of so many bytes: one candidate, the beginning digested once.
void behindAPrefix(benchmark::State& state)
{
    const std::vector<QByteArray> keys{"192006250b4c09247ec02edce69f6a2d"};
    const QByteArray tail = "&trade_type=JSAPI&key=" + keys.front();
    SearchTarget target;
    target.digestSize = 16;
    target.known = QByteArray(16, 'x');
    const std::unique_ptr<Mill> mill = md5Mill(target, md5LaneKinds().back(), keys, {});
    Mill::Marks marks;
    marks.text = QByteArray(qsizetype(state.range(0)), 'a'); // whole blocks
    mill->mark(marks);
    TextParts parts;
    parts.add(tail);
    for (auto _ : state)
        mill->grind(marks, marks.text.size(), parts, 0, 1);
    mill->finish();
    state.SetItemsProcessed(state.iterations());
}

// Lanes: 0 plain code, 1 SSE2, 2 AVX2, 3 AVX-512; then threads.
BENCHMARK(behindAPrefix)->Arg(256)->Arg(4096)->Arg(65536); // bytes in front: all the same
BENCHMARK(singlesAndPairs)->ArgsProduct({{0, 1, 2, 3}, {1}})->Unit(benchmark::kMillisecond);
BENCHMARK(triplesOfTier1)->ArgsProduct({{3}, {1, 2}})->Unit(benchmark::kMillisecond);
BENCHMARK(triplesOfTiers1And2)
    ->ArgsProduct({{0, 1, 2, 3}, {1}})
    ->Args({3, 2})
    ->Unit(benchmark::kMillisecond);

} // namespace

#include "core/sign/signer.h"
#include "core/sign/xmlcodec.h"

#include <QXmlStreamReader>

#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/params.h>

#include <benchmark/benchmark.h>
#include <chrono>
#include <ctime>

// Each benchmark measures its own work and the raw library's cost of the same bytes in turns of the
// same run, and reports both and their ratio: the ratio is what holds on another machine.

namespace {

using namespace paydesk;

const QByteArray keyBytes = "192006250b4c09247ec02edce69f6a2d";

Secret benchKey()
{
    return Secret(QByteArray(keyBytes.constData(), keyBytes.size()));
}

Parameters unifiedOrder()
{
    return {{"appid", "wxd930ea5d5a258f4f"}, {"mch_id", "10000100"}, {"device_info", "1000"},
        {"body", "腾讯充值中心-QQ会员充值"}, {"nonce_str", "5K8264ILTKCH16CQ2502SI8ZNMTM67VS"},
        {"attach", ""}, {"out_trade_no", "20150806125346"}, {"total_fee", "888"},
        {"spbill_create_ip", "123.12.12.123"},
        {"notify_url", "https://www.example.com/wxpay/pay.php"}, {"trade_type", "JSAPI"},
        {"openid", "oUpF8uMuAJO_M2pxb1Q9zNjWeS6o"}, {"sign", "0CB01533B8C1EF103065174F50BCA001"}};
}

Parameters notification()
{
    Parameters fields{{"appid", "wxd930ea5d5a258f4f"}, {"attach", "支付测试"}, {"bank_type", "CFT"},
        {"cash_fee", "1"}, {"device_info", "1000"}, {"fee_type", "CNY"}, {"is_subscribe", "Y"},
        {"mch_id", "10000100"}, {"nonce_str", "5d2b6c2a8db53831f7eda20af46e531c"},
        {"openid", "oUpF8uMEb4qRXf22hE3X68TekukE"}, {"out_trade_no", "1409811653"},
        {"result_code", "SUCCESS"}, {"return_code", "SUCCESS"}, {"coupon_count", "1"},
        {"coupon_fee", "10"}, {"coupon_id_0", "10000"}, {"time_end", "20140903131540"},
        {"total_fee", "1"}, {"trade_type", "JSAPI"},
        {"transaction_id", "1004400740201409030005092168"}};
    return signedRequest(fields, benchKey(), SignType::Md5);
}

QByteArray stringToSign(const Parameters& fields)
{
    return traceSignature(fields, benchKey(), SignType::Md5).base + "&key=" + keyBytes;
}

/// CPU time, which a busy machine does not stretch.
double cpuNanoseconds()
{
    return double(std::clock()) * (1e9 / CLOCKS_PER_SEC);
}

/// Times batches of both in turns.
template <typename Ours, typename Raw> void compare(benchmark::State& state, Ours ours, Raw raw)
{
    constexpr int batch = 500;
    double oursTime = 0;
    double rawTime = 0;
    double rounds = 0;
    for (auto _ : state) {
        const double start = cpuNanoseconds();
        for (int i = 0; i < batch; ++i)
            ours();
        const double middle = cpuNanoseconds();
        for (int i = 0; i < batch; ++i)
            raw();
        const double end = cpuNanoseconds();
        oursTime += middle - start;
        rawTime += end - middle;
        rounds += batch;
        state.SetIterationTime((end - start) / 1e9);
    }
    state.counters["ns"] = oursTime / rounds;
    state.counters["raw_ns"] = rawTime / rounds;
    state.counters["ratio"] = oursTime / rawTime;
}

/// EVP with everything costly kept: the raw cost of one digest.
class RawMd5 {
public:
    void operator()(const QByteArray& text)
    {
        unsigned int size = 0;
        EVP_DigestInit_ex2(m_context, m_md5, nullptr);
        EVP_DigestUpdate(m_context, text.constData(), std::size_t(text.size()));
        EVP_DigestFinal_ex(m_context, m_out, &size);
        benchmark::DoNotOptimize(m_out);
    }

private:
    EVP_MD* m_md5 = EVP_MD_fetch(nullptr, "MD5", nullptr);
    EVP_MD_CTX* m_context = EVP_MD_CTX_new();
    unsigned char m_out[EVP_MAX_MD_SIZE]{};
};

/// HMAC with the key kept: cheaper than anything that may forget it.
class RawHmac {
public:
    RawHmac()
    {
        char name[] = "SHA256";
        const OSSL_PARAM parameters[] = {
            OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, name, 0),
            OSSL_PARAM_construct_end()};
        EVP_MAC_init(m_context, bytes(keyBytes), std::size_t(keyBytes.size()), parameters);
    }
    void operator()(const QByteArray& text)
    {
        std::size_t size = 0;
        EVP_MAC_init(m_context, nullptr, 0, nullptr);
        EVP_MAC_update(m_context, bytes(text), std::size_t(text.size()));
        EVP_MAC_final(m_context, m_out, &size, sizeof m_out);
        benchmark::DoNotOptimize(m_out);
    }

private:
    static const unsigned char* bytes(const QByteArray& text)
    {
        return reinterpret_cast<const unsigned char*>(text.constData());
    }

    EVP_MAC_CTX* m_context = EVP_MAC_CTX_new(EVP_MAC_fetch(nullptr, "HMAC", nullptr));
    unsigned char m_out[EVP_MAX_MD_SIZE]{};
};

/// Every token read and every text taken, as any user of QXmlStreamReader must.
void rawParse(const QByteArray& xml)
{
    QXmlStreamReader reader(xml);
    qsizetype letters = 0;
    while (!reader.atEnd()) {
        reader.readNext();
        letters += reader.name().size() + reader.text().size();
    }
    benchmark::DoNotOptimize(letters);
}

void signMd5(benchmark::State& state)
{
    const Secret key = benchKey();
    const Parameters fields = unifiedOrder();
    const QByteArray text = stringToSign(fields);
    RawMd5 raw;
    compare(
        state, [&] { benchmark::DoNotOptimize(signatureOf(fields, key, SignType::Md5)); },
        [&] { raw(text); });
}
BENCHMARK(signMd5)->UseManualTime();

void signHmac(benchmark::State& state)
{
    const Secret key = benchKey();
    const Parameters fields = unifiedOrder();
    const QByteArray text = stringToSign(fields);
    RawHmac raw;
    compare(
        state, [&] { benchmark::DoNotOptimize(signatureOf(fields, key, SignType::HmacSha256)); },
        [&] { raw(text); });
}
BENCHMARK(signHmac)->UseManualTime();

/// Against the plain signature: what looking inside costs.
void trace(benchmark::State& state)
{
    const Secret key = benchKey();
    const Parameters fields = unifiedOrder();
    compare(
        state, [&] { benchmark::DoNotOptimize(traceSignature(fields, key, SignType::Md5)); },
        [&] { benchmark::DoNotOptimize(signatureOf(fields, key, SignType::Md5)); });
}
BENCHMARK(trace)->UseManualTime();

void parse(benchmark::State& state)
{
    const QByteArray xml = toXml(notification());
    compare(state, [&] { benchmark::DoNotOptimize(fromXml(xml)); }, [&] { rawParse(xml); });
}
BENCHMARK(parse)->UseManualTime();

/// Gate, parser, signature and comparison, against the bare parser.
void verify(benchmark::State& state)
{
    const Secret key = benchKey();
    const QByteArray xml = toXml(notification());
    compare(
        state,
        [&] {
            const Result<Parameters> fields = fromXml(xml);
            if (!fields || !verifies(*fields, key, SignType::Md5))
                state.SkipWithError("does not verify");
        },
        [&] { rawParse(xml); });
}
BENCHMARK(verify)->UseManualTime();

/// Against the copy of its result.
void write(benchmark::State& state)
{
    const Parameters fields = notification();
    const QByteArray xml = toXml(fields);
    compare(
        state, [&] { benchmark::DoNotOptimize(toXml(fields)); },
        [&] { benchmark::DoNotOptimize(QByteArray(xml.constData(), xml.size())); });
}
BENCHMARK(write)->UseManualTime();

/// The worst bodies of 64 KiB, one call each: the gate must end them at once.
void hostile(benchmark::State& state)
{
    const QByteArray bodies[] = {"<xml" + QByteArray(" a=\"\"").repeated(12000) + "/>",
        QByteArray("<a>").repeated(20000),
        "<xml><a>" + QByteArray("&lt;").repeated(16000) + "</a></xml>",
        "<xml><a>" + QByteArray("<!---->").repeated(9000) + "</a></xml>",
        "<xml><a>" + QByteArray("<![CDATA[]]>").repeated(5000) + "</a></xml>"};
    const QByteArray& body = bodies[state.range(0)];
    for (auto _ : state)
        benchmark::DoNotOptimize(fromXml(body));
}
BENCHMARK(hostile)->DenseRange(0, 4)->Unit(benchmark::kMicrosecond);

} // namespace

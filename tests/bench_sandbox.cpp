#include "core/profile/profile.h"
#include "core/sandbox/logins.h"
#include "core/sign/signer.h"
#include "core/sign/xmlcodec.h"
#include "tests/processtime.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>

#include <arpa/inet.h>
#include <benchmark/benchmark.h>
#include <chrono>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>
#include <vector>

// How fast the sandbox answers unifiedorder beside a gateway on Node with an npm XML parser
// (tests/peers/gateway.js), both as processes of their own, asked by the same client over the same
// number of connections in turns of the same run, with few and with many orders held.

namespace {

using namespace paydesk;

constexpr int connections = 16;
constexpr int batch = 4000;

/// A gateway process, its port, and the time it used.
class Gateway {
public:
    Gateway(const QString& program, const QStringList& arguments, const QByteArray& modules = {})
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("NODE_PATH"), QString::fromUtf8(modules));
        m_process.setProcessEnvironment(environment);
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_process.start(program, arguments);
        while (m_process.state() != QProcess::NotRunning && !m_process.canReadLine()
            && m_process.waitForReadyRead(20000)) {}
        const QJsonObject line = QJsonDocument::fromJson(m_process.readLine()).object();
        const QString url = line[u"url"].toString();
        m_port = url.section(u':', -1).toUShort();
        m_process.setReadChannel(QProcess::StandardOutput);
    }
    ~Gateway()
    {
        m_process.terminate();
        if (!m_process.waitForFinished(20000))
            m_process.kill();
    }

    quint16 port() const { return m_port; }

    /// What it prints is not read: it must not stand in the pipe.
    void drain()
    {
        m_process.waitForReadyRead(0);
        m_process.readAllStandardOutput();
    }

    double cpuSeconds() const { return cpuSecondsOf(m_process.processId()); }

private:
    QProcess m_process;
    quint16 m_port = 0;
};

/// Blocking keep-alive connections; one request on each is under way.
class Crowd {
public:
    explicit Crowd(quint16 port)
    {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        for (int& one : m_sockets) {
            one = socket(AF_INET, SOCK_STREAM, 0);
            const int on = 1;
            setsockopt(one, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
            m_open = m_open
                && connect(one, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
        }
    }
    ~Crowd()
    {
        for (const int one : m_sockets)
            close(one);
    }

    /// How many of the requests were answered with a prepay_id.
    int ask(const std::vector<QByteArray>& requests, Gateway& gateway)
    {
        int answered = 0;
        for (std::size_t at = 0; m_open && at < requests.size() + connections; ++at) {
            const int one = m_sockets[at % connections];
            if (at >= connections && at - connections < requests.size())
                answered += answerOn(one).contains("prepay_id") ? 1 : 0;
            if (at < requests.size()) {
                const QByteArray& request = requests[at];
                m_open = send(one, request.constData(), std::size_t(request.size()), MSG_NOSIGNAL)
                    == ssize_t(request.size());
            }
            if (at % 200 == 0)
                gateway.drain();
        }
        return answered;
    }

private:
    QByteArray answerOn(int one)
    {
        QByteArray all;
        char piece[4096];
        qsizetype wanted = -1;
        while (wanted < 0 || all.size() < wanted) {
            const ssize_t size = recv(one, piece, sizeof piece, 0);
            if (size <= 0) {
                m_open = false;
                return {};
            }
            all.append(piece, qsizetype(size));
            if (const qsizetype head = all.indexOf("\r\n\r\n"); wanted < 0 && head >= 0) {
                const qsizetype at = all.indexOf("Content-Length: ") + 16;
                wanted = head + 4 + all.mid(at, all.indexOf('\r', at) - at).toLongLong();
            }
        }
        return all;
    }

    int m_sockets[connections] = {};
    bool m_open = true;
};

/// New orders, signed and packed before the clock runs.
std::vector<QByteArray> requests(int count)
{
    static qint64 number = 0;
    const Profile profile = sandboxProfile();
    const Credentials credentials = sandboxCredentials();
    const QByteArray openid = openidOf(profile.appid, "bench");
    std::vector<QByteArray> all;
    all.reserve(std::size_t(count));
    for (int i = 0; i < count; ++i) {
        const Parameters fields{{"appid", profile.appid}, {"mch_id", profile.mchId},
            {"nonce_str", "5K8264ILTKCH16CQ2502SI8ZNMTM67VS"}, {"body", "腾讯充值中心-QQ会员充值"},
            {"out_trade_no", "PD20260101" + QByteArray::number(++number)}, {"total_fee", "888"},
            {"spbill_create_ip", "123.12.12.123"},
            {"notify_url", "https://www.example.com/wxpay/pay.php"}, {"trade_type", "JSAPI"},
            {"openid", openid}};
        const QByteArray body = toXml(signedRequest(fields, credentials.apiKey, SignType::Md5));
        all.push_back(
            "POST /pay/unifiedorder HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: text/xml\r\n"
            "Content-Length: "
            + QByteArray::number(body.size()) + "\r\n\r\n" + body);
    }
    return all;
}

double seconds(std::chrono::steady_clock::duration time)
{
    return std::chrono::duration<double>(time).count();
}

/// One side of the comparison.
struct Side {
    Side(const QString& program, const QStringList& arguments, const QByteArray& modules = {})
        : gateway(program, arguments, modules)
    {
    }

    /// Until so many orders are held.
    bool fill(qint64 orders)
    {
        Crowd crowd(gateway.port());
        for (; held < orders; held += batch) {
            if (crowd.ask(requests(batch), gateway) != batch)
                return false;
        }
        return true;
    }

    bool measure(const std::vector<QByteArray>& load)
    {
        // Anew each time: neither side keeps a connection open that is idle while the other works.
        Crowd crowd(gateway.port());
        const double cpuBefore = gateway.cpuSeconds();
        const auto start = std::chrono::steady_clock::now();
        const bool whole = crowd.ask(load, gateway) == int(load.size());
        wall += seconds(std::chrono::steady_clock::now() - start);
        cpu += gateway.cpuSeconds() - cpuBefore;
        asked += double(load.size());
        held += qint64(load.size());
        return whole;
    }

    Gateway gateway;
    qint64 held = 0;
    double wall = 0;
    double cpu = 0;
    double asked = 0;
};

void unifiedorder(benchmark::State& state)
{
    const QTemporaryDir folder;
    Side ours(QStringLiteral(PAYDESK_CLI),
        {QStringLiteral("sandbox"), QStringLiteral("--port"), QStringLiteral("0"),
            QStringLiteral("--data-dir"), folder.path()});
    Side node(QStringLiteral("node"),
        {QStringLiteral(PAYDESK_PEERS_SOURCE "/gateway.js"),
            QString::fromLatin1(sandboxCredentials().apiKey.reveal(
                [](QByteArrayView key) { return key.toByteArray(); })),
            folder.filePath(QStringLiteral("node.jsonl"))},
        PAYDESK_PEERS_BUILD "/node_modules");
    if (ours.gateway.port() == 0 || node.gateway.port() == 0) {
        state.SkipWithError("a gateway did not start; ./dev peers fetches what the other needs");
        return;
    }
    if (!ours.fill(state.range(0))) {
        state.SkipWithError("the sandbox did not take the orders");
        return;
    }
    if (!node.fill(state.range(0))) {
        state.SkipWithError("the gateway on Node did not take the orders");
        return;
    }
    for (auto _ : state) {
        const std::vector<QByteArray> ourLoad = requests(batch);
        const std::vector<QByteArray> nodeLoad = requests(batch);
        if (!ours.measure(ourLoad) || !node.measure(nodeLoad)) {
            state.SkipWithError("a gateway did not answer");
            return;
        }
        state.SetIterationTime(ours.wall + node.wall);
    }
    state.counters["us"] = ours.wall / ours.asked * 1e6;
    state.counters["node_us"] = node.wall / node.asked * 1e6;
    state.counters["times_as_fast"] = (node.wall / node.asked) / (ours.wall / ours.asked);
    state.counters["cpu_us"] = ours.cpu / ours.asked * 1e6;
    state.counters["node_cpu_us"] = node.cpu / node.asked * 1e6;
}

BENCHMARK(unifiedorder)
    ->Arg(10'000)
    ->Arg(1'000'000)
    ->UseManualTime()
    ->Iterations(10)
    ->Unit(benchmark::kMillisecond);

} // namespace

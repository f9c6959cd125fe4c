#include "tests/noticecrowd.h"

#include "core/notify/compose.h"
#include "core/sign/xmlcodec.h"

#include <algorithm>
#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace paydesk {

namespace {

    using Moment = std::chrono::steady_clock::time_point;

    struct Sender {
        int socket = -1;
        Moment since{};
        QByteArray heard{};
    };

    class Crowd {
    public:
        Crowd(quint16 port, const std::vector<QByteArray>& requests, bool closing)
            : m_requests(requests)
            , m_closing(closing)
            , m_poll(epoll_create1(0))
        {
            m_address.sin_family = AF_INET;
            m_address.sin_port = htons(port);
            m_address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        }
        Crowd(const Crowd&) = delete;
        Crowd& operator=(const Crowd&) = delete;
        ~Crowd()
        {
            for (Sender& sender : m_senders)
                leave(sender);
            close(m_poll);
        }

        CrowdResult run(int connections, std::chrono::seconds patience)
        {
            m_senders.resize(std::size_t(connections));
            const Moment start = std::chrono::steady_clock::now();
            for (std::size_t at = 0; at < m_senders.size(); ++at)
                next(at);
            while (m_busy > 0 && std::chrono::steady_clock::now() - start < patience)
                listen();
            m_result.seconds =
                std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
            std::sort(m_result.times.begin(), m_result.times.end());
            return m_result;
        }

    private:
        /// Gives a free sender the next request.
        void next(std::size_t at)
        {
            Sender& sender = m_senders[at];
            if (m_sent == m_requests.size() || (sender.socket < 0 && !enter(sender, at)))
                return;
            const QByteArray& request = m_requests[m_sent++];
            sender.since = std::chrono::steady_clock::now();
            sender.heard.clear();
            if (send(sender.socket, request.constData(), std::size_t(request.size()), MSG_NOSIGNAL)
                == ssize_t(request.size()))
                ++m_busy;
            else
                leave(sender);
        }

        bool enter(Sender& sender, std::size_t at)
        {
            sender.socket = socket(AF_INET, SOCK_STREAM, 0);
            const int on = 1;
            setsockopt(sender.socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
            epoll_event wish{};
            wish.events = EPOLLIN;
            wish.data.u64 = at;
            if (connect(
                    sender.socket, reinterpret_cast<const sockaddr*>(&m_address), sizeof m_address)
                    == 0
                && epoll_ctl(m_poll, EPOLL_CTL_ADD, sender.socket, &wish) == 0)
                return true;
            leave(sender);
            return false;
        }

        static void leave(Sender& sender)
        {
            if (sender.socket >= 0)
                close(sender.socket);
            sender.socket = -1;
        }

        void listen()
        {
            constexpr int most = 64;
            epoll_event events[most];
            const int count = epoll_wait(m_poll, events, most, 100);
            for (int i = 0; i < count; ++i)
                hear(events[i].data.u64);
        }

        void hear(std::size_t at)
        {
            Sender& sender = m_senders[at];
            char piece[4096];
            const ssize_t size = recv(sender.socket, piece, sizeof piece, MSG_DONTWAIT);
            if (size > 0)
                sender.heard.append(piece, qsizetype(size));
            const bool gone = size == 0;
            if (!gone && (m_closing || !whole(sender.heard)))
                return;
            if (sender.heard.contains("SUCCESS")) {
                ++m_result.answered;
                m_result.times.push_back(std::chrono::duration_cast<std::chrono::microseconds>(
                    std::chrono::steady_clock::now() - sender.since));
            }
            --m_busy;
            if (gone)
                leave(sender);
            next(at);
        }

        static bool whole(const QByteArray& answer)
        {
            const qsizetype head = answer.indexOf("\r\n\r\n");
            const qsizetype at = answer.indexOf("Content-Length: ") + 16;
            return head >= 0
                && answer.size()
                >= head + 4 + answer.mid(at, answer.indexOf('\r', at) - at).toLongLong();
        }

        const std::vector<QByteArray>& m_requests;
        const bool m_closing;
        const int m_poll;
        sockaddr_in m_address{};
        std::vector<Sender> m_senders;
        std::size_t m_sent = 0;
        int m_busy = 0;
        CrowdResult m_result;
    };

} // namespace

std::chrono::microseconds CrowdResult::within(double part) const
{
    if (times.empty())
        return {};
    return times[std::min(times.size() - 1, std::size_t(part * double(times.size())))];
}

CrowdResult sendAll(quint16 port, const std::vector<QByteArray>& requests, int connections,
    bool closing, std::chrono::seconds patience)
{
    return Crowd(port, requests, closing).run(connections, patience);
}

std::vector<QByteArray> notifications(qint64 first, int count, bool closing)
{
    const Profile profile = sandboxProfile();
    const Credentials credentials = sandboxCredentials();
    const SystemClock clock;
    Order order;
    order.totalFee = Fen{888};
    std::vector<QByteArray> all;
    all.reserve(std::size_t(count));
    for (qint64 number = first; number < first + count; ++number) {
        order.outTradeNo = "PD" + QByteArray::number(number);
        // WeChat's ids differ in their end; so that no two meet by chance, ours count.
        order.transactionId = "4200000001202601019" + QByteArray::number(100'000'000 + number);
        order.paidAt = clock.now();
        const QByteArray body = toXml(paymentNotice(order, profile, credentials.apiKey, clock));
        all.push_back("POST /notify HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: text/xml\r\n"
            + QByteArray(closing ? "Connection: close\r\n" : "")
            + "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body);
    }
    return all;
}

} // namespace paydesk

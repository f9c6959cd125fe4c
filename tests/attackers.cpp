#include "tests/attackers.h"

#include <arpa/inet.h>
#include <atomic>
#include <chrono>
#include <mutex>
#include <netinet/in.h>
#include <string_view>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>
#include <utility>
#include <vector>

namespace paydesk {

namespace {

    using Moment = std::chrono::steady_clock::time_point;
    constexpr std::chrono::seconds pauseTime{1};

    struct Attacker {
        Attack attack;
        int socket = -1;
        Moment next{}; // when it comes again, or sends its next byte
        bool tried = false;
    };

    std::string_view opening(Attack attack)
    {
        switch (attack) {
        case Attack::SlowHead:
            return "POST /notify HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ";
        case Attack::SlowBody:
            return "POST /notify HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 60000\r\n\r\n";
        case Attack::Silent:
            return {};
        case Attack::IdleKeepAlive:
            return "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
        }
        return {};
    }

} // namespace

class Attackers::Crowd {
public:
    explicit Crowd(quint16 port)
        : m_poll(epoll_create1(0))
    {
        m_address.sin_family = AF_INET;
        m_address.sin_port = htons(port);
        m_address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        m_thread = std::thread([this] { run(); });
    }
    Crowd(const Crowd&) = delete;
    Crowd& operator=(const Crowd&) = delete;
    ~Crowd()
    {
        m_over = true;
        m_thread.join();
        for (Attacker& attacker : m_attackers)
            leave(attacker);
        close(m_poll);
    }

    void add(Attack attack, int count)
    {
        const std::lock_guard lock(m_guard);
        m_arriving.insert(m_arriving.end(), std::size_t(count), Attacker{attack});
        m_untried += count;
    }

    bool allTried(int patience) const
    {
        const Moment end = std::chrono::steady_clock::now() + std::chrono::seconds(patience);
        while (m_untried > 0) {
            if (std::chrono::steady_clock::now() > end)
                return false;
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
        }
        return true;
    }

    qint64 attempts() const { return m_attempts; }

private:
    void run()
    {
        while (!m_over) {
            {
                const std::lock_guard lock(m_guard);
                m_attackers.insert(m_attackers.end(), m_arriving.begin(), m_arriving.end());
                m_arriving.clear();
            }
            const Moment now = std::chrono::steady_clock::now();
            for (std::size_t at = 0; at < m_attackers.size() && !m_over; ++at) {
                if (m_attackers[at].next <= now)
                    act(at, now);
            }
            listen();
        }
    }

    void act(std::size_t at, Moment now)
    {
        Attacker& attacker = m_attackers[at];
        attacker.next = now + pauseTime;
        if (attacker.socket < 0)
            enter(attacker, at);
        else if (attacker.attack == Attack::SlowHead || attacker.attack == Attack::SlowBody)
            send(attacker.socket, "x", 1, MSG_NOSIGNAL | MSG_DONTWAIT);
    }

    void enter(Attacker& attacker, std::size_t at)
    {
        attacker.socket = socket(AF_INET, SOCK_STREAM, 0);
        epoll_event wish{};
        wish.events = EPOLLIN | EPOLLRDHUP;
        wish.data.u64 = at;
        const bool in = attacker.socket >= 0
            && connect(
                   attacker.socket, reinterpret_cast<const sockaddr*>(&m_address), sizeof m_address)
                == 0
            && epoll_ctl(m_poll, EPOLL_CTL_ADD, attacker.socket, &wish) == 0;
        ++m_attempts;
        if (!std::exchange(attacker.tried, true))
            --m_untried;
        const std::string_view words = opening(attacker.attack);
        if (!in)
            leave(attacker);
        else if (!words.empty())
            send(attacker.socket, words.data(), words.size(), MSG_NOSIGNAL);
    }

    static void leave(Attacker& attacker)
    {
        if (attacker.socket >= 0)
            close(attacker.socket);
        attacker.socket = -1;
    }

    void listen()
    {
        constexpr int most = 256;
        epoll_event events[most];
        const int count = epoll_wait(m_poll, events, most, 10);
        for (int i = 0; i < count; ++i) {
            Attacker& attacker = m_attackers[events[i].data.u64];
            char piece[4096];
            if (recv(attacker.socket, piece, sizeof piece, MSG_DONTWAIT) <= 0)
                leave(attacker); // thrown out
        }
    }

    sockaddr_in m_address{};
    const int m_poll;
    std::vector<Attacker> m_attackers;
    std::mutex m_guard;
    std::vector<Attacker> m_arriving; // guarded
    std::atomic<int> m_untried = 0;
    std::atomic<qint64> m_attempts = 0;
    std::atomic<bool> m_over = false;
    std::thread m_thread;
};

Attackers::Attackers(quint16 port)
    : m_crowd(std::make_unique<Crowd>(port))
{
}

Attackers::~Attackers() = default;

void Attackers::add(Attack attack, int count)
{
    m_crowd->add(attack, count);
}

bool Attackers::allTried(int patience) const
{
    return m_crowd->allTried(patience);
}

qint64 Attackers::attempts() const
{
    return m_crowd->attempts();
}

} // namespace paydesk

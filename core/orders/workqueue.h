#pragma once

#include <chrono>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <utility>

namespace paydesk {

/// Hands work from any thread to the one thread that takes it, all that waits at a time: that is
/// what makes a group commit. Closing lets the taker finish what is queued.
template <typename Work> class WorkQueue {
public:
    /// False when the queue is closed; the work is dropped then.
    bool push(Work work)
    {
        {
            const std::lock_guard lock(m_mutex);
            if (m_closed)
                return false;
            m_waiting.push_back(std::move(work));
        }
        m_filled.notify_one();
        return true;
    }

    /// Everything that waits, in order; waits for it at most `patience`, empty then. Nothing at
    /// all: the queue is closed and drained.
    std::optional<std::deque<Work>> takeAll(std::chrono::milliseconds patience)
    {
        std::unique_lock lock(m_mutex);
        m_filled.wait_for(lock, patience, [this] { return m_closed || !m_waiting.empty(); });
        if (m_closed && m_waiting.empty())
            return std::nullopt;
        return std::exchange(m_waiting, {});
    }

    void close()
    {
        {
            const std::lock_guard lock(m_mutex);
            m_closed = true;
        }
        m_filled.notify_all();
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_filled;
    std::deque<Work> m_waiting;
    bool m_closed = false;
};

} // namespace paydesk

#pragma once

#include <QString>

#include <condition_variable>
#include <mutex>
#include <thread>

namespace paydesk {

/// Copies the write-ahead log back into the file on a thread and a connection of its own, so that
/// no COMMIT waits for it (it is the long tail of commit times otherwise). PASSIVE: it never waits
/// for readers or writers.
class Checkpointer {
public:
    explicit Checkpointer(QString path);
    Checkpointer(const Checkpointer&) = delete;
    Checkpointer& operator=(const Checkpointer&) = delete;
    ~Checkpointer();

    /// The log has grown to this many pages. From any thread.
    void logGrew(int pages);

private:
    void work();
    bool waitForWork();

    QString m_path;
    std::mutex m_mutex;
    std::condition_variable m_called;
    bool m_wanted = false;
    bool m_stopped = false;
    std::thread m_thread; // last: it uses the others
};

} // namespace paydesk

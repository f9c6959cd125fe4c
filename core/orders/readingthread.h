#pragma once

#include "core/orders/reader.h"
#include "core/orders/workqueue.h"

#include <QPointer>

#include <functional>
#include <future>
#include <thread>

namespace paydesk {

/// One function that waits to read the history.
struct ReadTask {
    std::function<void(const Result<const OrderReader*>&)> work;
    std::function<void()> answer; ///< called by the receiver
    QPointer<QObject> context;
    bool guarded = false; ///< `answer` only while `context` lives
    std::promise<void>* waiting = nullptr;
};

/// The thread that reads, with a connection of its own: in WAL mode it waits for nobody. Each
/// question sees one state of the history.
class ReadingThread {
public:
    /// `tell` gets the finished question on the reading thread.
    ReadingThread(QString path, std::function<void(ReadTask)> tell);
    ReadingThread(const ReadingThread&) = delete;
    ReadingThread& operator=(const ReadingThread&) = delete;
    ~ReadingThread();

    /// From any thread but its own.
    void push(ReadTask question) { m_queue.push(std::move(question)); }

private:
    void work();
    void ask(const ReadTask& question);
    Result<void> connect();

    QString m_path;
    std::function<void(ReadTask)> m_tell;
    WorkQueue<ReadTask> m_queue;
    std::unique_ptr<Connection> m_connection; // the reading thread only
    std::thread m_thread; // last: it uses the others
};

} // namespace paydesk

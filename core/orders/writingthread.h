#pragma once

#include "core/orders/checkpointer.h"
#include "core/orders/connection.h"
#include "core/orders/workqueue.h"
#include "core/orders/writer.h"

#include <QPointer>

#include <chrono>
#include <deque>
#include <functional>
#include <future>
#include <optional>
#include <thread>

namespace paydesk {

/// One function that waits to change the history, and who wants to know.
struct Change {
    std::function<Result<void>(OrderWriter&)> work;
    std::function<void(const Result<void>&)>
        done; ///< called by the receiver of the Committed, may be empty
    QPointer<QObject> context;
    bool guarded = false; ///< `done` only while `context` lives
    std::promise<Result<void>>* waiting = nullptr; ///< who blocks until it is durable
    Result<void> outcome;
};

/// What one transaction brought.
struct Committed {
    std::deque<Change> changes;
    Touched touched; ///< empty when the COMMIT failed
    std::optional<Failure>
        trouble; ///< the disk is full …: said once, until a commit succeeds again
    bool elsewhere = false; ///< another connection has committed since
};

/// The one thread that writes. Everything that waits becomes one transaction (group commit), each
/// change in a savepoint of its own; a failed COMMIT fails them all.
class WritingThread {
public:
    /// `tell` runs on the writing thread.
    WritingThread(QString path, std::function<void(Committed)> tell);
    WritingThread(const WritingThread&) = delete;
    WritingThread& operator=(const WritingThread&) = delete;
    /// Finishes what is queued.
    ~WritingThread();

    /// From any thread but its own.
    void push(Change change) { m_queue.push(std::move(change)); }

private:
    void work();
    void commit(std::deque<Change> changes);
    Result<void> connect();
    Result<void> run(const char* statement);
    Result<void> apply(std::deque<Change>& changes, Touched& touched);
    Result<void> applyOne(Change& change, Touched& touched);
    std::optional<Failure> newTrouble(
        const Result<void>& committed, const std::deque<Change>& changes);
    void listenToLog();
    bool changedElsewhere();

    QString m_path;
    std::function<void(Committed)> m_tell;
    Checkpointer m_checkpointer;
    WorkQueue<Change> m_queue;
    // Below: the writing thread only.
    std::unique_ptr<Connection> m_connection;
    std::optional<FailureId> m_trouble;
    qint64 m_dataVersion = 0; // 0: not asked yet
    std::chrono::steady_clock::time_point m_looked;
    std::thread m_thread; // last: it uses the others
};

} // namespace paydesk

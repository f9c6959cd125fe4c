#include "core/orders/writingthread.h"

#include "core/orders/schema.h"

#include <algorithm>
#include <sqlite3.h>
#include <utility>

namespace paydesk {

namespace {

    // How often we look whether another process has committed.
    constexpr std::chrono::milliseconds lookAround{1000};

    bool isTrouble(const Failure& failure)
    {
        switch (failure.id) {
        case FailureId::StorageUnavailable:
        case FailureId::StorageFull:
        case FailureId::StorageReadOnly:
        case FailureId::StorageBusy:
        case FailureId::StorageDamaged:
        case FailureId::StorageNewer:
            return true;
        default:
            return false;
        }
    }

    int logGrew(void* checkpointer, sqlite3* /*connection*/, const char* /*database*/, int pages)
    {
        static_cast<Checkpointer*>(checkpointer)->logGrew(pages);
        return SQLITE_OK;
    }

} // namespace

WritingThread::WritingThread(QString path, std::function<void(Committed)> tell)
    : m_path(std::move(path))
    , m_tell(std::move(tell))
    , m_checkpointer(m_path)
    , m_thread([this] { work(); })
{
}

WritingThread::~WritingThread()
{
    m_queue.close();
    m_thread.join();
}

void WritingThread::work()
{
    (void)connect(); // so that the first look around has something to compare with
    while (auto changes = m_queue.takeAll(lookAround)) {
        if (changedElsewhere()) {
            Committed news;
            news.elsewhere = true;
            m_tell(std::move(news));
        }
        if (!changes->empty())
            commit(std::move(*changes));
    }
    m_connection.reset();
}

Result<void> WritingThread::connect()
{
    if (m_connection && !m_connection->hasMoved())
        return {};
    auto opened = openHistory(m_path);
    if (!opened)
        return fail(opened.error());
    m_connection = std::move(*opened);
    m_dataVersion = 0;
    listenToLog();
    (void)changedElsewhere();
    return {};
}

void WritingThread::listenToLog()
{
    sqlite3_wal_hook(m_connection->handle(), logGrew, &m_checkpointer);
}

/// data_version changes when another connection has committed, never for our own commits; so the
/// writer asks.
bool WritingThread::changedElsewhere()
{
    const auto now = std::chrono::steady_clock::now();
    if (!m_connection || (m_dataVersion != 0 && now - m_looked < lookAround))
        return false;
    m_looked = now;
    const auto version = m_connection->value(QStringLiteral("PRAGMA data_version"));
    if (!version)
        return false;
    const qint64 before = std::exchange(m_dataVersion, version->number());
    return before != 0 && before != m_dataVersion;
}

Result<void> WritingThread::run(const char* statement)
{
    return m_connection->change(QString::fromLatin1(statement), {}).map([](int) {});
}

void WritingThread::commit(std::deque<Change> changes)
{
    Committed news;
    const Result<void> committed = connect()
                                       .and_then([&] { return run("BEGIN IMMEDIATE"); })
                                       .and_then([&] { return apply(changes, news.touched); })
                                       .and_then([&] { return run("COMMIT"); });
    if (!committed) {
        if (m_connection && m_connection->inTransaction())
            (void)run("ROLLBACK");
        news.touched = {};
        for (Change& change : changes)
            change.outcome = fail(committed.error());
    }
    news.trouble = newTrouble(committed, changes);
    for (Change& change : changes) {
        if (change.waiting)
            change.waiting->set_value(change.outcome);
    }
    news.changes = std::move(changes);
    m_tell(std::move(news));
}

Result<void> WritingThread::apply(std::deque<Change>& changes, Touched& touched)
{
    for (Change& change : changes) {
        if (const auto done = applyOne(change, touched); !done)
            return done;
    }
    return {};
}

/// Fails only when the whole transaction is lost.
Result<void> WritingThread::applyOne(Change& change, Touched& touched)
{
    if (const auto begun = run("SAVEPOINT change"); !begun)
        return begun;
    SqlOrderWriter writer(*m_connection);
    change.outcome = change.work(writer);
    if (!change.outcome && !m_connection->inTransaction())
        return change.outcome; // SQLite rolled everything back by itself
    if (!change.outcome)
        return run("ROLLBACK TO change").and_then([this] { return run("RELEASE change"); });
    touched.add(writer.touched());
    return run("RELEASE change");
}

std::optional<Failure> WritingThread::newTrouble(
    const Result<void>& committed, const std::deque<Change>& changes)
{
    std::optional<Failure> trouble;
    if (!committed)
        trouble = committed.error();
    const auto hurt = std::find_if(changes.begin(), changes.end(),
        [](const Change& change) { return !change.outcome && isTrouble(change.outcome.error()); });
    if (!trouble && hurt != changes.end())
        trouble = hurt->outcome.error();
    const auto id = trouble ? std::optional(trouble->id) : std::nullopt;
    const bool known = std::exchange(m_trouble, id) == id;
    return known ? std::nullopt : trouble;
}

} // namespace paydesk

#include "core/orders/checkpointer.h"

#include "core/orders/connection.h"

namespace paydesk {

namespace {
    constexpr int pagesWorthIt = 1000; // 4 MiB, SQLite's own measure
} // namespace

Checkpointer::Checkpointer(QString path)
    : m_path(std::move(path))
    , m_thread([this] { work(); })
{
}

Checkpointer::~Checkpointer()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stopped = true;
    }
    m_called.notify_one();
    m_thread.join();
}

void Checkpointer::logGrew(int pages)
{
    if (pages < pagesWorthIt)
        return;
    {
        const std::lock_guard lock(m_mutex);
        m_wanted = true;
    }
    m_called.notify_one();
}

bool Checkpointer::waitForWork()
{
    std::unique_lock lock(m_mutex);
    m_called.wait(lock, [this] { return m_wanted || m_stopped; });
    m_wanted = false;
    return !m_stopped;
}

void Checkpointer::work()
{
    std::unique_ptr<Connection> connection;
    while (waitForWork()) {
        if (!connection || connection->hasMoved())
            connection = Connection::open(m_path, Connection::Purpose::Changing).value_or(nullptr);
        // What fails now is tried again after the next commit; nothing is lost meanwhile.
        if (connection)
            (void)connection->value(QStringLiteral("PRAGMA wal_checkpoint(PASSIVE)"));
    }
}

} // namespace paydesk

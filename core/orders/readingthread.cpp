#include "core/orders/readingthread.h"

namespace paydesk {

namespace {
    constexpr std::chrono::milliseconds untilClosed = std::chrono::hours(1);
} // namespace

ReadingThread::ReadingThread(QString path, std::function<void(ReadTask)> tell)
    : m_path(std::move(path))
    , m_tell(std::move(tell))
    , m_thread([this] { work(); })
{
}

ReadingThread::~ReadingThread()
{
    m_queue.close();
    m_thread.join();
}

void ReadingThread::work()
{
    while (auto questions = m_queue.takeAll(untilClosed)) {
        for (ReadTask& question : *questions) {
            ask(question);
            if (question.waiting)
                question.waiting->set_value();
            m_tell(std::move(question));
        }
    }
    m_connection.reset();
}

Result<void> ReadingThread::connect()
{
    if (m_connection && !m_connection->hasMoved())
        return {};
    auto opened = Connection::open(m_path, Connection::Purpose::Asking);
    if (!opened)
        return fail(opened.error());
    m_connection = std::move(*opened);
    return {};
}

void ReadingThread::ask(const ReadTask& question)
{
    const auto ready =
        connect().and_then([this] { return m_connection->change(QStringLiteral("BEGIN"), {}); });
    if (!ready) {
        question.work(fail(ready.error()));
        return;
    }
    const SqlOrderReader reader(*m_connection);
    question.work(&reader);
    (void)m_connection->change(QStringLiteral("COMMIT"), {});
}

} // namespace paydesk

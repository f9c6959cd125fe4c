#include "core/orders/store.h"

#include "core/orders/location.h"
#include "core/orders/readingthread.h"
#include "core/orders/schema.h"
#include "core/orders/writingthread.h"

#include <QSet>

#include <sqlite3.h>

namespace paydesk {

/// The two threads, and the way back from them to the store's own.
class OrderStore::Threads {
public:
    Threads(OrderStore& store, const QString& path)
        : writing(path,
              [&store](Committed news) {
                  store.post([&store, news = share(std::move(news))] { store.deliver(*news); });
              })
        , reading(path, [&store](ReadTask question) {
            if (question.answer)
                store.post([question = share(std::move(question))] { answer(*question); });
        })
    {
    }

    WritingThread writing;
    ReadingThread reading;

private:
    template <typename T> static std::shared_ptr<T> share(T&& value)
    {
        return std::make_shared<T>(std::forward<T>(value));
    }

    static void answer(const ReadTask& question)
    {
        if (!question.guarded || question.context)
            question.answer();
    }
};

QByteArray OrderStore::engineVersion()
{
    return sqlite3_libversion();
}

Result<std::unique_ptr<OrderStore>> OrderStore::open(const QString& folder)
{
    const QString path = historyPath(folder);
    if (const auto placed = prepareLocation(folder); !placed)
        return fail(placed.error());
    // Kept open until the threads have theirs: the last one to close would tidy the log away for
    // nothing.
    auto first = openHistory(path);
    if (!first)
        return fail(first.error());
    if (const auto sound = examine(**first); !sound)
        return fail(sound.error());
    return std::unique_ptr<OrderStore>(new OrderStore(path));
}

OrderStore::OrderStore(QString path)
    : m_path(std::move(path))
    , m_threads(std::make_unique<Threads>(*this, m_path))
{
}

OrderStore::~OrderStore() = default;

void OrderStore::post(std::function<void()> task)
{
    QMetaObject::invokeMethod(this, std::move(task), Qt::QueuedConnection);
}

void OrderStore::enqueueWrite(QObject* context, std::function<Result<void>(OrderWriter&)> change,
    std::function<void(const Result<void>&)> done)
{
    Change waiting;
    waiting.work = std::move(change);
    waiting.done = std::move(done);
    waiting.context = context;
    waiting.guarded = context != nullptr;
    m_threads->writing.push(std::move(waiting));
}

void OrderStore::enqueueRead(QObject* context, ReadWork question, std::function<void()> answer)
{
    ReadTask waiting;
    waiting.work = std::move(question);
    waiting.answer = std::move(answer);
    waiting.context = context;
    waiting.guarded = context != nullptr;
    m_threads->reading.push(std::move(waiting));
}

Result<void> OrderStore::runWrite(std::function<Result<void>(OrderWriter&)> change)
{
    std::promise<Result<void>> durable;
    Change waiting;
    waiting.work = std::move(change);
    waiting.waiting = &durable;
    m_threads->writing.push(std::move(waiting));
    return durable.get_future().get();
}

void OrderStore::runRead(ReadWork question)
{
    std::promise<void> read;
    ReadTask waiting;
    waiting.work = std::move(question);
    waiting.waiting = &read;
    m_threads->reading.push(std::move(waiting));
    read.get_future().wait();
}

void OrderStore::deliver(const Committed& news)
{
    const QPointer<OrderStore> alive(this);
    for (const Change& change : news.changes) {
        if (change.done && (!change.guarded || change.context))
            change.done(change.outcome);
        if (!alive)
            return;
    }
    QSet<std::pair<QByteArray, QByteArray>> told;
    for (const auto& order : news.touched.orders) {
        if (alive && !told.contains(order)) {
            told.insert(order);
            emit changed(order.first, order.second);
        }
    }
    for (const auto& [profile, exchange] : news.touched.exchanges) {
        if (alive)
            emit exchanged(profile, exchange);
    }
    if (alive && news.trouble)
        emit troubled(*news.trouble);
    if (alive && news.elsewhere)
        emit changedElsewhere();
}

} // namespace paydesk

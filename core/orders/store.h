#pragma once

#include "core/base/clock.h"
#include "core/orders/order.h"
#include "core/orders/refund.h"

#include <QObject>
#include <QPointer>

#include <functional>
#include <memory>

namespace paydesk {

struct Committed;

/// Reads the history through a connection of its own. Handed to OrderStore::read()'s function;
/// valid during that call, on the store's reading thread.
class OrderReader {
public:
    virtual ~OrderReader() = default;
    virtual Result<std::optional<Order>> find(
        const QByteArray& profile, const QByteArray& outTradeNo) const = 0;
    virtual Result<OrderPage> page(
        const OrderQuery& query, const OrderCursor& after = {}) const = 0;
    virtual Result<DayFigures> figures(
        const QByteArray& profile, const QDateTime& dayStart) const = 0;
    virtual Result<QList<OrderEvent>> events(
        const QByteArray& profile, const QByteArray& outTradeNo) const = 0;
    virtual Result<QList<Exchange>> exchanges(const ExchangeQuery& query) const = 0;
    virtual Result<std::optional<Exchange>> exchange(qint64 id) const = 0;
    /// Orders whose planned query is due at `now` or later, soonest first.
    virtual Result<QList<Order>> planned(const QByteArray& profile, int limit) const = 0;
    virtual Result<std::optional<Refund>> findRefund(
        const QByteArray& profile, const QByteArray& outRefundNo) const = 0;
    /// All refunds of one order, oldest first.
    virtual Result<QList<Refund>> refunds(
        const QByteArray& profile, const QByteArray& outTradeNo) const = 0;
    /// As planned(), of refunds.
    virtual Result<QList<Refund>> plannedRefunds(const QByteArray& profile, int limit) const = 0;
};

/// Changes the history inside the writer's transaction. Handed to OrderStore::write()'s function;
/// valid during that call, on the writing thread. A failure rolls back what this function did, and
/// only that.
class OrderWriter {
public:
    virtual ~OrderWriter() = default;
    virtual Result<std::optional<Order>> find(
        const QByteArray& profile, const QByteArray& outTradeNo) = 0;
    /// OrderExists when the merchant has this out_trade_no already.
    virtual Result<void> add(const Order& order) = 0;
    /// Everything but state, transaction and plan of an order that exists: prepay_id, code_url,
    /// openid, trouble …
    virtual Result<void> amend(const Order& order) = 0;
    /// The one door through which a state changes: a guarded UPDATE, decided by the number of
    /// changed rows.
    virtual Result<Applied> report(const StateReport& report) = 0;
    virtual Result<void> hold(const QByteArray& profile, const QByteArray& outTradeNo) = 0;
    virtual Result<void> plan(const QByteArray& profile, const QByteArray& outTradeNo, int asked,
        const QDateTime& nextQueryAt) = 0;
    /// The exchange's number.
    virtual Result<qint64> record(const QByteArray& profile, const Exchange& exchange) = 0;
    virtual Result<void> note(const OrderEvent& event) = 0;
    /// What somebody else has recorded and may tell again: noted unless the order is unknown or has
    /// this very event already. Says whether it was noted.
    virtual Result<bool> noteOnce(const OrderEvent& event) = 0;

    virtual Result<std::optional<Refund>> findRefund(
        const QByteArray& profile, const QByteArray& outRefundNo) = 0;
    /// All refunds of one order, oldest first.
    virtual Result<QList<Refund>> refunds(
        const QByteArray& profile, const QByteArray& outTradeNo) = 0;
    /// Stores a refund before it is sent, and hands out the one to send. The same refund again is
    /// the stored one; one that was refused is opened anew. RefundTooLarge when the order's refunds
    /// would come to more than was paid, RefundsUsedUp, OrderUnpaid, OrderUnknown, RefundExists
    /// when the number stands for another refund.
    virtual Result<Refund> openRefund(const Refund& refund) = 0;
    /// Stores a refund that was begun elsewhere and that a refundquery has told us of: WeChat's
    /// word is not limited.
    virtual Result<void> adoptRefund(const Refund& refund) = 0;
    /// The one door through which a refund's state changes (see mayMove()). UnknownOrder when there
    /// is no such refund of this order.
    virtual Result<Applied> reportRefund(const RefundReport& report) = 0;
    /// A notification came: nothing changes before a refundquery has confirmed it.
    virtual Result<void> holdRefund(
        const QByteArray& profile, const QByteArray& outRefundNo, const QDateTime& nextQueryAt) = 0;
    virtual Result<void> planRefund(const QByteArray& profile, const QByteArray& outRefundNo,
        int asked, const QDateTime& nextQueryAt) = 0;
    /// Sets or clears what is wrong with it.
    virtual Result<void> troubleRefund(
        const QByteArray& profile, const QByteArray& outRefundNo, const QByteArray& trouble) = 0;
};

/// The order history of a data folder: `paydesk.db`, SQLite in WAL mode with synchronous=FULL. One
/// writing thread takes everything that waits as one transaction (group commit); every function's
/// result is delivered on the caller's thread after COMMIT returned, or as a storage failure. Reads
/// run on a second thread with a connection of their own. Several processes may use one folder.
/// Lives on the thread that made it.
class OrderStore : public QObject {
    Q_OBJECT

public:
    /// Opens or creates the history, migrating older schemas after a backup (paydesk.db.v<N>.bak).
    /// StorageDamaged, StorageNewer, StorageUnavailable, StorageReadOnly, StorageBusy otherwise;
    /// the file is not touched then.
    static Result<std::unique_ptr<OrderStore>> open(const QString& folder);
    /// The version of SQLite that is linked, for people.
    static QByteArray engineVersion();
    /// Finishes what is queued, then closes.
    ~OrderStore() override;

    QString path() const { return m_path; }

    /// Runs `change` on the writing thread in the next transaction and hands its result to `done`
    /// on this thread once it is durable, unless `context` is gone by then. `done` may be empty.
    template <typename T>
    void write(QObject* context, std::function<Result<T>(OrderWriter&)> change,
        std::function<void(const Result<T>&)> done);
    /// Runs `question` on the reading thread and hands its result to `answer` on this thread,
    /// unless `context` is gone.
    template <typename T>
    void read(QObject* context, std::function<Result<T>(const OrderReader&)> question,
        std::function<void(const Result<T>&)> answer);

    /// Blocking forms for the command line and tests (a local event loop is not run; the threads do
    /// the work).
    template <typename T> Result<T> writeNow(std::function<Result<T>(OrderWriter&)> change);
    template <typename T> Result<T> readNow(std::function<Result<T>(const OrderReader&)> question);

signals:
    /// After COMMIT, for each order that a write of this process touched.
    void changed(const QByteArray& profile, const QByteArray& outTradeNo);
    /// After COMMIT, for each recorded exchange of this process.
    void exchanged(const QByteArray& profile, const paydesk::Exchange& exchange);
    /// Another process has committed something.
    void changedElsewhere();
    /// The disk is full, the file vanished …; writes answer with this failure until it is repaired.
    void troubled(const paydesk::Failure& failure);

private:
    class Threads;
    using ReadWork = std::function<void(const Result<const OrderReader*>&)>;

    explicit OrderStore(QString path);
    /// Runs `task` on this thread, in a later turn of its event loop.
    void post(std::function<void()> task);
    void deliver(const Committed& news);
    void enqueueWrite(QObject* context, std::function<Result<void>(OrderWriter&)> change,
        std::function<void(const Result<void>&)> done);
    void enqueueRead(QObject* context, ReadWork question, std::function<void()> answer);
    Result<void> runWrite(std::function<Result<void>(OrderWriter&)> change);
    void runRead(ReadWork question);

    QString m_path;
    std::unique_ptr<Threads> m_threads; // last: its end finishes what is queued
};

template <typename T>
void OrderStore::write(QObject* context, std::function<Result<T>(OrderWriter&)> change,
    std::function<void(const Result<T>&)> done)
{
    auto value = std::make_shared<Result<T>>(fail(FailureId::Cancelled));
    enqueueWrite(
        context,
        [value, change = std::move(change)](OrderWriter& writer) -> Result<void> {
            *value = change(writer);
            if (!*value)
                return fail(value->error());
            return {};
        },
        [value, done = std::move(done)](const Result<void>& committed) {
            if (!done)
                return;
            if (!committed)
                *value = fail(committed.error());
            done(*value);
        });
}

template <typename T>
void OrderStore::read(QObject* context, std::function<Result<T>(const OrderReader&)> question,
    std::function<void(const Result<T>&)> answer)
{
    auto value = std::make_shared<Result<T>>(fail(FailureId::Cancelled));
    enqueueRead(
        context,
        [value, question = std::move(question)](const Result<const OrderReader*>& reader) {
            if (reader)
                *value = question(**reader);
            else
                *value = fail(reader.error());
        },
        [value, answer = std::move(answer)] { answer(*value); });
}

template <typename T> Result<T> OrderStore::writeNow(std::function<Result<T>(OrderWriter&)> change)
{
    Result<T> value = fail(FailureId::Cancelled);
    const Result<void> committed = runWrite([&](OrderWriter& writer) -> Result<void> {
        value = change(writer);
        if (!value)
            return fail(value.error());
        return {};
    });
    if (!committed)
        return fail(committed.error());
    return value;
}

template <typename T>
Result<T> OrderStore::readNow(std::function<Result<T>(const OrderReader&)> question)
{
    Result<T> value = fail(FailureId::Cancelled);
    runRead([&](const Result<const OrderReader*>& reader) {
        if (reader)
            value = question(**reader);
        else
            value = fail(reader.error());
    });
    return value;
}

} // namespace paydesk

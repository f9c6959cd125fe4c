#pragma once

#include "core/base/result.h"
#include "core/orders/salvage.h"

#include <QList>
#include <QObject>
#include <QString>

#include <atomic>
#include <functional>
#include <memory>
#include <thread>

namespace paydesk {

class Connection;

/// One thing that is wrong with a history.
struct HistoryProblem {
    /// damaged, column-missing, summary-differs, refunds-too-large or event-without-order.
    QByteArray id;
    qint64 count = 1; ///< rows, or SQLite's findings
    QByteArray detail; ///< SQLite's own sentence, or an example's number; may be empty

    friend bool operator==(const HistoryProblem&, const HistoryProblem&) = default;
};

/// What a check found.
struct HistoryHealth {
    qint64 orders = 0;
    qint64 events = 0;
    qint64 exchanges = 0;
    qint64 refunds = 0;
    QList<HistoryProblem> problems; ///< none: everything is as it should be

    friend bool operator==(const HistoryHealth&, const HistoryHealth&) = default;
};

/// A consistent copy of the history as it is at the beginning, whatever is written meanwhile, in
/// one file for its owner only (0600) that opens as a history. `progress` hears percent. The target
/// must not exist: FileUnwritable otherwise, or when it cannot be made; StorageFull; Cancelled
/// after `stop` was set. Nothing is left of a copy that was not finished. Blocks.
Result<void> copyHistory(Connection& source, const QString& target, const std::atomic_bool& stop,
    const std::function<void(int percent)>& progress);

/// Reads all of a history and compares what must agree: SQLite's own integrity check, the columns,
/// the daily figures with the orders, refunds with what was paid, events with their orders. A
/// storage failure only when the file cannot be opened at all; Cancelled. Blocks.
Result<HistoryHealth> checkHistory(const QString& path, const std::atomic_bool& stop);

/// These and salvageHistory(), on a thread of their own, one at a time.
class HistoryUpkeep : public QObject {
    Q_OBJECT

public:
    explicit HistoryUpkeep(QObject* parent = nullptr);
    /// Cancels, and waits for the thread.
    ~HistoryUpkeep() override;

    /// `history` is OrderStore::path(); it may be in use.
    void backUp(const QString& history, const QString& target);
    void check(const QString& history);
    void salvage(const QString& folder, const QDateTime& now);
    void cancel();
    bool isRunning() const { return m_running; }

signals:
    void progressed(int percent);
    /// The copy's size.
    void backedUp(const paydesk::Result<qint64>& bytes);
    void checked(const paydesk::Result<paydesk::HistoryHealth>& health);
    void salvaged(const paydesk::Result<paydesk::Salvage>& salvage);

private:
    void start(std::function<void()> work);
    /// Runs `tell` on this object's thread.
    void post(std::function<void()> tell);

    std::thread m_thread;
    std::atomic_bool m_stop = false;
    bool m_running = false;
};

} // namespace paydesk

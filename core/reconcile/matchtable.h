#pragma once

#include "core/orders/connection.h"
#include "core/reconcile/difference.h"

#include <atomic>
#include <memory>

namespace paydesk {

/// Where a bill and the history meet: SQLite's temporary tables beside the history, which SQLite
/// keeps in a file without a name (nothing is left behind, however the process ends), so that
/// memory does not grow with the bill. The history itself is only read. Used on one thread.
class MatchTable {
public:
    /// `stop` may be set from any thread: whatever runs then ends with Cancelled soon.
    static Result<std::unique_ptr<MatchTable>> open(
        const QString& history, const std::atomic_bool& stop);
    MatchTable(const MatchTable&) = delete;
    MatchTable& operator=(const MatchTable&) = delete;
    ~MatchTable();

    Result<void> add(const BillEntry& entry, qint64 line);
    /// Compares what was added with the history of `profile` and fills the lists and the report's
    /// figures; `withOurs`: also looks for what only the history has, from `first` to `last`.
    Result<void> compare(const QByteArray& profile, bool withOurs, MatchReport& report);
    /// Rows of a list from its `first` on (from 0), in the order of the bill, or of the history.
    Result<QList<Difference>> rows(MatchList list, qint64 first, int limit);

private:
    MatchTable(std::unique_ptr<Connection> connection, const std::atomic_bool& stop);
    Result<void> prepare();
    /// A statement that `stop` can end; Cancelled then.
    Result<int> change(const QString& sql, const SqlValues& values = {});
    Result<void> compareLines(const QByteArray& profile, qint64 from, qint64 to);
    Result<void> lookForOurs(const QByteArray& profile, MatchReport& report);
    Result<void> count(MatchReport& report);

    std::unique_ptr<Connection> m_connection;
    const std::atomic_bool& m_stop;
    qint64 m_lastLine = 0;
};

} // namespace paydesk

#pragma once

#include "core/base/result.h"
#include "core/orders/statement.h"

#include <QHash>
#include <QString>

#include <atomic>
#include <functional>
#include <memory>

struct sqlite3;

namespace paydesk {

/// One connection to a history file, with the settings every one of them has: WAL,
/// synchronous=FULL, no automatic checkpoint, foreign keys, defensive mode, untrusted schema, 5 s
/// of patience with other writers. Used only on the thread that opened it. Statements are prepared
/// once and kept. It speaks to SQLite itself: through Qt Sql a booked notification cost the writing
/// thread half as much again (`./dev bench --benchmark_filter=durableNotifications`).
class Connection {
public:
    /// Changing opens for reading and writing, Asking for reading only, Salvaging so that not even
    /// a checkpoint changes the file. The file must exist.
    enum class Purpose { Asking, Changing, Salvaging };
    /// StorageUnavailable, StorageReadOnly, StorageBusy, StorageDamaged otherwise.
    static Result<std::unique_ptr<Connection>> open(const QString& path, Purpose purpose);
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;
    ~Connection();

    QString path() const { return m_path; }
    sqlite3* handle() const { return m_handle; }

    /// From now on whatever runs ends soon after `stop` was set, with Cancelled. `stop` outlives
    /// the connection; it may be set from any thread.
    void stopOn(const std::atomic_bool& stop);

    /// Runs a statement without values or an answer once; it is not kept.
    Result<void> run(const QString& sql);
    /// Runs a statement with its values, called :1, :2 …, and visits each row of its answer; the
    /// visitor must not use this connection. Rows that were visited before a failure are no answer.
    Result<void> each(const QString& sql, const SqlValues& values,
        const std::function<void(const Statement& row)>& visit);
    /// The same for a statement that changes rows: their number, triggers' work not counted.
    Result<int> change(const QString& sql, const SqlValues& values = {});
    /// The same for one that inserts a row: its id.
    Result<qint64> insert(const QString& sql, const SqlValues& values);
    /// The first column of the first row; NULL when there is none.
    Result<SqlValue> value(const QString& sql, const SqlValues& values = {});

    /// Whether the last failure of this connection was a UNIQUE constraint.
    bool brokeUniqueness() const;
    /// Or any constraint: these values do not fit the table.
    bool brokeConstraint() const;
    /// A transaction is open. SQLite ends one by itself when the disk is full or fails.
    bool inTransaction() const;
    /// The file is no longer where it was opened: writing to it would be writing into nothing.
    bool hasMoved() const;

private:
    Connection(QString path, sqlite3* handle);
    Result<void> prepareSettings(Purpose purpose);
    void harden();
    /// The kept statement, with its values, before its first step.
    Result<Statement*> begun(const QString& sql, const SqlValues& values);
    tl::unexpected<Failure> failed(int code);

    QString m_path;
    sqlite3* m_handle;
    int m_lastCode = 0;
    QHash<QString, std::shared_ptr<Statement>> m_prepared;
};

/// What SQLite's result code means to people. `reason` is SQLite's sentence.
Failure storageFailure(int code, const QString& path, const QString& reason);

} // namespace paydesk

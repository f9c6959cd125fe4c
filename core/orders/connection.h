#pragma once

#include "core/base/result.h"

#include <QHash>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QString>
#include <QVariantList>

#include <memory>

struct sqlite3;

namespace paydesk {

/// One connection to a history file, with the settings every one of them has: WAL,
/// synchronous=FULL, no automatic checkpoint, foreign keys, defensive mode, untrusted schema, 5 s
/// of patience with other writers. Used only on the thread that opened it. Statements are prepared
/// once and kept.
class Connection {
public:
    /// Changing opens for reading and writing, Asking for reading only. The file must exist.
    enum class Purpose { Asking, Changing };
    /// StorageUnavailable, StorageReadOnly, StorageBusy, StorageDamaged otherwise.
    static Result<std::unique_ptr<Connection>> open(const QString& path, Purpose purpose);
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;
    ~Connection();

    QString path() const { return m_path; }
    /// SQLite's own handle; null when Qt's driver is built on another SQLite than this program.
    sqlite3* handle() const { return m_handle; }

    /// Runs a statement without an answer once; it is not kept.
    Result<void> run(const QString& sql);
    /// Runs a prepared statement with its values, called :1, :2 … (names, because Qt 6.4 miscounts
    /// ?1 used twice). The query stays valid until the same statement runs again.
    Result<QSqlQuery*> ask(const QString& sql, const QVariantList& values = {});
    /// The same for a statement that changes rows: their number.
    Result<int> change(const QString& sql, const QVariantList& values);
    /// The first column of the first row; invalid when there is none.
    Result<QVariant> value(const QString& sql, const QVariantList& values = {});

    /// Whether the last failure of this connection was a UNIQUE constraint.
    bool brokeUniqueness() const { return m_lastCode == 2067 || m_lastCode == 1555; }
    /// A transaction is open. SQLite ends one by itself when the disk is full or fails.
    bool inTransaction() const;
    /// The file is no longer where it was opened: writing to it would be writing into nothing.
    bool hasMoved() const;

private:
    explicit Connection(QString path);
    Result<void> prepareSettings(Purpose purpose);
    QString checkpointing() const;
    void harden();
    tl::unexpected<Failure> failed(const QSqlQuery& query);

    QString m_path;
    QSqlDatabase m_database;
    sqlite3* m_handle = nullptr;
    int m_lastCode = 0;
    QHash<QString, std::shared_ptr<QSqlQuery>> m_prepared;
};

/// What SQLite's result code means to people. `reason` is SQLite's sentence.
Failure storageFailure(int code, const QString& path, const QString& reason);

} // namespace paydesk

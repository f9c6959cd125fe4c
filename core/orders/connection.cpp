#include "core/orders/connection.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <sqlite3.h>
#include <utility>

namespace paydesk {

namespace {

    constexpr int patience = 5000; // milliseconds
    constexpr int stepsBetweenLooks = 4000; // of SQLite's machine, between looks at `stop`

    int mayGoOn(void* stop)
    {
        return static_cast<const std::atomic_bool*>(stop)->load() ? 1 : 0;
    }

    QString sentence(sqlite3* handle)
    {
        return QString::fromUtf8(sqlite3_errmsg(handle));
    }

} // namespace

Failure storageFailure(int code, const QString& path, const QString& reason)
{
    const QVariantMap where{{QStringLiteral("path"), path}};
    switch (code & 0xff) {
    case SQLITE_FULL:
        return failure(FailureId::StorageFull, where);
    case SQLITE_READONLY:
    case SQLITE_PERM:
        return failure(FailureId::StorageReadOnly, where);
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return failure(FailureId::StorageBusy, where);
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_FORMAT:
        return failure(FailureId::StorageDamaged, where);
    default:
        return failure(FailureId::StorageUnavailable,
            {{QStringLiteral("path"), path}, {QStringLiteral("reason"), reason}});
    }
}

Connection::Connection(QString path, sqlite3* handle)
    : m_path(std::move(path))
    , m_handle(handle)
{
}

Connection::~Connection()
{
    m_prepared.clear();
    sqlite3_close_v2(m_handle);
}

Result<std::unique_ptr<Connection>> Connection::open(const QString& path, Purpose purpose)
{
    if (!QFileInfo::exists(path))
        return fail(storageFailure(SQLITE_CANTOPEN, path,
            QStringLiteral(QT_TRANSLATE_NOOP("Reason", "The file is gone."))));
    sqlite3* handle = nullptr;
    const int access = purpose == Purpose::Salvaging ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
    // One thread uses it, so SQLite need not lock it.
    const int code =
        sqlite3_open_v2(path.toUtf8().constData(), &handle, access | SQLITE_OPEN_NOMUTEX, nullptr);
    std::unique_ptr<Connection> connection(new Connection(path, handle));
    if (code != SQLITE_OK)
        return connection->failed(code);
    sqlite3_extended_result_codes(handle, 1);
    sqlite3_busy_timeout(handle, patience);
    if (const auto ready = connection->prepareSettings(purpose); !ready)
        return fail(ready.error());
    return connection;
}

Result<void> Connection::prepareSettings(Purpose purpose)
{
    harden();
    // Only a file whose first page makes sense gets that far: the third statement reads it. The
    // checkpointer (checkpointer.h) does what is switched off here, outside of the commits.
    QStringList statements{
        QStringLiteral("PRAGMA trusted_schema=OFF"),
        QStringLiteral("PRAGMA cell_size_check=ON"),
        QStringLiteral("SELECT count(*) FROM sqlite_master"),
        QStringLiteral("PRAGMA foreign_keys=ON"),
        QStringLiteral("PRAGMA synchronous=FULL"),
        QStringLiteral("PRAGMA wal_autocheckpoint=0"),
    };
    if (purpose != Purpose::Changing)
        statements.append(QStringLiteral("PRAGMA query_only=ON"));
    for (const QString& statement : std::as_const(statements)) {
        if (const auto done = run(statement); !done)
            return done;
    }
    return {};
}

void Connection::stopOn(const std::atomic_bool& stop)
{
    // SQLite hands the pointer back and never writes through it.
    sqlite3_progress_handler(
        m_handle, stepsBetweenLooks, mayGoOn, const_cast<std::atomic_bool*>(&stop));
}

void Connection::harden()
{
    sqlite3_db_config(m_handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(m_handle, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, nullptr);
}

tl::unexpected<Failure> Connection::failed(int code)
{
    m_lastCode = code;
    if (code == SQLITE_INTERRUPT)
        return fail(FailureId::Cancelled);
    return fail(storageFailure(code, m_path, sentence(m_handle)));
}

Result<void> Connection::run(const QString& sql)
{
    const int code = sqlite3_exec(m_handle, sql.toUtf8().constData(), nullptr, nullptr, nullptr);
    if (code != SQLITE_OK)
        return failed(code);
    return {};
}

Result<Statement*> Connection::begun(const QString& sql, const SqlValues& values)
{
    std::shared_ptr<Statement>& kept = m_prepared[sql];
    if (!kept) {
        int code = SQLITE_OK;
        kept = Statement::prepare(m_handle, sql, code);
        if (!kept) {
            m_prepared.remove(sql);
            return failed(code);
        }
    }
    if (const int code = kept->begin(values); code != SQLITE_OK)
        return failed(code);
    return kept.get();
}

Result<void> Connection::each(const QString& sql, const SqlValues& values,
    const std::function<void(const Statement& row)>& visit)
{
    return begun(sql, values).and_then([&](Statement* statement) -> Result<void> {
        int code = statement->step();
        for (; code == SQLITE_ROW; code = statement->step())
            visit(*statement);
        // The sentence of a failure must be taken before the statement ends.
        Result<void> done = code == SQLITE_DONE ? Result<void>() : failed(code);
        statement->end();
        return done;
    });
}

Result<int> Connection::change(const QString& sql, const SqlValues& values)
{
    return each(sql, values, [](const Statement&) {}).map([this] {
        return sqlite3_changes(m_handle);
    });
}

Result<qint64> Connection::insert(const QString& sql, const SqlValues& values)
{
    return change(sql, values).map([this](int) { return sqlite3_last_insert_rowid(m_handle); });
}

Result<SqlValue> Connection::value(const QString& sql, const SqlValues& values)
{
    std::optional<SqlValue> found;
    return each(sql, values, [&found](const Statement& row) {
        if (!found)
            found = row.value(0);
    }).map([&found] { return found.value_or(SqlValue()); });
}

bool Connection::brokeUniqueness() const
{
    return m_lastCode == SQLITE_CONSTRAINT_UNIQUE || m_lastCode == SQLITE_CONSTRAINT_PRIMARYKEY;
}

bool Connection::brokeConstraint() const
{
    return (m_lastCode & 0xff) == SQLITE_CONSTRAINT;
}

bool Connection::inTransaction() const
{
    return sqlite3_get_autocommit(m_handle) == 0;
}

bool Connection::hasMoved() const
{
    int moved = 0;
    sqlite3_file_control(m_handle, "main", SQLITE_FCNTL_HAS_MOVED, &moved);
    return moved != 0;
}

} // namespace paydesk

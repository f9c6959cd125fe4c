#include "core/orders/connection.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QSqlDriver>
#include <QSqlError>
#include <QUuid>

#include <sqlite3.h>
#include <utility>

namespace paydesk {

namespace {

    /// Qt's own handle, if Qt's driver uses the very library this program is linked to: Qt can be
    /// built with a copy of its own, and a handle of one must not be given to the other.
    sqlite3* handleOf(QSqlDatabase& database)
    {
        QSqlQuery query(database);
        if (!query.exec(QStringLiteral("SELECT sqlite_source_id()")) || !query.next())
            return nullptr;
        if (query.value(0).toString().toUtf8() != sqlite3_sourceid())
            return nullptr;
        const QVariant handle = database.driver()->handle();
        return *static_cast<sqlite3* const*>(handle.constData());
    }

    /// :1, :2 …, made once.
    const QString& valueName(qsizetype at)
    {
        thread_local QStringList names;
        while (names.size() <= at)
            names.append(u':' + QString::number(names.size() + 1));
        return names.at(at);
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

Connection::Connection(QString path)
    : m_path(std::move(path))
    , m_database(QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"),
          QStringLiteral("orders-") + QUuid::createUuid().toString(QUuid::Id128)))
{
    m_database.setDatabaseName(m_path);
    m_database.setConnectOptions(QStringLiteral("QSQLITE_BUSY_TIMEOUT=5000"));
}

Connection::~Connection()
{
    m_prepared.clear();
    const QString name = m_database.connectionName();
    m_database.close();
    m_database = {};
    QSqlDatabase::removeDatabase(name);
}

Result<std::unique_ptr<Connection>> Connection::open(const QString& path, Purpose purpose)
{
    if (!QFileInfo::exists(path))
        return fail(storageFailure(SQLITE_CANTOPEN, path,
            QStringLiteral(QT_TRANSLATE_NOOP("Reason", "The file is gone."))));
    std::unique_ptr<Connection> connection(new Connection(path));
    if (!connection->m_database.open()) {
        const QSqlError error = connection->m_database.lastError();
        return fail(storageFailure(error.nativeErrorCode().toInt(), path, error.databaseText()));
    }
    if (const auto ready = connection->prepareSettings(purpose); !ready)
        return fail(ready.error());
    return connection;
}

Result<void> Connection::prepareSettings(Purpose purpose)
{
    m_handle = handleOf(m_database);
    harden();
    // Only a file whose first page makes sense gets that far: this statement reads it.
    Result<void> done =
        run(QStringLiteral("PRAGMA trusted_schema=OFF"))
            .and_then([this] { return run(QStringLiteral("PRAGMA cell_size_check=ON")); })
            .and_then([this] { return run(QStringLiteral("SELECT count(*) FROM sqlite_master")); })
            .and_then([this] { return run(QStringLiteral("PRAGMA foreign_keys=ON")); })
            .and_then([this] { return run(QStringLiteral("PRAGMA synchronous=FULL")); })
            .and_then([this] { return run(checkpointing()); });
    if (done && purpose == Purpose::Asking)
        done = run(QStringLiteral("PRAGMA query_only=ON"));
    return done;
}

/// The checkpointer (checkpointer.h) does it where it can hear of commits.
QString Connection::checkpointing() const
{
    return m_handle ? QStringLiteral("PRAGMA wal_autocheckpoint=0")
                    : QStringLiteral("PRAGMA wal_autocheckpoint=1000");
}

void Connection::harden()
{
    if (!m_handle)
        return;
    sqlite3_db_config(m_handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(m_handle, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, nullptr);
}

tl::unexpected<Failure> Connection::failed(const QSqlQuery& query)
{
    const QSqlError error = query.lastError();
    m_lastCode = error.nativeErrorCode().toInt();
    const QString reason =
        error.databaseText().isEmpty() ? error.driverText() : error.databaseText();
    return fail(storageFailure(m_lastCode, m_path, reason));
}

Result<void> Connection::run(const QString& sql)
{
    QSqlQuery query(m_database);
    if (!query.exec(sql))
        return failed(query);
    return {};
}

Result<QSqlQuery*> Connection::ask(const QString& sql, const QVariantList& values)
{
    std::shared_ptr<QSqlQuery>& query = m_prepared[sql];
    if (!query) {
        auto prepared = std::make_shared<QSqlQuery>(m_database);
        prepared->setForwardOnly(true);
        if (!prepared->prepare(sql)) {
            const auto why = failed(*prepared);
            m_prepared.remove(sql);
            return why;
        }
        query = std::move(prepared);
    }
    for (int i = 0; i < values.size(); ++i)
        query->bindValue(valueName(i), values.at(i));
    if (!query->exec()) {
        const auto why = failed(*query);
        query->finish();
        return why;
    }
    return query.get();
}

Result<int> Connection::change(const QString& sql, const QVariantList& values)
{
    return ask(sql, values).map([](QSqlQuery* query) {
        const int rows = query->numRowsAffected();
        query->finish();
        return rows;
    });
}

Result<QVariant> Connection::value(const QString& sql, const QVariantList& values)
{
    return ask(sql, values).map([](QSqlQuery* query) {
        const QVariant found = query->next() ? query->value(0) : QVariant();
        query->finish();
        return found;
    });
}

bool Connection::inTransaction() const
{
    return !m_handle || sqlite3_get_autocommit(m_handle) == 0;
}

bool Connection::hasMoved() const
{
    int moved = 0;
    if (m_handle)
        sqlite3_file_control(m_handle, "main", SQLITE_FCNTL_HAS_MOVED, &moved);
    return moved != 0;
}

} // namespace paydesk

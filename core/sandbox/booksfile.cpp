#include "core/sandbox/booksfile.h"

#include "core/base/clock.h"

#include <QDir>
#include <QFile>
#include <QLoggingCategory>
#include <QSqlError>
#include <QVariant>

#include <atomic>

namespace paydesk {

namespace {

    Q_LOGGING_CATEGORY(sandboxLog, "paydesk.sandbox")

    /// 1: orders and login codes only, the orders without refunds.
    constexpr int booksVersion = 2;

    // SQLite's primary result codes (sqlite.org/rescode.html).
    enum SqliteCode { Busy = 5, ReadOnly = 8, Corrupt = 11, Full = 13, NotADatabase = 26 };

    constexpr const char* preparation[] = {
        "PRAGMA busy_timeout=3000",
        "PRAGMA journal_mode=WAL",
        "PRAGMA synchronous=NORMAL",
        "PRAGMA trusted_schema=OFF",
        "PRAGMA cell_size_check=ON",
    };

    constexpr const char* table = "CREATE TABLE IF NOT EXISTS entries(kind INTEGER NOT NULL, id "
                                  "BLOB NOT NULL, data BLOB NOT NULL, PRIMARY KEY(kind, id)) "
                                  "WITHOUT ROWID";

    QString newConnectionName()
    {
        static std::atomic<int> count = 0;
        return QStringLiteral("paydesk-sandbox-%1").arg(++count);
    }

    void makePrivate(const QString& folder, const QString& path)
    {
        const QDir dir(folder);
        const bool made = !dir.exists() && QDir().mkpath(folder);
        // A folder that others use too is not ours to close.
        if (made || dir.isEmpty(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot))
            QFile::setPermissions(folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        QFile file(path);
        if (!file.exists() && file.open(QIODevice::WriteOnly | QIODevice::NewOnly))
            file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    }

    /// Moves the file out of the way with its companions; the name it has now.
    QString setAside(const QString& path, const QDateTime& now)
    {
        const QString kept =
            path + QStringLiteral(".damaged-") + QString::fromLatin1(beijingStamp(now));
        for (const QString& companion :
            {QString(), QStringLiteral("-wal"), QStringLiteral("-shm")}) {
            QFile::remove(kept + companion);
            QFile::rename(path + companion, kept + companion);
        }
        return kept;
    }

} // namespace

BooksFile::BooksFile(QString path)
    : m_path(std::move(path))
    , m_connection(newConnectionName())
    , m_database(QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), m_connection))
{
    m_database.setDatabaseName(m_path);
}

BooksFile::~BooksFile()
{
    for (auto* query : {&m_start, &m_insert, &m_end})
        query->reset();
    m_database.close();
    m_database = QSqlDatabase();
    QSqlDatabase::removeDatabase(m_connection);
}

Result<std::unique_ptr<BooksFile>> BooksFile::open(const QString& folder, const QDateTime& now)
{
    const QString path = QDir(folder).filePath(QStringLiteral("sandbox.db"));
    makePrivate(folder, path);
    auto file = std::unique_ptr<BooksFile>(new BooksFile(path));
    if (file->begin())
        return file;
    if (!file->isDamage())
        return fail(file->trouble());
    file.reset();
    const QString kept = setAside(path, now);
    qCWarning(sandboxLog).noquote()
        << "The sandbox's books were damaged; they were kept as" << kept << "and new ones begun.";
    makePrivate(folder, path);
    file.reset(new BooksFile(path));
    if (file->begin())
        return file;
    return fail(file->trouble());
}

bool BooksFile::begin()
{
    if (!m_database.open()) {
        m_error = m_database.lastError().nativeErrorCode().toInt();
        m_reason = m_database.lastError().databaseText();
        return false;
    }
    for (const char* sql : preparation) {
        if (!run(sql))
            return false;
    }
    QSqlQuery version(m_database);
    if (!note(version, version.exec(QStringLiteral("PRAGMA user_version")) && version.next()))
        return false;
    m_version = version.value(0).toInt();
    version.finish();
    if (m_version > booksVersion || !run(table) || !run("PRAGMA user_version=2"))
        return false;
    QSqlQuery rows(m_database);
    rows.setForwardOnly(true);
    if (!note(rows, rows.exec(QStringLiteral("SELECT kind, id, data FROM entries"))))
        return false;
    while (rows.next())
        m_rows.push_back({BooksRow::Kind(rows.value(0).toInt()), rows.value(1).toByteArray(),
            rows.value(2).toByteArray()});
    if (!note(rows, !rows.lastError().isValid()))
        return false;
    return prepare(m_start, "BEGIN IMMEDIATE") && prepare(m_end, "COMMIT")
        && prepare(m_insert, "INSERT OR REPLACE INTO entries(kind, id, data) VALUES(?, ?, ?)");
}

bool BooksFile::prepare(std::unique_ptr<QSqlQuery>& query, const char* sql)
{
    query = std::make_unique<QSqlQuery>(m_database);
    return note(*query, query->prepare(QString::fromLatin1(sql)));
}

bool BooksFile::run(const char* sql)
{
    QSqlQuery query(m_database);
    return note(query, query.exec(QString::fromLatin1(sql)));
}

bool BooksFile::note(const QSqlQuery& query, bool done)
{
    if (!done) {
        m_error = query.lastError().nativeErrorCode().toInt();
        m_reason = query.lastError().databaseText();
    }
    return done;
}

bool BooksFile::isDamage() const
{
    const int primary = m_error & 0xFF;
    return primary == Corrupt || primary == NotADatabase;
}

Failure BooksFile::trouble() const
{
    const QVariantMap details{{QStringLiteral("path"), m_path},
        {QStringLiteral("reason"), m_reason}, {QStringLiteral("version"), m_version},
        {QStringLiteral("supported"), booksVersion}};
    if (m_version > booksVersion)
        return failure(FailureId::StorageNewer, details);
    switch (m_error & 0xFF) {
    case Busy:
        return failure(FailureId::StorageBusy, details);
    case ReadOnly:
        return failure(FailureId::StorageReadOnly, details);
    case Full:
        return failure(FailureId::StorageFull, details);
    default:
        return failure(FailureId::StorageUnavailable, details);
    }
}

Result<void> BooksFile::write(const std::vector<BooksRow>& rows)
{
    if (!note(*m_start, m_start->exec()))
        return fail(trouble());
    for (const BooksRow& row : rows) {
        m_insert->bindValue(0, int(row.kind));
        m_insert->bindValue(1, row.id);
        m_insert->bindValue(2, row.data);
        if (!note(*m_insert, m_insert->exec())) {
            const Failure why = trouble();
            run("ROLLBACK");
            return fail(why);
        }
    }
    if (note(*m_end, m_end->exec()))
        return {};
    const Failure why = trouble();
    run("ROLLBACK");
    return fail(why);
}

} // namespace paydesk

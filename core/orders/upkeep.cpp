#include "core/orders/upkeep.h"

#include "core/orders/connection.h"
#include "core/orders/rows.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QUuid>

#include <sqlite3.h>
#include <utility>

namespace paydesk {

namespace {

    constexpr int pagesAtOnce = 1024; // 4 MiB, between looks at `stop`

    tl::unexpected<Failure> unwritable(const QString& path, const QString& reason)
    {
        return fail(FailureId::FileUnwritable,
            {{QStringLiteral("path"), path}, {QStringLiteral("reason"), reason}});
    }

    /// The file a copy grows in, beside its target; gone with this object unless it was kept.
    class PartFile {
    public:
        explicit PartFile(const QString& target)
            : m_target(target)
            , m_file(target + u'.' + QUuid::createUuid().toString(QUuid::Id128))
        {
        }
        PartFile(const PartFile&) = delete;
        PartFile& operator=(const PartFile&) = delete;
        ~PartFile()
        {
            if (m_made)
                m_file.remove();
            QFile::remove(m_file.fileName() + QStringLiteral("-journal"));
        }

        /// SQLite writes into an empty file that is there already: so it never exists with other
        /// rights than 0600.
        Result<void> make()
        {
            m_made = m_file.open(
                QIODevice::WriteOnly | QIODevice::NewOnly, QFile::ReadOwner | QFile::WriteOwner);
            if (!m_made)
                return unwritable(m_target, m_file.errorString());
            m_file.close();
            return {};
        }

        /// It takes the target's name, unless somebody else has it by now.
        Result<void> keep()
        {
            if (!m_file.rename(m_target))
                return unwritable(m_target, m_file.errorString());
            m_made = false;
            return {};
        }

        QString path() const { return m_file.fileName(); }

    private:
        QString m_target;
        QFile m_file;
        bool m_made = false;
    };

    using Database = std::unique_ptr<sqlite3, decltype(&sqlite3_close_v2)>;

    tl::unexpected<Failure> failedCopy(sqlite3* copy, int code, const QString& path)
    {
        return fail(storageFailure(code, path, QString::fromUtf8(sqlite3_errmsg(copy))));
    }

    Result<void> copyPages(Connection& source, const QString& path, const std::atomic_bool& stop,
        const std::function<void(int)>& progress)
    {
        sqlite3* opened = nullptr;
        const int code =
            sqlite3_open_v2(path.toUtf8().constData(), &opened, SQLITE_OPEN_READWRITE, nullptr);
        const Database copy(opened, sqlite3_close_v2);
        if (code != SQLITE_OK)
            return failedCopy(copy.get(), code, path);
        sqlite3_backup* const backup =
            sqlite3_backup_init(copy.get(), "main", source.handle(), "main");
        if (!backup)
            return failedCopy(copy.get(), sqlite3_errcode(copy.get()), path);
        int step = SQLITE_OK;
        while (step == SQLITE_OK && !stop) {
            step = sqlite3_backup_step(backup, pagesAtOnce);
            const int pages = std::max(sqlite3_backup_pagecount(backup), 1);
            progress(int(100 - 100LL * sqlite3_backup_remaining(backup) / pages));
        }
        sqlite3_backup_finish(backup);
        if (step == SQLITE_OK)
            return fail(FailureId::Cancelled);
        if (step != SQLITE_DONE)
            return failedCopy(copy.get(), step, path);
        // Without a write-ahead log the one file is all there is of it.
        const int single =
            sqlite3_exec(copy.get(), "PRAGMA journal_mode=DELETE", nullptr, nullptr, nullptr);
        return single == SQLITE_OK ? Result<void>() : failedCopy(copy.get(), single, path);
    }

    /// How many rows a question has, and the first column of the first one.
    Result<void> lookFor(
        Connection& connection, HistoryHealth& health, const char* id, const QString& question)
    {
        HistoryProblem problem{id, 0, {}};
        return connection
            .each(question, {},
                [&problem](const Statement& row) {
                    if (problem.count++ == 0)
                        problem.detail = row.text(0);
                })
            .map([&] {
                if (problem.count > 0)
                    health.problems.append(problem);
            });
    }

    QString summaryQuestion()
    {
        return QStringLiteral(
            "WITH counted AS (SELECT profile, quarter, sum(orders) AS orders, sum(paid) AS paid,"
            " sum(open) AS open, sum(trouble) AS trouble FROM ("
            "  SELECT profile, created_at / 900000 AS quarter, 1 AS orders, 0 AS paid,"
            "   state <= 2 AS open, held = 1 OR trouble <> '' AS trouble FROM orders"
            "  UNION ALL SELECT profile, coalesce(paid_at, created_at) / 900000, 0, total_fee,"
            "   0, 0 FROM orders WHERE state IN (3, 4)) GROUP BY profile, quarter)"
            " SELECT quarter FROM (SELECT profile, quarter, orders, paid, open, trouble FROM"
            "   counted EXCEPT SELECT profile, quarter, orders, paid, open, trouble FROM summary)"
            " UNION ALL SELECT quarter FROM (SELECT profile, quarter, orders, paid, open, trouble"
            "   FROM summary WHERE orders <> 0 OR paid <> 0 OR open <> 0 OR trouble <> 0"
            "   EXCEPT SELECT profile, quarter, orders, paid, open, trouble FROM counted)");
    }

    Result<void> compareRows(Connection& connection, HistoryHealth& health)
    {
        const auto look = [&](const char* id, const QString& question) {
            return lookFor(connection, health, id, question);
        };
        // 5: refused, the money stayed.
        return look("summary-differs", summaryQuestion())
            .and_then([&] {
                return look("refunds-too-large",
                    QStringLiteral("SELECT o.out_trade_no FROM orders o JOIN refunds r"
                                   " ON r.profile = o.profile AND r.out_trade_no = o.out_trade_no"
                                   " WHERE r.state <> 5 GROUP BY o.id"
                                   " HAVING sum(r.refund_fee) > o.total_fee"));
            })
            .and_then([&] {
                return look("event-without-order",
                    QStringLiteral("SELECT e.out_trade_no FROM events e WHERE NOT EXISTS (SELECT 1"
                                   " FROM orders o WHERE o.profile = e.profile"
                                   " AND o.out_trade_no = e.out_trade_no)"));
            });
    }

    Result<void> countRows(Connection& connection, HistoryHealth& health)
    {
        const std::pair<const char*, qint64*> tables[] = {{"orders", &health.orders},
            {"events", &health.events}, {"exchanges", &health.exchanges},
            {"refunds", &health.refunds}};
        for (const auto& [table, count] : tables) {
            const auto rows =
                connection.value(QStringLiteral("SELECT count(*) FROM ") + QLatin1String(table));
            if (!rows)
                return fail(rows.error());
            *count = rows->number();
        }
        return {};
    }

    Result<void> checkColumns(Connection& connection, HistoryHealth& health)
    {
        const QStringList questions = everyColumn();
        for (const QString& question : questions) {
            const auto asked = connection.value(question);
            if (asked)
                continue;
            if (asked.error().id != FailureId::StorageUnavailable)
                return fail(asked.error());
            health.problems.append({"column-missing", 1,
                asked.error().details.value(QStringLiteral("reason")).toString().toUtf8()});
        }
        return {};
    }

    Result<void> checkFile(Connection& connection, HistoryHealth& health)
    {
        HistoryProblem damage{"damaged", 0, {}};
        return connection
            .each(QStringLiteral("PRAGMA integrity_check(100)"), {},
                [&damage](const Statement& row) {
                    const QByteArray finding = row.text(0);
                    if (finding != "ok" && damage.count++ == 0)
                        damage.detail = finding;
                })
            .map([&] {
                if (damage.count > 0)
                    health.problems.append(damage);
            });
    }

} // namespace

Result<void> copyHistory(Connection& source, const QString& target, const std::atomic_bool& stop,
    const std::function<void(int)>& progress)
{
    if (QFileInfo::exists(target))
        return unwritable(target,
            QStringLiteral(QT_TRANSLATE_NOOP(
                "Reason", "A file of this name is there already; it is not overwritten.")));
    PartFile part(target);
    if (const auto made = part.make(); !made)
        return made;
    // Inside a transaction that reads, what others write meanwhile is not seen.
    const auto snapshot = source.run(QStringLiteral("BEGIN")).and_then([&] {
        return source.run(QStringLiteral("SELECT count(*) FROM sqlite_master"));
    });
    Result<void> copied =
        snapshot.and_then([&] { return copyPages(source, part.path(), stop, progress); });
    if (source.inTransaction())
        (void)source.run(QStringLiteral("ROLLBACK"));
    return copied.and_then([&] { return part.keep(); });
}

Result<HistoryHealth> checkHistory(const QString& path, const std::atomic_bool& stop)
{
    HistoryHealth health;
    const auto damaged = [&health](const Failure& why) -> Result<HistoryHealth> {
        if (why.id != FailureId::StorageDamaged)
            return fail(why);
        health.problems.append({"damaged", 1, {}});
        return health;
    };
    const auto opened = Connection::open(path, Connection::Purpose::Asking);
    if (!opened)
        return damaged(opened.error());
    Connection& connection = **opened;
    connection.stopOn(stop);
    const Result<void> looked = checkFile(connection, health);
    if (!looked)
        return damaged(looked.error());
    // Where pages are broken, what the rows say means nothing.
    if (!health.problems.isEmpty())
        return health;
    const Result<void> compared = checkColumns(connection, health).and_then([&] {
        return health.problems.isEmpty() ? countRows(connection, health).and_then([&] {
            return compareRows(connection, health);
        })
                                         : Result<void>();
    });
    return compared ? Result<HistoryHealth>(health) : damaged(compared.error());
}

HistoryUpkeep::HistoryUpkeep(QObject* parent)
    : QObject(parent)
{
}

HistoryUpkeep::~HistoryUpkeep()
{
    cancel();
    if (m_thread.joinable())
        m_thread.join();
}

void HistoryUpkeep::backUp(const QString& history, const QString& target)
{
    start([this, history, target] {
        const auto source = Connection::open(history, Connection::Purpose::Asking);
        const Result<void> done = source
            ? copyHistory(**source, target, m_stop,
                  [this](int percent) { post([this, percent] { emit progressed(percent); }); })
            : Result<void>(fail(source.error()));
        const Result<qint64> bytes = done.map([&target] { return QFileInfo(target).size(); });
        post([this, bytes] {
            m_running = false;
            emit backedUp(bytes);
        });
    });
}

void HistoryUpkeep::check(const QString& history)
{
    start([this, history] {
        const Result<HistoryHealth> health = checkHistory(history, m_stop);
        post([this, health] {
            m_running = false;
            emit checked(health);
        });
    });
}

void HistoryUpkeep::salvage(const QString& folder, const QDateTime& now)
{
    start([this, folder, now] {
        const Result<Salvage> result = salvageHistory(folder, now, m_stop);
        post([this, result] {
            m_running = false;
            emit salvaged(result);
        });
    });
}

void HistoryUpkeep::cancel()
{
    m_stop = true;
}

void HistoryUpkeep::start(std::function<void()> work)
{
    if (std::exchange(m_running, true))
        return;
    if (m_thread.joinable())
        m_thread.join(); // it has told its result and is ending
    m_stop = false;
    m_thread = std::thread(std::move(work));
}

void HistoryUpkeep::post(std::function<void()> tell)
{
    QMetaObject::invokeMethod(this, std::move(tell), Qt::QueuedConnection);
}

} // namespace paydesk

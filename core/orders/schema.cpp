#include "core/orders/schema.h"

#include "core/orders/location.h"
#include "core/orders/rows.h"
#include "core/orders/upkeep.h"

#include <QFile>
#include <QFileInfo>

namespace paydesk {

namespace {

    // "PDSK": tells a history from any other SQLite file.
    constexpr int applicationId = 0x5044534b;
    // Checked whole when opened; a larger file shows its damage when a page is read.
    constexpr qint64 quickToCheck = 32LL * 1024 * 1024;

    // Times are milliseconds since 1970 UTC, amounts fen. state, origin, sign_type, kind and
    // direction are the enumerators' numbers of core/orders/order.h and core/base/exchange.h, which
    // therefore only grow at their end.
    const QStringList& firstSchema()
    {
        static const QStringList statements{
            QStringLiteral("CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, "
                           "WITHOUT ROWID"),
            QStringLiteral("INSERT INTO meta VALUES ('made_by', 'paydesk " PAYDESK_VERSION "')"),
            QStringLiteral("CREATE TABLE orders ("
                           " id INTEGER PRIMARY KEY,"
                           " profile TEXT NOT NULL,"
                           " out_trade_no TEXT NOT NULL,"
                           " state INTEGER NOT NULL CHECK (state BETWEEN 0 AND 7),"
                           " held INTEGER NOT NULL CHECK (held IN (0, 1)),"
                           " origin INTEGER NOT NULL,"
                           " total_fee INTEGER NOT NULL,"
                           " fee_type TEXT NOT NULL,"
                           " body TEXT NOT NULL,"
                           " attach TEXT NOT NULL,"
                           " trade_type TEXT NOT NULL,"
                           " sign_type INTEGER,"
                           " openid TEXT NOT NULL,"
                           " notify_url TEXT NOT NULL,"
                           " prepay_id TEXT NOT NULL,"
                           " code_url TEXT NOT NULL,"
                           " mweb_url TEXT NOT NULL,"
                           " transaction_id TEXT,"
                           " bank_type TEXT NOT NULL,"
                           " created_at INTEGER NOT NULL,"
                           " paid_at INTEGER,"
                           " asked INTEGER NOT NULL,"
                           " next_query_at INTEGER,"
                           " trouble TEXT NOT NULL,"
                           " request TEXT NOT NULL,"
                           " UNIQUE (profile, out_trade_no)) STRICT"),
            QStringLiteral(
                "CREATE UNIQUE INDEX orders_by_transaction ON orders (profile, transaction_id)"
                " WHERE transaction_id IS NOT NULL"),
            QStringLiteral(
                "CREATE INDEX orders_newest ON orders (profile, created_at DESC, id DESC)"),
            QStringLiteral("CREATE INDEX orders_by_state ON orders (profile, state, created_at "
                           "DESC, id DESC)"),
            QStringLiteral(
                "CREATE INDEX orders_troubled ON orders (profile, created_at DESC, id DESC)"
                " WHERE held = 1 OR trouble <> ''"),
            QStringLiteral("CREATE INDEX orders_planned ON orders (profile, next_query_at, id)"
                           " WHERE next_query_at IS NOT NULL"),
            QStringLiteral("CREATE TABLE events ("
                           " id INTEGER PRIMARY KEY,"
                           " profile TEXT NOT NULL,"
                           " out_trade_no TEXT NOT NULL,"
                           " at INTEGER NOT NULL,"
                           " kind INTEGER NOT NULL,"
                           " outcome TEXT NOT NULL,"
                           " detail TEXT NOT NULL,"
                           " exchange_id INTEGER NOT NULL) STRICT"),
            QStringLiteral("CREATE INDEX events_by_order ON events (profile, out_trade_no, id)"),
            QStringLiteral("CREATE TABLE exchanges ("
                           " id INTEGER PRIMARY KEY,"
                           " profile TEXT NOT NULL,"
                           " direction INTEGER NOT NULL,"
                           " method TEXT NOT NULL,"
                           " url TEXT NOT NULL,"
                           " path TEXT NOT NULL,"
                           " peer TEXT NOT NULL,"
                           " request_headers TEXT NOT NULL,"
                           " request_body BLOB NOT NULL,"
                           " status INTEGER NOT NULL,"
                           " answer_headers TEXT NOT NULL,"
                           " answer_body BLOB NOT NULL,"
                           " started_at INTEGER NOT NULL,"
                           " took INTEGER NOT NULL," // microseconds
                           " out_trade_no TEXT NOT NULL,"
                           " outcome TEXT NOT NULL,"
                           " checks TEXT NOT NULL,"
                           " why TEXT NOT NULL) STRICT"),
            QStringLiteral("CREATE INDEX exchanges_by_profile ON exchanges (profile, id)"),
            QStringLiteral(
                "CREATE INDEX exchanges_by_order ON exchanges (profile, out_trade_no, id)"),
            // Sums per quarter of an hour: the day begins on one of them in every time zone there
            // is.
            QStringLiteral("CREATE TABLE summary ("
                           " profile TEXT NOT NULL,"
                           " quarter INTEGER NOT NULL," // milliseconds / 900000
                           " orders INTEGER NOT NULL,"
                           " paid INTEGER NOT NULL,"
                           " open INTEGER NOT NULL,"
                           " trouble INTEGER NOT NULL,"
                           " PRIMARY KEY (profile, quarter)) STRICT, WITHOUT ROWID"),
        };
        return statements;
    }

    const QStringList& refundsSchema()
    {
        // state is the enumerator's number of core/orders/refund.h.
        static const QStringList statements{
            QStringLiteral("CREATE TABLE refunds ("
                           " id INTEGER PRIMARY KEY,"
                           " profile TEXT NOT NULL,"
                           " out_trade_no TEXT NOT NULL,"
                           " out_refund_no TEXT NOT NULL,"
                           " refund_id TEXT,"
                           " refund_fee INTEGER NOT NULL CHECK (refund_fee > 0),"
                           " state INTEGER NOT NULL CHECK (state BETWEEN 0 AND 5),"
                           " held INTEGER NOT NULL CHECK (held IN (0, 1)),"
                           " confirmed INTEGER NOT NULL CHECK (confirmed IN (0, 1)),"
                           " reason TEXT NOT NULL,"
                           " created_at INTEGER NOT NULL,"
                           " succeeded_at INTEGER,"
                           " asked INTEGER NOT NULL,"
                           " next_query_at INTEGER,"
                           " trouble TEXT NOT NULL,"
                           " request TEXT NOT NULL,"
                           " UNIQUE (profile, out_refund_no)) STRICT"),
            QStringLiteral("CREATE INDEX refunds_by_order ON refunds (profile, out_trade_no, id)"),
            QStringLiteral("CREATE INDEX refunds_planned ON refunds (profile, next_query_at, id)"
                           " WHERE next_query_at IS NOT NULL"),
        };
        return statements;
    }

    /// Adds (or, with -1, takes away) what one row of `orders` counts for in its quarters: the
    /// order where it was made, its money where it was paid.
    QString countRow(const QString& row, int sign)
    {
        return QStringLiteral(
            "INSERT INTO summary VALUES (%1.profile, %1.created_at / 900000, %2, 0,"
            " %2 * (%1.state <= 2), %2 * (%1.held = 1 OR %1.trouble <> ''))"
            " ON CONFLICT DO UPDATE SET orders = orders + excluded.orders, open = open + "
            "excluded.open,"
            " trouble = trouble + excluded.trouble;"
            "INSERT INTO summary SELECT %1.profile, coalesce(%1.paid_at, %1.created_at) / 900000, "
            "0,"
            " %2 * %1.total_fee, 0, 0 WHERE %1.state IN (3, 4)"
            " ON CONFLICT DO UPDATE SET paid = paid + excluded.paid;")
            .arg(row)
            .arg(sign);
    }

    QStringList summaryTriggers()
    {
        const QString added = countRow(QStringLiteral("new"), 1);
        const QString removed = countRow(QStringLiteral("old"), -1);
        return {
            QStringLiteral("CREATE TRIGGER orders_added AFTER INSERT ON orders BEGIN %1 END")
                .arg(added),
            QStringLiteral("CREATE TRIGGER orders_removed AFTER DELETE ON orders BEGIN %1 END")
                .arg(removed),
            QStringLiteral("CREATE TRIGGER orders_changed AFTER UPDATE OF profile, state, held, "
                           "total_fee, created_at,"
                           " paid_at, trouble ON orders BEGIN %1 %2 END")
                .arg(removed, added),
        };
    }

    /// What a change of an order counts for, as the difference it makes: half the work of taking
    /// the row away and adding it again, which every payment would wait for. It asks that an order
    /// keeps its merchant and the time it was made.
    QStringList differenceTriggers()
    {
        const QString troubled = QStringLiteral("(%1.held = 1 OR %1.trouble <> '')");
        const QString now = troubled.arg(QStringLiteral("new"));
        const QString before = troubled.arg(QStringLiteral("old"));
        return {
            QStringLiteral("DROP TRIGGER orders_changed"),
            QStringLiteral("CREATE TRIGGER orders_stay BEFORE UPDATE OF profile, created_at ON "
                           "orders BEGIN SELECT raise(ABORT, 'an order keeps its merchant and the "
                           "time it was made'); END"),
            QStringLiteral(
                "CREATE TRIGGER orders_changed AFTER UPDATE OF state, held, total_fee, paid_at,"
                " trouble ON orders BEGIN"
                " UPDATE summary SET open = open + (new.state <= 2) - (old.state <= 2),"
                " trouble = trouble + %1 - %2"
                " WHERE profile = new.profile AND quarter = new.created_at / 900000"
                " AND ((new.state <= 2) <> (old.state <= 2) OR %1 <> %2);"
                " UPDATE summary SET paid = paid - old.total_fee WHERE old.state IN (3, 4)"
                " AND profile = old.profile"
                " AND quarter = coalesce(old.paid_at, old.created_at) / 900000;"
                " INSERT INTO summary SELECT new.profile,"
                " coalesce(new.paid_at, new.created_at) / 900000, 0, new.total_fee, 0, 0"
                " WHERE new.state IN (3, 4)"
                " ON CONFLICT DO UPDATE SET paid = paid + excluded.paid;"
                " END")
                .arg(now, before),
        };
    }

    /// The same difference with one statement instead of two for the usual change, whose money
    /// counts in the quarter of an hour in which the order was made.
    QStringList sameQuarterTriggers()
    {
        const QString made = QStringLiteral("new.created_at / 900000");
        const auto open = [](const QString& row) { return row + QStringLiteral(".state <= 2"); };
        const auto trouble = [](const QString& row) {
            return QStringLiteral("%1.held = 1 OR %1.trouble <> ''").arg(row);
        };
        const auto quarter = [](const QString& row) {
            return QStringLiteral("coalesce(%1.paid_at, %1.created_at) / 900000").arg(row);
        };
        const auto paid = [&](const QString& row, const char* where) {
            return QStringLiteral("%1.state IN (3, 4) AND %2 %3 %4")
                .arg(row, quarter(row), QLatin1String(where), made);
        };
        const QString now = QStringLiteral("new");
        const QString before = QStringLiteral("old");
        return {
            QStringLiteral("DROP TRIGGER orders_changed"),
            QStringLiteral(
                "CREATE TRIGGER orders_changed AFTER UPDATE OF state, held, total_fee, paid_at,"
                " trouble ON orders BEGIN"
                " UPDATE summary SET open = open + (%1) - (%2), trouble = trouble + (%3) - (%4),"
                " paid = paid + (%5) * new.total_fee - (%6) * old.total_fee"
                " WHERE profile = new.profile AND quarter = %7;")
                    .arg(open(now), open(before), trouble(now), trouble(before), paid(now, "="),
                        paid(before, "="), made)
                + QStringLiteral(" UPDATE summary SET paid = paid - old.total_fee WHERE %1"
                                 " AND profile = old.profile AND quarter = %2;"
                                 " INSERT INTO summary SELECT new.profile, %3, 0, new.total_fee,"
                                 " 0, 0 WHERE %4"
                                 " ON CONFLICT DO UPDATE SET paid = paid + excluded.paid;"
                                 " END")
                    .arg(paid(before, "<>"), quarter(before), quarter(now), paid(now, "<>")),
        };
    }

    tl::unexpected<Failure> damaged(const Connection& connection)
    {
        return fail(FailureId::StorageDamaged, {{QStringLiteral("path"), connection.path()}});
    }

    Result<int> number(Connection& connection, const QString& pragma)
    {
        return connection.value(pragma).map(
            [](const SqlValue& value) { return int(value.number()); });
    }

    /// The schema's version, once it is clear that the file is a history at all.
    Result<int> versionOf(Connection& connection)
    {
        const auto version = number(connection, QStringLiteral("PRAGMA user_version"));
        const auto mark = number(connection, QStringLiteral("PRAGMA application_id"));
        const auto tables =
            number(connection, QStringLiteral("SELECT count(*) FROM sqlite_master"));
        if (!version || !mark || !tables)
            return fail(!version ? version.error() : !mark ? mark.error() : tables.error());
        const bool empty = *tables == 0 && *version == 0;
        if (!empty && (*mark != applicationId || *version <= 0))
            return damaged(connection);
        return *version;
    }

    /// Whole before it takes the place of an older one of the same version.
    Result<void> backUp(Connection& connection, int version)
    {
        const QString kept = QStringLiteral("%1.v%2.bak").arg(connection.path()).arg(version);
        const QString fresh = kept + QStringLiteral(".new");
        QFile::remove(fresh); // of a migration that was cut off
        static const std::atomic_bool never = false;
        if (const auto copied = copyHistory(connection, fresh, never, [](int) {}); !copied)
            return copied;
        QFile::remove(kept);
        if (!QFile::rename(fresh, kept))
            return fail(FailureId::FileUnwritable,
                {{QStringLiteral("path"), kept}, {QStringLiteral("reason"), QString()}});
        return {};
    }

    Result<void> runSteps(Connection& connection, const SchemaSteps& steps)
    {
        // Another process may have been faster while this one waited for the lock.
        const auto version = number(connection, QStringLiteral("PRAGMA user_version"));
        if (!version)
            return fail(version.error());
        for (qsizetype from = *version; from < steps.size(); ++from) {
            for (const QString& statement : steps.at(from)) {
                if (const auto done = connection.run(statement); !done)
                    return done;
            }
        }
        return connection.run(QStringLiteral("PRAGMA application_id=%1").arg(applicationId))
            .and_then([&] {
                return connection.run(QStringLiteral("PRAGMA user_version=%1").arg(steps.size()));
            });
    }

} // namespace

const SchemaSteps& schemaSteps()
{
    static const SchemaSteps steps{firstSchema() + summaryTriggers(), refundsSchema(),
        differenceTriggers(), sameQuarterTriggers()};
    return steps;
}

Result<void> bringUpToDate(Connection& connection, const SchemaSteps& steps)
{
    const auto version = versionOf(connection);
    if (!version)
        return fail(version.error());
    if (*version > steps.size()) {
        return fail(FailureId::StorageNewer,
            {{QStringLiteral("path"), connection.path()}, {QStringLiteral("version"), *version},
                {QStringLiteral("supported"), int(steps.size())}});
    }
    if (*version == steps.size())
        return {};
    if (*version > 0) {
        if (const auto kept = backUp(connection, *version); !kept)
            return kept;
    }
    if (const auto begun = connection.run(QStringLiteral("BEGIN IMMEDIATE")); !begun)
        return begun;
    const auto done = runSteps(connection, steps).and_then([&] {
        return connection.run(QStringLiteral("COMMIT"));
    });
    if (!done && connection.inTransaction())
        (void)connection.run(QStringLiteral("ROLLBACK"));
    return done;
}

Result<void> examine(Connection& connection)
{
    if (QFileInfo(connection.path()).size() <= quickToCheck) {
        const auto verdict = connection.value(QStringLiteral("PRAGMA quick_check(1)"));
        if (!verdict)
            return fail(verdict.error());
        if (verdict->text() != "ok")
            return damaged(connection);
    }
    for (const QString& question : everyColumn()) {
        if (const auto asked = connection.value(question); !asked)
            return asked.error().id == FailureId::StorageUnavailable ? damaged(connection)
                                                                     : fail(asked.error());
    }
    return {};
}

Result<std::unique_ptr<Connection>> openHistory(const QString& path)
{
    auto opened = Connection::open(path, Connection::Purpose::Changing);
    if (!opened)
        return opened;
    Connection& connection = **opened;
    // Taking the lock once finds out now, not at the first payment, whether the file can be
    // written.
    const auto ready =
        bringUpToDate(connection)
            .and_then([&] { return connection.run(QStringLiteral("PRAGMA journal_mode=WAL")); })
            .and_then([&] { return connection.run(QStringLiteral("BEGIN IMMEDIATE")); })
            .and_then([&] { return connection.run(QStringLiteral("COMMIT")); });
    if (!ready)
        return fail(ready.error());
    return opened;
}

} // namespace paydesk

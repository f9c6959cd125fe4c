#include "core/orders/salvage.h"

#include "core/orders/location.h"
#include "core/orders/schema.h"

#include <QFile>
#include <QUuid>

#include <algorithm>
#include <deque>

namespace paydesk {

namespace {

    // How often reading may break off in one table before what is left of it counts as lost. To
    // find both ends of a broken leaf takes some forty tries; a broken page above the leaves hides
    // so many rows that a search among them would never end.
    constexpr qint64 breaksForAPage = 100;
    constexpr qint64 breaksAtLeast = 4000;
    // More than fit: our shortest row has some sixty bytes.
    constexpr qint64 rowsOfAPage = 100;

    /// Ids from `first` to `last`, both included.
    struct Span {
        qint64 first = 1;
        qint64 last = 0;
    };

    /// A table with rows, and an index that knows all of their ids.
    struct Table {
        const char* name;
        const char* index;
    };

    enum class Direction { Up, Down };

    /// Carries the rows of one table over. Where a page cannot be read, the rows behind it are
    /// reached from the other end, and what lies between two broken pages by halving.
    class TableSalvage {
    public:
        TableSalvage(
            Connection& damaged, Connection& fresh, const Table& table, QStringList columns)
            : m_damaged(damaged)
            , m_fresh(fresh)
            , m_table(QString::fromLatin1(table.name))
            , m_index(QString::fromLatin1(table.index))
            , m_columns(std::move(columns))
        {
            QStringList places;
            for (qsizetype i = 1; i <= m_columns.size(); ++i)
                places.append(u':' + QString::number(i));
            m_insert = QStringLiteral("INSERT INTO %1 (%2) VALUES (%3)")
                           .arg(m_table, m_columns.join(u','), places.join(u','));
        }

        /// The number of rows that came over.
        Result<qint64> run()
        {
            const qint64 pages =
                m_damaged.value(QStringLiteral("PRAGMA page_count")).value_or(SqlValue()).number();
            const qint64 most = std::max(breaksAtLeast, breaksForAPage * pages);
            // Behind a broken last page halving would go on for ever: an end must be known.
            std::deque<Span> spans{{1, std::max(largestIndexedId(), rowsOfAPage * pages)}};
            while (!spans.empty() && m_breaks < most) {
                const Span span = spans.front();
                spans.pop_front();
                const auto left = carry(span);
                if (!left)
                    return fail(left.error());
                if (left->first > left->last)
                    continue;
                m_complete = false;
                if (left->first == left->last)
                    continue;
                const qint64 middle = left->first + (left->last - left->first) / 2;
                spans.push_back({left->first, middle});
                spans.push_back({middle + 1, left->last});
            }
            return m_rows;
        }

        bool complete() const { return m_complete; }

    private:
        /// As far as the index can be read.
        qint64 largestIndexedId()
        {
            qint64 largest = 0;
            (void)m_damaged.each(
                QStringLiteral("SELECT id FROM %1 INDEXED BY %2").arg(m_table, m_index), {},
                [&largest](const Statement& row) { largest = std::max(largest, row.number(0)); });
            return largest;
        }

        /// From below until a row cannot be read, then from above; what is between is left.
        Result<Span> carry(Span span)
        {
            for (const Direction direction : {Direction::Up, Direction::Down}) {
                const auto whole = carry(span, direction);
                if (!whole)
                    return fail(whole.error());
                if (*whole)
                    return Span{1, 0};
            }
            return span;
        }

        /// True when the span was read to its end. Otherwise it is shorter by what was read.
        Result<bool> carry(Span& span, Direction direction)
        {
            const bool up = direction == Direction::Up;
            std::optional<Failure> refused;
            const Result<void> read = m_damaged.each(
                QStringLiteral("SELECT id,%1 FROM %2 WHERE id BETWEEN :1 AND :2 ORDER BY id %3")
                    .arg(m_columns.join(u','), m_table,
                        up ? QStringLiteral("ASC") : QStringLiteral("DESC")),
                {span.first, span.last}, [&](const Statement& row) {
                    if (refused)
                        return;
                    refused = insert(row);
                    if (up)
                        span.first = row.number(0) + 1;
                    else
                        span.last = row.number(0) - 1;
                });
            if (refused)
                return fail(*refused);
            if (read)
                return true;
            if (read.error().id == FailureId::Cancelled)
                return fail(read.error());
            ++m_breaks;
            return false;
        }

        /// A failure only when the new history cannot take any row.
        std::optional<Failure> insert(const Statement& row)
        {
            SqlValues values;
            for (qsizetype i = 0; i < m_columns.size(); ++i)
                values.append(row.value(int(i) + 1));
            const auto inserted = m_fresh.change(m_insert, values);
            if (inserted) {
                ++m_rows;
                return std::nullopt;
            }
            m_complete = false;
            if (m_fresh.brokeConstraint())
                return std::nullopt;
            return inserted.error();
        }

        Connection& m_damaged;
        Connection& m_fresh;
        QString m_table;
        QString m_index;
        QStringList m_columns;
        QString m_insert;
        qint64 m_rows = 0;
        qint64 m_breaks = 0;
        bool m_complete = true;
    };

    Result<QStringList> columnsOf(Connection& connection, const QString& table)
    {
        QStringList names;
        return connection
            .each(QStringLiteral("SELECT name FROM pragma_table_info(:1)"), {table},
                [&names](const Statement& row) { names.append(QString::fromUtf8(row.text(0))); })
            .map([&names] { return names; });
    }

    /// What the damaged file has of today's columns, in today's order; an older schema has fewer.
    Result<QStringList> commonColumns(Connection& damaged, Connection& fresh, const QString& table)
    {
        auto known = columnsOf(fresh, table);
        if (!known)
            return known;
        const QStringList there = columnsOf(damaged, table).value_or(QStringList());
        QStringList common;
        std::copy_if(known->cbegin(), known->cend(), std::back_inserter(common),
            [&there](const QString& name) { return there.contains(name); });
        return common;
    }

    Result<void> carryTables(Connection& damaged, Connection& fresh, Salvage& salvage)
    {
        const std::pair<Table, qint64*> tables[] = {{{"orders", "orders_newest"}, &salvage.orders},
            {{"refunds", "refunds_by_order"}, &salvage.refunds},
            {{"events", "events_by_order"}, &salvage.events},
            {{"exchanges", "exchanges_by_profile"}, &salvage.exchanges}};
        for (const auto& [table, count] : tables) {
            const auto columns = commonColumns(damaged, fresh, QString::fromLatin1(table.name));
            if (!columns)
                return fail(columns.error());
            if (!columns->contains(QStringLiteral("id"))) {
                salvage.complete = false;
                continue;
            }
            TableSalvage carrier(damaged, fresh, table, *columns);
            const auto rows = carrier.run();
            if (!rows)
                return fail(rows.error());
            *count = *rows;
            salvage.complete = salvage.complete && carrier.complete();
        }
        return {};
    }

    /// In one transaction: the new history has all of it or is thrown away.
    Result<void> fill(const QString& damagedPath, const QString& freshPath,
        const std::atomic_bool& stop, Salvage& salvage)
    {
        const auto fresh = openHistory(freshPath);
        if (!fresh)
            return fail(fresh.error());
        const auto damaged = Connection::open(damagedPath, Connection::Purpose::Salvaging);
        if (!damaged) {
            salvage.complete = false;
            return {}; // not a page of it makes sense: the new history is empty
        }
        (*damaged)->stopOn(stop);
        return (*fresh)
            ->run(QStringLiteral("BEGIN IMMEDIATE"))
            .and_then([&] { return carryTables(**damaged, **fresh, salvage); })
            .and_then([&] { return (*fresh)->run(QStringLiteral("COMMIT")); })
            .and_then([&] { return (*fresh)->run(QStringLiteral("PRAGMA wal_checkpoint(FULL)")); });
    }

    void removeHistory(const QString& path)
    {
        for (const char* const end : {"", "-wal", "-shm"})
            QFile::remove(path + QLatin1String(end));
    }

} // namespace

Result<Salvage> salvageHistory(
    const QString& folder, const QDateTime& now, const std::atomic_bool& stop)
{
    const QString path = historyPath(folder);
    const QString beside = path + u'.' + QUuid::createUuid().toString(QUuid::Id128);
    Salvage salvage;
    const auto done = prepareHistoryFile(beside)
                          .and_then([&] { return fill(path, beside, stop, salvage); })
                          .and_then([&] { return setHistoryAside(folder, now); })
                          .and_then([&](const QString& kept) -> Result<void> {
                              salvage.kept = kept;
                              QFile file(beside);
                              if (file.rename(path))
                                  return {};
                              return fail(FailureId::FileUnwritable,
                                  {{QStringLiteral("path"), path},
                                      {QStringLiteral("reason"), file.errorString()}});
                          });
    if (!done) {
        removeHistory(beside);
        return fail(done.error());
    }
    return salvage;
}

} // namespace paydesk

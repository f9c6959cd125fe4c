#include "core/reconcile/matchtable.h"

#include "core/base/clock.h"
#include "core/orders/rows.h"

#include <algorithm>

namespace paydesk {

namespace {

    constexpr qint64 linesAtOnce = 20'000;
    constexpr qint64 ordersAtOnce = 50'000;

    QString listTable(MatchList list)
    {
        switch (list) {
        case MatchList::OnlyOurs:
            return QStringLiteral("temp.only_ours");
        case MatchList::OnlyTheirs:
            return QStringLiteral("temp.only_theirs");
        case MatchList::Differs:
            break;
        }
        return QStringLiteral("temp.differing");
    }

    const QString listColumns = QStringLiteral("reason, line, no, tx, at, our_state, ours,"
                                               " our_currency, their_kind, theirs, their_currency");

    QString number(TradeState state)
    {
        return QString::number(int(state));
    }

    QString number(BillEntry::Kind kind)
    {
        return QString::number(int(kind));
    }

    QString number(DifferenceReason reason)
    {
        return QString::number(int(reason));
    }

    /// States in which money came in, as SQL writes a list.
    QString paidStates()
    {
        return u'(' + number(TradeState::Success) + u',' + number(TradeState::Refund) + u','
            + number(TradeState::Revoked) + u')';
    }

    /// The first way in which a row b of the bill and an order o part; NULL: they agree.
    QString reasonOfDifference()
    {
        return QStringLiteral(
            "CASE"
            " WHEN b.kind = %1 AND EXISTS (SELECT 1 FROM temp.bill e WHERE e.no = b.no"
            "  AND e.kind = %1 AND e.line < b.line) THEN %2"
            " WHEN b.tx <> '' AND o.transaction_id <> b.tx THEN %3"
            " WHEN (b.kind = %1 AND b.amount <> o.total_fee) OR b.amount > o.total_fee THEN %4"
            " WHEN b.currency <> '' AND b.currency <> o.fee_type THEN %5"
            " WHEN (b.kind = %6 AND o.state <> %7)"
            "  OR (b.kind = %8 AND b.in_force AND o.state NOT IN (%9, %7))"
            "  OR o.state NOT IN %10 THEN %11"
            " END")
            .arg(number(BillEntry::Kind::Payment), number(DifferenceReason::Repeated),
                number(DifferenceReason::Transaction), number(DifferenceReason::Amount),
                number(DifferenceReason::Currency), number(BillEntry::Kind::Reversal),
                number(TradeState::Revoked), number(BillEntry::Kind::Refund),
                number(TradeState::Refund))
            .arg(paidStates(), number(DifferenceReason::State));
    }

    Difference differenceOf(const Statement& row)
    {
        Difference found;
        found.reason = DifferenceReason(row.number(0));
        found.line = row.number(1);
        found.outTradeNo = row.text(2);
        found.transactionId = row.text(3);
        found.at = timeFrom(row, 4);
        if (!row.isNull(5))
            found.ourState = TradeState(row.number(5));
        found.ours = Fen{row.number(6)};
        found.ourCurrency = row.text(7);
        if (!row.isNull(8))
            found.theirKind = BillEntry::Kind(row.number(8));
        found.theirs = Fen{row.number(9)};
        found.theirCurrency = row.text(10);
        return found;
    }

    SqlValue text(QByteArrayView bytes)
    {
        return SqlValue::text(bytes.toByteArray());
    }

    QDateTime dayStart(const QDate& day)
    {
        return QDateTime(day, QTime(0, 0), Qt::UTC).addSecs(-secondsEastInBeijing);
    }

} // namespace

QByteArray differenceReasonName(DifferenceReason reason)
{
    switch (reason) {
    case DifferenceReason::OnlyOurs:
        return "only-ours";
    case DifferenceReason::OnlyTheirs:
        return "only-theirs";
    case DifferenceReason::Amount:
        return "amount";
    case DifferenceReason::Currency:
        return "currency";
    case DifferenceReason::State:
        return "state";
    case DifferenceReason::Transaction:
        return "transaction";
    case DifferenceReason::Repeated:
        return "repeated";
    }
    return {};
}

MatchTable::MatchTable(std::unique_ptr<Connection> connection, const std::atomic_bool& stop)
    : m_connection(std::move(connection))
    , m_stop(stop)
{
    m_connection->stopOn(m_stop);
}

MatchTable::~MatchTable() = default;

Result<std::unique_ptr<MatchTable>> MatchTable::open(
    const QString& history, const std::atomic_bool& stop)
{
    auto connection = Connection::open(history, Connection::Purpose::Changing);
    if (!connection)
        return fail(connection.error());
    std::unique_ptr<MatchTable> table(new MatchTable(std::move(*connection), stop));
    if (const Result<void> ready = table->prepare(); !ready)
        return fail(ready.error());
    return table;
}

Result<void> MatchTable::prepare()
{
    const QString list =
        QStringLiteral("CREATE TABLE %1 (id INTEGER PRIMARY KEY, reason INTEGER NOT NULL,"
                       " line INTEGER NOT NULL, no TEXT NOT NULL, tx TEXT NOT NULL, at INTEGER,"
                       " our_state INTEGER, ours INTEGER NOT NULL, our_currency TEXT NOT NULL,"
                       " their_kind INTEGER, theirs INTEGER NOT NULL,"
                       " their_currency TEXT NOT NULL)");
    const QStringList statements{
        QStringLiteral("PRAGMA temp_store = FILE"),
        QStringLiteral("BEGIN"),
        QStringLiteral("CREATE TABLE temp.bill (line INTEGER PRIMARY KEY, kind INTEGER NOT NULL,"
                       " no TEXT NOT NULL, tx TEXT NOT NULL, amount INTEGER NOT NULL,"
                       " currency TEXT NOT NULL, in_force INTEGER NOT NULL,"
                       " at INTEGER NOT NULL)"),
        list.arg(listTable(MatchList::OnlyOurs)),
        list.arg(listTable(MatchList::OnlyTheirs)),
        list.arg(listTable(MatchList::Differs)),
    };
    for (const QString& statement : statements) {
        if (const Result<void> done = m_connection->run(statement); !done)
            return done;
    }
    return {};
}

Result<int> MatchTable::change(const QString& sql, const SqlValues& values)
{
    return m_stop ? Result<int>(fail(FailureId::Cancelled)) : m_connection->change(sql, values);
}

Result<void> MatchTable::add(const BillEntry& entry, qint64 line)
{
    static const QString sql =
        QStringLiteral("INSERT INTO temp.bill VALUES (%1)").arg(placeholders(8));
    m_lastLine = line;
    return change(sql,
        {line, int(entry.kind), text(entry.outTradeNo), text(entry.transactionId),
            entry.amount.value, text(entry.currency), int(entry.inForce),
            entry.at.toMSecsSinceEpoch()})
        .map([](int) {});
}

Result<void> MatchTable::compare(const QByteArray& profile, bool withOurs, MatchReport& report)
{
    // One sort instead of a million insertions all over a tree.
    Result<void> done =
        change(QStringLiteral("CREATE INDEX temp.bill_by_order ON bill (no, kind, line)"))
            .map([](int) {});
    for (qint64 line = 0; done && line <= m_lastLine; line += linesAtOnce)
        done = compareLines(profile, line, line + linesAtOnce - 1);
    if (done && withOurs && report.first.isValid())
        done = lookForOurs(profile, report);
    // The history must not be held back by lists that somebody still looks at.
    return done.and_then([&] { return change(QStringLiteral("COMMIT")); }).and_then([&](int) {
        return count(report);
    });
}

/// An order that the history does not know stands in the list once, whatever the bill tells of it.
Result<void> MatchTable::compareLines(const QByteArray& profile, qint64 from, qint64 to)
{
    static const QString unknown = QStringLiteral(
        "INSERT INTO temp.only_theirs (%1) SELECT %2, b.line, b.no, b.tx, b.at, NULL,"
        " 0, '', b.kind, b.amount, b.currency FROM temp.bill b"
        " WHERE b.line BETWEEN :2 AND :3"
        " AND NOT EXISTS (SELECT 1 FROM main.orders o WHERE o.profile = :1"
        "  AND o.out_trade_no = b.no)"
        " AND NOT EXISTS (SELECT 1 FROM temp.bill e WHERE e.no = b.no"
        "  AND (e.kind, e.line) < (b.kind, b.line))"
        " ORDER BY b.line")
                                       .arg(listColumns, number(DifferenceReason::OnlyTheirs));
    static const QString differing =
        QStringLiteral("INSERT INTO temp.differing (%1) SELECT * FROM (SELECT %2 AS found, b.line,"
                       " b.no, coalesce(nullif(b.tx, ''), o.transaction_id, ''), b.at, o.state,"
                       " o.total_fee, o.fee_type, b.kind, b.amount, b.currency FROM temp.bill b"
                       " JOIN main.orders o ON o.profile = :1 AND o.out_trade_no = b.no"
                       " WHERE b.line BETWEEN :2 AND :3 ORDER BY b.line) WHERE found IS NOT NULL")
            .arg(listColumns, reasonOfDifference());
    const SqlValues values{textValue(profile), from, to};
    return change(unknown, values)
        .and_then([&](int) { return change(differing, values); })
        .map([](int) {});
}

/// By the orders' own numbers, a stretch at a time: there is no index by the time of payment, and
/// nobody should wait for a whole table before it can be stopped.
Result<void> MatchTable::lookForOurs(const QByteArray& profile, MatchReport& report)
{
    static const QString paidThen =
        QStringLiteral(" FROM main.orders o WHERE o.id BETWEEN :4 AND :5 AND +o.profile = :1"
                       " AND o.paid_at >= :2 AND o.paid_at < :3 AND +o.state IN %1")
            .arg(paidStates());
    static const QString missing =
        QStringLiteral("INSERT INTO temp.only_ours (%1) SELECT %2, 0, o.out_trade_no,"
                       " coalesce(o.transaction_id, ''), o.paid_at, o.state, o.total_fee,"
                       " o.fee_type, NULL, 0, ''")
            .arg(listColumns, number(DifferenceReason::OnlyOurs))
        + paidThen
        + QStringLiteral(" AND NOT EXISTS (SELECT 1 FROM temp.bill b WHERE b.no = o.out_trade_no)"
                         " ORDER BY o.id");
    const auto last = m_connection->value(QStringLiteral("SELECT max(id) FROM main.orders"));
    if (!last)
        return fail(last.error());
    for (qint64 id = 0; id <= last->number(); id += ordersAtOnce) {
        const SqlValues values{textValue(profile), timeValue(dayStart(report.first)),
            timeValue(dayStart(report.last.addDays(1))), id, id + ordersAtOnce - 1};
        if (const Result<int> found = change(missing, values); !found)
            return fail(found.error());
        const Result<void> counted = m_connection->each(
            QStringLiteral("SELECT count(*), coalesce(sum(o.total_fee), 0)") + paidThen, values,
            [&report](const Statement& row) {
                report.history.count += row.number(0);
                report.history.sum.value += row.number(1);
            });
        if (!counted)
            return counted;
    }
    return {};
}

Result<void> MatchTable::count(MatchReport& report)
{
    for (const MatchList list : {MatchList::OnlyOurs, MatchList::OnlyTheirs, MatchList::Differs}) {
        const auto rows = m_connection->value(
            QStringLiteral("SELECT coalesce(max(id), 0) FROM %1").arg(listTable(list)));
        if (!rows)
            return fail(rows.error());
        report.found[std::size_t(list)] = rows->number();
    }
    const auto wrong = m_connection->value(
        QStringLiteral("SELECT (SELECT count(*) FROM temp.differing WHERE their_kind = %1)"
                       " + (SELECT count(*) FROM temp.bill b WHERE b.kind = %1 AND b.no IN"
                       " (SELECT no FROM temp.only_theirs))")
            .arg(number(BillEntry::Kind::Payment)));
    if (!wrong)
        return fail(wrong.error());
    report.agreeing = report.bill.payments.count - wrong->number();
    return {};
}

Result<QList<Difference>> MatchTable::rows(MatchList list, qint64 first, int limit)
{
    const QString question = QStringLiteral("SELECT %1 FROM %2 WHERE id > :1 ORDER BY id LIMIT :2")
                                 .arg(listColumns, listTable(list));
    QList<Difference> found;
    return m_connection
        ->each(question, {first, limit},
            [&found](const Statement& row) { found.append(differenceOf(row)); })
        .map([&found] { return std::move(found); });
}

} // namespace paydesk

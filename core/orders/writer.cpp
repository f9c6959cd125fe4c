#include "core/orders/writer.h"

#include "core/orders/reader.h"
#include "core/orders/rows.h"

#include <array>

namespace paydesk {

namespace {

    constexpr std::array allStates{TradeState::Placing, TradeState::NotPay, TradeState::UserPaying,
        TradeState::Success, TradeState::Refund, TradeState::Closed, TradeState::Revoked,
        TradeState::PayError};

    bool isPaid(TradeState state)
    {
        return state == TradeState::Success || state == TradeState::Refund;
    }

    /// A query may bring an ended order back: the customer paid while we were closing it.
    bool mayMove(TradeState from, const StateReport& report)
    {
        if (stepBetween(from, report.state) == StateStep::Forward)
            return true;
        return report.confirmed && isFinal(from) && !isPaid(from) && isPaid(report.state);
    }

    /// The states from which this report may be taken, as an SQL list.
    QString sources(const StateReport& report)
    {
        QStringList from;
        for (const TradeState state : allStates) {
            if (mayMove(state, report))
                from.append(QString::number(int(state)));
        }
        return from.join(u',');
    }

    /// The one statement that moves a state. A payment puts an end to trouble, to doubt and (as
    /// every final state does) to asking.
    QString movingStatement(const StateReport& report)
    {
        return QStringLiteral(
            "UPDATE orders SET state = :3,"
            " transaction_id = coalesce(transaction_id, :4),"
            " openid = coalesce(:5, openid), bank_type = coalesce(:6, bank_type), "
            "paid_at = coalesce(paid_at, :7),"
            " held = CASE WHEN :8 OR :9 THEN 0 ELSE held END,"
            " trouble = CASE WHEN :9 THEN '' ELSE trouble END,"
            " next_query_at = CASE WHEN :10 THEN NULL ELSE next_query_at END"
            " WHERE profile = :1 AND out_trade_no = :2 AND state IN (%1)"
            " AND (transaction_id IS NULL OR :4 IS NULL OR transaction_id = :4)")
            .arg(sources(report));
    }

    using MovingStatements = std::array<std::array<QString, 2>, allStates.size()>;

    /// All of them, by state and by whether a query confirmed it: every payment needs one.
    MovingStatements movingStatements()
    {
        MovingStatements statements;
        for (const TradeState state : allStates) {
            for (const bool confirmed : {false, true}) {
                StateReport report;
                report.state = state;
                report.confirmed = confirmed;
                statements.at(std::size_t(state)).at(std::size_t(confirmed)) =
                    movingStatement(report);
            }
        }
        return statements;
    }

} // namespace

void Touched::order(const QByteArray& profile, const QByteArray& outTradeNo)
{
    const std::pair key(profile, outTradeNo);
    if (orders.isEmpty() || orders.constLast() != key)
        orders.append(key);
}

void Touched::add(const Touched& other)
{
    orders += other.orders;
    exchanges += other.exchanges;
}

Result<std::optional<Order>> SqlOrderWriter::find(
    const QByteArray& profile, const QByteArray& outTradeNo)
{
    return findOrder(m_connection, profile, outTradeNo);
}

Result<void> SqlOrderWriter::add(const Order& order)
{
    if (!order.createdAt.isValid())
        return fail(
            FailureId::FieldMissing, {{QStringLiteral("field"), QStringLiteral("created_at")}});
    const SqlValues values = orderValues(order);
    static const QString statement = QStringLiteral("INSERT INTO orders (%1) VALUES (%2)")
                                         .arg(orderColumns(), placeholders(values.size()));
    if (const auto added = m_connection.change(statement, values); !added) {
        if (!m_connection.brokeUniqueness())
            return fail(added.error());
        return fail(FailureId::OrderExists,
            {{QStringLiteral("out_trade_no"), QString::fromUtf8(order.outTradeNo)}});
    }
    m_touched.order(order.profile, order.outTradeNo);
    return {};
}

/// No changed row means: nothing to change, or no such order.
Result<void> SqlOrderWriter::settle(
    int rows, const QByteArray& profile, const QByteArray& outTradeNo)
{
    if (rows > 0) {
        m_touched.order(profile, outTradeNo);
        return {};
    }
    return find(profile, outTradeNo)
        .and_then([&](const std::optional<Order>& order) -> Result<void> {
            if (!order)
                return fail(FailureId::OrderUnknown,
                    {{QStringLiteral("out_trade_no"), QString::fromUtf8(outTradeNo)}});
            return {};
        });
}

Result<void> SqlOrderWriter::amend(const Order& order)
{
    static const QString statement =
        QStringLiteral("UPDATE orders SET total_fee = :3, fee_type = :4, body = :5, attach = :6, "
                       "trade_type = :7, sign_type = :8,"
                       " openid = :9, notify_url = :10, prepay_id = :11, code_url = :12, mweb_url "
                       "= :13, trouble = :14, request = :15"
                       " WHERE profile = :1 AND out_trade_no = :2");
    const SqlValues all = orderValues(order);
    SqlValues values = all.mid(0, 2); // profile, out_trade_no
    values << all.mid(5, 11) << all.at(22) << all.at(23); // total_fee to mweb_url, trouble, request
    return m_connection.change(statement, values).and_then([&](int rows) {
        return settle(rows, order.profile, order.outTradeNo);
    });
}

/// Two processes that race are told apart by the number of changed rows.
Result<int> SqlOrderWriter::advance(const StateReport& report)
{
    static const MovingStatements statements = movingStatements();
    const QString& statement =
        statements.at(std::size_t(report.state)).at(std::size_t(report.confirmed));
    return m_connection.change(statement,
        {textValue(report.profile), textValue(report.outTradeNo), int(report.state),
            textOrNull(report.transactionId), textOrNull(report.openid),
            textOrNull(report.bankType), timeValue(report.paidAt), int(report.confirmed),
            int(isPaid(report.state)), int(isFinal(report.state))});
}

Result<bool> SqlOrderWriter::transactionElsewhere(const StateReport& report)
{
    if (report.transactionId.isEmpty())
        return false;
    return m_connection
        .value(
            QStringLiteral("SELECT count(*) FROM orders WHERE profile = :1 AND transaction_id = :2"
                           " AND out_trade_no <> :3"),
            {textValue(report.profile), textValue(report.transactionId),
                textValue(report.outTradeNo)})
        .map([](const SqlValue& count) { return count.number() > 0; });
}

/// A query that confirms what we have ends the doubt, too, and may bring the transaction_id that
/// was missing.
Result<void> SqlOrderWriter::release(const StateReport& report, const Order& order)
{
    const bool settles = report.confirmed && order.held;
    const bool completes =
        isPaid(report.state) && order.transactionId.isEmpty() && !report.transactionId.isEmpty();
    if (!settles && !completes)
        return {};
    return m_connection
        .change(QStringLiteral("UPDATE orders SET held = CASE WHEN :3 THEN 0 ELSE held END,"
                               " transaction_id = coalesce(transaction_id, :4)"
                               " WHERE profile = :1 AND out_trade_no = :2"),
            {textValue(report.profile), textValue(report.outTradeNo), int(settles),
                completes ? textOrNull(report.transactionId) : SqlValue()})
        .and_then([&](int rows) { return settle(rows, report.profile, report.outTradeNo); });
}

/// Why the guarded statement changed nothing.
Result<Applied> SqlOrderWriter::explain(const StateReport& report)
{
    const auto found = find(report.profile, report.outTradeNo);
    if (!found)
        return fail(found.error());
    const std::optional<Order>& order = *found;
    if (!order)
        return Applied::UnknownOrder;
    const auto elsewhere = transactionElsewhere(report);
    if (!elsewhere)
        return fail(elsewhere.error());
    if (*elsewhere)
        return Applied::TransactionReused;
    if (!report.transactionId.isEmpty() && !order->transactionId.isEmpty()
        && report.transactionId != order->transactionId)
        return Applied::SecondTransaction;
    if (order->state != report.state)
        return Applied::Stale;
    return release(report, *order).map([] { return Applied::Duplicate; });
}

Result<Applied> SqlOrderWriter::report(const StateReport& report)
{
    const auto moved = advance(report);
    if (!moved && m_connection.brokeUniqueness())
        return Applied::TransactionReused;
    if (!moved)
        return fail(moved.error());
    if (*moved == 0)
        return explain(report);
    m_touched.order(report.profile, report.outTradeNo);
    return Applied::Fresh;
}

Result<void> SqlOrderWriter::hold(const QByteArray& profile, const QByteArray& outTradeNo)
{
    // What is paid needs no confirmation any more.
    return m_connection
        .change(
            QStringLiteral(
                "UPDATE orders SET held = 1 WHERE profile = :1 AND out_trade_no = :2 AND held = 0"
                " AND state NOT IN (3, 4)"),
            {textValue(profile), textValue(outTradeNo)})
        .and_then([&](int rows) { return settle(rows, profile, outTradeNo); });
}

Result<void> SqlOrderWriter::plan(const QByteArray& profile, const QByteArray& outTradeNo,
    int asked, const QDateTime& nextQueryAt)
{
    // The plan that stands already is no change: whoever plans when an order changes would go on
    // for ever.
    return m_connection
        .change(QStringLiteral("UPDATE orders SET asked = :3, next_query_at = :4 WHERE profile = "
                               ":1 AND out_trade_no = :2"
                               " AND (asked IS NOT :3 OR next_query_at IS NOT :4)"),
            {textValue(profile), textValue(outTradeNo), asked, timeValue(nextQueryAt)})
        .and_then([&](int rows) { return settle(rows, profile, outTradeNo); });
}

Result<qint64> SqlOrderWriter::record(const QByteArray& profile, const Exchange& exchange)
{
    const SqlValues values = exchangeValues(profile, exchange);
    static const QString statement =
        QStringLiteral("INSERT INTO exchanges (profile, path, %1) VALUES (%2)")
            .arg(exchangeColumns().mid(int(qstrlen("id, "))), placeholders(values.size()));
    return m_connection.insert(statement, values).map([&](qint64 id) {
        Exchange stored = exchange;
        stored.id = id;
        m_touched.exchanges.append({profile, stored});
        return stored.id;
    });
}

Result<void> SqlOrderWriter::note(const OrderEvent& event)
{
    const SqlValues values = eventValues(event);
    static const QString statement =
        QStringLiteral("INSERT INTO events (%1) VALUES (%2)")
            .arg(eventColumns().mid(int(qstrlen("id, "))), placeholders(values.size()));
    return m_connection.change(statement, values).map([&](int) {
        m_touched.order(event.profile, event.outTradeNo);
    });
}

Result<bool> SqlOrderWriter::noteOnce(const OrderEvent& event)
{
    const Result<std::optional<Order>> order = find(event.profile, event.outTradeNo);
    if (!order)
        return fail(order.error());
    if (!*order)
        return false;
    static const QString known =
        QStringLiteral("SELECT count(*) FROM events WHERE profile = :1 AND out_trade_no = :2"
                       " AND kind = :3 AND at = :4 AND outcome = :5 AND detail = :6");
    const SqlValues values = {textValue(event.profile), textValue(event.outTradeNo),
        int(event.kind), timeValue(event.at), textValue(event.outcome), textValue(event.detail)};
    const Result<SqlValue> count = m_connection.value(known, values);
    if (!count)
        return fail(count.error());
    if (count->number() > 0)
        return false;
    return note(event).map([] { return true; });
}

} // namespace paydesk

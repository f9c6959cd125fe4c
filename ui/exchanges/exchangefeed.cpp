#include "ui/exchanges/exchangefeed.h"

#include "ui/exchanges/exchangemodel.h"

#include <algorithm>

namespace paydesk {

namespace {

    constexpr int atOnce = 500;
    constexpr int mostKept = 10'000; // rows in memory; a flood must not fill it
    constexpr int feedBatchMs = 50;
    constexpr qint64 widestSpan = 20'000;

    using Rows = QList<ExchangeRow>;

    Rows rowsOf(const QList<Exchange>& exchanges)
    {
        Rows rows;
        rows.reserve(exchanges.size());
        for (const Exchange& exchange : exchanges)
            rows << rowOf(exchange);
        return rows;
    }

    /// The last ones before an exchange. Numbers are shared by all merchants, so the search goes
    /// back in growing steps until it has found enough.
    Result<Rows> rowsBefore(const OrderReader& reader, ExchangeQuery query, qint64 before)
    {
        Rows found;
        qint64 span = atOnce;
        for (qint64 upper = before; upper > 1 && found.size() < atOnce;) {
            const qint64 from = std::max<qint64>(upper - 1 - span, 0);
            query.after = from == 0 ? -1 : from; // 0 would ask for the newest
            query.limit = int(upper - from);
            const auto part = reader.exchanges(query);
            if (!part)
                return fail(part.error());
            Rows rows = rowsOf(*part);
            rows.removeIf([upper](const ExchangeRow& row) { return row.id >= upper; });
            found = rows + found;
            upper = from + 1;
            span = std::min(span * 4, widestSpan);
        }
        return found.size() > atOnce ? found.last(atOnce) : found;
    }

} // namespace

ExchangeFeed::ExchangeFeed(
    Workbench& bench, ExchangeModel& model, ExchangeQuery which, QObject* parent)
    : QObject(parent)
    , m_bench(bench)
    , m_model(model)
    , m_which(std::move(which))
{
    m_batch.setSingleShot(true);
    m_batch.setInterval(feedBatchMs);
    connect(&m_batch, &QTimer::timeout, this, &ExchangeFeed::readNewer);
    connect(&m_bench, &Workbench::counterChanged, this, &ExchangeFeed::restart);
    connect(&m_bench.store(), &OrderStore::exchanged, this, &ExchangeFeed::recorded);
    connect(&m_bench.store(), &OrderStore::changedElsewhere, &m_batch, qOverload<>(&QTimer::start));
    restart();
}

ExchangeQuery ExchangeFeed::question() const
{
    ExchangeQuery query = m_which;
    query.profile = m_bench.profile().name;
    query.limit = atOnce;
    return query;
}

void ExchangeFeed::restart()
{
    // The same merchant with another key or another gateway has the same history.
    const QByteArray profile = m_bench.profile().name;
    if (m_round > 0 && profile == m_profile)
        return readNewer();
    m_profile = profile;
    ++m_round;
    m_reading = m_readAgain = m_readingOlder = m_hasOlder = false;
    m_waiting = 0;
    m_model.clear();
    m_model.setToday(m_bench.clock().now().toLocalTime().date());
    emit restarted();
    emit waitingChanged();
    // What is there is shown even while new ones are held back.
    const bool paused = std::exchange(m_paused, false);
    readNewer();
    m_paused = paused;
}

void ExchangeFeed::setPaused(bool paused)
{
    m_paused = paused;
    m_waiting = 0;
    emit waitingChanged();
    if (!paused)
        readNewer();
}

void ExchangeFeed::recorded(const QByteArray& profile, const Exchange& exchange)
{
    const bool wanted = profile == m_bench.profile().name
        && (!m_which.direction || *m_which.direction == exchange.direction)
        && (m_which.pathPrefix.isEmpty() || exchange.url.startsWith(m_which.pathPrefix));
    if (!wanted)
        return;
    if (m_paused) {
        ++m_waiting;
        emit waitingChanged();
    } else if (!m_batch.isActive()) {
        m_batch.start();
    }
}

void ExchangeFeed::readNewer()
{
    if (m_paused)
        return;
    if (m_reading) {
        m_readAgain = true;
        return;
    }
    m_reading = true;
    m_readAgain = false;
    ExchangeQuery query = question();
    query.after = m_model.newest();
    m_bench.store().read<Rows>(
        this, [query](const OrderReader& reader) { return reader.exchanges(query).map(rowsOf); },
        [this, round = m_round, first = query.after == 0](const Result<Rows>& rows) {
            if (round != m_round)
                return;
            m_reading = false;
            if (!rows)
                return emit failed(rows.error());
            if (first)
                m_hasOlder = rows->size() == atOnce;
            take(*rows);
            if (m_readAgain || (!first && rows->size() == atOnce))
                readNewer();
        });
}

void ExchangeFeed::take(const Rows& rows)
{
    m_model.setToday(m_bench.clock().now().toLocalTime().date());
    m_model.append(rows);
    // What is dropped at the top comes back when somebody scrolls there.
    if (m_model.rowCount() > mostKept + atOnce) {
        m_model.dropOldest(m_model.rowCount() - mostKept);
        m_hasOlder = true;
    }
    emit loaded();
}

void ExchangeFeed::loadOlder()
{
    if (!m_hasOlder || m_readingOlder)
        return;
    m_readingOlder = true;
    const ExchangeQuery query = question();
    const qint64 before = m_model.oldest();
    m_bench.store().read<Rows>(
        this,
        [query, before](const OrderReader& reader) { return rowsBefore(reader, query, before); },
        [this, round = m_round](const Result<Rows>& rows) {
            if (round != m_round)
                return;
            m_readingOlder = false;
            if (!rows)
                return emit failed(rows.error());
            m_hasOlder = rows->size() == atOnce;
            m_model.prepend(*rows);
            emit loaded();
        });
}

} // namespace paydesk

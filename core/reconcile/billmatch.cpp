#include "core/reconcile/billmatch.h"

#include "core/base/clock.h"
#include "core/orders/workqueue.h"
#include "core/reconcile/billfile.h"
#include "core/reconcile/matchtable.h"

#include <QPointer>

#include <algorithm>
#include <memory>
#include <thread>

namespace paydesk {

namespace {

    constexpr std::chrono::milliseconds untilAsked = std::chrono::hours(1);

    QDate beijingDayOf(const QDateTime& time)
    {
        return inBeijing(time).date();
    }

    void count(CountedSum& counted, Fen amount)
    {
        ++counted.count;
        counted.sum.value += amount.value;
    }

    /// One comparison, from the first byte of the file to the lists.
    class Comparison {
    public:
        Comparison(const MatchRequest& request, const std::atomic_bool& stop)
            : m_request(request)
            , m_stop(stop)
        {
        }

        Result<MatchReport> run(const std::function<void(qint64, qint64)>& progress)
        {
            auto opened = MatchTable::open(m_request.history, m_stop);
            if (!opened)
                return fail(opened.error());
            m_table = std::move(*opened);
            BillReader reader(
                [this, &reader](const BillReader::Row& cells) { return take(reader, cells); });
            return readBillFile(m_request.bill, reader, m_stop, progress)
                .and_then([this](const BillSummary& summary) { return compare(summary); });
        }

        /// The lists, if run() brought a report.
        std::unique_ptr<MatchTable> takeTable() { return std::move(m_table); }

    private:
        Result<BillColumns*> columnsOf(const QList<QByteArray>& names)
        {
            if (m_columns)
                return m_columns.get();
            return BillColumns::of(names).map([this](BillColumns columns) {
                m_report.kind = columns.kind();
                m_columns = std::make_unique<BillColumns>(std::move(columns));
                return m_columns.get();
            });
        }

        Result<void> take(const BillReader& reader, const BillReader::Row& cells)
        {
            const Result<BillColumns*> columns = columnsOf(reader.columns());
            if (!columns)
                return fail(columns.error());
            if (m_report.kind == BillKind::FundFlow)
                return (*columns)->movement(cells, reader.lineNumber());
            const Result<BillEntry> entry =
                (*columns)->entry(cells, reader.lineNumber(), m_request.owner);
            if (!entry)
                return fail(entry.error());
            if (entry->otherMerchant) {
                ++m_report.otherMerchants;
                return {};
            }
            note(*entry);
            return m_table->add(*entry, reader.lineNumber());
        }

        void note(const BillEntry& entry)
        {
            lookAt(beijingDayOf(entry.at));
            if (entry.kind == BillEntry::Kind::Payment)
                count(m_report.bill.payments, entry.amount);
            else if (entry.kind == BillEntry::Kind::Reversal)
                count(m_report.bill.reversals, entry.amount);
            else if (entry.inForce)
                count(m_report.bill.refunds, entry.amount);
        }

        void lookAt(const QDate& day)
        {
            m_report.first = m_report.first.isValid() ? std::min(m_report.first, day) : day;
            m_report.last = m_report.last.isValid() ? std::max(m_report.last, day) : day;
        }

        Result<MatchReport> compare(const BillSummary& summary)
        {
            m_report.summary = summary;
            const Result<BillColumns*> columns = columnsOf(summary.columns);
            if (!columns)
                return fail(columns.error());
            if (const Result<void> whole = (*columns)->check(summary); !whole)
                return fail(whole.error());
            m_report.received = (*columns)->received();
            m_report.spent = (*columns)->spent();
            if (m_report.kind == BillKind::FundFlow)
                return m_report;
            if (m_request.day)
                lookAt(*m_request.day);
            const bool payments = m_report.kind != BillKind::Refund;
            return m_table->compare(m_request.profile, payments, m_report).map([this] {
                return m_report;
            });
        }

        const MatchRequest& m_request;
        const std::atomic_bool& m_stop;
        std::unique_ptr<MatchTable> m_table;
        std::unique_ptr<BillColumns> m_columns; // once the bill's first line is read
        MatchReport m_report;
    };

} // namespace

/// Runs one comparison, then hands out its lists until it is told to end.
class BillMatch::Thread {
public:
    Thread(BillMatch& match, MatchRequest request)
        : m_match(match)
        , m_turn(match.m_turn)
        , m_request(std::move(request))
        , m_thread([this] { work(); })
    {
    }
    Thread(const Thread&) = delete;
    Thread& operator=(const Thread&) = delete;
    ~Thread()
    {
        stop();
        m_questions.close();
        m_thread.join();
    }

    void stop() { m_stop = true; }
    void ask(std::function<void(MatchTable*)> question) { m_questions.push(std::move(question)); }
    /// From the thread: runs `task` where the match lives, unless it has begun another turn.
    void tell(std::function<void()> task)
    {
        QMetaObject::invokeMethod(
            &m_match,
            [&match = m_match, turn = m_turn, task = std::move(task)] {
                if (match.m_turn == turn)
                    task();
            },
            Qt::QueuedConnection);
    }

private:
    /// What was read of a bill that did not get to its end goes with the comparison.
    Result<MatchReport> compare(std::unique_ptr<MatchTable>& table)
    {
        Comparison comparison(m_request, m_stop);
        Result<MatchReport> report = comparison.run([this](qint64 read, qint64 size) {
            tell([&match = m_match, read, size] { emit match.progressed(read, size); });
        });
        if (report)
            table = comparison.takeTable();
        return report;
    }

    void work()
    {
        std::unique_ptr<MatchTable> table;
        const Result<MatchReport> report = compare(table);
        tell([&match = m_match, report] {
            match.m_running = false;
            emit match.finished(report);
        });
        while (auto questions = m_questions.takeAll(untilAsked)) {
            for (const auto& question : *questions)
                question(table.get());
        }
    }

    BillMatch& m_match;
    const quint64 m_turn;
    const MatchRequest m_request;
    std::atomic_bool m_stop = false;
    WorkQueue<std::function<void(MatchTable*)>> m_questions;
    std::thread m_thread; // last: it uses the others
};

BillMatch::BillMatch(QObject* parent)
    : QObject(parent)
{
}

BillMatch::~BillMatch() = default;

void BillMatch::start(const MatchRequest& request)
{
    if (m_running)
        return;
    m_thread.reset();
    ++m_turn;
    m_running = true;
    m_thread = std::make_unique<Thread>(*this, request);
}

void BillMatch::cancel()
{
    if (m_running)
        m_thread->stop();
}

void BillMatch::fetch(MatchList list, qint64 first, int limit, QObject* context,
    std::function<void(const Result<QList<Difference>>&)> take)
{
    if (!m_thread)
        return;
    m_thread->ask(
        [thread = m_thread.get(), list, first, limit, context = QPointer<QObject>(context),
            take = std::move(take)](MatchTable* table) {
            const Result<QList<Difference>> rows = table
                ? table->rows(list, first, limit)
                : Result<QList<Difference>>(QList<Difference>());
            thread->tell([context, take, rows] {
                if (context)
                    take(rows);
            });
        });
}

} // namespace paydesk

#pragma once

#include "core/reconcile/difference.h"

#include <QObject>

#include <functional>
#include <memory>

namespace paydesk {

/// What is compared with what.
struct MatchRequest {
    QString bill; ///< a file, as it was downloaded: text, or packed with gzip
    QString history; ///< OrderStore::path()
    QByteArray profile;
    BillOwner owner;
    std::optional<QDate> day{}; ///< a Beijing day that is looked at even if the bill has no row

    friend bool operator==(const MatchRequest&, const MatchRequest&) = default;
};

/// Compares a bill with the history, on a thread of its own, in memory that does not grow with
/// either; the lists of what differs stay readable until the next start. Emits finished() once a
/// start: the report, BillRejected or FileUnreadable for the file, a storage failure, or Cancelled.
class BillMatch : public QObject {
    Q_OBJECT

public:
    explicit BillMatch(QObject* parent = nullptr);
    /// Cancels, and waits for the thread.
    ~BillMatch() override;

    /// Not while one is under way.
    void start(const MatchRequest& request);
    /// At any moment; nothing is left of what was read so far.
    void cancel();
    bool isRunning() const { return m_running; }
    /// Hands the rows of a list from its `first` on (from 0) to `take`, on this thread, unless
    /// `context` is gone or another comparison has begun.
    void fetch(MatchList list, qint64 first, int limit, QObject* context,
        std::function<void(const Result<QList<Difference>>&)> take);

signals:
    /// Bytes of the file; the comparison with the history comes after the last one.
    void progressed(qint64 read, qint64 size);
    void finished(const paydesk::Result<paydesk::MatchReport>& report);

private:
    class Thread;

    std::unique_ptr<Thread> m_thread;
    bool m_running = false;
    quint64 m_turn = 0; // which start the answers belong to
};

} // namespace paydesk

#pragma once

#include "core/gateway/billdownload.h"
#include "core/reconcile/billmatch.h"

#include <QObject>
#include <QPointer>

namespace paydesk {

class Workbench;

/// One bill at a time: fetched into the data folder's bills directory if it must be, then matched
/// with the history of the merchant in use. Ends with finished().
class BillWork : public QObject {
    Q_OBJECT

public:
    enum class Stage { Downloading, Reading, Comparing };

    explicit BillWork(Workbench& bench, QObject* parent = nullptr);

    /// A failure here means that nothing was sent and finished() will not come. Needs a counter.
    Result<void> download(const BillWish& wish);
    /// `day`: looked at even if the bill has no row.
    void match(const QString& path, const std::optional<QDate>& day = {});
    /// At any moment; of a bill that is on its way nothing is left.
    void cancel();
    bool isRunning() const { return m_download || m_match.isRunning(); }
    /// The lists of the comparison that finished.
    BillMatch& lists() { return m_match; }
    /// The file that was matched last, or is being matched.
    const QString& file() const { return m_file; }

signals:
    /// The file is there, or was there: what was known of another comparison is gone now.
    void matching();
    /// `size` 0: not known.
    void progressed(paydesk::BillWork::Stage stage, qint64 done, qint64 size);
    void finished(const paydesk::Result<paydesk::MatchReport>& report);

private:
    QString pathFor(const BillWish& wish) const;
    void downloaded(const Result<BillSummary>& summary, const QString& path, const QDate& day);

    Workbench& m_bench;
    BillMatch m_match;
    QPointer<BillDownload> m_download;
    QString m_file;
};

} // namespace paydesk

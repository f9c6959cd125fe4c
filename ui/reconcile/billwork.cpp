#include "ui/reconcile/billwork.h"

#include "core/base/privatefile.h"
#include "core/workbench.h"

#include <QDir>

namespace paydesk {

BillWork::BillWork(Workbench& bench, QObject* parent)
    : QObject(parent)
    , m_bench(bench)
{
    connect(&m_match, &BillMatch::progressed, this, [this](qint64 read, qint64 size) {
        emit progressed(read < size ? Stage::Reading : Stage::Comparing, read, size);
    });
    connect(&m_match, &BillMatch::finished, this, &BillWork::finished);
}

QString BillWork::pathFor(const BillWish& wish) const
{
    const QByteArray kind = wish.account.isEmpty() ? wish.type : "fundflow-" + wish.account;
    return QDir(m_bench.folder())
        .filePath(QStringLiteral("bills/%1-%2-%3.csv")
                .arg(QString::fromUtf8(m_bench.profile().name), QString::fromLatin1(wish.date),
                    QString::fromLatin1(kind)));
}

Result<void> BillWork::download(const BillWish& wish)
{
    const QString path = pathFor(wish);
    if (const Result<void> place = makePrivateFolder(QFileInfo(path).path()); !place)
        return place;
    auto* download = new BillDownload(m_bench.counter()->gateway(), m_bench.clock(), this);
    const QDate day = QDate::fromString(QString::fromLatin1(wish.date), u"yyyyMMdd");
    connect(download, &BillDownload::progressed, this, [this](qint64 received, qint64 expected) {
        emit progressed(Stage::Downloading, received, expected);
    });
    connect(download, &BillDownload::finished, this,
        [this, path, day](const Result<BillSummary>& summary) { downloaded(summary, path, day); });
    if (const Result<void> started = download->start(wish, path); !started) {
        delete download;
        return started;
    }
    m_download = download;
    return {};
}

void BillWork::downloaded(const Result<BillSummary>& summary, const QString& path, const QDate& day)
{
    m_download->deleteLater();
    m_download.clear();
    if (summary)
        match(path, day);
    else
        emit finished(fail(summary.error()));
}

void BillWork::match(const QString& path, const std::optional<QDate>& day)
{
    m_file = path;
    emit matching();
    const Profile& profile = m_bench.profile();
    m_match.start(
        {path, m_bench.store().path(), profile.name, {profile.mchId, profile.sub.mchId}, day});
}

void BillWork::cancel()
{
    if (m_download)
        m_download->cancel();
    m_match.cancel();
}

} // namespace paydesk

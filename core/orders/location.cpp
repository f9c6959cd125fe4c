#include "core/orders/location.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <array>

namespace paydesk {

namespace {

    constexpr QFile::Permissions ownersFile = QFile::ReadOwner | QFile::WriteOwner;
    constexpr QFile::Permissions ownersFolder = ownersFile | QFile::ExeOwner;
    // What SQLite keeps beside the file and must move with it.
    constexpr std::array companions{"-wal", "-shm"};

    tl::unexpected<Failure> unavailable(const QString& path, const QString& reason)
    {
        return fail(FailureId::StorageUnavailable,
            {{QStringLiteral("path"), path}, {QStringLiteral("reason"), reason}});
    }

    Result<void> prepareFolder(const QString& folder)
    {
        const QDir dir(folder);
        const bool made = !dir.exists();
        if (made && !QDir().mkpath(folder))
            return unavailable(
                folder, QStringLiteral(QT_TRANSLATE_NOOP("Reason", "The folder cannot be made.")));
        // A folder that others use too (--data-dir /tmp) is not ours to close.
        if (made || dir.isEmpty(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot))
            QFile::setPermissions(folder, ownersFolder);
        return {};
    }

    QString freeName(const QString& wanted)
    {
        QString name = wanted;
        for (int n = 2; QFileInfo::exists(name); ++n)
            name = wanted + u'-' + QString::number(n);
        return name;
    }

} // namespace

QString historyPath(const QString& folder)
{
    return QDir(folder).filePath(QStringLiteral("paydesk.db"));
}

Result<void> prepareHistoryFile(const QString& path)
{
    QFile file(path);
    if (file.open(QIODevice::WriteOnly | QIODevice::NewOnly, ownersFile))
        return {};
    const QFileInfo info(path);
    if (!info.exists())
        return unavailable(path, file.errorString());
    if (!info.isFile())
        return unavailable(path, QStringLiteral(QT_TRANSLATE_NOOP("Reason", "It is not a file.")));
    if (!info.isWritable() || !QFileInfo(info.path()).isWritable())
        return fail(FailureId::StorageReadOnly, {{QStringLiteral("path"), path}});
    makePrivate(path);
    return {};
}

Result<void> prepareLocation(const QString& folder)
{
    return prepareFolder(folder).and_then([&] { return prepareHistoryFile(historyPath(folder)); });
}

void makePrivate(const QString& file)
{
    if ((QFile::permissions(file)
            & (QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther))
        != 0)
        QFile::setPermissions(file, ownersFile);
}

Result<QString> setHistoryAside(const QString& folder, const QDateTime& now)
{
    const QString path = historyPath(folder);
    QString kept = freeName(
        path + QStringLiteral(".damaged-") + now.toUTC().toString(u"yyyyMMdd'T'HHmmss'Z'"));
    QFile file(path);
    if (!file.rename(kept))
        return unavailable(path, file.errorString());
    for (const char* const companion : companions) {
        const QString beside = path + QLatin1String(companion);
        if (QFileInfo::exists(beside) && !QFile::rename(beside, kept + QLatin1String(companion)))
            return unavailable(
                beside, QStringLiteral(QT_TRANSLATE_NOOP("Reason", "It cannot be renamed.")));
    }
    return kept;
}

} // namespace paydesk

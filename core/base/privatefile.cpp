#include "core/base/privatefile.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QLockFile>
#include <QSaveFile>
#include <QStorageInfo>

#include <algorithm>

#ifdef Q_OS_UNIX
#include <fcntl.h>
#include <unistd.h>
#endif

namespace paydesk {

namespace {

    constexpr int lockPatienceMs = 5000;
    constexpr auto ownerOnly = QFileDevice::ReadOwner | QFileDevice::WriteOwner;

    QVariantMap at(const QString& path)
    {
        return {{QStringLiteral("path"), path}};
    }

    tl::unexpected<Failure> unavailable(const QString& path, const QString& reason)
    {
        return fail(FailureId::StorageUnavailable,
            {{QStringLiteral("path"), path}, {QStringLiteral("reason"), reason}});
    }

    tl::unexpected<Failure> notSaved(const QString& path, const QFileDevice& file)
    {
        if (file.error() == QFileDevice::ResourceError)
            return fail(FailureId::StorageFull, at(path));
        const QFileInfo target(path);
        const bool writable =
            QFileInfo(target.path()).isWritable() && (!target.exists() || target.isWritable());
        if (!writable)
            return fail(FailureId::StorageReadOnly, at(path));
        return unavailable(path, file.errorString());
    }

    /// The lock file could not be written: a full disk more often than not.
    tl::unexpected<Failure> notLocked(const QString& path)
    {
        constexpr qint64 aBlock = 4096;
        const QStorageInfo disk(QFileInfo(path).path());
        if (disk.isValid() && disk.bytesAvailable() < aBlock)
            return fail(FailureId::StorageFull, at(path));
        return unavailable(path, QString());
    }

    /// A rename is durable only once the folder is on the disk.
    void syncFolder([[maybe_unused]] const QString& folder)
    {
#ifdef Q_OS_UNIX
        const int handle = ::open(QFile::encodeName(folder).constData(), O_RDONLY | O_CLOEXEC);
        if (handle < 0)
            return;
        ::fsync(handle);
        ::close(handle);
#endif
    }

    bool syncFile([[maybe_unused]] QSaveFile& file)
    {
        if (!file.flush())
            return false;
#ifdef Q_OS_UNIX
        return ::fsync(file.handle()) == 0;
#else
        return true; // commit() flushes to the disk itself
#endif
    }

    /// What a save that was killed left behind: QSaveFile's own name pattern.
    void clearLeftovers(const QFileInfo& target)
    {
        QDir folder(target.path());
        const QStringList left = folder.entryList(
            {target.fileName() + QStringLiteral(".??????")}, QDir::Files | QDir::Hidden);
        for (const QString& name : left)
            folder.remove(name);
    }

} // namespace

Result<void> makePrivateFolder(const QString& folder)
{
    const QFileInfo info(folder);
    if (info.isDir())
        return {};
    const QString above = info.absolutePath();
    const auto owner = ownerOnly | QFileDevice::ExeOwner;
    if (QDir().mkpath(above) && QDir().mkdir(info.absoluteFilePath(), owner))
        return {};
    // Another process may have been quicker.
    if (QFileInfo(folder).isDir())
        return {};
    return fail(FailureId::StorageReadOnly, at(folder));
}

Result<std::unique_ptr<QLockFile>> lockForChange(const QString& path)
{
    auto lock = std::make_unique<QLockFile>(path + QStringLiteral(".lock"));
    if (lock->tryLock(lockPatienceMs))
        return lock;
    if (lock->error() == QLockFile::LockFailedError)
        return fail(FailureId::StorageBusy, at(path));
    if (lock->error() == QLockFile::PermissionError)
        return fail(FailureId::StorageReadOnly, at(path));
    return notLocked(path);
}

Result<QByteArray> readPrivate(const QString& path, qint64 limit)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return unavailable(path, file.errorString());
    // No more memory than the file needs: read() reserves what it is asked for.
    QByteArray bytes = file.read(std::min(file.size(), limit) + 1);
    if (file.error() != QFileDevice::NoError)
        return unavailable(path, file.errorString());
    if (bytes.size() > limit)
        return unavailable(
            path, QStringLiteral(QT_TRANSLATE_NOOP("Reason", "The file is far too large.")));
    return bytes;
}

Result<void> savePrivate(const QString& path, const QByteArray& bytes)
{
    QSaveFile file(path);
    // Permissions before contents, so that there is no moment in which others could open it.
    const bool written = file.open(QIODevice::WriteOnly) && file.setPermissions(ownerOnly)
        && file.write(bytes) == bytes.size() && syncFile(file);
    if (!written || !file.commit())
        return notSaved(path, file);
    const QFileInfo target(path);
    syncFolder(target.path());
    clearLeftovers(target);
    return {};
}

} // namespace paydesk

#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QString>

#include <memory>

class QLockFile;

namespace paydesk {

/// Makes the folder if it is missing, then for its owner only (0700). An existing folder keeps its
/// permissions: it may be one that others share on purpose.
Result<void> makePrivateFolder(const QString& folder);

/// Keeps other processes from changing the file until the lock is destroyed. StorageBusy after five
/// seconds.
Result<std::unique_ptr<QLockFile>> lockForChange(const QString& path);

/// The bytes of a file; StorageUnavailable when it cannot be read or is larger than `limit` bytes.
Result<QByteArray> readPrivate(const QString& path, qint64 limit);

/// Replaces the file in one step, for its owner only (0600); file and folder are on the disk when
/// this returns. A crash leaves the old file or the new one, and at most a temporary file, which
/// the next save clears away.
Result<void> savePrivate(const QString& path, const QByteArray& bytes);

} // namespace paydesk

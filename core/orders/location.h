#pragma once

#include "core/base/result.h"

#include <QDateTime>
#include <QString>

namespace paydesk {

/// Where the history of a data folder lies.
QString historyPath(const QString& folder);
/// Makes the folder (0700) and an empty file (0600) where they are missing, so that SQLite's -wal
/// and -shm are made with the same rights. A folder that holds other things keeps its rights.
/// StorageUnavailable or StorageReadOnly otherwise.
Result<void> prepareLocation(const QString& folder);
/// The file alone.
Result<void> prepareHistoryFile(const QString& path);
/// Only its owner may read and write it.
void makePrivate(const QString& file);
/// Renames a damaged history to paydesk.db.damaged-<UTC time> with its -wal and -shm; the new name
/// comes back.
Result<QString> setHistoryAside(const QString& folder, const QDateTime& now);

} // namespace paydesk

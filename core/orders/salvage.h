#pragma once

#include "core/base/result.h"

#include <QDateTime>
#include <QString>

#include <atomic>

namespace paydesk {

/// What a new history has of a damaged one: the rows that could still be read, by table.
struct Salvage {
    QString kept; ///< the damaged file, unchanged, under its new name
    qint64 orders = 0;
    qint64 events = 0;
    qint64 exchanges = 0;
    qint64 refunds = 0;
    bool complete = true; ///< nothing was met that could not be read

    friend bool operator==(const Salvage&, const Salvage&) = default;
};

/// Begins a new history in the folder with every row of the damaged one that can be read, and keeps
/// the damaged file as paydesk.db.damaged-<UTC time> with its -wal and -shm. The new one is built
/// beside it first: whatever fails on the way (StorageFull, StorageUnavailable, Cancelled after
/// `stop` was set) leaves the damaged file where it was. A row whose contents contradict the schema
/// counts as unreadable. What was lost with a page is found again by the next query of an order, or
/// by a bill. Who else has the folder open goes on in the new history. Blocks.
Result<Salvage> salvageHistory(
    const QString& folder, const QDateTime& now, const std::atomic_bool& stop);

} // namespace paydesk

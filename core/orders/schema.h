#pragma once

#include "core/orders/connection.h"

#include <QList>
#include <QStringList>

namespace paydesk {

/// The statements that bring a file from schema n to n+1; n is the place in the list. Never changed
/// once released, only added to.
using SchemaSteps = QList<QStringList>;

/// The schemas of this Paydesk, from an empty file on.
const SchemaSteps& schemaSteps();

/// Brings the file to the last of the steps, in one transaction, after a consistent copy beside it
/// (`<path>.v<N>.bak`) unless it is empty. StorageNewer when the file is ahead, StorageDamaged when
/// it is not a history; neither changes it.
Result<void> bringUpToDate(Connection& connection, const SchemaSteps& steps = schemaSteps());

/// Whether the file holds what it should: SQLite's own check where that is quick, and the tables
/// this Paydesk asks for. StorageDamaged otherwise.
Result<void> examine(Connection& connection);

/// Opens an existing history for changing it, up to date and in WAL mode.
Result<std::unique_ptr<Connection>> openHistory(const QString& path);

} // namespace paydesk

#pragma once

#include <QByteArray>
#include <QString>

#include <optional>

namespace paydesk {

// The newest generation of a vault that this machine has seen, kept beside the file as
// `vault.pdv.seen`: an older file that was put in the vault's place opens as well as the newer one
// did, and only this tells.

/// Nothing when this vault was never seen here.
std::optional<qint64> seenGeneration(const QString& vaultPath, const QByteArray& vaultId);
/// A note that cannot be written is no reason to refuse the vault: it is lost silently.
void noteGeneration(const QString& vaultPath, const QByteArray& vaultId, qint64 generation);

} // namespace paydesk

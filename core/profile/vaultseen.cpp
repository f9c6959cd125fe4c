#include "core/profile/vaultseen.h"

#include "core/base/privatefile.h"

#include <QFile>

namespace paydesk {

namespace {

    constexpr qint64 largestNote = 256; // bytes

    QString notePath(const QString& vaultPath)
    {
        return vaultPath + QStringLiteral(".seen");
    }

    QByteArray noteOf(const QByteArray& vaultId, qint64 generation)
    {
        return vaultId.toHex() + ' ' + QByteArray::number(generation) + '\n';
    }

} // namespace

std::optional<qint64> seenGeneration(const QString& vaultPath, const QByteArray& vaultId)
{
    const QString path = notePath(vaultPath);
    if (!QFile::exists(path))
        return std::nullopt;
    const auto note = readPrivate(path, largestNote);
    const QByteArray id = vaultId.toHex() + ' ';
    if (!note || !note->startsWith(id))
        return std::nullopt;
    bool numeric = false;
    const qint64 generation = note->sliced(id.size()).trimmed().toLongLong(&numeric);
    return numeric ? std::optional(generation) : std::nullopt;
}

void noteGeneration(const QString& vaultPath, const QByteArray& vaultId, qint64 generation)
{
    if (seenGeneration(vaultPath, vaultId) == generation)
        return;
    [[maybe_unused]] const auto saved =
        savePrivate(notePath(vaultPath), noteOf(vaultId, generation));
}

} // namespace paydesk

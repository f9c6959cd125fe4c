#pragma once

#include "core/profile/vaultslot.h"

#include <QJsonObject>
#include <QList>

namespace paydesk {

/// One secret, sealed under the data key.
struct SecretRecord {
    QByteArray profile;
    QByteArray field;
    qint64 generation = 0; ///< of the vault when it was written
    Sealed secret;

    friend bool operator==(const SecretRecord&, const SecretRecord&) = default;
};

/// What stands in vault.pdv, as one canonical JSON object: header {v, id, gen}, slots, secrets, a
/// seal under the data key over all of that, and a plain checksum over everything. The checksum
/// finds accidents while locked, and so tells a damaged file from a wrong password; the seal finds
/// tampering, a removed or an exchanged record included.
struct VaultFile {
    QByteArray id; ///< random, 16 bytes
    qint64 generation = 0; ///< counts the saves
    QList<VaultSlot> slotList; ///< at least one
    QList<SecretRecord> records;
    Sealed seal;

    static constexpr qint64 largest = qint64(4) * 1024 * 1024; ///< bytes
    static constexpr qsizetype mostSlots = 8;

    /// VaultDamaged (or StorageNewer) unless every byte is as bytes() would write it.
    static Result<VaultFile> parse(const QByteArray& bytes, const QString& path);
    QByteArray bytes() const;

    /// What a record is authenticated with: header, profile, field, generation.
    QByteArray recordContext(const SecretRecord& record) const;

    [[nodiscard]] bool setSeal(const Secret& dataKey);
    bool sealHolds(const Secret& dataKey) const;

    const SecretRecord* find(QByteArrayView profile, QByteArrayView field) const;

private:
    QJsonObject header() const;
    QByteArray sealContext() const;
};

} // namespace paydesk

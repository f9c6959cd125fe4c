#include "core/profile/vaultfile.h"

#include "core/profile/vaultjson.h"

#include <QCryptographicHash>
#include <QJsonDocument>

#include <algorithm>
#include <utility>

namespace paydesk {

namespace {

    constexpr int vaultFormat = 1;
    constexpr const char* vaultDomain = "paydesk-vault 1";
    constexpr qsizetype idBytes = 16;

    QByteArray checksum(const QJsonObject& object)
    {
        return QCryptographicHash::hash(compactJson(object), QCryptographicHash::Sha256);
    }

    QJsonObject toJson(const SecretRecord& record)
    {
        return {{QStringLiteral("profile"), QString::fromLatin1(record.profile)},
            {QStringLiteral("field"), QString::fromLatin1(record.field)},
            {QStringLiteral("gen"), record.generation},
            {QStringLiteral("secret"), sealedJson(record.secret)}};
    }

    /// Where a part cannot be read.
    struct Unreadable {
        const char* reason;
    };

    Result<VaultFile> refused(const Unreadable& why, const QString& path)
    {
        return fail(FailureId::VaultDamaged,
            {{QStringLiteral("path"), path},
                {QStringLiteral("reason"), QString::fromLatin1(why.reason)}});
    }

    bool readSlots(const QJsonArray& array, VaultFile& file)
    {
        // Each may cost a gigabyte of memory for a moment, one after the other.
        if (array.isEmpty() || array.size() > VaultFile::mostSlots)
            return false;
        for (const auto& value : array) {
            const auto slot = VaultSlot::parse(value.toObject());
            if (!slot)
                return false;
            file.slotList.append(*slot);
        }
        return true;
    }

    bool readRecords(const QJsonArray& records, VaultFile& file)
    {
        for (const auto& value : records) {
            VaultMembers members(value.toObject());
            SecretRecord record{members.word("profile"), members.word("field"),
                members.count("gen"), members.sealed("secret")};
            if (!members.allRight() || file.find(record.profile, record.field))
                return false;
            file.records.append(std::move(record));
        }
        return true;
    }

} // namespace

QJsonObject VaultFile::header() const
{
    QJsonArray wrapped;
    for (const VaultSlot& slot : slotList)
        wrapped.append(slot.json());
    QJsonArray secrets;
    for (const SecretRecord& record : records)
        secrets.append(toJson(record));
    return {{QStringLiteral("v"), vaultFormat}, {QStringLiteral("id"), base64Text(id)},
        {QStringLiteral("gen"), generation}, {QStringLiteral("slots"), wrapped},
        {QStringLiteral("secrets"), secrets}};
}

QByteArray VaultFile::bytes() const
{
    QJsonObject object = header();
    object.insert(QStringLiteral("seal"), sealedJson(seal));
    object.insert(QStringLiteral("sum"), base64Text(checksum(object)));
    return compactJson(object) + '\n';
}

Result<VaultFile> VaultFile::parse(const QByteArray& bytes, const QString& path)
{
    QJsonObject object = QJsonDocument::fromJson(bytes).object();
    // Written anew it must be the same to the last byte: no second spelling of the same contents
    // slips through.
    if (object.isEmpty() || compactJson(object) + '\n' != bytes)
        return refused(
            {QT_TRANSLATE_NOOP("Reason", "It is not a vault file, or it is cut off.")}, path);
    const QString sum = object.take(QStringLiteral("sum")).toString();
    if (sum != base64Text(checksum(object)))
        return refused(
            {QT_TRANSLATE_NOOP("Reason", "Its checksum does not match: some bytes were changed.")},
            path);
    const int version = object.value(QStringLiteral("v")).toInt();
    if (version > vaultFormat)
        return fail(FailureId::StorageNewer,
            {{QStringLiteral("path"), path}, {QStringLiteral("version"), version},
                {QStringLiteral("supported"), vaultFormat}});

    VaultMembers members(object);
    VaultFile file;
    const bool known = members.count("v") == vaultFormat;
    file.id = members.bytes("id", idBytes);
    file.generation = members.count("gen");
    const bool slotsRead = readSlots(members.array("slots"), file);
    const bool recordsRead = readRecords(members.array("secrets"), file);
    file.seal = members.sealed("seal", 0);
    if (!known || !slotsRead || !recordsRead || !members.allRight())
        return refused(
            {QT_TRANSLATE_NOOP("Reason", "Its contents are not what a vault holds.")}, path);
    return file;
}

QByteArray VaultFile::recordContext(const SecretRecord& record) const
{
    return QByteArray(vaultDomain) + "\nsecret\n" + id.toHex() + '\n' + record.profile + '\n'
        + record.field + '\n' + QByteArray::number(record.generation);
}

QByteArray VaultFile::sealContext() const
{
    return QByteArray(vaultDomain) + "\nseal\n" + compactJson(header());
}

bool VaultFile::setSeal(const Secret& dataKey)
{
    const auto made = sealed(dataKey, {}, sealContext());
    seal = made.value_or(Sealed());
    return made.has_value();
}

bool VaultFile::sealHolds(const Secret& dataKey) const
{
    return opened(dataKey, seal, sealContext()).has_value();
}

const SecretRecord* VaultFile::find(QByteArrayView profile, QByteArrayView field) const
{
    const auto found =
        std::find_if(records.cbegin(), records.cend(), [&](const SecretRecord& record) {
            return record.profile == profile && record.field == field;
        });
    return found == records.cend() ? nullptr : &*found;
}

} // namespace paydesk

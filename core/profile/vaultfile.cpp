#include "core/profile/vaultfile.h"

#include <QCryptographicHash>
#include <QJsonDocument>
#include <QStringList>

#include <algorithm>
#include <cmath>
#include <utility>

namespace paydesk {

namespace {

    constexpr int vaultFormat = 1;
    constexpr const char* vaultDomain = "paydesk-vault 1";
    constexpr qsizetype idBytes = 16;
    constexpr double largestCount = 9007199254740992.0; // 2^53: whole in JSON

    QString text(const QByteArray& bytes)
    {
        return QString::fromLatin1(bytes.toBase64());
    }

    QByteArray compact(const QJsonObject& object)
    {
        return QJsonDocument(object).toJson(QJsonDocument::Compact);
    }

    QByteArray checksum(const QJsonObject& object)
    {
        return QCryptographicHash::hash(compact(object), QCryptographicHash::Sha256);
    }

    QJsonObject toJson(const Sealed& sealed)
    {
        return {{QStringLiteral("iv"), text(sealed.iv)}, {QStringLiteral("ct"), text(sealed.text)},
            {QStringLiteral("tag"), text(sealed.tag)}};
    }

    QJsonObject toJson(const PasswordSlot& slot)
    {
        return {{QStringLiteral("kind"), QStringLiteral("password")},
            {QStringLiteral("kdf"), QStringLiteral("scrypt")},
            {QStringLiteral("N"), qint64(slot.cost.n)}, {QStringLiteral("r"), qint64(slot.cost.r)},
            {QStringLiteral("p"), qint64(slot.cost.p)}, {QStringLiteral("salt"), text(slot.salt)},
            {QStringLiteral("check"), text(slot.check)}, {QStringLiteral("key"), toJson(slot.key)}};
    }

    QJsonObject toJson(const SecretRecord& record)
    {
        return {{QStringLiteral("profile"), QString::fromLatin1(record.profile)},
            {QStringLiteral("field"), QString::fromLatin1(record.field)},
            {QStringLiteral("gen"), record.generation},
            {QStringLiteral("secret"), toJson(record.secret)}};
    }

    /// Takes members out of an object one by one and remembers whether all was as expected, so that
    /// a parser reads like a list of members.
    class Members {
    public:
        explicit Members(QJsonObject object)
            : m_object(std::move(object))
        {
        }

        QJsonValue take(const char* name)
        {
            const QJsonValue value = m_object.take(QLatin1String(name));
            m_right = m_right && !value.isUndefined();
            return value;
        }
        QByteArray bytes(const char* name, qsizetype size = -1)
        {
            const auto decoded = QByteArray::fromBase64Encoding(take(name).toString().toLatin1());
            m_right = m_right && decoded && (size < 0 || decoded.decoded.size() == size);
            return decoded.decoded;
        }
        QByteArray word(const char* name)
        {
            const QByteArray value = take(name).toString().toLatin1();
            m_right = m_right && !value.isEmpty();
            return value;
        }
        qint64 count(const char* name)
        {
            const double value = take(name).toDouble(-1);
            const bool whole = value >= 0 && value < largestCount && std::floor(value) == value;
            m_right = m_right && whole;
            return whole ? qint64(value) : 0;
        }
        Sealed sealed(const char* name, qsizetype size = -1)
        {
            Members inner(take(name).toObject());
            Sealed result{
                inner.bytes("iv", ivBytes), inner.bytes("ct", size), inner.bytes("tag", tagBytes)};
            m_right = m_right && inner.allRight();
            return result;
        }
        QJsonArray array(const char* name) { return take(name).toArray(); }
        bool allRight() const { return m_right && m_object.isEmpty(); }

    private:
        QJsonObject m_object;
        bool m_right = true;
    };

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

    std::optional<PasswordSlot> passwordSlot(const QJsonObject& object)
    {
        Members members(object);
        PasswordSlot slot;
        const bool scrypt = members.word("kind") == "password" && members.word("kdf") == "scrypt";
        slot.cost = {
            quint64(members.count("N")), quint64(members.count("r")), quint64(members.count("p"))};
        slot.salt = members.bytes("salt", idBytes);
        slot.check = members.bytes("check", tagBytes);
        slot.key = members.sealed("key", vaultKeyBytes);
        if (!scrypt || !members.allRight() || !isReasonable(slot.cost))
            return std::nullopt;
        return slot;
    }

    /// The first password slot is ours; the others stay as they are.
    bool readSlots(const QJsonArray& slotList, VaultFile& file)
    {
        bool found = false;
        for (const auto& value : slotList) {
            const QJsonObject object = value.toObject();
            if (found || object.value(QStringLiteral("kind")) != QStringLiteral("password")) {
                file.otherSlots.append(object);
                continue;
            }
            const auto slot = passwordSlot(object);
            if (!slot)
                return false;
            file.password = *slot;
            found = true;
        }
        return found;
    }

    bool readRecords(const QJsonArray& records, VaultFile& file)
    {
        for (const auto& value : records) {
            Members members(value.toObject());
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
    QJsonArray slotList{toJson(password)};
    for (const auto& slot : otherSlots)
        slotList.append(slot);
    QJsonArray secrets;
    for (const SecretRecord& record : records)
        secrets.append(toJson(record));
    return {{QStringLiteral("v"), vaultFormat}, {QStringLiteral("id"), text(id)},
        {QStringLiteral("gen"), generation}, {QStringLiteral("slots"), slotList},
        {QStringLiteral("secrets"), secrets}};
}

QByteArray VaultFile::bytes() const
{
    QJsonObject object = header();
    object.insert(QStringLiteral("seal"), toJson(seal));
    object.insert(QStringLiteral("sum"), text(checksum(object)));
    return compact(object) + '\n';
}

Result<VaultFile> VaultFile::parse(const QByteArray& bytes, const QString& path)
{
    QJsonObject object = QJsonDocument::fromJson(bytes).object();
    // Written anew it must be the same to the last byte: no second spelling of the same contents
    // slips through.
    if (object.isEmpty() || compact(object) + '\n' != bytes)
        return refused(
            {QT_TRANSLATE_NOOP("Reason", "It is not a vault file, or it is cut off.")}, path);
    const QString sum = object.take(QStringLiteral("sum")).toString();
    if (sum != text(checksum(object)))
        return refused(
            {QT_TRANSLATE_NOOP("Reason", "Its checksum does not match: some bytes were changed.")},
            path);
    const int version = object.value(QStringLiteral("v")).toInt();
    if (version > vaultFormat)
        return fail(FailureId::StorageNewer,
            {{QStringLiteral("path"), path}, {QStringLiteral("version"), version},
                {QStringLiteral("supported"), vaultFormat}});

    Members members(object);
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

QByteArray VaultFile::slotContext() const
{
    PasswordSlot bare = password;
    bare.key = {};
    return QByteArray(vaultDomain) + "\nslot\n" + id.toHex() + '\n' + compact(toJson(bare));
}

QByteArray VaultFile::recordContext(const SecretRecord& record) const
{
    return QByteArray(vaultDomain) + "\nsecret\n" + id.toHex() + '\n' + record.profile + '\n'
        + record.field + '\n' + QByteArray::number(record.generation);
}

QByteArray VaultFile::sealContext() const
{
    return QByteArray(vaultDomain) + "\nseal\n" + compact(header());
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

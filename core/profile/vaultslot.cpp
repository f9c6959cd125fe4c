#include "core/profile/vaultslot.h"

#include "core/profile/vaultjson.h"

#include <QCryptographicHash>

#include <algorithm>

namespace paydesk {

namespace {

    constexpr const char* slotDomain = "paydesk-vault 1\nslot\n";
    constexpr qsizetype shownIdBytes = 4;

    QString kindName(SlotKind kind)
    {
        switch (kind) {
        case SlotKind::Password:
            return QStringLiteral("password");
        case SlotKind::KeyFile:
            return QStringLiteral("file");
        case SlotKind::Keychain:
            return QStringLiteral("keychain");
        case SlotKind::Foreign:
            break;
        }
        return {};
    }

    SlotKind kindNamed(const QString& name)
    {
        for (const SlotKind kind : {SlotKind::Password, SlotKind::KeyFile, SlotKind::Keychain}) {
            if (kindName(kind) == name)
                return kind;
        }
        return SlotKind::Foreign;
    }

    bool isEntryName(const QByteArray& name)
    {
        return name.size() == VaultSlot::entryBytes
            && std::all_of(name.begin(), name.end(),
                [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
    }

} // namespace

std::optional<VaultSlot> VaultSlot::parse(const QJsonObject& object)
{
    VaultSlot slot;
    slot.kind = kindNamed(object.value(QStringLiteral("kind")).toString());
    if (slot.kind == SlotKind::Foreign) {
        slot.foreign = object;
        return slot;
    }
    VaultMembers members(object);
    members.word("kind");
    const QByteArray kdf = members.word("kdf");
    bool right = kdf == (slot.kind == SlotKind::Password ? "scrypt" : "hkdf-sha256");
    if (slot.kind == SlotKind::Password) {
        slot.cost = {
            quint64(members.count("N")), quint64(members.count("r")), quint64(members.count("p"))};
        right = right && isReasonable(slot.cost);
    }
    if (slot.kind == SlotKind::Keychain) {
        slot.entry = members.word("entry");
        right = right && isEntryName(slot.entry);
    }
    slot.salt = members.bytes("salt", saltBytes);
    slot.check = members.bytes("check", tagBytes);
    slot.key = members.sealed("key", vaultKeyBytes);
    if (!right || !members.allRight())
        return std::nullopt;
    return slot;
}

QJsonObject VaultSlot::json() const
{
    if (kind == SlotKind::Foreign)
        return foreign;
    QJsonObject object{{QStringLiteral("kind"), kindName(kind)},
        {QStringLiteral("salt"), base64Text(salt)}, {QStringLiteral("check"), base64Text(check)},
        {QStringLiteral("key"), sealedJson(key)}};
    if (kind == SlotKind::Password) {
        object.insert(QStringLiteral("kdf"), QStringLiteral("scrypt"));
        object.insert(QStringLiteral("N"), qint64(cost.n));
        object.insert(QStringLiteral("r"), qint64(cost.r));
        object.insert(QStringLiteral("p"), qint64(cost.p));
        return object;
    }
    object.insert(QStringLiteral("kdf"), QStringLiteral("hkdf-sha256"));
    if (kind == SlotKind::Keychain)
        object.insert(QStringLiteral("entry"), QString::fromLatin1(entry));
    return object;
}

QByteArray VaultSlot::id() const
{
    return QCryptographicHash::hash(compactJson(json()), QCryptographicHash::Sha256)
        .first(shownIdBytes)
        .toHex();
}

QByteArray VaultSlot::context(const QByteArray& vaultId) const
{
    VaultSlot bare = *this;
    bare.key = {};
    return QByteArray(slotDomain) + vaultId.toHex() + '\n' + compactJson(bare.json());
}

std::optional<StretchedPassword> VaultSlot::stretch(const Secret& secret) const
{
    return kind == SlotKind::Password ? stretched(secret, salt, cost) : derived(secret, salt);
}

bool VaultSlot::wrap(const QByteArray& vaultId, const Secret& dataKey, const Secret& secret)
{
    salt = randomBytes(saltBytes);
    const auto stretch = this->stretch(secret);
    if (salt.isEmpty() || !stretch)
        return false;
    check = stretch->check;
    const auto wrapped = dataKey.reveal(
        [&](QByteArrayView bytes) { return sealed(stretch->key, bytes, context(vaultId)); });
    key = wrapped.value_or(Sealed());
    return wrapped.has_value();
}

} // namespace paydesk

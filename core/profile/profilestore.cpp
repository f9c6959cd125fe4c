#include "core/profile/profilestore.h"

#include "core/base/privatefile.h"
#include "core/base/wording.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLockFile>

#include <algorithm>
#include <utility>

namespace paydesk {

namespace {

    constexpr qint64 largestProfiles = qint64(1024) * 1024; // bytes

    tl::unexpected<Failure> badMember(const QString& field, const char* rule)
    {
        return fail(FailureId::FieldMalformed,
            {{QStringLiteral("field"), field},
                {QStringLiteral("rule"), QString::fromLatin1(rule)}});
    }

    Result<QJsonDocument> parsedJson(QByteArrayView json)
    {
        QJsonParseError error;
        QJsonDocument document = QJsonDocument::fromJson(json.toByteArray(), &error);
        if (error.error != QJsonParseError::NoError)
            return fail(FailureId::JsonRejected,
                {{QStringLiteral("reason"), error.errorString()},
                    {QStringLiteral("offset"), error.offset}});
        return document;
    }

    /// Takes the string members out of a JSON object; what is left over at the end is unknown and
    /// named.
    class StringMembers {
    public:
        explicit StringMembers(QJsonObject object, QString prefix = {})
            : m_object(std::move(object))
            , m_prefix(std::move(prefix))
        {
        }

        /// The member as UTF-8, or what `bytes` holds already when there is no such member.
        void take(const char* name, QByteArray& bytes)
        {
            const QString key = QString::fromLatin1(name);
            if (!m_object.contains(key))
                return;
            const QJsonValue value = m_object.take(key);
            if (value.isString())
                bytes = value.toString().toUtf8();
            else if (m_fault)
                m_fault = badMember(m_prefix + key, QT_TRANSLATE_NOOP("Reason", "a string."));
        }
        QJsonValue takeValue(const QString& name) { return m_object.take(name); }

        Result<void> nothingLeft() const
        {
            if (!m_fault || m_object.isEmpty())
                return m_fault;
            const QString name = m_object.constBegin().key();
            const bool secret = name == QStringLiteral("api_key")
                || name == QStringLiteral("app_secret") || name == QStringLiteral("key")
                || name == QStringLiteral("secret");
            return badMember(m_prefix + name,
                secret ? QT_TRANSLATE_NOOP("Reason",
                             "secrets do not belong in this file; they go into the vault.")
                       : QT_TRANSLATE_NOOP("Reason", "a merchant has no such member."));
        }

    private:
        QJsonObject m_object;
        QString m_prefix;
        Result<void> m_fault;
    };

    QJsonObject objectOf(const CertificateFacts& facts)
    {
        return {{QStringLiteral("merchant"), QString::fromUtf8(facts.merchant)},
            {QStringLiteral("serial"), QString::fromLatin1(facts.serial)},
            {QStringLiteral("valid_from"), facts.validFrom.toString(Qt::ISODate)},
            {QStringLiteral("valid_to"), facts.validTo.toString(Qt::ISODate)}};
    }

    QJsonObject objectOf(const Profile& profile)
    {
        const auto text = [](const QByteArray& bytes) { return QString::fromUtf8(bytes); };
        QJsonObject endpoints{{QStringLiteral("api"), text(profile.endpoints.api)},
            {QStringLiteral("sns"), text(profile.endpoints.sns)}};
        if (!profile.endpoints.spare.isEmpty())
            endpoints.insert(QStringLiteral("spare"), text(profile.endpoints.spare));
        if (!profile.endpoints.proxy.isEmpty())
            endpoints.insert(QStringLiteral("proxy"), text(profile.endpoints.proxy));
        QJsonObject object{{QStringLiteral("name"), text(profile.name)},
            {QStringLiteral("title"), text(profile.title)},
            {QStringLiteral("kind"),
                profile.isSandbox() ? QStringLiteral("sandbox") : QStringLiteral("real")},
            {QStringLiteral("appid"), text(profile.appid)},
            {QStringLiteral("mch_id"), text(profile.mchId)},
            {QStringLiteral("notify_url"), text(profile.notifyUrl)},
            {QStringLiteral("endpoints"), endpoints},
            {QStringLiteral("sign_type"), text(signTypeName(profile.signType))},
            {QStringLiteral("mini_program_backend"), profile.miniProgramBackend},
            {QStringLiteral("certificate_name"), text(profile.certificateName)}};
        if (!profile.sub.appid.isEmpty())
            object.insert(QStringLiteral("sub_appid"), text(profile.sub.appid));
        if (!profile.sub.mchId.isEmpty())
            object.insert(QStringLiteral("sub_mch_id"), text(profile.sub.mchId));
        if (!profile.keyMarker.isEmpty())
            object.insert(QStringLiteral("key_marker"),
                QJsonObject{{QStringLiteral("vault"), text(profile.keyMarker.vault)},
                    {QStringLiteral("key_id"), text(profile.keyMarker.keyId)}});
        if (!profile.certificate.isEmpty())
            object.insert(QStringLiteral("certificate"), objectOf(profile.certificate));
        return object;
    }

    Result<void> readMarker(const QJsonValue& value, KeyMarker& marker)
    {
        if (value.isUndefined())
            return {};
        StringMembers members(value.toObject(), QStringLiteral("key_marker."));
        members.take("vault", marker.vault);
        members.take("key_id", marker.keyId);
        if (marker.vault.isEmpty() || marker.keyId.isEmpty())
            return badMember(QStringLiteral("key_marker"),
                QT_TRANSLATE_NOOP("Reason", "an object with vault and key_id."));
        return members.nothingLeft();
    }

    Result<void> readCertificate(const QJsonValue& value, CertificateFacts& facts)
    {
        if (value.isUndefined())
            return {};
        QByteArray from;
        QByteArray to;
        StringMembers members(value.toObject(), QStringLiteral("certificate."));
        members.take("merchant", facts.merchant);
        members.take("serial", facts.serial);
        members.take("valid_from", from);
        members.take("valid_to", to);
        facts.validFrom = QDateTime::fromString(QString::fromLatin1(from), Qt::ISODate);
        facts.validTo = QDateTime::fromString(QString::fromLatin1(to), Qt::ISODate);
        const bool whole = !facts.isEmpty() && facts.validFrom.isValid() && facts.validTo.isValid();
        if (!whole)
            return badMember(QStringLiteral("certificate"),
                QT_TRANSLATE_NOOP(
                    "Reason", "an object with merchant, serial, valid_from and valid_to."));
        return members.nothingLeft();
    }

    Result<void> readEndpoints(const QJsonValue& value, Endpoints& endpoints)
    {
        if (value.isUndefined())
            return {};
        if (!value.isObject())
            return badMember(QStringLiteral("endpoints"),
                QT_TRANSLATE_NOOP("Reason", "an object with api and sns."));
        StringMembers members(value.toObject(), QStringLiteral("endpoints."));
        members.take("api", endpoints.api);
        members.take("sns", endpoints.sns);
        members.take("spare", endpoints.spare);
        members.take("proxy", endpoints.proxy);
        return members.nothingLeft();
    }

    Result<Profile> profileOf(const QJsonObject& object)
    {
        StringMembers members(object);
        Profile profile;
        QByteArray kind = "real";
        QByteArray signType = signTypeName(profile.signType);
        members.take("name", profile.name);
        profile.title = profile.name;
        members.take("title", profile.title);
        members.take("kind", kind);
        members.take("appid", profile.appid);
        members.take("mch_id", profile.mchId);
        members.take("notify_url", profile.notifyUrl);
        members.take("sign_type", signType);
        members.take("certificate_name", profile.certificateName);
        const QJsonValue backend = members.takeValue(QStringLiteral("mini_program_backend"));
        members.take("sub_appid", profile.sub.appid);
        members.take("sub_mch_id", profile.sub.mchId);
        const auto endpoints =
            readEndpoints(members.takeValue(QStringLiteral("endpoints")), profile.endpoints);
        const auto certificate =
            readCertificate(members.takeValue(QStringLiteral("certificate")), profile.certificate);
        const auto marker =
            readMarker(members.takeValue(QStringLiteral("key_marker")), profile.keyMarker);
        const auto type = signTypeFromName(signType);
        for (const Result<void>& step : {endpoints, certificate, marker, members.nothingLeft()}) {
            if (!step)
                return fail(step.error());
        }
        if (!backend.isUndefined() && !backend.isBool())
            return badMember(QStringLiteral("mini_program_backend"),
                QT_TRANSLATE_NOOP("Reason", "true or false."));
        profile.miniProgramBackend = backend.toBool();
        if (!type)
            return badMember(
                QStringLiteral("sign_type"), QT_TRANSLATE_NOOP("Reason", "MD5 or HMAC-SHA256."));
        if (kind != "real" && kind != "sandbox")
            return badMember(
                QStringLiteral("kind"), QT_TRANSLATE_NOOP("Reason", "real or sandbox."));
        profile.kind = kind == "real" ? Profile::Kind::Real : Profile::Kind::Sandbox;
        profile.signType = *type;
        return checkProfile(profile).map([&] { return profile; });
    }

    /// Why a file is not a list of merchants, in its own words.
    tl::unexpected<Failure> malformedFile(const QString& path, const Failure& why)
    {
        const Wording wording = wordingOf(why);
        return fail(FailureId::ProfileMalformed,
            {{QStringLiteral("path"), path},
                {QStringLiteral("reason"), Wording{wording.what, wording.why, {}}.sentence()}});
    }

    Result<QList<Profile>> profilesOf(const QByteArray& bytes)
    {
        const auto document = parsedJson(bytes);
        if (!document)
            return fail(document.error());
        QJsonObject object = document->object();
        const QJsonValue list = object.take(QStringLiteral("profiles"));
        if (!list.isArray())
            return badMember(
                QStringLiteral("profiles"), QT_TRANSLATE_NOOP("Reason", "a list of merchants."));
        if (!object.isEmpty())
            return badMember(object.constBegin().key(),
                QT_TRANSLATE_NOOP("Reason", "the file has no such member."));
        QList<Profile> profiles;
        const QJsonArray entries = list.toArray();
        for (const auto& entry : entries) {
            const auto profile = profileOf(entry.toObject());
            if (!profile)
                return fail(profile.error());
            const bool known = std::any_of(profiles.cbegin(), profiles.cend(),
                [&](const Profile& other) { return other.name == profile->name; });
            if (known || profile->isSandbox())
                return fail(FailureId::ProfileExists,
                    {{QStringLiteral("name"), QString::fromUtf8(profile->name)}});
            profiles.append(*profile);
        }
        return profiles;
    }

    qsizetype indexOf(const QList<Profile>& profiles, const QByteArray& name)
    {
        const auto found = std::find_if(profiles.cbegin(), profiles.cend(),
            [&](const Profile& profile) { return profile.name == name; });
        return found == profiles.cend() ? -1 : found - profiles.cbegin();
    }

    QVariantMap named(const QByteArray& name)
    {
        return {{QStringLiteral("name"), QString::fromUtf8(name)}};
    }

    Result<void> checkReal(const QByteArray& name)
    {
        if (name != sandboxProfile().name)
            return {};
        return badMember(
            QStringLiteral("name"), QT_TRANSLATE_NOOP("Reason", "the sandbox merchant is fixed."));
    }

} // namespace

Result<ProfileStore> ProfileStore::open(const QString& folder)
{
    ProfileStore store;
    store.m_path = folder + QStringLiteral("/profiles.json");
    return store.reload().map([&] { return store; });
}

QList<Profile> ProfileStore::profiles() const
{
    return QList<Profile>{sandboxProfile()} + m_profiles;
}

Result<Profile> ProfileStore::profile(const QByteArray& name) const
{
    const QList<Profile> all = profiles();
    const qsizetype index = indexOf(all, name);
    if (index < 0)
        return fail(FailureId::ProfileUnknown, named(name));
    return all.at(index);
}

Result<void> ProfileStore::reload()
{
    if (!QFile::exists(m_path)) {
        m_profiles.clear();
        return {};
    }
    const auto bytes = readPrivate(m_path, largestProfiles);
    if (!bytes)
        return fail(bytes.error());
    const auto read = profilesOf(*bytes);
    if (!read)
        return malformedFile(m_path, read.error());
    m_profiles = *read;
    return {};
}

Result<void> ProfileStore::change(const std::function<Result<void>(QList<Profile>&)>& edit)
{
    if (auto made = makePrivateFolder(QFileInfo(m_path).path()); !made)
        return made;
    const auto lock = lockForChange(m_path);
    if (!lock)
        return fail(lock.error());
    // What another process added meanwhile stays.
    if (auto read = reload(); !read)
        return read;
    QList<Profile> profiles = m_profiles;
    if (auto edited = edit(profiles); !edited)
        return edited;
    return save(profiles);
}

Result<void> ProfileStore::save(const QList<Profile>& profiles)
{
    QJsonArray list;
    for (const Profile& profile : profiles)
        list.append(objectOf(profile));
    const QByteArray bytes =
        QJsonDocument(QJsonObject{{QStringLiteral("profiles"), list}}).toJson();
    const auto saved = savePrivate(m_path, bytes);
    if (saved)
        m_profiles = profiles;
    return saved;
}

Result<void> ProfileStore::add(const Profile& profile)
{
    if (profile.name == sandboxProfile().name)
        return fail(FailureId::ProfileExists, named(profile.name));
    if (auto right = checkProfile(profile); !right)
        return right;
    return change([&](QList<Profile>& profiles) -> Result<void> {
        if (indexOf(profiles, profile.name) >= 0)
            return fail(FailureId::ProfileExists, named(profile.name));
        profiles.append(profile);
        return {};
    });
}

Result<void> ProfileStore::replace(const Profile& profile)
{
    if (auto right = checkReal(profile.name).and_then([&] { return checkProfile(profile); });
        !right)
        return right;
    return change([&](QList<Profile>& profiles) -> Result<void> {
        const qsizetype index = indexOf(profiles, profile.name);
        if (index < 0)
            return fail(FailureId::ProfileUnknown, named(profile.name));
        profiles[index] = profile;
        return {};
    });
}

Result<void> ProfileStore::remove(const QByteArray& name)
{
    if (auto right = checkReal(name); !right)
        return right;
    return change([&](QList<Profile>& profiles) -> Result<void> {
        const qsizetype index = indexOf(profiles, name);
        if (index < 0)
            return fail(FailureId::ProfileUnknown, named(name));
        profiles.removeAt(index);
        return {};
    });
}

QByteArray ProfileStore::toJson(const Profile& profile)
{
    return QJsonDocument(objectOf(profile)).toJson(QJsonDocument::Compact);
}

Result<Profile> ProfileStore::fromJson(QByteArrayView json)
{
    const auto document = parsedJson(json);
    if (!document)
        return fail(document.error());
    if (!document->isObject())
        return fail(FailureId::JsonRejected,
            {{QStringLiteral("reason"),
                 QStringLiteral(QT_TRANSLATE_NOOP("Reason", "A merchant is one JSON object."))},
                {QStringLiteral("offset"), 0}});
    return profileOf(document->object());
}

} // namespace paydesk

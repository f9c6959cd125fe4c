#include "core/profile/credentials.h"

#include <utility>

namespace paydesk {

namespace {

    /// Nothing when the vault has none.
    Result<std::optional<ClientCertificate>> certificateOf(
        const QByteArray& profile, const Vault& vault)
    {
        const Result<Secret> file = vault.read(profile, SecretField::Certificate);
        if (!file && file.error().id == FailureId::SecretAbsent)
            return std::nullopt;
        if (!file)
            return fail(file.error());
        const Result<Secret> password = vault.read(profile, SecretField::CertificatePassword);
        if (!password && password.error().id != FailureId::SecretAbsent)
            return fail(password.error());
        // A file that does not open is no reason to lose the merchant's other work: the calls that
        // need it say that there is none.
        Result<ClientCertificate> opened =
            password ? openCertificate(*file, *password) : openCertificate(*file, Secret());
        if (!opened)
            return std::nullopt;
        return std::optional(std::move(*opened));
    }

    tl::unexpected<Failure> keyLost(const Profile& profile)
    {
        return fail(FailureId::KeyLost,
            {{QStringLiteral("profile"), QString::fromUtf8(profile.title)},
                {QStringLiteral("key_id"), QString::fromUtf8(profile.keyMarker.keyId)}});
    }

    /// The key of the vault at hand, if it is the one that was saved.
    Result<Secret> apiKeyOf(const Profile& profile, const Vault& vault)
    {
        Result<Secret> key = vault.read(profile.name, SecretField::ApiKey);
        if (!key || profile.keyMarker.isEmpty())
            return key;
        const Result<KeyMarker> marker = vault.markerOf(*key);
        if (!marker)
            return fail(marker.error());
        // A vault that was moved here with another merchant list has another salt.
        if (marker->vault == profile.keyMarker.vault && *marker != profile.keyMarker)
            return keyLost(profile);
        return key;
    }

} // namespace

SecretStatus secretStatus(const Profile& profile, SecretField field, const Vault& vault)
{
    if (profile.isSandbox())
        return SecretStatus::Ready;
    const VaultStatus status = vault.status();
    if (status == VaultStatus::Damaged)
        return SecretStatus::Unavailable;
    if (vault.contains(profile.name, field))
        return status == VaultStatus::Ready ? SecretStatus::Ready : SecretStatus::Locked;
    const bool savedOnce = field == SecretField::ApiKey && !profile.keyMarker.isEmpty();
    return savedOnce ? SecretStatus::Unavailable : SecretStatus::Absent;
}

Result<Credentials> credentialsOf(const Profile& profile, const Vault& vault)
{
    if (profile.isSandbox())
        return sandboxCredentials();
    const SecretStatus status = secretStatus(profile, SecretField::ApiKey, vault);
    if (status == SecretStatus::Absent)
        return fail(
            FailureId::KeyMissing, {{QStringLiteral("profile"), QString::fromUtf8(profile.name)}});
    if (status == SecretStatus::Unavailable && vault.status() != VaultStatus::Damaged)
        return keyLost(profile);
    auto apiKey = apiKeyOf(profile, vault);
    if (!apiKey)
        return fail(apiKey.error());
    auto appSecret = vault.read(profile.name, SecretField::AppSecret);
    if (!appSecret && appSecret.error().id != FailureId::SecretAbsent)
        return fail(appSecret.error());
    auto certificate = certificateOf(profile.name, vault);
    if (!certificate)
        return fail(certificate.error());
    return Credentials{
        std::move(*apiKey), appSecret ? std::move(*appSecret) : Secret(), std::move(*certificate)};
}

} // namespace paydesk

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

} // namespace

Result<Credentials> credentialsOf(const Profile& profile, const Vault& vault)
{
    if (profile.isSandbox())
        return sandboxCredentials();
    const auto keyMissing = [&] {
        return fail(
            FailureId::KeyMissing, {{QStringLiteral("profile"), QString::fromUtf8(profile.name)}});
    };
    // A locked vault is worth opening only for a key that is in it.
    if (vault.status() == VaultStatus::Absent
        || (vault.status() == VaultStatus::Locked
            && !vault.contains(profile.name, SecretField::ApiKey)))
        return keyMissing();
    auto apiKey = vault.read(profile.name, SecretField::ApiKey);
    if (!apiKey && apiKey.error().id == FailureId::SecretAbsent)
        return keyMissing();
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

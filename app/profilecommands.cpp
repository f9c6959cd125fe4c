#include "app/command.h"
#include "app/invocation.h"
#include "app/output.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QJsonDocument>

namespace paydesk {

namespace {

    QByteArray oneLineJson(const Profile& profile)
    {
        return QJsonDocument::fromJson(ProfileStore::toJson(profile))
            .toJson(QJsonDocument::Compact);
    }

    ExitStatus runList(Invocation& call)
    {
        const Result<ProfileStore> store = ProfileStore::open(call.dataFolder());
        if (!store)
            return call.failed(store.error());
        for (const Profile& profile : store->profiles()) {
            if (call.json())
                printLine(oneLineJson(profile));
            else
                printLine(profile.name.leftJustified(16) + ' ' + profile.mchId.leftJustified(12)
                    + ' ' + profile.appid.leftJustified(20) + ' ' + forTerminal(profile.title));
        }
        return ExitStatus::Done;
    }

    ExitStatus runProfileShow(Invocation& call)
    {
        const Result<QByteArray> name = call.onlyArgument();
        if (!name)
            return call.failed(name.error());
        const Result<ProfileStore> store = ProfileStore::open(call.dataFolder());
        if (!store)
            return call.failed(store.error());
        const Result<Profile> profile = store->profile(*name);
        if (!profile)
            return call.failed(profile.error());
        const Vault vault(call.dataFolder());
        QByteArray secrets;
        for (const SecretField field :
            {SecretField::ApiKey, SecretField::AppSecret, SecretField::Certificate}) {
            const bool known = profile->isSandbox() ? field != SecretField::Certificate
                                                    : vault.contains(profile->name, field);
            secrets += (secrets.isEmpty() ? QByteArray() : QByteArray(","))
                + jsonString(secretFieldName(field)) + ':' + (known ? "true" : "false");
        }
        const QByteArray shown = ProfileStore::toJson(*profile).trimmed();
        printLine(call.json() ? oneLineJson(*profile).chopped(1) + ",\"secrets\":{" + secrets + "}}"
                              : shown);
        return ExitStatus::Done;
    }

    /// The secrets that --key-file, --secret-file and --certificate name, checked.
    struct GivenSecrets {
        std::optional<Secret> apiKey;
        std::optional<Secret> appSecret;
        std::optional<Secret> certificate;
        std::optional<Secret> certificatePassword;

        bool any() const { return apiKey || appSecret || certificate; }
    };

    Result<GivenSecrets> givenSecrets(const Invocation& call)
    {
        GivenSecrets secrets;
        for (const auto& [option, place] :
            std::initializer_list<std::pair<const char*, std::optional<Secret>*>>{
                {"key-file", &secrets.apiKey}, {"secret-file", &secrets.appSecret},
                {"certificate-password-file", &secrets.certificatePassword}}) {
            Result<std::optional<Secret>> given = call.secretFile(option);
            if (!given)
                return fail(given.error());
            *place = std::move(*given);
        }
        if (call.has("certificate")) {
            Result<QByteArray> bytes = call.fileText(call.value("certificate"));
            if (!bytes)
                return fail(bytes.error());
            secrets.certificate = Secret(std::move(*bytes));
        }
        if (secrets.apiKey) {
            if (const Result<void> checked = checkApiKey(*secrets.apiKey); !checked)
                return fail(checked.error());
        }
        if (secrets.appSecret) {
            if (const Result<void> checked = checkAppSecret(*secrets.appSecret); !checked)
                return fail(checked.error());
        }
        return secrets;
    }

    /// The marker of the key that was written comes back with the merchant.
    Result<void> keepSecrets(const Invocation& call, Profile& profile, const GivenSecrets& secrets)
    {
        Vault vault(call.dataFolder());
        if (const Result<void> opened = call.unlockOrCreate(vault); !opened)
            return opened;
        for (const auto& [field, secret] :
            std::initializer_list<std::pair<SecretField, const std::optional<Secret>*>>{
                {SecretField::ApiKey, &secrets.apiKey},
                {SecretField::AppSecret, &secrets.appSecret},
                {SecretField::Certificate, &secrets.certificate},
                {SecretField::CertificatePassword, &secrets.certificatePassword}}) {
            if (!*secret)
                continue;
            if (const Result<void> written = vault.write(profile.name, field, **secret); !written)
                return written;
        }
        if (!secrets.apiKey)
            return {};
        return vault.markerOf(*secrets.apiKey).map([&profile](const KeyMarker& marker) {
            profile.keyMarker = marker;
        });
    }

    ExitStatus runAdd(Invocation& call)
    {
        const Result<QByteArray> text = call.inputText();
        if (!text)
            return call.failed(text.error());
        Result<Profile> profile = ProfileStore::fromJson(*text);
        if (!profile)
            return call.failed(profile.error());
        profile->keyMarker = {}; // of another data folder's vault
        if (call.has("certificate"))
            profile->certificateName =
                QFileInfo(QFile::decodeName(call.value("certificate"))).fileName().toUtf8();
        const Result<GivenSecrets> secrets = givenSecrets(call);
        if (!secrets)
            return call.failed(secrets.error());
        Result<ProfileStore> store = ProfileStore::open(call.dataFolder());
        if (!store)
            return call.failed(store.error());
        if (store->profile(profile->name))
            return call.failed(failure(FailureId::ProfileExists,
                {{QStringLiteral("name"), QString::fromUtf8(profile->name)}}));
        // Secrets first: a merchant without its key would be worse than a key without its merchant.
        if (secrets->any()) {
            if (const Result<void> kept = keepSecrets(call, *profile, *secrets); !kept)
                return call.failed(kept.error());
        }
        if (const Result<void> added = store->add(*profile); !added)
            return call.failed(added.error());
        printLine(call.json() ? oneLineJson(*profile)
                              : QCoreApplication::translate("Cli", "The merchant “%1” was added.")
                                    .arg(QString::fromUtf8(profile->name))
                                    .toUtf8());
        return ExitStatus::Done;
    }

    ExitStatus runRemove(Invocation& call)
    {
        const Result<QByteArray> name = call.onlyArgument();
        if (!name)
            return call.failed(name.error());
        Result<ProfileStore> store = ProfileStore::open(call.dataFolder());
        if (!store)
            return call.failed(store.error());
        if (const Result<Profile> known = store->profile(*name); !known)
            return call.failed(known.error());
        Vault vault(call.dataFolder());
        if (vault.contains(*name, SecretField::ApiKey)
            || vault.contains(*name, SecretField::AppSecret)) {
            if (const Result<void> unlocked = call.unlock(vault); !unlocked)
                return call.failed(unlocked.error());
            if (const Result<void> wiped = vault.remove(*name); !wiped)
                return call.failed(wiped.error());
        }
        if (const Result<void> removed = store->remove(*name); !removed)
            return call.failed(removed.error());
        return ExitStatus::Done;
    }

} // namespace

std::vector<Command> profileCommands()
{
    return {
        {"profile list", "", QT_TRANSLATE_NOOP("Cli", "the merchants"), {},
            {"profile list", "profile list --json"}, runList},
        {"profile show", "NAME", QT_TRANSLATE_NOOP("Cli", "one merchant as JSON, without secrets"),
            {}, {"profile show sandbox"}, runProfileShow},
        {"profile add", "[FILE|-]",
            QT_TRANSLATE_NOOP(
                "Cli", "add a merchant from a JSON file; its secrets go into the vault"),
            {{"key-file", "F", QT_TRANSLATE_NOOP("Cli", "a file that holds the API key")},
                {"secret-file", "F", QT_TRANSLATE_NOOP("Cli", "a file that holds the AppSecret")},
                {"certificate", "F", QT_TRANSLATE_NOOP("Cli", "the merchant's apiclient_cert.p12")},
                {"certificate-password-file", "F",
                    QT_TRANSLATE_NOOP(
                        "Cli", "a file that holds its password (usually the mch_id)")}},
            {"profile add shop.json --key-file key.txt --secret-file secret.txt "
             "--vault-password-fd 3 3<password"},
            runAdd},
        {"profile remove", "NAME",
            QT_TRANSLATE_NOOP("Cli", "remove a merchant and its secrets; the history stays"), {},
            {"profile remove shop"}, runRemove},
    };
}

} // namespace paydesk

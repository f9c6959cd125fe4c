#include "app/invocation.h"
#include "app/output.h"
#include "app/secretinput.h"
#include "core/base/wording.h"
#include "core/profile/keychain.h"
#include "core/profile/keyfile.h"

#include <QFile>

#include <algorithm>

namespace paydesk {

namespace {

    bool hasKeychainSlot(const Vault& vault)
    {
        const Result<QList<SlotFacts>> known = vault.slotFacts();
        return known && std::any_of(known->cbegin(), known->cend(), [](const SlotFacts& slot) {
            return slot.kind == SlotKind::Keychain;
        });
    }

    /// The whole text behind a descriptor, no copy of it left in a buffer.
    Result<Secret> secretFromDescriptor(int fd)
    {
        QFile pipe;
        if (!pipe.open(fd, QIODevice::ReadOnly | QIODevice::Unbuffered))
            return fail(FailureId::StorageUnavailable,
                {{QStringLiteral("path"), QStringLiteral("fd %1").arg(fd)},
                    {QStringLiteral("reason"), pipe.errorString()}});
        return secretFromText(pipe.readAll());
    }

} // namespace

Result<void> waitForVault(
    const std::function<void(QObject*, std::function<void(const Result<void>&)>)>& begin)
{
    QEventLoop loop;
    std::optional<Result<void>> ended;
    begin(&loop, [&](const Result<void>& result) {
        ended = result;
        loop.quit();
    });
    if (!ended)
        loop.exec();
    if (!ended)
        return fail(FailureId::Cancelled);
    return *ended;
}

Result<std::optional<SlotSecret>> Invocation::givenVaultSecret() const
{
    if (has("vault-password-fd")) {
        const Result<int> fd = number("vault-password-fd", 0, 0, 1023);
        if (!fd)
            return fail(fd.error());
        Result<Secret> password = secretFromDescriptor(*fd);
        if (!password)
            return fail(password.error());
        return std::optional(SlotSecret{SlotKind::Password, std::move(*password)});
    }
    if (qEnvironmentVariableIsSet("PAYDESK_VAULT_PASSWORD_FILE")) {
        // Whatever keeps the vault shut ends with the status of the vault.
        Result<QByteArray> text = fileText(qgetenv("PAYDESK_VAULT_PASSWORD_FILE"));
        if (!text)
            return fail(FailureId::StorageUnavailable, text.error().details);
        return std::optional(SlotSecret{SlotKind::Password, secretFromText(std::move(*text))});
    }
    const QByteArray keyFile =
        has("vault-key-file") ? value("vault-key-file") : qgetenv("PAYDESK_VAULT_KEY_FILE");
    if (keyFile.isEmpty())
        return std::optional<SlotSecret>();
    Result<Secret> key = readKeyFile(QFile::decodeName(keyFile));
    if (!key)
        return fail(key.error());
    return std::optional(SlotSecret{SlotKind::KeyFile, std::move(*key)});
}

Result<Secret> Invocation::askedPassword() const
{
    if (!canAskPassword())
        return fail(FailureId::VaultLocked);
    return askPassword(tr("Vault password: "));
}

Result<void> Invocation::unlock(Vault& vault) const
{
    if (vault.status() == VaultStatus::Ready)
        return {};
    if (vault.status() == VaultStatus::Absent)
        return fail(FailureId::VaultMissing);
    const auto given = givenVaultSecret();
    if (!given)
        return fail(given.error());
    Result<void> opened = fail(FailureId::VaultLocked);
    if (const std::optional<SlotSecret>& secret = *given) {
        opened = vault.unlock(*secret);
    } else {
        if (hasKeychainSlot(vault)) {
            opened = waitForVault([&vault](QObject* context, const auto& done) {
                unlockWithKeychain(vault, context, done);
            });
            if (!opened)
                printError(wordingOf(opened.error()).sentence());
        }
        if (!opened)
            opened = askedPassword().and_then(
                [&vault](const Secret& password) { return vault.unlock(password); });
    }
    if (const auto newer = vault.newerSeen())
        printError(tr("Warning: the vault file is older than one that was used here (generation %1 "
                      "was seen). Keys that were changed since are the old ones.")
                .arg(*newer));
    return opened;
}

Result<void> Invocation::unlockOrCreate(Vault& vault) const
{
    if (vault.status() != VaultStatus::Absent)
        return unlock(vault);
    auto given = givenVaultSecret();
    if (!given)
        return fail(given.error());
    if (const std::optional<SlotSecret>& secret = *given)
        return vault.create(*secret);
    if (!canAskPassword() && !has("new-password-file"))
        return fail(FailureId::VaultLocked);
    return newVaultPassword().and_then(
        [&vault](const Secret& password) { return vault.create(password); });
}

Result<Secret> Invocation::presentVaultPassword() const
{
    auto given = givenVaultSecret();
    if (!given)
        return fail(given.error());
    if (std::optional<SlotSecret>& secret = *given; secret && secret->kind == SlotKind::Password)
        return std::move(secret->secret);
    return askedPassword();
}

Result<Secret> Invocation::newVaultPassword() const
{
    Result<std::optional<Secret>> given = secretFile("new-password-file");
    if (!given)
        return fail(given.error());
    if (std::optional<Secret>& password = *given)
        return std::move(*password);
    if (!canAskPassword())
        return fail(FailureId::UsageWrong,
            {{QStringLiteral("reason"),
                tr("Without a terminal the new password comes from --new-password-file F.")}});
    Secret password = askPassword(tr("New vault password: "));
    if (!password.sameAs(askPassword(tr("The same once more: "))))
        return fail(
            FailureId::UsageWrong, {{QStringLiteral("reason"), tr("The two passwords differ.")}});
    return password;
}

} // namespace paydesk

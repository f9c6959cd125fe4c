#include "app/command.h"
#include "app/invocation.h"
#include "app/output.h"
#include "core/profile/keychain.h"
#include "core/profile/keyfile.h"

#include <QCoreApplication>
#include <QFile>

#include <algorithm>

namespace paydesk {

namespace {

    QByteArray vaultText(const char* source)
    {
        return QCoreApplication::translate("Cli", source).toUtf8();
    }

    QByteArray statusName(VaultStatus status)
    {
        switch (status) {
        case VaultStatus::Absent:
            return "absent";
        case VaultStatus::Locked:
            return "locked";
        case VaultStatus::Ready:
            return "ready";
        case VaultStatus::Damaged:
            break;
        }
        return "damaged";
    }

    QByteArray slotKindName(SlotKind kind)
    {
        switch (kind) {
        case SlotKind::Password:
            return "password";
        case SlotKind::KeyFile:
            return "file";
        case SlotKind::Keychain:
            return "keychain";
        case SlotKind::Foreign:
            break;
        }
        return "unknown";
    }

    ExitStatus runVaultShow(Invocation& call)
    {
        const Vault vault(call.dataFolder());
        const VaultStatus status = vault.status();
        QList<SlotFacts> facts;
        if (status != VaultStatus::Absent) {
            const auto known = vault.slotFacts();
            if (!known)
                return call.failed(known.error());
            facts = *known;
        }
        if (!call.json()) {
            printLine(statusName(status) + "  " + forTerminal(vault.path().toUtf8()));
            for (const SlotFacts& slot : std::as_const(facts))
                printLine(slot.id + "  " + slotKindName(slot.kind));
            return ExitStatus::Done;
        }
        QByteArray list;
        for (const SlotFacts& slot : std::as_const(facts))
            list += (list.isEmpty() ? "" : ",")
                + JsonLine().text("id", slot.id).text("kind", slotKindName(slot.kind)).object();
        printLine(JsonLine()
                .text("status", statusName(status))
                .text("path", vault.path().toUtf8())
                .raw("slots", '[' + list + ']')
                .object());
        return ExitStatus::Done;
    }

    /// Says what was done, or why not.
    ExitStatus finished(const Invocation& call, const Result<void>& result, const char* sentence)
    {
        if (!result)
            return call.failed(result.error());
        if (!call.json())
            printLine(vaultText(sentence));
        return ExitStatus::Done;
    }

    ExitStatus runVaultCreate(Invocation& call)
    {
        Vault vault(call.dataFolder());
        const Result<void> made = vault.status() == VaultStatus::Absent
            ? call.unlockOrCreate(vault)
            : fail(FailureId::VaultExists, {{QStringLiteral("path"), vault.path()}});
        return finished(call, made, QT_TRANSLATE_NOOP("Cli", "The vault was made."));
    }

    ExitStatus runAddPassword(Invocation& call)
    {
        Vault vault(call.dataFolder());
        const Result<void> added =
            call.unlock(vault)
                .and_then([&] { return call.newVaultPassword(); })
                .and_then([&](const Secret& password) {
                    return vault.addSlot({SlotKind::Password, password.clone()});
                });
        return finished(
            call, added, QT_TRANSLATE_NOOP("Cli", "One more password opens the vault."));
    }

    ExitStatus runAddFile(Invocation& call)
    {
        const Result<QByteArray> argument = call.onlyArgument();
        if (!argument)
            return call.failed(argument.error());
        const QString path = QFile::decodeName(*argument);
        Vault vault(call.dataFolder());
        if (const Result<void> opened = call.unlock(vault); !opened)
            return call.failed(opened.error());
        const bool fresh = !QFile::exists(path);
        const Result<Secret> key = fresh ? createKeyFile(path) : readKeyFile(path);
        if (!key)
            return call.failed(key.error());
        const Result<void> added = vault.addSlot({SlotKind::KeyFile, key->clone()});
        if (!added && fresh)
            QFile::remove(path);
        return finished(call, added, QT_TRANSLATE_NOOP("Cli", "The key file opens the vault."));
    }

    ExitStatus runAddKeychain(Invocation& call)
    {
        Vault vault(call.dataFolder());
        const Result<void> added = call.unlock(vault).and_then([&vault] {
            return waitForVault([&vault](QObject* context, auto done) {
                addKeychainSlot(vault, context, std::move(done));
            });
        });
        return finished(
            call, added, QT_TRANSLATE_NOOP("Cli", "The system's keychain opens the vault."));
    }

    ExitStatus runRemoveSlot(Invocation& call)
    {
        const Result<QByteArray> id = call.onlyArgument();
        if (!id)
            return call.failed(id.error());
        Vault vault(call.dataFolder());
        if (const Result<void> opened = call.unlock(vault); !opened)
            return call.failed(opened.error());
        const auto known = vault.slotFacts();
        if (!known)
            return call.failed(known.error());
        const auto found = std::find_if(
            known->cbegin(), known->cend(), [&](const SlotFacts& slot) { return slot.id == *id; });
        if (found == known->cend())
            return call.failed(failure(
                FailureId::SlotUnknown, {{QStringLiteral("slot"), QString::fromUtf8(*id)}}));
        const Result<void> removed = waitForVault([&](QObject* context, auto done) {
            removeKeychainSlot(vault, *found, context, std::move(done));
        });
        return finished(call, removed, QT_TRANSLATE_NOOP("Cli", "The slot was removed."));
    }

    ExitStatus runChangePassword(Invocation& call)
    {
        Vault vault(call.dataFolder());
        const Result<void> changed =
            call.presentVaultPassword().and_then([&](const Secret& present) {
                return call.newVaultPassword().and_then(
                    [&](const Secret& next) { return vault.changePassword(present, next); });
            });
        return finished(call, changed, QT_TRANSLATE_NOOP("Cli", "The password was changed."));
    }

    CommandOption newPasswordOption()
    {
        return {"new-password-file", "F",
            QT_TRANSLATE_NOOP("Cli", "a file that holds the new password (- reads stdin)")};
    }

} // namespace

std::vector<Command> vaultCommands()
{
    return {
        {"vault show", "", QT_TRANSLATE_NOOP("Cli", "the vault's status and what opens it"), {},
            {"vault show", "vault show --json"}, runVaultShow},
        {"vault create", "",
            QT_TRANSLATE_NOOP("Cli", "make an empty vault under a password or a key file"),
            {newPasswordOption()}, {"vault create --vault-password-fd 3 3<password"},
            runVaultCreate},
        {"vault add-password", "", QT_TRANSLATE_NOOP("Cli", "let one more password open the vault"),
            {newPasswordOption()}, {"vault add-password --new-password-file colleague.txt"},
            runAddPassword},
        {"vault add-file", "FILE",
            QT_TRANSLATE_NOOP(
                "Cli", "let a key file open the vault (made if missing), for servers and CI"),
            {}, {"vault add-file /etc/paydesk/vault.key"}, runAddFile},
        {"vault add-keychain", "",
            QT_TRANSLATE_NOOP("Cli", "let the system's keychain open the vault"), {},
            {"vault add-keychain"}, runAddKeychain},
        {"vault remove-slot", "ID",
            QT_TRANSLATE_NOOP("Cli", "take away one way of opening the vault; the last one stays"),
            {}, {"vault remove-slot 1a2b3c4d"}, runRemoveSlot},
        {"vault change-password", "",
            QT_TRANSLATE_NOOP("Cli", "replace a password; the secrets stay as they are"),
            {newPasswordOption()},
            {"vault change-password --vault-password-fd 3 3<old --new-password-file new"},
            runChangePassword},
    };
}

} // namespace paydesk

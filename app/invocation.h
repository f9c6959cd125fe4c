#pragma once

#include "app/command.h"
#include "core/base/clock.h"
#include "core/workbench.h"

#include <QCommandLineParser>
#include <QEventLoop>

#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace paydesk {

/// Where a listener with the default port is found.
inline constexpr const char* localNotifyUrl = "http://127.0.0.1:18081/notify";

/// One run of a command: its options and arguments, the secrets it was given, and the workbench it
/// opens.
class Invocation {
    Q_DECLARE_TR_FUNCTIONS(Cli)

public:
    Invocation(const Command& command, const QCommandLineParser& parser);

    const Command& command() const { return m_command; }
    bool has(const char* option) const;
    /// The option's value in UTF-8; empty when it was not given.
    QByteArray value(const char* option) const;
    /// A whole number in a range; a UsageWrong failure names the option.
    Result<int> number(const char* option, int fallback, int least, int most) const;
    /// Every value of an option that may be given several times, in order.
    QList<QByteArray> values(const char* option) const;
    QList<QByteArray> arguments() const;
    /// The one argument of a command that takes one; UsageWrong for none or several.
    Result<QByteArray> onlyArgument() const;
    bool json() const { return has("json"); }
    bool showsSecrets() const { return has("show-secrets"); }

    /// The text of the FILE argument; "-" or none reads stdin. FileUnreadable otherwise.
    Result<QByteArray> inputText() const;
    /// The whole file, or stdin for "-".
    Result<QByteArray> fileText(const QByteArray& path) const;
    /// From --key, --key-file, --key - or PAYDESK_KEY; nothing when none was given. One trailing
    /// line end is not part of a key in a file, on stdin or in the environment.
    Result<std::optional<Secret>> givenKey() const;
    /// A secret from the file an option names; nothing when the option was not given.
    Result<std::optional<Secret>> secretFile(const char* option) const;

    /// One from every file, for an option that may be given several times.
    Result<std::vector<Secret>> secretFiles(const char* option) const;

    /// --data-dir, or the platform's place.
    QString dataFolder() const;
    QByteArray profileName() const;
    /// The data folder's workbench with the profile of --profile in use (vault unlocked when it
    /// needs it).
    Result<std::unique_ptr<Workbench>> openWorkbench(WorkbenchOptions options = {});
    /// The data folder's workbench, no merchant in use yet.
    Result<std::unique_ptr<Workbench>> openFolder(WorkbenchOptions options = {});
    /// Opens the vault with --vault-password-fd or PAYDESK_VAULT_PASSWORD_FILE, else with a key
    /// file (--vault-key-file, PAYDESK_VAULT_KEY_FILE), else with the system's keychain, else by
    /// asking on a terminal. VaultLocked when there is nobody to ask.
    Result<void> unlock(Vault& vault) const;
    /// Opens the vault, or makes it with the password or the key file that unlock() would take.
    Result<void> unlockOrCreate(Vault& vault) const;
    /// The password at hand, for its own change.
    Result<Secret> presentVaultPassword() const;
    /// A new vault password from --new-password-file, or typed twice on a terminal.
    Result<Secret> newVaultPassword() const;

    Clock& clock() { return m_clock; }

    /// Prints the failure (stderr, and as a JSON object on stdout with --json) and says how to end.
    ExitStatus failed(const Failure& failure) const;

private:
    /// A password or a key that was given without asking; nothing when none was.
    Result<std::optional<SlotSecret>> givenVaultSecret() const;
    Result<Secret> askedPassword() const;

    const Command& m_command;
    const QCommandLineParser& m_parser;
    SystemClock m_clock;
};

/// Waits for work on the vault that goes on beside the event loop; `begin` starts it with a context
/// and what to call at its end.
Result<void> waitForVault(
    const std::function<void(QObject*, std::function<void(const Result<void>&)>)>& begin);

/// The exit status of a failure's kind.
ExitStatus statusOf(const Failure& failure);

/// Runs the event loop until `object` emits `signal` once; its argument comes back.
template <typename Object, typename Value>
Value waitFor(Object* object, void (Object::*signal)(const Value&))
{
    QEventLoop loop;
    std::optional<Value> arrived;
    QObject::connect(object, signal, &loop, [&](const Value& value) {
        arrived = value;
        loop.quit();
    });
    loop.exec();
    if (!arrived)
        std::terminate(); // nothing but the signal ends this loop
    return std::move(*arrived);
}

/// Emits raised() when the user or the system asks the process to end (SIGINT, SIGTERM, the
/// console's close), instead of ending it.
class Interrupt : public QObject {
    Q_OBJECT

public:
    explicit Interrupt(QObject* parent = nullptr);
    ~Interrupt() override;

signals:
    void raised();
};

} // namespace paydesk

#pragma once

#include <QByteArray>
#include <QString>

#include <functional>
#include <vector>

namespace paydesk {

class Invocation;

/// How a command ends, as scripts rely on it (cli.md).
enum class ExitStatus {
    Done = 0,
    Finding = 1,
    Usage = 2,
    Network = 3,
    Refused = 4,
    Storage = 5,
    Cancelled = 6
};

/// One option of a command. Texts are English source strings in the translation context "Cli".
struct CommandOption {
    const char* name;
    const char* value; ///< what it takes, for the help; null: it is a switch
    const char* summary;
};

/// A command of paydesk-cli as data: help, and later completion and the man page, are made from it.
struct Command {
    const char* name; ///< "sign", or two words: "order create"
    const char* arguments; ///< "[FILE|-]"; empty: none
    const char* summary;
    std::vector<CommandOption> options; ///< besides the ones every command has
    std::vector<const char*> examples; ///< behind "paydesk-cli "
    std::function<ExitStatus(Invocation&)> run;
};

/// The options every command has.
const std::vector<CommandOption>& commonOptions();

// The commands, by the file they live in.
std::vector<Command> signCommands();
std::vector<Command> explainCommands();
std::vector<Command> sandboxCommands();
std::vector<Command> listenCommands();
std::vector<Command> demoCommands();
std::vector<Command> orderCommands();
std::vector<Command> tillCommands();
std::vector<Command> refundCommands();
std::vector<Command> historyCommands();
std::vector<Command> billCommands();
std::vector<Command> reconcileCommands();
std::vector<Command> profileCommands();
std::vector<Command> notifyCommands();
std::vector<Command> replayCommands();
std::vector<Command> vaultCommands();

} // namespace paydesk

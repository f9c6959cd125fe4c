#include "app/command.h"
#include "app/invocation.h"
#include "app/output.h"
#include "core/base/failure.h"
#include "core/base/secret.h"

#include <QCommandLineOption>
#include <QCommandLineParser>
#include <QCoreApplication>
#include <QLocale>
#include <QTranslator>

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <iterator>

namespace paydesk {

namespace {

    QString cliText(const char* source)
    {
        return QCoreApplication::translate("Cli", source);
    }

    std::vector<Command> allCommands()
    {
        std::vector<Command> commands;
        for (auto family : {demoCommands, sandboxCommands, listenCommands, signCommands,
                 explainCommands, orderCommands, tillCommands, refundCommands, historyCommands,
                 billCommands, reconcileCommands, notifyCommands, replayCommands, profileCommands,
                 vaultCommands}) {
            for (Command& command : family())
                commands.push_back(std::move(command));
        }
        return commands;
    }

    QByteArray optionColumn(const CommandOption& option)
    {
        return "--" + QByteArray(option.name)
            + (option.value ? ' ' + QByteArray(option.value) : QByteArray());
    }

    QByteArray optionLines(const std::vector<CommandOption>& options)
    {
        QByteArray lines;
        for (const CommandOption& option : options)
            lines += "  " + optionColumn(option).leftJustified(28) + ' '
                + cliText(option.summary).toUtf8() + '\n';
        return lines;
    }

    QByteArray overview(const std::vector<Command>& commands)
    {
        QByteArray text =
            cliText(QT_TRANSLATE_NOOP(
                        "Cli", "Paydesk, merchant console for WeChat Pay: the command line."))
                .toUtf8()
            + "\n\npaydesk-cli COMMAND [OPTIONS]\n\n";
        for (const Command& command : commands)
            text += "  " + QByteArray(command.name).leftJustified(16) + ' '
                + cliText(command.summary).toUtf8() + '\n';
        text += "\n" + cliText(QT_TRANSLATE_NOOP("Cli", "Options of every command:")).toUtf8()
            + '\n' + optionLines(commonOptions());
        text += "\n"
            + cliText(QT_TRANSLATE_NOOP("Cli",
                          "Exit status: 0 done, 1 a finding, 2 usage, 3 network, 4 the gateway "
                          "said no, 5 storage or vault, 6 cancelled."))
                  .toUtf8()
            + "\n\n  paydesk-cli demo\n  paydesk-cli sign --help\n";
        return text;
    }

    QByteArray help(const Command& command)
    {
        QByteArray text = "paydesk-cli " + QByteArray(command.name)
            + (*command.arguments ? ' ' + QByteArray(command.arguments) : QByteArray())
            + " [OPTIONS]\n\n" + cliText(command.summary).toUtf8() + "\n\n"
            + optionLines(command.options) + '\n' + optionLines(commonOptions());
        text += "\n" + cliText(QT_TRANSLATE_NOOP("Cli", "Examples:")).toUtf8() + '\n';
        for (const char* example : command.examples)
            text += "  paydesk-cli " + QByteArray(example) + '\n';
        return text;
    }

    void print(const QByteArray& text)
    {
        std::fwrite(text.constData(), 1, std::size_t(text.size()), stdout);
    }

    ExitStatus misused(const QString& reason, const QStringList& words)
    {
        printError(reason);
        if (words.contains(QStringLiteral("--json")))
            printLine(
                failureJson(failure(FailureId::UsageWrong, {{QStringLiteral("reason"), reason}})));
        printError(cliText(QT_TRANSLATE_NOOP("Cli",
            "paydesk-cli --help lists the commands, paydesk-cli COMMAND --help its options.")));
        return ExitStatus::Usage;
    }

    /// The command whose words begin the arguments, and how many words it has.
    std::pair<const Command*, int> findCommand(
        const std::vector<Command>& commands, const QStringList& words)
    {
        const Command* found = nullptr;
        int length = 0;
        for (const Command& command : commands) {
            const QStringList name = QString::fromLatin1(command.name).split(u' ');
            if (name.size() > length && words.mid(0, name.size()) == name) {
                found = &command;
                length = int(name.size());
            }
        }
        return {found, length};
    }

    void addOptions(QCommandLineParser& parser, const std::vector<CommandOption>& options)
    {
        for (const CommandOption& option : options)
            parser.addOption(QCommandLineOption(QString::fromLatin1(option.name), QString(),
                option.value ? QString::fromLatin1(option.value) : QString()));
    }

    ExitStatus runCommand(const Command& command, const QStringList& words)
    {
        QCommandLineParser parser;
        addOptions(parser, command.options);
        addOptions(parser, commonOptions());
        parser.addOption(QCommandLineOption(QStringLiteral("h")));
        if (!parser.parse(QStringList(QStringLiteral("paydesk-cli")) + words))
            return misused(parser.errorText(), words);
        if (parser.isSet(QStringLiteral("help")) || parser.isSet(QStringLiteral("h"))) {
            print(help(command));
            return ExitStatus::Done;
        }
        if (!*command.arguments && !parser.positionalArguments().isEmpty())
            return misused(cliText(QT_TRANSLATE_NOOP("Cli", "%1 takes no arguments."))
                               .arg(QString::fromLatin1(command.name)),
                words);
        Invocation invocation(command, parser);
        return command.run(invocation);
    }

    ExitStatus printVersion(bool json)
    {
        if (json)
            printLine(JsonLine().text("version", PAYDESK_VERSION).text("qt", qVersion()).object());
        else
            printLine("paydesk-cli " PAYDESK_VERSION);
        return ExitStatus::Done;
    }

    bool asksForHelp(const QString& word)
    {
        return word == u"--help" || word == u"-h" || word == u"help";
    }

    /// "help sign" asks what "sign --help" asks.
    QStringList withHelpLast(QStringList words)
    {
        if (words.size() > 1 && words.constFirst() == u"help") {
            words.removeFirst();
            words.append(QStringLiteral("--help"));
        }
        return words;
    }

    /// The commands of a family such as "order"; none when there is no such family.
    std::vector<Command> familyOf(const std::vector<Command>& commands, const QString& word)
    {
        std::vector<Command> family;
        const QByteArray prefix = word.toLatin1() + ' ';
        std::copy_if(commands.begin(), commands.end(), std::back_inserter(family),
            [&prefix](const Command& command) {
                return QByteArrayView(command.name).startsWith(prefix);
            });
        return family;
    }

    ExitStatus runCli(const QStringList& given)
    {
        const std::vector<Command> commands = allCommands();
        const QStringList words = withHelpLast(given);
        if (words.contains(QStringLiteral("--version")))
            return printVersion(words.contains(QStringLiteral("--json")));
        const auto [command, length] = findCommand(commands, words);
        if (command)
            return runCommand(*command, words.mid(length));
        if (words.isEmpty() || asksForHelp(words.constFirst())) {
            print(overview(commands));
            return words.isEmpty() ? ExitStatus::Usage : ExitStatus::Done;
        }
        const std::vector<Command> family = familyOf(commands, words.constFirst());
        if (!family.empty() && words.size() > 1 && asksForHelp(words.at(1))) {
            print(overview(family));
            return ExitStatus::Done;
        }
        const QStringList unknown = words.mid(0, family.empty() ? 1 : 2);
        return misused(
            cliText(QT_TRANSLATE_NOOP("Cli", "There is no command “%1”.")).arg(unknown.join(u' ')),
            words);
    }

    /// Everybody on this machine may read a process's arguments: a key among them is there no
    /// longer than it takes to start.
    void hideKeys(int argc, char* argv[])
    {
        for (int i = 1; i < argc; ++i) {
            char* key = nullptr;
            if (std::strncmp(argv[i], "--key=", 6) == 0)
                key = argv[i] + 6;
            else if (std::strcmp(argv[i], "--key") == 0 && i + 1 < argc)
                key = argv[++i];
            if (key && std::strcmp(key, "-") != 0)
                std::memset(key, '*', std::strlen(key));
        }
    }

    /// Half an array on a full disk is no success.
    ExitStatus withOutputComplete(ExitStatus status)
    {
        if (std::fflush(stdout) == 0 && std::ferror(stdout) == 0)
            return status;
        printError(cliText(QT_TRANSLATE_NOOP("Cli",
            "The output is incomplete. It could not be written. Free some space, or look at the "
            "program that reads it.")));
        return status == ExitStatus::Done ? ExitStatus::Storage : status;
    }

} // namespace

const std::vector<CommandOption>& commonOptions()
{
    static const std::vector<CommandOption> options{
        {"json", nullptr, QT_TRANSLATE_NOOP("Cli", "one JSON object a line on stdout")},
        {"data-dir", "DIR",
            QT_TRANSLATE_NOOP("Cli", "the folder that holds merchants, vault and history")},
        {"profile", "NAME", QT_TRANSLATE_NOOP("Cli", "the merchant (default: sandbox)")},
        {"gateway", "URL",
            QT_TRANSLATE_NOOP("Cli", "where calls go instead of the merchant's gateway")},
        {"ca-file", "FILE",
            QT_TRANSLATE_NOOP(
                "Cli", "the authority of a sandbox over https (default: the data folder's own)")},
        {"vault-password-fd", "N",
            QT_TRANSLATE_NOOP("Cli", "read the vault password from this descriptor")},
        {"vault-key-file", "F", QT_TRANSLATE_NOOP("Cli", "open the vault with this key file")},
        {"show-secrets", nullptr,
            QT_TRANSLATE_NOOP("Cli", "show keys in the output instead of masking them")},
        {"help", nullptr, QT_TRANSLATE_NOOP("Cli", "this text")},
    };
    return options;
}

} // namespace paydesk

int main(int argc, char* argv[])
{
    paydesk::hardenProcess();
    const QCoreApplication application(argc, argv);
    const QStringList words = QCoreApplication::arguments().mid(1);
    paydesk::hideKeys(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("paydesk"));
    QCoreApplication::setApplicationVersion(QStringLiteral(PAYDESK_VERSION));
    QTranslator translator;
    if (translator.load(QLocale(), QStringLiteral("paydesk"), QStringLiteral("_"),
            QStringLiteral(":/translations")))
        QCoreApplication::installTranslator(&translator);
    return int(paydesk::withOutputComplete(paydesk::runCli(words)));
}

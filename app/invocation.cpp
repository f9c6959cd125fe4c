#include "app/invocation.h"

#include "app/output.h"
#include "app/secretinput.h"
#include "core/base/wording.h"
#include "core/profile/credentials.h"

#include <QDir>
#include <QFile>
#include <QStandardPaths>

#include <cstdio>

namespace paydesk {

namespace {

    Result<QByteArray> readAll(const QString& path)
    {
        QFile file(path);
        const bool opened = path == u"-" ? file.open(stdin, QIODevice::ReadOnly)
                                         // It may hold a secret: no buffer keeps a copy of it.
                                         : file.open(QIODevice::ReadOnly | QIODevice::Unbuffered);
        if (!opened)
            return fail(FailureId::FileUnreadable,
                {{QStringLiteral("path"), path}, {QStringLiteral("reason"), file.errorString()}});
        return file.readAll();
    }

} // namespace

Invocation::Invocation(const Command& command, const QCommandLineParser& parser)
    : m_command(command)
    , m_parser(parser)
{
}

bool Invocation::has(const char* option) const
{
    return m_parser.isSet(QString::fromLatin1(option));
}

QByteArray Invocation::value(const char* option) const
{
    return m_parser.value(QString::fromLatin1(option)).toUtf8();
}

Result<int> Invocation::number(const char* option, int fallback, int least, int most) const
{
    if (!has(option))
        return fallback;
    bool numeric = false;
    const int given = value(option).toInt(&numeric);
    if (!numeric || given < least || given > most)
        return fail(FailureId::UsageWrong,
            {{QStringLiteral("reason"),
                tr("--%1 takes a whole number from %2 to %3.")
                    .arg(QString::fromLatin1(option))
                    .arg(least)
                    .arg(most)}});
    return given;
}

QList<QByteArray> Invocation::arguments() const
{
    QList<QByteArray> bytes;
    for (const QString& argument : m_parser.positionalArguments())
        bytes << argument.toUtf8();
    return bytes;
}

Result<QByteArray> Invocation::onlyArgument() const
{
    QList<QByteArray> given = arguments();
    if (given.size() != 1)
        return fail(FailureId::UsageWrong, {{QStringLiteral("reason"), tr("Give one argument.")}});
    return std::move(given.first());
}

Result<QByteArray> Invocation::inputText() const
{
    const QList<QByteArray> given = arguments();
    return fileText(given.isEmpty() ? QByteArray("-") : given.constFirst());
}

Result<QByteArray> Invocation::fileText(const QByteArray& path) const
{
    return readAll(QFile::decodeName(path));
}

Result<std::optional<Secret>> Invocation::givenKey() const
{
    if (has("key-file"))
        return secretFile("key-file");
    if (has("key")) {
        QByteArray given = value("key");
        if (given == "-") {
            Result<QByteArray> text = readAll(QStringLiteral("-"));
            if (!text)
                return fail(text.error());
            return std::optional<Secret>(secretFromText(std::move(*text)));
        }
        if (onTerminal(2))
            printError(tr("Warning: a key given with --key is visible in the process list. "
                          "--key-file, --key - and PAYDESK_KEY are not."));
        return std::optional<Secret>(Secret(std::move(given)));
    }
    if (qEnvironmentVariableIsSet("PAYDESK_KEY"))
        return std::optional<Secret>(secretFromText(qgetenv("PAYDESK_KEY")));
    return std::optional<Secret>();
}

Result<std::optional<Secret>> Invocation::secretFile(const char* option) const
{
    if (!has(option))
        return std::optional<Secret>();
    Result<QByteArray> text = readAll(QFile::decodeName(value(option)));
    if (!text)
        return fail(text.error());
    return std::optional<Secret>(secretFromText(std::move(*text)));
}

QList<QByteArray> Invocation::values(const char* option) const
{
    QList<QByteArray> values;
    for (const QString& value : m_parser.values(QString::fromLatin1(option)))
        values << value.toUtf8();
    return values;
}

Result<std::vector<Secret>> Invocation::secretFiles(const char* option) const
{
    std::vector<Secret> secrets;
    for (const QString& path : m_parser.values(QString::fromLatin1(option))) {
        Result<QByteArray> text = readAll(path);
        if (!text)
            return fail(text.error());
        secrets.push_back(secretFromText(std::move(*text)));
    }
    return secrets;
}

QString Invocation::dataFolder() const
{
    if (has("data-dir"))
        return QDir(QFile::decodeName(value("data-dir"))).absolutePath();
    return QStandardPaths::writableLocation(QStandardPaths::AppLocalDataLocation);
}

QByteArray Invocation::profileName() const
{
    return has("profile") ? value("profile") : sandboxProfile().name;
}

Result<std::unique_ptr<Workbench>> Invocation::openFolder(WorkbenchOptions options)
{
    if (has("gateway")) {
        options.gatewayUrl = value("gateway");
        while (options.gatewayUrl.endsWith('/'))
            options.gatewayUrl.chop(1);
    }
    if (has("ca-file"))
        options.caFile = QFile::decodeName(value("ca-file"));
    return Workbench::open(dataFolder(), std::move(options), m_clock);
}

Result<std::unique_ptr<Workbench>> Invocation::openWorkbench(WorkbenchOptions options)
{
    Result<std::unique_ptr<Workbench>> bench = openFolder(std::move(options));
    if (!bench)
        return bench;
    const Result<Profile> profile = (*bench)->profiles().profile(profileName());
    if (!profile)
        return fail(profile.error());
    if (!profile->isSandbox() && has("ca-file"))
        return fail(FailureId::UsageWrong,
            {{QStringLiteral("reason"),
                tr("--ca-file is for the sandbox only. A real merchant's gateway is trusted by the "
                   "system's authorities.")}});
    // A vault that is gone cannot be opened; use() says which key was in it.
    const bool gone = (*bench)->vault().status() == VaultStatus::Absent
        && secretStatus(*profile, SecretField::ApiKey, (*bench)->vault())
            == SecretStatus::Unavailable;
    if (!profile->isSandbox() && !gone) {
        if (const Result<void> unlocked = unlock((*bench)->vault()); !unlocked)
            return fail(unlocked.error());
    }
    if (const Result<void> used = (*bench)->use(profile->name); !used)
        return fail(used.error());
    return bench;
}

ExitStatus Invocation::failed(const Failure& failure) const
{
    printError(wordingOf(failure).sentence());
    if (json())
        printLine(failureJson(failure));
    return statusOf(failure);
}

ExitStatus statusOf(const Failure& failure)
{
    if (failure.id == FailureId::NoAnswerInTime)
        return ExitStatus::Cancelled; // "cancelled or timed out"
    switch (failure.kind) {
    case Failure::Kind::Input:
        return ExitStatus::Usage;
    case Failure::Kind::Transport:
    case Failure::Kind::Protocol:
        return ExitStatus::Network;
    case Failure::Kind::Gateway:
        return ExitStatus::Refused;
    case Failure::Kind::Storage:
        return ExitStatus::Storage;
    case Failure::Kind::Cancelled:
        return ExitStatus::Cancelled;
    }
    return ExitStatus::Usage;
}

} // namespace paydesk

#include "app/command.h"
#include "app/diagnosistext.h"
#include "app/invocation.h"
#include "app/output.h"
#include "app/search.h"
#include "app/signinput.h"
#include "app/tracetext.h"
#include "core/base/redact.h"
#include "core/base/wording.h"
#include "core/doctor/advice.h"
#include "core/doctor/casestream.h"

#include <QCoreApplication>
#include <QFile>

#include <cstdio>

namespace paydesk {

namespace {

    using Verdict = Diagnosis::Verdict;

    /// Keys stand masked in the strings; where a field's value holds one of them, it is taken out.
    void hideSecrets(ExplainedMessage& message, const Question& question)
    {
        Redactor redactor;
        for (const Secret* secret : {&question.key, &question.secrets.appSecret,
                 &question.secrets.apiV3Key, &question.secrets.sandboxKey})
            redactor.add(*secret);
        for (const Secret& old : question.secrets.previousKeys)
            redactor.add(old);
        for (Explanation& explanation : message.diagnosis.explanations)
            explanation.wrong.string = redactor.withoutValues(explanation.wrong.string);
        message.rightString = redactor.withoutValues(message.rightString);
    }

    void show(ExplainedMessage message, const Question& question, const Invocation& call)
    {
        message.rightString =
            shownString(message.diagnosis.right, question.key, call.showsSecrets());
        if (!call.showsSecrets())
            hideSecrets(message, question);
        if (call.json())
            printLine(explainedJson(message));
        else
            printExplained(message);
    }

    /// What the options say about the merchant and the order.
    Result<void> takeSecrets(Invocation& call, Question& question)
    {
        const std::pair<const char*, Secret&> files[] = {
            {"app-secret-file", question.secrets.appSecret},
            {"apiv3-key-file", question.secrets.apiV3Key},
            {"sandbox-key-file", question.secrets.sandboxKey}};
        for (const auto& [option, secret] : files) {
            Result<std::optional<Secret>> given = call.secretFile(option);
            if (!given)
                return fail(given.error());
            if (std::optional<Secret>& found = *given; found)
                secret = std::move(*found);
        }
        Result<std::vector<Secret>> old = call.secretFiles("old-key-file");
        if (!old)
            return fail(old.error());
        question.secrets.previousKeys = std::move(*old);
        return {};
    }

    /// The key on the command line; the merchant's secrets where one is named or no key is given.
    Result<void> takeKeys(Invocation& call, Question& question)
    {
        Result<std::optional<Secret>> given = keyOnCommandLine(call);
        if (!given)
            return fail(given.error());
        if (std::optional<Secret>& key = *given; key)
            question.key = std::move(*key);
        if (question.key.isEmpty() || call.has("profile")) {
            Result<KnownMerchant> merchant = merchantOf(call);
            if (!merchant)
                return fail(merchant.error());
            if (question.key.isEmpty())
                question.key = std::move(merchant->credentials.apiKey);
            question.secrets.appSecret = std::move(merchant->credentials.appSecret);
            question.identifiers = {
                {"appid", merchant->profile.appid}, {"mch_id", merchant->profile.mchId}};
        }
        return takeSecrets(call, question);
    }

    /// The type of a message whose label is missing, or is none: the order's, or, of a message from
    /// WeChat, what the signature's length says (protocol-v2.md §3.3).
    SignType assumedType(const Question& question, const QByteArray& label)
    {
        const bool fromWeChat = question.stage == SigningStage::Verify;
        if (fromWeChat && question.order.signType)
            return *question.order.signType;
        const bool longer = fromWeChat && question.received.size() == 64;
        return longer || label.toUpper().contains("SHA") ? SignType::HmacSha256 : SignType::Md5;
    }

    Result<void> takeType(const Invocation& call, Question& question)
    {
        if (call.has("order-sign-type")) {
            const Result<SignType> type = signTypeFromName(call.value("order-sign-type"));
            if (!type)
                return fail(type.error());
            question.order.signType = *type;
        }
        if (call.has("sign-type")) {
            const Result<SignType> type = signTypeFromName(call.value("sign-type"));
            if (!type)
                return fail(type.error());
            question.type = *type;
            return {};
        }
        const bool second = question.stage == SigningStage::PaySign;
        const QByteArray label = question.fields.value(second ? "signType" : "sign_type");
        // A misspelt label is one of the mistakes that are looked for.
        question.type = signTypeFromName(label).value_or(assumedType(question, label));
        return {};
    }

    Result<SigningStage> stageFor(const Invocation& call, const ReadInput& input)
    {
        if (!call.has("stage"))
            return isPaymentCall(input) ? SigningStage::PaySign : stageOf(input.fields);
        const std::optional<SigningStage> stage = stageFromName(call.value("stage"));
        if (!stage)
            return fail(FailureId::UsageWrong,
                {{QStringLiteral("reason"),
                    QCoreApplication::translate(
                        "Cli", "--stage takes request-sign, pay-sign or notify-verify.")}});
        return *stage;
    }

    Result<Question> questionFor(Invocation& call, const ReadInput& input)
    {
        Question question;
        const Result<SigningStage> stage = stageFor(call, input);
        if (!stage)
            return fail(stage.error());
        question.stage = *stage;
        const Result<void> keys = takeKeys(call, question);
        if (!keys)
            return fail(keys.error());
        const QByteArray appid = question.identifiers.value("appid");
        question.fields =
            signedFields(input, call, appid.isEmpty() ? sandboxProfile().appid : appid);
        question.received =
            call.has("sign") ? call.value("sign") : question.fields.value(question.signField());
        const Result<void> type = takeType(call, question);
        if (!type)
            return fail(type.error());
        return question;
    }

    /// Bytes that were on a wire are judged as such; what people wrote by hand was not.
    QList<CheckFinding> checksOf(
        const QByteArray& text, const ReadInput& input, const Question& question)
    {
        if (isPaymentCall(input))
            return checkPaymentCall(input, question.order.signType);
        if (input.kind == InputKind::Xml)
            return checkTransport({text, {}});
        return {};
    }

    /// A text that is no message may still be known: an error text, a body in another charset.
    ExitStatus unreadable(const Invocation& call, const Failure& failure, const QByteArray& text)
    {
        const QList<Advice> advice = adviceForText(text);
        const QList<CheckFinding> checks =
            text.trimmed().startsWith('<') ? checkTransport({text, {}}) : QList<CheckFinding>();
        if (!call.json()) {
            const ExitStatus status = call.failed(failure);
            printChecks(checks);
            printAdvice(advice);
            return status;
        }
        printError(wordingOf(failure).sentence());
        printLine(failureLine(failure)
                .raw("checkup", checksJson(checks))
                .raw("advice", adviceJson(advice))
                .object());
        return statusOf(failure);
    }

    ExitStatus explainMessage(Invocation& call)
    {
        const Result<QByteArray> text = messageText(call);
        if (!text)
            return call.failed(text.error());
        const Result<ReadInput> input = readInput(*text);
        if (!input)
            return unreadable(call, input.error(), *text);
        const Result<Question> question = questionFor(call, *input);
        if (!question)
            return call.failed(question.error());
        ExplainedMessage message;
        message.checks = checksOf(*text, *input, *question);
        message.diagnosis = search(*question);
        show(message, *question, call);
        if (message.diagnosis.verdict == Verdict::Cancelled)
            return ExitStatus::Cancelled;
        const bool sound = std::none_of(
            message.checks.cbegin(), message.checks.cend(), [](const CheckFinding& check) {
                return check.severity == CheckFinding::Severity::Error;
            });
        return message.diagnosis.verdict == Verdict::Correct && sound ? ExitStatus::Done
                                                                      : ExitStatus::Finding;
    }

    QByteArray malformedCaseJson(const QByteArray& id, const Failure& failure)
    {
        return JsonLine()
            .textOrNull("case_id", id)
            .text("error", failureName(failure.id))
            .text("message", wordingOf(failure).sentence().toUtf8())
            .object();
    }

    /// False when the reader of stdout has gone or the search was cancelled.
    bool explainCase(const Invocation& call, const DoctorCase& read, ExitStatus& status)
    {
        if (!read.question) {
            status = ExitStatus::Finding;
            if (call.json())
                return printLine(malformedCaseJson(read.id, read.question.error()));
            call.failed(read.question.error());
            return true;
        }
        ExplainedMessage message;
        message.caseId = read.id;
        message.diagnosis = search(*read.question);
        show(message, *read.question, call);
        if (message.diagnosis.verdict != Verdict::Cancelled)
            return true;
        status = ExitStatus::Cancelled;
        return false;
    }

    ExitStatus explainCases(const Invocation& call)
    {
        QFile input(QFile::decodeName(call.value("case")));
        if (!(call.value("case") == "-" ? input.open(stdin, QIODevice::ReadOnly)
                                        : input.open(QIODevice::ReadOnly)))
            return call.failed(failure(FailureId::FileUnreadable,
                {{QStringLiteral("path"), input.fileName()},
                    {QStringLiteral("reason"), input.errorString()}}));
        ExitStatus status = ExitStatus::Done;
        CaseStream cases(input);
        for (auto read = cases.next(); read && explainCase(call, *read, status);)
            read = cases.next();
        return status;
    }

    ExitStatus runExplain(Invocation& call)
    {
        return call.has("case") ? explainCases(call) : explainMessage(call);
    }

    std::vector<CommandOption> explainOptions()
    {
        std::vector<CommandOption> options = keyOptions();
        const CommandOption more[] = {
            {"sign", "S",
                QT_TRANSLATE_NOOP(
                    "Cli", "the signature in question, if the text does not carry it")},
            {"stage", "NAME",
                QT_TRANSLATE_NOOP("Cli",
                    "request-sign, pay-sign or notify-verify (default: by the field names)")},
            {"order-sign-type", "TYPE",
                QT_TRANSLATE_NOOP("Cli", "the signature type the order was placed with")},
            {"app-secret-file", "F",
                QT_TRANSLATE_NOOP(
                    "Cli", "a file that holds the AppSecret, which may be the key used")},
            {"apiv3-key-file", "F", QT_TRANSLATE_NOOP("Cli", "likewise the APIv3 key")},
            {"sandbox-key-file", "F",
                QT_TRANSLATE_NOOP("Cli", "likewise the official sandbox's key")},
            {"old-key-file", "F",
                QT_TRANSLATE_NOOP(
                    "Cli", "likewise an earlier API key; may be given several times")},
            {"case", "FILE",
                QT_TRANSLATE_NOOP("Cli",
                    "take cases instead of a message: one object, an array, or one a line; exit "
                    "status 0 when all could be read")},
        };
        options.insert(options.end(), std::begin(more), std::end(more));
        return options;
    }

} // namespace

std::vector<Command> explainCommands()
{
    return {{"explain", "[FILE|-]",
        QT_TRANSLATE_NOOP("Cli",
            "say why a signature is wrong, and prove it; exit status 1 when it is, or when the "
            "message breaks a rule"),
        explainOptions(),
        {"explain notification.xml --key-file key.txt",
            "explain request.xml --key-file key.txt --app-secret-file secret.txt",
            "explain - --sign 9A0A8659F005D6984697E2CA0A9CF3B8 <string-to-sign.txt",
            "explain pay.js --order-sign-type HMAC-SHA256", "explain --case cases.json --json"},
        runExplain}};
}

} // namespace paydesk

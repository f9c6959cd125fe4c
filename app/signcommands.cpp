#include "app/command.h"
#include "app/invocation.h"
#include "app/output.h"
#include "app/search.h"
#include "app/signinput.h"
#include "app/tracetext.h"

#include <QCoreApplication>
#include <QFile>

#include <cstdio>

namespace paydesk {

namespace {

    constexpr const char* secondSignature = "paySign";
    /// How long verify waits for the doctor's word: a script can spare it, and a slow computer
    /// needs more than a tenth of it.
    constexpr std::chrono::seconds patience{1};
    /// Advice that says what the signature is, or why there is none.
    const QByteArrayList telling{"rsa-signature-received", "probe-signature", "signature-shape",
        "refund-notify-decrypt", "failure-unsigned", "verification-missing"};

    /// What is to be signed, and how.
    struct SigningTask {
        Parameters fields;
        SignType type = SignType::Md5;
        QByteArray signField = "sign";
    };

    /// Of two values under one name nobody can tell which is meant.
    Result<void> refuseDuplicates(const Parameters& fields)
    {
        const QList<QByteArray> twice = fields.duplicates();
        if (twice.isEmpty())
            return {};
        return fail(FailureId::FieldMalformed,
            {{QStringLiteral("field"), QString::fromUtf8(twice.constFirst())},
                {QStringLiteral("rule"),
                    QStringLiteral(QT_TRANSLATE_NOOP("Reason", "a name occurs once"))}});
    }

    Result<SigningTask> taskOf(const ReadInput& input, const Invocation& call)
    {
        if (const Result<void> unique = refuseDuplicates(input.fields); !unique)
            return fail(unique.error());
        const bool second = isPaymentCall(input);
        SigningTask task;
        task.fields = signedFields(input, call, sandboxProfile().appid);
        if (second)
            task.signField = secondSignature;
        return signTypeOf(task.fields, second, call.value("sign-type")).map([&](SignType type) {
            task.type = type;
            return std::move(task);
        });
    }

    Result<SigningTask> readTask(const Invocation& call)
    {
        return messageText(call)
            .and_then([](const QByteArray& text) { return readInput(text); })
            .and_then([&](const ReadInput& input) { return taskOf(input, call); });
    }

    ExitStatus runSignOne(Invocation& call)
    {
        const Result<SigningTask> task = readTask(call);
        if (!task)
            return call.failed(task.error());
        const Result<Secret> key = signingKey(call);
        if (!key)
            return call.failed(key.error());
        const SignatureTrace trace =
            shownTrace(traceSignature(task->fields, *key, task->type, task->signField), *key,
                call.showsSecrets());
        const QByteArray string = shownString(trace, *key, call.showsSecrets());
        if (call.json()) {
            JsonLine line;
            line.text("sign", trace.signature)
                .text("sign_type", signTypeName(trace.type))
                .text("string_to_sign", string);
            if (call.has("trace"))
                line.raw("trace", stepsJson(trace));
            printLine(line.object());
        } else if (call.has("trace")) {
            printSteps(trace, string);
        } else {
            printLine(trace.signature);
        }
        return ExitStatus::Done;
    }

    /// {"params":{…},"key"?:…,"sign_type"?:…} → {"sign":…}
    Result<QByteArray> signBatchLine(const QByteArray& line,
        const std::optional<Secret>& fallbackKey, const QByteArray& forcedType)
    {
        const Result<ReadInput> outer = readInput(line);
        if (!outer)
            return fail(outer.error());
        if (outer->kind != InputKind::Json || !outer->fields.contains("params"))
            return fail(
                FailureId::FieldMissing, {{QStringLiteral("field"), QStringLiteral("params")}});
        const Result<ReadInput> params = readInput(outer->fields.value("params"));
        if (!params)
            return fail(params.error());
        if (const Result<void> unique = refuseDuplicates(params->fields); !unique)
            return fail(unique.error());
        const bool second = params->fields.contains(secondSignature);
        const QByteArray label =
            forcedType.isEmpty() ? outer->fields.value("sign_type") : forcedType;
        const Result<SignType> type = signTypeOf(params->fields, second, label);
        if (!type)
            return fail(type.error());
        const QByteArray signField = second ? secondSignature : "sign";
        const Secret own(outer->fields.value("key"));
        if (!own.isEmpty())
            return signatureOf(params->fields, own, *type, signField);
        if (!fallbackKey)
            return fail(
                FailureId::FieldMissing, {{QStringLiteral("field"), QStringLiteral("key")}});
        return signatureOf(params->fields, *fallbackKey, *type, signField);
    }

    ExitStatus runSignBatch(Invocation& call)
    {
        Result<std::optional<Secret>> given = keyOnCommandLine(call);
        if (!given)
            return call.failed(given.error());
        if (!*given && call.profileName() == sandboxProfile().name) {
            *given = sandboxCredentials().apiKey.clone();
        } else if (!*given) {
            Result<KnownMerchant> merchant = merchantOf(call);
            if (!merchant)
                return call.failed(merchant.error());
            *given = std::move(merchant->credentials.apiKey);
        }
        QFile input(QFile::decodeName(call.value("batch")));
        if (!(call.value("batch") == "-" ? input.open(stdin, QIODevice::ReadOnly)
                                         : input.open(QIODevice::ReadOnly)))
            return call.failed(failure(FailureId::FileUnreadable,
                {{QStringLiteral("path"), input.fileName()},
                    {QStringLiteral("reason"), input.errorString()}}));
        ExitStatus status = ExitStatus::Done;
        for (QByteArray line = input.readLine(); !line.isEmpty(); line = input.readLine()) {
            if (line.trimmed().isEmpty())
                continue;
            const Result<QByteArray> sign = signBatchLine(line, *given, call.value("sign-type"));
            if (!sign)
                status = ExitStatus::Finding;
            if (!printLine(
                    sign ? JsonLine().text("sign", *sign).object() : failureJson(sign.error())))
                return ExitStatus::Cancelled;
        }
        return status;
    }

    ExitStatus runSign(Invocation& call)
    {
        return call.has("batch") ? runSignBatch(call) : runSignOne(call);
    }

    /// What verify has found.
    struct Verification {
        QByteArray received;
        SignatureTrace trace;
        bool right = false;
    };

    /// What the doctor sees at once: the mistakes that were made, or what kind of signature it is.
    QString firstSightOf(const SigningTask& task, const QByteArray& received, const Secret& key)
    {
        Question question;
        question.fields = task.fields;
        question.stage =
            task.signField == secondSignature ? SigningStage::PaySign : stageOf(task.fields);
        question.type = task.type;
        question.received = received;
        question.key = key.clone();
        const Diagnosis diagnosis = search(question, patience);
        QStringList sentences;
        if (!diagnosis.explanations.isEmpty()) {
            for (const Cause& cause : diagnosis.explanations.constFirst().causes)
                sentences << cause.sentence();
        } else if (!diagnosis.advice.isEmpty()
            && telling.contains(diagnosis.advice.constFirst().id)) {
            sentences << diagnosis.advice.constFirst().what.text();
        }
        return sentences.join(u' ');
    }

    QString verdictOf(const Verification& found)
    {
        if (found.right)
            return QCoreApplication::translate("Cli", "The signature is right.");
        if (found.received.isEmpty())
            return QCoreApplication::translate("Cli", "The message carries no signature.");
        if (found.received.toUpper() == found.trace.signature)
            return QCoreApplication::translate(
                "Cli", "The signature is in lower case; WeChat sends and expects upper case.");
        return QCoreApplication::translate(
            "Cli", "The signature is wrong. Received %1, right is %2.")
            .arg(QString::fromUtf8(forTerminal(found.received)),
                QString::fromLatin1(found.trace.signature));
    }

    void printVerification(const Invocation& call, const SigningTask& task,
        const Verification& found, const Secret& key)
    {
        const SignatureTrace trace = shownTrace(found.trace, key, call.showsSecrets());
        const QByteArray string = shownString(trace, key, call.showsSecrets());
        if (call.json()) {
            JsonLine line;
            line.text("verdict", found.right ? "correct" : "wrong")
                .text("received", found.received)
                .text("sign", found.trace.signature)
                .text("sign_type", signTypeName(found.trace.type))
                .text("string_to_sign", string);
            if (call.has("trace"))
                line.raw("trace", stepsJson(trace));
            printLine(line.object());
            return;
        }
        if (call.has("trace"))
            printSteps(trace, string);
        printLine(verdictOf(found).toUtf8());
        const bool lowerCase = found.received.toUpper() == found.trace.signature;
        if (!found.right && !lowerCase) {
            if (const QString why = firstSightOf(task, found.received, key); !why.isEmpty())
                printLine(forTerminal(why.toUtf8()));
        }
    }

    ExitStatus runVerify(Invocation& call)
    {
        const Result<SigningTask> task = readTask(call);
        if (!task)
            return call.failed(task.error());
        const Result<Secret> key = signingKey(call);
        if (!key)
            return call.failed(key.error());
        Verification found;
        found.received = task->fields.value(task->signField);
        found.trace = traceSignature(task->fields, *key, task->type, task->signField);
        found.right = sameSignature(found.received, found.trace.signature);
        printVerification(call, *task, found, *key);
        return found.right ? ExitStatus::Done : ExitStatus::Finding;
    }

} // namespace

std::vector<Command> signCommands()
{
    std::vector<CommandOption> verifyOptions = keyOptions();
    verifyOptions.push_back({"trace", nullptr, QT_TRANSLATE_NOOP("Cli", "print every step")});
    std::vector<CommandOption> signOptions = verifyOptions;
    signOptions.push_back({"batch", "FILE",
        QT_TRANSLATE_NOOP(
            "Cli", "sign one JSON object a line: {\"params\":{…},\"key\"?:…,\"sign_type\"?:…}")});
    return {
        {"sign", "[FILE|-]",
            QT_TRANSLATE_NOOP("Cli",
                "compute a signature: XML, JSON, query string, curl command or wx.requestPayment "
                "object"),
            signOptions,
            {"sign order.xml --key-file key.txt", "sign --trace - <order.xml",
                "sign --json request.json --sign-type HMAC-SHA256", "sign --batch - <lines.jsonl"},
            runSign},
        {"verify", "[FILE|-]",
            QT_TRANSLATE_NOOP(
                "Cli", "check the signature a message carries; exit status 1 when it is wrong"),
            verifyOptions,
            {"verify notification.xml --key-file key.txt", "verify --json - <answer.xml"},
            runVerify},
    };
}

} // namespace paydesk

#include "app/command.h"
#include "app/invocation.h"
#include "app/output.h"
#include "core/base/wording.h"
#include "core/sign/textinput.h"

#include <QCoreApplication>
#include <QFile>

#include <cstdio>

namespace paydesk {

namespace {

    constexpr const char* secondSignature = "paySign";

    const std::vector<CommandOption>& keyOptions()
    {
        static const std::vector<CommandOption> options{
            {"key", "K",
                QT_TRANSLATE_NOOP(
                    "Cli", "the API key; - reads it from stdin (without any, the merchant's)")},
            {"key-file", "F", QT_TRANSLATE_NOOP("Cli", "a file that holds the API key")},
            {"sign-type", "TYPE",
                QT_TRANSLATE_NOOP(
                    "Cli", "MD5 or HMAC-SHA256 (default: what the message says, else MD5)")},
            {"appid", "ID",
                QT_TRANSLATE_NOOP(
                    "Cli", "the appId of a wx.requestPayment object that does not carry it")},
            {"trace", nullptr, QT_TRANSLATE_NOOP("Cli", "print every step")},
        };
        return options;
    }

    /// The key given on the command line, or the merchant's.
    Result<Secret> signingKey(Invocation& call)
    {
        Result<std::optional<Secret>> given = call.givenKey();
        if (!given)
            return fail(given.error());
        if (std::optional<Secret>& key = *given; key) {
            if (key->isEmpty())
                return fail(FailureId::KeyMissing,
                    {{QStringLiteral("profile"), QString::fromUtf8(call.profileName())}});
            return std::move(*key);
        }
        if (call.profileName() == sandboxProfile().name) {
            printError(QCoreApplication::translate(
                "Cli", "No key given: using the sandbox's published key."));
            return sandboxCredentials().apiKey.clone();
        }
        Result<std::unique_ptr<Workbench>> bench = call.openWorkbench();
        if (!bench)
            return fail(bench.error());
        return (*bench)->counter()->gateway().apiKey().clone();
    }

    /// What is to be signed, and how.
    struct Question {
        Parameters fields;
        SignType type = SignType::Md5;
        QByteArray signField = "sign";
    };

    Result<SignType> typeOf(const Parameters& fields, bool second, const QByteArray& forced)
    {
        if (!forced.isEmpty())
            return signTypeFromName(forced);
        const QByteArray label = fields.value(second ? "signType" : "sign_type");
        return label.isEmpty() ? Result<SignType>(SignType::Md5) : signTypeFromName(label);
    }

    Result<Question> questionOf(const ReadInput& input, Invocation& call)
    {
        Question question;
        question.fields = input.fields;
        const bool second =
            input.kind == InputKind::RequestPayment || input.fields.contains(secondSignature);
        if (second) {
            question.signField = secondSignature;
            // The call itself carries no appId, but the signature covers it (protocol-v2.md §5.1).
            if (!question.fields.contains("appId"))
                question.fields.set(
                    "appId", call.has("appid") ? call.value("appid") : sandboxProfile().appid);
        }
        const Result<SignType> type = typeOf(question.fields, second, call.value("sign-type"));
        if (!type)
            return fail(type.error());
        question.type = *type;
        return question;
    }

    Result<Question> readQuestion(Invocation& call)
    {
        if (call.value("key") == "-"
            && (call.arguments().isEmpty() || call.arguments().constFirst() == "-"))
            return fail(FailureId::UsageWrong,
                {{QStringLiteral("reason"),
                    QCoreApplication::translate(
                        "Cli", "The key and the message cannot both come from stdin.")}});
        const Result<QByteArray> text = call.inputText();
        if (!text)
            return fail(text.error());
        const Result<ReadInput> input = readInput(*text);
        if (!input)
            return fail(input.error());
        return questionOf(*input, call);
    }

    QByteArray shownString(const SignatureTrace& trace, const Secret& key, bool showSecrets)
    {
        if (!showSecrets)
            return trace.shownString();
        return key.reveal(
            [&](QByteArrayView bytes) { return trace.base + "&key=" + bytes.toByteArray(); });
    }

    QByteArray fateName(TracedField::Fate fate)
    {
        switch (fate) {
        case TracedField::Fate::Signed:
            return "signed";
        case TracedField::Fate::SkippedEmpty:
            return "skipped-empty";
        case TracedField::Fate::SkippedSign:
            return "skipped-sign";
        }
        return {};
    }

    QByteArray stepsJson(const SignatureTrace& trace)
    {
        QByteArray fields;
        for (const TracedField& traced : trace.fields) {
            fields += (fields.isEmpty() ? QByteArray() : QByteArray(","))
                + JsonLine()
                      .text("name", traced.field.name)
                      .text("value", traced.field.value)
                      .text("fate", fateName(traced.fate))
                      .number("start", traced.inBase.start)
                      .number("length", traced.inBase.length)
                      .object();
        }
        return JsonLine()
            .raw("fields", '[' + fields + ']')
            .text("base", trace.base)
            .text("digest", trace.digest)
            .object();
    }

    void printSteps(const SignatureTrace& trace, const QByteArray& string)
    {
        const auto say = [](const char* source) {
            return QCoreApplication::translate("Cli", source).toUtf8();
        };
        printLine(
            "1. " + say(QT_TRANSLATE_NOOP("Cli", "Leave out the signature and empty values")));
        for (const TracedField& traced : trace.fields)
            printLine("   " + fateName(traced.fate).leftJustified(14)
                + forTerminal(traced.field.name + '=' + traced.field.value));
        printLine("2. " + say(QT_TRANSLATE_NOOP("Cli", "Sort by name, byte by byte")));
        for (const qsizetype index : trace.order)
            printLine("   " + forTerminal(trace.fields.at(index).field.name));
        printLine("3. " + say(QT_TRANSLATE_NOOP("Cli", "Join as name=value with &")));
        printLine("   " + forTerminal(trace.base));
        printLine("4. " + say(QT_TRANSLATE_NOOP("Cli", "Append &key= and the API key")) + " ("
            + QByteArray::number(trace.keyLength) + " B)");
        printLine("   " + forTerminal(string));
        printLine("5. " + signTypeName(trace.type));
        printLine("   " + trace.digest);
        printLine("6. " + say(QT_TRANSLATE_NOOP("Cli", "Upper case")));
        printLine("   " + trace.signature);
    }

    ExitStatus runSignOne(Invocation& call)
    {
        const Result<Question> question = readQuestion(call);
        if (!question)
            return call.failed(question.error());
        const Result<Secret> key = signingKey(call);
        if (!key)
            return call.failed(key.error());
        const SignatureTrace trace =
            traceSignature(question->fields, *key, question->type, question->signField);
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
        const bool second = params->fields.contains(secondSignature);
        const QByteArray label =
            forcedType.isEmpty() ? outer->fields.value("sign_type") : forcedType;
        const Result<SignType> type = typeOf(params->fields, second, label);
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
        Result<std::optional<Secret>> given = call.givenKey();
        if (!given)
            return call.failed(given.error());
        if (!*given && call.profileName() == sandboxProfile().name)
            *given = sandboxCredentials().apiKey.clone();
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

    ExitStatus runVerify(Invocation& call)
    {
        const Result<Question> question = readQuestion(call);
        if (!question)
            return call.failed(question.error());
        const Result<Secret> key = signingKey(call);
        if (!key)
            return call.failed(key.error());
        const QByteArray received = question->fields.value(question->signField);
        const SignatureTrace trace =
            traceSignature(question->fields, *key, question->type, question->signField);
        const bool right = sameSignature(received, trace.signature);
        const QByteArray string = shownString(trace, *key, call.showsSecrets());
        if (call.json()) {
            JsonLine line;
            line.text("verdict", right ? "correct" : "wrong")
                .text("received", received)
                .text("sign", trace.signature);
            line.text("sign_type", signTypeName(trace.type)).text("string_to_sign", string);
            if (call.has("trace"))
                line.raw("trace", stepsJson(trace));
            printLine(line.object());
        } else {
            if (call.has("trace"))
                printSteps(trace, string);
            const QString verdict = right
                ? QCoreApplication::translate("Cli", "The signature is right.")
                : received.isEmpty()
                ? QCoreApplication::translate("Cli", "The message carries no signature.")
                : received.toUpper() == trace.signature
                ? QCoreApplication::translate(
                      "Cli", "The signature is in lower case; WeChat sends and expects upper case.")
                : QCoreApplication::translate(
                      "Cli", "The signature is wrong. Received %1, right is %2.")
                      .arg(QString::fromUtf8(forTerminal(received)),
                          QString::fromLatin1(trace.signature));
            printLine(verdict.toUtf8());
        }
        return right ? ExitStatus::Done : ExitStatus::Finding;
    }

} // namespace

std::vector<Command> signCommands()
{
    std::vector<CommandOption> signOptions = keyOptions();
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
            keyOptions(),
            {"verify notification.xml --key-file key.txt", "verify --json - <answer.xml"},
            runVerify},
    };
}

} // namespace paydesk

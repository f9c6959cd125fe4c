#include "app/signinput.h"

#include "app/invocation.h"
#include "app/output.h"
#include "core/profile/credentials.h"

#include <QCoreApplication>

namespace paydesk {

namespace {

    QString cliSentence(const char* source)
    {
        return QCoreApplication::translate("Cli", source);
    }

} // namespace

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
    };
    return options;
}

Result<QByteArray> messageText(const Invocation& call)
{
    const bool messageFromStdin =
        call.arguments().isEmpty() || call.arguments().constFirst() == "-";
    const bool keyFromStdin = call.value("key") == "-" || call.value("key-file") == "-";
    if (messageFromStdin && keyFromStdin)
        return fail(FailureId::UsageWrong,
            {{QStringLiteral("reason"),
                cliSentence(QT_TRANSLATE_NOOP(
                    "Cli", "The key and the message cannot both come from stdin."))}});
    return call.inputText();
}

Result<std::optional<Secret>> keyOnCommandLine(const Invocation& call)
{
    Result<std::optional<Secret>> given = call.givenKey();
    if (!given)
        return given;
    if (const std::optional<Secret>& key = *given; key && key->isEmpty())
        return fail(FailureId::UsageWrong,
            {{QStringLiteral("reason"),
                cliSentence(QT_TRANSLATE_NOOP("Cli",
                    "The key given is empty. Without the API key nothing can be signed or "
                    "verified."))}});
    return given;
}

Result<KnownMerchant> merchantOf(Invocation& call)
{
    if (call.profileName() == sandboxProfile().name) {
        if (!call.has("profile"))
            printError(cliSentence(
                QT_TRANSLATE_NOOP("Cli", "No key given: using the sandbox's published key.")));
        return KnownMerchant{sandboxProfile(), sandboxCredentials()};
    }
    Result<std::unique_ptr<Workbench>> bench = call.openWorkbench();
    if (!bench)
        return fail(bench.error());
    const Profile profile = (*bench)->profile();
    return credentialsOf(profile, (*bench)->vault()).map([&](Credentials&& credentials) {
        return KnownMerchant{profile, std::move(credentials)};
    });
}

Result<Secret> signingKey(Invocation& call)
{
    Result<std::optional<Secret>> given = keyOnCommandLine(call);
    if (!given)
        return fail(given.error());
    if (std::optional<Secret>& key = *given; key)
        return std::move(*key);
    return merchantOf(call).map(
        [](KnownMerchant&& merchant) { return std::move(merchant.credentials.apiKey); });
}

bool isPaymentCall(const ReadInput& input)
{
    const Parameters& fields = input.fields;
    // What the APP SDK takes is signed by other rules, in whatever notation it stands.
    const bool app = fields.contains("prepayid") && !fields.contains("paySign");
    return !app && (input.kind == InputKind::RequestPayment || fields.contains("paySign"));
}

Parameters signedFields(const ReadInput& input, const Invocation& call, const QByteArray& appid)
{
    if (!isPaymentCall(input))
        return input.fields;
    // wx.chooseWXPay is called with `timestamp`, and pages carry `appid`: both are signed as below.
    constexpr std::pair<QByteArrayView, QByteArrayView> spellings[] = {
        {"appid", "appId"}, {"timestamp", "timeStamp"}};
    Parameters fields;
    for (const Parameter& field : input.fields) {
        QByteArray name = field.name;
        for (const auto& [called, meant] : spellings) {
            if (name == called && !input.fields.contains(meant))
                name = meant.toByteArray();
        }
        fields.append(name, field.value);
    }
    if (!fields.contains("appId"))
        fields.set("appId", call.has("appid") ? call.value("appid") : appid);
    return fields;
}

Result<SignType> signTypeOf(const Parameters& fields, bool paymentCall, const QByteArray& forced)
{
    if (!forced.isEmpty())
        return signTypeFromName(forced);
    // What is signed for a payment call carries no paySign yet, but it names its type.
    const bool second =
        paymentCall || (fields.contains("signType") && !fields.contains("sign_type"));
    const QByteArray label = fields.value(second ? "signType" : "sign_type");
    return label.isEmpty() ? Result<SignType>(SignType::Md5) : signTypeFromName(label);
}

} // namespace paydesk

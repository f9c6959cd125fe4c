#include "ui/checkout/remedy.h"

#include <QCoreApplication>

#include <algorithm>

namespace paydesk {

namespace {

    struct RemedyText {
        Q_DECLARE_TR_FUNCTIONS(Remedy)
    };

} // namespace

bool isAboutSignature(const Failure& failure)
{
    const auto names = {"return_msg", "err_code", "errMsg"};
    return std::ranges::any_of(names, [&failure](const char* key) {
        const QString words = failure.details.value(QString::fromLatin1(key)).toString();
        return words.contains(QStringLiteral("签名"))
            || words.contains(QStringLiteral("SIGNERROR"));
    });
}

Remedy remedyFor(const Failure& failure, bool sandbox)
{
    if (isAboutSignature(failure))
        return Remedy::Signature;
    switch (failure.id) {
    case FailureId::KeyMissing:
    case FailureId::VaultLocked:
    case FailureId::VaultMissing:
    case FailureId::SecretAbsent:
    case FailureId::CertificateAbsent:
    case FailureId::CertificateUnfit:
    case FailureId::HostNotFound:
    case FailureId::ProxyFailed:
    case FailureId::TlsFailed:
        return Remedy::Settings;
    case FailureId::OrderExists:
        return Remedy::NewNumber;
    case FailureId::ConnectionRefused:
        return sandbox ? Remedy::StartSandbox : Remedy::Settings;
    default:
        break;
    }
    const bool spoke = failure.kind == Failure::Kind::Gateway
        || failure.kind == Failure::Kind::Protocol || failure.kind == Failure::Kind::Transport;
    return spoke ? Remedy::Exchange : Remedy::None;
}

QString remedyText(Remedy remedy)
{
    switch (remedy) {
    case Remedy::None:
        return {};
    case Remedy::Settings:
        return RemedyText::tr("Open the settings");
    case Remedy::Signature:
        return RemedyText::tr("See the signature");
    case Remedy::Exchange:
        return RemedyText::tr("See the exchange");
    case Remedy::Notifications:
        return RemedyText::tr("See the notifications");
    case Remedy::NewNumber:
        return RemedyText::tr("Take a new number");
    case Remedy::StartSandbox:
        return RemedyText::tr("Start the sandbox");
    }
    return {};
}

} // namespace paydesk

#include "ui/backstage/faultwords.h"

#include "core/protocol/endpoints.h"

#include <QCoreApplication>

namespace paydesk {

namespace {

    class FaultWords {
        Q_DECLARE_TR_FUNCTIONS(paydesk::FaultWords)
    };

} // namespace

QString faultName(FaultKind kind)
{
    switch (kind) {
    case FaultKind::Drop:
        return FaultWords::tr("Lost");
    case FaultKind::Delay:
        return FaultWords::tr("Late");
    case FaultKind::Repeat:
        return FaultWords::tr("Sent twice");
    case FaultKind::Reorder:
        return FaultWords::tr("Overtaken");
    case FaultKind::Tamper:
        return FaultWords::tr("Tampered with");
    case FaultKind::WrongKey:
        return FaultWords::tr("Wrong key");
    case FaultKind::WrongAmount:
        return FaultWords::tr("Wrong amount");
    case FaultKind::OtherMerchant:
        return FaultWords::tr("Another merchant");
    case FaultKind::Unsigned:
        return FaultWords::tr("No signature");
    case FaultKind::UserPaying:
        return FaultWords::tr("Password wanted");
    case FaultKind::SystemError:
        return FaultWords::tr("System error");
    case FaultKind::BankError:
        return FaultWords::tr("Bank error");
    case FaultKind::ErrCode:
        return FaultWords::tr("A chosen err_code");
    case FaultKind::TimeoutBefore:
        return FaultWords::tr("No answer, not done");
    case FaultKind::TimeoutAfter:
        return FaultWords::tr("No answer, but done");
    case FaultKind::HalfAnswer:
        return FaultWords::tr("Half an answer");
    case FaultKind::SlowDrip:
        return FaultWords::tr("Slow answer");
    case FaultKind::RefundAbnormal:
        return FaultWords::tr("Refund abnormal");
    case FaultKind::RefundClosed:
        return FaultWords::tr("Refund closed");
    }
    return {};
}

QString faultName(const QByteArray& id)
{
    const FaultCard* card = faultCard(QByteArrayView(id));
    return card ? faultName(card->kind) : QString::fromUtf8(id);
}

QString faultSentence(FaultKind kind)
{
    return QCoreApplication::translate("SandboxFaults", faultCard(kind).sentence);
}

QString faultScopeName(const QByteArray& scope)
{
    if (scope == notificationScope)
        return FaultWords::tr("Notifications");
    if (scope == everyInterface)
        return FaultWords::tr("All interfaces");
    const Endpoint* endpoint = endpointNamed(scope);
    return endpoint ? QString::fromLatin1(endpoint->path) : QString::fromUtf8(scope);
}

} // namespace paydesk

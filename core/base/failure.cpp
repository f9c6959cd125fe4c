#include "core/base/failure.h"

#include "core/base/wording.h"

#include <algorithm>
#include <utility>

namespace paydesk {

namespace {

    struct Named {
        FailureId id;
        Failure::Kind kind;
        const char* name;
    };

    constexpr Named allFailures[] = {
        {FailureId::AmountMalformed, Failure::Kind::Input, "amount-malformed"},
        {FailureId::AmountOutOfRange, Failure::Kind::Input, "amount-out-of-range"},
        {FailureId::FieldMissing, Failure::Kind::Input, "field-missing"},
        {FailureId::FieldTooLong, Failure::Kind::Input, "field-too-long"},
        {FailureId::FieldMalformed, Failure::Kind::Input, "field-malformed"},
        {FailureId::InputUnreadable, Failure::Kind::Input, "input-unreadable"},
        {FailureId::FileUnreadable, Failure::Kind::Input, "file-unreadable"},
        {FailureId::FileUnwritable, Failure::Kind::Input, "file-unwritable"},
        {FailureId::UsageWrong, Failure::Kind::Input, "usage-wrong"},
        {FailureId::KeyMissing, Failure::Kind::Input, "key-missing"},
        {FailureId::ProfileUnknown, Failure::Kind::Input, "profile-unknown"},
        {FailureId::ProfileExists, Failure::Kind::Input, "profile-exists"},
        {FailureId::ProfileMalformed, Failure::Kind::Storage, "profile-malformed"},
        {FailureId::CertificateUnreadable, Failure::Kind::Input, "certificate-unreadable"},
        {FailureId::RefundTooLarge, Failure::Kind::Input, "refund-too-large"},
        {FailureId::OrderUnpaid, Failure::Kind::Input, "order-unpaid"},
        {FailureId::RefundsUsedUp, Failure::Kind::Input, "refunds-used-up"},
        {FailureId::RefundExists, Failure::Kind::Input, "refund-exists"},
        {FailureId::RefundUnknown, Failure::Kind::Storage, "refund-unknown"},
        {FailureId::XmlRejected, Failure::Kind::Input, "xml-rejected"},
        {FailureId::JsonRejected, Failure::Kind::Input, "json-rejected"},
        {FailureId::ImportRejected, Failure::Kind::Input, "import-rejected"},
        {FailureId::BillRejected, Failure::Kind::Input, "bill-rejected"},
        {FailureId::HostNotFound, Failure::Kind::Transport, "host-not-found"},
        {FailureId::ConnectionRefused, Failure::Kind::Transport, "connection-refused"},
        {FailureId::ProxyFailed, Failure::Kind::Transport, "proxy-failed"},
        {FailureId::ConnectionLost, Failure::Kind::Transport, "connection-lost"},
        {FailureId::TlsFailed, Failure::Kind::Transport, "tls-failed"},
        {FailureId::NoAnswerInTime, Failure::Kind::Transport, "no-answer-in-time"},
        {FailureId::RedirectRefused, Failure::Kind::Transport, "redirect-refused"},
        {FailureId::AnswerTooLarge, Failure::Kind::Transport, "answer-too-large"},
        {FailureId::HttpStatusUnexpected, Failure::Kind::Transport, "http-status-unexpected"},
        {FailureId::PortInUse, Failure::Kind::Transport, "port-in-use"},
        {FailureId::ListenFailed, Failure::Kind::Transport, "listen-failed"},
        {FailureId::AnswerNotXml, Failure::Kind::Protocol, "answer-not-xml"},
        {FailureId::AnswerNotJson, Failure::Kind::Protocol, "answer-not-json"},
        {FailureId::AnswerUnsigned, Failure::Kind::Protocol, "answer-unsigned"},
        {FailureId::AnswerSignatureWrong, Failure::Kind::Protocol, "answer-signature-wrong"},
        {FailureId::AnswerForeign, Failure::Kind::Protocol, "answer-foreign"},
        {FailureId::AnswerIncomplete, Failure::Kind::Protocol, "answer-incomplete"},
        {FailureId::SealForeign, Failure::Kind::Protocol, "seal-foreign"},
        {FailureId::BillDamaged, Failure::Kind::Protocol, "bill-damaged"},
        {FailureId::GatewayRefused, Failure::Kind::Gateway, "gateway-refused"},
        {FailureId::BusinessRefused, Failure::Kind::Gateway, "business-refused"},
        {FailureId::LoginRefused, Failure::Kind::Gateway, "login-refused"},
        {FailureId::PaymentRefused, Failure::Kind::Gateway, "payment-refused"},
        {FailureId::StorageUnavailable, Failure::Kind::Storage, "storage-unavailable"},
        {FailureId::StorageFull, Failure::Kind::Storage, "storage-full"},
        {FailureId::StorageReadOnly, Failure::Kind::Storage, "storage-read-only"},
        {FailureId::StorageBusy, Failure::Kind::Storage, "storage-busy"},
        {FailureId::StorageDamaged, Failure::Kind::Storage, "storage-damaged"},
        {FailureId::StorageNewer, Failure::Kind::Storage, "storage-newer"},
        {FailureId::OrderExists, Failure::Kind::Storage, "order-exists"},
        {FailureId::OrderUnknown, Failure::Kind::Storage, "order-unknown"},
        {FailureId::OrderNotPayable, Failure::Kind::Input, "order-not-payable"},
        {FailureId::PayerForeign, Failure::Kind::Input, "payer-foreign"},
        {FailureId::VaultLocked, Failure::Kind::Storage, "vault-locked"},
        {FailureId::VaultMissing, Failure::Kind::Storage, "vault-missing"},
        {FailureId::VaultExists, Failure::Kind::Storage, "vault-exists"},
        {FailureId::VaultWrongPassword, Failure::Kind::Storage, "vault-wrong-password"},
        {FailureId::VaultDamaged, Failure::Kind::Storage, "vault-damaged"},
        {FailureId::VaultPasswordTooShort, Failure::Kind::Storage, "vault-password-too-short"},
        {FailureId::VaultWrongKey, Failure::Kind::Storage, "vault-wrong-key"},
        {FailureId::SlotAbsent, Failure::Kind::Storage, "slot-absent"},
        {FailureId::SlotUnknown, Failure::Kind::Storage, "slot-unknown"},
        {FailureId::SlotNeeded, Failure::Kind::Storage, "slot-needed"},
        {FailureId::SlotsUsedUp, Failure::Kind::Storage, "slots-used-up"},
        {FailureId::KeyFileExposed, Failure::Kind::Storage, "key-file-exposed"},
        {FailureId::KeyFileMalformed, Failure::Kind::Storage, "key-file-malformed"},
        {FailureId::KeychainLocked, Failure::Kind::Storage, "keychain-locked"},
        {FailureId::KeychainUnavailable, Failure::Kind::Storage, "keychain-unavailable"},
        {FailureId::KeyLost, Failure::Kind::Storage, "key-lost"},
        {FailureId::SecretAbsent, Failure::Kind::Storage, "secret-absent"},
        {FailureId::CertificateAbsent, Failure::Kind::Storage, "certificate-absent"},
        {FailureId::CertificateUnfit, Failure::Kind::Storage, "certificate-unfit"},
        {FailureId::Cancelled, Failure::Kind::Cancelled, "cancelled"},
        {FailureId::TimedOut, Failure::Kind::Cancelled, "timed-out"},
    };

    const Named& named(FailureId id)
    {
        const auto* found = std::find_if(std::begin(allFailures), std::end(allFailures),
            [id](const Named& row) { return row.id == id; });
        Q_ASSERT(found != std::end(allFailures));
        return *found;
    }

} // namespace

Failure::Kind kindOf(FailureId id)
{
    return named(id).kind;
}

QByteArray failureName(FailureId id)
{
    return named(id).name;
}

QByteArrayList failureNames()
{
    QByteArrayList names;
    for (const Named& row : allFailures)
        names.append(row.name);
    return names;
}

Failure failure(FailureId id, QVariantMap details)
{
    return {kindOf(id), id, std::move(details)};
}

} // namespace paydesk

#pragma once

#include <QVariantMap>

namespace paydesk {

/// What can go wrong, one name a cause. The sentence for people (what happened, why, what to do) is
/// made from it by wordingOf() in the language of the moment; scripts see failureName().
enum class FailureId {
    // What a person or a file gave us.
    AmountMalformed, ///< text
    AmountOutOfRange, ///< text
    FieldMissing, ///< field
    FieldTooLong, ///< field, length, limit (bytes)
    FieldMalformed, ///< field, rule
    InputUnreadable, ///< reason
    FileUnreadable, ///< path, reason
    FileUnwritable, ///< path, reason
    UsageWrong, ///< reason
    KeyMissing, ///< profile
    ProfileUnknown, ///< name
    ProfileExists, ///< name
    ProfileMalformed, ///< path, reason
    CertificateUnreadable, ///< path, reason
    RefundTooLarge, ///< amount, left (yuan)
    OrderUnpaid, ///< out_trade_no, state
    RefundsUsedUp, ///< limit
    RefundExists, ///< out_refund_no
    RefundUnknown, ///< out_refund_no
    XmlRejected, ///< reason (see xmlgate.h), line, column
    JsonRejected, ///< reason, offset
    ImportRejected, ///< line, field (may be empty), rule
    BillRejected, ///< line (0: the whole), column (may be empty), rule or reason
    // The way to another machine, or from it.
    HostNotFound, ///< host
    ConnectionRefused, ///< host, port
    ProxyFailed, ///< host, proxy, reason
    ConnectionLost, ///< host, reason
    TlsFailed, ///< host, reason
    NoAnswerInTime, ///< host, seconds
    RedirectRefused, ///< host, target
    AnswerTooLarge, ///< host, limit (bytes)
    HttpStatusUnexpected, ///< host, status
    PortInUse, ///< port, holder (may be empty)
    ListenFailed, ///< port, reason
    // An answer that must not be believed.
    AnswerNotXml, ///< host, start
    AnswerNotJson, ///< host, start
    AnswerUnsigned, ///< host
    AnswerSignatureWrong, ///< host
    AnswerForeign, ///< field, expected, received
    AnswerIncomplete, ///< field
    SealForeign, ///< field, rule: encrypted with another key than the merchant's
    BillDamaged, ///< reason, line (0: at its end)
    // The gateway understood and said no.
    GatewayRefused, ///< return_msg, why, error_code (the latter may be empty); meaning, remedy
    ///< (Bilingual; may be absent)
    BusinessRefused, ///< err_code, err_code_des, why (may be empty); meaning, remedy (the same)
    LoginRefused, ///< errcode, errmsg
    PaymentRefused, ///< errMsg, errDesc, why (may be empty)
    // What is kept on this machine.
    StorageUnavailable, ///< path, reason
    StorageFull, ///< path
    StorageReadOnly, ///< path
    StorageBusy, ///< path
    StorageDamaged, ///< path, kept (where the damaged file was put; may be empty)
    StorageNewer, ///< path, version, supported
    OrderExists, ///< out_trade_no
    OrderUnknown, ///< out_trade_no
    OrderNotPayable, ///< out_trade_no, state (or the trade type that cannot be paid so)
    PayerForeign, ///< out_trade_no
    VaultLocked,
    VaultMissing,
    VaultExists, ///< path
    VaultWrongPassword,
    VaultDamaged, ///< path, reason
    VaultPasswordTooShort, ///< limit (characters)
    VaultWrongKey, ///< a key file's or keychain's key that opens no slot
    SlotAbsent, ///< no keychain slot
    SlotUnknown, ///< slot (its id)
    SlotNeeded, ///< without it the vault could be lost
    SlotsUsedUp, ///< limit
    KeyFileExposed, ///< path
    KeyFileMalformed, ///< path
    KeychainLocked, ///< locked, or the entry is gone: it says the same for both
    KeychainUnavailable, ///< reason
    KeyLost, ///< profile, key_id: a key was saved, and the vault at hand does not hold it
    SecretAbsent, ///< field
    CertificateAbsent, ///< profile
    CertificateUnfit, ///< reason, value
    // Given up.
    Cancelled,
    TimedOut, ///< seconds
};

/// A failed operation as a value: its kind decides the exit status of the command line, its id the
/// sentence, its details the values in the sentence (already redacted: a Failure never carries a
/// secret).
struct Failure {
    enum class Kind { Input, Transport, Protocol, Gateway, Storage, Cancelled };

    Kind kind = Kind::Input;
    FailureId id = FailureId::UsageWrong;
    QVariantMap details;

    friend bool operator==(const Failure&, const Failure&) = default;
};

/// The kind every failure of this id has.
Failure::Kind kindOf(FailureId id);

/// A failure whose kind follows from its id.
Failure failure(FailureId id, QVariantMap details = {});

} // namespace paydesk

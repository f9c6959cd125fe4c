#pragma once

#include <QByteArray>
#include <QString>

namespace paydesk {

/// The true reason of a refusal, which WeChat keeps to itself and the sandbox tells in
/// X-Paydesk-Why. Where the doctor's catalogue has a mistake of this name, the name is the same.
struct Why {
    QByteArray id; ///< ASCII, such as "digest-lowercase"; empty: nothing to tell
    QString sentence; ///< in the language of the moment; never a byte of a key

    bool isEmpty() const { return id.isEmpty(); }
    /// "id sentence" with the sentence percent-encoded: what fits a header field.
    QByteArray header() const;
    /// The same decoded, UTF-8.
    QByteArray text() const;

    friend bool operator==(const Why&, const Why&) = default;
};

enum class RefusalCause {
    ForeignPage,
    CertificateMissing,
    CertificateUntrusted,
    CertificateEnded,
    CertificateNotYet,
    CertificateForeign, ///< detail: its common name
    MethodNotPost,
    BodyEmpty,
    BodyNotUtf8,
    XmlMalformed, ///< detail: the reader's sentence
    FieldMissing, ///< detail: field
    FieldTooLong, ///< detail: field
    FieldMalformed, ///< detail: field
    FieldForeign, ///< detail: field
    AppidLength,
    AppidUnknown,
    MchIdUnknown,
    MchAppidNotBound,
    SignLength,
    SignTypeSpelling,
    SignatureMismatch,
    TotalFeeMalformed,
    TotalFeeTooLarge,
    TimeExpireTooEarly,
    NotifyUrlRejected,
    OpenidMissing,
    OpenidMalformed,
    OpenidAppidMismatch,
    OrderUnknown,
    OrderChanged, ///< detail: field
    OrderPaid,
    OrderClosed,
    OrderExpired,
    NumberUsed,
    NotClosable,
    OrderReversed,
    RefundNumberUsed,
    RefundChanged,
    RefundTotalWrong,
    RefundOverdue,
    RefundedWholly,
    RefundTooMuch,
    TooManyRefunds,
    NotPaid,
    NotRefundable,
    FundsTooLow,
    RefundUnknown,
    AuthCodeMalformed,
    AuthCodeForeign,
    AuthCodeExpired,
    AuthCodeUsed,
    PayerTypes,
    PayerCancelled,
    PayerWithoutFunds,
    PayersCardRefused,
    NotScanned,
    RefundedBefore,
    ReversalOverdue,
    NoBill,
    HmacOnly,
    PackageWithoutPrefix,
    PrepayUnknown,
    PrepayExpired,
    PaysignAppidMismatch,
    SignTypeOrderMismatch,
    PayerMismatch,
    OtherFrontEnd, ///< detail: trade_type
    PartnerMismatch,
    AppPackage,
    AddressExpired,
};

Why whyOf(RefusalCause cause, const QByteArray& detail = {});

} // namespace paydesk

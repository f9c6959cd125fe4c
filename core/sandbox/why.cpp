#include "core/sandbox/why.h"

#include <QCoreApplication>

#include <algorithm>
#include <iterator>

namespace paydesk {

namespace {

    class SandboxWhy {
        Q_DECLARE_TR_FUNCTIONS(SandboxWhy)
    };

    struct CauseRow {
        RefusalCause cause;
        const char* id;
        const char* sentence;
    };

    constexpr CauseRow causes[] = {
        {RefusalCause::ForeignPage, "foreign-page",
            QT_TRANSLATE_NOOP(
                "SandboxWhy", "A web page or a foreign Host name must not reach the sandbox.")},
        {RefusalCause::CertificateMissing, "certificate-missing",
            QT_TRANSLATE_NOOP("SandboxWhy",
                "This interface asks for the merchant's client certificate, and none was shown.")},
        {RefusalCause::CertificateUntrusted, "certificate-untrusted",
            QT_TRANSLATE_NOOP("SandboxWhy",
                "The client certificate was not issued by this sandbox's authority; the right one "
                "is apiclient_cert.p12 in its data folder.")},
        {RefusalCause::CertificateEnded, "certificate-expired",
            QT_TRANSLATE_NOOP("SandboxWhy", "The client certificate has expired.")},
        {RefusalCause::CertificateNotYet, "certificate-not-yet-valid",
            QT_TRANSLATE_NOOP("SandboxWhy", "The client certificate is not valid yet.")},
        {RefusalCause::CertificateForeign, "certificate-foreign",
            QT_TRANSLATE_NOOP("SandboxWhy", "The client certificate is made out to %1.")},
        {RefusalCause::MethodNotPost, "method-not-post",
            QT_TRANSLATE_NOOP("SandboxWhy", "This interface takes POST only.")},
        {RefusalCause::BodyEmpty, "body-empty",
            QT_TRANSLATE_NOOP("SandboxWhy", "The request has no body.")},
        {RefusalCause::BodyNotUtf8, "request-body-charset",
            QT_TRANSLATE_NOOP("SandboxWhy", "The body is not UTF-8.")},
        {RefusalCause::XmlMalformed, "xml-malformed",
            QT_TRANSLATE_NOOP("SandboxWhy", "The body is not one flat XML document: %1")},
        {RefusalCause::FieldMissing, "field-missing",
            QT_TRANSLATE_NOOP("SandboxWhy", "The required field %1 is missing or empty.")},
        {RefusalCause::FieldTooLong, "field-too-long",
            QT_TRANSLATE_NOOP("SandboxWhy", "The field %1 is longer than documented.")},
        {RefusalCause::FieldMalformed, "field-malformed",
            QT_TRANSLATE_NOOP("SandboxWhy", "The field %1 does not have the documented form.")},
        {RefusalCause::FieldForeign, "field-foreign",
            QT_TRANSLATE_NOOP("SandboxWhy", "The field %1 belongs to another interface.")},
        {RefusalCause::AppidLength, "appid-length",
            QT_TRANSLATE_NOOP(
                "SandboxWhy", "An appid has 18 characters; look for a blank at its end.")},
        {RefusalCause::AppidUnknown, "appid-unknown",
            QT_TRANSLATE_NOOP("SandboxWhy", "The sandbox knows its own published appid only.")},
        {RefusalCause::MchIdUnknown, "mch-id-unknown",
            QT_TRANSLATE_NOOP("SandboxWhy", "The sandbox knows its own published mch_id only.")},
        {RefusalCause::MchAppidNotBound, "mch-appid-not-bound",
            QT_TRANSLATE_NOOP("SandboxWhy", "This appid exists, and is not bound to this mch_id.")},
        {RefusalCause::SignLength, "sign-length",
            QT_TRANSLATE_NOOP(
                "SandboxWhy", "A signature has 32 characters with MD5 and 64 with HMAC-SHA256.")},
        {RefusalCause::SignTypeSpelling, "sign-type-spelling",
            QT_TRANSLATE_NOOP("SandboxWhy", "The sign type is spelt exactly MD5 or HMAC-SHA256.")},
        {RefusalCause::SignatureMismatch, "signature-mismatch",
            QT_TRANSLATE_NOOP("SandboxWhy",
                "The signature does not fit the fields under the sandbox's API key.")},
        {RefusalCause::TotalFeeMalformed, "total-fee-decimal",
            QT_TRANSLATE_NOOP("SandboxWhy",
                "total_fee is a whole number of fen above 0, written in digits only.")},
        {RefusalCause::TotalFeeTooLarge, "total-fee-too-large",
            QT_TRANSLATE_NOOP("SandboxWhy", "total_fee is above ten million yuan.")},
        {RefusalCause::TimeExpireTooEarly, "time-expire-too-early",
            QT_TRANSLATE_NOOP("SandboxWhy",
                "time_expire lies less than a minute ahead; it is written in Beijing time "
                "(UTC+8).")},
        {RefusalCause::NotifyUrlRejected, "notify-url-rejected",
            QT_TRANSLATE_NOOP(
                "SandboxWhy", "notify_url is an absolute http or https address without a query.")},
        {RefusalCause::OpenidMissing, "openid-missing",
            QT_TRANSLATE_NOOP("SandboxWhy", "trade_type JSAPI needs the payer's openid.")},
        {RefusalCause::OpenidMalformed, "openid-malformed",
            QT_TRANSLATE_NOOP("SandboxWhy", "An openid has 28 characters and begins with o.")},
        {RefusalCause::OpenidAppidMismatch, "openid-appid-mismatch",
            QT_TRANSLATE_NOOP("SandboxWhy",
                "This openid was not given out under this appid; get one with a login code.")},
        {RefusalCause::OrderUnknown, "order-unknown",
            QT_TRANSLATE_NOOP("SandboxWhy", "The sandbox has no such order.")},
        {RefusalCause::OrderChanged, "order-changed",
            QT_TRANSLATE_NOOP("SandboxWhy",
                "This out_trade_no was placed before with another %1; only identical parameters "
                "may be sent again.")},
        {RefusalCause::OrderPaid, "order-paid",
            QT_TRANSLATE_NOOP("SandboxWhy", "The order is paid already.")},
        {RefusalCause::OrderClosed, "order-closed",
            QT_TRANSLATE_NOOP("SandboxWhy", "The order was closed.")},
        {RefusalCause::OrderExpired, "order-expired",
            QT_TRANSLATE_NOOP("SandboxWhy", "The order's time is over.")},
        {RefusalCause::NumberUsed, "number-used",
            QT_TRANSLATE_NOOP("SandboxWhy",
                "This out_trade_no belongs to an order of another kind; take a new one.")},
        {RefusalCause::NotClosable, "not-closable",
            QT_TRANSLATE_NOOP(
                "SandboxWhy", "A payment by a code that was scanned is not closed, but reversed.")},
        {RefusalCause::OrderReversed, "order-reversed",
            QT_TRANSLATE_NOOP("SandboxWhy", "The order was reversed.")},
        {RefusalCause::RefundNumberUsed, "refund-number-used",
            QT_TRANSLATE_NOOP(
                "SandboxWhy", "This out_refund_no belongs to a refund of another order.")},
        {RefusalCause::RefundChanged, "refund-changed",
            QT_TRANSLATE_NOOP("SandboxWhy",
                "This out_refund_no was sent before with other amounts; only identical ones may be "
                "sent again.")},
        {RefusalCause::RefundTotalWrong, "refund-total-wrong",
            QT_TRANSLATE_NOOP("SandboxWhy", "total_fee is not the amount of the order.")},
        {RefusalCause::RefundOverdue, "refund-overdue",
            QT_TRANSLATE_NOOP("SandboxWhy", "The order was paid more than a year ago.")},
        {RefusalCause::RefundedWholly, "refunded-wholly",
            QT_TRANSLATE_NOOP("SandboxWhy", "The order was refunded wholly before.")},
        {RefusalCause::RefundTooMuch, "refund-too-much",
            QT_TRANSLATE_NOOP(
                "SandboxWhy", "The refunds of the order would exceed what was paid.")},
        {RefusalCause::TooManyRefunds, "too-many-refunds",
            QT_TRANSLATE_NOOP("SandboxWhy", "An order can be refunded in at most 50 parts.")},
        {RefusalCause::NotPaid, "not-paid",
            QT_TRANSLATE_NOOP("SandboxWhy", "The order was not paid.")},
        {RefusalCause::NotRefundable, "not-refundable",
            QT_TRANSLATE_NOOP("SandboxWhy", "The order's state does not allow a refund.")},
        {RefusalCause::FundsTooLow, "funds-too-low",
            QT_TRANSLATE_NOOP("SandboxWhy",
                "The account does not hold so much: unsettled funds are what was paid today, the "
                "balance is what was paid on earlier days.")},
        {RefusalCause::RefundUnknown, "refund-unknown",
            QT_TRANSLATE_NOOP("SandboxWhy", "The sandbox has no such refund.")},
        {RefusalCause::AuthCodeMalformed, "auth-code-malformed",
            QT_TRANSLATE_NOOP("SandboxWhy", "A payment code has 18 digits.")},
        {RefusalCause::AuthCodeForeign, "auth-code-foreign",
            QT_TRANSLATE_NOOP("SandboxWhy", "A WeChat payment code begins with 10 to 15.")},
        {RefusalCause::AuthCodeExpired, "auth-code-expired",
            QT_TRANSLATE_NOOP("SandboxWhy", "The payment code is older than a minute.")},
        {RefusalCause::AuthCodeUsed, "auth-code-used",
            QT_TRANSLATE_NOOP("SandboxWhy", "The payment code was charged before.")},
        {RefusalCause::PayerTypes, "payer-types",
            QT_TRANSLATE_NOOP("SandboxWhy", "The payer is entering the password.")},
        {RefusalCause::PayerCancelled, "payer-cancelled",
            QT_TRANSLATE_NOOP("SandboxWhy", "The payer gave up, or the bank refused.")},
        {RefusalCause::PayerWithoutFunds, "payer-without-funds",
            QT_TRANSLATE_NOOP("SandboxWhy", "The payer has too little money.")},
        {RefusalCause::PayersCardRefused, "payers-card-refused",
            QT_TRANSLATE_NOOP("SandboxWhy", "The payer's card may not be used here.")},
        {RefusalCause::NotScanned, "not-scanned",
            QT_TRANSLATE_NOOP("SandboxWhy", "Only a payment by a scanned code can be reversed.")},
        {RefusalCause::RefundedBefore, "refunded-before",
            QT_TRANSLATE_NOOP("SandboxWhy", "The order was refunded before.")},
        {RefusalCause::ReversalOverdue, "reversal-overdue",
            QT_TRANSLATE_NOOP("SandboxWhy", "The payment is older than seven days.")},
        {RefusalCause::NoBill, "no-bill",
            QT_TRANSLATE_NOOP("SandboxWhy",
                "Nothing of this kind happened that day, or the day is not within the last three "
                "months.")},
        {RefusalCause::HmacOnly, "hmac-only",
            QT_TRANSLATE_NOOP("SandboxWhy", "This interface takes HMAC-SHA256 only.")},
        {RefusalCause::PackageWithoutPrefix, "paysign-package-without-prefix",
            QT_TRANSLATE_NOOP("SandboxWhy", "package is prepay_id= followed by the prepay_id.")},
        {RefusalCause::PrepayUnknown, "paysign-prepay-undefined",
            QT_TRANSLATE_NOOP("SandboxWhy", "The sandbox never gave out this prepay_id.")},
        {RefusalCause::PrepayExpired, "prepay-expired",
            QT_TRANSLATE_NOOP("SandboxWhy",
                "The prepay_id or the QR code is older than two hours; place the order again "
                "unchanged.")},
        {RefusalCause::PaysignAppidMismatch, "paysign-appid-mismatch",
            QT_TRANSLATE_NOOP("SandboxWhy", "appId is not the appid the order was placed with.")},
        {RefusalCause::SignTypeOrderMismatch, "sign-type-order-mismatch",
            QT_TRANSLATE_NOOP(
                "SandboxWhy", "signType is not the sign type the order was placed with.")},
        {RefusalCause::PayerMismatch, "payer-mismatch",
            QT_TRANSLATE_NOOP("SandboxWhy",
                "The order was placed for another openid than the paying customer's.")},
        {RefusalCause::OtherFrontEnd, "trade-type-front-end",
            QT_TRANSLATE_NOOP(
                "SandboxWhy", "The order's trade_type is %1, which is paid at another front end.")},
        {RefusalCause::PartnerMismatch, "paysign-partnerid-mismatch",
            QT_TRANSLATE_NOOP("SandboxWhy", "partnerid is the merchant's mch_id.")},
        {RefusalCause::AppPackage, "paysign-app-package",
            QT_TRANSLATE_NOOP("SandboxWhy",
                "An application's package is Sign=WXPay; the prepay_id stands in prepayid.")},
        {RefusalCause::AddressExpired, "mweb-url-expired",
            QT_TRANSLATE_NOOP("SandboxWhy", "An mweb_url is opened within five minutes.")},
    };

} // namespace

QByteArray Why::header() const
{
    return id + ' ' + sentence.toUtf8().toPercentEncoding();
}

QByteArray Why::text() const
{
    return isEmpty() ? QByteArray() : id + ' ' + sentence.toUtf8();
}

Why whyOf(RefusalCause cause, const QByteArray& detail)
{
    const auto* row = std::find_if(std::begin(causes), std::end(causes),
        [cause](const CauseRow& each) { return each.cause == cause; });
    Q_ASSERT(row != std::end(causes));
    const QString sentence = SandboxWhy::tr(row->sentence);
    return {row->id, sentence.contains(u"%1") ? sentence.arg(QString::fromUtf8(detail)) : sentence};
}

} // namespace paydesk

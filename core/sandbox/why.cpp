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
        Cause cause;
        const char* id;
        const char* sentence;
    };

    constexpr CauseRow causes[] = {
        {Cause::ForeignPage, "foreign-page",
            QT_TRANSLATE_NOOP(
                "SandboxWhy", "A web page or a foreign Host name must not reach the sandbox.")},
        {Cause::MethodNotPost, "method-not-post",
            QT_TRANSLATE_NOOP("SandboxWhy", "This interface takes POST only.")},
        {Cause::BodyEmpty, "body-empty",
            QT_TRANSLATE_NOOP("SandboxWhy", "The request has no body.")},
        {Cause::BodyNotUtf8, "request-body-charset",
            QT_TRANSLATE_NOOP("SandboxWhy", "The body is not UTF-8.")},
        {Cause::XmlMalformed, "xml-malformed",
            QT_TRANSLATE_NOOP("SandboxWhy", "The body is not one flat XML document: %1")},
        {Cause::FieldMissing, "field-missing",
            QT_TRANSLATE_NOOP("SandboxWhy", "The required field %1 is missing or empty.")},
        {Cause::FieldTooLong, "field-too-long",
            QT_TRANSLATE_NOOP("SandboxWhy", "The field %1 is longer than documented.")},
        {Cause::FieldMalformed, "field-malformed",
            QT_TRANSLATE_NOOP("SandboxWhy", "The field %1 does not have the documented form.")},
        {Cause::FieldForeign, "field-foreign",
            QT_TRANSLATE_NOOP("SandboxWhy", "The field %1 belongs to another interface.")},
        {Cause::AppidLength, "appid-length",
            QT_TRANSLATE_NOOP(
                "SandboxWhy", "An appid has 18 characters; look for a blank at its end.")},
        {Cause::AppidUnknown, "appid-unknown",
            QT_TRANSLATE_NOOP("SandboxWhy", "The sandbox knows its own published appid only.")},
        {Cause::MchIdUnknown, "mch-id-unknown",
            QT_TRANSLATE_NOOP("SandboxWhy", "The sandbox knows its own published mch_id only.")},
        {Cause::MchAppidNotBound, "mch-appid-not-bound",
            QT_TRANSLATE_NOOP("SandboxWhy", "This appid exists, and is not bound to this mch_id.")},
        {Cause::SignLength, "sign-length",
            QT_TRANSLATE_NOOP(
                "SandboxWhy", "A signature has 32 characters with MD5 and 64 with HMAC-SHA256.")},
        {Cause::SignTypeSpelling, "sign-type-spelling",
            QT_TRANSLATE_NOOP("SandboxWhy", "The sign type is spelt exactly MD5 or HMAC-SHA256.")},
        {Cause::DigestLowercase, "digest-lowercase",
            QT_TRANSLATE_NOOP("SandboxWhy", "The digest is right, and was left in lower case.")},
        {Cause::Md5InsteadOfHmac, "md5-instead-of-hmac",
            QT_TRANSLATE_NOOP(
                "SandboxWhy", "The signature is MD5, and the message says HMAC-SHA256.")},
        {Cause::HmacInsteadOfMd5, "hmac-instead-of-md5",
            QT_TRANSLATE_NOOP("SandboxWhy",
                "The signature is HMAC-SHA256, and the message says MD5 or nothing.")},
        {Cause::SignTypeOmitted, "sign-type-omitted",
            QT_TRANSLATE_NOOP("SandboxWhy", "The sign type was sent and not signed.")},
        {Cause::EmptyValuesIncluded, "empty-values-included",
            QT_TRANSLATE_NOOP("SandboxWhy", "Fields without a value were signed.")},
        {Cause::AppSecretAsKey, "app-secret-as-key",
            QT_TRANSLATE_NOOP("SandboxWhy", "The AppSecret was used in place of the API key.")},
        {Cause::KeyNotAppended, "key-not-appended",
            QT_TRANSLATE_NOOP(
                "SandboxWhy", "The string was signed without &key= and the API key at its end.")},
        {Cause::PaysignAppidOmitted, "paysign-appid-omitted",
            QT_TRANSLATE_NOOP("SandboxWhy", "appId was not signed.")},
        {Cause::SignatureMismatch, "signature-mismatch",
            QT_TRANSLATE_NOOP("SandboxWhy",
                "The signature does not fit the fields under the sandbox's API key.")},
        {Cause::TotalFeeMalformed, "total-fee-decimal",
            QT_TRANSLATE_NOOP("SandboxWhy",
                "total_fee is a whole number of fen above 0, written in digits only.")},
        {Cause::TotalFeeTooLarge, "total-fee-too-large",
            QT_TRANSLATE_NOOP("SandboxWhy", "total_fee is above ten million yuan.")},
        {Cause::TimeExpireTooEarly, "time-expire-too-early",
            QT_TRANSLATE_NOOP("SandboxWhy",
                "time_expire lies less than a minute ahead; it is written in Beijing time "
                "(UTC+8).")},
        {Cause::NotifyUrlRejected, "notify-url-rejected",
            QT_TRANSLATE_NOOP(
                "SandboxWhy", "notify_url is an absolute http or https address without a query.")},
        {Cause::OpenidMissing, "openid-missing",
            QT_TRANSLATE_NOOP("SandboxWhy", "trade_type JSAPI needs the payer's openid.")},
        {Cause::OpenidMalformed, "openid-malformed",
            QT_TRANSLATE_NOOP("SandboxWhy", "An openid has 28 characters and begins with o.")},
        {Cause::OpenidAppidMismatch, "openid-appid-mismatch",
            QT_TRANSLATE_NOOP("SandboxWhy",
                "This openid was not given out under this appid; get one with a login code.")},
        {Cause::OrderUnknown, "order-unknown",
            QT_TRANSLATE_NOOP("SandboxWhy", "The sandbox has no such order.")},
        {Cause::OrderChanged, "order-changed",
            QT_TRANSLATE_NOOP("SandboxWhy",
                "This out_trade_no was placed before with another %1; only identical parameters "
                "may be sent again.")},
        {Cause::OrderPaid, "order-paid",
            QT_TRANSLATE_NOOP("SandboxWhy", "The order is paid already.")},
        {Cause::OrderClosed, "order-closed",
            QT_TRANSLATE_NOOP("SandboxWhy", "The order was closed.")},
        {Cause::OrderExpired, "order-expired",
            QT_TRANSLATE_NOOP("SandboxWhy", "The order's time is over.")},
        {Cause::PackageWithoutPrefix, "paysign-package-without-prefix",
            QT_TRANSLATE_NOOP("SandboxWhy", "package is prepay_id= followed by the prepay_id.")},
        {Cause::PrepayUnknown, "paysign-prepay-undefined",
            QT_TRANSLATE_NOOP("SandboxWhy", "The sandbox never gave out this prepay_id.")},
        {Cause::PrepayExpired, "prepay-expired",
            QT_TRANSLATE_NOOP("SandboxWhy",
                "The prepay_id or the QR code is older than two hours; place the order again "
                "unchanged.")},
        {Cause::PaysignAppidMismatch, "paysign-appid-mismatch",
            QT_TRANSLATE_NOOP("SandboxWhy", "appId is not the appid the order was placed with.")},
        {Cause::SignTypeOrderMismatch, "sign-type-order-mismatch",
            QT_TRANSLATE_NOOP(
                "SandboxWhy", "signType is not the sign type the order was placed with.")},
        {Cause::PayerMismatch, "payer-mismatch",
            QT_TRANSLATE_NOOP("SandboxWhy",
                "The order was placed for another openid than the paying customer's.")},
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

Why whyOf(Cause cause, const QByteArray& detail)
{
    const auto* row = std::find_if(std::begin(causes), std::end(causes),
        [cause](const CauseRow& each) { return each.cause == cause; });
    Q_ASSERT(row != std::end(causes));
    const QString sentence = SandboxWhy::tr(row->sentence);
    return {row->id, sentence.contains(u"%1") ? sentence.arg(QString::fromUtf8(detail)) : sentence};
}

} // namespace paydesk

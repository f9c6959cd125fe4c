#pragma once

#include "core/sandbox/payment.h"
#include "core/sign/frontend.h"

#include <optional>

namespace paydesk {

/// What one of the front ends opens the payment with (protocol-v2.md §5.2): the body of POST
/// /sandbox/requestPayment, read. The member "frontEnd" names it; without one an object with
/// `prepayid` is an application's, any other a mini program's.
struct PaymentCall {
    FrontEnd frontEnd = FrontEnd::MiniProgram;
    Parameters fields; ///< under the names of the call, appId included
    QByteArray prepayId;
    Payer payer;
};

/// The call; or the phone's objection to names, types and package, before the order is looked at
/// (§5.3, §5.4).
tl::expected<PaymentCall, Reply> readPaymentCall(const QByteArray& body);

/// The reply in the words of the front end that called: an official account's page hears
/// get_brand_wcpay_request.
Reply inWordsOf(FrontEnd frontEnd, Reply reply);

/// "payer" of a control's body; nothing when its action is unknown.
std::optional<Payer> payerOf(const QJsonObject& call);
std::optional<QJsonObject> readObject(const QByteArray& body);
/// The body is no JSON object; the payer's action is unknown.
Reply unreadable();
Reply badPayer();
/// The package does not lead to a prepay_id that can be paid.
Reply badPackage(const Why& why);
Reply badSignature(const Why& why);

} // namespace paydesk

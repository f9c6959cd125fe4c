#pragma once

#include "core/sign/signer.h"

#include <optional>

namespace paydesk {

/// The places from which a customer comes to WeChat's payment (protocol-v2.md §5.2).
enum class FrontEnd {
    MiniProgram, ///< wx.requestPayment
    OfficialAccount, ///< WeixinJSBridge, getBrandWCPayRequest
    ChooseWxPay, ///< JSSDK, wx.chooseWXPay
    App, ///< the merchant's own application
    H5, ///< a browser outside WeChat: opens mweb_url
    Native, ///< the QR code of one order, code_url ("mode 2")
    NativeLink, ///< the QR code of a product, signed by the merchant ("mode 1")
};

/// "mini-program", "official-account", "choose-wxpay", "app", "h5", "native", "native-link".
QByteArray frontEndName(FrontEnd frontEnd);
/// Exactly these; FieldMalformed otherwise.
Result<FrontEnd> frontEndFromName(QByteArrayView name);
/// The trade_type of the orders that are paid there.
QByteArray tradeTypeOf(FrontEnd frontEnd);
/// Where an order of this trade_type can be paid, the usual place first; empty for MICROPAY and
/// what is unknown.
QList<FrontEnd> frontEndsOf(QByteArrayView tradeType);
/// H5 and Native need none: the address that the gateway answers is all.
bool needsSecondSignature(FrontEnd frontEnd);

/// What a second signature is made for.
struct PaySource {
    QByteArray appId; ///< under which the payer pays
    QByteArray mchId; ///< APP, NativeLink
    QByteArray prepayId; ///< all but NativeLink
    QByteArray productId; ///< NativeLink
};

/// The second signature for any front end that needs one (PayRequest of wx.requestPayment for a
/// mini program): what it is called with, under its own names, and how its signature came about.
/// The type is the order's; a NativeLink has none and is signed with MD5.
PayRequest payRequest(FrontEnd frontEnd, const PaySource& source, SignType type, const Secret& key,
    const Clock& clock);

/// The name that the signature goes by: "paySign" or "sign".
QByteArrayView signFieldOf(FrontEnd frontEnd);
/// The fields that were signed for a call, under the names they are signed by; `appId` for the
/// calls that do not carry it.
Parameters signedFieldsOf(FrontEnd frontEnd, const Parameters& call, const QByteArray& appId);
/// What a front end is called with for these signed fields and their signature.
Parameters callOf(FrontEnd frontEnd, const Parameters& signedFields, const QByteArray& signature);
/// Where a recorded call belongs, judged by the names of its fields; nothing when it is none.
std::optional<FrontEnd> frontEndOfCall(const Parameters& call);

/// The text of a NativeLink's QR code.
QByteArray nativeLink(const Parameters& call);
/// mweb_url with the page that the customer comes back to; as it is when there is none.
QByteArray mwebLink(const QByteArray& mwebUrl, const QByteArray& redirectUrl);

} // namespace paydesk

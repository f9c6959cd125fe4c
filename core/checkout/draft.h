#pragma once

#include "core/base/clock.h"
#include "core/base/money.h"
#include "core/profile/profile.h"
#include "core/sign/frontend.h"

#include <QList>

namespace paydesk {

/// What a person fills in to place an order; UTF-8 bytes (protocol-v2.md §4.1).
struct OrderDraft {
    QByteArray outTradeNo;
    QByteArray body;
    Fen totalFee;
    QByteArray tradeType = "JSAPI"; ///< JSAPI, NATIVE, APP, MWEB; MICROPAY: see Micropay
    FrontEnd frontEnd = FrontEnd::MiniProgram; ///< JSAPI: where the customer pays
    QByteArray openid; ///< JSAPI: the payer; empty: taken from `code`
    QByteArray subOpenid; ///< JSAPI: the same under the sub merchant's appid, in place of openid
    QByteArray code; ///< JSAPI: what wx.login gave
    QByteArray authCode; ///< MICROPAY: the payer's code; sent, and never kept
    QByteArray notifyUrl; ///< all but MICROPAY
    QByteArray spbillCreateIp = "127.0.0.1";
    SignType signType = SignType::Md5;
    Parameters more; ///< attach, detail, time_expire, product_id, scene_info … by their field names

    friend bool operator==(const OrderDraft&, const OrderDraft&) = default;
};

/// PD + Beijing time to the millisecond + four random digits: unique per merchant, within
/// out_trade_no's rules.
QByteArray newOutTradeNo(const Clock& clock);

/// The rules of unifiedorder's (of a MICROPAY draft, micropay's) fields, all that are broken, in
/// the order of the form. FieldMissing, FieldTooLong, FieldMalformed, AmountOutOfRange. Lengths are
/// bytes.
QList<Failure> brokenRules(const OrderDraft& draft, const Profile& profile);

/// The field that names a payer who has logged in: a service provider's payers log in under the sub
/// merchant's appid where it has one.
const char* payerFieldOf(const Profile& profile);
/// The appid under which an order is paid, which its second signature names. `request`: the order's
/// business fields.
QByteArray payingAppidOf(
    const QByteArray& tradeType, const Parameters& request, const Profile& profile);
/// The merchant number that an APP order's second signature names.
QByteArray payeeOf(const Profile& profile);

/// The endpoint's own fields of the draft, in a fixed order, empty ones left out.
Parameters businessFields(const OrderDraft& draft);

} // namespace paydesk

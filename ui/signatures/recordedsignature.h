#pragma once

#include "core/orders/store.h"
#include "core/sign/frontend.h"

namespace paydesk {

/// A signature as the history holds it: what was signed, and what came of it then.
struct RecordedSignature {
    Parameters fields; ///< as sent, `sign` or `paySign` included
    SignType type = SignType::Md5;
    QByteArray signField = "sign";
    qint64 exchangeId = 0; ///< 0: none
    bool refused = false; ///< the gateway said that the signature is wrong

    QByteArray signature() const { return fields.value(signField); }
    /// The message again: XML, or the call's JSON.
    QByteArray message() const;
    friend bool operator==(const RecordedSignature&, const RecordedSignature&) = default;
};

/// Both signatures of one order; a side is missing when the order never got that far here.
struct OrderSignatures {
    QByteArray outTradeNo;
    std::optional<RecordedSignature> unifiedOrder;
    std::optional<RecordedSignature> paySign;
    bool scanned = false; ///< paid by a code: one request, which is not on record as sent
    std::optional<FrontEnd> frontEnd; ///< the one that paySign was made for

    QByteArray tradeType() const;
    /// What the second signature is for another front end of the same trade type: the three of
    /// JSAPI sign the same string. Nothing where it would be another signature altogether.
    std::optional<RecordedSignature> paySignFor(FrontEnd other) const;
    friend bool operator==(const OrderSignatures&, const OrderSignatures&) = default;
};

/// On the reading thread: the last unified order that WeChat took (else the last one sent), and the
/// last call of a front end.
Result<OrderSignatures> readSignatures(
    const OrderReader& reader, const QByteArray& profile, const QByteArray& outTradeNo);

/// What the fields themselves say about their sign type: sign_type, signType, or the length of the
/// signature; MD5 otherwise.
SignType signTypeOf(const Parameters& fields, QByteArrayView signature);

} // namespace paydesk

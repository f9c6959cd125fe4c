#pragma once

#include "core/base/secret.h"
#include "core/sign/parameters.h"
#include "core/sign/signer.h"

#include <QList>

#include <optional>
#include <utility>
#include <vector>

namespace paydesk {

/// Which signature is in question: a request's, wx.requestPayment's, or that of a message from
/// WeChat. It decides which mistakes are possible.
enum class SigningStage { Request, PaySign, Verify };

/// "request-sign", "pay-sign", "notify-verify": the words of the case format.
QByteArray stageName(SigningStage stage);
std::optional<SigningStage> stageFromName(QByteArrayView name);
/// What the fields themselves say: a paySign or the names of wx.requestPayment, a return_code, or
/// else a request.
SigningStage stageOf(const Parameters& fields);

/// The other secrets of the same merchant that may have been used in the key's place. All may be
/// empty.
struct OtherSecrets {
    Secret appSecret;
    Secret apiV3Key;
    Secret sandboxKey;
    std::vector<Secret> previousKeys;
    std::vector<std::pair<QByteArray, Secret>> otherKeys; ///< mch_id and its key

    OtherSecrets clone() const;
};

/// What the order step knew.
struct OrderFacts {
    std::optional<SignType> signType; ///< the order's; none: not known
    QList<QByteArray> otherNonces;
    QList<QByteArray> otherTimestamps; ///< seconds, as text
    QList<QByteArray> relatedSigns; ///< other signatures of the same order
    QByteArray openid;
    QByteArray totalFee;
};

/// A signature that is to be explained.
struct Question {
    Parameters fields; ///< as sent or received, `sign`/`paySign` included where it stood there
    SigningStage stage = SigningStage::Request;
    SignType type = SignType::Md5;
    QByteArray received; ///< the signature in question, to the byte; may be empty: nothing to prove
    Secret key;
    OtherSecrets secrets;
    /// appid, mch_id, cert_serial and their siblings: sp_appid, sub_appid, mp_appid, app_appid,
    /// sp_mch_id, sub_mch_id, other_mch_id.
    Parameters identifiers;
    OrderFacts order;

    /// "paySign" or "sign".
    QByteArray signField() const;
    Question clone() const;
};

} // namespace paydesk

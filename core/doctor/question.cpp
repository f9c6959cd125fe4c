#include "core/doctor/question.h"

namespace paydesk {

QByteArray stageName(SigningStage stage)
{
    switch (stage) {
    case SigningStage::Request:
        return "request-sign";
    case SigningStage::PaySign:
        return "pay-sign";
    case SigningStage::Verify:
        return "notify-verify";
    }
    return {};
}

std::optional<SigningStage> stageFromName(QByteArrayView name)
{
    for (const SigningStage stage :
        {SigningStage::Request, SigningStage::PaySign, SigningStage::Verify}) {
        if (name == stageName(stage))
            return stage;
    }
    return {};
}

SigningStage stageOf(const Parameters& fields)
{
    for (const QByteArrayView name : {"paySign", "nonceStr", "timeStamp", "signType"}) {
        if (fields.contains(name))
            return SigningStage::PaySign;
    }
    const bool answered = fields.contains("return_code") || fields.contains("result_code");
    return answered ? SigningStage::Verify : SigningStage::Request;
}

OtherSecrets OtherSecrets::clone() const
{
    OtherSecrets copy;
    copy.appSecret = appSecret.clone();
    copy.apiV3Key = apiV3Key.clone();
    copy.sandboxKey = sandboxKey.clone();
    for (const Secret& key : previousKeys)
        copy.previousKeys.push_back(key.clone());
    for (const auto& [mchId, key] : otherKeys)
        copy.otherKeys.emplace_back(mchId, key.clone());
    return copy;
}

QByteArray Question::signField() const
{
    return stage == SigningStage::PaySign ? "paySign" : "sign";
}

Question Question::clone() const
{
    return {fields, stage, type, received, key.clone(), secrets.clone(), identifiers, order};
}

} // namespace paydesk

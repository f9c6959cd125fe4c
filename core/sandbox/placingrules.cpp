#include "core/sandbox/placingrules.h"

#include "core/sandbox/logins.h"

namespace paydesk {

namespace {

    constexpr qint64 largestPayment = 1'000'000'000;

    Accepted<void> checkOpenid(const Parameters& fields)
    {
        const QByteArray openid = fields.value("openid");
        if (fields.value("trade_type") != "JSAPI")
            return {};
        if (!isOpenid(openid))
            return refused("PARAM_ERROR", "无效的openid", whyOf(RefusalCause::OpenidMalformed));
        if (!belongsTo(openid, fields.value("appid")))
            return refused(
                "PARAM_ERROR", "appid和openid不匹配", whyOf(RefusalCause::OpenidAppidMismatch));
        return {};
    }

} // namespace

Accepted<void> checkLargestFee(const Parameters& fields)
{
    if (fields.value("total_fee").toLongLong() > largestPayment)
        return notUnderstood("invalid total_fee", whyOf(RefusalCause::TotalFeeTooLarge));
    return {};
}

Accepted<void> checkPlacing(const Parameters& fields)
{
    if (fields.contains("auth_code"))
        return notUnderstood(
            "不识别的参数auth_code", whyOf(RefusalCause::FieldForeign, "auth_code"));
    if (auto fee = checkLargestFee(fields); !fee)
        return fee;
    return checkOpenid(fields);
}

} // namespace paydesk

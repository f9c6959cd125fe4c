#include "core/checkout/draft.h"

#include "core/base/clock.h"

#include <QRandomGenerator>

namespace paydesk {

namespace {
    constexpr int randomDigits = 4;
    constexpr quint32 randomNumbers = 10'000;
} // namespace

QByteArray newOutTradeNo(const Clock& clock)
{
    const QByteArray stamp = inBeijing(clock.now()).toString(u"yyyyMMddHHmmsszzz").toLatin1();
    const quint32 random = QRandomGenerator::system()->bounded(randomNumbers);
    return "PD" + stamp + QByteArray::number(random).rightJustified(randomDigits, '0');
}

const char* payerFieldOf(const Profile& profile)
{
    return profile.sub.appid.isEmpty() ? "openid" : "sub_openid";
}

QByteArray payingAppidOf(
    const QByteArray& tradeType, const Parameters& request, const Profile& profile)
{
    // A payer named by openid has logged in under the service provider's own appid.
    const bool atProvider = tradeType == "JSAPI" && !request.contains("sub_openid");
    return atProvider ? profile.appid : profile.payingAppid();
}

QByteArray payeeOf(const Profile& profile)
{
    return profile.sub.isEmpty() ? profile.mchId : profile.sub.mchId;
}

Parameters businessFields(const OrderDraft& draft)
{
    Parameters fields;
    const auto add = [&fields](const QByteArray& name, const QByteArray& value) {
        if (!value.isEmpty())
            fields.append(name, value);
    };
    add("out_trade_no", draft.outTradeNo);
    add("body", draft.body);
    add("total_fee", QByteArray::number(draft.totalFee.value));
    if (draft.tradeType != "MICROPAY") {
        add("trade_type", draft.tradeType);
        add("openid", draft.openid);
        add("sub_openid", draft.subOpenid);
        add("notify_url", draft.notifyUrl);
    }
    add("spbill_create_ip", draft.spbillCreateIp);
    for (const Parameter& field : draft.more)
        add(field.name, field.value);
    return fields;
}

} // namespace paydesk

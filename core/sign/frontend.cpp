#include "core/sign/frontend.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

namespace paydesk {

namespace {

    struct FrontEndRow {
        const char* name;
        const char* tradeType;
        FrontEnd frontEnd;
        bool isSigned;
    };
    constexpr FrontEndRow frontEndRows[] = {
        {"mini-program", "JSAPI", FrontEnd::MiniProgram, true},
        {"official-account", "JSAPI", FrontEnd::OfficialAccount, true},
        {"choose-wxpay", "JSAPI", FrontEnd::ChooseWxPay, true},
        {"app", "APP", FrontEnd::App, true},
        {"h5", "MWEB", FrontEnd::H5, false},
        {"native", "NATIVE", FrontEnd::Native, false},
        {"native-link", "NATIVE", FrontEnd::NativeLink, true},
    };

    const FrontEndRow& rowOf(FrontEnd frontEnd)
    {
        return *std::find_if(std::begin(frontEndRows), std::end(frontEndRows),
            [frontEnd](const FrontEndRow& row) { return row.frontEnd == frontEnd; });
    }

    QByteArray secondsOf(const Clock& clock)
    {
        return QByteArray::number(clock.now().toSecsSinceEpoch());
    }

    Parameters fieldsToSign(
        FrontEnd frontEnd, const PaySource& source, SignType type, const Clock& clock)
    {
        if (frontEnd == FrontEnd::App)
            return {{"appid", source.appId}, {"partnerid", source.mchId},
                {"prepayid", source.prepayId}, {"package", "Sign=WXPay"}, {"noncestr", newNonce()},
                {"timestamp", secondsOf(clock)}};
        if (frontEnd == FrontEnd::NativeLink)
            return {{"appid", source.appId}, {"mch_id", source.mchId},
                {"product_id", source.productId}, {"time_stamp", secondsOf(clock)},
                {"nonce_str", newNonce()}};
        return payFields(source.appId, source.prepayId, type, clock);
    }

    Parameters renamed(const Parameters& fields, QByteArrayView from, const QByteArray& to)
    {
        Parameters result;
        for (const Parameter& field : fields)
            result.append(field.name == from ? to : field.name, field.value);
        return result;
    }

} // namespace

QByteArray frontEndName(FrontEnd frontEnd)
{
    return rowOf(frontEnd).name;
}

Result<FrontEnd> frontEndFromName(QByteArrayView name)
{
    const auto* row = std::find_if(std::begin(frontEndRows), std::end(frontEndRows),
        [name](const FrontEndRow& each) { return name == each.name; });
    if (row != std::end(frontEndRows))
        return row->frontEnd;
    QStringList names;
    for (const FrontEndRow& each : frontEndRows)
        names.append(QString::fromLatin1(each.name));
    return fail(FailureId::FieldMalformed,
        {{QStringLiteral("field"), QStringLiteral("front-end")},
            {QStringLiteral("rule"), names.join(QStringLiteral(" | "))}});
}

QByteArray tradeTypeOf(FrontEnd frontEnd)
{
    return rowOf(frontEnd).tradeType;
}

QList<FrontEnd> frontEndsOf(QByteArrayView tradeType)
{
    QList<FrontEnd> found;
    for (const FrontEndRow& row : frontEndRows) {
        if (tradeType == row.tradeType)
            found.append(row.frontEnd);
    }
    return found;
}

bool needsSecondSignature(FrontEnd frontEnd)
{
    return rowOf(frontEnd).isSigned;
}

QByteArrayView signFieldOf(FrontEnd frontEnd)
{
    const bool plain = frontEnd == FrontEnd::App || frontEnd == FrontEnd::NativeLink;
    return plain ? "sign" : "paySign";
}

PayRequest payRequest(FrontEnd frontEnd, const PaySource& source, SignType type, const Secret& key,
    const Clock& clock)
{
    const Parameters fields = fieldsToSign(frontEnd, source, type, clock);
    const SignType used = frontEnd == FrontEnd::NativeLink ? SignType::Md5 : type;
    PayRequest request{{}, traceSignature(fields, key, used, signFieldOf(frontEnd))};
    request.call = callOf(frontEnd, fields, request.trace.signature);
    return request;
}

Parameters callOf(FrontEnd frontEnd, const Parameters& signedFields, const QByteArray& signature)
{
    Parameters call = signedFields;
    // The running mini program's appId, or wx.config's, is WeChat's own knowledge.
    if (frontEnd == FrontEnd::MiniProgram || frontEnd == FrontEnd::ChooseWxPay)
        call.remove("appId");
    if (frontEnd == FrontEnd::ChooseWxPay)
        call = renamed(call, "timeStamp", "timestamp");
    call.set(signFieldOf(frontEnd), signature);
    return call;
}

Parameters signedFieldsOf(FrontEnd frontEnd, const Parameters& call, const QByteArray& appId)
{
    Parameters fields;
    if ((frontEnd == FrontEnd::MiniProgram || frontEnd == FrontEnd::ChooseWxPay)
        && !call.contains("appId"))
        fields.append("appId", appId);
    for (const Parameter& field : call) {
        if (field.name != signFieldOf(frontEnd))
            fields.append(field.name, field.value);
    }
    return frontEnd == FrontEnd::ChooseWxPay ? renamed(fields, "timestamp", "timeStamp") : fields;
}

std::optional<FrontEnd> frontEndOfCall(const Parameters& call)
{
    if (call.contains("prepayid"))
        return FrontEnd::App;
    if (call.contains("time_stamp") && call.contains("product_id"))
        return FrontEnd::NativeLink;
    if (!call.contains("package"))
        return {};
    if (call.contains("timestamp"))
        return FrontEnd::ChooseWxPay;
    return call.contains("appId") ? FrontEnd::OfficialAccount : FrontEnd::MiniProgram;
}

QByteArray nativeLink(const Parameters& call)
{
    QByteArray link = "weixin://wxpay/bizpayurl?";
    constexpr std::array<const char*, 6> names{
        "sign", "appid", "mch_id", "product_id", "time_stamp", "nonce_str"};
    for (const char* name : names)
        link += QByteArray(name) + '=' + call.value(name).toPercentEncoding() + '&';
    return link.chopped(1);
}

QByteArray mwebLink(const QByteArray& mwebUrl, const QByteArray& redirectUrl)
{
    if (mwebUrl.isEmpty() || redirectUrl.isEmpty())
        return mwebUrl;
    return mwebUrl + "&redirect_url=" + redirectUrl.toPercentEncoding();
}

} // namespace paydesk

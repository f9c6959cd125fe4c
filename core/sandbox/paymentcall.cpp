#include "core/sandbox/paymentcall.h"

#include <QJsonDocument>

#include <initializer_list>

namespace paydesk {

namespace {

    constexpr QByteArrayView packagePrefix("prepay_id=");
    constexpr QByteArrayView appPackage("Sign=WXPay");

    /// What JavaScript's developers tools call the type of a value.
    QString typeName(const QJsonValue& value)
    {
        switch (value.type()) {
        case QJsonValue::Null:
            return QStringLiteral("Null");
        case QJsonValue::Bool:
            return QStringLiteral("Boolean");
        case QJsonValue::Double:
            return QStringLiteral("Number");
        case QJsonValue::String:
            return QStringLiteral("String");
        case QJsonValue::Array:
            return QStringLiteral("Array");
        case QJsonValue::Object:
            return QStringLiteral("Object");
        case QJsonValue::Undefined:
            break;
        }
        return QStringLiteral("Undefined");
    }

    using Names = std::initializer_list<const char*>;

    Names namesOf(FrontEnd frontEnd)
    {
        static constexpr Names call{"timeStamp", "nonceStr", "package", "signType", "paySign"};
        static constexpr Names page{"timestamp", "nonceStr", "package", "signType", "paySign"};
        static constexpr Names app{
            "appid", "partnerid", "prepayid", "package", "noncestr", "timestamp", "sign"};
        if (frontEnd == FrontEnd::App)
            return app;
        return frontEnd == FrontEnd::ChooseWxPay ? page : call;
    }

    /// "parameter error: parameter.package should be String instead of Undefined;…"; empty when the
    /// types are right.
    QByteArray typeErrors(const QJsonObject& call, FrontEnd frontEnd)
    {
        QString errors;
        for (const char* name : namesOf(frontEnd)) {
            const QJsonValue value = call.value(QString::fromLatin1(name));
            if (!value.isString())
                errors += QStringLiteral("parameter.%1 should be String instead of %2;")
                              .arg(QString::fromLatin1(name), typeName(value));
        }
        return errors.isEmpty() ? QByteArray() : "parameter error: " + errors.toUtf8();
    }

    QByteArray memberText(const QJsonObject& object, const char* name)
    {
        return object.value(QString::fromLatin1(name)).toString().toUtf8();
    }

    std::optional<FrontEnd> frontEndIn(const QJsonObject& call)
    {
        const QByteArray name = memberText(call, "frontEnd");
        if (name.isEmpty()) {
            const bool app = call.contains(QStringLiteral("prepayid"))
                && !call.contains(QStringLiteral("paySign"));
            return app ? FrontEnd::App : FrontEnd::MiniProgram;
        }
        const auto frontEnd = frontEndFromName(name);
        const bool calls =
            frontEnd && needsSecondSignature(*frontEnd) && *frontEnd != FrontEnd::NativeLink;
        return calls ? std::optional(*frontEnd) : std::nullopt;
    }

    Reply badFrontEnd()
    {
        Reply reply = phoneRefusal(otherErrCode,
            "parameter error: frontEnd should be mini-program, official-account, choose-wxpay or "
            "app",
            {});
        reply.http.status = 400;
        return reply;
    }

    /// The prepay_id in its wrapping, which differs.
    tl::expected<QByteArray, Reply> prepayIdIn(const QJsonObject& call, FrontEnd frontEnd)
    {
        const QByteArray package = memberText(call, "package");
        if (frontEnd == FrontEnd::App) {
            if (package != appPackage)
                return tl::unexpected(badPackage(whyOf(RefusalCause::AppPackage)));
            return memberText(call, "prepayid");
        }
        if (!package.startsWith(packagePrefix))
            return tl::unexpected(badPackage(whyOf(RefusalCause::PackageWithoutPrefix)));
        return package.sliced(packagePrefix.size());
    }

    tl::expected<PaymentCall, Reply> readFor(FrontEnd frontEnd, const QJsonObject& object)
    {
        if (const QByteArray errors = typeErrors(object, frontEnd); !errors.isEmpty())
            return tl::unexpected(phoneRefusal(otherErrCode, errors, {}));
        const bool isApp = frontEnd == FrontEnd::App;
        if (!isApp && !object.value(QStringLiteral("appId")).isString())
            return tl::unexpected(phoneRefusal(otherErrCode, "调用支付JSAPI缺少参数：appId",
                whyOf(RefusalCause::FieldMissing, "appId")));
        const auto payer = payerOf(object);
        if (!payer)
            return tl::unexpected(badPayer());
        auto prepayId = prepayIdIn(object, frontEnd);
        if (!prepayId)
            return tl::unexpected(std::move(prepayId.error()));
        PaymentCall call{frontEnd, {}, *std::move(prepayId), *payer};
        if (!isApp)
            call.fields.append("appId", memberText(object, "appId"));
        for (const char* name : namesOf(frontEnd))
            call.fields.append(name, memberText(object, name));
        return call;
    }

} // namespace

tl::expected<PaymentCall, Reply> readPaymentCall(const QByteArray& body)
{
    const auto object = readObject(body);
    if (!object)
        return tl::unexpected(unreadable());
    const auto frontEnd = frontEndIn(*object);
    if (!frontEnd)
        return tl::unexpected(badFrontEnd());
    auto call = readFor(*frontEnd, *object);
    if (!call)
        return tl::unexpected(inWordsOf(*frontEnd, std::move(call.error())));
    return call;
}

Reply inWordsOf(FrontEnd frontEnd, Reply reply)
{
    if (frontEnd != FrontEnd::OfficialAccount)
        return reply;
    QJsonObject body = QJsonDocument::fromJson(reply.http.body).object();
    QString words = body.value(QStringLiteral("errMsg")).toString();
    if (words == u"requestPayment:fail cancel")
        words = QStringLiteral("get_brand_wcpay_request:cancel");
    else
        words.replace(
            QStringLiteral("requestPayment:"), QStringLiteral("get_brand_wcpay_request:"));
    body.insert(QStringLiteral("errMsg"), words);
    reply.http.body = QJsonDocument(body).toJson(QJsonDocument::Compact);
    return reply;
}

std::optional<QJsonObject> readObject(const QByteArray& body)
{
    const QJsonDocument document = QJsonDocument::fromJson(body);
    return document.isObject() ? std::optional(document.object()) : std::nullopt;
}

Reply unreadable()
{
    Reply reply = phoneRefusal(otherErrCode, "parameter error: the body is not a JSON object", {});
    reply.http.status = 400;
    return reply;
}

std::optional<Payer> payerOf(const QJsonObject& call)
{
    const QJsonObject told = call.value(QStringLiteral("payer")).toObject();
    const QByteArray openid = memberText(told, "openid");
    const QByteArray action = memberText(told, "action");
    if (action.isEmpty() || action == "pay")
        return Payer{Payer::Action::Pay, openid};
    if (action == "cancel")
        return Payer{Payer::Action::Cancel, openid};
    if (action == "no-funds")
        return Payer{Payer::Action::NoFunds, openid};
    return std::nullopt;
}

Reply badPayer()
{
    Reply reply = phoneRefusal(
        otherErrCode, "parameter error: payer.action should be pay, cancel or no-funds", {});
    reply.http.status = 400;
    return reply;
}

Reply badPackage(const Why& why)
{
    return phoneRefusal(otherErrCode, "调用支付JSAPI缺少参数：total_fee", why);
}

Reply badSignature(const Why& why)
{
    return phoneRefusal(signatureErrCode, "支付验证签名失败", why);
}

} // namespace paydesk

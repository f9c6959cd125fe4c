#include "core/sandbox/controls.h"

#include "core/sandbox/signcause.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QUrlQuery>

#include <optional>

namespace paydesk {

namespace {

    constexpr int mostOrdersShown = 1000;
    constexpr QByteArrayView packagePrefix("prepay_id=");

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

    /// "parameter error: parameter.package should be String instead of Undefined;…"; empty when the
    /// types are right.
    QByteArray typeErrors(const QJsonObject& call)
    {
        QString errors;
        for (const char* name : {"timeStamp", "nonceStr", "package", "signType", "paySign"}) {
            const QJsonValue value = call.value(QString::fromLatin1(name));
            if (!value.isString())
                errors += QStringLiteral("parameter.%1 should be String instead of %2;")
                              .arg(QString::fromLatin1(name), typeName(value));
        }
        return errors.isEmpty() ? QByteArray() : "parameter error: " + errors.toUtf8();
    }

    QByteArray text(const QJsonObject& object, const char* name)
    {
        return object.value(QString::fromLatin1(name)).toString().toUtf8();
    }

    std::optional<QJsonObject> readObject(const QByteArray& body)
    {
        const QJsonDocument document = QJsonDocument::fromJson(body);
        return document.isObject() ? std::optional(document.object()) : std::nullopt;
    }

    Reply unreadable()
    {
        Reply reply =
            phoneRefusal(otherErrCode, "parameter error: the body is not a JSON object", {});
        reply.http.status = 400;
        return reply;
    }

    std::optional<Payer> payerOf(const QJsonObject& call)
    {
        const QJsonObject told = call.value(QStringLiteral("payer")).toObject();
        const QByteArray openid = text(told, "openid");
        const QByteArray action = text(told, "action");
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

    QJsonValue iso(const QDateTime& time)
    {
        return time.isValid() ? QJsonValue(time.toOffsetFromUtc(8 * 3600).toString(Qt::ISODate))
                              : QJsonValue();
    }

    QJsonObject shown(const SandboxOrder& order, const QDateTime& now)
    {
        const auto put = [](const QByteArray& value) {
            return value.isEmpty() ? QJsonValue() : QJsonValue(QString::fromUtf8(value));
        };
        return {{QStringLiteral("out_trade_no"), put(order.outTradeNo)},
            {QStringLiteral("transaction_id"), put(order.transactionId)},
            {QStringLiteral("trade_state"), put(tradeStateName(order.stateAt(now)))},
            {QStringLiteral("trade_type"), put(order.tradeType)},
            {QStringLiteral("total_fee"), order.totalFee.toLongLong()},
            {QStringLiteral("body"), put(order.body)},
            {QStringLiteral("attach"), put(order.attach)},
            {QStringLiteral("openid"), put(order.payer.isEmpty() ? order.openid : order.payer)},
            {QStringLiteral("sign_type"), put(signTypeName(order.signType))},
            {QStringLiteral("prepay_id"), put(order.prepayId)},
            {QStringLiteral("code_url"), put(order.codeUrl)},
            {QStringLiteral("notify_url"), put(order.notifyUrl)},
            {QStringLiteral("created_at"), iso(order.createdAt)},
            {QStringLiteral("paid_at"), iso(order.paidAt)},
            {QStringLiteral("notify_attempts"), order.delivery.attempts},
            {QStringLiteral("notify_outcome"), put(order.delivery.outcome)},
            {QStringLiteral("notify_due_at"), iso(order.delivery.dueAt)}};
    }

} // namespace

Controls::Controls(const SandboxIdentity& identity, SandboxBooks& books, Till& till, Clock& clock)
    : m_identity(identity)
    , m_books(books)
    , m_till(till)
    , m_clock(clock)
{
}

Reply Controls::requestPayment(const QByteArray& body)
{
    const auto call = readObject(body);
    if (!call)
        return unreadable();
    if (const QByteArray errors = typeErrors(*call); !errors.isEmpty())
        return phoneRefusal(otherErrCode, errors, {});
    if (!call->value(QStringLiteral("appId")).isString())
        return phoneRefusal(otherErrCode, "调用支付JSAPI缺少参数：appId",
            whyOf(RefusalCause::FieldMissing, "appId"));
    const auto payer = payerOf(*call);
    if (!payer)
        return badPayer();
    const QByteArray package = text(*call, "package");
    if (!package.startsWith(packagePrefix))
        return badPackage(whyOf(RefusalCause::PackageWithoutPrefix));
    const QByteArray prepayId = package.sliced(packagePrefix.size());
    const SandboxOrder* const order = m_books.byPrepayId(prepayId);
    if (!order)
        return badPackage(whyOf(RefusalCause::PrepayUnknown));
    // An order placed again after two hours has a younger prepay_id; the old one stays expired.
    Reply reply = order->prepayId != prepayId || order->prepayExpiredAt(m_clock.now())
        ? badPackage(whyOf(RefusalCause::PrepayExpired))
        : checkSignature(*order, *call);
    if (reply.outcome.isEmpty())
        reply = m_till.pay(*order, *payer);
    reply.outTradeNo = order->outTradeNo;
    return reply;
}

/// An empty reply: nothing to object to.
Reply Controls::checkSignature(const SandboxOrder& order, const QJsonObject& call)
{
    if (text(call, "appId") != m_identity.appid)
        return badSignature(whyOf(RefusalCause::PaysignAppidMismatch));
    const auto type = signTypeFromName(text(call, "signType"));
    if (!type)
        return badSignature(whyOf(RefusalCause::SignTypeSpelling));
    if (*type != order.signType)
        return badSignature(whyOf(RefusalCause::SignTypeOrderMismatch));
    Parameters fields;
    for (const char* name : {"appId", "timeStamp", "nonceStr", "package", "signType"})
        fields.append(name, text(call, name));
    const QByteArray paySign = text(call, "paySign");
    if (!sameSignature(paySign, signatureOf(fields, m_identity.apiKey, *type)))
        return badSignature(paySignWhy(fields, paySign, m_identity, *type));
    return {};
}

Reply Controls::scan(const QByteArray& body)
{
    const auto call = readObject(body);
    if (!call)
        return unreadable();
    const auto payer = payerOf(*call);
    if (!payer)
        return badPayer();
    const QByteArray codeUrl = text(*call, "code_url");
    const SandboxOrder* const order = m_books.byCodeUrl(codeUrl);
    if (!order)
        return phoneRefusal(otherErrCode, "二维码无效", whyOf(RefusalCause::OrderUnknown));
    Reply reply = order->codeUrl != codeUrl || order->prepayExpiredAt(m_clock.now())
        ? phoneRefusal(otherErrCode, "支付已过期", whyOf(RefusalCause::PrepayExpired))
        : m_till.pay(*order, *payer);
    reply.outTradeNo = order->outTradeNo;
    return reply;
}

Reply Controls::orders(const QByteArray& query) const
{
    const QUrlQuery asked(QString::fromUtf8(query));
    const QByteArray outTradeNo =
        asked.queryItemValue(QStringLiteral("out_trade_no"), QUrl::FullyDecoded).toUtf8();
    bool isNumber = false;
    const int limit = asked.queryItemValue(QStringLiteral("limit")).toInt(&isNumber);
    const int most = isNumber ? qBound(0, limit, mostOrdersShown) : mostOrdersShown;
    QJsonArray listed;
    const auto& all = m_books.orders();
    for (auto order = all.rbegin(); order != all.rend() && listed.size() < most; ++order) {
        if (outTradeNo.isEmpty() || (*order)->outTradeNo == outTradeNo)
            listed.append(shown(**order, m_clock.now()));
    }
    Reply reply = jsonReply({});
    reply.http.body = QJsonDocument(listed).toJson(QJsonDocument::Compact);
    return reply;
}

} // namespace paydesk

#include "core/sandbox/controls.h"

#include "core/base/clock.h"
#include "core/sandbox/paymentcall.h"
#include "core/sandbox/signcause.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QUrl>
#include <QUrlQuery>

#include <optional>

namespace paydesk {

namespace {

    constexpr int mostOrdersShown = 1000;
    constexpr std::chrono::minutes mwebLife{5}; // protocol-v2.md §4.1

    QByteArray text(const QJsonObject& object, const char* name)
    {
        return object.value(QString::fromLatin1(name)).toString().toUtf8();
    }

    QJsonValue iso(const QDateTime& time)
    {
        return time.isValid() ? QJsonValue(inBeijing(time).toString(Qt::ISODate)) : QJsonValue();
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
    const auto call = readPaymentCall(body);
    if (!call)
        return call.error();
    const SandboxOrder* const order = m_books.byPrepayId(call->prepayId);
    if (!order)
        return inWordsOf(call->frontEnd, badPackage(whyOf(RefusalCause::PrepayUnknown)));
    // An order placed again after two hours has a younger prepay_id; the old one stays expired.
    Reply reply = order->prepayId != call->prepayId || order->prepayExpiredAt(m_clock.now())
        ? badPackage(whyOf(RefusalCause::PrepayExpired))
        : checkSignature(*order, *call);
    if (reply.outcome.isEmpty())
        reply = m_till.pay(*order, call->payer);
    reply.outTradeNo = order->outTradeNo;
    return inWordsOf(call->frontEnd, std::move(reply));
}

/// An empty reply: nothing to object to.
Reply Controls::checkSignature(const SandboxOrder& order, const PaymentCall& call)
{
    const bool isApp = call.frontEnd == FrontEnd::App;
    if (order.tradeType != tradeTypeOf(call.frontEnd))
        return badPackage(whyOf(RefusalCause::OtherFrontEnd, order.tradeType));
    if (call.fields.value(isApp ? "appid" : "appId") != m_identity.appid)
        return badSignature(whyOf(RefusalCause::PaysignAppidMismatch));
    if (isApp && call.fields.value("partnerid") != m_identity.mchId)
        return badSignature(whyOf(RefusalCause::PartnerMismatch));
    if (!isApp) {
        const auto type = signTypeFromName(call.fields.value("signType"));
        if (!type)
            return badSignature(whyOf(RefusalCause::SignTypeSpelling));
        if (*type != order.signType)
            return badSignature(whyOf(RefusalCause::SignTypeOrderMismatch));
    }
    const Parameters fields = signedFieldsOf(call.frontEnd, call.fields, {});
    const QByteArray sign = call.fields.value(signFieldOf(call.frontEnd));
    if (sameSignature(sign, signatureOf(fields, m_identity.apiKey, order.signType)))
        return {};
    return badSignature(isApp ? requestSignWhy(call.fields, m_identity, order.signType)
                              : paySignWhy(fields, sign, m_identity, order.signType));
}

Reply Controls::scan(const QByteArray& body)
{
    const auto call = readObject(body);
    if (!call)
        return unreadable();
    const auto payer = payerOf(*call);
    if (!payer)
        return badPayer();
    if (call->contains(QStringLiteral("mweb_url")))
        return open(text(*call, "mweb_url"), *payer);
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

/// The customer's browser opens an MWEB order's address.
Reply Controls::open(const QByteArray& mwebUrl, const Payer& payer)
{
    const QUrlQuery query(QUrl::fromEncoded(mwebUrl));
    const QByteArray prepayId = query.queryItemValue(QStringLiteral("prepay_id")).toLatin1();
    const SandboxOrder* const order = m_books.byPrepayId(prepayId);
    if (!order || order->tradeType != "MWEB")
        return phoneRefusal(otherErrCode, "商家参数格式有误，请联系商家解决",
            whyOf(order ? RefusalCause::OtherFrontEnd : RefusalCause::PrepayUnknown,
                order ? order->tradeType : QByteArray()));
    const QDateTime last = order->prepaidAt.addMSecs(std::chrono::milliseconds(mwebLife).count());
    Reply reply = order->prepayId != prepayId || m_clock.now() >= last
        ? phoneRefusal(otherErrCode, "支付已过期", whyOf(RefusalCause::AddressExpired))
        : m_till.pay(*order, payer);
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

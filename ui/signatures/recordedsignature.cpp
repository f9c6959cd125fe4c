#include "ui/signatures/recordedsignature.h"

#include "core/sign/xmlcodec.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace paydesk {

namespace {

    Result<std::optional<RecordedSignature>> sentOrder(const OrderReader& reader, qint64 exchangeId)
    {
        return reader.exchange(exchangeId)
            .map([exchangeId](
                     const std::optional<Exchange>& exchange) -> std::optional<RecordedSignature> {
                const Result<Parameters> fields = fromXml(exchange ? exchange->requestBody : "");
                if (!fields)
                    return {};
                RecordedSignature recorded;
                recorded.fields = *fields;
                recorded.type = signTypeOf(*fields, fields->value("sign"));
                recorded.exchangeId = exchangeId;
                recorded.refused = exchange->answerBody.contains("签名错误")
                    || exchange->answerBody.contains("SIGNERROR");
                return recorded;
            });
    }

    /// The appid under which the payer pays (protocol-v2.md §1): a service provider's names the
    /// payer by sub_openid.
    QByteArray payingAppidIn(const Parameters& order)
    {
        return order.value(order.contains("sub_openid") ? "sub_appid" : "appid");
    }

    /// Not every call carries the appId it signs.
    std::optional<RecordedSignature> signedCall(const QByteArray& text, const QByteArray& appId)
    {
        const QJsonObject object = QJsonDocument::fromJson(text).object();
        Parameters call;
        for (auto member = object.begin(); member != object.end(); ++member)
            call.append(member.key().toUtf8(), member->toString().toUtf8());
        const std::optional<FrontEnd> frontEnd = frontEndOfCall(call);
        if (!frontEnd)
            return {};
        RecordedSignature recorded;
        recorded.signField = signFieldOf(*frontEnd).toByteArray();
        recorded.fields = signedFieldsOf(*frontEnd, call, appId);
        recorded.fields.append(recorded.signField, call.value(recorded.signField));
        recorded.type = signTypeOf(recorded.fields, recorded.signature());
        return recorded;
    }

    std::optional<FrontEnd> frontEndIn(const QByteArray& text)
    {
        const QJsonObject object = QJsonDocument::fromJson(text).object();
        Parameters call;
        for (auto member = object.begin(); member != object.end(); ++member)
            call.append(member.key().toUtf8(), {});
        return frontEndOfCall(call);
    }

    struct Sources {
        qint64 exchangeId = 0;
        QByteArray call;
    };

    Sources sourcesIn(const QList<OrderEvent>& events)
    {
        Sources sources;
        bool taken = false;
        for (const OrderEvent& event : events) {
            if (event.kind == OrderEvent::Kind::PaySign)
                sources.call = event.detail;
            if (event.kind != OrderEvent::Kind::UnifiedOrder || event.exchangeId == 0)
                continue;
            const bool ok = event.outcome == "ok";
            if (ok || !taken)
                sources.exchangeId = event.exchangeId;
            taken = taken || ok;
        }
        return sources;
    }

} // namespace

QByteArray RecordedSignature::message() const
{
    if (signField == "sign" && !fields.contains("prepayid") && !fields.contains("time_stamp"))
        return toXml(fields);
    QJsonObject call;
    for (const Parameter& field : fields)
        call.insert(QString::fromUtf8(field.name), QString::fromUtf8(field.value));
    return QJsonDocument(call).toJson();
}

QByteArray OrderSignatures::tradeType() const
{
    return unifiedOrder ? unifiedOrder->fields.value("trade_type") : QByteArray();
}

std::optional<RecordedSignature> OrderSignatures::paySignFor(FrontEnd other) const
{
    const bool same = frontEnd && needsSecondSignature(other) && other != FrontEnd::NativeLink
        && tradeTypeOf(other) == tradeTypeOf(*frontEnd);
    return same ? paySign : std::nullopt;
}

SignType signTypeOf(const Parameters& fields, QByteArrayView signature)
{
    constexpr qsizetype hmacHexLength = 64;
    for (const QByteArrayView name : {QByteArrayView("sign_type"), QByteArrayView("signType")}) {
        if (const Result<SignType> type = signTypeFromName(fields.value(name)))
            return *type;
    }
    return signature.size() == hmacHexLength ? SignType::HmacSha256 : SignType::Md5;
}

Result<OrderSignatures> readSignatures(
    const OrderReader& reader, const QByteArray& profile, const QByteArray& outTradeNo)
{
    const Result<QList<OrderEvent>> events = reader.events(profile, outTradeNo);
    if (!events)
        return fail(events.error());
    const Sources sources = sourcesIn(*events);
    OrderSignatures found;
    found.outTradeNo = outTradeNo;
    found.scanned = std::any_of(events->begin(), events->end(),
        [](const OrderEvent& event) { return event.kind == OrderEvent::Kind::Charge; });
    if (sources.exchangeId != 0) {
        const auto sent = sentOrder(reader, sources.exchangeId);
        if (!sent)
            return fail(sent.error());
        found.unifiedOrder = *sent;
    }
    if (found.unifiedOrder) {
        found.paySign = signedCall(sources.call, payingAppidIn(found.unifiedOrder->fields));
        found.frontEnd = frontEndIn(sources.call);
    }
    return found;
}

} // namespace paydesk

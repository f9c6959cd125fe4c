#include "ui/signatures/recordedsignature.h"

#include "core/sign/textinput.h"
#include "core/sign/xmlcodec.h"

#include <QJsonDocument>
#include <QJsonObject>

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

    /// The call does not carry the appId it signs.
    std::optional<RecordedSignature> signedCall(const QByteArray& call, const QByteArray& appId)
    {
        const Result<ReadInput> read = readInput(call);
        if (!read || read->kind != InputKind::RequestPayment)
            return {};
        RecordedSignature recorded;
        recorded.fields.append("appId", appId);
        for (const Parameter& field : read->fields)
            recorded.fields.append(field.name, field.value);
        recorded.signField = "paySign";
        recorded.type = signTypeOf(recorded.fields, recorded.signature());
        return recorded;
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
    if (signField == "sign")
        return toXml(fields);
    QJsonObject call;
    for (const Parameter& field : fields)
        call.insert(QString::fromUtf8(field.name), QString::fromUtf8(field.value));
    return QJsonDocument(call).toJson();
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
    if (sources.exchangeId != 0) {
        const auto sent = sentOrder(reader, sources.exchangeId);
        if (!sent)
            return fail(sent.error());
        found.unifiedOrder = *sent;
    }
    if (found.unifiedOrder)
        found.paySign = signedCall(sources.call, found.unifiedOrder->fields.value("appid"));
    return found;
}

} // namespace paydesk

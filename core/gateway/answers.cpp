#include "core/gateway/answers.h"

#include "core/base/redact.h"
#include "core/base/whyheader.h"
#include "core/protocol/errorcode.h"
#include "core/sign/utf8.h"
#include "core/sign/xmlcodec.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace paydesk {

namespace {

    constexpr qsizetype shownStart = 60; // bytes of a strange answer that are quoted
    constexpr QByteArrayView byteOrderMark("\xEF\xBB\xBF");

    QByteArrayView withoutBlanks(QByteArrayView body)
    {
        if (body.startsWith(byteOrderMark))
            body = body.sliced(byteOrderMark.size());
        return body.trimmed();
    }

    Failure strangeAnswer(FailureId id, const QByteArray& body, const QString& host)
    {
        const QByteArrayView start = withoutBlanks(body);
        return failure(id,
            {{QStringLiteral("host"), host},
                {QStringLiteral("start"),
                    QString::fromUtf8(start.first(std::min(start.size(), shownStart)))}});
    }

    Result<Parameters> xmlFields(const WireAnswer& answer, const QString& host)
    {
        Result<Parameters> fields = fromXml(answer.body);
        if (fields)
            return fields;
        const QByteArrayView start = withoutBlanks(answer.body);
        if (!start.startsWith("<xml") && !start.startsWith("<?xml"))
            return fail(strangeAnswer(FailureId::AnswerNotXml, answer.body, host));
        // The same words as for a file that a person gave us, but the gateway's fault.
        Failure rejected = fields.error();
        rejected.kind = Failure::Kind::Protocol;
        return fail(std::move(rejected));
    }

    tl::unexpected<Failure> incomplete(const char* field)
    {
        return fail(
            FailureId::AnswerIncomplete, {{QStringLiteral("field"), QString::fromLatin1(field)}});
    }

    QString text(const Parameters& fields, QByteArrayView name)
    {
        return QString::fromUtf8(fields.value(name));
    }

    Result<void> sameAsAsked(const Parameters& fields, const Parameters& request, const char* name)
    {
        if (!fields.contains(name))
            return incomplete(name);
        if (fields.value(name) == request.value(name))
            return {};
        return fail(FailureId::AnswerForeign,
            {{QStringLiteral("field"), QString::fromLatin1(name)},
                {QStringLiteral("expected"), text(request, name)},
                {QStringLiteral("received"), text(fields, name)}});
    }

    /// What the documents say about the refusal goes along in both languages.
    template <typename Row> QVariantMap explainedBy(const Row* row, QVariantMap details)
    {
        if (row) {
            details.insert(QStringLiteral("meaning"), QVariant::fromValue(row->meaning));
            details.insert(QStringLiteral("remedy"), QVariant::fromValue(row->remedy));
        }
        return details;
    }

    /// return_code, which says whether the request was understood (protocol-v2.md §2).
    Result<void> understood(const Parameters& fields, const WireAnswer& answer)
    {
        const QByteArray code = fields.value("return_code");
        if (code == "FAIL")
            return fail(FailureId::GatewayRefused,
                explainedBy(returnMessage(fields.value("return_msg")),
                    {{QStringLiteral("return_msg"), text(fields, "return_msg")},
                        {QStringLiteral("error_code"), text(fields, "error_code")},
                        {QStringLiteral("why"), QString::fromUtf8(whyOf(answer))}}));
        if (code != "SUCCESS")
            return incomplete("return_code");
        return {};
    }

    /// SUCCESS with the merchant's signature; FAIL carries none.
    Result<void> returned(
        const Parameters& fields, const Expectation& expected, const WireAnswer& answer)
    {
        if (Result<void> heard = understood(fields, answer); !heard)
            return heard;
        if (fields.value("sign").isEmpty())
            return fail(FailureId::AnswerUnsigned, {{QStringLiteral("host"), expected.host}});
        if (!verifies(fields, expected.apiKey, expected.type))
            return fail(FailureId::AnswerSignatureWrong, {{QStringLiteral("host"), expected.host}});
        return {};
    }

    Result<void> done(const Parameters& fields, const Endpoint& endpoint, const WireAnswer& answer)
    {
        const QByteArray code = fields.value("result_code");
        if (code == "FAIL")
            return fail(FailureId::BusinessRefused,
                explainedBy(errorCode(fields.value("err_code"), endpoint.name),
                    {{QStringLiteral("err_code"), text(fields, "err_code")},
                        {QStringLiteral("err_code_des"), text(fields, "err_code_des")},
                        {QStringLiteral("why"), QString::fromUtf8(whyOf(answer))}}));
        if (code != "SUCCESS")
            return incomplete("result_code");
        return {};
    }

    Result<void> complete(const Parameters& fields, const Endpoint& endpoint)
    {
        for (const RequiredField& field : endpoint.required) {
            const bool asked = !field.whenField || fields.value(field.whenField) == field.whenValue;
            if (asked && fields.value(field.name).isEmpty())
                return incomplete(field.name);
        }
        return {};
    }

    Result<void> asAsked(const Parameters& fields, const Expectation& expected)
    {
        for (const char* name : expected.endpoint.echoed) {
            if (!expected.request.contains(name))
                continue;
            if (Result<void> same = sameAsAsked(fields, expected.request, name); !same)
                return same;
        }
        return {};
    }

    Result<QJsonObject> jsonObject(const WireAnswer& answer, const QString& host)
    {
        const QJsonDocument document =
            QJsonDocument::fromJson(withoutBlanks(answer.body).toByteArray());
        if (!document.isObject())
            return fail(strangeAnswer(FailureId::AnswerNotJson, answer.body, host));
        return document.object();
    }

    /// Lists and objects stay JSON.
    QByteArray memberText(const QJsonValue& value)
    {
        if (value.isArray())
            return QJsonDocument(value.toArray()).toJson(QJsonDocument::Compact);
        if (value.isObject())
            return QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact);
        return value.toVariant().toString().toUtf8();
    }

} // namespace

QByteArray whyOf(const WireAnswer& answer)
{
    return readWhyHeader(answer.header(whyHeaderName)).sentence;
}

Result<Parameters> readXmlAnswer(const WireAnswer& answer, const Expectation& expected)
{
    if (answer.failure)
        return fail(*answer.failure);
    return xmlFields(answer, expected.host)
        .and_then([&](const Parameters& fields) -> Result<Parameters> {
            return returned(fields, expected, answer)
                .and_then([&] { return sameAsAsked(fields, expected.request, "appid"); })
                .and_then([&] { return sameAsAsked(fields, expected.request, "mch_id"); })
                .and_then([&] { return done(fields, expected.endpoint, answer); })
                .and_then([&] { return complete(fields, expected.endpoint); })
                .and_then([&] { return asAsked(fields, expected); })
                .map([&] { return fields; });
        });
}

Result<Parameters> readUnsignedAnswer(
    const WireAnswer& answer, const Endpoint& endpoint, const QString& host)
{
    if (answer.failure)
        return fail(*answer.failure);
    return xmlFields(answer, host).and_then([&](const Parameters& fields) -> Result<Parameters> {
        return understood(fields, answer)
            .and_then([&] {
                // report says result_code only sometimes.
                return fields.contains("result_code") ? done(fields, endpoint, answer)
                                                      : Result<void>();
            })
            .and_then([&] { return complete(fields, endpoint); })
            .map([&] { return fields; });
    });
}

Result<Parameters> readFileRefusal(
    const WireAnswer& answer, const Endpoint& endpoint, const QString& host)
{
    return xmlFields(answer, host).and_then([&](const Parameters& fields) -> Result<Parameters> {
        return understood(fields, answer)
            .and_then([&] { return done(fields, endpoint, answer); })
            .and_then([]() -> Result<Parameters> {
                return fail(FailureId::BillDamaged,
                    {{QStringLiteral("reason"),
                         QStringLiteral(QT_TRANSLATE_NOOP(
                             "Reason", "The answer says SUCCESS, but there is no bill in it."))},
                        {QStringLiteral("line"), 0}});
            });
    });
}

Result<Parameters> readReceipt(const WireAnswer& answer, const QString& host)
{
    if (answer.failure)
        return fail(*answer.failure);
    return xmlFields(answer, host).and_then([](const Parameters& fields) -> Result<Parameters> {
        if (!fields.contains("return_code"))
            return incomplete("return_code");
        return Parameters{{"return_code", fields.value("return_code")},
            {"return_msg", fields.value("return_msg")}};
    });
}

Result<Parameters> readSessionAnswer(const WireAnswer& answer, const QString& host)
{
    if (answer.failure)
        return fail(*answer.failure);
    return jsonObject(answer, host).and_then([](const QJsonObject& object) -> Result<Parameters> {
        const QByteArray errcode = memberText(object.value(u"errcode"));
        if (!errcode.isEmpty() && errcode != "0")
            return fail(FailureId::LoginRefused,
                {{QStringLiteral("errcode"), QString::fromLatin1(errcode)},
                    {QStringLiteral("errmsg"), object.value(u"errmsg").toString()}});
        const QByteArray openid = object.value(u"openid").toString().toUtf8();
        if (openid.isEmpty())
            return incomplete("openid");
        return Parameters{{"openid", openid}};
    });
}

QByteArray withoutSessionKey(const QByteArray& body)
{
    QJsonObject object = QJsonDocument::fromJson(withoutBlanks(body).toByteArray()).object();
    const QByteArray value = object.value(u"session_key").toString().toUtf8();
    if (value.isEmpty())
        return body;
    QByteArray cleaned = body;
    if (body.contains(value))
        return cleaned.replace(value, redactedMark);
    // Written with escapes, so the value does not stand there as it is: the layout is given up for
    // the secret.
    object.insert(QStringLiteral("session_key"), QLatin1String(redactedMark));
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

Result<Parameters> readControlAnswer(const WireAnswer& answer, const QString& host)
{
    if (answer.failure)
        return fail(*answer.failure);
    return jsonObject(answer, host).and_then([](const QJsonObject& object) -> Result<Parameters> {
        const QString errMsg = object.value(u"errMsg").toString();
        if (!errMsg.endsWith(u":ok"))
            return fail(FailureId::PaymentRefused,
                {{QStringLiteral("errMsg"), errMsg},
                    {QStringLiteral("errDesc"), object.value(u"errDesc").toString()},
                    {QStringLiteral("why"), object.value(u"why").toString()}});
        Parameters fields;
        for (auto member = object.begin(); member != object.end(); ++member)
            fields.append(member.key().toUtf8(), memberText(member.value()));
        return fields;
    });
}

} // namespace paydesk

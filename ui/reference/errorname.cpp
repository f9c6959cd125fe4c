#include "ui/reference/errorname.h"

#include "core/base/wording.h"
#include "core/protocol/endpoints.h"
#include "core/sign/xmlcodec.h"
#include "ui/reference/referencerow.h"

#include <QUrl>

namespace paydesk {

namespace {

    std::optional<ErrorName> explained(const ErrorName& name)
    {
        return referenceRowOf(name) < 0 ? std::nullopt : std::optional<ErrorName>(name);
    }

    QByteArray endpointOf(const Exchange& exchange)
    {
        const QUrl url = QUrl::fromEncoded(exchange.url.left(2048));
        const Endpoint* endpoint = endpointAt(url.path().toUtf8());
        return endpoint ? QByteArray(endpoint->name) : QByteArray();
    }

    QByteArray fieldIn(const QByteArray& body, QByteArrayView name)
    {
        const Result<Parameters> fields = fromXml(body);
        return fields ? fields->value(name) : QByteArray();
    }

    /// What the message says itself, where the outcome only says that it said no.
    QByteArray saidIn(const Exchange& exchange)
    {
        if (exchange.outcome == "gateway-refused")
            return fieldIn(exchange.answerBody, "return_msg");
        if (exchange.outcome == "result-not-success")
            return fieldIn(exchange.requestBody, "err_code");
        return {};
    }

} // namespace

std::optional<ErrorName> errorNameOf(const Exchange& exchange)
{
    const QByteArray endpoint = endpointOf(exchange);
    if (const QByteArray said = saidIn(exchange); !said.isEmpty()) {
        if (const auto name = explained({said, endpoint}))
            return name;
    }
    const QByteArray text =
        exchange.outcome == "ok" ? QByteArray() : fieldIn(exchange.answerBody, "err_code_des");
    return explained({exchange.outcome, endpoint, text});
}

std::optional<ErrorName> errorNameOf(const QByteArray& word, const QByteArray& endpoint)
{
    return explained({word, endpoint});
}

std::optional<ErrorName> errorNameOf(const Failure& failure, const QByteArray& endpoint)
{
    for (const char* key : {"err_code", "errcode", "return_msg"}) {
        const QByteArray said = failure.details.value(QLatin1String(key)).toString().toUtf8();
        if (said.isEmpty())
            continue;
        const QByteArray text = failure.details.value(QStringLiteral("err_code_des")).toByteArray();
        if (const auto name = explained({said, endpoint, text}))
            return name;
    }
    return explained({failureName(failure.id), endpoint});
}

} // namespace paydesk

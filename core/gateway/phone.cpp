#include "core/gateway/phone.h"

#include "core/gateway/wirecall.h"
#include "core/sign/frontend.h"

#include <QJsonObject>

namespace paydesk {

namespace {

    QString actionName(Phone::Action action)
    {
        switch (action) {
        case Phone::Action::Pay:
            return QStringLiteral("pay");
        case Phone::Action::Cancel:
            return QStringLiteral("cancel");
        case Phone::Action::NoFunds:
            return QStringLiteral("no-funds");
        }
        return {};
    }

    QJsonObject payer(Phone::Action action, const QByteArray& openid = {})
    {
        QJsonObject payer{{QStringLiteral("action"), actionName(action)}};
        if (!openid.isEmpty())
            payer.insert(QStringLiteral("openid"), QString::fromUtf8(openid));
        return payer;
    }

} // namespace

Phone::Phone(QByteArray base, Clock& clock, QObject* parent)
    : QObject(parent)
    , m_line{std::move(base), clock}
{
}

Phone::~Phone()
{
    abortCallsOf(*this);
}

Call* Phone::login()
{
    return control("/sandbox/login", {});
}

Call* Phone::requestPayment(
    const Parameters& call, const QByteArray& appId, Action action, const QByteArray& openid)
{
    QJsonObject body{{QStringLiteral("appId"), QString::fromUtf8(appId)},
        {QStringLiteral("payer"), payer(action, openid)}};
    if (const auto frontEnd = frontEndOfCall(call))
        body.insert(QStringLiteral("frontEnd"), QString::fromLatin1(frontEndName(*frontEnd)));
    for (const Parameter& field : call)
        body.insert(QString::fromUtf8(field.name), QString::fromUtf8(field.value));
    return control("/sandbox/requestPayment", body);
}

Call* Phone::scan(const QByteArray& codeUrl, Action action)
{
    return control("/sandbox/scan",
        {{QStringLiteral("code_url"), QString::fromUtf8(codeUrl)},
            {QStringLiteral("payer"), payer(action)}});
}

Call* Phone::open(const QByteArray& mwebUrl, Action action)
{
    return control("/sandbox/scan",
        {{QStringLiteral("mweb_url"), QString::fromUtf8(mwebUrl)},
            {QStringLiteral("payer"), payer(action)}});
}

Call* Phone::showCode(const QByteArray& manner)
{
    return control("/sandbox/authcode", {{QStringLiteral("action"), QString::fromLatin1(manner)}});
}

Call* Phone::control(const char* path, const QJsonObject& body)
{
    return controlCall(m_line, path, &body, this);
}

} // namespace paydesk

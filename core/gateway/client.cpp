#include "core/gateway/client.h"

#include "core/gateway/answers.h"
#include "core/gateway/wirecall.h"
#include "core/protocol/endpoints.h"
#include "core/sign/xmlcodec.h"

#include <QUrl>

namespace paydesk {

namespace {

    QString hostOf(const QByteArray& url)
    {
        return QUrl::fromEncoded(url, QUrl::StrictMode).host();
    }

} // namespace

GatewayClient::GatewayClient(
    Profile profile, Credentials credentials, Clock& clock, QObject* parent)
    : QObject(parent)
    , m_profile(std::move(profile))
    , m_credentials(std::move(credentials))
    , m_clock(clock)
    , m_tls(QSslConfiguration::defaultConfiguration())
{
    m_redactor.add(m_credentials.apiKey);
    m_redactor.add(m_credentials.appSecret);
}

GatewayClient::~GatewayClient()
{
    abortCallsOf(*this);
}

const Profile& GatewayClient::profile() const
{
    return m_profile;
}

const Secret& GatewayClient::apiKey() const
{
    return m_credentials.apiKey;
}

void GatewayClient::setTls(const QSslConfiguration& tls)
{
    m_tls = tls;
}

Call* GatewayClient::session(const QByteArray& code)
{
    return new WireCall(sessionPlan(code), m_redactor, m_tls, m_clock, this);
}

Call* GatewayClient::unifiedOrder(const Parameters& business, SignType type)
{
    return signedCall(endpoints::unifiedOrder, business, type);
}

Call* GatewayClient::orderQuery(const QByteArray& outTradeNo, SignType type)
{
    return signedCall(endpoints::orderQuery, {{"out_trade_no", outTradeNo}}, type);
}

Call* GatewayClient::closeOrder(const QByteArray& outTradeNo, SignType type)
{
    return signedCall(endpoints::closeOrder, {{"out_trade_no", outTradeNo}}, type);
}

Call* GatewayClient::deliver(const QByteArray& url, const QByteArray& xml)
{
    CallPlan plan;
    plan.request = {"POST", url, {{"Content-Type", "text/xml"}}, xml};
    plan.reading = [host = hostOf(url)](
                       const WireAnswer& answer) { return readReceipt(answer, host); };
    return new WireCall(std::move(plan), m_redactor, m_tls, m_clock, this);
}

Call* GatewayClient::signedCall(const Endpoint& endpoint, const Parameters& business, SignType type)
{
    return new WireCall(signedPlan(endpoint, business, type), m_redactor, m_tls, m_clock, this);
}

CallPlan GatewayClient::signedPlan(
    const Endpoint& endpoint, const Parameters& business, SignType type) const
{
    Parameters request{{"appid", m_profile.appid}, {"mch_id", m_profile.mchId}};
    for (const Parameter& field : business)
        request.append(field.name, field.value);
    request.append("nonce_str", newNonce());
    // Without the field the gateway assumes MD5.
    if (type != SignType::Md5)
        request.append("sign_type", signTypeName(type));

    CallPlan plan;
    plan.outTradeNo = business.value("out_trade_no");
    if (m_credentials.apiKey.isEmpty())
        plan.refused = failure(FailureId::KeyMissing,
            {{QStringLiteral("profile"), QString::fromUtf8(m_profile.name)}});
    else
        plan.trace = traceSignature(request, m_credentials.apiKey, type);
    request.append("sign", plan.trace.signature);
    plan.request = {"POST", m_profile.endpoints.api + endpoint.path,
        {{"Content-Type", "text/xml; charset=utf-8"}}, toXml(request)};
    plan.reading = [this, &endpoint, request, type, host = hostOf(plan.request.url)](
                       const WireAnswer& answer) {
        return readXmlAnswer(answer, {endpoint, request, m_credentials.apiKey, type, host});
    };
    return plan;
}

CallPlan GatewayClient::sessionPlan(const QByteArray& code) const
{
    CallPlan plan;
    if (m_credentials.appSecret.isEmpty())
        plan.refused = failure(FailureId::SecretAbsent,
            {{QStringLiteral("field"),
                QString::fromLatin1(secretFieldName(SecretField::AppSecret))}});
    QByteArray url = m_profile.endpoints.sns
        + "/sns/jscode2session?appid=" + m_profile.appid.toPercentEncoding() + "&secret=";
    m_credentials.appSecret.reveal(
        [&url](QByteArrayView secret) { url += secret.toByteArray().toPercentEncoding(); });
    url += "&js_code=" + code.toPercentEncoding() + "&grant_type=authorization_code";
    plan.request = {"GET", std::move(url), {{"Accept", "application/json"}}, {}};
    plan.reading = [host = hostOf(m_profile.endpoints.sns)](
                       const WireAnswer& answer) { return readSessionAnswer(answer, host); };
    plan.hideInAnswer = withoutSessionKey;
    return plan;
}

} // namespace paydesk

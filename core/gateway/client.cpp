#include "core/gateway/client.h"

#include "core/gateway/answers.h"
#include "core/gateway/requestrules.h"
#include "core/gateway/wirecall.h"
#include "core/protocol/endpoints.h"
#include "core/sign/xmlcodec.h"

#include <QSslCertificate>
#include <QSslKey>
#include <QUrl>

namespace paydesk {

namespace {

    SignType signTypeFor(const Endpoint& endpoint, SignType asked)
    {
        if (endpoint.signing == SignRule::HmacSha256Only)
            return SignType::HmacSha256;
        // An endpoint without the field assumes MD5.
        const bool fixed = endpoint.signing == SignRule::Md5Only
            || !documentedField(endpoint.request, "sign_type");
        return fixed ? SignType::Md5 : asked;
    }

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

Call* GatewayClient::made(CallPlan plan, const QSslConfiguration& tls)
{
    plan.request.proxy = m_profile.endpoints.proxy;
    return new WireCall(std::move(plan), m_redactor, tls, m_clock, this);
}

Call* GatewayClient::session(const QByteArray& code)
{
    return made(sessionPlan(code), m_tls);
}

Call* GatewayClient::call(const Endpoint& endpoint, const Parameters& business, SignType type)
{
    CallPlan plan = signedPlan(endpoint, business, type);
    const QString host = hostOf(plan.request.url);
    if (endpoint.answerForm == AnswerForm::UnsignedXml)
        plan.reading = [&endpoint, host](const WireAnswer& answer) {
            return readUnsignedAnswer(answer, endpoint, host);
        };
    else
        plan.reading = [this, &endpoint, host, request = plan.fields, signing = plan.trace.type](
                           const WireAnswer& answer) {
            return readXmlAnswer(answer, {endpoint, request, m_credentials.apiKey, signing, host});
        };
    return made(std::move(plan), tlsFor(endpoint));
}

Call* GatewayClient::unifiedOrder(const Parameters& business, SignType type)
{
    return call(endpoints::unifiedOrder, business, type);
}

Call* GatewayClient::orderQuery(const QByteArray& outTradeNo, SignType type)
{
    return call(endpoints::orderQuery, {{"out_trade_no", outTradeNo}}, type);
}

Call* GatewayClient::closeOrder(const QByteArray& outTradeNo, SignType type)
{
    return call(endpoints::closeOrder, {{"out_trade_no", outTradeNo}}, type);
}

Call* GatewayClient::refundQuery(const Parameters& which, SignType type)
{
    return call(endpoints::refundQuery, which, type);
}

Call* GatewayClient::download(
    const Endpoint& endpoint, const Parameters& business, QIODevice& target)
{
    CallPlan plan = signedPlan(endpoint, business, m_profile.signType);
    plan.receiver = std::make_shared<BillReceiver>(endpoint, target);
    plan.reading = [receiver = plan.receiver, host = hostOf(plan.request.url)](
                       const WireAnswer& answer) { return receiver->finish(answer, host); };
    return made(std::move(plan), tlsFor(endpoint));
}

Call* GatewayClient::deliver(
    const QByteArray& url, const QByteArray& xml, const QList<Header>& headers)
{
    CallPlan plan;
    plan.request = {"POST", url, headers, xml};
    plan.reading = [host = hostOf(url)](
                       const WireAnswer& answer) { return readReceipt(answer, host); };
    return made(std::move(plan), m_tls);
}

Parameters GatewayClient::requestFields(
    const Endpoint& endpoint, const Parameters& business, SignType type) const
{
    Parameters request;
    const auto add = [&](const char* name, const QByteArray& value) {
        // What the documents do not know at this endpoint would only break its signature.
        if (!value.isEmpty() && !business.contains(name)
            && (documentedField(endpoint.request, name)
                || documentedField(endpoint.partnerRequest, name)))
            request.append(name, value);
    };
    add("appid", m_profile.appid);
    add("mch_id", m_profile.mchId);
    add("sub_appid", m_profile.sub.appid);
    add("sub_mch_id", m_profile.sub.mchId);
    for (const Parameter& field : business)
        request.append(field.name, field.value);
    request.append("nonce_str", newNonce());
    // Without the field the gateway assumes MD5.
    if (type != SignType::Md5)
        request.append("sign_type", signTypeName(type));
    return request;
}

CallPlan GatewayClient::signedPlan(
    const Endpoint& endpoint, const Parameters& business, SignType asked) const
{
    const SignType type = signTypeFor(endpoint, asked);
    CallPlan plan;
    plan.outTradeNo = business.value("out_trade_no");
    plan.fields = requestFields(endpoint, business, type);
    plan.refused = obstacleTo(endpoint);
    plan.trace = traceSignature(plan.fields, m_credentials.apiKey, type);
    Parameters request = plan.fields;
    request.append("sign", plan.trace.signature);
    plan.request = {endpoint.method, m_profile.endpoints.api + endpoint.path,
        {{"Content-Type", "text/xml; charset=utf-8"}}, toXml(request)};
    if (const QByteArray spare = spareOf(m_profile.endpoints);
        endpoint.spareHost && !spare.isEmpty())
        plan.spareUrl = spare + endpoint.path;
    return plan;
}

std::optional<Failure> GatewayClient::obstacleTo(const Endpoint& endpoint) const
{
    if (m_credentials.apiKey.isEmpty())
        return failure(FailureId::KeyMissing,
            {{QStringLiteral("profile"), QString::fromUtf8(m_profile.name)}});
    if (!endpoint.certificate || !m_profile.endpoints.api.startsWith("https:"))
        return {};
    if (!m_credentials.certificate)
        return failure(FailureId::CertificateAbsent,
            {{QStringLiteral("profile"), QString::fromUtf8(m_profile.name)}});
    const Result<void> fit =
        checkHealth(m_credentials.certificate->facts, m_profile.mchId, m_clock.now());
    return fit ? std::nullopt : std::optional(fit.error());
}

/// Nobody but the endpoints that ask for it gets to see the certificate.
QSslConfiguration GatewayClient::tlsFor(const Endpoint& endpoint) const
{
    QSslConfiguration tls = m_tls;
    const std::optional<ClientCertificate>& own = m_credentials.certificate;
    if (!endpoint.certificate || !own)
        return tls;
    tls.setLocalCertificateChain(QSslCertificate::fromData(own->pem));
    own->keyPem.reveal([&](QByteArrayView pem) {
        // The key leaves our keeping here: Qt's TLS needs a copy of its own.
        tls.setPrivateKey(QSslKey(
            QByteArray::fromRawData(pem.data(), pem.size()), own->isRsa ? QSsl::Rsa : QSsl::Ec));
    });
    return tls;
}

CallPlan GatewayClient::sessionPlan(const QByteArray& code) const
{
    CallPlan plan;
    if (m_credentials.appSecret.isEmpty())
        plan.refused = failure(FailureId::SecretAbsent,
            {{QStringLiteral("field"),
                QString::fromLatin1(secretFieldName(SecretField::AppSecret))}});
    QByteArray url = m_profile.endpoints.sns
        + "/sns/jscode2session?appid=" + m_profile.payingAppid().toPercentEncoding() + "&secret=";
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

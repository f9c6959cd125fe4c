#pragma once

#include "core/base/clock.h"
#include "core/base/redact.h"
#include "core/gateway/call.h"
#include "core/profile/profile.h"

#include <QObject>
#include <QSslConfiguration>

class QIODevice;

namespace paydesk {

struct CallPlan;
struct Endpoint;

/// Calls to WeChat (or the sandbox) for one merchant. One call is one request on the wire; TLS is
/// always verified, HTTP/2 off, redirects refused, answers limited to 1 MiB and 15 s; every
/// answer's signature, appid and mch_id is verified before its fields are handed out
/// (security/threats.md §4, protocol-v2.md §2, §4). Single-threaded.
class GatewayClient : public QObject {
    Q_OBJECT

public:
    GatewayClient(
        Profile profile, Credentials credentials, Clock& clock, QObject* parent = nullptr);
    /// Aborts what is under way.
    ~GatewayClient() override;

    const Profile& profile() const;
    const Secret& apiKey() const;
    /// Takes this merchant's secrets out of what is recorded.
    const Redactor& redactor() const { return m_redactor; }

    /// Why a call to this endpoint would not even be sent: KeyMissing, CertificateAbsent,
    /// CertificateUnfit; nothing when it would. A plain http gateway, which only this machine's can
    /// be, has no connection to show a certificate in.
    std::optional<Failure> obstacleTo(const Endpoint& endpoint) const;

    /// Further roots to trust, such as a company's own authority; verification itself cannot be
    /// switched off. For the calls made from now on.
    void setTls(const QSslConfiguration& tls);

    /// Under the appid that the payer uses. Answer fields: openid (session_key and unionid are not
    /// kept).
    Call* session(const QByteArray& code);
    /// Any endpoint with an XML answer (core/protocol/endpoints.h). `business`: the endpoint's own
    /// fields; appid, mch_id, the sub merchant's, nonce_str, sign_type and sign are added here, and
    /// an endpoint that takes only one sign type is asked with that one. CertificateAbsent or
    /// CertificateUnfit, and nothing is sent, when the endpoint asks for a certificate that cannot
    /// be shown.
    Call* call(const Endpoint& endpoint, const Parameters& business, SignType type);
    Call* unifiedOrder(const Parameters& business, SignType type);
    Call* orderQuery(const QByteArray& outTradeNo, SignType type);
    Call* closeOrder(const QByteArray& outTradeNo, SignType type);
    /// `which`: one of refund_id, out_refund_no, transaction_id, out_trade_no; offset.
    Call* refundQuery(const Parameters& which, SignType type);
    /// downloadbill or downloadfundflow: the text goes to `target` (open, and outliving the call)
    /// as it comes, unpacked when it is gzip; Answer::bill says how it ends. Whoever keeps the
    /// target throws away what is in it when the call fails.
    Call* download(const Endpoint& endpoint, const Parameters& business, QIODevice& target);
    /// Posts a notification as WeChat would, to any receiver. Answer fields: return_code and
    /// return_msg, which nobody signs.
    /// `headers` instead of WeChat's own, for a message that is passed on.
    Call* deliver(const QByteArray& url, const QByteArray& xml,
        const QList<Header>& headers = {{"Content-Type", "text/xml"}});

private:
    /// By the merchant's proxy.
    Call* made(CallPlan plan, const QSslConfiguration& tls);
    CallPlan signedPlan(const Endpoint& endpoint, const Parameters& business, SignType type) const;
    Parameters requestFields(
        const Endpoint& endpoint, const Parameters& business, SignType type) const;
    QSslConfiguration tlsFor(const Endpoint& endpoint) const;
    CallPlan sessionPlan(const QByteArray& code) const;

    Profile m_profile;
    Credentials m_credentials;
    Clock& m_clock;
    Redactor m_redactor;
    QSslConfiguration m_tls;
};

} // namespace paydesk

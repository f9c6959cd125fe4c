#pragma once

#include "core/gateway/controlcall.h"
#include "core/profile/profile.h"

#include <QObject>

class QJsonObject;

namespace paydesk {

/// The customer's phone, played against the sandbox's control endpoints (cli.md, Sandbox over
/// HTTP). There is none for a real merchant. Answers are JSON read into fields; a refused payment
/// is a PaymentRefused failure, also when the customer cancelled (errMsg "requestPayment:fail
/// cancel").
class Phone : public QObject {
    Q_OBJECT

public:
    enum class Action { Pay, Cancel, NoFunds };

    /// `base`: the sandbox's URL without a trailing slash.
    Phone(QByteArray base, Clock& clock, QObject* parent = nullptr);
    /// Aborts what is under way.
    ~Phone() override;

    /// Whom to trust where the sandbox is reached over https; for the calls made from now on.
    void setTls(const QSslConfiguration& tls) { m_line.tls = tls; }

    /// wx.login: answer field `code`.
    Call* login();
    /// Any front end's payment with the fields of PayRequest::call, and the `appId` that the call
    /// may leave to WeChat; `openid` may be empty (the order's own customer pays).
    Call* requestPayment(const Parameters& call, const QByteArray& appId, Action action,
        const QByteArray& openid = {});
    /// Scanning a QR code and paying.
    Call* scan(const QByteArray& codeUrl, Action action);
    /// Opening an mweb_url in the browser and paying.
    Call* open(const QByteArray& mwebUrl, Action action);
    /// A customer shows a payment code: answer field `auth_code`. `manner`: pay, password, cancel,
    /// no-funds, card-refused.
    Call* showCode(const QByteArray& manner);

private:
    Call* control(const char* path, const QJsonObject& body);

    ControlLine m_line;
};

} // namespace paydesk

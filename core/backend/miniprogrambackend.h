#pragma once

#include "core/checkout/payorder.h"
#include "core/http/server.h"

#include <QObject>

#include <functional>

namespace paydesk {

/// Plays the merchant's backend for a mini program under development (cli.md, Listener over HTTP):
/// `/onLogin?code=` answers `{openid}`, `/pay?code=&ordercode=` the five fields of
/// wx.requestPayment for an order of the history. The amount comes from the history, never from the
/// caller; session_key is not even kept. Errors are `{error, message}` with a status that says
/// whose fault it was. Works on one merchant; the responders' thread.
class MiniProgramBackend : public QObject {
    Q_OBJECT

public:
    /// `notifyUrl`: asked for when an imported order names none.
    MiniProgramBackend(GatewayClient& gateway, OrderStore& store, Clock& clock,
        std::function<QByteArray()> notifyUrl, QObject* parent = nullptr);

    /// The paths that serve() answers. For a real merchant whose profile does not ask for it the
    /// answer is 403, and says where it is switched on.
    static bool serves(QByteArrayView path);
    /// Whether it answers at all for this merchant.
    bool isOpen() const { return m_open; }
    void serve(const HttpRequest& request, const Responder& responder);

signals:
    /// After the answer was given; redacted, not yet stored.
    void served(const paydesk::Exchange& exchange);

private:
    struct Visit;

    void pay(const std::shared_ptr<Visit>& visit);
    void logIn(const std::shared_ptr<Visit>& visit);
    void answer(const std::shared_ptr<Visit>& visit, int status, const QByteArray& body,
        const QByteArray& outcome);
    void refuse(const std::shared_ptr<Visit>& visit, int status, const Failure& failure);

    GatewayClient& m_gateway;
    OrderStore& m_store;
    Clock& m_clock;
    std::function<QByteArray()> m_notifyUrl;
    const bool m_open;
    int m_underWay = 0;
};

} // namespace paydesk

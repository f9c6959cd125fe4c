#pragma once

#include "core/checkout/placeorder.h"

namespace paydesk {

/// The customer of an order that stands in the history already wants to pay it: code -> openid ->
/// unifiedorder with the order's own fields, unless its prepay_id is still good -> paySign
/// (protocol-v2.md §5.1, §9). What is paid for comes from the history alone. OrderUnknown,
/// OrderNotPayable, PayerForeign or what the gateway said otherwise. Start once; deletes itself
/// after finished().
class PayOrder : public QObject {
    Q_OBJECT

public:
    PayOrder(GatewayClient& gateway, OrderStore& store, Clock& clock, QObject* parent = nullptr);

    /// `code`: of wx.login. `notifyUrl` and `payerIp` are for orders that were imported without.
    void start(const QByteArray& outTradeNo, const QByteArray& code, const QByteArray& notifyUrl,
        const QByteArray& payerIp);

signals:
    void finished(const paydesk::Result<paydesk::PayRequest>& pay);

private:
    void logIn(const Order& order, const QByteArray& code);
    void loggedIn(const Order& order, const Answer& answer);
    void sign(const Order& order);
    void finish(const Result<PayRequest>& pay);

    GatewayClient& m_gateway;
    OrderStore& m_store;
    Clock& m_clock;
    QByteArray m_notifyUrl;
    QByteArray m_payerIp;
};

} // namespace paydesk

#pragma once

#include "core/gateway/client.h"
#include "core/orders/store.h"

#include <QObject>

#include <optional>

namespace paydesk {

/// WeChat takes no reversal sooner after the payment call (protocol-v2.md §4.6); a second more,
/// because the call follows the order's creation.
inline constexpr std::chrono::seconds earliestReversal{16};

/// reverse of a MICROPAY order: not too soon after the payment, and again with the same number as
/// long as WeChat asks for that (recall=Y) or its answer is lost. Afterwards a paid order has its
/// money returned (booked as REFUND, since a history never takes a payment back), an unpaid one is
/// REVOKED. When it stays unknown the query job is told to ask. Deletes itself after finished().
class ReverseOrder : public QObject {
    Q_OBJECT

public:
    ReverseOrder(
        GatewayClient& gateway, OrderStore& store, Clock& clock, QObject* parent = nullptr);
    /// OrderUnknown, FieldMalformed for an order of another trade type, CertificateAbsent or
    /// CertificateUnfit before anything is sent; the gateway's failures otherwise.
    void start(const QByteArray& outTradeNo);

signals:
    /// Nothing is sent for so long.
    void waits(std::chrono::milliseconds time);
    void finished(const paydesk::Result<paydesk::Order>& order);

private:
    void prepare(const Result<std::optional<Order>>& found);
    void wait(Clock::Milliseconds time);
    void ask();
    void book(const Answer& answer);
    void finish(const Result<Order>& order);

    GatewayClient& m_gateway;
    OrderStore& m_store;
    Clock& m_clock;
    QByteArray m_outTradeNo;
    SignType m_signType = SignType::Md5;
    int m_attempts = 0;
};

} // namespace paydesk

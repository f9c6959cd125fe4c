#pragma once

#include "core/gateway/client.h"
#include "core/orders/store.h"

#include <QObject>

namespace paydesk {

/// What a refundquery brought.
struct RefundsOutcome {
    Order order; ///< as it stands afterwards
    QList<Refund> refunds; ///< all of the order
    Parameters fields; ///< what WeChat said last

    friend bool operator==(const RefundsOutcome&, const RefundsOutcome&) = default;
};

/// refundquery of one refund, or of all refunds of an order, page by page; verified, compared and
/// booked as confirmed reports. Deletes itself after finished(). An answer that is not about this
/// order, or has other amounts, books nothing and is an AnswerForeign failure.
class QueryRefunds : public QObject {
    Q_OBJECT

public:
    QueryRefunds(
        GatewayClient& gateway, OrderStore& store, Clock& clock, QObject* parent = nullptr);
    /// OrderUnknown when the history has no such order.
    void start(const QByteArray& outTradeNo, const QByteArray& outRefundNo = {});

signals:
    void finished(const paydesk::Result<paydesk::RefundsOutcome>& outcome);

private:
    void prepare(const Result<std::optional<Order>>& found);
    void ask();
    void book(const Answer& answer);
    void goOn(const Answer& answer, const Result<QList<Refund>>& listed);
    void conclude(const Parameters& fields);
    void finish(const Result<RefundsOutcome>& outcome);

    GatewayClient& m_gateway;
    OrderStore& m_store;
    Clock& m_clock;
    QByteArray m_outTradeNo;
    QByteArray m_outRefundNo;
    SignType m_signType = SignType::Md5;
    int m_offset = 0;
};

} // namespace paydesk

#pragma once

#include "core/checkout/refunddraft.h"
#include "core/gateway/client.h"
#include "core/orders/store.h"

#include <QObject>

namespace paydesk {

struct Booking;

/// A refund WeChat has taken, and its order.
struct RefundedOrder {
    Order order;
    Refund refund;

    friend bool operator==(const RefundedOrder&, const RefundedOrder&) = default;
};

/// One refund: checks, store, send. A lost answer, SYSTEMERROR and BIZERR_NEED_RETRY lead to a
/// refundquery and the identical request again, never to a second out_refund_no; what stays unknown
/// is left to the query job. A number that WeChat has taken before is only asked about. The order
/// becomes REFUND with WeChat's word; what was returned is a refundquery's to say. Start once;
/// deletes itself after finished(). If the object goes earlier, what happened so far is in the
/// history.
class RefundOrder : public QObject {
    Q_OBJECT

public:
    RefundOrder(GatewayClient& gateway, OrderStore& store, Clock& clock, QObject* parent = nullptr);
    /// Before anything is sent: OrderUnknown, OrderUnpaid, RefundTooLarge, RefundsUsedUp,
    /// RefundExists, brokenRules(), CertificateAbsent or CertificateUnfit; the gateway's failures
    /// afterwards.
    void start(const RefundDraft& draft);

signals:
    void finished(const paydesk::Result<paydesk::RefundedOrder>& refunded);

private:
    void prepare(const Result<std::optional<Order>>& found);
    void store(const Order& order);
    void send();
    void answered(const Answer& answer);
    void taken(const Answer& answer);
    void doubted(const Answer& answer);
    void refused(const Answer& answer);
    void query();
    void asked(const Answer& answer);
    void conclude();
    void finish(const Result<RefundedOrder>& refunded);
    Booking booking() const;
    /// Writes, keeps the refund that comes back, then goes on; a storage failure ends the journey.
    void write(std::function<Result<Refund>(OrderWriter&)> change, std::function<void()> then);

    GatewayClient& m_gateway;
    OrderStore& m_store;
    Clock& m_clock;
    RefundDraft m_draft;
    Refund m_refund;
    SignType m_signType = SignType::Md5;
    Failure m_loss; // why the last answer did not help
    int m_attempts = 0;
    bool m_mayHaveArrived = false; // WeChat may know this number already
    bool m_refusedForGood = false; // the last answer was a no that repeating does not change
};

} // namespace paydesk

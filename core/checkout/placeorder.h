#pragma once

#include "core/checkout/closeorder.h"
#include "core/checkout/draft.h"
#include "core/gateway/client.h"
#include "core/orders/store.h"

#include <QObject>

#include <optional>

namespace paydesk {

struct Booking;

/// tl::expected 1.0 compares no results without a value, and Qt's metatype of PlaceOrder::ended()
/// asks for it.
inline bool operator==(const Result<void>& a, const Result<void>& b)
{
    return a.has_value() == b.has_value() && (a.has_value() || a.error() == b.error());
}

/// An order WeChat has taken: what the front end needs, and both signatures.
struct PlacedOrder {
    Order order;
    SignatureTrace orderTrace; ///< of the unifiedorder request
    std::optional<PayRequest> pay; ///< JSAPI and APP: the second signature for the draft's front
                                   ///< end; none when the order turned out to be paid already

    friend bool operator==(const PlacedOrder&, const PlacedOrder&) = default;
};

/// One order from draft to paySign (architecture.md §5 A): store, code -> openid, unifiedorder,
/// verify, prepay_id, paySign, store again. A lost answer leads to a query and the identical
/// request again, never to a second order number. Start once; deletes itself after finished(). If
/// the object goes earlier, what happened so far is in the history.
class PlaceOrder : public QObject {
    Q_OBJECT

public:
    enum class Step { Login, UnifiedOrder, PaySign };
    Q_ENUM(Step)

    PlaceOrder(GatewayClient& gateway, OrderStore& store, Clock& clock, QObject* parent = nullptr);

    /// `sendAnyway` skips brokenRules(), so that the gateway's own refusal can be seen.
    void start(const OrderDraft& draft, bool sendAnyway = false);
    /// An order that is in the history already, with its openid: from this step on.
    void resume(const Order& order, Step from);

signals:
    void began(paydesk::PlaceOrder::Step step);
    /// `took` is the step's own time; queries and repetitions count as part of UnifiedOrder.
    void ended(paydesk::PlaceOrder::Step step, const paydesk::Result<void>& outcome,
        std::chrono::microseconds took);
    void finished(const paydesk::Result<paydesk::PlacedOrder>& placed);

private:
    void store();
    void login();
    void loggedIn(const Answer& answer);
    void order();
    void ordered(const Answer& answer);
    void lost(const Answer& answer);
    void asked(const Answer& answer);
    void taken(const Answer& answer);
    void refused(const Answer& answer);
    void signPay();

    void begin(Step step);
    void end(const Result<void>& outcome);
    void finish(const Result<PlacedOrder>& placed);
    void giveUp(const Failure& failure);
    Booking booking(OrderEvent::Kind kind) const;
    SignType signType() const;
    FrontEnd frontEnd() const;
    /// Writes, keeps the order that comes back, then goes on; a storage failure ends the journey.
    void write(std::function<Result<Order>(OrderWriter&)> change, std::function<void()> then);

    GatewayClient& m_gateway;
    OrderStore& m_store;
    Clock& m_clock;
    QByteArray m_code;
    FrontEnd m_frontEnd = FrontEnd::MiniProgram;
    Order m_order;
    SignatureTrace m_trace;
    Failure m_loss; // why the first answer did not come
    int m_attempts = 0;
    Step m_step = Step::Login;
    std::chrono::microseconds m_stepBegan{0};
};

} // namespace paydesk

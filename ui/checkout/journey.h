#pragma once

#include "core/checkout/draft.h"
#include "core/checkout/micropay.h"
#include "core/checkout/placeorder.h"
#include "core/gateway/phone.h"
#include "core/notify/notice.h"
#include "core/reconcile/queryorder.h"

#include <QObject>
#include <QPointer>

#include <memory>
#include <optional>

namespace paydesk {

class Workbench;

/// One order on its way through the checkout, from the customer's login to the query that confirms
/// the payment. It knows no widget; after every turn it says changed(). The order itself is in the
/// history from its first moment: a journey that ends early loses nothing.
class Journey final : public QObject {
    Q_OBJECT

public:
    enum class Stage {
        Idle,
        Placing,
        Waiting, ///< for the customer
        Paying, ///< the sandbox's customer is at it
        Confirming, ///< paid, says the phone; the notification is on its way
        Querying,
        Scanning, ///< the payer's code is charged, and its outcome asked for
        Paid,
        Failed,
        Abandoned, ///< another counter took the place of the one it began at
    };
    struct Leg {
        enum class Kind {
            Login,
            UnifiedOrder,
            PaySign,
            Payment,
            Notification,
            Charge,
            Query,
            Reverse
        };
        enum class State { Ahead, Active, Done, Failed };

        Kind kind = Kind::Login;
        State state = State::Ahead;
        std::optional<std::chrono::microseconds> took{};
    };

    explicit Journey(Workbench& bench, QObject* parent = nullptr);
    ~Journey() override;

    /// Which legs such an order has, shown before it begins. Only while nothing is under way.
    void plan(const OrderDraft& draft);
    /// Begins. With `payAtOnce` the sandbox's customer pays as soon as that is possible.
    void place(const OrderDraft& draft, bool sendAnyway, bool payAtOnce);
    /// What the sandbox's customer does; nothing unless canPay().
    void act(Phone::Action action);
    /// Asks WeChat now instead of waiting for the notification.
    void query();
    /// Nobody wants to wait for the payer of a scanned code any longer: it is reversed.
    void stopWaiting();
    /// Lets go of the order (it stays in the history) and is idle again.
    void reset();

    Stage stage() const { return m_stage; }
    bool isUnderWay() const;
    /// Whether the sandbox's customer can act.
    bool canPay() const;
    /// Whether asking for the order's state makes sense now.
    bool canQuery() const;
    const QList<Leg>& legs() const { return m_legs; }
    const OrderDraft& draft() const { return m_draft; }
    const std::optional<PlacedOrder>& placed() const { return m_placed; }
    /// The merchant the order belongs to.
    const QByteArray& profile() const { return m_profile; }
    bool isSandbox() const { return m_isSandbox; }
    /// What went wrong last; the journey may go on all the same.
    const std::optional<Failure>& failure() const { return m_failure; }
    /// The reason a notification of this order was rejected for; empty: none was.
    const QByteArray& rejection() const { return m_rejection; }
    /// The customer's phone, in its own words (errMsg); empty while it has said nothing.
    const QByteArray& phoneSays() const { return m_phoneSays; }
    /// The trade_state of the last query that found the order unpaid; empty: none.
    const QByteArray& answeredState() const { return m_answeredState; }
    /// How long the present leg has lasted.
    std::chrono::microseconds waited() const;
    /// From the beginning to the confirmed payment.
    std::chrono::microseconds total() const { return m_total; }

signals:
    void changed();

private:
    void login();
    void start();
    void legBegan(PlaceOrder::Step step);
    void legEnded(
        PlaceOrder::Step step, const Result<void>& outcome, std::chrono::microseconds took);
    void placedAs(const Result<PlacedOrder>& placed);
    void scan();
    void scanStep(Micropay::Step step);
    void scanned(const Result<ScannedPayment>& payment);
    void listen();
    void phoneAnswered(const Answer& answer);
    void judged(const Judgement& judgement);
    void lookUp();
    void stateFound(TradeState state);
    void answered(const Result<QueryOutcome>& outcome);
    void counterChanged();
    void failWith(const Failure& failure);

    Leg* leg(Leg::Kind kind);
    void begin(Leg::Kind kind);
    void end(Leg::Kind kind, Leg::State state = Leg::State::Done);
    void enter(Stage stage);
    void forget();

    Workbench& m_bench;
    /// Whatever is under way reports to this object; a new one for each order, so that nothing of
    /// an order that was let go arrives at the next.
    std::unique_ptr<QObject> m_run;
    QPointer<Micropay> m_scan; ///< under way
    Stage m_stage = Stage::Idle;
    Stage m_before = Stage::Idle; ///< the query
    QList<Leg> m_legs;
    OrderDraft m_draft;
    bool m_sendAnyway = false;
    bool m_payAtOnce = false;
    QByteArray m_profile;
    bool m_isSandbox = true;
    std::optional<PlacedOrder> m_placed;
    std::optional<Failure> m_failure;
    QByteArray m_rejection;
    QByteArray m_phoneSays;
    QByteArray m_answeredState;
    std::chrono::microseconds m_began{0};
    std::chrono::microseconds m_legBegan{0};
    std::chrono::microseconds m_total{0};
};

} // namespace paydesk

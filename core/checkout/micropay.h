#pragma once

#include "core/checkout/draft.h"
#include "core/checkout/placeorder.h"

#include <QObject>

#include <optional>

namespace paydesk {

/// How long the payer has for the password, and how often WeChat is asked meanwhile (protocol-v2.md
/// §4.6, §12).
inline constexpr std::chrono::seconds micropayPatience{45};
inline constexpr std::chrono::seconds micropayPollDelay{5};

/// The end of a payment at the till that is known for certain.
struct ScannedPayment {
    enum class End {
        Paid,
        Failed, ///< WeChat says that nothing was or will be paid under this number
        Reversed, ///< nobody paid in time, so that nobody can any more
    };

    End end = End::Paid;
    Order order;
    SignatureTrace trace; ///< of the micropay request

    friend bool operator==(const ScannedPayment&, const ScannedPayment&) = default;
};

/// The till scans the payer's code (protocol-v2.md §4.6): rules, store, micropay, and where the
/// answer leaves it open, queries until it is known; then reverse. The code is charged by one
/// request and never a second one: whatever is lost is asked for, not sent again. The code itself
/// is not kept. Start once; deletes itself after finished(). If the object goes earlier, the query
/// job learns what became of the payment.
class Micropay : public QObject {
    Q_OBJECT

public:
    enum class Step { Charge, Query, Reverse };
    Q_ENUM(Step)

    Micropay(GatewayClient& gateway, OrderStore& store, Clock& clock, QObject* parent = nullptr);

    /// brokenRules(); CertificateAbsent or CertificateUnfit when a payment that stays open could
    /// not be reversed, unless `sendAnyway`, which skips the rules, too.
    void start(const OrderDraft& draft, bool sendAnyway = false);
    /// Nobody wants to wait any longer: one last query, then reverse.
    void stopWaiting();

signals:
    void began(paydesk::Micropay::Step step);
    void ended(paydesk::Micropay::Step step, const paydesk::Result<void>& outcome,
        std::chrono::microseconds took);
    /// Nothing is asked for so long; the payer may be typing.
    void waits(std::chrono::milliseconds time);
    /// A failure: refused before or by WeChat, or the outcome stays unknown (the order's trouble
    /// says so, and the query job goes on asking).
    void finished(const paydesk::Result<paydesk::ScannedPayment>& payment);

private:
    void charge();
    void charged(const Answer& answer);
    void paid(const Answer& answer, const StateReport& report);
    void refused(const Answer& answer);
    void leftOpen(const Answer& answer);
    void sleep();
    void query();
    void asked(const Answer& answer);
    void reverse();
    bool isOverdue() const;

    void begin(Step step);
    void end(const Result<void>& outcome);
    void conclude(ScannedPayment::End end);
    void giveUp(const Failure& why);
    void finish(const Result<ScannedPayment>& payment);
    Booking booking(OrderEvent::Kind kind) const;
    void write(std::function<Result<Order>(OrderWriter&)> change, std::function<void()> then);

    GatewayClient& m_gateway;
    OrderStore& m_store;
    Clock& m_clock;
    QByteArray m_authCode;
    Order m_order;
    SignatureTrace m_trace;
    Failure m_doubt; // why the first answer was none
    bool m_mayReverse = true;
    bool m_impatient = false;
    std::optional<Clock::Alarm> m_alarm;
    std::chrono::microseconds m_chargedAt{0};
    Step m_step = Step::Charge;
    std::chrono::microseconds m_stepBegan{0};
};

} // namespace paydesk

#pragma once

#include "core/sandbox/delivery.h"
#include "core/sandbox/entrance.h"

namespace paydesk {

/// refund and refundquery (protocol-v2.md §4.4, §4.5): accepted at once, PROCESSING for a while,
/// then done; the merchant's funds are its own unsettled income of the day and the balance of
/// earlier days.
class RefundDesk {
public:
    RefundDesk(SandboxBooks& books, DeliveryDesk& desk, Clock& clock,
        std::chrono::milliseconds processing);

    Accepted<Parameters> refund(const Caller& caller);
    Accepted<Parameters> refundQuery(const Caller& caller) const;

private:
    Accepted<const SandboxOrder*> orderFor(const Caller& caller) const;
    Accepted<void> checkRefundable(const SandboxOrder& order, const Caller& caller) const;
    Accepted<void> checkFunds(const QByteArray& account, qint64 fee) const;
    Accepted<Parameters> again(
        const SandboxRefund& before, const SandboxOrder& order, const Caller& caller) const;
    SandboxRefund accepted(const SandboxOrder& order, const Caller& caller);
    Parameters queryAnswer(const SandboxOrder& order,
        const std::vector<const SandboxRefund*>& refunds, const Caller& caller) const;

    SandboxBooks& m_books;
    DeliveryDesk& m_desk;
    Clock& m_clock;
    const std::chrono::milliseconds m_processing;
};

} // namespace paydesk

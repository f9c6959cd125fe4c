#pragma once

#include "core/base/clock.h"
#include "core/sandbox/books.h"
#include "core/sandbox/delivery.h"
#include "core/sandbox/reply.h"

#include <QJsonObject>

namespace paydesk {

/// Who holds the phone, and what they do.
struct Payer {
    enum class Action { Pay, Cancel, NoFunds };

    Action action = Action::Pay;
    QByteArray openid; ///< empty: the order's own customer
};

/// The payment dialog: the checks that follow a correct second signature, the customer's decision,
/// and the money (protocol-v2.md §5.3, §5.4).
class Till {
public:
    Till(const SandboxIdentity& identity, SandboxBooks& books, DeliveryDesk& desk, Clock& clock);

    Reply pay(const SandboxOrder& order, const Payer& payer);

private:
    Reply settle(SandboxOrder order, const QByteArray& openid);

    const SandboxIdentity& m_identity;
    SandboxBooks& m_books;
    DeliveryDesk& m_desk;
    Clock& m_clock;
};

/// errCode of a wrong second signature as devices report it, and of everything else.
inline constexpr int signatureErrCode = 2;
inline constexpr int otherErrCode = -1;

} // namespace paydesk

#pragma once

#include "core/base/clock.h"
#include "core/sandbox/books.h"
#include "core/sandbox/entrance.h"

namespace paydesk {

/// unifiedorder, orderquery and closeorder (protocol-v2.md §4.1 to §4.3): fields in, the answer's
/// own fields out, orders in the books.
class OrderDesk {
public:
    OrderDesk(SandboxBooks& books, Clock& clock);

    Accepted<Parameters> unifiedOrder(const Caller& caller);
    Accepted<Parameters> orderQuery(const Caller& caller);
    Accepted<Parameters> closeOrder(const Caller& caller);

private:
    Accepted<SandboxOrder> placed(const Caller& caller);
    Accepted<SandboxOrder> again(const SandboxOrder& before, const SandboxOrder& asked) const;
    Accepted<void> giveTime(SandboxOrder& order) const;
    void givePrepayId(SandboxOrder& order) const;

    SandboxBooks& m_books;
    Clock& m_clock;
};

} // namespace paydesk

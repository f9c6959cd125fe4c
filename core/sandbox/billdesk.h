#pragma once

#include "core/sandbox/entrance.h"

namespace paydesk {

/// downloadbill and downloadfundflow (protocol-v2.md §4.7, §4.8, §8) from the sandbox's own books.
/// Today's bill can be had, too. The sandbox charges no fee.
class BillDesk {
public:
    BillDesk(const SandboxIdentity& identity, const SandboxBooks& books, Clock& clock);

    Accepted<HttpAnswer> downloadBill(const Caller& caller) const;
    Accepted<HttpAnswer> downloadFundFlow(const Caller& caller) const;

private:
    const BooksDay* dayOf(const QByteArray& date) const;

    const SandboxIdentity& m_identity;
    const SandboxBooks& m_books;
    Clock& m_clock;
};

} // namespace paydesk

#pragma once

#include "core/sandbox/billdesk.h"
#include "core/sandbox/ordering.h"
#include "core/sandbox/refunds.h"
#include "core/sandbox/scandesk.h"
#include "core/sandbox/spoil.h"

#include <functional>
#include <map>

namespace paydesk {

/// The pay interfaces (protocol-v2.md §4): request in, answer out.
class PayApi {
public:
    PayApi(const SandboxIdentity& identity, SandboxBooks& books, DeliveryDesk& desk, Clock& clock,
        std::chrono::milliseconds refundTime);

    bool serves(const QByteArray& path) const;
    /// The fault, if any, strikes the answer or what is done.
    Reply answer(const HttpRequest& request, const MaybeFault& fault);
    /// The order a request is about, before anything of it was checked: by its own number, its
    /// transaction's or its refund's. Empty where it names none.
    QByteArray orderNamedIn(const HttpRequest& request) const;
    ScanDesk& scanDesk() { return m_scans; }

private:
    using FieldsWork = std::function<Accepted<Parameters>(const Caller&)>;
    using FileWork = std::function<Accepted<HttpAnswer>(const Caller&)>;

    Accepted<void> check(const Endpoint& endpoint, const Caller& caller) const;
    Accepted<HttpAnswer> done(const Endpoint& endpoint, const Caller& caller);
    HttpAnswer answerOf(
        const Endpoint& endpoint, const Parameters& fields, const Caller& caller) const;
    QByteArray signedAnswer(const Parameters& own, const Caller& caller) const;
    QByteArray refusalBody(
        const Endpoint& endpoint, const Refusal& refusal, const Caller& caller) const;

    const SandboxIdentity& m_identity;
    const SandboxBooks& m_books;
    OrderDesk m_orders;
    RefundDesk m_refunds;
    ScanDesk m_scans;
    BillDesk m_bills;
    std::map<QByteArrayView, FieldsWork> m_work; // by the endpoint's name
    std::map<QByteArrayView, FileWork> m_files;
};

} // namespace paydesk

#pragma once

#include "core/sandbox/payment.h"

namespace paydesk {

struct PaymentCall;

/// The customer's phone (cli.md, "Sandbox over HTTP"): wx.requestPayment, scanning a QR code, and a
/// look into the books.
class Controls {
public:
    Controls(const SandboxIdentity& identity, SandboxBooks& books, Till& till, Clock& clock);

    /// POST /sandbox/requestPayment: the signed object of any front end (see PaymentCall). Checks
    /// in the order of protocol-v2.md §5.4.
    Reply requestPayment(const QByteArray& body);
    /// POST /sandbox/scan `{code_url[, payer]}`: pays a NATIVE order; `{mweb_url[, payer]}` pays an
    /// MWEB order in the browser. Answers in the shape of requestPayment.
    Reply scan(const QByteArray& body);
    /// GET /sandbox/orders[?out_trade_no=…][&limit=…]: an array, newest first, at most 1000.
    Reply orders(const QByteArray& query) const;

private:
    Reply checkSignature(const SandboxOrder& order, const PaymentCall& call);
    Reply open(const QByteArray& mwebUrl, const Payer& payer);

    const SandboxIdentity& m_identity;
    SandboxBooks& m_books;
    Till& m_till;
    Clock& m_clock;
};

} // namespace paydesk

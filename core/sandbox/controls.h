#pragma once

#include "core/sandbox/payment.h"

namespace paydesk {

/// The customer's phone (cli.md, "Sandbox over HTTP"): wx.requestPayment, scanning a QR code, and a
/// look into the books.
class Controls {
public:
    Controls(const SandboxIdentity& identity, SandboxBooks& books, Till& till, Clock& clock);

    /// POST /sandbox/requestPayment. Checks in the order of protocol-v2.md §5.4.
    Reply requestPayment(const QByteArray& body);
    /// POST /sandbox/scan `{code_url[, payer]}`: pays a NATIVE order; answers in the shape of
    /// requestPayment.
    Reply scan(const QByteArray& body);
    /// GET /sandbox/orders[?out_trade_no=…][&limit=…]: an array, newest first, at most 1000.
    Reply orders(const QByteArray& query) const;

private:
    Reply checkSignature(const SandboxOrder& order, const QJsonObject& call);

    const SandboxIdentity& m_identity;
    SandboxBooks& m_books;
    Till& m_till;
    Clock& m_clock;
};

} // namespace paydesk

#pragma once

#include "core/sandbox/entrance.h"

namespace paydesk {

/// The till that scans the payer's code: micropay, reverse and authcodetoopenid (protocol-v2.md
/// §4.6, §4.9, §4.11). Any well-formed code is a customer's who pays at once; POST
/// /sandbox/authcode gives out codes of other customers, and of such as do something else.
class ScanDesk {
public:
    ScanDesk(const SandboxIdentity& identity, SandboxBooks& books, Clock& clock);

    Accepted<Parameters> micropay(const Caller& caller);
    Accepted<Parameters> reverse(const Caller& caller);
    Accepted<Parameters> authCodeToOpenid(const Caller& caller) const;

    /// POST /sandbox/authcode `{user, action, seconds}` with action pay, password, cancel, no-funds
    /// or card-refused: `{"errMsg":"authcode:ok","auth_code":…,"openid":…}`. The code lives a
    /// minute.
    Reply showCode(const QByteArray& body);
    /// Those whose password is typed by now have paid.
    void ripen();

private:
    Accepted<AuthCode> codeFor(const Caller& caller, const Endpoint& endpoint) const;
    Accepted<void> checkBefore(
        const SandboxOrder& before, const SandboxOrder& asked, const AuthCode& code) const;
    Accepted<Parameters> charge(SandboxOrder order, AuthCode code, const Caller& caller);
    SandboxOrder paid(SandboxOrder order, const QDateTime& when) const;
    Accepted<Parameters> reversed(SandboxOrder order);

    const SandboxIdentity& m_identity;
    SandboxBooks& m_books;
    Clock& m_clock;
};

} // namespace paydesk

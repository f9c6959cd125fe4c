#pragma once

#include "core/base/clock.h"
#include "core/sandbox/books.h"
#include "core/sandbox/reply.h"
#include "core/sandbox/spoil.h"

namespace paydesk {

/// The customer who logs in and pays when nobody else is named.
inline constexpr const char* testCustomer = "customer";

/// The openid of a person under an appid: always the same, 28 characters beginning with o; all
/// openids of one appid share their first six, so that one shows where it belongs.
QByteArray openidOf(const QByteArray& appid, const QByteArray& user);
bool isOpenid(const QByteArray& text);
bool belongsTo(const QByteArray& openid, const QByteArray& appid);

/// wx.login and what the merchant's backend makes of its code (protocol-v2.md §9): a code works
/// once, for five minutes, under its own appid.
class Logins {
public:
    Logins(const SandboxIdentity& identity, SandboxBooks& books, Clock& clock);

    /// POST /sandbox/login; the body may be empty, or name another "user" or "appId".
    Reply login(const QByteArray& body);
    /// GET /sns/jscode2session
    Reply session(const QByteArray& query, const MaybeFault& fault);

private:
    Reply redeem(const QByteArray& code);

    const SandboxIdentity& m_identity;
    SandboxBooks& m_books;
    Clock& m_clock;
};

} // namespace paydesk

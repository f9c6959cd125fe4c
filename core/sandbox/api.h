#pragma once

#include "core/base/clock.h"
#include "core/sandbox/entrance.h"

namespace paydesk {

/// The pay interfaces (protocol-v2.md §4.1 to §4.3): request in, answer out, orders in the books.
class PayApi {
public:
    PayApi(const SandboxIdentity& identity, SandboxBooks& books, Clock& clock);

    static bool serves(const QByteArray& path);
    Reply answer(const HttpRequest& request);

private:
    using Work = Accepted<Parameters> (PayApi::*)(const Caller&);
    static Work workOf(const QByteArray& path);

    Accepted<Parameters> unifiedOrder(const Caller& caller);
    Accepted<Parameters> orderQuery(const Caller& caller);
    Accepted<Parameters> closeOrder(const Caller& caller);

    Accepted<SandboxOrder> placed(const Caller& caller);
    Accepted<SandboxOrder> again(const SandboxOrder& before, const SandboxOrder& asked) const;
    Accepted<void> giveTime(SandboxOrder& order) const;
    void givePrepayId(SandboxOrder& order) const;
    QByteArray signedAnswer(const Parameters& own, SignType type) const;
    QByteArray refusalBody(const Refusal& refusal, SignType type) const;

    const SandboxIdentity& m_identity;
    SandboxBooks& m_books;
    Clock& m_clock;
};

/// return_code FAIL in the recorded bytes.
QByteArray notUnderstoodBody(const QByteArray& returnMsg);

} // namespace paydesk

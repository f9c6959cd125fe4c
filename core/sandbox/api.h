#pragma once

#include "core/sandbox/ordering.h"
#include "core/sandbox/spoil.h"

#include <functional>
#include <map>

namespace paydesk {

/// The pay interfaces (protocol-v2.md §4): request in, answer out.
class PayApi {
public:
    PayApi(const SandboxIdentity& identity, SandboxBooks& books, Clock& clock);

    bool serves(const QByteArray& path) const;
    /// The fault, if any, strikes the answer or what is done.
    Reply answer(const HttpRequest& request, const MaybeFault& fault);

private:
    using Work = std::function<Accepted<Parameters>(const Caller&)>;

    QByteArray signedAnswer(const Parameters& own, SignType type, const MaybeFault& fault) const;
    QByteArray refusalBody(const Refusal& refusal, SignType type, const MaybeFault& fault) const;

    const SandboxIdentity& m_identity;
    OrderDesk m_orders;
    std::map<QByteArrayView, Work> m_work; // by the interface's name
};

/// return_code FAIL in the recorded bytes.
QByteArray notUnderstoodBody(const QByteArray& returnMsg);

} // namespace paydesk

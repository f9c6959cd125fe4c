#pragma once

#include "core/sandbox/faults.h"
#include "core/sandbox/reply.h"
#include "core/sandbox/sandboxclock.h"

#include <QJsonObject>

namespace paydesk {

/// What only a pretended WeChat has (cli.md, "Sandbox over HTTP"): planted faults and a time that
/// can be moved.
class Levers {
public:
    Levers(FaultBoard& faults, SandboxClock& clock);

    /// GET /sandbox/faults: those in force. POST plants `{"fault":"delay","scope":"notifications",
    /// "times":1,"seconds":5,"err_code":…}`, or several as `{"faults":[…]}` in the place of all
    /// before, or takes away with `{"clear":id}` or `{"clear":true}`; the answer is what is in
    /// force then, and whom the latest strikes met.
    Reply faults(const QByteArray& method, const QByteArray& body);

    /// What a POST to /sandbox/faults does; UsageWrong when there is no such fault.
    Result<void> plantAll(const QByteArray& body);

    /// The moment a POST to /sandbox/time names with `{"forward":seconds}` or `{"to":"…ISO 8601"}`;
    /// UsageWrong when there is none, or it is past.
    Result<QDateTime> destination(const QByteArray& body) const;
    /// `{"errMsg":"time:ok","now":…,"ahead_seconds":…}`
    Reply time() const;

    /// `{"errMsg":"<what>:fail <reason>"}` with status 400.
    static Reply refusal(const char* what, const Failure& failure);

private:
    Result<void> plant(const QJsonObject& told);
    Result<void> obey(const QJsonObject& told);

    FaultBoard& m_faults;
    SandboxClock& m_clock;
};

} // namespace paydesk

#pragma once

#include "core/base/bilingual.h"

#include <QByteArray>
#include <QList>
#include <QMetaType>

namespace paydesk {

/// One step on the way from WeChat to the listener, and what was found there.
struct ReachStep {
    enum class Part { Address, Name, Connection, Tls, Answer, Body, Size, Time, Clock };
    enum class State {
        Passed,
        Warned, ///< it works, or may: to be looked at before real money comes this way
        Failed,
        Skipped ///< an earlier step failed, or there is nothing to be asked
    };

    Part part = Part::Address;
    State state = State::Skipped;
    QByteArray finding; ///< "ok", or the word of what was found, such as "redirected"
    QByteArray detail; ///< the fact itself: an address, a status, a number of days; may be empty

    friend bool operator==(const ReachStep&, const ReachStep&) = default;
};

/// All parts in the order of the way.
const QList<ReachStep::Part>& reachParts();
/// "address", "dns", "tcp", "tls", "answer", "body", "size", "time", "clock".
QByteArray partName(ReachStep::Part part);
/// What is asked at this part, in a few words.
Bilingual partTitle(ReachStep::Part part);
/// What the finding means and what to fix; empty for "ok" and for a step that was skipped.
Bilingual findingSentence(const QByteArray& finding);
/// The words of all findings.
QByteArrayList reachFindings();

} // namespace paydesk

Q_DECLARE_METATYPE(paydesk::ReachStep)

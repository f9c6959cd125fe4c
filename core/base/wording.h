#pragma once

#include "core/base/failure.h"

#include <QString>

namespace paydesk {

/// A failure for people, in the language the application's translators speak: what happened (with
/// the value), why (the known cause, or "probably" when guessed), what to do. `why` may be empty
/// where `what` already says it.
struct Wording {
    QString what;
    QString why;
    QString remedy;

    /// The three parts as one paragraph.
    QString sentence() const;

    friend bool operator==(const Wording&, const Wording&) = default;
};

/// Every FailureId has its wording; the compiler names the one that was forgotten.
Wording wordingOf(const Failure& failure);

/// The stable name of a failure for scripts and logs, such as "port-in-use". ASCII, never
/// translated.
QByteArray failureName(FailureId id);
/// The words of all of them.
QByteArrayList failureNames();

} // namespace paydesk

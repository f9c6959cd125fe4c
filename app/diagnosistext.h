#pragma once

#include "core/doctor/checkup.h"
#include "core/doctor/doctor.h"

#include <QByteArray>
#include <QList>

namespace paydesk {

/// Everything that explain has to say about one message.
struct ExplainedMessage {
    QByteArray caseId; ///< empty: none
    Diagnosis diagnosis;
    QList<CheckFinding> checks;
    QByteArray rightString; ///< the key masked unless secrets are shown
};

/// One JSON object: case_id, verdict, findings (ids and string first), tried, elapsed_ms; then
/// what else there is (cli.md).
QByteArray explainedJson(const ExplainedMessage& message);
/// The same for people, on stdout.
void printExplained(const ExplainedMessage& message);

/// [{"id":…,"what":…,"fix":…}]
QByteArray adviceJson(const QList<Advice>& advice);
void printAdvice(const QList<Advice>& advice);
/// [{"id":…,"field":…,"severity":…,"what":…,"position":…}]
QByteArray checksJson(const QList<CheckFinding>& checks);
void printChecks(const QList<CheckFinding>& checks);

} // namespace paydesk

#pragma once

#include "core/doctor/doctor.h"

#include <QByteArrayView>
#include <QList>

namespace paydesk {

/// What cannot be proved by recomputing, but is pointed to by the question and by what the search
/// has shown so far: another key at the platform, a lost charset, a signature of API v3, an empty
/// key, two secrets that are one. The most telling first, no id twice. Never a proof, and never
/// worded as one.
QList<Advice> adviceFor(const Question& question, const Diagnosis& soFar);

/// The same for a text that is no message: an error text, a log line, the answer of a proxy, an
/// empty body.
QList<Advice> adviceForText(QByteArrayView text);

} // namespace paydesk

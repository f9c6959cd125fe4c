#pragma once

#include "tests/doctorcasefile.h"

#include <QList>

namespace paydesk::judge {

// Fresh cases for the doctor, the same ones for the same seed. `acceptable` holds the other names
// that give the same bytes, as far as they are known.

/// Every reproducible mistake alone.
QList<JudgedCase> freshSingles(quint64 seed);
/// Mistakes of `size` different steps. None is a single mistake in disguise, and each of its
/// mistakes matters.
QList<JudgedCase> freshCombinations(quint64 seed, int size, int count);
/// Wrong signatures that nothing explains: another key, another value, any digest.
QList<JudgedCase> freshUnknowable(quint64 seed, int count);
QList<JudgedCase> freshRight(quint64 seed, int count);
/// As many of each as the tests take: more than 350.
QList<JudgedCase> freshCases(quint64 seed);

constexpr quint64 usualSeed = 20260;
constexpr int usualPairs = 120;
constexpr int usualTriples = 60;
constexpr int usualUnknowable = 42;
constexpr int usualRight = 42;

/// Whether these mistakes, made by code of the judge's own, give the very signature received.
bool reproduces(const JudgedCase& judged, const PlantedMistakes& mistakes);

} // namespace paydesk::judge

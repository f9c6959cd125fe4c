#pragma once

#include "core/doctor/doctor.h"

#include <chrono>
#include <optional>

namespace paydesk {

/// Runs diagnose() beside an event loop, so that SIGINT, SIGTERM and the limit end the search
/// within its 20 ms; the verdict is Cancelled then.
Diagnosis search(const Question& question, std::optional<std::chrono::milliseconds> limit = {});

} // namespace paydesk

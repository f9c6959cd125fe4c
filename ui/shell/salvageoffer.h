#pragma once

#include <QString>

namespace paydesk {

class Clock;
struct Failure;

/// Says why the data folder cannot be opened. For a damaged history it offers to keep the file and
/// to begin a new one with what can be read of it, does so beside the event loop, and says what
/// came over. True: a new history stands, open the folder again.
bool offerSalvage(const Failure& why, const QString& folder, Clock& clock);

} // namespace paydesk

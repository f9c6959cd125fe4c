#pragma once

#include <QByteArray>

#include <chrono>
#include <vector>

namespace paydesk {

/// What a crowd of senders saw.
struct CrowdResult {
    int answered = 0; ///< with SUCCESS
    double seconds = 0; ///< from the first byte to the last answer
    std::vector<std::chrono::microseconds> times{}; ///< of each answer, sorted

    /// The time within which this part of the answers came.
    std::chrono::microseconds within(double part) const;
};

/// Sends these requests to a port of this machine over so many connections at once, each with one
/// request under way; with `closing` over a new connection each. Blocks; gives up what is not
/// answered within `patience`.
CrowdResult sendAll(quint16 port, const std::vector<QByteArray>& requests, int connections,
    bool closing, std::chrono::seconds patience = std::chrono::seconds(60));

/// Signed notifications, each of another order PD`first`, PD`first + 1` … of the sandbox's
/// merchant, packed as POST /notify.
std::vector<QByteArray> notifications(qint64 first, int count, bool closing);

} // namespace paydesk

#pragma once

#include <QtGlobal>

#include <memory>

namespace paydesk {

/// What an attacker of the listener does with its connection.
enum class Attack {
    SlowHead, ///< a header byte a second
    SlowBody, ///< a whole head, then a body byte a second
    Silent, ///< connects and says nothing
    IdleKeepAlive, ///< asks once, hears the answer, and keeps the connection
};

/// Attackers of a port of this machine, on a thread of their own until they are destroyed. Whoever
/// is thrown out comes again a second later.
class Attackers {
public:
    explicit Attackers(quint16 port);
    ~Attackers();

    /// So many more, all at once.
    void add(Attack attack, int count);
    /// Waits until every attacker added so far has tried, or the patience (seconds) is over.
    bool allTried(int patience) const;
    /// Connections that were made, those of thrown-out attackers included.
    qint64 attempts() const;

private:
    class Crowd;
    std::unique_ptr<Crowd> m_crowd;
};

} // namespace paydesk

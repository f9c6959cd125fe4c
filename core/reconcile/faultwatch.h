#pragma once

#include "core/gateway/backstage.h"
#include "core/orders/store.h"

#include <QObject>

#include <optional>

namespace paydesk {

/// Keeps an eye on what only a sandbox has: its planted faults, which are in force and whom they
/// struck, and how far its time was moved. A strike
/// is noted in the order's timeline, once however often it is told: a message that was lost leaves
/// no other trace of why. Whoever waits for an answer that was planted away looks by itself; a
/// fault that was planted or cleared through the backstage is to be look()ed for.
class FaultWatch : public QObject {
    Q_OBJECT

public:
    /// `base`: the sandbox's URL without a trailing slash.
    FaultWatch(const QByteArray& base, QByteArray profile, OrderStore& store, Clock& clock,
        QObject* parent = nullptr);
    ~FaultWatch() override;

    Backstage& backstage() { return m_backstage; }
    /// As of the last look; nothing before the first one.
    const std::optional<QList<PlantedFault>>& inForce() const { return m_inForce; }
    /// Asks the sandbox, unless that is under way already: then once more afterwards.
    void look();
    /// Takes what an answer of the backstage says about faults.
    void take(const Answer& answer);
    /// How far the sandbox's time is ahead of the real one, as last heard.
    std::chrono::seconds ahead() const { return m_ahead; }
    /// Asks the sandbox for its time.
    void lookAtTime();
    /// Takes what an answer of the backstage says about the time.
    void takeTime(const Answer& answer);

signals:
    /// Other faults are in force, or the same ones will strike less often; or the time was moved.
    void changed();

private:
    void note(const QList<FaultStrike>& strikes);

    QByteArray m_profile;
    OrderStore& m_store;
    std::optional<QList<PlantedFault>> m_inForce;
    QList<FaultStrike> m_noted; // of the last look: not told to the history again
    std::chrono::seconds m_ahead{0};
    quint64 m_booksHeard = 0;
    quint64 m_timesHeard = 0;
    bool m_looking = false;
    bool m_again = false;
    Backstage m_backstage; // last: its end cancels a look that is under way
};

} // namespace paydesk

#pragma once

#include <QByteArray>

#include <chrono>
#include <vector>

namespace paydesk {

/// What SQLite did to one file. What was written and not synced may be lost with the power.
struct DiskStep {
    enum class Kind { Write, Truncate, Sync, Delete };

    Kind kind = Kind::Write;
    QByteArray file; ///< its whole path
    qint64 at = 0; ///< of a write; the new size of a truncated file
    QByteArray bytes{};
};

/// What a disk can do to SQLite: lies between it and the real files as its default VFS, for every
/// connection that is opened while it lives. One at a time.
class FaultyDisk {
public:
    FaultyDisk();
    FaultyDisk(const FaultyDisk&) = delete;
    FaultyDisk& operator=(const FaultyDisk&) = delete;
    ~FaultyDisk();

    /// From now on every write and sync answers with this result code; 0 heals the disk.
    void breakWith(int code);
    /// Which calls count for failOnce().
    enum class Calls { WritesAndSyncs, All };
    /// The n-th of these calls from now on fails with the code, once.
    void failOnce(int n, int code, Calls calls = Calls::WritesAndSyncs);
    /// Whether the failure of failOnce() is still to come.
    bool waiting() const;
    /// From now on every sync takes this much longer: the disk of an ordinary PC.
    void slowSyncs(std::chrono::microseconds time);
    /// While on, nobody who waits for a lock sleeps: SQLite counts what it was told it slept. Two
    /// threads that only have to take turns are refused then, too.
    void skipWaits(bool on);
    /// Writes down what happens to every file but the shared memory, which no power cut outlives.
    void record(bool on);
    /// How many steps are written down by now.
    std::size_t recorded() const;
    std::vector<DiskStep> takeRecord();
    /// Syncs so far: a durable commit costs one.
    int syncs() const;
};

} // namespace paydesk

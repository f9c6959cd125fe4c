#pragma once

#include <chrono>

namespace paydesk {

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
    /// The n-th write or sync from now on fails with the code, once.
    void failOnce(int n, int code);
    /// Whether the failure of failOnce() is still to come.
    bool waiting() const;
    /// From now on every sync takes this much longer: the disk of an ordinary PC.
    void slowSyncs(std::chrono::microseconds time);
    /// From now on nobody who waits for a lock sleeps: SQLite counts what it was told it slept.
    void skipWaits();
    /// Syncs so far: a durable commit costs one.
    int syncs() const;
};

} // namespace paydesk

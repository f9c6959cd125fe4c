#include "tests/faultyvfs.h"

#include <atomic>
#include <cstring>
#include <mutex>
#include <sqlite3.h>
#include <thread>
#include <utility>

namespace paydesk {

namespace {

    // SQLite calls back without a place for our own data, so the disk's condition stands here.
    std::atomic<int> brokenCode{SQLITE_OK};
    std::atomic<int> countdown{0};
    std::atomic<int> onceCode{SQLITE_OK};
    std::atomic<int> syncCount{0};
    std::atomic<std::chrono::microseconds> syncTime{};
    std::atomic<bool> countsAll{false};
    std::atomic<bool> recording{false};
    std::atomic<bool> skipping{false};
    std::mutex recordGuard;
    std::vector<DiskStep> steps;
    sqlite3_vfs* realDisk = nullptr;

    struct File {
        sqlite3_file base;
        const char* name; // SQLite keeps it as long as the file is open; null for a temporary one
        sqlite3_file* real; // behind this struct, in the same block
    };

    sqlite3_file* real(sqlite3_file* file)
    {
        return reinterpret_cast<File*>(file)->real;
    }

    /// Whether this very call is the one that was to fail.
    bool isTheOne()
    {
        // Several threads count down together; one of them reaches zero.
        return countdown > 0 && countdown.fetch_sub(1) == 1;
    }

    int verdict()
    {
        return isTheOne() ? onceCode.load() : brokenCode.load();
    }

    /// For calls that neither write nor sync: they fail only when all of them count.
    int otherVerdict()
    {
        return countsAll && isTheOne() ? onceCode.load() : SQLITE_OK;
    }

    void note(DiskStep::Kind kind, sqlite3_file* file, qint64 at = 0, QByteArray bytes = {})
    {
        const char* const name = reinterpret_cast<File*>(file)->name;
        if (!recording || !name)
            return;
        const std::lock_guard lock(recordGuard);
        steps.push_back({kind, name, at, std::move(bytes)});
    }

    int closeFile(sqlite3_file* f)
    {
        return real(f)->pMethods ? real(f)->pMethods->xClose(real(f)) : SQLITE_OK;
    }
    int readFile(sqlite3_file* f, void* to, int amount, sqlite3_int64 at)
    {
        const int code = otherVerdict();
        // A short read is told by another code than the one that was asked for.
        if (code != SQLITE_OK)
            return code == SQLITE_IOERR ? SQLITE_IOERR_READ : code;
        return real(f)->pMethods->xRead(real(f), to, amount, at);
    }
    int writeFile(sqlite3_file* f, const void* from, int amount, sqlite3_int64 at)
    {
        const int code = verdict();
        if (code != SQLITE_OK)
            return code;
        note(DiskStep::Kind::Write, f, at, QByteArray(static_cast<const char*>(from), amount));
        return real(f)->pMethods->xWrite(real(f), from, amount, at);
    }
    int truncateFile(sqlite3_file* f, sqlite3_int64 size)
    {
        const int code = otherVerdict();
        if (code != SQLITE_OK)
            return code;
        note(DiskStep::Kind::Truncate, f, size);
        return real(f)->pMethods->xTruncate(real(f), size);
    }
    int syncFile(sqlite3_file* f, int flags)
    {
        ++syncCount;
        if (const std::chrono::microseconds time = syncTime; time.count() > 0)
            std::this_thread::sleep_for(time);
        const int code = verdict();
        if (code != SQLITE_OK)
            return code;
        const int done = real(f)->pMethods->xSync(real(f), flags);
        if (done == SQLITE_OK)
            note(DiskStep::Kind::Sync, f);
        return done;
    }
    int sizeOfFile(sqlite3_file* f, sqlite3_int64* size)
    {
        if (const int code = otherVerdict(); code != SQLITE_OK)
            return code;
        return real(f)->pMethods->xFileSize(real(f), size);
    }
    int lockFile(sqlite3_file* f, int level)
    {
        if (const int code = otherVerdict(); code != SQLITE_OK)
            return code;
        return real(f)->pMethods->xLock(real(f), level);
    }
    int unlockFile(sqlite3_file* f, int level)
    {
        return real(f)->pMethods->xUnlock(real(f), level);
    }
    int checkReserved(sqlite3_file* f, int* out)
    {
        return real(f)->pMethods->xCheckReservedLock(real(f), out);
    }
    int controlFile(sqlite3_file* f, int op, void* argument)
    {
        return real(f)->pMethods->xFileControl(real(f), op, argument);
    }
    int sectorSize(sqlite3_file* f)
    {
        return real(f)->pMethods->xSectorSize(real(f));
    }
    int characteristics(sqlite3_file* f)
    {
        return real(f)->pMethods->xDeviceCharacteristics(real(f));
    }
    int mapShared(sqlite3_file* f, int page, int size, int extend, void volatile** out)
    {
        if (const int code = otherVerdict(); code != SQLITE_OK)
            return code;
        return real(f)->pMethods->xShmMap(real(f), page, size, extend, out);
    }
    int lockShared(sqlite3_file* f, int offset, int n, int flags)
    {
        if (const int code = otherVerdict(); code != SQLITE_OK)
            return code;
        return real(f)->pMethods->xShmLock(real(f), offset, n, flags);
    }
    void barrier(sqlite3_file* f)
    {
        real(f)->pMethods->xShmBarrier(real(f));
    }
    int unmapShared(sqlite3_file* f, int remove)
    {
        return real(f)->pMethods->xShmUnmap(real(f), remove);
    }

    const sqlite3_io_methods fileMethods{2, closeFile, readFile, writeFile, truncateFile, syncFile,
        sizeOfFile, lockFile, unlockFile, checkReserved, controlFile, sectorSize, characteristics,
        mapShared, lockShared, barrier, unmapShared, nullptr, nullptr};

    int openFile(
        sqlite3_vfs* /*vfs*/, const char* name, sqlite3_file* file, int flags, int* outFlags)
    {
        auto* const ours = reinterpret_cast<File*>(file);
        ours->real = reinterpret_cast<sqlite3_file*>(ours + 1);
        ours->name = name;
        file->pMethods = nullptr; // SQLite closes only what was opened
        if (const int code = otherVerdict(); code != SQLITE_OK)
            return code == SQLITE_IOERR ? SQLITE_CANTOPEN : code;
        const int code = realDisk->xOpen(realDisk, name, ours->real, flags, outFlags);
        file->pMethods = ours->real->pMethods ? &fileMethods : nullptr;
        return code;
    }

    int deleteFile(sqlite3_vfs* /*vfs*/, const char* name, int syncFolder)
    {
        if (const int code = otherVerdict(); code != SQLITE_OK)
            return code;
        if (recording) {
            const std::lock_guard lock(recordGuard);
            steps.push_back({DiskStep::Kind::Delete, name});
        }
        return realDisk->xDelete(realDisk, name, syncFolder);
    }

    int sleepFor(sqlite3_vfs* /*vfs*/, int microseconds)
    {
        return skipping ? microseconds : realDisk->xSleep(realDisk, microseconds);
    }

    sqlite3_vfs* faulty()
    {
        static sqlite3_vfs vfs;
        return &vfs;
    }

} // namespace

FaultyDisk::FaultyDisk()
{
    realDisk = sqlite3_vfs_find(nullptr);
    brokenCode = SQLITE_OK;
    countdown = 0;
    syncCount = 0;
    syncTime = std::chrono::microseconds(0);
    // Everything but opening goes to the real one: its functions get our struct, but the unix and
    // Windows VFS look only at pAppData, which is copied with the rest.
    std::memcpy(faulty(), realDisk, sizeof(sqlite3_vfs));
    faulty()->pNext = nullptr;
    faulty()->zName = "faulty";
    faulty()->szOsFile = int(sizeof(File)) + realDisk->szOsFile;
    faulty()->xOpen = openFile;
    faulty()->xDelete = deleteFile;
    faulty()->xSleep = sleepFor;
    recording = false;
    skipping = false;
    steps.clear();
    sqlite3_vfs_register(faulty(), 1);
}

FaultyDisk::~FaultyDisk()
{
    breakWith(SQLITE_OK);
    sqlite3_vfs_unregister(faulty());
    sqlite3_vfs_register(realDisk, 1);
}

void FaultyDisk::breakWith(int code)
{
    countdown = 0;
    brokenCode = code;
}

void FaultyDisk::failOnce(int n, int code, Calls calls)
{
    countsAll = calls == Calls::All;
    onceCode = code;
    countdown = n;
}

bool FaultyDisk::waiting() const
{
    return countdown > 0;
}

void FaultyDisk::record(bool on)
{
    recording = on;
}

std::size_t FaultyDisk::recorded() const
{
    const std::lock_guard lock(recordGuard);
    return steps.size();
}

std::vector<DiskStep> FaultyDisk::takeRecord()
{
    const std::lock_guard lock(recordGuard);
    return std::exchange(steps, {});
}

void FaultyDisk::slowSyncs(std::chrono::microseconds time)
{
    syncTime = time;
}

void FaultyDisk::skipWaits(bool on)
{
    skipping = on;
}

int FaultyDisk::syncs() const
{
    return syncCount;
}

} // namespace paydesk

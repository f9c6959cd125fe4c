#include "tests/faultyvfs.h"

#include <atomic>
#include <cstring>
#include <sqlite3.h>
#include <thread>

namespace paydesk {

namespace {

    // SQLite calls back without a place for our own data, so the disk's condition stands here.
    std::atomic<int> brokenCode{SQLITE_OK};
    std::atomic<int> countdown{0};
    std::atomic<int> onceCode{SQLITE_OK};
    std::atomic<int> syncCount{0};
    std::atomic<std::chrono::microseconds> syncTime{};
    sqlite3_vfs* realDisk = nullptr;

    struct File {
        sqlite3_file base;
        sqlite3_file* real; // behind this struct, in the same block
    };

    sqlite3_file* real(sqlite3_file* file)
    {
        return reinterpret_cast<File*>(file)->real;
    }

    int verdict()
    {
        if (countdown > 0) {
            --countdown;
            if (countdown == 0)
                return onceCode;
        }
        return brokenCode;
    }

    int closeFile(sqlite3_file* f)
    {
        return real(f)->pMethods ? real(f)->pMethods->xClose(real(f)) : SQLITE_OK;
    }
    int readFile(sqlite3_file* f, void* to, int amount, sqlite3_int64 at)
    {
        return real(f)->pMethods->xRead(real(f), to, amount, at);
    }
    int writeFile(sqlite3_file* f, const void* from, int amount, sqlite3_int64 at)
    {
        const int code = verdict();
        return code != SQLITE_OK ? code : real(f)->pMethods->xWrite(real(f), from, amount, at);
    }
    int truncateFile(sqlite3_file* f, sqlite3_int64 size)
    {
        return real(f)->pMethods->xTruncate(real(f), size);
    }
    int syncFile(sqlite3_file* f, int flags)
    {
        ++syncCount;
        if (const std::chrono::microseconds time = syncTime; time.count() > 0)
            std::this_thread::sleep_for(time);
        const int code = verdict();
        return code != SQLITE_OK ? code : real(f)->pMethods->xSync(real(f), flags);
    }
    int sizeOfFile(sqlite3_file* f, sqlite3_int64* size)
    {
        return real(f)->pMethods->xFileSize(real(f), size);
    }
    int lockFile(sqlite3_file* f, int level)
    {
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
        return real(f)->pMethods->xShmMap(real(f), page, size, extend, out);
    }
    int lockShared(sqlite3_file* f, int offset, int n, int flags)
    {
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
        const int code = realDisk->xOpen(realDisk, name, ours->real, flags, outFlags);
        file->pMethods = ours->real->pMethods ? &fileMethods : nullptr;
        return code;
    }

    int sleepNot(sqlite3_vfs* /*vfs*/, int microseconds)
    {
        return microseconds;
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

void FaultyDisk::failOnce(int n, int code)
{
    onceCode = code;
    countdown = n;
}

bool FaultyDisk::waiting() const
{
    return countdown > 0;
}

void FaultyDisk::slowSyncs(std::chrono::microseconds time)
{
    syncTime = time;
}

void FaultyDisk::skipWaits()
{
    faulty()->xSleep = sleepNot;
}

int FaultyDisk::syncs() const
{
    return syncCount;
}

} // namespace paydesk

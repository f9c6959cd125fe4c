#pragma once

#include <QtGlobal>

#include <ctime>
#include <sys/types.h>

namespace paydesk {

/// The processor time another process has used so far, in seconds; 0 when it is gone.
inline double cpuSecondsOf(qint64 processId)
{
    clockid_t clock{};
    timespec time{};
    if (clock_getcpuclockid(pid_t(processId), &clock) != 0 || clock_gettime(clock, &time) != 0)
        return 0;
    return double(time.tv_sec) + double(time.tv_nsec) / 1e9;
}

} // namespace paydesk

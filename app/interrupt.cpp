#include "app/invocation.h"

#include <QSocketNotifier>

#include <csignal>

#ifdef Q_OS_UNIX
#include <sys/socket.h>
#include <unistd.h>
#endif
#ifdef Q_OS_WIN
#include <windows.h>
#endif

namespace paydesk {

namespace {

#ifdef Q_OS_UNIX
    // A signal handler may do nothing but write to a descriptor; the event loop reads the other
    // end.
    int interruptPipe[2] = {-1, -1};

    void onSignal(int)
    {
        const char byte = 1;
        [[maybe_unused]] const auto written = write(interruptPipe[0], &byte, 1);
    }
#endif

#ifdef Q_OS_WIN
    Interrupt* consoleInterrupt = nullptr;

    BOOL WINAPI onConsole(DWORD)
    {
        QMetaObject::invokeMethod(consoleInterrupt, &Interrupt::raised, Qt::QueuedConnection);
        return TRUE;
    }
#endif

} // namespace

Interrupt::Interrupt(QObject* parent)
    : QObject(parent)
{
#ifdef Q_OS_UNIX
    if (socketpair(AF_UNIX, SOCK_STREAM, 0, interruptPipe) != 0)
        return;
    auto* notifier = new QSocketNotifier(interruptPipe[1], QSocketNotifier::Read, this);
    connect(notifier, &QSocketNotifier::activated, this, [this] {
        char byte = 0;
        if (read(interruptPipe[1], &byte, 1) == 1)
            emit raised();
    });
    struct sigaction action{};
    action.sa_handler = onSignal;
    sigemptyset(&action.sa_mask);
    action.sa_flags = SA_RESTART;
    sigaction(SIGTERM, &action, nullptr);
    sigaction(SIGINT, &action, nullptr);
#endif
#ifdef Q_OS_WIN
    consoleInterrupt = this;
    SetConsoleCtrlHandler(onConsole, TRUE);
#endif
}

Interrupt::~Interrupt()
{
#ifdef Q_OS_UNIX
    std::signal(SIGTERM, SIG_DFL);
    std::signal(SIGINT, SIG_DFL);
    for (int& end : interruptPipe) {
        if (end >= 0)
            close(end);
        end = -1;
    }
#endif
#ifdef Q_OS_WIN
    SetConsoleCtrlHandler(onConsole, FALSE);
    consoleInterrupt = nullptr;
#endif
}

} // namespace paydesk

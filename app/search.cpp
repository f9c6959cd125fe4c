#include "app/search.h"

#include "app/invocation.h"

#include <QEventLoop>
#include <QTimer>

#include <thread>

namespace paydesk {

Diagnosis search(const Question& question, std::optional<std::chrono::milliseconds> limit)
{
    SearchWatch watch;
    const auto cancel = [&watch] { watch.cancelled = true; };
    const Interrupt interrupt;
    QObject::connect(&interrupt, &Interrupt::raised, cancel);
    QTimer deadline;
    QObject::connect(&deadline, &QTimer::timeout, cancel);
    if (limit)
        deadline.start(*limit);

    QEventLoop loop;
    Diagnosis found;
    std::thread searching([&] {
        found = diagnose(question, &watch);
        QMetaObject::invokeMethod(&loop, &QEventLoop::quit, Qt::QueuedConnection);
    });
    loop.exec();
    searching.join();
    return found;
}

} // namespace paydesk

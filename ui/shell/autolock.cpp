#include "ui/shell/autolock.h"

#include "core/workbench.h"
#include "ui/preferences.h"

#include <QCoreApplication>
#include <QEvent>

#ifdef PAYDESK_DBUS
#include <QDBusConnection>
#endif

#include <algorithm>

namespace paydesk {

namespace {

    bool isInput(const QEvent& event)
    {
        switch (event.type()) {
        case QEvent::KeyPress:
        case QEvent::MouseButtonPress:
        case QEvent::MouseMove:
        case QEvent::Wheel:
        case QEvent::TouchBegin:
        case QEvent::TouchUpdate:
        case QEvent::TabletPress:
        case QEvent::InputMethod:
            return true;
        default:
            return false;
        }
    }

} // namespace

AutoLock::AutoLock(Workbench& bench, Preferences& preferences, QObject* parent)
    : QObject(parent)
    , m_bench(bench)
    , m_preferences(preferences)
    , m_lastInput(bench.clock().steady())
{
    QCoreApplication::instance()->installEventFilter(this);
    connect(&m_preferences, &Preferences::changed, this, &AutoLock::look);
    listenToDesktop();
    look();
}

bool AutoLock::eventFilter(QObject* watched, QEvent* event)
{
    // One alarm is under way; when it rings it sees how long ago this was.
    if (isInput(*event))
        m_lastInput = m_bench.clock().steady();
    return QObject::eventFilter(watched, event);
}

void AutoLock::lock()
{
    if (m_bench.vault().status() == VaultStatus::Ready)
        m_bench.lockVault();
}

void AutoLock::screenLocked(bool locked)
{
    if (locked)
        lock();
}

void AutoLock::goesToSleep(bool sleeps)
{
    if (sleeps)
        lock();
}

#ifdef PAYDESK_DBUS
void AutoLock::listenToDesktop()
{
    QDBusConnection session = QDBusConnection::sessionBus();
    if (session.isConnected()) {
        for (const char* saver : {"org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver"})
            session.connect({}, {}, QString::fromLatin1(saver), QStringLiteral("ActiveChanged"),
                this, SLOT(screenLocked(bool)));
    }
    QDBusConnection system = QDBusConnection::systemBus();
    if (system.isConnected())
        system.connect(QStringLiteral("org.freedesktop.login1"), {},
            QStringLiteral("org.freedesktop.login1.Manager"), QStringLiteral("PrepareForSleep"),
            this, SLOT(goesToSleep(bool)));
}
#else
void AutoLock::listenToDesktop() {}
#endif

void AutoLock::arm(Clock::Milliseconds wait)
{
    m_bench.clock().cancel(m_alarm);
    m_alarm = m_bench.clock().after(wait, this, [this] { look(); });
}

bool AutoLock::mayLockAlone() const
{
    Counter* const counter = m_bench.counter();
    const bool realListener =
        counter && !counter->profile().isSandbox() && counter->desk().isListening();
    return !realListener || m_preferences.locksWhileListening();
}

void AutoLock::look()
{
    const std::chrono::minutes limit(m_preferences.autoLockMinutes());
    if (limit.count() == 0) {
        m_bench.clock().cancel(m_alarm);
        return;
    }
    const auto idle = m_bench.clock().steady() - m_lastInput;
    const auto left = std::chrono::duration_cast<Clock::Milliseconds>(limit - idle);
    if (left > Clock::Milliseconds::zero()) {
        arm(left);
        return;
    }
    if (mayLockAlone())
        lock();
    // Somebody may open it again without touching this window, or stop the listener.
    constexpr Clock::Milliseconds again = std::chrono::minutes(1);
    arm(again);
}

} // namespace paydesk

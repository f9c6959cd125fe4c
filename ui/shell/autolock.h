#pragma once

#include "core/base/clock.h"

#include <QObject>

namespace paydesk {

class Preferences;
class Workbench;

/// Takes the keys out of memory when nobody is there (security/vault.md, 5): after so many minutes
/// without keyboard and mouse, when the screen is locked, and before the computer sleeps. While a
/// real merchant's listener runs, waiting alone does not lock unless that was chosen: a locked
/// Paydesk loses notifications.
class AutoLock final : public QObject {
    Q_OBJECT

public:
    /// Watches the whole application's input.
    AutoLock(Workbench& bench, Preferences& preferences, QObject* parent = nullptr);

    bool eventFilter(QObject* watched, QEvent* event) override;

public slots:
    /// Locks at once, whatever runs.
    void lock();

private slots:
    // The desktop's own words: org.freedesktop.ScreenSaver ActiveChanged, and login1's
    // PrepareForSleep.
    void screenLocked(bool locked);
    void goesToSleep(bool sleeps);

private:
    void listenToDesktop();
    void arm(Clock::Milliseconds wait);
    void look();
    bool mayLockAlone() const;

    Workbench& m_bench;
    Preferences& m_preferences;
    std::chrono::microseconds m_lastInput;
    Clock::Alarm m_alarm = 0;
};

} // namespace paydesk

#include "ui/style/theme.h"

#ifdef PAYDESK_DBUS
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusVariant>
#endif

namespace paydesk {

#ifdef PAYDESK_DBUS
namespace {

    // The portal wraps the number in one variant (ReadOne) or two (Read).
    uint unwrapped(QVariant value)
    {
        while (value.canConvert<QDBusVariant>())
            value = value.value<QDBusVariant>().variant();
        return value.toUInt();
    }

} // namespace

/// Asks the desktop portal without waiting; without a session bus nothing happens.
void Theme::askDesktop()
{
    const QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected())
        return;
    QDBusMessage read =
        QDBusMessage::createMethodCall(QStringLiteral("org.freedesktop.portal.Desktop"),
            QStringLiteral("/org/freedesktop/portal/desktop"),
            QStringLiteral("org.freedesktop.portal.Settings"), QStringLiteral("Read"));
    read << QStringLiteral("org.freedesktop.appearance") << QStringLiteral("color-scheme");
    auto* watcher = new QDBusPendingCallWatcher(bus.asyncCall(read), this);
    connect(
        watcher, &QDBusPendingCallWatcher::finished, this, [this](QDBusPendingCallWatcher* done) {
            const QDBusPendingReply<QDBusVariant> reply = *done;
            done->deleteLater();
            if (reply.isValid())
                desktopAnswered(unwrapped(reply.value().variant()));
        });
}
#else
void Theme::askDesktop() {}
#endif

} // namespace paydesk

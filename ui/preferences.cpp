#include "ui/preferences.h"

#include <QFile>

namespace paydesk {

namespace {

    constexpr const char* languageKey = "look/language";
    constexpr const char* themeKey = "look/theme";
    constexpr const char* profileKey = "merchant/profile";
    constexpr const char* gatewayPortKey = "listener/gateway_port";
    constexpr const char* listenerPortKey = "listener/port";
    constexpr const char* listensKey = "listener/at_start";
    constexpr const char* adoptsKey = "listener/adopt_unknown";
    constexpr const char* httpsKey = "listener/sandbox_https";
    constexpr const char* forwardKey = "listener/forward_to";
    constexpr const char* proxiesKey = "outside/trusted_proxies";
    constexpr const char* queriesKey = "queries/by_schedule";
    constexpr const char* autoLockKey = "vault/auto_lock_minutes";
    constexpr const char* locksListeningKey = "vault/locks_while_listening";
    constexpr const char* geometryKey = "window/geometry";

    constexpr quint16 defaultGatewayPort = 18080;
    constexpr quint16 defaultListenerPort = 18081;
    constexpr int defaultAutoLock = 15;
    constexpr int longestAutoLock = 24 * 60;

    quint16 portOf(const QVariant& value, quint16 fallback)
    {
        bool numeric = false;
        const uint port = value.toUInt(&numeric);
        return numeric && port <= 65535 ? quint16(port) : fallback;
    }

} // namespace

Preferences::Preferences(const QString& folder, QObject* parent)
    : QObject(parent)
    , m_settings(folder + QStringLiteral("/settings.ini"), QSettings::IniFormat)
{
}

QVariant Preferences::value(const char* key, const QVariant& fallback) const
{
    return m_settings.value(QString::fromLatin1(key), fallback);
}

void Preferences::setValue(const char* key, const QVariant& newValue)
{
    if (value(key, {}) == newValue)
        return;
    m_settings.setValue(QString::fromLatin1(key), newValue);
    m_settings.sync();
    QFile::setPermissions(m_settings.fileName(), QFile::ReadOwner | QFile::WriteOwner);
    emit changed();
}

QString Preferences::language() const
{
    return value(languageKey, QString()).toString();
}

void Preferences::setLanguage(const QString& language)
{
    setValue(languageKey, language);
}

QString Preferences::theme() const
{
    return value(themeKey, QStringLiteral("system")).toString();
}

void Preferences::setTheme(const QString& theme)
{
    setValue(themeKey, theme);
}

QByteArray Preferences::profile() const
{
    return value(profileKey, QStringLiteral("sandbox")).toString().toUtf8();
}

void Preferences::setProfile(const QByteArray& name)
{
    setValue(profileKey, QString::fromUtf8(name));
}

quint16 Preferences::gatewayPort() const
{
    return portOf(value(gatewayPortKey, defaultGatewayPort), defaultGatewayPort);
}

void Preferences::setGatewayPort(quint16 port)
{
    setValue(gatewayPortKey, port);
}

quint16 Preferences::listenerPort() const
{
    return portOf(value(listenerPortKey, defaultListenerPort), defaultListenerPort);
}

void Preferences::setListenerPort(quint16 port)
{
    setValue(listenerPortKey, port);
}

bool Preferences::listensAtStart() const
{
    return value(listensKey, true).toBool();
}

void Preferences::setListensAtStart(bool listens)
{
    setValue(listensKey, listens);
}

bool Preferences::adoptsUnknown() const
{
    return value(adoptsKey, false).toBool();
}

void Preferences::setAdoptsUnknown(bool adopts)
{
    setValue(adoptsKey, adopts);
}

QByteArray Preferences::forwardTo() const
{
    return value(forwardKey, QString()).toString().toUtf8();
}

void Preferences::setForwardTo(const QByteArray& url)
{
    setValue(forwardKey, QString::fromUtf8(url));
}

QByteArray Preferences::trustedProxies() const
{
    return value(proxiesKey, QString()).toString().toUtf8();
}

void Preferences::setTrustedProxies(const QByteArray& proxies)
{
    setValue(proxiesKey, QString::fromUtf8(proxies));
}

bool Preferences::sandboxHttps() const
{
    return value(httpsKey, false).toBool();
}

void Preferences::setSandboxHttps(bool https)
{
    setValue(httpsKey, https);
}

bool Preferences::queriesBySchedule() const
{
    return value(queriesKey, true).toBool();
}

void Preferences::setQueriesBySchedule(bool queries)
{
    setValue(queriesKey, queries);
}

int Preferences::autoLockMinutes() const
{
    bool numeric = false;
    const int minutes = value(autoLockKey, defaultAutoLock).toInt(&numeric);
    return numeric && minutes >= 0 && minutes <= longestAutoLock ? minutes : defaultAutoLock;
}

void Preferences::setAutoLockMinutes(int minutes)
{
    setValue(autoLockKey, minutes);
}

bool Preferences::locksWhileListening() const
{
    return value(locksListeningKey, false).toBool();
}

void Preferences::setLocksWhileListening(bool locks)
{
    setValue(locksListeningKey, locks);
}

void Preferences::restoreDefaults(const QString& group)
{
    m_settings.remove(group);
    m_settings.sync();
    emit changed();
}

QByteArray Preferences::windowGeometry() const
{
    return value(geometryKey, QByteArray()).toByteArray();
}

void Preferences::setWindowGeometry(const QByteArray& geometry)
{
    setValue(geometryKey, geometry);
}

} // namespace paydesk

#pragma once

#include <QObject>
#include <QSettings>
#include <QString>

namespace paydesk {

/// What a person has chosen for the window, kept in settings.ini of the data folder. Every change
/// is written at once.
class Preferences : public QObject {
    Q_OBJECT

public:
    explicit Preferences(const QString& folder, QObject* parent = nullptr);

    /// "zh_CN", "en", or empty: the system's.
    QString language() const;
    void setLanguage(const QString& language);
    /// Theme::name(): "system", "light" or "dark".
    QString theme() const;
    void setTheme(const QString& theme);
    /// The merchant last in use.
    QByteArray profile() const;
    void setProfile(const QByteArray& name);
    quint16 gatewayPort() const;
    void setGatewayPort(quint16 port);
    quint16 listenerPort() const;
    void setListenerPort(quint16 port);
    /// Whether the listener starts with the window.
    bool listensAtStart() const;
    void setListensAtStart(bool listens);
    /// Whether notifications of orders the history does not know are recorded instead of refused.
    bool adoptsUnknown() const;
    void setAdoptsUnknown(bool adopts);
    /// The merchant's own backend, which gets every notification after it was answered; empty:
    /// nobody.
    QByteArray forwardTo() const;
    void setForwardTo(const QByteArray& url);
    /// The proxies whose X-Forwarded-For counts, as TrustedProxies::read() takes them; empty: none.
    QByteArray trustedProxies() const;
    void setTrustedProxies(const QByteArray& proxies);
    /// Whether the sandbox is called over https, with a client certificate where WeChat wants one.
    bool sandboxHttps() const;
    void setSandboxHttps(bool https);
    /// Whether scheduled queries run.
    bool queriesBySchedule() const;
    void setQueriesBySchedule(bool queries);
    /// After how many minutes without input the vault is locked; 0: never.
    int autoLockMinutes() const;
    void setAutoLockMinutes(int minutes);
    /// Whether it is so even while a real merchant's listener runs.
    bool locksWhileListening() const;
    void setLocksWhileListening(bool locks);
    /// Back to how Paydesk came, for one group: "listener", "outside", "queries",
    /// "look", "vault".
    void restoreDefaults(const QString& group);

    QByteArray windowGeometry() const;
    void setWindowGeometry(const QByteArray& geometry);

signals:
    void changed();

private:
    QVariant value(const char* key, const QVariant& fallback) const;
    void setValue(const char* key, const QVariant& value);

    QSettings m_settings;
};

} // namespace paydesk

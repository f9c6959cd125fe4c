#pragma once

#include "core/workbench.h"

#include <QObject>
#include <QTimer>

#include <optional>

class QAction;

namespace paydesk {

class AutoLock;
class CheckoutPage;
class ExchangesPage;
class FirstStartPage;
class Language;
class MainWindow;
class NotificationsPage;
class OrdersPage;
class Preferences;
class ReconcilePage;
class ReferencePage;
class SettingsPage;
struct ErrorName;
class SignaturesPage;
class Theme;

/// Joins the workbench to the window: makes the pages, leads from one to the other, keeps merchant
/// list and status bar true, starts sandbox and listener as the preferences say. Holds no business
/// of its own.
class Console : public QObject {
    Q_OBJECT

public:
    Console(Workbench& bench, Preferences& preferences, Theme& theme, Language& language,
        MainWindow& window);

    /// Opens the merchant last in use, starts what starts with the window, shows the first page.
    void begin();

private:
    void addPages();
    void addActions();
    void nameActions();
    void joinPages();
    void showProfiles();
    void chooseProfile(const QByteArray& name);
    /// Asks for the vault's password when the merchant needs it; the merchant is used again
    /// afterwards.
    void unlockFor(const QByteArray& name);
    void askPasswordFor(const QByteArray& name);
    void applyPreferences();
    void counterChanged();
    void sandboxStarted(const Result<quint16>& port);
    void startListener(bool anyPort);
    void openStatus(const QString& item);
    void showStatus();
    void showGatewayStatus();
    void showListenerStatus();
    void showQueryStatus();
    void showVaultStatus();
    void showFirstPage();
    void openReference(const ErrorName& error);
    /// Opens the reference at the error that the page shows, if it shows one.
    bool explainError();

    Workbench& m_bench;
    Preferences& m_preferences;
    Theme& m_theme;
    Language& m_language;
    MainWindow& m_window;
    FirstStartPage* m_start = nullptr;
    CheckoutPage* m_checkout = nullptr;
    OrdersPage* m_orders = nullptr;
    NotificationsPage* m_notifications = nullptr;
    SignaturesPage* m_signatures = nullptr;
    ExchangesPage* m_exchanges = nullptr;
    ReconcilePage* m_reconcile = nullptr;
    ReferencePage* m_reference = nullptr;
    SettingsPage* m_settings = nullptr;
    AutoLock* m_autoLock = nullptr;
    QAction* m_newOrder = nullptr;
    QAction* m_lock = nullptr;
    QAction* m_startPage = nullptr;
    QTimer m_second;
    int m_received = 0;
    std::optional<Failure> m_sandboxFailure;
    std::optional<Failure> m_listenerFailure;
};

} // namespace paydesk

#pragma once

#include <QList>
#include <QString>
#include <QWidget>

class QPushButton;
class QStackedWidget;

namespace paydesk {

class ListenerSection;
class LookSection;
class MerchantsSection;
class Navigation;
class OutsideSection;
class PageHeader;
class Preferences;
class QueriesSection;
class SecretClipboard;
class VaultSection;
class Workbench;

/// The settings: categories at the left, one of them at the right. Everything applies at once.
class SettingsPage final : public QWidget {
    Q_OBJECT

public:
    SettingsPage(Workbench& bench, Preferences& preferences, QWidget* parent = nullptr);

    /// Opens the merchants with the editor for a new one.
    void addMerchant();
    /// "merchants", "vault", "listener", "outside", "queries", "look" or "about"; nothing happens
    /// for others.
    void openSection(const QString& id);

signals:
    /// A merchant was added, changed or removed.
    void profilesChanged();
    void profileChosen(const QByteArray& name);

protected:
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    void addSection(const char* id, const char* glyphName, QWidget* section);
    void restoreDefaults();
    void refresh();
    void retranslateUi();

    Workbench& m_bench;
    Preferences& m_preferences;
    SecretClipboard* m_clipboard;
    PageHeader* m_header;
    QPushButton* m_restore;
    Navigation* m_list;
    QStackedWidget* m_stack;
    MerchantsSection* m_merchants;
    VaultSection* m_vault;
    ListenerSection* m_listener;
    OutsideSection* m_outside;
    QueriesSection* m_queries;
    QList<QString> m_ids;
};

} // namespace paydesk

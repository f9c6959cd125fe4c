#pragma once

#include "ui/settings/merchantcard.h"

#include <QWidget>

class QPushButton;
class QVBoxLayout;

namespace paydesk {

class HintLabel;
class NoticeBar;
class SecretClipboard;
class Workbench;

/// Settings: the merchants, the sandbox first. Adding, changing, removing, choosing one.
class MerchantsSection final : public QWidget {
    Q_OBJECT

public:
    MerchantsSection(Workbench& bench, SecretClipboard& clipboard, QWidget* parent = nullptr);

    void add();
    /// Reads merchants and vault anew; what did not change stays as it is.
    void refresh();

signals:
    void profilesChanged();
    void profileChosen(const QByteArray& name);
    void vaultChanged();

protected:
    void changeEvent(QEvent* event) override;

private:
    QList<MerchantSummary> summaries() const;
    MerchantCard* newCard(const MerchantSummary& merchant);
    void rebuild();
    void edit(const Profile& profile);
    void edited(const Profile& profile, bool added);
    void askToRemove(const Profile& profile);
    void remove(const Profile& profile);
    void removed(const Profile& profile);
    void retranslateUi();

    Workbench& m_bench;
    SecretClipboard& m_clipboard;
    HintLabel* m_hint;
    QPushButton* m_add;
    NoticeBar* m_notice;
    QVBoxLayout* m_cards;
    QList<MerchantSummary> m_shown;
    QByteArray m_added; // offered for use in the notice
};

} // namespace paydesk

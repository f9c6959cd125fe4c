#pragma once

#include "core/profile/vault.h"
#include "ui/widgets/card.h"

class QPushButton;
class QVBoxLayout;

namespace paydesk {

class FlowLayout;
class HintLabel;

/// The ways to open the vault: passwords, key files and the system's keychain, each added and taken
/// away. The last one that a person can carry stays.
class SlotsCard final : public Card {
    Q_OBJECT

public:
    explicit SlotsCard(Vault& vault, QWidget* parent = nullptr);

    void refresh();
    bool hasKeychainSlot() const { return holds(SlotKind::Keychain); }
    bool hasPasswordSlot() const { return holds(SlotKind::Password); }

signals:
    void failed(const paydesk::Failure& failure);
    void slotsChanged();
    /// A key file has opened the vault.
    void opened();

protected:
    void changeEvent(QEvent* event) override;

private:
    bool holds(SlotKind kind) const;
    QWidget* newRow(const SlotFacts& slot);
    void showRows();
    void addPassword();
    void askFile(bool fresh, const QString& title, void (SlotsCard::*use)(const QString& path));
    void addKeyFile(const QString& path);
    void addKeychain();
    void openWithKeyFile(const QString& path);
    void askRemoval(const SlotFacts& slot);
    void remove(const SlotFacts& slot);
    /// Says what went wrong, or shows what has changed.
    void done(const Result<void>& result);
    void retranslateUi();

    Vault& m_vault;
    QList<SlotFacts> m_slots;
    bool m_open = false;
    QVBoxLayout* m_rows;
    HintLabel* m_hint;
    QPushButton* m_addPassword;
    QPushButton* m_addKeyFile;
    QPushButton* m_addKeychain;
    QPushButton* m_useKeyFile;
};

} // namespace paydesk

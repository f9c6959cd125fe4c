#pragma once

#include "core/profile/vault.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace paydesk {

class Card;
class GlyphLabel;
class HintLabel;
class NoticeBar;
class Pill;
class VaultDialog;
class Workbench;

/// Settings: the vault. Its state, opening and locking it, its password, and what it protects.
class VaultSection final : public QWidget {
    Q_OBJECT

public:
    explicit VaultSection(Workbench& bench, QWidget* parent = nullptr);

    void refresh();

signals:
    void vaultChanged();

protected:
    void changeEvent(QEvent* event) override;

private:
    void buildState();
    void buildMeaning();
    void ask(VaultDialog* dialog) const;
    void opened();
    void lock();
    void showState(VaultStatus status);
    void retranslateUi();

    Workbench& m_bench;
    Card* m_state;
    GlyphLabel* m_sign;
    QLabel* m_title;
    Pill* m_pill;
    HintLabel* m_text;
    QPushButton* m_create;
    QPushButton* m_unlock;
    QPushButton* m_lock;
    QPushButton* m_password;
    NoticeBar* m_notice;
    Card* m_meaning;
    QList<HintLabel*> m_sentences;
};

} // namespace paydesk

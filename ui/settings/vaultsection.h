#pragma once

#include "core/profile/vault.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QPushButton;

namespace paydesk {

class Card;
class FieldBox;
class GlyphLabel;
class HintLabel;
class NoticeBar;
class Option;
class Pill;
class Preferences;
class SlotsCard;
class VaultDialog;
class Workbench;

/// Settings: the vault. Its state, opening and locking it, its password, and what it protects.
class VaultSection final : public QWidget {
    Q_OBJECT

public:
    VaultSection(Workbench& bench, Preferences& preferences, QWidget* parent = nullptr);

    void refresh();

signals:
    void vaultChanged();

protected:
    void changeEvent(QEvent* event) override;

private:
    void buildState();
    void buildAutoLock();
    void buildMeaning();
    void ask(VaultDialog* dialog) const;
    void opened();
    void unlock();
    void askPassword();
    void lock();
    void showState(VaultStatus status);
    void retranslateUi();

    Workbench& m_bench;
    Preferences& m_preferences;
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
    SlotsCard* m_slots;
    Card* m_autoLock;
    QComboBox* m_minutes;
    FieldBox* m_minutesBox;
    Option* m_whileListening;
    Card* m_meaning;
    QList<HintLabel*> m_sentences;
};

} // namespace paydesk

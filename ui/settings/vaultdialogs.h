#pragma once

#include "core/profile/vault.h"

#include <QDialog>

#include <functional>

class QLabel;
class QProgressBar;
class QPushButton;
class QVBoxLayout;

namespace paydesk {

class FieldBox;
class HintLabel;
class NoticeBar;
class SecretEdit;

/// What the dialogs of the vault share: passwords, one button, and the work on another thread while
/// the dialog waits. accepted() comes once the work is done; a failure is said and leaves it open.
/// The fields are wiped whenever they are read and when the dialog closes.
class VaultDialog : public QDialog {
    Q_OBJECT

public:
    void reject() override;
    void done(int result) override;

protected:
    VaultDialog(Vault& vault, const char* glyphName, QWidget* parent);

    Vault& vault() { return m_vault; }
    FieldBox* addPassword(const char* objectName);
    static SecretEdit* editOf(const FieldBox* box);
    void setTexts(const QString& title, const QString& meaning, const QString& verb);
    void begin(std::function<Result<void>(Vault&)> act);
    /// A new password and its repetition; empty and said under the fields when they do not do.
    bool newPasswordDoes(FieldBox* password, FieldBox* repeat);
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;

    virtual void submit() = 0;
    /// The work succeeded on `worked`; the dialog closes afterwards.
    virtual void worked(Vault& worked) = 0;
    virtual void retranslateUi() = 0;

private:
    void setBusy(bool busy);
    void finish(const Result<void>& result, Vault& own);

    Vault& m_vault;
    QLabel* m_title;
    HintLabel* m_meaning;
    NoticeBar* m_notice;
    QVBoxLayout* m_fields;
    QProgressBar* m_progress;
    QPushButton* m_cancel;
    QPushButton* m_submit;
    QList<FieldBox*> m_boxes;
    bool m_busy = false;
};

/// Asks for the password of a locked vault; accepted() when it is ready.
class UnlockDialog final : public VaultDialog {
    Q_OBJECT

public:
    explicit UnlockDialog(Vault& vault, QWidget* parent = nullptr);

private:
    void submit() override;
    void worked(Vault& worked) override;
    void retranslateUi() override;

    FieldBox* m_password;
};

/// Makes a vault under a new password; accepted() when it is ready.
class CreateVaultDialog final : public VaultDialog {
    Q_OBJECT

public:
    explicit CreateVaultDialog(Vault& vault, QWidget* parent = nullptr);

private:
    void submit() override;
    void worked(Vault& worked) override;
    void retranslateUi() override;

    FieldBox* m_password;
    FieldBox* m_repeat;
};

/// Adds a password to an open vault: another person's, or one beside keychain and key file.
class AddPasswordDialog final : public VaultDialog {
    Q_OBJECT

public:
    explicit AddPasswordDialog(Vault& vault, QWidget* parent = nullptr);

private:
    void submit() override;
    void worked(Vault& worked) override;
    void retranslateUi() override;

    FieldBox* m_password;
    FieldBox* m_repeat;
};

/// Replaces the password of a vault, which stays locked or open as it was.
class ChangePasswordDialog final : public VaultDialog {
    Q_OBJECT

public:
    explicit ChangePasswordDialog(Vault& vault, QWidget* parent = nullptr);

private:
    void submit() override;
    void worked(Vault& worked) override;
    void retranslateUi() override;

    FieldBox* m_old;
    FieldBox* m_password;
    FieldBox* m_repeat;
};

} // namespace paydesk

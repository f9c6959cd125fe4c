#pragma once

#include "core/profile/profile.h"

#include <QDialog>

#include <optional>

class QLabel;
class QPushButton;

namespace paydesk {

class MerchantForm;
class NoticeBar;
class SecretClipboard;
class Workbench;

/// Adds or changes a real merchant. Secrets need an open vault: one is made or unlocked on the way.
/// The typed secrets are wiped when the dialog closes, which also deletes it.
class MerchantEditor final : public QDialog {
    Q_OBJECT

public:
    /// Without a profile: a new merchant.
    MerchantEditor(Workbench& bench, SecretClipboard& clipboard,
        const std::optional<Profile>& profile, QWidget* parent);

    void done(int result) override;

signals:
    void saved(const paydesk::Profile& profile);

protected:
    void changeEvent(QEvent* event) override;

private:
    void build();
    void save();
    void openVault();
    Result<void> store();
    void retranslateUi();

    Workbench& m_bench;
    bool m_new;
    QLabel* m_title;
    NoticeBar* m_notice;
    MerchantForm* m_form;
    QPushButton* m_cancel;
    QPushButton* m_save;
};

} // namespace paydesk

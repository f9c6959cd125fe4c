#pragma once

#include "core/profile/vault.h"

#include <QWidget>

#include <functional>

class QCheckBox;
class QComboBox;
class QGridLayout;
class QLabel;
class QLineEdit;
class QToolButton;
class QVBoxLayout;

namespace paydesk {

class CertificateInput;
class FieldBox;
class SecretClipboard;
class SecretInput;
class Workbench;

/// The fields of a merchant with their rules: each is checked as it is typed and said below it.
class MerchantForm final : public QWidget {
    Q_OBJECT

public:
    explicit MerchantForm(QWidget* parent = nullptr);

    /// A merchant that exists: its name is fixed, its secrets stay unless replaced.
    void setMerchant(const Profile& profile, Workbench& bench, SecretClipboard& clipboard);
    /// Hides what is being shown of the stored secrets.
    void conceal();
    Profile profile() const;
    /// Whether everything keeps the rules; says under the fields what does not, and shows the
    /// first of them.
    bool check();
    bool hasNewSecrets() const;
    Result<void> writeSecrets(Vault& vault, const QByteArray& profile) const;
    void wipe();

protected:
    void changeEvent(QEvent* event) override;

private:
    /// One line of the profile: where it is typed, and where in the profile it goes.
    struct Line {
        QLineEdit* edit;
        FieldBox* box;
        std::function<QByteArray&(Profile&)> place;
    };

    void addLine(const char* objectName, std::function<QByteArray&(Profile&)> place);
    void judge(const Line& line) const;
    void build();
    void fill();
    void retranslateUi();
    void retranslateLines();
    QLabel* addHeading(QVBoxLayout* column);

    QList<Line> m_lines;
    QLabel* m_merchantHeading = nullptr;
    QLabel* m_secretsHeading = nullptr;
    QLabel* m_certificateHeading = nullptr;
    QComboBox* m_signType;
    FieldBox* m_signTypeBox;
    QCheckBox* m_backend;
    SecretInput* m_apiKey;
    SecretInput* m_appSecret;
    CertificateInput* m_certificate;
    QToolButton* m_fold;
    QWidget* m_advanced;
    Profile m_profile;
    bool m_exists = false;
};

} // namespace paydesk

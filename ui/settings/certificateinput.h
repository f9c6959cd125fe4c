#pragma once

#include "core/profile/vault.h"

#include <QWidget>

class QPushButton;

namespace paydesk {

class ElidedLabel;
class HintLabel;
class SecretInput;

/// The certificate of a merchant in the editor: a .p12 file and its password, both secrets. The
/// file is read when it is chosen; the original is not copied anywhere but into the vault.
class CertificateInput final : public QWidget {
    Q_OBJECT

public:
    explicit CertificateInput(QWidget* parent = nullptr);

    /// The name of the certificate in the vault; empty: none.
    void setStored(const QString& name);
    QString name() const { return m_name; }
    bool isFilled() const { return !m_file.isEmpty(); }
    /// What the chosen file's certificate says, once it was checked.
    const CertificateFacts& facts() const { return m_facts; }
    /// Whether the password opens the chosen file; says so if not.
    bool check();
    Result<void> write(Vault& vault, const QByteArray& profile) const;
    void wipe();
    void readFile(const QString& path);

protected:
    void changeEvent(QEvent* event) override;

private:
    void choose();
    void refuse(const Failure& why);
    void showName();
    void retranslateUi();

    QPushButton* m_choose;
    ElidedLabel* m_shown;
    HintLabel* m_below;
    SecretInput* m_password;
    QString m_name;
    Secret m_file;
    CertificateFacts m_facts;
};

} // namespace paydesk

#include "ui/settings/certificateinput.h"

#include "core/base/wording.h"
#include "core/profile/certificate.h"
#include "ui/settings/secretinput.h"
#include "ui/style/buttons.h"
#include "ui/style/fonts.h"
#include "ui/widgets/labels.h"

#include <QEvent>
#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QPushButton>
#include <QVBoxLayout>

namespace paydesk {

CertificateInput::CertificateInput(QWidget* parent)
    : QWidget(parent)
    , m_choose(secondaryButton("upload", this))
    , m_shown(new ElidedLabel(this))
    , m_below(new HintLabel(this))
    , m_password(new SecretInput(
          "merchantCertificatePassword", [](const Secret&) { return Result<void>(); }, this))
{
    m_choose->setObjectName(QStringLiteral("merchantCertificateChoose"));
    m_choose->setAutoDefault(false);
    m_shown->setObjectName(QStringLiteral("merchantCertificateName"));
    m_below->setObjectName(QStringLiteral("merchantCertificateHint"));
    auto* row = new QHBoxLayout;
    row->setSpacing(10);
    row->addWidget(m_choose);
    row->addWidget(m_shown, 1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addLayout(row);
    column->addWidget(m_below);
    column->addWidget(m_password);
    m_password->hide();
    connect(m_choose, &QPushButton::clicked, this, &CertificateInput::choose);
    retranslateUi();
}

void CertificateInput::setStored(const QString& name)
{
    m_name = name;
    showName();
}

void CertificateInput::choose()
{
    auto* dialog = new QFileDialog(this, tr("Import the certificate"));
    dialog->setObjectName(QStringLiteral("merchantCertificateDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters({tr("Certificates (*.p12 *.pfx)"), tr("All files (*)")});
    connect(dialog, &QFileDialog::fileSelected, this, &CertificateInput::readFile);
    dialog->open();
}

void CertificateInput::readFile(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        refuse(failure(FailureId::FileUnreadable,
            {{QStringLiteral("path"), path}, {QStringLiteral("reason"), file.errorString()}}));
        return;
    }
    // One byte more than the vault takes tells a larger file without reading it whole.
    Secret bytes(file.read(largestCertificate + 1));
    const QString name = QFileInfo(path).fileName();
    if (bytes.isEmpty() || bytes.size() > largestCertificate) {
        refuse(failure(FailureId::CertificateUnreadable,
            {{QStringLiteral("path"), name},
                {QStringLiteral("reason"),
                    QString::fromLatin1(
                        QT_TRANSLATE_NOOP("Reason", "It is empty or larger than 256 KiB."))}}));
        return;
    }
    m_file = std::move(bytes);
    m_name = name;
    m_password->show();
    retranslateUi();
}

void CertificateInput::refuse(const Failure& why)
{
    m_below->setTone(Tone::Bad);
    m_below->setText(wordingOf(why).sentence());
}

bool CertificateInput::check()
{
    if (!isFilled())
        return true;
    Result<ImportedCertificate> imported = importPkcs12(m_name, m_file, m_password->typed());
    if (!imported) {
        refuse(imported.error());
        return false;
    }
    m_file = std::move(imported->file); // under today's cipher, whatever it came under
    m_facts = imported->facts;
    retranslateUi();
    return true;
}

Result<void> CertificateInput::write(Vault& vault, const QByteArray& profile) const
{
    if (!isFilled())
        return {};
    return vault.write(profile, SecretField::Certificate, m_file).and_then([&]() -> Result<void> {
        // A file without a password has none to keep.
        if (!m_password->isFilled())
            return {};
        return vault.write(profile, SecretField::CertificatePassword, m_password->typed());
    });
}

void CertificateInput::wipe()
{
    m_file = Secret();
    m_password->wipe();
}

void CertificateInput::showName()
{
    m_shown->setFullText(m_name.isEmpty() ? tr("no file chosen")
            : isFilled()                  ? m_name
                                          : tr("%1, saved").arg(m_name));
}

void CertificateInput::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslateUi();
}

void CertificateInput::retranslateUi()
{
    m_choose->setText(tr("Import .p12"));
    m_below->setTone(Tone::Neutral);
    m_below->setText(tr("apiclient_cert.p12 of the merchant platform; needed for refunds only."));
    m_password->setTexts(
        tr("Password of the certificate"), tr("WeChat makes the mch_id the password."));
    showName();
}

} // namespace paydesk

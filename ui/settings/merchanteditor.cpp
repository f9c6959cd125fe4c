#include "ui/settings/merchanteditor.h"

#include "core/workbench.h"
#include "ui/settings/merchantform.h"
#include "ui/settings/vaultdialogs.h"
#include "ui/style/buttons.h"
#include "ui/style/fonts.h"
#include "ui/widgets/noticebar.h"
#include "ui/widgets/taborder.h"

#include <QEvent>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace paydesk {

MerchantEditor::MerchantEditor(Workbench& bench, SecretClipboard& clipboard,
    const std::optional<Profile>& profile, QWidget* parent)
    : QDialog(parent)
    , m_bench(bench)
    , m_new(!profile)
    , m_title(new QLabel(this))
    , m_notice(new NoticeBar(this))
    , m_form(new MerchantForm)
    , m_cancel(secondaryButton("", this))
    , m_save(primaryButton("check", this))
{
    setObjectName(QStringLiteral("merchantEditor"));
    setAttribute(Qt::WA_DeleteOnClose);
    m_title->setTextFormat(Qt::PlainText);
    setFontRole(m_title, FontRole::Title);
    m_notice->setObjectName(QStringLiteral("merchantNotice"));
    m_cancel->setObjectName(QStringLiteral("merchantCancel"));
    m_save->setObjectName(QStringLiteral("merchantSave"));
    if (profile)
        m_form->setMerchant(*profile, bench, clipboard);
    build();
    connect(&bench, &Workbench::vaultLocked, m_form, &MerchantForm::conceal);
    connect(m_cancel, &QPushButton::clicked, this, &MerchantEditor::reject);
    connect(m_save, &QPushButton::clicked, this, &MerchantEditor::save);
    retranslateUi();
}

void MerchantEditor::build()
{
    auto* scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setWidget(m_form);
    auto* bottom = new QHBoxLayout;
    bottom->setSpacing(8);
    bottom->addStretch(1);
    bottom->addWidget(m_cancel);
    bottom->addWidget(m_save);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(22, 18, 22, 16);
    column->setSpacing(12);
    column->addWidget(m_title);
    column->addWidget(m_notice);
    column->addWidget(scroll, 1);
    column->addLayout(bottom);
    m_save->setDefault(true);
    m_cancel->setAutoDefault(false);
    tabAsLaidOut(*this);
    m_form->setFocus();
    resize(720, 580);
}

void MerchantEditor::save()
{
    m_notice->dismiss();
    if (!m_form->check()) {
        m_notice->show(
            {tr("Not saved yet."), tr("Something does not keep the rules; it is marked."), {}},
            Tone::Bad);
        return;
    }
    if (m_form->hasNewSecrets() && m_bench.vault().status() != VaultStatus::Ready) {
        openVault();
        return;
    }
    const Profile profile = m_form->profile();
    if (const Result<void> stored = store(); !stored) {
        m_notice->show(stored.error());
        return;
    }
    accept();
    emit saved(profile);
}

void MerchantEditor::openVault()
{
    const VaultStatus status = m_bench.vault().status();
    if (status == VaultStatus::Damaged) {
        // Reading says what is wrong with the file.
        if (const auto key = m_bench.vault().read(m_form->profile().name, SecretField::ApiKey);
            !key)
            m_notice->show(key.error());
        return;
    }
    VaultDialog* dialog = nullptr;
    if (status == VaultStatus::Absent)
        dialog = new CreateVaultDialog(m_bench.vault(), this);
    else
        dialog = new UnlockDialog(m_bench.vault(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, &MerchantEditor::save);
    dialog->open();
}

Result<void> MerchantEditor::store()
{
    const Profile profile = m_form->profile();
    ProfileStore& profiles = m_bench.profiles();
    // The merchant first: its name may be taken, and then those secrets are another's.
    if (const auto kept = m_new ? profiles.add(profile) : profiles.replace(profile); !kept)
        return kept;
    const Result<void> written = m_form->writeSecrets(m_bench.vault(), profile.name);
    if (!written && m_new)
        // Half a merchant is none; what the vault said is the failure to show.
        [[maybe_unused]]
        const Result<void> undone = profiles.remove(profile.name);
    return written;
}

void MerchantEditor::done(int result)
{
    m_form->wipe();
    QDialog::done(result);
}

void MerchantEditor::changeEvent(QEvent* event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslateUi();
}

void MerchantEditor::retranslateUi()
{
    const QString title = m_new ? tr("Add a real merchant") : tr("Edit the real merchant");
    setWindowTitle(title);
    m_title->setText(title);
    m_cancel->setText(tr("Cancel"));
    m_save->setText(tr("Save"));
}

} // namespace paydesk

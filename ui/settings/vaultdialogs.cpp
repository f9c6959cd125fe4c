#include "ui/settings/vaultdialogs.h"

#include "ui/settings/vaultwork.h"
#include "ui/style/buttons.h"
#include "ui/style/fonts.h"
#include "ui/widgets/fieldbox.h"
#include "ui/widgets/glyphlabel.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/noticebar.h"
#include "ui/widgets/secretedit.h"
#include "ui/widgets/taborder.h"

#include <QEvent>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

#include <memory>

namespace paydesk {

namespace {

    constexpr int dialogWidth = 460;

    /// A secret that a job of the pool can hold: those are copied.
    using SharedSecret = std::shared_ptr<const Secret>;

    SharedSecret shared(Secret secret)
    {
        return std::make_shared<const Secret>(std::move(secret));
    }

} // namespace

VaultDialog::VaultDialog(Vault& vault, const char* glyphName, QWidget* parent)
    : QDialog(parent)
    , m_vault(vault)
    , m_title(new QLabel(this))
    , m_meaning(new HintLabel(this))
    , m_notice(new NoticeBar(this))
    , m_fields(new QVBoxLayout)
    , m_progress(new QProgressBar(this))
    , m_cancel(secondaryButton("", this))
    , m_submit(primaryButton(glyphName, this))
{
    auto* sign = new GlyphLabel(24, this);
    sign->show(QString::fromLatin1(glyphName), &Tokens::acc);
    m_title->setTextFormat(Qt::PlainText);
    setFontRole(m_title, FontRole::Heading);
    setFontRole(m_meaning, FontRole::Body);
    m_notice->setObjectName(QStringLiteral("vaultNotice"));
    m_cancel->setObjectName(QStringLiteral("vaultCancel"));
    m_submit->setObjectName(QStringLiteral("vaultSubmit"));
    m_progress->setObjectName(QStringLiteral("vaultProgress"));
    m_progress->setRange(0, 0);
    m_progress->setTextVisible(false);
    m_progress->setFixedHeight(4);
    auto* top = new QHBoxLayout;
    top->setSpacing(10);
    top->addWidget(sign);
    top->addWidget(m_title, 1);
    auto* bottom = new QHBoxLayout;
    bottom->setSpacing(8);
    bottom->addStretch(1);
    bottom->addWidget(m_cancel);
    bottom->addWidget(m_submit);
    m_fields->setSpacing(10);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(22, 20, 22, 18);
    column->setSpacing(12);
    column->addLayout(top);
    column->addWidget(m_meaning);
    column->addWidget(m_notice);
    column->addLayout(m_fields);
    column->addWidget(m_progress);
    column->addStretch(1);
    column->addLayout(bottom);
    setMinimumWidth(dialogWidth);
    m_submit->setDefault(true);
    m_cancel->setAutoDefault(false);
    connect(m_cancel, &QPushButton::clicked, this, &VaultDialog::reject);
    connect(m_submit, &QPushButton::clicked, this, [this] { submit(); });
    setBusy(false);
}

FieldBox* VaultDialog::addPassword(const char* objectName)
{
    auto* edit = new SecretEdit(this);
    edit->setObjectName(QString::fromLatin1(objectName));
    auto* box = new FieldBox(edit, this);
    m_fields->addWidget(box);
    m_boxes << box;
    connect(edit, &SecretEdit::textEdited, box, [box] { box->setError({}); });
    if (m_boxes.size() == 1)
        edit->setFocus();
    return box;
}

SecretEdit* VaultDialog::editOf(const FieldBox* box)
{
    return static_cast<SecretEdit*>(box->editor());
}

void VaultDialog::setTexts(const QString& title, const QString& meaning, const QString& verb)
{
    setWindowTitle(title);
    m_title->setText(title);
    m_meaning->setText(meaning);
    m_submit->setText(verb);
    m_cancel->setText(tr("Cancel"));
    m_progress->setAccessibleName(tr("Working"));
}

bool VaultDialog::newPasswordDoes(FieldBox* password, FieldBox* repeat)
{
    const qsizetype length = editOf(password)->text().size();
    password->setError(length < shortestVaultPassword
            ? tr("At least %1 characters; this has %2.").arg(shortestVaultPassword).arg(length)
            : QString());
    const bool same = editOf(password)->text() == editOf(repeat)->text();
    repeat->setError(same ? QString() : tr("The two passwords differ."));
    return !password->hasError() && !repeat->hasError();
}

void VaultDialog::begin(std::function<Result<void>(Vault&)> act)
{
    if (m_busy)
        return;
    m_notice->dismiss();
    setBusy(true);
    workOn(m_vault, this, std::move(act),
        [this](const Result<void>& result, Vault& own) { finish(result, own); });
}

void VaultDialog::setBusy(bool busy)
{
    m_busy = busy;
    m_progress->setVisible(busy);
    m_submit->setEnabled(!busy);
    m_cancel->setEnabled(!busy);
    for (FieldBox* box : m_boxes)
        box->editor()->setEnabled(!busy);
}

void VaultDialog::finish(const Result<void>& result, Vault& own)
{
    setBusy(false);
    if (result) {
        worked(own);
        accept();
        return;
    }
    m_notice->show(result.error());
    m_boxes.constFirst()->editor()->setFocus();
}

void VaultDialog::reject()
{
    // What runs cannot be taken back; it is over in less than a second.
    if (!m_busy)
        QDialog::reject();
}

void VaultDialog::done(int result)
{
    for (const FieldBox* box : m_boxes) [[maybe_unused]]
        const Secret wiped = editOf(box)->take();
    QDialog::done(result);
}

void VaultDialog::showEvent(QShowEvent* event)
{
    tabAsLaidOut(*this);
    // Exactly as high as the wrapped sentences are at this width.
    resize(dialogWidth, layout()->totalHeightForWidth(dialogWidth));
    QDialog::showEvent(event);
}

void VaultDialog::changeEvent(QEvent* event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslateUi();
}

UnlockDialog::UnlockDialog(Vault& vault, QWidget* parent)
    : VaultDialog(vault, "unlock", parent)
    , m_password(addPassword("vaultPassword"))
{
    setObjectName(QStringLiteral("unlockDialog"));
    UnlockDialog::retranslateUi();
}

void UnlockDialog::submit()
{
    const SharedSecret password = shared(editOf(m_password)->take());
    begin([password](Vault& own) { return own.unlock(*password); });
}

void UnlockDialog::worked(Vault& worked)
{
    vault().takeOver(worked);
}

void UnlockDialog::retranslateUi()
{
    setTexts(tr("Unlock the vault"),
        tr("The keys of your real merchants are in it. The password is not stored anywhere."),
        tr("Unlock"));
    m_password->setLabel(tr("Vault password"));
}

CreateVaultDialog::CreateVaultDialog(Vault& vault, QWidget* parent)
    : VaultDialog(vault, "key", parent)
    , m_password(addPassword("vaultNewPassword"))
    , m_repeat(addPassword("vaultRepeat"))
{
    setObjectName(QStringLiteral("createVaultDialog"));
    CreateVaultDialog::retranslateUi();
}

void CreateVaultDialog::submit()
{
    if (!newPasswordDoes(m_password, m_repeat))
        return;
    const SharedSecret password = shared(editOf(m_password)->take());
    [[maybe_unused]] const Secret repetition = editOf(m_repeat)->take();
    begin([password](Vault& own) { return own.create(*password); });
}

void CreateVaultDialog::worked(Vault& worked)
{
    vault().takeOver(worked);
}

void CreateVaultDialog::retranslateUi()
{
    setTexts(tr("Create the vault"),
        tr("Keys, AppSecrets and certificates of real merchants go into one encrypted file on this "
           "machine. Without its password nobody can read them, you included: if it is lost, the "
           "keys have to be entered anew."),
        tr("Create vault"));
    m_password->setLabel(tr("New vault password"));
    m_password->setHint(
        tr("At least %1 characters; a few random words are good.").arg(shortestVaultPassword));
    m_repeat->setLabel(tr("The same once more"));
}

AddPasswordDialog::AddPasswordDialog(Vault& vault, QWidget* parent)
    : VaultDialog(vault, "key", parent)
    , m_password(addPassword("vaultNewPassword"))
    , m_repeat(addPassword("vaultRepeat"))
{
    setObjectName(QStringLiteral("addPasswordDialog"));
    AddPasswordDialog::retranslateUi();
}

void AddPasswordDialog::submit()
{
    if (!newPasswordDoes(m_password, m_repeat))
        return;
    const SharedSecret password = shared(editOf(m_password)->take());
    [[maybe_unused]] const Secret repetition = editOf(m_repeat)->take();
    begin([password](Vault& own) { return own.addSlot({SlotKind::Password, password->clone()}); });
}

void AddPasswordDialog::worked(Vault&) {}

void AddPasswordDialog::retranslateUi()
{
    setTexts(tr("Add a password"),
        tr("It opens the vault as the other ways do. Whoever has it has every key in the vault."),
        tr("Add password"));
    m_password->setLabel(tr("New vault password"));
    m_password->setHint(
        tr("At least %1 characters; a few random words are good.").arg(shortestVaultPassword));
    m_repeat->setLabel(tr("The same once more"));
}

ChangePasswordDialog::ChangePasswordDialog(Vault& vault, QWidget* parent)
    : VaultDialog(vault, "key", parent)
    , m_old(addPassword("vaultPassword"))
    , m_password(addPassword("vaultNewPassword"))
    , m_repeat(addPassword("vaultRepeat"))
{
    setObjectName(QStringLiteral("changePasswordDialog"));
    ChangePasswordDialog::retranslateUi();
}

void ChangePasswordDialog::submit()
{
    if (!newPasswordDoes(m_password, m_repeat))
        return;
    const SharedSecret before = shared(editOf(m_old)->take());
    const SharedSecret after = shared(editOf(m_password)->take());
    [[maybe_unused]] const Secret repetition = editOf(m_repeat)->take();
    begin([before, after](Vault& own) { return own.changePassword(*before, *after); });
}

void ChangePasswordDialog::worked(Vault&) {}

void ChangePasswordDialog::retranslateUi()
{
    setTexts(tr("Change the vault password"),
        tr("The keys stay as they are. The old password opens neither the vault nor its previous "
           "copy afterwards; backups elsewhere keep it."),
        tr("Change password"));
    m_old->setLabel(tr("Present password"));
    m_password->setLabel(tr("New vault password"));
    m_password->setHint(
        tr("At least %1 characters; a few random words are good.").arg(shortestVaultPassword));
    m_repeat->setLabel(tr("The same once more"));
}

} // namespace paydesk

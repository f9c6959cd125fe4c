#include "ui/settings/slotscard.h"

#include "core/profile/keychain.h"
#include "core/profile/keyfile.h"
#include "ui/settings/vaultdialogs.h"
#include "ui/style/buttons.h"
#include "ui/style/fonts.h"
#include "ui/widgets/flowlayout.h"
#include "ui/widgets/glyphlabel.h"
#include "ui/widgets/labels.h"

#include <QEvent>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QMessageBox>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace paydesk {

namespace {

    QString nameOf(SlotKind kind)
    {
        switch (kind) {
        case SlotKind::Password:
            return SlotsCard::tr("Password");
        case SlotKind::KeyFile:
            return SlotsCard::tr("Key file");
        case SlotKind::Keychain:
            return SlotsCard::tr("Keychain of the system");
        case SlotKind::Foreign:
            break;
        }
        return SlotsCard::tr("Of a newer Paydesk");
    }

    const char* glyphOf(SlotKind kind)
    {
        return kind == SlotKind::KeyFile ? "file" : kind == SlotKind::Keychain ? "lock" : "key";
    }

} // namespace

SlotsCard::SlotsCard(Vault& vault, QWidget* parent)
    : Card(parent)
    , m_vault(vault)
    , m_rows(new QVBoxLayout)
    , m_hint(new HintLabel(this))
    , m_addPassword(secondaryButton("plus", this))
    , m_addKeyFile(secondaryButton("file", this))
    , m_addKeychain(secondaryButton("lock", this))
    , m_useKeyFile(secondaryButton("unlock", this))
{
    m_rows->setSpacing(6);
    auto* buttons = new FlowLayout;
    const std::pair<QPushButton*, const char*> named[] = {{m_addPassword, "slotsAddPassword"},
        {m_addKeyFile, "slotsAddKeyFile"}, {m_addKeychain, "slotsAddKeychain"},
        {m_useKeyFile, "slotsUseKeyFile"}};
    for (const auto& [button, name] : named) {
        button->setObjectName(QString::fromLatin1(name));
        buttons->addWidget(button);
    }
    body()->addWidget(m_hint);
    body()->addLayout(m_rows);
    body()->addLayout(buttons);
    connect(m_addPassword, &QPushButton::clicked, this, &SlotsCard::addPassword);
    connect(m_addKeyFile, &QPushButton::clicked, this,
        [this] { askFile(true, tr("New key file"), &SlotsCard::addKeyFile); });
    connect(m_addKeychain, &QPushButton::clicked, this, &SlotsCard::addKeychain);
    connect(m_useKeyFile, &QPushButton::clicked, this,
        [this] { askFile(false, tr("Key file"), &SlotsCard::openWithKeyFile); });
    retranslateUi();
}

bool SlotsCard::holds(SlotKind kind) const
{
    return std::any_of(m_slots.begin(), m_slots.end(),
        [kind](const SlotFacts& slot) { return slot.kind == kind; });
}

void SlotsCard::refresh()
{
    const VaultStatus status = m_vault.status();
    const bool open = status == VaultStatus::Ready;
    // A damaged vault has none that could be shown; the section says what is wrong.
    const QList<SlotFacts> facts = m_vault.slotFacts().value_or(QList<SlotFacts>());
    setVisible(status == VaultStatus::Ready || status == VaultStatus::Locked);
    m_addPassword->setVisible(open);
    m_addKeyFile->setVisible(open);
    if (facts != m_slots || open != m_open) {
        m_slots = facts;
        m_open = open;
        showRows();
    }
    m_addKeychain->setVisible(open && hasKeychain() && !hasKeychainSlot());
    m_useKeyFile->setVisible(!open && holds(SlotKind::KeyFile));
}

QWidget* SlotsCard::newRow(const SlotFacts& slot)
{
    auto* row = new QWidget(this);
    row->setObjectName(QStringLiteral("slot-") + QString::fromLatin1(slot.id));
    auto* line = new QHBoxLayout(row);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(10);
    auto* sign = new GlyphLabel(18, row);
    sign->show(QString::fromLatin1(glyphOf(slot.kind)), &Tokens::text2);
    auto* name = new QLabel(nameOf(slot.kind), row);
    auto* id = new QLabel(QString::fromLatin1(slot.id), row);
    setFontRole(id, FontRole::TechnicalSmall);
    for (QLabel* label : {name, id})
        label->setTextFormat(Qt::PlainText);
    auto* remove = iconButton("trash", row);
    remove->setObjectName(QStringLiteral("slotRemove-") + QString::fromLatin1(slot.id));
    setToolButtonName(remove, tr("Remove: %1 %2").arg(name->text(), id->text()));
    remove->setVisible(m_open);
    remove->setEnabled(m_slots.size() > 1);
    connect(remove, &QToolButton::clicked, this, [this, slot] { askRemoval(slot); });
    line->addWidget(sign);
    line->addWidget(name);
    line->addWidget(id);
    line->addStretch(1);
    line->addWidget(remove);
    return row;
}

void SlotsCard::showRows()
{
    while (QLayoutItem* item = m_rows->takeAt(0)) {
        // A row may be the one whose button is being handled.
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    for (const SlotFacts& slot : std::as_const(m_slots))
        m_rows->addWidget(newRow(slot));
}

void SlotsCard::done(const Result<void>& result)
{
    refresh();
    if (result)
        emit slotsChanged();
    else
        emit failed(result.error());
}

void SlotsCard::addPassword()
{
    auto* dialog = new AddPasswordDialog(m_vault, window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this] { done({}); });
    dialog->open();
}

void SlotsCard::askFile(
    bool fresh, const QString& title, void (SlotsCard::*use)(const QString& path))
{
    auto* dialog = new QFileDialog(window(), title);
    dialog->setObjectName(QStringLiteral("slotsFileDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(fresh ? QFileDialog::AcceptSave : QFileDialog::AcceptOpen);
    dialog->setFileMode(fresh ? QFileDialog::AnyFile : QFileDialog::ExistingFile);
    // A file that is there is never replaced, whatever is answered.
    dialog->setOption(QFileDialog::DontConfirmOverwrite);
    if (fresh)
        dialog->selectFile(QStringLiteral("paydesk.key"));
    connect(dialog, &QFileDialog::fileSelected, this, use);
    dialog->open();
}

void SlotsCard::addKeyFile(const QString& path)
{
    Result<Secret> key = createKeyFile(path);
    if (!key) {
        done(fail(key.error()));
        return;
    }
    done(m_vault.addSlot({SlotKind::KeyFile, std::move(*key)}));
}

void SlotsCard::addKeychain()
{
    m_addKeychain->setEnabled(false);
    addKeychainSlot(m_vault, this, [this](const Result<void>& result) {
        m_addKeychain->setEnabled(true);
        done(result);
    });
}

void SlotsCard::openWithKeyFile(const QString& path)
{
    Result<Secret> key = readKeyFile(path);
    const Result<void> result = key ? m_vault.unlock(SlotSecret{SlotKind::KeyFile, std::move(*key)})
                                    : Result<void>(fail(key.error()));
    refresh();
    if (result)
        emit opened();
    else
        emit failed(result.error());
}

void SlotsCard::askRemoval(const SlotFacts& slot)
{
    auto* box = new QMessageBox(window());
    box->setObjectName(QStringLiteral("slotRemoval"));
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    box->setIcon(QMessageBox::Warning);
    box->setWindowTitle(tr("Remove a way to open the vault"));
    box->setText(tr("Remove “%1” (%2)?").arg(nameOf(slot.kind), QString::fromLatin1(slot.id)));
    box->setInformativeText(tr("It opens neither the vault nor its previous copy afterwards. The "
                               "keys stay, under the ways that are left."));
    QPushButton* yes = box->addButton(tr("Remove"), QMessageBox::AcceptRole);
    yes->setObjectName(QStringLiteral("slotRemovalYes"));
    setButtonKind(yes, ButtonKind::Danger);
    box->setDefaultButton(box->addButton(tr("Keep"), QMessageBox::RejectRole));
    connect(yes, &QPushButton::clicked, this, [this, slot] { remove(slot); });
    box->open();
}

void SlotsCard::remove(const SlotFacts& slot)
{
    if (slot.kind == SlotKind::Keychain)
        removeKeychainSlot(
            m_vault, slot, this, [this](const Result<void>& result) { done(result); });
    else
        done(m_vault.removeSlot(slot.id));
}

void SlotsCard::changeEvent(QEvent* event)
{
    Card::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslateUi();
}

void SlotsCard::retranslateUi()
{
    setHeading(tr("Ways to open it"));
    m_hint->setText(
        tr("Each of them opens the same vault. A password or a key file always stays: a "
           "keychain that is lost must not lose the keys."));
    m_addPassword->setText(tr("Add password…"));
    m_addKeyFile->setText(tr("New key file…"));
    m_addKeychain->setText(tr("Use the system's keychain"));
    m_useKeyFile->setText(tr("Unlock with a key file…"));
    showRows();
    refresh();
}

} // namespace paydesk

#include "ui/settings/vaultsection.h"

#include "core/profile/keychain.h"
#include "core/workbench.h"
#include "ui/preferences.h"
#include "ui/settings/option.h"
#include "ui/settings/slotscard.h"
#include "ui/settings/vaultdialogs.h"
#include "ui/style/buttons.h"
#include "ui/style/fonts.h"
#include "ui/widgets/card.h"
#include "ui/widgets/fieldbox.h"
#include "ui/widgets/flowlayout.h"
#include "ui/widgets/glyphlabel.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/noticebar.h"
#include "ui/widgets/pill.h"

#include <QCheckBox>
#include <QComboBox>
#include <QEvent>
#include <QPushButton>
#include <QVBoxLayout>

namespace paydesk {

namespace {

    constexpr int sentenceCount = 4;

} // namespace

VaultSection::VaultSection(Workbench& bench, Preferences& preferences, QWidget* parent)
    : QWidget(parent)
    , m_bench(bench)
    , m_preferences(preferences)
    , m_state(new Card(this))
    , m_sign(new GlyphLabel(28, this))
    , m_title(new QLabel(this))
    , m_pill(new Pill(this))
    , m_text(new HintLabel(this))
    , m_create(primaryButton("key", this))
    , m_unlock(primaryButton("unlock", this))
    , m_lock(secondaryButton("lock", this))
    , m_password(secondaryButton("edit", this))
    , m_notice(new NoticeBar(this))
    , m_slots(new SlotsCard(bench.vault(), this))
    , m_autoLock(new Card(this))
    , m_minutes(new QComboBox(this))
    , m_minutesBox(new FieldBox(m_minutes, this))
    , m_whileListening(new Option(new QCheckBox, "settingsLocksWhileListening", this))
    , m_meaning(new Card(this))
{
    buildState();
    buildAutoLock();
    buildMeaning();
    m_notice->setObjectName(QStringLiteral("vaultSectionNotice"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(12);
    column->addWidget(m_notice);
    column->addWidget(m_state);
    column->addWidget(m_slots);
    column->addWidget(m_autoLock);
    column->addWidget(m_meaning);
    column->addStretch(1);
    connect(m_create, &QPushButton::clicked, this,
        [this] { ask(new CreateVaultDialog(m_bench.vault(), window())); });
    connect(m_unlock, &QPushButton::clicked, this, &VaultSection::unlock);
    connect(m_password, &QPushButton::clicked, this,
        [this] { ask(new ChangePasswordDialog(m_bench.vault(), window())); });
    connect(m_lock, &QPushButton::clicked, this, &VaultSection::lock);
    connect(&m_bench, &Workbench::counterChanged, this, &VaultSection::refresh);
    connect(&m_bench, &Workbench::vaultLocked, this, &VaultSection::refresh);
    connect(&m_preferences, &Preferences::changed, this, &VaultSection::refresh);
    connect(m_slots, &SlotsCard::failed, this,
        [this](const Failure& failure) { m_notice->show(failure); });
    connect(m_slots, &SlotsCard::slotsChanged, this, &VaultSection::vaultChanged);
    connect(m_slots, &SlotsCard::opened, this, &VaultSection::opened);
    retranslateUi();
}

void VaultSection::buildState()
{
    m_title->setTextFormat(Qt::PlainText);
    m_title->setObjectName(QStringLiteral("vaultState"));
    setFontRole(m_title, FontRole::Heading);
    setFontRole(m_text, FontRole::Body);
    auto* top = new QHBoxLayout;
    top->setSpacing(10);
    top->addWidget(m_sign);
    top->addWidget(m_title);
    top->addWidget(m_pill);
    top->addStretch(1);
    auto* buttons = new FlowLayout;
    const std::pair<QPushButton*, const char*> named[] = {{m_create, "settingsCreateVault"},
        {m_unlock, "settingsUnlockVault"}, {m_lock, "settingsLockVault"},
        {m_password, "settingsVaultPassword"}};
    for (const auto& [button, name] : named) {
        button->setObjectName(QString::fromLatin1(name));
        buttons->addWidget(button);
    }
    m_state->body()->addLayout(top);
    m_state->body()->addWidget(m_text);
    m_state->body()->addLayout(buttons);
}

void VaultSection::buildAutoLock()
{
    m_minutes->setObjectName(QStringLiteral("settingsAutoLock"));
    for (const int minutes : {1, 5, 15, 30, 60, 0})
        m_minutes->addItem(QString(), minutes);
    m_autoLock->body()->addWidget(m_minutesBox);
    m_autoLock->body()->addWidget(m_whileListening);
    connect(m_minutes, &QComboBox::activated, this,
        [this] { m_preferences.setAutoLockMinutes(m_minutes->currentData().toInt()); });
    connect(m_whileListening->button(), &QAbstractButton::toggled, &m_preferences,
        &Preferences::setLocksWhileListening);
}

void VaultSection::buildMeaning()
{
    for (int i = 0; i < sentenceCount; ++i) {
        auto* row = new QHBoxLayout;
        row->setSpacing(10);
        auto* sign = new GlyphLabel(18, this);
        sign->show(QString::fromLatin1(i < sentenceCount - 1 ? "check" : "info"),
            i < sentenceCount - 1 ? &Tokens::ok : &Tokens::info);
        auto* sentence = new HintLabel(this);
        setFontRole(sentence, FontRole::Body);
        row->addWidget(sign, 0, Qt::AlignTop);
        row->addWidget(sentence, 1);
        m_meaning->body()->addLayout(row);
        m_sentences << sentence;
    }
}

void VaultSection::ask(VaultDialog* dialog) const
{
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, &VaultSection::opened);
    dialog->open();
}

void VaultSection::opened()
{
    // A merchant that waited for its key can work now.
    if (!m_bench.counter() && m_bench.vault().status() == VaultStatus::Ready) {
        if (const Result<void> used = m_bench.reopen(); !used)
            m_notice->show(used.error());
    }
    refresh();
    emit vaultChanged();
}

/// What is at hand without typing comes first: the keychain, where there is a slot of it.
void VaultSection::unlock()
{
    if (!m_slots->hasKeychainSlot()) {
        askPassword();
        return;
    }
    unlockWithKeychain(m_bench.vault(), this, [this](const Result<void>& result) {
        if (result) {
            opened();
            return;
        }
        m_notice->show(result.error());
        if (m_slots->hasPasswordSlot())
            askPassword();
    });
}

void VaultSection::askPassword()
{
    ask(new UnlockDialog(m_bench.vault(), window()));
}

void VaultSection::lock()
{
    m_bench.lockVault();
    refresh();
    emit vaultChanged();
}

void VaultSection::refresh()
{
    const VaultStatus status = m_bench.vault().status();
    m_create->setVisible(status == VaultStatus::Absent);
    m_unlock->setVisible(status == VaultStatus::Locked);
    m_lock->setVisible(status == VaultStatus::Ready);
    m_password->setVisible(status == VaultStatus::Ready || status == VaultStatus::Locked);
    showState(status);
    m_slots->refresh();
    // A number that is not offered was written by hand: it holds, and none is shown as chosen.
    m_minutes->setCurrentIndex(m_minutes->findData(m_preferences.autoLockMinutes()));
    m_whileListening->setChecked(m_preferences.locksWhileListening());
    if (status != VaultStatus::Damaged)
        return;
    // Reading says what is wrong with the file.
    if (const auto key = m_bench.vault().read(m_bench.profile().name, SecretField::ApiKey); !key)
        m_notice->show(key.error());
}

void VaultSection::showState(VaultStatus status)
{
    const auto put = [this](const char* sign, Token color, const QString& title,
                         const QString& pill, Tone tone, const QString& text) {
        m_sign->show(QString::fromLatin1(sign), color);
        m_title->setText(title);
        m_pill->show(pill, tone);
        m_text->setText(text);
    };
    switch (status) {
    case VaultStatus::Absent:
        put("key", &Tokens::text2, tr("No vault yet"), {}, Tone::Neutral,
            tr("The sandbox needs none. The first real merchant does: its password is asked for "
               "then, or set it now."));
        return;
    case VaultStatus::Locked:
        put("lock", &Tokens::warn, tr("The vault is locked"), tr("Locked"), Tone::Warn,
            tr("Real merchants cannot call the gateway or check notifications until it is "
               "unlocked. The history can be read."));
        return;
    case VaultStatus::Ready:
        put("unlock", &Tokens::ok, tr("The vault is unlocked"), tr("Unlocked"), Tone::Ok,
            tr("It stays so until it is locked, by hand or by itself, or Paydesk ends. Locking "
               "also stops the calls, the "
               "listener and the query job of a real merchant."));
        return;
    case VaultStatus::Damaged:
        put("alert-triangle", &Tokens::bad, tr("The vault is damaged"), tr("Damaged"), Tone::Bad,
            tr("It was not changed. The sandbox and the history work without it."));
        return;
    }
}

void VaultSection::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslateUi();
}

void VaultSection::retranslateUi()
{
    m_create->setText(tr("Create vault"));
    m_unlock->setText(tr("Unlock"));
    m_lock->setText(tr("Lock now"));
    m_password->setText(tr("Change password"));
    m_autoLock->setHeading(tr("Locking by itself"));
    m_minutesBox->setLabel(tr("Without keyboard and mouse for"));
    m_minutesBox->setHint(
        tr("The screen's lock and the computer's sleep lock the vault as well, at once."));
    for (int i = 0; i < m_minutes->count(); ++i) {
        const int minutes = m_minutes->itemData(i).toInt();
        m_minutes->setItemText(
            i, minutes == 0 ? tr("Never") : tr("%n minute(s)", nullptr, minutes));
    }
    m_whileListening->setTexts(tr("Even while the listener of a real merchant runs"),
        tr("A locked Paydesk cannot check notifications: WeChat repeats them, for a day."));
    m_meaning->setHeading(tr("What is protected, and how"));
    const QString sentences[sentenceCount] = {
        tr("API keys, AppSecrets, certificates and their passwords are in one encrypted file "
           "(AES-256-GCM) in the data folder, nowhere else."),
        tr("The password costs scrypt with 128 MiB of memory for every guess, and is not stored."),
        tr("Histories, exchanges, logs and exports never contain a key: they are masked before "
           "they are written."),
        tr("Orders, openids and amounts in the history are not encrypted. File permissions and the "
           "disk encryption of your system protect them."),
    };
    for (int i = 0; i < sentenceCount; ++i)
        m_sentences.at(i)->setText(sentences[i]);
    refresh();
}

} // namespace paydesk

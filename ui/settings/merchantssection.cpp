#include "ui/settings/merchantssection.h"

#include "core/workbench.h"
#include "ui/settings/merchanteditor.h"
#include "ui/settings/vaultdialogs.h"
#include "ui/style/buttons.h"
#include "ui/style/fonts.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/noticebar.h"

#include <QEvent>
#include <QMessageBox>
#include <QPushButton>
#include <QVBoxLayout>

#include <utility>

namespace paydesk {

namespace {

    bool holdsSecretsOf(const Profile& profile, const Vault& vault)
    {
        // A damaged vault cannot tell; then the removal says what is wrong with it.
        if (vault.status() == VaultStatus::Damaged)
            return true;
        return vault.contains(profile.name, SecretField::ApiKey)
            || vault.contains(profile.name, SecretField::AppSecret)
            || vault.contains(profile.name, SecretField::Certificate)
            || vault.contains(profile.name, SecretField::CertificatePassword);
    }

} // namespace

MerchantsSection::MerchantsSection(Workbench& bench, SecretClipboard& clipboard, QWidget* parent)
    : QWidget(parent)
    , m_bench(bench)
    , m_clipboard(clipboard)
    , m_hint(new HintLabel(this))
    , m_add(primaryButton("plus", this))
    , m_notice(new NoticeBar(this))
    , m_cards(new QVBoxLayout)
{
    setFontRole(m_hint, FontRole::Body);
    m_add->setObjectName(QStringLiteral("settingsAddMerchant"));
    m_notice->setObjectName(QStringLiteral("merchantsNotice"));
    auto* top = new QHBoxLayout;
    top->setSpacing(12);
    top->addWidget(m_hint, 1);
    top->addWidget(m_add, 0, Qt::AlignTop);
    m_cards->setSpacing(12);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(12);
    column->addLayout(top);
    column->addWidget(m_notice);
    column->addLayout(m_cards);
    column->addStretch(1);
    connect(m_add, &QPushButton::clicked, this, &MerchantsSection::add);
    connect(m_notice, &NoticeBar::actionTriggered, this, [this] {
        m_notice->dismiss();
        emit profileChosen(std::exchange(m_added, {}));
    });
    connect(&m_bench, &Workbench::counterChanged, this, &MerchantsSection::refresh);
    retranslateUi();
    refresh();
}

QList<MerchantSummary> MerchantsSection::summaries() const
{
    QList<MerchantSummary> merchants;
    const Vault& vault = m_bench.vault();
    for (const Profile& profile : m_bench.profiles().profiles())
        merchants << MerchantSummary{profile, profile.name == m_bench.profile().name,
            vault.contains(profile.name, SecretField::ApiKey),
            vault.contains(profile.name, SecretField::AppSecret)};
    return merchants;
}

void MerchantsSection::refresh()
{
    const QList<MerchantSummary> present = summaries();
    if (present == m_shown)
        return;
    m_shown = present;
    rebuild();
}

void MerchantsSection::rebuild()
{
    while (const std::unique_ptr<QLayoutItem> item{m_cards->takeAt(0)}) {
        item->widget()->hide();
        // The click that led here may come from one of its buttons.
        item->widget()->deleteLater();
    }
    for (const MerchantSummary& merchant : std::as_const(m_shown))
        m_cards->addWidget(newCard(merchant));
}

MerchantCard* MerchantsSection::newCard(const MerchantSummary& merchant)
{
    auto* card = new MerchantCard(merchant, this);
    const Profile& profile = merchant.profile;
    connect(card, &MerchantCard::useRequested, this,
        [this, name = profile.name] { emit profileChosen(name); });
    connect(card, &MerchantCard::editRequested, this, [this, profile] { edit(profile); });
    connect(card, &MerchantCard::removeRequested, this, [this, profile] { askToRemove(profile); });
    return card;
}

void MerchantsSection::add()
{
    auto* editor = new MerchantEditor(m_bench, m_clipboard, std::nullopt, window());
    connect(editor, &MerchantEditor::saved, this,
        [this](const Profile& profile) { edited(profile, true); });
    editor->open();
}

void MerchantsSection::edit(const Profile& profile)
{
    auto* editor = new MerchantEditor(m_bench, m_clipboard, profile, window());
    connect(editor, &MerchantEditor::saved, this,
        [this](const Profile& changed) { edited(changed, false); });
    editor->open();
}

void MerchantsSection::edited(const Profile& profile, bool added)
{
    // The merchant in use works with its new settings at once.
    if (profile.name == m_bench.profile().name) {
        if (const Result<void> reopened = m_bench.reopen(); !reopened)
            m_notice->show(reopened.error());
    }
    refresh();
    emit profilesChanged();
    emit vaultChanged();
    if (!added)
        return;
    m_added = profile.name;
    m_notice->show({tr("The merchant “%1” is saved.").arg(QString::fromUtf8(profile.title)),
                       tr("Its secrets are in the vault."), {}},
        Tone::Ok, tr("Use it now"));
}

void MerchantsSection::askToRemove(const Profile& profile)
{
    auto* box = new QMessageBox(QMessageBox::Warning, tr("Remove merchant"),
        tr("Remove the real merchant “%1” (%2)?")
            .arg(QString::fromUtf8(profile.title), QString::fromUtf8(profile.mchId)),
        QMessageBox::NoButton, window());
    box->setObjectName(QStringLiteral("removeMerchant"));
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    box->setInformativeText(
        tr("Its key, AppSecret and certificate are deleted from the vault, too, "
           "and cannot be brought back. Its orders stay in the history."));
    QPushButton* yes = box->addButton(tr("Remove"), QMessageBox::AcceptRole);
    yes->setObjectName(QStringLiteral("removeMerchantYes"));
    setButtonKind(yes, ButtonKind::Danger);
    QPushButton* no = box->addButton(tr("Keep"), QMessageBox::RejectRole);
    box->setDefaultButton(no);
    connect(yes, &QPushButton::clicked, this, [this, profile] { remove(profile); });
    box->open();
}

void MerchantsSection::remove(const Profile& profile)
{
    const Vault& vault = m_bench.vault();
    const bool kept = vault.status() != VaultStatus::Absent && holdsSecretsOf(profile, vault);
    if (kept && vault.status() == VaultStatus::Locked) {
        auto* dialog = new UnlockDialog(m_bench.vault(), window());
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        connect(dialog, &QDialog::accepted, this, [this, profile] { remove(profile); });
        dialog->open();
        return;
    }
    Result<void> done;
    // The secrets first: a merchant without them can be seen and removed again, the other way round
    // they would stay behind unseen.
    if (kept)
        done = m_bench.vault().remove(profile.name);
    if (done)
        done = m_bench.profiles().remove(profile.name);
    if (done)
        removed(profile);
    else
        m_notice->show(done.error());
    refresh();
    emit vaultChanged();
}

void MerchantsSection::removed(const Profile& profile)
{
    m_notice->show(
        {tr("The merchant “%1” is removed.").arg(QString::fromUtf8(profile.title)), {}, {}},
        Tone::Info);
    if (profile.name == m_bench.profile().name)
        emit profileChosen(sandboxProfile().name);
    emit profilesChanged();
}

void MerchantsSection::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        retranslateUi();
        rebuild();
    }
}

void MerchantsSection::retranslateUi()
{
    m_hint->setText(tr("One is in use at a time; every page shows its orders and uses its key. "
                       "Secrets of real merchants are kept in the encrypted vault only."));
    m_add->setText(tr("Add merchant"));
}

} // namespace paydesk

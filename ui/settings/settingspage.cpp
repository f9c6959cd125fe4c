#include "ui/settings/settingspage.h"

#include "core/workbench.h"
#include "ui/preferences.h"
#include "ui/settings/aboutsection.h"
#include "ui/settings/listenersection.h"
#include "ui/settings/looksection.h"
#include "ui/settings/merchantssection.h"
#include "ui/settings/outsidesection.h"
#include "ui/settings/queriessection.h"
#include "ui/settings/vaultsection.h"
#include "ui/shell/navigation.h"
#include "ui/style/buttons.h"
#include "ui/widgets/pageheader.h"
#include "ui/widgets/secretclipboard.h"

#include <QEvent>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace paydesk {

namespace {

    constexpr int listWidth = 190;
    /// Lines longer than this are hard to read.
    constexpr int sectionWidth = 860;

    /// The groups of preferences that can go back to how Paydesk came.
    bool hasDefaults(const QString& id)
    {
        return id == QStringLiteral("listener") || id == QStringLiteral("outside")
            || id == QStringLiteral("queries") || id == QStringLiteral("look")
            || id == QStringLiteral("vault");
    }

} // namespace

SettingsPage::SettingsPage(Workbench& bench, Preferences& preferences, QWidget* parent)
    : QWidget(parent)
    , m_bench(bench)
    , m_preferences(preferences)
    , m_clipboard(new SecretClipboard(bench.clock(), this))
    , m_header(new PageHeader(this))
    , m_restore(secondaryButton("reset", this))
    , m_list(new Navigation(this))
    , m_stack(new QStackedWidget(this))
    , m_merchants(new MerchantsSection(bench, *m_clipboard))
    , m_vault(new VaultSection(bench, preferences))
    , m_listener(new ListenerSection(bench, preferences))
    , m_outside(new OutsideSection(bench, preferences))
    , m_queries(new QueriesSection(bench, preferences))
{
    m_restore->setObjectName(QStringLiteral("settingsRestore"));
    m_list->setObjectName(QStringLiteral("settingsSections"));
    m_list->setFixedWidth(listWidth);
    m_header->addButton(m_restore);
    addSection("merchants", "shop", m_merchants);
    addSection("vault", "lock", m_vault);
    addSection("listener", "radio", m_listener);
    addSection("outside", "globe", m_outside);
    addSection("queries", "clock", m_queries);
    addSection("look", "sun", new LookSection(preferences));
    addSection("about", "info", new AboutSection(bench.folder()));
    auto* row = new QHBoxLayout;
    row->setSpacing(14);
    row->addWidget(m_list, 0, Qt::AlignTop);
    row->addWidget(m_stack, 1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(20, 16, 20, 12);
    column->setSpacing(12);
    column->addWidget(m_header);
    column->addLayout(row, 1);
    connect(&bench, &Workbench::vaultLocked, m_clipboard, &SecretClipboard::clear);
    connect(m_list, &Navigation::chosen, this, &SettingsPage::openSection);
    connect(m_restore, &QPushButton::clicked, this, &SettingsPage::restoreDefaults);
    connect(m_merchants, &MerchantsSection::profilesChanged, this, &SettingsPage::profilesChanged);
    connect(m_merchants, &MerchantsSection::profileChosen, this, &SettingsPage::profileChosen);
    connect(m_merchants, &MerchantsSection::vaultChanged, m_vault, &VaultSection::refresh);
    retranslateUi();
    openSection(m_ids.constFirst());
}

void SettingsPage::addSection(const char* id, const char* glyphName, QWidget* section)
{
    auto* page = new QWidget;
    auto* row = new QHBoxLayout(page);
    row->setContentsMargins(0, 0, 8, 0);
    row->addWidget(section, 100);
    row->addStretch(1);
    section->setMaximumWidth(sectionWidth);
    auto* scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(page);
    scroll->setFocusPolicy(Qt::NoFocus);
    m_stack->addWidget(scroll);
    m_ids << QString::fromLatin1(id);
    m_list->addEntry(m_ids.constLast(), QString::fromLatin1(glyphName));
}

void SettingsPage::addMerchant()
{
    openSection(QStringLiteral("merchants"));
    m_merchants->add();
}

void SettingsPage::openSection(const QString& id)
{
    const qsizetype index = m_ids.indexOf(id);
    if (index < 0)
        return;
    m_list->setCurrent(id);
    m_stack->setCurrentIndex(int(index));
    m_restore->setVisible(hasDefaults(id));
}

void SettingsPage::restoreDefaults()
{
    m_preferences.restoreDefaults(m_ids.at(m_stack->currentIndex()));
}

void SettingsPage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    // Another process may have changed merchants or vault. Merchants that cannot be read stay as
    // they were; saving one says what is wrong.
    [[maybe_unused]] const Result<void> reread = m_bench.profiles().reload();
    refresh();
}

void SettingsPage::refresh()
{
    m_merchants->refresh();
    m_vault->refresh();
    m_listener->refresh();
    m_outside->refresh();
    m_queries->refresh();
}

void SettingsPage::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslateUi();
}

void SettingsPage::retranslateUi()
{
    m_header->setTitle(tr("Settings"));
    m_header->setState(tr("Every change applies at once"));
    m_restore->setText(tr("Restore defaults"));
    m_list->setAccessibleName(tr("Sections of the settings"));
    m_list->setTitle(QStringLiteral("merchants"), tr("Merchants"));
    m_list->setTitle(QStringLiteral("vault"), tr("Privacy and lock"));
    m_list->setTitle(QStringLiteral("listener"), tr("Listener"));
    m_list->setTitle(QStringLiteral("outside"), tr("From outside"));
    m_list->setTitle(QStringLiteral("queries"), tr("Query job"));
    m_list->setTitle(QStringLiteral("look"), tr("Look and language"));
    m_list->setTitle(QStringLiteral("about"), tr("About"));
}

} // namespace paydesk

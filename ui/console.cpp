#include "ui/console.h"

#include "core/base/wording.h"
#include "core/profile/keychain.h"
#include "ui/checkout/checkoutpage.h"
#include "ui/exchanges/exchangespage.h"
#include "ui/firststart/firststartpage.h"
#include "ui/mainwindow.h"
#include "ui/notifications/notificationspage.h"
#include "ui/orders/orderspage.h"
#include "ui/preferences.h"
#include "ui/reconcile/reconcilepage.h"
#include "ui/reference/referencepage.h"
#include "ui/settings/settingspage.h"
#include "ui/settings/vaultdialogs.h"
#include "ui/shell/autolock.h"
#include "ui/signatures/signaturespage.h"
#include "ui/style/language.h"
#include "ui/style/theme.h"

#include <QAction>
#include <QUrl>

#include <algorithm>

namespace paydesk {

namespace {

    const QString gatewayItem = QStringLiteral("gateway");
    const QString listenerItem = QStringLiteral("listener");
    const QString queryItem = QStringLiteral("query");
    const QString vaultItem = QStringLiteral("vault");

    /// What a person reads for a merchant: the sandbox's name follows the language.
    QString titleOf(const Profile& profile)
    {
        return profile.isSandbox() ? Console::tr("Sandbox merchant")
                                   : QString::fromUtf8(profile.title);
    }

} // namespace

Console::Console(Workbench& bench, Preferences& preferences, Theme& theme, Language& language,
    MainWindow& window)
    : QObject(&window)
    , m_bench(bench)
    , m_preferences(preferences)
    , m_theme(theme)
    , m_language(language)
    , m_window(window)
{
    m_autoLock = new AutoLock(m_bench, m_preferences, this);
    addPages();
    addActions();
    joinPages();
    m_window.setHelp([this] { return explainError(); });
    connect(&m_bench, &Workbench::counterChanged, this, &Console::counterChanged);
    connect(&m_bench, &Workbench::vaultLocked, this, &Console::showStatus);
    connect(&m_bench, &Workbench::sandboxStarted, this, &Console::sandboxStarted);
    connect(&m_bench, &Workbench::sandboxStopped, this, &Console::showStatus);
    connect(&m_preferences, &Preferences::changed, this, &Console::applyPreferences);
    connect(&m_theme, &Theme::changed, this,
        [this] { m_preferences.setTheme(Theme::name(m_theme.choice())); });
    connect(&m_language, &Language::changed, this, [this] {
        m_preferences.setLanguage(m_language.choice());
        nameActions();
        showProfiles();
        showStatus();
    });
    connect(&m_window, &MainWindow::profileChosen, this,
        [this](const QString& id) { chooseProfile(id.toUtf8()); });
    connect(&m_window, &MainWindow::statusActivated, this, &Console::openStatus);
    connect(&m_second, &QTimer::timeout, this, &Console::showStatus);
    m_second.setInterval(1000);
}

void Console::addPages()
{
    m_start = new FirstStartPage(m_bench, m_preferences);
    m_checkout = new CheckoutPage(m_bench, m_preferences);
    m_orders = new OrdersPage(m_bench, m_preferences);
    m_notifications = new NotificationsPage(m_bench, m_preferences);
    m_signatures = new SignaturesPage(m_bench, m_preferences);
    m_exchanges = new ExchangesPage(m_bench, m_preferences);
    m_reconcile = new ReconcilePage(m_bench);
    m_reference = new ReferencePage;
    m_settings = new SettingsPage(m_bench, m_preferences);
    m_window.addPage(QStringLiteral("start"), "", [] { return tr("Start"); }, m_start);
    m_window.addPage(QStringLiteral("checkout"), "cart", [] { return tr("Checkout"); }, m_checkout);
    m_window.addPage(QStringLiteral("orders"), "receipt", [] { return tr("Orders"); }, m_orders);
    m_window.addPage(
        QStringLiteral("notifications"), "bell", [] { return tr("Notifications"); },
        m_notifications);
    m_window.addPage(
        QStringLiteral("signatures"), "signature", [] { return tr("Signatures"); }, m_signatures);
    m_window.addPage(
        QStringLiteral("exchanges"), "activity", [] { return tr("Exchanges"); }, m_exchanges);
    m_window.addPage(
        QStringLiteral("reconcile"), "scale", [] { return tr("Reconcile"); }, m_reconcile);
    m_window.addPage(
        QStringLiteral("reference"), "book", [] { return tr("Error codes"); }, m_reference);
    m_window.addPage(QStringLiteral("settings"), "gear", [] { return tr("Settings"); }, m_settings);
}

void Console::addActions()
{
    m_newOrder = new QAction(this);
    m_newOrder->setShortcut(QKeySequence::New);
    connect(m_newOrder, &QAction::triggered, this, [this] {
        m_window.showPage(QStringLiteral("checkout"));
        m_checkout->newOrder();
    });
    m_startPage = new QAction(this);
    connect(m_startPage, &QAction::triggered, this,
        [this] { m_window.showPage(QStringLiteral("start")); });
    m_lock = new QAction(this);
    m_lock->setObjectName(QStringLiteral("lockAction"));
    m_lock->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_L));
    connect(m_lock, &QAction::triggered, m_autoLock, &AutoLock::lock);
    for (QAction* action : {m_newOrder, m_startPage, m_lock})
        m_window.addFileAction(action);
    nameActions();
}

void Console::nameActions()
{
    m_newOrder->setText(m_bench.profile().isSandbox() ? tr("&New test order") : tr("&New order"));
    m_startPage->setText(tr("&Start page"));
    m_lock->setText(tr("&Lock the vault"));
}

void Console::joinPages()
{
    const auto openPage = [this](const QString& id) { m_window.showPage(id); };
    const auto openOrder = [this](const QByteArray& number) {
        m_window.showPage(QStringLiteral("orders"));
        m_orders->openOrder(number);
    };
    const auto openSignature = [this](const QByteArray& number) {
        m_window.showPage(QStringLiteral("signatures"));
        m_signatures->openOrder(number);
    };
    const auto openMessage = [this](const QByteArray& message, const QByteArray& number) {
        m_window.showPage(QStringLiteral("signatures"));
        m_signatures->openMessage(message, number);
    };
    const auto openExchange = [this](qint64 id) {
        m_window.showPage(QStringLiteral("exchanges"));
        m_exchanges->openExchange(id);
    };
    const auto join = [&](auto* page) {
        using Page = std::remove_pointer_t<decltype(page)>;
        connect(page, &Page::pageRequested, this, openPage);
        connect(page, &Page::orderRequested, this, openOrder);
        connect(page, &Page::signatureRequested, this, openSignature);
        connect(page, &Page::messageSignatureRequested, this, openMessage);
        connect(page, &Page::exchangeRequested, this, openExchange);
        if constexpr (std::is_base_of_v<ErrorInSight, Page>)
            connect(page, &Page::referenceRequested, this, &Console::openReference);
    };
    join(m_checkout);
    join(m_orders);
    join(m_notifications);
    join(m_signatures);
    join(m_exchanges);
    connect(m_signatures, &SignaturesPage::retryRequested, this, [this](const Parameters& order) {
        m_window.showPage(QStringLiteral("checkout"));
        m_checkout->retry(order);
    });
    connect(m_exchanges, &ExchangesPage::comparisonRequested, this, [this](qint64 a, qint64 b) {
        m_window.showPage(QStringLiteral("signatures"));
        m_signatures->openComparison(a, b);
    });
    connect(m_reconcile, &ReconcilePage::pageRequested, this, openPage);
    connect(m_reconcile, &ReconcilePage::orderRequested, this, openOrder);
    connect(m_reconcile, &ReconcilePage::referenceRequested, this, &Console::openReference);
    connect(m_reconcile, &ReconcilePage::queryRequested, this, [this](const QByteArray& number) {
        m_window.showPage(QStringLiteral("orders"));
        m_orders->queryOrder(number);
    });
    connect(m_start, &FirstStartPage::pageRequested, this, openPage);
    connect(m_start, &FirstStartPage::merchantRequested, this, [this] {
        m_window.showPage(QStringLiteral("settings"));
        m_settings->addMerchant();
    });
    connect(m_settings, &SettingsPage::profilesChanged, this, &Console::showProfiles);
    connect(m_settings, &SettingsPage::profileChosen, this, &Console::chooseProfile);
    connect(m_notifications, &NotificationsPage::settingsRequested, this,
        [this](const QString& section) {
            m_window.showPage(QStringLiteral("settings"));
            m_settings->openSection(section);
        });
    connect(m_notifications, &NotificationsPage::listenerRequested, this, &Console::startListener);
}

void Console::openReference(const ErrorName& error)
{
    m_window.showPage(QStringLiteral("reference"));
    m_reference->openError(error);
}

bool Console::explainError()
{
    const auto* page = dynamic_cast<const ErrorInSight*>(m_window.page(m_window.currentPage()));
    const std::optional<ErrorName> error = page ? page->errorInSight() : std::nullopt;
    if (error)
        openReference(*error);
    return error.has_value();
}

void Console::begin()
{
    applyPreferences();
    showProfiles();
    m_bench.startSandbox();
    chooseProfile(m_preferences.profile());
    m_second.start();
    showFirstPage();
}

void Console::showFirstPage()
{
    const QByteArray profile = m_bench.profile().name;
    OrderQuery query;
    query.profile = profile;
    query.limit = 1;
    const bool merchants = m_bench.profiles().profiles().size() > 1;
    m_bench.store().read<OrderPage>(
        this, [query](const OrderReader& reader) { return reader.page(query); },
        [this, merchants](const Result<OrderPage>& page) {
            const bool fresh = !merchants && page && page->orders.isEmpty();
            m_window.showPage(fresh ? QStringLiteral("start") : QStringLiteral("checkout"));
        });
}

void Console::applyPreferences()
{
    m_theme.choose(Theme::named(m_preferences.theme()));
    m_language.choose(m_preferences.language());
    WorkbenchOptions options = m_bench.options();
    options.gatewayPort = m_preferences.gatewayPort();
    options.listenerPort = m_preferences.listenerPort();
    options.queryJob = m_preferences.queriesBySchedule();
    options.forwardTo = m_preferences.forwardTo();
    options.sandboxHttps = m_preferences.sandboxHttps();
    const bool otherDoor = options.sandboxHttps != m_bench.options().sandboxHttps;
    m_bench.setOptions(options);
    if (otherDoor && !m_bench.sandboxUrl().isEmpty()) {
        m_bench.stopSandbox();
        m_bench.startSandbox();
    }
    Counter* counter = m_bench.counter();
    if (!counter)
        return;
    counter->desk().setAdoptUnknown(m_preferences.adoptsUnknown());
    if (options.queryJob && !counter->scheduler().isRunning())
        counter->startQueryJob();
    else if (!options.queryJob && counter->scheduler().isRunning())
        counter->pauseQueryJob();
    showStatus();
}

void Console::showProfiles()
{
    QList<ProfileEntry> entries;
    for (const Profile& profile : m_bench.profiles().profiles())
        entries << ProfileEntry{QString::fromUtf8(profile.name),
            titleOf(profile) + u' ' + QString::fromUtf8(profile.mchId), !profile.isSandbox()};
    m_window.setProfiles(entries, QString::fromUtf8(m_bench.profile().name));
}

void Console::chooseProfile(const QByteArray& name)
{
    const Result<void> used = m_bench.use(name);
    if (used || used.error().id != FailureId::ProfileUnknown)
        m_preferences.setProfile(name);
    else
        // The merchant last in use was removed meanwhile: the sandbox is always there.
        [[maybe_unused]]
        const Result<void> sandbox = m_bench.use(sandboxProfile().name);
    showProfiles();
    if (!used && used.error().id == FailureId::VaultLocked)
        unlockFor(name);
}

void Console::unlockFor(const QByteArray& name)
{
    const QList<SlotFacts> ways = m_bench.vault().slotFacts().value_or(QList<SlotFacts>());
    const bool keychain = std::any_of(ways.begin(), ways.end(),
        [](const SlotFacts& slot) { return slot.kind == SlotKind::Keychain; });
    if (!keychain) {
        askPasswordFor(name);
        return;
    }
    // What needs no typing comes first; a keychain that is locked or gone is no reason to stop.
    unlockWithKeychain(m_bench.vault(), this, [this, name](const Result<void>& result) {
        if (result)
            chooseProfile(name);
        else
            askPasswordFor(name);
    });
}

void Console::askPasswordFor(const QByteArray& name)
{
    auto* dialog = new UnlockDialog(m_bench.vault(), &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, name] { chooseProfile(name); });
    dialog->open();
}

void Console::counterChanged()
{
    m_received = 0;
    if (Counter* counter = m_bench.counter()) {
        counter->desk().setAdoptUnknown(m_preferences.adoptsUnknown());
        connect(&counter->desk(), &NotificationDesk::judged, this, [this] {
            ++m_received;
            showStatus();
        });
        connect(&counter->scheduler(), &Scheduler::planned, this, &Console::showStatus);
        if (m_preferences.listensAtStart() && !counter->desk().isListening())
            startListener(false);
    }
    nameActions();
    showProfiles();
    showStatus();
}

void Console::sandboxStarted(const Result<quint16>& port)
{
    m_sandboxFailure = port ? std::nullopt : std::optional<Failure>(port.error());
    // Somebody else holds the port and is no sandbox: any free one serves as well, nobody has to
    // type it.
    if (m_sandboxFailure && m_sandboxFailure->id == FailureId::PortInUse)
        m_bench.startSandbox(true);
    showStatus();
}

void Console::startListener(bool anyPort)
{
    const Result<quint16> port = m_bench.startListener(anyPort);
    m_listenerFailure = port ? std::nullopt : std::optional<Failure>(port.error());
    m_notifications->showListener(m_listenerFailure);
    showStatus();
}

void Console::openStatus(const QString& item)
{
    if (item == gatewayItem)
        m_window.showPage(QStringLiteral("exchanges"));
    else if (item == listenerItem)
        m_window.showPage(QStringLiteral("notifications"));
    else if (item == queryItem)
        m_window.showPage(QStringLiteral("orders"));
    else
        m_window.showPage(QStringLiteral("settings"));
    if (item == vaultItem)
        m_settings->openSection(QStringLiteral("vault"));
}

void Console::showStatus()
{
    showGatewayStatus();
    showListenerStatus();
    showQueryStatus();
    showVaultStatus();
}

void Console::showGatewayStatus()
{
    const Profile& profile = m_bench.profile();
    if (!profile.isSandbox()) {
        m_window.setStatus(gatewayItem, "server",
            tr("Gateway %1").arg(QUrl::fromEncoded(profile.endpoints.api).host()), Tone::Neutral);
        return;
    }
    if (m_bench.sandboxUrl().isEmpty()) {
        const QString text =
            m_sandboxFailure ? wordingOf(*m_sandboxFailure).what : tr("Sandbox gateway is stopped");
        m_window.setStatus(gatewayItem, "x-circle", text, Tone::Bad);
        return;
    }
    const QUrl url = QUrl::fromEncoded(m_bench.sandboxCallsUrl());
    const bool secure = url.scheme() == u"https";
    m_window.setStatus(gatewayItem, secure ? "lock" : "check-circle",
        tr("Sandbox gateway %1:%2").arg(url.host()).arg(url.port()), Tone::Ok);
}

void Console::showListenerStatus()
{
    Counter* counter = m_bench.counter();
    if (!counter || !counter->desk().isListening()) {
        const QString text =
            m_listenerFailure ? wordingOf(*m_listenerFailure).what : tr("Not listening");
        m_window.setStatus(
            listenerItem, "radio", text, m_listenerFailure ? Tone::Bad : Tone::Neutral);
        return;
    }
    const int port = QUrl::fromEncoded(counter->desk().url()).port();
    m_window.setStatus(listenerItem, "radio",
        tr("Listening :%1, received %n", nullptr, m_received).arg(port), Tone::Ok);
}

void Console::showQueryStatus()
{
    Counter* counter = m_bench.counter();
    if (!counter || !counter->scheduler().isRunning()) {
        m_window.setStatus(queryItem, "clock", tr("Query job paused"), Tone::Neutral);
        return;
    }
    const std::optional<QDateTime> next = counter->scheduler().nextAt();
    const qint64 seconds = next ? std::max<qint64>(0, m_bench.clock().now().secsTo(*next)) : 0;
    const QString text = !next ? tr("No query planned")
        : seconds >= 120       ? tr("Next query in %1 min").arg((seconds + 59) / 60)
                               : tr("Next query in %1 s").arg(seconds);
    m_window.setStatus(queryItem, "clock", text, Tone::Neutral);
}

void Console::showVaultStatus()
{
    switch (m_bench.vault().status()) {
    case VaultStatus::Absent:
        m_window.setStatus(
            vaultItem, "key", tr("Keys: sandbox only, no vault"), Tone::Neutral, Qt::AlignRight);
        return;
    case VaultStatus::Locked:
        m_window.setStatus(vaultItem, "lock", tr("Keys: vault locked"), Tone::Warn, Qt::AlignRight);
        return;
    case VaultStatus::Ready:
        m_window.setStatus(
            vaultItem, "unlock", tr("Keys: vault unlocked"), Tone::Ok, Qt::AlignRight);
        return;
    case VaultStatus::Damaged:
        m_window.setStatus(
            vaultItem, "alert-triangle", tr("Keys: vault damaged"), Tone::Bad, Qt::AlignRight);
        return;
    }
}

} // namespace paydesk

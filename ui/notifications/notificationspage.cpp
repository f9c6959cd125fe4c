#include "ui/notifications/notificationspage.h"

#include "core/base/wording.h"
#include "ui/exchanges/exchangefeed.h"
#include "ui/exchanges/exchangefilter.h"
#include "ui/exchanges/exchangemodel.h"
#include "ui/exchanges/tailscroll.h"
#include "ui/notifications/listenercard.h"
#include "ui/notifications/noticedelegate.h"
#include "ui/notifications/noticeinspector.h"
#include "ui/notifications/simulatednotice.h"
#include "ui/preferences.h"
#include "ui/replay/replaydialog.h"
#include "ui/style/buttons.h"
#include "ui/widgets/card.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/noticebar.h"
#include "ui/widgets/pageheader.h"

#include <QEvent>
#include <QListView>
#include <QMessageBox>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace paydesk {

namespace {

    constexpr int lookEveryMs = 1000;

    ExchangeQuery incomingNotices()
    {
        ExchangeQuery query;
        query.direction = Exchange::Direction::Incoming;
        query.pathPrefix = noticePath;
        return query;
    }

} // namespace

NotificationsPage::NotificationsPage(Workbench& bench, Preferences& preferences, QWidget* parent)
    : QWidget(parent)
    , m_bench(bench)
    , m_preferences(preferences)
    , m_model(new ExchangeModel(this))
    , m_rows(new ExchangeFilter(*m_model, this))
    , m_feed(new ExchangeFeed(bench, *m_model, incomingNotices(), this))
    , m_simulated(new SimulatedNotice(bench, this))
    , m_header(new PageHeader(this))
    , m_notice(new NoticeBar(this))
    , m_listener(new ListenerCard(this))
    , m_body(new QStackedWidget(this))
    , m_empty(new EmptyState("bell", m_body))
    , m_splitter(new QSplitter(Qt::Horizontal, m_body))
    , m_list(new QListView(m_splitter))
    , m_inspector(new NoticeInspector(m_splitter))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(20, 16, 20, 12);
    column->setSpacing(12);
    column->addWidget(m_header);
    column->addWidget(m_notice);
    column->addWidget(m_listener);
    column->addWidget(m_body, 1);
    m_notice->setObjectName(QStringLiteral("notificationsNotice"));
    m_empty->setObjectName(QStringLiteral("notificationsEmpty"));
    m_body->addWidget(m_empty);
    m_body->addWidget(m_splitter);
    buildList();
    m_splitter->addWidget(m_inspector);
    m_splitter->setStretchFactor(1, 1);
    m_splitter->setSizes({330, 850});
    m_look.setInterval(lookEveryMs);
    joinParts();
    joinSimulation();
    m_inspector->show(std::nullopt);
    trustProxies();
    retranslateUi();
}

void NotificationsPage::buildList()
{
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setHandleWidth(12);
    m_list->setObjectName(QStringLiteral("notificationsList"));
    setFocusProxy(m_list);
    m_list->setModel(m_rows);
    m_list->setModelColumn(ExchangeModel::Notice);
    m_list->setItemDelegate(new NoticeDelegate(*m_rows, m_list));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setUniformItemSizes(true);
    m_list->setMouseTracking(true);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    new TailScroll(*m_list, *m_feed); // the view's child
    auto* card = new Card(m_splitter);
    card->setMinimumWidth(240);
    card->body()->setContentsMargins(1, 1, 1, 4);
    card->body()->addWidget(m_list);
    m_splitter->addWidget(card);
}

std::optional<ErrorName> NotificationsPage::errorInSight() const
{
    return m_inspector->error();
}

void NotificationsPage::joinParts()
{
    connect(&m_bench, &Workbench::counterChanged, this, [this] {
        m_listener->showFailure(std::nullopt);
        showState();
    });
    connect(&m_preferences, &Preferences::changed, this, &NotificationsPage::showState);
    connect(&m_preferences, &Preferences::changed, this, &NotificationsPage::trustProxies);
    connect(&m_look, &QTimer::timeout, this, &NotificationsPage::showState);
    connect(m_listener, &ListenerCard::startRequested, this, &NotificationsPage::listenerRequested);
    connect(m_listener, &ListenerCard::stopRequested, this, &NotificationsPage::stop);
    connect(m_listener, &ListenerCard::keyRequested, this,
        [this] { emit pageRequested(QStringLiteral("settings")); });
    connect(m_listener, &ListenerCard::outsideRequested, this,
        [this] { emit settingsRequested(QStringLiteral("outside")); });
    connect(m_listener, &ListenerCard::adoptChosen, &m_preferences, &Preferences::setAdoptsUnknown);
    connect(m_feed, &ExchangeFeed::restarted, this, [this] { m_inspector->show(std::nullopt); });
    connect(m_feed, &ExchangeFeed::loaded, this, &NotificationsPage::loaded);
    connect(m_feed, &ExchangeFeed::failed, this,
        [this](const Failure& failure) { m_notice->show(failure); });
    connect(m_list->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
        &NotificationsPage::chosen);
    connect(
        m_inspector, &NoticeInspector::orderRequested, this, &NotificationsPage::orderRequested);
    connect(m_inspector, &NoticeInspector::replayRequested, this, &NotificationsPage::replay);
    connect(m_inspector, &NoticeInspector::exchangeRequested, this,
        &NotificationsPage::exchangeRequested);
    connect(m_inspector, &NoticeInspector::referenceRequested, this,
        &NotificationsPage::referenceRequested);
    connect(m_inspector, &NoticeInspector::messageSignatureRequested, this,
        &NotificationsPage::messageSignatureRequested);
}

void NotificationsPage::joinSimulation()
{
    connect(m_empty, &EmptyState::activated, this, &NotificationsPage::fillEmptyState);
    connect(m_simulated, &SimulatedNotice::nothingUnpaid, this,
        [this] { emit pageRequested(QStringLiteral("checkout")); });
    connect(m_simulated, &SimulatedNotice::failed, this,
        [this](const Failure& failure) { m_notice->show(failure); });
    connect(m_simulated, &SimulatedNotice::found, this, [this](const Order& order) {
        if (m_bench.profile().isSandbox())
            m_simulated->send(order);
        else
            confirmSimulation(order);
    });
}

// --- the listener

void NotificationsPage::showListener(const std::optional<Failure>& failure)
{
    m_listener->showFailure(failure);
    showState();
}

void NotificationsPage::stop()
{
    if (Counter* counter = m_bench.counter())
        counter->desk().close();
    showState();
}

void NotificationsPage::showState()
{
    Counter* counter = m_bench.counter();
    const QByteArray url = counter ? counter->desk().url() : QByteArray();
    m_listener->show(
        {counter != nullptr, url, m_bench.options().listenerPort, m_preferences.adoptsUnknown()});
    if (!url.isEmpty())
        m_empty->setTexts(tr("Listening at %1; nothing received yet.").arg(QString::fromUtf8(url)),
            tr("Send a simulated one"));
    else if (counter)
        m_empty->setTexts(
            tr("Not listening, so no notification can come in."), tr("Start listening"));
    else
        m_empty->setTexts(
            tr("Without the merchant's key no notification can be checked."), tr("Open settings"));
}

/// What the settings refused to take cannot stand there.
void NotificationsPage::trustProxies()
{
    m_inspector->setTrustedProxies(
        TrustedProxies::read(m_preferences.trustedProxies()).value_or(TrustedProxies()));
}

void NotificationsPage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    showState();
    m_look.start();
}

void NotificationsPage::hideEvent(QHideEvent* event)
{
    QWidget::hideEvent(event);
    m_look.stop();
}

// --- the list

void NotificationsPage::loaded()
{
    showList();
    if (!m_list->currentIndex().isValid() && m_rows->rowCount() > 0)
        m_list->setCurrentIndex(m_rows->index(m_rows->rowCount() - 1, ExchangeModel::Notice));
}

void NotificationsPage::showList()
{
    const int count = m_model->rowCount();
    m_body->setCurrentIndex(count == 0 ? 0 : 1);
    m_header->setState(count == 0 ? QString() : tr("%n received", nullptr, count));
}

void NotificationsPage::chosen()
{
    const QModelIndex index = m_list->currentIndex();
    if (!index.isValid())
        return;
    using Found = std::optional<Exchange>;
    const qint64 id = m_rows->row(index).id;
    m_bench.store().read<Found>(
        this, [id](const OrderReader& reader) { return reader.exchange(id); },
        [this, id](const Result<Found>& found) {
            const QModelIndex current = m_list->currentIndex();
            if (!current.isValid() || m_rows->row(current).id != id)
                return;
            if (found)
                m_inspector->show(*found);
            else
                m_notice->show(found.error());
        });
}

void NotificationsPage::replay(const Exchange& notice, MessageEditor::Way way)
{
    if (Counter* counter = m_bench.counter())
        (new ReplayDialog(m_bench, *counter, notice, way, this))->show();
    else
        emit pageRequested(QStringLiteral("settings"));
}

// --- the empty state's button

void NotificationsPage::fillEmptyState()
{
    Counter* counter = m_bench.counter();
    if (!counter)
        emit pageRequested(QStringLiteral("settings"));
    else if (!counter->desk().isListening())
        emit listenerRequested(false);
    else
        m_simulated->find();
}

void NotificationsPage::confirmSimulation(const Order& order)
{
    auto* box = new QMessageBox(this);
    box->setObjectName(QStringLiteral("notificationsSimulateConfirm"));
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    box->setIcon(QMessageBox::Warning);
    box->setWindowTitle(tr("Simulated notification – REAL merchant"));
    box->setText(tr("REAL merchant: record the order %1 over %2 as paid?")
            .arg(oneLine(order.outTradeNo), amountText(order.totalFee)));
    box->setInformativeText(
        tr("The notification comes from Paydesk itself, nobody has paid. It goes to Paydesk's own"
           " listener only, but the order will stand as paid in the history."));
    QPushButton* yes = box->addButton(tr("Send simulated one"), QMessageBox::AcceptRole);
    yes->setObjectName(QStringLiteral("notificationsSimulateYes"));
    setButtonKind(yes, ButtonKind::Danger);
    box->setDefaultButton(box->addButton(tr("Do not send"), QMessageBox::RejectRole));
    connect(yes, &QPushButton::clicked, m_simulated, [this, order] { m_simulated->send(order); });
    box->open();
}

// --- words

void NotificationsPage::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslateUi();
}

void NotificationsPage::retranslateUi()
{
    m_header->setTitle(tr("Notifications"));
    m_list->setAccessibleName(tr("Notifications received"));
    m_model->retranslate();
    showState();
    showList();
}

} // namespace paydesk

#include "ui/orders/orderspage.h"

#include "core/base/wording.h"
#include "ui/orders/eventinspector.h"
#include "ui/orders/orderdelegate.h"
#include "ui/orders/orderdetail.h"
#include "ui/orders/orderfilter.h"
#include "ui/orders/orderlistmodel.h"
#include "ui/orders/orderwords.h"
#include "ui/style/buttons.h"
#include "ui/widgets/card.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/noticebar.h"
#include "ui/widgets/pageheader.h"

#include <QAction>
#include <QListView>
#include <QMessageBox>
#include <QPushButton>
#include <QResizeEvent>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace paydesk {

namespace {

    constexpr int threePanesFrom = 1180; // width of the window
    constexpr int figuresBatchMs = 50;
    constexpr int exchangesOfOrder = 200;

    QAction* keyAction(QWidget* owner, const char* name, const QKeySequence& key)
    {
        auto* action = new QAction(owner);
        action->setObjectName(QString::fromLatin1(name));
        action->setShortcut(key);
        owner->addAction(action);
        return action;
    }

    Result<Dossier> readAll(
        const OrderReader& reader, const QByteArray& profile, const QByteArray& number)
    {
        const auto order = reader.find(profile, number);
        const auto events = reader.events(profile, number);
        ExchangeQuery query;
        query.profile = profile;
        query.outTradeNo = number;
        query.limit = exchangesOfOrder;
        const auto exchanges = reader.exchanges(query);
        if (!order || !events || !exchanges)
            return fail(!order ? order.error() : (!events ? events.error() : exchanges.error()));
        return reader.refunds(profile, number).map([&](const QList<Refund>& refunds) {
            return Dossier{*order, *events, *exchanges, refunds};
        });
    }

} // namespace

OrdersPage::OrdersPage(Workbench& bench, Preferences&, QWidget* parent)
    : QWidget(parent)
    , m_bench(bench)
    , m_model(new OrderListModel(bench.store(), this))
    , m_header(new PageHeader(this))
    , m_query(secondaryButton("refresh", this))
    , m_new(primaryButton("plus", this))
    , m_notice(new NoticeBar(this))
    , m_body(new QStackedWidget(this))
    , m_empty(new EmptyState("receipt", m_body))
    , m_splitter(new QSplitter(Qt::Horizontal, m_body))
    , m_filter(new OrderFilter(this))
    , m_listStack(new QStackedWidget(this))
    , m_list(new QListView(this))
    , m_noMatch(new EmptyState("search", this))
    , m_detail(new OrderDetail(this))
    , m_inspector(new EventInspector(this))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(20, 16, 20, 12);
    column->setSpacing(12);
    column->addWidget(m_header);
    column->addWidget(m_notice);
    column->addWidget(m_body, 1);
    buildHeader();
    m_body->addWidget(m_empty);
    m_body->addWidget(m_splitter);
    m_body->setCurrentWidget(m_splitter);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->addWidget(buildList());
    m_splitter->addWidget(m_detail);
    m_splitter->addWidget(m_inspector);
    m_splitter->setStretchFactor(1, 1);
    m_splitter->setStretchFactor(2, 1);
    m_splitter->setSizes({300, 500, 380});
    m_splitter->setMinimumWidth(680);
    m_inspector->hide();
    m_batch.setSingleShot(true);
    m_batch.setInterval(figuresBatchMs);
    joinParts();
    retranslateUi();
    merchantChanged();
}

void OrdersPage::buildHeader()
{
    m_notice->setObjectName(QStringLiteral("ordersNotice"));
    m_query->setObjectName(QStringLiteral("ordersQuery"));
    m_new->setObjectName(QStringLiteral("ordersNew"));
    m_empty->setObjectName(QStringLiteral("ordersEmpty"));
    m_header->addButton(m_query);
    m_header->addButton(m_new);
    m_query->setEnabled(false);
    QAction* query = keyAction(this, "ordersQueryKey", QKeySequence(Qt::Key_F5));
    connect(query, &QAction::triggered, m_query, &QPushButton::click);
    QAction* find = keyAction(this, "ordersFindKey", QKeySequence(QKeySequence::Find));
    connect(find, &QAction::triggered, m_filter, &OrderFilter::focusSearch);
}

QWidget* OrdersPage::buildList()
{
    auto* pane = new QWidget(m_splitter);
    pane->setMinimumWidth(220);
    auto* column = new QVBoxLayout(pane);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addWidget(m_filter);
    auto* card = new Card(pane);
    card->body()->setContentsMargins(1, 1, 1, 4);
    m_list->setObjectName(QStringLiteral("ordersList"));
    setFocusProxy(m_list);
    m_list->setModel(m_model);
    m_list->setItemDelegate(new OrderDelegate(m_list));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setUniformItemSizes(true);
    m_list->setMouseTracking(true);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_noMatch->setObjectName(QStringLiteral("ordersNoMatch"));
    m_listStack->addWidget(m_list);
    m_listStack->addWidget(m_noMatch);
    card->body()->addWidget(m_listStack, 1);
    column->addWidget(card, 1);
    return pane;
}

void OrdersPage::joinParts()
{
    connect(&m_bench, &Workbench::counterChanged, this, &OrdersPage::merchantChanged);
    const OrderStore& store = m_bench.store();
    connect(&store, &OrderStore::changed, this, &OrdersPage::refreshLater);
    connect(&store, &OrderStore::exchanged, this, &OrdersPage::refreshLater);
    connect(&store, &OrderStore::changedElsewhere, this, &OrdersPage::refreshLater);
    connect(&m_batch, &QTimer::timeout, this, [this] {
        readFigures();
        readDossier();
    });
    connect(m_filter, &OrderFilter::changed, this, &OrdersPage::askList);
    connect(m_model, &OrderListModel::answered, this, &OrdersPage::listAnswered);
    connect(m_model, &OrderListModel::failed, this,
        [this](const Failure& failure) { say([this, failure] { m_notice->show(failure); }); });
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this,
        &OrdersPage::orderChosen);
    connect(m_noMatch, &EmptyState::activated, m_filter, &OrderFilter::clear);
    connect(m_empty, &EmptyState::activated, m_new, &QPushButton::click);
    connect(m_new, &QPushButton::clicked, this,
        [this] { emit pageRequested(QStringLiteral("checkout")); });
    connect(m_query, &QPushButton::clicked, this, &OrdersPage::query);
    connect(m_notice, &NoticeBar::actionTriggered, this,
        [this] { emit pageRequested(QStringLiteral("settings")); });
    connect(m_detail, &OrderDetail::signaturesRequested, this,
        [this] { emit signatureRequested(m_current); });
    connect(m_detail, &OrderDetail::closeRequested, this, &OrdersPage::confirmClose);
    connect(m_detail, &OrderDetail::refundRequested, this, &OrdersPage::askRefund);
    connect(m_detail, &OrderDetail::refundQueryRequested, this, &OrdersPage::queryRefunds);
    connect(m_detail, &OrderDetail::exchangeRequested, this, &OrdersPage::exchangeRequested);
    connect(m_detail, &OrderDetail::eventSelected, this, &OrdersPage::showSelectedEvent);
    connect(m_detail, &OrderDetail::eventOpened, this, &OrdersPage::openEvent);
    connect(m_inspector, &EventInspector::backRequested, this, &OrdersPage::backToOrder);
    connect(m_inspector, &EventInspector::exchangeRequested, this, &OrdersPage::exchangeRequested);
    connect(m_inspector, &EventInspector::messageSignatureRequested, this,
        &OrdersPage::messageSignatureRequested);
    connect(
        m_inspector, &EventInspector::referenceRequested, this, &OrdersPage::referenceRequested);
}

// --- the list

void OrdersPage::merchantChanged()
{
    if (m_model->question().profile != m_bench.profile().name) {
        setCurrent({});
        m_notice->dismiss();
    }
    nameNewOrder();
    askList();
    readFigures();
    readDossier();
}

OrderQuery OrdersPage::question() const
{
    OrderQuery query;
    query.profile = m_bench.profile().name;
    m_filter->narrow(&query);
    return query;
}

void OrdersPage::askList()
{
    m_model->ask(question());
}

void OrdersPage::listAnswered()
{
    const bool nothing = m_model->rowCount() == 0;
    m_body->setCurrentWidget(
        nothing && !m_filter->isSet() ? static_cast<QWidget*>(m_empty) : m_splitter);
    m_listStack->setCurrentWidget(nothing ? static_cast<QWidget*>(m_noMatch) : m_list);
    showEmptyWords();
    const QByteArray shown = m_wanted.isEmpty() ? m_current : m_wanted;
    const int row = m_model->rowOf(shown);
    if (row >= 0) {
        m_list->setCurrentIndex(m_model->index(row, 0));
        if (!m_wanted.isEmpty())
            m_list->scrollTo(m_list->currentIndex());
    } else if (!m_wanted.isEmpty() && !m_filter->isSet()) {
        // Older than the first page: its number finds it.
        return m_filter->search(m_wanted);
    } else if (m_current.isEmpty() && !nothing) {
        m_list->setCurrentIndex(m_model->index(0, 0));
    }
    m_wanted.clear();
}

void OrdersPage::openOrder(const QByteArray& outTradeNo)
{
    m_wanted = outTradeNo;
    setCurrent(outTradeNo);
    m_filter->clear();
}

void OrdersPage::queryOrder(const QByteArray& outTradeNo)
{
    openOrder(outTradeNo);
    query();
}

void OrdersPage::orderChosen()
{
    const QModelIndex index = m_list->currentIndex();
    if (index.isValid())
        setCurrent(m_model->order(index.row()).outTradeNo);
}

void OrdersPage::setCurrent(const QByteArray& outTradeNo)
{
    if (outTradeNo == m_current)
        return;
    m_current = outTradeNo;
    m_query->setEnabled(!m_current.isEmpty() && !m_busy);
    backToOrder();
    readDossier();
}

// --- what is read

void OrdersPage::refreshLater()
{
    if (!m_batch.isActive())
        m_batch.start();
}

void OrdersPage::readFigures()
{
    using Both = QPair<DayFigures, DayFigures>;
    const QByteArray profile = m_bench.profile().name;
    const QDateTime midnight = m_bench.clock().now().toLocalTime().date().startOfDay().toUTC();
    m_bench.store().read<Both>(
        this,
        [profile, midnight](const OrderReader& reader) -> Result<Both> {
            const auto today = reader.figures(profile, midnight);
            const auto ever = reader.figures(profile, QDateTime::fromMSecsSinceEpoch(0, Qt::UTC));
            if (!today || !ever)
                return fail(today ? ever.error() : today.error());
            return Both{*today, *ever};
        },
        [this](const Result<Both>& figures) {
            if (!figures)
                return;
            m_today = figures->first;
            m_filter->setTroubleCount(figures->second.trouble);
            showFigures();
        });
}

void OrdersPage::showFigures()
{
    m_header->setState(tr("%n today, %1 received, %2 to check", nullptr, int(m_today.orders))
            .arg(amountText(m_today.paid))
            .arg(m_today.trouble));
}

void OrdersPage::readDossier()
{
    const QByteArray profile = m_bench.profile().name;
    const QByteArray number = m_current;
    if (number.isEmpty()) {
        m_detail->setDossier({}, {});
        return;
    }
    m_bench.store().read<Dossier>(
        this,
        [profile, number](const OrderReader& reader) { return readAll(reader, profile, number); },
        [this, number](const Result<Dossier>& dossier) {
            if (number != m_current)
                return;
            if (dossier)
                m_detail->setDossier(*dossier, m_bench.clock().now().toLocalTime().date());
            else
                say([this, why = dossier.error()] { m_notice->show(why); });
        });
}

// --- the event

void OrdersPage::showSelectedEvent()
{
    const int row = m_detail->currentEvent();
    const Dossier& dossier = m_detail->dossier();
    if (row < 0 || row >= int(dossier.events.size()))
        return m_inspector->clear();
    const OrderEvent& event = dossier.events.at(row);
    const auto found = std::find_if(dossier.exchanges.begin(), dossier.exchanges.end(),
        [&](const Exchange& exchange) { return exchange.id == event.exchangeId; });
    m_inspector->inspect(m_detail->eventTitleAt(row), event,
        found == dossier.exchanges.end() ? std::nullopt : std::optional<Exchange>(*found));
}

/// The chosen message's error before the chosen event's before what is wrong with the order.
std::optional<ErrorName> OrdersPage::errorInSight() const
{
    const Exchange* message = m_detail->messageInSight();
    if (const auto error = message ? errorNameOf(*message) : m_inspector->error())
        return error;
    const std::optional<Order>& order = m_detail->dossier().order;
    return order ? errorNameOf(order->trouble, {}) : std::nullopt;
}

void OrdersPage::openEvent()
{
    m_eventOpen = true;
    arrange();
    m_inspector->setFocus();
}

void OrdersPage::backToOrder()
{
    if (!m_eventOpen)
        return;
    m_eventOpen = false;
    arrange();
    m_detail->focusEvents();
}

void OrdersPage::arrange()
{
    const bool three = window()->width() >= threePanesFrom;
    m_inspector->setBackShown(!three);
    m_inspector->setVisible(three || m_eventOpen);
    m_detail->setVisible(three || !m_eventOpen);
}

void OrdersPage::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    arrange();
}

// --- asking WeChat

void OrdersPage::say(std::function<void()> notice)
{
    m_said = std::move(notice);
    m_said();
}

Counter* OrdersPage::counterOrNotice()
{
    if (Counter* counter = m_bench.counter())
        return counter;
    say([this] {
        m_notice->show(
            {tr("WeChat cannot be asked now."),
                tr("The merchant's API key is not at hand: it is missing, or the vault is "
                   "locked."),
                tr("Unlock the vault or enter the key in the settings.")},
            Tone::Warn, tr("Open settings"));
    });
    return nullptr;
}

void OrdersPage::query()
{
    Counter* counter = m_current.isEmpty() || m_busy ? nullptr : counterOrNotice();
    if (!counter)
        return;
    setBusy(true);
    QueryOrder* query = counter->queryOrder();
    connect(query, &QueryOrder::finished, this, &OrdersPage::queried);
    // A merchant that is changed meanwhile takes its calls along.
    connect(query, &QObject::destroyed, this, [this] { setBusy(false); });
    query->start(m_current);
}

void OrdersPage::queried(const Result<QueryOutcome>& outcome)
{
    setBusy(false);
    say([this, outcome] {
        if (!outcome)
            return m_notice->show(outcome.error());
        const QByteArray said = outcome->fields.value("trade_state");
        const Order& order = outcome->order;
        m_notice->show(
            {tr("WeChat says %1 for the order %2.").arg(oneLine(said), oneLine(order.outTradeNo)),
                tr("Here it is recorded as: %1.").arg(stateWords(order.state).text), {}},
            order.trouble.isEmpty() ? Tone::Ok : Tone::Warn);
    });
}

void OrdersPage::confirmClose()
{
    const Dossier& dossier = m_detail->dossier();
    if (!dossier.order || !counterOrNotice())
        return;
    const bool real = !m_bench.profile().isSandbox();
    auto* box = new QMessageBox(this);
    box->setObjectName(QStringLiteral("ordersCloseConfirm"));
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    box->setIcon(QMessageBox::Question);
    box->setWindowTitle(real ? tr("Close order – REAL merchant") : tr("Close order"));
    const QString what =
        tr("Close the order %1 over %2?")
            .arg(oneLine(dossier.order->outTradeNo), amountText(dossier.order->totalFee));
    box->setText(real ? tr("REAL merchant: %1").arg(what) : what);
    box->setInformativeText(
        tr("It can no longer be paid then, and its number cannot be used again."));
    QPushButton* yes = box->addButton(tr("Close order"), QMessageBox::AcceptRole);
    yes->setObjectName(QStringLiteral("ordersCloseYes"));
    setButtonKind(yes, ButtonKind::Danger);
    QPushButton* no = box->addButton(tr("Keep"), QMessageBox::RejectRole);
    no->setObjectName(QStringLiteral("ordersCloseNo"));
    box->setDefaultButton(no);
    connect(yes, &QPushButton::clicked, this, &OrdersPage::closeOrder);
    box->open();
}

void OrdersPage::closeOrder()
{
    Counter* counter = m_current.isEmpty() || m_busy ? nullptr : counterOrNotice();
    if (!counter)
        return;
    setBusy(true);
    CloseOrder* closing = counter->closeOrder();
    connect(closing, &CloseOrder::finished, this, [this](const Result<Order>& order) {
        setBusy(false);
        say([this, order] {
            if (!order)
                return m_notice->show(order.error());
            m_notice->show(
                {tr("The order %1 is closed.").arg(oneLine(order->outTradeNo)), {}, {}}, Tone::Ok);
        });
    });
    connect(closing, &QObject::destroyed, this, [this] { setBusy(false); });
    closing->start(m_current);
}

void OrdersPage::setBusy(bool busy)
{
    m_busy = busy;
    m_query->setEnabled(!busy && !m_current.isEmpty());
    m_detail->setBusy(busy);
}

// --- words

void OrdersPage::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslateUi();
}

/// With a real merchant an order is no test.
void OrdersPage::nameNewOrder()
{
    const bool sandbox = m_bench.profile().isSandbox();
    const QString newOrder = sandbox ? tr("New test order") : tr("New order");
    m_new->setText(newOrder);
    m_empty->setTexts(sandbox
            ? tr("No orders yet. Place a test order and see the whole course in about 30 seconds.")
            : tr("No orders of this merchant yet."),
        newOrder);
}

void OrdersPage::retranslateUi()
{
    m_header->setTitle(tr("Orders"));
    m_query->setText(tr("Query order"));
    m_query->setToolTip(tr("Ask WeChat about the selected order now (F5)"));
    nameNewOrder();
    m_list->setAccessibleName(tr("Orders"));
    findChild<QAction*>(QStringLiteral("ordersQueryKey"))->setText(tr("Query the selected order"));
    findChild<QAction*>(QStringLiteral("ordersFindKey"))->setText(tr("Find an order"));
    showFigures();
    showEmptyWords();
    if (!m_notice->isHidden())
        m_said();
    m_list->viewport()->update();
}

void OrdersPage::showEmptyWords()
{
    m_noMatch->setTexts(tr("No orders match “%1”.").arg(m_filter->words()), tr("Clear filter"));
}

} // namespace paydesk

#include "ui/orders/orderdetail.h"

#include "ui/orders/eventdelegate.h"
#include "ui/orders/eventmodel.h"
#include "ui/orders/orderexchangemodel.h"
#include "ui/orders/orderfields.h"
#include "ui/orders/orderheader.h"
#include "ui/orders/orderwords.h"
#include "ui/orders/refundmodel.h"
#include "ui/style/buttons.h"
#include "ui/widgets/card.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/readingtable.h"

#include <QAction>
#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QListView>
#include <QPushButton>
#include <QStackedWidget>
#include <QTabWidget>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

namespace paydesk {

namespace {

    QTableView* plainTable(QAbstractItemModel* model, QWidget* parent)
    {
        auto* table = new QTableView(parent);
        table->setModel(model);
        setUpReadingTable(table);
        table->setTextElideMode(Qt::ElideMiddle);
        return table;
    }

} // namespace

OrderDetail::OrderDetail(QWidget* parent)
    : QWidget(parent)
    , m_card(new Card(this))
    , m_stack(new QStackedWidget(this))
    , m_header(new OrderHeader(m_stack))
    , m_tabs(new QTabWidget(m_stack))
    , m_eventModel(new EventModel(this))
    , m_events(new QListView(m_tabs))
    , m_fieldModel(new OrderFieldModel(this))
    , m_comparison(new HintLabel(m_tabs))
    , m_fields(plainTable(m_fieldModel, m_tabs))
    , m_exchangeModel(new OrderExchangeModel(this))
    , m_exchanges(plainTable(m_exchangeModel, m_tabs))
    , m_refundModel(new RefundModel(this))
    , m_refundPage(new QWidget(m_tabs))
    , m_refundTotals(new HintLabel(m_refundPage))
    , m_refundQuery(secondaryButton("refresh", m_refundPage))
    , m_refunds(plainTable(m_refundModel, m_refundPage))
    , m_nothing(new HintLabel(m_stack))
{
    auto* whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->addWidget(m_card);
    auto* page = new QWidget(m_stack);
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(10);
    column->addWidget(m_header);
    column->addWidget(m_tabs, 1);
    m_nothing->setAlignment(Qt::AlignCenter);
    m_nothing->setObjectName(QStringLiteral("ordersNothing"));
    m_stack->addWidget(m_nothing);
    m_stack->addWidget(page);
    m_card->body()->addWidget(m_stack, 1);
    m_tabs->setObjectName(QStringLiteral("ordersTabs"));
    m_tabs->setDocumentMode(true);
    m_tabs->setUsesScrollButtons(true);
    buildEvents();
    buildFields();
    buildExchanges();
    buildRefunds();
    connect(m_header, &OrderHeader::signaturesRequested, this, &OrderDetail::signaturesRequested);
    connect(m_header, &OrderHeader::closeRequested, this, &OrderDetail::closeRequested);
    connect(m_header, &OrderHeader::refundRequested, this, &OrderDetail::refundRequested);
    retranslateUi();
}

void OrderDetail::buildEvents()
{
    m_events->setObjectName(QStringLiteral("ordersEvents"));
    m_events->setModel(m_eventModel);
    m_events->setItemDelegate(new EventDelegate(m_events));
    m_events->setFrameShape(QFrame::NoFrame);
    m_events->setUniformItemSizes(true);
    m_events->setMouseTracking(true);
    m_events->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_events->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_events->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_events->installEventFilter(this);
    m_tabs->addTab(m_events, QString());
    connect(m_events->selectionModel(), &QItemSelectionModel::currentChanged, this,
        &OrderDetail::eventSelected);
    connect(m_events, &QListView::doubleClicked, this, &OrderDetail::eventOpened);
}

void OrderDetail::buildFields()
{
    auto* page = new QWidget(m_tabs);
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 8, 0, 0);
    column->addWidget(m_comparison);
    column->addWidget(m_fields, 1);
    m_comparison->setObjectName(QStringLiteral("ordersComparison"));
    m_fields->setObjectName(QStringLiteral("ordersFields"));
    m_fields->setSelectionBehavior(QAbstractItemView::SelectItems);
    m_fields->horizontalHeader()->setStretchLastSection(true);
    auto* copy = new QAction(m_fields);
    copy->setObjectName(QStringLiteral("ordersCopyFields"));
    copy->setShortcut(QKeySequence::Copy);
    copy->setShortcutContext(Qt::WidgetShortcut);
    m_fields->addAction(copy);
    m_fields->setContextMenuPolicy(Qt::ActionsContextMenu);
    connect(copy, &QAction::triggered, this, &OrderDetail::copyFields);
    m_tabs->addTab(page, QString());
}

void OrderDetail::buildExchanges()
{
    m_exchanges->setObjectName(QStringLiteral("ordersExchanges"));
    m_exchanges->setSelectionMode(QAbstractItemView::SingleSelection);
    m_exchanges->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_exchanges->horizontalHeader()->setSectionResizeMode(
        OrderExchangeModel::Path, QHeaderView::Stretch);
    m_exchanges->installEventFilter(this);
    m_tabs->addTab(m_exchanges, QString());
    connect(m_exchanges, &QTableView::doubleClicked, this, [this](const QModelIndex& index) {
        emit exchangeRequested(m_exchangeModel->exchanges().at(index.row()).id);
    });
}

void OrderDetail::buildRefunds()
{
    auto* column = new QVBoxLayout(m_refundPage);
    column->setContentsMargins(0, 8, 0, 0);
    auto* head = new QHBoxLayout;
    head->addWidget(m_refundTotals, 1);
    head->addWidget(m_refundQuery);
    column->addLayout(head);
    column->addWidget(m_refunds, 1);
    m_refundTotals->setObjectName(QStringLiteral("ordersRefundTotals"));
    m_refundQuery->setObjectName(QStringLiteral("ordersRefundQuery"));
    m_refunds->setObjectName(QStringLiteral("ordersRefunds"));
    m_refunds->setSelectionMode(QAbstractItemView::SingleSelection);
    m_refunds->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_refunds->horizontalHeader()->setSectionResizeMode(RefundModel::Number, QHeaderView::Stretch);
    m_tabs->addTab(m_refundPage, QString());
    connect(m_refundQuery, &QPushButton::clicked, this, &OrderDetail::refundQueryRequested);
}

/// The tab is there as soon as there is something in it.
void OrderDetail::showRefunds(const QDate& today)
{
    const QList<Refund>& refunds = m_dossier.refunds;
    m_refundModel->setRefunds(refunds, today);
    m_tabs->setTabVisible(m_tabs->indexOf(m_refundPage), !refunds.isEmpty());
}

void OrderDetail::showRefundTotals()
{
    const RefundTotals totals = totalsOf(m_dossier.refunds);
    const Fen total = m_dossier.order ? m_dossier.order->totalFee : Fen{};
    m_refundTotals->setText(tr("Returned %1 of %2, left to refund %3")
            .arg(amountText(totals.refunded), amountText(total),
                amountText({std::max<qint64>(total.value - totals.committed.value, 0)})));
}

void OrderDetail::setDossier(const Dossier& dossier, const QDate& today)
{
    const bool same = m_dossier.order && dossier.order
        && m_dossier.order->outTradeNo == dossier.order->outTradeNo;
    m_dossier = dossier;
    m_stack->setCurrentIndex(dossier.order ? 1 : 0);
    if (!same) // numbers of another order's events must not look like these
        m_eventModel->setEvents({}, today);
    m_eventModel->setEvents(dossier.events, today);
    m_exchangeModel->setExchanges(dossier.exchanges, today);
    showRefunds(today);
    if (dossier.order) {
        const std::optional<Parameters> answer = lastQueryAnswer(dossier.exchanges);
        m_header->setOrder(*dossier.order, totalsOf(dossier.refunds));
        m_fieldModel->setRows(orderFields(*dossier.order, answer), answer.has_value());
        if (!same || m_fields->columnWidth(OrderFieldModel::Name) < 130) {
            m_fields->setColumnWidth(OrderFieldModel::Name, 140);
            m_fields->setColumnWidth(OrderFieldModel::Ours, 200);
        }
    }
    retranslateUi();
    if (!same || currentEvent() == m_suggested)
        selectSomething();
    emit eventSelected();
}

void OrderDetail::setBusy(bool busy)
{
    m_header->setBusy(busy);
    m_refundQuery->setEnabled(!busy);
}

int OrderDetail::currentEvent() const
{
    const QModelIndex current = m_events->currentIndex();
    return current.isValid() ? current.row() : -1;
}

const Exchange* OrderDetail::messageInSight() const
{
    const QModelIndex current = m_exchanges->currentIndex();
    return m_exchanges->isVisible() && current.isValid()
        ? &m_exchangeModel->exchanges().at(current.row())
        : nullptr;
}

QString OrderDetail::eventTitleAt(int row) const
{
    return m_eventModel->title(row);
}

void OrderDetail::focusEvents()
{
    m_events->setFocus();
}

/// A newly opened order shows the event most worth a look: its last notification, else the first.
void OrderDetail::selectSomething()
{
    m_suggested = -1;
    if (m_dossier.events.isEmpty())
        return;
    const auto& events = m_dossier.events;
    const auto last = std::find_if(events.crbegin(), events.crend(),
        [](const OrderEvent& event) { return event.kind == OrderEvent::Kind::Notification; });
    m_suggested = last == events.crend() ? 0 : int(events.crend() - last) - 1;
    m_events->setCurrentIndex(m_eventModel->index(m_suggested));
}

void OrderDetail::copyFields() const
{
    QStringList lines;
    QModelIndexList chosen = m_fields->selectionModel()->selectedIndexes();
    std::sort(chosen.begin(), chosen.end());
    for (const QModelIndex& index : std::as_const(chosen))
        lines << index.data(OrderFieldModel::CopyRole).toString();
    QGuiApplication::clipboard()->setText(lines.join(u'\n'));
}

bool OrderDetail::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const int key = static_cast<QKeyEvent*>(event)->key();
    if (key != Qt::Key_Return && key != Qt::Key_Enter)
        return QWidget::eventFilter(watched, event);
    const QModelIndex exchange = m_exchanges->currentIndex();
    if (watched == m_events)
        emit eventOpened();
    else if (exchange.isValid())
        emit exchangeRequested(m_exchangeModel->exchanges().at(exchange.row()).id);
    return true;
}

void OrderDetail::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() != QEvent::LanguageChange)
        return;
    retranslateUi();
    m_eventModel->retranslate();
    m_fieldModel->retranslate();
    m_exchangeModel->retranslate();
    m_refundModel->retranslate();
    emit eventSelected();
}

void OrderDetail::retranslateUi()
{
    m_nothing->setText(tr("Choose an order in the list."));
    m_tabs->setTabText(0, tr("Timeline"));
    m_tabs->setTabText(1, tr("Fields"));
    m_tabs->setTabText(2, tr("Messages %1").arg(m_dossier.exchanges.size()));
    m_tabs->setTabText(
        m_tabs->indexOf(m_refundPage), tr("Refunds %1").arg(m_dossier.refunds.size()));
    m_refundQuery->setText(tr("Refund query"));
    m_refunds->setAccessibleName(tr("Refunds"));
    showRefundTotals();
    m_events->setAccessibleName(tr("Timeline"));
    m_fields->setAccessibleName(tr("Fields"));
    m_exchanges->setAccessibleName(tr("Messages"));
    m_fields->actions().constFirst()->setText(tr("Copy"));
    const int differences = m_fieldModel->differences();
    if (m_fieldModel->columnCount() < OrderFieldModel::ColumnCount)
        m_comparison->setText(tr("WeChat was not asked about this order yet."));
    else if (differences == 0)
        m_comparison->setText(tr("WeChat's last answer agrees with what is recorded here."));
    else
        m_comparison->setText(
            tr("%n field(s) differ from WeChat's last answer.", nullptr, differences));
    m_comparison->setTone(differences == 0 ? Tone::Neutral : Tone::Bad);
}

} // namespace paydesk

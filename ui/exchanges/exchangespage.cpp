#include "ui/exchanges/exchangespage.h"

#include "core/base/redact.h"
#include "ui/exchanges/curl.h"
#include "ui/exchanges/exchangefeed.h"
#include "ui/exchanges/exchangefilter.h"
#include "ui/exchanges/exchangemodel.h"
#include "ui/exchanges/messagepair.h"
#include "ui/exchanges/tailscroll.h"
#include "ui/reference/lookupbutton.h"
#include "ui/replay/replaydialog.h"
#include "ui/style/buttons.h"
#include "ui/style/glyph.h"
#include "ui/widgets/card.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/noticebar.h"
#include "ui/widgets/pageheader.h"
#include "ui/widgets/readingtable.h"
#include "ui/widgets/tonedelegate.h"

#include <QAction>
#include <QButtonGroup>
#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLineEdit>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace paydesk {

namespace {

    constexpr qsizetype longestWhy = 600;
    constexpr int exchangeRowHeight = 28;
    constexpr int farthest = 20'000; // rows that are read to find one

    Chip* chipOf(const QButtonGroup* group, int id)
    {
        return static_cast<Chip*>(group->button(id));
    }

} // namespace

ExchangesPage::ExchangesPage(Workbench& bench, Preferences&, QWidget* parent)
    : QWidget(parent)
    , m_bench(bench)
    , m_model(new ExchangeModel(this))
    , m_filter(new ExchangeFilter(*m_model, this))
    , m_feed(new ExchangeFeed(bench, *m_model, {}, this))
    , m_header(new PageHeader(this))
    , m_pause(secondaryButton("pause", this))
    , m_notice(new NoticeBar(this))
    , m_search(new QLineEdit(this))
    , m_chips(new QButtonGroup(this))
    , m_body(new QStackedWidget(this))
    , m_empty(new EmptyState("activity", m_body))
    , m_splitter(new QSplitter(Qt::Vertical, this))
    , m_listStack(new QStackedWidget(this))
    , m_table(new QTableView(m_listStack))
    , m_noMatch(new EmptyState("filter", m_listStack))
    , m_why(new HintLabel(this))
    , m_messages(new MessagePair(this))
    , m_lookup(new LookupButton(this))
    , m_signature(secondaryButton("signature", this))
    , m_compare(secondaryButton("scale", this))
    , m_said(new HintLabel(this))
    , m_curl(secondaryButton("terminal", this))
    , m_order(secondaryButton("external", this))
    , m_replay(secondaryButton("refresh", this))
    , m_pauseKey(new QAction(this))
    , m_findKey(new QAction(this))
    , m_compareKey(new QAction(this))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(20, 16, 20, 12);
    column->setSpacing(12);
    column->addWidget(m_header);
    column->addWidget(m_notice);
    column->addWidget(m_body, 1);
    buildHeader();
    auto* full = new QWidget(m_body);
    auto* rows = new QVBoxLayout(full);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(10);
    rows->addWidget(buildFilter());
    rows->addWidget(m_splitter, 1);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setHandleWidth(12);
    m_splitter->addWidget(buildTable());
    m_splitter->addWidget(buildDetail());
    m_splitter->setSizes({300, 430});
    m_body->addWidget(m_empty);
    m_body->addWidget(full);
    m_body->setCurrentWidget(full);
    addKeys();
    joinParts();
    retranslateUi();
    showExchange(std::nullopt);
}

void ExchangesPage::buildHeader()
{
    m_header->addButton(m_pause);
    m_pause->setCheckable(true);
    m_pause->setObjectName(QStringLiteral("exchangesPause"));
    m_notice->setObjectName(QStringLiteral("exchangesNotice"));
    m_empty->setObjectName(QStringLiteral("exchangesEmpty"));
}

QWidget* ExchangesPage::buildFilter()
{
    auto* line = new QWidget(this);
    auto* row = new QHBoxLayout(line);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    m_search->setObjectName(QStringLiteral("exchangesSearch"));
    m_search->setClearButtonEnabled(true);
    m_search->addAction(glyph("search", &Tokens::text2), QLineEdit::LeadingPosition);
    row->addWidget(m_search, 1);
    constexpr const char* names[ExchangeFilter::WhichCount] = {
        "exchangesAll", "exchangesSent", "exchangesReceived", "exchangesTroubled"};
    for (int which = 0; which < ExchangeFilter::WhichCount; ++which) {
        auto* chip = new Chip(line);
        chip->setObjectName(QString::fromLatin1(names[which]));
        m_chips->addButton(chip, which);
        row->addWidget(chip);
    }
    m_chips->button(ExchangeFilter::All)->setChecked(true);
    return line;
}

QWidget* ExchangesPage::buildTable()
{
    m_table->setObjectName(QStringLiteral("exchangesTable"));
    setFocusProxy(m_table);
    m_table->setModel(m_filter);
    m_table->setItemDelegate(new ToneDelegate(m_table));
    m_table->setColumnHidden(ExchangeModel::Notice, true);
    setUpReadingTable(m_table, exchangeRowHeight);
    m_table->setAlternatingRowColors(true);
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    QHeaderView* header = m_table->horizontalHeader();
    constexpr int widths[] = {130, 44, 66, 240, 60, 200, 92, 92};
    for (int i = 0; i < int(std::size(widths)); ++i)
        m_table->setColumnWidth(i, widths[i]);
    header->setSectionResizeMode(ExchangeModel::Outcome, QHeaderView::Stretch);
    m_scroll = new TailScroll(*m_table, *m_feed);
    m_noMatch->setObjectName(QStringLiteral("exchangesNoMatch"));
    m_listStack->addWidget(m_table);
    m_listStack->addWidget(m_noMatch);
    auto* card = new Card(m_splitter);
    card->body()->setContentsMargins(1, 4, 1, 4);
    card->body()->addWidget(m_listStack);
    card->setMinimumHeight(120);
    return card;
}

QWidget* ExchangesPage::buildDetail()
{
    auto* detail = new QWidget(m_splitter);
    auto* column = new QVBoxLayout(detail);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addWidget(m_why);
    column->addWidget(m_messages, 1);
    auto* actions = new QHBoxLayout;
    actions->setSpacing(8);
    actions->addWidget(m_lookup);
    actions->addWidget(m_signature);
    actions->addWidget(m_compare);
    actions->addWidget(m_said, 1);
    actions->addWidget(m_replay);
    actions->addWidget(m_curl);
    actions->addWidget(m_order);
    column->addLayout(actions);
    m_why->setObjectName(QStringLiteral("exchangesWhy"));
    m_lookup->setObjectName(QStringLiteral("exchangesLookup"));
    m_signature->setObjectName(QStringLiteral("exchangesSignature"));
    m_compare->setObjectName(QStringLiteral("exchangesCompare"));
    m_compare->hide();
    m_said->setObjectName(QStringLiteral("exchangesSaid"));
    m_curl->setObjectName(QStringLiteral("exchangesCurl"));
    m_order->setObjectName(QStringLiteral("exchangesOrder"));
    m_replay->setObjectName(QStringLiteral("exchangesReplay"));
    return detail;
}

void ExchangesPage::addKeys()
{
    m_pauseKey->setObjectName(QStringLiteral("exchangesPauseKey"));
    m_pauseKey->setShortcut(QKeySequence(Qt::Key_P));
    m_pauseKey->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    m_findKey->setObjectName(QStringLiteral("exchangesFindKey"));
    m_findKey->setShortcut(QKeySequence(QKeySequence::Find));
    m_compareKey->setObjectName(QStringLiteral("exchangesCompareKey"));
    m_compareKey->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_D));
    addActions({m_pauseKey, m_findKey, m_compareKey});
    connect(m_compareKey, &QAction::triggered, this, &ExchangesPage::compareSelected);
    connect(m_pauseKey, &QAction::triggered, m_pause, &QPushButton::click);
    connect(m_findKey, &QAction::triggered, this, [this] {
        m_search->setFocus();
        m_search->selectAll();
    });
}

void ExchangesPage::joinParts()
{
    connect(m_pause, &QPushButton::toggled, this, &ExchangesPage::togglePause);
    connect(m_search, &QLineEdit::textChanged, this, &ExchangesPage::filter);
    connect(m_chips, &QButtonGroup::idClicked, this, &ExchangesPage::filter);
    connect(m_feed, &ExchangeFeed::restarted, this, &ExchangesPage::restarted);
    connect(m_feed, &ExchangeFeed::loaded, this, &ExchangesPage::loaded);
    connect(m_feed, &ExchangeFeed::waitingChanged, this, &ExchangesPage::showState);
    connect(m_feed, &ExchangeFeed::failed, this,
        [this](const Failure& failure) { m_notice->show(failure); });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
        &ExchangesPage::chosen);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
        [this] { m_compare->setVisible(selected().size() == 2); });
    connect(m_compare, &QPushButton::clicked, this, &ExchangesPage::compareSelected);
    connect(m_empty, &EmptyState::activated, this,
        [this] { emit pageRequested(QStringLiteral("checkout")); });
    connect(m_noMatch, &EmptyState::activated, this, &ExchangesPage::clearFilter);
    connect(m_lookup, &LookupButton::referenceRequested, this, &ExchangesPage::referenceRequested);
    connect(m_curl, &QPushButton::clicked, this, &ExchangesPage::copyCurl);
    connect(m_replay, &QPushButton::clicked, this, &ExchangesPage::replay);
    connect(m_order, &QPushButton::clicked, this, [this] {
        if (m_exchange)
            emit orderRequested(m_exchange->outTradeNo);
    });
    connect(m_signature, &QPushButton::clicked, this, [this] {
        if (m_exchange)
            emit messageSignatureRequested(signedBody(*m_exchange), m_exchange->outTradeNo);
    });
}

// --- the list

void ExchangesPage::restarted()
{
    m_wanted = m_asked = 0;
    nameNewOrder();
    showExchange(std::nullopt);
}

void ExchangesPage::loaded()
{
    showCounts();
    showList();
    if (m_wanted != 0) {
        const QModelIndex index = m_filter->indexOf(m_wanted);
        if (index.isValid())
            select(index);
        else if (m_wanted < m_model->oldest() && m_model->rowCount() < farthest)
            m_feed->loadOlder();
    } else if (!m_table->currentIndex().isValid() && !m_exchange) {
        select(m_filter->index(m_filter->rowCount() - 1, 0));
    }
}

void ExchangesPage::select(const QModelIndex& index)
{
    if (!index.isValid())
        return;
    const bool wanted = std::exchange(m_wanted, 0) != 0;
    m_table->setCurrentIndex(index);
    if (wanted)
        m_table->scrollTo(index, QAbstractItemView::PositionAtCenter);
}

void ExchangesPage::openExchange(qint64 id)
{
    m_wanted = id;
    m_pause->setChecked(false);
    clearFilter();
    read(id);
    loaded();
}

void ExchangesPage::filter()
{
    m_filter->setText(m_search->text());
    m_filter->setWhich(ExchangeFilter::Which(m_chips->checkedId()));
    showList();
    m_scroll->fill();
    if (const QModelIndex current = m_table->currentIndex(); current.isValid())
        m_table->scrollTo(current);
    else
        m_table->scrollToBottom();
}

void ExchangesPage::clearFilter()
{
    m_chips->button(ExchangeFilter::All)->setChecked(true);
    m_search->clear();
    filter();
}

void ExchangesPage::showCounts()
{
    const QString form = m_feed->hasOlder() ? QStringLiteral("%1+") : QStringLiteral("%1");
    const auto said = [&](ExchangeFilter::Which which) { return form.arg(m_filter->count(which)); };
    chipOf(m_chips, ExchangeFilter::All)->setText(tr("All %1").arg(said(ExchangeFilter::All)));
    chipOf(m_chips, ExchangeFilter::Sent)->setText(tr("Sent %1").arg(said(ExchangeFilter::Sent)));
    chipOf(m_chips, ExchangeFilter::Received)
        ->setText(tr("Received %1").arg(said(ExchangeFilter::Received)));
    chipOf(m_chips, ExchangeFilter::Troubled)
        ->setText(tr("In error %1").arg(said(ExchangeFilter::Troubled)));
}

void ExchangesPage::showList()
{
    m_body->setCurrentIndex(m_model->rowCount() == 0 ? 0 : 1);
    const bool none = m_filter->rowCount() == 0;
    m_listStack->setCurrentWidget(none ? static_cast<QWidget*>(m_noMatch) : m_table);
}

void ExchangesPage::showState()
{
    if (!m_feed->isPaused())
        m_header->setState(tr("Every byte in and out of Paydesk; keys are hidden"));
    else
        m_header->setState(tr("Paused; %n new wait", nullptr, m_feed->waiting()));
    m_pause->setText(m_feed->isPaused() ? tr("Go on") : tr("Pause"));
    m_pause->setIcon(glyph(m_feed->isPaused() ? "play" : "pause"));
}

void ExchangesPage::togglePause()
{
    m_feed->setPaused(m_pause->isChecked());
}

// --- the exchange

void ExchangesPage::chosen()
{
    const QModelIndex index = m_table->currentIndex();
    if (!index.isValid())
        return;
    m_wanted = 0;
    read(m_filter->row(index).id);
}

void ExchangesPage::read(qint64 id)
{
    m_asked = id;
    if (m_exchange && m_exchange->id == id)
        return;
    using Found = std::optional<Exchange>;
    m_bench.store().read<Found>(
        this, [id](const OrderReader& reader) { return reader.exchange(id); },
        [this, id](const Result<Found>& found) {
            if (id != m_asked)
                return;
            if (found)
                showExchange(*found);
            else
                m_notice->show(found.error());
        });
}

void ExchangesPage::showExchange(const std::optional<Exchange>& exchange)
{
    m_exchange = exchange;
    m_said->clear();
    const bool explained = exchange && !exchange->why.isEmpty();
    m_why->setVisible(explained);
    if (explained)
        m_why->setText(tr("The sandbox says why: %1").arg(oneLine(exchange->why.left(longestWhy))));
    m_lookup->setError(exchange ? errorNameOf(*exchange) : std::nullopt);
    m_curl->setEnabled(exchange.has_value());
    m_order->setVisible(exchange && !exchange->outTradeNo.isEmpty());
    m_replay->setVisible(exchange && ReplayDialog::fits(*exchange));
    m_signature->setVisible(exchange && !signedBody(*exchange).isEmpty());
    if (exchange)
        m_messages->show(*exchange);
    else
        m_messages->clear();
}

/// From the oldest to the newest.
QList<qint64> ExchangesPage::selected() const
{
    QList<qint64> ids;
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    for (const QModelIndex& index : rows)
        ids.append(m_filter->row(index).id);
    std::sort(ids.begin(), ids.end());
    return ids;
}

void ExchangesPage::compareSelected()
{
    const QList<qint64> ids = selected();
    if (ids.size() == 2)
        emit comparisonRequested(ids.first(), ids.last());
    else
        m_said->setText(tr("Select two exchanges to compare them: Ctrl and a click."));
}

std::optional<ErrorName> ExchangesPage::errorInSight() const
{
    return m_lookup->error();
}

QByteArray ExchangesPage::listenerBase() const
{
    Counter* counter = m_bench.counter();
    const QByteArray url = counter ? counter->desk().url() : QByteArray();
    if (!url.isEmpty())
        return url.left(url.lastIndexOf('/'));
    return "http://127.0.0.1:" + QByteArray::number(m_bench.options().listenerPort);
}

void ExchangesPage::copyCurl()
{
    if (!m_exchange)
        return;
    const QByteArray command = curlCommand(*m_exchange, listenerBase());
    QGuiApplication::clipboard()->setText(QString::fromUtf8(command));
    m_said->setText(command.contains(redactedMark)
            ? tr("Copied. Where a secret stood, the command has *** in its place.")
            : tr("Copied."));
}

void ExchangesPage::replay()
{
    Counter* counter = m_bench.counter();
    if (counter && m_exchange)
        (new ReplayDialog(m_bench, *counter, *m_exchange, MessageEditor::AsItCame, this))->show();
    else
        emit pageRequested(QStringLiteral("settings"));
}

// --- words

void ExchangesPage::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslateUi();
}

/// With a real merchant an order is no test.
void ExchangesPage::nameNewOrder()
{
    if (m_bench.profile().isSandbox())
        m_empty->setTexts(
            tr("Nothing sent or received yet. A test order shows every message of a payment."),
            tr("New test order"));
    else
        m_empty->setTexts(tr("Nothing sent or received yet."), tr("New order"));
}

void ExchangesPage::retranslateUi()
{
    m_header->setTitle(tr("Exchanges"));
    m_search->setPlaceholderText(tr("Path, order no., result"));
    m_search->setAccessibleName(tr("Search exchanges"));
    m_table->setAccessibleName(tr("Exchanges"));
    nameNewOrder();
    m_noMatch->setTexts(tr("No exchange matches this filter."), tr("Clear filter"));
    m_pause->setToolTip(tr("Hold new exchanges back (P)"));
    m_signature->setText(tr("See its signature"));
    m_curl->setText(tr("Copy as cURL"));
    m_replay->setText(tr("Send again…"));
    m_order->setText(tr("Open its order"));
    m_pauseKey->setText(tr("Pause or go on"));
    m_findKey->setText(tr("Find an exchange"));
    m_compareKey->setText(tr("Compare two selected exchanges"));
    m_compare->setText(tr("Compare the two"));
    m_said->clear();
    m_model->retranslate();
    showCounts();
    showState();
    if (m_exchange)
        showExchange(m_exchange);
}

} // namespace paydesk

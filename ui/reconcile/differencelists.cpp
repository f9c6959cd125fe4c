#include "ui/reconcile/differencelists.h"

#include "ui/reconcile/differencemodel.h"
#include "ui/widgets/card.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/readingtable.h"
#include "ui/widgets/tonedelegate.h"

#include <QEvent>
#include <QHeaderView>
#include <QLocale>
#include <QStackedWidget>
#include <QTabWidget>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

namespace paydesk {

namespace {

    constexpr int differenceRowHeight = 28;
    constexpr int billTimeWidth = 88;
    constexpr int billTimeAndDayWidth = 132;
    constexpr int roomForTransaction = 800;
    constexpr int roomForTransactionAmongDifferences = 1180;
    constexpr MatchList allLists[] = {
        MatchList::OnlyOurs, MatchList::OnlyTheirs, MatchList::Differs};
    constexpr const char* tableNames[] = {
        "reconcileOnlyOurs", "reconcileOnlyTheirs", "reconcileDiffers"};

    QTableView* differenceTable(DifferenceModel* model, QWidget* parent)
    {
        auto* table = new QTableView(parent);
        table->setModel(model);
        table->setItemDelegate(new ToneDelegate(table));
        setUpReadingTable(table, differenceRowHeight);
        table->setAlternatingRowColors(true);
        table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
        table->setTextElideMode(Qt::ElideMiddle);
        table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
        QHeaderView* header = table->horizontalHeader();
        constexpr int widths[] = {billTimeWidth, 200, 250, 150, 84, 110, 84, 120, 60};
        static_assert(std::size(widths) == DifferenceModel::ColumnCount);
        for (int i = 0; i < int(std::size(widths)); ++i)
            table->setColumnWidth(i, widths[i]);
        header->setSectionResizeMode(DifferenceModel::Number, QHeaderView::Stretch);
        return table;
    }

    /// Whether the rows fall on more than one day of this computer's time.
    bool hasManyDays(const MatchReport& report)
    {
        constexpr int secondsOfBeijing = 8 * 3600;
        const QDateTime begin(report.first, QTime(0, 0), Qt::OffsetFromUTC, secondsOfBeijing);
        return report.first != report.last
            || begin.toLocalTime().offsetFromUtc() != secondsOfBeijing;
    }

} // namespace

DifferenceLists::DifferenceLists(BillMatch& match, QWidget* parent)
    : QWidget(parent)
    , m_tabs(new QTabWidget(this))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    auto* card = new Card(this);
    card->body()->setContentsMargins(1, 4, 1, 4);
    card->body()->addWidget(m_tabs, 1);
    column->addWidget(card);
    m_tabs->setObjectName(QStringLiteral("reconcileTabs"));
    m_tabs->setDocumentMode(true);
    for (const MatchList list : allLists)
        build(list, match);
    connect(m_tabs, &QTabWidget::currentChanged, this, &DifferenceLists::currentChanged);
    retranslateUi();
}

void DifferenceLists::build(MatchList which, BillMatch& match)
{
    List& list = m_lists[std::size_t(which)];
    list.stack = new QStackedWidget(m_tabs);
    list.model = new DifferenceModel(match, which, this);
    list.table = differenceTable(list.model, list.stack);
    list.table->setObjectName(QString::fromLatin1(tableNames[int(which)]));
    list.none = new EmptyState("check-circle", list.stack);
    list.none->setObjectName(QString::fromLatin1(tableNames[int(which)]) + QStringLiteral("None"));
    list.stack->addWidget(list.none);
    list.stack->addWidget(list.table);
    m_tabs->addTab(list.stack, QString());
    // What the list itself says of every row needs no column.
    if (which != MatchList::Differs)
        list.table->setColumnHidden(DifferenceModel::Reason, true);
    if (which == MatchList::OnlyOurs) {
        for (const int column :
            {DifferenceModel::Kind, DifferenceModel::Theirs, DifferenceModel::Line})
            list.table->setColumnHidden(column, true);
    }
    if (which == MatchList::OnlyTheirs) {
        for (const int column : {DifferenceModel::Here, DifferenceModel::Ours})
            list.table->setColumnHidden(column, true);
    }
    join(list);
}

void DifferenceLists::join(const List& list) const
{
    connect(list.table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
        &DifferenceLists::currentChanged);
    connect(list.model, &QAbstractItemModel::dataChanged, this, &DifferenceLists::currentChanged);
    connect(list.model, &DifferenceModel::failed, this, &DifferenceLists::failed);
    // Enter, and a double click.
    connect(list.table, &QTableView::activated, this, &DifferenceLists::opened);
}

void DifferenceLists::setReport(const MatchReport& report)
{
    m_counts = report.found;
    const bool manyDays = hasManyDays(report);
    int first = -1;
    for (int i = 0; i < matchLists; ++i) {
        const List& list = m_lists[std::size_t(i)];
        list.model->setRows(m_counts[std::size_t(i)], manyDays);
        list.table->setColumnWidth(
            DifferenceModel::Time, manyDays ? billTimeAndDayWidth : billTimeWidth);
        list.stack->setCurrentWidget(
            list.model->rowCount() > 0 ? static_cast<QWidget*>(list.table) : list.none);
        if (list.model->rowCount() > 0) {
            list.table->setCurrentIndex(list.model->index(0, DifferenceModel::Number));
            first = first < 0 ? i : first;
        }
    }
    m_tabs->setCurrentIndex(std::max(first, 0));
    setFocusProxy(inFront().table);
    retranslateUi();
    emit currentChanged();
}

void DifferenceLists::clear()
{
    setReport({});
}

const DifferenceLists::List& DifferenceLists::inFront() const
{
    return m_lists[std::size_t(std::max(m_tabs->currentIndex(), 0))];
}

const Difference* DifferenceLists::current() const
{
    const List& list = inFront();
    const QModelIndex index = list.table->currentIndex();
    return index.isValid() ? list.model->row(index.row()) : nullptr;
}

void DifferenceLists::hideColumns()
{
    for (const MatchList which : allLists) {
        const int room =
            which == MatchList::Differs ? roomForTransactionAmongDifferences : roomForTransaction;
        m_lists[std::size_t(which)].table->setColumnHidden(
            DifferenceModel::Transaction, width() < room);
    }
}

void DifferenceLists::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    hideColumns();
}

void DifferenceLists::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        for (const List& list : m_lists)
            list.model->retranslate();
        retranslateUi();
    }
}

void DifferenceLists::retranslateUi()
{
    const std::array<QString, matchLists> titles{
        tr("Only in the history"), tr("Only in the bill"), tr("Different")};
    const std::array<QString, matchLists> nothing{
        tr("Every order that was paid here stands in the bill."),
        tr("The history knows every order of the bill."),
        tr("Whatever both have says the same in both.")};
    for (int i = 0; i < matchLists; ++i) {
        const auto at = std::size_t(i);
        m_tabs->setTabText(i, titles[at] + u' ' + QLocale::c().toString(m_counts[at]));
        m_lists[at].table->setAccessibleName(titles[at]);
        m_lists[at].none->setTexts(nothing[at]);
    }
}

} // namespace paydesk

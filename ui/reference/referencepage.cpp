#include "ui/reference/referencepage.h"

#include "ui/reference/referencedetail.h"
#include "ui/reference/referencemodel.h"
#include "ui/reference/referencerow.h"
#include "ui/style/glyph.h"
#include "ui/widgets/card.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/pageheader.h"
#include "ui/widgets/readingtable.h"
#include "ui/widgets/tonedelegate.h"

#include <QAction>
#include <QButtonGroup>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QSplitter>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>

namespace paydesk {

namespace {

    constexpr int anyReaction = -2; // -1 would let the group choose a number
    constexpr int referenceRowHeight = 30;
    constexpr int roomForPlaces = 640;
    constexpr Reaction reactions[] = {Reaction::Correct, Reaction::SendAgain, Reaction::Query,
        Reaction::NewNumber, Reaction::Nothing};

} // namespace

ReferencePage::ReferencePage(QWidget* parent)
    : QWidget(parent)
    , m_model(new ReferenceModel(this))
    , m_filter(new ReferenceFilter(*m_model, this))
    , m_header(new PageHeader(this))
    , m_search(new QLineEdit(this))
    , m_chips(new QButtonGroup(this))
    , m_splitter(new QSplitter(Qt::Horizontal, this))
    , m_stack(new QStackedWidget(this))
    , m_table(new QTableView(m_stack))
    , m_none(new EmptyState("search", m_stack))
    , m_detail(new ReferenceDetail(this))
    , m_findKey(new QAction(this))
    , m_copyKey(new QAction(this))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(20, 16, 20, 12);
    column->setSpacing(12);
    column->addWidget(m_header);
    column->addWidget(buildFilter());
    column->addWidget(m_splitter, 1);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setHandleWidth(12);
    m_splitter->addWidget(buildTable());
    m_splitter->addWidget(m_detail);
    m_splitter->setStretchFactor(0, 1);
    m_splitter->setSizes({800, 340});
    m_detail->setMinimumWidth(280);
    addKeys();
    setFocusProxy(m_search);
    retranslateUi();
    filter();
}

QWidget* ReferencePage::buildFilter()
{
    auto* line = new QWidget(this);
    auto* row = new QHBoxLayout(line);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    m_search->setObjectName(QStringLiteral("referenceSearch"));
    m_search->setClearButtonEnabled(true);
    m_search->addAction(glyph("search", &Tokens::text2), QLineEdit::LeadingPosition);
    m_search->installEventFilter(this);
    row->addWidget(m_search, 1);
    auto* all = new Chip(line);
    all->setObjectName(QStringLiteral("referenceAll"));
    all->setChecked(true);
    m_chips->addButton(all, anyReaction);
    row->addWidget(all);
    for (const Reaction reaction : reactions) {
        auto* chip = new Chip(line);
        chip->setObjectName(QStringLiteral("referenceReaction%1").arg(int(reaction)));
        m_chips->addButton(chip, int(reaction));
        row->addWidget(chip);
    }
    connect(m_search, &QLineEdit::textChanged, this, &ReferencePage::filter);
    connect(m_chips, &QButtonGroup::idClicked, this, &ReferencePage::filter);
    return line;
}

QWidget* ReferencePage::buildTable()
{
    m_table->setObjectName(QStringLiteral("referenceTable"));
    m_table->setModel(m_filter);
    m_table->setItemDelegate(new ToneDelegate(m_table));
    m_table->installEventFilter(this);
    setUpReadingTable(m_table, referenceRowHeight);
    m_table->setAlternatingRowColors(true);
    m_table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    QHeaderView* header = m_table->horizontalHeader();
    m_table->setColumnWidth(ReferenceModel::Code, 200);
    m_table->setColumnWidth(ReferenceModel::Places, 160);
    header->setSectionResizeMode(ReferenceModel::Next, QHeaderView::ResizeToContents);
    header->setSectionResizeMode(ReferenceModel::Meaning, QHeaderView::Stretch);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
        &ReferencePage::showChosen);
    m_none->setObjectName(QStringLiteral("referenceNone"));
    connect(m_none, &EmptyState::activated, this, [this] {
        clearFilter();
        m_search->setFocus();
    });
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_none);
    auto* card = new Card(m_splitter);
    card->body()->setContentsMargins(1, 4, 1, 4);
    card->body()->addWidget(m_stack);
    card->setMinimumWidth(380);
    return card;
}

void ReferencePage::addKeys()
{
    m_findKey->setObjectName(QStringLiteral("referenceFindKey"));
    m_findKey->setShortcut(QKeySequence(QKeySequence::Find));
    connect(m_findKey, &QAction::triggered, this, [this] {
        m_search->setFocus();
        m_search->selectAll();
    });
    addAction(m_findKey);
    m_copyKey->setObjectName(QStringLiteral("referenceCopyKey"));
    m_copyKey->setShortcut(QKeySequence(QKeySequence::Copy));
    m_copyKey->setShortcutContext(Qt::WidgetShortcut);
    connect(m_copyKey, &QAction::triggered, m_detail, &ReferenceDetail::copy);
    m_table->addAction(m_copyKey);
    m_table->setContextMenuPolicy(Qt::ActionsContextMenu);
}

void ReferencePage::filter()
{
    const int chosen = m_chips->checkedId();
    m_filter->setReaction(chosen < 0 ? std::nullopt : std::optional(Reaction(chosen)));
    m_filter->setText(m_search->text());
    const bool none = m_filter->rowCount() == 0;
    m_stack->setCurrentWidget(none ? static_cast<QWidget*>(m_none) : m_table);
    m_none->setTexts(
        tr("No error matches “%1”.").arg(m_search->text().simplified()), tr("Clear filter"));
    const int all = m_model->rowCount();
    m_header->setState(m_filter->rowCount() == all
            ? tr("%n explained", nullptr, all)
            : tr("%n of %1", nullptr, m_filter->rowCount()).arg(all));
    if (!none && !m_table->currentIndex().isValid())
        m_table->setCurrentIndex(m_filter->index(0, 0));
    showChosen();
}

void ReferencePage::clearFilter()
{
    m_chips->button(anyReaction)->setChecked(true);
    m_search->clear();
    filter();
}

void ReferencePage::openError(const ErrorName& error)
{
    const int number = referenceRowOf(error);
    if (number < 0) {
        // Nothing explains it; what is like it may help.
        clearFilter();
        m_search->setText(QString::fromUtf8(error.code));
        return;
    }
    clearFilter();
    const QModelIndex index = m_filter->indexOf(number);
    m_table->setCurrentIndex(index);
    m_table->scrollTo(index, QAbstractItemView::PositionAtCenter);
    m_table->setFocus();
}

void ReferencePage::showChosen()
{
    const QModelIndex index = m_table->currentIndex();
    m_detail->show(index.isValid() ? &m_filter->row(index) : nullptr);
}

/// The arrows walk the list while the search is typed. Where the table is narrow, the meaning gets
/// the endpoints' room; the detail names them.
bool ReferencePage::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_table && event->type() == QEvent::Resize)
        m_table->setColumnHidden(ReferenceModel::Places, m_table->width() < roomForPlaces);
    if (watched != m_search || event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const int key = static_cast<QKeyEvent*>(event)->key();
    const int row = m_table->currentIndex().row();
    switch (key) {
    case Qt::Key_Down:
    case Qt::Key_Up:
        if (const int to = row + (key == Qt::Key_Down ? 1 : -1);
            to >= 0 && to < m_filter->rowCount())
            m_table->setCurrentIndex(m_filter->index(to, 0));
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        m_table->setFocus();
        return true;
    case Qt::Key_Escape:
        if (m_search->text().isEmpty())
            return false;
        m_search->clear();
        return true;
    default:
        return QWidget::eventFilter(watched, event);
    }
}

void ReferencePage::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslateUi();
}

void ReferencePage::retranslateUi()
{
    m_header->setTitle(tr("Error codes"));
    m_search->setPlaceholderText(tr("Code, meaning or endpoint"));
    m_search->setAccessibleName(tr("Search the error codes"));
    m_table->setAccessibleName(tr("Error codes"));
    m_chips->button(anyReaction)->setText(tr("All"));
    for (const Reaction reaction : reactions)
        m_chips->button(int(reaction))->setText(reactionWords(reaction));
    m_findKey->setText(tr("Find an error code"));
    m_copyKey->setText(tr("Copy the explanation"));
    m_model->retranslate();
    filter();
}

} // namespace paydesk

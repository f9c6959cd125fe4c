#include "ui/signatures/fieldtable.h"

#include "ui/signatures/piecedelegate.h"
#include "ui/signatures/wholestring.h"
#include "ui/style/buttons.h"
#include "ui/style/fonts.h"
#include "ui/widgets/card.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/pill.h"
#include "ui/widgets/ruler.h"

#include <QAction>
#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QStackedWidget>
#include <QTableView>
#include <QToolButton>

#include <algorithm>

namespace paydesk {

namespace {

    constexpr int leastNames = 140;
    constexpr int mostNames = 236; // coupon_refund_batch_id_0_0 and its like
    constexpr int leastTable = 84; // the header and two rows

} // namespace

FieldTable::FieldTable(const QString& prefix, QWidget* parent)
    : QWidget(parent)
    , m_model(new ComparisonModel(this))
    , m_stack(new QStackedWidget(this))
    , m_table(pieceTable(this))
    , m_ruler(new Ruler(this))
    , m_strings(new WholeString(prefix, this))
{
    buildTable(prefix);
    auto* card = new Card(this);
    card->body()->setContentsMargins(2, 4, 2, 4);
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_strings);
    card->body()->addWidget(m_stack, 1);
    auto* row = new QHBoxLayout;
    row->setSpacing(4);
    row->addWidget(card, 1);
    auto* beside = new QVBoxLayout;
    beside->setContentsMargins(0, m_table->horizontalHeader()->sizeHint().height(), 0, 0);
    beside->addWidget(m_ruler);
    row->addLayout(beside);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(6);
    column->addWidget(buildHeading(prefix));
    column->addLayout(row, 1);
    m_previousKey =
        keyAction(prefix + QStringLiteral("PreviousKey"), QKeySequence(Qt::SHIFT | Qt::Key_F8));
    m_nextKey = keyAction(prefix + QStringLiteral("NextKey"), QKeySequence(Qt::Key_F8));
    join();
    retranslateUi();
}

QAction* FieldTable::keyAction(const QString& name, const QKeySequence& keys)
{
    auto* action = new QAction(this);
    action->setObjectName(name);
    action->setShortcut(keys);
    action->setShortcutContext(Qt::WindowShortcut); // while the table is in sight
    addAction(action);
    return action;
}

QWidget* FieldTable::buildHeading(const QString& prefix)
{
    auto* box = new QWidget(this);
    m_heading = new QLabel(box);
    setFontRole(m_heading, FontRole::Heading);
    m_differences = new Pill(box);
    m_differences->setObjectName(prefix + QStringLiteral("Differences"));
    m_agreements = new Pill(box);
    m_agreements->setObjectName(prefix + QStringLiteral("Agreements"));
    m_only = new Chip(box);
    m_only->setObjectName(prefix + QStringLiteral("Only"));
    m_invisible = new Chip(box);
    m_invisible->setObjectName(prefix + QStringLiteral("Invisible"));
    m_invisible->setChecked(true);
    m_whole = new Chip(box);
    m_whole->setObjectName(prefix + QStringLiteral("Whole"));
    m_previous = iconButton("chevron-up", box);
    m_previous->setObjectName(prefix + QStringLiteral("Previous"));
    m_next = iconButton("chevron-down", box);
    m_next->setObjectName(prefix + QStringLiteral("Next"));
    m_line = new QHBoxLayout(box);
    m_line->setContentsMargins({});
    m_line->addWidget(m_heading);
    m_line->addWidget(m_differences);
    m_line->addWidget(m_agreements);
    m_line->addStretch();
    for (QWidget* part : {static_cast<QWidget*>(m_only), static_cast<QWidget*>(m_invisible),
             static_cast<QWidget*>(m_whole), static_cast<QWidget*>(m_previous),
             static_cast<QWidget*>(m_next)})
        m_line->addWidget(part);
    return box;
}

void FieldTable::addHeadingWidget(QWidget* widget)
{
    m_line->insertWidget(m_line->indexOf(m_whole), widget);
}

void FieldTable::buildTable(const QString& prefix)
{
    m_table->setObjectName(prefix + QStringLiteral("Comparison"));
    m_table->setModel(m_model);
    m_copyRow = new QAction(this);
    m_copyRow->setObjectName(prefix + QStringLiteral("CopyRow"));
    m_copyRow->setShortcut(QKeySequence::Copy);
    m_copyRaw = new QAction(this);
    m_copyRaw->setObjectName(prefix + QStringLiteral("CopyRaw"));
    for (QAction* action : {m_copyRow, m_copyRaw}) {
        action->setShortcutContext(Qt::WidgetShortcut);
        m_table->addAction(action);
    }
    m_table->setContextMenuPolicy(Qt::ActionsContextMenu);
    m_table->setMinimumHeight(leastTable);
    m_table->viewport()->installEventFilter(this);
    m_ruler->setObjectName(prefix + QStringLiteral("Ruler"));
    QHeaderView* header = m_table->horizontalHeader();
    header->setSectionResizeMode(ComparisonModel::Number, QHeaderView::ResizeToContents);
    header->setSectionResizeMode(ComparisonModel::Name, QHeaderView::Interactive);
    header->setSectionResizeMode(ComparisonModel::Yours, QHeaderView::Stretch);
    header->setSectionResizeMode(ComparisonModel::Right, QHeaderView::Stretch);
    header->setSectionResizeMode(ComparisonModel::Verdict, QHeaderView::ResizeToContents);
    header->resizeSection(ComparisonModel::Name, leastNames);
}

void FieldTable::join()
{
    connect(m_only, &Chip::toggled, this, [this](bool only) {
        m_model->showDifferencesOnly(only);
        showRuler();
    });
    connect(m_invisible, &Chip::toggled, m_model, &ComparisonModel::nameInvisible);
    connect(m_whole, &Chip::toggled, m_stack, [this](bool whole) {
        m_stack->setCurrentIndex(whole ? 1 : 0);
        m_only->setEnabled(!whole);
        m_invisible->setEnabled(!whole);
    });
    connect(m_previous, &QToolButton::clicked, this, [this] { step(-1); });
    connect(m_next, &QToolButton::clicked, this, [this] { step(1); });
    connect(m_previousKey, &QAction::triggered, this, [this] { step(-1); });
    connect(m_nextKey, &QAction::triggered, this, [this] { step(1); });
    connect(m_copyRow, &QAction::triggered, this, &FieldTable::copyRow);
    connect(m_copyRaw, &QAction::triggered, this, &FieldTable::copyRaw);
    connect(m_ruler, &Ruler::rowRequested, this, &FieldTable::goTo);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
        &FieldTable::currentChanged);
}

void FieldTable::setRows(const QList<ComparisonRow>& rows, ComparisonModel::Sides sides)
{
    m_model->setRows(rows, sides);
    nameStrings();
    showCounts();
    pinWhatDiffers();
    fitNames();
    // What differs is looked at first.
    const int first = m_model->nextDifference(-1, 1);
    if (first >= 0)
        goTo(first);
    emit currentChanged();
}

void FieldTable::setStrings(const QByteArray& yours, const QByteArray& right)
{
    m_strings->setStrings(yours, marksIn(yours, m_model->rows(), true), right,
        marksIn(right, m_model->rows(), false));
    m_whole->setVisible(!yours.isEmpty() || !right.isEmpty());
    if (m_whole->isHidden())
        m_whole->setChecked(false);
}

void FieldTable::nameStrings()
{
    const auto header = [this](int column) {
        return m_model->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
    };
    m_strings->setNames(header(ComparisonModel::Yours), header(ComparisonModel::Right));
}

const ComparisonRow* FieldTable::current() const
{
    const QModelIndex index = m_table->currentIndex();
    return index.isValid() ? &m_model->row(index.row()) : nullptr;
}

void FieldTable::setLow(bool low)
{
    m_low = low;
    pinWhatDiffers();
}

/// Where not all rows can be seen at once, those that differ come first.
void FieldTable::pinWhatDiffers()
{
    const int rowHeight = m_table->verticalHeader()->defaultSectionSize();
    const qsizetype needed = m_model->rows().size() * rowHeight;
    const bool pin = m_low || needed > m_table->viewport()->height();
    const ComparisonRow* at = current();
    const qsizetype number = at ? at - m_model->rows().constData() : -1;
    m_model->pinDifferences(pin);
    showRuler();
    if (const int row = m_model->shownAt(number); row >= 0)
        goTo(row);
}

/// No name of a standard field is cut; one that somebody else made up may be.
void FieldTable::fitNames()
{
    m_table->resizeColumnToContents(ComparisonModel::Name);
    QHeaderView* header = m_table->horizontalHeader();
    header->resizeSection(ComparisonModel::Name,
        std::clamp(header->sectionSize(ComparisonModel::Name), leastNames, mostNames));
}

bool FieldTable::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_table->viewport() && event->type() == QEvent::Resize)
        pinWhatDiffers();
    return QWidget::eventFilter(watched, event);
}

void FieldTable::showCounts()
{
    const int differences = m_model->differences();
    const bool empty = m_model->rows().isEmpty();
    m_differences->show(empty ? QString() : tr("%1 differ").arg(differences),
        differences == 0 ? Tone::Neutral : Tone::Bad);
    m_agreements->show(empty ? QString() : tr("%1 the same").arg(m_model->agreements()), Tone::Ok);
    m_previous->setEnabled(differences > 0);
    m_next->setEnabled(differences > 0);
}

void FieldTable::showRuler()
{
    QList<int> marked;
    for (int row = 0; row < m_model->rowCount(); ++row) {
        if (m_model->row(row).differs())
            marked.append(row);
    }
    // Where all rows are in sight, the marks stand beside them.
    const int room =
        m_table->viewport()->height() / m_table->verticalHeader()->defaultSectionSize();
    m_ruler->setRows(std::max(m_model->rowCount(), room), marked);
}

void FieldTable::step(int direction)
{
    const int row = m_model->nextDifference(m_table->currentIndex().row(), direction);
    if (row >= 0)
        goTo(row);
}

void FieldTable::goTo(int row)
{
    m_table->setCurrentIndex(m_model->index(row, ComparisonModel::Verdict));
    m_table->scrollTo(m_table->currentIndex(), QAbstractItemView::EnsureVisible);
    const ComparisonRow& shown = m_model->row(row);
    m_strings->show(shown.compared);
}

void FieldTable::copyRow()
{
    if (const QModelIndex index = m_table->currentIndex(); index.isValid())
        QGuiApplication::clipboard()->setText(m_model->line(index.row()));
}

/// The value as it is, invisible characters included; of a key there is only the mask.
void FieldTable::copyRaw()
{
    const ComparisonRow* row = current();
    if (!row || row->kind != ComparisonRow::Kind::Field)
        return copyRow();
    const QByteArray piece =
        row->compared.yours.value_or(row->compared.right.value_or(QByteArray()));
    QGuiApplication::clipboard()->setText(QString::fromUtf8(piece.mid(piece.indexOf('=') + 1)));
}

void FieldTable::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslateUi();
}

void FieldTable::retranslateUi()
{
    m_heading->setText(tr("Field by field"));
    m_only->setText(tr("Differences only"));
    m_invisible->setText(tr("Show invisible"));
    m_whole->setText(tr("Whole string"));
    setToolButtonName(m_previous, tr("Previous difference (Shift+F8)"));
    setToolButtonName(m_next, tr("Next difference (F8)"));
    m_previousKey->setText(tr("Previous difference"));
    m_nextKey->setText(tr("Next difference"));
    m_copyRow->setText(tr("Copy row"));
    m_copyRaw->setText(tr("Copy value raw"));
    m_table->setAccessibleName(tr("Field by field"));
    m_ruler->setAccessibleName(tr("Where the differences lie"));
    m_model->retranslate();
    nameStrings();
    showCounts();
}

} // namespace paydesk

#include "ui/signatures/steptrace.h"

#include "ui/style/fonts.h"
#include "ui/style/glyph.h"
#include "ui/style/tokens.h"

#include <QHeaderView>
#include <QPainter>
#include <QStyledItemDelegate>

#include <algorithm>

namespace paydesk {

namespace {

    constexpr int stepRowHeight = 22;
    constexpr int signRoom = 24;
    constexpr int cellGap = 6;
    constexpr int widestTitles = 300;

    QString signOf(TraceStep::State state)
    {
        switch (state) {
        case TraceStep::State::Right:
            return QStringLiteral("check-circle");
        case TraceStep::State::Mistake:
            return QStringLiteral("x-circle");
        case TraceStep::State::Follows:
            return QStringLiteral("follow");
        case TraceStep::State::Unknown:
            break;
        }
        return {};
    }

    /// The culprit is loud, its consequences are quiet.
    QColor inkOf(const Tokens& t, TraceStep::State state, int column)
    {
        const bool mistake = state == TraceStep::State::Mistake;
        if (mistake && column == StepTraceModel::Right)
            return t.ok;
        if (mistake)
            return t.bad;
        return state == TraceStep::State::Right || column == StepTraceModel::Title ? t.text
                                                                                   : t.text2;
    }

    class StepDelegate final : public QStyledItemDelegate {
    public:
        using QStyledItemDelegate::QStyledItemDelegate;

        QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override
        {
            const int room = index.column() == StepTraceModel::Title ? signRoom : 0;
            const int width =
                QFontMetrics(fontOfCell(option, index)).horizontalAdvance(index.data().toString());
            return {width + room + cellGap + 8, stepRowHeight};
        }

        void paint(QPainter* painter, const QStyleOptionViewItem& option,
            const QModelIndex& index) const override
        {
            const Tokens& t = tokensOf(option.palette);
            const auto state = TraceStep::State(index.data(StepTraceModel::StateRole).toInt());
            painter->save();
            QRect room = option.rect;
            if (index.column() == StepTraceModel::Title) {
                const QRectF sign(room.x() + 1, room.center().y() - 7, 15, 15);
                const QColor color = state == TraceStep::State::Mistake ? t.bad
                    : state == TraceStep::State::Right                  ? t.ok
                                                                        : t.text2;
                if (const QString name = signOf(state); !name.isEmpty())
                    paintGlyph(painter, sign, name, color);
                room.setLeft(room.left() + signRoom);
            }
            const QFont font = fontOfCell(option, index);
            painter->setFont(font);
            painter->setPen(inkOf(t, state, index.column()));
            painter->drawText(room, Qt::AlignVCenter | Qt::TextSingleLine,
                QFontMetrics(font).elidedText(
                    index.data().toString(), Qt::ElideRight, room.width() - cellGap));
            painter->restore();
        }

    private:
        static QFont fontOfCell(const QStyleOptionViewItem& option, const QModelIndex& index)
        {
            const auto state = TraceStep::State(index.data(StepTraceModel::StateRole).toInt());
            QFont font = option.font;
            if (index.column() == StepTraceModel::Yours || index.column() == StepTraceModel::Right)
                font = fontOf(FontRole::TechnicalSmall);
            else if (index.column() == StepTraceModel::Words)
                font.setPointSizeF(9);
            else if (state == TraceStep::State::Mistake)
                font.setWeight(QFont::DemiBold);
            return font;
        }
    };

} // namespace

void StepTraceModel::setSteps(const QList<TraceStep>& steps)
{
    beginResetModel();
    m_steps = steps;
    endResetModel();
    emit headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
}

QString StepTraceModel::summary() const
{
    QStringList numbers;
    for (qsizetype i = 0; i < m_steps.size(); ++i) {
        if (m_steps.at(i).state == TraceStep::State::Mistake)
            numbers << QString::number(i + 1);
    }
    if (numbers.isEmpty())
        return {};
    return numbers.size() == 1 ? tr("Mistake in step %1").arg(numbers.first())
                               : tr("Mistakes in steps %1").arg(numbers.join(tr(", ")));
}

QString StepTraceModel::report() const
{
    QStringList lines;
    for (const TraceStep& step : m_steps)
        lines << QStringList{step.title, step.yours, step.right, words(step.state)}.join(u'\t');
    return lines.join(u'\n');
}

int StepTraceModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_steps.size());
}

int StepTraceModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant StepTraceModel::data(const QModelIndex& index, int role) const
{
    const TraceStep& step = m_steps.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return text(step, index.column());
    case StateRole:
        return int(step.state);
    default:
        return {};
    }
}

QString StepTraceModel::text(const TraceStep& step, int column)
{
    switch (column) {
    case Title:
        return step.title;
    case Yours:
        return step.yours;
    case Right:
        return step.right;
    default:
        return words(step.state);
    }
}

QString StepTraceModel::words(TraceStep::State state)
{
    switch (state) {
    case TraceStep::State::Right:
        return tr("right");
    case TraceStep::State::Mistake:
        return tr("mistake here");
    case TraceStep::State::Follows:
        return tr("follows from above");
    case TraceStep::State::Unknown:
        break;
    }
    return {};
}

QVariant StepTraceModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Title:
        return tr("Step");
    case Yours:
        return tr("Yours");
    case Right:
        return tr("Right");
    default:
        return QString();
    }
}

StepTrace::StepTrace(QWidget* parent)
    : QTableView(parent)
    , m_model(new StepTraceModel(this))
{
    setObjectName(QStringLiteral("signaturesSteps"));
    setModel(m_model);
    setItemDelegate(new StepDelegate(this));
    setFrameShape(QFrame::NoFrame);
    setShowGrid(false);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setSelectionMode(QAbstractItemView::NoSelection);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    viewport()->setAutoFillBackground(false);
    verticalHeader()->hide();
    verticalHeader()->setMinimumSectionSize(stepRowHeight);
    verticalHeader()->setDefaultSectionSize(stepRowHeight);
    QHeaderView* header = horizontalHeader();
    header->hide();
    header->setMinimumSectionSize(24);
    header->setSectionResizeMode(StepTraceModel::Title, QHeaderView::Interactive);
    for (const int column : {StepTraceModel::Yours, StepTraceModel::Right})
        header->setSectionResizeMode(column, QHeaderView::ResizeToContents);
    header->setSectionResizeMode(StepTraceModel::Words, QHeaderView::Stretch);
    connect(m_model, &QAbstractItemModel::modelReset, this, &StepTrace::fitTitles);
}

void StepTrace::resizeEvent(QResizeEvent* event)
{
    QTableView::resizeEvent(event);
    fitTitles();
}

/// The titles take what the other columns leave, but in a wide window both sides stay near them.
void StepTrace::fitTitles()
{
    int others = 0;
    for (const int column : {StepTraceModel::Yours, StepTraceModel::Right, StepTraceModel::Words})
        others += sizeHintForColumn(column);
    horizontalHeader()->resizeSection(
        StepTraceModel::Title, std::min(widestTitles, viewport()->width() - others));
}

} // namespace paydesk

#include "ui/signatures/piecedelegate.h"

#include "ui/style/fonts.h"
#include "ui/widgets/readingtable.h"

#include <QHeaderView>
#include <QPainter>
#include <QTableView>

#include <algorithm>

namespace paydesk {

namespace {

    constexpr int cellMargin = 8;
    constexpr int pieceRowHeight = 26;
    constexpr int widestHint = 280; // words give way before strings do

    /// Without ligatures: Inter would turn 0x0A into 0×0A.
    QFont cellFont(const QStyleOptionViewItem& option, const QModelIndex& index)
    {
        const QVariant own = index.data(Qt::FontRole);
        QFont font = own.isValid() ? own.value<QFont>() : option.font;
        font.setStyleStrategy(
            QFont::StyleStrategy(int(font.styleStrategy()) | int(QFont::PreferNoShaping)));
        return font;
    }

} // namespace

QSize PieceDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const QVariant runs = index.data(RunsRole);
    const QString text = runs.isValid() ? spokenRuns(runs.value<QList<PieceRun>>())
                                        : index.data(Qt::DisplayRole).toString();
    const QFont font = cellFont(option, index);
    const int width = QFontMetrics(font).horizontalAdvance(text.left(200)) + (2 * cellMargin) + 4;
    return {std::min(width, widestHint), pieceRowHeight};
}

void PieceDelegate::paint(
    QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const Tokens& t = tokensOf(option.palette);
    painter->save();
    painter->setClipRect(option.rect);
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const bool alarm = index.data(AlarmRole).toBool();
    painter->fillRect(option.rect,
        alarm                      ? t.badbg
            : selected             ? t.sel
            : index.row() % 2 != 0 ? t.surf2
                                   : t.surf);
    // The selection stays visible on a row that differs.
    if (selected)
        painter->fillRect(
            QRect(option.rect.x(), option.rect.bottom(), option.rect.width(), 1), t.acc);
    const QRect room = option.rect.adjusted(cellMargin, 0, -cellMargin, 0);
    const QFont font = cellFont(option, index);
    const QVariant runs = index.data(RunsRole);
    if (runs.isValid()) {
        paintRuns(painter, room, runs.value<QList<PieceRun>>(), font, option.palette,
            PieceSide(index.data(SideRole).toInt()));
    } else {
        const QVariant tone = index.data(ToneRole);
        painter->setFont(font);
        painter->setPen(tone.isValid() ? toneText(t, Tone(tone.toInt())) : t.text);
        painter->drawText(room, Qt::AlignVCenter | Qt::TextSingleLine,
            QFontMetrics(font).elidedText(
                index.data(Qt::DisplayRole).toString(), Qt::ElideRight, room.width()));
    }
    painter->restore();
}

QTableView* pieceTable(QWidget* parent)
{
    auto* table = new QTableView(parent);
    table->setItemDelegate(new PieceDelegate(table));
    setUpReadingTable(table, pieceRowHeight);
    table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    table->horizontalHeader()->setMinimumSectionSize(28);
    return table;
}

} // namespace paydesk

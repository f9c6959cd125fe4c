#include "ui/orders/rowpaint.h"

#include "ui/style/paint.h"

#include <QFontMetrics>
#include <QPainter>
#include <QPen>

namespace paydesk {

void paintRowGround(QPainter* painter, const QStyleOptionViewItem& option)
{
    const Tokens& t = tokensOf(option.palette);
    const QRect row = option.rect;
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    if (selected) {
        painter->fillRect(row, t.sel);
        painter->fillRect(QRect(row.x(), row.y(), 3, row.height()), t.acc);
    } else if (option.state.testFlag(QStyle::State_MouseOver)) {
        painter->fillRect(row, t.surf2);
    }
    painter->fillRect(QRect(row.x() + 12, row.bottom(), row.width() - 20, 1), t.line);
    const auto focused = QStyle::State_HasFocus | QStyle::State_KeyboardFocusChange;
    if ((option.state & focused) == focused) {
        painter->setPen(QPen(t.acc, 1, Qt::DotLine));
        painter->setBrush(Qt::NoBrush);
        painter->drawRect(row.adjusted(4, 1, -2, -3));
    }
}

void paintRowPill(QPainter* painter, const QStyleOptionViewItem& option, const QRect& box,
    const QString& text, const QFont& font, Tone tone)
{
    paintPill(painter, box, text, font, tone, option.palette);
    if (option.state.testFlag(QStyle::State_Selected))
        paintBox(painter, box, box.height() / 2.0, QColor(),
            toneEdge(tokensOf(option.palette), tone), 1);
}

int paintText(QPainter* painter, const QRect& room, const QString& text, const QFont& font,
    const QColor& color, Qt::Alignment side, Qt::TextElideMode mode)
{
    const QFontMetrics metrics(font);
    const QString shown = metrics.elidedText(text, mode, room.width());
    painter->setFont(font);
    painter->setPen(color);
    painter->drawText(room, int(side | Qt::AlignVCenter) | Qt::TextSingleLine, shown);
    return metrics.horizontalAdvance(shown);
}

} // namespace paydesk

#include "ui/orders/eventdelegate.h"

#include "ui/orders/eventmodel.h"
#include "ui/orders/rowpaint.h"
#include "ui/style/fonts.h"
#include "ui/style/paint.h"

#include <QPainter>

#include <algorithm>

namespace paydesk {

namespace {

    constexpr int eventRowHeight = 54;
    constexpr int eventMargin = 12;
    constexpr int eventGap = 14;

    int lineHeight(const QFont& font)
    {
        return QFontMetrics(font).height();
    }

} // namespace

QSize EventDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const
{
    return {240, std::max(eventRowHeight, 2 * lineHeight(option.font) + 14)};
}

void EventDelegate::paint(
    QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    painter->save();
    paintRowGround(painter, option);
    const Tokens& t = tokensOf(option.palette);
    const QFont mono = fontOf(FontRole::TechnicalSmall);
    const QRect room = option.rect.adjusted(eventMargin, 0, -eventMargin, 0);
    const int half = room.height() / 2;
    QRect upper(room.x(), room.y() + 5, room.width(), half - 5);
    QRect lower(room.x(), room.y() + half, room.width(), half - 6);

    const QString time = index.data(EventModel::TimeRole).toString();
    const int timeWidth = QFontMetrics(mono).horizontalAdvance(time);
    const QRect timeBox(upper.x(), upper.y(), timeWidth + 2, upper.height());
    paintText(painter, timeBox, time, mono, t.text2, Qt::AlignLeft);
    const bool slow = index.data(EventModel::SlowRole).toBool();
    paintText(painter, QRect(lower.x(), lower.y(), timeWidth + 2, lower.height()),
        index.data(EventModel::GapRole).toString(), mono, slow ? t.warn : t.text2, Qt::AlignLeft);

    upper.setLeft(upper.x() + timeWidth + eventGap);
    lower.setLeft(upper.x());
    QFont strong = option.font;
    strong.setWeight(QFont::DemiBold);
    const int titleWidth = paintText(painter, upper, index.data(EventModel::TitleRole).toString(),
        strong, t.text, Qt::AlignLeft);
    paintText(painter, upper.adjusted(titleWidth + eventGap, 0, 0, 0),
        index.data(EventModel::DetailRole).toString(), mono, t.text2, Qt::AlignRight,
        Qt::ElideMiddle);
    QFont small = option.font;
    small.setPointSizeF(fontOf(FontRole::Small).pointSizeF());
    paintText(painter, lower, index.data(EventModel::OutcomeRole).toString(), small,
        toneText(t, Tone(index.data(EventModel::ToneRole).toInt())), Qt::AlignLeft);
    painter->restore();
}

} // namespace paydesk

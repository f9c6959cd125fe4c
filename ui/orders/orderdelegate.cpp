#include "ui/orders/orderdelegate.h"

#include "ui/orders/orderlistmodel.h"
#include "ui/orders/rowpaint.h"
#include "ui/style/fonts.h"
#include "ui/style/paint.h"

#include <QPainter>

#include <algorithm>

namespace paydesk {

namespace {

    constexpr int orderRowHeight = 62;
    constexpr int orderMargin = 14;
    constexpr int orderGap = 10;

} // namespace

QSize OrderDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const
{
    const int lines = QFontMetrics(option.font).height()
        + std::max(QFontMetrics(fontOf(FontRole::TechnicalSmall)).height(),
            pillSize(QStringLiteral("x"), pillFont(option.font)).height());
    return {200, std::max(orderRowHeight, lines + 20)};
}

void OrderDelegate::paint(
    QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    painter->save();
    paintRowGround(painter, option);
    const Tokens& t = tokensOf(option.palette);
    QRect upper = option.rect.adjusted(orderMargin, 8, -orderMargin, 0);
    upper.setHeight(QFontMetrics(option.font).height());
    QRect lower = option.rect.adjusted(orderMargin, 0, -orderMargin, -9);
    const QFont badge = pillFont(option.font);
    const QString state = index.data(OrderListModel::BadgeRole).toString();
    const QFontMetrics badgeMetrics(badge);
    const QString badgeText = badgeMetrics.elidedText(state, Qt::ElideRight, lower.width() / 2);
    const QSize pill = pillSize(badgeText, badge);
    lower.setTop(lower.bottom() - pill.height());

    QFont amountFont = fontOf(FontRole::Technical);
    amountFont.setWeight(QFont::DemiBold);
    const QString amount = index.data(OrderListModel::AmountRole).toString();
    const int amountWidth = QFontMetrics(amountFont).horizontalAdvance(amount);
    paintText(painter, upper, amount, amountFont, t.text, Qt::AlignRight);
    QFont strong = option.font;
    strong.setWeight(QFont::DemiBold);
    paintText(painter, upper.adjusted(0, 0, -amountWidth - orderGap, 0),
        index.data(OrderListModel::BodyRole).toString(), strong, t.text, Qt::AlignLeft);
    paintText(painter, lower.adjusted(0, 0, -pill.width() - orderGap, 0),
        index.data(OrderListModel::NumberRole).toString(), fontOf(FontRole::TechnicalSmall),
        t.text2, Qt::AlignLeft, Qt::ElideMiddle);
    const QRect pillBox(lower.right() - pill.width() + 1, lower.y(), pill.width(), pill.height());
    paintRowPill(painter, option, pillBox, badgeText, badge,
        Tone(index.data(OrderListModel::ToneRole).toInt()));
    painter->restore();
}

} // namespace paydesk

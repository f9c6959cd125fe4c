#include "ui/notifications/noticedelegate.h"

#include "ui/exchanges/exchangefilter.h"
#include "ui/exchanges/exchangemodel.h"
#include "ui/orders/rowpaint.h"
#include "ui/style/fonts.h"
#include "ui/style/paint.h"

#include <QPainter>

#include <algorithm>

namespace paydesk {

namespace {

    constexpr int noticeRowHeight = 62;
    constexpr int noticeMargin = 14;
    constexpr int noticeGap = 10;

    QString numberText(const ExchangeRow& row)
    {
        return row.outTradeNo.isEmpty() ? NoticeDelegate::tr("No order number")
                                        : oneLine(row.outTradeNo);
    }

    QString reasonText(const ExchangeRow& row)
    {
        const ToneWords words = reasonWords(row);
        return outcomeSign(words.tone) + QStringLiteral(" ") + words.text;
    }

} // namespace

NoticeDelegate::NoticeDelegate(const ExchangeFilter& rows, QObject* parent)
    : QStyledItemDelegate(parent)
    , m_rows(rows)
{
}

QSize NoticeDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const
{
    const int lines = QFontMetrics(option.font).height()
        + pillSize(QStringLiteral("x"), pillFont(option.font)).height();
    return {200, std::max(noticeRowHeight, lines + 20)};
}

void NoticeDelegate::paint(
    QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    painter->save();
    paintRowGround(painter, option);
    const ExchangeRow& row = m_rows.row(index);
    const Tokens& t = tokensOf(option.palette);
    const QFont badge = pillFont(option.font);
    const ToneWords verdict = verdictWords(row);
    const QSize pill = pillSize(verdict.text, badge);
    QRect upper = option.rect.adjusted(noticeMargin, 8, -noticeMargin, 0);
    upper.setHeight(pill.height());
    QRect lower = option.rect.adjusted(noticeMargin, 0, -noticeMargin, -9);
    lower.setTop(lower.bottom() - QFontMetrics(option.font).height());

    const QRect pillBox(upper.right() - pill.width() + 1, upper.y(), pill.width(), pill.height());
    paintRowPill(painter, option, pillBox, verdict.text, badge, verdict.tone);
    paintText(painter, upper.adjusted(0, 0, -pill.width() - noticeGap, 0), numberText(row),
        fontOf(FontRole::Technical), t.text, Qt::AlignLeft, Qt::ElideMiddle);

    const QFont small = fontOf(FontRole::TechnicalSmall);
    const QString time = index.siblingAtColumn(ExchangeModel::Time).data().toString();
    const QString amount = row.amount ? amountText(*row.amount) : QString();
    const int left = paintText(painter, lower, time, small, t.text2, Qt::AlignLeft) + noticeGap;
    const int right = paintText(painter, lower, amount, small, t.text, Qt::AlignRight);
    const ToneWords words = resultWords(row);
    paintText(painter, lower.adjusted(left, 0, right > 0 ? -right - noticeGap : 0, 0),
        reasonText(row), fontOf(FontRole::Small), toneText(t, words.tone), Qt::AlignLeft);
    painter->restore();
}

} // namespace paydesk

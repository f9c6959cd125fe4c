#include "ui/style/paint.h"

#include <QFont>
#include <QFontMetrics>
#include <QPainter>

#include <algorithm>

namespace paydesk {

void paintBox(QPainter* painter, const QRectF& box, qreal radius, const QColor& fill,
    const QColor& border, qreal width)
{
    const bool outlined = border.isValid() && width > 0;
    const qreal inset = outlined ? width / 2 : 0;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setBrush(fill.isValid() ? QBrush(fill) : QBrush(Qt::NoBrush));
    painter->setPen(outlined ? QPen(border, width) : QPen(Qt::NoPen));
    const qreal r = std::max(0.0, radius - inset);
    painter->drawRoundedRect(box.adjusted(inset, inset, -inset, -inset), r, r);
    painter->restore();
}

QFont pillFont(const QFont& base)
{
    QFont font = base;
    font.setPointSizeF(9);
    font.setWeight(QFont::DemiBold);
    return font;
}

QSize pillSize(const QString& text, const QFont& font)
{
    const QFontMetrics metrics(font);
    return {metrics.horizontalAdvance(text) + 18, std::max(20, metrics.height() + 4)};
}

void paintPill(QPainter* painter, const QRect& box, const QString& text, const QFont& font,
    Tone tone, const QPalette& palette)
{
    const Tokens& t = tokensOf(palette);
    const QColor edge = tone == Tone::Neutral ? t.line : QColor();
    painter->save();
    paintBox(painter, box, box.height() / 2.0, toneGround(t, tone), edge);
    painter->setFont(font);
    painter->setPen(toneText(t, tone));
    const QString shown = QFontMetrics(font).elidedText(text, Qt::ElideRight, box.width() - 14);
    painter->drawText(box, Qt::AlignCenter | Qt::TextSingleLine, shown);
    painter->restore();
}

} // namespace paydesk

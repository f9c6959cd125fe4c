#include "ui/widgets/chip.h"

#include "ui/style/paint.h"

#include <QPainter>

#include <algorithm>

namespace paydesk {

Chip::Chip(QWidget* parent)
    : QPushButton(parent)
{
    setCheckable(true);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

QSize Chip::sizeHint() const
{
    const QFontMetrics metrics = fontMetrics();
    return {metrics.horizontalAdvance(text()) + 24, std::max(26, metrics.height() + 6)};
}

void Chip::paintEvent(QPaintEvent*)
{
    const Tokens& t = tokensOf(palette());
    const bool key = hasFocus() && window()->testAttribute(Qt::WA_KeyboardFocusChange);
    const QColor edge = isChecked() || key ? t.acc : t.line;
    QColor ground = isChecked() ? t.accbg : t.surf;
    if (underMouse() && !isChecked())
        ground = mixed(t.surf2, t.text, 0.04);
    QPainter painter(this);
    paintBox(&painter, rect(), height() / 2.0, ground, edge, key ? 2 : 1);
    painter.setPen(isChecked() ? t.acc : t.text);
    painter.drawText(rect(), Qt::AlignCenter | Qt::TextShowMnemonic, text());
}

} // namespace paydesk

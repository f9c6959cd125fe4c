#include "ui/widgets/pill.h"

#include "ui/style/paint.h"

#include <QPainter>

namespace paydesk {

Pill::Pill(QWidget* parent)
    : QLabel(parent)
{
    setTextFormat(Qt::PlainText);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    hide();
}

void Pill::show(const QString& text, Tone tone)
{
    m_tone = tone;
    setText(text);
    setVisible(!text.isEmpty());
    updateGeometry();
    update();
}

QSize Pill::sizeHint() const
{
    return pillSize(text(), pillFont(font()));
}

void Pill::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    paintPill(&painter, rect(), text(), pillFont(font()), m_tone, palette());
}

} // namespace paydesk

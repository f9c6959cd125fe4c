#include "ui/widgets/glyphlabel.h"

#include "ui/style/glyph.h"

#include <QPainter>

namespace paydesk {

GlyphLabel::GlyphLabel(int side, QWidget* parent)
    : QWidget(parent)
{
    setFixedSize(side, side);
}

void GlyphLabel::show(const QString& name, Token color)
{
    m_name = name;
    m_color = color;
    update();
}

void GlyphLabel::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    paintGlyph(&painter, rect(), m_name, tokensOf(palette()).*m_color);
}

QString toneGlyph(Tone tone)
{
    switch (tone) {
    case Tone::Ok:
        return QStringLiteral("check-circle");
    case Tone::Warn:
        return QStringLiteral("alert-triangle");
    case Tone::Bad:
        return QStringLiteral("x-circle");
    case Tone::Info:
    case Tone::Neutral:
        break;
    }
    return QStringLiteral("info");
}

} // namespace paydesk

#pragma once

#include "ui/style/tokens.h"

#include <QRectF>
#include <QSize>
#include <QString>

class QFont;
class QPainter;
class QPalette;

namespace paydesk {

inline constexpr int controlHeight = 32;
inline constexpr int controlRadius = 6;
inline constexpr int cardRadius = 8;
inline constexpr int controlGlyph = 16;

/// A filled box with rounded corners; the border lies inside `box`. An invalid colour draws
/// nothing.
void paintBox(QPainter* painter, const QRectF& box, qreal radius, const QColor& fill,
    const QColor& border, qreal width = 1);

/// A badge for delegates, as the Pill widget looks: its size for a text, and the painting of it
/// into a box.
QSize pillSize(const QString& text, const QFont& font);
void paintPill(QPainter* painter, const QRect& box, const QString& text, const QFont& font,
    Tone tone, const QPalette& palette);

/// The font of badges, made from the one around them.
QFont pillFont(const QFont& base);

} // namespace paydesk

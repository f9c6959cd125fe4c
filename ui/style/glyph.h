#pragma once

#include "ui/style/tokens.h"

#include <QIcon>
#include <QRectF>

class QPainter;

namespace paydesk {

/// One of our own drawings (resources/icons/<name>.svg) as an icon. It is drawn in a colour of the
/// theme of the moment, so it follows a change of theme by itself; sharp at every scale.
QIcon glyph(const char* name, Token color = &Tokens::text);
QIcon glyph(const QString& name, Token color = &Tokens::text);

/// Draws the glyph in any colour; `box` is in logical pixels.
void paintGlyph(QPainter* painter, const QRectF& box, const QString& name, const QColor& color);

/// Draws an icon in the given colour if it is one of our glyphs, else as it is.
void paintIcon(QPainter* painter, const QRectF& box, const QIcon& icon, const QColor& color);

/// Whether a drawing of this name exists.
bool hasGlyph(const QString& name);

} // namespace paydesk

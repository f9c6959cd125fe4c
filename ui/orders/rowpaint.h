#pragma once

#include "ui/style/tokens.h"

#include <QColor>
#include <QRect>
#include <QString>
#include <QStyleOptionViewItem>

class QFont;
class QPainter;

namespace paydesk {

/// The ground of a tall row in a list: the selection with its edge, the line below, the focus.
void paintRowGround(QPainter* painter, const QStyleOptionViewItem& option);

/// A pill in such a row; on the selection it has an edge, as its ground is nearly the same colour.
void paintRowPill(QPainter* painter, const QStyleOptionViewItem& option, const QRect& box,
    const QString& text, const QFont& font, Tone tone);

/// One line of plain text that gives way where it does not fit. Returns the width used.
int paintText(QPainter* painter, const QRect& room, const QString& text, const QFont& font,
    const QColor& color, Qt::Alignment side, Qt::TextElideMode mode = Qt::ElideRight);

} // namespace paydesk

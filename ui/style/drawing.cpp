#include "ui/style/drawing.h"

#include "ui/style/buttons.h"
#include "ui/style/glyph.h"
#include "ui/style/paint.h"

#include <QAbstractButton>
#include <QAbstractSpinBox>
#include <QPainter>
#include <QStyleOption>

#include <algorithm>

namespace paydesk::drawing {

namespace {

    bool has(const QStyleOption& option, QStyle::StateFlag flag)
    {
        return option.state.testFlag(flag);
    }
    bool enabled(const QStyleOption& option)
    {
        return has(option, QStyle::State_Enabled);
    }
    bool hovered(const QStyleOption& option)
    {
        return enabled(option) && has(option, QStyle::State_MouseOver);
    }
    bool pressed(const QStyleOption& option)
    {
        return has(option, QStyle::State_Sunken) || has(option, QStyle::State_On);
    }

    bool keyFocused(const QStyleOption& option)
    {
        return has(option, QStyle::State_HasFocus)
            && has(option, QStyle::State_KeyboardFocusChange);
    }

    ButtonKind kindOfButton(const QStyleOption& option, const QWidget* widget)
    {
        const ButtonKind kind = buttonKind(widget);
        const auto* button = qstyleoption_cast<const QStyleOptionButton*>(&option);
        const bool flat = button && button->features.testFlag(QStyleOptionButton::Flat);
        const bool standing =
            button && button->features.testFlag(QStyleOptionButton::DefaultButton);
        if (kind == ButtonKind::Secondary && flat)
            return ButtonKind::Quiet;
        return kind == ButtonKind::Secondary && standing ? ButtonKind::Primary : kind;
    }

    QColor filledGround(const QStyleOption& option, const Tokens& t, const QColor& base)
    {
        if (!enabled(option))
            return mixed(base, t.surf, 0.6);
        if (pressed(option))
            return mixed(base, t.text, 0.22);
        return hovered(option) ? mixed(base, t.text, 0.12) : base;
    }

    QColor openGround(const QStyleOption& option, const Tokens& t, const QColor& base)
    {
        if (has(option, QStyle::State_On))
            return t.accbg;
        if (has(option, QStyle::State_Sunken))
            return mixed(t.surf2, t.text, 0.12);
        return hovered(option) ? mixed(t.surf2, t.text, 0.04) : base;
    }

    QColor labelColor(const QStyleOption& option, const QWidget* widget)
    {
        const Tokens& t = tokensOf(option.palette);
        const ButtonKind kind = kindOfButton(option, widget);
        if (kind == ButtonKind::Primary)
            return t.accfg;
        if (!enabled(option))
            return option.palette.color(QPalette::Disabled, QPalette::ButtonText);
        return kind == ButtonKind::Danger ? t.bad : t.text;
    }

    void chevronDown(QPainter* painter, const QRectF& box, const QColor& color)
    {
        paintGlyph(painter, box, QStringLiteral("chevron-down"), color);
    }

    QRectF centered(const QRect& around, qreal size)
    {
        QRectF box(0, 0, size, size);
        box.moveCenter(QRectF(around).center());
        return box;
    }

} // namespace

void focusRing(const QStyleOption& option, QPainter* painter)
{
    paintBox(painter, QRectF(option.rect), controlRadius, {}, tokensOf(option.palette).acc, 2);
}

void buttonPanel(const QStyleOption& option, QPainter* painter, const QWidget* widget)
{
    const Tokens& t = tokensOf(option.palette);
    const QRectF box(option.rect);
    switch (kindOfButton(option, widget)) {
    case ButtonKind::Primary:
        paintBox(painter, box, controlRadius, filledGround(option, t, t.acc), {});
        if (keyFocused(option))
            paintBox(painter, box.adjusted(2, 2, -2, -2), controlRadius - 2, {}, t.accfg, 1.5);
        return;
    case ButtonKind::Quiet:
        paintBox(painter, box, controlRadius, openGround(option, t, {}), {});
        break;
    case ButtonKind::Danger:
    case ButtonKind::Secondary: {
        const QColor edge = buttonKind(widget) == ButtonKind::Danger ? t.bad : t.ctl;
        paintBox(painter, box, controlRadius, openGround(option, t, t.surf),
            enabled(option) ? edge : t.line);
        break;
    }
    }
    if (keyFocused(option))
        focusRing(option, painter);
}

void buttonLabel(const QStyleOptionButton& option, QPainter* painter, const QWidget* widget)
{
    const QColor color = labelColor(option, widget);
    const bool menu = option.features.testFlag(QStyleOptionButton::HasMenu);
    const QRect room = option.rect.adjusted(8, 0, menu ? -24 : -8, 0);
    const int icon = option.icon.isNull() ? 0 : option.iconSize.width();
    const int gap = icon > 0 && !option.text.isEmpty() ? 6 : 0;
    const int wanted = option.fontMetrics.size(Qt::TextShowMnemonic, option.text).width();
    const int text = std::min(wanted, room.width() - icon - gap);
    int x = room.x() + ((room.width() - icon - gap - text) / 2);
    if (icon > 0)
        paintIcon(painter, QRect(x, room.y() + ((room.height() - icon) / 2), icon, icon),
            option.icon, color);
    x += icon + gap;
    painter->setPen(color);
    const QRect place(x, room.y(), text, room.height());
    painter->drawText(place, Qt::AlignCenter | Qt::TextShowMnemonic,
        text < wanted
            ? option.fontMetrics.elidedText(option.text, Qt::ElideRight, text, Qt::TextShowMnemonic)
            : option.text);
    if (menu)
        chevronDown(painter,
            centered(
                QRect(option.rect.right() - 24, option.rect.y(), 16, option.rect.height()), 14),
            color);
}

void toolButtonPanel(const QStyleOption& option, QPainter* painter)
{
    const Tokens& t = tokensOf(option.palette);
    const QColor ground = hovered(option) && !pressed(option) ? mixed(t.surf2, t.text, 0.07)
                                                              : openGround(option, t, {});
    paintBox(painter, QRectF(option.rect), controlRadius, ground, {});
    if (keyFocused(option))
        focusRing(option, painter);
}

void toolButtonLabel(const QStyleOptionToolButton& option, QPainter* painter)
{
    const QIcon::Mode mode = enabled(option) ? QIcon::Normal : QIcon::Disabled;
    const QRect box =
        centered(QRect(option.rect.x() + 6, option.rect.y(), controlGlyph, option.rect.height()),
            controlGlyph)
            .toRect();
    option.icon.paint(painter, box, Qt::AlignCenter, mode);
    painter->setFont(option.font);
    painter->setPen(option.palette.color(QPalette::ButtonText));
    painter->drawText(option.rect.adjusted(controlGlyph + 12, 0, -4, 0),
        Qt::AlignVCenter | Qt::TextShowMnemonic | Qt::TextSingleLine, option.text);
}

void comboLabel(const QStyleOptionComboBox& option, QPainter* painter, const QRect& room)
{
    QRect place = room.adjusted(2, 0, 0, 0);
    if (!option.currentIcon.isNull()) {
        const QRect box =
            centered(QRect(place.x(), place.y(), controlGlyph, place.height()), controlGlyph)
                .toRect();
        option.currentIcon.paint(painter, box);
        place.setLeft(place.left() + controlGlyph + 8);
    }
    if (option.editable)
        return;
    painter->setPen(option.palette.color(QPalette::ButtonText));
    painter->drawText(place, Qt::AlignVCenter | Qt::TextSingleLine,
        option.fontMetrics.elidedText(option.currentText, Qt::ElideRight, place.width()));
}

void editorPanel(const QStyleOption& option, QPainter* painter, const QWidget* widget)
{
    const Tokens& t = tokensOf(option.palette);
    const bool focused = has(option, QStyle::State_HasFocus);
    const bool readOnly = has(option, QStyle::State_ReadOnly);
    QColor edge = enabled(option) ? t.ctl : t.line;
    if (focused)
        edge = t.acc;
    if (isInvalid(widget))
        edge = t.bad;
    const QColor ground =
        enabled(option) && !readOnly ? option.palette.color(QPalette::Base) : t.surf2;
    paintBox(painter, QRectF(option.rect), controlRadius, ground, edge, focused ? 2 : 1);
}

void checkBox(const QStyleOption& option, QPainter* painter)
{
    const Tokens& t = tokensOf(option.palette);
    const bool on = has(option, QStyle::State_On) || has(option, QStyle::State_NoChange);
    const QColor ground = on ? filledGround(option, t, t.acc) : t.surf;
    const QColor edge = hovered(option) ? t.acc : t.ctl;
    paintBox(painter, QRectF(option.rect), 4, ground, on ? QColor() : edge, 1.25);
    if (!on)
        return;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(t.accfg, 1.8, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    const QRectF r(option.rect);
    const auto at = [&r](qreal x, qreal y) {
        return QPointF(r.x() + (r.width() * x), r.y() + (r.height() * y));
    };
    if (has(option, QStyle::State_NoChange))
        painter->drawLine(at(0.27, 0.5), at(0.73, 0.5));
    else
        painter->drawPolyline(QPolygonF{at(0.24, 0.53), at(0.43, 0.71), at(0.77, 0.31)});
    painter->restore();
}

void radioButton(const QStyleOption& option, QPainter* painter)
{
    const Tokens& t = tokensOf(option.palette);
    const bool on = has(option, QStyle::State_On);
    const QRectF box(option.rect);
    paintBox(painter, box, box.width() / 2, t.surf, on || hovered(option) ? t.acc : t.ctl,
        on ? 2 : 1.25);
    if (on)
        paintBox(painter, box.adjusted(4, 4, -4, -4), box.width() / 2, t.acc, {});
}

void comboBox(const QStyleOptionComboBox& option, QPainter* painter, const QWidget* widget,
    const QRect& arrow)
{
    QStyleOptionComboBox panel = option;
    panel.state.setFlag(QStyle::State_ReadOnly, false);
    panel.state.setFlag(QStyle::State_HasFocus,
        keyFocused(option) || (option.editable && has(option, QStyle::State_HasFocus)));
    editorPanel(panel, painter, widget);
    chevronDown(painter, centered(arrow, 14), tokensOf(option.palette).text2);
}

void spinBox(const QStyleOptionSpinBox& option, QPainter* painter, const QWidget* widget,
    const QRect& up, const QRect& down)
{
    const Tokens& t = tokensOf(option.palette);
    editorPanel(option, painter, widget);
    const QColor faded = option.palette.color(QPalette::Disabled, QPalette::Text);
    const bool more = option.stepEnabled.testFlag(QAbstractSpinBox::StepUpEnabled);
    const bool less = option.stepEnabled.testFlag(QAbstractSpinBox::StepDownEnabled);
    paintGlyph(painter, centered(up, 11), QStringLiteral("chevron-up"), more ? t.text2 : faded);
    paintGlyph(painter, centered(down, 11), QStringLiteral("chevron-down"), less ? t.text2 : faded);
}

void scrollBar(const QStyleOptionSlider& option, QPainter* painter, const QRect& slider)
{
    if (option.minimum == option.maximum)
        return;
    const Tokens& t = tokensOf(option.palette);
    const bool held =
        has(option, QStyle::State_Sunken) && option.activeSubControls == QStyle::SC_ScrollBarSlider;
    const QColor color = held ? t.ctl : mixed(t.ctl, t.surf, hovered(option) ? 0.2 : 0.45);
    const QRectF box = option.orientation == Qt::Vertical ? QRectF(slider).adjusted(2, 1, -2, -1)
                                                          : QRectF(slider).adjusted(1, 2, -1, -2);
    paintBox(painter, box, std::min(box.width(), box.height()) / 2, color, {});
}

void tab(const QStyleOptionTab& option, QPainter* painter)
{
    const Tokens& t = tokensOf(option.palette);
    const bool selected = has(option, QStyle::State_Selected);
    QColor color = hovered(option) ? t.text : t.text2;
    if (selected)
        color = t.acc;
    if (!enabled(option))
        color = option.palette.color(QPalette::Disabled, QPalette::Text);
    painter->save();
    if (selected)
        painter->fillRect(
            QRect(option.rect.x(), option.rect.bottom() - 1, option.rect.width(), 2), t.acc);
    QFont font = painter->font();
    font.setWeight(selected ? QFont::DemiBold : QFont::Medium);
    painter->setFont(font);
    painter->setPen(color);
    painter->drawText(
        option.rect.adjusted(0, 0, 0, -2), Qt::AlignCenter | Qt::TextShowMnemonic, option.text);
    painter->restore();
    if (keyFocused(option) && selected) {
        QStyleOptionTab ring = option;
        ring.rect.adjust(1, 1, -1, -4);
        focusRing(ring, painter);
    }
}

void header(const QStyleOptionHeader& option, QPainter* painter)
{
    const Tokens& t = tokensOf(option.palette);
    painter->fillRect(option.rect, t.surf2);
    const QLine edge = option.orientation == Qt::Horizontal
        ? QLine(option.rect.bottomLeft(), option.rect.bottomRight())
        : QLine(option.rect.topRight(), option.rect.bottomRight());
    painter->setPen(t.line);
    painter->drawLine(edge);
    QRect room = option.rect.adjusted(8, 0, -8, 0);
    if (option.sortIndicator != QStyleOptionHeader::None) {
        const QString name = option.sortIndicator == QStyleOptionHeader::SortDown
            ? QStringLiteral("chevron-down")
            : QStringLiteral("chevron-up");
        paintGlyph(painter, centered(QRect(room.right() - 12, room.y(), 12, room.height()), 12),
            name, t.text2);
        room.setRight(room.right() - 16);
    }
    painter->setPen(t.text2);
    const Qt::Alignment alignment =
        (option.textAlignment & Qt::AlignHorizontal_Mask) | Qt::AlignVCenter;
    painter->drawText(room, int(alignment) | Qt::TextSingleLine,
        option.fontMetrics.elidedText(option.text, Qt::ElideRight, room.width()));
}

void menuItem(const QStyleOptionMenuItem& option, QPainter* painter)
{
    const Tokens& t = tokensOf(option.palette);
    painter->fillRect(option.rect, t.surf);
    if (option.menuItemType == QStyleOptionMenuItem::Separator) {
        painter->fillRect(
            QRect(option.rect.x() + 8, option.rect.center().y(), option.rect.width() - 16, 1),
            t.line);
        return;
    }
    if (has(option, QStyle::State_Selected) && enabled(option))
        paintBox(painter, QRectF(option.rect).adjusted(4, 1, -4, -1), 4, t.sel, {});
    const QColor color =
        enabled(option) ? t.text : option.palette.color(QPalette::Disabled, QPalette::Text);
    const QRectF mark(option.rect.x() + 12, option.rect.center().y() - 7, 16, 16);
    if (option.checkType != QStyleOptionMenuItem::NotCheckable && option.checked)
        paintGlyph(painter, mark, QStringLiteral("check"), t.acc);
    else if (!option.icon.isNull())
        paintIcon(painter, mark, option.icon, enabled(option) ? t.text2 : color);
    const QStringList parts = option.text.split(QLatin1Char('\t'));
    const QRect room = option.rect.adjusted(38, 0, -14, 0);
    painter->setPen(color);
    painter->setFont(option.font);
    painter->drawText(
        room, Qt::AlignVCenter | Qt::TextShowMnemonic | Qt::TextSingleLine, parts.first());
    painter->setPen(enabled(option) ? t.text2 : color);
    if (parts.size() > 1)
        painter->drawText(
            room, Qt::AlignVCenter | Qt::AlignRight | Qt::TextSingleLine, parts.last());
    if (option.menuItemType == QStyleOptionMenuItem::SubMenu)
        paintGlyph(painter, QRectF(option.rect.right() - 22, option.rect.center().y() - 6, 14, 14),
            QStringLiteral("chevron-right"), t.text2);
}

void itemPanel(const QStyleOption& option, QPainter* painter)
{
    const Tokens& t = tokensOf(option.palette);
    const auto* item = qstyleoption_cast<const QStyleOptionViewItem*>(&option);
    if (item && item->backgroundBrush.style() != Qt::NoBrush)
        painter->fillRect(option.rect, item->backgroundBrush);
    if (has(option, QStyle::State_Selected)) {
        painter->fillRect(option.rect, t.sel);
        if (item && item->index.isValid() && item->index.column() == 0)
            painter->fillRect(
                QRect(option.rect.x(), option.rect.y(), 3, option.rect.height()), t.acc);
    } else if (hovered(option)) {
        painter->fillRect(option.rect, mixed(t.surf2, t.text, 0.03));
    }
}

void progress(const QStyleOptionProgressBar& option, QPainter* painter)
{
    const Tokens& t = tokensOf(option.palette);
    QRectF groove(option.rect);
    groove = QRectF(groove.x(), groove.center().y() - 3, groove.width(), 6);
    paintBox(painter, groove, 3, t.line, {});
    const qint64 span = qint64(option.maximum) - option.minimum;
    const qreal share =
        span > 0 ? qreal(qint64(option.progress) - option.minimum) / qreal(span) : 0.3;
    if (share > 0)
        paintBox(painter, QRectF(groove.x(), groove.y(), std::max(6.0, groove.width() * share), 6),
            3, t.acc, {});
}

} // namespace paydesk::drawing

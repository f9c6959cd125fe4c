#include "ui/style/paydeskstyle.h"

#include "ui/style/buttons.h"
#include "ui/style/drawing.h"
#include "ui/style/paint.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractScrollArea>
#include <QComboBox>
#include <QHeaderView>
#include <QListView>
#include <QPainter>
#include <QScrollBar>
#include <QStyleFactory>
#include <QStyleOption>
#include <QTabBar>

#include <algorithm>

namespace paydesk {

namespace {

    constexpr int arrowRoom = 30;
    constexpr int slimBar = 10;
    constexpr int shortestSlider = 28;

    bool isTextArea(const QWidget* widget)
    {
        return widget
            && (widget->inherits("QPlainTextEdit") || widget->inherits("QTextEdit")
                || widget->inherits("paydesk::HexView"));
    }

    QRect sliderRect(const QStyleOptionSlider& bar)
    {
        const bool upright = bar.orientation == Qt::Vertical;
        const int room = upright ? bar.rect.height() : bar.rect.width();
        const qint64 range = qint64(bar.maximum) - bar.minimum;
        const qint64 share =
            range > 0 ? qint64(bar.pageStep) * room / (range + bar.pageStep) : room;
        const int length = int(std::clamp<qint64>(share, std::min(shortestSlider, room), room));
        const int start = QStyle::sliderPositionFromValue(
            bar.minimum, bar.maximum, bar.sliderPosition, room - length, bar.upsideDown);
        return upright ? QRect(bar.rect.x(), bar.rect.y() + start, bar.rect.width(), length)
                       : QRect(bar.rect.x() + start, bar.rect.y(), length, bar.rect.height());
    }

    QRect scrollBarRect(const QStyleOptionSlider& bar, QStyle::SubControl part)
    {
        const QRect slider = sliderRect(bar);
        const bool upright = bar.orientation == Qt::Vertical;
        const QRect& r = bar.rect;
        switch (part) {
        case QStyle::SC_ScrollBarSlider:
            return slider;
        case QStyle::SC_ScrollBarGroove:
            return r;
        case QStyle::SC_ScrollBarSubPage:
            return upright ? QRect(r.x(), r.y(), r.width(), slider.y() - r.y())
                           : QRect(r.x(), r.y(), slider.x() - r.x(), r.height());
        case QStyle::SC_ScrollBarAddPage:
            return upright
                ? QRect(r.x(), slider.bottom() + 1, r.width(), r.bottom() - slider.bottom())
                : QRect(slider.right() + 1, r.y(), r.right() - slider.right(), r.height());
        default:
            return {}; // no arrows at the ends
        }
    }

    QSize pushButtonSize(const QStyleOptionButton& option)
    {
        const QSize text = option.fontMetrics.size(Qt::TextShowMnemonic, option.text);
        const int icon =
            option.icon.isNull() ? 0 : option.iconSize.width() + (option.text.isEmpty() ? 0 : 8);
        const int menu = option.features.testFlag(QStyleOptionButton::HasMenu) ? 20 : 0;
        const int pad = option.text.isEmpty() ? 16 : 28;
        return {text.width() + icon + menu + pad, std::max(controlHeight, text.height() + 10)};
    }

    QSize toolButtonSize(const QStyleOption* option, const QSize& base)
    {
        const auto* tool = qstyleoption_cast<const QStyleOptionToolButton*>(option);
        const bool worded = tool && tool->toolButtonStyle == Qt::ToolButtonTextBesideIcon;
        return (worded ? base + QSize(8, 0) : base).expandedTo({controlHeight, controlHeight});
    }

    QSize menuItemSize(const QStyleOptionMenuItem& option, const QSize& size)
    {
        if (option.menuItemType == QStyleOptionMenuItem::Separator)
            return {size.width(), 9};
        return {size.width() + 66, std::max(30, option.fontMetrics.height() + 10)};
    }

    void drawFrame(const QStyleOption& option, QPainter* painter, const QWidget* widget)
    {
        const Tokens& t = tokensOf(option.palette);
        const auto* frame = qstyleoption_cast<const QStyleOptionFrame*>(&option);
        if (frame && frame->lineWidth <= 0)
            return;
        const bool focused = option.state.testFlag(QStyle::State_HasFocus) && isTextArea(widget);
        if (isTextArea(widget))
            paintBox(painter, QRectF(option.rect), controlRadius,
                option.palette.color(QPalette::Base),
                isInvalid(widget) ? t.bad : (focused ? t.acc : t.line), focused ? 2 : 1);
        else
            paintBox(painter, QRectF(option.rect), 0, {}, t.line);
    }

} // namespace

PaydeskStyle::PaydeskStyle()
    : QProxyStyle(QStyleFactory::create(QStringLiteral("Fusion")))
{
}

void PaydeskStyle::polish(QWidget* widget)
{
    QProxyStyle::polish(widget);
    if (qobject_cast<QAbstractButton*>(widget) || qobject_cast<QComboBox*>(widget)
        || qobject_cast<QTabBar*>(widget) || qobject_cast<QScrollBar*>(widget))
        widget->setAttribute(Qt::WA_Hover);
    // A scroll bar lies on whatever is behind it: a card, a table, the window.
    if (qobject_cast<QScrollBar*>(widget))
        widget->setAttribute(Qt::WA_OpaquePaintEvent, false);
    if (auto* header = qobject_cast<QHeaderView*>(widget)) {
        header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
        if (header->orientation() == Qt::Vertical) {
            header->setMinimumSectionSize(20);
            // A table that has chosen denser rows keeps them.
            header->setDefaultSectionSize(std::min(28, header->defaultSectionSize()));
        }
    }
    if (auto* view = qobject_cast<QAbstractItemView*>(widget))
        view->viewport()->setAttribute(Qt::WA_Hover);
}

int PaydeskStyle::pixelMetric(
    PixelMetric metric, const QStyleOption* option, const QWidget* widget) const
{
    switch (metric) {
    case PM_ButtonIconSize:
    case PM_SmallIconSize:
    case PM_TabBarIconSize:
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
    case PM_ExclusiveIndicatorWidth:
    case PM_ExclusiveIndicatorHeight:
        return controlGlyph;
    case PM_CheckBoxLabelSpacing:
    case PM_RadioButtonLabelSpacing:
        return 8;
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical:
    case PM_TabBarTabShiftHorizontal:
    case PM_TabBarTabShiftVertical:
    case PM_TabBarTabOverlap:
    case PM_TabBarBaseOverlap:
    case PM_ScrollView_ScrollBarSpacing:
        return 0;
    case PM_ScrollBarExtent:
        return slimBar;
    case PM_ScrollBarSliderMin:
        return shortestSlider;
    case PM_TabBarTabHSpace:
        return 22;
    case PM_FocusFrameHMargin:
        return 7;
    case PM_HeaderMargin:
        return 8;
    case PM_MenuHMargin:
        return 0;
    case PM_MenuVMargin:
        return 4;
    case PM_MenuPanelWidth:
        return 1;
    case PM_ToolTipLabelFrameWidth:
        return 6;
    case PM_SplitterWidth:
        return 12;
    case PM_DefaultFrameWidth:
        return isTextArea(widget) ? 3 : 1;
    case PM_LayoutHorizontalSpacing:
    case PM_LayoutVerticalSpacing:
        return 8;
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int PaydeskStyle::styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
    QStyleHintReturn* answer) const
{
    switch (hint) {
    case SH_EtchDisabledText:
    case SH_DialogButtonBox_ButtonsHaveIcons:
    case SH_ComboBox_Popup:
    case SH_ItemView_ArrowKeysNavigateIntoChildren:
    case SH_ItemView_ShowDecorationSelected:
        return hint == SH_ItemView_ShowDecorationSelected;
    case SH_ScrollBar_LeftClickAbsolutePosition:
        return 0;
    case SH_Table_GridLineColor:
        return int(tokensOf(option ? option->palette : QPalette()).line.rgba());
    case SH_TabBar_ElideMode:
        return Qt::ElideNone;
    case SH_UnderlineShortcut:
        return 0;
    default:
        return QProxyStyle::styleHint(hint, option, widget, answer);
    }
}

QSize PaydeskStyle::sizeFromContents(
    ContentsType type, const QStyleOption* option, const QSize& size, const QWidget* widget) const
{
    const QSize base = QProxyStyle::sizeFromContents(type, option, size, widget);
    switch (type) {
    case CT_PushButton:
        if (const auto* button = qstyleoption_cast<const QStyleOptionButton*>(option))
            return pushButtonSize(*button);
        return base;
    case CT_LineEdit:
    case CT_SpinBox:
        return {base.width() + 12, std::max(controlHeight, option->fontMetrics.height() + 10)};
    case CT_ComboBox:
        return {size.width() + arrowRoom + 16,
            std::max(controlHeight, option->fontMetrics.height() + 10)};
    case CT_ToolButton:
        return toolButtonSize(option, base);
    case CT_TabBarTab:
        return {size.width() + 6, std::max(34, option->fontMetrics.height() + 16)};
    case CT_HeaderSection:
        return {base.width() + 8, std::max(controlHeight, option->fontMetrics.height() + 14)};
    case CT_ItemViewItem:
        return base.expandedTo({0, std::max(28, option->fontMetrics.height() + 10)});
    case CT_MenuItem:
        if (const auto* item = qstyleoption_cast<const QStyleOptionMenuItem*>(option))
            return menuItemSize(*item, size);
        return base;
    case CT_MenuBarItem:
        return {size.width() + 20, std::max(28, option->fontMetrics.height() + 8)};
    default:
        return base;
    }
}

QRect PaydeskStyle::subElementRect(
    SubElement element, const QStyleOption* option, const QWidget* widget) const
{
    if (element == SE_LineEditContents)
        return option->rect.adjusted(8, 1, -8, -1);
    if (element == SE_PushButtonContents)
        return option->rect;
    return QProxyStyle::subElementRect(element, option, widget);
}

QRect PaydeskStyle::subControlRect(ComplexControl control, const QStyleOptionComplex* option,
    SubControl part, const QWidget* widget) const
{
    if (control == CC_ScrollBar) {
        if (const auto* bar = qstyleoption_cast<const QStyleOptionSlider*>(option))
            return visualRect(bar->direction, bar->rect, scrollBarRect(*bar, part));
    }
    if (control == CC_ComboBox) {
        const QRect r = option->rect;
        if (part == SC_ComboBoxEditField)
            return visualRect(option->direction, r, r.adjusted(8, 2, -arrowRoom, -2));
        if (part == SC_ComboBoxArrow)
            return visualRect(
                option->direction, r, QRect(r.right() - arrowRoom, r.y(), arrowRoom, r.height()));
    }
    return QProxyStyle::subControlRect(control, option, part, widget);
}

void PaydeskStyle::drawPrimitive(PrimitiveElement element, const QStyleOption* option,
    QPainter* painter, const QWidget* widget) const
{
    const Tokens& t = tokensOf(option->palette);
    switch (element) {
    case PE_PanelButtonCommand:
    case PE_FrameDefaultButton:
        return drawing::buttonPanel(*option, painter, widget);
    case PE_PanelButtonTool:
        return drawing::toolButtonPanel(*option, painter);
    case PE_PanelLineEdit:
        if (const auto* frame = qstyleoption_cast<const QStyleOptionFrame*>(option);
            frame && frame->lineWidth > 0)
            drawing::editorPanel(*option, painter, widget);
        return;
    case PE_FrameLineEdit:
        return drawing::editorPanel(*option, painter, widget);
    case PE_IndicatorCheckBox:
    case PE_IndicatorItemViewItemCheck:
        return drawing::checkBox(*option, painter);
    case PE_IndicatorRadioButton:
        return drawing::radioButton(*option, painter);
    case PE_FrameFocusRect:
        if (!qobject_cast<const QAbstractItemView*>(widget)
            && !qobject_cast<const QAbstractButton*>(widget))
            return;
        if (option->state.testFlag(State_KeyboardFocusChange))
            drawing::focusRing(*option, painter);
        return;
    case PE_Frame:
        return drawFrame(*option, painter, widget);
    case PE_FrameTabWidget:
    case PE_IndicatorTabTearLeft:
    case PE_IndicatorTabTearRight:
        return;
    case PE_FrameTabBarBase:
        painter->fillRect(
            QRect(option->rect.x(), option->rect.bottom(), option->rect.width(), 1), t.line);
        return;
    case PE_PanelTipLabel:
    case PE_FrameMenu:
        return paintBox(painter, QRectF(option->rect), 0, t.surf, t.ctl);
    case PE_PanelMenu:
        painter->fillRect(option->rect, t.surf);
        return;
    case PE_PanelItemViewItem:
        return drawing::itemPanel(*option, painter);
    case PE_PanelStatusBar:
    case PE_FrameStatusBarItem:
        return;
    default:
        QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

void PaydeskStyle::drawControl(ControlElement element, const QStyleOption* option,
    QPainter* painter, const QWidget* widget) const
{
    if (element == CE_PushButtonBevel)
        return drawing::buttonPanel(*option, painter, widget);
    if (element == CE_Splitter || element == CE_ProgressBarGroove || element == CE_ProgressBarLabel)
        return;
    if (const auto* button = qstyleoption_cast<const QStyleOptionButton*>(option);
        button && element == CE_PushButtonLabel)
        return drawing::buttonLabel(*button, painter, widget);
    if (const auto* tool = qstyleoption_cast<const QStyleOptionToolButton*>(option); tool
        && element == CE_ToolButtonLabel && tool->toolButtonStyle == Qt::ToolButtonTextBesideIcon)
        return drawing::toolButtonLabel(*tool, painter);
    if (const auto* combo = qstyleoption_cast<const QStyleOptionComboBox*>(option);
        combo && element == CE_ComboBoxLabel)
        return drawing::comboLabel(
            *combo, painter, subControlRect(CC_ComboBox, combo, SC_ComboBoxEditField, widget));
    if (const auto* tab = qstyleoption_cast<const QStyleOptionTab*>(option)) {
        if (element == CE_TabBarTabShape)
            return;
        if (element == CE_TabBarTabLabel)
            return drawing::tab(*tab, painter);
    }
    if (const auto* header = qstyleoption_cast<const QStyleOptionHeader*>(option);
        header && element == CE_Header)
        return drawing::header(*header, painter);
    if (const auto* item = qstyleoption_cast<const QStyleOptionMenuItem*>(option);
        item && element == CE_MenuItem)
        return drawing::menuItem(*item, painter);
    if (const auto* bar = qstyleoption_cast<const QStyleOptionProgressBar*>(option);
        bar && element == CE_ProgressBarContents)
        return drawing::progress(*bar, painter);
    QProxyStyle::drawControl(element, option, painter, widget);
}

void PaydeskStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex* option,
    QPainter* painter, const QWidget* widget) const
{
    if (const auto* bar = qstyleoption_cast<const QStyleOptionSlider*>(option);
        bar && control == CC_ScrollBar)
        return drawing::scrollBar(
            *bar, painter, subControlRect(CC_ScrollBar, bar, SC_ScrollBarSlider, widget));
    if (const auto* combo = qstyleoption_cast<const QStyleOptionComboBox*>(option);
        combo && control == CC_ComboBox)
        return drawing::comboBox(
            *combo, painter, widget, subControlRect(CC_ComboBox, combo, SC_ComboBoxArrow, widget));
    if (const auto* tool = qstyleoption_cast<const QStyleOptionToolButton*>(option);
        tool && control == CC_ToolButton) {
        // A button that is a menu looks like any other; its picture says what it is.
        QStyleOptionToolButton plain = *tool;
        plain.features.setFlag(QStyleOptionToolButton::HasMenu, false);
        return QProxyStyle::drawComplexControl(control, &plain, painter, widget);
    }
    if (const auto* box = qstyleoption_cast<const QStyleOptionSpinBox*>(option);
        box && control == CC_SpinBox)
        return drawing::spinBox(*box, painter, widget,
            subControlRect(CC_SpinBox, box, SC_SpinBoxUp, widget),
            subControlRect(CC_SpinBox, box, SC_SpinBoxDown, widget));
    QProxyStyle::drawComplexControl(control, option, painter, widget);
}

} // namespace paydesk

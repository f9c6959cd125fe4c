#pragma once

class QPainter;
class QStyleOption;
class QStyleOptionButton;
class QStyleOptionComboBox;
class QStyleOptionHeader;
class QStyleOptionMenuItem;
class QStyleOptionProgressBar;
class QStyleOptionSlider;
class QStyleOptionSpinBox;
class QStyleOptionTab;
class QStyleOptionToolButton;
class QWidget;
class QRect;

/// How the single controls are drawn; PaydeskStyle decides when.
namespace paydesk::drawing {

void buttonPanel(const QStyleOption& option, QPainter* painter, const QWidget* widget);
void buttonLabel(const QStyleOptionButton& option, QPainter* painter, const QWidget* widget);
void toolButtonPanel(const QStyleOption& option, QPainter* painter);
void toolButtonLabel(const QStyleOptionToolButton& option, QPainter* painter);
void comboLabel(const QStyleOptionComboBox& option, QPainter* painter, const QRect& room);
void editorPanel(const QStyleOption& option, QPainter* painter, const QWidget* widget);
void checkBox(const QStyleOption& option, QPainter* painter);
void radioButton(const QStyleOption& option, QPainter* painter);
void comboBox(const QStyleOptionComboBox& option, QPainter* painter, const QWidget* widget,
    const QRect& arrow);
void spinBox(const QStyleOptionSpinBox& option, QPainter* painter, const QWidget* widget,
    const QRect& up, const QRect& down);
void scrollBar(const QStyleOptionSlider& option, QPainter* painter, const QRect& slider);
void tab(const QStyleOptionTab& option, QPainter* painter);
void header(const QStyleOptionHeader& option, QPainter* painter);
void menuItem(const QStyleOptionMenuItem& option, QPainter* painter);
void itemPanel(const QStyleOption& option, QPainter* painter);
void progress(const QStyleOptionProgressBar& option, QPainter* painter);
void focusRing(const QStyleOption& option, QPainter* painter);

} // namespace paydesk::drawing

#include "ui/widgets/taborder.h"

#include <QLayout>
#include <QScrollArea>
#include <QSplitter>
#include <QTabBar>
#include <QTabWidget>
#include <QWidget>

namespace paydesk {

namespace {

    void collect(QWidget* widget, QList<QWidget*>& order);

    void collect(QLayout* layout, QList<QWidget*>& order)
    {
        for (int i = 0; i < layout->count(); ++i) {
            if (QWidget* widget = layout->itemAt(i)->widget())
                collect(widget, order);
            else if (QLayout* inner = layout->itemAt(i)->layout())
                collect(inner, order);
        }
    }

    void collectInside(QWidget* widget, QList<QWidget*>& order)
    {
        if (const auto* area = qobject_cast<QScrollArea*>(widget)) {
            if (area->widget())
                collect(area->widget(), order);
        } else if (const auto* splitter = qobject_cast<QSplitter*>(widget)) {
            for (int i = 0; i < splitter->count(); ++i)
                collect(splitter->widget(i), order);
        } else if (const auto* tabs = qobject_cast<QTabWidget*>(widget)) {
            for (int i = 0; i < tabs->count(); ++i)
                collect(tabs->widget(i), order);
        } else if (widget->layout()) {
            collect(widget->layout(), order);
        }
    }

    void collect(QWidget* widget, QList<QWidget*>& order)
    {
        if (auto* tabs = qobject_cast<QTabWidget*>(widget))
            order << tabs->tabBar();
        else if (widget->focusPolicy() != Qt::NoFocus && !widget->focusProxy())
            order << widget;
        collectInside(widget, order);
    }

} // namespace

void tabAsLaidOut(QWidget& root)
{
    QList<QWidget*> order;
    collectInside(&root, order);
    for (qsizetype i = 1; i < order.size(); ++i)
        QWidget::setTabOrder(order.at(i - 1), order.at(i));
}

} // namespace paydesk

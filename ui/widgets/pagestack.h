#pragma once

#include <QStackedWidget>

namespace paydesk {

/// Pages of which one is seen, and which alone says how much room is needed. How high it is does
/// not follow from how wide it is: a QStackedWidget answers that by breaking the lines of every
/// hidden page, whenever a label of the seen one changes.
class PageStack final : public QStackedWidget {
    Q_OBJECT

public:
    explicit PageStack(QWidget* parent = nullptr)
        : QStackedWidget(parent)
    {
        connect(this, &QStackedWidget::currentChanged, this, &QWidget::updateGeometry);
    }

    bool hasHeightForWidth() const override { return false; }
    QSize minimumSizeHint() const override
    {
        const QWidget* seen = currentWidget();
        return seen ? seen->minimumSizeHint().expandedTo(seen->minimumSize()) : QSize();
    }
};

} // namespace paydesk

#pragma once

#include <QStyledItemDelegate>

namespace paydesk {

/// An order in the list: what was bought and for how much, its number, its state as a badge.
class OrderDelegate final : public QStyledItemDelegate {
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
        const QModelIndex& index) const override;
};

} // namespace paydesk

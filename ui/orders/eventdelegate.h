#pragma once

#include <QStyledItemDelegate>

namespace paydesk {

/// An event in an order's timeline: time and gap, what it was, sign and words of its outcome, the
/// value worth showing.
class EventDelegate final : public QStyledItemDelegate {
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
        const QModelIndex& index) const override;
};

} // namespace paydesk

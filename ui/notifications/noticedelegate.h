#pragma once

#include <QStyledItemDelegate>

namespace paydesk {

class ExchangeFilter;

/// A notification in the list: order number and verdict, time, amount and reason.
class NoticeDelegate final : public QStyledItemDelegate {
    Q_OBJECT

public:
    NoticeDelegate(const ExchangeFilter& rows, QObject* parent);

    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
        const QModelIndex& index) const override;

private:
    const ExchangeFilter& m_rows;
};

} // namespace paydesk

#pragma once

#include "core/orders/refund.h"
#include "ui/orders/orderwords.h"

#include <QAbstractTableModel>

namespace paydesk {

/// The refunds of one order: number, amount, state, reason, time.
class RefundModel final : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Number, Amount, State, Reason, Created, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void setRefunds(const QList<Refund>& refunds, const QDate& today);
    void retranslate();

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString shown(const Refund& refund, int column) const;

    QList<Refund> m_refunds;
    QDate m_today;
};

/// The state of a refund in a few words: "Returned", "On its way", "Waits for a refund query" …
ToneWords refundWords(const Refund& refund);

} // namespace paydesk

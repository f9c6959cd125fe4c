#pragma once

#include "core/base/exchange.h"

#include <QAbstractTableModel>

namespace paydesk {

/// The messages of one order: time, direction, path, outcome, duration. New ones are appended.
class OrderExchangeModel final : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Time, Direction, Path, Outcome, Took, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void setExchanges(const QList<Exchange>& exchanges, const QDate& today);
    const QList<Exchange>& exchanges() const { return m_exchanges; }
    void retranslate();

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString shown(const Exchange& exchange, int column) const;

    QList<Exchange> m_exchanges;
    QDate m_today;
};

/// The path alone, without the host: "/pay/unifiedorder".
QString pathOf(const Exchange& exchange);

} // namespace paydesk

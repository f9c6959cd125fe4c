#pragma once

#include "core/orders/order.h"

#include <QAbstractTableModel>

#include <optional>

namespace paydesk {

/// One field of an order: what the history has, and what WeChat's last answer to a query said.
struct FieldRow {
    QByteArray name;
    QByteArray ours;
    QByteArray theirs;
    bool differs = false;

    friend bool operator==(const FieldRow&, const FieldRow&) = default;
};

/// Every known field, those that differ first. A field that only one side has is no difference.
QList<FieldRow> orderFields(const Order& order, const std::optional<Parameters>& answer);

/// What WeChat said last about the order, from the newest verified answer to a query among its
/// exchanges (oldest first); none when it never answered one.
std::optional<Parameters> lastQueryAnswer(const QList<Exchange>& exchanges);

/// The fields as a table: name, our value, WeChat's value. All texts plain, on one line.
class OrderFieldModel final : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Name, Ours, Theirs, ColumnCount };
    enum Role { CopyRole = Qt::UserRole + 1 }; ///< the value, whole

    using QAbstractTableModel::QAbstractTableModel;

    void setRows(const QList<FieldRow>& rows, bool answered);
    int differences() const;
    void retranslate();

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString shown(const FieldRow& row, int column) const;

    QList<FieldRow> m_rows;
    bool m_answered = false; ///< whether there is a column of WeChat's at all
};

} // namespace paydesk

#pragma once

#include "core/sign/parameters.h"

#include <QAbstractTableModel>

namespace paydesk {

/// The fields of a message, to be changed in place: name and value, in their order, and below them
/// an empty row that becomes a field when it gets a name. What nobody touches keeps its bytes. A
/// name that no element can have is not taken.
class FieldModel final : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Name, Value, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    /// What came; the fields are set back to it.
    void setFields(const Parameters& fields);
    const Parameters& fields() const { return m_fields; }
    /// The names whose values are not those that came, in order; those that are gone come last.
    QList<QByteArray> changed() const;
    void removeField(int row);
    void retranslate();

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

signals:
    /// A field was changed, added or removed by hand.
    void edited();

private:
    bool isNewRow(int row) const { return row == int(m_fields.size()); }
    bool differs(const Parameter& field) const;
    void replace(int row, const Parameter& field);

    Parameters m_fields;
    Parameters m_received;
};

} // namespace paydesk

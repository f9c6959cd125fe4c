#pragma once

#include "core/sign/signer.h"

#include <QAbstractTableModel>

namespace paydesk {

/// The fields of one signature in the order of signing, those left out behind them: number, name,
/// value as it stands in the string, kept or left out and why.
class TraceModel final : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Number, Name, Value, Fate, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void setTrace(const SignatureTrace& trace);
    void retranslate();

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString text(const TracedField& field, int row, int column) const;
    static QString fateText(TracedField::Fate fate);

    QList<TracedField> m_fields;
};

} // namespace paydesk

#pragma once

#include "core/gateway/backstage.h"

#include <QAbstractTableModel>

namespace paydesk {

/// The faults in force, oldest first: that is the order in which they strike.
class FaultModel final : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Name, Scope, Times, Lasts, ColumnCount };

    explicit FaultModel(QObject* parent = nullptr);

    void show(const QList<PlantedFault>& faults);
    const QList<PlantedFault>& faults() const { return m_faults; }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    void retranslate();

private:
    static QString cell(const PlantedFault& fault, int column);

    QList<PlantedFault> m_faults;
};

} // namespace paydesk

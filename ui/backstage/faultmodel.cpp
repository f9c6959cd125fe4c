#include "ui/backstage/faultmodel.h"

#include "ui/backstage/faultwords.h"

#include <algorithm>

namespace paydesk {

FaultModel::FaultModel(QObject* parent)
    : QAbstractTableModel(parent)
{
}

/// A fault that struck is the same fault: whoever has chosen it keeps it.
void FaultModel::show(const QList<PlantedFault>& faults)
{
    const bool same = std::equal(m_faults.begin(), m_faults.end(), faults.begin(), faults.end(),
        [](const PlantedFault& a, const PlantedFault& b) { return a.id == b.id; });
    if (!same)
        beginResetModel();
    m_faults = faults;
    if (!same)
        endResetModel();
    else if (!faults.isEmpty())
        emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

int FaultModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_faults.size());
}

int FaultModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString FaultModel::cell(const PlantedFault& fault, int column)
{
    switch (column) {
    case Name:
        return fault.errCode.isEmpty() ? faultName(fault.fault) : QString::fromUtf8(fault.errCode);
    case Scope:
        return faultScopeName(fault.scope);
    case Times:
        return fault.times == 0 ? tr("until cleared") : QString::number(fault.times);
    case Lasts:
        return fault.seconds > 0 ? tr("%1 s").arg(fault.seconds) : QString();
    default:
        return {};
    }
}

QVariant FaultModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const PlantedFault& fault = m_faults.at(index.row());
    if (role == Qt::DisplayRole)
        return cell(fault, index.column());
    if (role == Qt::ToolTipRole) {
        if (const FaultCard* card = faultCard(QByteArrayView(fault.fault)))
            return faultSentence(card->kind).toHtmlEscaped();
    }
    return {};
}

QVariant FaultModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Name:
        return tr("Fault");
    case Scope:
        return tr("Strikes at");
    case Times:
        return tr("Still strikes");
    case Lasts:
        return tr("Lasts");
    default:
        return {};
    }
}

void FaultModel::retranslate()
{
    emit headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    if (!m_faults.isEmpty())
        emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

} // namespace paydesk

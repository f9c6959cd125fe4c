#include "ui/signatures/tracemodel.h"

#include "ui/signatures/piecedelegate.h"
#include "ui/style/fonts.h"

namespace paydesk {

void TraceModel::setTrace(const SignatureTrace& trace)
{
    beginResetModel();
    m_fields.clear();
    for (const qsizetype index : trace.order)
        m_fields.append(trace.fields.at(index));
    for (const TracedField& field : trace.fields) {
        if (field.fate != TracedField::Fate::Signed)
            m_fields.append(field);
    }
    endResetModel();
}

void TraceModel::retranslate()
{
    emit headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    if (!m_fields.isEmpty())
        emit dataChanged(index(0, 0), index(int(m_fields.size()) - 1, ColumnCount - 1));
}

int TraceModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_fields.size());
}

int TraceModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant TraceModel::data(const QModelIndex& index, int role) const
{
    const TracedField& field = m_fields.at(index.row());
    const bool isSigned = field.fate == TracedField::Fate::Signed;
    const bool technical = index.column() == Name || index.column() == Value;
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return text(field, index.row(), index.column());
    case Qt::FontRole:
        return technical ? fontOf(FontRole::Technical) : QVariant();
    case RunsRole:
        return index.column() == Value && !field.field.value.isEmpty()
            ? QVariant::fromValue(runsOf(field.field.value, {}))
            : QVariant();
    case ToneRole:
        if (index.column() == Fate)
            return int(isSigned ? Tone::Ok : Tone::Neutral);
        return isSigned ? QVariant() : QVariant(int(Tone::Neutral));
    default:
        return {};
    }
}

QString TraceModel::text(const TracedField& field, int row, int column) const
{
    switch (column) {
    case Number:
        return field.fate == TracedField::Fate::Signed ? QString::number(row + 1)
                                                       : QStringLiteral("–");
    case Name:
        return spokenRuns(runsOf(field.field.name, {}));
    case Value:
        return field.field.value.isEmpty() ? tr("(empty)")
                                           : spokenRuns(runsOf(field.field.value, {}));
    default:
        return fateText(field.fate);
    }
}

QString TraceModel::fateText(TracedField::Fate fate)
{
    switch (fate) {
    case TracedField::Fate::Signed:
        return tr("✓ signed");
    case TracedField::Fate::SkippedEmpty:
        return tr("– empty");
    case TracedField::Fate::SkippedSign:
        return tr("– signature");
    }
    return {};
}

QVariant TraceModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Number:
        return tr("#");
    case Name:
        return tr("Field");
    case Value:
        return tr("Value");
    default:
        return tr("Kept?");
    }
}

} // namespace paydesk

#include "ui/replay/fieldmodel.h"

#include "core/sign/xmlcodec.h"
#include "ui/orders/orderwords.h"
#include "ui/style/fonts.h"
#include "ui/style/tokens.h"

#include <QGuiApplication>

namespace paydesk {

void FieldModel::setFields(const Parameters& fields)
{
    beginResetModel();
    m_fields = fields;
    m_received = fields;
    endResetModel();
}

bool FieldModel::differs(const Parameter& field) const
{
    return !m_received.contains(field.name) || m_received.value(field.name) != field.value;
}

QList<QByteArray> FieldModel::changed() const
{
    QList<QByteArray> names;
    for (const Parameter& field : m_fields) {
        if (differs(field))
            names.append(field.name);
    }
    for (const Parameter& field : m_received) {
        if (!m_fields.contains(field.name))
            names.append(field.name);
    }
    return names;
}

void FieldModel::removeField(int row)
{
    if (row < 0 || row >= int(m_fields.size()))
        return;
    beginRemoveRows({}, row, row);
    Parameters kept;
    for (int i = 0; i < int(m_fields.size()); ++i) {
        if (i != row)
            kept.append(m_fields.at(i).name, m_fields.at(i).value);
    }
    m_fields = kept;
    endRemoveRows();
    emit edited();
}

void FieldModel::retranslate()
{
    emit headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    emit dataChanged(index(int(m_fields.size()), 0), index(int(m_fields.size()), ColumnCount - 1));
}

int FieldModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_fields.size()) + 1;
}

int FieldModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant FieldModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Tokens& tokens = tokensOf(QGuiApplication::palette());
    if (isNewRow(index.row())) {
        const bool invites = index.column() == Name;
        if (role == Qt::DisplayRole && invites)
            return tr("Add a field…");
        return role == Qt::ForegroundRole ? QVariant(tokens.text2) : QVariant();
    }
    const Parameter& field = m_fields.at(index.row());
    const QByteArray& text = index.column() == Name ? field.name : field.value;
    switch (role) {
    case Qt::DisplayRole:
        return oneLine(text);
    case Qt::EditRole:
        return QString::fromUtf8(text);
    case Qt::FontRole:
        return fontOf(FontRole::TechnicalSmall);
    case Qt::ForegroundRole:
        return differs(field) ? tokens.warn : tokens.text;
    case Qt::ToolTipRole:
        return differs(field)
            ? tr("Changed; %1 came.")
                  .arg(m_received.contains(field.name) ? oneLine(m_received.value(field.name))
                                                       : tr("no such field"))
                  .toHtmlEscaped()
            : oneLine(text).toHtmlEscaped();
    default:
        return {};
    }
}

void FieldModel::replace(int row, const Parameter& field)
{
    Parameters fields;
    for (int i = 0; i < int(m_fields.size()); ++i) {
        const Parameter& kept = i == row ? field : m_fields.at(i);
        fields.append(kept.name, kept.value);
    }
    m_fields = fields;
    emit dataChanged(index(row, 0), index(row, ColumnCount - 1));
    emit edited();
}

bool FieldModel::setData(const QModelIndex& index, const QVariant& value, int role)
{
    if (role != Qt::EditRole || !checkIndex(index, CheckIndexOption::IndexIsValid))
        return false;
    const QByteArray text = value.toString().toUtf8();
    const int row = index.row();
    if (index.column() == Name && !isElementName(text))
        return false;
    if (isNewRow(row)) {
        if (index.column() != Name)
            return false;
        beginInsertRows({}, row, row);
        m_fields.append(text, {});
        endInsertRows();
        emit edited();
        return true;
    }
    Parameter field = m_fields.at(row);
    QByteArray& part = index.column() == Name ? field.name : field.value;
    // An editor that was only looked into changes nothing.
    if (QString::fromUtf8(part) == value.toString())
        return true;
    part = text;
    replace(row, field);
    return true;
}

Qt::ItemFlags FieldModel::flags(const QModelIndex& index) const
{
    const Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    if (!index.isValid() || (isNewRow(index.row()) && index.column() == Value))
        return flags;
    return flags | Qt::ItemIsEditable;
}

QVariant FieldModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == Name ? tr("Field") : tr("Value");
}

} // namespace paydesk

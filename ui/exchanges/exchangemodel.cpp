#include "ui/exchanges/exchangemodel.h"

#include "ui/style/fonts.h"

#include <QGuiApplication>

#include <algorithm>

namespace paydesk {

namespace {

    bool isFigure(int column)
    {
        return column == ExchangeModel::Took || column == ExchangeModel::Size;
    }

    QString noticeText(const ExchangeRow& row)
    {
        QStringList parts{oneLine(row.outTradeNo), verdictWords(row).text, reasonWords(row).text,
            row.amount ? amountText(*row.amount) : QString(),
            momentText(row.startedAt, row.startedAt.toLocalTime().date())};
        parts.removeAll(QString());
        return parts.join(u' ');
    }

} // namespace

void ExchangeModel::clear()
{
    beginResetModel();
    m_rows.clear();
    endResetModel();
}

void ExchangeModel::insert(int at, const QList<ExchangeRow>& rows)
{
    if (rows.isEmpty())
        return;
    beginInsertRows({}, at, at + int(rows.size()) - 1);
    if (at == 0)
        m_rows = rows + m_rows;
    else
        m_rows += rows;
    endInsertRows();
}

void ExchangeModel::append(const QList<ExchangeRow>& rows)
{
    insert(int(m_rows.size()), rows);
}

void ExchangeModel::prepend(const QList<ExchangeRow>& rows)
{
    insert(0, rows);
}

void ExchangeModel::dropOldest(int count)
{
    if (count <= 0)
        return;
    beginRemoveRows({}, 0, count - 1);
    m_rows.remove(0, count);
    endRemoveRows();
}

int ExchangeModel::numberOf(qint64 id) const
{
    const auto found = std::lower_bound(m_rows.begin(), m_rows.end(), id,
        [](const ExchangeRow& row, qint64 wanted) { return row.id < wanted; });
    return found != m_rows.end() && found->id == id ? int(found - m_rows.begin()) : -1;
}

void ExchangeModel::setToday(const QDate& today)
{
    if (today == m_today)
        return;
    m_today = today;
    retranslate();
}

void ExchangeModel::retranslate()
{
    emit headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    if (!m_rows.isEmpty())
        emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

int ExchangeModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int ExchangeModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString ExchangeModel::shown(const ExchangeRow& row, int column) const
{
    switch (column) {
    case Time:
        return momentText(row.startedAt, m_today);
    case Direction:
        return QString(QChar(row.incoming ? 0x2190 : 0x2192));
    case Method:
        return oneLine(row.method);
    case Path:
        return pathText(row);
    case Http:
        return row.status == 0 ? QString(QChar(0x2014)) : QString::number(row.status);
    case Outcome: {
        const ToneWords words = resultWords(row);
        return outcomeSign(words.tone) + QStringLiteral(" ") + words.text;
    }
    case Took:
        return durationText(row.took);
    case Size:
        return sizeText(row.received);
    case Notice:
        return noticeText(row);
    default:
        return {};
    }
}

QString ExchangeModel::spoken(const ExchangeRow& row, int column) const
{
    if (column == Direction)
        return row.incoming ? tr("received") : tr("sent");
    return shown(row, column);
}

QColor ExchangeModel::colorOf(const ExchangeRow& row, int column)
{
    const Tokens& t = tokensOf(QGuiApplication::palette());
    if (column == Outcome)
        return toneText(t, resultWords(row).tone);
    return column == Time || isFigure(column) ? t.text2 : t.text;
}

QVariant ExchangeModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const ExchangeRow& row = m_rows.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return shown(row, index.column());
    case Qt::ToolTipRole:
        return index.column() == Path ? QVariant(oneLine(row.url)) : QVariant();
    case Qt::AccessibleTextRole:
        return spoken(row, index.column());
    case Qt::FontRole:
        return index.column() == Outcome ? QVariant() : QVariant(fontOf(FontRole::Technical));
    case Qt::ForegroundRole:
        return colorOf(row, index.column());
    case Qt::TextAlignmentRole:
        return isFigure(index.column()) ? QVariant(Qt::AlignRight | Qt::AlignVCenter) : QVariant();
    default:
        return {};
    }
}

QVariant ExchangeModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole && isFigure(section))
        return QVariant(Qt::AlignRight | Qt::AlignVCenter);
    if (role == Qt::ToolTipRole && section == Size)
        return tr("Bytes of the body that came in");
    if (role == Qt::AccessibleTextRole && section == Direction)
        return tr("Direction");
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Time:
        return tr("Time");
    case Method:
        return tr("Method");
    case Path:
        return tr("Path");
    case Http:
        return QStringLiteral("HTTP");
    case Outcome:
        return tr("Result");
    case Took:
        return tr("Took");
    case Size:
        return tr("Size");
    default:
        return {};
    }
}

} // namespace paydesk

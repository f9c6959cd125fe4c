#include "ui/reconcile/differencemodel.h"

#include "ui/orders/orderwords.h"
#include "ui/reconcile/differencewords.h"
#include "ui/style/fonts.h"

#include <QGuiApplication>

#include <algorithm>
#include <limits>

namespace paydesk {

namespace {

    constexpr int secondsToBeijing = 8 * 3600;
    const QString wholeTime = QStringLiteral("yyyy-MM-dd HH:mm:ss");
    const QString timeAndDay = QStringLiteral("MM-dd HH:mm:ss");
    const QString timeAlone = QStringLiteral("HH:mm:ss");

    bool isMoney(int column)
    {
        return column == DifferenceModel::Ours || column == DifferenceModel::Theirs;
    }

    bool isNumber(int column)
    {
        return isMoney(column) || column == DifferenceModel::Line;
    }

    bool isWords(int column)
    {
        return column == DifferenceModel::Reason || column == DifferenceModel::Here
            || column == DifferenceModel::Kind;
    }

    QColor cellColor(const Difference& row, int column)
    {
        const Tokens& t = tokensOf(QGuiApplication::palette());
        const bool amounts =
            row.reason == DifferenceReason::Amount || row.reason == DifferenceReason::Currency;
        if (column == DifferenceModel::Reason || (amounts && isMoney(column)))
            return t.bad;
        if (column == DifferenceModel::Here && row.ourState)
            return toneText(t, stateWords(*row.ourState).tone);
        return column == DifferenceModel::Time || column == DifferenceModel::Line
                || column == DifferenceModel::Transaction
            ? t.text2
            : t.text;
    }

    QString tipOf(const Difference& row, int column)
    {
        if (column == DifferenceModel::Time && row.at.isValid())
            return DifferenceModel::tr("%1 in Beijing")
                .arg(row.at.toOffsetFromUtc(secondsToBeijing).toString(wholeTime));
        if (column == DifferenceModel::Number)
            return oneLine(row.outTradeNo);
        return column == DifferenceModel::Transaction ? oneLine(row.transactionId) : QString();
    }

} // namespace

DifferenceModel::DifferenceModel(BillMatch& match, MatchList list, QObject* parent)
    : QAbstractTableModel(parent)
    , m_pages(new DifferencePages(match, list, this))
{
    connect(m_pages, &DifferencePages::failed, this, &DifferenceModel::failed);
    connect(m_pages, &DifferencePages::arrived, this, [this](qint64 first, qint64 last) {
        if (first < m_rows)
            emit dataChanged(index(int(first), 0),
                index(int(std::min<qint64>(last, m_rows - 1)), ColumnCount - 1));
    });
}

void DifferenceModel::setRows(qint64 rows, bool manyDays)
{
    beginResetModel();
    m_manyDays = manyDays;
    m_pages->clear();
    // A view counts its pixels in an int.
    m_rows = int(std::min<qint64>(rows, std::numeric_limits<int>::max() / 64));
    endResetModel();
}

void DifferenceModel::retranslate()
{
    emit headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    if (m_rows > 0)
        emit dataChanged(index(0, 0), index(m_rows - 1, ColumnCount - 1));
}

int DifferenceModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : m_rows;
}

int DifferenceModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString DifferenceModel::shown(const Difference& row, int column) const
{
    const QString none(QChar(0x2014));
    switch (column) {
    case Time:
        return row.at.isValid() ? row.at.toLocalTime().toString(m_manyDays ? timeAndDay : timeAlone)
                                : none;
    case Number:
        return oneLine(row.outTradeNo);
    case Transaction:
        return row.transactionId.isEmpty() ? none : oneLine(row.transactionId);
    case Reason:
        return outcomeSign(Tone::Bad) + QStringLiteral(" ") + differenceWords(row.reason);
    case Here:
        return row.ourState ? stateWords(*row.ourState).text : none;
    case Ours:
        return row.ourState ? moneyText(row.ours, row.ourCurrency) : none;
    case Kind:
        return row.theirKind ? entryWords(*row.theirKind) : none;
    case Theirs:
        return row.theirKind ? moneyText(row.theirs, row.theirCurrency) : none;
    case Line:
        return row.line > 0 ? QString::number(row.line) : none;
    default:
        return {};
    }
}

QVariant DifferenceModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    if (role == Qt::TextAlignmentRole)
        return isNumber(index.column()) ? QVariant(Qt::AlignRight | Qt::AlignVCenter) : QVariant();
    if (role == Qt::FontRole)
        return isWords(index.column()) ? QVariant() : QVariant(fontOf(FontRole::Technical));
    const Difference* said = row(index.row());
    if (!said)
        return {};
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return shown(*said, index.column());
    case Qt::ToolTipRole:
        return tipOf(*said, index.column()).toHtmlEscaped();
    case Qt::ForegroundRole:
        return cellColor(*said, index.column());
    default:
        return {};
    }
}

QVariant DifferenceModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole && isNumber(section))
        return QVariant(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Time:
        return tr("Time");
    case Number:
        return tr("Order no.");
    case Transaction:
        return QStringLiteral("transaction_id");
    case Reason:
        return tr("Difference");
    case Here:
        return tr("Here");
    case Ours:
        return tr("Amount here");
    case Kind:
        return tr("In the bill");
    case Theirs:
        return tr("Bill amount");
    case Line:
        return tr("Line");
    default:
        return {};
    }
}

} // namespace paydesk

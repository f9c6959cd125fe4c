#include "ui/signatures/comparisonmodel.h"

#include "ui/signatures/piecedelegate.h"
#include "ui/style/fonts.h"

#include <algorithm>

namespace paydesk {

namespace {

    /// One side's bytes with their marks, invalid when that side has none.
    QVariant markedRuns(const std::optional<QByteArray>& bytes, const QList<Span>& marks)
    {
        return bytes ? QVariant::fromValue(runsOf(*bytes, marks)) : QVariant();
    }

} // namespace

void ComparisonModel::setRows(const QList<ComparedField>& rows)
{
    beginResetModel();
    m_rows = rows;
    select();
    endResetModel();
}

void ComparisonModel::showDifferencesOnly(bool only)
{
    beginResetModel();
    m_differencesOnly = only;
    select();
    endResetModel();
}

void ComparisonModel::select()
{
    m_shown.clear();
    for (qsizetype i = 0; i < m_rows.size(); ++i) {
        if (!m_differencesOnly || m_rows.at(i).differs())
            m_shown.append(i);
    }
    if (m_pinned)
        std::stable_partition(
            m_shown.begin(), m_shown.end(), [this](qsizetype i) { return m_rows.at(i).differs(); });
}

void ComparisonModel::pinDifferences(bool pin)
{
    if (pin == m_pinned)
        return;
    beginResetModel();
    m_pinned = pin;
    select();
    endResetModel();
}

int ComparisonModel::differences() const
{
    return int(std::count_if(
        m_rows.begin(), m_rows.end(), [](const ComparedField& row) { return row.differs(); }));
}

int ComparisonModel::agreements() const
{
    return int(std::count_if(m_rows.begin(), m_rows.end(), [](const ComparedField& row) {
        return !row.differs() && row.finding != Finding::NotGiven;
    }));
}

int ComparisonModel::nextDifference(int from, int step) const
{
    const int count = rowCount();
    for (int i = 1; i <= count; ++i) {
        const int start = from < 0 && step < 0 ? 0 : from;
        const int at = (((start + (i * step)) % count) + count) % count;
        if (row(at).differs())
            return at;
    }
    return -1;
}

QString ComparisonModel::report() const
{
    QStringList lines;
    for (qsizetype i = 0; i < m_rows.size(); ++i) {
        QStringList cells;
        for (int column = 0; column < ColumnCount; ++column)
            cells << text(m_rows.at(i), i + 1, column);
        lines << cells.join(u'\t');
    }
    return lines.join(u'\n');
}

void ComparisonModel::retranslate()
{
    emit headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    if (rowCount() > 0)
        emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

int ComparisonModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_shown.size());
}

int ComparisonModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ComparisonModel::data(const QModelIndex& index, int role) const
{
    const ComparedField& field = row(index.row());
    const int column = index.column();
    const bool left = column == Yours;
    const bool piece = (left && field.yours) || (column == Right && field.right);
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return text(field, m_shown.at(index.row()) + 1, column);
    case Qt::FontRole:
        return column == Name || piece ? fontOf(FontRole::Technical) : QVariant();
    case RunsRole:
        if (!piece)
            return {};
        return left ? markedRuns(field.yours, field.yourMarks)
                    : markedRuns(field.right, field.rightMarks);
    case SideRole:
        return int(left ? PieceSide::Yours : PieceSide::Right);
    case AlarmRole:
        return field.differs();
    case ToneRole:
        if (column == Verdict)
            return int(field.differs()               ? Tone::Bad
                    : field.finding == Finding::Same ? Tone::Ok
                                                     : Tone::Neutral);
        return column == Number || (!piece && column != Name) ? QVariant(int(Tone::Neutral))
                                                              : QVariant();
    default:
        return {};
    }
}

QString ComparisonModel::text(const ComparedField& row, qsizetype number, int column)
{
    switch (column) {
    case Number:
        return QString::number(number);
    case Name:
        return spokenRuns(runsOf(row.name, {}));
    case Yours:
        return row.yours ? spokenRuns(runsOf(*row.yours, row.yourMarks)) : gapWords(row, column);
    case Right:
        return row.right ? spokenRuns(runsOf(*row.right, row.rightMarks)) : gapWords(row, column);
    default:
        return verdict(row);
    }
}

QString ComparisonModel::gapWords(const ComparedField& row, int column)
{
    if (column == Yours)
        return row.finding == Finding::Supplied ? tr("(not part of the call)")
            : row.finding == Finding::NotGiven  ? tr("(not pasted)")
                                                : tr("(missing)");
    if (row.finding == Finding::EmptySigned
        || (row.finding == Finding::LeftOut && row.yourLength == 0))
        return tr("(empty, not signed)");
    if (row.finding == Finding::SignSigned || row.finding == Finding::LeftOut)
        return tr("(the signature, not signed)");
    return tr("(none)");
}

QString ComparisonModel::verdict(const ComparedField& row)
{
    const QString sign = row.differs() ? QStringLiteral("✗ ")
        : row.finding == Finding::Same ? QStringLiteral("✓ ")
                                       : QStringLiteral("= ");
    if (!row.misplaced)
        return sign + findingWords(row);
    const QString place = tr("out of order (place %1)").arg(row.place);
    if (row.finding == Finding::Same)
        return sign + place;
    return sign + tr("%1; %2", "two findings about one field").arg(findingWords(row), place);
}

QString ComparisonModel::findingWords(const ComparedField& row)
{
    switch (row.finding) {
    case Finding::Same:
        return tr("same");
    case Finding::LeftOut:
        return tr("not signed, as it should be");
    case Finding::Supplied:
        return tr("signed, though not in the call");
    case Finding::NotGiven:
        return tr("not compared");
    case Finding::ValueDiffers:
        return row.yourLength == row.rightLength
            ? tr("value differs")
            : tr("value differs: %1 bytes, not %2").arg(row.yourLength).arg(row.rightLength);
    case Finding::Missing:
        return tr("missing in yours");
    case Finding::Extra:
        return tr("does not belong here");
    case Finding::EmptySigned:
        return tr("empty value was signed");
    case Finding::SignSigned:
        return tr("the signature was signed");
    case Finding::KeyDiffers:
        return tr("another key: %1 bytes, right %2").arg(row.yourLength).arg(row.rightLength);
    case Finding::KeySurrounded:
        return tr("extra bytes around the key: %1").arg(bytesAround(row));
    }
    return {};
}

QString ComparisonModel::bytesAround(const ComparedField& key)
{
    const QByteArray whole = key.yours.value_or(QByteArray());
    QByteArray bytes;
    for (const Span& mark : key.yourMarks)
        bytes += whole.mid(mark.start, mark.length);
    QStringList words;
    for (const char byte : bytes.left(8))
        words << QStringLiteral("0x") + QString::fromLatin1(QByteArray(1, byte).toHex().toUpper());
    return words.join(u' ');
}

QVariant ComparisonModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Number:
        return tr("#");
    case Name:
        return tr("Field");
    case Yours:
        return tr("Yours");
    case Right:
        return tr("Right");
    default:
        return tr("Verdict");
    }
}

} // namespace paydesk

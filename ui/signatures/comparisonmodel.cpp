#include "ui/signatures/comparisonmodel.h"

#include "ui/signatures/comparisonwords.h"
#include "ui/signatures/piecedelegate.h"
#include "ui/style/fonts.h"

#include <algorithm>

namespace paydesk {

void ComparisonModel::setRows(const QList<ComparisonRow>& rows, Sides sides)
{
    const bool renamed = sides != m_sides;
    beginResetModel();
    m_rows = rows;
    m_sides = sides;
    select();
    endResetModel();
    if (renamed)
        emit headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
}

void ComparisonModel::showDifferencesOnly(bool only)
{
    beginResetModel();
    m_differencesOnly = only;
    select();
    endResetModel();
}

void ComparisonModel::nameInvisible(bool name)
{
    m_namesInvisible = name;
    retranslate();
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
        m_rows.begin(), m_rows.end(), [](const ComparisonRow& row) { return row.differs(); }));
}

int ComparisonModel::agreements() const
{
    return int(std::count_if(m_rows.begin(), m_rows.end(), [](const ComparisonRow& row) {
        return !row.differs() && row.compared.finding != Finding::NotGiven;
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

QString ComparisonModel::line(int shown) const
{
    return lineOf(m_shown.at(shown));
}

QString ComparisonModel::lineOf(qsizetype number) const
{
    QStringList cells;
    for (int column = 0; column < ColumnCount; ++column)
        cells << text(m_rows.at(number), number + 1, column);
    return cells.join(u'\t');
}

QString ComparisonModel::report() const
{
    QStringList lines;
    for (qsizetype i = 0; i < m_rows.size(); ++i)
        lines << lineOf(i);
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
    const ComparisonRow& shown = row(index.row());
    const ComparedField& field = shown.compared;
    const int column = index.column();
    const bool left = column == Yours;
    const bool piece = (left && field.yours) || (column == Right && field.right);
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return text(shown, m_shown.at(index.row()) + 1, column);
    case Qt::FontRole:
        return (column == Name && shown.kind == ComparisonRow::Kind::Field) || piece
            ? fontOf(FontRole::Technical)
            : QVariant();
    case RunsRole:
        return piece ? runs(field, left) : QVariant();
    case SideRole:
        return int(left ? PieceSide::Yours : PieceSide::Right);
    case AlarmRole:
        return shown.differs();
    case ToneRole:
        return tone(shown, column, piece);
    default:
        return {};
    }
}

QVariant ComparisonModel::runs(const ComparedField& field, bool left) const
{
    const QByteArray bytes = (left ? field.yours : field.right).value_or(QByteArray());
    const QList<Span>& marks = left ? field.yourMarks : field.rightMarks;
    QList<PieceRun> found = runsOf(bytes, marks);
    if (!m_namesInvisible)
        dropNames(found);
    return QVariant::fromValue(found);
}

QVariant ComparisonModel::tone(const ComparisonRow& row, int column, bool piece) const
{
    if (column == Verdict)
        return int(row.differs()                        ? Tone::Bad
                : row.compared.finding == Finding::Same ? Tone::Ok
                                                        : Tone::Neutral);
    const bool aside = column == Number || (!piece && column != Name)
        || (column == Name && row.kind != ComparisonRow::Kind::Field);
    return aside ? QVariant(int(Tone::Neutral)) : QVariant();
}

QString ComparisonModel::text(const ComparisonRow& row, qsizetype number, int column) const
{
    const ComparedField& field = row.compared;
    switch (column) {
    case Number:
        return QString::number(number);
    case Name:
        return name(row);
    case Yours:
        return field.yours ? spokenRuns(runsOf(*field.yours, field.yourMarks))
                           : ComparisonWords::gap(row, true, m_sides);
    case Right:
        return field.right ? spokenRuns(runsOf(*field.right, field.rightMarks))
                           : ComparisonWords::gap(row, false, m_sides);
    default:
        return verdict(row);
    }
}

QString ComparisonModel::name(const ComparisonRow& row) const
{
    switch (row.kind) {
    case ComparisonRow::Kind::Field:
        return spokenRuns(runsOf(row.compared.name, {}));
    case ComparisonRow::Kind::Key:
        return tr("key (secret)");
    case ComparisonRow::Kind::String:
        return tr("whole string");
    case ComparisonRow::Kind::Digest:
        return tr("digest");
    case ComparisonRow::Kind::Signature:
        return tr("signature");
    }
    return {};
}

QString ComparisonModel::verdict(const ComparisonRow& row) const
{
    const ComparedField& field = row.compared;
    const QString sign = row.differs()   ? QStringLiteral("✗ ")
        : field.finding == Finding::Same ? QStringLiteral("✓ ")
                                         : QStringLiteral("= ");
    const QString words = ComparisonWords::finding(row, m_sides);
    if (!field.misplaced)
        return sign + words;
    const QString place = tr("out of order (place %1)").arg(field.place);
    if (field.finding == Finding::Same)
        return sign + place;
    return sign + tr("%1; %2", "two findings about one field").arg(words, place);
}

QVariant ComparisonModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return ComparisonWords::header(section, m_sides);
}

} // namespace paydesk

#include "ui/reference/referencemodel.h"

#include "ui/reference/referencerow.h"
#include "ui/style/fonts.h"

#include <QGuiApplication>

#include <algorithm>

namespace paydesk {

namespace {

    /// What a row is found by. Both languages: a return_msg is pasted in Chinese whatever the
    /// window speaks.
    QString searched(const ReferenceRow& row)
    {
        QByteArrayList parts{
            row.code, row.meaning.en, row.meaning.zh, row.remedy.en, row.remedy.zh};
        for (const ReferenceRow::Place& place : row.places)
            parts << place.endpoint << place.path << place.text;
        return QString::fromUtf8(parts.join('\n'));
    }

} // namespace

const ReferenceRow& ReferenceModel::row(int number)
{
    return referenceRows().at(number);
}

void ReferenceModel::retranslate()
{
    emit headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

int ReferenceModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(referenceRows().size());
}

int ReferenceModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ReferenceModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const ReferenceRow& said = row(index.row());
    const Tokens& t = tokensOf(QGuiApplication::palette());
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        switch (index.column()) {
        case Code:
            return QString::fromUtf8(said.code);
        case Meaning:
            return said.meaning.text();
        case Places:
            return placesText(said);
        case Next:
            return reactionWords(said.reaction);
        default:
            return {};
        }
    case Qt::FontRole:
        return index.column() == Code ? QVariant(fontOf(FontRole::Technical)) : QVariant();
    case Qt::ForegroundRole:
        if (index.column() == Next)
            return toneText(t, reactionTone(said.reaction));
        return index.column() == Places ? t.text2 : t.text;
    default:
        return {};
    }
}

QVariant ReferenceModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Code:
        return tr("Code");
    case Meaning:
        return tr("Meaning");
    case Places:
        return tr("Endpoints");
    case Next:
        return tr("Next");
    default:
        return {};
    }
}

ReferenceFilter::ReferenceFilter(ReferenceModel& model, QObject* parent)
    : QSortFilterProxyModel(parent)
    , m_model(model)
{
    setSourceModel(&model);
}

void ReferenceFilter::setText(const QString& text)
{
    m_words = text.simplified().split(u' ', Qt::SkipEmptyParts);
    invalidateRowsFilter();
}

void ReferenceFilter::setReaction(std::optional<Reaction> reaction)
{
    m_reaction = reaction;
    invalidateRowsFilter();
}

const ReferenceRow& ReferenceFilter::row(const QModelIndex& index) const
{
    return ReferenceModel::row(mapToSource(index).row());
}

QModelIndex ReferenceFilter::indexOf(int number) const
{
    return mapFromSource(m_model.index(number, 0));
}

bool ReferenceFilter::filterAcceptsRow(int sourceRow, const QModelIndex&) const
{
    const ReferenceRow& row = ReferenceModel::row(sourceRow);
    if (m_reaction && row.reaction != *m_reaction)
        return false;
    const QString text = searched(row);
    return std::all_of(m_words.begin(), m_words.end(),
        [&text](const QString& word) { return text.contains(word, Qt::CaseInsensitive); });
}

} // namespace paydesk

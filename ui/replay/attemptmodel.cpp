#include "ui/replay/attemptmodel.h"

#include "core/base/wording.h"
#include "core/forward/forwardoutcome.h"
#include "ui/style/fonts.h"

#include <QGuiApplication>

namespace paydesk {

void AttemptModel::clear()
{
    beginResetModel();
    m_rows.clear();
    endResetModel();
}

void AttemptModel::append(const ReplayAttempt& attempt, const QDate& today)
{
    m_today = today;
    const int row = int(m_rows.size());
    beginInsertRows({}, row, row);
    m_rows.append({attempt.number, attempt.exchange.startedAt, attempt.exchange.took,
        attempt.exchange.status, attempt.outcome});
    endInsertRows();
}

void AttemptModel::retranslate()
{
    emit headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    if (!m_rows.isEmpty())
        emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

int AttemptModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int AttemptModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString AttemptModel::shown(const Row& row, int column) const
{
    switch (column) {
    case Number:
        return QString::number(row.number);
    case Sent:
        return momentText(row.sentAt, m_today);
    case Took:
        return spanText(std::chrono::duration_cast<std::chrono::milliseconds>(row.took).count());
    case Status:
        return row.status == 0 ? QStringLiteral("–") : QString::number(row.status);
    case Outcome: {
        const ToneWords words = attemptWords(row.outcome);
        return QString(outcomeSign(words.tone)) + u' ' + words.text;
    }
    default:
        return {};
    }
}

QVariant AttemptModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row& row = m_rows.at(index.row());
    const Tokens& tokens = tokensOf(QGuiApplication::palette());
    switch (role) {
    case Qt::DisplayRole:
        return shown(row, index.column());
    case Qt::ToolTipRole:
        return shown(row, index.column()).toHtmlEscaped();
    case Qt::FontRole:
        return index.column() == Outcome ? QVariant() : fontOf(FontRole::TechnicalSmall);
    case Qt::ForegroundRole:
        return index.column() == Outcome ? toneText(tokens, attemptWords(row.outcome).tone)
                                         : tokens.text;
    default:
        return {};
    }
}

QVariant AttemptModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Number:
        return tr("No.");
    case Sent:
        return tr("Sent");
    case Took:
        return tr("Took");
    case Status:
        return tr("HTTP");
    case Outcome:
        return tr("What came back");
    default:
        return {};
    }
}

ToneWords attemptWords(const QByteArray& outcome)
{
    if (outcome == "ok")
        return {AttemptModel::tr("SUCCESS"), Tone::Ok};
    if (outcome == failureName(FailureId::Cancelled))
        return {AttemptModel::tr("Stopped before an answer came"), Tone::Neutral};
    if (outcome.startsWith("answer") || outcome.startsWith("http-status-"))
        return {forwardSentence(outcome).text(), Tone::Bad};
    return {AttemptModel::tr("No answer: %1").arg(troubleWords(outcome)), Tone::Bad};
}

} // namespace paydesk

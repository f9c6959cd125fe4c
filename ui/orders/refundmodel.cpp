#include "ui/orders/refundmodel.h"

#include "ui/style/fonts.h"
#include "ui/style/tokens.h"

#include <QGuiApplication>

namespace paydesk {

namespace {

    QColor colorOf(const Tokens& tokens, Tone tone)
    {
        switch (tone) {
        case Tone::Ok:
            return tokens.ok;
        case Tone::Bad:
            return tokens.bad;
        case Tone::Warn:
            return tokens.warn;
        case Tone::Info:
        case Tone::Neutral:
            break;
        }
        return tokens.text;
    }

} // namespace

void RefundModel::setRefunds(const QList<Refund>& refunds, const QDate& today)
{
    if (refunds == m_refunds && today == m_today)
        return;
    const bool sameRows = refunds.size() == m_refunds.size();
    if (!sameRows)
        beginResetModel();
    m_refunds = refunds;
    m_today = today;
    if (!sameRows)
        endResetModel();
    else if (!m_refunds.isEmpty())
        emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

void RefundModel::retranslate()
{
    emit headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    if (!m_refunds.isEmpty())
        emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

int RefundModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_refunds.size());
}

int RefundModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString RefundModel::shown(const Refund& refund, int column) const
{
    switch (column) {
    case Number:
        return oneLine(refund.outRefundNo);
    case Amount:
        return amountText(refund.fee);
    case State: {
        const ToneWords words = refundWords(refund);
        return QString(outcomeSign(words.tone)) + u' ' + words.text;
    }
    case Reason:
        return oneLine(refund.reason);
    case Created:
        return momentText(refund.createdAt, m_today);
    default:
        return {};
    }
}

QVariant RefundModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Refund& refund = m_refunds.at(index.row());
    const Tokens& tokens = tokensOf(QGuiApplication::palette());
    const bool technical = index.column() == Number || index.column() == Created;
    switch (role) {
    case Qt::DisplayRole:
        return shown(refund, index.column());
    case Qt::ToolTipRole:
        return shown(refund, index.column()).toHtmlEscaped();
    case Qt::FontRole:
        return technical ? QVariant(fontOf(FontRole::TechnicalSmall)) : QVariant();
    case Qt::ForegroundRole:
        if (index.column() == State)
            return colorOf(tokens, refundWords(refund).tone);
        return index.column() == Created ? tokens.text2 : tokens.text;
    case Qt::TextAlignmentRole:
        return index.column() == Amount ? QVariant(Qt::AlignRight | Qt::AlignVCenter) : QVariant();
    default:
        return {};
    }
}

QVariant RefundModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Number:
        return tr("Refund no.");
    case Amount:
        return tr("Amount");
    case State:
        return tr("State");
    case Reason:
        return tr("Reason");
    case Created:
        return tr("Begun");
    default:
        return {};
    }
}

ToneWords refundWords(const Refund& refund)
{
    if (refund.held)
        return {RefundModel::tr("Waits for a refund query"), Tone::Warn};
    if (isAlarm(refund.trouble))
        return {troubleWords(refund.trouble), Tone::Bad};
    switch (refund.state) {
    case RefundState::Placing:
        return {RefundModel::tr("Not answered yet"), Tone::Warn};
    case RefundState::Processing:
        return {RefundModel::tr("On its way"), Tone::Info};
    case RefundState::Success:
        return {RefundModel::tr("Returned"), Tone::Ok};
    case RefundState::Change:
        return {RefundModel::tr("Abnormal: see the merchant platform"), Tone::Bad};
    case RefundState::Closed:
        return {RefundModel::tr("Closed by WeChat"), Tone::Bad};
    case RefundState::Refused:
        return {RefundModel::tr("Refused: %1").arg(troubleWords(refund.trouble)), Tone::Bad};
    }
    return {};
}

} // namespace paydesk

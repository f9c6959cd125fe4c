#include "ui/orders/orderexchangemodel.h"

#include "ui/orders/orderwords.h"
#include "ui/style/fonts.h"
#include "ui/style/tokens.h"

#include <QGuiApplication>
#include <QUrl>

namespace paydesk {

void OrderExchangeModel::setExchanges(const QList<Exchange>& exchanges, const QDate& today)
{
    const auto old = m_exchanges.size();
    const bool longer = today == m_today && old > 0 && exchanges.size() >= old
        && exchanges.first(old) == m_exchanges;
    if (longer && exchanges.size() == old)
        return;
    if (longer)
        beginInsertRows({}, int(old), int(exchanges.size()) - 1);
    else
        beginResetModel();
    m_exchanges = exchanges;
    m_today = today;
    if (longer)
        endInsertRows();
    else
        endResetModel();
}

void OrderExchangeModel::retranslate()
{
    emit headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
    if (!m_exchanges.isEmpty())
        emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

int OrderExchangeModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_exchanges.size());
}

int OrderExchangeModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString OrderExchangeModel::shown(const Exchange& exchange, int column) const
{
    const bool ok = exchange.outcome == "ok";
    switch (column) {
    case Time:
        return momentText(exchange.startedAt, m_today);
    case Direction:
        return exchange.direction == Exchange::Direction::Incoming ? tr("in") : tr("out");
    case Path:
        return pathOf(exchange);
    case Outcome:
        return QString(outcomeSign(ok ? Tone::Ok : Tone::Bad)) + u' '
            + (ok ? QStringLiteral("ok") : troubleWords(exchange.outcome));
    case Took:
        return spanText(exchange.took.count() / 1000);
    default:
        return {};
    }
}

QVariant OrderExchangeModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Exchange& exchange = m_exchanges.at(index.row());
    const Tokens& t = tokensOf(QGuiApplication::palette());
    const bool technical = index.column() == Time || index.column() == Path;
    switch (role) {
    case Qt::DisplayRole:
        return shown(exchange, index.column());
    case Qt::FontRole:
        return technical ? QVariant(fontOf(FontRole::TechnicalSmall)) : QVariant();
    case Qt::ForegroundRole:
        if (index.column() == Outcome)
            return exchange.outcome == "ok" ? t.ok : t.bad;
        return index.column() == Path ? t.text : t.text2;
    case Qt::TextAlignmentRole:
        return index.column() == Took ? QVariant(Qt::AlignRight | Qt::AlignVCenter) : QVariant();
    default:
        return {};
    }
}

QVariant OrderExchangeModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Time:
        return tr("Time");
    case Direction:
        return tr("Direction");
    case Path:
        return tr("Path");
    case Outcome:
        return tr("Outcome");
    case Took:
        return tr("Took");
    default:
        return {};
    }
}

QString pathOf(const Exchange& exchange)
{
    const QByteArray path = QUrl::fromEncoded(exchange.url).path(QUrl::FullyEncoded).toLatin1();
    return oneLine(path.isEmpty() ? exchange.url : path).left(256);
}

} // namespace paydesk

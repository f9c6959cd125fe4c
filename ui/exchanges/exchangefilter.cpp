#include "ui/exchanges/exchangefilter.h"

#include "ui/exchanges/exchangemodel.h"

namespace paydesk {

ExchangeFilter::ExchangeFilter(ExchangeModel& model, QObject* parent)
    : QSortFilterProxyModel(parent)
    , m_model(model)
{
    setSourceModel(&model);
}

void ExchangeFilter::setWhich(Which which)
{
    m_which = which;
    invalidateRowsFilter();
}

void ExchangeFilter::setText(const QString& text)
{
    m_text = text.trimmed();
    invalidateRowsFilter();
}

int ExchangeFilter::count(Which which) const
{
    int count = 0;
    for (int number = 0; number < m_model.rowCount(); ++number)
        count += belongs(m_model.row(number), which) ? 1 : 0;
    return count;
}

const ExchangeRow& ExchangeFilter::row(const QModelIndex& index) const
{
    return m_model.row(mapToSource(index).row());
}

QModelIndex ExchangeFilter::indexOf(qint64 id) const
{
    const int number = m_model.numberOf(id);
    return number < 0 ? QModelIndex() : mapFromSource(m_model.index(number, 0));
}

bool ExchangeFilter::filterAcceptsRow(int sourceRow, const QModelIndex&) const
{
    const ExchangeRow& row = m_model.row(sourceRow);
    return belongs(row, m_which) && (m_text.isEmpty() || holdsText(row));
}

bool ExchangeFilter::belongs(const ExchangeRow& row, Which which)
{
    switch (which) {
    case Sent:
        return !row.incoming;
    case Received:
        return row.incoming;
    case Troubled:
        return isTroubled(row);
    default:
        return true;
    }
}

bool ExchangeFilter::holdsText(const ExchangeRow& row) const
{
    const auto holds = [this](const QString& text) {
        return text.contains(m_text, Qt::CaseInsensitive);
    };
    return holds(QString::fromUtf8(row.url)) || holds(QString::fromUtf8(row.outTradeNo))
        || holds(QString::fromUtf8(row.outcome)) || holds(resultWords(row).text)
        || holds(QString::fromUtf8(row.method));
}

} // namespace paydesk

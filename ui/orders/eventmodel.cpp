#include "ui/orders/eventmodel.h"

#include "ui/orders/orderwords.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace paydesk {

namespace {

    constexpr qint64 slowGapMs = 5'000;

    /// Of the call that went to the mini program a line has room for the part that names the order.
    QByteArray shownDetail(const OrderEvent& event)
    {
        if (event.kind != OrderEvent::Kind::PaySign)
            return event.detail;
        const QJsonObject call = QJsonDocument::fromJson(event.detail).object();
        const QByteArray package = call[QStringLiteral("package")].toString().toUtf8();
        return package.isEmpty() ? event.detail : package;
    }

    bool beginsWith(const QList<OrderEvent>& events, const QList<OrderEvent>& start)
    {
        return events.size() >= start.size()
            && std::equal(start.begin(), start.end(), events.begin());
    }

} // namespace

void EventModel::setEvents(const QList<OrderEvent>& events, const QDate& today)
{
    if (today == m_today && !m_events.isEmpty() && beginsWith(events, m_events)) {
        if (events.size() == m_events.size())
            return;
        beginInsertRows({}, int(m_events.size()), int(events.size()) - 1);
        m_events = events;
        endInsertRows();
        return;
    }
    beginResetModel();
    m_events = events;
    m_today = today;
    endResetModel();
}

QString EventModel::title(int row) const
{
    const auto end = m_events.begin() + row + 1;
    const auto number = std::count_if(m_events.begin(), end,
        [](const OrderEvent& event) { return event.kind == OrderEvent::Kind::Notification; });
    return eventTitle(m_events.at(row), int(number));
}

void EventModel::retranslate()
{
    if (!m_events.isEmpty())
        emit dataChanged(index(0), index(int(m_events.size()) - 1));
}

int EventModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_events.size());
}

QVariant EventModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const int row = index.row();
    const OrderEvent& event = m_events.at(row);
    const ToneWords outcome = outcomeWords(event);
    switch (role) {
    case TitleRole:
        return title(row);
    case TimeRole:
        return momentText(event.at, m_today);
    case GapRole:
        return row == 0 ? QString() : u'+' + spanText(gap(row));
    case SlowRole:
        return row > 0 && gap(row) > slowGapMs;
    case OutcomeRole:
        return QString(outcomeSign(outcome.tone)) + u' ' + outcome.text;
    case ToneRole:
        return int(outcome.tone);
    case DetailRole:
        return oneLine(shownDetail(event).left(256));
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return QStringList{momentText(event.at, m_today), title(row), outcome.text}.join(u' ');
    default:
        return {};
    }
}

qint64 EventModel::gap(int row) const
{
    return std::max<qint64>(0, m_events.at(row - 1).at.msecsTo(m_events.at(row).at));
}

} // namespace paydesk

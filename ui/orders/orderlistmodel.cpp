#include "ui/orders/orderlistmodel.h"

#include "ui/orders/orderwords.h"

#include <QHash>

#include <algorithm>

namespace paydesk {

namespace {

    constexpr int listBatchMs = 50;

    /// Where each order stands in a list.
    QHash<QByteArray, int> placesOf(const QList<Order>& orders)
    {
        QHash<QByteArray, int> places;
        for (const Order& order : orders)
            places.insert(order.outTradeNo, int(places.size()));
        return places;
    }

    /// Whether the rows that stay keep their order: only then can one list be turned into the other
    /// by removing and inserting.
    bool keepsOrder(const QList<Order>& rows, const QHash<QByteArray, int>& places)
    {
        int last = -1;
        for (const Order& order : rows) {
            const int place = places.value(order.outTradeNo, last);
            if (place < last)
                return false;
            last = place;
        }
        return true;
    }

} // namespace

OrderListModel::OrderListModel(OrderStore& store, QObject* parent)
    : QAbstractListModel(parent)
    , m_store(store)
{
    m_batch.setSingleShot(true);
    m_batch.setInterval(listBatchMs);
    connect(&m_batch, &QTimer::timeout, this, &OrderListModel::reload);
    connect(&m_store, &OrderStore::changed, this, &OrderListModel::storeChanged);
    connect(&m_store, &OrderStore::changedElsewhere, this, [this] {
        m_fresh += m_question.limit;
        refresh();
    });
}

void OrderListModel::ask(const OrderQuery& question)
{
    m_question = question;
    ++m_asked;
    m_reading = false;
    m_batch.stop();
    beginResetModel();
    m_orders.clear();
    m_next = {};
    endResetModel();
    m_fresh = 0;
    read(m_question, {}, &OrderListModel::append);
}

void OrderListModel::refresh()
{
    if (!m_batch.isActive())
        m_batch.start();
}

int OrderListModel::rowOf(const QByteArray& outTradeNo) const
{
    const auto found = std::find_if(m_orders.begin(), m_orders.end(),
        [&](const Order& order) { return order.outTradeNo == outTradeNo; });
    return found == m_orders.end() ? -1 : int(found - m_orders.begin());
}

int OrderListModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_orders.size());
}

QVariant OrderListModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Order& order = m_orders.at(index.row());
    const ToneWords badge = badgeWords(order);
    switch (role) {
    case BodyRole:
        return oneLine(order.body.left(256));
    case AmountRole:
        return amountText(order.totalFee);
    case NumberRole:
        return oneLine(order.outTradeNo);
    case BadgeRole:
        return badge.text;
    case ToneRole:
        return int(badge.tone);
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return QStringList{data(index, BodyRole).toString(), data(index, AmountRole).toString(),
            data(index, NumberRole).toString(), badge.text}
            .join(u' ');
    default:
        return {};
    }
}

bool OrderListModel::canFetchMore(const QModelIndex& parent) const
{
    return !parent.isValid() && m_next.row != 0 && !m_reading;
}

void OrderListModel::fetchMore(const QModelIndex& parent)
{
    if (canFetchMore(parent))
        read(m_question, m_next, &OrderListModel::append);
}

void OrderListModel::storeChanged(const QByteArray& profile)
{
    if (profile != m_question.profile)
        return;
    ++m_fresh;
    refresh();
}

void OrderListModel::read(const OrderQuery& question, const OrderCursor& after, Take take)
{
    m_reading = true;
    m_store.read<OrderPage>(
        this, [question, after](const OrderReader& reader) { return reader.page(question, after); },
        [this, take, asked = m_asked](const Result<OrderPage>& page) {
            if (asked != m_asked)
                return;
            m_reading = false;
            if (page)
                (this->*take)(*page);
            else
                emit failed(page.error());
            emit answered();
        });
}

void OrderListModel::reload()
{
    if (m_reading) // the answer under way may be older than the change
        return refresh();
    OrderQuery question = m_question;
    question.limit = std::max(question.limit, int(m_orders.size()) + m_fresh);
    m_fresh = 0;
    read(question, {}, &OrderListModel::replace);
}

void OrderListModel::append(const OrderPage& page)
{
    m_next = page.next;
    if (page.orders.isEmpty())
        return;
    const int first = int(m_orders.size());
    beginInsertRows({}, first, first + int(page.orders.size()) - 1);
    m_orders += page.orders;
    endInsertRows();
}

void OrderListModel::replace(const OrderPage& page)
{
    m_next = page.next;
    const QHash<QByteArray, int> places = placesOf(page.orders);
    if (!keepsOrder(m_orders, places)) {
        beginResetModel();
        m_orders = page.orders;
        endResetModel();
        return;
    }
    for (int row = int(m_orders.size()) - 1; row >= 0; --row) {
        if (places.contains(m_orders.at(row).outTradeNo))
            continue;
        beginRemoveRows({}, row, row);
        m_orders.removeAt(row);
        endRemoveRows();
    }
    for (int row = 0; row < int(page.orders.size()); ++row)
        mergeRow(row, page.orders.at(row));
}

void OrderListModel::mergeRow(int row, const Order& order)
{
    if (row >= int(m_orders.size()) || m_orders.at(row).outTradeNo != order.outTradeNo) {
        beginInsertRows({}, row, row);
        m_orders.insert(row, order);
        endInsertRows();
    } else if (m_orders.at(row) != order) {
        m_orders[row] = order;
        emit dataChanged(index(row), index(row));
    }
}

} // namespace paydesk

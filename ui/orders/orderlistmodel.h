#pragma once

#include "core/orders/store.h"

#include <QAbstractListModel>
#include <QTimer>

namespace paydesk {

/// The orders of one question, newest first, read page by page as the view asks for more. While
/// orders come and change, rows are inserted, removed and updated one by one, so that a selection
/// stays on its order. Reads are asynchronous; the answers to a question that is no longer asked
/// are dropped.
class OrderListModel final : public QAbstractListModel {
    Q_OBJECT

public:
    enum Role { BodyRole = Qt::UserRole + 1, AmountRole, NumberRole, BadgeRole, ToneRole };

    explicit OrderListModel(OrderStore& store, QObject* parent = nullptr);

    /// Asks anew; `limit` of the question is the size of a page.
    void ask(const OrderQuery& question);
    const OrderQuery& question() const { return m_question; }
    /// Reads again what is shown, together with what happens within the next moment.
    void refresh();

    const Order& order(int row) const { return m_orders.at(row); }
    /// -1 when it is not among the rows read so far.
    int rowOf(const QByteArray& outTradeNo) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    bool canFetchMore(const QModelIndex& parent) const override;
    void fetchMore(const QModelIndex& parent) override;

signals:
    /// After each answer, whether or not it brought anything.
    void answered();
    void failed(const paydesk::Failure& failure);

private:
    using Take = void (OrderListModel::*)(const OrderPage&);

    void storeChanged(const QByteArray& profile);
    void read(const OrderQuery& question, const OrderCursor& after, Take take);
    void reload();
    void replace(const OrderPage& page);
    void append(const OrderPage& page);
    void mergeRow(int row, const Order& order);

    OrderStore& m_store;
    OrderQuery m_question;
    QList<Order> m_orders;
    OrderCursor m_next;
    QTimer m_batch;
    int m_fresh = 0; ///< changes since the last answer, each perhaps a row more
    int m_asked = 0; ///< number of the question, to tell late answers
    bool m_reading = false;
};

} // namespace paydesk

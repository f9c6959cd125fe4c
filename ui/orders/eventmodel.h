#pragma once

#include "core/orders/order.h"

#include <QAbstractListModel>

namespace paydesk {

/// What happened to one order, oldest first. New events are appended, so that a selection stays.
class EventModel final : public QAbstractListModel {
    Q_OBJECT

public:
    enum Role {
        TitleRole = Qt::UserRole + 1,
        TimeRole,
        GapRole, ///< since the event before, "+3.3 s"; empty for the first
        SlowRole, ///< whether that was more than 5 s
        OutcomeRole,
        ToneRole,
        DetailRole
    };

    using QAbstractListModel::QAbstractListModel;

    /// `today` is the local date: other days are shown with their date.
    void setEvents(const QList<OrderEvent>& events, const QDate& today);
    QString title(int row) const;
    /// Texts change with the language.
    void retranslate();

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

private:
    qint64 gap(int row) const;

    QList<OrderEvent> m_events;
    QDate m_today;
};

} // namespace paydesk

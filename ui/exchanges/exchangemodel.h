#pragma once

#include "ui/exchanges/exchangerow.h"

#include <QAbstractTableModel>

namespace paydesk {

/// Exchanges in the order of their numbers. New ones come at the end, older ones before the first;
/// what is there is never replaced, so a selection stays where it is.
class ExchangeModel final : public QAbstractTableModel {
    Q_OBJECT

public:
    /// Notice is the whole notification as one line, for lists and screen readers.
    enum Column { Time, Direction, Method, Path, Http, Outcome, Took, Size, Notice, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void clear();
    void append(const QList<ExchangeRow>& rows);
    void prepend(const QList<ExchangeRow>& rows);
    void dropOldest(int count);
    const ExchangeRow& row(int number) const { return m_rows.at(number); }
    /// -1 when it is not among them.
    int numberOf(qint64 id) const;
    /// 0 when there is none.
    qint64 oldest() const { return m_rows.isEmpty() ? 0 : m_rows.constFirst().id; }
    qint64 newest() const { return m_rows.isEmpty() ? 0 : m_rows.constLast().id; }
    /// Exchanges of other days are shown with their date.
    void setToday(const QDate& today);
    void retranslate();

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    void insert(int at, const QList<ExchangeRow>& rows);
    QString shown(const ExchangeRow& row, int column) const;
    QString spoken(const ExchangeRow& row, int column) const;
    static QColor colorOf(const ExchangeRow& row, int column);

    QList<ExchangeRow> m_rows;
    QDate m_today;
};

} // namespace paydesk

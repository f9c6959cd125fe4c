#pragma once

#include "ui/reconcile/differencepages.h"

#include <QAbstractTableModel>

namespace paydesk {

/// One list of a comparison as a table. All rows are there at once, so that a scroll bar tells the
/// truth; what they say comes when they are looked at.
class DifferenceModel final : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Time, Number, Transaction, Reason, Here, Ours, Kind, Theirs, Line, ColumnCount };

    DifferenceModel(BillMatch& match, MatchList list, QObject* parent = nullptr);

    /// Of the comparison that has just ended; 0: there is none. `manyDays`: a time needs its day.
    void setRows(qint64 rows, bool manyDays);
    /// Null while it is being read; dataChanged() follows.
    const Difference* row(int number) const { return m_pages->at(number); }
    void retranslate();

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

signals:
    void failed(const paydesk::Failure& failure);

private:
    QString shown(const Difference& row, int column) const;

    DifferencePages* m_pages;
    int m_rows = 0;
    bool m_manyDays = false;
};

} // namespace paydesk

#pragma once

#include "core/sign/comparison.h"
#include "ui/style/tokens.h"

#include <QAbstractTableModel>

namespace paydesk {

/// The comparison, one row a field: number, name, yours, right, verdict. May show the differing
/// rows alone.
class ComparisonModel final : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Number, Name, Yours, Right, Verdict, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void setRows(const QList<ComparedField>& rows);
    void showDifferencesOnly(bool only);
    /// Puts the differing rows before the others, for windows too low to show all.
    void pinDifferences(bool pin);
    int differences() const;
    /// Rows that do not differ, what was not compared left aside.
    int agreements() const;
    /// The next shown row that differs behind `from` (before it when `step` is -1), around the end;
    /// -1: none.
    int nextDifference(int from, int step) const;
    /// All rows for a colleague: one line a field, keys masked, invisible characters named.
    QString report() const;
    void retranslate();

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    const ComparedField& row(int shown) const { return m_rows.at(m_shown.at(shown)); }
    void select();
    static QString text(const ComparedField& row, qsizetype number, int column);
    static QString verdict(const ComparedField& row);
    static QString findingWords(const ComparedField& row);
    static QString bytesAround(const ComparedField& key);
    static QString gapWords(const ComparedField& row, int column);

    QList<ComparedField> m_rows;
    QList<qsizetype> m_shown;
    bool m_differencesOnly = false;
    bool m_pinned = false;
};

} // namespace paydesk

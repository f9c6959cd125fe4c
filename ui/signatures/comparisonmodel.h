#pragma once

#include "ui/signatures/comparisonrow.h"
#include "ui/style/tokens.h"

#include <QAbstractTableModel>

namespace paydesk {

/// The comparison, one row a field: number, name, yours, right, verdict. May show the differing
/// rows alone.
class ComparisonModel final : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Number, Name, Yours, Right, Verdict, ColumnCount };
    /// What the two sides are called.
    enum class Sides {
        YoursAndRight,
        ReconstructedAndRight, ///< nobody has seen the left string; it was recomputed
        TwoMessages, ///< neither is the right one
    };

    using QAbstractTableModel::QAbstractTableModel;

    void setRows(const QList<ComparisonRow>& rows, Sides sides);
    const QList<ComparisonRow>& rows() const { return m_rows; }
    const ComparisonRow& row(int shown) const { return m_rows.at(m_shown.at(shown)); }
    void showDifferencesOnly(bool only);
    /// Whether invisible characters are named; if not, they are drawn as they are, that is, not.
    void nameInvisible(bool name);
    /// Puts the differing rows before the others, for windows too low to show all.
    void pinDifferences(bool pin);
    int differences() const;
    /// Rows that do not differ, what was not compared left aside.
    int agreements() const;
    /// The next shown row that differs behind `from` (before it when `step` is -1), around the end;
    /// -1: none.
    int nextDifference(int from, int step) const;
    /// Where the row with this number (from 0, in the order given) is shown now; -1: it is not.
    int shownAt(qsizetype number) const { return int(m_shown.indexOf(number)); }
    /// One shown row, as in the report.
    QString line(int shown) const;
    /// All rows for a colleague: one line a field, keys masked, invisible characters named.
    QString report() const;
    void retranslate();

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    void select();
    QString lineOf(qsizetype number) const;
    QVariant runs(const ComparedField& field, bool left) const;
    QVariant tone(const ComparisonRow& row, int column, bool piece) const;
    QString text(const ComparisonRow& row, qsizetype number, int column) const;
    QString name(const ComparisonRow& row) const;
    QString verdict(const ComparisonRow& row) const;

    QList<ComparisonRow> m_rows;
    QList<qsizetype> m_shown;
    Sides m_sides = Sides::YoursAndRight;
    bool m_differencesOnly = false;
    bool m_namesInvisible = true;
    bool m_pinned = false;
};

} // namespace paydesk

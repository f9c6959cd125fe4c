#pragma once

#include "core/reconcile/billmatch.h"

#include <QWidget>

#include <array>

class QStackedWidget;
class QTabWidget;
class QTableView;

namespace paydesk {

class DifferenceModel;
class EmptyState;

/// The three lists of a comparison: what only the history has, what only the bill has, what
/// differs. Each reads no more than what is looked at.
class DifferenceLists final : public QWidget {
    Q_OBJECT

public:
    explicit DifferenceLists(BillMatch& match, QWidget* parent = nullptr);

    /// Shows the first list that has something in it.
    void setReport(const MatchReport& report);
    /// Before another comparison begins.
    void clear();
    /// Of the row chosen in the list in front; null: none is, or it is being read.
    const Difference* current() const;

signals:
    /// Another row is chosen, or what it says has come.
    void currentChanged();
    /// Enter or a double click on a row.
    void opened();
    void failed(const paydesk::Failure& failure);

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    struct List {
        DifferenceModel* model = nullptr;
        QTableView* table = nullptr;
        EmptyState* none = nullptr;
        QStackedWidget* stack = nullptr;
    };

    void build(MatchList which, BillMatch& match);
    void join(const List& list) const;
    const List& inFront() const;
    void hideColumns();
    void retranslateUi();

    QTabWidget* m_tabs;
    std::array<List, matchLists> m_lists{};
    std::array<qint64, matchLists> m_counts{};
};

} // namespace paydesk

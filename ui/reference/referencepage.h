#pragma once

#include "ui/reference/errorname.h"

#include <QWidget>

class QAction;
class QButtonGroup;
class QLineEdit;
class QSplitter;
class QStackedWidget;
class QTableView;

namespace paydesk {

class EmptyState;
class PageHeader;
class ReferenceDetail;
class ReferenceFilter;
class ReferenceModel;

/// Every documented error code and message, and Paydesk's own words for what went wrong: found by
/// code, meaning or endpoint. Needs no merchant and no network.
class ReferencePage final : public QWidget {
    Q_OBJECT

public:
    explicit ReferencePage(QWidget* parent = nullptr);

    /// Shows what explains this error, whatever was searched before.
    void openError(const ErrorName& error);

protected:
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QWidget* buildFilter();
    QWidget* buildTable();
    void addKeys();
    void filter();
    void clearFilter();
    void showChosen();
    void retranslateUi();

    ReferenceModel* m_model;
    ReferenceFilter* m_filter;
    PageHeader* m_header;
    QLineEdit* m_search;
    QButtonGroup* m_chips;
    QSplitter* m_splitter;
    QStackedWidget* m_stack;
    QTableView* m_table;
    EmptyState* m_none;
    ReferenceDetail* m_detail;
    QAction* m_findKey;
    QAction* m_copyKey;
};

} // namespace paydesk

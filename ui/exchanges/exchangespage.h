#pragma once

#include "core/workbench.h"
#include "ui/reference/errorname.h"

#include <QWidget>

#include <optional>

class QAction;
class QButtonGroup;
class QLineEdit;
class QPushButton;
class QSplitter;
class QStackedWidget;
class QTableView;

namespace paydesk {

class Chip;
class EmptyState;
class ExchangeFeed;
class ExchangeFilter;
class ExchangeModel;
class HintLabel;
class LookupButton;
class MessagePair;
class NoticeBar;
class PageHeader;
class Preferences;
class TailScroll;

/// Every byte that went out of Paydesk and came in: the list, and both sides of the chosen exchange
/// below it.
class ExchangesPage final : public QWidget, public ErrorInSight {
    Q_OBJECT

public:
    ExchangesPage(Workbench& bench, Preferences& preferences, QWidget* parent = nullptr);

    std::optional<ErrorName> errorInSight() const override;

public slots:
    /// Shows this exchange, whatever filter was set.
    void openExchange(qint64 id);

signals:
    void pageRequested(const QString& id);
    void orderRequested(const QByteArray& outTradeNo);
    void signatureRequested(const QByteArray& outTradeNo);
    /// `outTradeNo`: the order the message belongs to; may be empty.
    void messageSignatureRequested(const QByteArray& message, const QByteArray& outTradeNo);
    void exchangeRequested(qint64 id);
    /// The older one first.
    void comparisonRequested(qint64 a, qint64 b);
    void referenceRequested(const paydesk::ErrorName& error);

protected:
    void changeEvent(QEvent* event) override;

private:
    void buildHeader();
    QWidget* buildFilter();
    QWidget* buildTable();
    QWidget* buildDetail();
    void addKeys();
    void joinParts();
    void nameNewOrder();
    void retranslateUi();

    void restarted();
    void loaded();
    void filter();
    void clearFilter();
    void showCounts();
    void showList();
    void showState();
    void select(const QModelIndex& index);
    void chosen();
    void read(qint64 id);
    void showExchange(const std::optional<Exchange>& exchange);
    void togglePause();
    QList<qint64> selected() const;
    void compareSelected();
    void copyCurl();
    void replay();
    QByteArray listenerBase() const;

    Workbench& m_bench;
    ExchangeModel* m_model;
    ExchangeFilter* m_filter;
    ExchangeFeed* m_feed;
    PageHeader* m_header;
    QPushButton* m_pause;
    NoticeBar* m_notice;
    QLineEdit* m_search;
    QButtonGroup* m_chips;
    QStackedWidget* m_body;
    EmptyState* m_empty;
    QSplitter* m_splitter;
    QStackedWidget* m_listStack;
    QTableView* m_table;
    EmptyState* m_noMatch;
    TailScroll* m_scroll = nullptr;
    HintLabel* m_why;
    MessagePair* m_messages;
    LookupButton* m_lookup;
    QPushButton* m_signature;
    QPushButton* m_compare;
    HintLabel* m_said;
    QPushButton* m_curl;
    QPushButton* m_order;
    QPushButton* m_replay;
    QAction* m_pauseKey;
    QAction* m_findKey;
    QAction* m_compareKey;
    std::optional<Exchange> m_exchange; ///< the one shown
    qint64 m_asked = 0; ///< being read, or shown
    qint64 m_wanted = 0; ///< to be found in the list once it is read
};

} // namespace paydesk

#pragma once

#include "core/workbench.h"
#include "ui/reference/errorname.h"

#include <QTimer>
#include <QWidget>

#include <functional>

class QListView;
class QPushButton;
class QSplitter;
class QStackedWidget;

namespace paydesk {

class EmptyState;
class EventInspector;
class NoticeBar;
class OrderDetail;
class OrderFilter;
class OrderListModel;
class PageHeader;
class Preferences;

/// The history: orders with search and filters at the left, the chosen order in the middle, the
/// chosen event at the right. In a narrow window the event covers the order until Esc.
class OrdersPage final : public QWidget, public ErrorInSight {
    Q_OBJECT

public:
    OrdersPage(Workbench& bench, Preferences& preferences, QWidget* parent = nullptr);

    std::optional<ErrorName> errorInSight() const override;

public slots:
    /// Shows this order, whatever filter was set.
    void openOrder(const QByteArray& outTradeNo);
    /// Shows it, and asks WeChat about it.
    void queryOrder(const QByteArray& outTradeNo);

signals:
    void pageRequested(const QString& id);
    void orderRequested(const QByteArray& outTradeNo);
    void signatureRequested(const QByteArray& outTradeNo);
    /// `outTradeNo`: the order the message belongs to; may be empty.
    void messageSignatureRequested(const QByteArray& message, const QByteArray& outTradeNo);
    void exchangeRequested(qint64 id);
    void referenceRequested(const paydesk::ErrorName& error);

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void buildHeader();
    QWidget* buildList();
    void joinParts();
    void nameNewOrder();
    void retranslateUi();

    void merchantChanged();
    void askList();
    OrderQuery question() const;
    void listAnswered();
    void showEmptyWords();
    void orderChosen();
    void setCurrent(const QByteArray& outTradeNo);

    void refreshLater();
    void readFigures();
    void showFigures();
    void readDossier();
    void showSelectedEvent();
    void openEvent();
    void backToOrder();
    void arrange();

    /// The counter, or none and a notice that says so.
    Counter* counterOrNotice();
    void query();
    void queried(const Result<QueryOutcome>& outcome);
    void confirmClose();
    void closeOrder();
    void askRefund();
    void refund(const RefundDraft& draft);
    void queryRefunds();
    void setBusy(bool busy);
    /// Shows a notice now, and again in another language.
    void say(std::function<void()> notice);

    Workbench& m_bench;
    OrderListModel* m_model;
    PageHeader* m_header;
    QPushButton* m_query;
    QPushButton* m_new;
    NoticeBar* m_notice;
    QStackedWidget* m_body;
    EmptyState* m_empty;
    QSplitter* m_splitter;
    OrderFilter* m_filter;
    QStackedWidget* m_listStack;
    QListView* m_list;
    EmptyState* m_noMatch;
    OrderDetail* m_detail;
    EventInspector* m_inspector;
    std::function<void()> m_said;
    QTimer m_batch;
    QByteArray m_current; ///< out_trade_no of the order shown; empty: none
    QByteArray m_wanted; ///< to be found in the list once it is read
    DayFigures m_today;
    bool m_busy = false;
    bool m_eventOpen = false;
};

} // namespace paydesk

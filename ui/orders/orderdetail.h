#pragma once

#include "core/orders/order.h"
#include "core/orders/refund.h"

#include <QWidget>

#include <optional>

class QListView;
class QPushButton;
class QStackedWidget;
class QTableView;
class QTabWidget;

namespace paydesk {

class Card;
class EventModel;
class HintLabel;
class OrderExchangeModel;
class OrderFieldModel;
class OrderHeader;
class RefundModel;

/// Everything the history knows of one order, read in one go.
struct Dossier {
    std::optional<Order> order{};
    QList<OrderEvent> events{};
    QList<Exchange> exchanges{}; ///< the newest ones, oldest first
    QList<Refund> refunds{};

    friend bool operator==(const Dossier&, const Dossier&) = default;
};

/// One order: its head, and as tabs its timeline, its fields, its messages.
class OrderDetail final : public QWidget {
    Q_OBJECT

public:
    explicit OrderDetail(QWidget* parent = nullptr);

    /// `today` is the local date. An event the person has selected
    /// stays while the order is the same.
    void setDossier(const Dossier& dossier, const QDate& today);
    void setBusy(bool busy);
    const Dossier& dossier() const { return m_dossier; }
    /// The row of the selected event, -1 when there is none.
    int currentEvent() const;
    /// The message chosen among the order's messages, while these are shown; else null.
    const Exchange* messageInSight() const;
    QString eventTitleAt(int row) const;
    void focusEvents();

signals:
    void signaturesRequested();
    void closeRequested();
    void refundRequested();
    /// WeChat is to be asked about the refunds.
    void refundQueryRequested();
    void exchangeRequested(qint64 id);
    /// Another event is selected, or what belongs to it has changed.
    void eventSelected();
    /// The person wants to see the event whole: Enter or a double click.
    void eventOpened();

protected:
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void buildEvents();
    void buildFields();
    void buildExchanges();
    void buildRefunds();
    void showRefunds(const QDate& today);
    void showRefundTotals();
    void copyFields() const;
    void selectSomething();
    void retranslateUi();

    Dossier m_dossier;
    int m_suggested = -1; ///< the row selected by itself; it moves on with the events
    Card* m_card;
    QStackedWidget* m_stack;
    OrderHeader* m_header;
    QTabWidget* m_tabs;
    EventModel* m_eventModel;
    QListView* m_events;
    OrderFieldModel* m_fieldModel;
    HintLabel* m_comparison;
    QTableView* m_fields;
    OrderExchangeModel* m_exchangeModel;
    QTableView* m_exchanges;
    RefundModel* m_refundModel;
    QWidget* m_refundPage;
    HintLabel* m_refundTotals;
    QPushButton* m_refundQuery;
    QTableView* m_refunds;
    HintLabel* m_nothing;
};

} // namespace paydesk

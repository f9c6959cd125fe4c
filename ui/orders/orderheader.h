#pragma once

#include "core/orders/order.h"
#include "core/orders/refund.h"

#include <QWidget>

class QGridLayout;
class QLabel;
class QPushButton;

namespace paydesk {

class CopyField;
class ElidedLabel;
class Pill;

/// The head of an order: amount, state, numbers to copy, what can be done with it.
class OrderHeader final : public QWidget {
    Q_OBJECT

public:
    explicit OrderHeader(QWidget* parent = nullptr);

    void setOrder(const Order& order, const RefundTotals& refunds);
    /// While a call of this order is under way nothing else can be started.
    void setBusy(bool busy);

signals:
    void signaturesRequested();
    void closeRequested();
    void refundRequested();

protected:
    void changeEvent(QEvent* event) override;

private:
    void buildIds(QGridLayout* grid);
    void retranslateUi();
    void showWords();
    QString elapsed() const;

    Order m_order;
    RefundTotals m_refunds;
    bool m_busy = false;
    QLabel* m_amount;
    Pill* m_state;
    Pill* m_held;
    Pill* m_trouble;
    ElidedLabel* m_body;
    QList<QLabel*> m_captions;
    CopyField* m_outTradeNo;
    CopyField* m_transactionId;
    CopyField* m_openid;
    CopyField* m_prepayId;
    ElidedLabel* m_elapsed;
    ElidedLabel* m_kind;
    QPushButton* m_signatures;
    QPushButton* m_close;
    QPushButton* m_refund;
};

/// Whether closing makes sense: WeChat closes what is not paid and not ended.
bool isClosable(const Order& order);
/// Whether money of it can still be given back.
bool isRefundable(const Order& order, const RefundTotals& refunds);

} // namespace paydesk

#pragma once

#include "core/base/exchange.h"
#include "core/orders/order.h"
#include "ui/reference/errorname.h"

#include <QWidget>

#include <optional>

class QPushButton;
class QToolButton;

namespace paydesk {

class Card;
class ElidedLabel;
class HintLabel;
class LookupButton;
class MessageSides;
class Pill;
class StepList;

/// One event of an order: what it was and when, the checklist of a notification, both sides of its
/// exchange.
class EventInspector final : public QWidget {
    Q_OBJECT

public:
    explicit EventInspector(QWidget* parent = nullptr);

    void inspect(
        const QString& title, const OrderEvent& event, const std::optional<Exchange>& exchange);
    void clear();
    /// When the panel covers the order there must be a way back.
    void setBackShown(bool shown);
    /// What went wrong at this event, if the reference explains it.
    const std::optional<ErrorName>& error() const;

signals:
    void backRequested();
    void exchangeRequested(qint64 id);
    /// `outTradeNo`: the order the message belongs to; may be empty.
    void messageSignatureRequested(const QByteArray& message, const QByteArray& outTradeNo);
    void referenceRequested(const paydesk::ErrorName& error);

protected:
    void changeEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void buildHead();
    void buildActions();
    void showExchange();
    void showMoment();
    QString verdict() const;
    void retranslateUi();
    const QByteArray& chosenBody() const;

    OrderEvent m_event;
    std::optional<Exchange> m_exchange;
    Card* m_card;
    QToolButton* m_back;
    ElidedLabel* m_title;
    Pill* m_outcome;
    ElidedLabel* m_moment;
    HintLabel* m_why;
    StepList* m_checks;
    MessageSides* m_messages;
    HintLabel* m_none;
    QWidget* m_actions;
    LookupButton* m_lookup;
    QPushButton* m_open;
    QPushButton* m_check;
};

} // namespace paydesk

#pragma once

#include "core/base/exchange.h"

#include <QSplitter>

namespace paydesk {

class Card;
class MessageView;

/// Both sides of an exchange beside each other, each headed by who speaks.
class MessagePair final : public QSplitter {
    Q_OBJECT

public:
    explicit MessagePair(QWidget* parent = nullptr);

    void show(const Exchange& exchange);
    void clear();

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslateUi();

    bool m_incoming = false;
    Card* m_requestCard;
    Card* m_answerCard;
    MessageView* m_request;
    MessageView* m_answer;
};

/// The body of the two that carries a signature; empty when neither does.
const QByteArray& signedBody(const Exchange& exchange);

} // namespace paydesk

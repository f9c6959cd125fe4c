#pragma once

#include "core/base/exchange.h"
#include "core/http/forwarded.h"
#include "ui/reference/errorname.h"
#include "ui/replay/messageeditor.h"

#include <QWidget>

#include <optional>

class QPushButton;

namespace paydesk {

class Card;
class ElidedLabel;
class HintLabel;
class LookupButton;
class MessageSides;
class Pill;
class StepList;

/// One notification: the verdict and why, check by check, and both messages.
class NoticeInspector final : public QWidget {
    Q_OBJECT

public:
    explicit NoticeInspector(QWidget* parent = nullptr);

    /// nullopt: none is chosen.
    void show(const std::optional<Exchange>& notice);
    /// Whose word about a sender counts.
    void setTrustedProxies(const TrustedProxies& proxies);
    const std::optional<Exchange>& notice() const { return m_notice; }
    /// Why it was refused, if the reference explains it.
    const std::optional<ErrorName>& error() const;

signals:
    /// To be sent again, beginning with this way to change it.
    void replayRequested(const paydesk::Exchange& notice, paydesk::MessageEditor::Way way);
    void orderRequested(const QByteArray& outTradeNo);
    /// `outTradeNo`: the order the message belongs to; may be empty.
    void messageSignatureRequested(const QByteArray& message, const QByteArray& outTradeNo);
    void exchangeRequested(qint64 id);
    void referenceRequested(const paydesk::ErrorName& error);

protected:
    void changeEvent(QEvent* event) override;

private:
    void buildHead();
    void buildActions();
    void showNotice(const Exchange& notice);
    QString senderText(const Exchange& notice) const;
    void retranslateUi();

    std::optional<Exchange> m_notice;
    TrustedProxies m_proxies;
    Card* m_card;
    ElidedLabel* m_title;
    Pill* m_verdict;
    ElidedLabel* m_moment;
    HintLabel* m_reason;
    StepList* m_checks;
    MessageSides* m_messages;
    LookupButton* m_lookup;
    QPushButton* m_signature;
    QPushButton* m_exchange;
    QPushButton* m_order;
    QPushButton* m_replay;
    QPushButton* m_edit;
};

} // namespace paydesk

#include "ui/exchanges/messagepair.h"

#include "ui/widgets/card.h"
#include "ui/widgets/messageview.h"

#include <QEvent>
#include <QVBoxLayout>

namespace paydesk {

namespace {

    bool isSigned(const QByteArray& body)
    {
        return body.contains("<sign>");
    }

} // namespace

MessagePair::MessagePair(QWidget* parent)
    : QSplitter(Qt::Horizontal, parent)
    , m_requestCard(new Card(this))
    , m_answerCard(new Card(this))
    , m_request(new MessageView(m_requestCard))
    , m_answer(new MessageView(m_answerCard))
{
    setChildrenCollapsible(false);
    setHandleWidth(12);
    m_requestCard->body()->addWidget(m_request);
    m_answerCard->body()->addWidget(m_answer);
    addWidget(m_requestCard);
    addWidget(m_answerCard);
    setSizes({560, 460});
    m_request->setObjectName(QStringLiteral("exchangesRequest"));
    m_answer->setObjectName(QStringLiteral("exchangesAnswer"));
    retranslateUi();
}

void MessagePair::show(const Exchange& exchange)
{
    m_incoming = exchange.direction == Exchange::Direction::Incoming;
    m_request->showRequest(exchange);
    m_answer->showAnswer(exchange);
    retranslateUi();
}

void MessagePair::clear()
{
    m_request->clear();
    m_answer->clear();
}

void MessagePair::changeEvent(QEvent* event)
{
    QSplitter::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslateUi();
}

void MessagePair::retranslateUi()
{
    const QString request = m_incoming ? tr("Request received") : tr("Request sent");
    const QString answer = m_incoming ? tr("Paydesk's answer") : tr("WeChat's answer");
    m_requestCard->setHeading(request);
    m_answerCard->setHeading(answer);
    m_request->setName(request);
    m_answer->setName(answer);
}

const QByteArray& signedBody(const Exchange& exchange)
{
    static const QByteArray none;
    if (isSigned(exchange.requestBody))
        return exchange.requestBody;
    return isSigned(exchange.answerBody) ? exchange.answerBody : none;
}

} // namespace paydesk

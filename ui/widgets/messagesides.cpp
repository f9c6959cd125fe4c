#include "ui/widgets/messagesides.h"

#include "core/base/exchange.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/messageview.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QStackedWidget>

namespace paydesk {

MessageSides::MessageSides(const QString& name, QWidget* parent)
    : QWidget(parent)
    , m_requestSide(new Chip(this))
    , m_answerSide(new Chip(this))
    , m_stack(new QStackedWidget(this))
    , m_request(new MessageView(m_stack))
    , m_answer(new MessageView(m_stack))
{
    m_requestSide->setObjectName(name + QStringLiteral("RequestSide"));
    m_answerSide->setObjectName(name + QStringLiteral("AnswerSide"));
    m_request->setObjectName(name + QStringLiteral("Request"));
    m_answer->setObjectName(name + QStringLiteral("Answer"));
    auto* chips = new QHBoxLayout;
    chips->addWidget(m_requestSide);
    chips->addWidget(m_answerSide);
    chips->addStretch(1);
    m_stack->addWidget(m_request);
    m_stack->addWidget(m_answer);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    column->addLayout(chips);
    column->addWidget(m_stack, 1);
    auto* sides = new QButtonGroup(this);
    sides->addButton(m_requestSide, 0);
    sides->addButton(m_answerSide, 1);
    m_requestSide->setChecked(true);
    connect(sides, &QButtonGroup::idClicked, m_stack, &QStackedWidget::setCurrentIndex);
    connect(sides, &QButtonGroup::idClicked, this, &MessageSides::sideChosen);
}

void MessageSides::setNames(const QString& request, const QString& answer)
{
    m_requestSide->setText(request);
    m_answerSide->setText(answer);
    m_request->setName(request);
    m_answer->setName(answer);
}

void MessageSides::show(const Exchange& exchange)
{
    m_request->showRequest(exchange);
    m_answer->showAnswer(exchange);
}

void MessageSides::clear()
{
    m_request->clear();
    m_answer->clear();
}

bool MessageSides::showsAnswer() const
{
    return m_stack->currentWidget() == m_answer;
}

} // namespace paydesk

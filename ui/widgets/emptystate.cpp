#include "ui/widgets/emptystate.h"

#include "ui/style/buttons.h"
#include "ui/widgets/glyphlabel.h"
#include "ui/widgets/labels.h"

#include <QPushButton>
#include <QVBoxLayout>

namespace paydesk {

EmptyState::EmptyState(const char* glyphName, QWidget* parent)
    : QWidget(parent)
    , m_sentence(new QLabel(this))
    , m_button(secondaryButton("", this))
{
    auto* column = new QVBoxLayout(this);
    column->setSpacing(14);
    column->addStretch(2);
    auto* picture = new GlyphLabel(40, this);
    picture->show(QString::fromLatin1(glyphName), &Tokens::ctl);
    column->addWidget(picture, 0, Qt::AlignHCenter);
    m_sentence->setObjectName(QStringLiteral("sentence"));
    m_sentence->setTextFormat(Qt::PlainText);
    m_sentence->setWordWrap(true);
    m_sentence->setAlignment(Qt::AlignCenter);
    m_sentence->setForegroundRole(QPalette::PlaceholderText);
    m_sentence->setMinimumWidth(160);
    column->addWidget(m_sentence);
    m_button->setObjectName(QStringLiteral("action"));
    m_button->hide();
    column->addWidget(m_button, 0, Qt::AlignHCenter);
    column->addStretch(3);
    connect(m_button, &QPushButton::clicked, this, &EmptyState::activated);
}

void EmptyState::setTexts(const QString& sentence, const QString& buttonText)
{
    m_sentence->setText(sentence);
    m_button->setText(buttonText);
    m_button->setVisible(!buttonText.isEmpty());
}

} // namespace paydesk

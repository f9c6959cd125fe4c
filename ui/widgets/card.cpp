#include "ui/widgets/card.h"

#include "ui/style/fonts.h"
#include "ui/style/paint.h"

#include <QLabel>
#include <QPainter>
#include <QVBoxLayout>

namespace paydesk {

Card::Card(QWidget* parent)
    : QFrame(parent)
    , m_body(new QVBoxLayout(this))
    , m_top(new QHBoxLayout)
    , m_heading(new QLabel(this))
{
    m_body->setContentsMargins(16, 14, 16, 14);
    m_body->setSpacing(10);
    m_top->setSpacing(8);
    m_top->addWidget(m_heading, 1);
    m_body->addLayout(m_top);
    m_heading->setTextFormat(Qt::PlainText);
    m_heading->setObjectName(QStringLiteral("heading"));
    m_heading->hide();
    setFontRole(m_heading, FontRole::Heading);
}

void Card::setHeading(const QString& text)
{
    m_heading->setText(text);
    m_heading->setVisible(!text.isEmpty());
    setAccessibleName(text);
}

void Card::addHeadingWidget(QWidget* widget)
{
    m_top->addWidget(widget, 0, Qt::AlignVCenter);
}

void Card::setTone(Tone tone)
{
    m_tone = tone;
    update();
}

void Card::paintEvent(QPaintEvent*)
{
    const Tokens& t = tokensOf(palette());
    QPainter painter(this);
    const bool plain = m_tone == Tone::Neutral;
    paintBox(
        &painter, rect(), cardRadius, plain ? t.surf : toneGround(t, m_tone), toneEdge(t, m_tone));
}

} // namespace paydesk

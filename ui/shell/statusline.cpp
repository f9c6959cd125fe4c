#include "ui/shell/statusline.h"

#include "ui/style/fonts.h"
#include "ui/style/glyph.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QToolButton>

namespace paydesk {

StatusLine::StatusLine(QWidget* parent)
    : QWidget(parent)
    , m_left(new QHBoxLayout)
    , m_right(new QHBoxLayout)
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(4, 1, 4, 0);
    row->setSpacing(4);
    row->addLayout(m_left);
    row->addStretch(1);
    row->addLayout(m_right);
    setFixedHeight(28);
}

void StatusLine::setItem(const QString& item, const QString& glyphName, const QString& text,
    Tone tone, Qt::Alignment side)
{
    QToolButton* shown = button(item, side);
    shown->setIcon(glyph(glyphName, toneToken(tone)));
    shown->setText(QString(text).replace(QLatin1Char('&'), QStringLiteral("&&")));
    shown->setAccessibleName(text);
    shown->setVisible(!text.isEmpty());
}

QToolButton* StatusLine::button(const QString& item, Qt::Alignment side)
{
    if (QToolButton* known = m_items.value(item))
        return known;
    auto* made = new QToolButton(this);
    made->setObjectName(QStringLiteral("status-") + item);
    made->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    made->setAutoRaise(true);
    QFont font;
    font.setPointSizeF(9);
    made->setFont(font);
    made->setFixedHeight(24);
    m_items.insert(item, made);
    (side.testFlag(Qt::AlignRight) ? m_right : m_left)->addWidget(made);
    connect(made, &QToolButton::clicked, this, [this, item] { emit activated(item); });
    return made;
}

void StatusLine::paintEvent(QPaintEvent*)
{
    const Tokens& t = tokensOf(palette());
    QPainter painter(this);
    painter.fillRect(rect(), t.surf);
    painter.fillRect(QRect(0, 0, width(), 1), t.line);
}

} // namespace paydesk

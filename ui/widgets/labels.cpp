#include "ui/widgets/labels.h"

#include "ui/style/buttons.h"
#include "ui/style/fonts.h"
#include "ui/style/glyph.h"

#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPainter>
#include <QTimer>
#include <QToolButton>

#include <algorithm>

namespace paydesk {

HintLabel::HintLabel(QWidget* parent)
    : QLabel(parent)
{
    setTextFormat(Qt::PlainText);
    setWordWrap(true);
    setTextInteractionFlags(Qt::TextSelectableByMouse);
    setFontRole(this, FontRole::Small);
    recolor();
}

void HintLabel::setTone(Tone tone)
{
    m_tone = tone;
    recolor();
}

void HintLabel::changeEvent(QEvent* event)
{
    QLabel::changeEvent(event);
    if (event->type() == QEvent::ApplicationPaletteChange || event->type() == QEvent::PaletteChange)
        recolor();
}

void HintLabel::recolor()
{
    const QColor color = toneText(tokensOf(palette()), m_tone);
    if (palette().color(QPalette::WindowText) == color)
        return; // our own change comes back as a PaletteChange
    QPalette own;
    own.setColor(QPalette::WindowText, color);
    setPalette(own);
}

ElidedLabel::ElidedLabel(QWidget* parent)
    : QLabel(parent)
{
    setTextFormat(Qt::PlainText);
}

void ElidedLabel::setFullText(const QString& text)
{
    if (text == m_full)
        return;
    m_full = text;
    setAccessibleName(text);
    updateGeometry();
    update();
}

void ElidedLabel::setElideMode(Qt::TextElideMode mode)
{
    m_mode = mode;
    update();
}

void ElidedLabel::setSecondary(bool secondary)
{
    m_secondary = secondary;
    update();
}

QSize ElidedLabel::sizeHint() const
{
    const QFontMetrics metrics = fontMetrics();
    return {metrics.horizontalAdvance(m_full) + 2, metrics.height() + 2};
}

QSize ElidedLabel::minimumSizeHint() const
{
    const QFontMetrics metrics = fontMetrics();
    return {std::min(sizeHint().width(), metrics.averageCharWidth() * 9), metrics.height() + 2};
}

void ElidedLabel::paintEvent(QPaintEvent*)
{
    const Tokens& t = tokensOf(palette());
    QPainter painter(this);
    const QString shown = fontMetrics().elidedText(m_full.simplified(), m_mode, width());
    painter.setPen(m_secondary ? t.text2 : palette().color(QPalette::WindowText));
    painter.drawText(rect(),
        int(alignment() & Qt::AlignHorizontal_Mask) | Qt::AlignVCenter | Qt::TextSingleLine, shown);
    const QString tip = shown == m_full ? QString() : m_full.toHtmlEscaped();
    if (toolTip() != tip)
        setToolTip(tip);
}

CopyField::CopyField(QWidget* parent)
    : QWidget(parent)
    , m_value(new ElidedLabel(this))
    , m_copy(iconButton("copy", this))
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(2);
    row->addWidget(m_value, 0);
    row->addWidget(m_copy);
    row->addStretch(1);
    m_value->setElideMode(Qt::ElideMiddle);
    m_value->setObjectName(QStringLiteral("value"));
    setFontRole(m_value, FontRole::Technical);
    m_copy->setObjectName(QStringLiteral("copy"));
    m_copy->setFixedSize(26, 26);
    connect(m_copy, &QToolButton::clicked, this, &CopyField::copy);
    retranslateUi();
}

void CopyField::setName(const QString& name)
{
    m_name = name;
    setAccessibleName(name);
    retranslateUi();
}

void CopyField::setValue(const QString& value)
{
    m_value->setFullText(value);
    m_copy->setVisible(!value.isEmpty());
}

QString CopyField::value() const
{
    return m_value->fullText();
}

void CopyField::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslateUi();
}

void CopyField::copy()
{
    QGuiApplication::clipboard()->setText(value());
    m_copy->setIcon(glyph("check", &Tokens::ok));
    QTimer::singleShot(1500, m_copy, [this] { m_copy->setIcon(glyph("copy", &Tokens::text2)); });
}

void CopyField::retranslateUi()
{
    setToolButtonName(m_copy, m_name.isEmpty() ? tr("Copy") : tr("Copy %1").arg(m_name));
}

} // namespace paydesk

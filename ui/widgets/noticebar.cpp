#include "ui/widgets/noticebar.h"

#include "ui/style/buttons.h"
#include "ui/style/fonts.h"
#include "ui/style/glyph.h"
#include "ui/style/paint.h"
#include "ui/widgets/glyphlabel.h"
#include "ui/widgets/labels.h"

#include <QAccessible>
#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>

namespace paydesk {

namespace {

    QString joined(const QString& first, const QString& second)
    {
        return first.isEmpty() || second.isEmpty() ? first + second
                                                   : first + QLatin1Char('\n') + second;
    }

} // namespace

NoticeBar::NoticeBar(QWidget* parent)
    : QFrame(parent)
    , m_sign(new GlyphLabel(20, this))
    , m_what(new QLabel(this))
    , m_rest(new QLabel(this))
    , m_details(new HintLabel(this))
    , m_action(secondaryButton("", this))
    , m_fold(iconButton("chevron-down", this))
    , m_copy(iconButton("copy", this))
    , m_close(iconButton("x", this))
{
    setObjectName(QStringLiteral("notice"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(14, 10, 10, 10);
    row->setSpacing(6);
    row->addWidget(m_sign, 0, Qt::AlignTop);
    row->addSpacing(4);
    buildTexts(row);
    buildButtons(row);
    retranslateUi();
    hide();
}

void NoticeBar::buildTexts(QHBoxLayout* row)
{
    auto* texts = new QVBoxLayout;
    texts->setSpacing(2);
    for (QLabel* label : {m_what, m_rest}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
        texts->addWidget(label);
    }
    setFontRole(m_what, FontRole::Label);
    m_what->setObjectName(QStringLiteral("what"));
    m_rest->setObjectName(QStringLiteral("whyAndRemedy"));
    m_details->setObjectName(QStringLiteral("details"));
    texts->addWidget(m_details);
    texts->addStretch(1);
    row->addLayout(texts, 1);
}

void NoticeBar::buildButtons(QHBoxLayout* row)
{
    m_action->setObjectName(QStringLiteral("action"));
    m_fold->setObjectName(QStringLiteral("fold"));
    m_copy->setObjectName(QStringLiteral("copy"));
    m_close->setObjectName(QStringLiteral("dismiss"));
    m_fold->setCheckable(true);
    for (QWidget* button : {static_cast<QWidget*>(m_action), static_cast<QWidget*>(m_fold),
             static_cast<QWidget*>(m_copy), static_cast<QWidget*>(m_close)})
        row->addWidget(button, 0, Qt::AlignTop);
    connect(m_action, &QPushButton::clicked, this, &NoticeBar::actionTriggered);
    connect(m_fold, &QToolButton::toggled, m_details, &QWidget::setVisible);
    connect(m_copy, &QToolButton::clicked, this, &NoticeBar::copy);
    connect(m_close, &QToolButton::clicked, this, &NoticeBar::dismiss);
}

void NoticeBar::show(
    const Wording& wording, Tone tone, const QString& actionText, const QString& details)
{
    m_tone = tone;
    m_sign->show(toneGlyph(tone), toneToken(tone));
    m_what->setText(wording.what);
    m_rest->setText(joined(wording.why, wording.remedy));
    m_rest->setVisible(!m_rest->text().isEmpty());
    m_details->setText(details);
    m_details->setVisible(false);
    m_fold->setChecked(false);
    m_fold->setVisible(!details.isEmpty());
    m_action->setText(actionText);
    m_action->setVisible(!actionText.isEmpty());
    setAccessibleName(text());
    setVisible(true);
    update();
    QAccessibleEvent alert(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

void NoticeBar::show(const Failure& failure, const QString& actionText)
{
    show(wordingOf(failure), Tone::Bad, actionText);
}

void NoticeBar::dismiss()
{
    hide();
}

QString NoticeBar::text() const
{
    return joined(m_what->text(), m_rest->text());
}

void NoticeBar::copy()
{
    QGuiApplication::clipboard()->setText(joined(text(), m_details->text()));
}

void NoticeBar::paintEvent(QPaintEvent*)
{
    const Tokens& t = tokensOf(palette());
    QPainter painter(this);
    paintBox(&painter, rect(), cardRadius, toneGround(t, m_tone), toneEdge(t, m_tone));
}

void NoticeBar::changeEvent(QEvent* event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslateUi();
}

void NoticeBar::retranslateUi()
{
    setToolButtonName(m_fold, tr("Details"));
    setToolButtonName(m_copy, tr("Copy the message"));
    setToolButtonName(m_close, tr("Dismiss"));
}

} // namespace paydesk

#include "ui/signatures/verdictframe.h"

#include "ui/style/buttons.h"
#include "ui/style/fonts.h"
#include "ui/style/glyph.h"
#include "ui/style/paint.h"
#include "ui/widgets/glyphlabel.h"
#include "ui/widgets/labels.h"

#include <QAccessible>
#include <QEvent>
#include <QLabel>
#include <QPainter>
#include <QRadioButton>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace paydesk {

namespace {

    constexpr qsizetype mostOthers = 6;

} // namespace

VerdictFrame::VerdictFrame(QWidget* parent)
    : QFrame(parent)
    , m_sign(new GlyphLabel(20, this))
    , m_small(new HintLabel(this))
    , m_fold(new QToolButton(this))
    , m_others(new QWidget(this))
    , m_buttons(new QVBoxLayout)
{
    setObjectName(QStringLiteral("signaturesVerdictFrame"));
    auto* box = new QWidget(this);
    box->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    auto* texts = new QVBoxLayout(box);
    texts->setContentsMargins({});
    texts->setSpacing(2);
    m_title = addText(texts, "signaturesVerdictTitle");
    setFontRole(m_title, FontRole::Heading);
    m_causes = addText(texts, "signaturesCauses");
    m_further = addText(texts, "signaturesFurther");
    auto* last = new QHBoxLayout;
    last->setSpacing(8);
    last->addWidget(m_small, 1);
    last->addWidget(m_fold);
    texts->addLayout(last);
    texts->addWidget(m_others);
    texts->addStretch(1);
    m_small->setObjectName(QStringLiteral("signaturesEffort"));
    m_fold->setObjectName(QStringLiteral("signaturesOthersFold"));
    m_fold->setCheckable(true);
    m_fold->setAutoRaise(true);
    m_fold->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_fold->setIcon(glyph("chevron-down", &Tokens::text2));
    m_others->setObjectName(QStringLiteral("signaturesOthers"));
    auto* others = new QVBoxLayout(m_others);
    others->setContentsMargins({});
    others->setSpacing(2);
    m_others->hide();
    m_fold->hide();
    auto* buttons = new QWidget(this);
    buttons->setLayout(m_buttons);
    buttons->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Preferred);
    m_buttons->setContentsMargins({});
    m_buttons->setSpacing(6);
    m_buttons->addStretch(1);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(14, 8, 12, 8);
    row->setSpacing(12);
    row->addWidget(m_sign, 0, Qt::AlignTop);
    row->addWidget(box, 1);
    row->addWidget(buttons);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    connect(m_fold, &QToolButton::toggled, m_others, &QWidget::setVisible);
    connect(m_fold, &QToolButton::toggled, this, &VerdictFrame::othersShown);
    hide();
}

QLabel* VerdictFrame::addText(QVBoxLayout* column, const char* objectName)
{
    auto* label = new QLabel(this);
    label->setObjectName(QString::fromLatin1(objectName));
    label->setTextFormat(Qt::PlainText);
    // Inter would turn 0x0A into 0×0A.
    QFont font = fontOf(FontRole::Body);
    font.setStyleStrategy(QFont::PreferNoShaping);
    label->setFont(font);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    column->addWidget(label);
    return label;
}

void VerdictFrame::addButton(QWidget* button)
{
    m_buttons->insertWidget(m_buttons->count() - 1, button);
}

void VerdictFrame::show(const VerdictText& text)
{
    m_text = text;
    showText();
    recolor();
    setVisible(!text.title.isEmpty());
    QAccessibleEvent alert(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

void VerdictFrame::setLow(bool low)
{
    m_low = low;
    showText();
}

bool VerdictFrame::showsOthers() const
{
    return m_fold->isChecked();
}

void VerdictFrame::foldOthers()
{
    m_fold->setChecked(false);
}

void VerdictFrame::showText()
{
    m_sign->show(m_text.glyph, toneToken(m_text.tone));
    m_title->setText(m_text.title);
    m_causes->setText(m_text.causes.join(u' '));
    m_causes->setVisible(!m_text.causes.isEmpty());
    m_further->setText(m_text.further.join(m_low ? u' ' : u'\n'));
    m_further->setVisible(!m_text.further.isEmpty());
    m_small->setText(m_text.small);
    m_small->setVisible(!m_text.small.isEmpty());
    setAccessibleName(m_text.plain());
}

void VerdictFrame::setAlternatives(const QStringList& explanations, qsizetype chosen)
{
    const bool several = explanations.size() > 1;
    m_fold->setVisible(several);
    m_fold->setText(tr("Other explanations (%1)").arg(explanations.size() - 1));
    if (!several)
        m_fold->setChecked(false);
    if (explanations != m_explanations) {
        m_explanations = explanations;
        listAlternatives();
    }
    const auto choices = m_others->findChildren<QRadioButton*>();
    if (chosen < choices.size())
        choices.at(chosen)->setChecked(true);
}

void VerdictFrame::listAlternatives()
{
    qDeleteAll(m_others->findChildren<QRadioButton*>());
    for (qsizetype i = 0; i < std::min(mostOthers, m_explanations.size()); ++i) {
        auto* choice = new QRadioButton(m_explanations.at(i), m_others);
        choice->setObjectName(QStringLiteral("signaturesExplanation%1").arg(i));
        // A long sentence gives way; chosen, it stands above in full.
        choice->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
        m_others->layout()->addWidget(choice);
        connect(choice, &QRadioButton::clicked, this, [this, i] { emit explanationChosen(i); });
    }
}

void VerdictFrame::recolor()
{
    QPalette colors = m_title->palette();
    colors.setColor(QPalette::WindowText, toneText(tokensOf(palette()), m_text.tone));
    m_title->setPalette(colors);
}

void VerdictFrame::paintEvent(QPaintEvent*)
{
    const Tokens& t = tokensOf(palette());
    QPainter painter(this);
    paintBox(&painter, rect(), cardRadius, toneGround(t, m_text.tone), toneEdge(t, m_text.tone));
}

void VerdictFrame::changeEvent(QEvent* event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        recolor();
}

} // namespace paydesk

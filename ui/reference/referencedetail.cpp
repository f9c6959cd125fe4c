#include "ui/reference/referencedetail.h"

#include "ui/reference/referencerow.h"
#include "ui/style/buttons.h"
#include "ui/style/fonts.h"
#include "ui/style/glyph.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/pill.h"

#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QLabel>
#include <QScrollArea>
#include <QTimer>
#include <QToolButton>
#include <QVBoxLayout>

#include <array>

namespace paydesk {

namespace {

    constexpr int copiedMs = 1500;

    QLabel* partLabel(QWidget* parent)
    {
        auto* label = new QLabel(parent);
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
        return label;
    }

} // namespace

ReferenceDetail::ReferenceDetail(QWidget* parent)
    : Card(parent)
    , m_code(partLabel(this))
    , m_source(new HintLabel(this))
    , m_next(new Pill(this))
    , m_copy(iconButton("copy", this))
    , m_parts(new QWidget(this))
{
    auto* head = new QHBoxLayout;
    head->setSpacing(8);
    head->addWidget(m_code, 1);
    head->addWidget(m_next);
    head->addWidget(m_copy);
    body()->addLayout(head);
    body()->addWidget(m_source);
    buildParts();
    auto* area = new QScrollArea(this);
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->viewport()->setAutoFillBackground(false);
    area->setWidget(m_parts);
    m_parts->setAutoFillBackground(false);
    body()->addWidget(area, 1);
    QFont font = fontOf(FontRole::Technical);
    font.setPointSizeF(fontOf(FontRole::Heading).pointSizeF() + 2);
    font.setBold(true);
    m_code->setFont(font);
    m_code->setObjectName(QStringLiteral("referenceCode"));
    m_source->setObjectName(QStringLiteral("referenceSource"));
    m_next->setObjectName(QStringLiteral("referenceNext"));
    m_copy->setObjectName(QStringLiteral("referenceCopy"));
    connect(m_copy, &QToolButton::clicked, this, &ReferenceDetail::copy);
    retranslateUi();
}

void ReferenceDetail::buildParts()
{
    auto* column = new QVBoxLayout(m_parts);
    column->setContentsMargins(0, 4, 8, 4);
    column->setSpacing(4);
    constexpr std::array<const char*, PartCount> names{
        "referenceMeans", "referenceToDo", "referenceAgain", "referencePlaces"};
    for (const char* const name : names) {
        auto* title = new HintLabel(m_parts);
        QLabel* text = partLabel(m_parts);
        text->setObjectName(QString::fromLatin1(name));
        title->setBuddy(text);
        m_titles << title;
        m_texts << text;
        column->addWidget(title);
        column->addWidget(text);
        column->addSpacing(10);
    }
    column->addStretch(1);
    setFontRole(m_texts.at(Places), FontRole::Technical);
}

void ReferenceDetail::show(const ReferenceRow* row)
{
    m_row = row;
    m_parts->setVisible(row);
    m_copy->setVisible(row);
    if (!row) {
        m_code->clear();
        m_source->setText(tr("Choose an error in the list."));
        return m_next->show({}, Tone::Neutral);
    }
    m_code->setText(QString::fromUtf8(row->code));
    switch (row->source) {
    case ReferenceRow::Source::Code:
        m_source->setText(tr("An error code of WeChat"));
        break;
    case ReferenceRow::Source::ReturnMessage:
        m_source->setText(tr("WeChat's return_msg beside return_code FAIL; such an answer has no "
                             "code"));
        break;
    case ReferenceRow::Source::Paydesk:
        m_source->setText(tr("Paydesk's own word"));
        break;
    }
    m_next->show(reactionWords(row->reaction), reactionTone(row->reaction));
    m_texts.at(Means)->setText(row->meaning.text());
    m_texts.at(ToDo)->setText(row->remedy.text());
    m_texts.at(Again)->setText(reactionSentence(row->reaction));
    m_texts.at(Places)->setText(placeLines(*row));
    setAccessibleName(QString::fromUtf8(row->code));
}

void ReferenceDetail::copy()
{
    if (!m_row)
        return;
    QGuiApplication::clipboard()->setText(referenceText(*m_row));
    m_copy->setIcon(glyph("check", &Tokens::ok));
    QTimer::singleShot(
        copiedMs, m_copy, [this] { m_copy->setIcon(glyph("copy", &Tokens::text2)); });
}

void ReferenceDetail::changeEvent(QEvent* event)
{
    Card::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslateUi();
}

void ReferenceDetail::retranslateUi()
{
    setToolButtonName(m_copy, tr("Copy the explanation"));
    m_titles.at(Means)->setText(tr("What it means"));
    m_titles.at(ToDo)->setText(tr("What to do"));
    m_titles.at(Again)->setText(tr("Query, or send again?"));
    m_titles.at(Places)->setText(tr("Where it is given, and with which words"));
    show(m_row);
}

} // namespace paydesk

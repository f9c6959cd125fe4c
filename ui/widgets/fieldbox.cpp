#include "ui/widgets/fieldbox.h"

#include "ui/style/buttons.h"
#include "ui/style/fonts.h"
#include "ui/widgets/labels.h"

#include <QVBoxLayout>

namespace paydesk {

FieldBox::FieldBox(QWidget* editor, QWidget* parent)
    : QWidget(parent)
    , m_editor(editor)
    , m_label(new QLabel(this))
    , m_below(new HintLabel(this))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(m_label);
    column->addWidget(editor);
    column->addWidget(m_below);
    m_label->setTextFormat(Qt::PlainText);
    m_label->setBuddy(editor);
    setFontRole(m_label, FontRole::Label);
    m_below->setObjectName(QStringLiteral("hint"));
    m_below->hide();
    setSizePolicy(QSizePolicy::Preferred,
        editor->sizePolicy().verticalPolicy() == QSizePolicy::Expanding ? QSizePolicy::Expanding
                                                                        : QSizePolicy::Fixed);
}

void FieldBox::setLabel(const QString& text)
{
    m_label->setText(text);
    m_editor->setAccessibleName(QString(text).remove(QLatin1Char('&')));
}

void FieldBox::setHint(const QString& text)
{
    m_hint = text;
    showHint();
}

void FieldBox::setError(const QString& text)
{
    m_error = text;
    showHint();
}

void FieldBox::showHint()
{
    const QString& shown = hasError() ? m_error : m_hint;
    m_below->setTone(hasError() ? Tone::Bad : Tone::Neutral);
    m_below->setText(shown);
    m_below->setVisible(!shown.isEmpty());
    m_editor->setAccessibleDescription(shown);
    setInvalid(m_editor, hasError());
}

} // namespace paydesk

#include "ui/widgets/secretfield.h"

#include "ui/style/fonts.h"
#include "ui/style/glyph.h"

#include <QAction>
#include <QEvent>

namespace paydesk {

SecretField::SecretField(QWidget* parent)
    : QLineEdit(parent)
    , m_eye(addAction(glyph("eye", &Tokens::text2), QLineEdit::TrailingPosition))
{
    setFontRole(this, FontRole::Technical);
    setInputMethodHints(Qt::ImhSensitiveData | Qt::ImhNoPredictiveText | Qt::ImhNoAutoUppercase);
    m_eye->setCheckable(true);
    m_eye->setObjectName(QStringLiteral("reveal"));
    connect(m_eye, &QAction::toggled, this, &SecretField::setRevealed);
    setRevealed(false);
}

Secret SecretField::take()
{
    Secret secret(text().toUtf8());
    clear();
    m_eye->setChecked(false);
    return secret;
}

void SecretField::setRevealed(bool revealed)
{
    setEchoMode(revealed ? QLineEdit::Normal : QLineEdit::Password);
    m_eye->setIcon(glyph(revealed ? "eye-off" : "eye", &Tokens::text2));
    retranslateUi();
}

void SecretField::changeEvent(QEvent* event)
{
    QLineEdit::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslateUi();
}

void SecretField::retranslateUi()
{
    m_eye->setText(m_eye->isChecked() ? tr("Hide the characters") : tr("Show the characters"));
}

} // namespace paydesk

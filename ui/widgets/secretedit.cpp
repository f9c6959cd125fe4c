#include "ui/widgets/secretedit.h"

#include "ui/style/fonts.h"
#include "ui/style/glyph.h"

#include <QAction>
#include <QEvent>

#include <algorithm>

namespace paydesk {

namespace {

    constexpr std::chrono::seconds revealTime{10};

} // namespace

SecretEdit::SecretEdit(QWidget* parent)
    : QLineEdit(parent)
    , m_eye(addAction(glyph("eye", &Tokens::text2), QLineEdit::TrailingPosition))
    , m_hideAgain(new QTimer(this))
{
    setFontRole(this, FontRole::Technical);
    setInputMethodHints(Qt::ImhSensitiveData | Qt::ImhNoPredictiveText | Qt::ImhNoAutoUppercase);
    m_eye->setCheckable(true);
    m_eye->setObjectName(QStringLiteral("reveal"));
    m_hideAgain->setObjectName(QStringLiteral("hideAgain"));
    m_hideAgain->setSingleShot(true);
    m_hideAgain->setInterval(revealTime);
    connect(m_hideAgain, &QTimer::timeout, this, [this] { m_eye->setChecked(false); });
    connect(m_eye, &QAction::toggled, this, &SecretEdit::setRevealed);
    setRevealed(false);
}

SecretEdit::~SecretEdit()
{
    forget();
}

Secret SecretEdit::take()
{
    Secret secret(text().toUtf8());
    forget();
    m_eye->setChecked(false);
    return secret;
}

/// QLineEdit holds a QString, the one copy that cannot be avoided: it is overwritten where it lies,
/// for whoever shares it. (A literal of the program has no memory of its own.)
void SecretEdit::forget()
{
    QString held = text();
    if (held.data_ptr().isMutable())
        std::fill_n(held.data_ptr().data(), held.size(), u'*');
    clear();
}

void SecretEdit::setRevealed(bool revealed)
{
    if (revealed)
        m_hideAgain->start();
    else
        m_hideAgain->stop();
    setEchoMode(revealed ? QLineEdit::Normal : QLineEdit::Password);
    m_eye->setIcon(glyph(revealed ? "eye-off" : "eye", &Tokens::text2));
    retranslateUi();
}

void SecretEdit::changeEvent(QEvent* event)
{
    QLineEdit::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslateUi();
}

void SecretEdit::retranslateUi()
{
    m_eye->setText(m_eye->isChecked() ? tr("Hide the characters") : tr("Show the characters"));
}

} // namespace paydesk

#include "ui/settings/storedsecret.h"

#include "core/base/wording.h"
#include "ui/style/buttons.h"
#include "ui/style/fonts.h"
#include "ui/style/glyph.h"
#include "ui/style/tokens.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/secretclipboard.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>
#include <QToolButton>
#include <QVBoxLayout>

namespace paydesk {

/// Paints the secret from the buffer that is wiped: no widget keeps it as its text, and assistive
/// technology is told its state only.
class SecretLine final : public QWidget {
public:
    explicit SecretLine(QWidget* parent)
        : QWidget(parent)
    {
        setFont(fontOf(FontRole::TechnicalSmall));
        setFixedHeight(fontMetrics().height() + 8);
    }

    void setSecret(Secret secret)
    {
        m_secret = std::move(secret);
        update();
    }
    bool isShown() const { return !m_secret.isEmpty(); }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        const Tokens& tokens = tokensOf(palette());
        painter.setFont(font());
        if (!isShown()) {
            painter.setPen(tokens.text2);
            painter.drawText(rect(), Qt::AlignVCenter, QString(12, QChar(0x2022)));
            return;
        }
        painter.setPen(tokens.text);
        m_secret.reveal([&](QByteArrayView text) {
            QString shown = QString::fromUtf8(text);
            painter.drawText(rect(), Qt::AlignVCenter | Qt::TextSingleLine, shown);
            shown.fill(u' ');
        });
    }

private:
    Secret m_secret;
};

StoredSecret::StoredSecret(
    const char* objectName, SecretClipboard& clipboard, Clock& clock, Reading read, QWidget* parent)
    : QWidget(parent)
    , m_clipboard(clipboard)
    , m_clock(clock)
    , m_read(std::move(read))
    , m_line(new SecretLine(this))
    , m_eye(iconButton("eye", this))
    , m_copy(iconButton("copy", this))
    , m_state(new HintLabel(this))
{
    setObjectName(QString::fromLatin1(objectName));
    m_line->setObjectName(QStringLiteral("storedSecretLine"));
    m_eye->setObjectName(QStringLiteral("storedSecretReveal"));
    m_copy->setObjectName(QStringLiteral("storedSecretCopy"));
    m_state->setObjectName(QStringLiteral("storedSecretState"));
    auto* row = new QHBoxLayout;
    row->setSpacing(6);
    row->addWidget(m_line, 1);
    row->addWidget(m_eye);
    row->addWidget(m_copy);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    column->addLayout(row);
    column->addWidget(m_state);
    connect(m_eye, &QToolButton::clicked, this, [this] {
        if (m_line->isShown())
            conceal();
        else
            reveal();
    });
    connect(m_copy, &QToolButton::clicked, this, &StoredSecret::copy);
    connect(&m_clipboard, &SecretClipboard::changed, this, [this] {
        m_copied = m_copied && m_clipboard.secondsLeft() > 0;
        showState();
    });
    showState();
}

void StoredSecret::setName(const QString& name)
{
    m_name = name;
    showState();
}

void StoredSecret::reveal()
{
    Result<Secret> secret = m_read();
    if (!secret) {
        m_state->setTone(Tone::Warn);
        m_state->setText(wordingOf(secret.error()).sentence());
        m_state->show();
        return;
    }
    m_line->setSecret(std::move(*secret));
    m_left = int(revealTime.count());
    m_clock.cancel(m_alarm);
    m_alarm = m_clock.after(std::chrono::seconds(1), this, [this] { tick(); });
    showState();
}

void StoredSecret::tick()
{
    if (--m_left <= 0) {
        conceal();
        return;
    }
    m_alarm = m_clock.after(std::chrono::seconds(1), this, [this] { tick(); });
    showState();
}

void StoredSecret::conceal()
{
    m_clock.cancel(m_alarm);
    m_left = 0;
    m_line->setSecret(Secret());
    showState();
}

void StoredSecret::copy()
{
    const Result<Secret> secret = m_read();
    if (!secret) {
        m_state->setTone(Tone::Warn);
        m_state->setText(wordingOf(secret.error()).sentence());
        m_state->show();
        return;
    }
    m_clipboard.put(*secret);
    m_copied = true;
    showState();
}

void StoredSecret::hideEvent(QHideEvent* event)
{
    QWidget::hideEvent(event);
    conceal();
}

void StoredSecret::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        showState();
    // Whoever turns to another window does not look at it any more.
    if (event->type() == QEvent::ActivationChange && !isActiveWindow() && m_line->isShown())
        conceal();
}

void StoredSecret::showState()
{
    const bool shown = m_line->isShown();
    m_eye->setIcon(glyph(shown ? "eye-off" : "eye", &Tokens::text2));
    setToolButtonName(
        m_eye, shown ? tr("Hide the %1").arg(m_name) : tr("Show the %1 for 10 s").arg(m_name));
    setToolButtonName(m_copy, tr("Copy the %1 for 20 s").arg(m_name));
    m_line->setAccessibleName(m_name);
    QStringList lines;
    if (shown)
        lines << tr("Shown for %n more second(s).", nullptr, m_left);
    if (m_copied)
        lines << tr(
            "On the clipboard; it is emptied in %n second(s).", nullptr, m_clipboard.secondsLeft());
    m_state->setTone(Tone::Neutral);
    m_state->setText(lines.join(u' '));
    m_state->setVisible(!lines.isEmpty());
}

} // namespace paydesk

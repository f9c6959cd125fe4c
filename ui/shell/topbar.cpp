#include "ui/shell/topbar.h"

#include "ui/style/buttons.h"
#include "ui/style/glyph.h"
#include "ui/widgets/pill.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>
#include <QSignalBlocker>
#include <QToolButton>

namespace paydesk {

TopBar::TopBar(QWidget* parent)
    : QWidget(parent)
    , m_profile(new QComboBox(this))
    , m_badge(new Pill(this))
    , m_language(iconButton("globe", this))
    , m_theme(iconButton("moon", this))
    , m_about(iconButton("info", this))
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(20, 0, 14, 0);
    row->setSpacing(10);
    row->addWidget(m_profile);
    row->addWidget(m_badge);
    row->addStretch(1);
    for (QToolButton* button : {m_language, m_theme, m_about})
        row->addWidget(button);
    setFixedHeight(52);
    m_profile->setObjectName(QStringLiteral("profile"));
    m_badge->setObjectName(QStringLiteral("profileBadge"));
    m_language->setObjectName(QStringLiteral("language"));
    m_theme->setObjectName(QStringLiteral("theme"));
    m_about->setObjectName(QStringLiteral("about"));
    m_profile->setMinimumWidth(210);
    m_profile->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_profile->setMaximumWidth(360);
    m_language->setPopupMode(QToolButton::InstantPopup);
    connect(m_profile, &QComboBox::activated, this, &TopBar::profileActivated);
    retranslateUi();
}

void TopBar::setProfiles(const QList<ProfileEntry>& profiles, const QString& current)
{
    const QSignalBlocker blocker(m_profile);
    m_profiles = profiles;
    m_profile->clear();
    for (const ProfileEntry& profile : profiles) {
        m_profile->addItem(
            glyph("shop", profile.real ? &Tokens::bad : &Tokens::warn), profile.text, profile.id);
        if (profile.id == current)
            m_profile->setCurrentIndex(m_profile->count() - 1);
    }
    retranslateUi();
    update();
}

bool TopBar::isReal() const
{
    const int row = m_profile->currentIndex();
    return row >= 0 && row < m_profiles.size() && m_profiles.at(row).real;
}

void TopBar::setDark(bool dark)
{
    m_dark = dark;
    m_theme->setIcon(glyph(dark ? "sun" : "moon", &Tokens::text2));
    retranslateUi();
}

// The owner decides whether the merchant changes and says so with setProfiles().
void TopBar::profileActivated(int row)
{
    if (row >= 0 && row < m_profiles.size())
        emit profileChosen(m_profiles.at(row).id);
    retranslateUi();
    update();
}

void TopBar::paintEvent(QPaintEvent*)
{
    const Tokens& t = tokensOf(palette());
    QPainter painter(this);
    painter.fillRect(rect(), t.surf);
    const int line = isReal() ? 2 : 1;
    painter.fillRect(QRect(0, height() - line, width(), line), isReal() ? t.bad : t.line);
}

void TopBar::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslateUi();
}

void TopBar::retranslateUi()
{
    m_profile->setAccessibleName(tr("Merchant"));
    if (m_profiles.isEmpty())
        m_badge->show(QString(), Tone::Neutral);
    else if (isReal())
        m_badge->show(tr("Real merchant"), Tone::Bad);
    else
        m_badge->show(tr("Sandbox: no real money"), Tone::Warn);
    setToolButtonName(m_language, tr("Language"));
    setToolButtonName(m_theme, m_dark ? tr("Light theme") : tr("Dark theme"));
    setToolButtonName(m_about, tr("About Paydesk"));
}

} // namespace paydesk

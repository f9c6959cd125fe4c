#include "ui/style/theme.h"

#include "ui/style/tokens.h"

#include <QApplication>

namespace paydesk {

// What the platform's own palette says is known only before ours is set.
Theme::Theme(QObject* parent)
    : QObject(parent)
    , m_desktopDark(QApplication::palette().color(QPalette::Window).lightness() < 128)
{
    apply();
    askDesktop();
}

void Theme::choose(Choice choice)
{
    if (choice == m_choice)
        return;
    m_choice = choice;
    apply();
}

bool Theme::dark() const
{
    return m_choice == Choice::Dark || (m_choice == Choice::System && m_desktopDark);
}

QString Theme::name(Choice choice)
{
    switch (choice) {
    case Choice::Light:
        return QStringLiteral("light");
    case Choice::Dark:
        return QStringLiteral("dark");
    case Choice::System:
        break;
    }
    return QStringLiteral("system");
}

Theme::Choice Theme::named(const QString& name)
{
    for (const Choice choice : {Choice::Light, Choice::Dark}) {
        if (Theme::name(choice) == name)
            return choice;
    }
    return Choice::System;
}

// The portal's words: 1 prefers dark, 2 prefers light, 0 has no preference.
void Theme::desktopAnswered(uint scheme)
{
    if (scheme != 1 && scheme != 2)
        return;
    m_desktopDark = scheme == 1;
    if (m_choice == Choice::System)
        apply();
}

void Theme::apply()
{
    QApplication::setPalette(paletteOf(dark() ? darkTokens() : lightTokens()));
    emit changed();
}

} // namespace paydesk

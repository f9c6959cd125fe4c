#include "ui/settings/looksection.h"

#include "ui/preferences.h"
#include "ui/settings/option.h"
#include "ui/style/theme.h"
#include "ui/widgets/card.h"

#include <QButtonGroup>
#include <QEvent>
#include <QRadioButton>
#include <QVBoxLayout>

#include <utility>

namespace paydesk {

LookSection::LookSection(Preferences& preferences, QWidget* parent)
    : QWidget(parent)
    , m_preferences(preferences)
    , m_language(new Card(this))
    , m_theme(new Card(this))
{
    auto* languages = new QButtonGroup(this);
    auto* themes = new QButtonGroup(this);
    const std::pair<const char*, QString> language[] = {{"settingsLanguageSystem", {}},
        {"settingsLanguageChinese", QStringLiteral("zh_CN")},
        {"settingsLanguageEnglish", QStringLiteral("en")}};
    const auto speak = [this](const QString& value) { m_preferences.setLanguage(value); };
    for (const auto& [name, value] : language)
        languages->addButton(addChoice(m_language, m_languages, name, value, speak)->button());
    const std::pair<const char*, Theme::Choice> theme[] = {
        {"settingsThemeSystem", Theme::Choice::System},
        {"settingsThemeLight", Theme::Choice::Light}, {"settingsThemeDark", Theme::Choice::Dark}};
    const auto wear = [this](const QString& value) { m_preferences.setTheme(value); };
    for (const auto& [name, choice] : theme)
        themes->addButton(addChoice(m_theme, m_themes, name, Theme::name(choice), wear)->button());
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(12);
    column->addWidget(m_language);
    column->addWidget(m_theme);
    column->addStretch(1);
    connect(&m_preferences, &Preferences::changed, this, &LookSection::refresh);
    retranslateUi();
    refresh();
}

Option* LookSection::addChoice(Card* card, QList<Choice>& choices, const char* objectName,
    const QString& value, std::function<void(const QString&)> choose)
{
    auto* option = new Option(new QRadioButton, objectName, this);
    card->body()->addWidget(option);
    choices.append({option, value});
    connect(option->button(), &QAbstractButton::toggled, this,
        [value, choose = std::move(choose)](bool chosen) {
            if (chosen)
                choose(value);
        });
    return option;
}

void LookSection::refresh()
{
    for (const Choice& choice : std::as_const(m_languages)) {
        if (choice.value == m_preferences.language())
            choice.option->setChecked(true);
    }
    for (const Choice& choice : std::as_const(m_themes)) {
        if (choice.value == m_preferences.theme())
            choice.option->setChecked(true);
    }
}

void LookSection::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslateUi();
}

void LookSection::retranslateUi()
{
    m_language->setHeading(tr("Language"));
    m_languages.at(0).option->setTexts(tr("As the system"), {});
    // A language is called as those who read it call it.
    m_languages.at(1).option->setTexts(QStringLiteral("简体中文"), {});
    m_languages.at(2).option->setTexts(QStringLiteral("English"), {});
    m_theme->setHeading(tr("Theme"));
    m_themes.at(0).option->setTexts(
        tr("As the system"), tr("Follows the desktop where it says whether it is light or dark."));
    m_themes.at(1).option->setTexts(tr("Light"), {});
    m_themes.at(2).option->setTexts(tr("Dark"), {});
}

} // namespace paydesk

#pragma once

#include <QWidget>

#include <functional>

namespace paydesk {

class Card;
class Option;
class Preferences;

/// Settings: language and theme, applied as they are chosen.
class LookSection final : public QWidget {
    Q_OBJECT

public:
    explicit LookSection(Preferences& preferences, QWidget* parent = nullptr);

    void refresh();

protected:
    void changeEvent(QEvent* event) override;

private:
    struct Choice {
        Option* option;
        QString value; ///< as the preferences keep it
    };

    Option* addChoice(Card* card, QList<Choice>& choices, const char* objectName,
        const QString& value, std::function<void(const QString&)> choose);
    void retranslateUi();

    Preferences& m_preferences;
    Card* m_language;
    Card* m_theme;
    QList<Choice> m_languages;
    QList<Choice> m_themes;
};

} // namespace paydesk

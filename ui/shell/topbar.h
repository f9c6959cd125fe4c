#pragma once

#include <QList>
#include <QWidget>

class QComboBox;
class QToolButton;

namespace paydesk {

class Pill;

/// A merchant as the window's combo box shows it.
struct ProfileEntry {
    QString id;
    QString text; ///< such as "Sandbox 1900000109"; plain text
    bool real = false; ///< moves real money

    friend bool operator==(const ProfileEntry&, const ProfileEntry&) = default;
};

/// The upper edge: the merchant with its badge, the buttons for language, theme and about. A red
/// line below it while the merchant is a real one.
class TopBar final : public QWidget {
    Q_OBJECT

public:
    explicit TopBar(QWidget* parent = nullptr);

    void setProfiles(const QList<ProfileEntry>& profiles, const QString& current);
    bool isReal() const;
    QToolButton* languageButton() const { return m_language; }
    QToolButton* themeButton() const { return m_theme; }
    QToolButton* aboutButton() const { return m_about; }
    /// The theme that is shown now; the button's picture is the other one.
    void setDark(bool dark);

signals:
    void profileChosen(const QString& id);

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void profileActivated(int row);
    void retranslateUi();

    QList<ProfileEntry> m_profiles;
    QComboBox* m_profile;
    Pill* m_badge;
    QToolButton* m_language;
    QToolButton* m_theme;
    QToolButton* m_about;
    bool m_dark = false;
};

} // namespace paydesk

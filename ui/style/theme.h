#pragma once

#include <QObject>

namespace paydesk {

/// Light or dark, as the user chose or as the desktop has it. Sets the application's palette; every
/// widget follows it. One is made in main, after the QApplication and before the first window.
class Theme final : public QObject {
    Q_OBJECT

public:
    enum class Choice { System, Light, Dark };

    explicit Theme(QObject* parent = nullptr);

    Choice choice() const { return m_choice; }
    void choose(Choice choice);
    bool dark() const;

    /// "system", "light", "dark": for the settings file. Unknown names are System.
    static QString name(Choice choice);
    static Choice named(const QString& name);

signals:
    void changed();

private:
    void askDesktop();
    void desktopAnswered(uint scheme);
    void apply();

    Choice m_choice = Choice::System;
    bool m_desktopDark;
};

} // namespace paydesk

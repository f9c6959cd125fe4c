#pragma once

#include "ui/shell/topbar.h"
#include "ui/style/tokens.h"

#include <QMainWindow>

#include <functional>

class QActionGroup;
class QMenu;
class QStackedWidget;

namespace paydesk {

class Language;
class SideBar;
class StatusLine;
class Theme;

/// The shell: navigation, top bar, pages, status line, menus and their keys. It knows no room of
/// the core; whoever makes it fills it. Theme and language must outlive it.
class MainWindow final : public QMainWindow {
    Q_OBJECT

public:
    MainWindow(Theme& theme, Language& language, QWidget* parent = nullptr);

    /// Takes the page over. `title` is asked again at every change of language. The id "settings"
    /// stands at the bottom of the navigation; a page without a glyph has no entry there. The first
    /// page added is shown first.
    void addPage(
        const QString& id, const char* glyphName, std::function<QString()> title, QWidget* page);
    /// Nothing happens if there is no such page.
    void showPage(const QString& id);
    QString currentPage() const;
    QWidget* page(const QString& id) const;

    void setProfiles(const QList<ProfileEntry>& profiles, const QString& current);
    /// An item of the status line; see StatusLine::setItem().
    void setStatus(const QString& item, const char* glyphName, const QString& text,
        Tone tone = Tone::Neutral, Qt::Alignment side = Qt::AlignLeft);
    /// F1 asks here first; whoever answers false leaves the key to the key sheet.
    void setHelp(std::function<bool()> help) { m_explain = std::move(help); }
    /// Into the File menu, before Quit; the shortcut works in the whole window.
    void addFileAction(QAction* action);

signals:
    void pageShown(const QString& id);
    void profileChosen(const QString& id);
    void statusActivated(const QString& item);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void keyReleaseEvent(QKeyEvent* event) override;

private:
    struct Page {
        QString id;
        std::function<QString()> title;
        QWidget* widget;
        QAction* action;
    };

    void buildMenus();
    void buildThemeMenu();
    void buildLanguageMenu();
    void buildHistory();
    QAction* choice(QActionGroup* group, QMenu* menu, const char* name);
    void display(const QString& id);
    void walk(int step);
    void toggleMenuBar();
    void setSideWidth();
    void themeChanged();
    void showAbout();
    void showHelp();
    void showKeys();
    void retranslateUi();
    const Page* pageOf(const QString& id) const;

    Theme& m_theme;
    Language& m_language;
    SideBar* m_side;
    TopBar* m_top;
    QStackedWidget* m_stack;
    StatusLine* m_status;
    QList<Page> m_pages;
    QStringList m_history;
    qsizetype m_at = -1; ///< where in the history the window is
    bool m_altAlone = false;
    QMenu* m_file = nullptr;
    QMenu* m_view = nullptr;
    QMenu* m_themeMenu = nullptr;
    QMenu* m_languageMenu = nullptr;
    QMenu* m_help = nullptr;
    QAction* m_quit = nullptr;
    QAction* m_back = nullptr;
    QAction* m_forward = nullptr;
    QAction* m_about = nullptr;
    QAction* m_helpKey = nullptr;
    QAction* m_keys = nullptr;
    QAction* m_pagesEnd = nullptr;
    std::function<bool()> m_explain;
    QList<QAction*> m_themeChoices; ///< in the order of Theme::Choice
    QAction* m_systemLanguage = nullptr;
};

} // namespace paydesk

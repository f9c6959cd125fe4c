#include "ui/mainwindow.h"

#include "ui/shell/keysheet.h"
#include "ui/shell/sidebar.h"
#include "ui/shell/statusline.h"
#include "ui/style/glyph.h"
#include "ui/style/language.h"
#include "ui/style/theme.h"
#include "ui/widgets/pagestack.h"
#include "ui/widgets/taborder.h"

#include <QActionGroup>
#include <QEvent>
#include <QGridLayout>
#include <QKeyEvent>
#include <QMenu>
#include <QMenuBar>
#include <QMessageBox>
#include <QScreen>
#include <QToolButton>

namespace paydesk {

namespace {

    constexpr QSize smallestSize(1024, 640);
    constexpr int wideEnough = 1180;
    constexpr int sideChinese = 196;
    constexpr int sideEnglish = 214;
    const QString settingsId = QStringLiteral("settings");

} // namespace

MainWindow::MainWindow(Theme& theme, Language& language, QWidget* parent)
    : QMainWindow(parent)
    , m_theme(theme)
    , m_language(language)
    , m_side(new SideBar(this))
    , m_top(new TopBar(this))
    , m_stack(new PageStack(this))
    , m_status(new StatusLine(this))
{
    auto* house = new QWidget(this);
    auto* grid = new QGridLayout(house);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(0);
    grid->addWidget(m_side, 0, 0, 2, 1);
    grid->addWidget(m_top, 0, 1);
    grid->addWidget(m_stack, 1, 1);
    grid->addWidget(m_status, 2, 0, 1, 2);
    grid->setRowStretch(1, 1);
    grid->setColumnStretch(1, 1);
    setCentralWidget(house);
    setObjectName(QStringLiteral("mainWindow"));
    setWindowIcon(QIcon(QStringLiteral(":/paydesk.svg")));
    buildMenus();
    connect(m_side, &SideBar::chosen, this, &MainWindow::showPage);
    connect(m_top, &TopBar::profileChosen, this, &MainWindow::profileChosen);
    connect(m_status, &StatusLine::activated, this, &MainWindow::statusActivated);
    connect(&m_theme, &Theme::changed, this, &MainWindow::themeChanged);
    themeChanged();
    retranslateUi();
    setSideWidth();
    // What a page asks for while there is room does not hold the window open: made smaller, it asks
    // for less.
    setMinimumSize(smallestSize.boundedTo(screen()->availableSize()));
    resize(1440, 900);
}

void MainWindow::buildMenus()
{
    m_file = menuBar()->addMenu(QString());
    m_quit = m_file->addAction(QString(), this, &QWidget::close);
    m_quit->setShortcut(QKeySequence::Quit);
    m_view = menuBar()->addMenu(QString());
    m_pagesEnd = m_view->addSeparator();
    buildHistory();
    m_view->addSeparator();
    buildThemeMenu();
    buildLanguageMenu();
    m_help = menuBar()->addMenu(QString());
    m_helpKey = m_help->addAction(glyph("book"), QString(), this, &MainWindow::showHelp);
    m_helpKey->setShortcut(QKeySequence(Qt::Key_F1));
    m_keys = m_help->addAction(glyph("keyboard"), QString(), this, &MainWindow::showKeys);
    m_keys->setShortcut(QKeySequence(Qt::SHIFT | Qt::Key_F1));
    m_about = m_help->addAction(glyph("info"), QString(), this, &MainWindow::showAbout);
    connect(m_top->aboutButton(), &QToolButton::clicked, m_about, &QAction::trigger);
    // The bar itself is hidden until Alt or F10, so the window must own the keys.
    addActions({m_quit, m_helpKey, m_keys, m_back, m_forward});
    auto* showBar = new QAction(this);
    showBar->setShortcut(QKeySequence(Qt::Key_F10));
    connect(showBar, &QAction::triggered, this, &MainWindow::toggleMenuBar);
    addAction(showBar);
#ifndef Q_OS_MACOS
    menuBar()->hide();
#endif
}

void MainWindow::buildHistory()
{
    m_back = m_view->addAction(glyph("arrow-left"), QString(), this, [this] { walk(-1); });
    m_back->setShortcut(QKeySequence(Qt::ALT | Qt::Key_Left));
    m_forward = m_view->addAction(glyph("arrow-right"), QString(), this, [this] { walk(1); });
    m_forward->setShortcut(QKeySequence(Qt::ALT | Qt::Key_Right));
}

QAction* MainWindow::choice(QActionGroup* group, QMenu* menu, const char* name)
{
    QAction* action = menu->addAction(QString());
    action->setCheckable(true);
    action->setObjectName(QString::fromLatin1(name));
    group->addAction(action);
    return action;
}

void MainWindow::buildThemeMenu()
{
    m_themeMenu = m_view->addMenu(glyph("moon"), QString());
    auto* group = new QActionGroup(this);
    for (const auto wanted : {Theme::Choice::System, Theme::Choice::Light, Theme::Choice::Dark}) {
        QAction* action = choice(group, m_themeMenu, "themeChoice");
        connect(action, &QAction::triggered, this, [this, wanted] { m_theme.choose(wanted); });
        m_themeChoices.append(action);
    }
    connect(m_top->themeButton(), &QToolButton::clicked, this,
        [this] { m_theme.choose(m_theme.dark() ? Theme::Choice::Light : Theme::Choice::Dark); });
}

// Each language is named in itself, whatever the window speaks.
void MainWindow::buildLanguageMenu()
{
    m_languageMenu = m_view->addMenu(glyph("globe"), QString());
    auto* group = new QActionGroup(this);
    m_systemLanguage = choice(group, m_languageMenu, "languageSystem");
    QAction* chinese = choice(group, m_languageMenu, "languageChinese");
    chinese->setText(QStringLiteral("简体中文"));
    QAction* english = choice(group, m_languageMenu, "languageEnglish");
    english->setText(QStringLiteral("English"));
    const QList<std::pair<QAction*, QString>> choices{{m_systemLanguage, QString()},
        {chinese, QStringLiteral("zh_CN")}, {english, QStringLiteral("en")}};
    for (const auto& [action, wanted] : choices) {
        action->setChecked(m_language.choice() == wanted);
        connect(
            action, &QAction::triggered, this, [this, name = wanted] { m_language.choose(name); });
        connect(&m_language, &Language::changed, action, [this, made = action, name = wanted] {
            made->setChecked(m_language.choice() == name);
        });
    }
    m_top->languageButton()->setMenu(m_languageMenu);
}

void MainWindow::addPage(
    const QString& id, const char* glyphName, std::function<QString()> title, QWidget* page)
{
    const QString picture = QString::fromLatin1(glyphName);
    QAction* action = nullptr;
    if (!picture.isEmpty()) {
        m_side->addEntry(
            id == settingsId ? SideBar::Place::Bottom : SideBar::Place::Top, id, picture);
        action = new QAction(glyph(picture), QString(), this);
        m_view->insertAction(m_pagesEnd, action);
        addAction(action);
        connect(action, &QAction::triggered, this, [this, id] { showPage(id); });
        int number = 1;
        for (const Page& other : m_pages)
            number += other.action && other.id != settingsId ? 1 : 0;
        if (id == settingsId)
            action->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_Comma));
        else if (number <= 9)
            action->setShortcut(QKeySequence(int(Qt::CTRL) | (Qt::Key_0 + number)));
    }
    m_stack->addWidget(page);
    tabAsLaidOut(*page);
    m_pages.append({id, std::move(title), page, action});
    retranslateUi();
    if (m_pages.size() == 1)
        showPage(id);
}

void MainWindow::showPage(const QString& id)
{
    if (!pageOf(id) || id == currentPage())
        return;
    m_history.resize(m_at + 1);
    m_history.append(id);
    m_at = m_history.size() - 1;
    display(id);
}

void MainWindow::walk(int step)
{
    m_altAlone = false;
    const qsizetype to = m_at + step;
    if (to < 0 || to >= m_history.size())
        return;
    m_at = to;
    display(m_history.at(to));
}

void MainWindow::display(const QString& id)
{
    const QWidget* focused = focusWidget();
    QWidget* page = pageOf(id)->widget;
    // Whoever walks through the navigation by keys stays there.
    const bool entering = !focused || m_stack->isAncestorOf(focused);
    m_stack->setCurrentWidget(page);
    if (entering && page->focusProxy())
        page->setFocus();
    m_side->setCurrent(id);
    m_back->setEnabled(m_at > 0);
    m_forward->setEnabled(m_at + 1 < m_history.size());
    retranslateUi();
    emit pageShown(id);
}

QString MainWindow::currentPage() const
{
    return m_history.value(m_at);
}

QWidget* MainWindow::page(const QString& id) const
{
    const Page* found = pageOf(id);
    return found ? found->widget : nullptr;
}

const MainWindow::Page* MainWindow::pageOf(const QString& id) const
{
    for (const Page& page : m_pages) {
        if (page.id == id)
            return &page;
    }
    return nullptr;
}

void MainWindow::setProfiles(const QList<ProfileEntry>& profiles, const QString& current)
{
    m_top->setProfiles(profiles, current);
    retranslateUi();
}

void MainWindow::setStatus(
    const QString& item, const char* glyphName, const QString& text, Tone tone, Qt::Alignment side)
{
    m_status->setItem(item, QString::fromLatin1(glyphName), text, tone, side);
}

void MainWindow::addFileAction(QAction* action)
{
    m_file->insertAction(m_quit, action);
    addAction(action);
}

void MainWindow::resizeEvent(QResizeEvent* event)
{
    QMainWindow::resizeEvent(event);
    setSideWidth();
}

void MainWindow::setSideWidth()
{
    m_side->setWidth(width() < wideEnough, m_language.chinese() ? sideChinese : sideEnglish);
}

void MainWindow::changeEvent(QEvent* event)
{
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslateUi();
}

// Alt alone shows the menu bar, as people know it from browsers.
void MainWindow::keyPressEvent(QKeyEvent* event)
{
    m_altAlone = event->key() == Qt::Key_Alt;
    QMainWindow::keyPressEvent(event);
}

void MainWindow::keyReleaseEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Alt && m_altAlone)
        toggleMenuBar();
    m_altAlone = false;
    QMainWindow::keyReleaseEvent(event);
}

void MainWindow::toggleMenuBar()
{
    menuBar()->setVisible(!menuBar()->isVisible());
    if (menuBar()->isVisible()) {
        menuBar()->setActiveAction(m_file->menuAction());
        menuBar()->setFocus(Qt::MenuBarFocusReason);
    }
}

void MainWindow::themeChanged()
{
    m_top->setDark(m_theme.dark());
    m_themeChoices.at(int(m_theme.choice()))->setChecked(true);
}

void MainWindow::showAbout()
{
    QMessageBox box(this);
    box.setWindowTitle(tr("About Paydesk"));
    box.setTextFormat(Qt::PlainText);
    box.setIconPixmap(QIcon(QStringLiteral(":/paydesk.svg")).pixmap(56, 56));
    box.setText(QStringLiteral("Paydesk ") + QStringLiteral(PAYDESK_VERSION));
    box.setInformativeText(tr("A merchant console for WeChat Pay. Free software under the Apache "
                              "License 2.0; it is not a product of "
                              "Tencent. Qt %1.")
            .arg(QString::fromLatin1(qVersion())));
    box.exec();
}

void MainWindow::showHelp()
{
    if (!m_explain || !m_explain())
        showKeys();
}

void MainWindow::showKeys()
{
    QList<KeySheet::Group> groups{{{}, actions()}};
    for (const Page& page : m_pages)
        groups.append({page.title(), page.widget->actions()});
    KeySheet sheet(groups, this);
    sheet.exec();
}

void MainWindow::retranslateUi()
{
    m_file->setTitle(tr("&File"));
    m_quit->setText(tr("&Quit"));
    m_view->setTitle(tr("&View"));
    m_back->setText(tr("Page before"));
    m_forward->setText(tr("Page after"));
    m_themeMenu->setTitle(tr("Theme"));
    const QStringList themes{tr("Same as the system"), tr("Light"), tr("Dark")};
    for (qsizetype i = 0; i < m_themeChoices.size(); ++i)
        m_themeChoices.at(i)->setText(themes.at(i));
    m_languageMenu->setTitle(tr("Language"));
    m_systemLanguage->setText(tr("Same as the system"));
    m_help->setTitle(tr("&Help"));
    m_helpKey->setText(tr("Explain the error in sight, else the keys"));
    m_keys->setText(tr("Keys"));
    m_about->setText(tr("About Paydesk"));
    m_side->setListName(tr("Pages"), tr("Settings"));
    for (const Page& page : m_pages) {
        m_side->setTitle(page.id, page.title());
        if (page.action)
            page.action->setText(page.title());
    }
    const Page* shown = pageOf(currentPage());
    const QString name = shown ? tr("%1, Paydesk").arg(shown->title()) : QStringLiteral("Paydesk");
    setWindowTitle(m_top->isReal() ? tr("[Real] %1").arg(name) : name);
    setSideWidth();
}

} // namespace paydesk

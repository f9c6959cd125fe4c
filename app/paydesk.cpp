#include "core/base/secret.h"
#include "core/workbench.h"
#include "ui/console.h"
#include "ui/mainwindow.h"
#include "ui/preferences.h"
#include "ui/shell/salvageoffer.h"
#include "ui/style/language.h"
#include "ui/style/paydeskstyle.h"
#include "ui/style/theme.h"
#include "ui/tour.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QDir>
#include <QStandardPaths>
#include <QTemporaryDir>

#include <cstdio>

namespace paydesk {

namespace {

    Result<std::unique_ptr<Workbench>> openBench(const QString& folder, Clock& clock)
    {
        for (;;) {
            Result<std::unique_ptr<Workbench>> bench = Workbench::open(folder, {}, clock);
            if (bench || !offerSalvage(bench.error(), folder, clock))
                return bench;
        }
    }

    int runWindow(QApplication& application, const QString& folder, const QString& tourFolder)
    {
        SystemClock clock;
        // The folder must exist before the settings file in it.
        QDir().mkpath(folder);
        Preferences preferences(folder);
        Theme theme;
        Language language;
        theme.choose(Theme::named(preferences.theme()));
        language.choose(preferences.language());
        Result<std::unique_ptr<Workbench>> bench = openBench(folder, clock);
        if (!bench)
            return 5;
        MainWindow window(theme, language);
        Console console(**bench, preferences, theme, language, window);
        if (!tourFolder.isEmpty()) {
            // A tour may share the machine with a Paydesk that holds the usual ports.
            preferences.setGatewayPort(0);
            preferences.setListenerPort(0);
        }
        console.begin();
        window.show();
        if (tourFolder.isEmpty())
            return QApplication::exec();
        Tour tour(window, tourFolder);
        QObject::connect(&tour, &Tour::finished, &application,
            [](bool held) { QApplication::exit(held ? 0 : 1); });
        tour.start();
        return QApplication::exec();
    }

} // namespace

} // namespace paydesk

int main(int argc, char* argv[])
{
    paydesk::hardenProcess();
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("paydesk"));
    QApplication::setApplicationVersion(QStringLiteral(PAYDESK_VERSION));
    QApplication::setDesktopFileName(QStringLiteral("paydesk"));
    QApplication::setStyle(new paydesk::PaydeskStyle);

    QCommandLineParser parser;
    parser.setApplicationDescription(
        QCoreApplication::translate("Console", "Desktop merchant console for WeChat Pay"));
    const QCommandLineOption dataFolder(QStringLiteral("data-dir"),
        QCoreApplication::translate(
            "Console", "The folder that holds merchants, vault, history and settings."),
        QStringLiteral("DIR"));
    const QCommandLineOption tour(QStringLiteral("tour"),
        QCoreApplication::translate("Console",
            "Play the journey through the real windows and write one picture a step into DIR."),
        QStringLiteral("DIR"));
    parser.addOptions({dataFolder, tour});
    parser.addHelpOption();
    parser.addVersionOption();
    parser.process(application);

    QString folder = parser.isSet(dataFolder)
        ? QDir(parser.value(dataFolder)).absolutePath()
        : QStandardPaths::writableLocation(QStandardPaths::AppLocalDataLocation);
    // The tour begins like a first start and leaves no history behind, unless it is told where.
    const QTemporaryDir temporary;
    if (parser.isSet(tour) && !parser.isSet(dataFolder))
        folder = temporary.path();
    return paydesk::runWindow(application, folder, parser.value(tour));
}

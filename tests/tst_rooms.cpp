#include <QDirIterator>
#include <QFile>
#include <QHash>
#include <QObject>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

namespace {

using Rooms = QSet<QString>;

QString sourceDir()
{
    return QStringLiteral(PAYDESK_SOURCE_DIR);
}

QByteArray contents(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QStringList sources(const QString& folder)
{
    QStringList found;
    QDirIterator files(sourceDir() + u'/' + folder,
        {QStringLiteral("*.h"), QStringLiteral("*.cpp")}, QDir::Files,
        QDirIterator::Subdirectories);
    while (files.hasNext())
        found << files.next();
    found.sort();
    return found;
}

/// What a file includes: "core/sign/signer.h" or QTcpSocket.
QStringList includesOf(const QByteArray& source)
{
    static const QRegularExpression include(
        QStringLiteral("^\\s*#\\s*include\\s*[<\"]([^>\"]+)[>\"]"),
        QRegularExpression::MultilineOption);
    QStringList found;
    auto matches = include.globalMatch(QString::fromUtf8(source));
    while (matches.hasNext())
        found << matches.next().captured(1);
    return found;
}

/// "core/sign/signer.h" is in the room sign; "core/workbench.h" in none.
QString roomOf(const QString& include)
{
    const QStringList parts = include.split(u'/');
    return parts.size() == 3 && parts.at(0) == u"core" ? parts.at(1) : QString();
}

/// The floor plan: which rooms each room of the core may use.
const QHash<QString, Rooms>& floorPlan()
{
    const auto rooms = [](const char* names) {
        Rooms set;
        for (const QString& name : QString::fromLatin1(names).split(u' ', Qt::SkipEmptyParts))
            set.insert(name);
        return set;
    };
    static const QHash<QString, Rooms> plan{
        {QStringLiteral("base"), rooms("")},
        {QStringLiteral("sign"), rooms("base")},
        {QStringLiteral("protocol"), rooms("base")},
        {QStringLiteral("http"), rooms("base")},
        {QStringLiteral("profile"), rooms("base sign")},
        {QStringLiteral("orders"), rooms("base sign")},
        {QStringLiteral("doctor"), rooms("base sign")},
        {QStringLiteral("gateway"), rooms("base sign protocol profile")},
        {QStringLiteral("checkout"), rooms("base sign protocol profile gateway orders")},
        {QStringLiteral("notify"), rooms("base sign http orders profile")},
        {QStringLiteral("forward"), rooms("base gateway http notify orders")},
        {QStringLiteral("backend"), rooms("base http profile checkout")},
        {QStringLiteral("reach"), rooms("base http gateway")},
        {QStringLiteral("sandbox"), rooms("base sign protocol http doctor")},
        {QStringLiteral("reconcile"), rooms("base gateway orders sign")},
    };
    return plan;
}

/// Every include of `source`, lying in `room`, that the floor plan forbids.
QStringList trespasses(const QString& room, const QByteArray& source)
{
    static const QRegularExpression faces(QStringLiteral("^(ui|app|tests)/"));
    static const QSet<QString> widgetModules{QStringLiteral("QtWidgets"), QStringLiteral("QtGui"),
        QStringLiteral("QWidget"), QStringLiteral("QApplication"),
        QStringLiteral("QGuiApplication"), QStringLiteral("QImage"), QStringLiteral("QPainter")};
    QStringList found;
    for (const QString& include : includesOf(source)) {
        const QString used = roomOf(include);
        if (!used.isEmpty() && used != room && !floorPlan().value(room).contains(used))
            found << include;
        if (include == u"core/workbench.h" || faces.match(include).hasMatch()
            || widgetModules.contains(include))
            found << include;
        if (room == u"sandbox" && include == u"core/sign/xmlcodec.h")
            found << include;
    }
    return found;
}

} // namespace

/// The dependency rule of the house, read from the includes themselves.
class TestRooms : public QObject {
    Q_OBJECT

private slots:
    void everyRoomUsesOnlyTheRoomsOfTheFloorPlan_data();
    void everyRoomUsesOnlyTheRoomsOfTheFloorPlan();
    void aWrongIncludeIsSeen_data();
    void aWrongIncludeIsSeen();
    void theFloorPlanHasNoCycle();
    void noTwoFilesDefineTheSameType();
    void theWindowSpeaksNoSqlNoSocketsNoXml();
    void theCoreLinksNoGui();
};

void TestRooms::everyRoomUsesOnlyTheRoomsOfTheFloorPlan_data()
{
    QTest::addColumn<QString>("path");
    for (const QString& path : sources(QStringLiteral("core")))
        QTest::newRow(qPrintable(path.mid(sourceDir().size() + 1))) << path;
}

void TestRooms::everyRoomUsesOnlyTheRoomsOfTheFloorPlan()
{
    QFETCH(const QString, path);
    const QString inside = path.mid(sourceDir().size() + 1);
    const QString room = roomOf(inside);
    if (room.isEmpty()) {
        QVERIFY2(
            inside.startsWith(u"core/workbench"), "only the workbench stands at the root of core");
        return;
    }
    QVERIFY2(floorPlan().contains(room),
        qPrintable(QStringLiteral("%1 is not in the floor plan").arg(room)));
    const QStringList wrong = trespasses(room, contents(path));
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u' ')));
}

void TestRooms::aWrongIncludeIsSeen_data()
{
    QTest::addColumn<QString>("room");
    QTest::addColumn<QByteArray>("source");
    QTest::newRow("upwards") << QStringLiteral("sign")
                             << QByteArray("#include \"core/gateway/client.h\"\n");
    QTest::newRow("into the ui") << QStringLiteral("orders")
                                 << QByteArray("#include \"ui/mainwindow.h\"\n");
    QTest::newRow("widgets") << QStringLiteral("notify") << QByteArray("#include <QWidget>\n");
    QTest::newRow("the workbench")
        << QStringLiteral("checkout") << QByteArray("  #  include \"core/workbench.h\"\n");
    QTest::newRow("the shared codec")
        << QStringLiteral("sandbox") << QByteArray("#include \"core/sign/xmlcodec.h\"\n");
}

void TestRooms::aWrongIncludeIsSeen()
{
    QFETCH(const QString, room);
    QFETCH(const QByteArray, source);
    QCOMPARE(trespasses(room, source).size(), 1);
}

void TestRooms::theFloorPlanHasNoCycle()
{
    auto left = floorPlan();
    while (!left.isEmpty()) {
        QString free;
        for (auto room = left.cbegin(); room != left.cend(); ++room) {
            Rooms uses = room.value();
            uses.intersect(Rooms(left.keyBegin(), left.keyEnd()));
            if (uses.isEmpty())
                free = room.key();
        }
        QVERIFY2(!free.isEmpty(), qPrintable(left.keys().join(u' ')));
        left.remove(free);
    }
}

/// Two types of one name in one namespace are one type to the linker, with one of the two
/// destructors.
void TestRooms::noTwoFilesDefineTheSameType()
{
    static const QRegularExpression definition(
        QStringLiteral("^(?:struct|class|enum class) (\\w+)(?![\\w:])[^;]*$"),
        QRegularExpression::MultilineOption);
    QHash<QString, QString> homes;
    for (const char* storey : {"core", "ui", "app"}) {
        for (const QString& path : sources(QString::fromLatin1(storey))) {
            auto matches = definition.globalMatch(QString::fromUtf8(contents(path)));
            while (matches.hasNext()) {
                const QString type = matches.next().captured(1);
                const QString home = homes.value(type, path);
                QVERIFY2(home == path, qPrintable(QStringList({type, home, path}).join(u' ')));
                homes.insert(type, path);
            }
        }
    }
    QVERIFY(homes.size() > 100);
}

void TestRooms::theWindowSpeaksNoSqlNoSocketsNoXml()
{
    static const QRegularExpression forbidden(
        QStringLiteral("^(QSql.*|QTcp.*|QNetwork.*|QDom.*|QXml.*|openssl/.*|sqlite3\\.h)$"));
    const QStringList files = sources(QStringLiteral("ui"));
    QVERIFY(!files.isEmpty());
    for (const QString& path : files) {
        for (const QString& include : includesOf(contents(path)))
            QVERIFY2(!forbidden.match(include).hasMatch(), qPrintable(path + u' ' + include));
    }
}

void TestRooms::theCoreLinksNoGui()
{
    QDirIterator files(sourceDir() + QStringLiteral("/core"), {QStringLiteral("CMakeLists.txt")},
        QDir::Files, QDirIterator::Subdirectories);
    int seen = 0;
    while (files.hasNext()) {
        const QByteArray text = contents(files.next());
        QVERIFY2(!text.contains("Qt6::Gui") && !text.contains("Qt6::Widgets"),
            qPrintable(files.filePath()));
        ++seen;
    }
    QVERIFY(seen > 5);
}

QTEST_GUILESS_MAIN(TestRooms)
#include "tst_rooms.moc"

// What is left of a history whose pages were destroyed.

#include "core/orders/location.h"
#include "core/orders/salvage.h"
#include "core/orders/schema.h"
#include "core/orders/upkeep.h"
#include "tests/faultyvfs.h"
#include "tests/ordersupport.h"
#include "tests/support.h"

#include <QDir>
#include <QFile>
#include <QRandomGenerator>
#include <QRegularExpression>
#include <QTest>
#include <QtEndian>

#include <sqlite3.h>

using namespace paydesk;

namespace {

constexpr int pageSize = 4096;
constexpr int orders = 600;
const std::atomic_bool goOn = false;

QByteArray numberOf(int i)
{
    return "PD" + QByteArray::number(100'000 + i);
}

QByteArray contents(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

bool replaceContents(const QString& path, const QByteArray& bytes)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
}

/// A closed history of so many orders, each second of them paid, each with an event.
QByteArray historyOf(StoreFixture& fixture, int count)
{
    const auto filled = fixture.store->writeNow<void>([&](OrderWriter& writer) -> Result<void> {
        for (int i = 0; i < count; ++i) {
            auto added = writer.add(sampleOrder(numberOf(i))).and_then([&] {
                return writer.note({0, sampleMerchant, numberOf(i), sampleNoon,
                    OrderEvent::Kind::Notification, "ok", {}, 0});
            });
            if (!added)
                return added;
            if (i % 2 == 0) {
                const auto paid =
                    writer.report(samplePayment(numberOf(i), "420000000020260101" + numberOf(i)));
                if (!paid)
                    return fail(paid.error());
            }
        }
        return {};
    });
    fixture.store.reset();
    return filled ? contents(fixture.file()) : QByteArray();
}

int rootOf(const QString& file, const char* table)
{
    const auto connection = Connection::open(file, Connection::Purpose::Asking);
    return int((*connection)
            ->value(QStringLiteral("SELECT rootpage FROM sqlite_master WHERE name = :1"),
                {QString::fromLatin1(table)})
            ->number());
}

/// The leaves below an interior page of a table, from left to right (SQLite's file format, 1.6).
QList<int> leavesBelow(const QByteArray& file, int page)
{
    const char* const start = file.constData() + qsizetype(page - 1) * pageSize;
    if (start[0] != 5)
        return {page};
    QList<int> leaves;
    const int cells = qFromBigEndian<quint16>(start + 3);
    for (int i = 0; i < cells; ++i) {
        const int cell = qFromBigEndian<quint16>(start + 12 + qsizetype(i) * 2);
        leaves += leavesBelow(file, int(qFromBigEndian<quint32>(start + cell)));
    }
    return leaves + leavesBelow(file, int(qFromBigEndian<quint32>(start + 8)));
}

void destroy(QByteArray& file, int page)
{
    file.replace(qsizetype(page - 1) * pageSize, pageSize, QByteArray(pageSize, '\xff'));
}

QByteArrayList numbersIn(StoreFixture& fixture)
{
    QByteArrayList numbers;
    OrderQuery query;
    query.profile = sampleMerchant;
    query.limit = 500;
    OrderCursor cursor;
    do {
        const OrderPage page = fixture.page(query, cursor);
        for (const Order& order : page.orders)
            numbers.append(order.outTradeNo);
        cursor = page.next;
    } while (cursor.row != 0);
    return numbers;
}

} // namespace

class TestSalvage : public QObject {
    Q_OBJECT

private slots:
    void whatCanBeReadComesOver_data();
    void whatCanBeReadComesOver();
    void aFileThatIsNoDatabaseGivesAnEmptyHistory();
    void theLogBelongsToTheDamagedFile();
    void anOlderSchemaIsSalvaged();
    void aRowThatContradictsTheSchemaIsLeftBehind();
    void whatFailsOnTheWayLeavesTheDamagedFile();
    void noMutationCrashesOrHangs();
};

void TestSalvage::whatCanBeReadComesOver_data()
{
    QTest::addColumn<QString>("place");
    QTest::addColumn<int>("leastOrders");
    QTest::newRow("one page of orders") << QStringLiteral("middle") << orders - 40;
    QTest::newRow("the first and the last page") << QStringLiteral("ends") << orders - 80;
    QTest::newRow("every third page") << QStringLiteral("thirds") << orders / 2;
    QTest::newRow("all pages of orders but one") << QStringLiteral("allButOne") << 1;
    QTest::newRow("the events alone") << QStringLiteral("events") << orders;
    QTest::newRow("the table's root") << QStringLiteral("root") << 0;
}

void TestSalvage::whatCanBeReadComesOver()
{
    QFETCH(const QString, place);
    QFETCH(const int, leastOrders);
    StoreFixture fixture;
    QByteArray file = historyOf(fixture, orders);
    const int root = rootOf(fixture.file(), "orders");
    const QList<int> leaves = leavesBelow(file, root);
    QVERIFY(leaves.size() > 20);
    for (qsizetype i = 0; i < leaves.size(); ++i) {
        const bool hit = place == u"middle" ? i == leaves.size() / 2
            : place == u"ends"              ? i == 0 || i == leaves.size() - 1
            : place == u"thirds"            ? i % 3 == 0
            : place == u"allButOne"         ? i != 7
                                            : false;
        if (hit)
            destroy(file, leaves.at(i));
    }
    if (place == u"root")
        destroy(file, root);
    if (place == u"events") {
        for (const int page : leavesBelow(file, rootOf(fixture.file(), "events")))
            destroy(file, page);
    }
    QVERIFY(replaceContents(fixture.file(), file));
    QCOMPARE(OrderStore::open(fixture.folder()).error().id, FailureId::StorageDamaged);

    const auto salvage = salvageHistory(fixture.folder(), sampleNoon, goOn);
    QVERIFY(salvage);
    QVERIFY(!salvage->complete);
    QCOMPARE(salvage->kept, fixture.file() + QStringLiteral(".damaged-20260101T040000Z"));
    QCOMPARE(contents(salvage->kept), file);
    QVERIFY2(salvage->orders >= leastOrders, QByteArray::number(salvage->orders).constData());
    QVERIFY((salvage->orders == orders) == (place == u"events"));
    QVERIFY((salvage->events == orders) == (place != u"events"));

    fixture.store = fixture.reopened();
    QVERIFY(fixture.store);
    const QByteArrayList numbers = numbersIn(fixture);
    QCOMPARE(numbers.size(), salvage->orders);
    for (int i = 0; i < orders; ++i) {
        const QByteArray number = numberOf(i);
        if (!numbers.contains(number))
            continue;
        const Order order = fixture.order(number);
        QCOMPARE(order.state, i % 2 == 0 ? TradeState::Success : TradeState::Placing);
        QCOMPARE(order.body, sampleOrder(number).body);
    }
    // The daily figures are those of the orders that came over.
    fixture.store.reset();
    const auto health = checkHistory(fixture.file(), goOn);
    QVERIFY(health);
    for (const HistoryProblem& problem : health->problems)
        QCOMPARE(problem.id, "event-without-order");
}

void TestSalvage::aFileThatIsNoDatabaseGivesAnEmptyHistory()
{
    StoreFixture fixture;
    QByteArray file = historyOf(fixture, 3);
    file.replace(0, 14, "Not a history.");
    QVERIFY(replaceContents(fixture.file(), file));
    const auto salvage = salvageHistory(fixture.folder(), sampleNoon, goOn);
    QVERIFY(salvage);
    QVERIFY(!salvage->complete);
    QCOMPARE(salvage->orders, 0);
    QCOMPARE(contents(salvage->kept), file);
    fixture.store = fixture.reopened();
    QVERIFY(fixture.add(sampleOrder("PD1")));
    // A second time on the same day: nothing of the first is overwritten.
    fixture.store.reset();
    QVERIFY(replaceContents(fixture.file(), "Not a history."));
    const auto again = salvageHistory(fixture.folder(), sampleNoon, goOn);
    QVERIFY(again);
    QVERIFY(again->kept != salvage->kept);
    QCOMPARE(contents(salvage->kept), file);
}

void TestSalvage::theLogBelongsToTheDamagedFile()
{
    StoreFixture fixture;
    const QByteArray file = historyOf(fixture, orders);
    // What is in the log alone, as after a crash.
    fixture.store = fixture.reopened();
    QVERIFY(fixture.add(sampleOrder("PD-LATE")));
    const QByteArray log = contents(fixture.file() + QStringLiteral("-wal"));
    QVERIFY(!log.isEmpty());
    fixture.store.reset();
    QByteArray torn = file;
    const QList<int> leaves = leavesBelow(torn, rootOf(fixture.file(), "orders"));
    destroy(torn, leaves.at(leaves.size() / 2));
    QVERIFY(replaceContents(fixture.file(), torn));
    QVERIFY(replaceContents(fixture.file() + QStringLiteral("-wal"), log));
    const auto salvage = salvageHistory(fixture.folder(), sampleNoon, goOn);
    QVERIFY(salvage);
    QCOMPARE(contents(salvage->kept), torn);
    QCOMPARE(contents(salvage->kept + QStringLiteral("-wal")), log);
    fixture.store = fixture.reopened();
    QCOMPARE(fixture.order("PD-LATE").outTradeNo, "PD-LATE");
}

void TestSalvage::anOlderSchemaIsSalvaged()
{
    StoreFixture fixture;
    fixture.store.reset();
    QVERIFY(QFile::remove(fixture.file()));
    QVERIFY(prepareLocation(fixture.folder()));
    {
        const auto connection = Connection::open(fixture.file(), Connection::Purpose::Changing);
        const QByteArrayList statements = testBytes("schema-1.sql").split('\n');
        for (const QByteArray& statement : statements) {
            if (!statement.trimmed().isEmpty())
                QVERIFY((*connection)->run(QString::fromUtf8(statement)));
        }
        QVERIFY((*connection)->run(QStringLiteral("DROP TABLE exchanges"))); // what is damaged
    }
    const auto salvage = salvageHistory(fixture.folder(), sampleNoon, goOn);
    QVERIFY(salvage);
    QVERIFY(!salvage->complete);
    fixture.store = fixture.reopened();
    QCOMPARE(fixture.order("PD-FIRST").state, TradeState::Success);
    QCOMPARE(fixture.figures(sampleNoon), (DayFigures{1, Fen{1280}, 0, 0}));
}

void TestSalvage::aRowThatContradictsTheSchemaIsLeftBehind()
{
    StoreFixture fixture;
    historyOf(fixture, 3);
    {
        const auto connection = Connection::open(fixture.file(), Connection::Purpose::Changing);
        QVERIFY((*connection)->run(QStringLiteral("PRAGMA ignore_check_constraints=ON")));
        QVERIFY((*connection)->run(QStringLiteral("UPDATE orders SET state = 99 WHERE id = 2")));
    }
    const auto salvage = salvageHistory(fixture.folder(), sampleNoon, goOn);
    QVERIFY(salvage);
    QCOMPARE(salvage->orders, 2);
    QVERIFY(!salvage->complete);
}

void TestSalvage::whatFailsOnTheWayLeavesTheDamagedFile()
{
    StoreFixture fixture;
    QByteArray file = historyOf(fixture, orders);
    const QList<int> leaves = leavesBelow(file, rootOf(fixture.file(), "orders"));
    destroy(file, leaves.at(leaves.size() / 2));
    QVERIFY(replaceContents(fixture.file(), file));
    const auto untouched = [&] {
        const QStringList names = QDir(fixture.folder())
                                      .entryList(QDir::Files)
                                      .filter(QRegularExpression(QStringLiteral("^paydesk\\.db")));
        return contents(fixture.file()) == file && !names.isEmpty()
            && names.filter(QStringLiteral("damaged")).isEmpty() && names.size() <= 3;
    };
    const std::atomic_bool stop = true;
    QCOMPARE(salvageHistory(fixture.folder(), sampleNoon, stop).error().id, FailureId::Cancelled);
    QVERIFY(untouched());
    FaultyDisk disk;
    disk.breakWith(SQLITE_FULL);
    QCOMPARE(salvageHistory(fixture.folder(), sampleNoon, goOn).error().id, FailureId::StorageFull);
    QVERIFY(untouched());
    disk.breakWith(SQLITE_OK);
    QVERIFY(salvageHistory(fixture.folder(), sampleNoon, goOn));
}

/// PAYDESK_MUTATIONS says how many (`./dev soak`: 10,000).
void TestSalvage::noMutationCrashesOrHangs()
{
    const int rounds = qEnvironmentVariableIsSet("PAYDESK_MUTATIONS")
        ? qEnvironmentVariableIntValue("PAYDESK_MUTATIONS")
        : 500;
    StoreFixture fixture;
    const QByteArray whole = historyOf(fixture, 60);
    QRandomGenerator chance(20260101);
    int opened = 0;
    int refused = 0;
    int salvagedOrders = 0;
    for (int round = 0; round < rounds; ++round) {
        QByteArray file = whole;
        switch (chance.bounded(4)) {
        case 0: // a few bytes, anywhere
            for (int n = chance.bounded(1, 9); n > 0; --n)
                file[chance.bounded(int(file.size()))] = char(chance.bounded(256));
            break;
        case 1: // a few bytes where pages say what they are
            for (int n = chance.bounded(1, 9); n > 0; --n) {
                const int page = chance.bounded(int(file.size() / pageSize));
                file[page * pageSize + chance.bounded(page == 0 ? 120 : 16)] =
                    char(chance.bounded(256));
            }
            break;
        case 2: // one page in another's place
            file.replace(qsizetype(chance.bounded(int(file.size() / pageSize))) * pageSize,
                pageSize,
                whole.mid(
                    qsizetype(chance.bounded(int(file.size() / pageSize))) * pageSize, pageSize));
            break;
        default:
            file.truncate(chance.bounded(int(file.size())));
        }
        for (const char* end : {"-wal", "-shm"})
            QFile::remove(fixture.file() + QLatin1String(end));
        QVERIFY(replaceContents(fixture.file(), file));
        fixture.store = fixture.reopened();
        if (fixture.store) {
            ++opened;
            // Whatever it holds is read and written, or refused.
            (void)numbersIn(fixture);
            (void)fixture.add(sampleOrder("PD-NEW"));
            (void)fixture.report(samplePayment(numberOf(1), "4200000001202601010000000001"));
            fixture.store.reset();
            continue;
        }
        ++refused;
        const auto salvage = salvageHistory(fixture.folder(), sampleNoon, goOn);
        if (!salvage) {
            QVERIFY(kindOf(salvage.error().id) == Failure::Kind::Storage);
            continue;
        }
        salvagedOrders += int(salvage->orders);
        QVERIFY(salvage->orders <= 60);
        QVERIFY(QFile::remove(salvage->kept));
        const auto health = checkHistory(fixture.file(), goOn);
        QVERIFY(health);
        for (const HistoryProblem& problem : health->problems)
            QVERIFY2(
                problem.id != "damaged" && problem.id != "summary-differs", problem.id.constData());
    }
    qInfo("%d mutated files: %d opened, %d refused, and of those %d orders salvaged", rounds,
        opened, refused, salvagedOrders);
    QVERIFY(opened > 0);
    QVERIFY(refused > 0);
    QVERIFY(salvagedOrders > 0);
}

QTEST_GUILESS_MAIN(TestSalvage)
#include "tst_salvage.moc"

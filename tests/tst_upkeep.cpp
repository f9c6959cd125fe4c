#include "core/orders/connection.h"
#include "core/orders/upkeep.h"
#include "tests/faultyvfs.h"
#include "tests/ordersupport.h"
#include "tests/support.h"

#include <QDir>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

#include <sqlite3.h>

using namespace paydesk;

namespace {

const std::atomic_bool goOn = false;

/// A closed history with two orders, one of them paid and half refunded.
class Kept {
public:
    Kept()
    {
        [&] {
            QVERIFY(fixture.add(sampleOrder("PD1")));
            QVERIFY(fixture.add(sampleOrder("PD2")));
            QVERIFY(fixture.report(samplePayment("PD1", "4200000000000000000000000001")));
            QVERIFY(fixture.store->writeNow<Refund>([](OrderWriter& writer) {
                return writer.openRefund(sampleRefund("PD1", "RF1", Fen{640}));
            }));
            QVERIFY(fixture.store->writeNow<void>([](OrderWriter& writer) {
                return writer.note({0, sampleMerchant, "PD1", sampleNoon,
                    OrderEvent::Kind::Notification, "ok", {}, 0});
            }));
        }();
        fixture.store.reset();
    }

    Result<HistoryHealth> health() const { return checkHistory(fixture.file(), goOn); }

    bool change(const QString& statement) const
    {
        const auto connection = Connection::open(fixture.file(), Connection::Purpose::Changing);
        return connection && (*connection)->run(statement);
    }

    QString beside(const char* name) const { return fixture.folder() + u'/' + QLatin1String(name); }

    Result<void> copyTo(const QString& target, const std::atomic_bool& stop = goOn) const
    {
        const auto source = Connection::open(fixture.file(), Connection::Purpose::Asking);
        return copyHistory(**source, target, stop, [](int) {});
    }

    QStringList files() const { return QDir(fixture.folder()).entryList(QDir::Files); }

    StoreFixture fixture;
};

} // namespace

/// Backups of the history, and whether it is whole.
class TestUpkeep : public QObject {
    Q_OBJECT

private slots:
    void aCopyIsAWholeHistory();
    void aCopyIsOfTheMomentItBegan();
    void aFileThatIsThereIsNotOverwritten();
    void aFullDiskLeavesNothingBehind();
    void aCancelledCopyLeavesNothingBehind();
    void aWholeHistoryHasNoProblems();
    void whatDoesNotAgreeIsNamed_data();
    void whatDoesNotAgreeIsNamed();
    void theFiguresFollowEveryChangeOfAnOrder();
    void aBrokenPageIsDamage();
    void aCheckCanBeCancelled();
    void bothRunBesideTheEventLoop();
};

void TestUpkeep::aCopyIsAWholeHistory()
{
    const Kept kept;
    const QString target = kept.beside("copy.db");
    QVERIFY(kept.copyTo(target));
    QCOMPARE(
        QFile::permissions(target) & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
    const QByteArray header = [&] {
        QFile file(target);
        return file.open(QIODevice::ReadOnly) ? file.read(20) : QByteArray();
    }();
    QCOMPARE(header.at(18), '\1'); // no write-ahead log belongs to it
    QCOMPARE(checkHistory(target, goOn), kept.health());
    QVERIFY(QFile::remove(kept.fixture.file()));
    QVERIFY(QFile::rename(target, kept.fixture.file()));
    const auto opened = kept.fixture.reopened();
    QVERIFY(opened);
    QCOMPARE(StoreFixture::findIn(*opened, "PD1")->value().state, TradeState::Success);
}

void TestUpkeep::aCopyIsOfTheMomentItBegan()
{
    StoreFixture fixture;
    // Enough pages for several looks.
    Order large = sampleOrder("PD");
    large.body = QByteArray(100'000, 'x');
    for (int i = 0; i < 100; ++i) {
        large.outTradeNo = "PD" + QByteArray::number(i);
        QVERIFY(fixture.add(large));
    }
    const auto source = Connection::open(fixture.file(), Connection::Purpose::Asking);
    int looks = 0;
    const QString target = fixture.folder() + QStringLiteral("/copy.db");
    QVERIFY(copyHistory(**source, target, goOn, [&](int percent) {
        QVERIFY(percent >= 0 && percent <= 100);
        ++looks;
        QVERIFY(fixture.add(sampleOrder("PD-LATER" + QByteArray::number(looks))));
    }));
    QVERIFY(looks > 1);
    const auto health = checkHistory(target, goOn);
    QCOMPARE(health->orders, 100);
    QCOMPARE(health->problems, QList<HistoryProblem>());
    QCOMPARE(checkHistory(fixture.file(), goOn)->orders, 100 + looks);
}

void TestUpkeep::aFileThatIsThereIsNotOverwritten()
{
    const Kept kept;
    const QString target = kept.beside("mine.txt");
    QFile mine(target);
    QVERIFY(mine.open(QIODevice::WriteOnly));
    mine.write("mine");
    mine.close();
    const QStringList before = kept.files();
    const auto done = kept.copyTo(target);
    QCOMPARE(done.error().id, FailureId::FileUnwritable);
    QCOMPARE(done.error().details.value(QStringLiteral("path")).toString(), target);
    QVERIFY(mine.open(QIODevice::ReadOnly));
    QCOMPARE(mine.readAll(), "mine");
    QCOMPARE(kept.files(), before);
}

void TestUpkeep::aFullDiskLeavesNothingBehind()
{
    FaultyDisk disk;
    const Kept kept;
    const auto source = Connection::open(kept.fixture.file(), Connection::Purpose::Asking);
    disk.breakWith(SQLITE_FULL);
    const auto done = copyHistory(**source, kept.beside("copy.db"), goOn, [](int) {});
    QCOMPARE(done.error().id, FailureId::StorageFull);
    disk.breakWith(0);
    QVERIFY(!kept.files().contains(QStringLiteral("copy.db")));
    const QStringList left = kept.files();
    for (const QString& file : left)
        QVERIFY2(!file.startsWith(u"copy"), qPrintable(file));
}

void TestUpkeep::aCancelledCopyLeavesNothingBehind()
{
    const Kept kept;
    const QStringList before = kept.files();
    const std::atomic_bool stopped = true;
    QCOMPARE(kept.copyTo(kept.beside("copy.db"), stopped).error().id, FailureId::Cancelled);
    QCOMPARE(kept.files(), before);
}

void TestUpkeep::aWholeHistoryHasNoProblems()
{
    const Kept kept;
    const auto health = kept.health();
    QVERIFY(health);
    QCOMPARE(health->problems, QList<HistoryProblem>());
    QCOMPARE(health->orders, 2);
    QCOMPARE(health->refunds, 1);
    QCOMPARE(health->events, 1);
}

void TestUpkeep::whatDoesNotAgreeIsNamed_data()
{
    QTest::addColumn<QString>("statement");
    QTest::addColumn<QByteArray>("id");
    QTest::addColumn<QByteArray>("detail");
    const QByteArray quarter = QByteArray::number(sampleNoon.toMSecsSinceEpoch() / 900'000);
    QTest::newRow("a figure too many") << QStringLiteral("UPDATE summary SET orders = orders + 1")
                                       << QByteArray("summary-differs") << quarter;
    QTest::newRow("no figures") << QStringLiteral("DELETE FROM summary")
                                << QByteArray("summary-differs") << quarter;
    QTest::newRow("figures of nothing")
        << QStringLiteral("INSERT INTO summary VALUES ('sandbox', 1, 0, 5, 0, 0)")
        << QByteArray("summary-differs") << QByteArray("1");
    QTest::newRow("a refund that was raised")
        << QStringLiteral("UPDATE refunds SET refund_fee = 1281") << QByteArray("refunds-too-large")
        << QByteArray("PD1");
    QTest::newRow("an event of nobody") << QStringLiteral("UPDATE events SET out_trade_no = 'PD9'")
                                        << QByteArray("event-without-order") << QByteArray("PD9");
    QTest::newRow("a column that went")
        << QStringLiteral("ALTER TABLE exchanges DROP COLUMN why") << QByteArray("column-missing")
        << QByteArray("no such column: why");
}

void TestUpkeep::whatDoesNotAgreeIsNamed()
{
    QFETCH(const QString, statement);
    QFETCH(const QByteArray, id);
    QFETCH(const QByteArray, detail);
    const Kept kept;
    QVERIFY(kept.change(statement));
    const auto health = kept.health();
    QVERIFY(health);
    QCOMPARE(health->problems.size(), 1);
    QCOMPARE(health->problems.constFirst().id, id);
    QCOMPARE(health->problems.constFirst().detail, detail);
}

/// Paid and unpaid again, in the quarter of an hour in which it was made and in others, dearer and
/// cheaper: whatever the triggers add up is what counting finds.
void TestUpkeep::theFiguresFollowEveryChangeOfAnOrder()
{
    const Kept kept;
    QRandomGenerator random(4);
    constexpr int steps = 200;
    constexpr qint64 quarter = 900'000; // milliseconds
    constexpr int states = 8;
    const auto oneOf = [&random](const QStringList& choices) {
        return choices.at(random.bounded(int(choices.size())));
    };
    for (int step = 0; step < steps; ++step) {
        const qint64 later = sampleNoon.toMSecsSinceEpoch() + random.bounded(3) * quarter;
        const QString change =
            QStringLiteral("UPDATE orders SET %1 WHERE out_trade_no = '%2'")
                .arg(oneOf({QStringLiteral("state = %1").arg(random.bounded(states)),
                         QStringLiteral("state = 3, paid_at = %1").arg(later),
                         QStringLiteral("state = 1, paid_at = NULL"),
                         QStringLiteral("paid_at = %1").arg(later),
                         QStringLiteral("total_fee = %1").arg(random.bounded(1000)),
                         QStringLiteral("held = 1 - held"), QStringLiteral("trouble = 'network'"),
                         QStringLiteral("trouble = ''")}),
                    oneOf({QStringLiteral("PD1"), QStringLiteral("PD2")}));
        QVERIFY(kept.change(change));
        const Result<HistoryHealth> health = kept.health();
        QVERIFY(health);
        for (const HistoryProblem& problem : health->problems)
            QVERIFY2(problem.id != "summary-differs", qPrintable(change));
    }
}

void TestUpkeep::aBrokenPageIsDamage()
{
    const Kept kept;
    QFile file(kept.fixture.file());
    QVERIFY(file.open(QIODevice::ReadWrite));
    QVERIFY(file.seek(4096));
    file.write(QByteArray(64, '\xff'));
    file.close();
    const auto health = kept.health();
    QVERIFY(health);
    QCOMPARE(health->problems.constFirst().id, "damaged");
}

void TestUpkeep::aCheckCanBeCancelled()
{
    const Kept kept;
    // Cancelled is looked at every few thousand steps: there must be some.
    QVERIFY(kept.change(QStringLiteral(
        "INSERT INTO events (profile, out_trade_no, at, kind, outcome, detail, exchange_id)"
        " WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000)"
        " SELECT 'sandbox', 'PD1', i, 1, 'ok', '', 0 FROM n")));
    const std::atomic_bool stopped = true;
    QCOMPARE(checkHistory(kept.fixture.file(), stopped).error().id, FailureId::Cancelled);
}

void TestUpkeep::bothRunBesideTheEventLoop()
{
    const Kept kept;
    HistoryUpkeep upkeep;
    QSignalSpy backedUp(&upkeep, &HistoryUpkeep::backedUp);
    QSignalSpy checked(&upkeep, &HistoryUpkeep::checked);
    QSignalSpy progressed(&upkeep, &HistoryUpkeep::progressed);
    const QString target = kept.beside("copy.db");
    upkeep.backUp(kept.fixture.file(), target);
    QVERIFY(upkeep.isRunning());
    QVERIFY(waitUntil([&] { return !backedUp.isEmpty(); }));
    QVERIFY(!upkeep.isRunning());
    const auto bytes = backedUp.first().first().value<Result<qint64>>();
    QCOMPARE(bytes, Result<qint64>(QFileInfo(target).size()));
    QCOMPARE(progressed.last().first().toInt(), 100);
    upkeep.check(target);
    QVERIFY(waitUntil([&] { return !checked.isEmpty(); }));
    QCOMPARE(checked.first().first().value<Result<HistoryHealth>>(), kept.health());
}

QTEST_GUILESS_MAIN(TestUpkeep)
#include "tst_upkeep.moc"

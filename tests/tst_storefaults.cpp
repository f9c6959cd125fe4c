#include "core/orders/location.h"
#include "core/orders/schema.h"
#include "tests/faultyvfs.h"
#include "tests/ordersupport.h"
#include "tests/support.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSignalSpy>
#include <QTest>

#include <sqlite3.h>

using namespace paydesk;

namespace {

FailureId openingFails(const StoreFixture& fixture)
{
    const auto opened = OrderStore::open(fixture.folder());
    return opened ? FailureId::Cancelled : opened.error().id;
}

void overwrite(const QString& path, qint64 at, const QByteArray& bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadWrite));
    QVERIFY(file.seek(at));
    QCOMPARE(file.write(bytes), bytes.size());
}

QByteArray contents(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// Changes a closed history behind the store's back.
void tamper(const StoreFixture& fixture, const QString& statement)
{
    const auto connection = Connection::open(fixture.file(), Connection::Purpose::Changing);
    QVERIFY(connection);
    QVERIFY((*connection)->run(statement));
}

} // namespace

/// What disks, other programs and other versions do to the history.
class TestStoreFaults : public QObject {
    Q_OBJECT

private slots:
    void onlyTheOwnerMayLookInside();
    void aBrokenDiskRefusesAndHeals_data();
    void aBrokenDiskRefusesAndHeals();
    void aDiskThatFailsOnceLosesNothingItConfirmed();
    void aFileThatVanishesIsNoticed();
    void aLockedHistoryIsBusy();
    void damageIsNamedAndTheFileLeftAlone_data();
    void damageIsNamedAndTheFileLeftAlone();
    void aNewerHistoryIsNotTouched();
    void aForeignDatabaseIsNotAHistory();
    void everyReleasedSchemaStillOpens_data();
    void everyReleasedSchemaStillOpens();
    void anOlderSchemaIsMigratedAfterABackup();
    void aFailedMigrationChangesNothing();
    void everyConnectionIsDefensive();
};

void TestStoreFaults::onlyTheOwnerMayLookInside()
{
    const StoreFixture fixture;
    QVERIFY(fixture.add(sampleOrder("PD1")));
    constexpr auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup
        | QFile::ReadOther | QFile::WriteOther | QFile::ExeOther;
    QCOMPARE(QFile::permissions(fixture.folder()) & others, QFile::Permissions());
    const auto files = QDir(fixture.folder()).entryInfoList(QDir::Files);
    QCOMPARE(files.size(), 3); // with -wal and -shm
    for (const QFileInfo& file : files)
        QCOMPARE(file.permissions() & others, QFile::Permissions());
}

void TestStoreFaults::aBrokenDiskRefusesAndHeals_data()
{
    QTest::addColumn<int>("code");
    QTest::addColumn<int>("failure");
    QTest::newRow("full") << SQLITE_FULL << int(FailureId::StorageFull);
    QTest::newRow("i/o error") << SQLITE_IOERR_WRITE << int(FailureId::StorageUnavailable);
    QTest::newRow("read-only") << SQLITE_READONLY << int(FailureId::StorageReadOnly);
}

void TestStoreFaults::aBrokenDiskRefusesAndHeals()
{
    QFETCH(const int, code);
    QFETCH(const int, failure);
    FaultyDisk disk;
    const StoreFixture fixture;
    QVERIFY(fixture.add(sampleOrder("PD1")));
    const QSignalSpy troubled(fixture.store.get(), &OrderStore::troubled);
    disk.breakWith(code);
    for (int i = 0; i < 2; ++i) {
        const auto refused = fixture.add(sampleOrder("PD2"));
        QVERIFY(!refused);
        QCOMPARE(int(refused.error().id), failure);
    }
    QCOMPARE(fixture.order("PD1"), sampleOrder("PD1"));
    disk.breakWith(SQLITE_OK);
    QVERIFY(fixture.add(sampleOrder("PD2")));
    QCOMPARE(fixture.order("PD2"), sampleOrder("PD2"));
    QTRY_COMPARE(troubled.size(), 1); // said once
}

void TestStoreFaults::aDiskThatFailsOnceLosesNothingItConfirmed()
{
    FaultyDisk disk;
    for (int n = 1;; ++n) {
        StoreFixture fixture;
        QVERIFY(fixture.add(sampleOrder("before")));
        disk.failOnce(n, SQLITE_FULL);
        const auto done = fixture.add(sampleOrder("PD1"));
        const bool fired = !disk.waiting();
        disk.breakWith(SQLITE_OK);
        fixture.store.reset();
        fixture.store = fixture.reopened();
        QVERIFY(fixture.store);
        QCOMPARE(fixture.order("before"), sampleOrder("before"));
        QCOMPARE(fixture.order("PD1").outTradeNo.isEmpty(), !done.has_value());
        if (!fired)
            break;
    }
}

void TestStoreFaults::aFileThatVanishesIsNoticed()
{
    StoreFixture fixture;
    QVERIFY(fixture.add(sampleOrder("PD1")));
    const QString elsewhere = fixture.file() + QStringLiteral(".moved");
    if (!QFile::rename(fixture.file(), elsewhere))
        QSKIP("This system does not let an open file be renamed.");
    QCOMPARE(fixture.add(sampleOrder("PD2")).error().id, FailureId::StorageUnavailable);
    QCOMPARE(StoreFixture::findIn(*fixture.store, "PD1").error().id, FailureId::StorageUnavailable);
    QVERIFY(QFile::rename(elsewhere, fixture.file()));
    QVERIFY(fixture.add(sampleOrder("PD2")));
    QCOMPARE(fixture.order("PD1").outTradeNo, "PD1");
}

void TestStoreFaults::aLockedHistoryIsBusy()
{
    FaultyDisk disk;
    const StoreFixture fixture;
    QVERIFY(fixture.add(sampleOrder("PD1"))); // so the store's thread stands at its file
    const auto other = Connection::open(fixture.file(), Connection::Purpose::Changing);
    QVERIFY(other);
    QVERIFY((*other)->run(QStringLiteral("BEGIN IMMEDIATE")));
    disk.skipWaits(true);
    QCOMPARE(fixture.add(sampleOrder("PD2")).error().id, FailureId::StorageBusy);
    disk.skipWaits(false);
    QVERIFY((*other)->run(QStringLiteral("COMMIT")));
    QVERIFY(fixture.add(sampleOrder("PD2")));
}

void TestStoreFaults::damageIsNamedAndTheFileLeftAlone_data()
{
    QTest::addColumn<int>("at");
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("header") << 0 << QByteArray("Not a history.");
    QTest::newRow("schema page") << 100 << QByteArray(60, '\xff');
    QTest::newRow("an order's page") << 4096 << QByteArray(64, '\xff');
}

void TestStoreFaults::damageIsNamedAndTheFileLeftAlone()
{
    QFETCH(const int, at);
    QFETCH(const QByteArray, bytes);
    StoreFixture fixture;
    QVERIFY(fixture.add(sampleOrder("PD1")));
    fixture.store.reset();
    overwrite(fixture.file(), at, bytes);
    const QByteArray before = contents(fixture.file());
    QCOMPARE(openingFails(fixture), FailureId::StorageDamaged);
    QCOMPARE(contents(fixture.file()), before);
}

void TestStoreFaults::aNewerHistoryIsNotTouched()
{
    StoreFixture fixture;
    fixture.store.reset();
    tamper(fixture, QStringLiteral("PRAGMA user_version=99"));
    const QByteArray before = contents(fixture.file());
    const auto opened = OrderStore::open(fixture.folder());
    QVERIFY(!opened);
    QCOMPARE(opened.error().id, FailureId::StorageNewer);
    QCOMPARE(opened.error().details.value(QStringLiteral("version")).toInt(), 99);
    QCOMPARE(contents(fixture.file()), before);
}

void TestStoreFaults::aForeignDatabaseIsNotAHistory()
{
    StoreFixture fixture;
    fixture.store.reset();
    QVERIFY(QFile::remove(fixture.file()));
    QVERIFY(prepareLocation(fixture.folder()));
    tamper(fixture, QStringLiteral("CREATE TABLE orders (id)"));
    QCOMPARE(openingFails(fixture), FailureId::StorageDamaged);
}

void TestStoreFaults::everyReleasedSchemaStillOpens_data()
{
    QTest::addColumn<int>("version");
    for (int version = 1; version < schemaSteps().size(); ++version)
        QTest::addRow("%d", version) << version;
}

void TestStoreFaults::everyReleasedSchemaStillOpens()
{
    QFETCH(const int, version);
    StoreFixture fixture;
    fixture.store.reset();
    QVERIFY(QFile::remove(fixture.file()));
    QVERIFY(prepareLocation(fixture.folder()));
    const QByteArrayList statements =
        testBytes(("schema-" + QByteArray::number(version) + ".sql").constData()).split('\n');
    for (const QByteArray& statement : statements) {
        if (!statement.trimmed().isEmpty())
            tamper(fixture, QString::fromUtf8(statement));
    }
    fixture.store = fixture.reopened();
    QVERIFY(fixture.store);
    const Order order = fixture.order("PD-FIRST");
    QCOMPARE(order.totalFee, Fen{1280});
    QCOMPARE(order.body, "拿铁 × 2");
    QCOMPARE(order.state, TradeState::Success);
    QCOMPARE(fixture.figures(sampleNoon), (DayFigures{1, Fen{1280}, 0, 0}));
    QVERIFY(QFile::exists(fixture.file() + QStringLiteral(".v%1.bak").arg(version)));
    // What the triggers count from now on.
    QVERIFY(fixture.add(sampleOrder("PD-SECOND")));
    QCOMPARE(fixture.figures(sampleNoon), (DayFigures{2, Fen{1280}, 1, 0}));
    const Refund refund = sampleRefund("PD-FIRST", "RF1", Fen{1280});
    QVERIFY(fixture.store->writeNow<Refund>(
        [&](OrderWriter& writer) { return writer.openRefund(refund); }));
    QCOMPARE(fixture.refunds("PD-FIRST"), QList{refund});
}

void TestStoreFaults::anOlderSchemaIsMigratedAfterABackup()
{
    StoreFixture fixture;
    QVERIFY(fixture.add(sampleOrder("PD1")));
    fixture.store.reset();
    const SchemaSteps steps =
        schemaSteps() + SchemaSteps{{QStringLiteral("CREATE TABLE later (id)")}};
    {
        const auto connection = Connection::open(fixture.file(), Connection::Purpose::Changing);
        QVERIFY(bringUpToDate(**connection, steps));
        QCOMPARE(
            (*connection)->value(QStringLiteral("PRAGMA user_version"))->number(), steps.size());
        QVERIFY((*connection)->value(QStringLiteral("SELECT count(*) FROM later")));
    }
    const QString kept = QStringLiteral("%1.v%2.bak").arg(fixture.file()).arg(schemaSteps().size());
    QVERIFY(QFile::exists(kept));
    QCOMPARE(openingFails(fixture), FailureId::StorageNewer);
    // The backup is a whole history.
    QVERIFY(QFile::remove(fixture.file()));
    QVERIFY(QFile::rename(kept, fixture.file()));
    fixture.store = fixture.reopened();
    QCOMPARE(fixture.order("PD1"), sampleOrder("PD1"));
}

void TestStoreFaults::aFailedMigrationChangesNothing()
{
    StoreFixture fixture;
    QVERIFY(fixture.add(sampleOrder("PD1")));
    fixture.store.reset();
    const SchemaSteps steps = schemaSteps()
        + SchemaSteps{
            {QStringLiteral("CREATE TABLE later (id)"), QStringLiteral("CREATE NONSENSE")}};
    {
        const auto connection = Connection::open(fixture.file(), Connection::Purpose::Changing);
        QVERIFY(!bringUpToDate(**connection, steps));
    }
    fixture.store = fixture.reopened();
    QVERIFY(fixture.store);
    QCOMPARE(fixture.order("PD1"), sampleOrder("PD1"));
}

void TestStoreFaults::everyConnectionIsDefensive()
{
    const StoreFixture fixture;
    const auto connection = Connection::open(fixture.file(), Connection::Purpose::Changing);
    QVERIFY(connection);
    const auto setting = [&](const char* name) {
        const auto value = (*connection)->value(QStringLiteral("PRAGMA ") + QLatin1String(name));
        return value->text().isEmpty() ? QByteArray::number(value->number()) : value->text();
    };
    QCOMPARE(setting("journal_mode"), "wal");
    QCOMPARE(setting("synchronous"), "2");
    QCOMPARE(setting("trusted_schema"), "0");
    QCOMPARE(setting("cell_size_check"), "1");
    QCOMPARE(setting("foreign_keys"), "1");
    QCOMPARE(setting("wal_autocheckpoint"), "0");
    int defensive = 0;
    sqlite3_db_config((*connection)->handle(), SQLITE_DBCONFIG_DEFENSIVE, -1, &defensive);
    QCOMPARE(defensive, 1);
    const auto asking = Connection::open(fixture.file(), Connection::Purpose::Asking);
    QVERIFY(!(*asking)->run(QStringLiteral("DELETE FROM orders")));
}

QTEST_GUILESS_MAIN(TestStoreFaults)
#include "tst_storefaults.moc"

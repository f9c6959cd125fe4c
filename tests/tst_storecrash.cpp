// Notifications while the disk fails at every single call, and after the power was cut between any
// two of them.

#include "core/notify/booking.h"
#include "core/notify/compose.h"
#include "core/orders/upkeep.h"
#include "core/sign/xmlcodec.h"
#include "tests/faultyvfs.h"
#include "tests/ordersupport.h"
#include "tests/support.h"

#include <QDir>
#include <QFile>
#include <QHash>
#include <QRandomGenerator>
#include <QTest>

#include <algorithm>
#include <sqlite3.h>

using namespace paydesk;

namespace {

QByteArray numberOf(int i)
{
    return "PD" + QByteArray::number(1000 + i);
}

Arrival arrivalOf(int i)
{
    static const SystemClock clock;
    Order order = sampleOrder(numberOf(i));
    order.transactionId = "42000000012026010112345" + QByteArray::number(10000 + i);
    order.paidAt = sampleNoon;
    const QByteArray body =
        toXml(paymentNotice(order, sandboxProfile(), sandboxCredentials().apiKey, clock));
    Exchange exchange;
    exchange.direction = Exchange::Direction::Incoming;
    exchange.method = "POST";
    exchange.url = "/notify";
    exchange.requestBody = body;
    exchange.startedAt = sampleNoon;
    return {readNotice(body, sandboxCredentials().apiKey), sandboxProfile(), false, exchange,
        sampleNoon};
}

/// As the desk does it: whether WeChat would get SUCCESS.
bool acknowledged(OrderStore& store, const Arrival& arrival)
{
    const auto booked =
        store.writeNow<Booked>([&](OrderWriter& writer) { return book(writer, arrival); });
    return booked && booked->judgement.answerSuccess;
}

/// What is on the disk when the power goes: everything that was synced, and of the rest what the
/// disk happened to write.
class PlatterAfterCut {
public:
    /// `keep` says of each unsynced write how many of its bytes are there all the same.
    PlatterAfterCut(const QHash<QByteArray, QByteArray>& before, const std::vector<DiskStep>& steps,
        std::size_t cut, const std::function<qsizetype(const DiskStep&)>& keep)
        : m_files(before)
    {
        QHash<QByteArray, std::size_t> synced;
        for (std::size_t i = 0; i < cut; ++i) {
            if (steps[i].kind == DiskStep::Kind::Sync)
                synced[steps[i].file] = i;
        }
        for (std::size_t i = 0; i < cut; ++i) {
            const auto last = synced.constFind(steps[i].file);
            apply(steps[i], last != synced.constEnd() && *last > i, keep);
        }
    }

    bool writeTo(const QString& folder) const
    {
        for (auto file = m_files.constBegin(); file != m_files.constEnd(); ++file) {
            QFile out(folder + u'/' + QString::fromUtf8(file.key().split('/').constLast()));
            if (!out.open(QIODevice::WriteOnly) || out.write(*file) != file->size())
                return false;
        }
        return true;
    }

private:
    void apply(
        const DiskStep& step, bool durable, const std::function<qsizetype(const DiskStep&)>& keep)
    {
        QByteArray& file = m_files[step.file];
        switch (step.kind) {
        case DiskStep::Kind::Write: {
            const QByteArray bytes = durable ? step.bytes : step.bytes.first(keep(step));
            if (bytes.isEmpty())
                return;
            if (file.size() < step.at + bytes.size())
                file.append(QByteArray(step.at + bytes.size() - file.size(), '\0'));
            file.replace(step.at, bytes.size(), bytes);
            return;
        }
        case DiskStep::Kind::Truncate:
            if (durable)
                file.resize(step.at);
            return;
        case DiskStep::Kind::Delete:
            m_files.remove(step.file);
            return;
        case DiskStep::Kind::Sync:
            return;
        }
    }

    QHash<QByteArray, QByteArray> m_files;
};

/// The orders that this folder's history says are paid, asked of SQLite alone; nothing when the
/// file does not hold.
std::optional<QSet<QByteArray>> paidIn(const QString& folder)
{
    sqlite3* database = nullptr;
    const QByteArray file = QFile::encodeName(folder + QStringLiteral("/paydesk.db"));
    std::optional<QSet<QByteArray>> paid = QSet<QByteArray>();
    const auto each = [&](const char* question, auto&& take) {
        sqlite3_stmt* statement = nullptr;
        bool right = sqlite3_prepare_v2(database, question, -1, &statement, nullptr) == SQLITE_OK;
        int step = SQLITE_ERROR;
        while (right && (step = sqlite3_step(statement)) == SQLITE_ROW)
            take(QByteArray(reinterpret_cast<const char*>(sqlite3_column_text(statement, 0))));
        right = right && step == SQLITE_DONE;
        sqlite3_finalize(statement);
        return right;
    };
    bool sound = sqlite3_open(file.constData(), &database) == SQLITE_OK;
    sound = sound && each("PRAGMA quick_check", [&](const QByteArray& said) {
        if (said != "ok")
            paid.reset();
    });
    sound = sound
        && each("SELECT out_trade_no FROM orders WHERE paid_at IS NOT NULL",
            [&](const QByteArray& number) {
                if (paid)
                    paid->insert(number);
            });
    sqlite3_close(database);
    return sound ? paid : std::nullopt;
}

QHash<QByteArray, QByteArray> contentsOf(const QString& folder)
{
    QHash<QByteArray, QByteArray> files;
    for (const QString& name : {QStringLiteral("paydesk.db"), QStringLiteral("paydesk.db-wal")}) {
        QFile file(folder + u'/' + name);
        if (file.open(QIODevice::ReadOnly))
            files.insert(QFile::encodeName(file.fileName()), file.readAll());
    }
    return files;
}

} // namespace

class TestStoreCrash : public QObject {
    Q_OBJECT

private slots:
    void aFailureAtAnyCallLosesNothingThatWasAcknowledged_data();
    void aFailureAtAnyCallLosesNothingThatWasAcknowledged();
    void aPowerCutAtAnyPointLosesNothingThatWasAcknowledged();
};

void TestStoreCrash::aFailureAtAnyCallLosesNothingThatWasAcknowledged_data()
{
    QTest::addColumn<int>("code");
    QTest::newRow("I/O error") << SQLITE_IOERR;
    QTest::newRow("disk full") << SQLITE_FULL;
    QTest::newRow("sync fails") << SQLITE_IOERR_FSYNC;
}

void TestStoreCrash::aFailureAtAnyCallLosesNothingThatWasAcknowledged()
{
    QFETCH(const int, code);
    constexpr int orders = 3;
    FaultyDisk disk;
    int points = 0;
    int refused = 0;
    for (bool fired = true; fired; ++points) {
        StoreFixture fixture;
        for (int i = 0; i < orders; ++i)
            QVERIFY(fixture.add(sampleOrder(numberOf(i))));
        disk.skipWaits(true);
        disk.failOnce(points + 1, code, FaultyDisk::Calls::All);
        QSet<QByteArray> confirmed;
        for (int i = 0; i < orders; ++i) {
            if (acknowledged(*fixture.store, arrivalOf(i)))
                confirmed.insert(numberOf(i));
            else
                ++refused;
        }
        fired = !disk.waiting();
        disk.breakWith(SQLITE_OK);
        fixture.store.reset();
        disk.skipWaits(false); // the threads of a new store take turns
        fixture.store = fixture.reopened();
        QVERIFY2(fixture.store, qPrintable(QStringLiteral("call %1").arg(points)));
        for (const QByteArray& number : confirmed)
            QVERIFY2(fixture.order(number).state == TradeState::Success,
                qPrintable(QStringLiteral("call %1").arg(points)));
        // WeChat sends again what was not acknowledged: now all is paid, and each once.
        for (int i = 0; i < orders; ++i)
            QVERIFY(acknowledged(*fixture.store, arrivalOf(i)));
        QCOMPARE(fixture.figures(sampleNoon).orders, orders);
        QCOMPARE(fixture.figures(sampleNoon).paid, Fen{1280 * orders});
    }
    qInfo("%d calls failed in turn, %d notifications were refused for it", points - 1, refused);
    QVERIFY(points > 1);
    QVERIFY(refused > 0);
}

/// In ten sessions of ten notifications, each to the end of the checkpoint with which it closes: so
/// the files that are copied for every cut stay short.
void TestStoreCrash::aPowerCutAtAnyPointLosesNothingThatWasAcknowledged()
{
    constexpr int sessions = 10;
    constexpr int each = 10;
    FaultyDisk disk;
    StoreFixture fixture;
    for (int i = 0; i < sessions * each; ++i)
        QVERIFY(fixture.add(sampleOrder(numberOf(i))));
    // Of what was not synced: nothing, everything, half of each write, or what chance keeps.
    QRandomGenerator chance(20260101);
    const std::function<qsizetype(const DiskStep&)> keeps[] = {
        [](const DiskStep&) { return qsizetype(0); },
        [](const DiskStep& step) { return step.bytes.size(); },
        [](const DiskStep& step) { return step.bytes.size() / 2; },
        [&](const DiskStep& step) { return qsizetype(chance.bounded(2)) * step.bytes.size(); },
    };
    int points = 0;
    int confirmed = 0;
    for (int session = 0; session < sessions; ++session) {
        fixture.store.reset();
        fixture.store = fixture.reopened();
        const QHash<QByteArray, QByteArray> before = contentsOf(fixture.folder());
        disk.record(true);
        std::vector<std::size_t> acknowledgedAt; // how many steps stood in the record by then
        for (int i = 0; i < each; ++i) {
            QVERIFY(acknowledged(*fixture.store, arrivalOf(session * each + i)));
            acknowledgedAt.push_back(disk.recorded());
        }
        fixture.store.reset();
        disk.record(false);
        const std::vector<DiskStep> steps = disk.takeRecord();
        for (std::size_t cut = 0; cut <= steps.size(); ++cut, ++points) {
            const auto known = std::count_if(acknowledgedAt.begin(), acknowledgedAt.end(),
                [cut](std::size_t at) { return at <= cut; });
            confirmed = session * each + int(known);
            const QTemporaryDir folder;
            QVERIFY(PlatterAfterCut(before, steps, cut, keeps[cut % std::size(keeps)])
                    .writeTo(folder.path()));
            const std::optional<QSet<QByteArray>> paid = paidIn(folder.path());
            QVERIFY2(paid, qPrintable(QStringLiteral("cut %1: damaged").arg(points)));
            for (int i = 0; i < confirmed; ++i)
                QVERIFY2(paid->contains(numberOf(i)),
                    qPrintable(QStringLiteral("cut %1: %2 is lost").arg(points).arg(i)));
            // What was never judged by then is not paid.
            QVERIFY(paid->size() <= confirmed + 1);
        }
    }
    qInfo("%d cut points of the disk under %d notifications", points, sessions * each);
    QVERIFY(points > sessions * each);
    QCOMPARE(confirmed, sessions * each);
}

QTEST_GUILESS_MAIN(TestStoreCrash)
#include "tst_storecrash.moc"

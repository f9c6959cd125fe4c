#include "tests/clisupport.h"

#include <QDateTime>
#include <QFile>
#include <QJsonArray>
#include <QTemporaryDir>

using namespace paydesk;

namespace {

/// Where Debian's package faketime keeps its library; empty: nowhere.
QString faketimeLibrary()
{
    const QStringList places{
        QStringLiteral("/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1"),
        QStringLiteral("/usr/lib/aarch64-linux-gnu/faketime/libfaketimeMT.so.1")};
    for (const QString& place : places) {
        if (QFile::exists(place))
            return place;
    }
    return {};
}

QByteArray numberOf(int n)
{
    return "JUMP" + QByteArray::number(1000 + n);
}

} // namespace

/// The system's clock is set, back and forth, while the listener runs: what is on its way goes on
/// by a clock that nobody sets, and every payment is booked.
class TestClockJumps : public QObject {
    Q_OBJECT

private slots:
    void aListenerOutlivesEveryJump();

private:
    bool setClock(const QString& offset) const
    {
        QFile file(m_folder.filePath(QStringLiteral("clock")));
        return file.open(QIODevice::WriteOnly | QIODevice::Truncate)
            && file.write(offset.toLatin1() + '\n') > 0;
    }

    const QTemporaryDir m_folder;
};

void TestClockJumps::aListenerOutlivesEveryJump()
{
    const QString library = faketimeLibrary();
    if (library.isEmpty())
        QSKIP("libfaketime is not installed.");
    const QStringList offsets{QStringLiteral("+0d"), QStringLiteral("-30d"), QStringLiteral("+30d"),
        QStringLiteral("+0d"), QStringLiteral("+5000d")};
    const QString data = m_folder.filePath(QStringLiteral("data"));
    QByteArray orders = "out_trade_no,total_fee\n";
    for (int n = 0; n < offsets.size(); ++n)
        orders += numberOf(n) + ",100\n";
    QCOMPARE(
        run({QStringLiteral("import"), QStringLiteral("-"), QStringLiteral("--data-dir"), data},
            orders)
            .status,
        0);
    QVERIFY(setClock(offsets.constFirst()));
    Service listener({QStringLiteral("listen"), QStringLiteral("--port"), QStringLiteral("0"),
                         QStringLiteral("--data-dir"), data},
        // AddressSanitizer insists on being the first library, which is a preloaded one's place.
        {QStringLiteral("LD_PRELOAD=") + library,
            QStringLiteral("ASAN_OPTIONS=verify_asan_link_order=0"),
            QStringLiteral("FAKETIME_DONT_FAKE_MONOTONIC=1"), QStringLiteral("FAKETIME_NO_CACHE=1"),
            QStringLiteral("FAKETIME_TIMESTAMP_FILE=")
                + m_folder.filePath(QStringLiteral("clock"))});
    const QString url = text(listener.next(QStringLiteral("listening")), "url");
    QVERIFY(!url.isEmpty());
    for (int n = 0; n < offsets.size(); ++n) {
        QVERIFY(setClock(offsets.at(n)));
        const QByteArray body = signedXml(
            notice(numberOf(n), "100", "42000000012026010100000000" + QByteArray::number(n + 10)));
        QVERIFY2(post(url, body).contains("SUCCESS"), qPrintable(offsets.at(n)));
        QVERIFY(post(url, body).contains("SUCCESS")); // again: a duplicate at any time
    }
    QCOMPARE(listener.terminate(), 0);

    const Run all = run({QStringLiteral("orders"), QStringLiteral("--format"),
        QStringLiteral("json"), QStringLiteral("--data-dir"), data});
    const QJsonArray list = QJsonDocument::fromJson(all.out).array();
    QCOMPARE(list.size(), offsets.size());
    for (const auto& order : list)
        QCOMPARE(text(order.toObject(), "trade_state"), QStringLiteral("SUCCESS"));
    QCOMPARE(run({QStringLiteral("check"), QStringLiteral("--data-dir"), data}).status, 0);
    // The jumps were real ones: what was recorded last is dated thirteen years ahead (behind 2038).
    const Run last = run({QStringLiteral("order"), QStringLiteral("show"),
        QString::fromLatin1(numberOf(int(offsets.size()) - 1)), QStringLiteral("--json"),
        QStringLiteral("--data-dir"), data});
    const QJsonArray events = last.first().value(u"events").toArray();
    QVERIFY(!events.isEmpty());
    const QDateTime at =
        QDateTime::fromString(text(events.last().toObject(), "at"), Qt::ISODateWithMs);
    QVERIFY2(at.date().year() > 2038, last.out.constData());
}

QTEST_GUILESS_MAIN(TestClockJumps)
#include "tst_clockjumps.moc"

// The README's table "Limits and defaults" says what the code does: every row is made here from the
// code's own constants.

#include "core/gateway/transmission.h"
#include "core/http/message.h"
#include "core/orders/refund.h"
#include "core/profile/certificate.h"
#include "core/profile/vault.h"
#include "core/reconcile/queryplan.h"
#include "core/sign/xmlgate.h"
#include "core/workbench.h"
#include "ui/preferences.h"
#include "ui/settings/storedsecret.h"
#include "ui/widgets/secretclipboard.h"

#include <QDir>
#include <QFile>
#include <QHash>
#include <QTemporaryDir>
#include <QTest>

#include <bit>
#include <numeric>

using namespace paydesk;

namespace {

QString kib(qint64 bytes)
{
    return QStringLiteral("%1 KiB").arg(bytes / 1024);
}

QString mib(qint64 bytes)
{
    return QStringLiteral("%1 MiB").arg(bytes / (qint64(1024) * 1024));
}

template <typename Time> QString inSeconds(Time time)
{
    return QStringLiteral("%1 s").arg(
        std::chrono::duration_cast<std::chrono::seconds>(time).count());
}

/// "5 s, 30 s, 1, 3 min": each wait in the largest unit that it fills.
QString spoken(const QList<std::chrono::seconds>& waits)
{
    const auto unitOf = [](std::chrono::seconds wait) {
        return wait.count() % 86400 == 0 ? std::pair(86400, QStringLiteral("d"))
            : wait.count() % 3600 == 0   ? std::pair(3600, QStringLiteral("h"))
            : wait.count() % 60 == 0     ? std::pair(60, QStringLiteral("min"))
                                         : std::pair(1, QStringLiteral("s"));
    };
    QStringList words;
    for (qsizetype i = 0; i < waits.size(); ++i) {
        const auto [size, unit] = unitOf(waits.at(i));
        const bool unitFollows = i + 1 < waits.size() && unitOf(waits.at(i + 1)).second == unit;
        words +=
            QString::number(waits.at(i).count() / size) + (unitFollows ? QString() : u' ' + unit);
    }
    return words.join(QStringLiteral(", "));
}

QList<std::chrono::seconds> plan(std::optional<std::chrono::seconds> (*next)(int))
{
    QList<std::chrono::seconds> waits;
    for (int asked = 0; const auto wait = next(asked); ++asked)
        waits.append(*wait);
    return waits;
}

std::chrono::seconds sum(const QList<std::chrono::seconds>& waits)
{
    return std::accumulate(waits.begin(), waits.end(), std::chrono::seconds(0));
}

/// The README's rows: what -> value.
QHash<QString, QString> rowsOfTheReadme()
{
    QFile file(QStringLiteral(PAYDESK_SOURCE_DIR "/README.md"));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QString text = QString::fromUtf8(file.readAll())
                             .section(QStringLiteral("## Limits and defaults"), 1)
                             .section(QStringLiteral("\n\n"), 1, 1);
    QHash<QString, QString> rows;
    for (const QString& line : text.split(u'\n').mid(2))
        rows.insert(line.section(u'|', 1, 1).trimmed(), line.section(u'|', 2, -2).trimmed());
    return rows;
}

} // namespace

class TestLimits : public QObject {
    Q_OBJECT

private slots:
    void everyRowIsWhatTheCodeDoes_data();
    void everyRowIsWhatTheCodeDoes();
    void noRowIsUnproved();
    void theDataFolderIsPrivate();

private:
    void row(const char* what, const QString& value)
    {
        QTest::newRow(what) << value;
        m_known.insert(QString::fromLatin1(what));
    }

    QSet<QString> m_known;
};

void TestLimits::everyRowIsWhatTheCodeDoes_data()
{
    QTest::addColumn<QString>("value");
    const WorkbenchOptions ports;
    const HttpLimits http;
    const XmlLimits xml;
    const VaultCost cost;
    const Profile sandbox = sandboxProfile();
    const Credentials published = sandboxCredentials();
    const auto shown = [](const Secret& secret) {
        return secret.reveal([](QByteArrayView text) { return QString::fromUtf8(text); });
    };
    row("sandbox gateway, listener",
        QStringLiteral("`http://127.0.0.1:%1`, `http://127.0.0.1:%2/notify`; loopback only")
            .arg(ports.gatewayPort)
            .arg(ports.listenerPort));
    row("proxy",
        Endpoints().proxy.isEmpty()
            ? QStringLiteral("the system's, or the merchant's own (`http://host:port`, or `%1`): a "
                             "tunnel, through which the gateway's certificate is checked as ever")
                  .arg(QLatin1String(directConnection))
            : QString());
    row("sandbox credentials",
        QStringLiteral("appid `%1`, mch_id `%2`, API key `%3`, AppSecret `%4`: published, the same "
                       "everywhere, no secret")
            .arg(QString::fromUtf8(sandbox.appid), QString::fromUtf8(sandbox.mchId),
                shown(published.apiKey), shown(published.appSecret)));
    const QTemporaryDir folder;
    row("locked by itself",
        QStringLiteral("after %1 min without keyboard and mouse, unless a real merchant's listener "
                       "runs; at once when the screen locks or the computer sleeps")
            .arg(Preferences(folder.path()).autoLockMinutes()));
    row("a stored key",
        QStringLiteral("shown for %1, on the clipboard for %2")
            .arg(inSeconds(StoredSecret::revealTime), inSeconds(SecretClipboard::time)));
    row("messages",
        QStringLiteral("%1, UTF-8, flat XML without DTD, attributes and duplicates; %2 elements, "
                       "names of %3 bytes")
            .arg(kib(xml.bytes))
            .arg(xml.elements)
            .arg(xml.nameBytes));
    row("gateway calls",
        QStringLiteral("%1, %2, TLS 1.2 or newer always verified, no redirects, one attempt is one "
                       "request")
            .arg(inSeconds(answerTime), mib(answerLimit)));
    row("bills", QStringLiteral("%1, also unpacked; as a stream").arg(mib(fileLimit)));
    row("listener",
        QStringLiteral("head %1 in %2, %3 in all, body %4, %5 header fields, %6 idle, %7 "
                       "connections: the oldest unfinished one makes room")
            .arg(
                kib(http.head), inSeconds(http.headTime), inSeconds(http.totalTime), kib(http.body))
            .arg(http.fields)
            .arg(inSeconds(http.idleTime))
            .arg(QLocale(QLocale::English).toString(http.connections)));
    row("vault",
        QStringLiteral("`vault.pdv`: scrypt (N=2^%1) and AES-256-GCM, a password of at least %2 "
                       "characters; the previous generation is kept beside it")
            .arg(std::countr_zero(cost.n))
            .arg(shortestVaultPassword));
    row("client certificate", QStringLiteral("PKCS #12 or PEM, %1").arg(kib(largestCertificate)));
    row("refunds of one order", QString::number(mostRefunds));
    row("scheduled queries",
        QStringLiteral("%1 after each other: %2 min in all")
            .arg(spoken(plan(nextQueryDelay)))
            .arg(sum(plan(nextQueryDelay)).count() / 60));
    row("scheduled refund queries",
        QStringLiteral("%1 after each other: %2 days in all")
            .arg(spoken(plan(nextRefundQueryDelay)))
            .arg(sum(plan(nextRefundQueryDelay)).count() / 86400));
}

void TestLimits::everyRowIsWhatTheCodeDoes()
{
    QFETCH(const QString, value);
    QCOMPARE(rowsOfTheReadme().value(QString::fromLatin1(QTest::currentDataTag())), value);
}

/// But what stands in words alone, and is proved by other rooms.
void TestLimits::noRowIsUnproved()
{
    m_known += QSet<QString>{QStringLiteral("data folder"), QStringLiteral("history")};
    const QHash<QString, QString> rows = rowsOfTheReadme();
    QCOMPARE(QSet<QString>(rows.keyBegin(), rows.keyEnd()), m_known);
}

void TestLimits::theDataFolderIsPrivate()
{
    const QTemporaryDir parent;
    const QString folder = parent.filePath(QStringLiteral("data"));
    QVERIFY(OrderStore::open(folder));
    QVERIFY(rowsOfTheReadme()
            .value(QStringLiteral("data folder"))
            .endsWith(QStringLiteral("folder 0700, files 0600")));
    const auto own = QFile::ReadOwner | QFile::WriteOwner | QFile::ReadUser | QFile::WriteUser;
    QCOMPARE(QFile::permissions(folder), own | QFile::ExeOwner | QFile::ExeUser);
    QCOMPARE(QFile::permissions(folder + QStringLiteral("/paydesk.db")), own);
}

QTEST_GUILESS_MAIN(TestLimits)
#include "tst_limits.moc"

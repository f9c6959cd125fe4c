#include "tests/clisupport.h"
#include "tests/fakeserver.h"
#include "tests/memoryscan.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QTemporaryDir>

#include <memory>

using namespace paydesk;

namespace {

const QByteArray hexDigits = "0123456789abcdef";
const QByteArray letters = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789";
const QByteArray number = "PD20260101000001";
const QByteArray shop = R"({"name":"shop","title":"Shop","appid":"wx1234567890abcdef",)"
                        R"("mch_id":"1230000109","notify_url":"https://shop.example/notify"})";

/// The ways in which these bytes could be written down.
QByteArrayList spellings(const QByteArray& secret)
{
    QByteArrayList all{secret, secret.toHex(), secret.toHex().toUpper(),
        secret.toPercentEncoding({}, secret)}; // every byte as %XX
    const QString wide = QString::fromLatin1(secret);
    const QByteArray utf16(reinterpret_cast<const char*>(wide.utf16()), wide.size() * 2);
    all << utf16;
    // Base64 depends on how many bytes stand before: what all its forms have in common.
    for (const QByteArray& bytes : {secret, utf16}) {
        for (int before = 0; before < 3; ++before) {
            const QByteArray whole = (QByteArray(before, 'x') + bytes).toBase64();
            all << whole.mid(before == 0 ? 0 : 4, bytes.size() * 4 / 3 - 4);
        }
    }
    return all;
}

bool holds(const QByteArray& text, const QByteArray& secret)
{
    const QByteArrayList all = spellings(secret);
    return std::any_of(all.cbegin(), all.cend(),
        [&text](const QByteArray& spelling) { return text.contains(spelling); });
}

/// Where it stands, for whoever mends it.
QByteArray around(const QByteArray& text, const QByteArray& secret, const QString& path)
{
    QByteArray place = path.toUtf8();
    const QByteArrayList all = spellings(secret);
    for (const QByteArray& spelling : all) {
        const qsizetype at = text.indexOf(spelling);
        if (at >= 0)
            place += "\n…" + text.mid(qMax(qsizetype(0), at - 300), 400);
    }
    return place;
}

QByteArray contents(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

/// A merchant's secrets go the whole way through the program, and into every file and every line
/// that it writes; none of them may stand there. What the tests themselves need of them lies in a
/// folder that is not searched.
class TestCanary : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void theSearchFindsEverySpelling_data();
    void theSearchFindsEverySpelling();
    void nothingThatIsWrittenHoldsASecret();
    void aKeyGivenAsAnArgumentLeavesTheProcessList_data();
    void aKeyGivenAsAnArgumentLeavesTheProcessList();

private:
    QString input(const char* name) const { return m_input.filePath(QString::fromLatin1(name)); }
    QString searched(const char* name) const
    {
        return m_searched.filePath(QString::fromLatin1(name));
    }
    /// The program at home in the searched folder, its output kept there, too.
    Run cli(const char* words, const QStringList& more = {}, const QByteArray& stdinText = {});
    void keep(const QByteArray& output);
    void keepWhatASystemShows(qint64 processId);

    const QByteArray m_apiKey = MaskedSecret::random(32, letters).revealed();
    const QByteArray m_appSecret = MaskedSecret::random(32, hexDigits).revealed();
    const QByteArray m_password = "pass " + MaskedSecret::random(16, letters).revealed();
    QTemporaryDir m_input;
    QTemporaryDir m_searched;
    int m_outputs = 0;
};

void TestCanary::initTestCase()
{
    QVERIFY(m_input.isValid() && m_searched.isValid());
    const auto write = [this](const char* name, const QByteArray& bytes) {
        QFile out(input(name));
        return out.open(QIODevice::WriteOnly) && out.write(bytes) == bytes.size();
    };
    QVERIFY(write("api.key", m_apiKey + '\n'));
    QVERIFY(write("app.secret", m_appSecret + '\n'));
    QVERIFY(write("password", m_password + '\n'));
    QVERIFY(write("shop.json", shop));
    for (const char* name : {"home", "config", "data", "cache", "run", "tmp", "out"})
        QVERIFY(QDir().mkpath(searched(name)));
    QVERIFY(QFile::setPermissions(
        searched("run"), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
    qputenv("HOME", searched("home").toUtf8());
    qputenv("XDG_CONFIG_HOME", searched("config").toUtf8());
    qputenv("XDG_DATA_HOME", searched("data").toUtf8());
    qputenv("XDG_CACHE_HOME", searched("cache").toUtf8());
    qputenv("XDG_RUNTIME_DIR", searched("run").toUtf8());
    qputenv("TMPDIR", searched("tmp").toUtf8());
}

void TestCanary::keep(const QByteArray& output)
{
    QFile file(searched("out") + QStringLiteral("/%1").arg(++m_outputs));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(output), output.size());
}

Run TestCanary::cli(const char* words, const QStringList& more, const QByteArray& stdinText)
{
    QProcessEnvironment environment = cleanEnvironment();
    environment.insert(QStringLiteral("PAYDESK_VAULT_PASSWORD_FILE"), input("password"));
    // As somebody who looks for a fault.
    environment.insert(QStringLiteral("QT_LOGGING_RULES"), QStringLiteral("*.debug=true"));
    Run done = runBeside(QString::fromLatin1(words).split(u' ') + more, stdinText, environment);
    keep(done.out + done.err);
    return done;
}

void TestCanary::keepWhatASystemShows(qint64 processId)
{
    const QString folder = QStringLiteral("/proc/%1/").arg(processId);
    keep(contents(folder + QStringLiteral("cmdline")));
    keep(contents(folder + QStringLiteral("environ"))); // empty for whoever may not read it
}

void TestCanary::theSearchFindsEverySpelling_data()
{
    QTest::addColumn<QByteArray>("text");
    const QString wide = QString::fromLatin1(m_apiKey);
    const QByteArray utf16(reinterpret_cast<const char*>(wide.utf16()), wide.size() * 2);
    QTest::newRow("as it is") << "key=" + m_apiKey + "&";
    QTest::newRow("UTF-16") << utf16;
    QTest::newRow("hex") << m_apiKey.toHex();
    QTest::newRow("URL") << "?k=" + m_apiKey.toPercentEncoding({}, m_apiKey);
    QTest::newRow("Base64") << m_apiKey.toBase64();
    QTest::newRow("Base64 within") << ("a=1&key=" + m_apiKey + "&b=2").toBase64();
    QTest::newRow("Base64 within, one later") << ("aa=1&key=" + m_apiKey + "&b=2").toBase64();
    QTest::newRow("Base64 within, two later") << ("aaa=1&key=" + m_apiKey + "&b=2").toBase64();
    QTest::newRow("Base64 of UTF-16") << ('x' + utf16 + 'x').toBase64();
}

void TestCanary::theSearchFindsEverySpelling()
{
    QFETCH(const QByteArray, text);
    QVERIFY(holds("before " + text + " behind", m_apiKey));
    QVERIFY(!holds("before " + text + " behind", m_appSecret));
}

void TestCanary::nothingThatIsWrittenHoldsASecret()
{
    // A gateway that sends back what it got, as some proxies do in their error pages.
    const FakeServer gateway([](const SeenRequest& request, QTcpSocket& socket) {
        socket.write(
            httpAnswer("<html>cannot serve " + request.target + ' ' + request.body + "</html>"));
    });
    const FakeServer backend([](const SeenRequest&, QTcpSocket& socket) {
        socket.write(httpAnswer("<xml><return_code>SUCCESS</return_code></xml>"));
    });
    const QStringList atGateway{QStringLiteral("--gateway"), QString::fromLatin1(gateway.url())};
    const QStringList withKeys{QStringLiteral("--key-file"), input("api.key"),
        QStringLiteral("--app-secret-file"), input("app.secret")};

    QCOMPARE(cli("profile add --json",
                 {input("shop.json"), QStringLiteral("--key-file"), input("api.key"),
                     QStringLiteral("--secret-file"), input("app.secret")})
                 .status,
        0);
    cli("profile list --json");
    cli("profile show shop --json");
    cli("vault show --json");
    QCOMPARE(cli("import - --profile shop", {},
                 "out_trade_no,total_fee\n" + number + ",100\nPD20260101000002,200\n")
                 .status,
        0);

    // The merchant's own messages, rightly and wrongly signed, and with the key in a field.
    const Secret key(QByteArray(m_apiKey.constData(), m_apiKey.size()));
    Parameters fields = notice(number, "100", "4200000001202601010000000001");
    fields.set("appid", "wx1234567890abcdef");
    fields.set("mch_id", "1230000109");
    const QByteArray right = toXml(signedRequest(fields, key, SignType::Md5));
    fields.set("attach", "the key " + m_apiKey);
    const QByteArray pasted = toXml(signedRequest(fields, key, SignType::Md5));
    fields.set("attach", "the key " + m_apiKey + " and " + m_appSecret);
    const QByteArray telltale = toXml(signedRequest(fields, key, SignType::Md5));
    for (const char* words : {"sign - --profile shop --trace", "verify - --profile shop --trace",
             "verify - --profile shop --json", "explain - --profile shop --json"}) {
        cli(words, {}, right);
        cli(words, {}, pasted);
    }
    cli("explain -", withKeys, telltale);
    cli("explain -", withKeys, QByteArray(right).replace("<fee_type>", "<fee_type> "));
    cli("sign - --json", withKeys.mid(0, 2), right);

    {
        Service listener({QStringLiteral("listen"), QStringLiteral("--port"), QStringLiteral("0"),
                             QStringLiteral("--profile"), QStringLiteral("shop"),
                             QStringLiteral("--forward-to"), QString::fromLatin1(backend.url())},
            {QStringLiteral("PAYDESK_VAULT_PASSWORD_FILE=") + input("password"),
                QStringLiteral("QT_LOGGING_RULES=*.debug=true")});
        const QJsonObject first = listener.next(QStringLiteral("listening"));
        const QString url = text(first, "url");
        QVERIFY(!url.isEmpty());
        keepWhatASystemShows(listener.processId());
        QVERIFY(post(url, telltale).contains("SUCCESS"));
        for (const QByteArray& body : QByteArrayList{right, signedXml(fields), "key=" + m_apiKey})
            keep(post(url + QStringLiteral("?secret=") + QString::fromLatin1(m_appSecret), body));
        for (int n = 0; n < 2; ++n)
            keep(QJsonDocument(listener.next(QStringLiteral("notification"))).toJson());
        QTRY_VERIFY_WITH_TIMEOUT(!backend.seen.isEmpty(), patienceMs);
        QCOMPARE(listener.terminate(), 0);
        keep(listener.complaints());
    }

    cli("order create --profile shop --amount 1.00 --body tea --code 0123456789 --json", atGateway);
    cli("order create --profile shop --amount 1.00 --body tea --trade-type NATIVE --product-id 1",
        atGateway);
    cli("order query --profile shop --json PD20260101000001", atGateway);
    cli("order close --profile shop PD20260101000002", atGateway);
    QVERIFY(gateway.seen.size() >= 3);
    QVERIFY(std::any_of(gateway.seen.cbegin(), gateway.seen.cend(),
        [this](const SeenRequest& seen) { return seen.target.contains(m_appSecret); }));
    cli("order show --profile shop --json PD20260101000001");
    cli("orders --profile shop --format json");
    cli("orders --profile shop --format csv");
    cli("replay --profile shop --json");
    cli("notify --profile shop --order PD20260101000001 --print curl");
    QCOMPARE(cli("backup", {searched("out/copy.db")}).status, 0);
    cli("check --json");
    cli("vault change-password --new-password-file", {input("password")});

    int files = 0;
    QDirIterator all(m_searched.path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (all.hasNext()) {
        const QString path = all.next();
        const QByteArray bytes = contents(path);
        ++files;
        for (const QByteArray& secret : {m_apiKey, m_appSecret, m_password})
            QVERIFY2(!holds(bytes, secret), around(bytes, secret, path).constData());
    }
    qInfo("%d files, %d of them outputs", files, m_outputs);
    QVERIFY(files > m_outputs + 3); // the vault, the merchants, the history and its copy
    QVERIFY(QFile::exists(searched("out/copy.db")));
}

void TestCanary::aKeyGivenAsAnArgumentLeavesTheProcessList_data()
{
    QTest::addColumn<QStringList>("arguments");
    const QString key = QString::fromLatin1(m_apiKey);
    QTest::newRow("apart") << QStringList{QStringLiteral("--key"), key};
    QTest::newRow("joined") << QStringList{QStringLiteral("--key=") + key};
}

void TestCanary::aKeyGivenAsAnArgumentLeavesTheProcessList()
{
#ifndef Q_OS_LINUX
    QSKIP("There is no /proc here.");
#endif
    QFETCH(const QStringList, arguments);
    QProcess process;
    process.setProcessEnvironment(cleanEnvironment());
    process.start(
        programUnderTest(), QStringList{QStringLiteral("sign"), QStringLiteral("-")} + arguments);
    QVERIFY(process.waitForStarted(patienceMs));
    const QString list = QStringLiteral("/proc/%1/cmdline").arg(process.processId());
    QTRY_VERIFY_WITH_TIMEOUT(contents(list).contains("****"), patienceMs);
    QVERIFY(!holds(contents(list), m_apiKey));
    process.write("a=1&b=2");
    process.closeWriteChannel();
    QVERIFY(process.waitForFinished(patienceMs));
    const Secret key(QByteArray(m_apiKey.constData(), m_apiKey.size()));
    QVERIFY(process.readAllStandardOutput().contains(
        signatureOf({{"a", "1"}, {"b", "2"}}, key, SignType::Md5)));
}

QTEST_GUILESS_MAIN(TestCanary)
#include "tst_canary.moc"

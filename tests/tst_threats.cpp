#include "tests/support.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTest>

using namespace paydesk;

namespace {

QByteArray sourceOf(const QString& path)
{
    QFile file(QStringLiteral(PAYDESK_SOURCE_DIR) + u'/' + path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

bool anyBenchmarkIsCalled(const QByteArray& name)
{
    const QDir folder(QStringLiteral(PAYDESK_SOURCE_DIR "/tests"));
    const QStringList files = folder.entryList({QStringLiteral("bench_*.cpp")});
    return std::any_of(files.cbegin(), files.cend(), [&](const QString& file) {
        return sourceOf(QStringLiteral("tests/") + file).contains("BENCHMARK(" + name + ')');
    });
}

/// "room.function" of a test, "bench.name", "fuzz.target" or "dev.command".
bool exists(const QByteArray& proof)
{
    const qsizetype dot = proof.indexOf('.');
    const QByteArray kind = proof.left(dot);
    const QByteArray name = proof.mid(dot + 1);
    if (kind == "bench")
        return anyBenchmarkIsCalled(name);
    if (kind == "fuzz")
        return !sourceOf(QStringLiteral("tests/fuzz_%1.cpp").arg(QString::fromLatin1(name)))
                    .isEmpty();
    if (kind == "dev")
        return sourceOf(QStringLiteral("dev")).contains("\n  " + name + ')');
    const QRegularExpression body(
        QStringLiteral("[ :]%1\\(\\)\\s*\\{").arg(QString::fromLatin1(name)));
    const QByteArray source =
        sourceOf(QStringLiteral("tests/tst_%1.cpp").arg(QString::fromLatin1(kind)));
    return QString::fromUtf8(source).contains(body);
}

} // namespace

/// tests/data/threats.json: which attack is answered by which tests. A test that is renamed or
/// removed leaves no attack behind without one.
class TestThreats : public QObject {
    Q_OBJECT

private slots:
    void everyThreatHasItsProof_data();
    void everyThreatHasItsProof();
    void aProofThatDoesNotExistIsSeen();
};

void TestThreats::everyThreatHasItsProof_data()
{
    QTest::addColumn<QByteArrayList>("proofs");
    const QJsonArray rows = testData("threats.json").array();
    QVERIFY(rows.size() > 60);
    for (const auto& row : rows) {
        const QJsonObject threat = row.toObject();
        QByteArrayList proofs;
        for (const auto& proof : threat.value(u"tests").toArray())
            proofs << proof.toString().toUtf8();
        QTest::addRow("§%d %s", threat.value(u"section").toInt(),
            qPrintable(threat.value(u"attack").toString()))
            << proofs;
    }
}

void TestThreats::everyThreatHasItsProof()
{
    QFETCH(const QByteArrayList, proofs);
    QVERIFY(!proofs.isEmpty());
    for (const QByteArray& proof : proofs)
        QVERIFY2(exists(proof), proof.constData());
}

void TestThreats::aProofThatDoesNotExistIsSeen()
{
    for (const char* proof : {"notify.nothingOfTheKind", "nowhere.aCopyIsAWholeHistory",
             "bench.nothing", "fuzz.nothing", "dev.nothing", "nothing"})
        QVERIFY2(!exists(proof), proof);
}

QTEST_GUILESS_MAIN(TestThreats)
#include "tst_threats.moc"

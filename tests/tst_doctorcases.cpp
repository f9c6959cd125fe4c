#include "core/doctor/mistake.h"
#include "tests/doctorcases.h"
#include "tests/doctorjudge.h"
#include "tests/support.h"
#include "tests/wrongsignature.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace paydesk;
using namespace paydesk::judge;

namespace {

QList<JudgedCase> publishedCases()
{
    QList<JudgedCase> cases;
    const QJsonArray array = testData("doctor-cases.json").array();
    for (const QJsonValue object : array)
        cases.append(judgedCaseFrom(object.toObject()));
    return cases;
}

const QList<JudgedCase>& singles()
{
    static const QList<JudgedCase> cases = freshSingles(usualSeed);
    return cases;
}

bool isContextMistake(const QByteArray& id)
{
    return id == "sign-type-order-mismatch" || id == "paysign-reused-order-sign";
}

} // namespace

class TestDoctorCases : public QObject {
    Q_OBJECT

private slots:
    void theJudgeMakesEveryPublishedMistakeItself()
    {
        const QList<JudgedCase> cases = publishedCases();
        QCOMPARE(cases.size(), 124);
        for (const JudgedCase& judged : cases) {
            const QByteArray id = judged.planted.firstKey();
            if (isContextMistake(id))
                continue;
            QVERIFY2(wrongWay(id), id.constData());
            QVERIFY2(reproduces(judged, judged.planted), judged.id.constData());
            QVERIFY2(!reproduces(judged, {}), judged.id.constData());
        }
    }

    void theJudgeSignsRightAsTheProjectDoes()
    {
        for (const JudgedCase& judged : freshRight(usualSeed, usualRight) + publishedCases()) {
            const Question question = questionOf(judged);
            QCOMPARE(signatureWith(judged, {}),
                signatureOf(question.fields, question.key, question.type, question.signField()));
        }
    }

    void everyMistakeOfTheCatalogueOccursAlone()
    {
        IdSet planted;
        for (const JudgedCase& judged : singles())
            planted += judged.expected();
        for (const MistakeCard& card : mistakeCards())
            QVERIFY2(planted.contains(card.id), card.id.constData());
        QCOMPARE(planted.size(), qsizetype(mistakeCards().size()));
    }

    void theSameSeedGivesTheSameCases()
    {
        const QList<JudgedCase> once = freshCombinations(usualSeed, 2, 5);
        const QList<JudgedCase> again = freshCombinations(usualSeed, 2, 5);
        for (qsizetype i = 0; i < once.size(); ++i)
            QCOMPARE(jsonOf(once[i]), jsonOf(again[i]));
        QVERIFY(jsonOf(once[0]) != jsonOf(freshCombinations(usualSeed + 1, 2, 1)[0]));
    }

    void aCaseSurvivesItsFile()
    {
        for (const JudgedCase& judged : singles()) {
            const QByteArray file = QJsonDocument(jsonOf(judged)).toJson();
            const JudgedCase read = judgedCaseFrom(QJsonDocument::fromJson(file).object());
            QCOMPARE(read.params, judged.params);
            QCOMPARE(jsonOf(read), jsonOf(judged));
        }
    }

    void everyPublishedCaseIsExplained()
    {
        const QList<JudgedCase> cases = publishedCases();
        QCOMPARE(rightAmong(cases), int(cases.size()));
    }

    void freshSinglesAreExplained()
    {
        QVERIFY(100 * rightAmong(singles()) >= 99 * singles().size());
    }

    void freshPairsAreExplained()
    {
        const QList<JudgedCase> pairs = freshCombinations(usualSeed, 2, usualPairs);
        QVERIFY(100 * rightAmong(pairs) >= 99 * pairs.size());
    }

    void rightSignaturesAreLeftAlone()
    {
        const QList<JudgedCase> right = freshRight(usualSeed, usualRight);
        QCOMPARE(rightAmong(right), int(right.size()));
    }
};

QTEST_GUILESS_MAIN(TestDoctorCases)
#include "tst_doctorcases.moc"

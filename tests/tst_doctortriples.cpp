#include "tests/doctorcases.h"
#include "tests/doctorjudge.h"

#include <QTest>

using namespace paydesk;
using namespace paydesk::judge;

// The long searches, apart from the quick ones of tst_doctorcases.
class TestDoctorTriples : public QObject {
    Q_OBJECT

private slots:
    void freshTriplesAreExplained()
    {
        const QList<JudgedCase> triples = freshCombinations(usualSeed, 3, usualTriples);
        QVERIFY(100 * rightAmong(triples) >= 95 * triples.size());
    }

    void whatNobodyCanKnowIsNotGuessed()
    {
        const QList<JudgedCase> unknowable = freshUnknowable(usualSeed, usualUnknowable);
        QCOMPARE(rightAmong(unknowable), int(unknowable.size()));
    }
};

QTEST_GUILESS_MAIN(TestDoctorTriples)
#include "tst_doctortriples.moc"

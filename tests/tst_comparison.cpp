#include "core/sign/comparison.h"

#include <QTest>

using namespace paydesk;

namespace {

const QByteArray plainKey = "192006250b4c09247ec02edce69f6a2d";

Secret secret(QByteArray bytes)
{
    return Secret(std::move(bytes));
}

SignatureTrace traceOf(const Parameters& fields, QByteArrayView signField = "sign")
{
    return traceSignature(fields, secret(plainKey), SignType::Md5, signField);
}

/// "name:finding", with "!" behind what is out of order.
QByteArray findingsOf(const QList<ComparedField>& rows)
{
    static constexpr const char* words[] = {"same", "left-out", "supplied", "not-given", "value",
        "missing", "extra", "empty-signed", "sign-signed", "key", "key-surrounded"};
    QByteArray text;
    for (const ComparedField& row : rows)
        text += (text.isEmpty() ? "" : " ") + row.name + ':' + words[int(row.finding)]
            + (row.misplaced ? "!" : "");
    return text;
}

QByteArray marked(const QByteArray& text, const QList<Span>& marks)
{
    QByteArray out;
    for (const Span& mark : marks)
        out += '[' + text.mid(mark.start, mark.length) + ']';
    return out;
}

} // namespace

class TestComparison : public QObject {
    Q_OBJECT

private slots:
    void fieldsAlignByName_data();
    void fieldsAlignByName();
    void aMessageIsNotBlamedForItsSignature();
    void theAppIdOfThePaymentCallIsSupplied();
    void aGapMovesNothing();
    void differingCharactersAreMarked_data();
    void differingCharactersAreMarked();
    void marksCountFromTheName();
    void longTextsAreMarkedBetweenTheirEnds();
    void keysAreComparedMasked_data();
    void keysAreComparedMasked();
    void withoutAPastedKeyNothingIsClaimed();
    void theKeyIsFoundAtTheEndOnly();
};

void TestComparison::fieldsAlignByName_data()
{
    QTest::addColumn<Parameters>("yours");
    QTest::addColumn<QByteArray>("findings");
    QTest::newRow("right") << Parameters{{"a", "1"}, {"b", "2"}, {"c", "3"}}
                           << QByteArray("a:same b:same c:same");
    QTest::newRow("one missing") << Parameters{{"a", "1"}, {"c", "3"}}
                                 << QByteArray("a:same b:missing c:same");
    QTest::newRow("one too many") << Parameters{{"a", "1"}, {"aa", "9"}, {"b", "2"}, {"c", "3"}}
                                  << QByteArray("a:same aa:extra b:same c:same");
    QTest::newRow("empty value") << Parameters{{"a", "1"}, {"attach", ""}, {"b", "2"}, {"c", "3"}}
                                 << QByteArray("a:same attach:empty-signed b:same c:same");
    QTest::newRow("sign in the string") << Parameters{{"a", "1"}, {"b", "2"}, {"c", "3"},
        {"sign", "AB"}} << QByteArray("a:same b:same c:same sign:sign-signed");
    QTest::newRow("other value") << Parameters{{"a", "1"}, {"b", "20"}, {"c", "3"}}
                                 << QByteArray("a:same b:value c:same");
    QTest::newRow("not sorted") << Parameters{{"c", "3"}, {"a", "1"}, {"b", "2"}}
                                << QByteArray("a:same b:same c:same!");
    QTest::newRow("twice") << Parameters{{"a", "1"}, {"a", "1"}, {"b", "2"}, {"c", "3"}}
                           << QByteArray("a:same a:extra b:same c:same");
    QTest::newRow("emptied value")
        << Parameters{{"a", "1"}, {"b", ""}, {"c", "3"}} << QByteArray("a:same b:value c:same");
}

void TestComparison::fieldsAlignByName()
{
    QFETCH(const Parameters, yours);
    const SignatureTrace right = traceOf({{"c", "3"}, {"a", "1"}, {"b", "2"}});
    QTEST(findingsOf(compareFields(yours, right, ComparedAs::SignString)), "findings");
}

void TestComparison::aMessageIsNotBlamedForItsSignature()
{
    const Parameters message{{"sign", "AB"}, {"b", "2"}, {"attach", ""}, {"a", "1"}};
    const auto rows = compareFields(message, traceOf(message), ComparedAs::Message);
    QCOMPARE(findingsOf(rows), QByteArray("a:same attach:left-out b:same sign:left-out"));
    for (const ComparedField& row : rows)
        QVERIFY(!row.differs());
}

void TestComparison::theAppIdOfThePaymentCallIsSupplied()
{
    const Parameters call{{"timeStamp", "1"}, {"paySign", "AB"}};
    const Parameters whole{{"appId", "wx1"}, {"timeStamp", "1"}, {"paySign", "AB"}};
    const auto rows = compareFields(call, traceOf(whole, "paySign"), ComparedAs::Message);
    QCOMPARE(findingsOf(rows), QByteArray("appId:supplied paySign:left-out timeStamp:same"));
}

void TestComparison::aGapMovesNothing()
{
    const auto rows =
        compareFields({{"b", "2"}}, traceOf({{"a", "1"}, {"b", "2"}}), ComparedAs::SignString);
    QVERIFY(!rows.at(0).yours);
    QCOMPARE(rows.at(0).right.value(), QByteArray("a=1"));
    QCOMPARE(rows.at(1).yours.value(), rows.at(1).right.value());
}

void TestComparison::differingCharactersAreMarked_data()
{
    QTest::addColumn<QByteArray>("first");
    QTest::addColumn<QByteArray>("second");
    QTest::addColumn<QByteArray>("inFirst");
    QTest::addColumn<QByteArray>("inSecond");
    const auto row = [](const char* name, const char* a, const char* b, const char* inA,
                         const char* inB) {
        QTest::newRow(name) << QByteArray(a) << QByteArray(b) << QByteArray(inA) << QByteArray(inB);
    };
    row("same", "abc", "abc", "", "");
    row("one replaced", "abc", "axc", "[b]", "[x]");
    row("one inserted", "abbc", "abc", "[b]", "");
    row("two places", "1abc2", "3abc4", "[1][2]", "[3][4]");
    row("one empty", "", "abc", "", "[abc]");
    row("a whole Chinese character", "门店", "门市", "[店]", "[市]");
    row("bytes of a character are not split", "\xE9\x97\xA8", "\xE9\x97\xA9", "[\xE9\x97\xA8]",
        "[\xE9\x97\xA9]");
    row("a zero width space",
        "a\xE2\x80\x8B"
        "b",
        "ab", "[\xE2\x80\x8B]", "");
    row("a line feed at the end", "ab\n", "ab", "[\n]", "");
}

void TestComparison::differingCharactersAreMarked()
{
    QFETCH(const QByteArray, first);
    QFETCH(const QByteArray, second);
    const Differences found = differingCharacters(first, second);
    QTEST(marked(first, found.inFirst), "inFirst");
    QTEST(marked(second, found.inSecond), "inSecond");
}

void TestComparison::marksCountFromTheName()
{
    const auto rows =
        compareFields({{"total_fee", "10"}}, traceOf({{"total_fee", "1"}}), ComparedAs::SignString);
    QCOMPARE(marked(rows.at(0).yours.value(), rows.at(0).yourMarks), QByteArray("[0]"));
    QVERIFY(rows.at(0).rightMarks.isEmpty());
}

void TestComparison::longTextsAreMarkedBetweenTheirEnds()
{
    const QByteArray first = "<" + QByteArray(40000, 'a') + ">";
    const QByteArray second = "<" + QByteArray(40000, 'b') + ">";
    const Differences found = differingCharacters(first, second);
    QCOMPARE(found.inFirst, QList<Span>({{1, 40000}}));
    QCOMPARE(found.inSecond, QList<Span>({{1, 40000}}));
}

void TestComparison::keysAreComparedMasked_data()
{
    QTest::addColumn<QByteArray>("yours");
    QTest::addColumn<int>("finding");
    QTest::addColumn<QByteArray>("marks");
    QTest::newRow("same") << plainKey << int(Finding::Same) << QByteArray();
    QTest::newRow("line feed behind") << plainKey + '\n'
                                      << int(Finding::KeySurrounded) << QByteArray("[\n]");
    QTest::newRow("blank before") << ' ' + plainKey << int(Finding::KeySurrounded)
                                  << QByteArray("[ ]");
    QTest::newRow("another") << QByteArray(32, 'x') << int(Finding::KeyDiffers)
                             << '[' + maskedText(QByteArray(32, 'x')) + ']';
}

void TestComparison::keysAreComparedMasked()
{
    QFETCH(const QByteArray, yours);
    QFETCH(const QByteArray, marks);
    const Secret mine = secret(yours);
    const ComparedField row = compareKeys(&mine, secret(plainKey));
    QTEST(int(row.finding), "finding");
    QCOMPARE(marked(row.yours.value(), row.yourMarks), marks);
    QCOMPARE(row.yourLength, yours.size());
    QVERIFY(!row.yours->contains(yours.trimmed()));
    QVERIFY(!row.right->contains(plainKey));
}

void TestComparison::withoutAPastedKeyNothingIsClaimed()
{
    const ComparedField row = compareKeys(nullptr, secret(plainKey));
    QCOMPARE(row.finding, Finding::NotGiven);
    QVERIFY(!row.differs());
}

void TestComparison::theKeyIsFoundAtTheEndOnly()
{
    QVERIFY(!keyIn("a=1&b=2"));
    QVERIFY(!keyIn("a=1&key=2&z=3"));
    const std::optional<Secret> key = keyIn("a=1&key=abc\n");
    QVERIFY(key.has_value());
    QCOMPARE(key->size(), 4);
}

QTEST_APPLESS_MAIN(TestComparison)
#include "tst_comparison.moc"

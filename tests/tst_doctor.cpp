#include "core/doctor/catalogue.h"
#include "core/doctor/doctor.h"
#include "core/sign/pairsinput.h"

#include <QSet>
#include <QTest>

#include <algorithm>

namespace {

using namespace paydesk;

Secret secretOf(const char* text)
{
    return Secret(QByteArray(text));
}

/// The fields of "a=1&b=", empty values kept.
Parameters fieldsOf(const char* text)
{
    return readPairs(text, PairsCoding::Raw).value();
}

Question questionOf(const char* fields, SigningStage stage, const char* key = "KEY")
{
    Question question;
    question.fields = fieldsOf(fields);
    question.stage = stage;
    question.key = secretOf(key);
    return question;
}

SigningStage firstStage(const Stages& stages)
{
    return stages.request ? SigningStage::Request
        : stages.paySign  ? SigningStage::PaySign
                          : SigningStage::Verify;
}

} // namespace

class TestDoctor : public QObject {
    Q_OBJECT

private slots:
    void theCatalogueHas124MistakesEachOnce()
    {
        QSet<QByteArray> ids;
        QSet<int> ranks;
        for (const Mistake& mistake : catalogue()) {
            QVERIFY2(!ids.contains(mistake.id), mistake.id);
            QVERIFY2(!ranks.contains(mistake.rank), mistake.id);
            ids.insert(mistake.id);
            ranks.insert(mistake.rank);
            QVERIFY2(QByteArrayView(mistake.what.zh).size() > 3
                    && QByteArrayView(mistake.fix.en).size() > 3,
                mistake.id);
        }
        QCOMPARE(ids.size(), 124);
    }

    void aMistakeMakesTheStringOfItsRow_data()
    {
        QTest::addColumn<int>("index");
        for (std::size_t i = 0; i < catalogue().size(); ++i) {
            if (*catalogue().at(i).given != '\0')
                QTest::newRow(catalogue().at(i).id) << int(i);
        }
    }

    /// The rows stand in the catalogue, beside what they prove.
    void aMistakeMakesTheStringOfItsRow()
    {
        QFETCH(const int, index);
        const Mistake& mistake = catalogue().at(std::size_t(index));
        const Question question = questionOf(mistake.given, firstStage(mistake.stages));
        const Setting setting(question);
        const bool digest = mistake.slot >= Slot::Charset;
        QList<QByteArray> made;
        for (const Instance& instance : instancesOf(setting)) {
            if (instance.mistake != index)
                continue;
            const Made wrong = makeSignature(setting, {&instance});
            made.append(digest ? wrong.signature : wrong.text);
        }
        QVERIFY2(made.contains(mistake.makes), made.join(" / ").constData());
    }

    void theReasonIsFoundAndProved_data() { aMistakeMakesTheStringOfItsRow_data(); }

    void theReasonIsFoundAndProved()
    {
        QFETCH(const int, index);
        const Mistake& mistake = catalogue().at(std::size_t(index));
        Question question = questionOf(mistake.given, firstStage(mistake.stages));
        const Setting setting(question);
        int variants = 0;
        for (const Instance& instance : instancesOf(setting)) {
            if (instance.mistake != index || ++variants > 8)
                continue;
            question.received = makeSignature(setting, {&instance}).signature;
            if (question.received == makeSignature(setting, {}).signature)
                continue; // kept because it works together with others
            const Diagnosis diagnosis = diagnose(question);
            QCOMPARE(diagnosis.verdict, Diagnosis::Verdict::Explained);
            bool named = false;
            for (const Explanation& explanation : diagnosis.explanations) {
                QCOMPARE(explanation.wrong.signature, question.received);
                QCOMPARE(explanation.causes.size(), 1);
                named = named || explanation.ids().contains(mistake.id);
            }
            QVERIFY2(named, instance.variant.constData());
        }
    }

    void theRightPipelineIsTheSigners_data()
    {
        QTest::addColumn<SignType>("type");
        QTest::newRow("MD5") << SignType::Md5;
        QTest::newRow("HMAC-SHA256") << SignType::HmacSha256;
    }

    void theRightPipelineIsTheSigners()
    {
        QFETCH(const SignType, type);
        Question question = questionOf(
            "b=2&a=1&a_b=&sign=X&A=\xE4\xB8\xAD", SigningStage::Request, "some other key");
        question.type = type;
        const Setting setting(question);
        const Made made = makeSignature(setting, {});
        QCOMPARE(made.signature, signatureOf(question.fields, question.key, type));
        question.received = made.signature;
        const Diagnosis diagnosis = diagnose(question);
        QCOMPARE(diagnosis.verdict, Diagnosis::Verdict::Correct);
        QVERIFY(diagnosis.explanations.isEmpty());
    }

    void theKeyIsMaskedAndWhatSurroundsItIsNot()
    {
        const char* key = "192006250b4c09247ec02edce69f6a2d";
        Question question = questionOf("a=1", SigningStage::Request, key);
        question.received = signatureOf(
            question.fields, secretOf("192006250b4c09247ec02edce69f6a2d\n"), SignType::Md5);
        const Diagnosis diagnosis = diagnose(question);
        QCOMPARE(diagnosis.verdict, Diagnosis::Verdict::Explained);
        const Explanation& first = diagnosis.explanations.first();
        QCOMPARE(first.ids(), QList<QByteArray>{"key-whitespace"});
        QCOMPARE(first.wrong.maskedKey, "1920…6a2d\n");
        QCOMPARE(first.wrong.keyLength, 33);
        QCOMPARE(first.wrong.string, "a=1&key=1920…6a2d\n");
    }

    void aByteOrderMarkIsNotLostOnItsWayThroughUtf16_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("charset-utf16") << QByteArray::fromHex("fffe61003d0031002600");
        QTest::newRow("charset-binary-low-byte") << QByteArray("\xFF"
                                                               "a=1&");
    }

    void aByteOrderMarkIsNotLostOnItsWayThroughUtf16()
    {
        QFETCH(const QByteArray, bytes);
        const Question question = questionOf("a=1", SigningStage::Request);
        const Setting setting(question);
        const std::vector<Instance> instances = instancesOf(setting);
        const auto named = [&](QByteArrayView id) {
            return std::find_if(instances.begin(), instances.end(), [&](const Instance& one) {
                return catalogue().at(std::size_t(one.mistake)).id == id;
            });
        };
        const auto mark = named("bom-in-string");
        const auto charset = named(QTest::currentDataTag());
        QVERIFY(mark != instances.end() && charset != instances.end());
        QVERIFY(makeSignature(setting, {&*mark, &*charset}).bytes.startsWith(bytes));
    }

    void aSignatureOfTheOrderIsNoPaySign()
    {
        Question question = questionOf(
            "appId=wx1&nonceStr=n&package=prepay_id=wx2&signType=MD5&timeStamp=1490840662",
            SigningStage::PaySign);
        question.received = "0CB01533B8C1EF103065174F50BCA001";
        QCOMPARE(diagnose(question).verdict, Diagnosis::Verdict::Unexplained);
        question.order.relatedSigns = {question.received};
        const Diagnosis diagnosis = diagnose(question);
        QCOMPARE(diagnosis.verdict, Diagnosis::Verdict::Explained);
        QCOMPARE(
            diagnosis.explanations.first().ids(), QList<QByteArray>{"paysign-reused-order-sign"});
    }

    void aRightPaySignOfAnotherTypeThanTheOrdersIsExplained()
    {
        Question question = questionOf(
            "appId=wx1&nonceStr=n&package=prepay_id=wx2&signType=MD5&timeStamp=1490840662",
            SigningStage::PaySign);
        question.received = signatureOf(question.fields, question.key, SignType::Md5, "paySign");
        QCOMPARE(diagnose(question).verdict, Diagnosis::Verdict::Correct);
        question.order.signType = SignType::HmacSha256;
        const Diagnosis diagnosis = diagnose(question);
        QCOMPARE(
            diagnosis.explanations.first().ids(), QList<QByteArray>{"sign-type-order-mismatch"});
    }
};

QTEST_GUILESS_MAIN(TestDoctor)
#include "tst_doctor.moc"

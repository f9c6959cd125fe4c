#include "core/doctor/catalogue.h"
#include "core/doctor/hashes.h"
#include "core/doctor/search.h"

#include <QTest>

#include <algorithm>
#include <random>
#include <thread>

namespace {

using namespace paydesk;

/// A question with something in it for most mistakes.
Question questionFor(SigningStage stage, SignType type)
{
    Question question;
    question.stage = stage;
    question.type = type;
    question.fields = stage == SigningStage::PaySign
        ? Parameters{{"timeStamp", "1490840662"}, {"appId", "wxd678efh567hg6787"},
              {"nonceStr", "5K8264ILTKCH16CQ2502SI8ZNMTM67VS"},
              {"package", "prepay_id=wx2017033010242291fcfe0db70013231072"},
              {"signType", signTypeName(type)}}
        : Parameters{{"return_code", "SUCCESS"}, {"appid", "wxd930ea5d5a258f4f"},
              {"attach", "{\"shop\":\"门店 1/2\",\"t\":1}"}, {"body", " 会员卡 & 礼物🎉"},
              {"coupon_fee_0", "5"}, {"detail", ""}, {"mch_id", "1900000109"},
              {"nonce_str", "5d2b6c2a8db53831f7eda20af46e531c"},
              {"notify_url", "https://pay.example.cn:8443/notify?x=1"},
              {"out_trade_no", "00896942142832862138"}, {"sign_type", signTypeName(type)},
              {"spbill_create_ip", "203.0.113.8"}, {"total_fee", "1990"}, {"sign", "OLD"}};
    question.key = Secret(QByteArray("192006250b4c09247ec02edce69f6a2d"));
    question.secrets.appSecret = Secret(QByteArray("5a9db0c0ffee00face1234567890abcd"));
    question.secrets.otherKeys.emplace_back(
        "1517537636", Secret(QByteArray("ijsKNCkrFlqMd8srMITgH8323YCkOGe6")));
    question.identifiers = {{"appid", "wxd930ea5d5a258f4f"}, {"mch_id", "1900000109"},
        {"mp_appid", "wx9f137c1f39922fa0"}};
    question.order.otherNonces = {"y0gxKQs25NZ3v3SgrO2ymNOQdXg7E6SF"};
    return question;
}

/// Some instances that may stand together, in the order of the slots.
InstanceSet someOf(const std::vector<Instance>& instances, int size, std::mt19937& random)
{
    InstanceSet chosen;
    while (int(chosen.size()) < size) {
        const Instance& next = instances[random() % instances.size()];
        const bool fits = std::all_of(chosen.begin(), chosen.end(),
            [&](const Instance* other) { return canCombine(*other, next); });
        if (fits && next.tier <= 2)
            chosen.push_back(&next);
    }
    std::sort(chosen.begin(), chosen.end());
    return chosen;
}

/// Whether one of them changes nothing beside the others.
bool hasIdlePart(const Setting& setting, const InstanceSet& chosen, const QByteArray& signature)
{
    for (std::size_t i = 0; i < chosen.size(); ++i) {
        InstanceSet fewer = chosen;
        fewer.erase(fewer.begin() + std::ptrdiff_t(i));
        if (makeSignature(setting, fewer).signature == signature)
            return true;
    }
    return false;
}

QByteArray nameOf(const InstanceSet& chosen)
{
    QByteArray name;
    for (const Instance* instance : chosen)
        name += QByteArray(catalogue().at(std::size_t(instance->mistake)).id) + '['
            + instance->variant + "] ";
    return name;
}

} // namespace

class TestDoctorSearch : public QObject {
    Q_OBJECT

private slots:
    void everyLaneComputesWhatOpenSslComputes_data()
    {
        QTest::addColumn<int>("kind");
        for (std::size_t i = 0; i < md5LaneKinds().size(); ++i)
            QTest::newRow(md5LaneKinds()[i].name) << int(i);
    }

    void everyLaneComputesWhatOpenSslComputes()
    {
        QFETCH(const int, kind);
        const Md5Lanes lanes = md5LaneKinds()[std::size_t(kind)];
        std::mt19937 random(7);
        for (std::size_t blocks = 1; blocks <= 9; ++blocks) {
            // Texts that end in their own padding, a different one a lane.
            const qsizetype length = qsizetype(blocks * md5BlockSize) - 9;
            std::vector<QByteArray> texts;
            std::vector<const unsigned char*> rows;
            for (std::size_t lane = 0; lane < lanes.lanes; ++lane) {
                QByteArray text(length, '\0');
                for (char& c : text)
                    c = char(random() & 0xFF);
                texts.push_back(text);
            }
            std::vector<QByteArray> padded;
            for (const QByteArray& text : texts) {
                const quint64 bits = quint64(length) * 8;
                QByteArray row = text + '\x80';
                for (int i = 0; i < 8; ++i)
                    row += char(bits >> (8 * i));
                padded.push_back(row);
            }
            rows.reserve(padded.size());
            for (const QByteArray& row : padded)
                rows.push_back(reinterpret_cast<const unsigned char*>(row.constData()));
            std::vector<std::uint32_t> words(4 * lanes.lanes);
            for (std::size_t i = 0; i < words.size(); ++i)
                words[i] = md5Start[i / lanes.lanes];
            lanes.run(words.data(), rows.data(), blocks);
            for (std::size_t lane = 0; lane < lanes.lanes; ++lane) {
                QByteArray digest;
                for (std::size_t word = 0; word < 4; ++word) {
                    const std::uint32_t value = words[(word * lanes.lanes) + lane];
                    for (int i = 0; i < 4; ++i)
                        digest += char(value >> (8 * i));
                }
                QCOMPARE(digest.toHex(), md5Bytes(texts[lane]).toHex());
            }
        }
    }

    void whatThePipelineMakesIsFound_data()
    {
        QTest::addColumn<SigningStage>("stage");
        QTest::addColumn<SignType>("type");
        QTest::addColumn<int>("size");
        QTest::addColumn<int>("rounds");
        QTest::newRow("pairs of a request, MD5")
            << SigningStage::Request << SignType::Md5 << 2 << 60;
        QTest::newRow("pairs of a request, HMAC-SHA256")
            << SigningStage::Request << SignType::HmacSha256 << 2 << 40;
        QTest::newRow("pairs of a paySign") << SigningStage::PaySign << SignType::Md5 << 2 << 60;
        QTest::newRow("pairs of a notification")
            << SigningStage::Verify << SignType::Md5 << 2 << 60;
        QTest::newRow("triples of a paySign") << SigningStage::PaySign << SignType::Md5 << 3 << 2;
    }

    /// The short cuts of the search against the pipeline that they stand for.
    void whatThePipelineMakesIsFound()
    {
        QFETCH(const SigningStage, stage);
        QFETCH(const SignType, type);
        QFETCH(const int, size);
        QFETCH(const int, rounds);
        std::mt19937 random(unsigned(size) * 31U + unsigned(stage));
        Question question = questionFor(stage, type);
        for (int round = 0; round < rounds; ++round) {
            const Setting setting(question);
            const std::vector<Instance> instances = instancesOf(setting);
            const InstanceSet planted = someOf(instances, size, random);
            question.received = makeSignature(setting, planted).signature;
            if (hasIdlePart(setting, planted, question.received))
                continue;
            const SearchAnatomy anatomy(setting, instances);
            SearchWatch watch;
            const auto found = searchCombinations(anatomy, {size, 1, 2}, watch);
            QVERIFY2(std::find(found.begin(), found.end(), planted) != found.end(),
                nameOf(planted).constData());
            for (const InstanceSet& one : found)
                QCOMPARE(makeSignature(setting, one).signature, question.received);
        }
    }

    void moreThreadsAndOtherLanesFindTheSame()
    {
        Question question = questionFor(SigningStage::PaySign, SignType::Md5);
        const Setting plain(question);
        const std::vector<Instance> instances = instancesOf(plain);
        std::mt19937 random(11);
        question.received = makeSignature(plain, someOf(instances, 2, random)).signature;
        const Setting setting(question);
        const SearchAnatomy anatomy(setting, instances);
        SearchTools tools;
        tools.threads = 1;
        SearchWatch alone;
        const auto expected = searchCombinations(anatomy, {2, 1, 2}, alone, tools);
        for (const Md5Lanes& lanes : md5LaneKinds()) {
            tools.lanes = lanes;
            tools.threads = 4;
            SearchWatch together;
            QCOMPARE(searchCombinations(anatomy, {2, 1, 2}, together, tools), expected);
            QCOMPARE(together.tried.load(), alone.tried.load());
        }
    }

    void cancellingEndsTheSearchEarly()
    {
        Question question = questionFor(SigningStage::Request, SignType::Md5);
        question.received = "0CB01533B8C1EF103065174F50BCA001";
        SearchWatch watch;
        std::thread impatient([&watch] {
            while (watch.size < 3)
                std::this_thread::yield();
            watch.cancelled = true;
        });
        const Diagnosis diagnosis = diagnose(question, &watch);
        impatient.join();
        QCOMPARE(diagnosis.verdict, Diagnosis::Verdict::Cancelled);
        QVERIFY(diagnosis.explanations.isEmpty());
        QVERIFY(diagnosis.sizeTried < 3);
    }

    void aCancelledWatchStartsNothing()
    {
        Question question = questionFor(SigningStage::Request, SignType::Md5);
        question.received = "0CB01533B8C1EF103065174F50BCA001";
        SearchWatch watch;
        watch.cancelled = true;
        QCOMPARE(diagnose(question, &watch).verdict, Diagnosis::Verdict::Cancelled);
        QCOMPARE(watch.tried.load(), 0);
    }

    void triplesOfAVeryLongMessageAreLeftOutAndSaidSo()
    {
        Question question = questionFor(SigningStage::Verify, SignType::Md5);
        question.fields.set("attach", QByteArray(60000, 'x'));
        question.received = "0CB01533B8C1EF103065174F50BCA001";
        SearchWatch watch;
        const Diagnosis diagnosis = diagnose(question, &watch);
        QCOMPARE(diagnosis.verdict, Diagnosis::Verdict::Unexplained);
        QCOMPARE(diagnosis.sizeTried, 2);
        QVERIFY(!diagnosis.triplesComplete);
    }

    void aSignatureOfUnknownShapeIsNotSearchedFor_data()
    {
        QTest::addColumn<QByteArray>("received");
        QTest::newRow("Base64 of 256 bytes, as API v3 has it") << QByteArray(256, 'x').toBase64();
        QTest::newRow("words") << QByteArray("not a signature");
        QTest::newRow("twelve digits") << QByteArray("0CB01533B8C1");
    }

    void aSignatureOfUnknownShapeIsNotSearchedFor()
    {
        QFETCH(const QByteArray, received);
        Question question = questionFor(SigningStage::Request, SignType::Md5);
        question.received = received;
        const Diagnosis diagnosis = diagnose(question);
        QCOMPARE(diagnosis.verdict, Diagnosis::Verdict::Unexplained);
        QCOMPARE(diagnosis.tried, 0);
    }
};

QTEST_GUILESS_MAIN(TestDoctorSearch)
#include "tst_doctorsearch.moc"

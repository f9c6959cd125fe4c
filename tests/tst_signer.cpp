#include "core/sign/signer.h"
#include "tests/support.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QTest>

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <algorithm>
#include <set>
#include <thread>

using namespace paydesk;

namespace {

const QByteArray documentKey = "192006250b4c09247ec02edce69f6a2d";

Secret secret(QByteArray bytes)
{
    return Secret(std::move(bytes));
}

Parameters documentExample()
{
    return {{"appid", "wxd930ea5d5a258f4f"}, {"mch_id", "10000100"}, {"device_info", "1000"},
        {"body", "test"}, {"nonce_str", "ibuaiVcKdpRxkhJA"}};
}

Parameters parametersOf(const QJsonObject& object)
{
    Parameters fields;
    for (auto field = object.begin(); field != object.end(); ++field)
        fields.append(field.key().toUtf8(), field->toString().toUtf8());
    return fields;
}

SignType typeOf(const QString& name)
{
    return signTypeFromName(name.toUtf8()).value();
}

void rowsOf(const std::set<QString>& kinds)
{
    QTest::addColumn<QJsonObject>("vector");
    const QJsonArray vectors = testData("vectors.json")[QStringLiteral("vectors")].toArray();
    for (const QJsonValue vector : vectors) {
        const QJsonObject row = vector.toObject();
        if (kinds.contains(row[QStringLiteral("kind")].toString()))
            QTest::newRow(qPrintable(row[QStringLiteral("id")].toString())) << row;
    }
}

} // namespace

class TestSigner : public QObject {
    Q_OBJECT

private slots:
    void documentedVectorsSignRight_data()
    {
        rowsOf({QStringLiteral("sign"), QStringLiteral("paysign")});
    }
    void documentedVectorsSignRight()
    {
        QFETCH(QJsonObject, vector);
        const QByteArray keyBytes = vector[QStringLiteral("key")].toString().toUtf8();
        const Secret key = secret(keyBytes);
        const SignType type = typeOf(vector[QStringLiteral("sign_type")].toString());
        const bool forPay = vector[QStringLiteral("kind")] == QStringLiteral("paysign");
        const QByteArray signField = forPay ? "paySign" : "sign";
        const Parameters fields = parametersOf(vector[QStringLiteral("params")].toObject());
        const QByteArray expected = vector[QStringLiteral("expected")].toString().toUtf8();

        QCOMPARE(signatureOf(fields, key, type, signField), expected);
        const SignatureTrace trace = traceSignature(fields, key, type, signField);
        QCOMPARE(trace.base + "&key=" + keyBytes,
            vector[QStringLiteral("string_to_sign")].toString().toUtf8());
        QCOMPARE(trace.signature, expected);
        QCOMPARE(trace.digest, expected.toLower());
    }

    void notificationsAreJudgedBySignature_data() { rowsOf({QStringLiteral("notify")}); }
    void notificationsAreJudgedBySignature()
    {
        QFETCH(QJsonObject, vector);
        const Parameters fields = parametersOf(vector[QStringLiteral("params")].toObject());
        const Secret key = secret(vector[QStringLiteral("key")].toString().toUtf8());
        const SignType type = typeOf(vector[QStringLiteral("sign_type")].toString());
        const QJsonObject expected = vector[QStringLiteral("expected")].toObject();
        QCOMPARE(verifies(fields, key, type), expected[QStringLiteral("signature_ok")].toBool());
        QCOMPARE(
            signatureOf(fields, key, type), expected[QStringLiteral("sign")].toString().toUtf8());
    }

    void theTraceSaysWhatBecameOfEveryField()
    {
        using Fate = TracedField::Fate;
        const Parameters fields{{"total_fee", "0"}, {"sign", "ABC"}, {"attach", ""},
            {"body", "支付 测试"}, {"appid", "wx1"}};
        const SignatureTrace trace = traceSignature(fields, secret(documentKey), SignType::Md5);

        QCOMPARE(trace.base, QByteArray("appid=wx1&body=支付 测试&total_fee=0"));
        QCOMPARE(trace.order, (QList<qsizetype>{4, 3, 0}));
        QCOMPARE(trace.fields.size(), fields.size());
        QVERIFY(trace.fields[0].fate == Fate::Signed);
        QVERIFY(trace.fields[1].fate == Fate::SkippedSign);
        QVERIFY(trace.fields[2].fate == Fate::SkippedEmpty);
        QVERIFY(trace.fields[1].inBase == Span());
        for (const TracedField& traced : trace.fields) {
            if (traced.fate == Fate::Signed)
                QCOMPARE(trace.base.mid(traced.inBase.start, traced.inBase.length),
                    traced.field.name + '=' + traced.field.value);
        }
    }

    void theTraceHoldsTheKeyMaskedOnly()
    {
        const SignatureTrace trace =
            traceSignature(documentExample(), secret(documentKey), SignType::HmacSha256);
        QCOMPARE(trace.keyLength, 32);
        QCOMPARE(trace.maskedKey, QByteArray("1920…6a2d"));
        QCOMPARE(trace.shownString(), trace.base + "&key=1920…6a2d");
        QVERIFY(!trace.shownString().contains(documentKey));
    }

    void duplicatesAreSignedInOrderOfAppearance()
    {
        const Parameters fields{{"b", "2"}, {"a", "second"}, {"c", "3"}, {"a", "first"}};
        QCOMPARE(traceSignature(fields, secret("k"), SignType::Md5).base,
            QByteArray("a=second&a=first&b=2&c=3"));
        QCOMPARE(fields.duplicates(), QList<QByteArray>{"a"});
    }

    void manyFieldsAreSortedByBytes()
    {
        Parameters fields;
        for (int i = 299; i >= 0; --i)
            fields.append("coupon_fee_" + QByteArray::number(i), "1");
        const QByteArray base = traceSignature(fields, secret("k"), SignType::Md5).base;
        const QList<QByteArray> parts = QByteArray(base).replace("=1", "").split('&');
        QCOMPARE(parts.size(), 300);
        QVERIFY(std::is_sorted(parts.begin(), parts.end()));
        QVERIFY(parts.indexOf("coupon_fee_10") < parts.indexOf("coupon_fee_2"));
    }

    void aFieldCalledKeyIsSignedLikeAnyOther()
    {
        const Parameters fields{{"key", "x"}, {"zebra", "1"}, {"attach", "2"}};
        QCOMPARE(traceSignature(fields, secret("k"), SignType::Md5).base,
            QByteArray("attach=2&key=x&zebra=1"));
    }

    void digestsAreThoseOfTheLibrary_data()
    {
        QTest::addColumn<QByteArray>("keyBytes");
        QTest::newRow("one byte") << QByteArray("k");
        QTest::newRow("32 bytes") << documentKey;
        QTest::newRow("one block") << QByteArray(64, 'b');
        QTest::newRow("more than a block") << QByteArray(200, 'l');
        QTest::newRow("binary") << QByteArray("\0\xff\x80", 3);
        QTest::newRow("empty") << QByteArray();
    }
    void digestsAreThoseOfTheLibrary()
    {
        QFETCH(const QByteArray, keyBytes);
        const QByteArray text =
            traceSignature(documentExample(), secret("k"), SignType::Md5).base + "&key=" + keyBytes;
        unsigned char digest[EVP_MAX_MD_SIZE];
        unsigned int size = 0;
        EVP_Digest(text.constData(), std::size_t(text.size()), digest, &size, EVP_md5(), nullptr);
        const auto hex = [&] {
            return QByteArray(reinterpret_cast<const char*>(digest), size).toHex().toUpper();
        };
        QCOMPARE(signatureOf(documentExample(), secret(keyBytes), SignType::Md5), hex());
        HMAC(EVP_sha256(), keyBytes.constData(), int(keyBytes.size()),
            reinterpret_cast<const unsigned char*>(text.constData()), std::size_t(text.size()),
            digest, &size);
        QCOMPARE(signatureOf(documentExample(), secret(keyBytes), SignType::HmacSha256), hex());
    }

    void oneKeyLeavesNoTraceInTheNext()
    {
        for (const SignType type : {SignType::Md5, SignType::HmacSha256}) {
            const QByteArray before = signatureOf(documentExample(), secret(documentKey), type);
            QVERIFY(signatureOf(documentExample(), secret("another"), type) != before);
            QCOMPARE(signatureOf(documentExample(), secret(documentKey), type), before);
        }
    }

    void threadsSignSideBySide()
    {
        const Secret key = secret(documentKey);
        int right = 0;
        std::thread other([&] {
            for (int i = 0; i < 200; ++i)
                right += signatureOf(documentExample(), key, SignType::Md5)
                    == "9A0A8659F005D6984697E2CA0A9CF3B7";
        });
        for (int i = 0; i < 200; ++i)
            QCOMPARE(signatureOf(documentExample(), key, SignType::HmacSha256).size(), 64);
        other.join();
        QCOMPARE(right, 200);
    }

    void onlyTheExactSignatureVerifies_data()
    {
        QTest::addColumn<QByteArray>("sign");
        QTest::addColumn<bool>("right");
        const QByteArray good = "9A0A8659F005D6984697E2CA0A9CF3B7";
        QTest::newRow("right") << good << true;
        QTest::newRow("lower case") << good.toLower() << false;
        QTest::newRow("empty") << QByteArray() << false;
        QTest::newRow("first half") << good.first(16) << false;
        QTest::newRow("one byte short") << good.chopped(1) << false;
        QTest::newRow("trailing blank") << good + ' ' << false;
        QTest::newRow("trailing NUL") << good + QByteArray(1, '\0') << false;
        QTest::newRow("first byte") << '8' + good.sliced(1) << false;
        QTest::newRow("last byte") << good.chopped(1) + '6' << false;
        QTest::newRow("the other digest")
            << QByteArray("6A9AE1657590FD6257D693A078E1C3E4BB6BA4DC30B23E0EE2496E54170DACD6")
            << false;
    }
    void onlyTheExactSignatureVerifies()
    {
        QFETCH(const QByteArray, sign);
        QFETCH(const bool, right);
        Parameters message = documentExample();
        message.append("sign", sign);
        QCOMPARE(verifies(message, secret(documentKey), SignType::Md5), right);
    }

    void withoutAKeyNothingVerifies()
    {
        Parameters message = documentExample();
        message.append("sign", signatureOf(message, Secret(), SignType::Md5));
        QVERIFY(!verifies(message, Secret(), SignType::Md5));
        QVERIFY(!verifies(documentExample(), secret(documentKey), SignType::Md5));
        QVERIFY(!sameSignature({}, {}));
    }

    void wrongKeysDoNotVerify_data()
    {
        QTest::addColumn<QByteArray>("wrong");
        QTest::newRow("truncated") << documentKey.chopped(1);
        QTest::newRow("padded") << documentKey + ' ';
        QTest::newRow("with a newline") << documentKey + '\n';
        QTest::newRow("NUL behind") << documentKey + QByteArray(1, '\0');
        QTest::newRow("upper case") << documentKey.toUpper();
        QTest::newRow("mch_id") << QByteArray("10000100");
    }
    void wrongKeysDoNotVerify()
    {
        QFETCH(const QByteArray, wrong);
        for (const SignType type : {SignType::Md5, SignType::HmacSha256}) {
            const Parameters message = signedRequest(documentExample(), secret(documentKey), type);
            QVERIFY(verifies(message, secret(documentKey), type));
            QVERIFY(!verifies(message, secret(wrong), type));
        }
    }

    void aSignedRequestNamesItsDigest()
    {
        const Parameters plain =
            signedRequest(documentExample(), secret(documentKey), SignType::Md5);
        QVERIFY(!plain.contains("sign_type"));
        QCOMPARE(plain.value("sign"), QByteArray("9A0A8659F005D6984697E2CA0A9CF3B7"));
        const Parameters hmac = signedRequest(plain, secret(documentKey), SignType::HmacSha256);
        QCOMPARE(hmac.value("sign_type"), QByteArray("HMAC-SHA256"));
        QVERIFY(hmac.duplicates().isEmpty());
        QVERIFY(!verifies(hmac, secret(documentKey), SignType::Md5));
    }

    void signTypeNamesAreExact()
    {
        QVERIFY(signTypeFromName("MD5") == SignType::Md5);
        QVERIFY(signTypeFromName("HMAC-SHA256") == SignType::HmacSha256);
        for (const char* wrong :
            {"", "md5", "HMAC-SHA-256", "hmac-sha256", "HMAC_SHA256", "MD5 ", "NONE"})
            QVERIFY2(!signTypeFromName(wrong), wrong);
    }

    void noncesDiffer()
    {
        std::set<QByteArray> nonces;
        for (int i = 0; i < 100; ++i) {
            const QByteArray nonce = newNonce();
            QCOMPARE(nonce.size(), 32);
            QVERIFY(std::all_of(nonce.begin(), nonce.end(),
                [](char c) { return isalnum(static_cast<unsigned char>(c)); }));
            nonces.insert(nonce);
        }
        QCOMPARE(nonces.size(), 100U);
    }

    void thePayRequestHandsOverFiveFieldsAndSignsAnother()
    {
        const ManualClock clock;
        for (const SignType type : {SignType::Md5, SignType::HmacSha256}) {
            const PayRequest request =
                payRequest("wx1", "wx2017", type, secret(documentKey), clock);
            QList<QByteArray> names;
            for (const Parameter& field : request.call)
                names.append(field.name);
            QCOMPARE(names,
                (QList<QByteArray>{"timeStamp", "nonceStr", "package", "signType", "paySign"}));
            QCOMPARE(request.call.value("timeStamp"),
                QByteArray::number(clock.now().toSecsSinceEpoch()));
            QCOMPARE(request.call.value("package"), QByteArray("prepay_id=wx2017"));
            QCOMPARE(request.call.value("signType"), signTypeName(type));
            QCOMPARE(request.trace.base,
                "appId=wx1&nonceStr=" + request.call.value("nonceStr")
                    + "&package=prepay_id=wx2017&signType=" + signTypeName(type)
                    + "&timeStamp=" + request.call.value("timeStamp"));
            QCOMPARE(request.call.value("paySign"), request.trace.signature);
            QCOMPARE(request.trace.signField, QByteArray("paySign"));
        }
    }

    void parametersKeepOrderAndDuplicates()
    {
        Parameters fields;
        fields.append("b", "1");
        fields.append("a", "2");
        fields.append("b", "3");
        QCOMPARE(fields.value("b"), QByteArray("1"));
        fields.set("b", "4");
        fields.set("c", "5");
        QVERIFY(fields == (Parameters{{"b", "4"}, {"a", "2"}, {"b", "3"}, {"c", "5"}}));
        fields.remove("b");
        QVERIFY(!fields.contains("b"));
        QCOMPARE(fields.value("b"), QByteArray());
        QCOMPARE(fields.size(), 2);
    }
};

QTEST_GUILESS_MAIN(TestSigner)
#include "tst_signer.moc"

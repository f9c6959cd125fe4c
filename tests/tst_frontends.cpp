#include "core/sign/frontend.h"
#include "tests/support.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QTest>
#include <QUrl>
#include <QUrlQuery>

using namespace paydesk;

namespace {

const QByteArray documentKey = "192006250b4c09247ec02edce69f6a2d";
const PaySource source{"wx8888888888888888", "1900000109", "wx2017", "goods 1&2"};

QList<QByteArray> namesOf(const Parameters& fields)
{
    QList<QByteArray> names;
    for (const Parameter& field : fields)
        names.append(field.name);
    return names;
}

/// What the vectors say was signed, as the call that carries it.
Parameters fieldsIn(const QJsonObject& vector)
{
    Parameters fields;
    const QJsonObject params = vector[QStringLiteral("params")].toObject();
    for (auto field = params.begin(); field != params.end(); ++field)
        fields.append(field.key().toUtf8(), field->toString().toUtf8());
    return fields;
}

} // namespace

class TestFrontEnds : public QObject {
    Q_OBJECT

private slots:
    void eachFrontEndHasItsOwnNames_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QByteArray>("signedNames");
        QTest::addColumn<QByteArray>("calledNames");
        const auto row = [](const char* name, const char* signedNames, const char* calledNames) {
            QTest::newRow(name) << QByteArray(name) << QByteArray(signedNames)
                                << QByteArray(calledNames);
        };
        row("mini-program", "appId nonceStr package signType timeStamp",
            "timeStamp nonceStr package signType paySign");
        row("official-account", "appId nonceStr package signType timeStamp",
            "appId timeStamp nonceStr package signType paySign");
        row("choose-wxpay", "appId nonceStr package signType timeStamp",
            "timestamp nonceStr package signType paySign");
        row("app", "appid noncestr package partnerid prepayid timestamp",
            "appid partnerid prepayid package noncestr timestamp sign");
        row("native-link", "appid mch_id nonce_str product_id time_stamp",
            "appid mch_id product_id time_stamp nonce_str sign");
    }
    void eachFrontEndHasItsOwnNames()
    {
        QFETCH(const QByteArray, name);
        QFETCH(const QByteArray, signedNames);
        QFETCH(const QByteArray, calledNames);
        const FrontEnd frontEnd = frontEndFromName(name).value();
        const ManualClock clock;
        for (const SignType type : {SignType::Md5, SignType::HmacSha256}) {
            const PayRequest pay =
                payRequest(frontEnd, source, type, Secret(QByteArray(documentKey)), clock);
            QCOMPARE(namesOf(pay.call), calledNames.split(' '));
            QList<QByteArray> inOrder;
            for (const qsizetype index : pay.trace.order)
                inOrder.append(pay.trace.fields.at(index).field.name);
            QCOMPARE(inOrder, signedNames.split(' '));
            QCOMPARE(pay.call.value(signFieldOf(frontEnd)), pay.trace.signature);
            // A link has no field that could name another type.
            QCOMPARE(pay.trace.type, frontEnd == FrontEnd::NativeLink ? SignType::Md5 : type);
            QCOMPARE(frontEndOfCall(pay.call), std::optional(frontEnd));
            const Parameters again = signedFieldsOf(frontEnd, pay.call, source.appId);
            QCOMPARE(signatureOf(again, Secret(QByteArray(documentKey)), pay.trace.type),
                pay.trace.signature);
        }
    }

    void theVectorsOfEachFrontEndComeOut_data()
    {
        QTest::addColumn<QJsonObject>("vector");
        const QJsonArray vectors = testData("vectors.json")[QStringLiteral("vectors")].toArray();
        for (const QJsonValue vector : vectors) {
            const QJsonObject row = vector.toObject();
            if (row[QStringLiteral("kind")] == QStringLiteral("paysign"))
                QTest::newRow(qPrintable(row[QStringLiteral("id")].toString())) << row;
        }
    }
    void theVectorsOfEachFrontEndComeOut()
    {
        QFETCH(const QJsonObject, vector);
        const Parameters fields = fieldsIn(vector);
        const QByteArray expected = vector[QStringLiteral("expected")].toString().toUtf8();
        const Secret key(vector[QStringLiteral("key")].toString().toUtf8());
        const SignType type =
            signTypeFromName(vector[QStringLiteral("sign_type")].toString().toUtf8()).value();
        const QList<FrontEnd> candidates =
            fields.contains("prepayid") ? QList<FrontEnd>{FrontEnd::App} : frontEndsOf("JSAPI");
        for (const FrontEnd frontEnd : candidates) {
            const Parameters call = callOf(frontEnd, fields, expected);
            const Parameters back = signedFieldsOf(frontEnd, call, fields.value("appId"));
            const SignatureTrace trace = traceSignature(back, key, type, signFieldOf(frontEnd));
            QCOMPARE(trace.signature, expected);
            QCOMPARE(trace.base + "&key=" + vector[QStringLiteral("key")].toString().toUtf8(),
                vector[QStringLiteral("string_to_sign")].toString().toUtf8());
        }
    }

    void valuesAreWhatTheFrontEndWants()
    {
        const ManualClock clock;
        const QByteArray now = QByteArray::number(clock.now().toSecsSinceEpoch());
        const Secret key{QByteArray(documentKey)};
        const Parameters app = payRequest(FrontEnd::App, source, SignType::Md5, key, clock).call;
        QCOMPARE(app.value("package"), QByteArray("Sign=WXPay"));
        QCOMPARE(app.value("prepayid"), source.prepayId);
        QCOMPARE(app.value("partnerid"), source.mchId);
        QCOMPARE(app.value("timestamp"), now);
        const Parameters page =
            payRequest(FrontEnd::ChooseWxPay, source, SignType::Md5, key, clock).call;
        QCOMPARE(page.value("timestamp"), now);
        QCOMPARE(page.value("package"), "prepay_id=" + source.prepayId);
    }

    void aNativeLinkCarriesItsSignatureEscaped()
    {
        const ManualClock clock;
        const Secret key{QByteArray(documentKey)};
        const Parameters call =
            payRequest(FrontEnd::NativeLink, source, SignType::Md5, key, clock).call;
        const QByteArray link = nativeLink(call);
        QVERIFY(link.startsWith("weixin://wxpay/bizpayurl?sign="));
        const QUrlQuery query(QUrl::fromEncoded(link, QUrl::StrictMode));
        QCOMPARE(query.queryItems().size(), 6);
        for (const Parameter& field : call)
            QCOMPARE(query.queryItemValue(QString::fromLatin1(field.name), QUrl::FullyDecoded),
                QString::fromUtf8(field.value));
    }

    void theWayBackFromABrowserIsEscaped()
    {
        const QByteArray url = "https://wx.tenpay.com/cgi-bin/mmpayweb-bin/checkmweb?prepay_id=wx1";
        QCOMPARE(mwebLink(url, "https://shop.example/done?no=1&ok"),
            url + "&redirect_url=https%3A%2F%2Fshop.example%2Fdone%3Fno%3D1%26ok");
        QCOMPARE(mwebLink(url, {}), url);
        QCOMPARE(mwebLink({}, "https://shop.example"), QByteArray());
    }

    void aTradeTypeKnowsItsFrontEnds()
    {
        QCOMPARE(frontEndsOf("JSAPI"),
            (QList<FrontEnd>{
                FrontEnd::MiniProgram, FrontEnd::OfficialAccount, FrontEnd::ChooseWxPay}));
        QCOMPARE(frontEndsOf("MICROPAY"), QList<FrontEnd>());
        for (const char* type : {"JSAPI", "NATIVE", "APP", "MWEB"}) {
            const QList<FrontEnd> found = frontEndsOf(type);
            for (const FrontEnd frontEnd : found) {
                QCOMPARE(tradeTypeOf(frontEnd), QByteArray(type));
                QCOMPARE(frontEndFromName(frontEndName(frontEnd)).value(), frontEnd);
            }
        }
        QVERIFY(!needsSecondSignature(FrontEnd::H5));
        QVERIFY(!needsSecondSignature(FrontEnd::Native));
        QVERIFY(!frontEndFromName("Mini-Program"));
    }

    void whatIsNoCallBelongsNowhere()
    {
        QCOMPARE(frontEndOfCall({{"appid", "wx1"}, {"sign", "A"}}), std::optional<FrontEnd>());
    }
};

QTEST_GUILESS_MAIN(TestFrontEnds)
#include "tst_frontends.moc"

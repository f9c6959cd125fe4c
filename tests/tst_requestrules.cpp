#include "core/gateway/requestrules.h"
#include "core/protocol/endpoints.h"

#include <QTest>

using namespace paydesk;

namespace {

/// A request of each endpoint that keeps all the rules.
Parameters rightRequest(const Endpoint& endpoint)
{
    if (&endpoint == &endpoints::refund)
        return {{"out_trade_no", "PD1"}, {"out_refund_no", "R1"}, {"total_fee", "100"},
            {"refund_fee", "30"}};
    if (&endpoint == &endpoints::micropay)
        return {{"body", "Coffee"}, {"out_trade_no", "PD1"}, {"total_fee", "100"},
            {"spbill_create_ip", "127.0.0.1"}, {"auth_code", "130061098828009406"}};
    if (&endpoint == &endpoints::downloadBill)
        return {{"bill_date", "20260101"}, {"bill_type", "ALL"}};
    if (&endpoint == &endpoints::downloadFundFlow)
        return {{"bill_date", "20260101"}, {"account_type", "Basic"}};
    if (&endpoint == &endpoints::refundQuery)
        return {{"out_refund_no", "R1"}};
    return {{"out_trade_no", "PD1"}};
}

} // namespace

/// The rules of a request's fields, taken from the table of endpoints.
class TestRequestRules : public QObject {
    Q_OBJECT

private slots:
    void aRequestThatKeepsTheRulesPasses_data();
    void aRequestThatKeepsTheRulesPasses();
    void aBrokenRuleNamesTheField_data();
    void aBrokenRuleNamesTheField();
    void everyDocumentedChoicePasses();
    void whatTheDocumentsDoNotKnowPasses();
    void anIndexStandsForAnyNumber();
};

void TestRequestRules::aRequestThatKeepsTheRulesPasses_data()
{
    QTest::addColumn<QByteArray>("endpoint");
    for (const char* name : {"orderquery", "closeorder", "refund", "refundquery", "downloadbill",
             "downloadfundflow", "micropay", "reverse"})
        QTest::newRow(name) << QByteArray(name);
}

void TestRequestRules::aRequestThatKeepsTheRulesPasses()
{
    QFETCH(const QByteArray, endpoint);
    const Endpoint& asked = *endpointNamed(endpoint);
    QVERIFY(brokenRules(asked, rightRequest(asked)).isEmpty());
}

void TestRequestRules::aBrokenRuleNamesTheField_data()
{
    QTest::addColumn<QByteArray>("endpoint");
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<FailureId>("failure");
    const auto row = [](const char* endpoint, const char* field, const QByteArray& value,
                         FailureId id = FailureId::FieldMalformed) {
        QTest::addRow("%s %s %s", endpoint, field, value.left(24).constData())
            << QByteArray(endpoint) << QByteArray(field) << value << id;
    };
    row("refund", "out_refund_no", "", FailureId::FieldMissing);
    row("refund", "out_refund_no", QByteArray(65, '1'), FailureId::FieldTooLong);
    row("refund", "out_refund_no", "R 1");
    row("refund", "refund_fee", "-1", FailureId::AmountMalformed);
    row("refund", "refund_fee", "0.5", FailureId::AmountMalformed);
    row("refund", "refund_fee", "0", FailureId::AmountOutOfRange);
    row("refund", "refund_fee", "1e2", FailureId::AmountMalformed);
    row("refund", "refund_fee_type", "USD");
    row("refund", "refund_desc", QByteArray(81, 'x'), FailureId::FieldTooLong);
    row("refund", "refund_desc", "two\nlines");
    row("refund", "refund_account", "MY_POCKET");
    row("refund", "out_trade_no", "", FailureId::FieldMissing);
    row("micropay", "auth_code", "12345678901234567");
    row("micropay", "auth_code", "1300610988280094066");
    row("micropay", "auth_code", "160061098828009406");
    row("micropay", "auth_code", "13006109882800940x");
    row("micropay", "auth_code", "", FailureId::FieldMissing);
    row("micropay", "spbill_create_ip", "here");
    row("downloadbill", "bill_date", "2026-01-01", FailureId::FieldTooLong);
    row("downloadbill", "bill_date", "20260230");
    row("downloadbill", "bill_type", "EVERY");
    row("downloadbill", "tar_type", "ZIP");
    row("downloadfundflow", "account_type", "basic");
    row("refundquery", "offset", "-1");
    row("unifiedorder", "scene_info", "{");
    row("unifiedorder", "time_expire", "20260132000000");
    row("orderquery", "9lives", "x");
}

void TestRequestRules::aBrokenRuleNamesTheField()
{
    QFETCH(const QByteArray, endpoint);
    QFETCH(QByteArray, field);
    QFETCH(const QByteArray, value);
    QFETCH(FailureId, failure);
    const Endpoint& asked = *endpointNamed(endpoint);
    Parameters request = rightRequest(asked);
    request.set(field, value);
    const QList<Failure> broken = brokenRules(asked, request);
    const auto blamed = std::count_if(broken.begin(), broken.end(), [&](const Failure& why) {
        const QString named = why.details.value(QStringLiteral("field")).toString();
        return why.id == failure && (named.contains(QString::fromLatin1(field)) || named.isEmpty());
    });
    QCOMPARE(blamed, 1);
}

void TestRequestRules::everyDocumentedChoicePasses()
{
    for (const char* name : {"downloadbill", "downloadfundflow", "refund", "unifiedorder"}) {
        for (const DocumentedField& field : endpointNamed(name)->request) {
            for (const char* choice : field.choices)
                QVERIFY2(checkValue(field, choice), choice);
        }
    }
}

void TestRequestRules::whatTheDocumentsDoNotKnowPasses()
{
    Parameters request = rightRequest(endpoints::refund);
    request.append("a_field_of_tomorrow", "值");
    request.append("sub_mch_id", "1900000108");
    QVERIFY(brokenRules(endpoints::refund, request).isEmpty());
    request.append("a_field_of_tomorrow", "again");
    QCOMPARE(brokenRules(endpoints::refund, request).size(), 1);
}

void TestRequestRules::anIndexStandsForAnyNumber()
{
    const auto answer = endpoints::refundQuery.answer;
    QCOMPARE(documentedField(answer, "refund_fee_0")->type, FieldType::Fen);
    QCOMPARE(documentedField(answer, "refund_fee_12")->name, "refund_fee_$n");
    QCOMPARE(documentedField(answer, "coupon_type_10_2")->name, "coupon_type_$n_$m");
    QVERIFY(!documentedField(answer, "refund_fee_"));
    QVERIFY(!documentedField(answer, "refund_fee_x"));
    QVERIFY(!documentedField(answer, "refund_fee"));
}

QTEST_GUILESS_MAIN(TestRequestRules)
#include "tst_requestrules.moc"

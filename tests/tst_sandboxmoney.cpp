#include "tests/sandboxsupport.h"

#include <QCryptographicHash>
#include <QTemporaryDir>

#include <openssl/evp.h>

#include <optional>
#include <zlib.h>

using namespace paydesk;
using namespace std::chrono_literals;

namespace {

QByteArray authCode(
    const SandboxUnderTest& sandbox, const QString& action, const QJsonObject& more = {})
{
    QJsonObject asked = more;
    asked.insert(QStringLiteral("action"), action);
    return sandbox.control("/sandbox/authcode", asked).text("auth_code").toLatin1();
}

Parameters scan(const QByteArray& outTradeNo, const QByteArray& code)
{
    return {{"body", "茶"}, {"out_trade_no", outTradeNo}, {"total_fee", "88"},
        {"spbill_create_ip", "127.0.0.1"}, {"auth_code", code}};
}

Parameters refundOf(
    const QByteArray& outTradeNo, const QByteArray& outRefundNo, const QByteArray& fee)
{
    return {{"out_trade_no", outTradeNo}, {"out_refund_no", outRefundNo}, {"total_fee", "88"},
        {"refund_fee", fee}};
}

Parameters billOf(const QByteArray& date, const QByteArray& type, const QByteArray& tar = {})
{
    Parameters fields{{"bill_date", date}, {"bill_type", type}};
    if (!tar.isEmpty())
        fields.append("tar_type", tar);
    return fields;
}

QByteArray gunzipped(const QByteArray& packed)
{
    z_stream stream{};
    inflateInit2(&stream, MAX_WBITS + 16);
    QByteArray text(packed.size() * 50 + 1000, Qt::Uninitialized);
    QByteArray source = packed;
    stream.next_in = reinterpret_cast<Bytef*>(source.data());
    stream.avail_in = uInt(source.size());
    stream.next_out = reinterpret_cast<Bytef*>(text.data());
    stream.avail_out = uInt(text.size());
    const bool whole = inflate(&stream, Z_FINISH) == Z_STREAM_END;
    text.truncate(whole ? qsizetype(stream.total_out) : 0);
    inflateEnd(&stream);
    return text;
}

/// req_info of a refund notification: AES-256-ECB under the lower-case MD5 of the key.
QByteArray decrypted(const QByteArray& reqInfo)
{
    const QByteArray sealed = QByteArray::fromBase64(reqInfo);
    const QByteArray key =
        QCryptographicHash::hash(testMerchant().apiKey, QCryptographicHash::Md5).toHex();
    const auto bytes = [](const QByteArray& text) {
        return reinterpret_cast<const unsigned char*>(text.constData());
    };
    EVP_CIPHER_CTX* const context = EVP_CIPHER_CTX_new();
    QByteArray text(sealed.size() + 32, '\0');
    auto* out = reinterpret_cast<unsigned char*>(text.data());
    int size = 0;
    int rest = 0;
    EVP_DecryptInit_ex(context, EVP_aes_256_ecb(), nullptr, bytes(key), nullptr);
    EVP_DecryptUpdate(context, out, &size, bytes(sealed), int(sealed.size()));
    const bool whole = EVP_DecryptFinal_ex(context, out + size, &rest) == 1;
    EVP_CIPHER_CTX_free(context);
    return whole ? text.first(size + rest) : QByteArray();
}

} // namespace

/// Refunds, payments with a scanned code, bills: the interfaces that move or report money
/// (protocol-v2.md §4.4 to §4.10), asked over HTTP by a client of the tests' own.
class TestSandboxMoney : public QObject {
    Q_OBJECT

private slots:
    void init();
    void aRefundIsProcessedAndThenSucceeds();
    void partialRefundsAddUpToThePaymentAndNoFurther();
    void theSameRefundAgainIsOneRefund();
    void whatCannotBeRefundedIsRefused_data();
    void whatCannotBeRefundedIsRefused();
    void aRefundIsNotified();
    void refundsAreFoundAfterARestart();
    void aScannedCodePaysAtOnce();
    void aPayerWhoTypesAPasswordPaysLater();
    void whatTheTillHears_data();
    void whatTheTillHears();
    void aCodeIsUsedOnceAndDies();
    void aReversalGivesTheMoneyBack();
    void aBillListsTheDay_data();
    void aBillListsTheDay();
    void aBillComesPacked();
    void aDayWithoutABillIsRefused_data();
    void aDayWithoutABillIsRefused();
    void theFundFlowWantsHmacAndBalances();
    void theSmallToolsAnswer();

private:
    QByteArray paidOrder(const QByteArray& outTradeNo) const;

    std::optional<ManualClock> m_clock; // noon in Beijing of 2026-01-01
    std::optional<SandboxUnderTest> m_sandbox;
};

void TestSandboxMoney::init()
{
    m_clock.emplace();
    m_sandbox.emplace(*m_clock);
}

/// Its transaction_id.
QByteArray TestSandboxMoney::paidOrder(const QByteArray& outTradeNo) const
{
    const QByteArray prepayId = m_sandbox->place(m_sandbox->draft(outTradeNo)).value("prepay_id");
    m_sandbox->pay(prepayId);
    return m_sandbox->api("/pay/orderquery", {{"out_trade_no", outTradeNo}})
        .xml()
        .value("transaction_id");
}

void TestSandboxMoney::aRefundIsProcessedAndThenSucceeds()
{
    const QByteArray transactionId = paidOrder("A1");
    const SandboxAnswer answer = m_sandbox->api("/secapi/pay/refund", refundOf("A1", "R1", "30"));
    QVERIFY(answer.body.startsWith("<xml>"));
    const Parameters refund = answer.xml();
    QCOMPARE(refund.value("result_code"), "SUCCESS");
    QCOMPARE(refund.value("transaction_id"), transactionId);
    QCOMPARE(refund.value("refund_fee"), "30");
    QCOMPARE(refund.value("refund_id").size(), 29);
    QVERIFY(refund.value("refund_id").startsWith("50"));
    QCOMPARE(m_sandbox->stateOf("A1"), "REFUND");
    const auto status = [this] {
        return m_sandbox->api("/pay/refundquery", {{"out_refund_no", "R1"}})
            .xml()
            .value("refund_status_0");
    };
    QCOMPARE(status(), "PROCESSING");
    m_clock->advance(24h);
    QCOMPARE(status(), "SUCCESS");
}

void TestSandboxMoney::partialRefundsAddUpToThePaymentAndNoFurther()
{
    paidOrder("A1");
    const auto refund = [this](const QByteArray& number, const QByteArray& fee) {
        const Parameters answer =
            m_sandbox->api("/secapi/pay/refund", refundOf("A1", number, fee)).xml();
        return answer.contains("err_code") ? answer.value("err_code") : answer.value("result_code");
    };
    QCOMPARE(refund("R1", "30"), "SUCCESS");
    QCOMPARE(refund("R2", "59"), "REFUND_FEE_INVALID");
    QCOMPARE(refund("R2", "58"), "SUCCESS");
    QCOMPARE(refund("R3", "1"), "ERROR");
    const Parameters all = m_sandbox->api("/pay/refundquery", {{"out_trade_no", "A1"}}).xml();
    QCOMPARE(all.value("refund_count"), "2");
    QCOMPARE(all.value("refund_fee_0"), "30");
    QCOMPARE(all.value("refund_fee_1"), "58");
    const Parameters second =
        m_sandbox->api("/pay/refundquery", {{"out_trade_no", "A1"}, {"offset", "1"}}).xml();
    QCOMPARE(second.value("refund_count"), "1");
    QCOMPARE(second.value("total_refund_count"), "2");
    QCOMPARE(second.value("out_refund_no_0"), "R2");
}

void TestSandboxMoney::theSameRefundAgainIsOneRefund()
{
    paidOrder("A1");
    const Parameters once = m_sandbox->api("/secapi/pay/refund", refundOf("A1", "R1", "30")).xml();
    const Parameters again = m_sandbox->api("/secapi/pay/refund", refundOf("A1", "R1", "30")).xml();
    QCOMPARE(again.value("refund_id"), once.value("refund_id"));
    const Parameters other = m_sandbox->api("/secapi/pay/refund", refundOf("A1", "R1", "31")).xml();
    QCOMPARE(other.value("err_code"), "REFUND_FEE_MISMATCH");
    QCOMPARE(
        m_sandbox->api("/pay/refundquery", {{"out_trade_no", "A1"}}).xml().value("refund_count"),
        "1");
}

void TestSandboxMoney::whatCannotBeRefundedIsRefused_data()
{
    QTest::addColumn<Parameters>("fields");
    QTest::addColumn<QByteArray>("code");
    const auto row = [](const char* name, const Parameters& fields, const char* code) {
        QTest::newRow(name) << fields << QByteArray(code);
    };
    row("unknown order", refundOf("A9", "R1", "1"), "ORDERNOTEXIST");
    row("unpaid order", refundOf("A2", "R1", "1"), "ORDERNOTEXIST");
    row("more than was paid", refundOf("A1", "R1", "89"), "REFUND_FEE_INVALID");
    Parameters wrongTotal = refundOf("A1", "R1", "1");
    wrongTotal.set("total_fee", "89");
    row("another total", wrongTotal, "REFUND_FEE_MISMATCH");
    Parameters unknownTransaction = refundOf("", "R1", "1");
    unknownTransaction.set("transaction_id", "4200000000000000000000000000");
    row("unknown transaction", unknownTransaction, "INVALID_TRANSACTIONID");
    Parameters balance = refundOf("A1", "R1", "88");
    balance.append("refund_account", "REFUND_SOURCE_RECHARGE_FUNDS");
    row("from an empty balance", balance, "NOTENOUGH");
}

void TestSandboxMoney::whatCannotBeRefundedIsRefused()
{
    QFETCH(const Parameters, fields);
    QFETCH(const QByteArray, code);
    paidOrder("A1");
    m_sandbox->place(m_sandbox->draft("A2"));
    const SandboxAnswer answer = m_sandbox->api("/secapi/pay/refund", fields);
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.xml().value("return_code"), "SUCCESS");
    QCOMPARE(answer.xml().value("result_code"), "FAIL");
    QCOMPARE(answer.xml().value("err_code"), code);
    QVERIFY(verifies(answer.xml(), testKey(), SignType::Md5));
    QVERIFY(!answer.cause().isEmpty());
}

void TestSandboxMoney::aRefundIsNotified()
{
    const Merchant merchant;
    paidOrder("A1");
    Parameters refund = refundOf("A1", "R1", "30");
    refund.append("notify_url", merchant.url());
    QCOMPARE(m_sandbox->api("/secapi/pay/refund", refund).xml().value("result_code"), "SUCCESS");
    QCOMPARE(merchant.server.seen.size(), 0);
    m_clock->advance(3s);
    QTRY_COMPARE(merchant.server.seen.size(), 1);
    const Parameters notice = merchant.notice(0);
    QCOMPARE(notice.value("return_code"), "SUCCESS");
    QVERIFY(!notice.value("req_info").isEmpty());
    QVERIFY(!notice.contains("sign")); // the inner document's encryption stands for it
    QVERIFY(!merchant.server.seen.at(0).body.contains("out_refund_no"));
    const Parameters inner = fromXml(decrypted(notice.value("req_info")).replace("root>", "xml>"))
                                 .value_or(Parameters());
    QCOMPARE(inner.value("out_refund_no"), "R1");
    QCOMPARE(inner.value("refund_status"), "SUCCESS");
    QCOMPARE(inner.value("settlement_refund_fee"), "30");
}

void TestSandboxMoney::refundsAreFoundAfterARestart()
{
    const QTemporaryDir folder;
    m_sandbox.emplace(*m_clock, folder.path());
    paidOrder("A1");
    const QByteArray refundId =
        m_sandbox->api("/secapi/pay/refund", refundOf("A1", "R1", "30")).xml().value("refund_id");
    m_sandbox.emplace(*m_clock, folder.path());
    const Parameters found = m_sandbox->api("/pay/refundquery", {{"refund_id", refundId}}).xml();
    QCOMPARE(found.value("out_refund_no_0"), "R1");
    QCOMPARE(
        m_sandbox->api("/secapi/pay/refund", refundOf("A1", "R2", "59")).xml().value("err_code"),
        "REFUND_FEE_INVALID");
}

void TestSandboxMoney::aScannedCodePaysAtOnce()
{
    const QByteArray code = authCode(*m_sandbox, QStringLiteral("pay"));
    QCOMPARE(code.size(), 18);
    const Parameters paid = m_sandbox->api("/pay/micropay", scan("M1", code)).xml();
    QCOMPARE(paid.value("result_code"), "SUCCESS");
    QCOMPARE(paid.value("trade_type"), "MICROPAY");
    QCOMPARE(paid.value("transaction_id").size(), 28);
    QCOMPARE(m_sandbox->stateOf("M1"), "SUCCESS");
    // The same number is not charged again.
    QCOMPARE(
        m_sandbox->api("/pay/micropay", scan("M1", code)).xml().value("err_code"), "ORDERPAID");
}

void TestSandboxMoney::aPayerWhoTypesAPasswordPaysLater()
{
    const QByteArray code =
        authCode(*m_sandbox, QStringLiteral("password"), {{QStringLiteral("seconds"), 10}});
    QCOMPARE(
        m_sandbox->api("/pay/micropay", scan("M1", code)).xml().value("err_code"), "USERPAYING");
    QCOMPARE(m_sandbox->stateOf("M1"), "USERPAYING");
    m_clock->advance(9s);
    QCOMPARE(m_sandbox->stateOf("M1"), "USERPAYING");
    m_clock->advance(2s);
    QCOMPARE(m_sandbox->stateOf("M1"), "SUCCESS");
}

void TestSandboxMoney::whatTheTillHears_data()
{
    QTest::addColumn<QString>("action");
    QTest::addColumn<QByteArray>("code");
    QTest::addColumn<QByteArray>("heard");
    QTest::addColumn<QByteArray>("state");
    const auto row = [](const char* action, const char* code, const char* heard,
                         const char* state) {
        QTest::newRow(heard) << QString::fromLatin1(action) << QByteArray(code) << QByteArray(heard)
                             << QByteArray(state);
    };
    row("cancel", "", "TRADE_ERROR", "PAYERROR");
    row("no-funds", "", "NOTENOUGH", "PAYERROR");
    row("card-refused", "", "NOTSUPORTCARD", "PAYERROR");
    row("", "12345", "AUTH_CODE_ERROR", "");
    row("", "993456789012345678", "AUTH_CODE_INVALID", "");
}

void TestSandboxMoney::whatTheTillHears()
{
    QFETCH(const QString, action);
    QFETCH(const QByteArray, code);
    QFETCH(const QByteArray, heard);
    QFETCH(const QByteArray, state);
    const QByteArray shown = action.isEmpty() ? code : authCode(*m_sandbox, action);
    const Parameters answer = m_sandbox->api("/pay/micropay", scan("M1", shown)).xml();
    QCOMPARE(answer.value("err_code"), heard);
    QCOMPARE(m_sandbox->stateOf("M1"), state);
}

void TestSandboxMoney::aCodeIsUsedOnceAndDies()
{
    const QByteArray used = authCode(*m_sandbox, QStringLiteral("pay"));
    m_sandbox->api("/pay/micropay", scan("M1", used));
    QCOMPARE(m_sandbox->api("/pay/micropay", scan("M2", used)).xml().value("err_code"),
        "INVALID_REQUEST");
    const QByteArray old = authCode(*m_sandbox, QStringLiteral("pay"));
    m_clock->advance(61s);
    QCOMPARE(
        m_sandbox->api("/pay/micropay", scan("M3", old)).xml().value("err_code"), "AUTHCODEEXPIRE");
}

void TestSandboxMoney::aReversalGivesTheMoneyBack()
{
    const QByteArray code = authCode(*m_sandbox, QStringLiteral("pay"));
    m_sandbox->api("/pay/micropay", scan("M1", code));
    const Parameters reversed =
        m_sandbox->api("/secapi/pay/reverse", {{"out_trade_no", "M1"}}).xml();
    QCOMPARE(reversed.value("result_code"), "SUCCESS");
    QCOMPARE(reversed.value("recall"), "N");
    QCOMPARE(m_sandbox->stateOf("M1"), "REVOKED");
    // One that never arrived is kept from arriving.
    m_sandbox->api("/secapi/pay/reverse", {{"out_trade_no", "M2"}});
    const QByteArray fresh = authCode(*m_sandbox, QStringLiteral("pay"));
    QCOMPARE(m_sandbox->api("/pay/micropay", scan("M2", fresh)).xml().value("err_code"),
        "ORDERREVERSED");
    paidOrder("A1");
    QCOMPARE(
        m_sandbox->api("/secapi/pay/reverse", {{"out_trade_no", "A1"}}).xml().value("err_code"),
        "INVALID_REQUEST");
}

void TestSandboxMoney::aBillListsTheDay_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<int>("columns");
    QTest::addColumn<int>("rows");
    QTest::addColumn<QByteArray>("totals");
    QTest::newRow("all") << QByteArray("ALL") << 27 << 3
                         << QByteArray("`3.0,`1.76,`0.30,`0.00,`0.00,`1.76,`0.30");
    QTest::newRow("payments") << QByteArray("SUCCESS") << 20 << 2
                              << QByteArray("`2.0,`1.76,`0.00,`0.00,`0.00,`1.76,`0.00");
    QTest::newRow("refunds") << QByteArray("REFUND") << 29 << 1
                             << QByteArray("`1.0,`0.00,`0.30,`0.00,`0.00,`0.00,`0.30");
}

void TestSandboxMoney::aBillListsTheDay()
{
    QFETCH(const QByteArray, type);
    QFETCH(const int, columns);
    QFETCH(const int, rows);
    QFETCH(const QByteArray, totals);
    paidOrder("A1");
    paidOrder("A2");
    m_sandbox->api("/secapi/pay/refund", refundOf("A1", "R1", "30"));
    const QByteArray bill = m_sandbox->api("/pay/downloadbill", billOf("20260101", type)).body;
    QVERIFY(bill.startsWith("\xEF\xBB\xBF"));
    QVERIFY(bill.endsWith("\r\n"));
    QList<QByteArray> lines = bill.chopped(2).split('\n');
    for (QByteArray& line : lines) {
        if (line.endsWith('\r'))
            line.chop(1);
    }
    QCOMPARE(lines.size(), rows + 3);
    QCOMPARE(lines.first().count(',') + 1, columns);
    for (int i = 1; i <= rows; ++i) {
        QCOMPARE(lines.at(i).count(",`") + 1, columns);
        QVERIFY(lines.at(i).startsWith('`'));
    }
    QCOMPARE(lines.last(), totals);
}

void TestSandboxMoney::aBillComesPacked()
{
    paidOrder("A1");
    const QByteArray plain = m_sandbox->api("/pay/downloadbill", billOf("20260101", "ALL")).body;
    const QByteArray packed =
        m_sandbox->api("/pay/downloadbill", billOf("20260101", "ALL", "GZIP")).body;
    QVERIFY(packed.startsWith("\x1F\x8B"));
    QCOMPARE(gunzipped(packed), plain);
}

void TestSandboxMoney::aDayWithoutABillIsRefused_data()
{
    QTest::addColumn<QByteArray>("date");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("an empty day") << QByteArray("20251231") << QByteArray("ALL")
                                  << QByteArray("No Bill Exist");
    QTest::newRow("tomorrow") << QByteArray("20260102") << QByteArray("ALL")
                              << QByteArray("No Bill Exist");
    QTest::newRow("long ago") << QByteArray("20250101") << QByteArray("ALL")
                              << QByteArray("No Bill Exist");
    QTest::newRow("no refunds") << QByteArray("20260101") << QByteArray("REFUND")
                                << QByteArray("No Bill Exist");
    QTest::newRow("no such type") << QByteArray("20260101") << QByteArray("EVERY")
                                  << QByteArray("invalid bill_type");
    QTest::newRow("no date") << QByteArray("2026-1-1") << QByteArray("ALL")
                             << QByteArray("data format error");
}

void TestSandboxMoney::aDayWithoutABillIsRefused()
{
    QFETCH(const QByteArray, date);
    QFETCH(const QByteArray, type);
    QFETCH(const QByteArray, text);
    paidOrder("A1");
    const Parameters refusal = m_sandbox->api("/pay/downloadbill", billOf(date, type)).xml();
    QCOMPARE(refusal.value("return_code"), "FAIL");
    QCOMPARE(refusal.value("return_msg"), text);
    QVERIFY(!refusal.contains("sign"));
}

void TestSandboxMoney::theFundFlowWantsHmacAndBalances()
{
    paidOrder("A1");
    m_sandbox->api("/secapi/pay/refund", refundOf("A1", "R1", "30"));
    const Parameters asked{{"bill_date", "20260101"}, {"account_type", "Basic"}};
    QCOMPARE(m_sandbox->api("/pay/downloadfundflow", asked).xml().value("err_code"), "PARAM_ERROR");
    const SandboxAnswer flow = m_sandbox->api("/pay/downloadfundflow", asked, SignType::HmacSha256);
    QVERIFY(flow.body.startsWith("\xEF\xBB\xBF"));
    QVERIFY(flow.body.endsWith("`2.0,`1.0,`0.88,`1.0,`0.30\r\n"));
    QVERIFY(flow.body.contains("`0.58,")); // what is left behind the refund
}

void TestSandboxMoney::theSmallToolsAnswer()
{
    const Parameters shortened =
        m_sandbox->api("/tools/shorturl", {{"long_url", "weixin://wxpay/bizpayurl?pr=1"}}).xml();
    QVERIFY(shortened.value("short_url").startsWith("weixin://wxpay/s/"));
    const QByteArray code = authCode(*m_sandbox, QStringLiteral("pay"));
    QCOMPARE(m_sandbox->api("/tools/authcodetoopenid", {{"auth_code", code}}).xml().value("openid"),
        m_sandbox->openid());
    const Parameters key = m_sandbox->api("/sandboxnew/pay/getsignkey", {}).xml();
    QCOMPARE(key.value("sandbox_signkey").size(), 32);
    const Parameters reported =
        m_sandbox
            ->api("/payitil/report",
                {{"interface_url", "https://api.mch.weixin.qq.com/pay/unifiedorder"},
                    {"execute_time_", "1000"}, {"return_code", "SUCCESS"},
                    {"result_code", "SUCCESS"}, {"user_ip", "127.0.0.1"}})
            .xml();
    QCOMPARE(reported.value("result_code"), "SUCCESS");
}

QTEST_GUILESS_MAIN(TestSandboxMoney)
#include "tst_sandboxmoney.moc"

#include "core/notify/booking.h"
#include "core/notify/refundnotice.h"
#include "core/sign/reqinfo.h"
#include "core/sign/xmlcodec.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonObject>
#include <QSet>
#include <QTest>

#include <openssl/evp.h>

#include "ordersupport.h"
#include "support.h"

using namespace paydesk;

namespace {

const QByteArray keyText = "192006250b4c09247ec02edce69f6a2d";

Secret ourKey()
{
    QByteArray copy = keyText;
    copy.detach();
    return Secret(std::move(copy));
}

Profile ourProfile()
{
    Profile profile;
    profile.name = sampleMerchant;
    profile.appid = "wx1";
    profile.mchId = "10000100";
    return profile;
}

/// AES-256-ECB as WeChat does it; with `padded` false the text must be whole blocks.
QByteArray sealed(const QByteArray& text, const QByteArray& key = keyText, bool padded = true)
{
    const QByteArray aes = QCryptographicHash::hash(key, QCryptographicHash::Md5).toHex();
    EVP_CIPHER_CTX* const cipher = EVP_CIPHER_CTX_new();
    QByteArray out(text.size() + 32, '\0');
    auto* const to = reinterpret_cast<unsigned char*>(out.data());
    int size = 0;
    int rest = 0;
    EVP_EncryptInit_ex(cipher, EVP_aes_256_ecb(), nullptr,
        reinterpret_cast<const unsigned char*>(aes.constData()), nullptr);
    EVP_CIPHER_CTX_set_padding(cipher, padded ? 1 : 0);
    EVP_EncryptUpdate(cipher, to, &size, reinterpret_cast<const unsigned char*>(text.constData()),
        int(text.size()));
    EVP_EncryptFinal_ex(cipher, to + size, &rest);
    EVP_CIPHER_CTX_free(cipher);
    return out.first(size + rest).toBase64();
}

Parameters innerFields()
{
    return {{"transaction_id", "T1"}, {"out_trade_no", "PD1"}, {"refund_id", "W1"},
        {"out_refund_no", "RF1"}, {"total_fee", "1280"}, {"settlement_total_fee", "1280"},
        {"refund_fee", "100"}, {"settlement_refund_fee", "100"}, {"refund_status", "SUCCESS"},
        {"success_time", "2026-01-01 12:05:00"}, {"refund_recv_accout", "支付用户零钱"},
        {"refund_account", "REFUND_SOURCE_UNSETTLED_FUNDS"}, {"refund_request_source", "API"}};
}

Parameters outerFields(const QByteArray& reqInfo)
{
    return {{"return_code", "SUCCESS"}, {"appid", "wx1"}, {"mch_id", "10000100"},
        {"nonce_str", "n"}, {"req_info", reqInfo}};
}

/// The document in req_info, whose root has another name than every other message's.
QByteArray document(const Parameters& fields)
{
    return toXml(fields).replace("<xml>", "<root>").replace("</xml>", "</root>");
}

/// A notice of another key that our key opens to a right padding, as one in 256 does.
QByteArray byChance()
{
    for (int attempt = 0; attempt < 100'000; ++attempt) {
        const QByteArray candidate =
            sealed(document(innerFields()), "k" + QByteArray::number(attempt));
        const auto opened = openReqInfo(candidate, ourKey());
        const auto rule = [&] { return opened.error().details.value(QStringLiteral("rule")); };
        if (!opened && rule() == QStringLiteral("What is inside is not UTF-8."))
            return candidate;
    }
    return {};
}

QByteArray inside(const char* name, const QByteArray& value)
{
    Parameters fields = innerFields();
    fields.set(name, value);
    return toXml(outerFields(sealed(document(fields))));
}

QByteArray outside(const char* name, const QByteArray& value)
{
    Parameters fields = outerFields(sealed(document(innerFields())));
    fields.set(name, value);
    return toXml(fields);
}

QByteArray carrying(const QByteArray& reqInfo)
{
    return toXml(outerFields(reqInfo));
}

/// The paid order PD1 with the refund RF1 of 1 yuan under way, and the desk's work on one message.
class RefundedFixture : public StoreFixture {
public:
    RefundedFixture()
    {
        const Refund refund = sampleRefund("PD1", "RF1");
        RefundReport taken;
        taken.profile = sampleMerchant;
        taken.outTradeNo = "PD1";
        taken.outRefundNo = "RF1";
        taken.refundId = "W1";
        isReady = add(sampleOrder("PD1")) && report(samplePayment("PD1", "T1"))
            && store->writeNow<Refund>(
                [&](OrderWriter& writer) { return writer.openRefund(refund); })
            && reportRefund(taken);
    }

    Result<Applied> reportRefund(const RefundReport& report) const
    {
        return store->writeNow<Applied>(
            [&](OrderWriter& writer) { return writer.reportRefund(report); });
    }

    Judgement receive(const QByteArray& body) const
    {
        Exchange exchange;
        exchange.direction = Exchange::Direction::Incoming;
        exchange.startedAt = sampleNoon;
        const Arrival arrival{
            readNotice(body, ourKey()), ourProfile(), false, exchange, sampleNoon.addSecs(300)};
        const auto booked =
            store->writeNow<Booked>([&](OrderWriter& writer) { return book(writer, arrival); });
        return booked ? booked->judgement : Judgement();
    }

    Refund refund() const { return refunds("PD1").value(0); }

    bool isReady = false;
};

/// What a refundquery says when the money has arrived.
RefundReport confirmedSuccess()
{
    RefundReport said;
    said.profile = sampleMerchant;
    said.outTradeNo = "PD1";
    said.outRefundNo = "RF1";
    said.state = RefundState::Success;
    said.confirmed = true;
    return said;
}

} // namespace

class TestRefundNotice : public QObject {
    Q_OBJECT

private slots:
    void documentedVectorsOpen_data();
    void documentedVectorsOpen();
    void noKeyOpensNothing();
    void aNoticeHoldsItsRefundAndChangesNothing();
    void whatAQueryHasSaidIsNotSaidAgain();
    void whatIsNotAsItShouldBeIsRefused_data();
    void whatIsNotAsItShouldBeIsRefused();
    void anotherTransactionIsAnAlarm();
    void anotherAmountIsSeenAndCountsNothing_data();
    void anotherAmountIsSeenAndCountsNothing();
    void splicedBlocksChangeNoMoney_data();
    void splicedBlocksChangeNoMoney();
    void anOrderThatIsNotPaidIsHeldAndAsked_data();
    void anOrderThatIsNotPaidIsHeldAndAsked();
    void whatOnlyAQueryKnowsIsHeld_data();
    void whatOnlyAQueryKnowsIsHeld();
    void aRefundNoticeThatCannotBeSavedIsAnsweredFail();
};

void TestRefundNotice::documentedVectorsOpen_data()
{
    QTest::addColumn<QJsonObject>("vector");
    const QJsonArray vectors = testData("vectors.json")[QStringLiteral("vectors")].toArray();
    for (const QJsonValue vector : vectors) {
        const QJsonObject object = vector.toObject();
        // One is for the cipher alone, under a key that is no merchant's.
        if (object[QStringLiteral("kind")] == QStringLiteral("refund-notify")
            && !object.contains(QStringLiteral("key_is_raw_aes_key")))
            QTest::newRow(qPrintable(object[QStringLiteral("id")].toString())) << object;
    }
}

void TestRefundNotice::documentedVectorsOpen()
{
    QFETCH(const QJsonObject, vector);
    const auto text = [&](const char* name) {
        return vector[QString::fromLatin1(name)].toString().toUtf8();
    };
    const QByteArray reqInfo =
        vector[QStringLiteral("params")][QStringLiteral("req_info")].toString().toUtf8();
    const auto opened = openReqInfo(reqInfo, Secret(text("key")));
    QVERIFY(opened);
    QCOMPARE(*opened, text("expected"));
    if (opened->startsWith("<root>\n"))
        QVERIFY(fromXml(*opened, {}, "root")->contains("out_refund_no"));
    QByteArray another = text("key") + "x";
    const auto wrong = openReqInfo(reqInfo, Secret(std::move(another)));
    QVERIFY(!wrong || *wrong != text("expected"));
}

void TestRefundNotice::noKeyOpensNothing()
{
    const QByteArray forged = sealed(document(innerFields()), "");
    const auto opened = openReqInfo(forged, Secret());
    QVERIFY(!opened);
    QCOMPARE(opened.error().id, FailureId::SealForeign);
}

void TestRefundNotice::aNoticeHoldsItsRefundAndChangesNothing()
{
    const RefundedFixture fixture;
    QVERIFY(fixture.isReady);
    const QByteArray message = carrying(sealed(document(innerFields())));
    const Judgement first = fixture.receive(message);
    QCOMPARE(first.verdict, Verdict::Accepted);
    QVERIFY(first.answerSuccess && first.aboutRefund && first.asksRefunds);
    QCOMPARE(first.outTradeNo, "PD1");
    QCOMPARE(first.outRefundNo, "RF1");
    QCOMPARE(fixture.refund().state, RefundState::Processing);
    QVERIFY(fixture.refund().held);
    QCOMPARE(fixture.refund().nextQueryAt, sampleNoon.addSecs(300));
    QCOMPARE(totalsOf(fixture.refunds("PD1")).refunded, Fen{0});
    QCOMPARE(fixture.receive(message).verdict, Verdict::Duplicate);
    const auto events = fixture.store->readNow<QList<OrderEvent>>(
        [](const OrderReader& reader) { return reader.events(sampleMerchant, "PD1"); });
    QVERIFY(events);
    QCOMPARE(events->size(), 2);
    QCOMPARE(events->constFirst().kind, OrderEvent::Kind::RefundNotification);
    QCOMPARE(events->constFirst().detail, "RF1 SUCCESS");
}

void TestRefundNotice::whatAQueryHasSaidIsNotSaidAgain()
{
    const RefundedFixture fixture;
    QCOMPARE(fixture.reportRefund(confirmedSuccess()), Applied::Fresh);
    const Judgement same = fixture.receive(carrying(sealed(document(innerFields()))));
    QCOMPARE(same.verdict, Verdict::Duplicate);
    QVERIFY(same.answerSuccess && !same.asksRefunds && !same.holdsRefund);
    const Judgement other = fixture.receive(inside("refund_status", "REFUNDCLOSE"));
    QCOMPARE(other.reason, "stale");
    QVERIFY(other.answerSuccess);
    QVERIFY(!fixture.refund().held);
    QCOMPARE(fixture.refund().state, RefundState::Success);
}

void TestRefundNotice::whatIsNotAsItShouldBeIsRefused_data()
{
    QTest::addColumn<QByteArray>("message");
    QTest::addColumn<QByteArray>("reason");
    const auto row = [](const char* name, const QByteArray& message, const char* reason) {
        QTest::newRow(name) << message << QByteArray(reason);
    };
    const QByteArray whole = sealed(document(innerFields()));
    QByteArray odd = whole;
    odd.chop(4);
    QByteArray flipped = QByteArray::fromBase64(whole);
    flipped[flipped.size() - 1] = char(flipped.back() ^ 1);
    QByteArray middle = QByteArray::fromBase64(whole);
    middle[middle.size() / 2] = char(middle.at(middle.size() / 2) ^ 1);
    row("no base64", carrying("!" + whole.mid(1)), "malformed");
    row("empty", carrying(""), "malformed");
    row("not whole blocks", carrying(odd), "malformed");
    row("a bit of the last block flipped", carrying(flipped.toBase64()), "bad-signature");
    row("another key", carrying(sealed(document(innerFields()), "k")), "bad-signature");
    row("padded with NUL", carrying(sealed(QByteArray(48, '\0'), keyText, false)), "bad-signature");
    row("padded with blanks", carrying(sealed(QByteArray(48, ' '), keyText, false)),
        "bad-signature");
    row("too long", carrying(QByteArray(20'000, 'A')), "malformed");
    row("another root inside", carrying(sealed(toXml(innerFields()))), "malformed");
    row("no XML inside", carrying(sealed("hello")), "malformed");
    row("nothing inside", carrying(sealed("")), "malformed");
    row("GBK inside",
        carrying(sealed(document(innerFields()).replace("支付", QByteArray("\xd6\xa7\xb8\xb6")))),
        "bad-signature");
    row("a bit in the middle flipped", carrying(middle.toBase64()), "bad-signature");
    row("another key whose padding is right by chance", carrying(byChance()), "bad-signature");
    row("DTD inside",
        carrying(sealed("<!DOCTYPE x [<!ENTITY a \"b\">]><root><out_trade_no>PD1</out_trade_no>"
                        "</root>")),
        "malformed");
    row("a field twice inside",
        carrying(sealed("<root><out_trade_no>PD1</out_trade_no><out_trade_no>PD2</out_trade_no>"
                        "</root>")),
        "malformed");
    row("another appid", outside("appid", "wx2"), "wrong-merchant");
    row("another mch_id", outside("mch_id", "2"), "wrong-merchant");
    row("return_code FAIL", outside("return_code", "FAIL"), "malformed");
    row("no status", inside("refund_status", ""), "malformed");
    row("an unknown status", inside("refund_status", "DONE"), "malformed");
    row("still processing", inside("refund_status", "PROCESSING"), "malformed");
    row("another order", inside("out_trade_no", "PD2"), "unknown-order");
}

void TestRefundNotice::whatIsNotAsItShouldBeIsRefused()
{
    QFETCH(const QByteArray, message);
    QFETCH(const QByteArray, reason);
    const RefundedFixture fixture;
    const Refund before = fixture.refund();
    const Judgement judgement = fixture.receive(message);
    QCOMPARE(judgement.verdict, Verdict::Rejected);
    QCOMPARE(judgement.reason, reason);
    QVERIFY(judgement.aboutRefund);
    QVERIFY(!judgement.answerSuccess);
    QVERIFY(!judgement.asksRefunds);
    QCOMPARE(fixture.refund(), before);
}

void TestRefundNotice::anotherTransactionIsAnAlarm()
{
    const RefundedFixture fixture;
    const Refund before = fixture.refund();
    const Judgement judgement = fixture.receive(inside("transaction_id", "T2"));
    QCOMPARE(judgement.verdict, Verdict::Rejected);
    QCOMPARE(judgement.reason, "second-transaction");
    QVERIFY(!judgement.answerSuccess);
    QCOMPARE(fixture.order("PD1").trouble, "second-transaction");
    QCOMPARE(fixture.order("PD1").transactionId, "T1");
    QCOMPARE(fixture.refund(), before);
}

void TestRefundNotice::anotherAmountIsSeenAndCountsNothing_data()
{
    QTest::addColumn<QByteArray>("message");
    QTest::newRow("another total") << inside("total_fee", "1281");
    QTest::newRow("no total") << inside("total_fee", "");
    QTest::newRow("more") << inside("refund_fee", "101");
    QTest::newRow("less") << inside("refund_fee", "99");
    QTest::newRow("with a sign") << inside("refund_fee", "+100");
    QTest::newRow("nothing") << inside("refund_fee", "0");
    QTest::newRow("beyond 64 bits") << inside("refund_fee", "18446744073709551716");
}

void TestRefundNotice::anotherAmountIsSeenAndCountsNothing()
{
    QFETCH(const QByteArray, message);
    const RefundedFixture fixture;
    Refund expected = fixture.refund();
    const RefundTotals before = totalsOf(fixture.refunds("PD1"));
    const Judgement judgement = fixture.receive(message);
    QCOMPARE(judgement.verdict, Verdict::Rejected);
    QCOMPARE(judgement.reason, "amount-mismatch");
    QVERIFY(!judgement.answerSuccess);
    QCOMPARE(fixture.order("PD1").trouble, "amount-mismatch");
    expected.trouble = "amount-mismatch";
    QCOMPARE(fixture.refund(), expected);
    QCOMPARE(totalsOf(fixture.refunds("PD1")), before);
    // The query that knows better clears the refund; the order keeps the alarm.
    QCOMPARE(fixture.reportRefund(confirmedSuccess()), Applied::Fresh);
    QCOMPARE(fixture.refund().trouble, "");
    QCOMPARE(fixture.order("PD1").trouble, "amount-mismatch");
}

void TestRefundNotice::splicedBlocksChangeNoMoney_data()
{
    Parameters other = innerFields();
    other.set("out_refund_no", "RF2");
    other.set("refund_id", "W2");
    other.set("refund_fee", "900");
    const QByteArray one = QByteArray::fromBase64(sealed(document(innerFields())));
    const QByteArray two = QByteArray::fromBase64(sealed(document(other)));
    QCOMPARE(one.size(), two.size());
    QTest::addColumn<QByteArrayList>("spliced");
    QTest::addColumn<bool>("readable"); // some of them
    constexpr qsizetype block = 16;
    const qsizetype blocks = one.size() / block;
    QByteArrayList exchanged;
    QByteArrayList reordered;
    for (qsizetype first = 0; first < blocks; ++first) {
        for (qsizetype length = 1; length <= 3 && first + length <= blocks; ++length) {
            QByteArray mixed = one;
            mixed.replace(first * block, length * block, two.mid(first * block, length * block));
            exchanged.append(mixed);
        }
        for (qsizetype second = first + 1; second < blocks; ++second) {
            QByteArray mixed = one;
            mixed.replace(first * block, block, one.mid(second * block, block));
            mixed.replace(second * block, block, one.mid(first * block, block));
            reordered.append(mixed);
        }
    }
    exchanged.removeAll(one);
    reordered.removeAll(one);
    QTest::newRow("exchanged between two notices") << exchanged << true;
    QTest::newRow("reordered within one") << reordered << false;
}

/// ECB has no integrity: whoever keeps two notices can mix their blocks without the key.
void TestRefundNotice::splicedBlocksChangeNoMoney()
{
    QFETCH(const QByteArrayList, spliced);
    QFETCH(const bool, readable);
    const RefundedFixture fixture;
    const Refund second = sampleRefund("PD1", "RF2", Fen{900});
    QVERIFY(fixture.store->writeNow<Refund>(
        [&](OrderWriter& writer) { return writer.openRefund(second); }));
    const QList<Refund> before = fixture.refunds("PD1");
    QSet<QByteArray> reasons;
    for (const QByteArray& blocks : spliced) {
        const Judgement judgement = fixture.receive(carrying(blocks.toBase64()));
        reasons.insert(judgement.reason);
        const QList<Refund> after = fixture.refunds("PD1");
        QCOMPARE(after.size(), before.size());
        for (qsizetype i = 0; i < after.size(); ++i) {
            QCOMPARE(after.at(i).fee, before.at(i).fee);
            QCOMPARE(after.at(i).state, before.at(i).state);
            QCOMPARE(after.at(i).refundId, before.at(i).refundId);
            QVERIFY(!after.at(i).confirmed);
        }
        QCOMPARE(totalsOf(after), totalsOf(before));
        QCOMPARE(fixture.order("PD1").state, TradeState::Success);
    }
    // Mixed at the right place they are a document that says something else.
    QCOMPARE(reasons.contains("amount-mismatch"), readable);
    QVERIFY(readable || reasons.contains("malformed"));
}

void TestRefundNotice::anOrderThatIsNotPaidIsHeldAndAsked_data()
{
    QTest::addColumn<TradeState>("state");
    for (const TradeState state : {TradeState::NotPay, TradeState::UserPaying, TradeState::Closed,
             TradeState::Revoked, TradeState::PayError})
        QTest::newRow(tradeStateName(state).constData()) << state;
}

void TestRefundNotice::anOrderThatIsNotPaidIsHeldAndAsked()
{
    QFETCH(const TradeState, state);
    const RefundedFixture fixture;
    QVERIFY(fixture.add(sampleOrder("PD2")) && fixture.report(sampleReport("PD2", state)));
    const Judgement judgement = fixture.receive(inside("out_trade_no", "PD2"));
    QCOMPARE(judgement.reason, "ambiguous");
    QVERIFY(!judgement.answerSuccess);
    QVERIFY(judgement.hold && !judgement.asksRefunds && !judgement.holdsRefund);
    const Order held = fixture.order("PD2");
    QVERIFY(held.held);
    QCOMPARE(held.state, state);
    QCOMPARE(held.nextQueryAt, sampleNoon.addSecs(300));
    QVERIFY(fixture.refunds("PD2").isEmpty());
    // Once a query has told of the payment, the repetition makes the refunds be asked for.
    QVERIFY(fixture.report(confirmed(samplePayment("PD2", "T1x"))));
    Parameters fields = innerFields();
    fields.set("out_trade_no", "PD2");
    fields.set("transaction_id", "T1x");
    fields.set("out_refund_no", "THEIRS");
    const Judgement again = fixture.receive(carrying(sealed(document(fields))));
    QCOMPARE(again.reason, "ambiguous");
    QVERIFY(again.asksRefunds && !again.hold);
    QVERIFY(!fixture.order("PD2").held);
}

void TestRefundNotice::whatOnlyAQueryKnowsIsHeld_data()
{
    QTest::addColumn<QByteArray>("message");
    QTest::newRow("an unknown refund") << inside("out_refund_no", "THEIRS");
    QTest::newRow("another order's refund") << inside("out_refund_no", "OTHER");
    QTest::newRow("another refund_id") << inside("refund_id", "W2");
}

void TestRefundNotice::whatOnlyAQueryKnowsIsHeld()
{
    QFETCH(const QByteArray, message);
    const RefundedFixture fixture;
    QVERIFY(fixture.add(sampleOrder("PD2")) && fixture.report(samplePayment("PD2", "T2")));
    const Refund other = sampleRefund("PD2", "OTHER");
    QVERIFY(fixture.store->writeNow<Refund>(
        [&](OrderWriter& writer) { return writer.openRefund(other); }));
    const Refund before = fixture.refund();
    const Judgement judgement = fixture.receive(message);
    QCOMPARE(judgement.verdict, Verdict::Rejected);
    QCOMPARE(judgement.reason, "ambiguous");
    QVERIFY(!judgement.answerSuccess);
    QVERIFY(judgement.asksRefunds);
    QCOMPARE(fixture.refunds("PD1"), QList{before});
    QCOMPARE(fixture.refunds("PD2"), QList{other});
}

void TestRefundNotice::aRefundNoticeThatCannotBeSavedIsAnsweredFail()
{
    const Judgement judgement =
        unsaved(readNotice(carrying(sealed(document(innerFields()))), ourKey()));
    QVERIFY(judgement.aboutRefund && !judgement.answerSuccess);
    QCOMPARE(judgement.reason, "storage");
    QVERIFY(noticeAnswer(judgement).contains("FAIL"));
}

QTEST_GUILESS_MAIN(TestRefundNotice)
#include "tst_refundnotice.moc"

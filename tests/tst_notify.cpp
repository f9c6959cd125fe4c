#include "core/notify/desk.h"
#include "core/sign/xmlcodec.h"
#include "tests/support.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QSignalSpy>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <functional>

using namespace paydesk;

namespace {

const QByteArray number = "PD20260101000001";
const QByteArray transaction = "4200001234202601011234567890";
const QByteArray keyText = "192006250b4c09247ec02edce69f6a2d";

Secret secretOf(QByteArray text)
{
    text.detach();
    return Secret(std::move(text));
}

Profile merchant()
{
    Profile profile;
    profile.name = "shop";
    profile.appid = "wx8888888888888888";
    profile.mchId = "1900000109";
    return profile;
}

Order unpaid(std::optional<SignType> type = SignType::Md5)
{
    Order order;
    order.profile = "shop";
    order.outTradeNo = number;
    order.state = TradeState::NotPay;
    order.totalFee = Fen{100};
    order.signType = type;
    order.createdAt = QDateTime(QDate(2026, 1, 1), QTime(3, 0), Qt::UTC);
    return order;
}

Order inState(TradeState state)
{
    Order order = unpaid();
    order.state = state;
    if (state == TradeState::Success || state == TradeState::Refund)
        order.transactionId = transaction;
    return order;
}

Parameters goodFields()
{
    return {{"return_code", "SUCCESS"}, {"result_code", "SUCCESS"}, {"appid", "wx8888888888888888"},
        {"mch_id", "1900000109"}, {"nonce_str", "5d2b6c2a8db53831f7eda20af46e531c"},
        {"openid", "oUpF8uMuAJO_M2pxb1Q9zNjWeS6o"}, {"is_subscribe", "N"}, {"trade_type", "JSAPI"},
        {"bank_type", "OTHERS"}, {"total_fee", "100"}, {"fee_type", "CNY"}, {"cash_fee", "100"},
        {"transaction_id", transaction}, {"out_trade_no", number}, {"time_end", "20260101120000"}};
}

Parameters with(Parameters fields, const QByteArray& name, const QByteArray& value)
{
    fields.set(name, value);
    return fields;
}

Parameters without(Parameters fields, const QByteArray& name)
{
    fields.remove(name);
    return fields;
}

Parameters changed(const QByteArray& name, const QByteArray& value)
{
    return with(goodFields(), name, value);
}

/// The message as it goes over the wire, signed.
QByteArray message(
    Parameters fields, SignType type = SignType::Md5, const QByteArray& key = keyText)
{
    fields.set("sign", signatureOf(fields, secretOf(key), type));
    return toXml(fields);
}

Judgement judgedBy(const QByteArray& body, const std::optional<Order>& order, bool adopt = false)
{
    return judge(readNotice(body, secretOf(keyText)), order, merchant(), adopt);
}

/// A raw HTTP client: one request, the whole answer.
class Client {
public:
    explicit Client(const QByteArray& url, const QByteArray& request)
    {
        const QUrl target(QString::fromLatin1(url));
        QObject::connect(
            &m_socket, &QTcpSocket::readyRead, &m_socket, [this] { answer += m_socket.readAll(); });
        QObject::connect(&m_socket, &QTcpSocket::connected, &m_socket,
            [this, request] { m_socket.write(request); });
        m_socket.connectToHost(target.host(), quint16(target.port()));
    }

    bool isDone() const
    {
        return !answer.isEmpty() && m_socket.state() == QAbstractSocket::UnconnectedState;
    }
    bool saysSuccess() const
    {
        return answer.contains("<return_code><![CDATA[SUCCESS]]></return_code>");
    }
    bool saysFail() const { return answer.contains("<return_code><![CDATA[FAIL]]></return_code>"); }
    QByteArray statusLine() const { return answer.left(answer.indexOf('\r')); }

    QByteArray answer;

private:
    QTcpSocket m_socket;
};

QByteArray post(const QByteArray& body, const QByteArray& head = "Content-Type: text/xml\r\n")
{
    return "POST /notify HTTP/1.1\r\nHost: pay.example.com\r\nConnection: close\r\n" + head
        + "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

/// A desk over a store in a folder.
class Desk {
public:
    explicit Desk(const QString& folder, const QByteArray& key = keyText)
        : store(std::move(*OrderStore::open(folder)))
        , desk(merchant(), secretOf(key), *store, clock)
        , judged(&desk, &NotificationDesk::judged)
        , wanted(&desk, &NotificationDesk::wantsQuery)
    {
        if (!desk.listen(QHostAddress::LocalHost, 0))
            qFatal("no listener");
    }

    void add(const Order& order) const
    {
        const auto added = store->writeNow<bool>([&](OrderWriter& writer) -> Result<bool> {
            return writer.add(order).map([] { return true; });
        });
        if (!added)
            qFatal("order not added");
    }
    Order order(const QByteArray& outTradeNo = number) const
    {
        const auto found = store->readNow<std::optional<Order>>(
            [&](const OrderReader& reader) { return reader.find("shop", outTradeNo); });
        return found && *found ? **found : Order();
    }
    QList<OrderEvent> events() const
    {
        return store
            ->readNow<QList<OrderEvent>>(
                [](const OrderReader& reader) { return reader.events("shop", number); })
            .value_or(QList<OrderEvent>());
    }
    QList<Exchange> exchanges() const
    {
        return store
            ->readNow<QList<Exchange>>([](const OrderReader& reader) {
                ExchangeQuery all;
                all.profile = "shop";
                return reader.exchanges(all);
            })
            .value_or(QList<Exchange>());
    }
    Judgement verdict(int index) const { return judged.at(index).at(0).value<Judgement>(); }

    ManualClock clock;
    std::unique_ptr<OrderStore> store;
    NotificationDesk desk;
    QSignalSpy judged;
    QSignalSpy wanted;
};

/// SQL beside the store, to break and to mend its file.
void sql(const QString& folder, const QString& statement)
{
    {
        QSqlDatabase database =
            QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("beside"));
        database.setDatabaseName(folder + QStringLiteral("/paydesk.db"));
        if (!database.open())
            qFatal("no database");
        QSqlQuery query(database);
        if (!query.exec(statement))
            qFatal("%s", qPrintable(query.lastError().text()));
    }
    QSqlDatabase::removeDatabase(QStringLiteral("beside"));
}

struct Expected {
    QByteArray reason; ///< empty: to be booked
    bool answerSuccess = false;
    bool hold = false;

    friend bool operator==(const Expected&, const Expected&) = default;
};

} // namespace

class TestNotify : public QObject {
    Q_OBJECT

private slots:
    void init() { QVERIFY(m_folder.isValid()); }

    void theDocumentedMessagesGetTheirVerdict_data();
    void theDocumentedMessagesGetTheirVerdict();
    void everyAttackIsRefusedForItsReason_data();
    void everyAttackIsRefusedForItsReason();
    void aForgedSignatureIsNeverRight_data();
    void aForgedSignatureIsNeverRight();
    void noKeySignsNothing();
    void theBookingDecidesTheRest_data();
    void theBookingDecidesTheRest();
    void theChecklistSurvivesItsJson();
    void whatIsShownHasNoControlCharacters();
    void theAnswerIsMadeOfConstants();

    void aPaymentIsBookedOnceAndAnsweredSuccess();
    void theDeskAnswersOnlyPostsToNotify();
    void hostAndContentTypeDecideNothing();
    void onlyTheSandboxSaysThatAMessageWasSpoiled_data();
    void onlyTheSandboxSaysThatAMessageWasSpoiled();
    void aMessageTheServerRefusesHasAVerdictToo();
    void aSecondTransactionIsAnAlarm();
    void oneTransactionPaysOneOrderOnly();
    void aCheapPaymentLeavesTheOrderUnpaidAndInTrouble();
    void anAmbiguousMessageIsHeldUntilAQueryConfirmsIt();
    void moneyForAClosedOrderIsHeld();
    void anUnknownOrderIsAdoptedWhenAllowed();
    void twoDesksAcceptTheSameMessageOnce();
    void aFailingHistoryAnswersFailAndRecovers();
    void theKeyIsNeverRecorded();

private:
    QString folder() { return m_folder.filePath(QString::number(++m_folders)); }

    QTemporaryDir m_folder;
    int m_folders = 0;
};

void TestNotify::theDocumentedMessagesGetTheirVerdict_data()
{
    QTest::addColumn<QJsonObject>("vector");
    const QJsonArray vectors = testData("vectors.json").object().value(u"vectors").toArray();
    for (const auto& entry : vectors) {
        const QJsonObject vector = entry.toObject();
        if (vector.value(u"kind").toString() == u"notify")
            QTest::newRow(qPrintable(vector.value(u"id").toString())) << vector;
    }
}

void TestNotify::theDocumentedMessagesGetTheirVerdict()
{
    QFETCH(const QJsonObject, vector);
    Parameters fields;
    const QJsonObject params = vector.value(u"params").toObject();
    for (auto field = params.begin(); field != params.end(); ++field)
        fields.append(field.key().toUtf8(), field.value().toString().toUtf8());
    Profile profile = merchant();
    profile.appid = fields.value("appid");
    profile.mchId = fields.value("mch_id");
    Order order = unpaid();
    order.outTradeNo = fields.value("out_trade_no");
    order.totalFee = *fenFromField(fields.value("total_fee"));

    const Notice notice =
        readNotice(toXml(fields), secretOf(vector.value(u"key").toString().toUtf8()));
    Judgement judgement = judge(notice, order, profile, false);
    if (judgement.report)
        judgement = settled(judgement, Applied::Fresh);

    const QJsonObject expected = vector.value(u"expected").toObject();
    QCOMPARE(notice.signedMd5, expected.value(u"signature_ok").toBool());
    QCOMPARE(verdictName(judgement.verdict), expected.value(u"verdict").toString().toUtf8());
    QCOMPARE(judgement.reason, expected.value(u"reason").toString().toUtf8());
}

void TestNotify::everyAttackIsRefusedForItsReason_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<std::optional<Order>>("order");
    QTest::addColumn<Expected>("expected");
    const auto row = [](const QByteArray& name, const QByteArray& body, const Expected& expected,
                         const std::optional<Order>& order = unpaid()) {
        QTest::newRow(name.constData()) << body << order << expected;
    };
    const Expected booked{};
    const Expected malformed{"malformed"};
    const Expected badSignature{"bad-signature"};
    const Parameters good = goodFields();

    row("a good message", message(good), booked);
    row("an unknown order", message(good), {"unknown-order"}, std::nullopt);
    row("unknown fields are signed and welcome", message(with(good, "new_field_2027", "1")),
        booked);
    row("no fee_type is CNY", message(without(good, "fee_type")), booked);

    row("empty body", "", malformed);
    row("not XML", R"({"return_code":"SUCCESS"})", malformed);
    row("a DTD", "<!DOCTYPE xml>" + message(good), malformed);
    row("bytes behind the document", message(good) + "<xml/>", malformed);
    row("a field twice", message(good).replace("</xml>", "<total_fee>1</total_fee></xml>"),
        malformed);
    row("return_code FAIL", toXml({{"return_code", "FAIL"}, {"return_msg", "签名错误"}}),
        malformed);
    for (const char* field :
        {"result_code", "transaction_id", "out_trade_no", "total_fee", "time_end", "openid"})
        row(QByteArray("no ") + field, message(without(good, field)), malformed);
    row("an over-long transaction_id", message(with(good, "transaction_id", QByteArray(33, '1'))),
        malformed);

    row("reflection: our unifiedorder request",
        message({{"appid", merchant().appid}, {"mch_id", merchant().mchId}, {"nonce_str", "1"},
            {"body", "x"}, {"out_trade_no", number}, {"total_fee", "100"},
            {"spbill_create_ip", "127.0.0.1"}, {"notify_url", "http://a/"},
            {"trade_type", "JSAPI"}}),
        malformed);
    row("reflection: our unifiedorder answer",
        message({{"return_code", "SUCCESS"}, {"result_code", "SUCCESS"},
            {"appid", merchant().appid}, {"mch_id", merchant().mchId}, {"nonce_str", "1"},
            {"prepay_id", "wx1"}, {"trade_type", "JSAPI"}}),
        malformed);
    row("reflection: our orderquery request",
        message({{"appid", merchant().appid}, {"mch_id", merchant().mchId}, {"nonce_str", "1"},
            {"out_trade_no", number}}),
        malformed);
    row("reflection: an orderquery answer", message(with(good, "trade_state", "SUCCESS")),
        malformed);
    row("reflection: an orderquery answer, unpaid",
        message(with(without(good, "transaction_id"), "trade_state", "NOTPAY")), malformed);
    row("reflection: a refund answer", message(with(good, "refund_id", "50000")), malformed);

    row("another appid", message(changed("appid", "wx8888888888888889")), {"wrong-merchant"});
    row("another mch_id", message(changed("mch_id", "1900000110")), {"wrong-merchant"});
    row("a padded mch_id", message(changed("mch_id", "1900000109 ")), {"wrong-merchant"});
    row("an appid in other case", message(changed("appid", "WX8888888888888888")),
        {"wrong-merchant"});

    const Order hmacOrder = unpaid(SignType::HmacSha256);
    const Parameters hmacLabel = changed("sign_type", "HMAC-SHA256");
    row("no sign", toXml(good), badSignature);
    row("HMAC order, HMAC message, labelled", message(hmacLabel, SignType::HmacSha256), booked,
        hmacOrder);
    row("HMAC order, HMAC message, no label", message(good, SignType::HmacSha256), booked,
        hmacOrder);
    row("HMAC order, MD5 message", message(good), badSignature, hmacOrder);
    row("HMAC order, MD5 message, MD5 label", message(changed("sign_type", "MD5")), badSignature,
        hmacOrder);
    row("HMAC order, HMAC message, MD5 label",
        message(changed("sign_type", "MD5"), SignType::HmacSha256), badSignature, hmacOrder);
    row("HMAC label over an MD5 signature", message(hmacLabel), badSignature, hmacOrder);
    row("MD5 order, HMAC message", message(good, SignType::HmacSha256), badSignature);
    row("MD5 order, HMAC message, labelled", message(hmacLabel, SignType::HmacSha256),
        badSignature);
    row("MD5 order, MD5 label", message(changed("sign_type", "MD5")), booked);
    for (const char* label : {"NONE", "md5", "MD5 ", "HMAC-SHA-256"})
        row(QByteArray("label ") + label, message(changed("sign_type", label)), badSignature);
    row("imported order, no label is MD5", message(good), booked, unpaid(std::nullopt));
    row("imported order, the label decides", message(hmacLabel, SignType::HmacSha256), booked,
        unpaid(std::nullopt));
    row("imported order, HMAC without label", message(good, SignType::HmacSha256), badSignature,
        unpaid(std::nullopt));
    row("unknown order, wrong signature", toXml(with(good, "sign", QByteArray(32, 'A'))),
        badSignature, std::nullopt);

    row("result_code FAIL",
        message(with(changed("result_code", "FAIL"), "err_code", "SYSTEMERROR")),
        {"result-not-success", true});
    row("result_code in lower case", message(changed("result_code", "success")),
        {"result-not-success", true});

    for (const char* amount : {"1", "99", "101", "1e2", "+100", "-100", "0100", "100.0", "0x64",
             " 100", "100 ", "4294967396", "18446744073709551716", "１００", "\u00a0100"})
        row(QByteArray("amount ") + amount, message(changed("total_fee", amount)),
            {"amount-mismatch"});
    row("another currency", message(changed("fee_type", "USD")), {"currency-mismatch"});
    row("the currency in lower case", message(changed("fee_type", "cny")), {"currency-mismatch"});

    row("a value that holds another field", message(changed("attach", "a&total_fee=100")),
        {"ambiguous", false, true});
    row("a value that holds a coupon", message(changed("attach", "a&coupon_fee_11=1")),
        {"ambiguous", false, true});
    row("two fields joined",
        message(with(without(good, "bank_type"), "bank_type", "OTHERS&cash_fee=100")),
        {"ambiguous", false, true});
    row("ambiguous and unknown: nothing to hold", message(changed("attach", "a&total_fee=100")),
        {"ambiguous"}, std::nullopt);
    row("ambiguous for a paid order can change nothing",
        message(changed("attach", "a&total_fee=100")), booked, inState(TradeState::Success));
    row("a harmless ampersand", message(changed("attach", "a&b=c&total_fe=1&total_fee")), booked);

    row("still being placed", message(good), booked, inState(TradeState::Placing));
    row("paid", message(good), booked, inState(TradeState::Success));
    row("refunded", message(good), booked, inState(TradeState::Refund));
    for (const TradeState ended : {TradeState::Closed, TradeState::Revoked, TradeState::PayError})
        row(tradeStateName(ended), message(good), {"ambiguous", false, true}, inState(ended));
}

void TestNotify::everyAttackIsRefusedForItsReason()
{
    QFETCH(const QByteArray, body);
    QFETCH(const std::optional<Order>, order);
    QFETCH(const Expected, expected);
    const Judgement judgement = judgedBy(body, order);
    QCOMPARE(judgement.reason, expected.reason);
    QCOMPARE(judgement.answerSuccess, expected.answerSuccess);
    QCOMPARE(judgement.hold, expected.hold);
    QCOMPARE(judgement.report.has_value(), expected.reason.isEmpty());

    QList<QByteArray> ids;
    bool failed = false;
    for (const Check& check : judgement.checks) {
        ids.append(check.id);
        QVERIFY2(!failed || check.state == Check::State::NotRun, check.id.constData());
        failed = failed || check.state == Check::State::Failed;
    }
    QCOMPARE(failed, !expected.reason.isEmpty());
    QCOMPARE(ids.join(' '),
        QByteArray("xml return-code fields merchant signature result-code order amount currency "
                   "transaction first-time"));
}

void TestNotify::aForgedSignatureIsNeverRight_data()
{
    QTest::addColumn<QByteArray>("sign");
    const QByteArray right = signatureOf(goodFields(), secretOf(keyText), SignType::Md5);
    const auto under = [](const QByteArray& key) {
        return signatureOf(goodFields(), secretOf(key), SignType::Md5);
    };
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("prefix") << right.left(16);
    QTest::newRow("first character") << right.left(1);
    QTest::newRow("trailing blank") << right + ' ';
    QTest::newRow("leading blank") << ' ' + right;
    QTest::newRow("twice") << right + right;
    QTest::newRow("lower case") << right.toLower();
    QTest::newRow("last digit") << right.left(31) + (right.back() == '0' ? '1' : '0');
    QTest::newRow("empty key") << under("");
    QTest::newRow("truncated key") << under(keyText.left(31));
    QTest::newRow("padded key") << under(keyText + ' ');
    QTest::newRow("key with newline") << under(keyText + '\n');
    QTest::newRow("mch_id as key") << under(merchant().mchId);
    QTest::newRow("null as key") << under("null");
}

void TestNotify::aForgedSignatureIsNeverRight()
{
    QFETCH(const QByteArray, sign);
    const Judgement judgement = judgedBy(toXml(changed("sign", sign)), unpaid());
    QCOMPARE(judgement.reason, QByteArray("bad-signature"));
    QVERIFY(!judgement.answerSuccess);
}

void TestNotify::noKeySignsNothing()
{
    for (const SignType type : {SignType::Md5, SignType::HmacSha256}) {
        const Notice notice = readNotice(message(goodFields(), type, ""), Secret());
        QVERIFY(!notice.signedMd5 && !notice.signedHmac);
        QCOMPARE(judge(notice, unpaid(type), merchant(), true).reason, QByteArray("bad-signature"));
    }
}

void TestNotify::theBookingDecidesTheRest_data()
{
    QTest::addColumn<Applied>("applied");
    QTest::addColumn<QByteArray>("verdict");
    QTest::addColumn<QByteArray>("reason");
    QTest::addColumn<bool>("success");
    const auto row = [](const char* name, Applied applied, const char* verdict, const char* reason,
                         bool success) {
        QTest::newRow(name) << applied << QByteArray(verdict) << QByteArray(reason) << success;
    };
    row("fresh", Applied::Fresh, "accepted", "ok", true);
    row("duplicate", Applied::Duplicate, "duplicate", "ok", true);
    row("stale", Applied::Stale, "rejected", "stale", true);
    row("transaction reused", Applied::TransactionReused, "rejected", "transaction-reused", false);
    row("second transaction", Applied::SecondTransaction, "rejected", "second-transaction", false);
    row("vanished order", Applied::UnknownOrder, "rejected", "unknown-order", false);
}

void TestNotify::theBookingDecidesTheRest()
{
    QFETCH(const Applied, applied);
    QFETCH(const QByteArray, verdict);
    QFETCH(const QByteArray, reason);
    QFETCH(const bool, success);
    const Judgement judgement = settled(judgedBy(message(goodFields()), unpaid()), applied);
    QCOMPARE(verdictName(judgement.verdict), verdict);
    QCOMPARE(judgement.reason, reason);
    QCOMPARE(judgement.answerSuccess, success);
}

void TestNotify::theChecklistSurvivesItsJson()
{
    const QList<Check> checks =
        judgedBy(message(changed("total_fee", "1\"\\</xml>钱")), unpaid()).checks;
    QCOMPARE(checksFromJson(checksToJson(checks)), checks);
    QVERIFY(checksFromJson("not json").isEmpty());
}

void TestNotify::whatIsShownHasNoControlCharacters()
{
    const QByteArray nasty = QByteArray("a\nb\x1b[31mc\x7f")
        + QByteArray::fromHex("C285E280AEE2808B") + QByteArray(200, 'z');
    QCOMPARE(presentable(nasty), "ab[31mc" + QByteArray(57, 'z'));
    QCOMPARE(presentable("订单"), QByteArray("订单"));
    const Judgement judgement = judgedBy(message(changed("out_trade_no", "PD\n{\"event\":1}")), {});
    QCOMPARE(judgement.outTradeNo, QByteArray("PD{\"event\":1}"));
    QCOMPARE(judgement.reason, QByteArray("unknown-order"));
}

void TestNotify::theAnswerIsMadeOfConstants()
{
    QCOMPARE(noticeAnswer(settled(judgedBy(message(goodFields()), unpaid()), Applied::Fresh)),
        QByteArray("<xml><return_code><![CDATA[SUCCESS]]></return_code><return_msg><![CDATA[OK]]></"
                   "return_msg></xml>"));
    const QByteArray refusal =
        noticeAnswer(judgedBy(message(changed("total_fee", "31337")), unpaid()));
    QCOMPARE(refusal,
        QByteArray("<xml><return_code><![CDATA[FAIL]]></return_code>"
                   "<return_msg><![CDATA[amount-mismatch]]></return_msg></xml>"));
}

void TestNotify::aPaymentIsBookedOnceAndAnsweredSuccess()
{
    const Desk desk(folder());
    desk.add(unpaid());
    const Client first(desk.desk.url(), post(message(goodFields())));
    QTRY_VERIFY(first.isDone());
    QVERIFY(first.statusLine().startsWith("HTTP/1.1 200"));
    QVERIFY(first.saysSuccess());
    QVERIFY(first.answer.contains("text/xml"));
    QTRY_COMPARE(desk.judged.size(), 1);
    QCOMPARE(desk.verdict(0).verdict, Verdict::Accepted);
    QCOMPARE(desk.order().state, TradeState::Success);
    QCOMPARE(desk.order().transactionId, transaction);
    QCOMPARE(desk.order().paidAt, QDateTime(QDate(2026, 1, 1), QTime(4, 0), Qt::UTC));

    // A repetition differs in nonce_str and sign only.
    const Client second(desk.desk.url(), post(message(changed("nonce_str", "other"))));
    QTRY_VERIFY(second.isDone());
    QVERIFY(second.saysSuccess());
    QTRY_COMPARE(desk.judged.size(), 2);
    QCOMPARE(desk.verdict(1).verdict, Verdict::Duplicate);
    QCOMPARE(desk.verdict(1).reason, QByteArray("ok"));

    const QList<Exchange> exchanges = desk.exchanges();
    QCOMPARE(exchanges.size(), 2);
    QCOMPARE(exchanges.first().direction, Exchange::Direction::Incoming);
    QCOMPARE(exchanges.first().outTradeNo, number);
    QCOMPARE(exchanges.first().outcome, QByteArray("ok"));
    QCOMPARE(checksFromJson(exchanges.first().checks), desk.verdict(0).checks);
    const QList<OrderEvent> events = desk.events();
    QCOMPARE(events.size(), 2);
    QCOMPARE(events.first().kind, OrderEvent::Kind::Notification);
    QCOMPARE(events.first().exchangeId, exchanges.first().id);
    QVERIFY(desk.wanted.isEmpty());
}

void TestNotify::theDeskAnswersOnlyPostsToNotify()
{
    Desk desk(folder());
    const Client get(
        desk.desk.url(), "GET /notify HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    QTRY_VERIFY(get.isDone());
    QVERIFY(get.statusLine().startsWith("HTTP/1.1 405"));
    QVERIFY(get.answer.contains("Allow: POST"));
    const Client elsewhere(desk.desk.url(),
        "POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
    QTRY_VERIFY(elsewhere.isDone());
    QVERIFY(elsewhere.statusLine().startsWith("HTTP/1.1 404"));
    QVERIFY(desk.judged.isEmpty());
    QVERIFY(desk.exchanges().isEmpty());

    desk.desk.close();
    QVERIFY(!desk.desk.isListening());
    QVERIFY(desk.desk.url().isEmpty());
}

void TestNotify::hostAndContentTypeDecideNothing()
{
    const Desk desk(folder());
    desk.add(unpaid());
    const Client client(
        desk.desk.url(), post(message(goodFields()), "Content-Type: text/html; charset=gbk\r\n"));
    QTRY_VERIFY(client.isDone());
    QVERIFY(client.saysSuccess());
}

void TestNotify::onlyTheSandboxSaysThatAMessageWasSpoiled_data()
{
    QTest::addColumn<bool>("sandbox");
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<QByteArray>("why");
    const QByteArray planted = "planted-repeat Planted%3A%20again";
    QTest::newRow("sandbox") << true << planted << QByteArray("Planted: again");
    QTest::newRow("real merchant") << false << planted << QByteArray();
    QTest::newRow("not planted") << true << QByteArray("sign-missing Because") << QByteArray();
    QTest::newRow("not UTF-8") << true << QByteArray("planted-repeat %FF") << QByteArray();
}

void TestNotify::onlyTheSandboxSaysThatAMessageWasSpoiled()
{
    QFETCH(const bool, sandbox);
    QFETCH(const QByteArray, header);
    QFETCH(const QByteArray, why);
    ManualClock clock;
    const auto store = std::move(*OrderStore::open(folder()));
    const Profile profile = sandbox ? sandboxProfile() : merchant();
    NotificationDesk desk(profile, secretOf(keyText), *store, clock);
    QVERIFY(desk.listen(QHostAddress::LocalHost, 0));
    const QSignalSpy judged(&desk, &NotificationDesk::judged);
    const Client client(
        desk.url(), post(message(goodFields()), "X-Paydesk-Why: " + header + "\r\n"));
    QTRY_COMPARE(judged.size(), 1);
    QCOMPARE(judged.first().at(1).value<Exchange>().why, why);
}

void TestNotify::aMessageTheServerRefusesHasAVerdictToo()
{
    const Desk desk(folder());
    const Client client(desk.desk.url(), post(QByteArray(65 * 1024, 'x')));
    QTRY_VERIFY(!client.answer.isEmpty());
    QVERIFY(client.statusLine().startsWith("HTTP/1.1 413"));
    QTRY_COMPARE(desk.judged.size(), 1);
    QCOMPARE(desk.verdict(0).reason, QByteArray("malformed"));
    QCOMPARE(desk.exchanges().size(), 1);
    QCOMPARE(desk.exchanges().first().status, 413);
}

void TestNotify::aSecondTransactionIsAnAlarm()
{
    const Desk desk(folder());
    desk.add(unpaid());
    const Client first(desk.desk.url(), post(message(goodFields())));
    QTRY_VERIFY(first.isDone());
    const Client second(desk.desk.url(), post(message(changed("transaction_id", "4200009999"))));
    QTRY_VERIFY(second.isDone());
    QVERIFY(second.saysFail());
    QTRY_COMPARE(desk.judged.size(), 2);
    QCOMPARE(desk.verdict(1).reason, QByteArray("second-transaction"));
    QCOMPARE(desk.order().transactionId, transaction);
    QCOMPARE(desk.order().trouble, QByteArray("second-transaction"));
}

void TestNotify::oneTransactionPaysOneOrderOnly()
{
    const Desk desk(folder());
    desk.add(unpaid());
    Order other = unpaid();
    other.outTradeNo = "PD2";
    desk.add(other);
    const Client first(desk.desk.url(), post(message(goodFields())));
    QTRY_VERIFY(first.isDone());
    const Client second(desk.desk.url(), post(message(changed("out_trade_no", "PD2"))));
    QTRY_VERIFY(second.isDone());
    QVERIFY(second.saysFail());
    QTRY_COMPARE(desk.judged.size(), 2);
    QCOMPARE(desk.verdict(1).reason, QByteArray("transaction-reused"));
    QCOMPARE(desk.order("PD2").state, TradeState::NotPay);
    QCOMPARE(desk.order("PD2").trouble, QByteArray("transaction-reused"));
}

void TestNotify::aCheapPaymentLeavesTheOrderUnpaidAndInTrouble()
{
    const Desk desk(folder());
    desk.add(unpaid());
    const Client client(desk.desk.url(), post(message(changed("total_fee", "1"))));
    QTRY_VERIFY(client.isDone());
    QVERIFY(client.saysFail());
    QCOMPARE(desk.order().state, TradeState::NotPay);
    QCOMPARE(desk.order().trouble, QByteArray("amount-mismatch"));
    // A message that anybody could have written marks nothing.
    Order other = unpaid();
    other.outTradeNo = "PD2";
    desk.add(other);
    const Client forged(desk.desk.url(), post(toXml(changed("out_trade_no", "PD2"))));
    QTRY_VERIFY(forged.isDone());
    QVERIFY(forged.saysFail());
    QVERIFY(desk.order("PD2").trouble.isEmpty());
}

void TestNotify::anAmbiguousMessageIsHeldUntilAQueryConfirmsIt()
{
    Desk desk(folder());
    desk.add(unpaid());
    const QByteArray body = message(changed("attach", "a&total_fee=100"));
    const Client first(desk.desk.url(), post(body));
    QTRY_VERIFY(first.isDone());
    QVERIFY(first.saysFail());
    QTRY_COMPARE(desk.wanted.size(), 1);
    QCOMPARE(desk.wanted.first().first().toByteArray(), number);
    QCOMPARE(desk.order().state, TradeState::NotPay);
    QVERIFY(desk.order().held);
    QCOMPARE(desk.order().nextQueryAt, desk.clock.now());

    StateReport confirmed;
    confirmed.profile = "shop";
    confirmed.outTradeNo = number;
    confirmed.state = TradeState::Success;
    confirmed.transactionId = transaction;
    confirmed.confirmed = true;
    QCOMPARE(*desk.store->writeNow<Applied>(
                 [&](OrderWriter& writer) { return writer.report(confirmed); }),
        Applied::Fresh);
    const Client second(desk.desk.url(), post(body));
    QTRY_VERIFY(second.isDone());
    QVERIFY(second.saysSuccess());
    QTRY_COMPARE(desk.judged.size(), 2);
    QCOMPARE(desk.verdict(1).verdict, Verdict::Duplicate);
}

void TestNotify::moneyForAClosedOrderIsHeld()
{
    const Desk desk(folder());
    desk.add(inState(TradeState::Closed));
    const Client client(desk.desk.url(), post(message(goodFields())));
    QTRY_VERIFY(client.isDone());
    QVERIFY(client.saysFail());
    QTRY_COMPARE(desk.judged.size(), 1);
    QCOMPARE(desk.verdict(0).reason, QByteArray("ambiguous"));
    QCOMPARE(desk.order().state, TradeState::Closed);
    QVERIFY(desk.order().held);
}

void TestNotify::anUnknownOrderIsAdoptedWhenAllowed()
{
    Desk desk(folder());
    const Client refused(desk.desk.url(), post(message(goodFields())));
    QTRY_VERIFY(refused.isDone());
    QVERIFY(refused.saysFail());
    QTRY_COMPARE(desk.judged.size(), 1);
    QCOMPARE(desk.verdict(0).reason, QByteArray("unknown-order"));
    QVERIFY(desk.order().outTradeNo.isEmpty());

    desk.desk.setAdoptUnknown(true);
    const Client adopted(
        desk.desk.url(), post(message(changed("sign_type", "HMAC-SHA256"), SignType::HmacSha256)));
    QTRY_VERIFY(adopted.isDone());
    QVERIFY(adopted.saysSuccess());
    QCOMPARE(desk.order().state, TradeState::Success);
    QCOMPARE(desk.order().origin, Origin::Adopted);
    QCOMPARE(desk.order().totalFee, Fen{100});
    QVERIFY(!desk.order().signType);
    QCOMPARE(desk.events().size(), 2);
}

void TestNotify::twoDesksAcceptTheSameMessageOnce()
{
    const QString shared = folder();
    Desk one(shared);
    Desk two(shared);
    one.add(unpaid());
    std::vector<std::unique_ptr<Client>> clients;
    clients.reserve(20);
    for (int i = 0; i < 20; ++i)
        clients.push_back(
            std::make_unique<Client>((i % 2 ? one : two).desk.url(), post(message(goodFields()))));
    QTRY_COMPARE(one.judged.size() + two.judged.size(), 20);
    QTRY_VERIFY(std::all_of(
        clients.begin(), clients.end(), [](const auto& client) { return client->isDone(); }));
    int accepted = 0;
    int duplicate = 0;
    for (const Desk* desk : {&one, &two}) {
        for (int i = 0; i < desk->judged.size(); ++i) {
            accepted += desk->verdict(i).verdict == Verdict::Accepted;
            duplicate += desk->verdict(i).verdict == Verdict::Duplicate;
        }
    }
    QCOMPARE(accepted, 1);
    QCOMPARE(duplicate, 19);
    QVERIFY(std::all_of(
        clients.begin(), clients.end(), [](const auto& client) { return client->saysSuccess(); }));
}

void TestNotify::aFailingHistoryAnswersFailAndRecovers()
{
    const QString place = folder();
    const Desk desk(place);
    desk.add(unpaid());
    // The state could be booked, the record of it cannot: neither may stay.
    sql(place,
        QStringLiteral("CREATE TRIGGER broken BEFORE INSERT ON exchanges BEGIN SELECT RAISE(ABORT, "
                       "'broken'); END"));
    const Client first(desk.desk.url(), post(message(goodFields())));
    QTRY_VERIFY(first.isDone());
    QVERIFY(first.saysFail());
    QTRY_COMPARE(desk.judged.size(), 1);
    QCOMPARE(desk.verdict(0).verdict, Verdict::Rejected);
    QCOMPARE(desk.verdict(0).reason, QByteArray("storage"));
    QCOMPARE(desk.verdict(0).outTradeNo, number);
    QCOMPARE(desk.order().state, TradeState::NotPay);

    sql(place, QStringLiteral("DROP TRIGGER broken"));
    const Client second(desk.desk.url(), post(message(goodFields())));
    QTRY_VERIFY(second.isDone());
    QVERIFY(second.saysSuccess());
    QCOMPARE(desk.order().state, TradeState::Success);
}

void TestNotify::theKeyIsNeverRecorded()
{
    const Desk desk(folder());
    const Client client(
        desk.desk.url(), post(message(changed("attach", keyText)), "X-Key: " + keyText + "\r\n"));
    QTRY_VERIFY(client.isDone());
    QTRY_COMPARE(desk.judged.size(), 1);
    const Exchange exchange = desk.exchanges().first();
    QVERIFY(!exchange.requestBody.contains(keyText));
    for (const Header& header : exchange.requestHeaders)
        QVERIFY(!header.value.contains(keyText));
}

QTEST_GUILESS_MAIN(TestNotify)
#include "tst_notify.moc"

#include "core/base/wording.h"
#include "core/checkout/booking.h"
#include "core/checkout/placeorder.h"
#include "core/gateway/phone.h"
#include "core/sandbox/sandboxserver.h"
#include "core/sign/xmlcodec.h"
#include "tests/road.h"
#include "tests/support.h"

#include <QHostAddress>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <memory>
#include <optional>

using namespace paydesk;
using namespace std::chrono_literals;

namespace {

const QByteArray nowhere = "http://127.0.0.1:9/notify";

SandboxMerchant publishedMerchant()
{
    const auto bytes = [](const Secret& secret) {
        return secret.reveal([](QByteArrayView view) { return view.toByteArray(); });
    };
    const Credentials credentials = sandboxCredentials();
    return {sandboxProfile().appid, sandboxProfile().mchId, bytes(credentials.apiKey),
        bytes(credentials.appSecret)};
}

OrderDraft draft(const QByteArray& outTradeNo = "PD20260101000001")
{
    OrderDraft draft;
    draft.outTradeNo = outTradeNo;
    draft.body = "咖啡 Coffee";
    draft.totalFee = {1280};
    draft.code = "a-code";
    draft.notifyUrl = nowhere;
    return draft;
}

/// A till with its history, a gateway to speak to and a customer's phone.
class Till {
public:
    explicit Till(Road::Choice choice = allArrives)
        : sandbox({publishedMerchant(), {}, {}}, clock)
    {
        if (!sandbox.listen(QHostAddress(QHostAddress::LocalHost), 0))
            qFatal("the sandbox does not listen");
        road = std::make_unique<Road>(sandbox.url(), std::move(choice));
        phone = std::make_unique<Phone>(sandbox.url(), clock);
        use(road->server.url(), sandboxCredentials());
        store = std::move(*OrderStore::open(folder.path()));
    }

    void use(const QByteArray& url, Credentials credentials)
    {
        Profile profile = sandboxProfile();
        profile.endpoints = {url, url};
        gateway = std::make_unique<GatewayClient>(profile, std::move(credentials), clock);
    }

    Answer answerOf(Call* call) const
    {
        std::optional<Answer> answer;
        QObject::connect(
            call, &Call::finished, call, [&answer](const Answer& heard) { answer = heard; });
        [[maybe_unused]] const bool heard = waitUntil([&answer] { return answer.has_value(); });
        return answer.value_or(Answer());
    }

    Result<PlacedOrder> place(const OrderDraft& wanted, bool sendAnyway = false)
    {
        auto* journey = new PlaceOrder(*gateway, *store, clock);
        std::optional<Result<PlacedOrder>> placed;
        steps.clear();
        QObject::connect(journey, &PlaceOrder::ended, &context,
            [this](PlaceOrder::Step step, const Result<void>& outcome) {
                steps += QByteArray::number(int(step))
                    + (outcome ? " ok" : " " + failureName(outcome.error().id));
            });
        QObject::connect(journey, &PlaceOrder::finished, &context,
            [&placed](const Result<PlacedOrder>& heard) { placed = heard; });
        journey->start(wanted, sendAnyway);
        if (placed)
            qFatal("finished inside start()");
        [[maybe_unused]] const bool heard = waitUntil([&placed] { return placed.has_value(); });
        return placed.value_or(fail(FailureId::TimedOut));
    }

    Result<Order> close(const QByteArray& outTradeNo)
    {
        auto* journey = new CloseOrder(*gateway, *store, clock);
        std::optional<Result<Order>> closed;
        QObject::connect(journey, &CloseOrder::finished, &context,
            [&closed](const Result<Order>& heard) { closed = heard; });
        journey->start(outTradeNo);
        [[maybe_unused]] const bool heard = waitUntil([&closed] { return closed.has_value(); });
        return closed.value_or(fail(FailureId::TimedOut));
    }

    OrderDraft draftWithCode() const
    {
        OrderDraft wanted = draft();
        wanted.code = answerOf(phone->login()).fields.value().value("code");
        return wanted;
    }

    std::optional<Order> kept(const QByteArray& outTradeNo = "PD20260101000001") const
    {
        return store
            ->readNow<std::optional<Order>>([&](const OrderReader& reader) {
                return reader.find(sandboxProfile().name, outTradeNo);
            })
            .value();
    }

    /// The timeline as words: "login ok".
    QList<QByteArray> timeline(const QByteArray& outTradeNo = "PD20260101000001") const
    {
        QList<QByteArray> lines;
        const auto events = store->readNow<QList<OrderEvent>>([&](const OrderReader& reader) {
            return reader.events(sandboxProfile().name, outTradeNo);
        });
        for (const OrderEvent& event : *events) {
            if (event.kind != OrderEvent::Kind::StateChanged)
                lines += eventKindName(event.kind) + ' ' + event.outcome;
        }
        return lines;
    }

    QList<Exchange> exchanges(const QByteArray& outTradeNo = "PD20260101000001") const
    {
        ExchangeQuery query;
        query.profile = sandboxProfile().name;
        query.outTradeNo = outTradeNo;
        return store
            ->readNow<QList<Exchange>>(
                [&](const OrderReader& reader) { return reader.exchanges(query); })
            .value();
    }

    QObject context;
    QTemporaryDir folder;
    SystemClock clock;
    SandboxServer sandbox;
    std::unique_ptr<Road> road;
    std::unique_ptr<GatewayClient> gateway;
    std::unique_ptr<OrderStore> store;
    std::unique_ptr<Phone> phone;
    QList<QByteArray> steps;
};

Parameters businessOf(const SeenRequest& request)
{
    Parameters fields = fromXml(request.body).value();
    fields.remove("nonce_str");
    fields.remove("sign");
    return fields;
}

QByteArray signedAnswer(const Parameters& fields)
{
    const Parameters head{{"return_code", "SUCCESS"}, {"appid", sandboxProfile().appid},
        {"mch_id", sandboxProfile().mchId}, {"nonce_str", newNonce()}};
    Parameters message = head;
    for (const Parameter& field : fields)
        message.append(field.name, field.value);
    message.append("sign", signatureOf(message, sandboxCredentials().apiKey, SignType::Md5));
    return httpAnswer(toXml(message));
}

} // namespace

class TestCheckout : public QObject {
    Q_OBJECT

private slots:
    void numbersAreNewAndWellFormed();
    void businessFieldsLeaveEmptyOnesOut();
    void rulesNameTheField_data();
    void rulesNameTheField();
    void everyBrokenRuleIsTold();
    void aCodeBecomesAPaySign();
    void aPaySignPays();
    void otherTradeTypesNeedNoLogin_data();
    void otherTradeTypesNeedNoLogin();
    void eachFrontEndIsSignedFor_data();
    void eachFrontEndIsSignedFor();
    void aServiceProvidersPayerIsNamedUnderTheSubMerchant_data();
    void aServiceProvidersPayerIsNamedUnderTheSubMerchant();
    void aBrokenDraftIsNeitherStoredNorSent();
    void sentAnywayItIsRefusedAndKept();
    void aWrongKeyIsRefusedWithItsReason();
    void aUsedCodeEndsTheJourney();
    void aNumberIsTakenOnce();
    void aLostAnswerIsAskedForAndSentAgain_data();
    void aLostAnswerIsAskedForAndSentAgain();
    void whatStaysLostStaysPlanned();
    void aPaymentBehindALostAnswerIsFound();
    void aLostAnswersQueryAboutAnotherAmountBooksNothing();
    void aGatewayThatIsDownLosesNothing();
    void endedHalfwayItIsInTheHistory();
    void closingClosesOnceAndForAll();
    void closingAnUnknownOrderAsksNobody();
    void closingAPaidOrderPlansAQuery();
};

void TestCheckout::numbersAreNewAndWellFormed()
{
    const ManualClock clock(QDateTime(QDate(2026, 1, 1), QTime(16, 30, 5, 7), Qt::UTC));
    const QByteArray number = newOutTradeNo(clock);
    QVERIFY2(number.startsWith("PD20260102003005007"), number.constData());
    QCOMPARE(number.size(), 23);
    const OrderDraft wanted = draft(number);
    QVERIFY(brokenRules(wanted, sandboxProfile()).isEmpty());
    QSet<QByteArray> numbers;
    for (int i = 0; i < 20; ++i)
        numbers.insert(newOutTradeNo(clock));
    QVERIFY(numbers.size() > 15);
}

void TestCheckout::businessFieldsLeaveEmptyOnesOut()
{
    OrderDraft wanted = draft();
    wanted.more = {{"attach", ""}, {"goods_tag", "WXG"}};
    const Parameters fields = businessFields(wanted);
    QCOMPARE(fields,
        (Parameters{{"out_trade_no", "PD20260101000001"}, {"body", "咖啡 Coffee"},
            {"total_fee", "1280"}, {"trade_type", "JSAPI"}, {"notify_url", nowhere},
            {"spbill_create_ip", "127.0.0.1"}, {"goods_tag", "WXG"}}));
}

void TestCheckout::rulesNameTheField_data()
{
    QTest::addColumn<std::function<void(OrderDraft&)>>("change");
    QTest::addColumn<bool>("real");
    QTest::addColumn<QByteArray>("expected");
    using Change = std::function<void(OrderDraft&)>;
    const auto row = [](const char* name, const QByteArray& expected, const Change& change,
                         bool real = false) { QTest::newRow(name) << change << real << expected; };
    const auto more = [](const char* name, const QByteArray& value) -> Change {
        return [=](OrderDraft& draft) { draft.more.append(name, value); };
    };
    row("as it is", "", [](OrderDraft&) {});
    row("no number", "field-missing out_trade_no", [](OrderDraft& d) { d.outTradeNo.clear(); });
    row("33 bytes", "field-too-long out_trade_no",
        [](OrderDraft& d) { d.outTradeNo = QByteArray(33, '1'); });
    row("32 bytes", "", [](OrderDraft& d) { d.outTradeNo = QByteArray(32, '1'); });
    row("short number", "", [](OrderDraft& d) { d.outTradeNo = "1"; });
    row("every allowed sign", "", [](OrderDraft& d) { d.outTradeNo = "aZ09_-|*"; });
    row("a blank in it", "field-malformed out_trade_no",
        [](OrderDraft& d) { d.outTradeNo = "PD 1"; });
    row("Chinese in it", "field-malformed out_trade_no",
        [](OrderDraft& d) { d.outTradeNo = "订单1"; });
    row("no body", "field-missing body", [](OrderDraft& d) { d.body.clear(); });
    row("42 Chinese characters", "", [](OrderDraft& d) { d.body = QByteArray("咖").repeated(42); });
    row("43 Chinese characters", "field-too-long body",
        [](OrderDraft& d) { d.body = QByteArray("咖").repeated(43); });
    row("GBK body", "field-malformed body", [](OrderDraft& d) { d.body = "\xBF\xA7\xB7\xC8"; });
    row("cut character", "field-malformed body",
        [](OrderDraft& d) { d.body = QByteArray("咖").first(2); });
    row("line break", "field-malformed body", [](OrderDraft& d) { d.body = "a\r\nb"; });
    row("nothing to pay", "amount-out-of-range ", [](OrderDraft& d) { d.totalFee = {0}; });
    row("less than nothing", "amount-out-of-range ", [](OrderDraft& d) { d.totalFee = {-1}; });
    row("too much", "amount-out-of-range ", [](OrderDraft& d) { d.totalFee = {largestFen + 1}; });
    row("WXA", "field-malformed trade_type", [](OrderDraft& d) { d.tradeType = "WXA"; });
    row("no trade type", "field-missing trade_type", [](OrderDraft& d) { d.tradeType.clear(); });
    row("nobody pays", "field-missing openid", [](OrderDraft& d) { d.code.clear(); });
    row("a payer without code", "", [](OrderDraft& d) {
        d.code.clear();
        d.openid = "oUpF8uMuAJO_M2pxb1Q9zNjWeS6o";
    });
    row("long openid", "field-too-long openid",
        [](OrderDraft& d) { d.openid = QByteArray(129, 'o'); });
    row("no address", "field-missing notify_url", [](OrderDraft& d) { d.notifyUrl.clear(); });
    row("query", "field-malformed notify_url",
        [](OrderDraft& d) { d.notifyUrl = "http://127.0.0.1/n?a=1"; });
    row("fragment", "field-malformed notify_url",
        [](OrderDraft& d) { d.notifyUrl = "http://127.0.0.1/n#a"; });
    row("user", "field-malformed notify_url",
        [](OrderDraft& d) { d.notifyUrl = "http://me:pw@127.0.0.1/n"; });
    row("path only", "field-malformed notify_url", [](OrderDraft& d) { d.notifyUrl = "/notify"; });
    row("file", "field-malformed notify_url",
        [](OrderDraft& d) { d.notifyUrl = "file:///notify"; });
    row("long address", "field-too-long notify_url",
        [](OrderDraft& d) { d.notifyUrl = "http://127.0.0.1/" + QByteArray(240, 'n'); });
    row(
        "real: https", "", [](OrderDraft& d) { d.notifyUrl = "https://shop.example/notify"; },
        true);
    row(
        "real: http", "field-malformed notify_url",
        [](OrderDraft& d) { d.notifyUrl = "http://shop.example/notify"; }, true);
    row(
        "real: loopback", "field-malformed notify_url",
        [](OrderDraft& d) { d.notifyUrl = "https://127.0.0.1/notify"; }, true);
    row("IPv6", "", [](OrderDraft& d) { d.spbillCreateIp = "2001:db8::1"; });
    row("no IP", "field-malformed spbill_create_ip",
        [](OrderDraft& d) { d.spbillCreateIp = "localhost"; });
    row("NATIVE alone", "field-missing product_id", [](OrderDraft& d) { d.tradeType = "NATIVE"; });
    row("MWEB alone", "field-missing scene_info", [](OrderDraft& d) { d.tradeType = "MWEB"; });
    row("long attach", "field-too-long attach", more("attach", QByteArray(128, 'a')));
    row("time", "", more("time_expire", "20260101122000"));
    row("31 February", "field-malformed time_expire", more("time_expire", "20260231122000"));
    row("detail", "", more("detail", "{\"goods_detail\":[]}"));
    row("no JSON", "field-malformed detail", more("detail", "{goods}"));
    row("dollars", "field-malformed fee_type", more("fee_type", "USD"));
    row("limit_pay", "field-malformed limit_pay", more("limit_pay", "credit"));
    row("sub_openid of nobody's sub merchant", "field-malformed sub_openid",
        [](OrderDraft& d) { d.subOpenid = "oUpF8uMuAJO_M2pxb1Q9zNjWeS6o"; });
    row("partner field", "", more("sub_mch_id", "1900000110"));
    row("signs itself", "field-malformed sign", more("sign", "ABC"));
    row("body again", "field-malformed body", more("body", "tea"));
    row("no name", "field-malformed a b", more("a b", "1"));
}

void TestCheckout::rulesNameTheField()
{
    QFETCH(const std::function<void(OrderDraft&)>, change);
    QFETCH(const bool, real);
    QFETCH(const QByteArray, expected);
    OrderDraft wanted = draft();
    Profile profile = sandboxProfile();
    if (real)
        profile.kind = Profile::Kind::Real;
    change(wanted);
    QByteArray found;
    const QList<Failure> broken = brokenRules(wanted, profile);
    for (const Failure& failure : broken)
        found += failureName(failure.id) + ' '
            + failure.details.value(QStringLiteral("field")).toByteArray();
    QCOMPARE(found, expected);
}

void TestCheckout::everyBrokenRuleIsTold()
{
    OrderDraft nothing;
    nothing.tradeType.clear();
    nothing.spbillCreateIp.clear();
    QList<QByteArray> fields;
    const QList<Failure> broken = brokenRules(nothing, sandboxProfile());
    for (const Failure& failure : broken)
        fields += failure.details.value(QStringLiteral("field")).toByteArray();
    QCOMPARE(fields,
        (QList<QByteArray>{
            "out_trade_no", "body", "", "trade_type", "notify_url", "spbill_create_ip"}));
}

void TestCheckout::aCodeBecomesAPaySign()
{
    Till till;
    const Result<PlacedOrder> placed = till.place(till.draftWithCode());
    QVERIFY2(placed, placed ? "" : failureName(placed.error().id).constData());
    QCOMPARE(till.steps, (QList<QByteArray>{"0 ok", "1 ok", "2 ok"}));

    const Order& order = placed->order;
    QCOMPARE(order.state, TradeState::NotPay);
    QVERIFY(order.prepayId.startsWith("wx"));
    QCOMPARE(order.openid.size(), 28);
    QCOMPARE(order.trouble, "");
    QCOMPARE(order.asked, 0);
    QVERIFY(order.nextQueryAt.isValid());
    QVERIFY(till.kept() == order);

    Parameters signedFields = placed->pay->call;
    signedFields.append("appId", sandboxProfile().appid);
    QCOMPARE(signatureOf(signedFields, sandboxCredentials().apiKey, SignType::Md5, "paySign"),
        placed->pay->call.value("paySign"));
    QCOMPARE(placed->pay->call.value("package"), "prepay_id=" + order.prepayId);
    QCOMPARE(placed->orderTrace.signature,
        fromXml(till.road->sent("/pay/unifiedorder").first().body)->value("sign"));

    QCOMPARE(till.timeline(),
        (QList<QByteArray>{"placed ok", "login ok", "unified-order ok", "pay-sign ok"}));
    const QList<Exchange> exchanges = till.exchanges();
    QCOMPARE(exchanges.size(), 2);
    for (const Exchange& exchange : exchanges)
        QVERIFY(!exchange.answerBody.contains(publishedMerchant().appSecret)
            && !exchange.url.contains(publishedMerchant().appSecret));
}

void TestCheckout::aPaySignPays()
{
    Till till;
    const Result<PlacedOrder> placed = till.place(till.draftWithCode());
    QVERIFY(placed);
    const Answer cancelled = till.answerOf(till.phone->requestPayment(
        placed->pay->call, sandboxProfile().appid, Phone::Action::Cancel));
    QCOMPARE(cancelled.fields.error().details.value(QStringLiteral("errMsg")).toString(),
        QStringLiteral("requestPayment:fail cancel"));
    const Answer forged = till.answerOf(
        till.phone->requestPayment(placed->pay->call, "wx0000000000000000", Phone::Action::Pay));
    QCOMPARE(failureName(forged.fields.error().id), "payment-refused");
    const Answer paid = till.answerOf(
        till.phone->requestPayment(placed->pay->call, sandboxProfile().appid, Phone::Action::Pay));
    QVERIFY(paid.fields);
    const Answer queried =
        till.answerOf(till.gateway->orderQuery("PD20260101000001", SignType::Md5));
    QCOMPARE(queried.fields.value().value("trade_state"), "SUCCESS");
}

void TestCheckout::otherTradeTypesNeedNoLogin_data()
{
    QTest::addColumn<QByteArray>("tradeType");
    QTest::addColumn<Parameters>("more");
    QTest::newRow("NATIVE") << QByteArray("NATIVE") << Parameters{{"product_id", "1"}};
    QTest::newRow("APP") << QByteArray("APP") << Parameters{};
    QTest::newRow("MWEB")
        << QByteArray("MWEB")
        << Parameters{{"scene_info",
               R"({"h5_info":{"type":"Wap","wap_url":"https://shop.example","wap_name":"shop"}})"}};
}

void TestCheckout::otherTradeTypesNeedNoLogin()
{
    QFETCH(const QByteArray, tradeType);
    QFETCH(const Parameters, more);
    Till till;
    OrderDraft wanted = draft();
    wanted.tradeType = tradeType;
    wanted.more = more;
    wanted.signType = SignType::HmacSha256;
    const Result<PlacedOrder> placed = till.place(wanted);
    QVERIFY2(placed, placed ? "" : failureName(placed.error().id).constData());
    // The merchant's own application needs a second signature, a code or an address needs none.
    const bool isApp = tradeType == "APP";
    QCOMPARE(till.steps, isApp ? (QList<QByteArray>{"1 ok", "2 ok"}) : (QList<QByteArray>{"1 ok"}));
    QCOMPARE(placed->pay.has_value(), isApp);
    QCOMPARE(!placed->order.codeUrl.isEmpty(), tradeType == "NATIVE");
    QCOMPARE(!placed->order.mwebUrl.isEmpty(), tradeType == "MWEB");
}

void TestCheckout::eachFrontEndIsSignedFor_data()
{
    QTest::addColumn<QByteArray>("name");
    for (const char* name : {"mini-program", "official-account", "choose-wxpay", "app"})
        QTest::newRow(name) << QByteArray(name);
}

void TestCheckout::eachFrontEndIsSignedFor()
{
    QFETCH(const QByteArray, name);
    Till till;
    OrderDraft wanted = till.draftWithCode();
    wanted.frontEnd = frontEndFromName(name).value();
    wanted.tradeType = tradeTypeOf(wanted.frontEnd);
    wanted.signType = SignType::HmacSha256;
    const Result<PlacedOrder> placed = till.place(wanted);
    QVERIFY2(placed, placed ? "" : failureName(placed.error().id).constData());
    QVERIFY(placed->pay);
    QCOMPARE(frontEndOfCall(placed->pay->call), std::optional(wanted.frontEnd));
    const Parameters fields =
        signedFieldsOf(wanted.frontEnd, placed->pay->call, sandboxProfile().appid);
    QCOMPARE(signatureOf(fields, sandboxCredentials().apiKey, SignType::HmacSha256),
        placed->pay->trace.signature);
    // The timeline keeps the call, so that it can be shown again.
    const auto events = till.store->readNow<QList<OrderEvent>>([&](const OrderReader& reader) {
        return reader.events(sandboxProfile().name, wanted.outTradeNo);
    });
    const QByteArray call = std::find_if(events->begin(), events->end(), [](const OrderEvent& e) {
        return e.kind == OrderEvent::Kind::PaySign;
    })->detail;
    QVERIFY(call.contains(placed->pay->trace.signature));
}

void TestCheckout::aServiceProvidersPayerIsNamedUnderTheSubMerchant_data()
{
    QTest::addColumn<QByteArray>("tradeType");
    QTest::addColumn<QByteArray>("subAppid");
    QTest::addColumn<bool>("named"); // by sub_openid; else by openid, under the provider's appid
    QTest::addColumn<QByteArray>("expectedAppid");
    QTest::newRow("JSAPI, sub_openid") << QByteArray("JSAPI") << QByteArray("wx1111111111111111")
                                       << true << QByteArray("wx1111111111111111");
    QTest::newRow("JSAPI, openid") << QByteArray("JSAPI") << QByteArray("wx1111111111111111")
                                   << false << sandboxProfile().appid;
    QTest::newRow("JSAPI, no sub_appid")
        << QByteArray("JSAPI") << QByteArray() << false << sandboxProfile().appid;
    QTest::newRow("APP") << QByteArray("APP") << QByteArray("wx1111111111111111") << false
                         << QByteArray("wx1111111111111111");
}

void TestCheckout::aServiceProvidersPayerIsNamedUnderTheSubMerchant()
{
    QFETCH(const QByteArray, tradeType);
    QFETCH(const QByteArray, subAppid);
    QFETCH(const bool, named);
    QFETCH(const QByteArray, expectedAppid);
    const bool isApp = tradeType == "APP";
    const FakeServer gateway([&](const SeenRequest&, QTcpSocket& socket) {
        socket.write(signedAnswer(
            {{"result_code", "SUCCESS"}, {"prepay_id", "wx2026"}, {"trade_type", tradeType}}));
        socket.disconnectFromHost();
    });
    Till till;
    Profile profile = sandboxProfile();
    profile.endpoints = {gateway.url(), gateway.url()};
    profile.sub = {subAppid, "1900000108"};
    till.gateway = std::make_unique<GatewayClient>(profile, sandboxCredentials(), till.clock);
    OrderDraft wanted = draft();
    wanted.tradeType = tradeType;
    wanted.code.clear();
    if (!isApp)
        (named ? wanted.subOpenid : wanted.openid) = "oUpF8uMuAJO_M2pxb1Q9zNjWeS6o";
    const Result<PlacedOrder> placed = till.place(wanted);
    QVERIFY2(placed, placed ? "" : failureName(placed.error().id).constData());
    const Parameters sent = fromXml(gateway.seen.first().body).value();
    QCOMPARE(sent.value("sub_mch_id"), QByteArray("1900000108"));
    QCOMPARE(sent.value("sub_appid"), subAppid);
    QCOMPARE(sent.contains("sub_openid"), named);
    QCOMPARE(sent.contains("openid"), !named && !isApp);
    const QByteArray base = placed->pay->trace.base;
    QVERIFY2(
        base.startsWith((isApp ? "appid=" : "appId=") + expectedAppid + '&'), base.constData());
    QCOMPARE(base.contains("partnerid=1900000108"), isApp);
}

void TestCheckout::aBrokenDraftIsNeitherStoredNorSent()
{
    Till till;
    OrderDraft wanted = draft();
    wanted.body.clear();
    const Result<PlacedOrder> placed = till.place(wanted);
    QCOMPARE(failureName(placed.error().id), "field-missing");
    QVERIFY(!till.kept());
    QVERIFY(till.road->server.seen.isEmpty());
}

void TestCheckout::sentAnywayItIsRefusedAndKept()
{
    Till till;
    OrderDraft wanted = till.draftWithCode();
    wanted.totalFee = {0};
    const Result<PlacedOrder> placed = till.place(wanted, true);
    QCOMPARE(placed.error().kind, Failure::Kind::Gateway);
    const std::optional<Order> order = till.kept();
    QVERIFY(order);
    QCOMPARE(order->state, TradeState::Placing);
    QVERIFY(!order->trouble.isEmpty());
    QVERIFY(!order->nextQueryAt.isValid());
    QCOMPARE(till.exchanges().size(), 2);
    QCOMPARE(till.road->sent("/pay/unifiedorder").size(), 1);
}

void TestCheckout::aWrongKeyIsRefusedWithItsReason()
{
    Till till;
    Credentials wrong = sandboxCredentials();
    wrong.apiKey = Secret(QByteArray("abcdefghabcdefghabcdefghabcdefgh"));
    till.use(till.road->server.url(), std::move(wrong));
    const Result<PlacedOrder> placed = till.place(till.draftWithCode());
    QCOMPARE(failureName(placed.error().id), "gateway-refused");
    QCOMPARE(till.steps, (QList<QByteArray>{"0 ok", "1 gateway-refused"}));
    QCOMPARE(till.kept()->trouble, "gateway-refused");
}

void TestCheckout::aUsedCodeEndsTheJourney()
{
    Till till;
    OrderDraft wanted = till.draftWithCode();
    QVERIFY(till.place(wanted));
    wanted.outTradeNo = "PD20260101000002";
    const Result<PlacedOrder> placed = till.place(wanted);
    QCOMPARE(failureName(placed.error().id), "login-refused");
    QCOMPARE(till.kept("PD20260101000002")->trouble, "40163");
    QCOMPARE(till.timeline("PD20260101000002"), (QList<QByteArray>{"placed ok", "login 40163"}));
    QCOMPARE(till.road->sent("/pay/unifiedorder").size(), 1);
}

void TestCheckout::aNumberIsTakenOnce()
{
    Till till;
    QVERIFY(till.place(till.draftWithCode()));
    const Order before = *till.kept();
    QCOMPARE(failureName(till.place(till.draftWithCode()).error().id), "order-exists");
    QVERIFY(*till.kept() == before);
}

void TestCheckout::aLostAnswerIsAskedForAndSentAgain_data()
{
    QTest::addColumn<Road::Fate>("fate");
    QTest::addColumn<int>("losses");
    QTest::newRow("the request never arrived") << Road::Fate::RequestLost << 1;
    QTest::newRow("the answer was lost") << Road::Fate::AnswerLost << 1;
    QTest::newRow("two answers were lost") << Road::Fate::AnswerLost << 2;
}

void TestCheckout::aLostAnswerIsAskedForAndSentAgain()
{
    QFETCH(const Road::Fate, fate);
    QFETCH(const int, losses);
    Till till([fate, losses](const SeenRequest& request, int nth) {
        return request.target == "/pay/unifiedorder" && nth <= losses ? fate : Road::Fate::Arrives;
    });
    const Result<PlacedOrder> placed = till.place(till.draftWithCode());
    QVERIFY2(placed, placed ? "" : failureName(placed.error().id).constData());
    QCOMPARE(placed->order.state, TradeState::NotPay);
    QVERIFY(placed->pay);
    const QList<SeenRequest> orders = till.road->sent("/pay/unifiedorder");
    QCOMPARE(orders.size(), losses + 1);
    for (const SeenRequest& order : orders)
        QCOMPARE(businessOf(order), businessOf(orders.first()));
    QCOMPARE(till.road->sent("/pay/orderquery").size(), losses);
    QCOMPARE(till.kept()->trouble, "");
    QCOMPARE(till.exchanges().size(), 2 + 2 * losses);
}

void TestCheckout::whatStaysLostStaysPlanned()
{
    Till till([](const SeenRequest& request, int) {
        return request.target.startsWith("/pay/") ? Road::Fate::AnswerLost : Road::Fate::Arrives;
    });
    const Result<PlacedOrder> placed = till.place(till.draftWithCode());
    QCOMPARE(failureName(placed.error().id), "connection-lost");
    const std::optional<Order> order = till.kept();
    QCOMPARE(order->state, TradeState::Placing);
    QCOMPARE(order->trouble, "connection-lost");
    QVERIFY(order->nextQueryAt.isValid());
    QCOMPARE(till.timeline().last(), "query connection-lost");
}

void TestCheckout::aPaymentBehindALostAnswerIsFound()
{
    const FakeServer gateway([](const SeenRequest& request, QTcpSocket& socket) {
        if (request.target == "/pay/unifiedorder")
            return socket.disconnectFromHost();
        socket.write(signedAnswer({{"result_code", "SUCCESS"}, {"trade_state", "SUCCESS"},
            {"out_trade_no", "PD20260101000001"},
            {"transaction_id", "4200000000202601010000000001"}, {"total_fee", "1280"},
            {"time_end", "20260101120000"}, {"openid", "o1"}}));
    });
    Till till;
    till.use(gateway.url(), sandboxCredentials());
    OrderDraft wanted = draft();
    wanted.openid = "o1";
    const Result<PlacedOrder> placed = till.place(wanted);
    QVERIFY(placed);
    QCOMPARE(placed->order.state, TradeState::Success);
    QCOMPARE(placed->order.transactionId, "4200000000202601010000000001");
    QVERIFY(!placed->pay);
    QCOMPARE(till.timeline(),
        (QList<QByteArray>{"placed ok", "unified-order connection-lost", "query ok"}));
}

void TestCheckout::aLostAnswersQueryAboutAnotherAmountBooksNothing()
{
    const FakeServer gateway([](const SeenRequest& request, QTcpSocket& socket) {
        if (request.target == "/pay/unifiedorder")
            return socket.disconnectFromHost();
        socket.write(signedAnswer({{"result_code", "SUCCESS"}, {"trade_state", "SUCCESS"},
            {"out_trade_no", "PD20260101000001"},
            {"transaction_id", "4200000000202601010000000001"}, {"total_fee", "1"},
            {"time_end", "20260101120000"}}));
    });
    Till till;
    till.use(gateway.url(), sandboxCredentials());
    OrderDraft wanted = draft();
    wanted.openid = "o1";
    QCOMPARE(failureName(till.place(wanted).error().id), "answer-foreign");
    QCOMPARE(till.kept()->state, TradeState::Placing);
    QCOMPARE(gateway.seen.size(), 2);
}

void TestCheckout::aGatewayThatIsDownLosesNothing()
{
    Till till;
    QTcpServer closed;
    closed.listen(QHostAddress::LocalHost, 0);
    const QByteArray url = "http://127.0.0.1:" + QByteArray::number(closed.serverPort());
    closed.close();
    till.use(url, sandboxCredentials());
    OrderDraft wanted = draft();
    wanted.openid = "o1";
    QCOMPARE(failureName(till.place(wanted).error().id), "connection-refused");
    QCOMPARE(till.kept()->state, TradeState::Placing);
    QCOMPARE(till.kept()->trouble, "connection-refused");
}

void TestCheckout::endedHalfwayItIsInTheHistory()
{
    const FakeServer silent([](const SeenRequest&, QTcpSocket&) {});
    Till till;
    till.use(silent.url(), sandboxCredentials());
    {
        OrderDraft wanted = draft();
        wanted.openid = "o1";
        PlaceOrder journey(*till.gateway, *till.store, till.clock);
        journey.start(wanted);
        QTRY_COMPARE(silent.seen.size(), 1);
    }
    till.gateway.reset();
    QTest::qWait(20);
    const std::optional<Order> order = till.kept();
    QVERIFY(order);
    QCOMPARE(order->state, TradeState::Placing);
    QVERIFY(order->nextQueryAt.isValid());
}

void TestCheckout::closingClosesOnceAndForAll()
{
    Till till;
    QVERIFY(till.place(till.draftWithCode()));
    for (int round = 0; round < 2; ++round) {
        const Result<Order> closed = till.close("PD20260101000001");
        QVERIFY2(closed, closed ? "" : failureName(closed.error().id).constData());
        QCOMPARE(closed->state, TradeState::Closed);
    }
    QCOMPARE(till.timeline().mid(4), (QList<QByteArray>{"close ok", "close ORDERCLOSED"}));
    QVERIFY(!till.kept()->nextQueryAt.isValid());
}

void TestCheckout::closingAnUnknownOrderAsksNobody()
{
    Till till;
    QCOMPARE(failureName(till.close("PD9").error().id), "order-unknown");
    QVERIFY(till.road->server.seen.isEmpty());
}

void TestCheckout::closingAPaidOrderPlansAQuery()
{
    Till till;
    const Result<PlacedOrder> placed = till.place(till.draftWithCode());
    QVERIFY(placed);
    QVERIFY(
        till.answerOf(till.phone->requestPayment(
                          placed->pay->call, sandboxProfile().appid, Phone::Action::Pay))
            .fields);
    const Result<Order> closed = till.close("PD20260101000001");
    QCOMPARE(errCodeOf(closed.error()), "ORDERPAID");
    QCOMPARE(till.kept()->state, TradeState::NotPay);
    QVERIFY(till.kept()->nextQueryAt <= till.clock.now());
}

QTEST_GUILESS_MAIN(TestCheckout)

#include "tst_checkout.moc"

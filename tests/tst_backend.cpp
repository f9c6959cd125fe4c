#include "core/backend/miniprogramcode.h"
#include "core/workbench.h"
#include "tests/support.h"

#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace paydesk;

namespace {

constexpr int patienceMs = 20'000;

/// What a mini program sees of an answer.
struct Seen {
    int status = 0;
    QByteArray body;

    QJsonObject object() const { return QJsonDocument::fromJson(body).object(); }
    QByteArray text(const char* name) const
    {
        return object()[QLatin1String(name)].toString().toUtf8();
    }
};

/// Asks as wx.request does; an empty body asks with GET.
Seen ask(const QByteArray& url, const QByteArray& body = {}, const QByteArray& method = {})
{
    QNetworkAccessManager network;
    QNetworkRequest request(QUrl::fromEncoded(url));
    request.setRawHeader("Content-Type", "application/json");
    const std::unique_ptr<QNetworkReply> reply(network.sendCustomRequest(request,
        !method.isEmpty()    ? method
            : body.isEmpty() ? "GET"
                             : "POST",
        body));
    if (!QTest::qWaitFor([&] { return reply->isFinished(); }, patienceMs))
        return {};
    return {reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(), reply->readAll()};
}

/// A workbench whose sandbox and listener answer.
class Shop {
public:
    Shop()
    {
        WorkbenchOptions options;
        options.gatewayPort = 0;
        options.listenerPort = 0;
        auto opened = Workbench::open(m_folder.path(), options, m_clock);
        if (!opened)
            return;
        m_bench = std::move(*opened);
        const QSignalSpy started(m_bench.get(), &Workbench::sandboxStarted);
        m_bench->startSandbox();
        m_ready = QTest::qWaitFor([&] { return !started.isEmpty(); }, patienceMs)
            && m_bench->use("sandbox") && m_bench->startListener();
    }

    bool ready() const { return m_ready; }
    Workbench& bench() { return *m_bench; }

    QByteArray url(const QByteArray& pathAndQuery)
    {
        QByteArray url = m_bench->counter()->desk().url();
        url.chop(qsizetype(sizeof "/notify") - 1);
        return url + pathAndQuery;
    }
    /// A fresh code of wx.login.
    QByteArray code(const QByteArray& user = "customer")
    {
        return ask(m_bench->sandboxUrl() + "/sandbox/login", R"({"user":")" + user + "\"}")
            .text("code");
    }
    Seen pay(const QByteArray& number, const QByteArray& user = "customer")
    {
        return ask(url("/pay?ordercode=" + number + "&code=" + code(user)));
    }
    bool add(const QByteArray& number, const std::function<void(Order&)>& change = {})
    {
        Order order;
        order.profile = "sandbox";
        order.outTradeNo = number;
        order.state = TradeState::NotPay;
        order.origin = Origin::Imported;
        order.totalFee = Fen{1990};
        order.body = "小程序订单";
        order.createdAt = m_clock.now();
        if (change)
            change(order);
        return m_bench->store()
            .writeNow<bool>(
                [&](OrderWriter& writer) { return writer.add(order).map([] { return true; }); })
            .has_value();
    }
    std::optional<Order> order(const QByteArray& number)
    {
        const auto found = m_bench->store().readNow<std::optional<Order>>(
            [&](const OrderReader& reader) { return reader.find("sandbox", number); });
        return found ? *found : std::nullopt;
    }
    /// wx.requestPayment with what /pay answered.
    QByteArray payWith(const QJsonObject& call)
    {
        QJsonObject body = call;
        body.insert(
            QStringLiteral("appId"), QString::fromUtf8(m_bench->counter()->profile().appid));
        return ask(m_bench->sandboxUrl() + "/sandbox/requestPayment",
            QJsonDocument(body).toJson(QJsonDocument::Compact))
            .text("errMsg");
    }

private:
    QTemporaryDir m_folder;
    SystemClock m_clock;
    std::unique_ptr<Workbench> m_bench;
    bool m_ready = false;
};

} // namespace

/// The backend of a mini program under development, asked over HTTP, against the sandbox.
class TestBackend : public QObject {
    Q_OBJECT

private slots:
    void aMiniProgramPaysAnImportedOrder();
    void thePastedLinesWorkAgainstTheBackend();
    void inTheSandboxThePastedLinesPayToo();
    void anyOrderCodeIsAStringInTheScript();
    void anOrderPlacedAlreadyIsSignedAgainWithoutAnotherPrepayId();
    void theAmountIsTheHistorysWhateverTheCallerSays();
    void loginAnswersTheOpenidAndNothingElse();
    void parametersComeByQueryFormOrJson_data();
    void parametersComeByQueryFormOrJson();
    void whatCannotBePaidIsRefusedWithAReason_data();
    void whatCannotBePaidIsRefusedWithAReason();
    void anotherCustomersOrderIsRefused();
    void aCodeWorksOnce();
    void everyCallIsInTheExchanges();
    void aRealMerchantServesItOnlyWhenSwitchedOn_data();
    void aRealMerchantServesItOnlyWhenSwitchedOn();
};

void TestBackend::aMiniProgramPaysAnImportedOrder()
{
    Shop shop;
    QVERIFY(shop.ready() && shop.add("PD1"));
    const Seen seen = shop.pay("PD1");
    QCOMPARE(seen.status, 200);
    QStringList names = seen.object().keys();
    names.sort();
    QCOMPARE(names.join(u' ').toUtf8(), "nonceStr package paySign signType timeStamp");
    QVERIFY(seen.text("package").startsWith("prepay_id=wx"));
    QCOMPARE(shop.payWith(seen.object()), "requestPayment:ok");
    QTRY_COMPARE_WITH_TIMEOUT(shop.order("PD1")->state, TradeState::Success, patienceMs);
}

void TestBackend::thePastedLinesWorkAgainstTheBackend()
{
    Shop shop;
    QVERIFY(shop.ready());
    QVERIFY(shop.add("PD1"));
    const MiniProgramCode code = miniProgramCode({shop.url(""), "PD1", {}, {}});
    const QString script = QString::fromUtf8(code.script);
    const auto read = [&script](const char* pattern) {
        return QRegularExpression(QString::fromLatin1(pattern)).match(script).captured(1).toUtf8();
    };
    // What the lines would send, taken from the lines.
    const QByteArray backend = read("const backend = \"(.*)\"");
    const QByteArray number = read("const ordercode = \"(.*)\"");
    QCOMPARE(read("url: (.*),"), QByteArray("backend + path"));
    QCOMPARE(read("method: '(.*)'"), QByteArray("POST"));
    QCOMPARE(read("data: (\\{ code.*),"), QByteArray("{ code, ...data }"));
    const QByteArray payPath = read(R"(ask\('(.*)', \{ ordercode \})");
    const QByteArray loginPath = read(R"(ask\('(.*)', \{\})");
    const Seen pay = ask(
        backend + payPath, R"({"code":")" + shop.code() + R"(","ordercode":")" + number + "\"}");
    QCOMPARE(pay.status, 200);
    QCOMPARE(shop.payWith(pay.object()), "requestPayment:ok");
    const Seen login = ask(backend + loginPath, R"({"code":")" + shop.code() + "\"}");
    QCOMPARE(login.text("openid").size(), 28);
    // The buttons press functions that exist.
    auto taps = QRegularExpression(QStringLiteral("bindtap=\"(\\w+)\""))
                    .globalMatch(QString::fromUtf8(code.markup));
    int count = 0;
    for (; taps.hasNext(); ++count)
        QVERIFY(script.contains(
            QStringLiteral("\n  ") + taps.next().captured(1) + QStringLiteral("() {")));
    QCOMPARE(count, 2);
}

void TestBackend::inTheSandboxThePastedLinesPayToo()
{
    Shop shop;
    QVERIFY(shop.ready() && shop.add("PD1"));
    const QByteArray appid = shop.bench().counter()->profile().appid;
    const QByteArray script =
        miniProgramCode({shop.url(""), "PD1", shop.bench().sandboxUrl(), appid}).script;
    QVERIFY(!script.contains("\nconst phone = wx\n"));
    const auto read = [&script](const char* pattern) {
        return QRegularExpression(QString::fromLatin1(pattern))
            .match(QString::fromUtf8(script))
            .captured(1)
            .toUtf8();
    };
    const QByteArray sandbox = read("const sandbox = \"(.*)\"");
    const QByteArray code =
        ask(sandbox + read(R"(login: told => played\('(.*)', \{\}, told)"), "{}").text("code");
    QJsonObject call = ask(shop.url("/pay?ordercode=PD1&code=" + code)).object();
    call.insert(
        QStringLiteral("appId"), QString::fromUtf8(read("\\{ appId: \"(.*)\", \\.\\.\\.call \\}")));
    const Seen paid = ask(sandbox + read("played\\('(.*)', \\{ appId"),
        QJsonDocument(call).toJson(QJsonDocument::Compact));
    QCOMPARE(paid.text("errMsg"), "requestPayment:ok");
}

void TestBackend::anyOrderCodeIsAStringInTheScript()
{
    const MiniProgramCode code =
        miniProgramCode({"http://127.0.0.1:1", "a\"+alert(1)+\"%1\n", {}, {}});
    QVERIFY2(code.script.contains(R"(const ordercode = "a\"+alert(1)+\"%1\n")"),
        code.script.constData());
    QVERIFY(code.script.startsWith("const backend = \"http://127.0.0.1:1\"\n"));
}

void TestBackend::anOrderPlacedAlreadyIsSignedAgainWithoutAnotherPrepayId()
{
    Shop shop;
    QVERIFY(shop.ready() && shop.add("PD1"));
    const Seen first = shop.pay("PD1");
    const Seen second = shop.pay("PD1");
    QCOMPARE(second.status, 200);
    QCOMPARE(second.text("package"), first.text("package"));
    QVERIFY(second.text("paySign") != first.text("paySign")); // a nonce of its own
    QCOMPARE(shop.payWith(second.object()), "requestPayment:ok");
}

void TestBackend::theAmountIsTheHistorysWhateverTheCallerSays()
{
    Shop shop;
    QVERIFY(shop.ready() && shop.add("PD1"));
    const Seen seen = ask(shop.url("/pay?ordercode=PD1&total_fee=1&code=" + shop.code()));
    QCOMPARE(seen.status, 200);
    QCOMPARE(shop.order("PD1")->request.value("total_fee"), "1990");
    QCOMPARE(shop.payWith(seen.object()), "requestPayment:ok");
    QTRY_COMPARE_WITH_TIMEOUT(shop.order("PD1")->state, TradeState::Success, patienceMs);
}

void TestBackend::loginAnswersTheOpenidAndNothingElse()
{
    Shop shop;
    QVERIFY(shop.ready());
    const Seen seen = ask(shop.url("/onLogin?code=" + shop.code()));
    QCOMPARE(seen.status, 200);
    QCOMPARE(seen.object().keys(), QStringList{QStringLiteral("openid")});
    QCOMPARE(seen.text("openid").size(), 28);
}

void TestBackend::parametersComeByQueryFormOrJson_data()
{
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    QTest::newRow("query") << QByteArray("?code=CODE&ordercode=PD1") << QByteArray() << 200;
    QTest::newRow("form") << QByteArray() << QByteArray("code=CODE&ordercode=PD1") << 200;
    QTest::newRow("JSON") << QByteArray() << QByteArray(R"({"code":"CODE","ordercode":"PD1"})")
                          << 200;
    QTest::newRow("half and half")
        << QByteArray("?ordercode=PD1") << QByteArray(R"({"code":"CODE"})") << 200;
    QTest::newRow("percent-encoded")
        << QByteArray("?code=CODE&ordercode=%50%44%31") << QByteArray() << 200;
    QTest::newRow("no code") << QByteArray("?ordercode=PD1") << QByteArray() << 400;
    QTest::newRow("no ordercode") << QByteArray("?code=CODE") << QByteArray() << 400;
    QTest::newRow("two ordercodes")
        << QByteArray("?code=CODE&ordercode=PD1&ordercode=PD2") << QByteArray() << 400;
    QTest::newRow("no JSON") << QByteArray() << QByteArray(R"({"code":"CODE","ordercode":)") << 400;
    QTest::newRow("a number as ordercode")
        << QByteArray() << QByteArray(R"({"code":"CODE","ordercode":1})") << 400;
}

void TestBackend::parametersComeByQueryFormOrJson()
{
    QFETCH(QByteArray, query);
    QFETCH(QByteArray, body);
    QFETCH(const int, status);
    Shop shop;
    QVERIFY(shop.ready() && shop.add("PD1"));
    const QByteArray code = shop.code();
    QCOMPARE(ask(shop.url("/pay" + query.replace("CODE", code)), body.replace("CODE", code)).status,
        status);
}

void TestBackend::whatCannotBePaidIsRefusedWithAReason_data()
{
    QTest::addColumn<TradeState>("state");
    QTest::addColumn<QByteArray>("tradeType");
    QTest::addColumn<QByteArray>("asked");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("error");
    const auto row = [](const char* name, TradeState state, const char* tradeType,
                         const char* asked, int status, const char* error) {
        QTest::newRow(name) << state << QByteArray(tradeType) << QByteArray(asked) << status
                            << QByteArray(error);
    };
    row("unknown", TradeState::NotPay, "", "PD2", 404, "order-unknown");
    row("paid", TradeState::Success, "", "PD1", 409, "order-not-payable");
    row("refunded", TradeState::Refund, "", "PD1", 409, "order-not-payable");
    row("closed", TradeState::Closed, "", "PD1", 409, "order-not-payable");
    row("a QR code's", TradeState::NotPay, "NATIVE", "PD1", 409, "order-not-payable");
}

void TestBackend::whatCannotBePaidIsRefusedWithAReason()
{
    QFETCH(const TradeState, state);
    QFETCH(const QByteArray, tradeType);
    QFETCH(const QByteArray, asked);
    QFETCH(const int, status);
    QFETCH(const QByteArray, error);
    Shop shop;
    QVERIFY(shop.ready());
    QVERIFY(shop.add("PD1", [&](Order& order) {
        order.state = state;
        order.tradeType = tradeType;
        order.transactionId = state == TradeState::NotPay ? "" : "4200001";
    }));
    const Seen seen = shop.pay(asked);
    QCOMPARE(seen.status, status);
    QCOMPARE(seen.text("error"), error);
    QVERIFY(seen.text("message").contains(asked));
}

void TestBackend::anotherCustomersOrderIsRefused()
{
    Shop shop;
    QVERIFY(shop.ready() && shop.add("PD1"));
    QCOMPARE(shop.pay("PD1").status, 200);
    const Seen seen = shop.pay("PD1", "somebody-else");
    QCOMPARE(seen.status, 409);
    QCOMPARE(seen.text("error"), "payer-foreign");
}

void TestBackend::aCodeWorksOnce()
{
    Shop shop;
    QVERIFY(shop.ready() && shop.add("PD1"));
    const QByteArray code = shop.code();
    QCOMPARE(ask(shop.url("/onLogin?code=" + code)).status, 200);
    const Seen seen = ask(shop.url("/pay?ordercode=PD1&code=" + code));
    QCOMPARE(seen.status, 400);
    QCOMPARE(seen.text("error"), "login-refused");
}

void TestBackend::everyCallIsInTheExchanges()
{
    Shop shop;
    QVERIFY(shop.ready() && shop.add("PD1"));
    const QSignalSpy recorded(&shop.bench().store(), &OrderStore::exchanged);
    QCOMPARE(shop.pay("PD1").status, 200);
    const auto isPay = [&] {
        return std::any_of(recorded.begin(), recorded.end(), [](const QVariantList& one) {
            const auto exchange = one.at(1).value<Exchange>();
            return exchange.url.startsWith("/pay?") && exchange.outTradeNo == "PD1"
                && exchange.outcome == "ok" && exchange.answerBody.contains("paySign");
        });
    };
    QTRY_VERIFY_WITH_TIMEOUT(isPay(), patienceMs);
    QVERIFY(!ask(shop.url("/onLogin?code=" + shop.code())).body.contains("session_key"));
}

void TestBackend::aRealMerchantServesItOnlyWhenSwitchedOn_data()
{
    QTest::addColumn<bool>("switchedOn");
    QTest::addColumn<int>("status");
    QTest::newRow("off") << false << 403;
    QTest::newRow("on") << true << 400; // the code is missing, says the backend
}

void TestBackend::aRealMerchantServesItOnlyWhenSwitchedOn()
{
    QFETCH(const bool, switchedOn);
    QFETCH(const int, status);
    const QTemporaryDir folder;
    SystemClock clock;
    const auto store = OrderStore::open(folder.path());
    QVERIFY(store.has_value());
    Profile profile;
    profile.name = "shop";
    profile.appid = "wx8888888888888888";
    profile.mchId = "1900000109";
    profile.miniProgramBackend = switchedOn;
    Counter counter(
        profile, {Secret(QByteArray("192006250b4c09247ec02edce69f6a2d")), {}}, **store, clock);
    QVERIFY(counter.desk().listen(QHostAddress(QHostAddress::LocalHost), 0));
    QByteArray url = counter.desk().url();
    url.replace("/notify", "/onLogin");
    QCOMPARE(ask(url).status, status);
    QCOMPARE(ask(url, "x", "PUT").status, switchedOn ? 405 : 403);
    url.replace("/onLogin", "/elsewhere");
    QCOMPARE(ask(url).status, 404);
}

QTEST_GUILESS_MAIN(TestBackend)
#include "tst_backend.moc"

#include "core/protocol/endpoints.h"
#include "tests/sandboxsupport.h"

#include <QFile>
#include <QJsonArray>

#include <functional>
#include <map>
#include <optional>

using namespace paydesk;
using namespace std::chrono_literals;

namespace {

/// What the sandbox says where the documents name a code.
struct Heard {
    enum class Form { ErrCode, ReturnMsg, SnsCode };
    Form form = Form::ErrCode;
    QByteArray code; ///< err_code or errcode; of ReturnMsg nothing
    QByteArray text; ///< err_code_des, return_msg, or how errmsg begins
};

/// One till of the shop, with what it takes to be refused at it.
class Till {
public:
    explicit Till(ManualClock& time)
        : clock(time)
        , sandbox(time)
    {
    }

    SandboxAnswer ask(const QByteArray& endpoint, const Parameters& fields) const
    {
        const Endpoint& at = *endpointNamed(endpoint);
        const SignType type =
            at.signing == SignRule::HmacSha256Only ? SignType::HmacSha256 : SignType::Md5;
        return sandbox.api(at.path, fields, type);
    }

    /// The business fields of a request that nothing is wrong with.
    Parameters good(const QByteArray& endpoint) const
    {
        if (endpoint == "unifiedorder")
            return sandbox.draft("A1");
        if (endpoint == "micropay")
            return scan("M1", authCode("pay"));
        if (endpoint == "refund")
            return refundOf("A1", "R1", "1");
        if (endpoint == "downloadfundflow")
            return {{"bill_date", "20260101"}, {"account_type", "Basic"}};
        if (endpoint == "authcodetoopenid")
            return {{"auth_code", authCode("pay")}};
        if (endpoint == "shorturl")
            return {{"long_url", "weixin://wxpay/bizpayurl?pr=1"}};
        return {{"out_trade_no", "A1"}};
    }

    QByteArray authCode(const char* action, const QString& user = QStringLiteral("anna")) const
    {
        return sandbox
            .control("/sandbox/authcode",
                {{QStringLiteral("action"), QString::fromLatin1(action)},
                    {QStringLiteral("user"), user}})
            .text("auth_code")
            .toLatin1();
    }

    static Parameters scan(const QByteArray& outTradeNo, const QByteArray& code)
    {
        return {{"body", "茶"}, {"out_trade_no", outTradeNo}, {"total_fee", "88"},
            {"spbill_create_ip", "127.0.0.1"}, {"auth_code", code}};
    }

    static Parameters refundOf(
        const QByteArray& outTradeNo, const QByteArray& outRefundNo, const QByteArray& fee)
    {
        return {{"out_trade_no", outTradeNo}, {"out_refund_no", outRefundNo}, {"total_fee", "88"},
            {"refund_fee", fee}};
    }

    SandboxAnswer micropay(const QByteArray& outTradeNo, const char* action,
        const QString& user = QStringLiteral("anna")) const
    {
        return ask("micropay", scan(outTradeNo, authCode(action, user)));
    }

    void placed(const QByteArray& outTradeNo) const { sandbox.place(sandbox.draft(outTradeNo)); }
    void paid(const QByteArray& outTradeNo) const
    {
        sandbox.pay(sandbox.place(sandbox.draft(outTradeNo)).value("prepay_id"));
    }
    void closed(const QByteArray& outTradeNo) const
    {
        placed(outTradeNo);
        ask("closeorder", {{"out_trade_no", outTradeNo}});
    }

    /// The code is planted: nothing a merchant sends brings it about.
    SandboxAnswer planted(const QByteArray& endpoint, const QByteArray& code) const
    {
        sandbox.control("/sandbox/faults",
            {{QStringLiteral("fault"), QStringLiteral("err-code")},
                {QStringLiteral("scope"), QString::fromLatin1(endpoint)},
                {QStringLiteral("err_code"), QString::fromLatin1(code)}});
        if (endpoint == "jscode2session")
            return sandbox.session("any");
        return ask(endpoint, good(endpoint));
    }

    /// jscode2session with one parameter of the request changed.
    SandboxAnswer session(
        const QByteArray& parameter = {}, const QByteArray& value = {}, QByteArray code = {}) const
    {
        if (code.isEmpty())
            code = loginCode();
        QByteArray query;
        for (const auto& [name, good] : std::initializer_list<std::pair<QByteArray, QByteArray>>{
                 {"appid", testMerchant().appid}, {"secret", testMerchant().appSecret},
                 {"js_code", code}, {"grant_type", "authorization_code"}})
            query += (query.isEmpty() ? "" : "&") + name + '=' + (name == parameter ? value : good);
        return sandbox.call("GET", "/sns/jscode2session?" + query);
    }

    QByteArray loginCode() const
    {
        return sandbox.control("/sandbox/login", {}).text("code").toLatin1();
    }

    ManualClock& clock;
    SandboxUnderTest sandbox;
};

/// A request that is wrong before anybody looks at what it asks for.
SandboxAnswer wrongEnvelope(const Till& till, const QByteArray& endpoint, const QByteArray& code)
{
    const Endpoint& at = *endpointNamed(endpoint);
    const SandboxUnderTest& sandbox = till.sandbox;
    Parameters fields = till.good(endpoint);
    if (code == "REQUIRE_POST_METHOD")
        return sandbox.call("GET", at.path);
    if (code == "POST_DATA_EMPTY")
        return sandbox.post(at.path, {});
    if (code == "XML_FORMAT_ERROR")
        return sandbox.post(at.path, "<xml><body>tea</xml>");
    if (code == "NOT_UTF8")
        return sandbox.post(at.path, "<xml><body>\xB2\xE8</body></xml>");
    if (code == "LACK_PARAMS") {
        for (const DocumentedField& field : at.request) {
            if (field.need.kind == Need::Kind::Always)
                fields.remove(field.name);
        }
        return till.ask(endpoint, fields);
    }
    Parameters request = SandboxUnderTest::request(fields);
    if (code == "SIGNERROR")
        request.set("sign", QByteArray(32, 'A'));
    if (code == "APPID_NOT_EXIST")
        request.set("appid", "wx0000000000000000");
    if (code == "APPID_MCHID_NOT_MATCH")
        request.set("appid", unboundAppid);
    if (code == "MCHID_NOT_EXIST")
        request.set("mch_id", "1999999999");
    return sandbox.post(at.path, toXml(request));
}

/// These are documented as err_code; the real gateway, and the sandbox, say them as return_msg
/// (protocol-v2.md §4.1.3).
const std::map<QByteArray, QByteArray>& saidAsReturnMsg()
{
    static const std::map<QByteArray, QByteArray> texts{
        {"REQUIRE_POST_METHOD", "请使用post方法"},
        {"POST_DATA_EMPTY", "post数据为空"},
        {"XML_FORMAT_ERROR", "XML格式错误"},
        {"NOT_UTF8", "编码格式错误"},
        {"LACK_PARAMS", "缺少参数"},
        {"SIGNERROR", "签名错误"},
        {"APPID_NOT_EXIST", "appid不存在"},
        {"APPID_MCHID_NOT_MATCH", "商户号mch_id与appid不匹配"},
        {"MCHID_NOT_EXIST", "商户号mch_id或sub_mch_id不存在"},
    };
    return texts;
}

using Exchange = std::function<SandboxAnswer(const Till&)>;

SandboxAnswer changed(const Till& till, const QByteArray& endpoint, Parameters fields,
    const char* name, const QByteArray& value)
{
    fields.set(name, value);
    return till.ask(endpoint, fields);
}

void addOrderExchanges(std::map<QByteArray, Exchange>& exchanges)
{
    exchanges["unifiedorder INVALID_REQUEST"] = [](const Till& till) {
        const Parameters first = till.sandbox.draft("A1");
        till.sandbox.place(first);
        return changed(till, "unifiedorder", first, "total_fee", "89");
    };
    exchanges["unifiedorder ORDERPAID"] = [](const Till& till) {
        till.paid("A1");
        return till.ask("unifiedorder", till.sandbox.draft("A1"));
    };
    exchanges["unifiedorder ORDERCLOSED"] = [](const Till& till) {
        till.closed("A1");
        return till.ask("unifiedorder", till.sandbox.draft("A1"));
    };
    exchanges["unifiedorder OUT_TRADE_NO_USED"] = [](const Till& till) {
        till.micropay("A1", "pay");
        return till.ask("unifiedorder", till.sandbox.draft("A1"));
    };
    exchanges["unifiedorder PARAM_ERROR appid和openid不匹配"] = [](const Till& till) {
        return changed(till, "unifiedorder", till.sandbox.draft("A1"), "openid",
            "oUpF8uMuAJO_M2pxb1Q9zNjWeS6o");
    };
    exchanges["unifiedorder PARAM_ERROR 无效的openid"] = [](const Till& till) {
        return changed(till, "unifiedorder", till.sandbox.draft("A1"), "openid", "oUpF8");
    };
    exchanges["orderquery ORDERNOTEXIST"] = [](const Till& till) {
        return till.ask("orderquery", {{"out_trade_no", "A9"}});
    };
    exchanges["closeorder ORDERPAID"] = [](const Till& till) {
        till.paid("A1");
        return till.ask("closeorder", {{"out_trade_no", "A1"}});
    };
    exchanges["closeorder ORDERNOTEXIST"] = [](const Till& till) {
        return till.ask("closeorder", {{"out_trade_no", "A9"}});
    };
    exchanges["closeorder ORDERCLOSED"] = [](const Till& till) {
        till.closed("A1");
        return till.ask("closeorder", {{"out_trade_no", "A1"}});
    };
    exchanges["closeorder TRADE_STATE_ERROR"] = [](const Till& till) {
        till.micropay("M1", "pay");
        return till.ask("closeorder", {{"out_trade_no", "M1"}});
    };
}

void addRefundExchanges(std::map<QByteArray, Exchange>& exchanges)
{
    exchanges["refund TRADE_OVERDUE"] = [](const Till& till) {
        till.paid("A1");
        till.clock.advance(24h * 367);
        return till.ask("refund", Till::refundOf("A1", "R1", "1"));
    };
    exchanges["refund ERROR"] = [](const Till& till) {
        till.paid("A1");
        till.ask("refund", Till::refundOf("A1", "R1", "88"));
        return till.ask("refund", Till::refundOf("A1", "R2", "1"));
    };
    exchanges["refund NOTENOUGH"] = [](const Till& till) {
        till.paid("A1");
        return changed(till, "refund", Till::refundOf("A1", "R1", "1"), "refund_account",
            "REFUND_SOURCE_RECHARGE_FUNDS");
    };
    exchanges["refund INVALID_TRANSACTIONID"] = [](const Till& till) {
        return changed(till, "refund", Till::refundOf("", "R1", "1"), "transaction_id",
            "4200000000000000000000000000");
    };
    exchanges["refund PARAM_ERROR"] = [](const Till& till) {
        till.paid("A1");
        return till.ask("refund", Till::refundOf("A1", "R1", "0.5"));
    };
    exchanges["refund ORDERNOTEXIST"] = [](const Till& till) {
        till.placed("A1");
        return till.ask("refund", Till::refundOf("A1", "R1", "1"));
    };
    exchanges["refund REFUND_FEE_MISMATCH"] = [](const Till& till) {
        till.paid("A1");
        till.ask("refund", Till::refundOf("A1", "R1", "1"));
        return till.ask("refund", Till::refundOf("A1", "R1", "2"));
    };
    exchanges["refund REFUND_FEE_INVALID"] = [](const Till& till) {
        till.paid("A1");
        return till.ask("refund", Till::refundOf("A1", "R1", "89"));
    };
    exchanges["refund TRADE_STATE_ERROR"] = [](const Till& till) {
        till.closed("A1");
        return till.ask("refund", Till::refundOf("A1", "R1", "1"));
    };
    exchanges["refund INVALID_REQUEST"] = [](const Till& till) {
        till.paid("A1");
        till.paid("A2");
        till.ask("refund", Till::refundOf("A1", "R1", "1"));
        return till.ask("refund", Till::refundOf("A2", "R1", "1"));
    };
    exchanges["refundquery REFUNDNOTEXIST"] = [](const Till& till) {
        return till.ask("refundquery", {{"out_refund_no", "R9"}});
    };
    exchanges["refundquery INVALID_TRANSACTIONID"] = [](const Till& till) {
        return till.ask("refundquery", {{"transaction_id", "4200000000000000000000000000"}});
    };
    exchanges["refundquery PARAM_ERROR"] = [](const Till& till) {
        return till.ask("refundquery", {{"out_trade_no", "A1"}, {"offset", "ten"}});
    };
    exchanges["downloadfundflow PARAM_ERROR"] = [](const Till& till) {
        return till.sandbox.api("/pay/downloadfundflow", till.good("downloadfundflow"));
    };
    exchanges["downloadfundflow NO_BILL_EXIST"] = [](const Till& till) {
        return till.ask("downloadfundflow", till.good("downloadfundflow"));
    };
}

void addTillExchanges(std::map<QByteArray, Exchange>& exchanges)
{
    exchanges["micropay PARAM_ERROR"] = [](const Till& till) {
        return changed(till, "micropay", till.good("micropay"), "total_fee", "0.88");
    };
    exchanges["micropay ORDERPAID"] = [](const Till& till) {
        till.micropay("M1", "pay");
        return till.micropay("M1", "pay");
    };
    exchanges["micropay AUTHCODEEXPIRE"] = [](const Till& till) {
        const QByteArray code = till.authCode("pay");
        till.clock.advance(61s);
        return till.ask("micropay", Till::scan("M1", code));
    };
    for (const auto& [code, action] : std::initializer_list<std::pair<const char*, const char*>>{
             {"NOTENOUGH", "no-funds"}, {"NOTSUPORTCARD", "card-refused"},
             {"USERPAYING", "password"}, {"TRADE_ERROR", "cancel"}}) {
        exchanges[QByteArray("micropay ") + code] = [does = action](const Till& till) {
            return till.micropay("M1", does);
        };
    }
    exchanges["micropay ORDERCLOSED"] = [](const Till& till) {
        till.micropay("M1", "cancel");
        till.clock.advance(24h * 31);
        return till.micropay("M1", "pay");
    };
    exchanges["micropay ORDERREVERSED"] = [](const Till& till) {
        till.ask("reverse", {{"out_trade_no", "M1"}});
        return till.micropay("M1", "pay");
    };
    exchanges["micropay BANKERROR"] = [](const Till& till) {
        till.sandbox.control(
            "/sandbox/faults", {{QStringLiteral("fault"), QStringLiteral("bank-error")}});
        return till.micropay("M1", "pay");
    };
    exchanges["micropay AUTH_CODE_ERROR"] = [](const Till& till) {
        return till.ask("micropay", Till::scan("M1", "12345"));
    };
    exchanges["micropay AUTH_CODE_INVALID"] = [](const Till& till) {
        return till.ask("micropay", Till::scan("M1", "993456789012345678"));
    };
    exchanges["micropay BUYER_MISMATCH"] = [](const Till& till) {
        till.micropay("M1", "password", QStringLiteral("anna"));
        return till.micropay("M1", "password", QStringLiteral("ben"));
    };
    exchanges["micropay OUT_TRADE_NO_USED"] = [](const Till& till) {
        till.placed("M1");
        return till.micropay("M1", "pay");
    };
    exchanges["micropay INVALID_REQUEST"] = [](const Till& till) {
        till.micropay("M1", "password");
        return changed(till, "micropay", till.good("micropay"), "total_fee", "89");
    };
    exchanges["reverse INVALID_TRANSACTIONID"] = [](const Till& till) {
        return till.ask("reverse", {{"transaction_id", "4200000000000000000000000000"}});
    };
    exchanges["reverse PARAM_ERROR"] = [](const Till& till) {
        return till.ask("reverse", {{"out_trade_no", "M 1"}});
    };
    exchanges["reverse REVERSE_EXPIRE"] = [](const Till& till) {
        till.micropay("M1", "pay");
        till.clock.advance(24h * 8);
        return till.ask("reverse", {{"out_trade_no", "M1"}});
    };
    exchanges["reverse INVALID_REQUEST"] = [](const Till& till) {
        till.paid("A1");
        return till.ask("reverse", {{"out_trade_no", "A1"}});
    };
    exchanges["reverse TRADE_ERROR"] = [](const Till& till) {
        till.micropay("M1", "pay");
        till.ask("refund", Till::refundOf("M1", "R1", "1"));
        return till.ask("reverse", {{"out_trade_no", "M1"}});
    };
    exchanges["authcodetoopenid AUTHCODEEXPIRE"] = [](const Till& till) {
        const Parameters old = till.good("authcodetoopenid");
        till.clock.advance(61s);
        return till.ask("authcodetoopenid", old);
    };
    exchanges["authcodetoopenid AUTH_CODE_ERROR"] = [](const Till& till) {
        return till.ask("authcodetoopenid", {{"auth_code", "12345"}});
    };
    exchanges["authcodetoopenid AUTH_CODE_INVALID"] = [](const Till& till) {
        return till.ask("authcodetoopenid", {{"auth_code", "993456789012345678"}});
    };
}

void addLoginExchanges(std::map<QByteArray, Exchange>& exchanges)
{
    exchanges["jscode2session 40029"] = [](const Till& till) {
        const QByteArray code = till.loginCode();
        till.clock.advance(6min);
        return till.session({}, {}, code);
    };
    exchanges["jscode2session 40163"] = [](const Till& till) {
        const QByteArray code = till.loginCode();
        till.session({}, {}, code);
        return till.session({}, {}, code);
    };
    for (const auto& [code, parameter, value] :
        std::initializer_list<std::tuple<const char*, const char*, const char*>>{
            {"40013", "appid", "wx0000000000000000"}, {"40125", "secret", "wrong"},
            {"41002", "appid", ""}, {"41004", "secret", ""}, {"41008", "js_code", ""},
            {"40002", "grant_type", "client_credential"}}) {
        exchanges[QByteArray("jscode2session ") + code] =
            [name = parameter, text = value](const Till& till) { return till.session(name, text); };
    }
}

const std::map<QByteArray, Exchange>& exchangesOfTheirOwn()
{
    static const std::map<QByteArray, Exchange> all = [] {
        std::map<QByteArray, Exchange> exchanges;
        addOrderExchanges(exchanges);
        addRefundExchanges(exchanges);
        addTillExchanges(exchanges);
        addLoginExchanges(exchanges);
        return exchanges;
    }();
    return all;
}

/// What no request of a merchant brings about in the sandbox, and why; each can be planted.
const std::map<QByteArray, const char*>& onlyPlanted()
{
    static const std::map<QByteArray, const char*> reasons{
        {"SYSTEMERROR", "the sandbox's own machine does not fail"},
        {"unifiedorder NOAUTH", "the sandbox's merchant has every product"},
        {"micropay NOAUTH", "the sandbox's merchant has every product"},
        {"unifiedorder NOTENOUGH", "the payer's money is looked at when the payer pays"},
        {"refund BIZERR_NEED_RETRY", "the sandbox does one refund after the other"},
        {"refund USER_ACCOUNT_ABNORMAL", "no customer of the sandbox closes the account"},
        {"refund INVALID_REQ_TOO_MUCH", "the sandbox does not punish failing calls"},
        {"refund FREQUENCY_LIMITED", "the sandbox does not limit the refunds of old orders"},
        {"downloadfundflow BILL_CREATING", "the sandbox's books are ready at once"},
        {"jscode2session -1", "the sandbox is never busy"},
        {"jscode2session 45011", "the sandbox does not count logins"},
        {"jscode2session 40226", "no customer of the sandbox is rated"},
    };
    return reasons;
}

Heard heardIn(const SandboxAnswer& answer)
{
    const QJsonObject sns = answer.json();
    if (sns.contains(u"errcode"))
        return {Heard::Form::SnsCode, QByteArray::number(sns[u"errcode"].toInt()),
            sns[u"errmsg"].toString().toUtf8()};
    const Parameters fields = answer.xml();
    if (fields.value("return_code") == "FAIL")
        return {Heard::Form::ReturnMsg, {}, fields.value("return_msg")};
    return {Heard::Form::ErrCode, fields.value("err_code"), fields.value("err_code_des")};
}

/// The documented text up to where it names a request.
QByteArray beginning(const QByteArray& text)
{
    const qsizetype end = text.indexOf("…");
    QByteArray begun = end < 0 ? text : text.first(end);
    while (begun.endsWith(' '))
        begun.chop(1);
    return begun;
}

} // namespace

/// Every row of the documented error tables, with the HTTP exchange that triggers it
/// (protocol-v2.md §4, §9, §11).
class TestSandboxErrors : public QObject {
    Q_OBJECT

private slots:
    void everyDocumentedCodeArises_data();
    void everyDocumentedCodeArises();
    void whatIsOnlyPlantedIsDocumented();
};

void TestSandboxErrors::everyDocumentedCodeArises_data()
{
    QTest::addColumn<QByteArray>("endpoint");
    QTest::addColumn<QByteArray>("code");
    QTest::addColumn<QByteArray>("text");
    QFile file(QFINDTESTDATA("data/v2-errors.json"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QJsonObject errors = QJsonDocument::fromJson(file.readAll()).object();
    QCOMPARE(errors.size(), 11);
    for (auto endpoint = errors.begin(); endpoint != errors.end(); ++endpoint) {
        for (const QJsonValue value : endpoint.value().toArray()) {
            const QJsonObject row = value.toObject();
            const QByteArray code = row[u"code"].toString().toLatin1();
            const QByteArray text = row[u"text"].toString().toUtf8();
            QTest::addRow(
                "%s %s %s", qPrintable(endpoint.key()), code.constData(), text.constData())
                << endpoint.key().toLatin1() << code << text;
        }
    }
}

void TestSandboxErrors::everyDocumentedCodeArises()
{
    QFETCH(const QByteArray, endpoint);
    QFETCH(const QByteArray, code);
    QFETCH(const QByteArray, text);
    ManualClock clock;
    const Till till(clock);
    const auto& own = exchangesOfTheirOwn();
    const QByteArray name = endpoint + ' ' + code;
    const auto exchange = own.contains(name) ? own.find(name) : own.find(name + ' ' + text);
    const auto said = saidAsReturnMsg().find(code);
    const bool planted = onlyPlanted().contains(name) || onlyPlanted().contains(code);
    // Exactly one way, so that a row that was forgotten is missed here.
    QCOMPARE(int(exchange != own.end()) + int(said != saidAsReturnMsg().end()) + int(planted), 1);

    if (said != saidAsReturnMsg().end()) {
        const SandboxAnswer answer = wrongEnvelope(till, endpoint, code);
        QCOMPARE(answer.status, 200);
        const Heard heard = heardIn(answer);
        QCOMPARE(heard.form, Heard::Form::ReturnMsg);
        QCOMPARE(heard.text, said->second);
        QVERIFY(!answer.xml().contains("sign"));
        QVERIFY(!answer.cause().isEmpty());
        return;
    }
    const SandboxAnswer answer = planted ? till.planted(endpoint, code) : exchange->second(till);
    QCOMPARE(answer.status, 200);
    const Heard heard = heardIn(answer);
    QCOMPARE(heard.code, code);
    QVERIFY2(heard.text.startsWith(beginning(text)), heard.text.constData());
    if (planted)
        QVERIFY2(answer.cause().startsWith("planted-"), answer.cause().constData());
    if (heard.form == Heard::Form::ErrCode) {
        QVERIFY(answer.body.startsWith("<xml>"));
        QVERIFY(!answer.cause().isEmpty());
    }
}

void TestSandboxErrors::whatIsOnlyPlantedIsDocumented()
{
    for (const auto& [name, reason] : onlyPlanted()) {
        QVERIFY(!exchangesOfTheirOwn().contains(name));
        QVERIFY(qstrlen(reason) > 0);
    }
}

QTEST_GUILESS_MAIN(TestSandboxErrors)
#include "tst_sandboxerrors.moc"

#include "core/gateway/client.h"
#include "core/notify/notice.h"
#include "core/protocol/endpoints.h"
#include "core/sign/xmlcodec.h"
#include "tests/fakeserver.h"
#include "tests/support.h"

#include <QBuffer>
#include <QJsonArray>
#include <QJsonObject>
#include <QSignalSpy>
#include <QTcpSocket>
#include <QTest>
#include <QUrlQuery>

#include <algorithm>
#include <memory>

using namespace paydesk;

namespace {

/// What the client adds to every request itself.
bool isOfTheEnvelope(const QByteArray& name)
{
    static const QList<QByteArray> names{
        "appid", "mch_id", "nonce_str", "sign", "sign_type", "secret", "grant_type", "js_code"};
    return names.contains(name);
}

/// A value that the field may have, told by nothing but its name and type.
QByteArray valueOf(const DocumentedField& field)
{
    if (!field.choices.empty())
        return field.choices.front();
    switch (field.type) {
    case FieldType::Number:
    case FieldType::Fen:
        return "1";
    case FieldType::Stamp:
        return "20260101120000";
    case FieldType::Date:
        return "20260101";
    case FieldType::SpacedTime:
        return "2026-01-01 12:00:00";
    case FieldType::Json:
        return R"({"a":"<&]]>\""})";
    case FieldType::Url:
        return "https://shop.example/notify";
    case FieldType::Address:
        return "127.0.0.1";
    case FieldType::AuthCode:
        return "134567890123456789";
    case FieldType::TradeNumber:
    case FieldType::RefundNumber:
        return "PD-2026_1|*";
    case FieldType::Text:
    case FieldType::Choice:
        break;
    }
    return QByteArray("值 of <") + field.name + '>';
}

/// `$n` and `$m` stand for indices.
QByteArray firstName(const DocumentedField& field)
{
    return QByteArray(field.name).replace("$n", "0").replace("$m", "0");
}

std::span<const DocumentedField> noticeFields(const QByteArray& message)
{
    return message == "notify.payment" ? notices::payment : std::span<const DocumentedField>();
}

const DocumentedField* rowIn(std::span<const DocumentedField> rows, const QByteArray& name)
{
    const auto found = std::find_if(
        rows.begin(), rows.end(), [&name](const DocumentedField& row) { return name == row.name; });
    return found == rows.end() ? nullptr : &*found;
}

/// One call to a server that answers `wire`, and what became of it.
class OneCall {
public:
    OneCall(const Endpoint& endpoint, const Parameters& business, const QByteArray& body)
        : m_server(
              [body](const SeenRequest&, QTcpSocket& socket) { socket.write(httpAnswer(body)); })
    {
        Profile profile = sandboxProfile();
        profile.endpoints = {m_server.url(), m_server.url()};
        profile.signType = SignType::HmacSha256;
        m_client = std::make_unique<GatewayClient>(profile, sandboxCredentials(), m_clock);
        m_file.open(QIODevice::WriteOnly);
        Call* const call = callOf(endpoint, business);
        QSignalSpy finished(call, &Call::finished);
        if (finished.wait(10'000))
            answer = finished.first().first().value<Answer>();
    }

    /// The fields as they went over the wire.
    Parameters sent() const
    {
        const SeenRequest& seen = m_server.seen.constFirst();
        if (!seen.body.isEmpty())
            return fromXml(seen.body).value_or(Parameters());
        Parameters fields;
        const QUrlQuery query(QString::fromUtf8(seen.target.mid(seen.target.indexOf('?') + 1)));
        for (const auto& [name, value] : query.queryItems(QUrl::FullyDecoded))
            fields.append(name.toUtf8(), value.toUtf8());
        return fields;
    }

    Answer answer;

private:
    Call* callOf(const Endpoint& endpoint, const Parameters& business)
    {
        switch (endpoint.answerForm) {
        case AnswerForm::Json:
            return m_client->session("code-1");
        case AnswerForm::File:
            return m_client->download(endpoint, business, m_file);
        case AnswerForm::SignedXml:
        case AnswerForm::UnsignedXml:
            break;
        }
        return m_client->call(endpoint, business, SignType::HmacSha256);
    }

    ManualClock m_clock;
    FakeServer m_server;
    QBuffer m_file;
    std::unique_ptr<GatewayClient> m_client;
};

/// Every documented field of the endpoint's answer, as a gateway that says yes would fill them in.
Parameters fullAnswer(const Endpoint& endpoint)
{
    Parameters fields;
    for (const DocumentedField& field : endpoint.answer) {
        const QByteArrayView name(field.name);
        if (name == "sign" || name == "err_code" || name == "err_code_des")
            continue;
        QByteArray value = valueOf(field);
        if (name == "return_code" || name == "result_code")
            value = "SUCCESS";
        if (name == "appid")
            value = sandboxProfile().appid;
        if (name == "mch_id")
            value = sandboxProfile().mchId;
        fields.append(firstName(field), value);
    }
    return fields;
}

/// What the endpoint must echo, sent along.
Parameters echoedRequest(const Endpoint& endpoint, const Parameters& answer)
{
    Parameters business;
    for (const char* name : endpoint.echoed) {
        if (!isOfTheEnvelope(name) && answer.contains(name))
            business.append(name, answer.value(name));
    }
    return business;
}

QByteArray signedBody(const Endpoint& endpoint, Parameters fields)
{
    if (endpoint.answerForm != AnswerForm::SignedXml)
        return toXml(fields);
    const bool hmac = rowIn(endpoint.request, "sign_type") != nullptr;
    return toXml(signedRequest(std::move(fields), sandboxCredentials().apiKey,
        hmac ? SignType::HmacSha256 : SignType::Md5));
}

/// The message of a gateway that says no: in its envelope, or in its result.
QByteArray refusalBody(const Endpoint& endpoint, bool understood)
{
    if (!understood || endpoint.answerForm == AnswerForm::UnsignedXml)
        return "<xml><return_code>FAIL</return_code><return_msg>why not</return_msg>"
               "<error_code>20001</error_code></xml>";
    const Parameters fields{{"return_code", "SUCCESS"}, {"return_msg", "OK"},
        {"appid", sandboxProfile().appid}, {"mch_id", sandboxProfile().mchId}, {"nonce_str", "n"},
        {"result_code", "FAIL"}, {"err_code", "SYSTEMERROR"}, {"err_code_des", "why not"}};
    return signedBody(endpoint, fields);
}

void addRows(const char* ending)
{
    QTest::addColumn<QByteArray>("message");
    QTest::addColumn<QByteArray>("field");
    const QJsonObject tables = testData("v2-fields.json").object();
    for (auto message = tables.begin(); message != tables.end(); ++message) {
        if (!message.key().endsWith(QLatin1StringView(ending)))
            continue;
        for (const QJsonValue row : message.value().toArray()) {
            const QByteArray name = row.toObject()[u"name"].toString().toLatin1();
            QTest::addRow("%s %s", qPrintable(message.key()), name.constData())
                << message.key().toLatin1() << name;
        }
    }
}

const Endpoint& endpointOf(const QByteArray& message)
{
    return *endpointNamed(message.first(message.indexOf('.')));
}

} // namespace

/// Each documented field can be sent and read (protocol-v2.md §4 to §6): every row of the field
/// tables, over HTTP.
class TestDocumentedFields : public QObject {
    Q_OBJECT

private slots:
    void everyFieldOfARequestIsSent_data() { addRows(".request"); }
    void everyFieldOfARequestIsSent();
    void everyFieldOfAnAnswerIsRead_data() { addRows(".response"); }
    void everyFieldOfAnAnswerIsRead();
    void everyFieldOfAFilesRefusalIsRead_data() { addRows(".error"); }
    void everyFieldOfAFilesRefusalIsRead();
    void everyFieldOfAPaymentNoticeIsRead_data() { addRows("notify.payment"); }
    void everyFieldOfAPaymentNoticeIsRead();
};

void TestDocumentedFields::everyFieldOfARequestIsSent()
{
    QFETCH(const QByteArray, message);
    QFETCH(const QByteArray, field);
    const Endpoint& endpoint = endpointOf(message);
    const DocumentedField* const row = rowIn(endpoint.request, field);
    QVERIFY(row);
    Parameters business;
    if (!isOfTheEnvelope(field))
        business.append(field, valueOf(*row));
    const OneCall call(endpoint, business, "<xml/>");
    const Parameters sent = call.sent();
    QCOMPARE(std::count_if(sent.begin(), sent.end(),
                 [&field](const Parameter& each) { return each.name == field; }),
        1);
    if (isOfTheEnvelope(field))
        QVERIFY(!sent.value(field).isEmpty());
    else
        QCOMPARE(sent.value(field), valueOf(*row));
}

void TestDocumentedFields::everyFieldOfAnAnswerIsRead()
{
    QFETCH(const QByteArray, message);
    QFETCH(const QByteArray, field);
    const Endpoint& endpoint = endpointOf(message);
    if (endpoint.answerForm == AnswerForm::Json) {
        const bool refusal = field.startsWith("err");
        const OneCall call(endpoint, {},
            refusal ? R"({"errcode":40029,"errmsg":"invalid code"})"
                    : R"({"openid":"o1","session_key":"s-e-c-r-e-t","unionid":"u1"})");
        if (refusal) {
            QVERIFY(!call.answer.fields);
            QVERIFY(call.answer.fields.error().details.value(QString::fromLatin1(field)).isValid());
        } else {
            // The other two are read over, and kept nowhere: nothing here needs them.
            QCOMPARE(call.answer.fields->value(field), field == "openid" ? "o1" : "");
            QVERIFY(!call.answer.exchange.answerBody.contains("s-e-c-r-e-t"));
        }
        return;
    }
    if (field.startsWith("err_code")) {
        const OneCall call(endpoint, {}, refusalBody(endpoint, true));
        QVERIFY(!call.answer.fields);
        QCOMPARE(call.answer.fields.error().details.value(QString::fromLatin1(field)).toByteArray(),
            field == "err_code" ? "SYSTEMERROR" : "why not");
        return;
    }
    const Parameters full = fullAnswer(endpoint);
    const OneCall call(endpoint, echoedRequest(endpoint, full), signedBody(endpoint, full));
    QVERIFY2(call.answer.fields, message.constData());
    const DocumentedField* const row = rowIn(endpoint.answer, field);
    QVERIFY(row);
    const QByteArray name = firstName(*row);
    QCOMPARE(call.answer.fields->contains(name), true);
    if (full.contains(name))
        QCOMPARE(call.answer.fields->value(name), full.value(name));
}

void TestDocumentedFields::everyFieldOfAFilesRefusalIsRead()
{
    QFETCH(const QByteArray, message);
    QFETCH(const QByteArray, field);
    const Endpoint& endpoint = endpointOf(message);
    const OneCall call(endpoint, {{"bill_date", "20260101"}},
        refusalBody(endpoint, field.startsWith("err_") || field == "result_code"));
    QVERIFY(!call.answer.fields);
    const QVariantMap& details = call.answer.fields.error().details;
    if (field == "return_code" || field == "result_code") // told by which failure it is
        QVERIFY(call.answer.fields.error().id
            == (field == "return_code" ? FailureId::GatewayRefused : FailureId::BusinessRefused));
    else
        QVERIFY2(
            !details.value(QString::fromLatin1(field)).toString().isEmpty(), field.constData());
}

void TestDocumentedFields::everyFieldOfAPaymentNoticeIsRead()
{
    QFETCH(const QByteArray, message);
    QFETCH(const QByteArray, field);
    Parameters fields;
    for (const DocumentedField& each : noticeFields(message)) {
        if (QByteArrayView(each.name) != "sign" && QByteArrayView(each.name) != "sign_type")
            fields.append(firstName(each), valueOf(each));
    }
    const Parameters notice =
        signedRequest(fields, sandboxCredentials().apiKey, SignType::HmacSha256);
    const Notice read = readNotice(toXml(notice), sandboxCredentials().apiKey);
    QVERIFY(read.fields);
    QVERIFY(read.signedHmac);
    const QByteArray name = QByteArray(field).replace("$n", "0");
    QCOMPARE(read.fields->value(name), notice.value(name));
    QVERIFY(!notice.value(name).isEmpty());
}

QTEST_GUILESS_MAIN(TestDocumentedFields)
#include "tst_documentedfields.moc"

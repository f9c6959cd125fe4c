#include "core/protocol/endpoints.h"
#include "core/protocol/errorcode.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <algorithm>

using namespace paydesk;

namespace {

QJsonObject table(const char* file)
{
    QFile data(QStringLiteral(PAYDESK_TEST_DATA "/%1").arg(QLatin1String(file)));
    return data.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(data.readAll()).object()
                                          : QJsonObject();
}

/// The table of this name in v2-fields.json: "refund.request", "downloadbill.error",
/// "notify.refund.req_info".
std::span<const DocumentedField> fieldsOf(const QString& name)
{
    if (name == u"notify.payment")
        return notices::payment;
    if (name == u"notify.refund")
        return notices::refund;
    if (name == u"notify.refund.req_info")
        return notices::refundInside;
    const Endpoint* endpoint = endpointNamed(name.section(u'.', 0, 0).toLatin1());
    if (!endpoint)
        return {};
    const QString part = name.section(u'.', 1);
    if (part == u"request")
        return endpoint->request;
    return part == u"error" ? endpoint->refusal : endpoint->answer;
}

const DocumentedField* fieldIn(std::span<const DocumentedField> rows, const QByteArray& name)
{
    const auto found = std::find_if(
        rows.begin(), rows.end(), [&name](const DocumentedField& row) { return name == row.name; });
    return found == rows.end() ? nullptr : &*found;
}

bool isNumber(FieldType type)
{
    return type == FieldType::Number || type == FieldType::Fen;
}

/// Of an answer the documents promise what only some states have.
bool promisedAs(const QString& required, Need::Kind kind, bool inRequest)
{
    if (required == u"yes")
        return kind == Need::Kind::Always
            || (!inRequest && (kind == Need::Kind::When || kind == Need::Kind::Sometimes));
    // An error's fields are "no" in the documents, and when they come is said in words.
    if (required == u"no")
        return kind == Need::Kind::Optional || (!inRequest && kind == Need::Kind::When);
    return kind == Need::Kind::When || kind == Need::Kind::OneOf || kind == Need::Kind::Sometimes;
}

QList<const ErrorCode*> everyErrorCode()
{
    QList<const ErrorCode*> all;
    for (const std::span<const ErrorCode> rows : allErrorCodes()) {
        for (const ErrorCode& row : rows)
            all.append(&row);
    }
    return all;
}

bool isSaid(const Bilingual& sentence)
{
    const QString chinese = QString::fromUtf8(sentence.zh);
    return QByteArrayView(sentence.en).endsWith('.') && chinese.endsWith(u'。')
        && std::any_of(chinese.begin(), chinese.end(),
            [](QChar letter) { return letter.script() == QChar::Script_Han; });
}

} // namespace

/// The declarative tables against the documents' own (tests/data/v2-fields.json, v2-errors.json).
class TestProtocol : public QObject {
    Q_OBJECT

private slots:
    void everyDocumentedFieldIsInTheTable_data();
    void everyDocumentedFieldIsInTheTable();
    void theTableHasNoFieldThatIsNotDocumented();
    void everyConditionNamesAFieldOfItsMessage();
    void everyEndpointHasWhatTheDocumentsSay_data();
    void everyEndpointHasWhatTheDocumentsSay();
    void whatPaydeskDemandsOfAnAnswerIsDocumented();
    void everyDocumentedCodeIsInTheTable_data();
    void everyDocumentedCodeIsInTheTable();
    void theTableHasNoCodeThatIsNotDocumented();
    void everyCodeSaysWhatItMeansAndWhatToDo();
    void aCodeIsFoundByWhatItMeansAtAnEndpoint();
    void aReturnMessageIsFoundByHowItBegins();
};

void TestProtocol::everyDocumentedFieldIsInTheTable_data()
{
    QTest::addColumn<QString>("message");
    QTest::addColumn<QJsonObject>("documented");
    const QJsonObject tables = table("v2-fields.json");
    QCOMPARE(tables.size(), 31);
    for (auto message = tables.begin(); message != tables.end(); ++message) {
        for (const QJsonValue row : message.value().toArray()) {
            const QJsonObject field = row.toObject();
            QTest::addRow("%s %s", qPrintable(message.key()), qPrintable(field[u"name"].toString()))
                << message.key() << field;
        }
    }
}

void TestProtocol::everyDocumentedFieldIsInTheTable()
{
    QFETCH(const QString, message);
    QFETCH(QJsonObject, documented);
    const DocumentedField* field =
        fieldIn(fieldsOf(message), documented[u"name"].toString().toLatin1());
    QVERIFY(field);
    const QString type = documented[u"type"].toString();
    if (type.isEmpty()) // "as in unifiedorder", where the row itself is walked
        return;
    const bool inRequest = message.endsWith(u".request");
    QVERIFY(promisedAs(documented[u"required"].toString(), field->need.kind, inRequest));
    QCOMPARE(isNumber(field->type), type == u"int");
    QCOMPARE(field->type == FieldType::Choice, type == u"enum");
    QCOMPARE(int(field->limit), documented[u"max"].toInt());
    QVERIFY(type != u"enum" || !field->choices.empty());
}

void TestProtocol::theTableHasNoFieldThatIsNotDocumented()
{
    const QJsonObject tables = table("v2-fields.json");
    for (auto message = tables.begin(); message != tables.end(); ++message) {
        QSet<QString> documented;
        for (const QJsonValue row : message.value().toArray())
            documented.insert(row.toObject()[u"name"].toString());
        // "as in orderquery" takes the coupons along.
        if (message.key() == u"micropay.response")
            documented += {QStringLiteral("coupon_count"), QStringLiteral("coupon_type_$n"),
                QStringLiteral("coupon_id_$n"), QStringLiteral("coupon_fee_$n")};
        if (message.key() == u"shorturl.response" || message.key() == u"authcodetoopenid.response")
            documented.insert(QStringLiteral("err_code_des"));
        QSet<QString> written;
        for (const DocumentedField& field : fieldsOf(message.key())) {
            const QString name = QString::fromLatin1(field.name);
            QVERIFY2(!written.contains(name), field.name);
            written.insert(name);
        }
        QCOMPARE(written, documented);
    }
}

void TestProtocol::everyConditionNamesAFieldOfItsMessage()
{
    const QJsonObject tables = table("v2-fields.json");
    int conditions = 0;
    for (const QString& message : tables.keys()) {
        const auto rows = fieldsOf(message);
        for (const DocumentedField& field : rows) {
            if (field.need.kind != Need::Kind::When)
                continue;
            ++conditions;
            const DocumentedField* other = fieldIn(rows, field.need.field);
            QVERIFY2(other, field.name);
            const QByteArray value = field.need.value;
            QVERIFY2(value.isEmpty() || other->choices.empty()
                    || std::any_of(other->choices.begin(), other->choices.end(),
                        [&value](const char* choice) { return value == choice; }),
                field.name);
        }
    }
    QVERIFY(conditions > 10);
}

void TestProtocol::everyEndpointHasWhatTheDocumentsSay_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<bool>("certificate");
    QTest::addColumn<int>("form");
    QTest::addColumn<int>("signing");
    const auto row = [](const char* path, bool certificate = false,
                         AnswerForm form = AnswerForm::SignedXml, SignRule rule = SignRule::Any) {
        QTest::newRow(path) << QByteArray(path) << certificate << int(form) << int(rule);
    };
    row("/pay/unifiedorder");
    row("/pay/orderquery");
    row("/pay/closeorder");
    row("/secapi/pay/refund", true);
    row("/pay/refundquery");
    row("/pay/downloadbill", false, AnswerForm::File);
    row("/pay/downloadfundflow", true, AnswerForm::File, SignRule::HmacSha256Only);
    row("/pay/micropay");
    row("/secapi/pay/reverse", true);
    row("/tools/shorturl");
    row("/tools/authcodetoopenid");
    row("/payitil/report", false, AnswerForm::UnsignedXml);
    row("/sandboxnew/pay/getsignkey", false, AnswerForm::UnsignedXml, SignRule::Md5Only);
    row("/xdc/apiv2getsignkey/sign/getsignkey", false, AnswerForm::UnsignedXml, SignRule::Md5Only);
    row("/sns/jscode2session", false, AnswerForm::Json, SignRule::Unsigned);
}

void TestProtocol::everyEndpointHasWhatTheDocumentsSay()
{
    QFETCH(const QByteArray, path);
    QFETCH(const bool, certificate);
    QFETCH(const int, form);
    QFETCH(const int, signing);
    const Endpoint* endpoint = endpointAt(path);
    QVERIFY(endpoint);
    QCOMPARE(endpoint->certificate, certificate);
    QCOMPARE(int(endpoint->answerForm), form);
    QCOMPARE(int(endpoint->signing), signing);
    QCOMPARE(QByteArray(endpoint->method), path.startsWith("/sns/") ? "GET" : "POST");
    QCOMPARE(allEndpoints().size(), std::size_t(15));
    QVERIFY(!endpointAt(path + '/'));
}

void TestProtocol::whatPaydeskDemandsOfAnAnswerIsDocumented()
{
    for (const Endpoint* endpoint : allEndpoints()) {
        for (const RequiredField& demanded : endpoint->required) {
            QVERIFY2(fieldIn(endpoint->answer, demanded.name), demanded.name);
            QVERIFY2(!demanded.whenField || fieldIn(endpoint->answer, demanded.whenField),
                demanded.name);
        }
        for (const char* name : endpoint->echoed) {
            QVERIFY2(fieldIn(endpoint->answer, name), name);
            QVERIFY2(fieldIn(endpoint->request, name), name);
        }
    }
}

void TestProtocol::everyDocumentedCodeIsInTheTable_data()
{
    QTest::addColumn<QByteArray>("endpoint");
    QTest::addColumn<QByteArray>("code");
    QTest::addColumn<QByteArray>("text");
    const QJsonObject tables = table("v2-errors.json");
    QCOMPARE(tables.size(), 11);
    for (auto endpoint = tables.begin(); endpoint != tables.end(); ++endpoint) {
        for (const QJsonValue row : endpoint.value().toArray()) {
            const QByteArray code = row.toObject()[u"code"].toString().toUtf8();
            const QByteArray text = row.toObject()[u"text"].toString().toUtf8();
            QTest::addRow(
                "%s %s %s", qPrintable(endpoint.key()), code.constData(), text.constData())
                << endpoint.key().toUtf8() << code << text;
        }
    }
}

void TestProtocol::everyDocumentedCodeIsInTheTable()
{
    QFETCH(QByteArray, endpoint);
    QFETCH(QByteArray, code);
    QFETCH(QByteArray, text);
    QVERIFY(endpointNamed(endpoint));
    const QList<const ErrorCode*> all = everyErrorCode();
    QCOMPARE(std::count_if(all.begin(), all.end(),
                 [&](const ErrorCode* row) {
                     return code == row->code && row->textAt(endpoint)
                         && text == row->textAt(endpoint);
                 }),
        1);
    QVERIFY(errorCode(code, endpoint)->textAt(endpoint));
}

void TestProtocol::theTableHasNoCodeThatIsNotDocumented()
{
    int documented = 0;
    for (const QJsonValue rows : table("v2-errors.json"))
        documented += int(rows.toArray().size());
    int written = 0;
    for (const ErrorCode* row : everyErrorCode())
        written += int(std::count_if(
            row->at.begin(), row->at.end(), [](const ErrorAt& at) { return at.endpoint; }));
    QCOMPARE(documented, 117);
    QCOMPARE(written, documented);
}

void TestProtocol::everyCodeSaysWhatItMeansAndWhatToDo()
{
    for (const ErrorCode* row : everyErrorCode())
        QVERIFY2(isSaid(row->meaning) && isSaid(row->remedy), row->code);
    for (const ReturnMessage& row : allReturnMessages())
        QVERIFY2(isSaid(row.meaning) && isSaid(row.remedy), row.text);
}

void TestProtocol::aCodeIsFoundByWhatItMeansAtAnEndpoint()
{
    QCOMPARE(errorCode("ORDERCLOSED", "closeorder")->reaction, Reaction::Nothing);
    QCOMPARE(errorCode("ORDERCLOSED", "unifiedorder")->reaction, Reaction::NewNumber);
    QCOMPARE(errorCode("SYSTEMERROR", "refund")->reaction, Reaction::Query);
    QCOMPARE(errorCode("USERPAYING", "micropay")->reaction, Reaction::Query);
    // Where the documents do not place it, it still says something.
    QVERIFY(errorCode("NOTENOUGH", "reverse"));
    QVERIFY(!errorCode("NOT_A_CODE", "refund"));
    QVERIFY(!errorCode("", "refund"));
}

void TestProtocol::aReturnMessageIsFoundByHowItBegins()
{
    QCOMPARE(returnMessage("NO BILL EXIST")->text, "No Bill Exist");
    QCOMPARE(returnMessage("签名错误，请检查后再试")->text, "签名错误");
    QCOMPARE(returnMessage("缺少参数total_fee")->text, "缺少参数");
    QVERIFY(!returnMessage("No Bill"));
    QVERIFY(!returnMessage(""));
}

QTEST_GUILESS_MAIN(TestProtocol)
#include "tst_protocol.moc"

#include "core/base/clock.h"
#include "core/base/money.h"
#include "core/base/redact.h"
#include "core/base/secret.h"
#include "core/base/wording.h"
#include "tests/support.h"

#include <QDebug>
#include <QSet>
#include <QTest>
#include <QTimeZone>

#include <limits>
#include <memory>
#include <type_traits>

using namespace paydesk;

namespace {

constexpr FailureId lastFailure = FailureId::TimedOut;

template <typename T>
concept Printable = requires(QDebug out, const T& value) { out << value; };
template <typename T>
concept Comparable = requires(const T& a, const T& b) { a == b; };

static_assert(!std::is_copy_constructible_v<Secret> && !std::is_copy_assignable_v<Secret>);
static_assert(std::is_nothrow_move_constructible_v<Secret>);
static_assert(!Printable<Secret> && !Comparable<Secret>);

const QByteArray canary = "Canary7Key/That+MustNeverBeSeen0";

Secret secret(QByteArray bytes)
{
    return Secret(std::move(bytes));
}

QByteArray shown(const Secret& secret)
{
    return secret.reveal([](QByteArrayView bytes) { return bytes.toByteArray(); });
}

/// Every detail any sentence uses, each with a value that shows where it went.
QVariantMap everyDetail(const QString& value)
{
    QVariantMap details;
    for (const char* key :
        {"text", "field", "length", "limit", "rule", "reason", "path", "profile", "name", "line",
            "column", "offset", "host", "port", "seconds", "target", "status", "holder", "start",
            "expected", "received", "return_msg", "why", "err_code", "err_code_des", "errcode",
            "errmsg", "errMsg", "errDesc", "kept", "version", "supported", "out_trade_no",
            "out_refund_no", "amount", "left", "state", "value", "proxy"})
        details.insert(QString::fromLatin1(key), value);
    return details;
}

/// Puts the machine into another time zone for the length of a test.
class InZone {
public:
    explicit InZone(const QByteArray& zone)
        : m_before(qgetenv("TZ"))
        , m_wasSet(qEnvironmentVariableIsSet("TZ"))
    {
        qputenv("TZ", zone);
    }
    InZone(const InZone&) = delete;
    InZone& operator=(const InZone&) = delete;
    ~InZone()
    {
        if (m_wasSet)
            qputenv("TZ", m_before);
        else
            qunsetenv("TZ");
    }

private:
    QByteArray m_before;
    bool m_wasSet;
};

} // namespace

class TstBase : public QObject {
    Q_OBJECT

private slots:
    void aSecretTakesItsBytesAway();
    void aSecretMovesAndIsEmptyAfterwards();
    void secretsAreComparedByContents();
    void aMaskShowsTheEndsOnly_data();
    void aMaskShowsTheEndsOnly();

    void anAmountFieldFollowsItsGrammar_data();
    void anAmountFieldFollowsItsGrammar();
    void typedYuanBecomeFen_data();
    void typedYuanBecomeFen();
    void fenAreWrittenAsYuan_data();
    void fenAreWrittenAsYuan();
    void everyAmountReadsAsItWasWritten();

    void aSecretsValueIsTakenOut_data();
    void aSecretsValueIsTakenOut();
    void aSecretsNameIsEnough_data();
    void aSecretsNameIsEnough();
    void harmlessTextStaysAsItIs_data();
    void harmlessTextStaysAsItIs();
    void everyPartOfAnExchangeIsCleaned();
    void cleaningTwiceChangesNothing();

    void beijingStampsNameTheMoment_data();
    void beijingStampsNameTheMoment();
    void impossibleStampsAreInvalid_data();
    void impossibleStampsAreInvalid();
    void theMachinesTimeZoneDoesNotMatter();
    void anAlarmRingsOnceAndLater();
    void aCancelledAlarmIsSilent();
    void anAlarmDiesWithItsContext();

    void everyFailureHasItsSentence();
    void everyFailureHasANameOfItsOwn();
    void theKindDecidesAsDocumented_data();
    void theKindDecidesAsDocumented();
    void aValueIsNeverTakenForAPlaceholder();
    void sentencesAreJoinedProperly_data();
    void sentencesAreJoinedProperly();
};

void TstBase::aSecretTakesItsBytesAway()
{
    QByteArray source("0123456789abcdef");
    const Secret taken(std::move(source));
    QVERIFY(source.isEmpty()); // NOLINT(bugprone-use-after-move): this is the contract
    QCOMPARE(shown(taken), QByteArray("0123456789abcdef"));
    QCOMPARE(taken.size(), 16);
    QVERIFY(Secret().isEmpty());
    QVERIFY(Secret(QByteArray()).isEmpty());
    const QByteArray withNul("a\0b", 3);
    QCOMPARE(shown(secret(withNul)), withNul);
}

void TstBase::aSecretMovesAndIsEmptyAfterwards()
{
    Secret first = secret("first");
    Secret second = std::move(first);
    QVERIFY(first.isEmpty()); // NOLINT(bugprone-use-after-move): this is the contract
    QCOMPARE(shown(second), QByteArray("first"));
    second = secret("other");
    QCOMPARE(shown(second), QByteArray("other"));
    const Secret twin = second.clone();
    second = Secret();
    QCOMPARE(shown(twin), QByteArray("other"));
    QVERIFY(second.isEmpty());
}

void TstBase::secretsAreComparedByContents()
{
    QVERIFY(secret("same").sameAs(secret("same")));
    QVERIFY(!secret("same").sameAs(secret("Same")));
    QVERIFY(!secret("same").sameAs(secret("same1")));
    QVERIFY(Secret().sameAs(Secret()));
    QVERIFY(!Secret().sameAs(secret("x")));
}

void TstBase::aMaskShowsTheEndsOnly_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("mask");
    QTest::newRow("32") << QByteArray("192006250b4c09247ec02edce69f6a2d")
                        << QByteArray("1920…6a2d");
    QTest::newRow("16") << QByteArray("0123456789abcdef") << QByteArray("0123…cdef");
    QTest::newRow("15") << QByteArray("0123456789abcde") << QByteArray("01…de");
    QTest::newRow("5") << QByteArray("01234") << QByteArray("01…34");
    QTest::newRow("4") << QByteArray("0123") << QByteArray("…");
    QTest::newRow("none") << QByteArray() << QByteArray();
}

void TstBase::aMaskShowsTheEndsOnly()
{
    QFETCH(const QByteArray, text);
    QFETCH(const QByteArray, mask);
    QCOMPARE(maskedText(text), mask);
    QCOMPARE(secret(text).masked(), mask);
}

void TstBase::anAmountFieldFollowsItsGrammar_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<qint64>("fen"); // 0: refused
    const auto row = [](const char* name, const QByteArray& text, qint64 fen) {
        QTest::newRow(name) << text << fen;
    };
    row("one", "1", 1);
    row("largest", "9999999999", 9999999999);
    row("eleven digits", "10000000000", 0);
    row("zero", "0", 0);
    row("leading zero", "01", 0);
    row("empty", "", 0);
    row("sign", "+1", 0);
    row("negative", "-1", 0);
    row("blank before", " 1", 0);
    row("blank behind", "1 ", 0);
    row("line break", "1\n", 0);
    row("decimals", "1.00", 0);
    row("exponent", "1e3", 0);
    row("hex", "0x10", 0);
    row("thousands", "1,000", 0);
    row("full width", "１", 0);
    row("Arabic digits", "\xD9\xA1", 0);
    row("NUL", QByteArray("1\0", 2), 0);
    row("overflow", "18446744073709551617", 0);
}

void TstBase::anAmountFieldFollowsItsGrammar()
{
    QFETCH(const QByteArray, text);
    QFETCH(const qint64, fen);
    const auto read = fenFromField(text);
    QCOMPARE(read.has_value(), fen != 0);
    if (read)
        QCOMPARE(read->value, fen);
}

void TstBase::typedYuanBecomeFen_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<qint64>("fen"); // 0: malformed, -1: out of range
    const auto row = [](const QByteArray& text, qint64 fen) {
        QTest::addRow("“%s”", text.constData()) << text << fen;
    };
    row("0.01", 1);
    row("0.1", 10);
    row("1", 100);
    row("12.80", 1280);
    row(" 12.80\t", 1280);
    row("012.80", 1280);
    row("19.99", 1999); // 1998 with floating point
    row("1.10", 110);
    row("4.35", 435); // 434 with floating point
    row("99999999.99", 9999999999);
    row("100000000", -1);
    row("100000000.00", -1);
    row("99999999999999999999", -1);
    row("0", -1);
    row("0.00", -1);
    row("", 0);
    row("   ", 0);
    row(".5", 0);
    row("5.", 0);
    row(".", 0);
    row("1.234", 0);
    row("1.2.3", 0);
    row("-1", 0);
    row("+1", 0);
    row("1e2", 0);
    row("1,50", 0);
    row("1,000.00", 0);
    row("¥1.00", 0);
    row("1 000", 0);
    row("１.００", 0);
    row("1。00", 0);
    row("NaN", 0);
    row("inf", 0);
}

void TstBase::typedYuanBecomeFen()
{
    QFETCH(const QByteArray, text);
    QFETCH(const qint64, fen);
    const auto read = fenFromYuan(text);
    QCOMPARE(read.has_value(), fen > 0);
    if (read)
        QCOMPARE(read->value, fen);
    else
        QCOMPARE(
            read.error().id, fen == 0 ? FailureId::AmountMalformed : FailureId::AmountOutOfRange);
}

void TstBase::fenAreWrittenAsYuan_data()
{
    QTest::addColumn<qint64>("fen");
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("zero") << qint64(0) << QByteArray("0.00");
    QTest::newRow("one") << qint64(1) << QByteArray("0.01");
    QTest::newRow("ten") << qint64(10) << QByteArray("0.10");
    QTest::newRow("coffee") << qint64(1280) << QByteArray("12.80");
    QTest::newRow("largest") << largestFen << QByteArray("99999999.99");
    QTest::newRow("negative") << qint64(-5) << QByteArray("-0.05");
    QTest::newRow("smallest number")
        << std::numeric_limits<qint64>::min() << QByteArray("-92233720368547758.08");
}

void TstBase::fenAreWrittenAsYuan()
{
    QFETCH(const qint64, fen);
    QFETCH(const QByteArray, text);
    QCOMPARE(yuan(Fen{fen}), text);
}

void TstBase::everyAmountReadsAsItWasWritten()
{
    for (qint64 fen = 1; fen < 20000; ++fen)
        QCOMPARE(fenFromYuan(yuan(Fen{fen}))->value, fen);
    for (qint64 fen = largestFen; fen > 0; fen /= 3)
        QCOMPARE(fenFromYuan(yuan(Fen{fen}))->value, fen);
}

void TstBase::aSecretsValueIsTakenOut_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("form");
    const auto row = [](const char* name, const QByteArray& form) {
        const QByteArray text = "before " + form + " behind " + form;
        QTest::newRow(name) << text << form;
    };
    row("as it is", canary);
    row("percent-encoded", canary.toPercentEncoding());
    row("percent-encoded, lower case",
        canary.toPercentEncoding().replace("%2F", "%2f").replace("%2B", "%2b"));
    row("base64", canary.toBase64());
    row("base64 without padding", canary.toBase64(QByteArray::OmitTrailingEquals));
    row("base64url", canary.toBase64(QByteArray::Base64UrlEncoding));
    row("base64, percent-encoded", canary.toBase64().toPercentEncoding());
    row("hex", canary.toHex());
    row("HEX", canary.toHex().toUpper());
    row("in a string to sign", "total_fee=1&sep=" + canary);
}

void TstBase::aSecretsValueIsTakenOut()
{
    QFETCH(const QByteArray, text);
    QFETCH(const QByteArray, form);
    Redactor redactor;
    redactor.add(secret(canary));
    const QByteArray cleaned = redactor.clean(text);
    QVERIFY2(!cleaned.contains(form), cleaned.constData());
    QVERIFY(!cleaned.contains(canary));
    QVERIFY(cleaned.startsWith("before "));
    QVERIFY(cleaned.contains("***"));
}

void TstBase::aSecretsNameIsEnough_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("cleaned");
    const auto row = [](const char* name, const QByteArray& text, const QByteArray& cleaned) {
        QTest::newRow(name) << text << cleaned;
    };
    row("query", "/sns/jscode2session?appid=wx1&secret=s3cr3t&js_code=c",
        "/sns/jscode2session?appid=wx1&secret=***&js_code=c");
    row("first in a query", "?secret=s3cr3t", "?secret=***");
    row("end of a string to sign", "a=1&key=s3cr3t", "a=1&key=***");
    row("capitals", "A=1&KEY=s3cr3t", "A=1&KEY=***");
    row("JSON", R"({"openid":"o1","session_key":"s3\"cr3t","x":1})",
        R"({"openid":"o1","session_key":"***","x":1})");
    row("JSON with blanks", R"({"session_key" : "s3cr3t"})", R"({"session_key" : "***"})");
    row("XML", "<xml><key>s3cr3t</key></xml>", "<xml><key>***</key></xml>");
    row("CDATA", "<xml><key><![CDATA[s3cr3t]]></key></xml>",
        "<xml><key><![CDATA[***]]></key></xml>");
    row("CDATA with brackets", "<key><![CDATA[s3]cr<3t]]></key>", "<key><![CDATA[***]]></key>");
    row("Chinese around it", "密钥 key=s3cr3t&备注=一", "密钥 key=***&备注=一");
}

void TstBase::aSecretsNameIsEnough()
{
    QFETCH(const QByteArray, text);
    QFETCH(const QByteArray, cleaned);
    QCOMPARE(Redactor().clean(text), cleaned);
}

void TstBase::harmlessTextStaysAsItIs_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("sign") << QByteArray("<xml><sign>9A0A8659F005D6984697E2CA0A9CF3B7</sign></xml>");
    QTest::newRow("a name that only ends alike") << QByteArray("monkey=banana&turkey=cold");
    QTest::newRow("the word in a sentence") << QByteArray("the key is wrong, the secret too");
    QTest::newRow("binary") << QByteArray("\x00\xff\xfe\x80 raw", 8);
    QTest::newRow("Chinese") << QByteArray("腾讯充值中心-QQ会员充值");
    QTest::newRow("too short to be a secret") << QByteArray("abcde and abcde");
}

void TstBase::harmlessTextStaysAsItIs()
{
    QFETCH(const QByteArray, text);
    Redactor redactor;
    redactor.add(secret("abcde"));
    redactor.add(Secret());
    QCOMPARE(redactor.clean(text), text);
}

void TstBase::everyPartOfAnExchangeIsCleaned()
{
    Redactor redactor;
    redactor.add(secret(canary));
    Exchange exchange;
    exchange.method = "POST";
    exchange.url = "https://api.example/x?q=" + canary;
    exchange.requestHeaders = {{"X-Echo", canary}, {"Secret", "s3cr3t"}};
    exchange.requestBody = "<xml><a>" + canary + "</a></xml>";
    exchange.answerHeaders = {{"X-Paydesk-Why", "it was " + canary.toPercentEncoding()}};
    exchange.answerBody = canary.toBase64();
    exchange.outcome = canary;
    exchange.why = canary.toHex();
    const Exchange cleaned = redactor.clean(exchange);
    QByteArray all =
        cleaned.url + cleaned.requestBody + cleaned.answerBody + cleaned.outcome + cleaned.why;
    for (const Header& header : cleaned.requestHeaders + cleaned.answerHeaders)
        all += header.name + header.value;
    for (const QByteArray& form : {canary, canary.toPercentEncoding(), canary.toBase64(),
             canary.toHex(), QByteArray("s3cr3t")})
        QVERIFY(!all.contains(form));
    QCOMPARE(cleaned.method, exchange.method);
    QCOMPARE(cleaned.requestHeaders.first().name, QByteArray("X-Echo"));
}

void TstBase::cleaningTwiceChangesNothing()
{
    Redactor redactor;
    redactor.add(secret(canary));
    const QByteArray once =
        redactor.clean("?secret=x&a=" + canary + R"( {"key":"y"} <key><![CDATA[z]]></key>)");
    QCOMPARE(redactor.clean(once), once);
}

void TstBase::beijingStampsNameTheMoment_data()
{
    QTest::addColumn<QByteArray>("stamp");
    QTest::addColumn<QDateTime>("utc");
    const auto row = [](const char* name, const QByteArray& stamp, const char* utc) {
        QTest::newRow(name) << stamp
                            << QDateTime::fromString(QString::fromLatin1(utc), Qt::ISODate);
    };
    row("of the documentation", "20141030133525", "2014-10-30T05:35:25Z");
    row("the day before in UTC", "20260101000000", "2025-12-31T16:00:00Z");
    row("leap day", "20240229235959", "2024-02-29T15:59:59Z");
    row("behind 2038", "20400101080000", "2040-01-01T00:00:00Z");
    row("in a gap of European clocks", "20260329023000", "2026-03-28T18:30:00Z");
    row("in China's summer time of 1988", "19880601120000", "1988-06-01T04:00:00Z");
}

void TstBase::beijingStampsNameTheMoment()
{
    QFETCH(const QByteArray, stamp);
    QFETCH(const QDateTime, utc);
    QCOMPARE(fromBeijingStamp(stamp), utc);
    QCOMPARE(beijingStamp(utc), stamp);
    QCOMPARE(beijingStamp(utc.toOffsetFromUtc(-5 * 3600)), stamp);
}

void TstBase::impossibleStampsAreInvalid_data()
{
    QTest::addColumn<QByteArray>("stamp");
    for (const char* stamp : {"", "2014103013352", "201410301335251", "20141030 133525",
             "2014-10-30 13:35:25", "20260230120000", "20250229000000", "20261301000000",
             "20260001000000", "20260100000000", "20260101240000", "20260101006000",
             "20260101000060", "+2026010100000", "2026010100000a", "２０２６０１"})
        QTest::addRow("“%s”", stamp) << QByteArray(stamp);
}

void TstBase::impossibleStampsAreInvalid()
{
    QFETCH(const QByteArray, stamp);
    QVERIFY(!fromBeijingStamp(stamp).isValid());
}

void TstBase::theMachinesTimeZoneDoesNotMatter()
{
    for (const char* zone :
        {"Europe/Berlin", "America/New_York", "Asia/Shanghai", "Pacific/Kiritimati", "UTC"}) {
        const InZone elsewhere(zone);
        // 02:30 of the last Sunday in March does not exist in Berlin, of the second one not in New
        // York.
        QCOMPARE(beijingStamp(fromBeijingStamp("20260329023000")), QByteArray("20260329023000"));
        QCOMPARE(beijingStamp(fromBeijingStamp("20260308023000")), QByteArray("20260308023000"));
    }
}

void TstBase::anAlarmRingsOnceAndLater()
{
    SystemClock clock;
    int rung = 0;
    clock.after(Clock::Milliseconds(0), this, [&] { ++rung; });
    clock.after(Clock::Milliseconds(-5), this, [&] { ++rung; });
    QCOMPARE(rung, 0);
    QTRY_COMPARE(rung, 2);
    bool behind = false;
    clock.after(Clock::Milliseconds(20), this, [&] { behind = true; });
    QTRY_VERIFY(behind);
    QCOMPARE(rung, 2);
    QCOMPARE(clock.now().timeSpec(), Qt::UTC);
}

void TstBase::aCancelledAlarmIsSilent()
{
    SystemClock clock;
    bool first = false;
    bool second = false;
    const Clock::Alarm alarm = clock.after(Clock::Milliseconds(0), this, [&] { first = true; });
    clock.after(Clock::Milliseconds(1), this, [&] { second = true; });
    clock.cancel(alarm);
    clock.cancel(alarm + 100);
    QTRY_VERIFY(second);
    QVERIFY(!first);
    clock.cancel(alarm);
}

void TstBase::anAlarmDiesWithItsContext()
{
    SystemClock clock;
    bool rang = false;
    bool later = false;
    auto context = std::make_unique<QObject>();
    clock.after(Clock::Milliseconds(0), context.get(), [&] { rang = true; });
    clock.after(Clock::Milliseconds(1), this, [&] { later = true; });
    context.reset();
    QTRY_VERIFY(later);
    QVERIFY(!rang);
}

void TstBase::everyFailureHasItsSentence()
{
    for (int id = 0; id <= int(lastFailure); ++id) {
        const Failure made = failure(FailureId(id), everyDetail(QStringLiteral("value")));
        const Wording wording = wordingOf(made);
        const QByteArray name = failureName(made.id);
        QVERIFY2(!wording.what.isEmpty(), name.constData());
        QVERIFY2(!wording.sentence().contains(u'%'), name.constData());
        QVERIFY2(!wording.sentence().contains(QStringLiteral("  ")), name.constData());
        if (made.id != FailureId::Cancelled)
            QVERIFY2(!wording.remedy.isEmpty(), name.constData());
    }
}

void TstBase::everyFailureHasANameOfItsOwn()
{
    QSet<QByteArray> names;
    for (int id = 0; id <= int(lastFailure); ++id) {
        const QByteArray name = failureName(FailureId(id));
        QVERIFY(!name.isEmpty());
        for (const char c : name)
            QVERIFY((c >= 'a' && c <= 'z') || c == '-');
        names.insert(name);
    }
    QCOMPARE(names.size(), qsizetype(lastFailure) + 1);
}

void TstBase::theKindDecidesAsDocumented_data()
{
    QTest::addColumn<FailureId>("id");
    QTest::addColumn<Failure::Kind>("kind");
    QTest::newRow("typed wrong") << FailureId::AmountMalformed << Failure::Kind::Input;
    QTest::newRow("port in use") << FailureId::PortInUse << Failure::Kind::Transport;
    QTest::newRow("wrong signature") << FailureId::AnswerSignatureWrong << Failure::Kind::Protocol;
    QTest::newRow("refused") << FailureId::BusinessRefused << Failure::Kind::Gateway;
    QTest::newRow("vault locked") << FailureId::VaultLocked << Failure::Kind::Storage;
    QTest::newRow("given up") << FailureId::TimedOut << Failure::Kind::Cancelled;
}

void TstBase::theKindDecidesAsDocumented()
{
    QFETCH(const FailureId, id);
    QFETCH(const Failure::Kind, kind);
    QCOMPARE(kindOf(id), kind);
    QCOMPARE(failure(id).kind, kind);
    const Result<int> failed = fail(id, {{QStringLiteral("path"), 1}});
    QCOMPARE(failed.error(), failure(id, {{QStringLiteral("path"), 1}}));
}

void TstBase::aValueIsNeverTakenForAPlaceholder()
{
    for (int id = 0; id <= int(lastFailure); ++id) {
        QVariantMap details = everyDetail(QStringLiteral("<%1%2%3>"));
        details.remove(QStringLiteral("length")); // the one value a reason may name itself
        const Wording wording = wordingOf(failure(FailureId(id), details));
        const QString text = wording.sentence();
        QVERIFY2(text.count(QStringLiteral("%1")) == text.count(QStringLiteral("<%1%2%3>")),
            failureName(FailureId(id)).constData());
    }
}

void TstBase::sentencesAreJoinedProperly_data()
{
    QTest::addColumn<Wording>("wording");
    QTest::addColumn<QString>("sentence");
    const auto row = [](const char* name, const char* what, const char* why, const char* remedy,
                         const char* sentence) {
        QTest::newRow(name) << Wording{QString::fromUtf8(what), QString::fromUtf8(why),
            QString::fromUtf8(remedy)}
                            << QString::fromUtf8(sentence);
    };
    row("English", "It broke.", "It was old.", "Buy one.", "It broke. It was old. Buy one.");
    row("without why", "It broke.", "", "Buy one.", "It broke. Buy one.");
    row("what alone", "It broke.", "", "", "It broke.");
    row("Chinese", "坏了。", "太旧。", "换一个。", "坏了。太旧。换一个。");
    row("a system's reason without a stop", "It broke.", "No such file or directory", "Buy one.",
        "It broke. No such file or directory. Buy one.");
    row("a Chinese reason without a stop", "坏了。", "规则：1 到 32 位数字", "换一个。",
        "坏了。规则：1 到 32 位数字。换一个。");
    row("an English reason between Chinese", "坏了。", "No such file", "换一个。",
        "坏了。No such file。换一个。");
    row("a question", "Broken?", "", "Buy one.", "Broken? Buy one.");
}

void TstBase::sentencesAreJoinedProperly()
{
    QFETCH(const Wording, wording);
    QFETCH(const QString, sentence);
    QCOMPARE(wording.sentence(), sentence);
}

QTEST_GUILESS_MAIN(TstBase)
#include "tst_base.moc"

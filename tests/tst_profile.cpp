#include "core/base/wording.h"
#include "core/profile/profilestore.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QMap>
#include <QTemporaryDir>
#include <QTest>

using namespace paydesk;

namespace {

Profile shop()
{
    Profile profile;
    profile.name = "shop";
    profile.title = "一号店";
    profile.appid = "wxd930ea5d5a258f4f";
    profile.mchId = "1230000109";
    profile.notifyUrl = "https://shop.example/pay/notify";
    profile.signType = SignType::HmacSha256;
    profile.certificateName = "apiclient_cert.p12";
    return profile;
}

Profile named(const QByteArray& name)
{
    Profile profile = shop();
    profile.name = name;
    return profile;
}

QByteArray contents(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

bool put(const QString& path, const QByteArray& bytes)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly | QIODevice::Truncate)
        && file.write(bytes) == bytes.size();
}

QString ruleOf(const Result<void>& result)
{
    return result ? QString() : result.error().details.value(QStringLiteral("rule")).toString();
}

} // namespace

class TstProfile : public QObject {
    Q_OBJECT

private slots:
    void theSandboxIsFixedAndRight();
    void aRuleIsAppliedToEachField_data();
    void aRuleIsAppliedToEachField();
    void theKindFollowsTheName();
    void aKeyIsJudgedWithAReason_data();
    void aKeyIsJudgedWithAReason();
    void anAppSecretIsJudgedWithAReason_data();
    void anAppSecretIsJudgedWithAReason();
    void anEmptySecretIsMissing();
    void noReasonQuotesTheSecret();

    void aMerchantReadsAsItWasWritten();
    void whatIsLeftOutHasItsDefault();
    void jsonIsRefusedWithAReason_data();
    void jsonIsRefusedWithAReason();

    void anEmptyFolderHasTheSandboxOnly();
    void merchantsOutliveTheProgram();
    void aMerchantIsReplacedAndRemoved();
    void theSandboxCannotBeChanged();
    void aNameIsTakenOnce();
    void nothingIsSavedThatBreaksTheRules();
    void theFileIsPrivateAndHoldsTheMerchantsOnly();
    void aMalformedFileIsLeftAsItIs_data();
    void aMalformedFileIsLeftAsItIs();
    void twoProcessesKeepEachOthersMerchants();
    void leftoversOfAKilledSaveDoNoHarm();
};

void TstProfile::theSandboxIsFixedAndRight()
{
    const Profile sandbox = sandboxProfile();
    QVERIFY(checkProfile(sandbox));
    QVERIFY(sandbox.isSandbox());
    QCOMPARE(sandbox.name, QByteArray("sandbox"));
    QCOMPARE(sandbox.endpoints.api, QByteArray("http://127.0.0.1:18080"));
    QCOMPARE(sandbox.endpoints.sns, QByteArray("http://127.0.0.1:18080"));
    QVERIFY(sandbox.notifyUrl.isEmpty());
    const Credentials credentials = sandboxCredentials();
    QVERIFY(checkApiKey(credentials.apiKey));
    QVERIFY(checkAppSecret(credentials.appSecret));
    QVERIFY(credentials.apiKey.sameAs(sandboxCredentials().apiKey));
}

void TstProfile::aRuleIsAppliedToEachField_data()
{
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<bool>("right");
    const auto row = [](const char* field, const QByteArray& value, bool right) {
        QTest::addRow("%s: %s", field, value.left(60).constData())
            << QByteArray(field) << value << right;
    };
    row("name", "a", true);
    row("name", "shop_2-b", true);
    row("name", QByteArray(32, 'n'), true);
    row("name", QByteArray(33, 'n'), false);
    row("name", "", false);
    row("name", "Shop", false);
    row("name", "a b", false);
    row("name", "../x", false);
    row("name", "店", false);
    row("title", "一号店 (Nord)", true);
    row("title", "", false);
    row("title", "two\nlines", false);
    row("title", "\xff\xfe", false);
    row("title", QByteArray(129, 't'), false);
    row("appid", "wx8888888888888888", true);
    row("appid", "wx888888888888888", false);
    row("appid", "wx88888888888888888", false);
    row("appid", "wX8888888888888888", false);
    row("appid", "wxABCDEF8888888888", false);
    row("appid", " wx888888888888888", false);
    row("appid", "", false);
    row("mch_id", "10000100", true);
    row("mch_id", "1900000109", true);
    row("mch_id", "190000010a", false);
    row("mch_id", "1234567", false);
    row("mch_id", "１９００００００１", false);
    row("mch_id", QByteArray(33, '1'), false);
    row("mch_id", "", false);
    row("notify_url", "", true);
    row("notify_url", "https://shop.example/notify", true);
    row("notify_url", "https://shop.example:8443/a/b/", true);
    row("notify_url", "http://127.0.0.1:18081/notify", true);
    row("notify_url", "http://shop.example/notify", false);
    row("notify_url", "https://shop.example/notify?shop=1", false);
    row("notify_url", "https://shop.example/notify#top", false);
    row("notify_url", "https://me:secret@shop.example/notify", false);
    row("notify_url", "shop.example/notify", false);
    row("notify_url", "javascript:alert(1)", false);
    row("notify_url", "https:///notify", false);
    row("notify_url", "https://shop.example/a b", false);
    row("notify_url", "https://shop.example/" + QByteArray(236, 'p'), false);
    row("endpoints.api", "https://api2.mch.weixin.qq.com", true);
    row("endpoints.api", "http://localhost:18080", true);
    row("endpoints.api", "http://[::1]:18080", true);
    row("endpoints.api", "https://api.mch.weixin.qq.com/", false);
    row("endpoints.api", "http://api.mch.weixin.qq.com", false);
    row("endpoints.api", "http://127.0.0.1.evil.example", false);
    row("endpoints.api", "http://127.0.0.1@evil.example", false);
    row("endpoints.api", "ftp://api.mch.weixin.qq.com", false);
    row("endpoints.api", "", false);
    row("endpoints.sns", "https://api.weixin.qq.com", true);
    row("endpoints.sns", "http://api.weixin.qq.com", false);
}

void TstProfile::aRuleIsAppliedToEachField()
{
    QFETCH(const QByteArray, field);
    QFETCH(const QByteArray, value);
    QFETCH(const bool, right);
    Profile profile = shop();
    const QMap<QByteArray, QByteArray*> fields{{"name", &profile.name}, {"title", &profile.title},
        {"appid", &profile.appid}, {"mch_id", &profile.mchId}, {"notify_url", &profile.notifyUrl},
        {"endpoints.api", &profile.endpoints.api}, {"endpoints.sns", &profile.endpoints.sns}};
    *fields.value(field) = value;
    const Result<void> checked = checkProfile(profile);
    QCOMPARE(checked.has_value(), right);
    if (!right) {
        QCOMPARE(checked.error().id, FailureId::FieldMalformed);
        QCOMPARE(checked.error().details.value(QStringLiteral("field")).toString(),
            QString::fromLatin1(field));
    }
}

void TstProfile::theKindFollowsTheName()
{
    Profile pretender = shop();
    pretender.kind = Profile::Kind::Sandbox; // would sign with the published key
    QVERIFY(!checkProfile(pretender));
    QVERIFY(!checkProfile(named("sandbox")));
}

void TstProfile::aKeyIsJudgedWithAReason_data()
{
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<QString>("reason"); // empty: right
    const auto row = [](const char* name, const QByteArray& key, const char* reason) {
        QTest::newRow(name) << key << QString::fromLatin1(reason);
    };
    const QByteArray right = "Abcdefghijklmnopqrstuvwxyz012345";
    row("right", right, "");
    row("hex is a key too", "192006250b4c09247ec02edce69f6a2d", "");
    row("31", right.chopped(1), "this has %1");
    row("33", right + '6', "this has %1");
    row("line break from a file", right + '\n', "ends with a line break");
    row("Windows line break", right + "\r\n", "ends with a line break");
    row("blank behind", right + ' ', "contains a blank");
    row("blank inside", "Abcdefghijklmnop rstuvwxyz012345", "contains a blank");
    row("full width", "Ａbcdefghijklmnopqrstuvwxyz012345", "full-width");
    row("byte order mark", "\xEF\xBB\xBF" + right, "byte order mark");
    row("zero-width space", right + "\xE2\x80\x8B", "outside ASCII");
    row("punctuation", "Abcdefghijklmnopqrstuvwxyz01234-", "other characters");
    row("NUL", QByteArray("Abcdefghijklmnopqrstuvwxyz01234\0", 32), "other characters");
}

void TstProfile::aKeyIsJudgedWithAReason()
{
    QFETCH(QByteArray, key);
    QFETCH(const QString, reason);
    const QString rule = ruleOf(checkApiKey(Secret(std::move(key))));
    QCOMPARE(rule.isEmpty(), reason.isEmpty());
    QVERIFY2(rule.contains(reason), qPrintable(rule));
}

void TstProfile::anAppSecretIsJudgedWithAReason_data()
{
    QTest::addColumn<QByteArray>("secret");
    QTest::addColumn<QString>("reason"); // empty: right
    QTest::newRow("right") << QByteArray("192006250b4c09247ec02edce69f6a2d") << QString();
    QTest::newRow("capitals") << QByteArray("192006250B4C09247EC02EDCE69F6A2D")
                              << QStringLiteral("contains capitals");
    QTest::newRow("the API key") << QByteArray("Abcdefghijklmnopqrstuvwxyz012345")
                                 << QStringLiteral("may be the API key");
    QTest::newRow("short") << QByteArray("192006250b4c") << QStringLiteral("this has %1");
    QTest::newRow("line break") << QByteArray("192006250b4c09247ec02edce69f6a2d\n")
                                << QStringLiteral("line break");
}

void TstProfile::anAppSecretIsJudgedWithAReason()
{
    QFETCH(QByteArray, secret);
    QFETCH(const QString, reason);
    const QString rule = ruleOf(checkAppSecret(Secret(std::move(secret))));
    QCOMPARE(rule.isEmpty(), reason.isEmpty());
    QVERIFY2(rule.contains(reason), qPrintable(rule));
}

void TstProfile::anEmptySecretIsMissing()
{
    QCOMPARE(checkApiKey(Secret()).error().id, FailureId::FieldMissing);
    QCOMPARE(checkAppSecret(Secret()).error().id, FailureId::FieldMissing);
}

void TstProfile::noReasonQuotesTheSecret()
{
    for (const QByteArray& slip : {QByteArray("Canary7"), QByteArray("Canary7 Canary7"),
             QByteArray("Canary7\n"), QByteArray("Canary7Ａ"), QByteArray("Canary7-"),
             QByteArray("Canary7abcdefghijklmnopqrstuvwxyz")}) {
        for (const Result<void>& checked :
            {checkApiKey(Secret(QByteArray(slip))), checkAppSecret(Secret(QByteArray(slip)))}) {
            QVERIFY(!checked);
            const QString text = wordingOf(checked.error()).sentence();
            QVERIFY(!text.contains(QStringLiteral("Canary7")));
            QVERIFY(!text.contains(QStringLiteral("%1")));
        }
    }
    const QString counted = wordingOf(checkApiKey(Secret(QByteArray("Canary7"))).error()).why;
    QVERIFY2(counted.contains(QStringLiteral("this has 7")), qPrintable(counted));
}

void TstProfile::aMerchantReadsAsItWasWritten()
{
    for (const Profile& profile : {shop(), sandboxProfile()}) {
        const auto read = ProfileStore::fromJson(ProfileStore::toJson(profile));
        QVERIFY(read);
        QCOMPARE(*read, profile);
    }
}

void TstProfile::whatIsLeftOutHasItsDefault()
{
    const auto read = ProfileStore::fromJson(
        R"({"name":"min","appid":"wx8888888888888888","mch_id":"1900000109"})");
    QVERIFY(read);
    QCOMPARE(read->title, QByteArray("min"));
    QCOMPARE(read->kind, Profile::Kind::Real);
    QCOMPARE(read->endpoints, Endpoints());
    QCOMPARE(read->signType, SignType::Md5);
}

void TstProfile::jsonIsRefusedWithAReason_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("named"); // the member, or empty when it is no JSON object at all
    const auto row = [](const char* name, const QByteArray& members, const char* field) {
        const QByteArray json =
            R"({"name":"min","appid":"wx8888888888888888","mch_id":"1900000109")" + members + '}';
        QTest::newRow(name) << json << QString::fromLatin1(field);
    };
    row("typing error", R"(,"notifyurl":"https://a.example")", "notifyurl");
    row("a secret", R"(,"api_key":"x")", "api_key");
    row("title is a number", R"(,"title":5)", "title");
    row("kind", R"(,"kind":"test")", "kind");
    row("sandbox under another name", R"(,"kind":"sandbox")", "name");
    row("sign type", R"(,"sign_type":"md5")", "sign_type");
    row("endpoints is a string", R"(,"endpoints":"https://a.example")", "endpoints");
    row("unknown endpoint", R"(,"endpoints":{"app":"https://a.example"})", "endpoints.app");
    row("bad endpoint", R"(,"endpoints":{"api":"http://a.example"})", "endpoints.api");
    QTest::newRow("no appid") << QByteArray(R"({"name":"min","mch_id":"1900000109"})")
                              << QStringLiteral("appid");
    QTest::newRow("mch_id is a number")
        << QByteArray(R"({"name":"min","appid":"wx8888888888888888","mch_id":1900000109})")
        << QStringLiteral("mch_id");
    QTest::newRow("a list") << QByteArray("[]") << QString();
    QTest::newRow("cut off") << QByteArray(R"({"name":"mi)") << QString();
    QTest::newRow("nothing") << QByteArray() << QString();
}

void TstProfile::jsonIsRefusedWithAReason()
{
    QFETCH(const QByteArray, json);
    QFETCH(const QString, named);
    const auto read = ProfileStore::fromJson(json);
    QVERIFY(!read);
    QCOMPARE(
        read.error().id, named.isEmpty() ? FailureId::JsonRejected : FailureId::FieldMalformed);
    QCOMPARE(read.error().details.value(QStringLiteral("field")).toString(), named);
}

void TstProfile::anEmptyFolderHasTheSandboxOnly()
{
    const QTemporaryDir folder;
    const auto store = ProfileStore::open(folder.path());
    QVERIFY(store);
    QCOMPARE(store->profiles(), QList<Profile>{sandboxProfile()});
    QCOMPARE(store->profile("shop").error().id, FailureId::ProfileUnknown);
    QVERIFY(QDir(folder.path()).isEmpty());
}

void TstProfile::merchantsOutliveTheProgram()
{
    const QTemporaryDir folder;
    const QString deeper = folder.filePath(QStringLiteral("new/data"));
    auto store = ProfileStore::open(deeper);
    QVERIFY(store->add(shop()));
    QVERIFY(store->add(named("another")));
    const QList<Profile> expected{sandboxProfile(), shop(), named("another")};
    QCOMPARE(store->profiles(), expected);
    QCOMPARE(ProfileStore::open(deeper)->profiles(), expected);
    QCOMPARE(*ProfileStore::open(deeper)->profile("shop"), shop());
}

void TstProfile::aMerchantIsReplacedAndRemoved()
{
    const QTemporaryDir folder;
    auto store = ProfileStore::open(folder.path());
    QVERIFY(store->add(shop()));
    Profile changed = shop();
    changed.title = "Shop one";
    QVERIFY(store->replace(changed));
    QCOMPARE(ProfileStore::open(folder.path())->profile("shop")->title, QByteArray("Shop one"));
    QCOMPARE(store->replace(named("another")).error().id, FailureId::ProfileUnknown);
    QVERIFY(store->remove("shop"));
    QCOMPARE(store->remove("shop").error().id, FailureId::ProfileUnknown);
    QCOMPARE(ProfileStore::open(folder.path())->profiles().size(), 1);
}

void TstProfile::theSandboxCannotBeChanged()
{
    const QTemporaryDir folder;
    auto store = ProfileStore::open(folder.path());
    QCOMPARE(store->add(sandboxProfile()).error().id, FailureId::ProfileExists);
    QCOMPARE(store->replace(sandboxProfile()).error().id, FailureId::FieldMalformed);
    QCOMPARE(store->remove("sandbox").error().id, FailureId::FieldMalformed);
}

void TstProfile::aNameIsTakenOnce()
{
    const QTemporaryDir folder;
    auto store = ProfileStore::open(folder.path());
    QVERIFY(store->add(shop()));
    QCOMPARE(store->add(shop()).error().id, FailureId::ProfileExists);
    QCOMPARE(store->profiles().size(), 2);
}

void TstProfile::nothingIsSavedThatBreaksTheRules()
{
    const QTemporaryDir folder;
    auto store = ProfileStore::open(folder.path());
    QVERIFY(!store->add(named("Not A Name")));
    QVERIFY(!QFile::exists(folder.filePath(QStringLiteral("profiles.json"))));
    QVERIFY(store->add(shop()));
    Profile changed = shop();
    changed.appid = "nonsense";
    QVERIFY(!store->replace(changed));
    QCOMPARE(*ProfileStore::open(folder.path())->profile("shop"), shop());
}

void TstProfile::theFileIsPrivateAndHoldsTheMerchantsOnly()
{
    const QTemporaryDir folder;
    auto store = ProfileStore::open(folder.path());
    QVERIFY(store->add(shop()));
    const QString path = folder.filePath(QStringLiteral("profiles.json"));
    QVERIFY(contents(path).contains("wxd930ea5d5a258f4f"));
    QVERIFY(!contents(path).contains("\"sandbox\""));
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files | QDir::Hidden).size(), 1);
#ifdef Q_OS_UNIX
    constexpr auto others =
        QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
    QVERIFY(!(QFileInfo(path).permissions() & others));
    // A file that was opened up is closed again at the next save.
    QVERIFY(QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner | QFile::ReadOther));
    QVERIFY(store->add(named("another")));
    QVERIFY(!(QFileInfo(path).permissions() & others));
#endif
}

void TstProfile::aMalformedFileIsLeftAsItIs_data()
{
    QTest::addColumn<QByteArray>("bytes");
    const QByteArray one = ProfileStore::toJson(shop());
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("cut off") << QByteArray(R"({"profiles":[{"name":"sho)");
    QTest::newRow("another list") << QByteArray(R"({"merchants":[]})");
    QTest::newRow("more than the list") << QByteArray(R"({"profiles":[],"default":"shop"})");
    QTest::newRow("no object") << QByteArray(R"({"profiles":[5]})");
    QTest::newRow("twice the same name") << R"({"profiles":[)" + one + ',' + one + "]}";
    QTest::newRow("the sandbox") << R"({"profiles":[)" + ProfileStore::toJson(sandboxProfile())
            + "]}";
    QTest::newRow("unknown member")
        << QByteArray(one).replace("\"title\"", "\"titel\"").prepend(R"({"profiles":[)") + "]}";
    QTest::newRow("binary") << QByteArray("\0\x01\xff\xfe", 4);
}

void TstProfile::aMalformedFileIsLeftAsItIs()
{
    QFETCH(const QByteArray, bytes);
    const QTemporaryDir folder;
    auto store = ProfileStore::open(folder.path());
    QVERIFY(store);
    const QString path = folder.filePath(QStringLiteral("profiles.json"));
    QVERIFY(put(path, bytes));
    const auto opened = ProfileStore::open(folder.path());
    QVERIFY(!opened);
    QCOMPARE(opened.error().id, FailureId::ProfileMalformed);
    QVERIFY(!opened.error().details.value(QStringLiteral("reason")).toString().isEmpty());
    // A store opened before must not write over it either.
    QCOMPARE(store->add(shop()).error().id, FailureId::ProfileMalformed);
    QCOMPARE(contents(path), bytes);
}

void TstProfile::twoProcessesKeepEachOthersMerchants()
{
    const QTemporaryDir folder;
    auto window = ProfileStore::open(folder.path());
    auto commandLine = ProfileStore::open(folder.path());
    QVERIFY(window->add(shop()));
    QVERIFY(commandLine->add(named("another")));
    QCOMPARE(window->profiles().size(), 2);
    QVERIFY(window->reload());
    QCOMPARE(window->profiles().size(), 3);
    QCOMPARE(window->add(named("another")).error().id, FailureId::ProfileExists);
}

void TstProfile::leftoversOfAKilledSaveDoNoHarm()
{
    const QTemporaryDir folder;
    auto store = ProfileStore::open(folder.path());
    QVERIFY(store->add(shop()));
    QVERIFY(put(folder.filePath(QStringLiteral("profiles.json.Xa9bQz")), "{\"prof"));
    QVERIFY(ProfileStore::open(folder.path()));
    QVERIFY(store->add(named("another")));
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files | QDir::Hidden).size(), 1);
}

QTEST_GUILESS_MAIN(TstProfile)
#include "tst_profile.moc"

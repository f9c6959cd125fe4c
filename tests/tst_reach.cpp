#include "core/http/forwarded.h"
#include "core/http/message.h"
#include "core/reach/proxytext.h"

#include <QHostAddress>
#include <QTest>

using namespace paydesk;

namespace {

ProxySite siteOf(const QByteArray& url)
{
    return {publicAddress(url).value_or(PublicAddress())};
}

} // namespace

/// What leads from outside to the listener: addresses, senders, and the texts to paste.
class TestReach : public QObject {
    Q_OBJECT

private slots:
    void anAddressIsTakenApart_data();
    void anAddressIsTakenApart();
    void whatIsNoAddressIsRefused_data();
    void whatIsNoAddressIsRefused();
    void privateNamesAndAddressesAreTold_data();
    void privateNamesAndAddressesAreTold();
    void theSenderIsWhoAConfiguredProxySays_data();
    void theSenderIsWhoAConfiguredProxySays();
    void aProxyThatIsNoAddressIsRefused_data();
    void aProxyThatIsNoAddressIsRefused();
    void theSnippetNamesPortPathHostAndTheListenersLimits();
    void theSnippetTakesNothingThatEndsAWord_data();
    void theSnippetTakesNothingThatEndsAWord();
    void everyTunnelLeadsToTheListener();
};

void TestReach::anAddressIsTakenApart_data()
{
    QTest::addColumn<QByteArray>("url");
    QTest::addColumn<PublicAddress>("address");
    const auto row = [](const char* url, const PublicAddress& address) {
        QTest::newRow(url) << QByteArray(url) << address;
    };
    row("https://pay.shop.cn/notify", {true, "pay.shop.cn", 443, "/notify"});
    row("HTTPS://PAY.shop.cn", {true, "pay.shop.cn", 443, "/"});
    row("http://127.0.0.1:18081/notify", {false, "127.0.0.1", 18081, "/notify"});
    row("https://[2001:db8::1]:8443/wx", {true, "2001:db8::1", 8443, "/wx"});
    row("https://xn--fiq228c.cn/a?b=c#d", {true, "xn--fiq228c.cn", 443, "/a"});
}

void TestReach::anAddressIsTakenApart()
{
    QFETCH(const QByteArray, url);
    QFETCH(const PublicAddress, address);
    const auto read = publicAddress(url);
    QVERIFY(read);
    QCOMPARE(read->secure, address.secure);
    QCOMPARE(read->host, address.host);
    QCOMPARE(read->port, address.port);
    QCOMPARE(read->path, address.path);
}

void TestReach::whatIsNoAddressIsRefused_data()
{
    QTest::addColumn<QByteArray>("url");
    for (const char* url : {"", "pay.shop.cn/notify", "ftp://pay.shop.cn/", "https:///notify",
             "https://a b/notify", "https://-oProxyCommand=id/", "https://a.-b/", "https://a..b/",
             "https://pay.shop.cn:99999/", "https://$(id)/", "https://a;b/", "https://a'b/",
             "https://.shop.cn/", "file:///etc/passwd"})
        QTest::newRow(url) << QByteArray(url);
    QTest::newRow("a line break") << QByteArray("https://pay.shop.cn\n.evil.cn/notify");
    QTest::newRow("bytes that are no text") << QByteArray("https://\xff\xfe/notify");
}

void TestReach::whatIsNoAddressIsRefused()
{
    QFETCH(const QByteArray, url);
    QVERIFY(!publicAddress(url));
}

void TestReach::privateNamesAndAddressesAreTold_data()
{
    QTest::addColumn<QByteArray>("host");
    QTest::addColumn<bool>("isPrivate");
    for (const char* host : {"localhost", "nas", "nas.local", "router.lan", "a.test", "127.0.0.1",
             "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1", "100.64.0.1", "169.254.1.1",
             "198.18.0.7", "0.0.0.0", "224.0.0.1", "::1", "fe80::1", "fd00::1", "::ffff:10.0.0.1"})
        QTest::newRow(host) << QByteArray(host) << true;
    for (const char* host : {"pay.shop.cn", "8.8.8.8", "172.32.0.1", "172.15.0.1", "100.128.0.1",
             "198.20.0.1", "2001:4860:4860::8888", "local.shop.cn"})
        QTest::newRow(host) << QByteArray(host) << false;
}

void TestReach::privateNamesAndAddressesAreTold()
{
    QFETCH(const QByteArray, host);
    QFETCH(const bool, isPrivate);
    QCOMPARE(isPrivateHost(host), isPrivate);
    QCOMPARE(isInventedAddress(QHostAddress(QString::fromLatin1(host))), host == "198.18.0.7");
}

void TestReach::theSenderIsWhoAConfiguredProxySays_data()
{
    QTest::addColumn<QByteArray>("proxies");
    QTest::addColumn<QByteArray>("peer");
    QTest::addColumn<QByteArrayList>("fields");
    QTest::addColumn<int>("source");
    QTest::addColumn<QByteArray>("address");
    QTest::addColumn<QByteArray>("claimed");
    using Source = Sender::Source;
    const auto row = [](const char* name, const char* proxies, const char* peer,
                         const QByteArrayList& fields, Source source, const char* address) {
        QTest::newRow(name) << QByteArray(proxies) << QByteArray(peer) << fields << int(source)
                            << QByteArray(address) << fields.join(", ");
    };
    row("nobody forwarded it", "127.0.0.1", "127.0.0.1:4000", {}, Source::Connection, "127.0.0.1");
    row("no proxy is configured", "", "127.0.0.1:4000", {"203.0.113.7"}, Source::Claim,
        "127.0.0.1");
    row("another machine claims it", "127.0.0.1", "198.51.100.9:4000", {"203.0.113.7"},
        Source::Claim, "198.51.100.9");
    row("the proxy says it", "127.0.0.1", "127.0.0.1:4000", {"203.0.113.7"}, Source::Proxy,
        "203.0.113.7");
    row("what the sender wrote itself stands before", "127.0.0.1", "127.0.0.1:4000",
        {"1.1.1.1, 203.0.113.7"}, Source::Proxy, "203.0.113.7");
    row("in a field of its own", "127.0.0.1", "127.0.0.1:4000", {"1.1.1.1", "203.0.113.7"},
        Source::Proxy, "203.0.113.7");
    row("two proxies", "127.0.0.1, 10.0.0.0/8", "127.0.0.1:4000", {"203.0.113.7, 10.9.8.7"},
        Source::Proxy, "203.0.113.7");
    row("only proxies", "127.0.0.1 10.0.0.0/8", "127.0.0.1:4000", {"10.1.1.1"}, Source::Claim,
        "127.0.0.1");
    row("with a port", "127.0.0.1", "127.0.0.1:4000", {"203.0.113.7:55"}, Source::Proxy,
        "203.0.113.7");
    row("IPv6", "::1", "::1:4000", {"2001:db8::7"}, Source::Proxy, "2001:db8::7");
    row("IPv6 with a port", "::1", "::1:4000", {"[2001:db8::7]:55"}, Source::Proxy, "2001:db8::7");
    row("IPv4 at an IPv6 socket", "127.0.0.1", "::ffff:127.0.0.1:4000", {"203.0.113.7"},
        Source::Proxy, "203.0.113.7");
    row("no address", "127.0.0.1", "127.0.0.1:4000", {"unknown"}, Source::Claim, "127.0.0.1");
    row("markup", "127.0.0.1", "127.0.0.1:4000", {"<b>203.0.113.7</b>"}, Source::Claim,
        "127.0.0.1");
}

void TestReach::theSenderIsWhoAConfiguredProxySays()
{
    QFETCH(const QByteArray, proxies);
    QFETCH(const QByteArray, peer);
    QFETCH(const QByteArrayList, fields);
    QFETCH(const int, source);
    QFETCH(const QByteArray, address);
    QFETCH(const QByteArray, claimed);
    const Result<TrustedProxies> trusted = TrustedProxies::read(proxies);
    QVERIFY(trusted);
    QList<Header> headers{{"Host", "shop"}};
    for (const QByteArray& field : fields)
        headers.append({"x-forwarded-FOR", field});
    const Sender sender = senderOf(peer, headers, *trusted);
    QCOMPARE(int(sender.source), source);
    QCOMPARE(sender.address, address);
    QCOMPARE(sender.claimed, claimed);
}

void TestReach::aProxyThatIsNoAddressIsRefused_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char* text : {"nginx", "10.", "127.0.0.1/33", "1.2.3.4/", "*", "::1/200"})
        QTest::newRow(text) << QByteArray(text);
}

void TestReach::aProxyThatIsNoAddressIsRefused()
{
    QFETCH(const QByteArray, text);
    const Result<TrustedProxies> trusted = TrustedProxies::read("127.0.0.1, " + text);
    QVERIFY(!trusted);
    QCOMPARE(trusted.error().id, FailureId::FieldMalformed);
}

void TestReach::theSnippetNamesPortPathHostAndTheListenersLimits()
{
    ProxySite site = siteOf("https://pay.shop.cn:8443/wx/notify");
    site.listenerPort = 40123;
    const Result<QByteArray> text = nginxText(site);
    QVERIFY(text);
    const HttpLimits limits;
    const auto inSeconds = [](std::chrono::milliseconds time) {
        return QByteArray::number(time.count() / 1000) + "s;";
    };
    const QByteArray body = QByteArray::number(limits.body / 1024) + "k;";
    const QByteArray words = text->simplified();
    for (const QByteArray& line :
        {QByteArray("listen 8443 ssl;"), QByteArray("server_name pay.shop.cn;"),
            QByteArray("ssl_certificate \"/etc/letsencrypt/live/pay.shop.cn/fullchain.pem\";"),
            QByteArray("location = /wx/notify {"),
            QByteArray("proxy_pass http://127.0.0.1:40123/notify;"),
            QByteArray("proxy_set_header X-Forwarded-For $remote_addr;"),
            "client_max_body_size " + body, "client_body_buffer_size " + body,
            "client_header_timeout " + inSeconds(limits.headTime),
            "client_body_timeout " + inSeconds(limits.idleTime),
            "proxy_read_timeout " + inSeconds(limits.totalTime)})
        QVERIFY2(words.contains(line), (line + " is not in\n" + *text).constData());
    QVERIFY(!text->contains('%'));
    const Result<QByteArray> plain = nginxText(siteOf("http://pay.shop.cn/notify"));
    QVERIFY(plain);
    QVERIFY(plain->contains("listen 80;") && !plain->contains("ssl"));
}

void TestReach::theSnippetTakesNothingThatEndsAWord_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("file");
    for (const char* path : {"/a;b", "/a{", "/a}", "/a\"", "/a'", "/$host", "/a%20b", "/a//b",
             "/a/../b", "/.", "/a\\", "/(a)", "/a,b"})
        QTest::newRow(path) << QByteArray(path) << QByteArray();
    QTest::newRow("a line break") << QByteArray("/a\nb") << QByteArray();
    for (const char* file : {"/etc/a\"; include /etc/passwd; #", "/etc/$host", "C:\\pem", "/a\n/b"})
        QTest::newRow(file) << QByteArray("/notify") << QByteArray(file);
}

void TestReach::theSnippetTakesNothingThatEndsAWord()
{
    QFETCH(const QByteArray, path);
    QFETCH(const QByteArray, file);
    ProxySite site = siteOf("https://pay.shop.cn/notify");
    site.address.path = path;
    site.certificateFile = file;
    const Result<QByteArray> text = nginxText(site);
    QVERIFY(!text);
    QCOMPARE(text.error().id, FailureId::FieldMalformed);
}

void TestReach::everyTunnelLeadsToTheListener()
{
    ProxySite site = siteOf("https://pay.shop.cn/notify");
    site.listenerPort = 40123;
    const QList<TunnelCommand> commands = tunnelCommands(site);
    QVERIFY(commands.size() >= 4);
    for (const TunnelCommand& command : commands) {
        QVERIFY(command.line.startsWith(QByteArray(command.program) + ' '));
        QVERIFY2(command.line.contains("40123"), command.line.constData());
        QVERIFY(!command.line.contains('%'));
        QVERIFY(qstrlen(command.note.en) > 0 && qstrlen(command.note.zh) > 0);
    }
    QCOMPARE(commands.constFirst().line,
        QByteArray("ssh -N -o ExitOnForwardFailure=yes -o ServerAliveInterval=30 -R "
                   "127.0.0.1:40123:127.0.0.1:40123 pay.shop.cn"));
    QVERIFY(isInstalled({"sh", {}, {}}));
    QVERIFY(!isInstalled({"no-such-program-anywhere", {}, {}}));
}

QTEST_GUILESS_MAIN(TestReach)
#include "tst_reach.moc"

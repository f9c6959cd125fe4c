#pragma once

#include "core/sandbox/sandboxserver.h"
#include "core/sign/signer.h"
#include "core/sign/xmlcodec.h"
#include "tests/fakeserver.h"
#include "tests/support.h"

#include <QHostAddress>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSignalSpy>
#include <QTcpSocket>
#include <QTest>

namespace paydesk {

/// The credentials the tests give the pretend WeChat.
inline SandboxMerchant testMerchant()
{
    return {"wxd930ea5d5a258f4f", "10000100", "192006250b4c09247ec02edce69f6a2d",
        "0123456789abcdef0123456789abcdef"};
}

inline Secret testKey()
{
    QByteArray key = testMerchant().apiKey;
    key.detach();
    return Secret(std::move(key));
}

/// What came back over the wire.
struct SandboxAnswer {
    int status = 0;
    QByteArray head;
    QByteArray body;

    QByteArray header(const QByteArray& name) const
    {
        const qsizetype at = head.indexOf("\r\n" + name + ": ");
        const qsizetype start = at + name.size() + 4;
        return at < 0 ? QByteArray() : head.mid(start, head.indexOf("\r\n", start) - start);
    }
    Parameters xml() const { return fromXml(body).value_or(Parameters()); }
    QJsonObject json() const { return QJsonDocument::fromJson(body).object(); }
    QString text(const char* name) const
    {
        return json().value(QString::fromLatin1(name)).toString();
    }
    /// The cause id of X-Paydesk-Why.
    QByteArray cause() const
    {
        const QByteArray why = header("X-Paydesk-Why");
        return why.left(why.indexOf(' '));
    }
};

inline constexpr const char* noticeTaken =
    "<xml><return_code><![CDATA[SUCCESS]]></"
    "return_code><return_msg><![CDATA[OK]]></return_msg></xml>";

inline QByteArray rawAnswer(const QByteArray& body, const QByteArray& status = "200 OK")
{
    return "HTTP/1.1 " + status + "\r\nConnection: close\r\nContent-Length: "
        + QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

/// A merchant's notify_url that says FAIL so many times, then SUCCESS.
class Merchant {
public:
    explicit Merchant(int failures = 0)
        : server([this, failures](const SeenRequest&, QTcpSocket& socket) {
            const bool fails = server.seen.size() <= failures;
            socket.write(
                rawAnswer(fails ? "<xml><return_code>FAIL</return_code></xml>" : noticeTaken));
            socket.disconnectFromHost();
        })
    {
    }

    QByteArray url() const { return server.url() + "/notify"; }
    Parameters notice(qsizetype index) const
    {
        return fromXml(server.seen.at(index).body).value_or(Parameters());
    }

    FakeServer server;
};

/// The report of a delivered() signal.
inline DeliveryReport reportIn(const QList<QVariant>& signal)
{
    return signal.first().value<DeliveryReport>();
}

/// A sandbox on a free port, and a client that speaks plain HTTP to it.
class SandboxUnderTest {
public:
    explicit SandboxUnderTest(ManualClock& clock, const QString& folder = {},
        std::vector<std::chrono::milliseconds> schedule = {})
        : m_clock(clock)
        , server({testMerchant(), folder, std::move(schedule)}, clock)
    {
        port = server.listen(QHostAddress(QHostAddress::LocalHost), 0).value_or(0);
    }

    SandboxAnswer send(const QByteArray& request) const
    {
        QTcpSocket socket;
        QSignalSpy closed(&socket, &QTcpSocket::disconnected);
        socket.connectToHost(QHostAddress(QHostAddress::LocalHost), port);
        socket.write(request);
        if (!closed.wait(5000))
            return {};
        const QByteArray all = socket.readAll();
        const qsizetype end = all.indexOf("\r\n\r\n");
        return {all.mid(9, 3).toInt(), all.left(end + 2), all.mid(end + 4)};
    }

    SandboxAnswer call(const QByteArray& method, const QByteArray& path,
        const QByteArray& body = {}, const QByteArray& headers = "Host: 127.0.0.1\r\n") const
    {
        return send(method + ' ' + path + " HTTP/1.1\r\n" + headers
            + "Connection: close\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n"
            + body);
    }

    SandboxAnswer post(const QByteArray& path, const QByteArray& body) const
    {
        return call("POST", path, body);
    }
    SandboxAnswer control(const QByteArray& path, const QJsonObject& body) const
    {
        return post(path, QJsonDocument(body).toJson(QJsonDocument::Compact));
    }

    /// A business request, completed and signed.
    SandboxAnswer api(
        const QByteArray& path, Parameters fields, SignType type = SignType::Md5) const
    {
        return post(path, toXml(request(std::move(fields), type)));
    }

    static Parameters request(Parameters fields, SignType type = SignType::Md5)
    {
        fields.append("appid", testMerchant().appid);
        fields.append("mch_id", testMerchant().mchId);
        fields.append("nonce_str", newNonce());
        return signedRequest(std::move(fields), testKey(), type);
    }

    QByteArray openid(const QJsonObject& who = {}) const
    {
        const QString code = control("/sandbox/login", who).text("code");
        return session(code.toLatin1()).text("openid").toLatin1();
    }

    SandboxAnswer session(const QByteArray& code) const
    {
        return call("GET",
            "/sns/jscode2session?appid=" + testMerchant().appid + "&secret="
                + testMerchant().appSecret + "&js_code=" + code + "&grant_type=authorization_code");
    }

    Parameters draft(const QByteArray& outTradeNo, const QByteArray& tradeType = "JSAPI") const
    {
        Parameters fields{{"body", "深圳腾大-QQ公仔"}, {"out_trade_no", outTradeNo},
            {"total_fee", "88"}, {"spbill_create_ip", "127.0.0.1"}, {"notify_url", notifyUrl},
            {"trade_type", tradeType}, {"attach", "a&b <]]> \" '"}};
        if (tradeType == "JSAPI")
            fields.append("openid", openid());
        if (tradeType == "NATIVE")
            fields.append("product_id", "p-1");
        if (tradeType == "MWEB")
            fields.append("scene_info", R"({"h5_info":{"type":"Wap"}})");
        return fields;
    }

    Parameters place(const Parameters& fields, SignType type = SignType::Md5) const
    {
        return api("/pay/unifiedorder", fields, type).xml();
    }

    QByteArray stateOf(const QByteArray& outTradeNo) const
    {
        return api("/pay/orderquery", {{"out_trade_no", outTradeNo}}).xml().value("trade_state");
    }

    QJsonObject paymentCall(const QByteArray& prepayId, SignType type = SignType::Md5) const
    {
        QJsonObject call{{QStringLiteral("appId"), QString::fromLatin1(testMerchant().appid)}};
        const PayRequest request =
            payRequest(testMerchant().appid, prepayId, type, testKey(), m_clock);
        for (const Parameter& field : request.call)
            call.insert(QString::fromLatin1(field.name), QString::fromLatin1(field.value));
        return call;
    }

    SandboxAnswer pay(const QByteArray& prepayId, SignType type = SignType::Md5) const
    {
        return control("/sandbox/requestPayment", paymentCall(prepayId, type));
    }

private:
    ManualClock& m_clock;

public:
    SandboxServer server;
    quint16 port = 0;
    QByteArray notifyUrl = "http://127.0.0.1:9/notify";
};

} // namespace paydesk

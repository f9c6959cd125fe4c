#pragma once

#include "core/forward/forwarder.h"
#include "core/notify/compose.h"
#include "core/sign/xmlcodec.h"
#include "tests/fakeserver.h"
#include "tests/ordersupport.h"
#include "tests/support.h"

#include <QSignalSpy>
#include <QTcpSocket>
#include <QUrl>

namespace paydesk {

inline const QByteArray backendSuccess =
    "<xml><return_code><![CDATA[SUCCESS]]></return_code></xml>";

/// The sandbox merchant's listener with its forwarder, and a backend.
class ForwardHouse {
public:
    explicit ForwardHouse(FakeServer::Handler handler)
        : backend(std::move(handler))
        , gateway(sandboxProfile(), sandboxCredentials(), clock)
        , desk(sandboxProfile(), sandboxCredentials().apiKey, *fixture.store, clock)
        , forwarder(gateway, desk, *fixture.store, clock)
        , forwarded(&forwarder, &Forwarder::forwarded)
    {
        (void)desk.listen(QHostAddress(QHostAddress::LocalHost), 0);
        (void)fixture.add(sampleOrder("PD1"));
        (void)forwarder.setTarget(target());
    }

    QByteArray target() const { return backend.url() + "/pay/notify"; }

    QByteArray notice(const QByteArray& number = "PD1") const
    {
        Order order = sampleOrder(number);
        order.transactionId = "4200000001202601011234567890";
        order.paidAt = sampleNoon;
        return toXml(paymentNotice(order, sandboxProfile(), sandboxCredentials().apiKey, clock));
    }

    /// Posts as WeChat would; the answer's body.
    QByteArray post(const QByteArray& body, const QByteArray& headers = {}) const
    {
        QTcpSocket socket;
        socket.connectToHost(QHostAddress(QHostAddress::LocalHost), port());
        socket.write("POST /notify HTTP/1.1\r\nHost: shop.example\r\nContent-Type: text/xml\r\n"
                     "Connection: close\r\n"
            + headers + "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body);
        QByteArray answer;
        (void)waitUntil([&] {
            answer += socket.readAll();
            return socket.state() == QAbstractSocket::UnconnectedState;
        });
        return answer;
    }

    quint16 port() const { return quint16(QUrl::fromEncoded(desk.url()).port()); }

    Forwarded result(int number = 0) const
    {
        return forwarded.at(number).first().value<Forwarded>();
    }
    bool told(int count)
    {
        return waitUntil([&] { return forwarded.size() >= count; });
    }

    QList<OrderEvent> events(const QByteArray& number) const
    {
        return fixture.store
            ->readNow<QList<OrderEvent>>(
                [&](const OrderReader& reader) { return reader.events(sampleMerchant, number); })
            .value_or(QList<OrderEvent>());
    }

    SystemClock clock;
    StoreFixture fixture;
    FakeServer backend;
    GatewayClient gateway;
    NotificationDesk desk;
    Forwarder forwarder;
    QSignalSpy forwarded;
};

inline FakeServer::Handler answering(const QByteArray& answer)
{
    return [answer](const SeenRequest&, QTcpSocket& socket) { socket.write(answer); };
}

} // namespace paydesk

#pragma once

#include "tests/fakeserver.h"

#include <QHostAddress>
#include <QTcpSocket>

#include <algorithm>
#include <functional>
#include <iterator>

namespace paydesk {

/// The road between client and sandbox, on which things get lost.
class Road {
public:
    enum class Fate { Arrives, RequestLost, AnswerLost };
    using Choice = std::function<Fate(const SeenRequest& request, int nthOfItsKind)>;

    Road(const QByteArray& sandbox, Choice choice)
        : m_port(quint16(sandbox.mid(sandbox.lastIndexOf(':') + 1).toUInt()))
        , m_choice(std::move(choice))
        , server([this](const SeenRequest& request, QTcpSocket& socket) { carry(request, socket); })
    {
    }

    QList<SeenRequest> sent(const QByteArray& path) const
    {
        QList<SeenRequest> found;
        std::copy_if(server.seen.cbegin(), server.seen.cend(), std::back_inserter(found),
            [&path](const SeenRequest& request) { return request.target.startsWith(path); });
        return found;
    }

private:
    void carry(const SeenRequest& request, QTcpSocket& socket)
    {
        const Fate fate = m_choice(request, int(sent(request.target).size()));
        if (fate == Fate::RequestLost)
            return socket.disconnectFromHost();
        auto* onward = new QTcpSocket(&server);
        QObject::connect(onward, &QTcpSocket::disconnected, &socket, [onward, &socket, fate] {
            if (fate == Fate::Arrives)
                socket.write(onward->readAll());
            socket.disconnectFromHost();
            onward->deleteLater();
        });
        onward->connectToHost(QHostAddress::LocalHost, m_port);
        onward->write(request.method + ' ' + request.target
            + " HTTP/1.1\r\nHost: 127.0.0.1:" + QByteArray::number(m_port)
            + "\r\nConnection: close\r\nContent-Type: text/xml\r\nContent-Length: "
            + QByteArray::number(request.body.size()) + "\r\n\r\n" + request.body);
    }

    const quint16 m_port;
    const Choice m_choice;

public:
    FakeServer server;
};

inline Road::Fate allArrives(const SeenRequest&, int)
{
    return Road::Fate::Arrives;
}

} // namespace paydesk

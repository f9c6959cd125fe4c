#include "core/http/forwarded.h"

#include <algorithm>
#include <utility>

namespace paydesk {

namespace {

    constexpr QByteArrayView fieldName = "X-Forwarded-For";

    /// An IPv4 address that came in at an IPv6 socket is the same address.
    QHostAddress plain(const QHostAddress& address)
    {
        bool mapped = false;
        const quint32 four = address.toIPv4Address(&mapped);
        return mapped ? QHostAddress(four) : address;
    }

    /// "203.0.113.7", "203.0.113.7:4711", "2001:db8::1", "[2001:db8::1]:4711"; null for anything
    /// else.
    QHostAddress addressIn(QByteArrayView text)
    {
        QString entry = QString::fromLatin1(text).trimmed();
        if (entry.startsWith(u'['))
            entry = entry.mid(1, entry.indexOf(u']') - 1);
        else if (entry.count(u':') == 1)
            entry = entry.section(u':', 0, 0);
        return plain(QHostAddress(entry));
    }

    /// The connection's own: an IPv6 address is not bracketed there.
    QHostAddress addressOfPeer(QByteArrayView peer)
    {
        const qsizetype colon = peer.lastIndexOf(':');
        return plain(QHostAddress(QString::fromLatin1(colon < 0 ? peer : peer.first(colon))));
    }

    QByteArray forwardedFor(const QList<Header>& headers)
    {
        QByteArrayList values;
        for (const Header& header : headers) {
            if (fieldName.compare(header.name, Qt::CaseInsensitive) == 0)
                values << header.value.trimmed();
        }
        return values.join(", ");
    }

} // namespace

Result<TrustedProxies> TrustedProxies::read(QByteArrayView text)
{
    TrustedProxies proxies;
    const QString entries = QString::fromUtf8(text).replace(u',', u' ').simplified();
    for (const QString& entry : entries.split(u' ', Qt::SkipEmptyParts)) {
        auto subnet = QHostAddress::parseSubnet(entry);
        // parseSubnet() completes "10." to 10.0.0.0/8: only what is written out is taken.
        const QHostAddress written(entry.section(u'/', 0, 0));
        if (subnet.second < 0 || written.isNull())
            return fail(FailureId::FieldMalformed,
                {{QStringLiteral("field"), QStringLiteral("trusted_proxy")},
                    {QStringLiteral("rule"),
                        QStringLiteral(QT_TRANSLATE_NOOP("Reason",
                            "IP addresses or subnets such as 127.0.0.1 or 10.0.0.0/8, separated by "
                            "commas."))}});
        proxies.m_subnets.append(subnet);
    }
    return proxies;
}

bool TrustedProxies::contains(const QHostAddress& address) const
{
    return std::any_of(m_subnets.cbegin(), m_subnets.cend(),
        [&](const auto& subnet) { return address.isInSubnet(subnet); });
}

Sender senderOf(QByteArrayView peer, const QList<Header>& headers, const TrustedProxies& proxies)
{
    const QHostAddress connection = addressOfPeer(peer);
    Sender sender{Sender::Source::Connection, connection.toString().toLatin1(), {}};
    sender.claimed = forwardedFor(headers);
    if (sender.claimed.isEmpty())
        return sender;
    sender.source = Sender::Source::Claim;
    if (!proxies.contains(connection))
        return sender;
    // The last one was written by the proxy that is nearest.
    QByteArrayList entries = sender.claimed.split(',');
    std::reverse(entries.begin(), entries.end());
    for (const QByteArray& entry : std::as_const(entries)) {
        const QHostAddress address = addressIn(entry);
        if (address.isNull())
            return sender;
        if (proxies.contains(address))
            continue;
        sender.source = Sender::Source::Proxy;
        sender.address = address.toString().toLatin1();
        return sender;
    }
    return sender;
}

} // namespace paydesk
